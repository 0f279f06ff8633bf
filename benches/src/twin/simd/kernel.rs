//! The kernel of the vector twin: stepping, recording and counting, over any lanes.
//!
//! What is done by hand, with the model's algebra: a^x·b^y is one exp; cost enters only as a
//! factor of such a power and as its own reciprocal, so nothing is divided but the logistic.

use super::draw;
use super::functions::{TABLES, Tables, exp, ln};
use super::lanes::Lanes;
use crate::twin::Trajectory;
use crate::twin::draw::TRANSFORMS;
use crate::twin::model::{
    DT, PARAMETERS, Parameters, RECORDS, STEPS, STEPS_PER_YEAR, Stocks, THRESHOLD,
};
use crate::twin::sketch::Sketch;
use std::ops::Range;

/// The most lanes a run steps together.
pub const WIDTH_MAX: usize = 16;

/// Parameters in the form the loop wants them.
#[derive(Clone, Copy)]
struct Prepared<V> {
    x: Parameters<V>,
    ln_m: V,
    ln_g_and_tenth: V,
    arpu_power: V,
    capex_slope: V,
    rnd_slope: V,
    lam_rest: V,
    two_elas: V,
}

#[inline(always)]
fn prepare<V: Lanes>(tables: &Tables, values: [V; PARAMETERS]) -> Prepared<V> {
    let x = Parameters::from_array(values);
    let one = V::splat(1.0);
    let lam_rest = one.sub(x.lam);
    let ln_tenth = V::splat(0.1_f64.ln());
    Prepared {
        x,
        ln_m: ln(tables, x.m),
        ln_g_and_tenth: lam_rest.mul_add(ln_tenth, ln(tables, x.g)),
        arpu_power: x.elas.mul(V::splat(0.3)),
        capex_slope: x.reinvest.mul(V::splat(0.5)),
        rnd_slope: one.sub(x.reinvest).mul(V::splat(0.6)),
        lam_rest,
        two_elas: x.elas.add(x.elas),
    }
}

#[inline(always)]
fn step<V: Lanes>(t: &Tables, s: Stocks<V>, w: &Prepared<V>, time: V) -> Stocks<V> {
    let c = V::splat;
    let (one, x) = (c(1.0), &w.x);
    let (ln_a, ln_c, ln_h) = (ln(t, s.a), ln(t, s.c), ln(t, s.h));
    let ln_k = ln(t, s.k.add(one));
    let decay = x.decline.mul(time);
    let cost_inverse = exp(t, decay);
    let logit = x.elas.neg_mul_add(s.k, w.two_elas);
    let quality = exp(t, logit).add(one).reciprocal();
    let pull = x.q.mul_add(s.u, x.p);
    let adopt = pull.mul(quality.sub(s.u)).max(c(0.0));
    let price = exp(t, ln_a.mul_add(c(-0.3), c(0.0).sub(decay)));
    let margin = price.mul_add(c(-0.5), one);
    let arpu = exp(t, w.arpu_power.mul_add(ln_k, w.ln_m));
    let capex = w.capex_slope.mul_add(s.r, c(0.1));
    let rnd = w.rnd_slope.mul_add(s.r, c(0.02));
    let power = x.lam.mul_add(ln_h, w.ln_g_and_tenth);
    let power = w.lam_rest.mul_add(ln_c, power);
    let algo = exp(t, x.phi.neg_mul_add(ln_a, power)).min(c(3.0));
    let bought = capex.mul(cost_inverse);
    let target = x.alpha.mul(ln_c.add(ln_a));
    let revenue = s.u.mul(arpu).mul(margin);
    Stocks {
        c: bought.mul_add(c(5.0 * DT), s.c.mul(c(1.0 - 0.2 * DT))),
        a: s.a.mul(algo).mul_add(c(DT), s.a),
        k: target.sub(s.k).mul_add(c(DT / 0.5), s.k),
        u: adopt.mul_add(c(DT), s.u),
        r: revenue.sub(s.r).mul_add(c(DT / 0.75), s.r),
        h: s.h.neg_mul_add(c(0.1), rnd).mul_add(c(DT), s.h),
    }
}

/// What becomes of the stocks at each recorded time. A trait, as a closure would not be compiled
/// for the instructions of its caller.
trait Recorder<V> {
    fn record(&mut self, year: usize, stocks: &Stocks<V>);
}

/// Counts the first so many lanes into a sketch.
struct Counter<'a> {
    sketch: &'a mut Sketch,
    wanted: usize,
}

impl<V: Lanes> Recorder<V> for Counter<'_> {
    #[inline(always)]
    fn record(&mut self, year: usize, stocks: &Stocks<V>) {
        let recorded = [stocks.k, stocks.u, stocks.r];
        for (stock, values) in recorded.into_iter().enumerate() {
            let mut out = [0.0; WIDTH_MAX];
            values.store(&mut out);
            let row = self.sketch.row(stock, year);
            for &value in &out[..self.wanted] {
                Sketch::count(row, value);
            }
        }
    }
}

/// Keeps the trajectory of the first lane.
struct Keeper(Trajectory);

impl<V: Lanes> Recorder<V> for Keeper {
    #[inline(always)]
    fn record(&mut self, year: usize, stocks: &Stocks<V>) {
        let recorded = [stocks.k, stocks.u, stocks.r];
        for (stock, values) in recorded.into_iter().enumerate() {
            let mut out = [0.0; WIDTH_MAX];
            values.store(&mut out);
            self.0.records[stock][year] = out[0];
        }
    }
}

/// The trajectories of as many draws as lanes; gives the steps to their first crossings.
#[inline(always)]
fn trajectories<V: Lanes>(
    tables: &Tables,
    values: [V; PARAMETERS],
    recorder: &mut impl Recorder<V>,
) -> V {
    let start = Stocks::INITIAL;
    let work = prepare(tables, values);
    let mut stocks = Stocks {
        c: V::splat(start.c),
        a: V::splat(start.a),
        k: V::splat(start.k),
        u: V::splat(start.u),
        r: V::splat(start.r),
        h: V::splat(start.h),
    };
    let mut crossing = V::splat((STEPS + 1) as f64);
    recorder.record(0, &stocks);
    for year in 1..RECORDS {
        for done in (year - 1) * STEPS_PER_YEAR..year * STEPS_PER_YEAR {
            stocks = step(tables, stocks, &work, V::splat(done as f64 * DT));
            let earliest = crossing.min(V::splat((done + 1) as f64));
            let reached = V::splat(THRESHOLD);
            crossing = stocks.r.select_ge(reached, earliest, crossing);
        }
        recorder.record(year, &stocks);
    }
    crossing
}

/// The trajectory of one set of parameters.
#[inline(always)]
pub fn trajectory<V: Lanes>(parameters: &[f64; PARAMETERS]) -> Trajectory {
    let mut values = [V::splat(0.0); PARAMETERS];
    for (value, parameter) in values.iter_mut().zip(parameters) {
        *value = V::splat(*parameter);
    }
    let mut keeper = Keeper(Trajectory {
        records: [[0.0; RECORDS]; 3],
        crossing: 0,
    });
    let mut steps = [0.0; WIDTH_MAX];
    trajectories(&TABLES, values, &mut keeper).store(&mut steps);
    keeper.0.crossing = steps[0] as usize;
    keeper.0
}

/// Adds the draws of a range to a sketch.
#[inline(always)]
pub fn count<V: Lanes>(seed: u64, sketch: &mut Sketch, range: Range<u64>) {
    let (tables, transforms) = (&*TABLES, &*TRANSFORMS);
    let mut first = range.start;
    while first < range.end {
        let mut numbers = [0.0; WIDTH_MAX];
        for (lane, number) in numbers.iter_mut().enumerate() {
            *number = f64::from_bits(first + lane as u64);
        }
        let values = draw::parameters(tables, transforms, seed, V::load(&numbers));
        let wanted = (range.end - first).min(V::WIDTH as u64) as usize;
        let mut counter = Counter { sketch, wanted };
        let crossing = trajectories(tables, values, &mut counter);
        let mut steps = [0.0; WIDTH_MAX];
        crossing.store(&mut steps);
        for &step in &steps[..wanted] {
            sketch.cross(step as usize);
        }
        first += V::WIDTH as u64;
    }
}
