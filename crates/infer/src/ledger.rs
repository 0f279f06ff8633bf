//! Claims held against ensembles: what each says, how sure that is, and what swings it.
//!
//! Every number is an expression over statistics of columns, one number a draw, from perhaps several
//! worlds with the same draws. Its error is the bootstrap's, over what is independent: draws, or the
//! rows of a posterior that draws take in turn.

mod band;
mod drivers;
mod sample;
mod statistic;
#[cfg(test)]
mod tests;
mod verdict;

pub use band::Band;
pub use drivers::Driver;
pub use verdict::Verdict;

use crate::resample::replicate;
use drivers::Bins;
use rayon::prelude::*;
use sample::per_draw;
use statistic::Prepared;
use tenfold_engine::Collected;
use tenfold_ir::{Claim, Ledger, PerEnsemble, Statistic, Term};

/// Replicates of the bootstrap: the relative error of an error is 1/√(2·400), 3.5 %.
const REPLICATES: u64 = 400;

/// What of an ensemble is independent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Independence {
    /// Draw k is of the unit k modulo this.
    pub units: u64,
    /// How many independent ones the units are worth.
    pub effective: f64,
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    /// In base units; infinite for never, NaN where no draw has a value.
    pub value: f64,
    /// Its standard error; 0 where it is exact, infinite where the value may be either.
    pub error: f64,
    /// Whether it is so.
    pub verdict: Verdict,
    /// The values that confirm it.
    pub band: Band,
    /// Those that leave it in tension.
    pub tension: Band,
    /// Every parameter that swings the value by more than chance, the first most.
    pub drivers: Vec<Driver>,
    /// Share of the draws that have no value: what is undefined, such as never less never, and what had
    /// diverged.
    pub left_out: f64,
}

/// Holds all claims against the draws of their worlds.
pub fn evaluate(
    ledger: &Ledger,
    worlds: &[Collected],
    independence: Independence,
    seed: u64,
) -> Vec<Evaluated> {
    let asked = Asked::of(ledger);
    let bins: Vec<Bins> = worlds.par_iter().map(Bins::of).collect();
    let draws = worlds.first().map_or(0, |world| world.diverged.len());
    let units = independence.units.min(draws as u64).max(1);
    let inflation = inflation(independence);
    let worth = units as f64 / draws.max(1) as f64 / (inflation * inflation);
    let prepared: Vec<Prepared> = (asked.all.par_iter())
        .map(|(world, statistic)| {
            let program = &ledger.worlds[*world];
            Prepared::new(statistic, worlds, (program, &bins[*world]), worth)
        })
        .collect();
    let estimates = estimates(&prepared, draws, independence, seed);
    let all: Vec<(usize, &Claim)> = ledger.claims.iter().enumerate().collect();
    (all.par_iter())
        .map(|(at, claim)| {
            let places = &asked.places[*at];
            let numbers = Numbers {
                estimates: &estimates,
                places,
                inflation,
                units,
            };
            let value = value_of(&claim.value, places, &estimates.full);
            let error = numbers.spread(|estimates| value_of(&claim.value, places, estimates));
            let left_out = (places.of_value.iter())
                .map(|at| prepared[*at].left_out())
                .fold(0.0, f64::max);
            let swung = drivers::Swung {
                claim,
                places,
                prepared: &prepared,
                time: ledger.worlds[claim.world].time,
                numbers: &numbers,
                value,
            };
            Evaluated {
                value,
                error,
                verdict: numbers.verdict(claim),
                band: numbers.band(&claim.value, &claim.holds, &places.of_holds),
                tension: (claim.tension.as_ref()).map_or_else(Band::default, |tension| {
                    numbers.band(&claim.value, tension, &places.of_tension)
                }),
                drivers: swung.drivers(&bins[claim.world]),
                left_out,
            }
        })
        .collect()
}

/// How much wider errors are because units are worth fewer independent ones.
fn inflation(independence: Independence) -> f64 {
    let worth = independence.units as f64 / independence.effective.max(1.0);
    worth.max(1.0).sqrt()
}

/// Every statistic that is asked for, once.
struct Asked<'l> {
    /// With the world whose parameters count.
    all: Vec<(usize, &'l Statistic)>,
    /// By claim.
    places: Vec<Places>,
}

/// Where the statistics of a claim's terms are, in the order of their leaves.
pub(crate) struct Places {
    of_value: Vec<usize>,
    of_holds: Vec<usize>,
    of_tension: Vec<usize>,
}

impl<'l> Asked<'l> {
    fn of(ledger: &'l Ledger) -> Asked<'l> {
        let mut asked = Asked {
            all: Vec::new(),
            places: Vec::new(),
        };
        for claim in &ledger.claims {
            let places = Places {
                of_value: asked.enter(claim.world, &claim.value),
                of_holds: asked.enter(claim.world, &claim.holds),
                of_tension: (claim.tension.as_ref())
                    .map_or_else(Vec::new, |tension| asked.enter(claim.world, tension)),
            };
            asked.places.push(places);
        }
        asked
    }

    fn enter(&mut self, world: usize, term: &'l PerEnsemble) -> Vec<usize> {
        let mut places = Vec::new();
        term.leaves(&mut |statistic| {
            let have = self.all.iter().position(|have| *have == (world, statistic));
            places.push(have.unwrap_or_else(|| {
                self.all.push((world, statistic));
                self.all.len() - 1
            }));
        });
        places
    }
}

/// Every statistic of all draws, and of each replicate.
pub(crate) struct Estimates {
    full: Vec<f64>,
    replicates: Vec<Vec<f64>>,
}

fn estimates(
    prepared: &[Prepared],
    draws: usize,
    independence: Independence,
    seed: u64,
) -> Estimates {
    let units = independence.units.min(draws as u64).max(1) as usize;
    let all = vec![1.0; draws];
    let estimate = |weights: &[f64]| -> Vec<f64> {
        prepared
            .par_iter()
            .map(|one| one.estimate(weights))
            .collect()
    };
    let replicates = (0..REPLICATES).into_par_iter().map(|nth| {
        let of_unit = replicate(seed, nth, units);
        let weights: Vec<f64> = (0..draws).map(|draw| of_unit[draw % units]).collect();
        estimate(&weights)
    });
    Estimates {
        full: estimate(&all),
        replicates: replicates.collect(),
    }
}

/// The numbers of a claim, with their errors.
pub(crate) struct Numbers<'e> {
    estimates: &'e Estimates,
    places: &'e Places,
    inflation: f64,
    units: u64,
}

impl Numbers<'_> {
    /// The standard error of something made of statistics: 0 where all replicates agree, infinite
    /// where they do not agree on whether it is finite.
    fn spread(&self, of: impl Fn(&[f64]) -> f64) -> f64 {
        let values = self.estimates.replicates.iter().map(|one| of(one));
        let values: Vec<f64> = values.collect();
        let first = values.first().copied().unwrap_or(f64::NAN);
        if values
            .iter()
            .all(|value| value.to_bits() == first.to_bits())
        {
            return 0.0;
        }
        if values.iter().any(|value| !value.is_finite()) {
            return f64::INFINITY;
        }
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let square = values.iter().map(|value| (value - mean) * (value - mean));
        let spread = (square.sum::<f64>() / (count - 1.0)).sqrt();
        // Sums in another order differ in their last bits.
        let largest = values
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        if spread <= verdict::EQUAL_WITHIN * largest {
            return 0.0;
        }
        spread * self.inflation
    }
}

/// A term's value, its leaves being at these places among the estimates.
fn value_of(term: &PerEnsemble, places: &Places, estimates: &[f64]) -> f64 {
    at_places(term, &places.of_value, estimates)
}

/// A term's value; its leaves are taken in their order.
pub(crate) fn at_places(term: &PerEnsemble, places: &[usize], estimates: &[f64]) -> f64 {
    number(term, &mut places.iter().map(|place| estimates[*place]))
}

fn number(term: &PerEnsemble, leaves: &mut impl Iterator<Item = f64>) -> f64 {
    match term {
        Term::Const(value) => *value,
        Term::Leaf(_) => leaves.next().expect("a place for each leaf"),
        Term::Unary(op, a) => tenfold_engine::unary(*op, number(a, leaves)),
        Term::Binary(op, a, b) => {
            let a = number(a, leaves);
            tenfold_engine::binary(*op, a, number(b, leaves))
        }
        Term::Select(a, b, c) => {
            let (a, b) = (number(a, leaves), number(b, leaves));
            let c = number(c, leaves);
            tenfold_ir::select(a, b, c)
        }
    }
}
