## 模块 feedback 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# AI speeds the search for better algorithms. Labour and experiments are complements, and ideas get harder to find: the more a lab is ahead of what people alone would have found, the more each further step asks. The plain exponential is what people reach with experiments that grow as difficulty does. Leaves out: labs that learn from each other, research on chips, better use of old ideas, and any gain in what an experiment teaches.
feedback = 反馈
    .doc = AI 加快寻找更好算法的过程。劳动和实验互补，想法越来越难找：一家实验室越是领先于单靠人所能找到的，再进一步就要求得越多。单纯的指数增长，是实验随难度增长时人所能达到的。未涵盖：互相学习的实验室、芯片研究、对旧想法的更好利用，以及每次实验所得的增益。
# Most that AI adds, in hours for each hour of staff.
feedback-ai_labour = AI 劳动
    .doc = AI 最多能增加的劳动，以员工每小时的小时数计。
# How hard experiments bind: 0 would be no bound, 1 an elasticity of substitution of a half.
feedback-bottleneck = 瓶颈
    .doc = 实验的约束有多紧：0 为没有界限，1 为替代弹性二分之一。
# How well the staff pulls together, against 2025 (culture).
feedback-coherence = 凝聚力
    .doc = 员工同心协力的程度，相对于 2025 年（见 culture）。
# Copies at ten times human speed that the fleet can run.
feedback-copies = 副本
    .doc = 机群能以人类十倍速度运行的副本数。
# Share of all copies that works for one of a lab's researchers.
feedback-copies_each = 人均副本份额
    .doc = 全部副本中，为一家实验室的一名研究者工作的份额。
# By how much, in logs, more effort each log of efficiency asks.
feedback-difficulty = 难度
    .doc = 效率每提高一个对数单位，所需努力增加多少，按对数计。
# Algorithmic efficiency; 1 in 2023.
feedback-efficiency = 算法效率
    .doc = 算法效率；2023 年为 1。
# Growth of algorithmic efficiency by people alone, in logs: 2 to 5 times a year.
feedback-efficiency_growth = 效率增速
    .doc = 单靠人的算法效率增速，按对数计：每年 2 到 5 倍。
# Orders of magnitude of efficiency left after 2023.
feedback-efficiency_limit = 效率上限
    .doc = 2023 年之后剩余的效率数量级。
# Orders of magnitude of algorithmic efficiency since 2023.
feedback-efficiency_ooms = 效率的数量级
    .doc = 2023 年以来算法效率的数量级。
# Compute for experiments.
feedback-experiment_flops = 实验算力
    .doc = 用于实验的算力。
# log10 of compute for experiments, of which a little is always left.
feedback-experiment_ooms = 实验的数量级
    .doc = 实验算力的 log10；总会剩下一点。
# Research done for each researcher, 1 in 2025.
feedback-experiment_velocity = 实验速度
    .doc = 每名研究者完成的研究，2025 年为 1。
# Experiments against those.
feedback-experiments = 实验
    .doc = 实验，相对于所需的实验。
# Human and AI research labour, in hours for each hour of staff.
feedback-labour = 劳动
    .doc = 人与 AI 的研究劳动，以员工每小时的小时数计。
# Weight of labour beside experiments.
feedback-labour_share = 劳动份额
    .doc = 劳动相对于实验的权重。
# log10 of the experiments that keep the pace of people alone: the fleet's up to 2025, after that as difficulty grows.
feedback-needed_ooms = 所需的数量级
    .doc = 保持单靠人的速度所需实验的 log10：2025 年以前即机群所有，此后随难度增长。
# Pace of algorithmic progress against that of 2023: what is left to find bounds it.
feedback-pace = 速度
    .doc = 算法进步的速度，相对于 2023 年：受剩余可发现之物的限制。
# Its pace.
feedback-people_growth = 人的增速
    .doc = 它的速度。
# The same by people alone.
feedback-people_ooms = 人的数量级
    .doc = 单靠人的同一数值。
# What an hour of research staff gets done with AI, against an hour without.
feedback-productivity = 生产力
    .doc = 研究人员借助 AI 一小时完成的工作，相对于没有 AI 的一小时。
# Pace of algorithmic progress against people alone.
feedback-research_speedup = 研究加速
    .doc = 算法进步的速度，相对于单靠人。
# AI does no research, and experiments grow as difficulty does.
feedback-scenario-people_alone = 单靠人
    .doc = AI 不做研究，实验随难度增长。
# Up to then the record's pace is taken to be that of people.
feedback-start = 起点
    .doc = 在此之前，记录中的速度视为人的速度。
# A year's progress of people in less than four days.
feedback-takeoff = 起飞
    .doc = 不到四天完成人一年的进步。
# it never goes backwards
feedback-test-it-never-goes-backwards = 从不倒退
# one extreme can be reached: nothing comes of it
feedback-test-one-extreme-can-be-reached-nothing-comes-of-it = 一个极端可以达到：毫无结果
# so can the other: ten orders of magnitude within a year
feedback-test-so-can-the-other-ten-orders-of-magnitude-within-a-year = 另一个也可以：一年之内十个数量级
# without feedback it is the plain exponential
feedback-test-without-feedback-it-is-the-plain-exponential = 没有反馈就是单纯的指数增长
# without more experiments no amount of labour passes a bound
feedback-test-without-more-experiments-no-amount-of-labour-passes-a-bound = 没有更多实验，再多劳动也越不过一个界限
# without more labour no amount of experiments passes one either
feedback-test-without-more-labour-no-amount-of-experiments-passes-one-either = 没有更多劳动，再多实验也同样越不过
# Research done against what people alone would do (CES).
feedback-velocity = 研究速度
    .doc = 完成的研究，相对于单靠人（CES）。
# Research done in 2025, on average, against people alone.
feedback-velocity_2025 = 2025 年的研究速度
    .doc = 2025 年平均完成的研究，相对于单靠人。
