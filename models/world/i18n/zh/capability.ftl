## 模块 capability 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Effective compute becomes capability: a ladder from school pupil to Nobel level in four domains, the length of task done half of the time and four times of five, up to a career, and what runs of it at once. Leaves out: single benchmarks, and agents working together.
capability = 能力
    .doc = 有效算力变成能力：四个领域中从聪明的高中生到诺贝尔级别的阶梯，有一半时候、有五分之四时候能完成的任务长度（以一生的职业为限），以及同时能运行多少份。未涵盖：单项基准，以及多个智能体的协作。
# What work is like to a trainer: whether its results can be checked.
capability-Domain = 领域
    .doc = 从训练者看，工作是什么样的：其结果能否验证。
capability-Domain-coding = 编码
capability-Domain-mathematics = 数学
capability-Domain-other_verifiable = 其他可验证
capability-Domain-unverifiable = 不可验证
# Forty years of 2,000 hours: nobody does a longer task.
capability-career = 职业生涯
    .doc = 四十年，每年 2000 小时：没有人做更长的任务。
# Share of progress since GPT-4 that reaches a domain.
capability-carried = 迁移份额
    .doc = GPT-4 以来的进步中到达某一领域的份额。
# Horizon that end-to-end work of a software engineer asks for: one to twelve working months.
capability-coding_horizon = 编码所需时长
    .doc = 软件工程师端到端的工作所要求的任务时长：一到十二个工作月。
# Copies at ten times human speed that the fleet can run.
capability-copies = 副本
    .doc = 机群能以人类十倍速度运行的副本数。
# Nobel level in every domain, a million copies at ten times human speed in one lab.
capability-country_of_geniuses = 数据中心里的天才国度
    .doc = 每个领域都达到诺贝尔级别，并在一家实验室里有一百万个副本以人类十倍速度运行。
# Orders of magnitude by which a domain is behind.
capability-domain_lag = 领域落后
    .doc = 某一领域落后的数量级。
# Effective compute as a domain sees it.
capability-domain_ooms = 领域的数量级
    .doc = 某一领域所见的有效算力。
# Doublings by which tasks done four times of five are shorter than those done half of the time.
capability-doublings_surer = 更有把握所差的倍增
    .doc = 有五分之四时候能完成的任务，比有一半时候能完成的短几次倍增。
# Orders of magnitude of effective compute over GPT-4.
capability-effective_ooms = 有效算力数量级
    .doc = 相对于 GPT-4 的有效算力数量级。
# Algorithmic efficiency; 1 in 2023.
capability-efficiency = 算法效率
    .doc = 算法效率；2023 年为 1。
# A model does a software engineer's tasks from end to end.
capability-end_to_end_coding = 端到端编码
    .doc = 模型能端到端地完成软件工程师的任务。
# Nobel level in every domain, however few copies can run.
capability-first_genius = 第一个天才
    .doc = 每个领域都达到诺贝尔级别，不论能运行多少副本。
# The same today, with thought: inference becomes more efficient, and models that are served have not grown (Epoch AI 2024, Frontier language models have become much smaller).
capability-flop_per_copy = 每副本运算量
    .doc = 同上，就今天而言，连同思考：推理变得更高效，而提供服务的模型没有变大（Epoch AI 2024，Frontier language models have become much smaller）。
# Peak arithmetic that runs one copy at ten times human speed, in 2023, without thought.
capability-flop_per_copy_2023 = 2023 年每副本运算量
    .doc = 2023 年，不含思考，以人类十倍速度运行一个副本所需的峰值运算。
# Length of task, by a skilled person's time, that the best model does half of the time; at most a career.
capability-horizon = 任务时长
    .doc = 最好的模型有一半时候能完成的任务长度，以熟练者所需的时间计；至多为一生的职业。
# Growth of that slope per order of magnitude: the horizon rises faster than linearly in log2.
capability-horizon_curvature = 时长的曲率
    .doc = 该斜率每个数量级的增长：任务时长的 log2 上升得快于线性。
# Task length that GPT-4 does half of the time.
capability-horizon_gpt4 = GPT-4 的任务时长
    .doc = GPT-4 有一半时候能完成的任务长度。
# Doublings of the horizon per order of magnitude, at GPT-4.
capability-horizon_slope = 时长的斜率
    .doc = 在 GPT-4 处，每个数量级任务时长加倍的次数。
# Peak arithmetic that the lab with the most of it has for inference.
capability-inference_flops = 推理运算量
    .doc = 拥有最多推理算力的实验室的峰值运算。
# 0 pupil, 1 student, 2 professional, 3 Nobel.
capability-level = 等级
    .doc = 0 中学生，1 大学生，2 专业人士，3 诺贝尔级别。
# log2 of the horizon in minutes.
capability-log2_horizon = 任务时长的 log2
    .doc = 任务时长（分钟）的 log2。
# What the law says of it, in doublings of a minute, held at 2^60. Beyond a career it no longer says how long tasks can be, but still how surely shorter ones are done.
capability-log2_law = 定律给出的时长的 log2
    .doc = 定律给出的时长，以一分钟的倍增次数计，止于 2^60。超过一生的职业之后，它不再说明任务能有多长，但仍说明较短的任务完成得多可靠。
# Way from pupil to Nobel level, over all domains.
capability-mastery = 掌握程度
    .doc = 从中学生到诺贝尔级别的路程，按所有领域计。
# From professional to Nobel level.
capability-nobel_step = 诺贝尔一步
    .doc = 从专业人士到诺贝尔级别。
# Share of the rest that unverifiable domains make up by slower, subjective reward.
capability-own_reward = 自身奖励
    .doc = 不可验证的领域靠更慢、更主观的奖励补上的其余份额。
# From student to PhD or professional.
capability-professional_step = 专业一步
    .doc = 从大学生到博士或专业人士。
# Unverifiable domains get all of the progress.
capability-scenario-all_generalises = 全部泛化
    .doc = 不可验证的领域得到全部进步。
# They get none but their own reward's.
capability-scenario-nothing_generalises = 毫不泛化
    .doc = 它们只得到自身奖励带来的进步。
# Share of algorithmic efficiency, in logs, that makes serving cheaper too.
capability-serving_gain = 推理的收益
    .doc = 算法效率中，按对数计也使推理更便宜的份额。
# Orders of magnitude from a good pupil (GPT-4, 2023) to a good student.
capability-student_step = 大学生一步
    .doc = 从优秀的中学生（GPT-4，2023 年）到优秀的大学生所需的数量级。
# The same of tasks done four times of five: work is handed over by it.
capability-sure_horizon = 有把握的任务时长
    .doc = 有五分之四时候能完成的任务长度：人们据此移交工作。
# Share of progress where results can be checked that carries over to where they cannot.
capability-tau = 泛化程度 τ
    .doc = 结果可验证之处的进步，迁移到不可验证之处的份额。
# a country wants its million
capability-test-a-country-wants-its-million = 天才国度要一百万副本
# a horizon ends at a career, and four times of five is shorter than half of the time
capability-test-a-horizon-ends-at-a-career-and-four-times-of-five-is-shorter-than-half-of-the-time = 任务时长以一生的职业为限，五分之四的比一半的短
# a thousandth of the horizon costs ten doublings, of which a year here brings three
capability-test-a-thousandth-of-the-horizon-costs-ten-doublings-of-which-a-year-here-brings-three = 任务时长缩到千分之一，要多花十次加倍；这里一年加倍三次
# everything verifiable, and still short of it
capability-test-everything-verifiable-and-still-short-of-it = 可验证的都做到了，仍未到达
# four times the efficiency runs twice as many copies
capability-test-four-times-the-efficiency-runs-twice-as-many-copies = 效率四倍，副本两倍
# the ladder is climbed in order
capability-test-the-ladder-is-climbed-in-order = 阶梯依次攀登
# with full generalisation the two are close: an order of magnitude or two, a year or two here
capability-test-with-full-generalisation-the-two-are-close-an-order-of-magnitude-or-two-a-year-or-two-here = 若完全泛化，两者接近：相差一两个数量级，在这里即一两年
# Tokens that it thinks for each that a person would say or write.
capability-thinking = 思考
    .doc = 人说出或写出的每一个词元，它要思考多少词元。
