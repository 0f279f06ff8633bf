"""The technical half of the twin: compute, blob, capability, learning, software, feedback."""

import math

from world_twin_parts import (
    DT,
    LABS,
    DOMAINS,
    SECONDS,
    HOURS,
    LN10,
    beta_median,
    clip,
    gamma_median,
    half_way,
    logistic,
    middle,
    middle_above,
    normal_cdf,
    Conveyor,
    Pipeline,
)


class Compute:
    arrays = {"fleet": LABS, "fleet_cost": LABS, "orders": LABS}
    numbers = ("chip_output", "rationing", "premium", "dear", "unit_price")

    def __init__(self):
        self.lead_time = 1.0
        self.service_life = middle(3, 6)
        self.order_time = 0.25
        self.buildout = middle(1, 5)
        self.open_market = middle(0.02, 0.08)
        self.fleet = [middle(0.2, 5), middle(15, 200), middle(15, 200), middle(10, 200)]
        self.unit_price_2023 = middle(35e3, 70e3)
        self.price_fall = middle(0.2, 0.4)
        self.slowdown = middle(12, 40)
        self.power_2025_per_unit = middle(1.1e3, 2e3)  # watt
        self.power_fall = middle(0.15, 0.35)
        self.power_price = middle(50e-6, 110e-6) * HOURS  # USD a watt and year
        self.capital_rate = (1 + middle(0.15, 0.9)) / self.service_life
        self.chip_growth_2025 = middle(0.7, 1.1)
        self.chip_growth_long = middle(0.15, 0.4)
        self.chip_slowing = middle(3, 8)
        self.chip_output = middle(9e6, 18e6) * math.exp(-6 * self.chip_growth_2025)
        self.chip_part = middle(0.45, 0.75)
        self.chip_money = middle(0.02, 0.1)
        self.labs_share = beta_median(4, 3)
        self.fab_response = middle(0.05, 0.3)
        self.premium_limit = 3.0
        self.lateness = middle(0.3, 3)
        self.dear = self.quote = 1.0
        self.last_lag = [self.lead_time] * 4
        self.premium_pipe = Pipeline(1.0)
        self.chip_premium_pipe = Pipeline(1.0)
        self.power_2025 = middle(10e9, 25e9)
        self.power_growth = middle(0.3, 0.7)
        self.power_ceiling = middle(200e9, 2000e9)
        orders = [2 * f for f in self.fleet]
        price = self.unit_price_2023 * math.exp(-self.price_fall * self.progress(2019))
        self.on_order = [o * self.lead_time for o in orders]
        self.capital_on_order = [o * price * self.lead_time for o in orders]
        self.book = [f * price for f in self.fleet]
        self.unit_pipes = [Conveyor(o) for o in orders]
        self.capital_pipes = [Conveyor(o * price) for o in orders]

    def progress(self, time):
        return self.slowdown * (1 - math.exp(-(time - 2023) / self.slowdown))

    def costs(self, time):
        progress = self.progress(time)
        self.unit_price = self.unit_price_2023 * math.exp(-self.price_fall * progress)
        watts = self.power_2025_per_unit * math.exp(-self.power_fall * (progress - self.progress(2025)))
        self.watts = watts
        self.power_cost = watts * self.power_price
        self.fleet_cost = [b * self.capital_rate + f * self.power_cost for b, f in zip(self.book, self.fleet)]

    @property
    def ahead(self):
        return [lag + self.order_time for lag in self.last_lag]

    def place_orders(self, time, wanted_cost, exported, chips_left, is_open, gdp):
        self.is_open, self.gdp, self.chips_left = is_open, gdp, chips_left
        self.unit_cost = self.unit_price * self.capital_rate + self.power_cost
        wanted = []
        for i in range(4):
            pipeline = self.capital_on_order[i] * self.capital_rate + self.on_order[i] * self.power_cost
            committed = self.fleet_cost[i] * math.exp(-self.lead_time / self.service_life) + pipeline
            spend = (wanted_cost[i] - committed) / self.order_time + committed / self.service_life
            wanted.append(max(spend, 0) / self.unit_cost)
        growth = math.exp(-self.power_growth * (time - 2025))
        limit = self.power_ceiling / (1 + (self.power_ceiling / self.power_2025 - 1) * growth)
        free = max(limit / self.watts - sum(self.fleet) - sum(self.on_order), 0)
        power_room = free + sum(self.fleet) / self.service_life
        for_sale = self.chip_output * (1 - exported)
        others = for_sale * (1 - self.labs_share)
        by_chips = for_sale * chips_left / max(sum(wanted) + others, 1)
        self.rationing = min(1, by_chips, power_room / max(sum(wanted), 1))
        self.premium = clip(1 / max(self.rationing, 1e-9), 1, self.premium_limit)
        bids = (min(sum(wanted), power_room) + others) / max(for_sale * chips_left, 1)
        self.chip_premium = clip(bids, 1, self.premium_limit)
        self.orders = [w * self.rationing for w in wanted]
        self.lag = []
        for i, order in enumerate(self.orders):
            room = max(self.buildout * (self.fleet[i] + self.on_order[i]), self.open_market * self.chip_output)
            self.lag.append(self.lead_time * (1 + self.lateness * (1 - 1 / (self.premium * max(order / room, 1)))))
        self.delivered = [pipe.output(lag) for pipe, lag in zip(self.unit_pipes, self.lag)]
        self.capital_delivered = [pipe.output(lag) for pipe, lag in zip(self.capital_pipes, self.lag)]

    def hand_over(self):
        """Units and their value that leave failed labs for those in business."""
        working = sum(f for f, is_open in zip(self.fleet, self.is_open) if is_open)
        rate = 2 if working >= 1 else 0
        gone = [0 if is_open else rate for is_open in self.is_open]
        failed = sum(f for f, is_open in zip(self.fleet, self.is_open) if not is_open)
        value = sum(b for b, is_open in zip(self.book, self.is_open) if not is_open)
        taken = rate * failed / max(working, 1)
        units, worth = [], []
        for i, is_open in enumerate(self.is_open):
            come = taken * self.fleet[i] * is_open
            units.append(come - gone[i] * self.fleet[i])
            worth.append(0.5 * come * value / max(failed, 1) - gone[i] * self.book[i])
        return units, worth

    def move(self, time):
        units, worth = self.hand_over()
        turnover = min(sum(self.delivered) / sum(self.fleet), 6)
        before = self.chip_premium_pipe.output(2.0)
        self.dear += DT * (self.premium_pipe.output(self.lead_time) - self.dear) * turnover
        self.quote += DT * (self.premium - self.quote)
        self.premium_pipe.inputs.append(self.premium)
        self.chip_premium_pipe.inputs.append(self.chip_premium)
        self.last_lag = self.lag
        for i in range(4):
            bought = self.orders[i] * self.unit_price * self.premium
            self.unit_pipes[i].put(self.orders[i], self.lag[i])
            self.capital_pipes[i].put(bought, self.lag[i])
            self.on_order[i] += DT * (self.orders[i] - self.delivered[i])
            self.fleet[i] += DT * (self.delivered[i] - self.fleet[i] / self.service_life + units[i])
            self.capital_on_order[i] += DT * (bought - self.capital_delivered[i])
            self.book[i] += DT * (self.capital_delivered[i] - self.book[i] / self.service_life + worth[i])
        slowing = math.exp(-max(time - 2025, 0) / self.chip_slowing)
        growth = self.chip_growth_long + (self.chip_growth_2025 - self.chip_growth_long) * slowing
        growth += self.fab_response * math.log2(before)
        spent = self.chip_output * self.unit_price * self.chip_part / (self.chip_money * self.gdp)
        self.chip_output += DT * self.chip_output * self.chips_left * max(1 - spent, 0) * growth


class Blob:
    arrays = {}
    numbers = ("frontier_compute", "waste", "D", "L", "reward", "effective_ooms")

    def __init__(self):
        self.run_share = beta_median(2, 5)
        self.mfu = beta_median(20, 30)
        self.run_time = middle(0.2, 0.5)
        self.loss_per_oom = middle(0.01, 0.06) / middle(0.5, 2)
        self.frontier_compute = 8.744e21
        self.tokens_2023 = middle(1e13, 6e13) * middle(0.5, 2)
        self.tokens_growth = middle(0.05, 0.4)
        self.repeat_worth = middle(8, 28)
        self.rl_ceiling = beta_median(4, 6)
        self.rl_width = middle(0.4, 0.9)
        self.rl_mid_flop = middle(1e25, 1e27)
        self.rl_exponent = middle(0.4, 1.2)
        self.rl_worth = middle(1, 3)
        self.breadth = beta_median(18, 2)
        self.rl_breadth = beta_median(3, 5)

    def pretraining(self, time, flop):
        """Compute that reaches the same loss with unlimited data."""
        a, b, e, alpha, beta = 482.01, 2085.43, 1.8172, 0.3478, 0.3658
        gamma = alpha * beta / (alpha + beta)
        g = (alpha * a / (beta * b)) ** (1 / (alpha + beta))
        parameters = g * (flop / 6) ** (beta / (alpha + beta))
        self.D = worth = flop / (6 * parameters)
        unique = self.tokens_2023 * math.exp(self.tokens_growth * (time - 2023))
        if self.D > unique:
            repeats = 1 - math.exp(-(self.D / unique - 1) / self.repeat_worth)
            worth = unique * (1 + self.repeat_worth * repeats)
        self.L = e + a / parameters**alpha + b / worth**beta
        return ((a * g**-alpha + b * g**beta) * 6**gamma / (self.L - e)) ** (1 / gamma)

    def train(self, time, efficiency):
        self.rl_share = self.rl_ceiling * logistic((time - 2026.5) / self.rl_width)
        equivalent = self.pretraining(time, self.frontier_compute * (1 - self.rl_share))
        rl_compute = self.frontier_compute * self.rl_share
        learned = 1 / (1 + (self.rl_mid_flop / rl_compute) ** self.rl_exponent)
        self.reward = 0.1 + (0.61 - 0.1) * learned
        self.rl_carried = self.rl_breadth + (self.breadth - self.rl_breadth) * self.rl_share / self.rl_ceiling
        pretraining_ooms = math.log10(equivalent * efficiency / 2.1e25)
        self.effective_ooms = self.breadth * pretraining_ooms + self.rl_carried * self.rl_worth * learned
        self.waste = 1 - math.exp(-self.loss_per_oom * max(math.log10(self.frontier_compute / 8.744e21), 0))

    def move(self, research_flops):
        run = research_flops * SECONDS * self.run_share * self.mfu * self.run_time * (1 - self.waste)
        self.frontier_compute += DT * max(run - self.frontier_compute, 0) / self.run_time


class Capability:
    arrays = {"level": DOMAINS}
    numbers = ("horizon", "sure_horizon", "mastery", "copies")

    def __init__(self):
        self.horizon_gpt4 = middle(1, 20)  # minutes
        self.slope = middle(0.8, 4)
        self.curvature = middle(0.02, 0.25)
        self.rungs = (middle(0.8, 2), middle(1.2, 3), middle(1.5, 5))
        tau = beta_median(6, 2)
        self.carried = (1, 1, 1, tau + (1 - tau) * beta_median(2, 8))
        self.domain_lag = (0.0, -0.3, middle(0.15, 1), middle(0.2, 1.5))
        self.surer = middle(1.3, 4)
        self.career = math.log2(4.8e6)
        self.flop_per_copy_2023 = middle(2e14, 5e15)
        self.thinking = middle(1.5, 30)
        self.serving_gain = beta_median(4, 6)

    def climb(self, ooms):
        doublings = self.slope * (math.exp(self.curvature * ooms) - 1) / self.curvature
        self.log2_law = min(math.log2(self.horizon_gpt4) + doublings, 60)
        self.log2_horizon = min(self.log2_law, self.career)
        self.log2_sure = min(self.log2_law - self.surer, self.career)
        self.horizon, self.sure_horizon = 2.0**self.log2_horizon, 2.0**self.log2_sure
        self.level = []
        for carried, lag in zip(self.carried, self.domain_lag):
            left = ooms * (carried if ooms > 0 else 1) - lag
            level = 0.0
            for rung in self.rungs:
                level += clip(left / rung, 0, 1)
                left -= rung
            self.level.append(level)
        self.mastery = sum(self.level) / 4 / 3

    def run_copies(self, inference_flops, efficiency):
        each = self.flop_per_copy_2023 * self.thinking * efficiency**-self.serving_gain
        self.copies = inference_flops / each


class Learning:
    arrays = {}
    numbers = ("context", "covered", "covered_learning", "sample_ratio")

    def __init__(self):
        self.window_2023 = middle(10e3, 200e3)
        self.window_growth = middle(0.4, 2.5)
        self.price_doubling = middle(20e3, 500e3)
        self.reading_growth = middle(0.2, 1.2)
        self.price_accepted = middle_above(2, 15, 1.1)
        self.background = middle(3e6, 30e6)
        self.background_spread = middle(1, 2.2)
        self.intake = middle(3e6, 30e6)
        self.continual_from = half_way(lambda x: normal_cdf((x - 2032) / 5), 2026.8, 2100)

    def read(self, time, training_tokens):
        window = self.window_2023 * math.exp(self.window_growth * (time - 2023))
        affordable = self.price_doubling * (self.price_accepted - 1) * math.exp(self.reading_growth * (time - 2024))
        self.context = min(window, affordable)
        self.covered = self.share_of_jobs(self.context)
        self.covered_learning = self.share_of_jobs(self.context + self.intake)
        self.jobs = self.covered_learning if time >= self.continual_from else self.covered
        self.sample_ratio = training_tokens / 130e6

    def share_of_jobs(self, tokens):
        return normal_cdf(math.log(tokens / self.background) / self.background_spread)


class Software:
    arrays = {}
    numbers = ("lines", "tasks", "unsupervised", "productivity", "software", "engineers", "productivity_90")

    def __init__(self):
        self.line_length = 5.0
        self.spread = middle(1, 3)
        self.lag = (middle_above(1.1, 3.5, 1), middle_above(1.1, 3.5, 1), middle_above(1.1, 4.5, 1))
        self.memo_trail = middle(0.5, 5)
        self.supervision = middle_above(2.8, 5, 2.5)
        self.lines_effort = beta_median(8, 20, bound=0.4)
        self.least_time = middle(0.0001, 0.02)
        weights = [gamma_median(shape) for shape in (4, 8, 8)]
        self.effort = [w / sum(weights) for w in weights]
        self.review = middle_above(0.36, 0.65, 0.33)
        self.elasticity = middle(0.8, 2.2)
        self.want = middle_above(3, 100, 1)
        self.productivity_90 = 1.0
        self.lines_90 = False

    def write(self, log2_horizon, clumsy, trailing, used):
        reached = (log2_horizon - self.line_length) / self.spread
        ease = [reached - lag - more for lag, more in zip(self.lag, (clumsy, 0, self.memo_trail * trailing))]
        self.lines = normal_cdf(reached)
        self.done = [normal_cdf(e) for e in ease]
        self.tasks = self.lines * self.done[0] * self.done[1] * self.done[2]
        self.unsupervised = normal_cdf(min(ease) - self.supervision)
        saved = 1 - self.review * (1 - self.unsupervised)
        rest = sum(e * d for e, d in zip(self.effort, self.done))
        time_left = max(1 - saved * (self.lines_effort * self.lines + (1 - self.lines_effort) * rest), self.least_time)
        self.productivity = 1 / time_left
        mean_time = 1 - used * (1 - time_left)
        self.software = 1 / ((1 - 1 / self.want) * mean_time**self.elasticity + 1 / self.want)
        self.engineers = self.software * mean_time

    def move(self):
        if not self.lines_90:
            self.productivity_90 += DT * (self.productivity - self.productivity_90) * 12
        self.lines_90 = self.lines_90 or self.lines >= 0.9


class Feedback:
    arrays = {}
    numbers = ("efficiency", "labour", "experiments", "velocity", "ai_speedup", "experiment_velocity")
    numbers += ("research_speedup", "pace")

    def __init__(self):
        self.efficiency_growth = middle(0.69, 1.61)
        self.efficiency_limit = middle(3, 10)
        self.efficiency_ooms = -self.efficiency_growth * 4 / LN10
        self.copies_each = middle(1e-5, 3e-4)
        self.labour_share = beta_median(6, 6)
        self.bottleneck = middle(0.15, 3)
        self.difficulty = middle(0.4, 1.6)
        self.parallel = beta_median(6, 2)
        self.experiment_ooms_2025 = None
        self.hardness_ooms = 0.0
        self.velocity_2025 = 1.0

    @property
    def efficiency(self):
        return math.exp(LN10 * self.efficiency_ooms)

    def search(self, time, productivity, staff, coherence, copies, experiment_flops):
        saved = productivity - 1
        people = staff * coherence
        self.labour = people * (1 + saved / (1 + saved / (10 * copies * self.copies_each / staff)))
        self.experiment_ooms = math.log10(max(experiment_flops, 1e9))
        if self.experiment_ooms_2025 is None:
            self.experiment_ooms_2025 = self.experiment_ooms
        self.experiments = 1.0 if time <= 2025 else math.exp(LN10 * (self.experiment_ooms - self.experiment_ooms_2025))
        self.velocity = self.research(self.labour)
        self.ai_speedup = self.velocity / self.research(people)
        self.each = self.velocity / staff
        self.experiment_velocity = self.each / self.velocity_2025
        self.research_speedup = (self.velocity * math.exp(-LN10 * self.hardness_ooms)) ** self.parallel
        self.pace = clip(1 - self.efficiency_ooms / self.efficiency_limit, 0, 1) * self.research_speedup

    def research(self, labour):
        share, rho = self.labour_share, self.bottleneck
        return (share * labour**-rho + (1 - share) * self.experiments**-rho) ** (-1 / rho)

    def move(self, time):
        found = self.efficiency_growth / LN10 * self.pace
        if time <= 2025:
            self.experiment_ooms_2025 += DT * (self.experiment_ooms - self.experiment_ooms_2025) * 12
        else:
            self.hardness_ooms += DT * self.difficulty * found
        if 2025 <= time < 2026:
            self.velocity_2025 += DT * (self.each - self.velocity_2025) / (time - 2025 + DT)
        self.efficiency_ooms += DT * found
