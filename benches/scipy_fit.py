"""The peer of `tenfold fit chinchilla`: scipy's BFGS with a hand-written gradient, one process.

Usage: scipy_fit.py RUNS.csv REPLICATES; prints the seconds and the estimates as JSON.
"""

import csv
import json
import sys
import time

import numpy as np
import scipy
from scipy.optimize import minimize

DELTA = 1e-3


def objective(z, log_n, log_d, log_l, weights):
    a, b, e, alpha, beta = z
    exponents = np.stack([a - alpha * log_n, b - beta * log_d, np.full_like(log_n, e)])
    top = exponents.max(axis=0)
    parts = np.exp(exponents - top)
    total = parts.sum(axis=0)
    r = np.log(total) + top - log_l
    size = np.abs(r)
    cost = np.where(size <= DELTA, 0.5 * r * r, DELTA * (size - DELTA / 2))
    slope = weights * np.clip(r, -DELTA, DELTA)
    shares = parts / total
    gradient = [
        (slope * shares[0]).sum(),
        (slope * shares[1]).sum(),
        (slope * shares[2]).sum(),
        -(slope * shares[0] * log_n).sum(),
        -(slope * shares[1] * log_d).sum(),
    ]
    # Scaled, or the tolerance on the gradient ends the search at its start.
    return (weights * cost).sum() / DELTA, np.array(gradient) / DELTA


def fit(start, data, weights):
    options = {"gtol": 1e-6, "maxiter": 1000}
    arguments = (*data, weights)
    return minimize(objective, start, arguments, "BFGS", jac=True, options=options)


def main():
    rows = list(csv.DictReader(open(sys.argv[1])))
    data = [np.log([float(row[name]) for row in rows]) for name in ("N", "D", "L")]
    count = len(rows)
    whole = np.ones(count)
    starts = [
        [a, b, e, alpha, beta]
        for a in (4.0, 8.0)
        for b in (4.0, 8.0)
        for e in (0.0, 0.6)
        for alpha in (0.3, 0.6)
        for beta in (0.3, 0.6)
    ]
    best = min((fit(start, data, whole) for start in starts), key=lambda found: found.fun)
    generator = np.random.default_rng(1)
    began = time.perf_counter()
    for _ in range(int(sys.argv[2])):
        weights = np.bincount(generator.integers(0, count, count), minlength=count)
        fit(best.x, data, weights.astype(float))
    seconds = time.perf_counter() - began
    print(json.dumps({"scipy": scipy.__version__, "seconds": seconds,
                      "objective": best.fun * DELTA, "alpha": best.x[3], "beta": best.x[4]}))


main()
