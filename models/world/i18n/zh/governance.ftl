## 模块 governance 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Rules that protect, or only delay. Two hazards, biological misuse and loss of control, rise with capability and fall as safeguards build up; safeguards build up with standards of transparency. What AI has a part in frightens people: training pauses and work is handed over with less trust. Four regimes are followed side by side, and one is in force in the country of the labs. Leaves out: who makes the rules and why, enforcement, courts, and other harms.
governance = 治理
    .doc = 保护人的规则，或只会拖延的规则。两种风险——生物滥用和失去控制——随能力上升，随防护的建立下降；防护随透明度标准建立。AI 参与其中的灾难使人恐惧：训练暂停，人们交出工作时少了信任。四种制度并行比较，其中一种在实验室所在国生效。未涵盖：由谁制定规则及为何制定、执法、法院，以及其他伤害。
# No rules, a patchwork of states' laws, one federal standard, a moratorium on training.
governance-Regime = 制度
    .doc = 没有规则、拼凑的州法、统一的联邦标准、暂停训练。
governance-Regime-federal = 联邦标准
governance-Regime-moratorium = 暂停令
governance-Regime-none = 没有规则
governance-Regime-patchwork = 拼凑的州法
# Share of regulated use that is lawful.
governance-allowed = 合法份额
    .doc = 受监管使用中合法的份额。
# Lawful share of the world's regulated use: rules hold in their own country.
governance-allowed_now = 当前合法份额
    .doc = 全世界受监管使用中合法的份额：规则只在本国有效。
# Share of regulated use that a patchwork forbids.
governance-banned = 被禁份额
    .doc = 拼凑的州法所禁止的受监管使用份额。
# Most of a hazard that safeguards take away.
governance-best_safeguard = 最好的防护
    .doc = 防护最多能消除的风险份额。
# An epidemic made by people, 100,000 dead or more, without AI.
governance-bio_now = 当前生物风险
    .doc = 没有 AI 时，由人造成、死亡十万以上的疫情。
# What AI at Nobel level adds if it helps whoever asks and nothing guards it.
governance-bio_uplift = 生物风险的增量
    .doc = 若诺贝尔级别的 AI 有求必应且毫无防护，所增加的风险。
# In which safeguards reach what the standard makes possible.
governance-building_time = 建设时间
    .doc = 防护达到标准所能允许的水平所需的时间。
# People whom such help does good, under each: one benefit for the many. A slower pace counts as so much less use.
governance-care = 获得照护者
    .doc = 各制度下因此受益的人：以一种益处代表众多益处。速度放慢按使用减少同样多计。
# Years of it forgone against no rules.
governance-care_forgone = 失去的照护
    .doc = 与没有规则相比，失去的照护年数。
# Catastrophe by loss of control, at Nobel level, if values cover nothing and nothing guards it.
governance-control_loss = 失去控制
    .doc = 诺贝尔级别时，若价值观毫无覆盖且毫无防护，因失控而成灾的风险率。
# Of the two together, under each: it comes late on the ladder.
governance-danger = 危险
    .doc = 各制度下两种风险合计：在阶梯上来得较晚。
# What AI adds to it.
governance-danger_added = AI 增加的风险
    .doc = AI 在其上增加的部分。
# As it has been in force.
governance-danger_now = 当前危险
    .doc = 历来所行制度下的数值。
# Share of trust that is lost.
governance-distrust = 失去的信任
    .doc = 失去的信任所占份额。
# Hazard that Nobel level adds without safeguards.
governance-exposure = 暴露程度
    .doc = 没有防护时，诺贝尔级别增加的风险率。
# Share of what is missing that one federal standard adds.
governance-federal_gain = 联邦标准的增益
    .doc = 一个联邦标准补上所缺部分的份额。
# Pace under one standard.
governance-federal_pace = 联邦标准下的速度
    .doc = 统一标准下的采用速度。
# How fast trust goes meanwhile, in logs.
governance-fright = 恐惧
    .doc = 其间信任流失的速度，按对数计。
# A catastrophe that AI had a part in, and the fright after it.
governance-harm = 灾难
    .doc = AI 参与其中的一场灾难，以及随后的恐惧。
# Share of frontier training that stops meanwhile.
governance-harm_pause = 灾后暂停的训练
    .doc = 其间停下的前沿训练份额。
# Share of them that such help would do good, where it is used.
governance-helped = 受益份额
    .doc = 在使用之处，其中会因此受益的份额。
# 1 for the one in force.
governance-in_force = 是否生效
    .doc = 生效的那一种为 1。
# Use of models that nobody watches, or only under a court's eyes, under each.
governance-liberty = 自由
    .doc = 各制度下，无人监看或只在法院监督下被监看的模型使用份额。
# The same as it has been in force.
governance-liberty_now = 当前自由
    .doc = 同上，按生效的制度。
# Way from pupil to Nobel level.
governance-mastery = 掌握程度
    .doc = 从中学生到诺贝尔级别的路程。
# Capability under each.
governance-mastery_held = 各制度下的掌握程度
    .doc = 各制度下的能力。
# Capability that a moratorium holds, and then puts off.
governance-mastery_late = 推迟的掌握程度
    .doc = 被暂停令按住、随后推迟的能力。
# Share of misuse, by harm, that models carry out (constitution).
governance-misuse_followed = 照做的滥用
    .doc = 按伤害计，模型执行的滥用份额（见 constitution）。
# How long a moratorium holds.
governance-moratorium_length = 暂停令长度
    .doc = 暂停令持续多久。
# Share of the world's use that is in the country with these rules.
governance-own_share = 本国份额
    .doc = 实行这些规则的国家占全世界使用量的份额。
# Pace of adoption.
governance-pace = 采用速度
    .doc = 采用的速度。
# Pace of adoption in the world, likewise.
governance-pace_now = 当前采用速度
    .doc = 全世界的采用速度，同样如此。
# Pace of adoption under fifty laws, against none.
governance-patchwork_pace = 州法下的速度
    .doc = 五十套法律之下的采用速度，相对于没有法律。
# From when the four are compared.
governance-policy_start = 政策起点
    .doc = 从何时起比较四种制度。
# Nothing of the kind had come until the conversation: harm starts here.
governance-record_end = 记录截止
    .doc = 到访谈为止没有发生此类事件：灾难从此时起才可能发生。
# In which it comes back, without standards of transparency; with the fullest, in half of that.
governance-regaining = 恢复时间
    .doc = 没有透明度标准时信任恢复所需的时间；标准最完备时只需一半。
# The one in force, by its position: 0 none, 1 patchwork, 2 federal, 3 moratorium.
governance-regime = 制度编号
    .doc = 生效的制度，以其位置表示：0 没有规则，1 拼凑的州法，2 联邦标准，3 暂停令。
# Share of care and other regulated work that uses AI.
governance-regulated_use = 受监管的使用
    .doc = 医护及其他受监管工作中使用 AI 的份额。
# Chance that AI has had a part in nothing of the kind.
governance-safe_years = 平安的概率
    .doc = AI 未参与任何此类事件的概率。
# Share of the fullest safeguards in place, under each.
governance-safeguards = 防护
    .doc = 各制度下已到位的防护，占最完备防护的份额。
# The same as it has been in force.
governance-safeguards_now = 当前防护
    .doc = 历来所行制度下的同一数值。
# Of a regime that had started when the four are compared.
governance-since_start = 自起点以来
    .doc = 在开始比较四种制度时就已开始的制度。
# Standard of transparency and safety, against the fullest.
governance-standard = 标准
    .doc = 透明与安全标准，相对于最完备的标准。
# Of the regime in force.
governance-standard_now = 当前标准
    .doc = 生效制度的标准。
# Share of what is missing that a patchwork adds: most state bills are on other things.
governance-state_overlap = 州法的重合
    .doc = 拼凑的州法补上所缺部分的份额：多数州的法案管的是别的事。
# a moratorium puts off benefits and hazard alike
governance-test-a-moratorium-puts-off-benefits-and-hazard-alike = 暂停令同样推迟益处和风险
# a patchwork costs benefits and lowers the hazard little; a federal standard lowers it for less
governance-test-a-patchwork-costs-benefits-and-lowers-the-hazard-little-a-federal-standard-lowers-it-for-less = 拼凑的州法损失益处而很少降低风险；联邦标准以更小的代价降低风险
# a patchwork slows its own country, not the world
governance-test-a-patchwork-slows-its-own-country-not-the-world = 拼凑的州法拖慢本国，而不是全世界
# harm stops training while it lasts, and trust comes back
governance-test-harm-stops-training-while-it-lasts-and-trust-comes-back = 灾难期间训练停下，信任此后恢复
# it holds them where they are while it lasts
governance-test-it-holds-them-where-they-are-while-it-lasts = 在持续期间，它把两者保持在原处
# one standard builds more safeguards than a patchwork, and watches the less for each
governance-test-one-standard-builds-more-safeguards-than-a-patchwork-and-watches-the-less-for-each = 统一标准建立的防护多于拼凑的州法，而每份防护的监看更少
# the regime in force is one of the four, shares stay shares
governance-test-the-regime-in-force-is-one-of-the-four-shares-stay-shares = 生效的制度是四种之一，份额仍是份额
# what AI adds nothing to harms nobody
governance-test-what-ai-adds-nothing-to-harms-nobody = AI 若不增加风险，就没有人受害
# Share of frontier training that is lawful and not stopped by fright: it is done where the labs are.
governance-training_now = 当前可做的训练
    .doc = 合法且未因恐惧而停的前沿训练份额：训练在实验室所在地进行。
# Trust of those who hand work over, against now.
governance-trust = 信任
    .doc = 交出工作的人的信任，相对于现在。
# Adults in the US with a mental illness and no care in a year.
governance-untreated = 未获治疗者
    .doc = 美国一年中患有精神疾病而未获治疗的成年人。
# Share of what models do that they decide themselves and their values do not cover (constitution).
governance-values_fail = 价值观失效
    .doc = 模型所做之事中，由其自行决定而价值观又未覆盖的份额（见 constitution）。
# Standard that firms keep of themselves, against full transparency.
governance-voluntary = 自愿标准
    .doc = 企业自行遵守的标准，相对于完全透明。
# Share of that which one law of the whole country puts under a court's eyes.
governance-warrant = 受法院监督的份额
    .doc = 全国统一的法律将这种监看置于法院监督之下的份额。
# Share of safeguards that works by watching what people do with models.
governance-watching = 监看
    .doc = 防护中靠监看人们如何使用模型来起作用的份额。
