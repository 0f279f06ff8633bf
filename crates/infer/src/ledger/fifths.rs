//! Draws by the fifth that each parameter is in, and how far such fifths may differ by chance.

use super::sample::ranks;
use tenfold_engine::Collected;
use tenfold_ir::math;

/// Bins of a parameter, equal in draws.
pub(super) const FIFTHS: usize = 5;

/// Normal score beyond which a spread over fifths is no chance: one in 30,000, as some hundred
/// parameters are tried.
const SCORE: f64 = 4.0;

/// For each parameter of a world, the fifth that each draw is in; none where it does not vary.
pub(super) struct Bins {
    pub(super) of: Vec<Option<Vec<u8>>>,
}

impl Bins {
    pub(super) fn of(world: &Collected) -> Bins {
        Bins {
            of: world.params.iter().map(|values| fifths(values)).collect(),
        }
    }
}

/// Fifths by rank; equal values are in one.
fn fifths(values: &[f64]) -> Option<Vec<u8>> {
    let first = values.first()?;
    if values.iter().all(|value| value == first) {
        return None;
    }
    let count = values.len() as f64;
    let place = |rank: f64| ((rank + 0.5) / count * FIFTHS as f64) as usize;
    let ranks = ranks(values);
    let bins = ranks.into_iter().map(|rank| match rank.is_nan() {
        true => 0,
        false => place(rank).min(FIFTHS - 1) as u8,
    });
    Some(bins.collect())
}

/// χ² of so many degrees of freedom at the normal score [`SCORE`] (Wilson & Hilferty 1931).
pub(super) fn chi_squared(freedom: f64) -> f64 {
    let part = 2.0 / (9.0 * freedom);
    freedom * math::powi(1.0 - part + SCORE * part.sqrt(), 3)
}
