//! A fan drawn with braille dots: the band from the lower to the upper quantile, the median in it.
//!
//! Knows numbers only, nothing of runs or units.

use tenfold_session::math;

/// A fan to draw: one value of each curve for each time; what is not finite leaves a gap.
pub struct Fan<'a> {
    pub times: &'a [f64],
    pub low: &'a [f64],
    pub median: &'a [f64],
    pub high: &'a [f64],
    /// Logarithmic height; values must then be positive to be drawn.
    pub log: bool,
}

/// Dots in one braille cell.
const CELL: (usize, usize) = (2, 4);

/// The bit of each dot of a braille cell, by column and row from the top (Unicode, U+2800 block).
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Fan<'_> {
    /// `rows` lines of `columns` cells; the band is every other dot, the median every dot.
    pub fn lines(&self, columns: usize, rows: usize) -> Vec<String> {
        let (width, height) = (columns * CELL.0, rows * CELL.1);
        let mut cells = vec![vec![0u8; columns]; rows];
        let Some((bottom, top)) = self.range() else {
            return vec![" ".repeat(columns); rows];
        };
        let row = |value: f64| {
            let share = if top > bottom {
                (value - bottom) / (top - bottom)
            } else {
                0.5
            };
            height - 1 - (share * (height - 1) as f64).round() as usize
        };
        for x in 0..width {
            let time = self.time(x as f64 / (width - 1).max(1) as f64);
            let at = |curve| self.value(curve, time);
            let (low, median, high) = (at(self.low), at(self.median), at(self.high));
            if let (Some(low), Some(high)) = (low, high) {
                for y in (row(high)..=row(low)).filter(|y| (x + y) % 2 == 0) {
                    cells[y / CELL.1][x / CELL.0] |= BITS[x % CELL.0][y % CELL.1];
                }
            }
            if let Some(y) = median.map(row) {
                cells[y / CELL.1][x / CELL.0] |= BITS[x % CELL.0][y % CELL.1];
            }
        }
        let braille = |cell: &u8| char::from_u32(0x2800 + u32::from(*cell)).unwrap_or(' ');
        cells
            .iter()
            .map(|row| row.iter().map(braille).collect())
            .collect()
    }

    fn time(&self, share: f64) -> f64 {
        let (first, last) = (self.times[0], self.times[self.times.len() - 1]);
        first + share * (last - first)
    }

    /// The height of a value, if it has one.
    fn height(&self, value: f64) -> Option<f64> {
        let height = if self.log { math::ln(value) } else { value };
        height.is_finite().then_some(height)
    }

    /// The height of a curve at a time, on straight lines between its points.
    fn value(&self, curve: &[f64], time: f64) -> Option<f64> {
        let after = self
            .times
            .partition_point(|have| *have < time)
            .min(self.times.len() - 1);
        let before = after.saturating_sub(1);
        let (left, right) = (self.height(curve[before])?, self.height(curve[after])?);
        let span = self.times[after] - self.times[before];
        let share = if span > 0.0 {
            (time - self.times[before]) / span
        } else {
            1.0
        };
        Some(left + share.clamp(0.0, 1.0) * (right - left))
    }

    fn range(&self) -> Option<(f64, f64)> {
        [self.low, self.median, self.high]
            .into_iter()
            .flatten()
            .filter_map(|value| self.height(*value))
            .fold(None, |range, height| {
                let (bottom, top) = range.unwrap_or((height, height));
                Some((height.min(bottom), height.max(top)))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::Fan;

    fn fan(log: bool, median: &[f64]) -> Vec<String> {
        let times: Vec<f64> = (0..median.len()).map(|i| i as f64).collect();
        let fan = Fan {
            times: &times,
            low: median,
            median,
            high: median,
            log,
        };
        fan.lines(4, 2)
    }

    #[test]
    fn a_straight_line_rises_from_corner_to_corner() {
        assert_eq!(fan(false, &[0.0, 7.0]), ["⠀⠀⡠⠊", "⡠⠊⠀⠀"]);
    }

    #[test]
    fn an_exponential_is_straight_on_a_logarithmic_height() {
        let exponential: Vec<f64> = (0..8).map(|i| f64::from(i).exp()).collect();
        assert_eq!(fan(true, &exponential), fan(false, &[0.0, 7.0]));
    }

    #[test]
    fn what_is_not_finite_leaves_a_gap() {
        assert_eq!(fan(false, &[f64::NAN, f64::NAN]), ["    ", "    "]);
        assert_eq!(fan(true, &[0.0, -1.0]), ["    ", "    "]);
    }

    #[test]
    fn a_constant_and_a_single_time_are_drawn() {
        assert_eq!(
            fan(false, &[3.0, 3.0])
                .concat()
                .chars()
                .filter(|c| *c != '⠀')
                .count(),
            4
        );
        assert_eq!(fan(false, &[3.0]).len(), 2);
    }
}
