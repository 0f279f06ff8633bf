"""The social half of the twin: diffusion, economics, market, shocks, geopolitics, governance, constitution, culture."""

import math

from world_twin_parts import (
    DT,
    LABS,
    SECTORS,
    BLOCS,
    REGIMES,
    CHANNELS,
    LN10,
    beta_median,
    clip,
    logistic,
    middle,
    middle_above,
    middle_below,
    normal_cdf,
    Pipeline,
)


class Diffusion:
    arrays = {"adoption": SECTORS, "depth": SECTORS}
    numbers = ("feasible", "automated", "gdp_gain", "gdp", "payable", "business_use", "business_use_any")

    def __init__(self):
        self.innovation = middle(0.005, 0.03)
        self.imitation = middle(0.25, 0.7)
        ranges = ((0.5, 0.95), (0.45, 0.8), (0.5, 0.95), (0.75, 1.35), (1.05, 1.9), (1.1, 2), (0.6, 1.6))
        self.friction = [middle(*r) for r in ranges]
        self.erosion = middle(0.2, 1.5)
        self.reach = beta_median(30, 3)
        self.need = (1, 2, 4, 7, 9, 10, 9)
        self.need_width = middle(1.5, 3.5)
        self.adoption = [0.005, 0.01, 0.005, 0.01, 0.004, 0.003, 0.01]
        self.task_median = 10.0
        self.task_spread = middle(3, 6)
        self.handover = beta_median(8, 2)
        self.deepening = middle(0.3, 2)
        self.depth = [0.0005] * 7
        self.background_work = beta_median(3, 5)
        self.gdp_growth = 0.05
        pools = ((2, 7), (0.8, 2.5), (0.4, 2), (13, 27), (7, 16), (5, 13), (0.4, 1.8))
        self.pool = [middle(low / 100, high / 100) for low, high in pools]
        self.substitution = middle_below(0.3, 0.8, 0.95)
        self.plenty = middle(1, 30)
        self.capital_part = middle(0.28, 0.43)
        self.discovery = middle(0.003, 0.03)
        self.capital = self.discoveries = 1.0
        self.take = middle(0.02, 0.3)
        self.gdp_share = middle(0.03, 0.2)
        counts = [middle(*r) for r in ((0.5, 2), (1, 4), (5, 13), (45, 80), (13, 30), (6, 16), (0.5, 2))]
        self.firm_weight = [0.0] + [c / (sum(counts) - counts[0]) for c in counts[1:]]
        self.wording = middle(1.2, 3)

    def spread(self, time, log2_horizon, log2_sure, mastery, covered, trust, lawful, law_pace):
        within = normal_cdf((log2_sure - self.task_median) / self.task_spread)
        self.feasible = self.handover * trust * within * (1 - self.background_work * (1 - covered))
        self.ceiling = [self.reach * logistic((log2_horizon - n) / self.need_width) for n in self.need]
        self.pace = [law_pace * (1 + self.erosion * mastery) / f for f in self.friction]
        may = (1, 1, 1, 1, lawful, 1, 1)
        shares = [a * d * m for a, d, m in zip(self.adoption, self.depth, may)]
        done = sum(p * share for p, share in zip(self.pool, shares))
        self.science = shares[6]
        self.automated = clip(done - self.pool[0] * shares[0], 0, 0.95)
        rho = 1 - 1 / self.substitution
        left = 1 - self.automated
        task_gain = (left + self.automated * self.plenty**rho) ** (1 / rho) / left
        work = task_gain ** (1 - self.capital_part)
        self.gdp_gain = self.discoveries * work * self.capital**self.capital_part
        self.gdp = 105.435e12 * math.exp(self.gdp_growth * (time - 2023.5)) * self.gdp_gain
        paid = [p * share / max(done, 1e-99) for p, share in zip(self.pool, shares)]
        self.coding_part, self.chat_part = paid[1] + paid[2], paid[0]
        bound = self.gdp_share * self.gdp
        self.payable = bound * (1 - math.exp(-self.gdp * self.take * done / bound))
        self.business_use = sum(w * a for w, a in zip(self.firm_weight, self.adoption))
        self.business_use_any = min(self.business_use * self.wording, 1)

    def move(self):
        self.capital += DT * 0.087 * (self.gdp_gain - self.capital)
        self.discoveries += DT * self.discovery * self.science * self.discoveries
        for i, (adopted, depth, ceiling, pace) in enumerate(zip(self.adoption, self.depth, self.ceiling, self.pace)):
            bass = (self.innovation + self.imitation * adopted / ceiling) * (ceiling - adopted)
            self.adoption[i] += DT * max(bass, 0) * pace
            self.depth[i] += DT * max(self.deepening * pace * depth * (1 - depth / self.feasible), 0)


class Economics:
    arrays = {"inference": LABS, "revenue": LABS, "profit": LABS, "cash": LABS, "wanted_compute": LABS}
    numbers = ("spot_price", "generation_return", "training_cost_growth")

    def __init__(self, lead_time):
        self.lead_time = lead_time
        self.elasticity = middle_above(1.1, 3, 1)
        self.target_share = 0.5
        self.max_share = beta_median(13, 7)
        self.let_part = 0.5
        self.other_ratio = middle(0.15, 0.45)
        self.belief = beta_median(7, 3)
        self.cone = middle(0.15, 0.5)
        self.ruin_weight = middle(1, 6)
        self.trend = [1e5] * 4
        self.patron_2019 = [middle(0.2e6, 3e6), middle(0.6e6, 10e6), middle(0.6e6, 15e6), middle(0.6e6, 10e6)]
        self.patron_growth = middle(0.9, 2.2)
        self.patron_limit = [middle(6e9, 20e9), middle(15e9, 50e9), middle(15e9, 50e9), middle(17e9, 60e9)]
        self.funding_base = [middle(10e9, 40e9), middle(20e9, 80e9), middle(40e9, 160e9), middle(40e9, 160e9)]
        self.parent = (0, 0, 1, 0.75)
        self.flight = middle(1, 4)
        self.funding_multiple = middle(0.3, 2)
        self.capital_share = middle(0.003, 0.02)
        self.profit_wanted = middle(0.05, 0.3)
        self.debt_limit = middle(0.25, 1)
        self.cash = [5e8] * 4
        self.failed = [False] * 4  # none does in the middle, so that nobody takes a place
        self.forecast_pipes = [Pipeline(0.0) for _ in range(4)]
        self.generation_time = middle(0.6, 1.5)
        self.earned = self.trained = 0.0
        self.earned_pipe, self.trained_pipe = Pipeline(0.0), Pipeline(0.0)

    @property
    def open(self):
        return [0 if failed else 1 for failed in self.failed]

    def serve(self, payable, share, price, usual_price, dear, fleet_cost):
        """Who is served, on whose compute, at what price."""
        less = 1 - self.elasticity
        self.cost = cost = [c * is_open for c, is_open in zip(fleet_cost, self.open)]
        self.list_demand = [payable * s * (p / usual_price) ** less for s, p in zip(share, price)]
        self.demand = [d * dear**less for d in self.list_demand]
        wanted = [d / p for d, p in zip(self.demand, price)]
        own = [min(w, self.max_share * c) for w, c in zip(wanted, cost)]
        short = [w - o for w, o in zip(wanted, own)]
        idle = [max(self.target_share * c - o, 0) for c, o in zip(cost, own)]
        on_offer = self.let_part * sum(idle)
        trade = min(sum(short), on_offer)
        rented = [trade * s / max(sum(short), 1) for s in short]
        hired_out = [trade * i / max(sum(idle), 1) for i in idle]
        self.spot_price = 0.3 + (usual_price - 0.3) * sum(short) / max(sum(short) + on_offer, 1)
        self.rent = [self.spot_price * (out - rent) for out, rent in zip(hired_out, rented)]
        self.inference = [o + r for o, r in zip(own, rented)]
        self.research = [c - o - h for c, o, h in zip(cost, own, hired_out)]
        self.research_share = [r / max(c, 1) for r, c in zip(self.research, cost)]
        scarcity = [max(w / max(i, 1), 1) ** (1 / self.elasticity) for w, i in zip(wanted, self.inference)]
        self.revenue = [i * p * s for i, p, s in zip(self.inference, price, scarcity)]
        self.total_cost = [c + self.other_ratio * c for c in cost]
        self.interest = [0.1 * max(-c, 0) for c in self.cash]
        self.profit = [
            revenue + rent - total - interest
            for revenue, rent, total, interest in zip(self.revenue, self.rent, self.total_cost, self.interest)
        ]

    def plan(self, time, gdp, price, quote, ahead, capital_left):
        self.wanted_compute, self.funding, self.forecast = [], [], []
        for i, is_open in enumerate(self.open):
            growth = clip(self.list_demand[i] / self.trend[i] - 1, -1, 2.5)
            forecast = self.list_demand[i] * math.exp(self.belief * growth * ahead[i])
            self.forecast.append(forecast)
            width = self.cone * math.sqrt(self.lead_time + 0.25)
            odds = max(price[i] - 1, 0.01) / self.ruin_weight
            hedge = clip(math.exp(width * math.log(odds) / 1.702), 0.25, 4)
            limit = self.patron_limit[i]
            pledged = self.patron_2019[i] * math.exp(self.patron_growth * (time + ahead[i] - 2019))
            patron = limit * (1 - math.exp(-pledged / limit))
            planned = max(self.forecast_pipes[i].output(ahead[i]), 1)
            trust = clip(1 - self.flight * (1 - (self.list_demand[i] + patron) / planned), 0, 1)
            base = self.funding_base[i] * (self.parent[i] + (1 - self.parent[i]) * trust)
            growing = self.funding_multiple * max(self.list_demand[i] - self.trend[i], 0) * trust
            capital = min(base + growing, self.capital_share * gdp / 4) * capital_left * is_open
            affordable = (forecast * (1 - self.profit_wanted) + capital) / (1 + self.other_ratio)
            reserve = 0.25 * self.total_cost[i]
            solvency = clip(self.cash[i] / max(reserve, 1000), 0, 1)
            driven = hedge * forecast * quote ** (1 - self.elasticity) / (price[i] * self.target_share)
            self.wanted_compute.append(is_open * solvency * min(affordable, max(driven, patron)))
            self.funding.append(clip((2 * reserve - self.cash[i]) / 0.5 - self.profit[i], 0, capital))

    def generations(self):
        before = self.trained_pipe.output(self.generation_time)
        next_cost = self.trained - before
        cost = before - self.trained_pipe.output(2 * self.generation_time)
        margin = self.earned - self.earned_pipe.output(self.generation_time)
        self.generation_return = margin / max(cost, 1)
        ratio = max(next_cost, 1) / max(cost, 1)
        self.training_cost_growth = math.exp(math.log(ratio) / self.generation_time)

    def move(self):
        self.earned_pipe.inputs.append(self.earned)
        self.trained_pipe.inputs.append(self.trained)
        self.earned += DT * (sum(self.revenue) - sum(self.inference))
        self.trained += DT * sum(self.research)
        for i, is_open in enumerate(self.open):
            self.forecast_pipes[i].inputs.append(self.forecast[i])
            is_broke = self.cash[i] < -self.debt_limit * self.revenue[i] and self.cost[i] > 1e8
            self.failed[i] = self.failed[i] or is_broke
            self.trend[i] += DT * (self.list_demand[i] - self.trend[i])
            written_off = (1 - is_open) * max(-self.cash[i], 0) * 12
            tax = 0.21 * max(self.profit[i], 0)
            payout = max(self.cash[i] - self.total_cost[i], 0)
            self.cash[i] += DT * (is_open * (self.profit[i] + self.funding[i] - tax - payout) + written_off)


class Market:
    arrays = {"demand_share": LABS, "price_over_cost": LABS}
    numbers = ("mean_margin", "cloud_margin", "hhi", "viable", "price_fall")

    def __init__(self):
        self.pull = middle(0.3, 1.5)
        self.fit_2024 = (-0.5, 1.0, -0.5, -1.5)  # no drift in the middle
        self.coding_fit = (0.4, -0.2, -0.2, -0.2)
        self.chat_fit = (-1, 0.7, 0, 0)
        self.fit_lasts = middle(3, 12)
        self.quality = [math.log(0.6), math.log(2), math.log(2), math.log(2)]
        self.differentiation = middle(0.5, 2)
        self.usual_price = 1 + self.differentiation * 4 / 3
        self.serving_gain = middle(0.3, 2.5)
        self.serving_lasts = middle(2, 8)
        self.markup = [4 / 3] * 4
        self.price_pipe = None
        self.frontier = None

    def compete(self, time, coding_part, chat_part, is_open):
        fading = math.exp(-max(time - 2024, 0) / self.fit_lasts)
        appeal = []
        for i in range(4):
            odds = self.pull * (self.quality[i] - self.quality[1]) + self.fit_2024[i] * fading - self.markup[i]
            appeal.append(is_open[i] * math.exp(odds))
        self.demand_share = [0.0] * 4
        kinds = ((coding_part, self.coding_fit), (chat_part, self.chat_fit), (1 - coding_part - chat_part, [0] * 4))
        for part, fit in kinds:
            liked = [a * math.exp(f) for a, f in zip(appeal, fit)]
            for i in range(4):
                self.demand_share[i] += part * liked[i] / max(sum(liked), 1e-99)
        self.price_over_cost = [1 + self.differentiation * m for m in self.markup]

    def cheapen(self, time, unit_cost, efficiency):
        """The price of what a model could do before."""
        since = time - 2023
        if since >= 0:
            since = self.serving_lasts * (1 - math.exp(-since / self.serving_lasts))
        price = unit_cost * sum(self.price_over_cost) / 4 / (efficiency * math.exp(self.serving_gain * since))
        self.price_pipe = self.price_pipe or Pipeline(None)
        self.price_pipe.before = price
        self.price_fall = self.price_pipe.output(1.0) / price
        self.price_pipe.inputs.append(price)

    def structure(self, payable, research):
        share = self.demand_share
        self.mean_margin = sum(s * (1 - 1 / p) for s, p in zip(share, self.price_over_cost))
        self.cloud_margin = 1 - sum(s / (1 + 0.3 * m) for s, m in zip(share, self.markup))
        self.hhi = share[0] ** 2 + share[1] ** 2 + share[2] ** 2 + 2 * (share[3] / 2) ** 2
        if self.frontier is None:
            self.frontier = max(research)
        entry_cost = max(max(research), self.frontier, 1000)
        room = (1 + self.differentiation * payable / entry_cost) / (1 + self.differentiation)
        self.viable = max(1, math.floor(room))

    def move(self, research):
        self.frontier += DT * (max(research) - self.frontier) / self.fit_lasts
        for i in range(4):
            best = 1 / (1 - min(self.demand_share[i], 0.8))
            self.quality[i] += DT * (math.log(max(research[i] / 1e6, 0.01)) - self.quality[i]) / 0.75
            self.markup[i] += DT * (best - self.markup[i]) / 0.5


class Shocks:
    arrays = {}
    numbers = ("calm",)

    def __init__(self):
        self.hazard = middle(0.001, 0.006) + middle(0.0005, 0.004) + middle(0.0005, 0.004)
        self.chips = self.capital = self.training = 1.0
        self.risk = 0.0

    @property
    def calm(self):
        return math.exp(-self.risk)

    def move(self, time):
        self.risk += DT * (self.hazard if time >= 2026.1 else 0)


class Geopolitics:
    arrays = {"fleet": BLOCS, "end_rate": BLOCS, "unchecked": BLOCS, "benefit": BLOCS}
    numbers = ("exported", "home", "lead", "gap", "bargain", "belief_sum", "access")

    def __init__(self, coalition_fleet, service_life):
        self.service_life = service_life
        self.control_strength = beta_median(6, 3)
        self.import_want = middle(0.12, 0.3)
        self.smuggled = middle(0.02, 0.25)
        self.home_2025 = middle(100e3, 800e3)
        self.home_growth = middle(0.4, 1.1)
        self.home_ceiling = middle(0.1, 0.6)
        self.rest_share = middle(0.04, 0.15)
        self.money = middle(0.001, 0.006)
        self.power = middle(100e9, 600e9)
        self.contested = beta_median(2, 8)
        self.say = 1.0
        self.rules_time = middle(1, 5)
        self.rise_rate = middle(0.01, 0.06)
        self.kept = beta_median(4, 4)
        self.unchecked = [0.0, 1.0, 0.26]
        self.rival_fleet = 0.12 * coalition_fleet
        self.rest_fleet = 0.04 * coalition_fleet
        self.leak_lag = middle(0.2, 1.5)
        self.frontier_share = middle(0.3, 1)
        self.log_trend = math.log(coalition_fleet) - 1
        self.decisiveness = middle(0.5, 3)
        self.optimism = 0.3  # of either side
        self.fall_rate = middle(0.03, 0.08)
        self.checks = (beta_median(9, 2), beta_median(2, 9), beta_median(4, 4))
        self.repression = beta_median(5, 3)
        self.mastery_pipe = Pipeline(0.0)

    @property
    def access(self):
        return 1 - self.contested * (1 - self.say)

    def trade(self, time, chip_output, gdp, unit_price, watts):
        stringency = self.control_strength if time >= 2022.77 else 0.0
        free = self.home_2025 * math.exp(self.home_growth * (time - 2025))
        could_make = 1 / (1 / free + 1 / (self.home_ceiling * chip_output))
        smuggled = stringency * self.smuggled
        could_have = chip_output * self.import_want * (1 - stringency + smuggled) + could_make
        room = max(self.power / watts - self.rival_fleet, 0)
        taken = min(1, min(self.money * gdp / unit_price, room) / could_have)
        self.exported = self.import_want * (1 - stringency) * taken
        self.imports = chip_output * self.exported
        self.smuggling = chip_output * self.import_want * smuggled * taken
        self.home = could_make * taken
        self.rest_bought = self.rest_share * chip_output

    def weigh(self, coalition_fleet, algorithm_growth, mastery, liberty):
        self.fleet = [coalition_fleet, self.rival_fleet, self.rest_fleet]
        self.log_fleet = math.log(coalition_fleet)
        self.growth = max(self.log_fleet - self.log_trend, 0.05)
        ahead = math.log(coalition_fleet / (self.frontier_share * self.rival_fleet)) + algorithm_growth * self.leak_lag
        self.lead = ahead / LN10
        self.gap = ahead / (self.growth + algorithm_growth)
        odds = self.decisiveness * self.lead
        self.bargain = logistic(odds)
        self.belief_sum = logistic(odds + self.optimism) + logistic(-odds + self.optimism)
        mastery_rival = self.mastery_pipe.output(clip(self.gap, 0.1, 20))
        reach = (mastery, mastery_rival, mastery)
        self.unbound = [1 - c * free for c, free in zip(self.checks, (liberty, 1, 1))]
        self.end_rate = [self.fall_rate * (1 - self.repression * r * u) for r, u in zip(reach, self.unbound)]
        people = (1.1e9, 1.41e9, 5.6e9)
        self.benefit = [f / p * (1 - self.kept * u) for f, p, u in zip(self.fleet, people, self.unchecked)]
        self.mastery_pipe.inputs.append(mastery)

    def move(self):
        self.rival_fleet += DT * (self.imports + self.smuggling + self.home - self.rival_fleet / self.service_life)
        self.rest_fleet += DT * (self.rest_bought - self.rest_fleet / self.service_life)
        self.log_trend += DT * (self.log_fleet - self.log_trend)
        self.say += DT * (self.bargain - self.say) / self.rules_time
        for i, (ruled, ends, unbound) in enumerate(zip(self.unchecked, self.end_rate, self.unbound)):
            self.unchecked[i] += DT * ((1 - ruled) * self.rise_rate * unbound - ruled * ends)


class Governance:
    """No rules are in force: all use is lawful, at its own pace, and so is training."""

    arrays = {"safeguards": REGIMES, "danger": REGIMES, "care_forgone": REGIMES}
    numbers = ("danger_now", "danger_added", "safe_years", "liberty_now")

    def __init__(self):
        self.moratorium_length = middle(2, 10)
        self.voluntary = beta_median(2, 6)
        gains = (0, beta_median(2, 8), beta_median(6, 4), beta_median(6, 4))
        self.standard = [self.voluntary + (1 - self.voluntary) * gain for gain in gains]
        self.building_time = middle(1, 4)
        self.best_safeguard = beta_median(9, 2)
        self.bio_now = middle(0.001, 0.01)
        self.bio_uplift = middle(0.01, 0.15)
        self.control_loss = middle(0.0005, 0.05)
        self.use = (1, (1 - beta_median(3, 7)) * beta_median(14, 6), beta_median(38, 2), 1)  # lawful share by pace
        self.helped = beta_median(3, 9)
        self.watching = beta_median(3, 5)
        self.safeguards = [0.0] * 4
        self.safeguards_now = 0.0
        self.care_forgone = [0.0] * 4
        self.danger_so_far = 0.0
        self.mastery_pipe = Pipeline(0.0)

    @property
    def liberty_now(self):
        return 1 - self.watching * self.safeguards_now

    @property
    def safe_years(self):
        return math.exp(-self.danger_so_far)

    def rule(self, time, mastery, regulated_use, misuse_followed, values_fail):
        late = self.mastery_pipe.output(clip(time - 2026.5, 0, self.moratorium_length))
        self.mastery_pipe.inputs.append(mastery)
        self.mastery_held = [mastery, mastery, mastery, late]
        exposure = self.bio_uplift * misuse_followed + self.control_loss * values_fail

        def danger(held, safeguards):
            return self.bio_now + exposure * held**2 * (1 - self.best_safeguard * safeguards)

        self.danger = [danger(m, s) for m, s in zip(self.mastery_held, self.safeguards)]
        self.danger_now = danger(mastery, self.safeguards_now)
        self.danger_added = max(self.danger_now - self.bio_now, 0)
        self.care = []
        for use, held in zip(self.use, self.mastery_held):
            part = use * held / max(mastery, 1e-6) if time >= 2026.5 else 1
            self.care.append(29e6 * self.helped * regulated_use * part)

    def move(self, time):
        for i in range(4):
            target = self.standard[i] if time >= 2026.5 else self.voluntary
            self.safeguards[i] += DT * (target - self.safeguards[i]) / self.building_time
            self.care_forgone[i] += DT * (self.care[0] - self.care[i])
        self.safeguards_now += DT * (self.standard[0] - self.safeguards_now) / self.building_time
        self.danger_so_far += DT * self.danger_added


class Constitution:
    arrays = {}
    numbers = ("rules_fail", "principles_fail", "misuse_followed", "harm", "best_corrigibility", "least_harm")
    numbers += ("own_mistakes", "as_meant", "bad_power")

    def __init__(self):
        self.rule_decay = middle(0.02, 0.2)
        self.principle_decay = middle(0.1, 0.9) * self.rule_decay
        self.unguarded = 1 - beta_median(3, 3) * beta_median(18, 2)
        self.stakes = middle(0.001, 0.02) * middle(10, 1000)
        self.refused = middle(0.005, 0.1)
        self.slack = beta_median(4, 4)
        self.spoilt = beta_median(2, 6)

    def judge(self, drift):
        self.rules_fail = 1 - math.exp(-self.rule_decay * drift)
        self.principles_fail = 1 - math.exp(-self.principle_decay * drift)
        blindness = clip(self.principles_fail, 0.01, 0.99)
        risk = self.stakes * self.unguarded
        self.misuse_followed = self.unguarded * (1 - self.refused**blindness)
        self.harm = self.stakes * self.misuse_followed + self.refused
        self.own_mistakes = self.principles_fail * (self.refused + (1 - self.refused) * self.slack)
        self.as_meant = (1 - self.refused) * (1 - self.spoilt * self.principles_fail)
        self.bad_power = self.misuse_followed / (1 - self.refused)
        overruled = min((risk * blindness) ** (1 / (1 - blindness)), 1)
        self.best_corrigibility = 1 - overruled
        self.least_harm = risk * (1 - overruled**blindness) + overruled


class Culture:
    arrays = {"coherence": CHANNELS}
    numbers = ("staff", "lab_coherence", "worth", "relative_staff", "relative_coherence")

    def __init__(self):
        self.hiring = middle(0.4, 1.5)
        self.staff = middle(30, 400) * math.exp(-self.hiring * 4)
        self.staff_limit = middle(3e3, 60e3)
        self.circle = middle(100, 250)
        self.span = middle(3.2, 8)
        self.fidelity = beta_median(18, 2)
        memory, interval = middle(0.1, 0.6), 14 / 365.25
        remembered = memory / interval * (1 - math.exp(-interval / memory))
        attendance = beta_median(8, 2)
        self.broadcast = attendance * beta_median(9, 1) * remembered
        self.learning_time = middle(0.3, 1.5)
        self.directness = beta_median(2, 2)
        self.coherence = [min(self.circle / self.staff, 1)] * 3
        leaders = beta_median(2, 8) * middle(0.33, 0.4)
        self.left_by_speaking = 1 - self.directness * (leaders + attendance / 90)
        self.worth_2025 = None
        self.staff_2025 = self.staff

    def talk(self, time):
        self.relative_staff = 1.0 if time <= 2025 else self.staff / self.staff_2025
        self.hires = self.hiring * self.staff * max(1 - self.staff / self.staff_limit, 0)
        layers = max(math.log(self.staff) / math.log(self.span), 1)
        self.heard = [0.0, self.fidelity**layers, self.broadcast]
        self.lab_coherence = self.directness * self.coherence[2] + (1 - self.directness) * self.coherence[1]
        self.worth = self.lab_coherence * self.left_by_speaking
        if self.worth_2025 is None:
            self.worth_2025 = self.worth
        self.relative_coherence = self.worth / self.worth_2025

    def move(self, time):
        direct = min(self.circle / self.staff, 1)
        for i, heard in enumerate(self.heard):
            shared = direct + (1 - direct) * heard
            lost = self.coherence[i] * self.hires / self.staff
            self.coherence[i] += DT * ((shared - self.coherence[i]) / self.learning_time - lost)
        if time <= 2025:
            self.worth_2025 += DT * (self.worth - self.worth_2025) * 12
            self.staff_2025 += DT * (self.staff - self.staff_2025) * 12
        self.staff += DT * self.hires
