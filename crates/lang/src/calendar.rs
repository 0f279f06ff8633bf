//! Dates as decimal calendar years: the one conversion that date literals and tables share.

/// Days of a year of the Gregorian calendar.
fn days_in_year(year: u16) -> u16 {
    if is_leap(year) { 366 } else { 365 }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// A day as a decimal year, `year + (day of year − 1) / days in year`; `None` if there is no such day.
pub fn decimal_year(year: u16, month: u8, day: u8) -> Option<f64> {
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths: [u16; 12] = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month = usize::from(month).checked_sub(1)?;
    if day == 0 || u16::from(day) > *lengths.get(month)? {
        return None;
    }
    let before: u16 = lengths[..month].iter().sum();
    let passed = before + u16::from(day) - 1;
    Some(f64::from(year) + f64::from(passed) / f64::from(days_in_year(year)))
}

/// A day, and how much of a day has passed since its start in universal time.
struct Moment {
    year: u16,
    month: u8,
    day: u8,
    passed: f64,
}

/// Reads a date; `None` for anything else, and for what could be something else.
///
/// It is `2026-02-13`, `2026-02` or `2026Q1` (its first day), a date with a time of day as ISO 8601 and
/// spreadsheets write it, or a decimal year such as `2026.125`.
pub fn parse_date(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Some(year) = plain_year(text) {
        return Some(year);
    }
    let moment = moment(text)?;
    let start = decimal_year(moment.year, moment.month, moment.day)?;
    Some(start + moment.passed / f64::from(days_in_year(moment.year)))
}

/// A year of four digits, with decimals or not. Two decimals from 01 to 12 may be a month as well.
fn plain_year(text: &str) -> Option<f64> {
    let (year, decimals) = match text.split_once('.') {
        Some((year, decimals)) => (year, Some(decimals)),
        None => (text, None),
    };
    let is_whole = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_year = year.len() == 4 && is_whole(year) && !year.starts_with('0');
    let is_decimal = |part: &str| is_whole(part) && !is_month(part);
    (is_year && decimals.is_none_or(is_decimal))
        .then(|| text.parse().expect("digits and a point are a number"))
}

/// Whether a text is `01` to `12`.
fn is_month(text: &str) -> bool {
    text.len() == 2 && matches!(text.parse::<u8>(), Ok(1..=12))
}

/// The number of just so many digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn moment(text: &str) -> Option<Moment> {
    // As a decimal year: with four digits that count.
    let year = digits(text.get(..4)?, 4).filter(|year| *year >= 1000)?;
    let rest = &text[4..];
    let first_day = |month: u16| Moment {
        year,
        month: month as u8,
        day: 1,
        passed: 0.0,
    };
    let quarter = rest.trim_start_matches(['-', ' ']).strip_prefix(['Q', 'q']);
    if let Some(quarter) = quarter {
        let quarter = digits(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
        return Some(first_day(3 * quarter - 2));
    }
    let rest = rest.strip_prefix('-')?;
    let month = digits(rest.get(..2)?, 2).filter(|month| (1..=12).contains(month))?;
    let Some(rest) = rest[2..].strip_prefix('-') else {
        return (rest.len() == 2).then(|| first_day(month));
    };
    let day = digits(rest.get(..2)?, 2)? as u8;
    let passed = match &rest[2..] {
        "" => 0.0,
        clock => time_of_day(clock.strip_prefix(['T', 't', ' '])?)?,
    };
    Some(Moment {
        day,
        passed,
        ..first_day(month)
    })
}

/// The part of a day that `12:30`, `12:30:15.5Z` or `12:30+02:00` is after its start in universal time.
fn time_of_day(clock: &str) -> Option<f64> {
    let clock = clock.trim_end_matches(['Z', 'z']);
    let (clock, offset) = match clock.find(['+', '-']) {
        Some(at) => {
            let sign = if clock[at..].starts_with('-') {
                -1.0
            } else {
                1.0
            };
            let offset = clock[at + 1..].replace(':', "");
            let hours = digits(offset.get(..2)?, 2).filter(|hours| *hours <= 14)?;
            let minutes = match &offset[2..] {
                "" => 0,
                minutes => digits(minutes, 2).filter(|minutes| *minutes < 60)?,
            };
            (&clock[..at], sign * f64::from(60 * hours + minutes))
        }
        None => (clock, 0.0),
    };
    let mut parts = clock.trim_end().split(':');
    let hour = digits(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = digits(parts.next()?, 2).filter(|minute| *minute < 60)?;
    let seconds = match parts.next() {
        Some(seconds) => {
            let (whole, part) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
            let whole = digits(whole, 2).filter(|second| *second < 60)?;
            let is_part = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let part: f64 = format!("0.{part}").parse().ok().filter(|_| is_part)?;
            f64::from(whole) + part
        }
        None => 0.0,
    };
    let minutes = f64::from(60 * hour + minute) - offset;
    parts
        .next()
        .is_none()
        .then_some((minutes + seconds / 60.0) / 1440.0)
}

/// What a date should have been, where `found` is none.
pub(crate) fn expected_date(found: &str) -> String {
    const DATE: &str = "a date such as 2026-02-13";
    let serial = digits(found, 5).filter(|serial| (20_000..=60_000).contains(serial));
    if let Some((year, month, day)) = serial.map(|serial| day_of(i64::from(serial) - UNIX_SERIAL)) {
        return format!(
            "{DATE}; it looks like a spreadsheet's serial date, {year:04}-{month:02}-{day:02}"
        );
    }
    let (year, decimals) = found.split_once('.').unwrap_or((found, ""));
    if digits(year, 4).is_some() && is_month(decimals) {
        return format!(
            "{DATE}: the month {year}-{decimals}, or the decimal year {found}0, has to be told apart"
        );
    }
    format!("{DATE}, 2026-02, 2026Q1, or a decimal year")
}

/// The serial number that spreadsheets give to the first day of 1970.
const UNIX_SERIAL: i64 = 25_569;

/// Year, month and day of so many days after the start of 1970, in the Gregorian calendar
/// (Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`).
fn day_of(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (
        year + era * 400 + i64::from(month <= 2),
        month as u8,
        day as u8,
    )
}

/// A date such as `2026-02-13` as time passed since the year 0, in years of 365.25 days from the
/// start of 2000: differences of two dates are exact, and the calendar year is met within a day.
pub fn elapsed_years(text: &str) -> Option<f64> {
    let moment = moment(text.trim())?;
    let year = decimal_year(moment.year, moment.month, moment.day)?;
    let start = f64::from(moment.year);
    let leaps = |year: u16| {
        let before = i32::from(year) - 1;
        before / 4 - before / 100 + before / 400
    };
    let days_before = 365 * (i32::from(moment.year) - 2000) + leaps(moment.year) - leaps(2000);
    let day = ((year - start) * f64::from(days_in_year(moment.year))).round();
    Some(2000.0 + (f64::from(days_before) + day + moment.passed) / 365.25)
}

/// So many days after the start of 1970, and a part of a day, as a decimal year.
pub fn year_of_day(days: i64, passed: f64) -> Option<f64> {
    // Beyond four digits of years nothing is a date.
    let days = Some(days).filter(|days| days.abs() < 10_000 * 366)?;
    let (year, month, day) = day_of(days);
    let year = u16::try_from(year).ok()?;
    Some(decimal_year(year, month, day)? + passed / f64::from(days_in_year(year)))
}

#[cfg(test)]
mod tests {
    use super::{day_of, decimal_year, elapsed_years, expected_date, parse_date};

    #[test]
    fn between_two_dates_every_day_is_as_long() {
        let days = |from: &str, to: &str| {
            let passed = elapsed_years(to).unwrap() - elapsed_years(from).unwrap();
            passed * 365.25
        };
        // Four years with one leap day; a century without.
        assert!((days("2023-03-14", "2027-03-14") - 1461.0).abs() < 1e-6);
        assert!((days("1899-12-31", "1901-01-01") - 366.0).abs() < 1e-6);
        assert!((days("2024-02-28", "2024-03-01") - 2.0).abs() < 1e-6);
        assert_eq!(elapsed_years("2000-01-01"), Some(2000.0));
        assert!((elapsed_years("2026-02-13").unwrap() - 2026.118).abs() < 3e-3);
        assert_eq!(elapsed_years("2026.5"), None);
        assert_eq!(elapsed_years("-5"), None);
    }

    #[test]
    fn days_are_fractions_of_their_own_year() {
        assert_eq!(decimal_year(2026, 1, 1), Some(2026.0));
        assert_eq!(decimal_year(2024, 12, 31), Some(2024.0 + 365.0 / 366.0));
        assert_eq!(parse_date("2026-02-13"), Some(2026.0 + 43.0 / 365.0));
        assert_eq!(parse_date(" 2026.125 "), Some(2026.125));
    }

    #[test]
    fn months_quarters_and_times_of_day_are_dates() {
        let day = |day: f64| Some(2021.0 + day / 365.0);
        for (text, date) in [
            ("2021", day(0.0)),
            ("2021.5", Some(2021.5)),
            ("2021-01", day(0.0)),
            ("2021-03", day(59.0)),
            ("2021Q1", day(0.0)),
            ("2021-Q2", day(90.0)),
            ("2021 q4", day(273.0)),
            ("2021-01-02T12:00", day(1.5)),
            ("2021-01-02 12:00:00", day(1.5)),
            ("2021-01-02T12:00:00.000000Z", day(1.5)),
            ("2021-01-02T14:00:00+02:00", day(1.5)),
            ("2021-01-02T06:30-0530", day(1.5)),
        ] {
            assert_eq!(parse_date(text), date, "{text}");
        }
        let (noon, midnight) = (
            elapsed_years("2024-02-29T12:00").unwrap(),
            elapsed_years("2024-02-29").unwrap(),
        );
        assert!((noon - midnight - 0.5 / 365.25).abs() < 1e-12);
        assert_eq!(elapsed_years("2000-01"), Some(2000.0));
    }

    #[test]
    fn what_looks_like_another_date_is_told_so() {
        assert!(expected_date("43831").ends_with("serial date, 2020-01-01"));
        assert!(expected_date("43862").ends_with("serial date, 2020-02-01"));
        assert!(expected_date("2020.10").contains("the month 2020-10"));
        assert!(expected_date("20").ends_with("a decimal year"));
    }

    #[test]
    fn days_since_1970_are_days_of_the_calendar() {
        assert_eq!(day_of(0), (1970, 1, 1));
        assert_eq!(day_of(-1), (1969, 12, 31));
        assert_eq!(day_of(19_782), (2024, 2, 29));
        assert_eq!(day_of(11_017), (2000, 3, 1));
        assert_eq!(day_of(-719_528), (0, 1, 1));
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in [
            "20",
            "43831",
            "2020.10",
            "2020.01",
            "20200101",
            "202001",
            "0999",
            "0220-09-30",
            "0220Q1",
            "2020.",
            "+2020",
            "2e3",
            "2020-13",
            "2020-00",
            "2020Q0",
            "2020Q5",
            "2020Q11",
            "2020-1",
            "2020-01-",
            "2020-01-01T",
            "2020-01-01T24:00",
            "2020-01-01T10",
            "2020-01-01T10:60",
            "2020-01-01T10:00:00:00",
            "2020-01-01T10:00+15:00",
            "2020-01-01x10:00",
            "2020é01-01",
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-01",
            "nan",
            "",
            "x",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
