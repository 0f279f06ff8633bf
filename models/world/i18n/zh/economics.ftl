## 模块 economics 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Compute is bought a lead time before the demand it will serve is known; what demand leaves over goes to research, and profit is demand under-estimated. Each generation of models has its account beside the company's. Leaves out: shares and prices (market), accounts of single models, taxes, interest, and who takes over the machines of a failed lab. Priors of what is observed below are as wide as before that record was known.
economics = 经济
    .doc = 算力要在得知所服务的需求之前一个交付周期购买；需求用剩的归研究，利润来自低估了的需求。每一代模型都有自己的账，与公司的账并列。未涵盖：份额与价格（见 market）、单个模型的账、税收、利息，以及谁接手倒闭实验室的机器。下文有观测的量，其先验与得知该记录之前一样宽。
# Compute that forecast revenue and capital can pay.
economics-affordable = 付得起的算力
    .doc = 预测收入与资本付得起的算力。
# Share of capital that no shock keeps away.
economics-capital_left = 剩余资本
    .doc = 没有被冲击挡在外面的资本份额。
# Most that the world puts into all labs in a year, as a share of GDP.
economics-capital_share = 资本份额上限
    .doc = 世界一年最多投入全部实验室的资金，占 GDP 的份额。
# Cash; below nothing it is debt to suppliers.
economics-cash = 现金
    .doc = 现金；低于零即欠供应商的债。
# Cash of each lab at the start.
economics-cash_2019 = 2019 年现金
    .doc = 起点时每家实验室的现金。
# Bill for compute. Alone, a lab gets what it wanted a lead time ago.
economics-compute_cost = 算力成本
    .doc = 算力账单。单独运行时，实验室得到一个交付周期之前想要的算力。
# Width of the forecast's error a year ahead, in logs; it grows with the square root of the lead time.
economics-cone = 不确定性锥
    .doc = 提前一年的预测误差宽度，按对数计；随交付周期的平方根增大。
# Costs that a lab may owe before it is closed.
economics-debt_limit = 债务上限
    .doc = 实验室在关闭之前最多可欠的成本。
# What customers would pay a lab.
economics-demand = 需求
    .doc = 顾客愿付给一家实验室的数额。
# Share of demand that comes to a lab (market).
economics-demand_share = 需求份额
    .doc = 归于一家实验室的需求份额（见 market）。
# Demand of a year ago, smoothed.
economics-demand_trend = 需求趋势
    .doc = 一年前的需求，经平滑。
# What customers paid over the cost of serving them, since the start.
economics-earned = 所赚
    .doc = 自起点以来，顾客所付超出服务成本的数额。
# How long a mistaken forecast lasts.
economics-error_memory = 误差的记忆
    .doc = 一次错误的预测持续多久。
# Growth of demand (TREND function, Sterman 2000, ch. 16).
economics-expected_growth = 预期增速
    .doc = 需求的增速（TREND 函数，Sterman 2000，第 16 章）。
# A lab of some size that nobody finances any more: it sells nothing, orders nothing, and its contracts run out.
economics-failure = 倒闭
    .doc = 有一定规模而再无人出资的实验室：什么也不卖，什么也不订，合同到期为止。
# All labs together take in more than they spend, once there is a market to speak of.
economics-first_profit = 行业首次盈利
    .doc = 市场成形之后，全部实验室合计入大于出。
# A lab takes in more than it spends, once it has a market to speak of.
economics-first_profit_of = 某家首次盈利
    .doc = 市场成形之后，某一家实验室入大于出。
# Demand expected a lead time from now.
economics-forecast = 预测
    .doc = 预期一个交付周期之后的需求。
# Log of forecast over truth: a mean-reverting walk (Ornstein-Uhlenbeck) of standard deviation cone times root of lead time.
economics-forecast_error = 预测误差
    .doc = 预测与真值之比的对数：均值回复游走（Ornstein-Uhlenbeck），标准差为 cone 乘以交付周期的平方根。
# Capital raised: losses and the reserve, up to the ceiling.
economics-funding = 融资
    .doc = 筹得的资本：补足亏损和储备，至上限为止。
# Loss that investors or a parent cover in a year.
economics-funding_base = 融资基数
    .doc = 投资者或母公司一年内承担的亏损。
# Capital's ceiling for a lab.
economics-funding_limit = 融资上限
    .doc = 一家实验室的资本上限。
# And in proportion to revenue.
economics-funding_multiple = 融资倍数
    .doc = 另与收入成比例。
# In which a gap in cash is filled.
economics-funding_time = 融资时间
    .doc = 补上现金缺口所用的时间。
# World GDP.
economics-gdp = GDP
    .doc = 世界 GDP。
# Research for the generation whose life ends now.
economics-generation_cost = 一代的成本
    .doc = 寿命此刻终结的那一代所用的研究。
# What it brought in over its life, less the cost of serving it.
economics-generation_margin = 一代的毛利
    .doc = 它一生所得，减去服务它的成本。
# Dollars back for a dollar of its research.
economics-generation_return = 一代的回报
    .doc = 每一美元研究收回的美元。
# From one generation of models to the next.
economics-generation_time = 代际间隔
    .doc = 从一代模型到下一代的时间。
# Share of last year's growth that a forecast carries forward.
economics-growth_belief = 增长信念
    .doc = 预测所沿用的上年增速的份额。
# Most growth that a plan believes.
economics-growth_max = 增速上限
    .doc = 计划所相信的最高增速。
# Compute that serves customers: demand decides, not the lab.
economics-inference = 推理
    .doc = 服务顾客的算力：由需求决定，而不是由实验室决定。
# Beyond it a lab turns customers away rather than stop research: the worked example sets no such limit.
economics-max_inference_share = 推理份额上限
    .doc = 超过此限，实验室宁可拒绝顾客，也不停止研究：工作示例没有设这样的限制。
# Research for the generation to come.
economics-next_cost = 下一代的成本
    .doc = 下一代所用的研究。
# 1 while a lab is in business.
economics-open = 是否营业
    .doc = 实验室营业时为 1。
# All costs but compute.
economics-other_cost = 其他成本
    .doc = 算力之外的全部成本。
# Staff and other costs per dollar of compute.
economics-other_ratio = 其他成本比
    .doc = 每一美元算力的员工及其他成本。
# Paid by a lab's own customers; the rest are turned away.
economics-own_revenue = 自有顾客收入
    .doc = 实验室自己的顾客所付；其余被拒绝。
# Compute paid by patrons at the start.
economics-patron_2019 = 2019 年资助
    .doc = 起点时由资助者支付的算力。
# Growth of that, in logs.
economics-patron_growth = 资助增速
    .doc = 它的增速，按对数计。
# Yearly compute that patrons pay on faith.
economics-patron_limit = 资助上限
    .doc = 资助者凭信心每年支付的算力。
# Compute that patrons will pay for a lead time from now.
economics-patron_plan = 资助计划
    .doc = 资助者愿为一个交付周期之后支付的算力。
# Demand for all labs' work.
economics-payable = 可付需求
    .doc = 对全部实验室工作的需求。
# Cash profit of the year; training is spent, not capitalised.
economics-profit = 利润
    .doc = 当年的现金利润；训练计为支出，不作资本化。
# Where demand is beyond what a lab can serve: how much of that its price takes up; 0 turns all away, 1 none.
economics-rationing_price = 稀缺定价
    .doc = 需求超出实验室所能服务时，其价格吸收多少超出部分；0 为全部拒绝，1 为一概不拒。
# Compute left for training and experiments.
economics-research = 研究
    .doc = 留给训练和实验的算力。
# Its share.
economics-research_share = 研究份额
    .doc = 它的份额。
# Costs that a lab keeps in cash before it orders freely.
economics-reserve = 储备
    .doc = 实验室在放手订购之前所保留的现金，以成本计。
# Paid by customers.
economics-revenue = 收入
    .doc = 顾客所付。
# Revenue that a dollar of inference supports: 3 in the worked example of §5 (market).
economics-revenue_per_inference_dollar = 每美元推理的收入
    .doc = 一美元推理所支持的收入：在 §5 的工作示例中为 3（见 market）。
# A trillion dollars a year.
economics-revenue_trillion = 年收入一万亿美元
    .doc = 每年一万亿美元。
# Compute that could serve more.
economics-room = 余量
    .doc = 还能服务更多顾客的算力。
# By what a lab without room asks more.
economics-scarcity = 稀缺
    .doc = 没有余量的实验室多要的价。
# The forecast is right every year.
economics-scenario-foresight = 预见
    .doc = 每年的预测都准确。
# Compute that does.
economics-served = 实际服务
    .doc = 实际服务他们的算力。
# Of this module alone.
economics-share_alone = 单独运行的份额
    .doc = 仅供本模块单独运行。
# Orders are cut as cash runs out.
economics-solvency = 偿付能力
    .doc = 现金耗尽时，订购随之削减。
# Share of room filled by customers whom another lab turns away.
economics-spill = 溢出
    .doc = 余量中由别家实验室所拒顾客填满的份额。
# News that moves a forecast.
economics-surprise = 意外
    .doc = 使预测变动的消息。
# Share of compute meant for inference.
economics-target_inference_share = 目标推理份额
    .doc = 计划用于推理的算力份额。
# a lab that nobody finances fails, and then sells and orders nothing
economics-test-a-lab-that-nobody-finances-fails-and-then-sells-and-orders-nothing = 无人出资的实验室会倒闭，此后什么也不卖、什么也不订
# capital that stays away is not raised
economics-test-capital-that-stays-away-is-not-raised = 不来的资本筹不到
# each generation pays while the company loses: training costs three times as much each year
economics-test-each-generation-pays-while-the-company-loses-training-costs-three-times-as-much-each-year = 每一代都盈利而公司亏损：训练成本每年三倍
# labs sell no more than is asked for or than they can serve
economics-test-labs-sell-no-more-than-is-asked-for-or-than-they-can-serve = 各实验室所卖不多于所求，也不多于所能服务
# less demand: the surplus goes to research, below 100 there is a loss
economics-test-less-demand-the-surplus-goes-to-research-below-100-there-is-a-loss = 需求减少：剩余归研究，低于 1000 亿则亏损
# money in is money out and cash
economics-test-money-in-is-money-out-and-cash = 进来的钱等于出去的钱加现金
# more demand: research is squeezed, profit rises
economics-test-more-demand-research-is-squeezed-profit-rises = 需求增加：研究受到挤压，利润上升
# perfect foresight: profit every year
economics-test-perfect-foresight-profit-every-year = 完美预见：年年盈利
# profit rises with under-forecasting
economics-test-profit-rises-with-under-forecasting = 预测越低，利润越高
# the accounts of generations and of the company are one
economics-test-the-accounts-of-generations-and-of-the-company-are-one = 各代的账与公司的账是同一本账
# the worked example of the interview: 100, 150, 50
economics-test-the-worked-example-of-the-interview-100-150-50 = 访谈中的工作示例：1000 亿、1500 亿、500 亿
# where compute is short its price takes up a part of demand, another lab a part
economics-test-where-compute-is-short-its-price-takes-up-a-part-of-demand-another-lab-a-part = 算力短缺时，价格吸收一部分需求，另一家实验室吸收一部分
# Research since the start.
economics-trained = 累计研究
    .doc = 自起点以来的研究。
# Research up to the launch of the generation whose life ends now.
economics-trained_before = 此前的研究
    .doc = 寿命此刻终结的那一代发布之前的研究。
# Factor by which a generation's cost grows in a year: comes out, is not put in.
economics-training_cost_growth = 训练成本增长
    .doc = 一代的成本每年增长的倍数：是得出的，不是设定的。
# Over which a lab looks back.
economics-trend_time = 趋势时间
    .doc = 实验室回顾的时间跨度。
# Bill for compute that a lab wants a lead time from now.
economics-wanted_compute = 想要的算力
    .doc = 实验室想在一个交付周期之后承担的算力账单。
# Compute that would serve a lab's own customers.
economics-wanted_inference = 想要的推理
    .doc = 服务实验室自己的顾客所需的算力。
