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

/// Reads `2026-02-13`, or a decimal year such as `2026.12`; `None` for anything else.
pub fn parse_date(text: &str) -> Option<f64> {
    let text = text.trim();
    let parts: Vec<&str> = text.split('-').collect();
    if let [year, month, day] = parts[..] {
        let digits = |part: &str, count| {
            part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        return decimal_year(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    text.parse().ok().filter(|date: &f64| date.is_finite())
}

/// A date such as `2026-02-13` as time passed since the year 0, in years of 365.25 days from the
/// start of 2000: differences of two dates are exact, and the calendar year is met within a day.
pub fn elapsed_years(text: &str) -> Option<f64> {
    let date = text.trim();
    let years = parse_date(date).filter(|_| date.split('-').count() == 3)?;
    let year = years.floor() as u16;
    let leaps = |year: u16| {
        let before = i32::from(year) - 1;
        before / 4 - before / 100 + before / 400
    };
    let days_before = 365 * (i32::from(year) - 2000) + leaps(year) - leaps(2000);
    let day = ((years - f64::from(year)) * f64::from(days_in_year(year))).round();
    Some(2000.0 + (f64::from(days_before) + day) / 365.25)
}

#[cfg(test)]
mod tests {
    use super::{decimal_year, elapsed_years, parse_date};

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
        assert_eq!(parse_date(" 2026.12 "), Some(2026.12));
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for text in [
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
