# 命令的帮助。
cli = 为人工智能的指数增长建模：运行、检查、测试并解释用 Tenfold 语言写成的模型。
cli-any-model = 一个 .ten 文件或文件夹；不给则用内置的世界模型
cli-any-scenario = 在模型的这个情景下运行
cli-any-assume = 换一个信念：名称 = 带单位的值，或 名称 ~ 先验；在遇到记录之前就成立；可重复
cli-any-intervene = 从某日起改变方程，信念全部保留：名称 = 表达式 from 日期 [to 日期]；可重复
cli-any-given = 依次从此表格（Parquet 或 CSV）的各行取参数：每个有先验的参数一列，名称与单位同 draws.parquet
cli-any-json = 输出 JSON 而不是文字
cli-any-lang = 所有文字的语言：en 或 zh；不给则取环境的区域设置
cli-run = 运行一组轨迹，打印结果，并写出带报告的运行文件夹
cli-run-draws = 抽样次数：所有不确定量的联合实现
cli-run-seed = 随机数种子；同一种子在任何机器上给出逐位相同的结果
cli-run-out = 要写的运行文件夹；不给则为 runs/ 加模型名
cli-run-threads = 线程数；不给则用全部核心。结果与它无关
cli-run-trajectories = 同时把每次抽样随时间的路径写成 Parquet：全部序列与全部步，除非用 --every 与 --only 选取
cli-run-central = 同时跟随中心轨迹，打印成表并写成 Parquet
cli-run-every = 轨迹的时刻：每隔若干步，或一段时长，如 "1 month"；最后一步总在其中
cli-run-only = 轨迹的序列，按名称或元素，可用逗号给出多个；每次抽样只有一个数的量写入抽样表
cli-run-claims = 同时用同样的抽样检验模型的主张，并写入报告；每种假设都要另跑一个世界
cli-run-examples =
    例子：
      tenfold run
      tenfold run models/world --draws 100000 --seed 7
      tenfold run --prior
      tenfold run --claims
      tenfold run --central --every "1 year" --only economics.revenue
      tenfold run adoption.ten --assume "adoption.imitation = 50 %/year"
      tenfold run --lang zh --out runs/mine
cli-check = 检查模型：名称、单位、下标、环路；一次报告所有错误
cli-check-emit = 打印模型的某个阶段：语法树、每个定义的单位、程序、它的图，或中文译文尚缺的部分
cli-check-examples =
    例子：
      tenfold check model.ten
      tenfold check models/world --emit units
      tenfold check model.ten --emit graph | dot -Tsvg > model.svg
cli-test = 运行模型自带的测试
cli-test-examples =
    例子：
      tenfold test
      tenfold test models/world/economics.ten
cli-claims = 用系综检验模型中的主张：说了什么，模型给出什么，什么左右它
cli-claims-draws = 抽样次数，在主张所比较的每个世界里相同
cli-claims-seed = 随机种子；同一种子在任何机器上给出相同的比特
cli-claims-out = 要写入的文件夹：报告与 JSON 格式的主张；不给则为 runs/ 下名字加 -claims
cli-claims-threads = 线程数；不给则用全部核。结果与它无关
cli-claims-examples =
    不成立的主张是一项发现：退出码仍是 0。

    例：
      tenfold claims
      tenfold claims --scenario taiwan
      tenfold claims models/world --draws 100000 --json
cli-explain = 解释模型中任何有名称的内容，或诊断的代码
cli-explain-name = 名称，如 economics.revenue；或代码，如 unit-mismatch
cli-explain-examples =
    例子：
      tenfold explain compute.lead_time
      tenfold explain adopters --model adoption.ten
      tenfold explain unit-mismatch
cli-fmt = 把模型文件排成唯一的规范格式
cli-fmt-paths = 文件，或其中 .ten 文件都要排版的文件夹
cli-fmt-check = 不改动；有文件格式不规范则失败
cli-fmt-examples =
    例子：
      tenfold fmt model.ten
      tenfold fmt --check models
cli-new = 写一个带注释的小模型作为起点
cli-new-name = 模型名；会在当前文件夹写出 NAME.ten
cli-new-examples =
    例子：
      tenfold new adoption

# 只有命令会说的话。
cli-failed = 错误：{ $problem }
cli-by-end-of = 年底前
cli-figure = { $median }  （{ $low } – { $high }）
cli-more-milestones = 报告里还有 { $count } 个里程碑
cli-more-columns = central.parquet 中还有 { $count } 个序列
cli-more-times = central.parquet 中另有 { $count } 个时刻
cli-more-scalars = 报告中另有 { $count } 个
cli-more-series = 报告里还有 { $count } 个序列
cli-test-at = { $time }，抽样 { $draw }
cli-test-sides = 左 { $left }，右 { $right } { $unit }
cli-test-more = 共 { $count } 次抽样
cli-test-diverged = 不是有限数：{ $where }
cli-unknown = { $name } 既不是这个模型中的名称，也不是诊断代码
cli-unknown-near = 是否指其中之一：{ $names }？
cli-unformatted = 有 { $count } 个文件格式不规范
cli-fit = 用运行数据拟合定律：估计值及区间、数据定不下来的参数，以及外推有多准
cli-fit-laws = 程序自带的定律（bass、chinchilla、data-constrained 等），或 .ten 文件；给出几条就作比较
cli-fit-data = 运行数据的 CSV 文件，代替定律自带的数据
cli-fit-map = 定律的列在文件中叫什么，如 N=params,D=tokens
cli-fit-conditions = 只用满足此条件的行，如 "N>=1e8"；可重复
cli-fit-loss = 残差的代价：huber（离群点按距离计）、squares（最小二乘）或 student（学生 t）
cli-fit-delta = Huber 损失中平方段的终点
cli-fit-dof = 学生 t 的自由度
cli-fit-starts = 从先验抽取的起点数
cli-fit-bootstrap = 自助法重抽样次数；0 表示不做
cli-fit-seed = 起点、重抽样与分折的随机种子
cli-fit-by = 外推检验中按哪个定义排大小；不给则用定律的第一个输出
cli-fit-hold_out = 外推检验中留出的最大的运行所占百分比
cli-fit-out = 要写入的文件夹：JSON 结果、每次重抽样的 Parquet，以及图
cli-fit-threads = 线程数；不给则用全部核。结果与它无关
cli-fit-examples =
    示例：
      tenfold fit chinchilla
      tenfold fit chinchilla --data runs.csv --map N=params,D=tokens,L=loss --where "loss<4"
      tenfold fit chinchilla --assume "budget = 1e25 FLOP" --bootstrap 4000
      tenfold fit chinchilla kaplan overtraining --data runs.csv
      tenfold fit time-horizon --loss squares --json
cli-calibrate = 用记录校准模型：抽取与观测相符的参数和过去
cli-calibrate-sampler = 如何抽样：smc（任何模型），或 nuts（定律，以及记录不取决于事件、里程碑或 rk4 的随时间模型：四条链沿似然的斜率移动）
cli-calibrate-particles = 粒子数，256 到 65536；越多越慢，也越可靠
cli-calibrate-rows = 最多写出后验的多少行，均匀取自所有粒子；不给则每个粒子一行
cli-calibrate-seed = 先验、移动与偶然的随机种子
cli-calibrate-until = 隐去此日期之后的记录，如 2026-02-13
cli-calibrate-out = 要写入的文件夹：报告、图、后验的 Parquet 及其说明；不给则为 runs/模型-posterior
cli-calibrate-threads = 线程数；不给则用全部核。结果与它无关
cli-calibrate-examples =
    示例：
      tenfold calibrate
      tenfold calibrate --particles 16384 --out runs/fine
      tenfold run --posterior runs/fine
      tenfold calibrate --until 2026-02-13 --out runs/before
      tenfold run --posterior runs/before
      tenfold calibrate chinchilla --sampler nuts
cli-any-prior = 从先验出发，不论记录说了什么
cli-any-posterior = 从此文件夹中的后验（由 tenfold calibrate 写出）出发，而不是模型自己的后验

cli-serve = 打开一个页面，边想边得到模型的回答：移动不确定的参数，阅读方程，修改方程
cli-serve-port = 监听的端口；0 或不给则用空闲的一个
cli-serve-listen = 在本机的这个地址上监听，供团队使用；打开页面需要打印出来的令牌。不给则只供本机使用
cli-serve-no_open = 不打开浏览器；打印地址
cli-serve-read_only = 什么都不保存
cli-serve-folder = 页面上修改的模型保存在这个文件夹之下；不给则不保存
cli-serve-examples =
    例子：
      tenfold serve
      tenfold serve model.ten --folder models
      tenfold serve --listen 0.0.0.0 --port 8080 --read-only --no-open
cli-docs = 把模型写成可读的页面：文字、图、方程、出处、测试、主张，中英两种语言
cli-docs-out = 要写入的文件夹；不给则为 docs/模型
cli-docs-examples =
    示例：
      tenfold docs
      tenfold docs model.ten --out pages

cli-compare = 逐次抽样比较各情景，偶然相同：差在哪里，有多确定
cli-compare-scenarios = 模型的情景，base 指模型本身，"标题: 子句; 子句" 是自己的情景（带 from 和日期的子句是干预，否则是假设）；都与第一个相比，只给一个时与 base 相比
cli-compare-draws = 抽样次数，各情景相同
cli-compare-seed = 随机数种子，各情景相同
cli-compare-out = 要写的文件夹；不给则为 runs/模型-情景
cli-compare-threads = 线程数；不给则用全部核心。结果与它无关
cli-compare-examples =
    例子：
      tenfold compare no_demand
      tenfold compare base no_demand no_research_feedback --draws 20000
      tenfold compare "fast: imitation = 80 %/year" --model adoption.ten
      tenfold compare word_of_mouth --model adoption.ten --prior
