//! A claim's numbers as people read them.

use super::{Band, ClaimRow, MeasureWord};
use crate::numeral::{date, number, quantity};
use crate::text::{Lang, text};

impl ClaimRow {
    /// A number of the claim's kind: `Mar 2028`, `never`, `71.2 %`, `3.1 month`.
    pub fn number_text(&self, lang: Lang, value: Option<f64>) -> String {
        match (self.measure, value) {
            (MeasureWord::Date, Some(years)) => date(lang, years),
            (MeasureWord::Date, None) => text(lang, "claim-never", &[]),
            (MeasureWord::Probability, Some(share)) => {
                format!("{} %", number(lang, share * 100.0, 3))
            }
            (MeasureWord::Number, Some(value)) => quantity(lang, value, &self.unit),
            (_, None) => "–".to_owned(),
        }
    }

    /// The value with its error: `Mar 2028 ± 1.5 months`, `71.2 % ± 0.5 %`.
    pub fn value_text(&self, lang: Lang) -> String {
        let value = self.number_text(lang, self.value);
        let Some(error) = self.error else {
            return text(lang, "claim-error-open", &[("value", &value)]);
        };
        if error == 0.0 {
            return value;
        }
        let error = match self.measure {
            MeasureWord::Date => {
                let months = number(lang, error * 12.0, 2);
                text(lang, "claim-months", &[("months", &months)])
            }
            MeasureWord::Probability => format!("{} %", number(lang, error * 100.0, 2)),
            MeasureWord::Number => quantity(lang, super::rounded(error, 2), &self.unit),
        };
        format!("{value} ± {error}")
    }

    /// An interval: `85 % – 95 %`, `at least 90 %`.
    pub fn band_text(&self, lang: Lang, band: Band) -> String {
        let end = |value| self.number_text(lang, Some(value));
        match (band.low, band.high) {
            (Some(low), Some(high)) if low == high => end(low),
            (Some(low), Some(high)) => format!("{} – {}", end(low), end(high)),
            (Some(low), None) => text(lang, "claim-at-least", &[("value", &end(low))]),
            (None, Some(high)) => text(lang, "claim-at-most", &[("value", &end(high))]),
            (None, None) => String::new(),
        }
    }

    /// Its chapter: `§3` of `§3, K2`.
    pub fn chapter(&self) -> &str {
        let section = self.section.as_deref().unwrap_or("");
        section.split([',', ' ', ';']).next().unwrap_or("")
    }
}
