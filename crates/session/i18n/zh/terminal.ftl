# 命令行用语。

term-running = 正在运行 { $model }
term-draws-done = 已完成 { $done } / { $draws } 次抽样
term-draws-per-second = 每秒 { $rate } 次抽样
term-time-left = 还需 { $time }
term-milestones = 里程碑
term-probability-by-year = 各年份的概率
term-key-series = 关键序列
term-never = 从未
term-after = { $date }之后
term-never-by = 到{ $end }仍未达到
term-diverged = 发散
term-diverged-share = { $draws } 次抽样中有 { $count } 次（{ $share }）发散
term-diverged-first = 最早：{ $variable }，{ $date }，第 { $draw } 次抽样
term-diverged-none = 没有抽样发散
term-parameters = 参数
term-parameters-by-kind = 数据 { $data } 个，文献 { $literature } 个，访谈 { $interview } 个，判断 { $judgement } 个，未注明 { $none } 个
term-hindcast = 与记录对照
term-hindcast-row = { $points } 个点中有 { $covered } 个落在 80 % 区间内，典型偏差 { $factor } 倍
term-written = 已写入 { $path }
term-report = 用浏览器打开 { $path }
term-seed = 种子 { $seed }
term-scenario = 情景 { $name }

term-check-clean = { $model }：没有错误
term-check-errors = { $errors } 个错误
term-check-warnings = { $warnings } 个警告
term-error = 错误
term-warning = 警告
term-help = 建议

term-test-passed = 通过
term-test-failed = 未通过
term-test-summary = { $passed } 项通过，{ $failed } 项未通过
term-test-none = 该模型没有测试。

term-explain-equation = 方程
term-explain-unit = 单位
term-explain-doc = 含义
term-explain-provenance = 出处
term-explain-uses = 用到
term-explain-used-by = 被用于
term-explain-values = 最近一次运行中的值
term-explain-no-run = 该模型尚未运行过

term-formatted = 已整理 { $count } 个文件
term-unformatted = { $path } 的格式未整理
term-new = 已写入 { $path }；试试：tenfold run { $path }
term-interrupted = 已中断，没有写入任何内容。

kind-long-data = 来自数据
kind-long-literature = 来自文献
kind-long-interview = 来自访谈
kind-long-judgement = 凭判断
kind-long-none = 未注明

term-descents-per-second = 每秒 { $rate } 次下降
term-fit-about = { $rows } 次运行 · 损失 { $loss } · 自助法重抽样 { $replicates } 次 · 种子 { $seed }
term-fit-estimates = 估计值
term-fit-derived = 由此得出
term-fit-column-interval = 95 %
term-fit-none = 无
term-fit-open-below = 这些运行没有给出 { $name } 的下界
term-fit-open-above = 这些运行没有给出 { $name } 的上界
term-fit-open-both = 这些运行定不下 { $name }
term-fit-interval-bootstrap = 区间：自助法重抽样的中间 95 %
term-fit-interval-profile = 区间：轮廓似然的 95 %
term-fit-together = 彼此牵连
term-fit-together-row = { $a } 与 { $b }：相关系数 { $rho }
term-fit-quality = 拟合得如何
term-fit-objective = 最小目标值
term-fit-agreeing = 到达该处的起点
term-fit-agreeing-of = { $starts } 个中的 { $agreeing } 个
term-fit-aic = AIC
term-fit-bic = BIC
term-fit-inside = 所拟合运行的误差
term-fit-cross-validation = 留出运行的误差（十折）
term-fit-extrapolation = 由其余运行预测 { $by } 最大的 { $count } 次，误差
term-fit-bias = 其平均；大于 0 为预测过高
term-fit-comparison = 同样的运行，各条定律；越小越好
term-fit-column-law = 定律
term-fit-column-left-out = 留出
term-fit-column-largest = 最大
term-fit-errors = 误差是残差的均方根：“留出”为十折交叉验证，“最大”为由其余运行预测最大的运行
term-fit-written = 已写入 { $path }

term-calibrating = 正在按记录校准，仅此一次
term-from-posterior = 从 { $reports } 条记录的后验出发，相当于 { $effective } 次独立抽样；R-hat 最差 { $r_hat }（{ $name }）；--prior 则从先验出发
term-from-posterior-poor = 所用后验不可靠：只相当于 { $effective } 次独立抽样，R-hat 最差 { $r_hat }（{ $name }）；请看 tenfold calibrate，或用 --prior 从先验出发
term-from-prior = 从先验出发：没有用到记录
term-unkept = 后验未能保存，下次运行要重新计算：{ $reason }
term-calibrate-title = { $model }，已知记录中的 { $reports } 条报告
term-calibrate-about = { $particles } 个粒子，相当于 { $effective } 次独立抽样 · { $steps } 步 · 种子 { $seed }
term-calibrate-learnt = 记录教得最多的参数
term-calibrate-column-overlap = 与先验共有
term-calibrate-same = { $all } 个参数中有 { $same } 个，其先验与后验共有 90 % 以上：记录对它们几乎没说什么
term-calibrate-series = 与各序列相符的程度
term-calibrate-column-reports = 报告
term-calibrate-column-bias = 平均偏差（标准差）
term-calibrate-column-covered = 在 80 % 带内
term-calibrate-r-hat = 各次独立运行彼此相符，R-hat 最差为 { $value }（{ $name }）。
term-calibrate-disagree = 它们并不相符：请增加粒子。
term-calibrate-written = 已写入 { $path }；用 --posterior { $path } 从它出发运行

term-docs = 已写入 { $count } 个文件；从 { $path } 读起
