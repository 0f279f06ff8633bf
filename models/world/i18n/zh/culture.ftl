## 模块 culture 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# People who agree on what they are doing are more than as many people. Coherence is lost on newcomers and on the way down a hierarchy, and restored by speaking to all at once. Three ways are followed side by side: silence, the chain of command, and an hour for everybody each two weeks. Leaves out: pay, skill, the quality of decisions, and machines that join the staff (feedback).
culture = 文化
    .doc = 对所做的事意见一致的人，多于同样数目的人。凝聚力在新人身上和沿层级下传时流失，靠对所有人讲话恢复。三种方式并行比较：沉默、指挥链，以及每两周对所有人讲一小时。未涵盖：薪酬、技能、决策质量，以及加入员工队伍的机器（见 feedback）。
# How the leadership is heard.
culture-Channel = 渠道
    .doc = 领导层的声音如何传达。
culture-Channel-broadcast = 对所有人讲
culture-Channel-cascade = 逐层传达
culture-Channel-silence = 沉默
# Share of staff who hear a talk to all.
culture-attendance = 出席率
    .doc = 听到全员讲话的员工份额。
# From here on a talk to all carries further than the chain of command.
culture-broadcast_better = 全员讲话更好
    .doc = 从此刻起，对所有人讲比指挥链传得更远。
# Share of what is said that is believed: truth, problems admitted, no corporate speech.
culture-candour = 坦率程度
    .doc = 所说的话中被相信的份额：说真话、承认问题、不说公司腔。
# People who can agree without anybody's speech: they know each other.
culture-circle = 小圈子
    .doc = 不靠任何人讲话就能一致的人数：他们彼此认识。
# Share of work that pulls the same way: newcomers bring none of it.
culture-coherence = 凝聚力
    .doc = 朝同一方向用力的工作份额：新人没有这一份。
# Share of colleagues with whom one agrees by knowing them.
culture-direct = 直接认识
    .doc = 因彼此认识而意见一致的同事份额。
# Share of a leading lab's way of speaking that is to all at once.
culture-directness = 直接程度
    .doc = 领先实验室的沟通方式中直接对所有人讲的份额。
# Labour that counts.
culture-effective_staff = 有效员工
    .doc = 算数的劳动。
# Share of a message that survives one layer.
culture-fidelity = 逐层保真度
    .doc = 信息每过一层所剩的份额。
# Share of the message that reaches a person.
culture-heard = 听到的份额
    .doc = 信息到达一个人的份额。
# Newcomers: logistic.
culture-hires = 新招员工
    .doc = 新人：逻辑斯谛增长。
# Growth of staff at first, in logs.
culture-hiring = 招聘增速
    .doc = 起初员工的增速，按对数计。
# Coherence of a leading lab.
culture-lab_coherence = 实验室凝聚力
    .doc = 领先实验室的凝聚力。
# Layers of a hierarchy of this span.
culture-layers = 层数
    .doc = 管理幅度如此时的层级数。
# Share of its leaders' time that its culture takes, where they speak to all.
culture-leaders_time = 领导者的时间
    .doc = 领导者对全员讲话时，文化所占其时间的份额。
# In which somebody new takes on what they hear.
culture-learning_time = 融入时间
    .doc = 新人接受所听到的内容所需的时间。
# Share of a lab's work that waits for its leaders' time.
culture-leverage = 领导者的杠杆
    .doc = 实验室工作中须等待领导者时间的份额。
# How long a talk is remembered.
culture-memory = 记忆
    .doc = 一次讲话被记住多久。
# What an hour of its staff is worth, against 2025.
culture-relative_coherence = 相对凝聚力
    .doc = 员工一小时的价值，相对于 2025 年。
# Its staff, against 2025; up to then what staff brings is in the record's pace.
culture-relative_staff = 相对人数
    .doc = 其员工数，相对于 2025 年；在此之前，员工带来的作用已含在数据的速度里。
# Share of the last talk in mind, over the weeks between two.
culture-remembered = 记得的份额
    .doc = 在两次讲话之间的几周里，仍记得上次讲话的份额。
# Its people, by what they are worth.
culture-research_labour = 研究劳动
    .doc = 其人员，按其价值计。
# What somebody long there shares of the purpose.
culture-shared = 共同的目标
    .doc = 在那里很久的人对目标的认同。
# People that one manager leads.
culture-span = 管理幅度
    .doc = 一名管理者领导的人数。
# Share of its work that speaking to all takes: leaders' time and everybody's hour.
culture-speaking_cost = 对全员讲话的代价
    .doc = 对全员讲话占去的工作份额：领导者的时间，和每个人的一小时。
# People of a leading lab.
culture-staff = 员工
    .doc = 领先实验室的人数。
# Staff of a leading lab at the start of 2023; before it the same growth is carried back.
culture-staff_2023 = 2023 年的员工
    .doc = 2023 年初领先实验室的员工数；此前按同样的增速倒推。
# Its staff, likewise.
culture-staff_2025 = 2025 年的员工数
    .doc = 其员工数，同样停留在 2025 年。
# Staff at which a lab stops growing.
culture-staff_limit = 员工上限
    .doc = 实验室停止增长时的员工数。
culture-talk_interval = 讲话间隔
culture-talk_length = 每次讲话的时长
# above a headcount, speaking to all beats the chain of command
culture-test-above-a-headcount-speaking-to-all-beats-the-chain-of-command = 超过某一人数，对所有人讲胜过指挥链
# and below it the chain is as good
culture-test-and-below-it-the-chain-is-as-good = 低于它，指挥链同样好
# people are conserved, shares stay shares
culture-test-people-are-conserved-shares-stay-shares = 人数守恒，份额仍是份额
# silence costs more the more people there are
culture-test-silence-costs-more-the-more-people-there-are = 人越多，沉默的代价越大
# without talk, twice the people are no more than before
culture-test-without-talk-twice-the-people-are-no-more-than-before = 没有讲话，人数加倍也不比从前多
# Worked between two talks.
culture-work_hours = 工作时数
    .doc = 两次讲话之间的工作时数。
# What an hour of its staff is worth.
culture-worth = 一小时的价值
    .doc = 员工一小时所值。
# The same, kept as it was in 2025.
culture-worth_2025 = 2025 年一小时的价值
    .doc = 同上，停留在 2025 年。
