## 模块 market 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Three or four players. Labs share demand by a logit over the quality that research compute buys and the fit of the product; prices are those of differentiated competition (Bertrand-logit); whoever would enter must pay what the frontier costs. Leaves out: two-sided platforms, open models, contracts, several products of one lab, and entry by firms that have other reasons.
market = 市场
    .doc = 三到四家玩家。各实验室按 logit 分享需求，权重是研究算力买来的质量和产品的契合；价格由差异化竞争决定（Bertrand-logit）；想进入者须付出前沿所需的代价。未涵盖：双边平台、开放模型、合同、一家实验室的多种产品，以及另有理由的企业的进入。
# What the logit weighs: whoever is chosen more asks more, and is chosen less for it.
market-appeal = 吸引力
    .doc = logit 所衡量的：被选得多的要价更高，也因此被选得更少。
# Price over cost that is best for a lab, in spreads of taste: Bertrand-logit (Anderson, de Palma and Thisse 1992, ch. 7).
market-best_markup = 最佳加成
    .doc = 对实验室最有利的价格与成本之差，以口味的离散程度计：Bertrand-logit（Anderson, de Palma and Thisse 1992，第 7 章）。
# The same for consumers.
market-chat_appeal = 消费者的吸引力
    .doc = 对消费者的同一数值。
# The same for consumers.
market-chat_fit = 消费者契合度
    .doc = 对消费者的同一数值。
# Share that is consumers' (diffusion).
market-chat_part = 消费者占比
    .doc = 需求中属于消费者的份额（见 diffusion）。
# The same of cloud computing.
market-cloud_differentiation = 云计算的差异化
    .doc = 云计算的同一数值。
# What it would be with cloud's differentiation.
market-cloud_margin = 云计算的毛利率
    .doc = 若差异化如同云计算，毛利率会是多少。
# The same for code.
market-coding_appeal = 编程的吸引力
    .doc = 对编程的同一数值。
# The same for code, over that for other work of firms.
market-coding_fit = 编程契合度
    .doc = 编程上的同一数值，与企业的其他工作相比。
# Share of demand that is code (diffusion).
market-coding_part = 编程占比
    .doc = 需求中属于编程的份额（见 diffusion）。
# Share of demand: of code, of consumers and of all other work, as each is paid for.
market-demand_share = 需求份额
    .doc = 需求的份额：编程、消费者和其余工作各按所付金额计。
# Spread of customers' tastes between labs' models, against the cost of serving them.
market-differentiation = 差异化
    .doc = 顾客对各实验室模型的口味离散程度，相对于服务他们的成本。
# Yearly change of fit: a mean-reverting walk (Ornstein-Uhlenbeck) of standard deviation volatility, so that fit has momentum. What came before 2024 is in fit_2024 and drift_2024.
market-drift = 契合优势的变化
    .doc = 产品契合度每年的变化：均值回复的游走（Ornstein-Uhlenbeck），标准差为 volatility，契合度因而有惯性。2024 年以前的都在 fit_2024 和 drift_2024 中。
# Yearly change of fit at the start of 2024.
market-drift_2024 = 2024 年契合的变化
    .doc = 2024 年初契合每年的变化。
# How long a product that gains goes on gaining: users bring users, and sales follow fit by quarters.
market-drift_lasts = 契合变化的持续
    .doc = 一个正在赢得用户的产品会继续赢多久：用户带来用户，销售比契合晚几个季度。
# Algorithmic efficiency; 1 in 2023 (feedback).
market-efficiency = 算法效率
    .doc = 算法效率；2023 年为 1（见 feedback）。
# What the frontier costs whoever wants to be there: the leader's research (endogenous sunk cost, Sutton 1991).
market-entry_cost = 进入成本
    .doc = 想要到达前沿者所需付出的：领先者的研究（内生沉没成本，Sutton 1991）。
# What the leaders of the last years spent on research.
market-frontier = 前沿的花费
    .doc = 近年领先者的研究支出。
# Firms with more than 5 % of the market.
market-firms = 企业数
    .doc = 市场份额超过 5 % 的企业数。
# Fit of the product: drifts, and fades as it is copied.
market-fit = 契合
    .doc = 产品的契合：会变化，并随着被模仿而消退。
# Fit of product, brand and reach at the start of 2024, in logs of odds.
market-fit_2024 = 2024 年的契合
    .doc = 2024 年初产品、品牌和触达的契合，以几率的对数计。
# How long a lead lasts until rivals have copied most of it.
market-fit_lasts = 契合的持续
    .doc = 领先能持续多久，直到对手模仿了大部分。
# Standard deviation, over labs, of the yearly change of fit in 2024: products succeed and fail by chance.
market-fit_volatility = 契合度的波动
    .doc = 2024 年产品契合度每年变化的标准差，跨实验室：产品的成败有偶然。
# Price of the work that a unit did in 2023.
market-fixed_price = 固定能力的价格
    .doc = 一台机器在 2023 年所做工作的价格。
# Fit gained since the start of 2024, less what of it was copied; before 2023 there was no market to gain anything in.
market-gained = 累积的契合优势
    .doc = 2024 年初以来累积的契合优势，减去其中已被模仿的；2023 年以前没有可争取的市场。
# Herfindahl-Hirschman index of concentration: 1 for one firm.
market-hhi = 赫芬达尔指数
    .doc = 赫芬达尔-赫希曼集中度指数：一家独占为 1。
# Gross margin of inference.
market-margin = 毛利率
    .doc = 推理的毛利率。
# What it asks over cost, likewise.
market-markup = 加成
    .doc = 它所要的价格与成本之差，单位同上。
# Of all labs.
market-mean_margin = 平均毛利率
    .doc = 全部实验室的毛利率。
# What befalls a product in a month: launches, fashions, what users tell each other.
market-news = 产品的消息
    .doc = 一个产品在一个月里遇到的事：发布、风尚、用户之间的口碑。
# 1 while a lab is in business.
market-open = 是否营业
    .doc = 实验室营业时为 1。
# Firms that `others` stands for: Meta and xAI in the record.
market-others_firms = 其他企业数
    .doc = “其他”所代表的企业：记录中的 Meta 和 xAI。
# Demand for all labs' work.
market-payable = 付费需求
    .doc = 对全部实验室工作的需求。
# Factor by which a fixed capability gets cheaper in a year: by chips, by algorithms, by serving and by competition.
market-price_fall = 降价倍数
    .doc = 固定能力一年便宜几倍：来自芯片、算法、推理服务和竞争。
# Price of a dollar of inference.
market-price_over_cost = 价格与成本之比
    .doc = 一美元推理的价格。
# In which prices follow.
market-price_time = 价格调整时间
    .doc = 价格跟上所需的时间。
# By how much the odds of being chosen rise with research compute, in logs of both.
market-pull_of_quality = 质量的拉力
    .doc = 被选中的几率随研究算力上升多少，两者都按对数计。
# ln of research compute, in million USD a year, that today's models are made with.
market-quality = 质量
    .doc = 今天的模型所用研究算力的自然对数，以每年百万美元计。
# From research to a model in use.
market-quality_time = 质量滞后
    .doc = 从研究到投入使用的模型所需的时间。
# What a lab spends on research compute.
market-research = 研究支出
    .doc = 实验室花在研究算力上的钱。
# Of this module alone.
market-research_2019 = 2019 年研究支出
    .doc = 仅供本模块单独运行。
# Work that a unit of inference does at a fixed capability, beside algorithmic efficiency; 1 in 2023.
market-serving = 推理服务效率
    .doc = 固定能力下一台推理机器所做的工作，不计算法效率；2023 年为 1。
# Growth of work done by a unit of inference beyond what better training gives, in logs, in 2023: smaller models taught by larger ones, coarser numbers, better use of machines.
market-serving_gain = 推理服务的增速
    .doc = 一台推理机器所做工作的增速，不计训练进步，按对数计，2023 年：大模型教小模型、更低的数值精度、更充分地利用机器。
# How long that goes on.
market-serving_lasts = 推理服务进步的持续时间
    .doc = 这能持续多久。
# The same of a market that is no longer young.
market-settled = 成熟市场的波动
    .doc = 市场不再年轻之后的同一数值。
# Beyond this share a lab's price is held by what else a customer can do.
market-share_most = 份额上限
    .doc = 超过此份额后，实验室的价格受制于顾客的其他选择。
# a better product is paid in price as well as in share
market-test-a-better-product-is-paid-in-price-as-well-as-in-share = 更好的产品既得到份额，也得到价格
# a boom of code moves share to who is strong there, whatever drifts
market-test-a-boom-of-code-moves-share-to-who-is-strong-there-whatever-drifts = 编程热潮把份额移向擅长编程的一家，与契合度的漂移无关
# a fixed capability gets cheaper by chips, algorithms, serving and competition, in proportion
market-test-a-fixed-capability-gets-cheaper-by-chips-algorithms-serving-and-competition-in-proportion = 固定能力按比例因芯片、算法、推理服务和竞争而降价
# a lab that is closed sells nothing
market-test-a-lab-that-is-closed-sells-nothing = 关闭的实验室什么也不卖
# cloud's parameters give three large firms: 270 billion USD a year (Synergy 2023), 24.8 billion to keep up (AWS, 10-K 2023)
market-test-cloud-s-parameters-give-three-large-firms-270-billion-usd-a-year-synergy-2023-24-8-billion-to-keep-up-aws-10-k-2023 = 云计算的参数给出三家大企业：每年 2700 亿美元（Synergy 2023），跟上前沿需 248 亿（AWS，2023 年 10-K）
# drift spreads by its volatility
market-test-drift-spreads-by-its-volatility = 契合的变化按其波动散开
# equal labs share alike, at the price of the symmetric equilibrium
market-test-equal-labs-share-alike-at-the-price-of-the-symmetric-equilibrium = 相同的实验室份额相同，价格为对称均衡的价格
# news fades: what a boom taught does not rule 2040
market-test-news-fades-what-a-boom-taught-does-not-rule-2040 = 消息会淡去：一次热潮的经验不支配 2040 年
# no firm of that number loses, one more would
market-test-no-firm-of-that-number-loses-one-more-would = 这么多企业都不亏损，再多一家就会
# one month's news is carried on for years, then copied
market-test-one-month-s-news-is-carried-on-for-years-then-copied = 一个月的消息会延续数年，然后被模仿
# shares sum to one, prices are above cost
market-test-shares-sum-to-one-prices-are-above-cost = 份额之和为一，价格高于成本
# with a higher entry cost, fewer firms
market-test-with-a-higher-entry-cost-fewer-firms = 进入成本越高，企业越少
# with less differentiation, margins fall
market-test-with-less-differentiation-margins-fall = 差异化越小，毛利率越低
# without news, fit changes only by being copied
market-test-without-news-fit-changes-only-by-being-copied = 没有消息，契合只因被模仿而变化
# What a unit of compute costs to run, bought today (compute).
market-unit_cost = 单位成本
    .doc = 今天购入的一台机器的运行成本（见 compute）。
# The same of four labs that are alike.
market-usual_price = 通常价格
    .doc = 四家实验室相同时的同一比值。
# Firms of one size whose gross margin pays the frontier: the largest whole n with margin(n)/n of the market above its cost.
market-viable = 可存活的企业数
    .doc = 毛利付得起前沿的同等规模企业数：使 margin(n)/n 乘以市场高于其成本的最大整数 n。
# What news does to fit now: it fades, and a boom of today says little about 2040.
market-volatility = 当前波动
    .doc = 眼下消息对产品契合度的影响：会淡去，今天的热潮说明不了 2040 年。
# How long news takes to fade from the one to the other.
market-youth = 市场的青年期
    .doc = 消息的影响从前者淡到后者所需的时间。
