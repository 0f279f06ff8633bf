"""What the modules of the twin share: dimensions, units, medians of priors, delays."""

import math

DT = 1 / 12
LABS = ("anthropic", "openai", "google", "others")
SECTORS = ("consumers", "developers", "startups", "enterprise", "regulated", "public", "science")
DOMAINS = ("coding", "mathematics", "other_verifiable", "unverifiable")
BLOCS = ("coalition", "rival", "rest")
REGIMES = ("none", "patchwork", "federal", "moratorium")
CHANNELS = ("silence", "cascade", "broadcast")
SECONDS = 365.25 * 86400
HOURS = 365.25 * 24
LN10 = math.log(10)
H100 = 9.894e14  # FLOP a second


def clip(x, low, high):
    return max(min(x, high), low)


def logistic(x):
    return 1 / (1 + math.exp(-x))


def normal_cdf(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def where(cdf, value, low, high):
    """By bisection."""
    for _ in range(100):
        x = (low + high) / 2
        low, high = (x, high) if cdf(x) < value else (low, x)
    return (low + high) / 2


def half_way(cdf, low, high):
    """Median of what lies between two bounds."""
    return where(cdf, (cdf(low) + cdf(high)) / 2, low, high)


NORMAL_95 = where(normal_cdf, 0.95, 0, 10)


def middle(low, high):
    """Median of the lognormal with this 90 % interval."""
    return math.sqrt(low * high)


def middle_above(low, high, bound):
    """The same of what lies above a bound."""
    mean = (math.log(low) + math.log(high)) / 2
    sd = (math.log(high) - mean) / NORMAL_95
    return math.exp(half_way(lambda x: normal_cdf((x - mean) / sd), math.log(bound), mean + 20 * sd))


def middle_below(low, high, bound):
    """The same of what lies below one."""
    mean = (math.log(low) + math.log(high)) / 2
    sd = (math.log(high) - mean) / NORMAL_95
    return math.exp(half_way(lambda x: normal_cdf((x - mean) / sd), mean - 20 * sd, math.log(bound)))


def beta_median(a, b, bound=1.0):
    """Median of what lies below `bound`, for whole a and b: then the distribution function is a binomial's tail."""
    n = a + b - 1
    return half_way(lambda x: sum(math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1)), 0.0, bound)


def gamma_median(shape):
    """Of scale 1, for a whole shape: then the distribution function is the tail of a Poisson's."""
    return half_way(lambda x: 1 - math.exp(-x) * sum(x**k / math.factorial(k) for k in range(shape)), 0.0, 100.0)


class Pipeline:
    """A pure delay, linear between steps, `before` until the first input arrives."""

    def __init__(self, before):
        self.before, self.inputs = before, []

    def output(self, lag):
        at = len(self.inputs) - max(lag / DT, 1)
        if at < 0:
            return self.before
        whole = int(at)
        part = at - whole
        value = self.inputs[whole]
        return value if part == 0 else value * (1 - part) + self.inputs[whole + 1] * part


class Conveyor:
    """Material on its way: what is put in comes out once, a lag of its own later; `before` during the first one."""

    def __init__(self, before):
        self.before, self.step, self.due = before, 0, {}

    def share(self, start, lag, value):
        """Between the two steps that the end of the lag lies between."""
        steps = max(lag / DT, 1)
        whole = int(steps)
        for step, part in ((start + whole, 1 - steps + whole), (start + whole + 1, steps - whole)):
            self.due[step] = self.due.get(step, 0.0) + value * part

    def output(self, lag):
        if self.step == 0:
            steps = max(lag / DT, 1)
            whole = int(steps)
            self.due = {step: self.before for step in range(whole)}
            self.due[whole] = self.before * (steps - whole)
        return self.due.get(self.step, 0.0)

    def put(self, value, lag):
        self.share(self.step, lag, value)
        self.step += 1
