//! Numbers as tables write them.

use crate::lex::is_zero;

/// How the numbers of a table are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numerals {
    /// With a point before decimals: where commas part the cells.
    #[default]
    Point,
    /// As in the country of a spreadsheet that parts cells by semicolons: with a point or a comma
    /// before decimals, whichever other cells show, if they show one.
    Local(Option<char>),
}

impl Numerals {
    /// What the cells of a table say of the mark before decimals.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Numerals {
        let mut seen = [false, false];
        for cell in cells {
            match mark(cell.trim()) {
                Mark::Decimal('.') => seen[0] = true,
                Mark::Decimal(_) => seen[1] = true,
                Mark::None | Mark::Either | Mark::Thousands(_) => {}
            }
        }
        Numerals::Local(match seen {
            [true, false] => Some('.'),
            [false, true] => Some(','),
            _ => None,
        })
    }

    /// A cell as a number; none where it is not one, could be two, or is beyond what 64 bits hold.
    pub fn number(self, cell: &str) -> Option<f64> {
        let cell = cell.trim();
        let Numerals::Local(known) = self else {
            return plain(cell);
        };
        let decimal = match mark(cell) {
            Mark::None => return plain(cell),
            Mark::Decimal(decimal) => decimal,
            Mark::Thousands(',') => '.',
            Mark::Thousands(_) => ',',
            Mark::Either => known?,
        };
        let thousands = if decimal == ',' { "." } else { "," };
        plain(&cell.replace(thousands, "").replace(decimal, "."))
    }

    /// A cell as a date in decimal years.
    pub fn date(self, cell: &str) -> Option<f64> {
        let is_local = matches!(self, Numerals::Local(_));
        match is_local && mark(cell.trim()) == Mark::Decimal(',') {
            true => crate::parse_date(&cell.replace(',', ".")),
            false => crate::parse_date(cell),
        }
    }
}

/// What a comma or a point in a number is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mark {
    None,
    Decimal(char),
    Thousands(char),
    /// A point or a comma before three digits: `1.500`.
    Either,
}

/// What the points and commas of one number are, as far as it shows.
fn mark(cell: &str) -> Mark {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let is_digit = |c: char| c.is_ascii_digit();
    let mantissa = digits.split(['e', 'E']).next().unwrap_or("");
    if !mantissa.starts_with(is_digit) || !mantissa.chars().all(|c| is_digit(c) || ".,".contains(c))
    {
        return Mark::None;
    }
    let Some(last) = mantissa.rfind(['.', ',']) else {
        return Mark::None;
    };
    let (before, after) = (&mantissa[..last], &mantissa[last + 1..]);
    let found = if mantissa[last..].starts_with(',') {
        ','
    } else {
        '.'
    };
    let other = if found == ',' { '.' } else { ',' };
    // `1.500,5`: groups of three, then the other mark.
    let is_grouped = |text: &str, by: char| {
        let mut groups = text.split(by);
        let first = groups.next().unwrap_or("");
        (1..=3).contains(&first.len())
            && first != "0"
            && text.contains(by)
            && groups.all(|group| group.len() == 3 && group.chars().all(is_digit))
    };
    if before.chars().all(is_digit) {
        let could_be_thousands = is_grouped(mantissa, found) && mantissa.len() == digits.len();
        return match could_be_thousands {
            true => Mark::Either,
            false => Mark::Decimal(found),
        };
    }
    if is_grouped(mantissa, found) {
        return Mark::Thousands(found);
    }
    match is_grouped(before, other) && after.chars().all(is_digit) {
        true => Mark::Decimal(found),
        false => Mark::None,
    }
}

/// `1_000`, `-.5`, `6.02e23`.
fn plain(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    // No `inf` and no `nan`.
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let bytes = digits.as_bytes();
    let is_between_digits = |(at, _): (usize, &str)| {
        let digit = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    if !digits.match_indices('_').all(is_between_digits) {
        return None;
    }
    let value: f64 = text.replace('_', "").parse().ok()?;
    (value.is_finite() && (value != 0.0 || is_zero(digits))).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn a_number_has_a_point_and_may_have_underscores() {
        for (text, number) in [
            ("1_000", 1000.0),
            ("-1.5e3", -1500.0),
            (".5", 0.5),
            ("+3", 3.0),
            ("0.000", 0.0),
            (" 7 ", 7.0),
        ] {
            assert_eq!(Numerals::Point.number(text), Some(number), "{text}");
        }
        for text in [
            "", "-", "nan", "inf", "1_", "_1", "1__0", "1,5", "1,500", "1e999", "1e-999", "1 000",
            "1_.5", "0x10", "5%", "1\"5",
        ] {
            assert_eq!(Numerals::Point.number(text), None, "{text}");
        }
    }

    #[test]
    fn a_comma_before_decimals_shows_in_other_cells() {
        let comma = Numerals::of(["Wert", "1,5", "1.500"].into_iter());
        assert_eq!(comma, Numerals::Local(Some(',')));
        for (text, number) in [
            ("1,5", 1.5),
            ("1,500", 1.5),
            ("1.500", 1500.0),
            ("1.500,25", 1500.25),
            ("1.500.000", 1.5e6),
            ("-0,25e3", -250.0),
            ("2.5", 2.5),
            ("12", 12.0),
        ] {
            assert_eq!(comma.number(text), Some(number), "{text}");
        }
        assert_eq!(comma.date("2020,5"), Some(2020.5));
        assert_eq!(comma.date("2020-01"), Some(2020.0));
        let point = Numerals::of(["0.5", "1,500"].into_iter());
        assert_eq!(point.number("1,500"), Some(1500.0));
        assert_eq!(point.number("1.500"), Some(1.5));
    }

    #[test]
    fn a_number_that_can_be_two_is_none() {
        for cells in [["1,500", "2.000"], ["1,5", "2.5"]] {
            let numerals = Numerals::of(cells.into_iter());
            assert_eq!(numerals, Numerals::Local(None));
            assert_eq!(numerals.number("1,500"), None);
            assert_eq!(numerals.number("1.500"), None);
            assert_eq!(numerals.number("0,500"), Some(0.5));
            assert_eq!(numerals.number("1500"), Some(1500.0));
            assert_eq!(numerals.number("1,5,5"), None);
            assert_eq!(numerals.number("1.50,5"), None);
        }
    }
}
