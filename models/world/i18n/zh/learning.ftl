## 模块 learning 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Evolution, lifetime, context, reflex: pretraining and RL stand between the first two, what is learned in a context window between long and short memory. Asks how many jobs a context window alone can learn, at a price, and what learning on the job would add. Leaves out: how well long contexts are used, retrieval and notes, and what may not be read.
learning = 学习
    .doc = 进化、一生、上下文、反射：预训练和强化学习介于前两者之间，上下文窗口中所学介于长期与短期记忆之间。这里问的是：单靠一定价格的上下文窗口能学会多少工作，在岗学习又能增加多少。未涵盖：长上下文用得有多好、检索与笔记，以及不得读取的内容。
# Longest context that is worth its price: a token's price is 1 + context / price_doubling.
learning-affordable = 付得起的上下文
    .doc = 值其价格的最长上下文：一个词元的价格是 1 + context / price_doubling。
# What the middle job asks one to have read and heard.
learning-background = 背景
    .doc = 居中的工作要求人读过和听过的内容。
# Its spread over jobs, in logs.
learning-background_spread = 背景的离散
    .doc = 它在各种工作之间的离散程度，按对数计。
# What a person has heard and read by adulthood.
learning-childhood = 童年
    .doc = 一个人成年之前听过和读过的内容。
# Longest context in use.
learning-context = 上下文
    .doc = 在用的最长上下文。
# A context window alone holds the background of nine jobs of ten.
learning-context_covers = 上下文足以覆盖
    .doc = 单靠上下文窗口，就容得下十分之九的工作的背景。
# 1 where models go on learning on the job, 0 where context is all they have.
learning-continual = 持续学习
    .doc = 模型在岗继续学习时为 1，只有上下文时为 0。
# When models begin to go on learning on the job.
learning-continual_from = 持续学习的起始时间
    .doc = 模型开始在岗位上继续学习的时间。
# Share of jobs whose background fits the context.
learning-covered = 覆盖的工作
    .doc = 背景装得进上下文的工作份额。
# The same after a year of learning on the job.
learning-covered_learning = 学习后的覆盖
    .doc = 在岗学习一年之后的同一份额。
# What learning on the job takes up.
learning-intake = 吸收量
    .doc = 在岗学习所吸收的内容。
# Share of jobs that can be done with what is known of them.
learning-jobs = 可做的工作
    .doc = 凭所知的背景就能做的工作份额。
# What learning on the job adds.
learning-learning_gain = 学习的增益
    .doc = 在岗学习所增加的份额。
# Price of a token with context, against one without, that users put up with.
learning-price_accepted = 可接受的价格
    .doc = 用户所能接受的带上下文的词元价格，相对于不带。
# Length of context at which a token costs twice what it costs without, in 2024: reading keys and values then takes as long as reading weights.
learning-price_doubling = 价格加倍长度
    .doc = 2024 年使词元价格加倍的上下文长度：此时读取键和值与读取权重一样久。
# Its growth, in logs: fewer heads, latent and sparse attention, memory.
learning-reading_growth = 读取的增速
    .doc = 它的增速，按对数计：更少的头、潜在与稀疏注意力、内存。
# Tokens that training takes for each that a person takes.
learning-sample_ratio = 样本效率之比
    .doc = 人每用一个词元，训练所用的词元数。
# a longer context costs more a token, and never more than is put up with
learning-test-a-longer-context-costs-more-a-token-and-never-more-than-is-put-up-with = 上下文越长，每个词元越贵，但从不超过可接受的价格
# a model reads what tens of thousands of people do, or more
learning-test-a-model-reads-what-tens-of-thousands-of-people-do-or-more = 一个模型读的相当于数万人所读，或更多
# models go on learning from their date on
learning-test-models-go-on-learning-from-their-date-on = 从那一天起，模型继续学习
# what is covered never falls
learning-test-what-is-covered-never-falls = 覆盖的份额从不下降
# where models go on learning, all of that is done
learning-test-where-models-go-on-learning-all-of-that-is-done = 模型在岗继续学习时，这些工作都能做
# with a free and endless context, learning on the job adds nothing
learning-test-with-a-free-and-endless-context-learning-on-the-job-adds-nothing = 若上下文免费而无限，在岗学习毫无增益
# with a million tokens it adds 48 jobs of a hundred
learning-test-with-a-million-tokens-it-adds-48-jobs-of-a-hundred = 有一百万词元时，它增加一百种工作中的 48 种
learning-time_on_job = 在岗时间
# Tokens that the largest model is trained on.
learning-training_tokens = 训练词元
    .doc = 最大的模型训练所用的词元。
# Longest context that is built.
learning-window = 窗口
    .doc = 造出的最长上下文。
# Longest context that is built, at the start of 2023.
learning-window_2023 = 2023 年的窗口
    .doc = 2023 年初造出的最长上下文。
# Its growth, in logs.
learning-window_growth = 窗口增速
    .doc = 它的增速，按对数计。
