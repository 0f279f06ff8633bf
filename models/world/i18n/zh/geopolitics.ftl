## 模块 geopolitics 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Who holds which cards when the rules of the road are made. A rival's compute is what it makes, buys and smuggles, as far as its money and power go; algorithms leak with a lag; the lead becomes bargaining power, and this decides where labs may sell; two sides who both expect to win do not bargain, and a war takes fabs and fleets. Regimes without checks are left the more rarely the more AI represses. Leaves out: several rivals, and war's own course.
geopolitics = 地缘政治
    .doc = 制定道路规则时，谁手里有哪些牌。对手的算力是其制造、购买和走私所得，以其资金和电力为限；算法滞后泄漏；领先变为谈判力，谈判力决定实验室能在哪里销售；双方都自认必胜，就谈不成，而战争夺走晶圆厂和机群。AI 越能用于压制，没有制约的政权就越难摆脱。未涵盖：多个对手，以及战争本身的进程。
# Democratic coalition, rival state, and everybody else.
geopolitics-Bloc = 阵营
    .doc = 民主联盟、对手国家，以及其余各国。
geopolitics-Bloc-coalition = 联盟
geopolitics-Bloc-rest = 其余
geopolitics-Bloc-rival = 对手
# Share of the demand that the coalition's labs may serve.
geopolitics-access = 可进入的需求
    .doc = 联盟的实验室可以服务的需求份额。
# Growth of algorithmic efficiency, in logs.
geopolitics-algorithm_growth = 算法增速
    .doc = 算法效率的增速，按对数计。
# What one state alone stops, and counts for at the table, against all of the coalition.
geopolitics-alone = 单独一国
    .doc = 单独一国所能阻止的、在谈判桌上的分量，相对于整个联盟。
# The coalition's share of the say over the rules: its chance in a contest, by Nash bargaining with fighting as the threat and costs alike.
geopolitics-bargain = 谈判份额
    .doc = 联盟对规则的发言权份额：即它在较量中的胜算；纳什谈判，以交战为威胁，双方代价相同。
# What it thinks of its chance.
geopolitics-belief_coalition = 联盟的信念
    .doc = 它对自己胜算的看法。
# What the rival thinks of its own.
geopolitics-belief_rival = 对手的信念
    .doc = 对手对自己胜算的看法。
# Above 1: they cannot both be right.
geopolitics-belief_sum = 信念之和
    .doc = 大于 1：他们不可能都对。
# Compute that works for people there.
geopolitics-benefit = 惠及人民的算力
    .doc = 为当地人民工作的算力。
# Share of a state's means of repression that law and rivals keep from use.
geopolitics-checks = 制衡
    .doc = 一国的压制手段中，被法律和竞争者阻止使用的份额。
# Checks, less where models are watched.
geopolitics-checks_now = 当前制约
    .doc = 现有制约：模型受监看时相应减弱。
# AI chips made in a year outside the rival.
geopolitics-chip_output = 芯片产量
    .doc = 对手之外一年制造的 AI 芯片。
# Compute of the coalition's labs.
geopolitics-coalition_fleet = 联盟机群
    .doc = 联盟各实验室的算力。
# Who could have the benefits, if compute is what they take; of the coalition that of its labs alone.
geopolitics-compute_per_head = 人均算力
    .doc = 如果益处需要算力，谁能得到它们；联盟一方只计各实验室的算力。
# Hazard of a conflict over AI; it is worth one as AI comes to matter.
geopolitics-conflict = 冲突风险率
    .doc = 因 AI 而起冲突的风险率；AI 变得重要时，冲突才值得。
# Share of the demand for labs' work that is where the rules of the road decide who may sell.
geopolitics-contested = 争夺中的需求
    .doc = 对实验室工作的需求中，由道路规则决定谁可销售的份额。
# Share of wanted imports that controls stop.
geopolitics-control_strength = 管制力度
    .doc = 管制挡住的想要进口的份额。
# What it could make, buy and smuggle.
geopolitics-could_have = 可得芯片
    .doc = 它能制造、购买和走私的数量。
# What its fabs could make: grows towards its ceiling.
geopolitics-could_make = 可造芯片
    .doc = 其晶圆厂能制造的数量：朝上限增长。
# Occasions for a fight.
geopolitics-crises = 危机
    .doc = 可能交战的场合。
# By how much an order of magnitude turns the odds of a contest, in logs.
geopolitics-decisiveness = 决定性
    .doc = 一个数量级使较量的几率改变多少，按对数计。
# Units that it destroys.
geopolitics-destroyed = 被毁
    .doc = 战争毁掉的设备。
# Chance in a year that an unchecked regime there ends.
geopolitics-end_rate = 终结率
    .doc = 那里不受制衡的政权一年内终结的概率。
# Share of chip output that the rival buys.
geopolitics-exported = 出口份额
    .doc = 对手购买的芯片产量份额。
# Share of fabs that a war has left.
geopolitics-fabs_left = 剩余晶圆厂
    .doc = 战争之后剩下的晶圆厂份额。
# Regimes without checks that end in a year, until now.
geopolitics-fall_rate = 倒台率
    .doc = 迄今为止，不受制衡的政权一年内终结的比率。
# What a fight costs the two together, against the prize.
geopolitics-fight_cost = 交战代价
    .doc = 交战使双方合计付出的代价，相对于所争之物。
# Chance that an occasion without a bargain becomes one.
geopolitics-fight_in_crisis = 危机中的交战
    .doc = 没有谈判余地的场合变成交战的概率。
# Compute of each.
geopolitics-fleet = 机群
    .doc = 各自的算力。
# Share of the rival's fleet that counts, for one of the coalition's labs': it is spread over many firms.
geopolitics-frontier_share = 前沿份额
    .doc = 对手机群中算数的份额，以联盟实验室为一：它分散在许多企业。
# The same in months of its own progress.
geopolitics-gap = 差距
    .doc = 同一差距，以它自身进步的月数计。
# World GDP.
geopolitics-gdp = GDP
    .doc = 世界 GDP。
# Growth of its compute.
geopolitics-growth = 增速
    .doc = 其算力的增速。
# What it makes.
geopolitics-home = 自造
    .doc = 它自己制造的数量。
# AI chips that the rival makes in 2025.
geopolitics-home_2025 = 2025 年自产
    .doc = 对手 2025 年制造的 AI 芯片。
# Most of the world's output that it comes to make.
geopolitics-home_ceiling = 自产上限
    .doc = 它最终能制造的、占世界产量的最大份额。
# Growth of that to 2025, in logs.
geopolitics-home_growth = 自产增速
    .doc = 到 2025 年的增速，按对数计。
# Share of the rival's new units that it made.
geopolitics-home_part = 自产比例
    .doc = 对手新增机器中自造的份额。
# Share of the world's AI chips that the rival would buy uncontrolled.
geopolitics-import_want = 无管制时的进口意愿
    .doc = 不受管制时，对手会购买的世界 AI 芯片份额。
# What it buys.
geopolitics-imports = 进口
    .doc = 它购买的。
# Share of the benefits that a regime without checks keeps from its people.
geopolitics-kept = 被扣留的好处
    .doc = 没有制约的政权不让人民得到的好处份额。
# Orders of magnitude of effective compute that the coalition is ahead.
geopolitics-lead = 领先
    .doc = 联盟领先的有效算力数量级。
# How far behind the rival's algorithms are.
geopolitics-leak_lag = 泄漏滞后
    .doc = 对手的算法落后多少。
# Use of models that nobody watches in the coalition (governance).
geopolitics-liberty = 自由
    .doc = 联盟内无人监看的模型使用份额（见 governance）。
# ln of the coalition's compute of a year ago, smoothed.
geopolitics-log_trend = 对数趋势
    .doc = 一年前联盟算力的自然对数，经平滑。
# Chips made outside the rival, with what a war has left.
geopolitics-made = 芯片产量
    .doc = 对手以外制造的芯片，按战争之后所剩计。
# Way from pupil to Nobel level.
geopolitics-mastery = 掌握程度
    .doc = 从中学生到诺贝尔级别的路程。
# Capability of the rival: the coalition's, a gap ago.
geopolitics-mastery_rival = 对手的掌握程度
    .doc = 对手的能力：一个差距之前的联盟能力。
# No division that both prefer to a fight.
geopolitics-no_bargain = 谈不成
    .doc = 没有双方都认为胜过交战的分法。
# Of the coalition in a contest, in logs.
geopolitics-odds = 对数几率
    .doc = 联盟在一场较量中的对数几率。
# Offence dominance: share of that cost which the one who strikes first is spared.
geopolitics-offence = 进攻主导
    .doc = 进攻主导程度：先动手的一方所免去的代价份额。
# By how much a side thinks too well of its odds, in logs.
geopolitics-optimism = 乐观
    .doc = 一方高估自己几率的程度，按对数计。
# Chance that none has come.
geopolitics-peace = 和平的概率
    .doc = 一次都没有发生的概率。
geopolitics-people_of = 人口
# Power of a unit.
geopolitics-power_per_unit = 单位功率
    .doc = 一个单位的功率。
# What that counts for.
geopolitics-pull = 合力
    .doc = 其分量。
# Capability in a state's hands.
geopolitics-reach_of = 所及能力
    .doc = 国家手中的能力。
# None had come until the conversation.
geopolitics-record_end = 记录截止
    .doc = 到访谈为止没有发生过。
# Share of what ends such regimes that AI at Nobel level could forestall.
geopolitics-repression = 压制
    .doc = 终结这类政权的因素中，诺贝尔级别的 AI 所能阻止的份额。
# Units of the rest.
geopolitics-rest_fleet = 其余机群
    .doc = 其余各国的机器。
# Share of the world's AI chips that goes to the rest.
geopolitics-rest_share = 其余份额
    .doc = 流向其余各国的世界 AI 芯片份额。
# States without checks of their own that come to be ruled without any, in a year.
geopolitics-rise_rate = 失去制约的速率
    .doc = 自身没有制约的国家在一年中落入毫无制约的统治的比率。
# Its units at work.
geopolitics-rival_fleet = 对手机群
    .doc = 对手在运行的机器。
# Most of world GDP that it spends on chips, with servers and buildings, in a year.
geopolitics-rival_money = 对手的资金
    .doc = 它一年用于芯片（连同服务器和建筑）的支出上限，占世界 GDP 的份额。
# Power that it would give to this use.
geopolitics-rival_power = 对手的电力
    .doc = 它愿意为此用途提供的电力。
# In which rules follow the say over them.
geopolitics-rules_time = 规则时间
    .doc = 规则跟上话语权所需的时间。
# The coalition's say in the rules as they stand; there were no others in 2019.
geopolitics-say = 话语权
    .doc = 联盟在现行规则中的话语权；2019 年没有其他规则。
# Mean years that a unit serves.
geopolitics-service_life = 使用寿命
    .doc = 一台机器平均使用的年数。
# Share of what controls stop that comes in all the same.
geopolitics-smuggled = 走私份额
    .doc = 被管制挡住而仍然进来的份额。
# What comes in all the same.
geopolitics-smuggling = 走私
    .doc = 仍然进来的。
# Share of wanted imports that is stopped: since October 2022.
geopolitics-stringency = 管制严格度
    .doc = 被挡住的想要进口的份额：自 2022 年 10 月起。
# Share of it that its money and power take in.
geopolitics-taken = 吸收份额
    .doc = 其中资金和电力所能吸收的份额。
# a bigger lead gives a better bargain
geopolitics-test-a-bigger-lead-gives-a-better-bargain = 领先越大，谈判所得越好
# a regime that AI serves is left rarely, and keeps what it has
geopolitics-test-a-regime-that-ai-serves-is-left-rarely-and-keeps-what-it-has = 得到 AI 帮助的政权很少被摆脱，并扣留其所有
# a war takes fabs and fleets
geopolitics-test-a-war-takes-fabs-and-fleets = 战争夺走晶圆厂和机群
# and above that cost they bargain
geopolitics-test-and-above-that-cost-they-bargain = 代价更高时他们就谈判
# money and power are the rival's bounds
geopolitics-test-money-and-power-are-the-rival-s-bounds = 资金和电力是对手的界限
# one state alone stops less, and counts for less
geopolitics-test-one-state-alone-stops-less-and-counts-for-less = 单独一国阻止得更少，分量也更轻
# sides who are right always bargain
geopolitics-test-sides-who-are-right-always-bargain = 判断正确的双方总能谈成
# tighter controls lengthen the gap, the less so the more the rival makes
geopolitics-test-tighter-controls-lengthen-the-gap-the-less-so-the-more-the-rival-makes = 更严的管制拉长差距；对手自产越多，作用越小
# two sides at 90 % each: no bargain, whatever the cost up to 80 %
geopolitics-test-two-sides-at-90-each-no-bargain-whatever-the-cost-up-to-80 = 双方各认为 90 %：代价在 80 % 以内都谈不成
# units are conserved, shares stay shares
geopolitics-test-units-are-conserved-shares-stay-shares = 机器数守恒，份额仍是份额
# Share of the coalition that holds together; the rest of the way to 0 one state is alone.
geopolitics-together = 联盟的团结
    .doc = 联盟中团结一致的份额；降到 0 则是单独一国。
# Chance that it is ruled without checks: the more AI represses, the more rarely that is left.
geopolitics-unchecked = 无制约的统治
    .doc = 处于没有制约的统治之下的概率：AI 越能用于压制，越难摆脱。
# Share of its people ruled without checks at the start.
geopolitics-unchecked_2019 = 2019 年无制约的统治
    .doc = 起初处于没有制约的统治之下的人口份额。
# Price of a unit.
geopolitics-unit_price = 单价
    .doc = 一个单位的价格。
# A war over AI, and rebuilding.
geopolitics-war = 战争
    .doc = 因 AI 而起的战争，以及重建。
# Share of chip output, on both sides, that is lost meanwhile.
geopolitics-war_fabs = 战争毁掉的晶圆厂
    .doc = 其间双方失去的芯片产量份额。
# Units at work, on both sides, that are destroyed meanwhile.
geopolitics-war_fleets = 战争毁掉的机群
    .doc = 其间双方被毁的在用设备。
