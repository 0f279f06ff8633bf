# 模型之外出的错；英文见 crates/model/src/error 与 crates/study/src/error。

error-no-model = { $path }：没有这个模型；请给出一个 .ten 文件，或一个含有 x.ten 的文件夹 x
error-no-law = { $name }：没有这个文件，也没有这条定律；现有的定律：{ $laws }
error-near-law = { $name }：没有这个文件，也没有这条定律；是不是 { $near }？
error-is-law = { $name } 是定律：它用一批运行来拟合，没有可以运行的时间：tenfold fit { $name }
error-fit = { $law }：{ $reason }
error-bad-condition = “{ $text }”不是条件{ $why }；写法如 `N >= 1 billion and family = "gpt"`，由几个词组成的列名放在反引号里
error-not-comparable = { $path }：第 { $row } 行“{ $column }”列：此处是 `{ $found }`，无法判断 `{ $text }`；请比较数或日期，或用 = 或 != 与文本比较
error-other-unit = { $path }：“{ $column }”列的单位不能换算成 { $unit }；请写不带单位的数
error-unmapped = { $path }：它的列 { $columns } 中，哪一列是 { $missing }？请写明，例如 --map { $map }
error-no-column = { $path }：没有列“{ $column }”；它的列是 { $columns }
error-no-rows = { $path }：{ $rows } 行中没有一行满足条件
error-bad-size = “{ $name }”没有给出 { $rows } 次运行各自的一个数；请换一个
error-calibrate = { $model }：{ $reason }
error-no-posterior = { $path }：不是后验；`tenfold calibrate --out 文件夹` 会写出一个
error-unconditioned = { $model }：无法从记录所说出发：{ $reason }；--prior 从先验出发
error-other-beliefs = { $path }：校准时的信念（{ $assumptions }）与此次运行不同；请给运行同样的 --scenario 和 --assume，或重新校准
error-other-model = { $path }：不是此 { $model } 的后验，其文本或数据表不同；请重新校准
error-file = { $path }：{ $problem }
error-write = { $path }：无法写入：{ $reason }
error-out-no-folder = 不是可以写入的文件夹；请换一个 --out
error-out-foreign = 其中有 { $name }，不是 tenfold 写的；请换一个 --out，或将它移走
error-out-kind = 其中是 `tenfold { $command }` 写的结果；请换一个 --out，或将该文件夹删去
error-out-input = 会覆盖要读取的 { $input }；请换一个 --out
error-out-page = 已存在，且不是 tenfold 写的；请换一个 --out，或将它移走
error-exists = { $path }：已存在；新模型不会覆盖它
error-bad-module-name = “{ $name }”不能作模块名：须以字母或 _ 开头，其后为字母、数字、_
error-too-large = { $draws } 次抽样的{ $what ->
    [trajectories] 轨迹
   *[other] 抽样表
  }将占用磁盘 { $bytes }，超过允许的 { $limit }；请减少抽样次数{ $what ->
    [trajectories] ，用 --every 少写时刻，或用 --only 少写序列
   *[other] {""}
  }
error-joint-unreadable = { $path }：{ $reason }
error-joint-unknown = { $path }：列“{ $column }”：模型没有这个名称的参数{ $near ->
    [0] {""}
   *[other] ；相近的有 { $names }
  }
error-joint-missing = { $path }：没有列“{ $column }”；每个有先验的参数都须有一列；--assume "{ $column } = …" 可将它固定
error-joint-duplicate = { $path }：有两列都叫“{ $column }”
error-joint-no-rows = { $path }：没有数据行
error-joint-not-a-number = { $path }：第 { $row } 行，列“{ $column }”：读到 { $found }，应为有限的数
error-joint-fixed = { $path }：第 { $row } 行，列“{ $column }”：读到 { $found }，而模型把它固定为 { $fixed }；请给该参数一个先验，或去掉这一列
error-only-unknown = --only { $name }：模型中没有这个名称{ $near ->
    [0] {""}
   *[other] ；相近的有 { $names }
  }
error-only-ambiguous = --only { $name }：找到 { $found }；请连模块名一起写明
error-only-not-written = --only { $name }：随时间变化；请同时给出 --trajectories 或 --central
error-only-no-series = --only 之后的名称都不随时间变化，没有可写的轨迹
error-every = --every：不是步长的整数倍；一步为 { $dt } 年，整个运行有 { $steps } 步
error-no-draws = 0 次抽样说明不了什么；请至少抽样 1 次
error-two-worlds = compare：有两个世界都叫“{ $name }”；每个世界只写一次，自拟的世界（标题: 子句）请用情景没有的标题
error-all-diverged = { $draws } 次抽样全部发散，没有结果可言；第 { $draw } 次抽样中 { $variable } 最先出错，时间为 { $date }{ $operands }；请检查它的方程
error-too-many-variables = 要记录 { $variables } 个标量，超过一次运行的上限 { $limit }；请减少模型的索引
error-compile = 引擎无法编译此模型：{ $reason }
error-run = 引擎无法运行此模型：{ $reason }
error-cancelled = 已中断；什么都没有写入
error-print = 无法写入标准输出：{ $reason }
error-thread-count = 线程数为 { $threads }；请给 1 到 { $limit } 之间的数
error-threads = 无法启动 { $threads } 个线程：{ $reason }
error-parquet = { $path }：{ $reason }

error-file-missing = 没有这个文件
error-file-not-plain = 不是普通文件
error-file-too-large = 超过一个模型全部{ $what ->
    [tables] 数据表
   *[other] 源文件
  }合计 { $limit } MiB 的上限
error-file-not-text = 不是文本：第 { $offset } 个字节不是 UTF-8，或为 NUL
error-file-not-a-table = 不是数据表：{ $reason }
error-file-empty = 是空的；模型以 module NAME 开头
error-file-outside = 在模型的文件夹之外；模型只读取自己文件夹以内的文件
error-file-system = 无法读取：{ $reason }

error-catalogue = { $path }:{ $line }:{ $column }：{ $problem }
error-catalogue-syntax = 不合 Fluent 语法：{ $reason }
error-catalogue-too-deep = 同时打开的括号过多；模型的译文只能是纯文本
error-catalogue-not-plain = 译文不是纯文本；花括号写作 {"{"}"{"{"}"{"}"}
error-catalogue-other-module = “{ $key }”不属于此模块；它的键是 { $module } 和 { $module }-名称
error-catalogue-no-title = “{ $key }”没有标题；请写在 = 之后
error-catalogue-unknown-attribute = 此处是 .{ $name }；一条译文只有标题、.doc，主张另有 .outcome
error-catalogue-twice = “{ $key }”出现两次；请只保留一条

error-backtest = { $model }：{ $reason }
error-no-record = { $model }：在模拟的时间内没有观测任何记录；用 observe 说明它应与什么相符
error-short-record = { $model }：记录从 { $first } 到 { $last }，没有哪个半年之前和之后都有报告；请给出 --origins
error-no-marks = { $path }：已存在，且其中没有 tenfold backtest 的标记；请用 --write 给出另一个文件
