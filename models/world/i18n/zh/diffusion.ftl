## 模块 diffusion 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# The second exponential: what capability can do is taken up by sector, first as use at all (breadth), then as the share of feasible work that users hand over (depth), and becomes what labs can be paid. Two stages instead of one because the record asks for it: from 2023 to 2025 the share of firms using AI went up two- to threefold and labs' revenue fifteenfold. Leaves out: prices and elasticities, employment, countries, productivity's effect on GDP, and substitution between labs (economics).
diffusion = 扩散
    .doc = 第二个指数：能力能做的事逐个行业被采用，先是用不用（广度），再是用户交出的可行工作份额（深度），最后变成实验室能得到的报酬。之所以是两个阶段，是因为记录如此要求：从 2023 年到 2025 年，使用 AI 的企业份额增至两到三倍，实验室的收入增至十五倍。未涵盖：价格与弹性、就业、各国、生产力对 GDP 的影响，以及实验室之间的替代（见 economics）。
# Who pays for work done.
diffusion-Sector = 行业
    .doc = 谁为完成的工作付钱。
diffusion-Sector-consumers = 消费者
diffusion-Sector-developers = 开发者
diffusion-Sector-enterprise = 企业
diffusion-Sector-public = 公共部门
diffusion-Sector-regulated = 受监管行业
diffusion-Sector-startups = 初创公司
# New use a year (Bass 1969, with a ceiling that moves).
diffusion-adopting = 新增采用
    .doc = 一年的新增使用（Bass 1969，上限会移动）。
# Share of a sector that uses AI at all.
diffusion-adoption = 采用率
    .doc = 某一行业中使用 AI 的份额。
# Use at the start.
diffusion-adoption_2019 = 2019 年采用率
    .doc = 起点时的使用。
# Share of work that asks for a job's background, beyond what a task's text can say.
diffusion-background_work = 需要背景的工作
    .doc = 除任务文字所能说明的之外，还需要岗位背景的工作份额。
# Share of firms using AI in producing goods or services.
diffusion-business_use = 企业使用率
    .doc = 在生产商品或服务中使用 AI 的企业份额。
# Share of firms using AI in any business function.
diffusion-business_use_any = 企业任何使用率
    .doc = 在任何业务职能中使用 AI 的企业份额。
# Share of a sector for which AI is of use today.
diffusion-ceiling = 采用上限
    .doc = 今天 AI 对其有用的行业份额。
# Share of jobs whose background a model can hold (learning).
diffusion-covered = 覆盖的工作
    .doc = 模型容得下其背景的工作份额（见 learning）。
# Growth of the share handed over, while far from what is feasible.
diffusion-deepening = 加深速度
    .doc = 远未达到可行水平时，交出份额的增速。
# Share of users' work that is handed over.
diffusion-depth = 深度
    .doc = 用户交出的工作份额。
# Share handed over at the start.
diffusion-depth_2019 = 2019 年深度
    .doc = 起点时交出的份额。
# Share of a sector's work that is done by AI.
diffusion-done = 已完成的工作
    .doc = 某一行业的工作中由 AI 完成的份额。
# By how much capability at Nobel level speeds adoption: it rewrites the legacy system itself.
diffusion-erosion = 摩擦的消减
    .doc = 诺贝尔级别的能力使采用加快多少：它自己重写旧系统。
# Share of work, by value, within the horizon, with its background at hand, and to be handed over.
diffusion-feasible = 可行份额
    .doc = 按价值计，在任务时长之内、背景可得且会被交出的工作份额。
# Weight of sectors among surveyed firms.
diffusion-firm_weight = 企业权重
    .doc = 各行业在受访企业中的权重。
# Procurement, security review, legacy and change management: what slows adoption and depth.
diffusion-friction = 摩擦
    .doc = 采购、安全审查、遗留系统和变更管理：减慢采用和加深的因素。
# World GDP.
diffusion-gdp = GDP
    .doc = 世界 GDP。
# World GDP at current prices.
diffusion-gdp_2023 = 2023 年 GDP
    .doc = 按现价计的世界 GDP。
# Nominal growth, without what AI adds.
diffusion-gdp_growth = GDP 增速
    .doc = 名义增速，不含 AI 所增加的。
# Most of GDP that labs can be paid.
diffusion-gdp_share = GDP 份额上限
    .doc = 实验室最多能得到的 GDP 份额。
# Half of all firms use AI in what they produce.
diffusion-half_of_firms = 半数企业使用 AI
    .doc = 全部企业中有一半在所生产的东西中使用 AI。
# Share of feasible work ever handed over.
diffusion-handover = 交出份额
    .doc = 可行的工作中终将交出的份额。
# Length of task that AI does half of the time.
diffusion-horizon = 任务时长
    .doc = AI 有一半时候能完成的任务长度。
# q: adopters who follow others.
diffusion-imitation = 模仿系数
    .doc = q：跟随他人的采用者。
# p: adopters who follow nobody.
diffusion-innovation = 创新系数
    .doc = p：不跟随任何人的采用者。
# Pace of adoption that laws leave (governance).
diffusion-law_pace = 法律下的速度
    .doc = 法律留下的采用速度（见 governance）。
# Share of regulated use that the law allows (governance).
diffusion-lawful = 合法份额
    .doc = 受监管的使用中法律允许的份额（见 governance）。
# Horizon in doublings of a minute.
diffusion-log2_horizon = 任务时长的 log2
    .doc = 任务时长，以分钟的加倍次数计。
# Way from pupil to Nobel level.
diffusion-mastery = 掌握程度
    .doc = 从中学生到诺贝尔级别的路程。
# Share of use that the law allows.
diffusion-may = 允许份额
    .doc = 法律允许的使用份额。
# log2 minutes of horizon at which AI is of use to half of a sector.
diffusion-need = 所需时长
    .doc = AI 对某一行业的一半有用时的任务时长，以分钟的 log2 计。
# Doublings over which use spreads within a sector.
diffusion-need_width = 所需时长的宽度
    .doc = 使用在行业内铺开所历经的加倍次数。
# Speed of adoption against the record of other technologies.
diffusion-pace = 采用速度
    .doc = 采用的速度，相对于其他技术的记录。
# Demand for all labs' work: GDP is only so large.
diffusion-payable = 可付需求
    .doc = 对全部实验室工作的需求：GDP 只有这么大。
# Work that AI could do some day, paid or, for consumers, worth paying for, as a share of world GDP.
diffusion-pool = 工作总量
    .doc = AI 有朝一日能做的工作——有偿的，或对消费者而言值得付费的——占世界 GDP 的份额。
# Share of a sector that would ever adopt.
diffusion-reach = 可及份额
    .doc = 某一行业中终将采用的份额。
# The same of tasks done four times of five: work is handed over by it.
diffusion-sure_horizon = 有把握的任务时长
    .doc = 有五分之四时候能完成的任务长度：人们据此移交工作。
# What labs are paid for work done, as a share of what that work cost before.
diffusion-take = 提成
    .doc = 实验室为完成的工作所得的报酬，占该工作原先成本的份额。
# log2 minutes of the middle task of paid work, by value.
diffusion-task_median = 任务长度中位数
    .doc = 按价值计，居中的有偿任务长度，以分钟的 log2 计。
# Doublings: standard deviation of task lengths.
diffusion-task_spread = 任务长度离散
    .doc = 加倍次数：任务长度的标准差。
# adoption never passes its ceiling, payment never passes its share of GDP
diffusion-test-adoption-never-passes-its-ceiling-payment-never-passes-its-share-of-gdp = 采用从不超过其上限，报酬从不超过其 GDP 份额
# and of the internet, 10 % in 1993
diffusion-test-and-of-the-internet-10-in-1993 = 也就是互联网的普及（1993 年 10 %）
# and of the smartphone, 35 % in 2011
diffusion-test-and-of-the-smartphone-35-in-2011 = 也就是智能手机的普及（2011 年 35 %）
# fast, not infinitely fast: at genius level from the first day, half of firms still take years
diffusion-test-fast-not-infinitely-fast-at-genius-level-from-the-first-day-half-of-firms-still-take-years = 快，但不是无限快：即使第一天就是天才水平，半数企业仍需数年
# what the law forbids is not done, and what it slows comes later
diffusion-test-what-the-law-forbids-is-not-done-and-what-it-slows-comes-later = 法律禁止的不会做，法律放慢的来得更晚
# with slower p and q it is the spread of electricity in US households, 10 % in 1908 (data/technology.csv)
diffusion-test-with-slower-p-and-q-it-is-the-spread-of-electricity-in-us-households-10-in-1908-data-technology-csv = p 和 q 更慢时，就是电力在美国家庭的普及（1908 年 10 %，data/technology.csv）
# How far people trust what is done with AI, against now (governance, constitution).
diffusion-trust = 信任
    .doc = 人们对用 AI 做的事信任到什么程度，相对于现在（见 governance、constitution）。
# What would be paid without a bound.
diffusion-value_paid = 应付价值
    .doc = 若没有上限，会支付的数额。
# Firms that use AI in any function, for one that uses it in producing goods or services.
diffusion-wording = 问法
    .doc = 每有一家企业在生产商品或服务中使用 AI，在任何职能中使用的企业数。
