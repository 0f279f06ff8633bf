//! Claims held against ensembles: what each says, how sure that is, and what swings it.
//!
//! Every number is an expression over statistics of columns, one number a draw, from perhaps several
//! worlds with the same draws. Its error is the bootstrap's, over what is independent: draws, or the
//! rows of a posterior that draws take in turn.

mod band;
mod drivers;
mod fifths;
mod numbers;
mod sample;
mod statistic;
#[cfg(test)]
mod tests;
mod verdict;

pub use band::Band;
pub use drivers::Driver;
pub use verdict::Verdict;

use crate::resample::replicate;
use fifths::Bins;
use numbers::{Estimates, Numbers, Places, value_of};
use rayon::prelude::*;
use statistic::Prepared;
use tenfold_engine::Collected;
use tenfold_ir::{Claim, Ledger, PerEnsemble, Statistic};

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
    let evaluation = Evaluation::of(ledger);
    let bins: Vec<Bins> = worlds.par_iter().map(Bins::of).collect();
    let draws = worlds.first().map_or(0, |world| world.diverged.len());
    let units = independence.units.min(draws as u64).max(1);
    let inflation = inflation(independence);
    let worth = units as f64 / draws.max(1) as f64 / (inflation * inflation);
    let prepared: Vec<Prepared> = (evaluation.all.par_iter())
        .map(|(world, statistic)| {
            let program = &ledger.worlds[*world];
            Prepared::new(statistic, worlds, (program, &bins[*world]), worth)
        })
        .collect();
    let estimates = estimates(&prepared, draws, independence, seed);
    let all: Vec<(usize, &Claim)> = ledger.claims.iter().enumerate().collect();
    (all.par_iter())
        .map(|(at, claim)| {
            let places = &evaluation.places[*at];
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
struct Evaluation<'l> {
    /// With the world whose parameters count.
    all: Vec<(usize, &'l Statistic)>,
    /// By claim.
    places: Vec<Places>,
}

impl<'l> Evaluation<'l> {
    fn of(ledger: &'l Ledger) -> Evaluation<'l> {
        let mut evaluation = Evaluation {
            all: Vec::new(),
            places: Vec::new(),
        };
        for claim in &ledger.claims {
            let places = Places {
                of_value: evaluation.enter(claim.world, &claim.value),
                of_holds: evaluation.enter(claim.world, &claim.holds),
                of_tension: (claim.tension.as_ref())
                    .map_or_else(Vec::new, |tension| evaluation.enter(claim.world, tension)),
            };
            evaluation.places.push(places);
        }
        evaluation
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
