//! Contenders in turns, so that what else the machine does befalls all of them alike.

use crate::contender::{Contender, Ensemble};
use std::time::Instant;

/// How long a contender took, round by round, and what it last found.
pub struct Timed {
    /// The contender.
    pub name: String,
    /// Seconds, by round.
    pub seconds: Vec<f64>,
    /// The ensemble of the last round.
    pub ensemble: Ensemble,
}

/// Runs each contender once in each round; a round before the first warms up and is forgotten.
pub fn measure(
    contenders: &mut [Box<dyn Contender>],
    seed: u64,
    draws: u64,
    rounds: usize,
) -> Vec<Timed> {
    let mut timed: Vec<Timed> = contenders
        .iter_mut()
        .map(|contender| Timed {
            name: contender.name(),
            seconds: Vec::new(),
            ensemble: contender.run(seed, draws / 10),
        })
        .collect();
    for round in 0..rounds {
        for (contender, timed) in contenders.iter_mut().zip(&mut timed) {
            let start = Instant::now();
            timed.ensemble = contender.run(seed, draws);
            timed.seconds.push(start.elapsed().as_secs_f64());
        }
        eprintln!("round {} of {rounds}", round + 1);
    }
    timed
}

/// Least, middle and greatest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Least.
    pub least: f64,
    /// Median.
    pub median: f64,
    /// Greatest.
    pub greatest: f64,
}

/// The spread of some values.
///
/// # Panics
/// Without a value.
pub fn spread(values: impl Iterator<Item = f64>) -> Spread {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let (least, greatest) = (sorted[0], sorted[sorted.len() - 1]);
    let median = 0.5 * (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]);
    Spread {
        least,
        median,
        greatest,
    }
}

/// How many times as fast as `other` the first is, taken round by round.
pub fn times_as_fast(first: &Timed, other: &Timed) -> Spread {
    let rounds = first.seconds.iter().zip(&other.seconds);
    spread(rounds.map(|(first, other)| other / first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let found = spread([4.0, 1.0, 3.0, 2.0].into_iter());
        let expected = Spread {
            least: 1.0,
            median: 2.5,
            greatest: 4.0,
        };
        assert_eq!(found, expected);
    }
}
