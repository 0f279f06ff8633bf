## 模块 geopolitics 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Who holds which cards when the rules of the road are made. A rival's compute is what it makes, buys and smuggles; algorithms leak with a lag; the gap in months becomes bargaining power; two sides who both expect to win do not bargain. Leaves out: several rivals, alliances that break, war's own course and its damage to compute (shocks), and the rival's economy.
geopolitics = 地缘政治
    .doc = 制定道路规则时，谁手里有什么牌。对手的算力是它自造、购买和走私所得；算法滞后一段时间泄漏；以月计的差距变成谈判力；两方都以为自己会赢，就不会谈判。未涵盖：多个对手、破裂的联盟、战争本身的进程及其对算力的损害（见 shocks），以及对手的经济。
# Democratic coalition, rival state, and everybody else.
geopolitics-Bloc = 阵营
    .doc = 民主联盟、对手国家，以及其余各国。
geopolitics-Bloc-coalition = 联盟
geopolitics-Bloc-rest = 其余
geopolitics-Bloc-rival = 对手
# Growth of algorithmic efficiency, in logs.
geopolitics-algorithm_growth = 算法增速
    .doc = 算法效率的增速，按对数计。
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
# Share of a state's means of repression that law and rivals keep from use.
geopolitics-checks = 制衡
    .doc = 一国的压制手段中，被法律和竞争者阻止使用的份额。
# AI chips made in a year outside the rival.
geopolitics-chip_output = 芯片产量
    .doc = 对手之外一年制造的 AI 芯片。
# Compute of the coalition's labs.
geopolitics-coalition_fleet = 联盟机群
    .doc = 联盟各实验室的算力。
# Who could have the benefits, if compute is what they take.
geopolitics-compute_per_head = 人均算力
    .doc = 如果益处需要算力，谁能得到它们。
# Hazard of a conflict over AI; it is worth one as AI comes to matter.
geopolitics-conflict = 冲突风险率
    .doc = 因 AI 而起冲突的风险率；AI 变得重要时，冲突才值得。
# Share of wanted imports that controls stop.
geopolitics-control_strength = 管制力度
    .doc = 管制挡住的想要进口的份额。
# Occasions for a fight.
geopolitics-crises = 危机
    .doc = 可能交战的场合。
# By how much an order of magnitude turns the odds of a contest, in logs.
geopolitics-decisiveness = 决定性
    .doc = 一个数量级使较量的胜率改变多少，按对数计。
# Chance in a year that an unchecked regime there ends.
geopolitics-end_rate = 终结率
    .doc = 那里不受制衡的政权一年内终结的概率。
# Share of chip output that the rival buys.
geopolitics-exported = 出口份额
    .doc = 对手购买的芯片产量份额。
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
# Growth of its compute.
geopolitics-growth = 增速
    .doc = 其算力的增速。
# What it makes: grows towards its ceiling.
geopolitics-home = 自产
    .doc = 它自造的：向上限增长。
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
geopolitics-import_want = 想要的进口
    .doc = 不受管制时，对手会购买的世界 AI 芯片份额。
# What it buys.
geopolitics-imports = 进口
    .doc = 它购买的。
# Orders of magnitude of effective compute that the coalition is ahead.
geopolitics-lead = 领先
    .doc = 联盟领先的有效算力数量级。
# How far behind the rival's algorithms are.
geopolitics-leak_lag = 泄漏滞后
    .doc = 对手的算法落后多少。
# ln of the coalition's compute of a year ago, smoothed.
geopolitics-log_trend = 对数趋势
    .doc = 一年前联盟算力的自然对数，经平滑。
# Way from pupil to Nobel level.
geopolitics-mastery = 掌握程度
    .doc = 从中学生到诺贝尔级别的路程。
# Capability of the rival: the coalition's, a gap ago.
geopolitics-mastery_rival = 对手的掌握程度
    .doc = 对手的能力：一个差距之前的联盟能力。
# No division that both prefer to a fight.
geopolitics-no_bargain = 谈不成
    .doc = 没有双方都认为胜过交战的分法。
# Offence dominance: share of that cost which the one who strikes first is spared.
geopolitics-offence = 进攻占优
    .doc = 进攻占优程度：先动手的一方所免去的代价份额。
# By how much a side thinks too well of its odds, in logs.
geopolitics-optimism = 乐观
    .doc = 一方高估自己胜率的程度，按对数计。
# Chance that none has come.
geopolitics-peace = 和平的概率
    .doc = 一次都没有发生的概率。
geopolitics-people_of = 人口
# Capability in a state's hands.
geopolitics-reach_of = 所及能力
    .doc = 国家手中的能力。
# Share of what ends such regimes that AI at Nobel level could forestall.
geopolitics-repression = 压制
    .doc = 终结这类政权的因素中，诺贝尔级别的 AI 所能阻止的份额。
# Units of the rest.
geopolitics-rest_fleet = 其余机群
    .doc = 其余各国的机器。
# Share of the world's AI chips that goes to the rest.
geopolitics-rest_share = 其余份额
    .doc = 流向其余各国的世界 AI 芯片份额。
# Its units at work.
geopolitics-rival_fleet = 对手机群
    .doc = 对手在运行的机器。
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
# a bigger lead gives a better bargain
geopolitics-test-a-bigger-lead-gives-a-better-bargain = 领先越大，谈判所得越好
# and above that cost they bargain
geopolitics-test-and-above-that-cost-they-bargain = 代价更高时他们就谈判
# sides who are right always bargain
geopolitics-test-sides-who-are-right-always-bargain = 判断正确的双方总能谈成
# tighter controls lengthen the gap, the less so the more the rival makes
geopolitics-test-tighter-controls-lengthen-the-gap-the-less-so-the-more-the-rival-makes = 更严的管制拉长差距；对手自产越多，作用越小
# two sides at 90 % each: no bargain, whatever the cost up to 80 %
geopolitics-test-two-sides-at-90-each-no-bargain-whatever-the-cost-up-to-80 = 双方各认为 90 %：代价在 80 % 以内都谈不成
# units are conserved, shares stay shares
geopolitics-test-units-are-conserved-shares-stay-shares = 机器数守恒，份额仍是份额
