## 模块 constitution 的中文。每条之上的注释是所译的英文，两者须一致；术语见 world.ftl 开头。

# How a model is told what to do: by a list of rules, by principles, or by hard guardrails, and how much of what it is asked it simply does. What it refuses it refuses by its principles, so that its judgement is worth what its principles still cover. Leaves out: where values come from, who writes them, training that fails to instil them, and models that only seem to follow.
constitution = 宪法
    .doc = 怎样告诉模型该做什么：靠一列规则、靠原则，还是靠硬性护栏；以及它对被要求的事照做多少。它拒绝的是凭原则拒绝的，所以它的判断只值原则还能覆盖的那一部分。未涵盖：价值观从何而来，由谁撰写，未能灌输价值观的训练，以及只是看似遵从的模型。
# Share of instructions that ask for harm.
constitution-bad_share = 恶意指令份额
    .doc = 要求造成伤害的指令所占的份额。
# Share followed that makes harm least: where one more refusal catches as much harm as it costs.
constitution-best_corrigibility = 最佳可修正性
    .doc = 伤害最小的照做份额：在那里，再多拒绝一次所避免的伤害与所造成的一样多。
# Exponent of the curve by which the most suspect share u of instructions holds u^blindness of the bad ones: 0 sees all, 1 is chance.
constitution-blindness = 盲目程度
    .doc = 最可疑的份额为 u 的指令中，含有恶意指令的 u^blindness：0 为全部看穿，1 为全凭运气。
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
# Harm of one bad instruction followed, against one good instruction refused or overruled.
constitution-stakes = 利害
    .doc = 照做一条恶意指令的伤害，相对于拒绝或不听从一条正当指令。
# guardrails do not depend on drift
constitution-test-guardrails-do-not-depend-on-drift = 护栏与偏移无关
# no other share followed does less harm
constitution-test-no-other-share-followed-does-less-harm = 没有别的照做份额造成更少的伤害
# principles win as situations drift
constitution-test-principles-win-as-situations-drift = 情境偏移时，原则胜出
# the best corrigibility is high, but not 1, where there is misuse that guardrails leave
constitution-test-the-best-corrigibility-is-high-but-not-1-where-there-is-misuse-that-guardrails-leave = 只要有护栏漏过的滥用，最佳可修正性就很高，但不是 1
# without bad instructions, or with guardrails that stop all of it, it is 1
constitution-test-without-bad-instructions-or-with-guardrails-that-stop-all-of-it-it-is-1 = 若没有恶意指令，或护栏拦下一切，它就是 1
# Share of misuse, by harm, that guardrails leave to judgement.
constitution-unguarded = 未设防的滥用
    .doc = 按伤害计，护栏留给判断的滥用份额。
