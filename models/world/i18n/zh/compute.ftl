## 模块 compute 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Money becomes physical compute, late. Labs order units a lead time before they need them; chip output and power cap what can be ordered; units wear out; the bill is amortised purchase, provider's margin and power. Leaves out: kinds of chip and their makers' prices under scarcity, sites, memory and networks, and resale. Priors of what is observed below are as wide as before that record was known.
compute = 算力
    .doc = 资金变成实体算力，但有滞后。实验室提前一个交付周期订购机器；芯片产量和电力限制订购量；机器会损耗；账单由购置摊销、云商加价和电费组成。未涵盖：芯片的种类、稀缺时厂商的定价、选址、内存与网络，以及转售。下文有观测的量，其先验与得知该记录之前一样宽。
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
# Purchase value at work, written down as units wear out.
compute-book = 账面价值
    .doc = 在用机器的购置价值，随损耗减记。
# Orders a year per unit at work or on order that sites and staff can take in.
compute-buildout = 建设速度
    .doc = 每台在用或在订的机器，一年中场地和人员所能接纳的订购量。
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
# Orders that chip output allows.
compute-chip_room = 芯片余量
    .doc = 芯片产量允许的订购量。
# In which growth goes from the one to the other.
compute-chip_slowing = 芯片放缓时间
    .doc = 增速由前者变为后者的时间。
# Share of chip output that no shock and no war has taken.
compute-chips_left = 剩余芯片
    .doc = 没有被冲击和战争夺走的芯片产量份额。
# What arrives was ordered a lead time ago.
compute-delivered = 交付
    .doc = 到货的，是一个交付周期之前订购的。
# Units at work that a war destroys (geopolitics).
compute-destroyed = 被毁
    .doc = 战争毁掉的在用设备（见 geopolitics）。
# Share of chip output that is sold where these labs are not (geopolitics).
compute-exported = 出口份额
    .doc = 卖到这些实验室所在地之外的芯片产量份额（见 geopolitics）。
# Units at work.
compute-fleet = 机群
    .doc = 在用的机器。
# Frontier fleets at the start; Anthropic was founded in 2021 and starts from next to nothing.
compute-fleet_2019 = 2019 年机群
    .doc = 起点时的前沿机群；Anthropic 成立于 2021 年，几乎从零开始。
# Bill for compute: amortised purchase, margin and power.
compute-fleet_cost = 机群成本
    .doc = 算力账单：购置摊销、加价和电费。
# Wanted less committed: the supply line counts (Sterman 2000, ch. 17).
compute-gap = 缺口
    .doc = 想要的减去已承诺的：供应线也算在内（Sterman 2000，第 17 章）。
# Orders a year per unit before the start.
compute-growth_2019 = 2019 年增速
    .doc = 起点之前每台机器一年的订购量。
# Peak of one H100 SXM5.
compute-h100 = H100 峰值
    .doc = 一块 H100 SXM5 的峰值。
# Most of the chips not exported that these labs can take.
compute-labs_share = 实验室份额
    .doc = 未出口的芯片中，这些实验室最多能得到的份额。
# From order to a unit at work.
compute-lead_time = 交付周期
    .doc = 从订购到机器投入使用。
# Ordered and not yet at work.
compute-on_order = 在订
    .doc = 已订购而尚未投入使用。
# Share of a year's chip output that any lab can rent whatever its size.
compute-open_market = 公开市场
    .doc = 任何实验室无论大小都能租到的、占一年芯片产量的份额。
# In which a lab closes the gap between wanted and committed compute.
compute-order_time = 订购时间
    .doc = 实验室补上想要与已承诺算力之差所用的时间。
# Orders placed, shared out in proportion to what is wanted.
compute-orders = 订购
    .doc = 下达的订购，按想要的数量成比例分配。
# Orders before the start.
compute-orders_2019 = 2019 年订购
    .doc = 起点之前的订购。
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
# Orders that power allows.
compute-power_room = 电力余量
    .doc = 电力允许的订购量。
# Yearly fall of the price of a unit of arithmetic, in logs, in 2023.
compute-price_fall = 价格降速
    .doc = 2023 年单位运算价格的年降幅，按对数计。
# Years of hardware progress since 2023 at the pace of 2023.
compute-progress = 硬件进步
    .doc = 以 2023 年的速度计，自 2023 年以来硬件进步的年数。
# Cloud provider's cost and margin on amortised purchase.
compute-provider_margin = 云商加价
    .doc = 云商在购置摊销之上的成本和利润。
# Share of wanted orders that chips and power allow.
compute-rationing = 配给
    .doc = 芯片和电力所允许的、占想要订购量的份额。
# Mean years that a unit serves.
compute-service_life = 使用寿命
    .doc = 一台机器平均使用的年数。
# Over which progress of hardware fades; its limit is a floor under price and power.
compute-slowdown = 放缓时间
    .doc = 硬件进步消退所用的时间；其极限是价格和电耗的下限。
# a price shock moves the fleet only after the lead time
compute-test-a-price-shock-moves-the-fleet-only-after-the-lead-time = 价格冲击要过一个交付周期才影响机群
# chips that are lost or sold elsewhere are not ordered
compute-test-chips-that-are-lost-or-sold-elsewhere-are-not-ordered = 失去的或卖到别处的芯片不会被订购
# no unit is lost between order, delivery and wear
compute-test-no-unit-is-lost-between-order-delivery-and-wear = 从订购、交付到损耗，一台机器也不会丢失
# orders never pass what chips and power allow
compute-test-orders-never-pass-what-chips-and-power-allow = 订购从不超过芯片和电力所允许的数量
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
compute-wanted_2019 = 2019 年想要的账单
    .doc = 本模块单独运行时的默认计划。
# Bill for compute that a lab wants to run a lead time from now.
compute-wanted_cost = 想要的账单
    .doc = 实验室想在一个交付周期之后运行的算力账单。
# Orders that would close the gap and replace what wears out.
compute-wanted_units = 想要的机器
    .doc = 足以补上缺口并替换损耗的订购量。
