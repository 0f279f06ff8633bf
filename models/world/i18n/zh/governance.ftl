## 模块 governance 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# Rules that protect, or only delay. Two hazards, biological misuse and loss of control, rise with capability and fall as safeguards build up; safeguards build up with standards of transparency. Four regimes are followed side by side, and one is in force. Leaves out: who makes the rules and why, enforcement, courts, countries, and other harms.
governance = 治理
    .doc = 保护人的规则，或只会拖延的规则。两种风险——生物滥用和失去控制——随能力上升，随防护的建立下降；防护随透明度标准建立。四种制度并行比较，其中一种生效。未涵盖：由谁制定规则及为何制定、执法、法院、各国，以及其他伤害。
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
# Lawful share of regulated use, in force.
governance-allowed_now = 当前合法份额
    .doc = 现行制度下受监管使用中合法的份额。
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
# As it has been in force.
governance-danger_now = 当前危险
    .doc = 历来所行制度下的数值。
# Hazard that Nobel level adds without safeguards.
governance-exposure = 暴露程度
    .doc = 没有防护时，诺贝尔级别增加的风险率。
# Share of what is missing that one federal standard adds.
governance-federal_gain = 联邦标准的增益
    .doc = 一个联邦标准补上所缺部分的份额。
# Pace under one standard.
governance-federal_pace = 联邦标准下的速度
    .doc = 统一标准下的采用速度。
# Share of them that such help would do good, where it is used.
governance-helped = 受益份额
    .doc = 在使用之处，其中会因此受益的份额。
# 1 for the one in force.
governance-in_force = 是否生效
    .doc = 生效的那一种为 1。
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
# Pace of adoption.
governance-pace = 采用速度
    .doc = 采用的速度。
# Pace of adoption, in force.
governance-pace_now = 当前采用速度
    .doc = 现行制度下的采用速度。
# Pace of adoption under fifty laws, against none.
governance-patchwork_pace = 州法下的速度
    .doc = 五十套法律之下的采用速度，相对于没有法律。
# From when the four are compared.
governance-policy_start = 政策起点
    .doc = 从何时起比较四种制度。
# The one in force, by its position: 0 none, 1 patchwork, 2 federal, 3 moratorium.
governance-regime = 制度编号
    .doc = 生效的制度，以其位置表示：0 没有规则，1 拼凑的州法，2 联邦标准，3 暂停令。
# Share of care and other regulated work that uses AI.
governance-regulated_use = 受监管的使用
    .doc = 医护及其他受监管工作中使用 AI 的份额。
# Chance that nothing of the kind has happened.
governance-safe_years = 平安的概率
    .doc = 此类事件一件都没有发生的概率。
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
# it holds them where they are while it lasts
governance-test-it-holds-them-where-they-are-while-it-lasts = 在持续期间，它把两者保持在原处
# the regime in force is one of the four, shares stay shares
governance-test-the-regime-in-force-is-one-of-the-four-shares-stay-shares = 生效的制度是四种之一，份额仍是份额
# Share of frontier training that is lawful, in force.
governance-training_now = 当前合法训练
    .doc = 现行制度下前沿训练中合法的份额。
# Adults in the US with a mental illness and no care in a year.
governance-untreated = 未获治疗者
    .doc = 美国一年中患有精神疾病而未获治疗的成年人。
# Share of situations that models' values do not cover (constitution).
governance-values_fail = 价值观失效
    .doc = 模型的价值观没有覆盖的情境份额（见 constitution）。
# Standard that firms keep of themselves, against full transparency.
governance-voluntary = 自愿标准
    .doc = 企业自行遵守的标准，相对于完全透明。
