## 模块 scenarios 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Other worlds to compare with the model: beliefs, which are assumed before the record is met, and policies and shocks, which act from a date on with every belief kept. Leaves out: any scenario's own probability.
scenarios = 情景
    .doc = 可与模型比较的其他世界：信念在对照记录之前假定；政策和冲击自某一日期起作用，其余信念一概保留。未涵盖：任何情景本身的概率。
# Supposition. From 2026 both sides think that they would win with a chance of 90 %, whatever the truth. Look at geopolitics.conflict.
scenarios-scenario-both_sure = 双方都有把握
    .doc = 假设类情景：自 2026 年起，无论实情如何，双方都认为自己有 90% 的机会赢。请看 geopolitics.conflict。
# Belief. Customers find labs' models as alike as clouds: the spread of their tastes is that of cloud computing. Look at market.mean_margin, at profit, and at how much research a thinner margin can pay.
scenarios-scenario-cloud_like_market = 市场如同云计算
    .doc = 信念类情景：顾客觉得各实验室的模型像各家云一样相似：口味的离散程度与云计算相同。请看 market.mean_margin、利润，以及更薄的毛利还付得起多少研究。
# Supposition. From 2026 half of what is said to all is not believed. Look at culture.coherence.
scenarios-scenario-corporate_speech = 公司腔
    .doc = 假设类情景：自 2026 年起，对所有人所说的话有一半不被相信。请看 culture.coherence。
# Belief. Unique text ends: no synthetic data, no other modes, little of what there is can be had, and repetition is soon worth nothing. Pretraining then stalls however much compute there is. Look at blob.effective_ooms against blob.frontier_compute.
scenarios-scenario-data_wall = 数据墙
    .doc = 信念类情景：不重复的文本用尽：没有合成数据，没有其他模态，现有的也只能得到很少，重复很快就毫无价值。于是无论有多少算力，预训练都会停滞。请把 blob.effective_ooms 与 blob.frontier_compute 对照。
# Policy. From 2027 the rival buys chips like anybody else. What it buys is not there for the coalition's labs. Look at geopolitics.gap, at geopolitics.bargain, its say over the rules of the road, at what the labs lose in compute.fleet, and at what chips then cost them, compute.premium.
scenarios-scenario-export_controls_lifted = 取消出口管制
    .doc = 政策类情景：自 2027 年起，对手与别人一样购买芯片。它买走的，联盟的实验室就得不到。请看 geopolitics.gap、联盟对规则的发言权 geopolitics.bargain、各实验室在 compute.fleet 上的损失，以及它们届时要为芯片付的价钱 compute.premium。
# Policy. From 2027 controls stop 95 % of what the rival would buy, and half of the smuggling that there would be. Look at geopolitics.gap, and at geopolitics.home_part: the more the rival makes at home, the less controls do.
scenarios-scenario-export_controls_tightened = 收紧出口管制
    .doc = 政策类情景：自 2027 年起，管制挡住对手想买的 95%，并挡住一半的走私。请看 geopolitics.gap 和 geopolitics.home_part：对手自产越多，管制的作用越小。
# Policy. From the middle of 2026 one federal standard of transparency and safety holds in place of states' laws. Look at governance.danger_now against state_patchwork, and at what adoption loses.
scenarios-scenario-federal_standard = 联邦标准
    .doc = 政策类情景：自 2026 年年中起，一个统一的联邦透明与安全标准取代各州法律。请把 governance.danger_now 与 state_patchwork 对照，并看采用损失了多少。
# Policy. From 2027 to 2032 frontier training is forbidden everywhere that labs are, use is not, and safeguards go on being built. With no compute to try them on, algorithms stand still too. Look at country_of_geniuses, at governance.danger_now, and at what labs do with the compute that they may not train with. That the rival goes on is not modelled.
scenarios-scenario-moratorium = 暂停令
    .doc = 政策类情景：2027 至 2032 年，凡有实验室之处都禁止前沿训练，使用不受禁止，防护继续建设。没有算力做实验，算法也停滞不前。请看 country_of_geniuses、governance.danger_now，以及各实验室如何处置不得用于训练的算力。对手仍继续训练，这一点不在模型之中。
# Belief. Reinforcement learning adds nothing that carries over: what training compute it takes is lost, and all progress so far came from pretraining and better algorithms. It is assumed before the record is met, so that the horizons measured since 2024 must be explained without it. Look at capability.horizon, at the date of end_to_end_coding, and at how well the horizons of 2024 to 2026 are still met.
scenarios-scenario-no_rl_scaling = 强化学习不再扩展
    .doc = 信念类情景：强化学习不带来任何可以迁移的东西：它占用的训练算力白费，迄今的进步全部来自预训练和更好的算法。这在对照记录之前假定，因此 2024 年以来测得的任务时长必须在没有它的情况下得到解释。请看 capability.horizon、end_to_end_coding 的日期，以及 2024 至 2026 年的任务时长还符合得如何。
# Belief. What is learnt where results can be checked does not carry over to where they cannot: planning a Mars mission, finding a CRISPR, writing a novel. Those domains have their own slow, subjective reward and no more. Look at country_of_geniuses, which may never come while end_to_end_coding does.
scenarios-scenario-no_unverifiable_transfer = 不迁移到不可验证的任务
    .doc = 信念类情景：在可验证之处学到的，不迁移到不可验证之处：规划火星任务、发现 CRISPR、写小说。那些领域只有自己缓慢而主观的奖励。请看 country_of_geniuses，它可能永远不来，而 end_to_end_coding 会来。
# Supposition. From 2026 whoever strikes first is spared nearly all of what a fight costs. Look at geopolitics.no_bargain.
scenarios-scenario-offence_dominance = 进攻主导
    .doc = 假设类情景：自 2026 年起，先动手的一方几乎不必承担交战的代价。请看 geopolitics.no_bargain。
# Policy. From 2027 the coalition comes apart, and one state alone controls exports and sits at the table. Look at geopolitics.gap, at geopolitics.bargain, and at geopolitics.access, the demand that its labs may serve.
scenarios-scenario-one_state_alone = 单独一国
    .doc = 政策类情景：从 2027 年起联盟解体，由单独一国管制出口、参加谈判。请看 geopolitics.gap、geopolitics.bargain，以及 geopolitics.access，即其实验室可以服务的需求。
# Counterfactual. From 2026.5 to 2030 every lab expects twice the demand that it would have expected, and orders so. Look at economics.research_share, which takes the surplus, at profit, and at economics.failure.
scenarios-scenario-over_building = 过度建设
    .doc = 反事实类情景：2026.5 至 2030 年，每个实验室预期的需求都是原本的两倍，并照此订购。请看吸收了剩余算力的 economics.research_share、利润，以及 economics.failure。
# Counterfactual. From 2026 labs forecast as well as a trend can be carried forward: no caution, no mistake and no hedge, but no knowledge of a turn before it comes either. Look at profit: the interview says that who is right every year has a profit every year.
scenarios-scenario-perfect_foresight = 完美预见
    .doc = 反事实类情景：自 2026 年起，各实验室的预测好到趋势所能外推的程度：不谨慎、不出错、不对冲，但也不能预知转折。请看利润：访谈说，每年都预测准确的人每年都盈利。
# Belief. Experiments hardly bind and ideas hardly get harder to find, so that AI which does research makes better AI which does more of it. It is the extreme that the interview makes fun of, a Dyson sphere in nanoseconds, taken seriously. Look at feedback.research_speedup, at takeoff, and at whether the record up to 2026 leaves room for it.
scenarios-scenario-recursive_takeoff = 递归起飞
    .doc = 信念类情景：实验几乎不成为约束，想法也几乎不会越来越难找，于是做研究的 AI 造出更好的 AI，后者又做更多研究。这就是访谈所嘲讽的极端——几纳秒内的戴森球——认真对待的样子。请看 feedback.research_speedup 和 takeoff，以及到 2026 年为止的记录是否还容得下它。
# Belief. Firms take this technology up as households took up electricity: few start by themselves, imitation is slow, and capability does nothing about it, because somebody has to tell the model to rewrite the old system. Look at economics.revenue_trillion, at compute.fleet, whose orders follow revenue, and at how far the survey of firms contradicts it.
scenarios-scenario-slow_diffusion = 缓慢扩散
    .doc = 信念类情景：企业采用这项技术就像当年家庭采用电力：很少有人率先使用，模仿缓慢，能力也无济于事，因为总得有人去告诉模型重写旧系统。请看 economics.revenue_trillion，看订单随收入而定的 compute.fleet，以及它与企业调查相差多远。
# Policy. From the middle of 2026 the rules are a patchwork of states' laws, each made for its own reason, such as a ban on emotional AI. Look at diffusion.payable in regulated work, at governance.care_forgone, and at governance.danger_now, which hardly moves.
scenarios-scenario-state_patchwork = 拼凑的州法
    .doc = 政策类情景：自 2026 年年中起，规则是各州法律的拼凑，各有各的理由，例如禁止情感 AI。请看受监管工作中的 diffusion.payable、governance.care_forgone，以及几乎不动的 governance.danger_now。
# Shock. From 2028 to 2035 the fabs of Taiwan are lost: what share of chip output that is, is uncertain as elsewhere in the model. Machines at work stay at work and wear out. Look at compute.fleet, at country_of_geniuses, and at the rival, whose own fabs are not lost.
scenarios-scenario-taiwan = 台湾
    .doc = 冲击类情景：2028 至 2035 年失去台湾的晶圆厂：它占芯片产量的份额与模型别处一样是不确定的。已在运行的机器继续运行并逐渐损耗。请看 compute.fleet、country_of_geniuses，以及自己的晶圆厂并未失去的对手。
# Policy. From 2027 models do what whoever uses them asks, whatever it is. Look at constitution.bad_power, which is 1, the balance of today, and at governance.danger_now.
scenarios-scenario-user_aligned = 与使用者对齐
    .doc = 政策类情景：从 2027 年起，模型照使用者所要求的去做，不论是什么。请看 constitution.bad_power（此时为 1，即今天的平衡）和 governance.danger_now。
# Counterfactual. From 2026 to 2028 every lab expects three times the demand that it would have expected. Look at economics.failure of the labs that no parent pays for, and at the price of chips, compute.premium.
scenarios-scenario-threefold_forecasts = 三倍预测
    .doc = 反事实类情景：2026 至 2028 年，每家实验室都预期三倍于其本来预期的需求。请看没有母公司出钱的实验室的 economics.failure，以及芯片价格 compute.premium。
# Counterfactual. From 2026 one lab expects three tenths of the demand that it would have expected. Look at its profit, which rises at once, and at its market.demand_share.
scenarios-scenario-timid_anthropic = 胆怯的 Anthropic
    .doc = 反事实类情景：自 2026 年起，一家实验室只预期其本来预期的十分之三的需求。请看它立即上升的利润，以及它的 market.demand_share。
# a moratorium ends
scenarios-test-a-moratorium-ends = 暂停令会结束
# a patchwork forbids and slows, from its first day on
scenarios-test-a-patchwork-forbids-and-slows-from-its-first-day-on = 拼凑的州法自第一天起既禁止也拖慢
# both are sure, from 2026 on
scenarios-test-both-are-sure-from-2026-on = 自 2026 年起双方都有把握
# experiments hardly bind, ideas hardly get harder to find, and there is more to find
scenarios-test-experiments-hardly-bind-ideas-hardly-get-harder-to-find-and-there-is-more-to-find = 实验几乎不成约束，想法几乎不会更难找，可找的也更多
# fabs are lost and rebuilt
scenarios-test-fabs-are-lost-and-rebuilt = 晶圆厂失去后重建
# firms take it up as households took up electricity, whatever it can do
scenarios-test-firms-take-it-up-as-households-took-up-electricity-whatever-it-can-do = 无论它能做什么，企业采用它都像当年家庭采用电力
# half of what is said to all is not believed, from 2026 on
scenarios-test-half-of-what-is-said-to-all-is-not-believed-from-2026-on = 自 2026 年起，对所有人说的话有一半不被相信
# labs are as alike as clouds
scenarios-test-labs-are-as-alike-as-clouds = 实验室彼此相像如云服务商
# models do what they are asked, and everybody has one
scenarios-test-models-do-what-they-are-asked-and-everybody-has-one = 模型照要求去做，人人有一个
# one standard forbids nothing, slows little and builds safeguards
scenarios-test-one-standard-forbids-nothing-slows-little-and-builds-safeguards = 统一标准不禁止任何事，拖慢很少，并建立防护
# one state is alone from then on
scenarios-test-one-state-is-alone-from-then-on = 从那时起只剩单独一国
# reinforcement learning takes compute and adds nothing
scenarios-test-reinforcement-learning-takes-compute-and-adds-nothing = 强化学习占用算力而毫无增益
# unique text ends, and repeated it is worth five times itself at the most
scenarios-test-unique-text-ends-and-repeated-it-is-worth-five-times-itself-at-the-most = 不重复的文本会用尽，重复使用最多值其五倍
# what cannot be checked has its own reward and no more
scenarios-test-what-cannot-be-checked-has-its-own-reward-and-no-more = 无法检验的领域只有自己的奖励，别无其他
# what is lifted is lifted, and only from then on
scenarios-test-what-is-lifted-is-lifted-and-only-from-then-on = 取消的确实取消，且只从那时起
# what is tightened leaves less
scenarios-test-what-is-tightened-leaves-less = 收紧之后剩下的更少
# who builds twice as much expects twice as much
scenarios-test-who-builds-twice-as-much-expects-twice-as-much = 建两倍的人预期两倍
# who sees the trend from 2026 on is neither careful nor mistaken
scenarios-test-who-sees-the-trend-from-2026-on-is-neither-careful-nor-mistaken = 自 2026 年起看清趋势的人，既不谨慎也不出错
# who strikes first is spared, and they bargain no more
scenarios-test-who-strikes-first-is-spared-and-they-bargain-no-more = 先动手者免付代价，于是谈不成
