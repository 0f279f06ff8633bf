## 世界模型的中文。每条之上的注释是所译的英文，两者须一致；文件由 `tenfold check --emit catalogue` 给出待填的骨架。
##
## 术语：lab 实验室；compute 算力；fleet 机群；lead time 交付周期；effective compute 有效算力；order of magnitude 数量级；
## in logs 按对数计；horizon 任务时长；level 等级；mastery 掌握程度；diffusion 扩散；adoption 采用率；depth 深度；pace 速度；
## hazard 风险率；safeguards 防护；patchwork 拼凑的州法；moratorium 暂停令；guardrails 护栏；principles 原则；corrigibility 可修正性；
## coherence 凝聚力；rival 对手；coalition 联盟；generation 代（模型）；claim 主张；scenario 情景；prior 先验；record 记录。

# One loop: revenue buys compute a lead time ahead, compute trains models, models gain capability, capability diffuses into work, work is paid. Around it markets, states, rules, organisations and chance. Leaves out: countries but for blocs, employment, and whatever no module has.
world = 世界
    .doc = 一个回路：收入提前一个交付周期购买算力，算力训练模型，模型获得能力，能力扩散到工作之中，工作得到报酬。环绕它的是市场、国家、规则、组织和偶然。未涵盖：阵营之外的各国、就业，以及各模块都没有的一切。
# All labs.
world-fleet = 总机群
    .doc = 全部实验室之和。
# All labs.
world-profit = 总利润
    .doc = 全部实验室之和。
# All labs.
world-revenue = 总收入
    .doc = 全部实验室之和。
# Nobody ever pays: patrons alone pay for compute.
world-scenario-no_demand = 没有需求
    .doc = 从来没有人付费：只有资助者为算力付钱。
# AI does not speed algorithmic progress.
world-scenario-no_research_feedback = 没有研究反馈
    .doc = AI 不加快算法进步。
# a war takes chips and fleets, and the lead decides where labs may sell
world-test-a-war-takes-chips-and-fleets-and-the-lead-decides-where-labs-may-sell = 战争夺走芯片和机群，领先决定实验室能在哪里销售
# a fixed capability gets cheaper severalfold a year, within the intervals of the record
world-test-a-fixed-capability-gets-cheaper-severalfold-a-year-within-the-intervals-of-the-record = 固定能力每年便宜数倍，在记录的区间之内
# and a small economy has little of it
world-test-and-a-small-economy-has-little-of-it = 而小的经济体资本也少
# and without capability it does not grow
world-test-and-without-capability-it-does-not-grow = 没有能力，它就不增长
# capital that stays away is not raised from anybody
world-test-capital-that-stays-away-is-not-raised-from-anybody = 不来的资本，从谁那里也筹不到
# chips that go to the rival are not the labs'
world-test-chips-that-go-to-the-rival-are-not-the-labs = 流向对手的芯片不归实验室
# demand and price are the market's, costs the fleet's
world-test-demand-and-price-are-the-market-s-costs-the-fleet-s = 需求与价格来自市场，成本来自机群
# engineers are wanted as long as few use AI
world-test-engineers-are-wanted-as-long-as-few-use-ai = 只要用 AI 的人少，就还需要工程师
# harm is done with what is followed and where values fail, care given where AI is used
world-test-harm-is-done-with-what-is-followed-and-where-values-fail-care-given-where-ai-is-used = 危害来自被照做的和价值失效之处，照护来自 AI 被使用之处
# harm stops training, and slows what is handed over
world-test-harm-stops-training-and-slows-what-is-handed-over = 灾难使训练停下，使工作的移交变慢
# labs that are open compete by research for what can be paid
world-test-labs-that-are-open-compete-by-research-for-what-can-be-paid = 仍在营业的实验室凭研究竞争可付的钱
# nothing is found by waiting for a moratorium to end
world-test-nothing-is-found-by-waiting-for-a-moratorium-to-end = 坐等暂停令结束，不会有任何发现
# nobody fails who forecasts as they do
world-test-nobody-fails-who-forecasts-as-they-do = 照现在这样预测，没有人倒闭
# profit is taxed and paid out: labs hold no more cash than a few per cent of GDP
world-test-profit-is-taxed-and-paid-out-labs-hold-no-more-cash-than-a-few-per-cent-of-gdp = 利润要缴税、要派发：各实验室所持现金不过 GDP 的百分之几
# research runs on the labs' compute and is as quick as their people agree
world-test-research-runs-on-the-labs-compute-and-is-as-quick-as-their-people-agree = 研究用的是实验室的算力，人们有多一致就有多快
# revenue falls when price is raised far
world-test-revenue-falls-when-price-is-raised-far = 大幅涨价则收入下降
# revenue stays within GDP, compute within what can be made
world-test-revenue-stays-within-gdp-compute-within-what-can-be-made = 收入不超过 GDP 之内的份额，算力不超过能制造的数量
# shares sum to one, and no chip of labs and rival goes to two buyers
world-test-shares-sum-to-one-and-no-chip-of-labs-and-rival-goes-to-two-buyers = 份额之和为一，没有一块芯片同时卖给实验室和对手
# the lead is that of fleets where algorithms stand still
world-test-the-lead-is-that-of-fleets-where-algorithms-stand-still = 算法停滞之处，领先就是机群的领先
# the loop is closed: without demand there is less compute and less capability
world-test-the-loop-is-closed-without-demand-there-is-less-compute-and-less-capability = 回路是闭合的：没有需求，算力和能力都更少
# three times the demand that there is, expected for two years, ruins who has no parent
world-test-three-times-the-demand-that-there-is-expected-for-two-years-ruins-who-has-no-parent = 连续两年按三倍需求预期，没有母公司的实验室会破产
# units and money are conserved in the closed loop
world-test-units-and-money-are-conserved-in-the-closed-loop = 在闭合的回路中，机器和资金守恒
# what cannot be learned is not handed over, what a patchwork bans is not done
world-test-what-cannot-be-learned-is-not-handed-over-what-a-patchwork-bans-is-not-done = 学不会的不会交出，拼凑的州法所禁的不会做
# who buys for less than comes has a profit at once, and has lost share three years later
world-test-who-buys-for-less-than-comes-has-a-profit-at-once-and-has-lost-share-three-years-later = 买得比需求少，立即盈利，三年后丢掉份额
# with demand there is more of both
world-test-with-demand-there-is-more-of-both = 有需求则两者都更多
# with right forecasts it is 100, 150 and 50 in the loop too
world-test-with-right-forecasts-it-is-100-150-and-50-in-the-loop-too = 预测正确时，在整个回路中也是 100、150 和 50
# with training as it was in 2023, capability, use and revenue stay small
world-test-with-training-as-it-was-in-2023-capability-use-and-revenue-stay-small = 若训练停留在 2023 年，能力、使用和收入都很小
# without AI in research people alone are at work
world-test-without-ai-in-research-people-alone-are-at-work = 研究中没有 AI，就只有人在工作
# without capability nothing follows from it
world-test-without-capability-nothing-follows-from-it = 没有能力，就没有由它而来的一切
# work that machines do makes GDP grow; without it GDP is what it would be
world-test-work-that-machines-do-makes-gdp-grow-without-it-gdp-is-what-it-would-be = 机器所做的工作使 GDP 增长；没有它，GDP 就是原来的样子
