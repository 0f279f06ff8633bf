//! Numbers and dates as people read them, in each language.
//!
//! Knows nothing of models. Three significant digits; scale words up to a thousand trillion,
//! powers of ten beyond: `12.3 billion USD/year`, `3.1e26 FLOP`, `Mar 2028`.

use crate::text::Lang;
use tenfold_ir::math;
use tenfold_lang::decimal_year;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Scale words, largest first.
fn scales(lang: Lang) -> &'static [(f64, &'static str)] {
    match lang {
        Lang::En => &[(1e12, " trillion"), (1e9, " billion"), (1e6, " million")],
        Lang::Zh => &[(1e12, "万亿"), (1e8, "亿"), (1e4, "万")],
    }
}

/// Beyond this, scale words stop helping.
const SCIENTIFIC_ABOVE: f64 = 1e15;
/// Below this, zeros after the point stop helping.
const SCIENTIFIC_BELOW: f64 = 1e-3;

/// A number with `digits` significant digits and a scale word.
pub fn number(lang: Lang, value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "–".to_owned()
        } else {
            format!("{}∞", if value < 0.0 { "−" } else { "" })
        };
    }
    let sign = if value < 0.0 { "−" } else { "" };
    let size = rounded(value.abs(), digits);
    if size == 0.0 {
        return "0".to_owned();
    }
    if !(SCIENTIFIC_BELOW..SCIENTIFIC_ABOVE).contains(&size) {
        return format!("{sign}{}", scientific(size, digits));
    }
    for (scale, word) in scales(lang) {
        if size >= *scale {
            return format!("{sign}{}{word}", plain(size / scale, digits));
        }
    }
    format!("{sign}{}", plain(size, digits))
}

/// A number with its sign, `+2.1` or `−3`; zero has none.
pub fn signed(lang: Lang, value: f64, digits: usize) -> String {
    let size = number(lang, value.abs(), digits);
    match value.partial_cmp(&0.0) {
        Some(std::cmp::Ordering::Greater) => format!("+{size}"),
        Some(std::cmp::Ordering::Less) => format!("−{size}"),
        _ => size,
    }
}

/// A number with its unit: `12.3 billion USD/year`, `45 %`; a pure number stands alone.
pub fn quantity(lang: Lang, value: f64, unit: &str) -> String {
    let number = number(lang, value, 3);
    match unit {
        "" | "1" => number,
        _ => format!("{number} {unit}"),
    }
}

/// A decimal calendar year as month and year: `Mar 2028`, `2028年3月`.
pub fn date(lang: Lang, years: f64) -> String {
    if !years.is_finite() || years.abs() > 1e6 {
        return "–".to_owned();
    }
    // A grid of months, computed in floating point, falls a hair below the month it means.
    let months = (years * 12.0 + 1e-6).floor() as i64;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    match lang {
        Lang::En => format!("{} {year}", MONTHS[month as usize]),
        Lang::Zh => format!("{year}年{}月", month + 1),
    }
}

/// A decimal calendar year as the day that holds it: `2026-02-13`.
pub fn day(years: f64) -> String {
    if !years.is_finite() || !(0.0..10_000.0).contains(&years) {
        return "–".to_owned();
    }
    let year = years.floor() as u16;
    let days =
        |month: u8| (1..=31).filter_map(move |day| Some((day, decimal_year(year, month, day)?)));
    let all = (1..=12).flat_map(|month| days(month).map(move |(day, start)| (month, day, start)));
    // A day computed in floating point falls a hair before the day it means.
    let found = all
        .take_while(|(_, _, start)| *start <= years + 1e-6)
        .last();
    let (month, day, _) = found.expect("the first of January is no later than its year");
    format!("{year:04}-{month:02}-{day:02}")
}

/// A share as a percentage; what is neither none nor all never reads as 0 or 100 %.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if !share.is_finite() {
        "–".to_owned()
    } else if percent > 0.0 && percent < 1.0 {
        "<1 %".to_owned()
    } else if percent > 99.0 && percent < 100.0 {
        ">99 %".to_owned()
    } else {
        format!("{percent:.0} %")
    }
}

/// A whole number with its thousands set apart: `10,000`.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `value` kept to `digits` significant decimal digits.
pub(crate) fn rounded(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.max(1) - 1)
        .parse()
        .unwrap_or(value)
}

fn scientific(size: f64, digits: usize) -> String {
    let text = format!("{size:.*e}", digits.max(1) - 1);
    let (mantissa, exponent) = text.split_once('e').expect("written with an exponent");
    format!("{}e{exponent}", without_zeros(mantissa))
}

/// Positional notation with `digits` significant digits, thousands set apart, no trailing zeros.
fn plain(size: f64, digits: usize) -> String {
    let magnitude = math::log10(size).floor() as i32;
    let decimals = (digits as i32 - 1 - magnitude).max(0) as usize;
    if decimals == 0 || size >= 1000.0 {
        return count(size.round() as u64);
    }
    let text = format!("{size:.decimals$}");
    without_zeros(&text).to_owned()
}

fn without_zeros(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        let cases = [
            (12.34e9, "12.3 billion", "123亿"),
            (3.14e26, "3.14e26", "3.14e26"),
            (999_999.0, "1 million", "100万"),
            (4_512.0, "4,510", "4,510"),
            (45_120.0, "45,100", "4.51万"),
            (-0.05, "−0.05", "−0.05"),
            (1.5, "1.5", "1.5"),
            (0.000_021, "2.1e-5", "2.1e-5"),
            (0.0, "0", "0"),
            (f64::NAN, "–", "–"),
            (f64::NEG_INFINITY, "−∞", "−∞"),
            (1.0e300, "1e300", "1e300"),
        ];
        for (value, english, chinese) in cases {
            assert_eq!(number(Lang::En, value, 3), english, "{value}");
            assert_eq!(number(Lang::Zh, value, 3), chinese, "{value}");
        }
    }

    #[test]
    fn dates_fall_in_their_month() {
        assert_eq!(date(Lang::En, 2028.0 + 2.0 / 12.0), "Mar 2028");
        assert_eq!(date(Lang::Zh, 2028.0 + 2.0 / 12.0), "2028年3月");
        assert_eq!(date(Lang::En, 2019.0 + 11.0 * (1.0 / 12.0)), "Dec 2019");
        assert_eq!(date(Lang::En, 2026.12), "Feb 2026");
        assert_eq!(date(Lang::En, -0.5), "Jul -1");
        assert_eq!(date(Lang::En, f64::INFINITY), "–");
    }

    #[test]
    fn a_decimal_year_is_the_day_it_came_from() {
        for text in ["2026-02-13", "2024-02-29", "2023-12-31", "2022-01-01"] {
            assert_eq!(day(tenfold_lang::parse_date(text).unwrap()), text);
        }
        assert_eq!(day(2022.5), "2022-07-02");
        assert_eq!((day(f64::NAN), day(-1.0)), ("–".into(), "–".into()));
    }

    #[test]
    fn a_share_reads_as_certain_only_when_it_is() {
        let read = [0.0, 0.000_1, 0.5, 0.996, 1.0].map(percent);
        assert_eq!(read, ["0 %", "<1 %", "50 %", ">99 %", "100 %"]);
    }

    #[test]
    fn units_follow_but_a_pure_number_stands_alone() {
        assert_eq!(
            quantity(Lang::En, 12.3e9, "USD/year"),
            "12.3 billion USD/year"
        );
        assert_eq!(quantity(Lang::En, 3.0, "1"), "3");
    }
}
