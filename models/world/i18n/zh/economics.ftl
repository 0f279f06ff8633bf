## 模块 economics 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Compute is bought a lead time before the demand it will serve is known; what demand leaves over goes to research, and profit is demand under-estimated. Each generation of models has its account beside the company's. Idle compute is let on a spot market, losses are borne by capital and then by lenders, up to a limit. Leaves out: shares and prices (market), and accounts of single models. Priors of what is observed below are as wide as before that record was known.
economics = 经济
    .doc = 算力要在得知所服务的需求之前一个交付周期购买；推理没用完的算力转给研究，利润来自低估了的需求。每一代模型都有自己的账，与公司的账并列。闲置算力在现货市场出租；亏损先由资本、再由放贷者承担，以上限为度。未涵盖：份额与价格（见 market），以及单个模型的账。下文有观测的量，其先验与得知该记录之前一样宽。
# Compute that forecast revenue and capital can pay.
economics-affordable = 付得起的算力
    .doc = 预测收入与资本付得起的算力。
# From a plan to its compute at work (compute).
economics-ahead = 计划的提前量
    .doc = 从计划到算力投入使用的时间（见 compute）。
# 1 for a lab of some size that owes more than anybody lends.
economics-broke = 资不抵债
    .doc = 有一定规模、所欠超过任何人愿借的实验室为 1。
# Cash and credit that a year like this one takes.
economics-buffer = 所需缓冲
    .doc = 像今年这样的一年要耗去的现金与信贷。
# Share of capital that no shock keeps away.
economics-capital_left = 剩余资本
    .doc = 没有被冲击挡在外面的资本份额。
# Most that the world puts into all labs in a year, as a share of GDP.
economics-capital_share = 资本份额上限
    .doc = 世界一年最多投入全部实验室的资金，占 GDP 的份额。
# Cash; below nothing it is debt. What a failed lab owes, its lenders and suppliers lose.
economics-cash = 现金
    .doc = 现金；低于零即为债务。倒闭实验室所欠的，由其放贷者和供应商承担。
# Cash of each lab at the start.
economics-cash_2019 = 2019 年现金
    .doc = 起点时每家实验室的现金。
# Costs that a lab keeps in cash before it pays owners.
economics-cash_kept = 留存现金
    .doc = 实验室向股东派发之前留存的现金，以成本计。
# Bill for compute. Alone, a lab gets what it planned.
economics-compute_cost = 算力成本
    .doc = 算力账单。单独运行时，实验室得到它计划的算力。
# Width of what demand may be a year ahead, in logs; it grows with the square root of the time.
economics-cone = 不确定性锥
    .doc = 提前一年时需求可能范围的宽度，按对数计；随时间的平方根增大。
# What demand, and what patrons pay on faith, leave of investors' trust in the plan that was made for today.
economics-confidence = 信心
    .doc = 为今天制订的计划，凭需求和出资方不看收入的投入，还能留住投资者多少信任。
# Price at which compute at work was bought, against its list price (compute).
economics-dear = 在用算力的溢价
    .doc = 在用算力购入时的价格与标价之比（见 compute）。
# Share of it that is left where compute was dear.
economics-dear_part = 溢价后的需求
    .doc = 算力买得贵时需求剩下的份额。
# Revenue that lenders and suppliers let a lab owe.
economics-debt_limit = 债务上限
    .doc = 放贷者和供应商允许实验室欠下的债，以收入计。
# What customers would pay it.
economics-demand = 需求
    .doc = 顾客愿付给它的数额。
# Share of demand that comes to a lab (market).
economics-demand_share = 需求份额
    .doc = 归于一家实验室的需求份额（见 market）。
# Demand of a year ago, smoothed.
economics-demand_trend = 需求趋势
    .doc = 一年前的需求，经平滑。
# What customers paid over the cost of serving them, since the start.
economics-earned = 所赚
    .doc = 自起点以来，顾客所付超出服务成本的数额。
# By how much, in logs of both, the work that customers ask for falls as its price rises.
economics-elasticity = 价格弹性
    .doc = 价格上升时，顾客所要的工作量下降多少；两者均按对数计。
# And fails in its turn; the place is then left to the others.
economics-end_of_entrant = 后来者的倒闭
    .doc = 后来者也倒闭；位置从此留给其他实验室。
# Another takes its place, where the market feeds one more and there is capital.
economics-entry = 进入
    .doc = 只要市场还养得起一家、又有资本，就有另一家取而代之。
# From a lab's end until another has people, capital and a model in its place.
economics-entry_time = 进入所需时间
    .doc = 一家实验室结束之后，到另一家有了人员、资本和模型为止。
# How long a mistaken forecast lasts.
economics-error_memory = 误差的记忆
    .doc = 一次错误的预测持续多久。
# Growth of demand (TREND function, Sterman 2000, ch. 16).
economics-expected_growth = 预期增速
    .doc = 需求的增速（TREND 函数，Sterman 2000，第 16 章）。
# A lab of some size that nobody finances any more: it sells nothing, orders nothing, pays nobody, and others take over its machines.
economics-failure = 倒闭
    .doc = 有一定规模而再无人出资的实验室：什么也不卖，什么也不订，谁的账也不付，机器由他人接手。
# All labs together take in more than they spend, once there is a market to speak of.
economics-first_profit = 行业首次盈利
    .doc = 市场成形之后，全部实验室合计入大于出。
# A lab takes in more than it spends, once it has a market to speak of.
economics-first_profit_of = 某家首次盈利
    .doc = 市场成形之后，某一家实验室入大于出。
# Share of investors who leave a lab for each share by which its demand stays behind the plan.
economics-flight = 资本撤离
    .doc = 需求每落后计划一成，离开实验室的投资者有几成。
# Demand expected when compute planned now is at work, were it had at list price.
economics-forecast = 预测
    .doc = 现在计划的算力投入使用时的预期需求，假定算力按标价购得。
# Log of forecast over truth: a mean-reverting walk (Ornstein-Uhlenbeck) as wide as the cone.
economics-forecast_error = 预测误差
    .doc = 预测与真值之比的对数：均值回复游走（Ornstein-Uhlenbeck），宽度与不确定性锥相同。
# Capital raised: losses and the reserve, up to the ceiling.
economics-funding = 融资
    .doc = 筹得的资本：补足亏损和储备，至上限为止。
# Loss that investors or a parent cover in a year.
economics-funding_base = 融资基数
    .doc = 投资者或母公司一年内承担的亏损。
# Capital's ceiling for a lab.
economics-funding_limit = 融资上限
    .doc = 一家实验室的资本上限。
# And in proportion to what revenue has risen by in a year: investors pay for growth.
economics-funding_multiple = 融资倍数
    .doc = 另与一年来收入的增加额成比例：投资者为增长付钱。
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
# What is bought over what is expected: the quantile of demand at which a dollar more earns by margin what it risks (newsvendor; Arrow, Harris and Marschak 1951), the normal's by the logistic.
economics-hedge = 对冲
    .doc = 购买量与预期量之比：取需求的某个分位点，在那里多买一美元所赚的毛利恰抵其风险（报童模型；Arrow、Harris 与 Marschak 1951），正态分位数以逻辑分布近似。
# What it lets there.
economics-hired_out = 出租的算力
    .doc = 实验室在现货市场出租的算力。
# Compute that was meant for customers who did not come.
economics-idle = 闲置算力
    .doc = 为没有到来的顾客准备的算力。
# Compute that serves customers: demand decides, not the lab.
economics-inference = 推理
    .doc = 服务顾客的算力：由需求决定，而不是由实验室决定。
# Paid to lenders.
economics-interest = 利息
    .doc = 付给放贷者的。
# On debt.
economics-interest_rate = 利率
    .doc = 债务的利率。
# Share of idle compute that is let rather than given to research.
economics-let_part = 出租比例
    .doc = 闲置算力中出租而不转给研究的份额。
# What customers would pay a lab on compute bought at list price: the more it asks, the less.
economics-list_demand = 标价下的需求
    .doc = 若算力按标价购得，顾客愿付给一家实验室的数额：它要价越高，数额越小。
# Beyond it a lab turns customers away rather than stop research: the worked example sets no such limit.
economics-max_inference_share = 推理份额上限
    .doc = 超过此限，实验室宁可拒绝顾客，也不停止研究：工作示例没有设这样的限制。
# Research for the generation to come.
economics-next_cost = 下一代的成本
    .doc = 下一代所用的研究。
# Meta sells its models to nobody yet; what xAI earns is what both do.
economics-observe-meta-sells-its-models-to-nobody-yet-what-xai-earns-is-what-both-do = Meta 尚未向任何人出售模型；xAI 的收入就是两家的收入。
# 1 while a lab is in business.
economics-open = 是否营业
    .doc = 实验室营业时为 1。
# All costs but compute.
economics-other_cost = 其他成本
    .doc = 算力之外的全部成本。
# Staff and other costs per dollar of compute.
economics-other_ratio = 其他成本比
    .doc = 每一美元算力的员工及其他成本。
# What of its own compute does: inference has the first call on it.
economics-own_inference = 自有推理算力
    .doc = 自有算力中用于顾客的部分：推理优先。
# Share of it that a parent pays from other business, whatever becomes of the plan.
economics-parent = 母公司份额
    .doc = 其中由母公司以其他业务支付的份额，不论计划成败。
# Compute paid by patrons at the start.
economics-patron_2019 = 2019 年出资方投入
    .doc = 起点时由出资方支付的算力。
# Growth of that, in logs.
economics-patron_growth = 出资方投入增速
    .doc = 它的增速，按对数计。
# Yearly compute that patrons pay on faith.
economics-patron_limit = 出资方投入上限
    .doc = 出资方不看收入每年支付的算力。
# Compute that patrons will pay for then.
economics-patron_plan = 出资方计划
    .doc = 出资方届时愿支付的算力。
# Demand for all labs' work.
economics-payable = 付费需求
    .doc = 对全部实验室工作的需求。
# To owners: what a lab does not need for its plans. Growth is paid from what it keeps and from new capital.
economics-payout = 派发
    .doc = 派给股东的：实验室的计划用不着的部分。增长靠留存和新资本。
# What was forecast for today when today's compute was planned.
economics-planned = 当时的计划
    .doc = 当初规划今天的算力时，对今天需求的预测。
# Cash profit of the year; training is spent, not capitalised.
economics-profit = 利润
    .doc = 当年的现金利润；训练计为支出，不作资本化。
# Share of forecast revenue that a plan leaves as profit, but for what capital pays for.
economics-profit_wanted = 预留利润
    .doc = 计划从预测收入中留作利润的份额，由资本支付的部分除外。
# Price at which compute is on offer, likewise.
economics-quote = 报价溢价
    .doc = 市面上算力的价格，同样与标价相比。
# Share of demand that a plan expects to be left where compute is dear to buy.
economics-quote_part = 报价下的需求
    .doc = 算力报价高时，计划预期剩下的需求份额。
# Rent taken in, less rent paid.
economics-rent = 租金净额
    .doc = 收进的租金减付出的租金。
# What a lab rents there.
economics-rented = 租入的算力
    .doc = 实验室在现货市场租入的算力。
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
# Firms that the market feeds (market).
economics-room_for = 容得下的企业数
    .doc = 市场养得起的企业数（见 market）。
# What a dollar of compute that nobody pays for weighs, against a dollar not earned.
economics-ruin_weight = 破产的权重
    .doc = 一美元无人付费的算力，相对于少赚一美元的分量。
# By what a lab without room asks more, so that no more is asked for than it can serve.
economics-scarcity = 稀缺加价
    .doc = 没有余量的实验室多要的价，使所求不超过它能服务的。
# The forecast is right every year.
economics-scenario-foresight = 预见
    .doc = 每年的预测都准确。
# Of this module alone.
economics-share_alone = 单独运行的份额
    .doc = 仅供本模块单独运行。
# Compute that a lab lacks.
economics-short = 所缺算力
    .doc = 实验室缺少的算力。
# Orders are cut as cash runs out.
economics-solvency = 偿付能力
    .doc = 现金耗尽时，订购随之削减。
# Power and staff, as a share of the bill for compute: for less nobody lets.
economics-spot_floor = 现货底价
    .doc = 电力与人员占算力账单的份额：低于它没有人出租。
# Rent of a dollar of compute: between the cost of running it and what customers pay for it, as compute is short.
economics-spot_price = 现货价格
    .doc = 一美元算力的租金：介于运行成本与顾客所付之间，视算力紧缺程度而定。
# Compute that changes hands on the spot market.
economics-spot_trade = 现货成交
    .doc = 在现货市场易手的算力。
# News that moves a forecast.
economics-surprise = 意外
    .doc = 使预测变动的消息。
# Share of compute meant for inference.
economics-target_inference_share = 目标推理份额
    .doc = 计划用于推理的算力份额。
# Paid on profit; losses of the past are not set against it.
economics-tax = 税
    .doc = 按利润缴纳；不抵扣往年亏损。
# On profit.
economics-tax_rate = 税率
    .doc = 对利润征收。
# a lab that nobody finances fails, and then sells and orders nothing; what it owes is lost to its lenders
economics-test-a-lab-that-nobody-finances-fails-and-then-sells-and-orders-nothing-what-it-owes-is-lost-to-its-lenders = 无人出资的实验室会倒闭，此后什么也不卖、什么也不订；所欠的债由放贷者损失
# another takes the place of a lab that failed, where the market feeds it
economics-test-another-takes-the-place-of-a-lab-that-failed-where-the-market-feeds-it = 倒闭者的位置由另一家取代，只要市场养得起
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
# revenue falls when price is raised, and serving costs less
economics-test-revenue-falls-when-price-is-raised-and-serving-costs-less = 涨价则收入下降，服务成本也降低
# sevenfold orders and demand a year late: the buffer that is computed is enough
economics-test-sevenfold-orders-and-demand-a-year-late-the-buffer-that-is-computed-is-enough = 订单增至七倍而需求迟到一年：算出的缓冲恰好够用
# the accounts of generations and of the company are one
economics-test-the-accounts-of-generations-and-of-the-company-are-one = 各代的账与公司的账是同一本账
# the wider the cone, the more is bought where margins are high, and the less where ruin weighs
economics-test-the-wider-the-cone-the-more-is-bought-where-margins-are-high-and-the-less-where-ruin-weighs = 锥越宽，毛利高则买得越多，破产分量重则买得越少
# the worked example of the interview: 100, 150, 50
economics-test-the-worked-example-of-the-interview-100-150-50 = 访谈中的工作示例：1000 亿、1500 亿、500 亿
# where compute is short it is rented from whoever has it idle; beyond that its price rises until no more is asked for
economics-test-where-compute-is-short-it-is-rented-from-whoever-has-it-idle-beyond-that-its-price-rises-until-no-more-is-asked-for = 算力短缺时向有闲置者租用；再不够就涨价，直到没有更多需求
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
# The same where labs are alike (market).
economics-usual_price = 通常价格
    .doc = 各家相同时的同一比值（见 market）。
# Bill for compute that a lab plans: for what is dear to buy, it expects less demand.
economics-wanted_compute = 计划算力支出
    .doc = 实验室计划的算力账单：买来贵的，它预期的需求就少。
# Compute that would serve a lab's own customers.
economics-wanted_inference = 计划推理支出
    .doc = 服务实验室自己的顾客所需的算力。
# Of the cone where a plan looks.
economics-width = 锥宽
    .doc = 计划所看之处的锥宽。
# Debt of failed labs that nobody pays.
economics-written_off = 坏账
    .doc = 倒闭实验室无人偿还的债务。
