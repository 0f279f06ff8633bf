//! Numbers and dates as people read them, in each language.
//!
//! Knows nothing of models but that the unit `date` is of points in time. What stands side by side has
//! the digits that tell it apart, what stands alone all that it has; scale words up to a thousand
//! trillion, powers of ten beyond: `12.3 billion USD/year`, `3.1e26 FLOP`, `Mar 2028`.

#[cfg(test)]
mod tests;

use crate::text::Lang;
use tenfold_ir::math;
use tenfold_lang::{DATE, decimal_year};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Digits of what is known no better, and of what is small beside what it stands with.
const DIGITS: usize = 3;
/// Digits of a number alone that does not end within [`DIGITS_MAX`].
const DIGITS_ENDLESS: usize = 6;
/// What comes after is the rounding of 64 bits.
const DIGITS_MAX: usize = 12;
/// Of a number in this range as `year` the thousands are not set apart.
const CALENDAR: std::ops::Range<f64> = 1500.0..2500.0;
/// Powers of ten that are written out.
const WRITTEN_OUT: std::ops::Range<i32> = -3..15;
/// More decimals than these before a scale word are harder to read than the number written out.
const SCALED_DECIMALS_MAX: i32 = 3;

/// Scale words by their power of ten, largest first.
fn scales(lang: Lang) -> &'static [(i32, &'static str)] {
    match lang {
        Lang::En => &[(12, " trillion"), (9, " billion"), (6, " million")],
        Lang::Zh => &[(12, "万亿"), (8, "亿"), (4, "万")],
    }
}

/// A number with `digits` significant digits and a scale word.
pub fn number(lang: Lang, value: f64, digits: usize) -> String {
    written(lang, value, digits, true)
}

fn written(lang: Lang, value: f64, digits: usize, grouped: bool) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    if value.is_nan() {
        return "–".to_owned();
    }
    if value.is_infinite() {
        return format!("{sign}∞");
    }
    let (digits, power) = decimal(value, digits);
    if digits == "0" {
        return digits;
    }
    if !WRITTEN_OUT.contains(&power) {
        return format!("{sign}{}e{power}", positional(&digits, 0, false));
    }
    let scale = scales(lang).iter().find(|(scale, _)| power >= *scale);
    let decimals = |scale: i32| digits.len() as i32 - 1 - (power - scale);
    match scale.filter(|(scale, _)| decimals(*scale) <= SCALED_DECIMALS_MAX) {
        Some((scale, word)) => format!("{sign}{}{word}", positional(&digits, power - scale, true)),
        None => format!("{sign}{}", positional(&digits, power, grouped)),
    }
}

/// The significant digits of a size, without zeros at the end, and the power of ten of the first.
fn decimal(value: f64, digits: usize) -> (String, i32) {
    let text = format!("{:.*e}", digits.max(1) - 1, value.abs());
    let (mantissa, power) = text.split_once('e').expect("written with an exponent");
    let digits = mantissa.replace('.', "");
    let kept = digits.trim_end_matches('0');
    let kept = if kept.is_empty() { "0" } else { kept };
    (kept.to_owned(), power.parse().expect("a whole number"))
}

fn power(value: f64) -> i32 {
    decimal(value, DIGITS_MAX).1
}

/// Digits with the point in its place.
fn positional(digits: &str, power: i32, grouped: bool) -> String {
    let Ok(before) = usize::try_from(power + 1) else {
        return format!("0.{}{digits}", "0".repeat((-power - 1) as usize));
    };
    if before == 0 {
        return format!("0.{digits}");
    }
    let (whole, rest) = digits.split_at(before.min(digits.len()));
    let whole = format!("{whole:0<before$}");
    let whole = if grouped { thousands(&whole) } else { whole };
    match rest {
        "" => whole,
        rest => format!("{whole}.{rest}"),
    }
}

/// What is written behind numbers of a unit: nothing of pure ones and of dates.
pub fn unit_word(unit: &str) -> &str {
    match unit {
        "1" | DATE => "",
        unit => unit,
    }
}

/// Numbers of a unit that stand side by side, such as the middle of a band and its ends: as many digits
/// of each as tell it from the others. Numbers that are all the same are written out.
pub fn figures(lang: Lang, values: &[f64], unit: &str) -> Vec<String> {
    if unit == DATE {
        return dates(lang, values);
    }
    let is_year = |value: &f64| CALENDAR.contains(value) || !value.is_finite();
    let grouped = unit != "year" || !values.iter().all(is_year);
    let one = |value: &f64| written(lang, *value, digits_among(*value, values), grouped);
    values.iter().map(one).collect()
}

/// [`figures`] as numbers, for whoever writes them later.
pub fn figures_rounded(values: &[f64], unit: &str) -> Vec<f64> {
    let one = |value: &f64| match unit {
        DATE => rounded(*value, DIGITS_MAX),
        _ => rounded(*value, digits_among(*value, values)),
    };
    values.iter().map(one).collect()
}

/// Two digits of the width of all, those that tell a number from the one nearest to it, and some at least.
fn digits_among(value: f64, all: &[f64]) -> usize {
    let finite = || all.iter().copied().filter(|other| other.is_finite());
    let noise = |other: f64| math::powi(10.0, -(DIGITS_MAX as i32)) * other.abs().max(value.abs());
    let apart = finite().filter(|other| (other - value).abs() > noise(*other));
    let nearest = apart.map(|other| (other - value).abs()).reduce(f64::min);
    let (Some(nearest), true) = (nearest, value.is_finite()) else {
        return digits_alone(value);
    };
    let ends = finite().fold((value, value), |(low, high), x| (low.min(x), high.max(x)));
    // Half the distance, so that rounding one up and the other down leaves them apart.
    let place = (power(ends.1 - ends.0) - 1).min(power(0.5 * nearest));
    let digits = power(value) - place + 1;
    digits.clamp(DIGITS as i32, DIGITS_MAX as i32) as usize
}

/// All digits of a number that ends.
fn digits_alone(value: f64) -> usize {
    // Units are divided out: a few roundings of 64 bits.
    let ends = (rounded(value, DIGITS_MAX) - value).abs() <= 16.0 * f64::EPSILON * value.abs();
    if ends { DIGITS_MAX } else { DIGITS_ENDLESS }
}

/// A number that stands alone.
pub fn exact(lang: Lang, value: f64, unit: &str) -> String {
    figures(lang, &[value], unit).remove(0)
}

/// A number and its error in the same unit, to the second digit of the error.
pub fn with_error(lang: Lang, value: f64, error: f64, unit: &str) -> (String, String) {
    if error == 0.0 || !error.is_finite() {
        return (exact(lang, value, unit), number(lang, error, 2));
    }
    let digits = power(value) - power(error) + 2;
    let digits = digits.clamp(DIGITS as i32, DIGITS_MAX as i32) as usize;
    let grouped = unit != "year" || !CALENDAR.contains(&value);
    (
        written(lang, value, digits, grouped),
        number(lang, error, 2),
    )
}

/// A difference with its sign and its error: `+2.1 ± 0.3`, `−3`; zero has no sign.
pub fn signed(lang: Lang, value: f64, error: Option<f64>) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    match error {
        Some(error) => format!("{sign}{}", give_or_take(lang, value, error)),
        None => format!("{sign}{}", number(lang, value, DIGITS)),
    }
}

/// An error of a smaller part of its number is that of floating point, not of draws.
const ROUNDING: f64 = 1e-9;

/// A number and its error: `2.1 ± 0.3`; without one that is rounding alone.
pub fn give_or_take(lang: Lang, value: f64, error: f64) -> String {
    if error > 0.0 && error < ROUNDING * value.abs() {
        return number(lang, value, DIGITS);
    }
    let (value, error) = with_error(lang, value, error, "1");
    format!("{value} ± {error}")
}

/// [`signed`] with the unit of such a difference.
pub fn signed_quantity(lang: Lang, value: f64, error: f64, unit: &str) -> String {
    with_unit(
        lang,
        signed(lang, value, Some(error)),
        unit_of_difference(unit),
    )
}

/// Differences that stand side by side, with their signs.
pub fn differences(lang: Lang, values: &[f64], unit: &str) -> Vec<String> {
    let written = figures(lang, values, unit_of_difference(unit));
    let signs = values
        .iter()
        .map(|value| if *value > 0.0 { "+" } else { "" });
    let both = signs.zip(written);
    both.map(|(sign, number)| format!("{sign}{number}"))
        .collect()
}

/// Between two dates lie years.
pub fn unit_of_difference(unit: &str) -> &str {
    match unit {
        DATE => "year",
        unit => unit,
    }
}

/// A number that stands alone with its unit: `12.3 billion USD/year`, `45 %`, `Mar 2028`.
pub fn quantity(lang: Lang, value: f64, unit: &str) -> String {
    with_unit(lang, exact(lang, value, unit), unit)
}

/// A number, or several side by side, as written, and the unit behind: `1 year`, `3.83 years`.
pub fn with_unit(lang: Lang, number: String, unit: &str) -> String {
    match unit_word(unit) {
        "" => number,
        word if lang == Lang::En && COUNTED.contains(&word) && !IS_ONE.contains(&&*number) => {
            format!("{number} {word}s")
        }
        word => format!("{number} {word}"),
    }
}

/// Units that are words of English with a plural.
const COUNTED: [&str; 9] = [
    "year", "month", "week", "day", "hour", "minute", "second", "token", "task",
];
/// What is followed by the singular.
const IS_ONE: [&str; 3] = ["1", "−1", "+1"];

/// A decimal calendar year as month and year: `Mar 2028`, `2028年3月`.
pub fn date(lang: Lang, years: f64) -> String {
    if !years.is_finite() || years.abs() > 1e6 {
        return "–".to_owned();
    }
    let (year, month) = month_of(years);
    match lang {
        Lang::En => format!("{} {year}", MONTHS[month as usize]),
        Lang::Zh => format!("{year}年{}月", month + 1),
    }
}

/// The year and the month, from 0, of a time: of a grid of equal months the one that it means, else the
/// one of the calendar.
fn month_of(years: f64) -> (i64, i64) {
    let months = years * 12.0;
    let nearest = months.round();
    // Computed in floating point, a time of the grid falls a hair beside the month it means.
    if (months - nearest).abs() < 1e-6 {
        return (
            (nearest as i64).div_euclid(12),
            (nearest as i64).rem_euclid(12),
        );
    }
    let year = years.floor();
    let begun = |month: &u8| {
        // A common year stands for those that no calendar has.
        let of_year = if (1.0..10_000.0).contains(&year) {
            year as u16
        } else {
            2001
        };
        let start = decimal_year(of_year, *month, 1).map(|start| start - f64::from(of_year));
        start.is_some_and(|start| start <= years - year + 1e-9)
    };
    let month = (1..=12).rfind(begun).unwrap_or(1);
    (year as i64, i64::from(month) - 1)
}

/// Points in time side by side: months, days where two share a month or one stands alone within it,
/// decimals of a year where two share a day.
fn dates(lang: Lang, values: &[f64]) -> Vec<String> {
    let finite: Vec<f64> = values.iter().copied().filter(|x| x.is_finite()).collect();
    let of = |write: &dyn Fn(f64) -> String| -> Vec<String> {
        values.iter().map(|value| write(*value)).collect()
    };
    let apart = |write: &dyn Fn(f64) -> String| {
        let pairs = finite.iter().enumerate();
        let mut pairs = pairs.flat_map(|(at, a)| finite[at + 1..].iter().map(move |b| (*a, *b)));
        pairs.all(|(a, b)| (a - b).abs() < MOMENT || write(a) != write(b))
    };
    let is_one = finite.iter().all(|x| (x - finite[0]).abs() < MOMENT);
    let starts_month = |x: f64| {
        let months = x * 12.0;
        (months - months.round()).abs() < MOMENT || date(lang, x - 2.0 * MOMENT) != date(lang, x)
    };
    let by_month = |x: f64| date(lang, x);
    if apart(&by_month) && (!is_one || finite.iter().all(|x| starts_month(*x))) {
        return of(&by_month);
    }
    let in_calendar = finite.iter().all(|x| (1.0..10_000.0).contains(x));
    match in_calendar && apart(&day) {
        true => of(&day),
        false => figures(lang, values, "year"),
    }
}

/// Years that are the same moment: half a minute.
const MOMENT: f64 = 1e-6;

/// Times beside figures: a year where one begins, else the month, else the day where two share a month.
pub fn times(lang: Lang, values: &[f64]) -> Vec<String> {
    let begins = |time: f64| (time - time.round()).abs() < MOMENT;
    let named = values.iter().zip(dates(lang, values));
    named
        .map(|(time, date)| match begins(*time) {
            true => format!("{:.0}", time),
            false => date,
        })
        .collect()
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

/// Beyond it a percentage says no more than that it is large.
const PERCENT_MAX: f64 = 1_000.0;

/// A share as a percentage; what is neither none nor all never reads as 0 or 100 %.
pub fn percent(share: f64) -> String {
    // −0, such as a sum of no numbers, is 0.
    let percent = share * 100.0 + 0.0;
    if !share.is_finite() {
        "–".to_owned()
    } else if percent > 0.0 && percent < 1.0 {
        "<1 %".to_owned()
    } else if percent > 99.0 && percent < 100.0 {
        ">99 %".to_owned()
    } else if percent > PERCENT_MAX {
        format!(">{} %", count(PERCENT_MAX as u64))
    } else {
        format!("{percent:.0} %")
    }
}

/// A whole number with its thousands set apart: `10,000`.
pub fn count(value: u64) -> String {
    thousands(&value.to_string())
}

fn thousands(digits: &str) -> String {
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
pub fn rounded(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.max(1) - 1)
        .parse()
        .unwrap_or(value)
}
