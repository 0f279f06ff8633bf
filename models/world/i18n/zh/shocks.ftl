## 模块 shocks 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# The irreducible five per cent: fabs lost in a war, turmoil in several labs at once, a pause, and a wall, at which the laws of scaling stop for years. Each has a hazard, in time or in orders of magnitude, a length and a hit to chips, capital, training or what training brings. Leaves out: warnings, insurance, shocks that speed things up, and what one shock does to the hazard of another.
shocks = 冲击
    .doc = 不可减少的百分之五：晶圆厂毁于战争，多家实验室同时动荡，训练暂停，以及一堵墙——缩放定律在那里停摆数年。每一种都有按时间或按数量级的风险率、持续时间，以及对芯片、资本、训练或训练所得的打击。未涵盖：预警、保险、加快进程的冲击，以及一种冲击对另一种风险率的影响。
# Of one of the three.
shocks-any_hazard = 总风险率
    .doc = 三者之一发生的风险率。
# Chance that none has come by now.
shocks-calm = 平静的概率
    .doc = 至今一种都没有发生的概率。
# Share of capital that is left.
shocks-capital = 剩余资本
    .doc = 剩下的资本份额。
# Share of chip output that is left.
shocks-chips = 剩余芯片
    .doc = 剩下的芯片产量份额。
# Orders of magnitude of effective compute over GPT-4.
shocks-effective_ooms = 有效算力的数量级
    .doc = 相对于 GPT-4 的有效算力数量级。
# Leading-edge fabs lost: Taiwan invaded, fabs hit by missiles.
shocks-fab_hazard = 晶圆厂风险率
    .doc = 失去先进晶圆厂：台湾被入侵，晶圆厂被导弹击中。
# Share of chip output lost meanwhile.
shocks-fab_hit = 晶圆厂打击
    .doc = 其间损失的芯片产量份额。
# Fabs lost; new ones take years.
shocks-fab_loss = 失去晶圆厂
    .doc = 失去晶圆厂；新建需要数年。
# 0 while it is known that none came.
shocks-known = 是否已知
    .doc = 已知一种都没有发生时为 0。
# Orders of magnitude that bring nothing: those of the years at the wall.
shocks-lost_ooms = 落空的数量级
    .doc = 没有带来任何东西的数量级：在墙前那些年里的。
# Frontier training stops.
shocks-pause = 暂停
    .doc = 前沿训练停止。
# A pause of frontier training, by law or by fright.
shocks-pause_hazard = 暂停风险率
    .doc = 因法律或恐慌而暂停前沿训练。
# Share of training that stops meanwhile.
shocks-pause_hit = 暂停的打击
    .doc = 其间停止的训练份额。
# None has come until the conversation: hazards start here.
shocks-record_end = 记录截止
    .doc = 到这次谈话为止一种都没有发生：风险率从此开始。
# Orders of magnitude when the record ends.
shocks-seen_ooms = 已见的数量级
    .doc = 记录截止时的数量级。
# at a wall nothing is gained for its years, and all that comes after
shocks-test-at-a-wall-nothing-is-gained-for-its-years-and-all-that-comes-after = 在墙前的年份一无所得，此后全部所得
# the shares that are left are shares, and no shock comes where one is known not to have
shocks-test-the-shares-that-are-left-are-shares-and-no-shock-comes-where-one-is-known-not-to-have = 剩下的份额确是份额，已知没有冲击之处不会有冲击
# with all else at its best, ten years are free of shocks with no more than 97 %
shocks-test-with-all-else-at-its-best-ten-years-are-free-of-shocks-with-no-more-than-97 = 其余一切都最顺利时，十年没有冲击的概率不超过 97 %
# with fabs lost for sure, there are fewer chips and years are lost
shocks-test-with-fabs-lost-for-sure-there-are-fewer-chips-and-years-are-lost = 若必定失去晶圆厂，则芯片更少，并损失数年
# Share of training that is left.
shocks-training = 剩余训练
    .doc = 剩下的训练份额。
# Several labs come apart.
shocks-turmoil = 动荡
    .doc = 多家实验室分崩离析。
# Turmoil in several labs at once.
shocks-turmoil_hazard = 动荡风险率
    .doc = 多家实验室同时动荡。
# Share of labs' capital that stays away meanwhile.
shocks-turmoil_hit = 动荡的打击
    .doc = 其间不再投入实验室的资本份额。
# The laws of scaling stop.
shocks-wall = 墙
    .doc = 缩放定律停摆。
# Orders of magnitude beyond those of today at which the laws stop.
shocks-wall_at = 墙的位置
    .doc = 超出今天多少个数量级时，定律停摆。
# Until something else goes on from there.
shocks-wall_years = 墙的年数
    .doc = 直到有别的办法从那里继续。
# Years of progress lost, if it kept step with what is left.
shocks-years_lost = 损失的年数
    .doc = 若进步与剩余部分同步，所损失的进步年数。
