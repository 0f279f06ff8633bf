# 诊断信息。键是诊断代码，参数是诊断自带的各部分。
#
# 同一代码有几种说法时，依次采用参数齐全的第一种：先看消息本身，再看名称不以 help 开头的属性；
# 建议则依次看名称以 help 开头的属性。没有合用的说法，就显示英文原文。

# 语法

bad-date = 日期 `{ $found }` 不在历法之中，应为 { $expected }
    .help = 日期写作 年-月-日；要做减法，请在 `-` 两侧留空格
bad-escape = 文本中出现 `\{ $found }`，只能用 `\"`、`\\` 或 `\n`
    .help = 反斜杠写作 `\\`
bad-number = `{ $found }` 不是数，此处应为一个数
bad-unit = `{ $found }` 不能作单位 `{ $unit }` 的幂，应为整数或分数
    .other = 单位无法读出：`{ $found }`
    .plain = 单位无法读出
    .help = 写作 `{ $unit }^2`、`{ $unit }^-1` 或 `{ $unit }^(1/2)`；若要对带单位的数求幂，请加括号
chained-comparison = 比较之后又出现 `{ $found }`，应为 `and`、`or` 或结束
    .help = 写作 `a < b and b < c`，或 `b in a to c`
duplicate-clause = 同一条定义里出现第二个{ $clause }，至多一个
    .help = 只保留其中一个
duplicate-module = 出现第二个 `module` 行，每个文件只有一个
    .help = 每个模块单独放进一个文件
file-too-large = 文件有 { $found } 字节，至多 { $expected } 字节
    .help = 把模型拆成几个模块，或把其中的数字放进表格
indented-item = `{ $found }` 之前有空格，它应在行首
    .help = 去掉前面的空格：缩进的行属于上一条定义
missing-clause = `{ $item }` 缺少{ $clause }
missing-equals = 此处是 { $found }，数值之前应有 `=`
    .help = 在它之前写上 `=`
missing-module = 此处是 { $found }，应为 `module` 和模块的名称
    .help = 在文件开头写一行，例如 `module economics`
missing-unit = 此处是 { $found }，应为 `:` 和 `{ $name }` 的单位
    .help = 写作 `{ $name } : USD/year`；纯数写作 `: 1`
module-name = `{ $file }.ten` 里的模块叫 `{ $name }`，应为 `module { $wanted }`
    .help = 两者用同一个名称：找模块看文件名，引用时用模块自己的名称
module-not-first = `module` 出现在其他定义之后，它应在文件开头
    .help = 把 `module` 行移到文件开头
number-range = `{ $found }` 超出 64 位数的范围，应在 1e-307 到 1e308 之间
    .plain = 数值过大，换算成基本单位后应小于 1.8e308
    .help = 换用更大的单位，或换一个 10 的幂
reserved-word = `{ $found }` 是语言的保留字，此处应为 { $expected }
    .help = 换一个名称，例如 `{ $found }_`
too-deep = 表达式嵌套超过 { $expected } 层
    .plain = 表达式嵌套过深
    .help = 用 `let` 给其中的部分命名
too-many-errors = 这个文件的错误多于 { $expected } 个，其余没有读
    .help = 先改正以上错误，再检查一次
unclosed-bracket = `{ $expected }` 缺失，在括号之内遇到 { $found }
    .help = 用 `{ $expected }` 闭合；同一条定义的后续行要缩进
unexpected-character = `{ $found }` 不是语言所用的字符，此处应为单词、数、文本或运算符
foreign-operator = 此处是 `{ $found }`，本语言写作 `{ $expected }`
    .help = 乘方写作 `a^b`；除法写作 `a / b`，只要整数部分写作 `floor(a / b)`；是否相等写作 `a == b`
unexpected-token = 此处是 { $found }，应为 { $expected }
    .plain = 此处的内容与语法不符
unindented-clause = { $found } 在行首，应缩进在它的 `{ $item }` 之下
    .other = `{ $found }` 在行首，应为一条定义，例如 `let`
    .help = 在它之前空两格：只有定义从行首开始
unknown-clause = `{ $item }` 中出现 `{ $found }`，应为 { $expected }
unknown-keyword = 行首是 `{ $found }`，应为一条定义，例如 `let`
    .plain = 行首的单词不能开始一条定义
unknown-word = 此处是 `{ $found }`，应为 { $expected }
unterminated-text = 文本中途行已结束，应有 `"`
    .help = 在文本开始的那一行用 `"` 闭合；换行写作 `\n`

# 含义

algebraic-loop = 同一步之内的定义互相依赖：{ $path }
    .help = 用 `stock`、`delayed` 或 `previous` 断开这个环
argument-error = `{ $function }` 的参数不符：此处是 { $found }，应为 { $expected }
bad-correlation = 此处是 { $found }，应为 { $expected }
    .other = 此处是 { $found }，应为带先验的 param
    .plain = 没有随机数能同时具有这些相关系数
bad-distribution = 此处是 { $found }，应为 { $expected }
    .other = 此处是 { $found }，应为一个分布
    .plain = 此处的分布不能使用
bad-draws = 抽样次数应为 1 到十亿之间的整数
    .help = 直接写出来：`draws 1000`
bad-hazard = `{ $name }` 的风险率是 { $found }/year，应不小于 0
    .help = 改正风险率
bad-lag = 此处是 { $found } 年，应为不小于 0 的时间
    .help = 改正这个时间；不能向前看
bad-lookup = 查值表 `{ $name }` 的点不成函数：{ $found }
    .help = 改正它的点
bad-nesting = { $found } 出现在 { $inside } 里面，应放在它外面
    .help = 由外到内依次是：`P(…)` 之类的统计量，然后 `on 情景:`，再是 `at 时间:` 或 `all years:`
bad-sharing = 此处误差有 { $found } 为各报告共有，应在 0 % 到 100 % 之间（不含 100 %）
    .help = 写出共有的比例，例如 `sharing 50 %`
bad-simulate = 模拟的时间设置不可用：{ $found }
    .help = 写作 `simulate from 2019 to 2050 by 1 month using euler`
bad-table = 表格“{ $file }”有误：{ $why }
    .row = 表格第 { $row } 行“{ $column }”列：此处是 `{ $found }`，应为 { $expected }
    .plain = 表格的内容与模型要读取的不符
    .help = 改正表格，或改正模型要从中读取的内容
bad-window = 时间段从 { $from } 到 { $to }，结束应不早于开始
    .help = 把较早的日期写在前面
cannot-intervene = 无法干预 { $keyword } `{ $name }`：应为方程可从某日起改变的定义
    .help = 改为干预它所依赖的定义
bad-time = 主张里的时间是 { $found }，应在 { $start } 与 { $end } 之间
    .help = 主张只能问模拟到的时间：改这个时间，或改 `simulate`
cannot-set = { $keyword } `{ $name }` 不能这样设置，应为 { $expected }
    .help = 改变它所依赖的参数
cyclic-scenario = 情景 `{ $name }` 以自身为基础
    .other = 情景互为基础：{ $path }
    .plain = 情景互为基础
    .help = 让其中一个情景直接以模型为基础
cyclic-use = 模块互相使用：{ $path }
    .help = 把其中一个名称改为 `input`，并在同时使用两者的模块里用 `connect` 连接
duplicate-name = 名称 `{ $name }` 第二次出现，每个名称只能定义一次
    .help = 给其中一个改名
initial-loop = 初始值互相依赖：{ $path }
    .help = 给其中一个单独指定初始值
look-alike = { $name } 与 { $other } 看起来一样，两个名称应能让读者分清
    .mixed = `{ $name }` 中的 { $letter } 混在 { $among } 字母之间，一个名称应只用一种文字
    .help = 若 { $other } 是同一个名称，就用同样的字母书写；否则给其中一个改名
    .help-mixed = 只用一种文字书写，或用 `_` 把两种文字的词分开
missing-label = 缺少 `{ $label }` 的项，每个标签都要有一项
    .help = 加上 `{ $label }: …`
missing-provenance = `{ $name }` 没有出处，应写明它的数值从何而来
    .help = 加上 `from data "…"`、`from literature "…"`、`from interview "…"` 或 `from judgement "…"`
missing-simulate = 模型含有时间，却没有 `simulate`，应写明模拟的起止
    .help = 加上 `simulate from 2019 to 2050 by 1 month using euler`
needs-statistic = { $found } 在每次抽样中各不相同，应放进一个统计量里
    .help = 在外面套上 `P(…)`、`median(…)`、`mean(…)` 或 `quantile(…, p)`
needs-time = 此处的值随时间变化，应写明指什么时候
    .help = 在它前面写 `at 2030: …`，或在条件前面写 `all years: …`、`any year: …`
not-a-condition = 此处是 { $found }，应为一个条件
    .help = 把它与别的值比较，例如 `x > 0`
not-a-number = 此处是 { $found }，应为一个数
not-an-input = 此处是 { $found }，应为 `input`
    .help = 在它的模块里用 `input` 声明
not-by-row = 此处是 `{ $name }`；按行抽取的参数每个只列一次，先验都须是同一表格的 `empirical`
    .help = 给每个参数同一文件的先验 `empirical("文件")`，并只列出一次
not-constant = { $where } 中出现 { $found }，应只含常数
    .other = 此处是 { $found }，应只含常数和参数
not-initial = 初始值中出现 { $found }，应为第一步之前就已知的量
    .help = 随机的初始值请用带分布的 `param`
not-pure = { $what } 是 { $found }，应为纯数
    .help = 除以一个同单位的参照值
only-in-claims = 方程中出现 `{ $word } year…:`，它只能用在 `claim` 里
    .other = { $found } 只能用在 `claim` 里
    .plain = 这种写法只能用在 `claim` 里
path-climbs-out = 路径“{ $path }”越出了模块所在的文件夹
    .help = 把文件放在模块旁边，名称只用 `/` 分隔，不含 `..`
reserved-name = `{ $name }` 是内置名称，应为自己的名称
    .help = 换一个名称
too-large = 模型有 { $found } 个元素，至多 { $most } 个
    .other = 模型超出 { $most } 的上限
    .plain = 模型过大
    .help = 减少或缩小维度，或把模型拆开
unit-mismatch = 单位不符（{ $role }）：此处是 { $found }，应为 { $expected }
    .other = 单位不符：此处是 { $found }，应为 { $expected }
    .help = { $relation ->
        [share-for-rate] 应写成变化率，例如用 `3 %/year` 代替 `3 %`
        [rate-for-amount] { $found } 是变化率，{ $expected } 是数量：乘以时间，或用 `stock` 累积
        [amount-for-rate] { $found } 是数量，{ $expected } 是变化率：除以时间
       *[none] 改正方程，或改正声明的单位
    }
    .help-plain = 改正方程，或改正声明的单位
unit-needed = 此处是没有单位的数（{ $role }），应以 { $expected } 为单位
    .plain = 此处是没有单位的数，应写明单位
unit-range = 单位 `{ $found }` 的幂或大小超出范围
    .plain = 单位的幂超出范围
    .help = 换用较小的幂
unit-value = 单位的定义不可用（{ $found }），应为一个正数和已知的单位
    .help = 写作 `unit minute = 60 s`，至多使用 `*` 和 `/`
unknown-column = 表格“{ $file }”没有 `{ $name }` 列，应为以下之一：{ $columns }
unknown-dimension = 没有名为 `{ $name }` 的维度
    .help = 是不是 `{ $nearest }`？
    .help-plain = 定义这个维度，或改正名称
unknown-function = 没有名为 `{ $name }` 的函数
    .help = 是不是 `{ $nearest }`？
    .help-plain = 改正名称
unknown-label = 该维度没有标签 `{ $name }`
    .help = 是不是 `{ $nearest }`？
    .help-plain = 在维度中加上它，或改正名称
unknown-module = 没有名为 `{ $name }` 的模块，或没有使用它
    .help = 是不是 `{ $nearest }`？
    .help-plain = 把模块文件放在旁边，或改正名称
unknown-name = 名称 `{ $name }` 没有定义
    .help = 是不是 `{ $nearest }`？
unknown-scenario = 没有名为 `{ $name }` 的情景
    .help = 是不是 `{ $nearest }`？
    .help-plain = 定义这个情景，或改正名称
unknown-unit = 没有名为 `{ $name }` 的单位
    .help = 是不是 `{ $nearest }`？
unnamed-column = 表格“{ $file }”的第一列没有名称，没有读取；每一列都应有名称
    .help = 给这一列命名，或去掉它
unused-rows = 表格“{ $file }”有 { $count } 行没有用到，首先是第 { $row } 行：{ $kind ->
        [empty] `{ $column }` 为空
        [outside] 日期 `{ $found }` 不在模拟的时间 { $expected } 之内
        [alike] `{ $column }` 是 `{ $found }`，其中有看起来一样的别的字母，应为 `{ $expected }`
       *[label] `{ $column }` 是 `{ $found }`，应为 `{ $expected }`
    }
    .help = 改正表格，或去掉这些行
wrong-index = `{ $name }` 的下标是 { $found }，应为 { $expected }
    .plain = 下标与定义不符
