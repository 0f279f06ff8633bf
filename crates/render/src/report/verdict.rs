//! A verdict as a picture.

use crate::phrases::say;
use maud::{Markup, html};
use tenfold_study::claims::rows::{Band, ClaimRow, MeasureWord, VerdictWord};

/// Of the axis's length, what is kept free at either end.
const MARGIN: f64 = 0.06;

/// A verdict's class in the page, and the key of its word.
pub(crate) fn verdict_class(verdict: VerdictWord) -> String {
    format!("verdict-{}", verdict.word().replace('_', "-"))
}

pub(crate) fn chip(verdict: VerdictWord) -> Markup {
    let class = verdict_class(verdict);
    html! { span.chip.(class) { (say(&class)) } }
}

/// The stretch of values that an axis shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Stretch {
    /// All that is finite of a claim, with room at both ends; none where nothing is.
    pub(crate) fn of(claim: &ClaimRow) -> Option<Stretch> {
        if claim.measure == MeasureWord::Probability {
            return Some(Stretch {
                low: 0.0,
                high: 1.0,
            });
        }
        let error = claim.error.unwrap_or(0.0);
        let bands = [claim.band, claim.tension].into_iter().flatten();
        let ends = bands.flat_map(|band| [band.low, band.high]);
        let drivers = claim.drivers.iter().flat_map(|one| [one.low, one.high]);
        let value = claim.value.iter();
        let value = value.flat_map(|value| [Some(value - 2.0 * error), Some(value + 2.0 * error)]);
        let all = ends.chain(drivers).chain(value).flatten();
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        if !(low.is_finite() && high.is_finite()) {
            return None;
        }
        let room = match high - low {
            0.0 => low.abs().max(1.0) * 0.5,
            length => length * MARGIN,
        };
        Some(Stretch {
            low: low - room,
            high: high + room,
        })
    }

    /// The place of a value, in per cent; never is at the far end.
    pub(crate) fn place(self, value: Option<f64>) -> f64 {
        let value = value.unwrap_or(self.high);
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) * 100.0
    }
}

/// A band as a stripe; an open end reaches the axis's.
pub(crate) fn stripe(stretch: Stretch, band: Band, class: &str) -> Markup {
    let left = band.low.map_or(0.0, |low| stretch.place(Some(low)));
    let right = stretch.place(band.high);
    // A single value is still to be seen.
    let width = (right - left).max(0.6);
    html! { i.(class) style=(format!("left:{:.2}%;width:{width:.2}%", left.min(99.4))) {} }
}
