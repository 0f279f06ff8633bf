## 模块 software 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# The spectrum of what is meant by AI writing the code: 90 % of lines, all lines, 90 % of tasks from end to end, all of today's tasks, 90 % less demand for engineers. A task is done when each of its parts is (O-ring); what is left undone, and checking what was done, bounds productivity (Amdahl). Stages of code and tasks are those of whoever uses the best model for all it can do; software made and engineers wanted are of all, as far as they do (diffusion). Leaves out: wages, and the quality of code.
software = 软件
    .doc = “AI 编写代码”所指的整个光谱：90% 的代码行、全部代码行、90% 的端到端任务、今天的全部任务、对工程师的需求减少 90%。一项任务的每一部分都完成才算完成（O 型环（O-ring）生产函数）；未完成的部分以及检查已完成的部分，限制了生产力（阿姆达尔定律）。代码和任务的各阶段，说的是把最好的模型用到极致的人；做出的软件和需要的工程师，则是所有人的，以他们这样做的程度为限（见 diffusion）。未涵盖：工资，以及代码质量。
# What a task is beside lines: built and set up, clusters too; tried out; designed and explained.
software-Part = 组成部分
    .doc = 一项任务在代码行之外的部分：构建和搭建环境，包括集群；试运行；设计与说明。
software-Part-environment = 环境
software-Part-memos = 备忘录
software-Part-testing = 测试
# Steps by which other work that can be checked does, such as the use of a computer by its screen.
software-clumsy = 笨拙
    .doc = 其他可以验证的工作落后于编码的级数，例如通过屏幕使用计算机。
# Share of a part that AI does.
software-done = 完成份额
    .doc = AI 完成的某一部分的份额。
# The same for the other parts; memos cannot be checked and trail further with each step of the ladder, what is set up by a screen as computer use does.
software-ease = 容易程度
    .doc = 其他部分的同一数值；备忘录无法验证，随阶梯每升一级落后更多；要通过屏幕搭建的，则随计算机使用一同落后。
# How the rest was spent.
software-effort = 工时分配
    .doc = 其余时间花在何处。
# How the rest was spent, as weights: a fifth, two fifths and two fifths in the middle.
software-effort_weight = 工时权重
    .doc = 其余时间的去向，以权重计：居中是五分之一、五分之二和五分之二。
# By how much, in logs, more software is wanted for each log it is cheaper.
software-elasticity = 弹性
    .doc = 软件每便宜一个对数单位，想要的软件增加多少个对数单位。
# Demand for engineers, likewise.
software-engineers = 工程师需求
    .doc = 对工程师的需求，同样如此。
# Demand for engineers is down by 90 %.
software-engineers_10 = 工程师需求降至一成
    .doc = 对工程师的需求减少 90 %。
# Length of task that AI does half of the time.
software-horizon = 任务时长
    .doc = AI 有一半时候能完成的任务长度。
# Standard deviations by which a part trails lines.
software-lag = 落后
    .doc = 某一部分落后于代码行的标准差数。
# log2 minutes of horizon at which AI writes half of the lines.
software-line_length = 代码行的时长
    .doc = AI 编写一半代码行时的任务时长，以分钟的 log2 计。
# Share of lines that AI writes.
software-lines = 代码行份额
    .doc = AI 编写的代码行份额。
# AI writes 90 % of lines.
software-lines_90 = 九成代码行
    .doc = AI 编写 90 % 的代码行。
# AI writes all lines, or 99 %.
software-lines_all = 全部代码行
    .doc = AI 编写全部代码行，即 99 %。
# Share of an engineer's time that went into lines.
software-lines_effort = 代码行的工时
    .doc = 工程师的时间中用于编写代码行的份额。
# Time for a unit of software over all engineers, whether they use AI or not.
software-mean_time = 平均工时
    .doc = 所有工程师（不论是否使用 AI）做一份软件所需的时间。
# Standard deviations by which memos trail further for each step of the ladder by which work that cannot be checked does.
software-memo_trail = 备忘录的落后
    .doc = 无法验证的工作在阶梯上每落后一级，备忘录再落后几个标准差。
# A laboratory's research tasks stand for its engineers' tasks.
software-observe-a-laboratory-s-research-tasks-stand-for-its-engineers-tasks = 以一家实验室的研究任务代表其工程师的任务。
# Software for an hour of an engineer.
software-productivity = 生产力
    .doc = 工程师一小时所得的软件。
# Productivity when AI came to write 90 % of lines.
software-productivity_90 = 九成时的生产力
    .doc = AI 开始编写 90 % 代码行时的生产力。
# Productivity when it came to write all.
software-productivity_all = 全部时的生产力
    .doc = AI 开始编写全部代码行时的生产力。
# Standard deviations by which AI is beyond the middle line.
software-reached_ease = 达到的容易程度
    .doc = AI 超过中等难度代码行的标准差数。
# Time that looking at a piece takes, against doing it.
software-review = 审查
    .doc = 查看一项工作所需的时间，相对于完成它。
# Share of the time for a piece that is saved when AI does it.
software-saved = 节省份额
    .doc = AI 完成一项工作时，节省的时间份额。
# Nothing trails lines, and nobody need look.
software-scenario-parts_alike = 各部分无别
    .doc = 没有哪一部分落后于代码行，也无需有人查看。
# Software made, against none made with AI: a renaissance, if there is one, is here.
software-software = 软件
    .doc = 做出的软件，相对于没有 AI 参与时：若有软件复兴，就在这里。
# Doublings of the horizon to one standard deviation of what pieces of work ask.
software-spread = 离散程度
    .doc = 各项工作所要求的时长，其一个标准差合任务时长加倍多少次。
# Standard deviations more until nobody need look.
software-supervision = 监督
    .doc = 再多多少个标准差，才无需有人查看。
# Share of tasks that AI does from end to end, with somebody looking.
software-tasks = 任务份额
    .doc = 在有人查看的情况下，AI 端到端完成的任务份额。
# AI does 90 % of tasks from end to end.
software-tasks_90 = 九成任务
    .doc = AI 端到端完成 90 % 的任务。
# AI does all of today's tasks, or 99 %.
software-tasks_all = 全部任务
    .doc = AI 完成今天的全部任务，即 99 %。
# all five come when the horizon grows long enough
software-test-all-five-come-when-the-horizon-grows-long-enough = 任务时长足够长时，五个阶段都会到来
# and does not where it is not
software-test-and-does-not-where-it-is-not = 在不想要更多软件之处则不会
# at 90 % of lines productivity is still under twofold
software-test-at-90-of-lines-productivity-is-still-under-twofold = 在 90 % 代码行时，生产力仍不到两倍
# demand for engineers rises before it falls where software is wanted
software-test-demand-for-engineers-rises-before-it-falls-where-software-is-wanted = 在想要更多软件之处，对工程师的需求先升后降
# farming went through the spectrum: people wanted the more food for its price, and not as much more
software-test-farming-went-through-the-spectrum-people-wanted-the-more-food-for-its-price-and-not-as-much-more = 农业走过了这一光谱：食物越便宜人们要得越多，但多不了那么多
# five stages, in order, in every trajectory
software-test-five-stages-in-order-in-every-trajectory = 在每条轨迹中，五个阶段依次到来
# shares are shares, and the whole is no more done than any part
software-test-shares-are-shares-and-the-whole-is-no-more-done-than-any-part = 份额是份额，整体完成的不多于任何部分
# that order rests on parts that trail: with none, stages fall together
software-test-that-order-rests-on-parts-that-trail-with-none-stages-fall-together = 这一次序源于落后的部分：若没有落后，各阶段同时到来
# where nobody uses it, nothing is made with it, and nobody the less is wanted
software-test-where-nobody-uses-it-nothing-is-made-with-it-and-nobody-the-less-is-wanted = 没有人用的地方，什么也没有用它做出来，需要的人也一个不少
# An engineer's time for one unit of software, against none done by AI.
software-time_left = 剩余时间
    .doc = 工程师为一单位软件所花的时间，相对于 AI 什么都不做时。
# Of an engineer's time what is left in any case: to say what is wanted.
software-least_time = 最少的工时
    .doc = 无论如何都要留下的那部分工程师时间：说明想要什么。
# Steps of the ladder by which work that cannot be checked trails coding.
software-trailing = 落后的台阶
    .doc = 不可验证的工作在阶梯上落后于编码的步数。
# Share of that for which nobody need look.
software-unsupervised = 无人监督的份额
    .doc = 其中无需有人查看的份额。
# Share of engineers' work that goes through the best model for all it can do (diffusion).
software-used = 使用
    .doc = 工程师的工作中，把最好的模型用到极致的份额（见 diffusion）。
# Software that would be wanted for nothing, against today.
software-want = 想要的软件
    .doc = 若软件不花钱，想要的数量，相对于今天。
