## 模块 blob 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# The big blob of compute: raw compute, data, their quality and breadth, time, an objective that scales, and conditioning become effective compute, in two stages: pretraining with a loss law, then reinforcement learning with a sigmoid in log compute. Leaves out: where algorithmic efficiency comes from (feedback), post-training other than RL, inference-time search, sparsity, and synthetic data as its own source.
blob = 大算力团块
    .doc = 大算力团块：原始算力、数据、数据的质量和广度、时间、可以扩展的目标以及数值调节，分两个阶段变成有效算力：先是服从损失定律的预训练，再是按算力对数呈 S 形的强化学习。未涵盖：算法效率从何而来（见 feedback）、强化学习之外的后训练、推理时搜索、稀疏性，以及作为独立来源的合成数据。
blob-A = A
blob-B = B
# Pretraining compute of the largest run.
blob-C = 预训练算力 C
    .doc = 最大一次训练的预训练算力。
# Tokens at the optimum.
blob-D = 词元数 D
    .doc = 最优处的词元数。
# Tokens by their worth: repeated data decay.
blob-D_worth = 词元的价值
    .doc = 按价值计的词元：重复的数据价值递减。
# Irreducible loss, nats per token.
blob-E = 不可约损失 E
    .doc = 不可约损失，单位为每词元奈特。
# Hoffmann et al. 2022 (arXiv:2203.15556), equation 4.
blob-G = G
    .doc = Hoffmann et al. 2022 (arXiv:2203.15556)，式 4。
# Pretraining loss, nats per token.
blob-L = 损失 L
    .doc = 预训练损失，单位为每词元奈特。
# Parameters at the optimum.
blob-N = 参数量 N
    .doc = 最优处的参数量。
# Pass rate before RL.
blob-R0 = 初始通过率
    .doc = 强化学习之前的通过率。
# A: pass rate that RL approaches.
blob-R_max = 最高通过率
    .doc = A：强化学习所趋近的通过率。
# Points on the sigmoid.
blob-Tick = 刻度
    .doc = S 形曲线上的点。
blob-Tick-t0 = 第 0 点
blob-Tick-t1 = 第 1 点
blob-Tick-t2 = 第 2 点
blob-Tick-t3 = 第 3 点
blob-Tick-t4 = 第 4 点
blob-Tick-t5 = 第 5 点
blob-Tick-t6 = 第 6 点
# Share of a gain in pretraining that carries over to everything else: web text.
blob-breadth = 广度
    .doc = 预训练的收益中，迁移到其他一切的份额：网络文本。
# Normalisation and numerical stability against the usual: the blob flows laminar.
blob-conditioning = 数值调节
    .doc = 归一化与数值稳定性，相对于通常水平：团块以层流方式流动。
# Worth of a token against the loss law's corpus.
blob-data_quality = 数据质量
    .doc = 一个词元的价值，相对于损失定律所用的语料。
# Orders of magnitude of effective compute over GPT-4, by what carries over to broad tasks.
blob-effective_ooms = 有效算力数量级
    .doc = 相对于 GPT-4 的有效算力数量级，只计迁移到广泛任务的部分。
# Algorithmic efficiency; 1 in 2023.
blob-efficiency = 算法效率
    .doc = 算法效率；2023 年为 1。
# Compute that reaches this loss with unlimited data.
blob-equivalent_compute = 等效算力
    .doc = 数据不受限制时，达到这一损失所需的算力。
# Exponent of the reducible loss in compute.
blob-exponent_C = 算力指数
    .doc = 可约损失对算力的指数。
blob-exponent_D = 词元指数
blob-exponent_N = 参数指数
# Training arithmetic per parameter and token.
blob-flop_per_parameter = 每参数运算量
    .doc = 每个参数、每个词元的训练运算量。
# Compute lost to divergence and restarts, per order of magnitude over the runs of 2019.
blob-fragility = 脆弱性
    .doc = 规模相对于 2019 年的训练每增加一个数量级，因发散和重启损失的算力。
# Largest run before 2019: ResNeXt-101 32x48d.
blob-frontier_2019 = 2019 年前沿
    .doc = 2019 年之前最大的一次训练：ResNeXt-101 32x48d。
# Largest run to date: follows run_compute with the delay of the run, never falls.
blob-frontier_compute = 前沿训练算力
    .doc = 迄今最大的一次训练：按训练时长滞后地跟随 run_compute，从不下降。
# R2 of a straight line through them.
blob-log_linearity = 对数线性程度
    .doc = 过这些点作直线的 R²。
# Fall of the loss in a step; only the tests read it.
blob-loss_fall = 损失下降
    .doc = 一步之内损失的下降；只有测试读取它。
# Share of peak arithmetic that training uses.
blob-mfu = 算力利用率
    .doc = 训练所用的峰值运算份额。
# Orders of magnitude of effective pretraining compute over GPT-4 (2.1e25 FLOP, data/training_compute.csv).
blob-pretraining_ooms = 预训练数量级
    .doc = 相对于 GPT-4（2.1e25 FLOP，data/training_compute.csv）的有效预训练算力数量级。
# Reducible loss at one FLOP, at the optimum.
blob-reducible = 可约损失
    .doc = 一个 FLOP 时最优处的可约损失。
# R*: repetitions until a repeated token is worth 1/e of a new one.
blob-repeat_worth = 重复的价值
    .doc = R*：重复多少次之后，一个重复的词元只值新词元的 1/e。
# Peak arithmetic that the lab with the most of it has for research.
blob-research_flops = 研究运算量
    .doc = 拥有最多研究算力的实验室的峰值运算。
# Pass rate on the RL tasks: log-linear in the middle, then it saturates.
blob-reward = 奖励
    .doc = 强化学习任务的通过率：中段按对数线性增长，然后饱和。
# The same for the first RL tasks: competitions in mathematics.
blob-rl_breadth = 强化学习的广度
    .doc = 最初的强化学习任务——数学竞赛——的同一份额。
# Share of a gain in RL that carries over: tasks broaden as RL grows, towards what the web was for text (§2).
blob-rl_carried = 强化学习的迁移
    .doc = 强化学习的收益中迁移出去的份额：强化学习越多，任务越广泛，趋近网络之于文本的水平（§2）。
# RL's share of training compute in the long run.
blob-rl_ceiling = 强化学习上限
    .doc = 长期而言，强化学习占训练算力的份额。
# RL compute of the largest run.
blob-rl_compute = 强化学习算力
    .doc = 最大一次训练的强化学习算力。
# B: steepness over log compute, for a mix of task families.
blob-rl_exponent = 强化学习指数
    .doc = B：混合任务族对算力对数的陡峭程度。
# When RL's share is half way.
blob-rl_mid = 强化学习中点
    .doc = 强化学习份额到达一半的时间。
# RL compute at half of what RL can give.
blob-rl_mid_flop = 强化学习半程算力
    .doc = 强化学习达到其所能给出的一半时的算力。
# RL's share of the largest run's compute.
blob-rl_share = 强化学习份额
    .doc = 强化学习占最大一次训练算力的份额。
# Time scale of that rise.
blob-rl_width = 强化学习上升时间
    .doc = 这一上升的时间尺度。
# Orders of magnitude of effective compute that full RL is worth in its own tasks.
blob-rl_worth = 强化学习的价值
    .doc = 充分的强化学习在其自身任务中所值的有效算力数量级。
# Compute of a run at today's fleet.
blob-run_compute = 一次训练的算力
    .doc = 以今天的机群，一次训练的算力。
# Share of research compute in the largest run while it lasts.
blob-run_share = 训练份额
    .doc = 最大一次训练进行时所占的研究算力份额。
# How long the largest run trains.
blob-run_time = 训练时长
    .doc = 最大一次训练持续多久。
# a compute-optimal run at Chinchilla's budget has its size
blob-test-a-compute-optimal-run-at-chinchilla-s-budget-has-its-size = 在 Chinchilla 的预算下，算力最优的训练与它规模相当
# better conditioning wastes less
blob-test-better-conditioning-wastes-less = 数值调节越好，浪费越少
# more data alone never raises loss
blob-test-more-data-alone-never-raises-loss = 仅增加数据，从不提高损失
# more of everything never raises loss
blob-test-more-of-everything-never-raises-loss = 样样都增加，从不提高损失
# RL carries over as narrowly as its first tasks, then as broadly as text
blob-test-rl-carries-over-as-narrowly-as-its-first-tasks-then-as-broadly-as-text = 强化学习起初的迁移像其最初的任务一样窄，后来像文本一样广
# RL is log-linear between 20 % and 80 % of its range
blob-test-rl-is-log-linear-between-20-and-80-of-its-range = 强化学习在其范围的 20 % 到 80 % 之间呈对数线性
# twice the time on a broad corpus adds nearly all of it
blob-test-twice-the-time-on-a-broad-corpus-adds-nearly-all-of-it = 在广泛的语料上训练时间加倍，几乎全部见于广泛得分
# twice the time on a narrow corpus adds little to the broad score
blob-test-twice-the-time-on-a-narrow-corpus-adds-little-to-the-broad-score = 在狭窄的语料上训练时间加倍，广泛得分增加很少
# Log of compute against rl_mid_flop.
blob-tick_log = 刻度的对数
    .doc = 算力相对于 rl_mid_flop 的对数。
# Reward there.
blob-tick_reward = 刻度的奖励
    .doc = 该处的奖励。
# Unique tokens of usable text in 2023.
blob-tokens_2023 = 2023 年词元
    .doc = 2023 年可用文本的不重复词元。
# Growth of the stock: text, other modes, synthetic data.
blob-tokens_growth = 词元增速
    .doc = 存量的增速：文本、其他模态、合成数据。
# Unique tokens, weighted by quality.
blob-unique = 不重复词元
    .doc = 不重复词元，按质量加权。
# Share of a run's compute lost: grows with scale, falls with conditioning.
blob-waste = 浪费
    .doc = 一次训练损失的算力份额：随规模上升，随数值调节下降。
