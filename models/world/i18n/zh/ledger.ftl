## 模块 ledger 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# What was said on 13 February 2026, as checks. Each claim has its chapter, its words, the band in which it holds, a wider one in which it is in tension, and what the record has shown since. Bands come from the words; those of tenfold_years, start_matters, profit_sign, forecast_decides and overbuilding_loss were put anew after a first look at the model. What cannot be put as a number is left out.
ledger = 主张的账本
    .doc = 2026 年 2 月 13 日所说的话，写成可以检验的主张。每条都有章节、原话、成立的区间、一个更宽的“存疑”区间，以及此后的记录。区间来自原话；tenfold_years、start_matters、profit_sign、forecast_decides 和 overbuilding_loss 的区间是在初看模型结果之后重新写定的。不能写成数字的没有列入。
# The curve bends a little in 2026 and stays fast 65 billion USD a year in July 2026: 7.2 times the end of 2025 in seven months
ledger-claim-bend_2026 = 2026 年稍有弯曲
    .doc = 曲线在 2026 年稍有弯曲，但仍然很快
    .outcome = 2026 年 7 月达到每年 650 亿美元：七个月内为 2025 年末的 7.2 倍
# Narrow data does not generalise, broad data does
ledger-claim-breadth = 广泛的数据才会泛化
    .doc = 狭窄的数据不能泛化，广泛的数据可以
# Telling the truth, without corporate speech, is a large advantage
ledger-claim-candour = 坦率
    .doc = 说真话、不说公司腔，是很大的优势
# They cannot both be right, but both can think so
ledger-claim-cannot_both = 不可能都对
    .doc = 他们不可能都对，但可以都这么想
# No way it is not there within ten years
ledger-claim-coding_in_ten = 十年内的编码
    .doc = 十年之内不可能还做不到
# Coding from end to end in one or two years not by November 2026: AI led 26 % of research tasks at Anthropic in August, none without supervision
ledger-claim-coding_soon = 端到端编码将至
    .doc = 一两年内做到端到端编码
    .outcome = 到 2026 年 11 月尚未做到：2026 年 8 月 Anthropic 的研究任务有 26% 由 AI 主导，没有一项无人监督
# Cleverness matters little; compute matters
ledger-claim-compute_first = 算力为先
    .doc = 聪明才智不太重要，算力才重要
# A long enough context may replace learning on the job: at 100 million tokens
ledger-claim-context_enough = 上下文足够长
    .doc = 足够长的上下文可以代替在岗学习：一亿个词元
# The same at the million tokens of today: for most jobs
ledger-claim-context_today = 今天的上下文
    .doc = 同样的话，用今天的一百万词元：对多数工作成立
# They lengthen the gap by more than a quarter of a year
ledger-claim-controls_gap = 管制拉开差距
    .doc = 管制把差距拉长四分之一年以上
# Training costs grow exponentially
ledger-claim-costs_exponential = 训练成本指数增长
    .doc = 训练成本呈指数增长
# And go on doing so
ledger-claim-costs_keep_growing = 成本继续增长
    .doc = 并且会继续这样增长
# As labs grow they come apart
ledger-claim-decoherence = 退相干
    .doc = 实验室越大越容易分裂
# You decide how much compute; demand decides the split
ledger-claim-demand_decides = 由需求决定
    .doc = 你决定买多少算力，需求决定怎样分配
# Demand above what was thought: research is squeezed and profit rises
ledger-claim-demand_over_50 = 需求超过 500 亿
    .doc = 需求高于预想：研究受到挤压，利润上升
# Demand under 50 of inference: more than half goes to research and there is no profit
ledger-claim-demand_under_50 = 需求不足 500 亿
    .doc = 推理需求不足 500 亿美元：一半以上算力用于研究，没有利润
# In the end governments everywhere will have powerful AI
ledger-claim-diffuses_in_the_end = 最终会扩散
    .doc = 各国政府最终都会拥有强大的 AI
# In the end 90 % less demand for engineers: it will happen
ledger-claim-engineers_fall = 工程师需求下降
    .doc = 最终对工程师的需求减少 90%：会发生
# Engineers are not out of work at once: there is new work on a higher level
ledger-claim-engineers_stay = 工程师不会立即失业
    .doc = 工程师不会立即失业：有更高层次的新工作
# Without generalisation it is unclear whether software engineering can be automated
ledger-claim-engineers_without = 没有泛化的工程师工作
    .doc = 若没有泛化，能否自动化软件工程并不清楚
# Export controls keep those cards
ledger-claim-export_controls = 出口管制
    .doc = 出口管制保住这些筹码
# Diffusion is fast, not infinitely fast
ledger-claim-fast_not_instant = 快，但非瞬间
    .doc = 扩散很快，但不是无限快
# Far faster than any technology before by the survey's new wording 24 % of US firms used AI in September 2026
ledger-claim-faster_than_before = 快于以往
    .doc = 比以往任何技术都快得多
    .outcome = 按调查的新问法，2026 年 9 月有 24% 的美国企业使用 AI
# So it is the forecast that decides about profit
ledger-claim-forecast_decides = 预测决定利润
    .doc = 所以决定利润的是预测
# Demand forecast right every year: profit every year
ledger-claim-foresight_profit = 预测准确则盈利
    .doc = 若每年都准确预测需求，则每年都盈利
# It cannot go on for ever: GDP is only so large
ledger-claim-gdp_bound = GDP 的上限
    .doc = 不可能永远持续：GDP 只有这么大
# Much of what is checkable already generalises to what is not
ledger-claim-generalises = 已在泛化
    .doc = 可验证的事情已有很大一部分泛化到不可验证的事情
# A country of geniuses in a data centre within ten years: 90 %
ledger-claim-geniuses_2035 = 十年内的天才国度
    .doc = 十年内出现“数据中心里的天才国度”：90%
# His hunch: one to three years, 2026 to 2028
ledger-claim-geniuses_hunch = 直觉：一到三年
    .doc = 他的直觉：一到三年，2026 至 2028 年
# Inference has a gross margin above 50 % OpenAI: 51 % for 2024 (3.7 billion USD over 1.8) and 46 % planned for 2025 (13 over 7)
ledger-claim-gross_margin = 毛利率
    .doc = 推理的毛利率超过 50%
    .outcome = OpenAI：2024 年为 51%（收入 37 亿美元，推理 18 亿），2025 年计划为 46%（130 亿对 70 亿）
# A few hard guardrails are kept beside the principles
ledger-claim-guardrails = 硬性护栏
    .doc = 原则之外保留少数几条硬性护栏
# 5 %: all that can be checked is done, and the other side of the box is not filled
ledger-claim-half_a_box = 只填满半个盒子
    .doc = 5%：可验证的都做到了，盒子的另一边没有填满
# Half of compute for training, half for inference OpenAI planned 7 of 16 billion USD for inference in 2025: 44 %
ledger-claim-half_and_half = 一半对一半
    .doc = 一半算力用于训练，一半用于推理
    .outcome = OpenAI 计划 2025 年 160 亿美元中 70 亿用于推理：44%
# High-tech authoritarianism is hard to displace
ledger-claim-hard_to_displace = 难以取代
    .doc = 高科技威权主义难以被取代
# This one has held together, if not perfectly
ledger-claim-held_together = 凝聚在一起
    .doc = 这一家凝聚在一起，即使不完美
# Such are the industry's economics in one or two years: some 100 billion USD of compute
ledger-claim-in_two_years = 一两年后
    .doc = 这就是一两年后行业的经济学：约 1000 亿美元的算力
# Initial conditions matter
ledger-claim-initial_conditions = 初始条件
    .doc = 初始条件很重要
# It is hard to go above 95 %: the world is unpredictable
ledger-claim-irreducible = 不可减少的不确定性
    .doc = 很难超过 95%：世界不可预测
# The frontier is a little jagged
ledger-claim-jagged = 前沿参差
    .doc = 前沿有点参差不齐
# Some billions more in January 2026 alone from 9 to 14 billion USD a year between the end of December and 12 February
ledger-claim-january_2026 = 2026 年 1 月
    .doc = 仅 2026 年 1 月就又增加了几十亿
    .outcome = 从 12 月底到 2 月 12 日，由每年 90 亿美元增至 140 亿
# Learning on the job may not be needed
ledger-claim-learning_not_needed = 不需要在岗学习
    .doc = 在岗学习可能并不需要
# 90 % of lines within three to six months, said in mid-2025 over 80 % of the code merged at Anthropic in May 2026 was written by its models: less than said, a year later
ledger-claim-lines_90 = 九成代码行
    .doc = 三到六个月内 90% 的代码行由 AI 编写（2025 年年中所说）
    .outcome = 2026 年 5 月 Anthropic 合并的代码有 80% 以上由其模型编写：一年之后，仍少于所说
# From 90 % to all lines is a large difference in productivity
ledger-claim-lines_all_matters = 全部代码行之别
    .doc = 从 90% 到全部代码行，生产力差别很大
# And it comes fast
ledger-claim-lines_all_soon = 全部代码行将至
    .doc = 并且来得很快
# That is a very weak standard eight times as much code merged a day as in 2024, and no such gain claimed in what it does
ledger-claim-lines_weak = 很弱的标准
    .doc = 这是一个非常弱的标准
    .outcome = 每天合并的代码是 2024 年的八倍，却没有人声称所做的事有这样的增长
# They are good at learning within a million tokens of context
ledger-claim-million_tokens = 一百万词元
    .doc = 它们善于在一百万词元的上下文中学习
# It makes people more than the sum of the parts
ledger-claim-more_than_the_sum = 大于各部分之和
    .doc = 它使人们大于各部分之和
# Mostly corrigible: it should mostly follow instructions
ledger-claim-mostly_corrigible = 大体可修正
    .doc = 大体可修正：它应该主要遵循指令
# We are near the end of the exponential
ledger-claim-near_the_end = 接近尾声
    .doc = 我们正接近指数增长的尾声
# Both think that they would win with 90 %: a fight is far more likely
ledger-claim-ninety_ninety = 双方都认为九成
    .doc = 双方都认为自己有 90% 的机会赢：打起来的可能性大得多
# So is the other: no Dyson sphere within nanoseconds of self-improvement
ledger-claim-no_dyson_sphere = 没有戴森球
    .doc = 另一个极端也不对：自我改进几纳秒之后不会有戴森球
# One extreme is wrong: AI does not stop making progress
ledger-claim-no_standstill = 没有停滞
    .doc = 一个极端不对：AI 的进展不会停止
# People everywhere should benefit: it does not come by itself
ledger-claim-not_of_itself = 不会自动发生
    .doc = 各地的人都应受益：这不会自动发生
# At 2,500 one cannot do it person by person
ledger-claim-not_one_by_one = 不能逐个去做
    .doc = 到了 2500 人，就不能逐个人去做
# Where offence dominates it is like nuclear weapons, but more dangerous
ledger-claim-offence_dominant = 进攻主导
    .doc = 进攻主导时就像核武器，但更危险
# Three or four players
ledger-claim-oligopoly = 寡头
    .doc = 三到四家主要玩家
# Pupil, student, and now the beginning of PhD and professional work
ledger-claim-on_trend = 如趋势所料
    .doc = 从中学生、大学生，到现在开始做博士和专业级的工作
# One federal standard protects more for less
ledger-claim-one_federal_standard = 统一的联邦标准
    .doc = 一个联邦标准以更小的代价给出更多保护
# Speaking to everybody carries what six layers would lose
ledger-claim-one_to_all = 对所有人讲
    .doc = 对所有人讲，能传达六层传递会丢失的内容
# Demand twice over-estimated: a loss
ledger-claim-overbuilding_loss = 过度建设的亏损
    .doc = 需求高估一倍：亏损
# State bans such as Tennessee's cost benefits, as in mental health
ledger-claim-patchwork = 州级禁令
    .doc = 像田纳西州那样的禁令损失益处，如心理健康方面
# They delay what the world gains
ledger-claim-patchwork_delays = 州法的延误
    .doc = 它们推迟世界得到的益处
# Pretraining goes on giving gains
ledger-claim-pretraining_gains = 预训练的收益
    .doc = 预训练继续带来收益
# Only the cost of inference stands in the way of longer contexts
ledger-claim-price_of_context = 上下文的价格
    .doc = 唯一阻碍更长上下文的是推理成本
# Principles cover edge cases better than rules
ledger-claim-principles = 原则优于规则
    .doc = 原则比规则更能覆盖边缘情况
# Perhaps already in 2026, if revenue grows fast enough revenue did: from 9 to 65 billion USD a year between the end of 2025 and July 2026
ledger-claim-profit_2026 = 2026 年盈利
    .doc = 如果收入增长足够快，也许 2026 年就盈利
    .outcome = 收入确实如此：从 2025 年末的每年 90 亿美元到 2026 年 7 月的 650 亿
# Profit from 2028
ledger-claim-profit_2028 = 2028 年盈利
    .doc = 从 2028 年开始盈利
# Profit is demand under-estimated, loss is demand over-estimated
ledger-claim-profit_sign = 利润的正负
    .doc = 低估需求则盈利，高估需求则亏损
# Most of what inference earns is put into training the next model
ledger-claim-reinvested = 再投资
    .doc = 推理所赚的大部分投入下一个模型的训练
# Reinforcement learning scales log-linearly, over many kinds of task ScaleRL published sigmoids in log compute: straight in the middle, bounded at the end
ledger-claim-rl_log_linear = 强化学习的对数线性
    .doc = 强化学习在许多种任务上呈对数线性增长
    .outcome = ScaleRL 发表了按算力对数的 S 形曲线：中段是直的，两端有界
# It is hard to generalise from a list of rules
ledger-claim-rules_do_not_generalise = 规则不泛化
    .doc = 很难从一列规则中泛化
# Models need trillions of words; people do not see trillions
ledger-claim-sample_gap = 样本效率之差
    .doc = 模型需要数万亿个词；人看不到数万亿个词
# And makes it likelier that the mission is fulfilled
ledger-claim-serves_the_mission = 有助于使命
    .doc = 并使完成使命的可能性更大
# Six layers down the chain
ledger-claim-six_layers = 六层传递
    .doc = 沿着链条向下传递六层
# We pass through them very fast AI led 1 % of a laboratory's research tasks in March 2026, 26 % in August
ledger-claim-spectrum_fast = 很快通过光谱
    .doc = 我们正超快地通过它们
    .outcome = 2026 年 3 月 AI 主导一家实验室 1% 的研究任务，8 月为 26%
# Five stages, in order
ledger-claim-spectrum_order = 光谱的次序
    .doc = 五个阶段，依次到来
# There are 2,500 people some 2,300 in December 2025
ledger-claim-staff_2500 = 2500 人
    .doc = 有 2500 人
    .outcome = 2025 年 12 月约 2300 人
# Ours, not said: where one starts matters: a thousandth of today's horizon costs years
ledger-claim-start_matters = 起点重要
    .doc = 本项目所加，并非原话：从哪里出发很重要，今天的任务时长缩到千分之一，要多花好几年
# Even at the scale of the economy it stays fast
ledger-claim-stays_fast = 保持很快
    .doc = 即使扩大到整个经济的规模，它也会保持很快
# Democracies can hold the stronger hand when the rules of the road are made
ledger-claim-stronger_hand = 更强的手牌
    .doc = 制定道路规则时，民主国家可以持有更强的手牌
# Next year over- or under-estimated: profit may swing wildly
ledger-claim-swings = 剧烈波动
    .doc = 高估或低估了明年：利润可能剧烈波动
# Revenue tenfold a year: 0.1, 1, then 9 to 10 billion USD 9 billion USD a year at the end of 2025
ledger-claim-tenfold_years = 每年十倍
    .doc = 收入每年十倍：1 亿、10 亿，然后 90 至 100 亿美元
    .outcome = 2025 年末为每年 90 亿美元
# 100 billion USD of compute, half of it for inference, 150 of revenue: 50 of profit
ledger-claim-toy_model = 玩具模型
    .doc = 1000 亿美元算力，一半用于推理，收入 1500 亿：利润 500 亿
# Standards of safety and transparency lower the hazard
ledger-claim-transparency = 透明度
    .doc = 安全与透明度标准降低风险率
# Biological terror and loss of control are to be guarded against
ledger-claim-two_hazards = 两种风险
    .doc = 要防范生物恐怖和失去控制
# More differentiated than cloud
ledger-claim-unlike_cloud = 不同于云计算
    .doc = 差异化大于云计算
# The one doubt is in tasks that cannot be checked
ledger-claim-unverifiable_gap = 不可验证的差距
    .doc = 唯一的疑问在于无法验证的任务
# Who would win is uncertain, and that makes for instability
ledger-claim-who_would_win = 谁会赢
    .doc = 谁会赢并不确定，这造成不稳定
# With limits: there are things it will not do
ledger-claim-with_limits = 有限度
    .doc = 有限度：有些事情它不会做
# End-to-end coding asks for a horizon a thousand times as long.
ledger-scenario-bar_thousandfold = 门槛千倍
    .doc = 端到端编码要求的任务时长增至一千倍。
# From 2026 on tasks a thousandth as long are done half of the time.
ledger-scenario-horizon_thousandth = 时长千分之一
    .doc = 自 2026 年起，有一半时候能完成的任务只有千分之一长。
