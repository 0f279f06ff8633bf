"""The central trajectory of models/world, written again by hand in plain Python.

Knows the equations and priors of the fourteen modules as text, and nothing of the language or the engine: it is what
they are compared with. Needs Python 3 and no package. `python3 world_twin.py > world_central.csv` writes each January's
values in base units (years, USD, FLOP, H100e, tokens, people; the horizon in minutes).

A class is a module: its parameters and stocks, then what it has at a time, then how its stocks move on. Noise is at its
median and no event starts, so that nothing of either is here but what it leaves: shares of 1.
"""

import csv
import sys

from world_twin_parts import DT, H100
from world_twin_social import Diffusion, Economics, Market, Shocks, Geopolitics, Governance, Constitution, Culture
from world_twin_technical import Compute, Blob, Capability, Learning, Software, Feedback

START, END = 2019, 2050


class World:
    def __init__(self):
        self.compute = Compute()
        self.blob = Blob()
        self.capability = Capability()
        self.learning = Learning()
        self.software = Software()
        self.feedback = Feedback()
        self.diffusion = Diffusion()
        self.economics = Economics(self.compute.lead_time)
        self.market = Market()
        self.shocks = Shocks()
        self.geopolitics = Geopolitics(sum(self.compute.fleet), self.compute.service_life)
        self.governance = Governance()
        self.constitution = Constitution()
        self.culture = Culture()

    def look(self, time):
        """Everything at `time`, from the stocks as they stand."""
        compute, blob, capability, economics = self.compute, self.blob, self.capability, self.economics
        compute.costs(time)
        blob.train(time, self.feedback.efficiency)
        capability.climb(blob.effective_ooms)
        log2_horizon, mastery = capability.log2_horizon, capability.mastery
        self.learning.read(time, blob.D)
        self.constitution.judge(max(log2_horizon - 2, 0))
        trust = self.constitution.as_meant
        jobs, surely = self.learning.jobs, capability.log2_sure
        self.diffusion.spread(time, log2_horizon, surely, mastery, jobs, trust, lawful=1, law_pace=trust)
        payable = self.diffusion.payable * self.geopolitics.access
        self.market.compete(time, self.diffusion.coding_part, self.diffusion.chat_part, economics.open)
        price = self.market.price_over_cost
        shares, usual_price = self.market.demand_share, self.market.usual_price
        economics.serve(payable, shares, price, usual_price, compute.dear, compute.fleet_cost)
        economics.plan(time, self.diffusion.gdp, price, compute.quote, compute.ahead, self.shocks.capital)
        economics.generations()
        self.market.structure(payable, economics.research)
        shares = list(zip(compute.fleet, economics.research_share))
        self.research_flops = max(f * s for f, s in shares) * H100 * self.shocks.training
        inference = max(f * (1 - s) for f, s in shares) * H100
        capability.run_copies(inference, self.feedback.efficiency)
        coding, _, other, unverifiable = capability.level
        used = min(self.diffusion.adoption[1] / self.diffusion.reach, 1)
        used *= min(self.diffusion.depth[1] / max(self.diffusion.feasible, 1e-9), 1)
        self.software.write(capability.log2_law, max(coding - other, 0), max(coding - unverifiable, 0), used)
        self.culture.talk(time)
        staff, coherence = self.culture.relative_staff, self.culture.relative_coherence
        productivity = self.software.productivity
        self.feedback.search(time, productivity, staff, coherence, capability.copies, self.research_flops)
        chips = compute.chip_output * self.shocks.chips
        self.geopolitics.trade(time, chips, self.diffusion.gdp, compute.unit_price, compute.watts)
        algorithms = self.feedback.efficiency_growth * self.feedback.pace
        self.geopolitics.weigh(sum(compute.fleet), algorithms, mastery, self.governance.liberty_now)
        exported, chips_left = self.geopolitics.exported, self.shocks.chips
        compute.place_orders(time, economics.wanted_compute, exported, chips_left, economics.open, self.diffusion.gdp)
        self.market.cheapen(time, compute.unit_cost * compute.dear, self.feedback.efficiency)
        misuse, values_fail = self.constitution.misuse_followed, self.constitution.own_mistakes
        self.governance.rule(time, mastery, self.diffusion.adoption[4], misuse, values_fail)

    def move(self, time):
        self.market.move(self.economics.research)
        self.blob.move(self.research_flops)
        for module in (self.compute, self.feedback, self.shocks, self.governance, self.culture):
            module.move(time)
        for module in (self.software, self.diffusion, self.economics, self.geopolitics):
            module.move()

    def values(self):
        for name, module in vars(self).items():
            for number in getattr(module, "numbers", ()):
                yield f"{name}.{number}", getattr(module, number)
            for array, labels in getattr(module, "arrays", {}).items():
                for label, value in zip(labels, getattr(module, array)):
                    yield f"{name}.{array}[{label}]", value


def main():
    world = World()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("time", "variable", "value"))
    for step in range((END - START) * 12 + 1):
        time = START + step * DT
        world.look(time)
        if step % 12 == 0:
            for name, value in sorted(world.values()):
                out.writerow((START + step // 12, name, repr(float(value))))
        world.move(time)


if __name__ == "__main__":
    main()
