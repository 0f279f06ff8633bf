# 回测在报告、文档和终端里说的话。

backtest-title = { $model } 的预测表现如何
backtest-about = 从 { $first } 到 { $last }，模型 { $origins } 次站在某个日期，用当时已知的报告校准（第一个日期有 { $least } 份，最后一个有 { $most } 份），并预测此后到来的报告：对 { $series } 个序列的 { $reports } 份报告作了 { $rows } 次预测，旁边是四种所知相同的基准。
backtest-made = 由 `tenfold backtest` { $version } 生成，用了 { $particles } 个粒子、{ $draws } 次抽样、种子 { $seed }；在任何机器上逐位相同。

backtest-in-short = 概要
backtest-against = 与{ $baseline }相比：{ $verdict }。技巧 { $skill }（90 % 区间 { $low } 到 { $high }），{ $series } 个序列中的 { $rows } 次预测。
backtest-verdict-better = 模型更好
backtest-verdict-worse = 模型更差
backtest-verdict-even = 分不出高下
backtest-covered = 报告中有 { $half } 落在模型的 50 % 区间，{ $eight } 落在 80 % 区间，{ $most } 落在 95 % 区间。
backtest-loses = 在 { $series } 上，模型不如{ $baselines }。
backtest-and = 、

backtest-last-growth = 上年增长
backtest-exponential = 指数趋势
backtest-logistic = 逻辑斯蒂趋势
backtest-random-walk = 随机游走

backtest-by-horizon = 按预测期
backtest-by-origin = 按起点
backtest-by-origin-lead = 每一行是一个所站的日期及从那里作出的全部预测。技巧是 1 减去得分之比：大于 0 则模型优于基准，50 % 表示误差只有一半。误差线是对序列的 90 % 区间。
backtest-by-series = 按序列
backtest-by-both = 按序列和预测期。基准没有数字之处，已知的报告不足四份。
backtest-horizon = 预测期
backtest-origin = 起点
backtest-series = 序列
backtest-forecasts = 预测数
backtest-crps = CRPS
backtest-years = { $from } 到 { $to } 年
backtest-years-over = { $from } 年以上
backtest-skill-chart = 相对各基准的技巧，按起点
backtest-fan-legend = 带：从各日期出发所预测的报告的 80 %；点：记录，空心者未评分

backtest-standing = 站在 { $date }
backtest-standing-lead = 模型在 { $date } 只知道当日之前的记录时会说什么：中位数，以及所报告数字的 80 % 区间。
backtest-known = 最后已知
backtest-came = 最后到来的
backtest-said = 对它的预测
backtest-in-80 = 在 80 % 区间内
backtest-said-end = 对记录所止之年年末的预测
backtest-milestones-lead = 在 { $date } 看来，各里程碑何时到来；随后是从每个起点看的中位日期。∞ 表示晚于模型的终点，或永不。
backtest-reached = 达到
backtest-median = 中位数
backtest-range = 10 % – 90 %

backtest-dates = 已经到来的日期
backtest-dates-lead = 每个已观测到的里程碑日期，以及在它之前的每个起点对它的预测：中位数，以及报告将有 80 % 可能落入的范围。CRPS 以年计；末列为预测认为不晚于该日期的概率。基线对日期无从置喙，因此不计入上面的评分。
backtest-dates-legend = 横条：预测的 80 % 范围与中位数；圆圈：作出预测之时；黑线：实际到来之时
backtest-date-came = 实际到来
backtest-date-crps = CRPS（年）
backtest-date-place = 届时概率

backtest-claims = 所说、所预测、所发生
backtest-claims-lead = 访谈中此后已有下文的主张，与站在 { $date } 的模型对照：简述所说、怎样算得到证实、模型当日给出的数值及其抽样误差、其判断，以及记录所显示的。依赖另一种信念的主张不在此列；`tenfold claims` 用今天的记录给出全部。
backtest-said-by-speaker = 所说
backtest-chapter = 章
backtest-would-confirm = 怎样算证实
backtest-model-then = 当时的模型
backtest-verdict = 当时的判断
backtest-since = 后来

backtest-misses = 失误
backtest-no-miss = 每份报告都在每次预测的 95 % 区间之内。
backtest-misses-lead = 落在某次预测的 95 % 区间之外的每份报告，附最后一个没有预测中的日期，以及在多少个作过预测的日期中有多少个没有预测中。
backtest-said-95 = 预测（95 %）
backtest-missed = 未中

backtest-how = 怎样评分
backtest-how-known = 一份报告自其所述的日期起算作已知，不计何时发表：有些数字公众数周后才知道，而且记录用的是今天修订过的数字。
backtest-how-scale = 误差按比例的序列，在自然对数上预测和评分：误差 0.10 约为 10 %。其余按各自的单位评分。
backtest-how-error = 预测的是报告：轨迹加上模型所说的报告误差。误差方差的一半为同一序列的报告所共有，因此预测会按轨迹与已知报告的差距作修正。报告自身的范围，取与已知报告的一样宽。
backtest-how-crps = CRPS 是连续分级概率评分：预测与报告的平均距离，减去预测自身平均离散的一半；越小越好。对数评分见文件夹里的表。
backtest-how-last-growth = 上年增长：最后一份报告之前一年的增长延续下去；误差取同一规则以往所犯的，并随预测期的平方根增长。
backtest-how-exponential = 指数趋势：对全部已知报告的对数作最小二乘，连同其预测分布。
backtest-how-logistic = 逻辑斯蒂趋势：对逻辑斯蒂曲线做同样的事，按似然遍及所有的中点与速率。
backtest-how-random-walk = 随机游走：对数的、带漂移的；方差取自已知的增量。
backtest-how-few = 基准要有四份报告才发言（逻辑斯蒂要五份）；一个月之内的报告对它算作一份。它不发言之处，不作比较。
backtest-how-skill = 技巧是 1 减去平均 CRPS 之比，只算双方都预测过的报告；多个序列则取各自之比的几何平均，每个序列同等看待。区间是对整个序列的自助法，只有一个序列时则对起点：同一序列的报告会一起出错。它把序列当作独立，而同一实验室的序列并非如此；序列少时区间偏窄。

backtest-informed = 先验已经知道的
backtest-informed-lead = 这不是干净的样本外检验。方程和先验是带着今天的知识写成的，有些是看着记录定的。{ $params } 个不确定的参数中，有 { $informed } 个以这份记录的表、或以 { $first } 之后的年份为出处；其余参数和方程受了多少事后之见的影响，没有人能列出来。较早的起点因此显得更好，较晚的区间也是如此。

cli-backtest = 用过去检验模型：站在更早的日期，预测后来发生的事，并与简单的基准一起评分
cli-backtest-origins = 所站的日期，以逗号分隔，如 2024-07-01；不给则为记录最后五年的每个半年，对世界模型还有访谈当日
cli-backtest-particles = 每次校准的粒子数，256 到 65536
cli-backtest-draws = 每次预测的抽样次数
cli-backtest-seed = 先验、移动与偶然的随机种子
cli-backtest-out = 要写入的文件夹：带图的报告、全部预测与得分的 Parquet；不给则为 runs/模型-backtest
cli-backtest-write = 同时把结果写入这份 Markdown 文档；若已存在，则写在其标记之间
cli-backtest-threads = 线程数；不给则用全部核。结果与它无关
cli-backtest-examples =
    示例：
      tenfold backtest
      tenfold backtest --origins 2024-01-01,2026-02-13 --json
      tenfold backtest adoption.ten --particles 1024 --out runs/past
      tenfold backtest --write docs/BACKTEST.md

term-backtest-written = 已写入 { $path }
term-backtest-last-growth = 增长
term-backtest-exponential = 指数
term-backtest-logistic = 逻辑斯蒂
term-backtest-random-walk = 游走
term-backtest-skill = 各列：预测数、落在 80 % 区间的比例、相对各基准的技巧（大于 0 则模型更好）
term-backtesting = 正在站到更早的日期
