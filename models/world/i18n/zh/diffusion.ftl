## 模块 diffusion 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# The second exponential: what capability can do is taken up by sector, first as use at all (breadth), then as the share of feasible work that users hand over (depth), and becomes what labs can be paid. Two stages instead of one because the record asks for it: from 2023 to 2025 the share of firms using AI went up two- to threefold and labs' revenue fifteenfold. What is done by machines lets people and capital do more of what is not, and so GDP grows. Leaves out: prices (economics), employment, countries, robots, and substitution between labs (market).
diffusion = 扩散
    .doc = 第二个指数：能力能做的事逐个行业被采用，先是用不用（广度），再是用户交出的可行工作份额（深度），最后变成实验室能得到的报酬。之所以是两个阶段，是因为记录如此要求：从 2023 年到 2025 年，使用 AI 的企业份额增至两到三倍，实验室的收入增至十五倍。机器做了的工作，使人和资本能多做其余的工作，GDP 因此增长。未涵盖：价格（见 economics）、就业、各国、机器人，以及实验室之间的替代（见 market）。
# Who pays for work done; science is research in medicine and materials.
diffusion-Sector = 行业
    .doc = 谁为完成的工作付钱；science 指医药与材料研究。
diffusion-Sector-consumers = 消费者
diffusion-Sector-developers = 开发者
diffusion-Sector-enterprise = 企业
diffusion-Sector-public = 公共部门
diffusion-Sector-regulated = 受监管行业
diffusion-Sector-science = 科研
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
# Share of paid work that machines do, by value: what is physical is never part of it.
diffusion-automated = 自动化比例
    .doc = 机器所做的有偿工作的份额，按价值计：体力工作从不在内。
# Share of work that asks for a job's background, beyond what a task's text can say.
diffusion-background_work = 需要背景的工作
    .doc = 除任务文字所能说明的之外，还需要岗位背景的工作份额。
# Share of firms using AI in producing goods or services.
diffusion-business_use = 企业使用率
    .doc = 在生产商品或服务中使用 AI 的企业份额。
# Share of firms using AI in any business function.
diffusion-business_use_any = 企业任何使用率
    .doc = 在任何业务职能中使用 AI 的企业份额。
# Capital against what it would be without AI.
diffusion-capital = 资本
    .doc = 资本与没有 AI 时之比。
# Share of capital in income.
diffusion-capital_part = 资本份额
    .doc = 资本在收入中的份额。
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
# What research by machines has added.
diffusion-discoveries = 新发现
    .doc = 机器所做的研究带来的增益。
# Growth that research in medicine and materials would add, were all of it done by machines.
diffusion-discovery = 发现的增速
    .doc = 若医药与材料研究全由机器来做，会增加的增速。
# Share of a sector's work that is done by AI.
diffusion-done = 已完成的工作
    .doc = 某一行业的工作中由 AI 完成的份额。
# By how much capability at Nobel level speeds adoption: it rewrites the legacy system itself.
diffusion-erosion = 摩擦的消减
    .doc = 诺贝尔级别的能力使采用加快多少：它自己重写旧系统。
# Share of work, by value, within the horizon, with its background at hand, and to be handed over.
diffusion-feasible = 可行份额
    .doc = 按价值计，在任务时长之内、背景可得且会被交出的工作份额。
# Surveyed firms of each sector, as they are to each other; consumers are none.
diffusion-firm_count = 企业数
    .doc = 受调查企业在各行业的相对数目；消费者不是企业。
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
# GDP against what it would be without AI.
diffusion-gdp_gain = GDP 增益
    .doc = GDP 与没有 AI 时之比。
# Nominal growth, without what AI adds.
diffusion-gdp_growth = GDP 增速
    .doc = 名义增速，不含 AI 所增加的。
# Growth of the last year.
diffusion-gdp_growth_now = 当前 GDP 增速
    .doc = 过去一年的增速。
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
# Share of a sector in what is paid.
diffusion-part = 行业占比
    .doc = 一个行业在所付金额中的份额。
# Demand for all labs' work: GDP is only so large.
diffusion-payable = 付费需求
    .doc = 对全部实验室工作的需求：GDP 只有这么大。
# How much more goes into a task that machines do than into one that they do not.
diffusion-plenty = 充裕程度
    .doc = 机器所做的任务比人所做的任务多投入几倍。
# Work that AI could do some day, as a share of world GDP; that of consumers is not paid today, but worth paying for.
diffusion-pool = 工作总量
    .doc = AI 有朝一日能做的工作，占世界 GDP 的份额；消费者的这部分今天无人付费，但值得付费。
# Share of a sector that would ever adopt.
diffusion-reach = 可及份额
    .doc = 某一行业中终将采用的份额。
# The same of tasks done four times of five: work is handed over by it.
diffusion-sure_horizon = 有把握的任务时长
    .doc = 有五分之四时候能完成的任务长度：人们据此移交工作。
# Investment in a year, as a share of capital.
diffusion-renewal = 资本更新
    .doc = 一年的投资占资本的份额。
# Elasticity of substitution between tasks: below 1, what machines do not do is the bottleneck.
diffusion-substitution = 任务替代弹性
    .doc = 任务之间的替代弹性：低于 1 时，机器不做的就是瓶颈。
# What labs are paid for work done, as a share of what that work cost before.
diffusion-take = 价值分成比例
    .doc = 实验室为完成的工作所得的报酬，占该工作原先成本的份额。
# What people and machines do together, against people alone: people move to the tasks that are left (CES of tasks; Zeira 1998).
diffusion-task_gain = 任务增益
    .doc = 人与机器合起来所做的，与只有人时之比：人转去做剩下的任务（任务的 CES；Zeira 1998）。
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
# full automation of cognitive work within ten years: growth of 5 to 20 % a year, and an end of it
diffusion-test-full-automation-of-cognitive-work-within-ten-years-growth-of-5-to-20-a-year-and-an-end-of-it = 脑力工作十年内全部自动化：增速每年多 5 至 20 个百分点，且会终止
# machines that put in as much as people do free what people did
diffusion-test-machines-that-put-in-as-much-as-people-do-free-what-people-did = 机器投入与人相同时，释放的就是人原来所做的
# were physical work done by machines too, growth would be explosive
diffusion-test-were-physical-work-done-by-machines-too-growth-would-be-explosive = 若体力工作也由机器来做，增长将是爆炸性的
# what machines do not do is the bottleneck
diffusion-test-what-machines-do-not-do-is-the-bottleneck = 机器不做的就是瓶颈
# what the law forbids is not done, and what it slows comes later
diffusion-test-what-the-law-forbids-is-not-done-and-what-it-slows-comes-later = 法律禁止的不会做，法律放慢的来得更晚
# with slower p and q it is the spread of electricity in US households, 10 % in 1908 (data/technology.csv)
diffusion-test-with-slower-p-and-q-it-is-the-spread-of-electricity-in-us-households-10-in-1908-data-technology-csv = p 和 q 更慢时，就是电力在美国家庭的普及（1908 年 10 %，data/technology.csv）
# Share of work that people trust to be done as meant (governance, constitution).
diffusion-trust = 信任
    .doc = 人们相信会照本意完成的工作份额（见 governance、constitution）。
# without diffusion there is no growth, whatever AI can do
diffusion-test-without-diffusion-there-is-no-growth-whatever-ai-can-do = 没有扩散就没有增长，无论 AI 能做什么
# What would be paid without a bound.
diffusion-value_paid = 未封顶的付费额
    .doc = 若没有上限，会支付的数额。
# Firms that use AI in any function, for one that uses it in producing goods or services.
diffusion-wording = 问法
    .doc = 每有一家企业在生产商品或服务中使用 AI，在任何职能中使用的企业数。
