//! A chapter's claims in one picture: a line for each, on which what was said is always the middle.
//!
//! Claims of one chapter are dates, shares and other numbers, so that each line has a scale of its own;
//! what they share is the side on which the model stands.

use crate::phrases::{Phrase, say};
use crate::report::verdict::{Stretch, chip, verdict_class};
use maud::{Markup, html};
use tenfold_model::catalogue::Catalogue;
use tenfold_study::claims::rows::{Band, ClaimRow, MeasureWord};

/// Where the middle begins and ends, in per cent of a line.
const MIDDLE: (f64, f64) = (100.0 / 3.0, 200.0 / 3.0);

/// The picture; nothing where no claim of the chapter says an interval.
pub(crate) fn picture(claims: &[&ClaimRow], words: &Catalogue) -> Markup {
    if claims.iter().all(|claim| Line::of(claim).is_none()) {
        return html! {};
    }
    html! {
        figure.overview {
            p.sides aria-hidden="true" {
                @for side in ["chapter-less", "chapter-said", "chapter-more"] { span { (say(side)) } }
            }
            ul { @for claim in claims { (row(claim, words)) } }
        }
    }
}

pub fn row(claim: &ClaimRow, words: &Catalogue) -> Markup {
    let said = Phrase::each(|lang| claim.said_in(words, lang).to_owned());
    let line = Line::of(claim);
    html! {
        li.(verdict_class(claim.verdict)) {
            a href=(format!("#{}", anchor(claim))) { (said) }
            div.track aria-hidden="true" {
                @if let Some(line) = &line {
                    @let (left, right) = line.said();
                    i.said style=(place(left, right)) {}
                    @if let Some((left, right)) = line.reach(claim) {
                        i.reach style=(place(left, right)) {}
                    }
                    @if let Some(at) = line.mark(claim) { i.mark style=(format!("left:{at:.2}%")) {} }
                }
            }
            (chip(claim.verdict))
        }
    }
}

/// Where in the page a claim is told in full.
pub(crate) fn anchor(claim: &ClaimRow) -> String {
    format!("claim-{}", claim.claim)
}

fn place(left: f64, right: f64) -> String {
    format!("left:{left:.2}%;width:{:.2}%", right - left)
}

/// A claim's line.
#[derive(Clone, Copy, Debug)]
struct Line {
    band: Band,
    stretch: Stretch,
}

impl Line {
    fn of(claim: &ClaimRow) -> Option<Line> {
        Some(Line {
            band: claim.band?,
            stretch: Stretch::of(claim)?,
        })
    }

    /// What was said; where it has one end, the other is that of the line.
    fn said(&self) -> (f64, f64) {
        let (low, high) = (self.band.low, self.band.high);
        (
            low.map_or(0.0, |_| MIDDLE.0),
            high.map_or(100.0, |_| MIDDLE.1),
        )
    }

    /// The place of a value, in per cent.
    fn at(&self, value: f64) -> f64 {
        let (left, right) = self.said();
        let low = self.band.low.unwrap_or(self.stretch.low);
        let high = self.band.high.unwrap_or(self.stretch.high);
        if value < low {
            left * part(value, self.stretch.low, low)
        } else if value > high {
            right + (100.0 - right) * part(value, high, self.stretch.high)
        } else if low == high {
            0.5 * (left + right)
        } else {
            left + (right - left) * part(value, low, high)
        }
    }

    /// Where the model stands; a date that is never is at the far end.
    fn mark(&self, claim: &ClaimRow) -> Option<f64> {
        let never = (claim.measure == MeasureWord::Date).then_some(100.0);
        claim.value.map(|value| self.at(value)).or(never)
    }

    /// From the value in the lowest fifth of the parameter that swings it most to that in the highest.
    fn reach(&self, claim: &ClaimRow) -> Option<(f64, f64)> {
        let driver = claim.drivers.first()?;
        let end = |value: Option<f64>| value.map_or(100.0, |value| self.at(value));
        let (low, high) = (end(driver.low), end(driver.high));
        Some((low.min(high), low.max(high)))
    }
}

/// How far a value is from one end to the other, from 0 to 1.
fn part(value: f64, from: f64, to: f64) -> f64 {
    match to > from {
        true => ((value - from) / (to - from)).clamp(0.0, 1.0),
        false => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(low: Option<f64>, high: Option<f64>) -> Line {
        Line {
            band: Band { low, high },
            stretch: Stretch {
                low: 0.0,
                high: 10.0,
            },
        }
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
    }

    #[test]
    fn what_was_said_is_the_middle() {
        let both = line(Some(4.0), Some(8.0));
        for (value, place) in [(0.0, 0.0), (2.0, 100.0 / 6.0), (4.0, 100.0 / 3.0)] {
            near(both.at(value), place);
        }
        for (value, place) in [
            (6.0, 50.0),
            (8.0, 200.0 / 3.0),
            (9.0, 250.0 / 3.0),
            (11.0, 100.0),
        ] {
            near(both.at(value), place);
        }
        near(line(Some(5.0), Some(5.0)).at(5.0), 50.0);
    }

    #[test]
    fn what_has_one_end_reaches_to_the_line_s() {
        let least = line(Some(5.0), None);
        assert_eq!(least.said(), (MIDDLE.0, 100.0));
        near(least.at(5.0), MIDDLE.0);
        near(least.at(10.0), 100.0);
        let most = line(None, Some(5.0));
        assert_eq!(most.said(), (0.0, MIDDLE.1));
        near(most.at(0.0), 0.0);
        near(most.at(5.0), MIDDLE.1);
        // A bound at the end of all that can be leaves nothing beyond.
        near(line(None, Some(10.0)).at(10.0), MIDDLE.1);
    }
}
