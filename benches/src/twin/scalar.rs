//! The scalar twin: the reference model as a Rust programmer writes it, one trajectory at a
//! time, the standard library's exp and powf, draws in parallel by rayon.

use super::model::{DT, Parameters, RECORDS, STEPS, STEPS_PER_YEAR, Stocks, THRESHOLD};
use super::sketch::Sketch;
use super::{Trajectory, draw, ensemble};

/// One Euler step at a time.
fn step(s: Stocks<f64>, x: &Parameters<f64>, time: f64) -> Stocks<f64> {
    let cost = (-x.decline * time).exp();
    let quality = 1.0 / (1.0 + (-x.elas * (s.k - 2.0)).exp());
    let adopt = ((x.p + x.q * s.u) * (quality - s.u)).max(0.0);
    let price = s.a.powf(-0.3) * cost;
    let margin = 1.0 - 0.5 * price;
    let arpu = x.m * (1.0 + s.k).powf(0.3 * x.elas);
    let capex = 0.1 + 0.5 * x.reinvest * s.r;
    let rnd = 0.02 + 0.6 * (1.0 - x.reinvest) * s.r;
    let rin = s.h.powf(x.lam) * (0.1 * s.c).powf(1.0 - x.lam);
    let algo = (x.g * rin * s.a.powf(-x.phi)).min(3.0);
    Stocks {
        c: s.c + DT * (5.0 * capex / cost - 0.2 * s.c),
        a: s.a + DT * (s.a * algo),
        k: s.k + DT * ((x.alpha * (s.c * s.a).ln() - s.k) / 0.5),
        u: s.u + DT * adopt,
        r: s.r + DT * ((s.u * arpu * margin - s.r) / 0.75),
        h: s.h + DT * (rnd - 0.1 * s.h),
    }
}

/// The trajectory of one set of parameters.
pub fn trajectory(x: &Parameters<f64>) -> Trajectory {
    let mut stocks = Stocks::INITIAL;
    let mut records = [[0.0; RECORDS]; 3];
    let mut crossing = STEPS + 1;
    for i in 0..=STEPS {
        if i > 0 {
            stocks = step(stocks, x, (i - 1) as f64 * DT);
        }
        if stocks.r >= THRESHOLD && crossing > STEPS {
            crossing = i;
        }
        if i % STEPS_PER_YEAR == 0 {
            let year = i / STEPS_PER_YEAR;
            records[0][year] = stocks.k;
            records[1][year] = stocks.u;
            records[2][year] = stocks.r;
        }
    }
    Trajectory { records, crossing }
}

/// An ensemble of so many draws.
pub fn run(seed: u64, draws: u64) -> Sketch {
    ensemble::run(draws, |sketch, range| {
        for draw in range {
            let x = Parameters::from_array(draw::parameters(seed, draw));
            let trajectory = trajectory(&x);
            for (stock, values) in trajectory.records.iter().enumerate() {
                for (record, &value) in values.iter().enumerate() {
                    Sketch::count(sketch.row(stock, record), value);
                }
            }
            sketch.cross(trajectory.crossing);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twin::model::FIXED;

    #[test]
    fn the_fixed_draw_gives_the_published_figures() {
        let found = trajectory(&Parameters::from_array(FIXED));
        assert!((found.records[2][RECORDS - 1] - 3.12146977625).abs() < 5e-12);
        assert!((found.records[0][RECORDS - 1] - 6.35515).abs() < 5e-6);
        assert_eq!(found.crossing, 185);
    }
}
