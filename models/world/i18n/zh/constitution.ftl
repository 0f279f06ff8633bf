## 模块 constitution 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# How a model is told what to do: by a list of rules, by principles, or by hard guardrails, and how much of what it is asked it simply does. What it refuses it refuses by its principles, so that its judgement is worth what its principles still cover. Work refused and work spoilt are work that people hand over the less; what is carried out by its own judgement errs where its values do. Leaves out: where values come from, who writes them, training that fails to instil them, and models that only seem to follow.
constitution = 宪法
    .doc = 怎样告诉模型该做什么：靠一列规则、靠原则，还是靠硬性护栏；以及它对被要求的事照做多少。模型依据原则拒绝，其判断力以原则覆盖的范围为限。被拒绝和被做坏的工作，会让人少交工作给它；凭自身判断所做的事，在其价值观失效之处会出错。未涵盖：价值观从何而来，由谁撰写，未能灌输价值观的训练，以及只是看似遵从的模型。
# Share of what is asked that is done as meant: people hand work over by it.
constitution-as_meant = 照本意完成的份额
    .doc = 被要求的事中照本意完成的份额：人们据此决定交出多少工作。
# What those who mean harm get done, against all others: 1 keeps the balance of power as it is, as everybody has a model of their own.
constitution-bad_power = 恶意者的力量
    .doc = 恶意者借模型做成的事，相对于其他所有人：1 表示人人各有自己的模型，力量平衡与今天相同。
# Share of instructions that ask for harm.
constitution-bad_share = 恶意指令份额
    .doc = 要求造成伤害的指令所占的份额。
# Share followed that makes harm least: where one more refusal catches as much harm as it costs.
constitution-best_corrigibility = 最佳可修正性
    .doc = 伤害最小的照做份额：在那里，再多拒绝一次所避免的伤害与所造成的一样多。
# Exponent of the curve by which the most suspect share u of instructions holds u^blindness of the bad ones: 0 sees all, 1 is chance.
constitution-blindness = 盲目程度
    .doc = 最可疑的份额为 u 的指令中，含有恶意指令的 u^blindness：0 为全部看穿，1 为全凭运气。
# Share of its conduct that is taught by a list of rules; the rest is by principles.
constitution-by_rules = 靠规则的份额
    .doc = 行为中靠一列规则教成的份额；其余靠原则。
# Share of misuse, by harm, that guardrails name: weapons of mass harm.
constitution-catastrophic = 灾难性份额
    .doc = 按伤害计，护栏所列明的滥用份额：大规模杀伤性武器。
# Share of what guardrails leave that is refused.
constitution-caught = 拦下的份额
    .doc = 护栏漏过的滥用中被拒绝的份额。
# Distance of today's situations from those of training, in doublings of the tasks handed over since GPT-4.
constitution-drift = 偏移
    .doc = 今天的情境与训练情境的距离，以 GPT-4 以来所交付任务的加倍次数计。
# Share of that which they stop.
constitution-guardrail = 护栏效力
    .doc = 护栏拦下其中的份额。
# Share of the named catastrophes that pass: whatever the drift.
constitution-guardrails_fail = 护栏失效
    .doc = 所列灾难中漏过的份额：与偏移无关。
# Misuse followed and good work refused, in refusals per instruction.
constitution-harm = 伤害
    .doc = 照做的滥用和被拒绝的正当工作，以每条指令的拒绝数计。
# Harm there.
constitution-least_harm = 最小伤害
    .doc = 在那里的伤害。
# Share of misuse, by harm, that is carried out.
constitution-misuse_followed = 照做的滥用
    .doc = 按伤害计，被执行的滥用份额。
# Share of what is done or left that the model decides: the less corrigible, the more.
constitution-own_judgement = 自行判断的份额
    .doc = 所做或不做的事中由模型自己决定的份额：越不可修正，这一份额越大。
# Share of all it does or leaves that it decides itself and its values do not cover.
constitution-own_mistakes = 自身的错误
    .doc = 所做或不做的一切中，由模型自己决定而价值观又未覆盖的份额。
# What principles lose, for one that rules lose; above 1 they would generalise worse.
constitution-principle_ratio = 原则与规则之比
    .doc = 规则每失去一份，原则所失去的；大于 1 则原则泛化得更差。
# The same for principles.
constitution-principles_fail = 原则失效
    .doc = 原则的同一数值。
# Share of instructions that models refuse or overrule today.
constitution-refused = 拒绝份额
    .doc = 今天模型拒绝或不听从的指令份额。
# Harm, per instruction and good refusal, if all is followed.
constitution-risk = 风险
    .doc = 若全部照做，每条指令的伤害，以一次正当拒绝计。
# Share of situations that a list of rules loses per doubling.
constitution-rule_decay = 规则的衰减
    .doc = 每加倍一次，一列规则失去的情境份额。
# Share of situations that a list of rules no longer covers.
constitution-rules_fail = 规则失效
    .doc = 一列规则已不能覆盖的情境份额。
# Share of what is done on an instruction that is left to the model's own judgement.
constitution-slack = 余地
    .doc = 依指令所做的事中，留给模型自行判断的份额。
# Share of what values do not cover that goes wrong for whoever asked.
constitution-spoilt = 做坏的份额
    .doc = 价值观未覆盖之处，对提出要求者而言出错的份额。
# Harm of one bad instruction followed, against one good instruction refused or overruled.
constitution-stakes = 利害
    .doc = 照做一条恶意指令的伤害，相对于拒绝或不听从一条正当指令。
# aligned with whoever uses it, the balance of power stays as it is
constitution-test-aligned-with-whoever-uses-it-the-balance-of-power-stays-as-it-is = 若与使用者对齐，力量平衡保持不变
# guardrails do not depend on drift
constitution-test-guardrails-do-not-depend-on-drift = 护栏与偏移无关
# no other share followed does less harm
constitution-test-no-other-share-followed-does-less-harm = 没有别的照做份额造成更少的伤害
# principles win as situations drift
constitution-test-principles-win-as-situations-drift = 情境偏移时，原则胜出
# taught by a list of rules it spoils more
constitution-test-taught-by-a-list-of-rules-it-spoils-more = 靠一列规则教成，做坏的更多
# the best corrigibility is high, but not 1, where there is misuse that guardrails leave
constitution-test-the-best-corrigibility-is-high-but-not-1-where-there-is-misuse-that-guardrails-leave = 只要有护栏漏过的滥用，最佳可修正性就很高，但不是 1
# what refuses more does less of what is asked, and less of what should not be; what it decides itself errs more
constitution-test-what-refuses-more-does-less-of-what-is-asked-and-less-of-what-should-not-be-what-it-decides-itself-errs-more = 拒绝得越多，照办的越少，不该做的也越少；自己决定的越多，错得越多
# without bad instructions, or with guardrails that stop all of it, it is 1
constitution-test-without-bad-instructions-or-with-guardrails-that-stop-all-of-it-it-is-1 = 若没有恶意指令，或护栏拦下一切，它就是 1
# Share of misuse, by harm, that guardrails leave to judgement.
constitution-unguarded = 未设防的滥用
    .doc = 按伤害计，护栏留给判断的滥用份额。
# Share of situations that neither covers.
constitution-values_fail = 价值观未覆盖
    .doc = 规则和原则都没有覆盖的情形所占份额。
