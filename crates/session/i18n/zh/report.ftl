# 报告用语。每条都是完整的句子，变化的部分是参数。

report-model = 模型 { $model }
report-draws = { $draws } 次抽样
report-seed = 种子 { $seed }
report-scenario = 情景 { $name }
report-hash = 哈希 { $hash }
report-version = Tenfold { $version }
report-diverged = { $draws } 次抽样中有 { $count } 次（{ $share }）出现非有限数值，自该时刻起不再计入。
report-diverged-none = 所有抽样始终为有限数值。
report-diverged-row = { $variable }，{ $date }，第 { $draw } 次抽样

toggle-language = 语言
toggle-theme = 配色
theme-auto = 自动
theme-light = 浅色
theme-dark = 深色
skip-to-content = 跳到正文
contents = 目录

milestones = 里程碑
milestones-lead = 在 { $draws } 种可能的未来里，每件事最早何时发生？柱高是各日期的未来数目；横线覆盖中间的八成，竖标是中位数。
milestones-none = 该模型没有定义里程碑。
milestone-median = 半数未来在此之前达到
milestone-range = 80 %：{ $from } – { $to }
milestone-after = { $date }之后
milestone-never = 有 { $share } 的未来直到{ $end }仍未达到。
milestone-always = 所有未来都在{ $end }之前达到。
milestone-impossible = 直到{ $end }，没有一个未来达到。
milestone-chart = { $name } 的日期分布
probability-by-year = 各年份的概率
probability-by-year-lead = 到该年年底已经达到的未来所占的比例。
milestone = 里程碑

key-series = 关键序列
key-series-lead = 人们最关心的数字：模型的结果与实际记录对照。
all-series = 其余序列
all-series-lead = 其余所有记录下来的变量，按模块排列。
series-count = { $count } 个序列
legend-median = 中位数
legend-half = 半数未来
legend-eight = 八成未来
legend-record = 实际记录及其范围
scale-log = 对数轴
scale-linear = 线性轴
chart-label = { $title }：各日期分位数的扇形图。用方向键可沿日期移动。
readout-range = 80 %：{ $from } – { $to }
readout-record = 记录
figures = 数值
date = 日期
record-not-drawn = 有 { $count } 个记录点在图外。

hindcast = 回测偏差
hindcast-lead = 模型也模拟了已经过去的年份。判断得当的 80 % 区间，应包含十个记录点中的八个。
hindcast-none = 本次运行没有可以对照的记录。
hindcast-no-miss = 所有记录点都在 80 % 区间之内。
hindcast-series = 序列
hindcast-covered = 落在区间内
hindcast-covered-of = { $points } 个中的 { $covered } 个
hindcast-error = 中位数的典型偏差
hindcast-factor = { $factor } 倍
hindcast-record = 记录
hindcast-model = 模型：10 %、中位数、90 %
hindcast-misses = 区间之外的点
source = 来源
above-band = 偏高
below-band = 偏低

parameters = 参数
parameters-lead = 模型假设了什么，有多大把握，依据是谁的说法。
parameters-none = 该模型没有参数。
parameter = 参数
prior = 先验
values = 5 %、中位数、95 %
provenance = 出处
fixed = 固定
filter = 按名称、先验或出处筛选
filter-kind = 类别
filter-all = 全部
shown-of = 显示 { $total } 个中的 { $shown } 个
sort-by = 排序
kind-data = 数据
kind-literature = 文献
kind-interview = 访谈
kind-judgement = 判断
kind-none = 未注明
provenance-share = 参数出处的构成

equations = 方程
equations-lead = 实际运行的完整模型，按模块排列，用模型自身的语言写成。
definitions-count = { $count } 条定义

how-to-read = 怎样阅读
how-draws = { $draws } 次抽样中的每一次都为每个不确定的参数各取一个值，并把整个模型运行一遍。一次抽样就是一种可能的未来。
how-bands = 区间不是对极端情形的预测：任一日期都有两成未来落在宽区间之外，而单个未来会在区间里穿行。
how-priors = 区间的可靠程度取决于背后的参数。标为“判断”的只是某人的看法，并非测量所得。
how-record = 圆点是实际记录，误差线是来源自己给出的范围。记录落在区间之外，说明模型对过去就有误；这些点会列出来，而不是藏起来。
how-same = 模型、种子和抽样次数相同，得到的文件逐字节相同。

sources = 记录的来源
sources-none = 本次运行没有使用记录。
settings = 设置
licence = 许可：{ $licence }
made-with = 由 Tenfold { $version } 生成；本文件无需联网。
print = 打印

report-fit-legend = 点：实测的运行；蓝：定律所说，及自助法重抽样的 95 %
report-fit-residuals = 残差：大于 0 为预测过高

ledger = 所说的，与模型给出的
ledger-lead = 每项主张：能证实它的取值（深色带；浅色带内则存疑），模型的值及其误差的两倍，以及最能左右它的参数。
ledger-since = 此后：{ $outcome }
ledger-swing = { $low } → { $high }
how-claims = 标记是模型的值，横线向两侧各伸出抽样误差的两倍。它并不说明模型对不对。
how-swing = 下面是最能左右该值的参数：横条从该参数最低五分之一时的值，延伸到最高五分之一时的值，圆点在后者一端。
how-verdicts = 只有较弱的说法成立时为存疑；抽样不足以判断时为未定。不成立是一项发现：模型与主张至少有一方错了。

report-fans-legend = 蓝：中位数与十分之八的未来；红：记录
report-fans-legend-prior = 蓝：给定记录后的中位数与十分之八的未来；虚线：此前的十分之八；红：记录
report-learnt-legend = 填色：记录修正后；虚线：原先的信念。

report-from-posterior = 从后验出发
report-from-prior = 从先验出发
hindcast-from-posterior = 抽样从后验出发：参数就是由这份记录选出的，对得上并不等于预测准。预测的评分见 `tenfold backtest`。
hindcast-from-prior = 抽样从先验出发：记录没有参与选择，带子就是没有记录时的信念。

learnt = 记录教会了什么
learnt-lead = 此次运行从后验出发：{ $rows } 行，相当于 { $effective } 次独立抽样，依据 { $reports } 条记录；R-hat 最差 { $r_hat }（{ $name }）。以下是变动最大的参数。
learnt-nothing = 没有参数变动到先验与后验重合不足 90 %。
learnt-before = 之前：先验的 90 %
learnt-after = 之后：后验的 90 % 与中位数
learnt-intervals = 之前与之后
learnt-after-values = 之后：5 %、中位数、95 %
learnt-before-values = 之前：5 %、中位数、95 %
learnt-shared = 重合

calibration-title = 记录之后：{ $title }
calibration-reports = { $count } 条记录
calibration-particles = { $count } 个粒子
calibration-effective = 相当于 { $count } 次独立抽样
calibration-until = 记录截至 { $date }
calibration-learnt-lead = { $all } 个不确定参数中有 { $moved } 个变动了：先验与后验重合不足 90 %。变动最大的在最前。
calibration-shapes = 之前与之后的密度
calibration-together = 一起才知道的
calibration-together-lead = 变动最大的几个参数，两两相对。又窄又斜的一团：记录对两者组合的了解胜过任何一个。
calibration-record = 记录，以及对它的解读
calibration-record-lead = 记录结束之处，回测变为预测。覆盖率也计入记录自身的误差；恰当的 80 % 带应含十之八。
calibration-series-reports = 记录数
calibration-bias = 平均偏差（标准差）
calibration-residuals = 记录与中位数之比；竖条：十分之八的轨迹，不含记录自身的误差
legend-before = 记录之前的十分之八
calibration-trust = 可信到什么程度
calibration-trust-effective = 四组互不知情的运行共 { $particles } 个粒子，相当于 { $effective } 次独立抽样。
calibration-trust-moves = 似然分 { $steps } 步引入；最后的移动有 { $accepted } 被接受。
calibration-trust-evidence = 对数证据 { $value }（差一个常数）：用于比较对同一份记录的不同信念。
calibration-ranks = 各次运行最不一致之处
calibration-ranks-lead = 每一行是一次运行：它的粒子在全部运行的粒子中各排在哪里，最左为最低。柱子平齐，说明它与其他运行所言相同；阴影是各次运行若换成其粒子所相当的那么多次独立抽样，95 % 的柱子会落到的高度。
calibration-far = 后验最倚重的记录
calibration-far-lead = 逐条略去：Pareto k 表示一条记录把后验移动多远，大于 0.7 时，没有它后验会怎样便无从得知。对数密度是在已知其余各条时该条记录的密度。
calibration-log-density = 对数密度
calibration-trust-chains = 由 NUTS 抽取，四条链沿似然的斜率移动；{ $divergent } 次抽样在后验过于陡峭处中断（大于 0 时尾部存疑）。
calibration-silent = 记录没有说到的
calibration-silent-lead = 有 { $count } 个参数的先验与后验重合 90 % 以上：原先的信念照旧，由它决定的一切也照旧。

compare-pair = { $scenario } 与 { $against } 相比
compare-lead = 两个世界用同样的抽样；所示为同一次抽样中 { $scenario } 减 { $against }。
compare-base = 模型本身
compare-chance = { $date }之前：{ $scenario }
compare-points = 差，百分点
compare-median = 中位日期：{ $scenario }
compare-later = 推迟，月
compare-band = 10–90 %
compare-both = { $scenario } 与 { $against }
compare-difference = 同一次抽样中 { $scenario } 减 { $against }
compare-mean = { $date }的平均差：{ $difference }
compare-how-paired = 凡信念相同之处，{ $draws } 次抽样在两个世界里参数相同、偶然也相同：差值只带有改变本身的误差。
compare-how-error = ± 之后是模拟误差的一个标准差。从后验出发的抽样，所值不超过后验的有效数。
compare-how-words = 假设是另一种信念，记录要重新相遇；干预从某日起改变世界，信念全部保留。
