## 模块 compute 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Money becomes physical compute, late. Labs order units a lead time before they need them and cannot take an order back; the more is asked of chips and power, the dearer and later an order is; units wear out; the bill is amortised purchase, provider's margin and power; whoever is open takes over the machines of a lab that has failed. Leaves out: kinds of chip, sites, memory and networks, and old machines sold by labs in business. Priors of what is observed below are as wide as before that record was known.
compute = 算力
    .doc = 资金变成实体算力，但有滞后。实验室提前一个交付周期订购机器，订单不能撤回；对芯片和电力要得越多，订单就越贵、越晚；机器会损耗；账单由购置摊销、云商加价和电费组成；仍在营业的实验室接手倒闭者的机器。未涵盖：芯片的种类、选址、内存与网络，以及在营实验室出售旧机器。下文有观测的量，其先验与得知该记录之前一样宽。
# dense 16-bit arithmetic of one NVIDIA H100
compute-H100e = H100 当量
    .doc = 一块 NVIDIA H100 的稠密 16 位运算。
# Who buys frontier compute; others are Meta and xAI in the record.
compute-Lab = 实验室
    .doc = 谁购买前沿算力；记录中的“其他”是 Meta 和 xAI。
compute-Lab-anthropic = Anthropic
compute-Lab-google = Google
compute-Lab-openai = OpenAI
compute-Lab-others = 其他
# From a plan to its units at work, as orders come now.
compute-ahead = 计划的提前量
    .doc = 按眼下订单的交付速度，从计划到机器投入使用的时间。
# Purchase value at work, written down as units wear out.
compute-book = 账面价值
    .doc = 在用机器的购置价值，随损耗减记。
# Their written-down value.
compute-book_failed = 倒闭者机器的账面价值
    .doc = 倒闭实验室机器的减记后价值。
# Orders a year per unit at work or on order that sites and staff take in without delay.
compute-buildout = 建设速度
    .doc = 每台在用或在订的机器，一年中场地和人员不加拖延所能接纳的订购量。
# Purchase value of deliveries, at the price when ordered.
compute-capital_delivered = 交付的价值
    .doc = 交付机器的购置价值，按订购时的价格。
# Purchase value on order.
compute-capital_on_order = 在订的价值
    .doc = 在订机器的购置价值。
# Yearly cost per dollar of purchase.
compute-capital_rate = 资本费率
    .doc = 每一美元购置的年成本。
# Growth of chip output to 2025, in logs.
compute-chip_growth_2025 = 2025 年芯片增速
    .doc = 到 2025 年的芯片产量增速，按对数计。
# Growth in the long run: more wafers and more arithmetic per wafer.
compute-chip_growth_long = 长期芯片增速
    .doc = 长期增速：更多晶圆，每片晶圆更多运算。
# Most of world GDP that is spent on chips in a year; towards it no more fabs are built.
compute-chip_money = 芯片支出上限
    .doc = 一年之内用于芯片的支出最多占世界 GDP 的几成；接近它时，不再新建晶圆厂。
# AI chips made in a year, all makers.
compute-chip_output = 芯片产量
    .doc = 所有厂商一年制造的 AI 芯片。
# AI chips made in a year, all makers, in 2025.
compute-chip_output_2025 = 2025 年芯片产量
    .doc = 所有厂商 2025 年制造的 AI 芯片。
# Share of the price of a unit that is the chip.
compute-chip_part = 芯片占比
    .doc = 一台机器的价格中芯片所占的份额。
# Arithmetic per dollar of chip.
compute-chip_price_performance = 芯片性价比
    .doc = 每一美元芯片的运算。
# Chips for sale.
compute-chip_room = 可售芯片
    .doc = 可供出售的芯片。
# In which growth goes from the one to the other.
compute-chip_slowing = 芯片放缓时间
    .doc = 增速由前者变为后者的时间。
# Share of chip output that no shock and no war has taken.
compute-chips_left = 剩余芯片
    .doc = 没有被冲击和战争夺走的芯片产量份额。
    .doc = 没有被冲击夺去的芯片产量份额。
# Bill that orders up to now bring: the supply line counts (Sterman 2000, ch. 17), less what wears out until it has come.
compute-committed = 已承诺的账单
    .doc = 至今的订单将带来的账单：在途订单计入（Sterman 2000，第 17 章），到货之前的损耗扣除。
# Premium that units at work were bought at.
compute-dear = 在用算力的溢价
    .doc = 在用机器购入时的溢价。
# What arrives was ordered a lead time ago.
compute-delivered = 交付
    .doc = 到货的，是一个交付周期之前订购的。
# Units at work that a war destroys (geopolitics).
compute-destroyed = 被毁
    .doc = 战争毁掉的在用设备（见 geopolitics）。
# Share of chip output that is sold where these labs are not (geopolitics).
compute-exported = 出口份额
    .doc = 卖到这些实验室所在地之外的芯片产量份额（见 geopolitics）。
# Growth of chip output that each doubling of price adds, in logs.
compute-fab_response = 产能对价格的反应
    .doc = 价格每翻一番给芯片产量增速加上的数值，按对数计。
# World GDP.
compute-gdp = 世界 GDP
    .doc = 世界 GDP。
# How late it does.
compute-fab_time = 产能的滞后
    .doc = 上述反应要等多久。
# Units at work.
compute-fleet = 机群
    .doc = 在用的机器。
# Frontier fleets at the start; Anthropic was founded in 2021 and starts from next to nothing.
compute-fleet_2019 = 2019 年机群
    .doc = 起点时的前沿机群；Anthropic 成立于 2021 年，几乎从零开始。
# Bill for compute: amortised purchase, margin and power.
compute-fleet_cost = 机群成本
    .doc = 算力账单：购置摊销、加价和电费。
# Units of labs that failed.
compute-fleet_failed = 倒闭者的机器
    .doc = 倒闭实验室的机器。
# Orders a year per unit before the start.
compute-growth_2019 = 2019 年增速
    .doc = 起点之前每台机器一年的订购量。
# Peak of one H100 SXM5.
compute-h100 = H100 峰值
    .doc = 一块 H100 SXM5 的峰值。
# Share of them that is sold in a year, while anybody buys.
compute-handed_over = 转让速度
    .doc = 倒闭者的机器一年中售出的份额，只要还有人买。
# Orders against what a lab's sites and staff take in without delay.
compute-haste = 赶工程度
    .doc = 订单与实验室的场地和人员不加拖延所能接纳的数量之比。
# Share of the chips not exported that these labs can have at list price; for the rest they have to outbid others.
compute-labs_share = 实验室份额
    .doc = 未出口的芯片中，这些实验室按标价能得到的份额；其余的要靠出价更高才能得到。
# From an order of today to a unit at work.
compute-lag = 实际交付周期
    .doc = 从今天下单到机器投入使用的时间。
# By how many lead times an order is late where it is many times dearer, or larger than sites can take in; by half as many at twice.
compute-lateness = 延误程度
    .doc = 价格高出许多倍、或远超场地所能接纳时，订单最多晚几个交付周期；两倍时晚一半。
# From order to a unit at work.
compute-lead_time = 交付周期
    .doc = 从订购到机器投入使用。
# Ordered and not yet at work.
compute-on_order = 在订
    .doc = 已订购而尚未投入使用。
# 1 while a lab is in business (economics).
compute-open = 营业
    .doc = 实验室营业时为 1（见 economics）。
# Share of a year's chip output that any lab can rent whatever its size.
compute-open_market = 公开市场
    .doc = 任何实验室无论大小都能租到的、占一年芯片产量的份额。
# In which a lab closes the gap between wanted and committed compute.
compute-order_time = 订购时间
    .doc = 实验室补上想要与已承诺算力之差所用的时间。
# Orders placed, in proportion to what is offered for them. They are paid, whatever demand will be.
compute-orders = 订购
    .doc = 下达的订单，按各家出价成比例分配。无论日后需求如何，都要付款。
# Orders before the start.
compute-orders_2019 = 2019 年订购
    .doc = 起点之前的订购。
# What all others would spend on chips, at list price; they spend as much when chips are dear.
compute-others_want = 其他买家的需求
    .doc = 其他所有买家按标价计的芯片支出；芯片涨价时他们花的钱不变。
# What orders on their way will add to the bill.
compute-pipeline_cost = 在途成本
    .doc = 在途的订购将给账单增加的数额。
# Power these labs' sites could draw in 2025.
compute-power_2025 = 2025 年电力
    .doc = 这些实验室的场地 2025 年可用的电力。
# Power that the world would give to this use.
compute-power_ceiling = 电力上限
    .doc = 世界愿意给予这一用途的电力。
# Power bill of a unit.
compute-power_cost = 电费
    .doc = 一台机器的电费。
# Yearly fall of power per unit, in logs, in 2023.
compute-power_fall = 电耗降速
    .doc = 2023 年每台机器电耗的年降幅，按对数计。
# Growth of that power while far from its ceiling.
compute-power_growth = 电力增速
    .doc = 远未到上限时该电力的增速。
# Power for the labs: logistic.
compute-power_limit = 电力限额
    .doc = 供给实验室的电力：逻辑斯谛增长。
# Power of a unit in the fleet; the fleet's age is left out.
compute-power_per_unit = 每台电耗
    .doc = 机群中一台机器的电耗；不计机群的新旧。
# IT power of a unit in the fleet, with cooling.
compute-power_per_unit_2025 = 2025 年每台电耗
    .doc = 机群中一台机器的 IT 电耗，含冷却。
# Electricity at the data centre.
compute-power_price = 电价
    .doc = 数据中心的电价。
# Orders that power allows: what is free of it and what wears out.
compute-power_room = 电力余量
    .doc = 电力允许的订购量：空余的，加上损耗腾出的。
# Price of a unit in list prices: what is offered is paid for what there is.
compute-premium = 溢价
    .doc = 机器价格与标价之比：现有的数量，按所出的钱成交。
# What a chip is paid for, in list prices: what makers see. Where power is short and chips are not, it is 1.
compute-chip_premium = 芯片溢价
    .doc = 芯片成交价与标价之比，即制造商看到的价格；缺电而不缺芯片时为 1。
# Most that is paid for a unit, in list prices; beyond it orders wait.
compute-premium_limit = 溢价上限
    .doc = 为一台机器最多付几倍标价；超过它，订单只能等待。
# Yearly fall of the price of a unit of arithmetic, in logs, in 2023.
compute-price_fall = 价格降速
    .doc = 2023 年单位运算价格的年降幅，按对数计。
# Years of hardware progress since 2023 at the pace of 2023.
compute-progress = 硬件进步
    .doc = 以 2023 年的速度计，自 2023 年以来硬件进步的年数。
# Cloud provider's cost and margin on amortised purchase.
compute-provider_margin = 云商加价
    .doc = 云商在购置摊销之上的成本和利润。
# Price that a plan counts with.
compute-quote = 计划所用的价格
    .doc = 制订计划时所依据的价格。
# Over which a plan looks at prices.
compute-quote_time = 看价的时段
    .doc = 计划回看价格的时间长度。
# Units to be had for each one that list price would buy: chips go in proportion to what is offered for them, as far as there is power.
compute-rationing = 配给
    .doc = 按标价可买一台的钱实际能得到的台数：芯片按各方出价成比例分配，以电力为限。
# What a buyer pays, as a share of their written-down value.
compute-recovery = 回收率
    .doc = 买家所付占减记后价值的份额。
# In which they find a buyer.
compute-sale_time = 出售所需时间
    .doc = 倒闭者的机器找到买家的时间。
# Mean years that a unit serves.
compute-service_life = 使用寿命
    .doc = 一台机器平均使用的年数。
# Over which progress of hardware fades; its limit is a floor under price and power.
compute-slowdown = 放缓时间
    .doc = 硬件进步消退所用的时间；其极限是价格和电耗的下限。
# What comes to the others, a year and unit at work.
compute-taken_over = 接手
    .doc = 在营实验室每台在用机器一年中接手的台数。
# a larger order is dearer and later
compute-test-a-larger-order-is-dearer-and-later = 订单越大，越贵也越晚
# a price shock moves the fleet only after the lead time
compute-test-a-price-shock-moves-the-fleet-only-after-the-lead-time = 价格冲击要过一个交付周期才影响机群
# an order cannot be taken back: what is wanted no more is delivered and billed all the same
compute-test-an-order-cannot-be-taken-back-what-is-wanted-no-more-is-delivered-and-billed-all-the-same = 订单不能撤回：不再需要的照样交付、照样计费
# chips that are lost or sold elsewhere are not ordered
compute-test-chips-that-are-lost-or-sold-elsewhere-are-not-ordered = 失去的或卖到别处的芯片不会被订购
# no unit is lost between order, delivery and wear
compute-test-no-unit-is-lost-between-order-delivery-and-wear = 从订购、交付到损耗，一台机器也不会丢失
# orders never pass what chips and power allow
compute-test-orders-never-pass-what-chips-and-power-allow = 订购从不超过芯片和电力所允许的数量
# the others take over the machines of a lab that failed, at half of what they are worth
compute-test-the-others-take-over-the-machines-of-a-lab-that-failed-at-half-of-what-they-are-worth = 倒闭实验室的机器由其他实验室以半价接手
# what is delivered was ordered a lead time before, unit by unit
compute-test-what-is-delivered-was-ordered-a-lead-time-before-unit-by-unit = 交付的每一台，都是一个交付周期之前订购的
# Yearly cost of a unit bought now.
compute-unit_cost = 每台年成本
    .doc = 现在购买一台机器的年成本。
# Purchase price of a unit.
compute-unit_price = 每台价格
    .doc = 一台机器的购置价格。
# The same at the start.
compute-unit_price_2019 = 2019 年每台价格
    .doc = 起点时的同一价格。
# One unit with server, network and building.
compute-unit_price_2023 = 2023 年每台价格
    .doc = 一台机器，含服务器、网络和建筑。
# The default plan of this module alone.
compute-wanted_2019 = 2019 年计划算力支出
    .doc = 本模块单独运行时的默认计划。
# Bill for compute that a lab wants to run a lead time from now.
compute-wanted_cost = 计划算力支出
    .doc = 实验室想在一个交付周期之后运行的算力账单。
# Orders, at list price, that would close the gap and replace what wears out.
compute-wanted_units = 想要的机器
    .doc = 按标价计，足以补上缺口并替换损耗的订购量。
