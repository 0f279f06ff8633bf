## 模块 remarks 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# What was said besides, as checks: remarks of the conversation that the ledger leaves out, and at the end some of our own, which have no chapter.
remarks = 其他说法
    .doc = 访谈中账本没有列入的说法，写成可以检验的主张；最后是我们自己的几条，没有章节。
# What the largest runs were on.
remarks-Field = 领域
    .doc = 最大的几次训练所在的领域。
remarks-Field-games = 游戏
remarks-Field-language = 语言
remarks-Field-vision = 视觉
# A coalition of democracies is a better set-up than one country alone
remarks-claim-coalition_better = 联盟更好
    .doc = 民主国家的联盟，比单独一国更好
# Compilers wrote all lines too: lines are not productivity
remarks-claim-compilers = 编译器
    .doc = 编译器也写了全部的行：代码行不等于生产力
# A world of 5 % in which it is put off by ten years
remarks-claim-decade_later = 推迟十年
    .doc = 一个 5% 的世界，事情被推迟十年
# Environments are built to generalise, not to teach each skill
remarks-claim-environments = 环境
    .doc = 搭建环境是为了泛化，不是为了教会每一项技能
# In 2019 it was even odds that scaling would get there
remarks-claim-even_bet = 一半对一半
    .doc = 2019 年，扩展能不能走到那里是一半对一半
# Fabs blown up are among what puts it off
remarks-claim-fabs_blown_up = 晶圆厂被炸毁
    .doc = 晶圆厂被炸毁是使之推迟的原因之一
# It is about governments, not people: people should benefit everywhere
remarks-claim-governments_not_people = 是政府，不是人民
    .doc = 这是关于政府的，不是关于人民的：各地的人都应受益
# An architecture that guards against these dangers and keeps civil liberties
remarks-claim-liberties = 公民自由
    .doc = 一种既防范这些危险、又保护公民自由的架构
# As in farming, work goes through the whole spectrum: more is made, by fewer
remarks-claim-like_farming = 如同农业
    .doc = 如同农业，工作走过整个光谱：做出的更多，用的人更少
# It brings progress in medicine and health
remarks-claim-medicine = 医学
    .doc = 它带来医学和健康的进步
# And yet there are things that a model should not do: what is at stake is greater
remarks-claim-more_to_lose = 代价更大
    .doc = 但有些事模型不应该做：利害更大了
# A moratorium never ends with more than there would have been
remarks-claim-no_more_for_waiting = 等待不会多得
    .doc = 暂停令结束时，从不比没有暂停时更多
# A renaissance of software outside: not so far
remarks-claim-no_renaissance_yet = 尚无复兴
    .doc = 外面的软件复兴：至今没有
# It was written of more than language: robots, Dota, AlphaGo
remarks-claim-not_language_alone = 不只是语言
    .doc = 那份文档写的不只是语言：还有机器人、Dota、AlphaGo
# Aligned with its user, it keeps today's balance of power
remarks-claim-own_model_for_all = 人人有自己的模型
    .doc = 若与使用者对齐，今天的力量平衡得以保持
# A piece of the world may be ruled without checks in a way that is hard to displace
remarks-claim-two_pieces = 世界分成两块
    .doc = 世界的一块可能处于没有制约的统治之下，而且很难被取代
# What is surprising is how little the public knows of how near the end is
remarks-claim-unaware = 公众不知道
    .doc = 令人惊讶的是，公众不知道终点有多近
# A third of his time, maybe 40 %, for the culture is well spent
remarks-claim-worth_the_time = 时间花得值
    .doc = 他把三分之一、也许 40% 的时间用于文化，是值得的
# Largest run of 2016: GNMT, AlphaGo, NASv3.
remarks-run_2016 = 2016 年的训练
    .doc = 2016 年最大的训练：GNMT、AlphaGo、NASv3。
# Largest up to the end of 2020: GPT-3, AlphaStar, iGPT-XL; in 2019 those of games were the largest of all.
remarks-run_2020 = 2020 年的训练
    .doc = 到 2020 年底最大的训练：GPT-3、AlphaStar、iGPT-XL；2019 年最大的是游戏中的。
