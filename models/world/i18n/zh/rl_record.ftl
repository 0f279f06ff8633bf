## 模块 rl_record 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# What has been published of reinforcement learning against compute, and how well a straight line in its logarithm describes it. One family was measured, and is used from its first step to its last; of two others only the fitted sigmoids are public, of which the middle counts. Leaves out: families whose curves no laboratory shows.
rl_record = 强化学习的记录
    .doc = 关于强化学习与算力已发表的结果，以及算力对数的直线描述得有多好。有一族任务是实测的，从第一步用到最后一步；另两族只公开了拟合的 S 形曲线，只计其中段。未涵盖：没有实验室公布曲线的任务族。
# Kinds of task.
rl_record-Family = 任务族
    .doc = 任务的种类。
rl_record-Family-code = 代码
rl_record-Family-competition = 竞赛
rl_record-Family-grade_school = 小学数学
rl_record-Point = 数据点
# Compute of the run so far, in units of its own.
rl_record-compute = 算力
    .doc = 该次训练迄今的算力，用其自身的单位。
# Families that were measured, with an R2 of 0.95 or more.
rl_record-families_linear = 呈线性的任务族
    .doc = 经过实测且 R² 不低于 0.95 的任务族数。
# Which kind: its position from 0.
rl_record-family = 所属任务族
    .doc = 是哪一种：从 0 起的位置。
# 1 where a point belongs to a family.
rl_record-is = 是否属于
    .doc = 某点属于某族时为 1。
# R2 of a straight line in log compute.
rl_record-log_linearity = 对数线性程度
    .doc = 以算力对数作直线的 R²。
# Mean logarithm of compute.
rl_record-mean_log = 平均对数
    .doc = 算力对数的平均值。
# Mean pass rate.
rl_record-mean_score = 平均得分
    .doc = 平均通过率。
# 1 where the points are runs; those of a published fit are straight in the middle by construction.
rl_record-measured = 是否实测
    .doc = 数据点来自实际训练时为 1；取自已发表拟合曲线的点，中段按构造即为直线。
# Points of a family.
rl_record-points = 点数
    .doc = 某族的点数。
# Pass rate.
rl_record-score = 得分
    .doc = 通过率。
# points of a published fit are no evidence that it is straight
rl_record-test-points-of-a-published-fit-are-no-evidence-that-it-is-straight = 已发表的拟合曲线上的点，不能证明它是直的
# R2 is what least squares elsewhere give for the table
rl_record-test-r2-is-what-least-squares-elsewhere-give-for-the-table = R² 与别处对同一数据表所作的最小二乘一致
