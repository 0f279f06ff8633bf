"""The central trajectory of models/world, written again by hand in plain Python.

Knows the equations and priors of the five modules as text, and nothing of the language or the engine: it is what
they are compared with. Needs Python 3 and no package. `python3 world_twin.py > world_central.csv` writes each January's
values in base units (years, USD, FLOP, H100e; the horizon in minutes).
"""

import csv
import math
import sys

DT = 1 / 12
STEPS = 31 * 12
LABS = ("anthropic", "openai", "google", "others")
SECTORS = ("consumers", "developers", "startups", "enterprise", "regulated", "public")
DOMAINS = ("coding", "mathematics", "other_verifiable", "unverifiable")
SECONDS = 365.25 * 86400
HOURS = 365.25 * 24


def middle(low, high):
    """Median of the lognormal with this 90 % interval."""
    return math.sqrt(low * high)


def beta_median(a, b):
    """By bisection on Simpson's rule; a, b > 1."""
    log_norm = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

    def density(x):
        return 0.0 if x <= 0 or x >= 1 else math.exp(log_norm + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))

    def below(x, pieces=4000):
        h = x / pieces
        odd = sum(density((2 * i - 1) * h) for i in range(1, pieces // 2 + 1))
        even = sum(density(2 * i * h) for i in range(1, pieces // 2))
        return h / 3 * (density(0) + density(x) + 4 * odd + 2 * even)

    low, high = 0.0, 1.0
    for _ in range(60):
        x = (low + high) / 2
        low, high = (x, high) if below(x) < 0.5 else (low, x)
    return (low + high) / 2


def clip(x, low, high):
    return min(max(x, low), high)


def logistic(x):
    return 1 / (1 + math.exp(-x))


def normal_cdf(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


class Pipeline:
    """A pure delay, linear between steps, `before` until the first input arrives."""

    def __init__(self, lag, before):
        self.steps, self.before, self.inputs = max(lag / DT, 1), before, []

    def output(self):
        at = len(self.inputs) - self.steps
        if at < 0:
            return self.before
        whole = int(at)
        part = at - whole
        value = self.inputs[whole]
        return value if part == 0 else value * (1 - part) + self.inputs[whole + 1] * part


class World:
    def __init__(self):
        self.compute_parameters()
        self.blob_parameters()
        self.capability_parameters()
        self.diffusion_parameters()
        self.economics_parameters()

    def compute_parameters(self):
        self.lead_time = 1.0
        self.service_life = middle(3, 6)
        self.order_time = 0.25
        self.buildout = middle(1.4, 3)
        self.open_market = middle(0.02, 0.08)
        self.fleet = [middle(0.5, 2), middle(36, 100), middle(36, 100), middle(30, 85)]
        orders_2019 = [2 * f for f in self.fleet]
        self.unit_price_2023 = middle(35e3, 70e3)
        self.price_fall = middle(0.2, 0.4)
        self.slowdown = middle(12, 40)
        self.power_2025_per_unit = middle(1.1e3, 2e3)
        self.power_fall = middle(0.15, 0.35)
        self.power_price = middle(50e-6, 110e-6) * HOURS
        self.capital_rate = (1 + middle(0.2, 0.6)) / self.service_life
        self.chip_growth_2025 = middle(0.7, 1.1)
        self.chip_growth_long = middle(0.15, 0.4)
        self.chip_slowing = middle(3, 8)
        self.chip_output = middle(9e6, 18e6) * math.exp(-6 * self.chip_growth_2025)
        self.labs_share = beta_median(6, 4)
        self.power_2025 = middle(10e9, 25e9)
        self.power_growth = middle(0.3, 0.7)
        self.power_ceiling = middle(200e9, 2000e9)
        price_2019 = self.unit_price_2023 * math.exp(-self.price_fall * self.hardware_years(2019))
        self.on_order = [o * self.lead_time for o in orders_2019]
        self.capital_on_order = [o * price_2019 * self.lead_time for o in orders_2019]
        self.book = [f * price_2019 for f in self.fleet]
        self.unit_pipes = [Pipeline(self.lead_time, o) for o in orders_2019]
        self.capital_pipes = [Pipeline(self.lead_time, o * price_2019) for o in orders_2019]

    def blob_parameters(self):
        self.run_share = beta_median(4, 10)
        self.mfu = beta_median(20, 30)
        self.run_time = middle(0.2, 0.5)
        self.loss_per_oom = middle(0.01, 0.06) / middle(0.5, 2)
        self.frontier = 8.744e21
        self.efficiency_growth = middle(0.69, 1.61)
        self.efficiency_limit = middle(3, 10)
        self.efficiency = math.exp(-4 * self.efficiency_growth)
        self.tokens_2023 = middle(1e13, 6e13) * middle(0.5, 2)
        self.tokens_growth = middle(0.05, 0.4)
        self.repeat_worth = middle(8, 28)
        self.rl_ceiling = beta_median(4, 6)
        self.rl_width = middle(0.4, 0.9)
        self.rl_mid_flop = middle(1e25, 1e27)
        self.rl_exponent = middle(0.4, 1.2)
        self.rl_worth = middle(1, 3) * beta_median(6, 4)
        self.breadth = beta_median(18, 2)

    def capability_parameters(self):
        self.horizon_gpt4 = middle(2.5, 6.5)
        self.slope = middle(1.3, 2.8)
        self.curvature = middle(0.04, 0.2)
        self.rungs = (middle(0.8, 2), middle(1.2, 3), middle(1.5, 5))
        self.tau = beta_median(6, 2)
        self.carried = self.tau + (1 - self.tau) * beta_median(2, 8)
        self.domain_lag = (0.0, -0.3, middle(0.15, 1), middle(0.2, 1.5))
        self.flop_per_copy = middle(2e14, 5e15)
        self.research_width = middle(1, 3)
        self.research_gain = middle(0.5, 5)

    def diffusion_parameters(self):
        self.innovation = middle(0.005, 0.03)
        self.imitation = middle(0.25, 0.7)
        ranges = ((0.5, 0.95), (0.45, 0.8), (0.5, 0.95), (0.75, 1.35), (1.05, 1.9), (1.1, 2))
        self.friction = [middle(*r) for r in ranges]
        self.erosion = middle(0.2, 1.5)
        self.reach = beta_median(30, 3)
        self.need = (1, 2, 4, 7, 9, 10)
        self.need_width = middle(1.5, 3.5)
        self.adoption = [0.005, 0.01, 0.005, 0.01, 0.004, 0.003]
        self.task_spread = middle(3, 6)
        self.handover = beta_median(8, 2)
        self.deepening = middle(0.5, 1.4)
        self.depth = [0.0005] * 6
        self.pool = (0.04, 0.015, 0.01, 0.20, 0.11, 0.09)
        self.firm_weight = (0, 0.02, 0.08, 0.6, 0.2, 0.1)
        self.take = middle(0.04, 0.16)
        self.gdp_share = middle(0.03, 0.2)

    def economics_parameters(self):
        self.weight_2024 = [middle(0.04, 0.06), middle(0.9, 1.1), middle(0.1, 0.22), middle(0.07, 0.14)]
        self.weight_drift = (1.35, 0.0, 0.3, 0.3)
        self.return_on_inference = 3.0
        self.target_share = 0.5
        self.max_share = beta_median(13, 7)
        self.other_ratio = middle(0.15, 0.45)
        self.belief = beta_median(7, 3)
        self.trend = [1e5] * 4
        self.patron_2019 = [middle(0.45e6, 1.4e6), middle(1.4e6, 4.5e6), middle(1.7e6, 5.4e6), middle(1.4e6, 4.5e6)]
        self.patron_growth = middle(1.25, 1.75)
        self.patron_limit = [middle(6e9, 20e9), middle(15e9, 50e9), middle(15e9, 50e9), middle(17e9, 60e9)]
        self.funding_base = [middle(10e9, 40e9), middle(20e9, 80e9), middle(40e9, 160e9), middle(40e9, 160e9)]
        self.funding_multiple = middle(0.3, 2)
        self.capital_share = middle(0.003, 0.02)
        self.cash = [5e8] * 4

    def hardware_years(self, time):
        return self.slowdown * (1 - math.exp(-(time - 2023) / self.slowdown))

    def step(self, time):
        """Values at `time`; then the stocks move on by DT."""
        progress = self.hardware_years(time)
        price = self.unit_price_2023 * math.exp(-self.price_fall * progress)
        power = self.power_2025_per_unit * math.exp(-self.power_fall * (progress - self.hardware_years(2025)))
        power_cost = power * self.power_price
        self.fleet_cost = [b * self.capital_rate + f * power_cost for b, f in zip(self.book, self.fleet)]

        ooms = self.effective_ooms(time)
        log2_horizon = min(
            math.log2(self.horizon_gpt4) + self.slope * (math.exp(self.curvature * ooms) - 1) / self.curvature, 60
        )
        level = self.levels(ooms)
        speedup = 1 + self.research_gain * logistic((log2_horizon - math.log2(32e3)) / self.research_width)
        payable, gdp, adopting, deepening = self.diffusion(time, log2_horizon, sum(level) / 12)
        books = self.economics(time, payable, gdp)

        orders, delivered, capital = self.orders(time, price, power, power_cost, books["wanted"])
        research = max(f * s for f, s in zip(self.fleet, books["research_share"])) * 9.894e14
        serving = max(f * (1 - s) for f, s in zip(self.fleet, books["research_share"])) * 9.894e14
        waste = 1 - math.exp(-self.loss_per_oom * max(math.log10(self.frontier / 8.744e21), 0))
        run = research * self.run_share * self.mfu * self.run_time * SECONDS * (1 - waste)
        values = {
            "blob.frontier_compute": self.frontier,
            "blob.efficiency": self.efficiency,
            "blob.effective_ooms": ooms,
            "capability.horizon": 2.0**log2_horizon,
            "capability.research_speedup": speedup,
            "capability.copies": serving / self.flop_per_copy,
            "diffusion.payable": payable,
            "diffusion.business_use": sum(w * a for w, a in zip(self.firm_weight, self.adoption)),
            "compute.chip_output": self.chip_output,
        }
        for names, module, arrays in (
            (LABS, "compute", {"fleet": self.fleet, "fleet_cost": self.fleet_cost, "orders": orders}),
            (LABS, "economics", {"revenue": books["revenue"], "profit": books["profit"], "cash": self.cash}),
            (SECTORS, "diffusion", {"adoption": self.adoption, "depth": self.depth}),
            (DOMAINS, "capability", {"level": level}),
        ):
            for name, array in arrays.items():
                values.update({f"{module}.{name}[{label}]": x for label, x in zip(names, array)})

        for i in range(4):
            self.on_order[i] += DT * (orders[i] - delivered[i])
            self.fleet[i] += DT * (delivered[i] - self.fleet[i] / self.service_life)
            self.capital_on_order[i] += DT * (orders[i] * price - capital[i])
            self.book[i] += DT * (capital[i] - self.book[i] / self.service_life)
            self.trend[i] += DT * (books["demand"][i] - self.trend[i])
            self.cash[i] += DT * (books["profit"][i] + books["funding"][i])
        slowing = math.exp(-max(time - 2025, 0) / self.chip_slowing)
        growth = self.chip_growth_long + (self.chip_growth_2025 - self.chip_growth_long) * slowing
        self.chip_output += DT * self.chip_output * growth
        room = clip(1 - math.log10(self.efficiency) / self.efficiency_limit, 0, 1)
        self.efficiency += DT * self.efficiency * self.efficiency_growth * speedup * room
        self.frontier += DT * max(run - self.frontier, 0) / self.run_time
        self.adoption = [a + DT * x for a, x in zip(self.adoption, adopting)]
        self.depth = [d + DT * x for d, x in zip(self.depth, deepening)]
        return values

    def effective_ooms(self, time):
        a, b, e, alpha, beta = 482.01, 2085.43, 1.8172, 0.3478, 0.3658
        gamma = alpha * beta / (alpha + beta)
        g = (alpha * a / (beta * b)) ** (1 / (alpha + beta))
        rl_share = self.rl_ceiling * logistic((time - 2026.5) / self.rl_width)
        flop = self.frontier * (1 - rl_share)
        parameters = g * (flop / 6) ** (beta / (alpha + beta))
        tokens = flop / (6 * parameters)
        unique = self.tokens_2023 * math.exp(self.tokens_growth * (time - 2023))
        if tokens > unique:
            repeats = 1 - math.exp(-(tokens / unique - 1) / self.repeat_worth)
            tokens = unique * (1 + self.repeat_worth * repeats)
        loss = e + a / parameters**alpha + b / tokens**beta
        equivalent = ((a * g**-alpha + b * g**beta) * 6**gamma / (loss - e)) ** (1 / gamma)
        reached = 1 / (1 + (self.rl_mid_flop / (self.frontier * rl_share)) ** self.rl_exponent)
        return self.breadth * math.log10(equivalent * self.efficiency / 2.1e25) + self.rl_worth * reached

    def levels(self, ooms):
        out = []
        for domain, lag in zip(DOMAINS, self.domain_lag):
            x = ooms * (self.carried if domain == "unverifiable" and ooms > 0 else 1) - lag
            rungs, level = self.rungs, 0.0
            for i, rung in enumerate(rungs):
                level += clip((x - sum(rungs[:i])) / rung, 0, 1)
            out.append(level)
        return out

    def diffusion(self, time, log2_horizon, mastery):
        gdp = 105.435e12 * math.exp(0.045 * (time - 2023.5))
        feasible = self.handover * normal_cdf((log2_horizon - 10) / self.task_spread)
        adopting, deepening = [], []
        for adopted, depth, need, friction in zip(self.adoption, self.depth, self.need, self.friction):
            ceiling = self.reach * logistic((log2_horizon - need) / self.need_width)
            pace = (1 + self.erosion * mastery) / friction
            bass = (self.innovation + self.imitation * adopted / ceiling) * (ceiling - adopted)
            adopting.append(max(bass, 0) * pace)
            deepening.append(max(self.deepening * pace * depth * (1 - depth / feasible), 0))
        done = sum(p * a * d for p, a, d in zip(self.pool, self.adoption, self.depth))
        bound = self.gdp_share * gdp
        return bound * (1 - math.exp(-gdp * self.take * done / bound)), gdp, adopting, deepening

    def economics(self, time, payable, gdp):
        weights = [w * math.exp(d * (min(time, 2026.5) - 2024)) for w, d in zip(self.weight_2024, self.weight_drift)]
        books = {k: [] for k in ("demand", "revenue", "profit", "wanted", "funding", "research_share")}
        for i, cost in enumerate(self.fleet_cost):
            demand = payable * weights[i] / sum(weights)
            inference = min(demand / self.return_on_inference, self.max_share * cost)
            revenue = inference * self.return_on_inference
            profit = revenue - cost * (1 + self.other_ratio)
            growth = clip(demand / self.trend[i] - 1, -1, 2.5)
            forecast = demand * math.exp(self.belief * growth * self.lead_time)
            limit = self.patron_limit[i]
            pledged = self.patron_2019[i] * math.exp(self.patron_growth * (time + self.lead_time - 2019))
            patron = limit * (1 - math.exp(-pledged / limit))
            capital = min(self.funding_base[i] + self.funding_multiple * revenue, self.capital_share * gdp / 4)
            affordable = (forecast + capital) / (1 + self.other_ratio)
            reserve = 0.25 * cost * (1 + self.other_ratio)
            solvency = clip(self.cash[i] / max(reserve, 1000), 0, 1)
            driven = forecast / (self.return_on_inference * self.target_share)
            books["demand"].append(demand)
            books["revenue"].append(revenue)
            books["profit"].append(profit)
            books["wanted"].append(solvency * min(affordable, max(driven, patron)))
            books["funding"].append(clip((2 * reserve - self.cash[i]) / 0.5 - profit, 0, capital))
            books["research_share"].append((cost - inference) / max(cost, 1))
        return books

    def orders(self, time, price, power, power_cost, wanted_cost):
        unit_cost = price * self.capital_rate + power_cost
        wanted = []
        for i in range(4):
            pipeline = self.capital_on_order[i] * self.capital_rate + self.on_order[i] * power_cost
            gap = wanted_cost[i] - self.fleet_cost[i] - pipeline
            most = max(self.buildout * (self.fleet[i] + self.on_order[i]), self.open_market * self.chip_output)
            wanted.append(clip(gap / (self.order_time * unit_cost) + self.fleet[i] / self.service_life, 0, most))
        limit = self.power_ceiling / (
            1 + (self.power_ceiling / self.power_2025 - 1) * math.exp(-self.power_growth * (time - 2025))
        )
        power_room = max(limit / power - sum(self.fleet) - sum(self.on_order), 0)
        ration = min(1, min(self.chip_output * self.labs_share, power_room) / max(sum(wanted), 1))
        orders = [w * ration for w in wanted]
        delivered, capital = [], []
        for pipe, capital_pipe, order in zip(self.unit_pipes, self.capital_pipes, orders):
            delivered.append(pipe.output())
            capital.append(capital_pipe.output())
            pipe.inputs.append(order)
            capital_pipe.inputs.append(order * price)
        return orders, delivered, capital


def main():
    world = World()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("time", "variable", "value"))
    for step in range(STEPS + 1):
        values = world.step(2019 + step * DT)
        if step % 12 == 0:
            for name in sorted(values):
                out.writerow((2019 + step // 12, name, repr(values[name])))


if __name__ == "__main__":
    main()
