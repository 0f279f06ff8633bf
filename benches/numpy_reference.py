"""The reference model in numpy, vectorised over trajectories.

A worker: reads one request a line from standard input, answers one line of JSON.
    fixed            the trajectory at the fixed parameters
    run SEED DRAWS   an ensemble; answers with its summary
It knows nothing of Tenfold. Draws run in blocks whose arrays stay in the cache.
"""

import json
import sys

import numpy as np

STEPS, STEPS_PER_YEAR, DT = 240, 12, 1.0 / 12.0
RECORDS = STEPS // STEPS_PER_YEAR + 1
BLOCK = 8192
PROBABILITIES = [5, 25, 50, 75, 95]


def draw(rng, n):
    return dict(
        p=rng.lognormal(np.log(0.02), 0.4, n),
        q=rng.lognormal(np.log(0.5), 0.3, n),
        alpha=rng.beta(4, 6, n),
        g=rng.lognormal(np.log(0.5), 0.3, n),
        phi=rng.beta(2, 5, n),
        lam=rng.beta(5, 5, n),
        decline=rng.normal(0.30, 0.05, n),
        reinvest=rng.beta(6, 4, n),
        m=rng.lognormal(np.log(2.0), 0.5, n),
        elas=rng.normal(1.2, 0.25, n),
    )


def simulate(x, n):
    """K, U and R at each recorded time, and the steps to the first R >= 1 (STEPS + 1: never)."""
    C, A, H = np.full(n, 1.0), np.full(n, 1.0), np.full(n, 0.1)
    K, U, R = np.full(n, 0.0), np.full(n, 0.01), np.full(n, 0.02)
    records = np.empty((3, RECORDS, n))
    records[:, 0] = K, U, R
    crossing = np.full(n, STEPS + 1)
    for i in range(STEPS):
        cost = np.exp(-x["decline"] * (i * DT))
        quality = 1 / (1 + np.exp(-x["elas"] * (K - 2)))
        adopt = np.maximum((x["p"] + x["q"] * U) * (quality - U), 0)
        price = A**-0.3 * cost
        margin = 1 - 0.5 * price
        arpu = x["m"] * (1 + K) ** (0.3 * x["elas"])
        capex = 0.1 + 0.5 * x["reinvest"] * R
        rnd = 0.02 + 0.6 * (1 - x["reinvest"]) * R
        rin = H ** x["lam"] * (0.1 * C) ** (1 - x["lam"])
        algo = np.minimum(x["g"] * rin * A ** -x["phi"], 3)
        dC = 5 * capex / cost - 0.2 * C
        dA = A * algo
        dK = (x["alpha"] * np.log(C * A) - K) / 0.5
        dR = (U * arpu * margin - R) / 0.75
        dH = rnd - 0.1 * H
        C, A, K, U, R, H = C + DT * dC, A + DT * dA, K + DT * dK, U + DT * adopt, R + DT * dR, H + DT * dH
        crossing = np.minimum(crossing, np.where(R >= 1, i + 1, STEPS + 1))
        if (i + 1) % STEPS_PER_YEAR == 0:
            records[:, (i + 1) // STEPS_PER_YEAR] = K, U, R
    return records, crossing


def run(seed, draws):
    rng = np.random.Generator(np.random.Philox(seed))
    records, crossing = np.empty((3, RECORDS, draws)), np.empty(draws, int)
    for start in range(0, draws, BLOCK):
        n = min(BLOCK, draws - start)
        block = slice(start, start + n)
        records[:, :, block], crossing[block] = simulate(draw(rng, n), n)
    quantiles = np.percentile(records, PROBABILITIES, axis=2)
    return dict(quantiles=quantiles[:, :, -1].T.tolist(), crossed=float(np.mean(crossing <= STEPS)))


def fixed():
    values = dict(p=0.02, q=0.5, alpha=0.4, g=0.5, phi=0.27, lam=0.5, decline=0.3, reinvest=0.6, m=2.0, elas=1.2)
    records, crossing = simulate({name: np.full(1, value) for name, value in values.items()}, 1)
    return dict(final=records[:, -1, 0].tolist(), crossing=int(crossing[0]))


def answer(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    answer(dict(numpy=np.__version__))
    for line in sys.stdin:
        request = line.split()
        if request[0] == "fixed":
            answer(fixed())
        else:
            answer(run(int(request[1]), int(request[2])))
