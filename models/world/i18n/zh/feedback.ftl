## 模块 feedback 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# AI speeds the search for better algorithms. Labour and experiments are complements, and ideas get harder to find: the more has been found, the more each further step asks, whoever found it, so that a pause puts off and no more. The plain exponential is what staff and experiments reach that grow as difficulty does. Leaves out: labs that learn from each other, research on chips, better use of old ideas, and any gain in what an experiment teaches.
feedback = 反馈
    .doc = AI 加快寻找更好算法的过程。劳动与实验互补，想法越来越难找：已经找到的越多，下一步要求的就越多，不论是谁找到的，所以暂停只是推迟，别无其他。员工与实验随难度同步增长时，就是单纯的指数增长。未涵盖：互相学习的实验室、芯片研究、对旧想法的更好利用，以及每次实验所得的增益。
# How many times as fast.
feedback-Speed = 倍数
    .doc = 快多少倍。
feedback-Speed-hundredfold = 一百倍
feedback-Speed-tenfold = 十倍
feedback-Speed-threefold = 三倍
feedback-Speed-twofold = 两倍
# Most that AI adds, in hours for each hour of staff.
feedback-ai_labour = AI 劳动
    .doc = AI 最多能增加的劳动，以员工每小时的小时数计。
# How much faster AI makes research run, with the same staff and experiments.
feedback-ai_speedup = AI 使研究加快的倍数
    .doc = 员工与实验不变时，AI 使研究快多少。
# How hard experiments bind: 0 would be no bound, 1 an elasticity of substitution of a half.
feedback-bottleneck = 瓶颈
    .doc = 实验的约束有多紧：0 为没有界限，1 为替代弹性二分之一。
# Research that the same staff would do without AI, against 2025 (CES).
feedback-by_people = 仅靠人的研究
    .doc = 同样的员工在没有 AI 时会完成的研究，相对于 2025 年（CES）。
# What an hour of it is worth, against 2025: how well it pulls together (culture).
feedback-coherence = 凝聚力
    .doc = 员工一小时所值，相对于 2025 年：同心协力的程度（见 culture）。
# Copies at ten times human speed that the fleet can run.
feedback-copies = 副本
    .doc = 机群能以人类十倍速度运行的副本数。
# Share of all copies that works for one of a lab's researchers of 2025.
feedback-copies_each = 人均副本份额
    .doc = 全部副本中，为一家实验室 2025 年的一名研究者工作的份额。
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
# The same as it was in 2025.
feedback-experiment_ooms_2025 = 2025 年实验的数量级
    .doc = 同上，停留在 2025 年。
# Research done for each researcher, 1 on average in 2025.
feedback-experiment_velocity = 实验速度
    .doc = 每名研究者完成的研究，2025 年平均为 1。
# Experiments, against 2025.
feedback-experiments = 实验
    .doc = 实验，相对于 2025 年。
# Human and AI research labour, in hours for each hour of staff.
feedback-gain = AI 的增益
    .doc = 人与 AI 的研究劳动，以员工每小时的小时数计。
# log10 of the research that a further step asks, against 2025: grows with what has been found since.
feedback-hardness_ooms = 难度的数量级
    .doc = 再进一步所需研究的 log10，相对于 2025 年：随此后找到的东西而增长。
# Research labour, against that of people in 2025.
feedback-labour = 劳动
    .doc = 研究劳动，相对于 2025 年人的劳动。
# Weight of labour beside experiments.
feedback-labour_share = 劳动份额
    .doc = 劳动相对于实验的权重。
# Pace of algorithmic progress against that of 2023: what is left to find bounds it.
feedback-pace = 速度
    .doc = 算法进步的速度，相对于 2023 年：受剩余可发现之物的限制。
# Pace gained, in logs, for each log of research done at once: people are in each other's way.
feedback-parallel = 并行的收益
    .doc = 同时进行的研究每增加一个对数单位，速度增加多少：人会彼此妨碍。
# What an hour of research staff gets done with AI, against an hour without.
feedback-productivity = 生产力
    .doc = 研究人员借助 AI 一小时完成的工作，相对于没有 AI 的一小时。
# AI makes research run so many times as fast.
feedback-research_runs = AI 使研究加快到
    .doc = AI 使研究加快到这么多倍。
# Pace of algorithmic progress against that of people up to 2025.
feedback-research_speedup = 研究加速
    .doc = 算法进步的速度，相对于 2025 年以前人的速度。
# AI does no research; staff and experiments grow as difficulty does.
feedback-scenario-people_alone = 仅靠人
    .doc = AI 不做研究；员工与实验随难度增长。
feedback-speed = 倍数的值
# Research staff, against 2025 (culture).
feedback-staff = 研究员工
    .doc = 研究员工，相对于 2025 年（见 culture）。
# Up to then the record's pace is taken to be that of people.
feedback-start = 起点
    .doc = 在此之前，记录中的速度视为人的速度。
# A year's progress of people in less than four days.
feedback-takeoff = 起飞
    .doc = 不到四天完成人一年的进步。
# a pause puts off what is found and speeds up nothing
feedback-test-a-pause-puts-off-what-is-found-and-speeds-up-nothing = 暂停只推迟所找到的，不会加快任何事
# headcount counts, as far as it pulls together, and AI works for each head the less
feedback-test-headcount-counts-as-far-as-it-pulls-together-and-ai-works-for-each-head-the-less = 人数有用，但以同心协力为限；人越多，每人分到的 AI 越少
# it never goes backwards
feedback-test-it-never-goes-backwards = 从不倒退
# one extreme can be reached: nothing comes of it
feedback-test-one-extreme-can-be-reached-nothing-comes-of-it = 一个极端可以达到：毫无结果
# so can the other: ten orders of magnitude within a year
feedback-test-so-can-the-other-ten-orders-of-magnitude-within-a-year = 另一个也可以：一年之内十个数量级
# the faster AI makes research run, the later
feedback-test-the-faster-ai-makes-research-run-the-later = AI 使研究加快得越多，来得越晚
# without feedback it is the plain exponential
feedback-test-without-feedback-it-is-the-plain-exponential = 没有反馈就是单纯的指数增长
# without more experiments no amount of labour passes a bound
feedback-test-without-more-experiments-no-amount-of-labour-passes-a-bound = 没有更多实验，再多劳动也越不过一个界限
# without more labour no amount of experiments passes one either
feedback-test-without-more-labour-no-amount-of-experiments-passes-one-either = 没有更多劳动，再多实验也同样越不过
# Research done, with AI, against that of 2025.
feedback-velocity = 研究速度
    .doc = 连同 AI 完成的研究，相对于 2025 年。
# Research done for each researcher, on average in 2025 (until its end, up to now).
feedback-velocity_2025 = 2025 年的研究速度
    .doc = 2025 年每名研究者平均完成的研究（到年底为止，截至当时）。
