//! Which parameters swing a claim's value: its value within fifths of each parameter.
//!
//! A first-order effect is the variance of the value over the fifths, less what chance alone gives
//! them; a parameter whose fifths differ no more than chance lets them is not listed.

use super::fifths::{Bins, FIFTHS, chi_squared};
use super::numbers::{Numbers, Places, at_places};
use super::statistic::Prepared;
use tenfold_ir::{Claim, Measure, TimeSpec, math};

/// A parameter that swings a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Driver {
    /// Its place in the program of the claim's world.
    pub param: usize,
    /// The value where it is in its lowest fifth, in base units.
    pub low: f64,
    /// In its highest.
    pub high: f64,
    /// Variance that it explains, of all that the drivers explain.
    pub share: f64,
}

/// A claim whose value is swung.
pub(super) struct Swung<'e> {
    pub(super) claim: &'e Claim,
    pub(super) places: &'e Places,
    pub(super) prepared: &'e [Prepared<'e>],
    pub(super) time: TimeSpec,
    pub(super) numbers: &'e Numbers<'e>,
    pub(super) value: f64,
}

impl Swung<'_> {
    pub(super) fn drivers(&self, bins: &Bins) -> Vec<Driver> {
        if self.places.of_value.is_empty() || self.value.is_nan() {
            return Vec::new();
        }
        let error = self.numbers.spread(|estimates| {
            self.finite(at_places(
                &self.claim.value,
                &self.places.of_value,
                estimates,
            ))
        });
        let mut found: Vec<(Driver, f64)> = (bins.of.iter().enumerate())
            .filter_map(|(param, bin_of)| self.driver(param, bin_of.as_deref()?, error))
            .collect();
        let total: f64 = found.iter().map(|(_, explained)| explained).sum();
        found.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.param.cmp(&b.param)));
        let drivers = found.into_iter().map(|(driver, explained)| Driver {
            share: explained / total,
            ..driver
        });
        drivers.collect()
    }

    /// A value to be compared: never is as late as the end, for where something ranks.
    fn finite(&self, value: f64) -> f64 {
        match self.claim.measure {
            Measure::Date => value.clamp(self.time.start, self.time.at(self.time.steps)),
            _ => value,
        }
    }

    /// What a parameter does, with the variance that it explains, if that is more than chance.
    fn driver(&self, param: usize, bin_of: &[u8], error: f64) -> Option<(Driver, f64)> {
        let mut within = Vec::with_capacity(self.places.of_value.len());
        for place in &self.places.of_value {
            within.push(self.prepared[*place].within(bin_of)?);
        }
        let mut counts = [0.0; FIFTHS];
        bin_of
            .iter()
            .for_each(|bin| counts[usize::from(*bin)] += 1.0);
        let identity: Vec<usize> = (0..within.len()).collect();
        let filled: Vec<(f64, f64)> = (0..FIFTHS)
            .filter(|bin| counts[*bin] > 0.0)
            .map(|bin| {
                let estimates: Vec<f64> = within.iter().map(|one| one[bin]).collect();
                let value = at_places(&self.claim.value, &identity, &estimates);
                (value, counts[bin] / bin_of.len() as f64)
            })
            .collect();
        let compared: Vec<(f64, f64)> = (filled.iter())
            .map(|(value, share)| (self.finite(*value), *share))
            .collect();
        if compared.iter().any(|(value, _)| !value.is_finite()) {
            return None;
        }
        let mean: f64 = compared.iter().map(|(value, share)| value * share).sum();
        let spread = compared
            .iter()
            .map(|(value, share)| share * (value - mean) * (value - mean));
        let spread: f64 = spread.sum();
        let freedom = (filled.len() - 1) as f64;
        // What is the same in all fifths differs in its last bits.
        let rounding = math::powi(1e-9 * mean, 2);
        let chance = error * error;
        if spread <= rounding || spread <= chance * chi_squared(freedom) {
            return None;
        }
        let driver = Driver {
            param,
            low: filled.first()?.0,
            high: filled.last()?.0,
            share: 0.0,
        };
        Some((driver, spread - freedom * chance))
    }
}
