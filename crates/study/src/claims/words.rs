//! A claim's numbers as people read them.

use crate::claims::rows::{Band, ClaimRow, MeasureWord, VerdictWord};
use tenfold_lang::DATE;
use tenfold_words::numeral::{date, day, figures, number, quantity, with_error, with_unit};
use tenfold_words::text::{Lang, text};

/// An error of fewer months is one of days.
const MONTHS_MIN: f64 = 0.5;
/// So many standard errors from an edge `claim-why-near` says that a value lies.
const CLEAR: f64 = 2.0;

impl ClaimRow {
    /// What the claim's numbers are shown in, and how many of it one is.
    fn shown(&self) -> (&str, f64) {
        match self.measure {
            MeasureWord::Date => (DATE, 1.0),
            MeasureWord::Probability => ("%", 100.0),
            MeasureWord::Number => (&self.unit, 1.0),
        }
    }

    fn none(&self, lang: Lang) -> String {
        match self.measure {
            MeasureWord::Date => text(lang, "claim-never", &[]),
            _ => "–".to_owned(),
        }
    }

    /// Numbers of the claim's kind side by side: `Mar 2028`, `never`, `71.2 %`, `3.1 month`.
    pub fn numbers_text(&self, lang: Lang, values: &[Option<f64>]) -> Vec<String> {
        let (unit, factor) = self.shown();
        let scaled = |value: &Option<f64>| value.map_or(f64::NAN, |value| value * factor);
        let scaled: Vec<f64> = values.iter().map(scaled).collect();
        let written = figures(lang, &scaled, unit).into_iter().zip(values);
        let written = written.map(|(number, value)| match value {
            Some(_) => with_unit(lang, number, unit),
            None => self.none(lang),
        });
        written.collect()
    }

    /// The value with its error: `Mar 2028 ± 1.5 months`, `71.2 % ± 0.5 %`.
    pub fn value_text(&self, lang: Lang) -> String {
        let (unit, factor) = self.shown();
        let alone = |value| self.numbers_text(lang, &[value]).remove(0);
        let (value, error) = match (self.value, self.error) {
            (Some(value), Some(error)) if error > 0.0 => (value * factor, error * factor),
            (value, Some(_)) => return alone(value),
            (value, None) => {
                return text(lang, "claim-error-open", &[("value", &alone(value))]);
            }
        };
        if self.measure == MeasureWord::Date {
            let months = error * 12.0;
            let write: fn(Lang, f64) -> String = match months < MONTHS_MIN {
                true => |_, value| day(value),
                false => date,
            };
            let months = number(lang, months, 2);
            let months = text(lang, "claim-months", &[("months", &months)]);
            return format!("{} ± {months}", write(lang, value));
        }
        let (value, error) = with_error(lang, value, error, unit);
        format!(
            "{} ± {}",
            with_unit(lang, value, unit),
            with_unit(lang, error, unit)
        )
    }

    /// An interval: `85 % – 95 %`, `at least 90 %`.
    pub fn band_text(&self, lang: Lang, band: Band) -> String {
        let end = |value: f64| {
            let (unit, factor) = self.shown();
            quantity(lang, value * factor, unit)
        };
        match (band.low, band.high) {
            (Some(low), Some(high)) if low == high => end(low),
            (Some(low), Some(high)) => format!("{} – {}", end(low), end(high)),
            (Some(low), None) => text(lang, "claim-at-least", &[("value", &end(low))]),
            (None, Some(high)) => text(lang, "claim-at-most", &[("value", &end(high))]),
            (None, None) => String::new(),
        }
    }

    /// Why the draws cannot tell; none where they can.
    pub fn why_undecided(&self, lang: Lang) -> Option<String> {
        if self.verdict != VerdictWord::Undecided {
            return None;
        }
        let (Some(value), Some(error)) = (self.value, self.error) else {
            return Some(text(lang, self.why_open(), &[]));
        };
        let bands = [self.band, self.tension].into_iter().flatten();
        let edges = bands.flat_map(|band| [band.low, band.high]).flatten();
        // Exact and equal is decided.
        let edges = edges.filter(|edge| error > 0.0 || *edge != value);
        let nearest = edges.min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()));
        // A probability without an error is told from nothing that the rule of three allows.
        let is_unanimous = self.measure == MeasureWord::Probability && error == 0.0;
        let near = |edge: &f64| (edge - value).abs() <= CLEAR * error;
        let (key, edge) = match nearest {
            Some(edge) if is_unanimous && [0.0, 1.0].contains(&value) => {
                ("claim-why-unanimous", edge)
            }
            Some(edge) if near(&edge) => ("claim-why-near", edge),
            _ => return Some(text(lang, "claim-why-terms", &[])),
        };
        let edge = self.numbers_text(lang, &[Some(edge)]).remove(0);
        Some(text(lang, key, &[("edge", &edge)]))
    }

    /// Why, where the value or its error is not finite: an error is not where samples of the draws do not agree on
    /// whether the value is.
    fn why_open(&self) -> &'static str {
        match (self.error, self.measure) {
            (Some(_), _) if self.left_out >= 1.0 => "claim-why-no-value",
            (Some(_), _) => "claim-why-undefined",
            (None, MeasureWord::Date) => "claim-why-open",
            (None, MeasureWord::Probability | MeasureWord::Number) => "claim-why-open-number",
        }
    }

    /// Its chapter: `§3` of `§3, K2`.
    pub fn chapter(&self) -> &str {
        let section = self.section.as_deref().unwrap_or("");
        section.split([',', ' ', ';']).next().unwrap_or("")
    }
}
