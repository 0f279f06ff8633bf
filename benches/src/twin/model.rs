//! The reference model as data: its grid, its priors, its parameters and what is recorded.
//!
//! Shared by the hand-written twins; knows nothing of Tenfold, nor of how a twin steps.

/// Steps of a trajectory.
pub const STEPS: usize = 240;

/// Steps of a year.
pub const STEPS_PER_YEAR: usize = 12;

/// Length of a step, years.
pub const DT: f64 = 1.0 / 12.0;

/// Times recorded: the start and the end of each year.
pub const RECORDS: usize = STEPS / STEPS_PER_YEAR + 1;

/// Names of the recorded stocks, in the order of the sketches.
pub const RECORDED: [&str; 3] = ["K", "U", "R"];

/// Value of R whose first crossing is the milestone.
pub const THRESHOLD: f64 = 1.0;

/// A prior of one parameter.
#[derive(Clone, Copy, Debug)]
pub enum Prior {
    /// Median and sd of the logarithm.
    Lognormal(f64, f64),
    /// Mean and sd.
    Normal(f64, f64),
    /// Both shapes whole, as their cdf is a polynomial.
    Beta(u32, u32),
}

/// The parameters of the reference model, one number or one vector of lanes each.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Parameters<T> {
    pub p: T,
    pub q: T,
    pub alpha: T,
    pub g: T,
    pub phi: T,
    pub lam: T,
    pub decline: T,
    pub reinvest: T,
    pub m: T,
    pub elas: T,
}

/// Number of parameters.
pub const PARAMETERS: usize = 10;

/// Names and priors, in the order of [`Parameters::from_array`].
pub const PRIORS: [(&str, Prior); PARAMETERS] = [
    ("p", Prior::Lognormal(0.02, 0.4)),
    ("q", Prior::Lognormal(0.5, 0.3)),
    ("alpha", Prior::Beta(4, 6)),
    ("g", Prior::Lognormal(0.5, 0.3)),
    ("phi", Prior::Beta(2, 5)),
    ("lam", Prior::Beta(5, 5)),
    ("decline", Prior::Normal(0.30, 0.05)),
    ("reinvest", Prior::Beta(6, 4)),
    ("m", Prior::Lognormal(2.0, 0.5)),
    ("elas", Prior::Normal(1.2, 0.25)),
];

impl<T: Copy> Parameters<T> {
    /// From the order of [`PRIORS`].
    #[inline(always)]
    pub fn from_array(values: [T; PARAMETERS]) -> Self {
        let [p, q, alpha, g, phi, lam, decline, reinvest, m, elas] = values;
        Parameters {
            p,
            q,
            alpha,
            g,
            phi,
            lam,
            decline,
            reinvest,
            m,
            elas,
        }
    }
}

/// The parameters at which the published figures hold.
pub const FIXED: [f64; PARAMETERS] = [0.02, 0.5, 0.4, 0.5, 0.27, 0.5, 0.3, 0.6, 2.0, 1.2];

/// The stocks, one number or one vector of lanes each.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Stocks<T> {
    pub c: T,
    pub a: T,
    pub k: T,
    pub u: T,
    pub r: T,
    pub h: T,
}

impl Stocks<f64> {
    /// Their values at the start.
    pub const INITIAL: Stocks<f64> = Stocks {
        c: 1.0,
        a: 1.0,
        k: 0.0,
        u: 0.01,
        r: 0.02,
        h: 0.1,
    };
}
