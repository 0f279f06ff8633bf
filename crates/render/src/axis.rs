//! Value and time axes: from a range to a place on the chart, and the ticks a reader wants.
//!
//! Knows no drawing. A place is a share of the axis, 0 at its low end and 1 at its high end.

use tenfold_ir::math;

/// Decades beyond which a logarithmic axis hides what is interesting at its top.
const DECADES_MAX: f64 = 20.0;
/// Lines across a chart.
const TICKS_MAX: usize = 5;

/// One value axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    /// Value at the low end; positive on a logarithmic axis.
    pub low: f64,
    /// Value at the high end; above `low`.
    pub high: f64,
    /// Whether equal distances are equal ratios.
    pub log: bool,
    /// Values to label, ascending, inside the range.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// A linear axis over the finite ones of `values`; with zero unless that would flatten them.
    pub fn linear(values: impl Iterator<Item = f64>) -> Option<Axis> {
        let (mut low, mut high) = range(values.filter(|value| value.is_finite()))?;
        if low > 0.0 && low < 0.6 * high {
            low = 0.0;
        } else if high < 0.0 && high > 0.6 * low {
            high = 0.0;
        }
        if low == high {
            // A constant is drawn in the middle.
            let room = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
            (low, high) = (low - room, high + room);
        }
        let step = round_step((high - low) / TICKS_MAX as f64);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let spread = (last * step) - (first * step);
        if !(spread > 0.0 && spread.is_finite() && last - first < 100.0) {
            return None;
        }
        let ticks = (0..=(last - first) as u32)
            .map(|tick| (first + f64::from(tick)) * step)
            .collect();
        Some(Axis {
            low: first * step,
            high: last * step,
            log: false,
            ticks,
        })
    }

    /// A logarithmic axis over the positive ones of `values`.
    pub fn log(values: impl Iterator<Item = f64>) -> Option<Axis> {
        let positive = values.filter(|value| value.is_finite() && *value > 0.0);
        let (low, high) = range(positive)?;
        let (mut low, mut high) = (math::log10(low), math::log10(high));
        if high - low < 1e-9 {
            (low, high) = (low - 0.5, high + 0.5);
        }
        low = low.max(high - DECADES_MAX);
        let ticks = log_ticks(low, high);
        // An end that is a tick is that tick: a power of its logarithm would miss it by a little.
        let end = |end: f64, tick: Option<&f64>, is_beyond: fn(f64, f64) -> bool| match tick {
            Some(tick) if is_beyond(math::log10(*tick), end) => *tick,
            _ => math::power(10.0, end),
        };
        Some(Axis {
            low: end(low, ticks.first(), |tick, low| tick <= low),
            high: end(high, ticks.last(), |tick, high| tick >= high),
            log: true,
            ticks,
        })
    }

    /// The same axis with at most about `most` ticks, evenly chosen from the top down.
    pub fn sparse(mut self, most: usize) -> Axis {
        let every = self.ticks.len().div_ceil(most.max(1)).max(1);
        let kept = self.ticks.into_iter().rev().step_by(every);
        self.ticks = kept.collect();
        self.ticks.reverse();
        self
    }

    /// The place of a value; what lies beyond an end is held at it. None if it has no place.
    pub fn place(&self, value: f64) -> Option<f64> {
        if !value.is_finite() {
            return None;
        }
        let place = if self.log {
            if value <= 0.0 {
                return Some(0.0);
            }
            math::ln(value / self.low) / math::ln(self.high / self.low)
        } else {
            (value - self.low) / (self.high - self.low)
        };
        Some(place.clamp(0.0, 1.0))
    }
}

fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
    })
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = math::powi(10.0, math::log10(step).floor() as i32);
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|round| *round >= step * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Round values around a range given in powers of ten: every so many decades, or within one.
fn log_ticks(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (low.floor() as i32, high.ceil() as i32);
    if high - low >= 2.0 {
        let every = ((last - first) as usize).div_ceil(TICKS_MAX).max(1) as i32;
        let decades = (first..=last).filter(|decade| decade.rem_euclid(every) == 0);
        let inside = decades
            .filter(|decade| f64::from(*decade) >= low - 0.2 && f64::from(*decade) <= high + 0.2);
        return inside.map(power_of_ten).collect();
    }
    let candidates: Vec<f64> = (first..=last)
        .flat_map(|decade| [1.0, 2.0, 5.0].map(|factor| factor * power_of_ten(decade)))
        .collect();
    let below = candidates
        .iter()
        .rposition(|tick| math::log10(*tick) <= low + 1e-9)
        .unwrap_or(0);
    let above = candidates
        .iter()
        .position(|tick| math::log10(*tick) >= high - 1e-9)
        .unwrap_or(candidates.len() - 1);
    candidates[below..=above].to_vec()
}

/// 10^exponent, as near as a number can be.
fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}")
        .parse()
        .expect("a number in scientific notation")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_axis_has_round_ticks_around_its_values() {
        let axis = Axis::linear([3.0, 47.0, f64::NAN].into_iter()).unwrap();
        assert_eq!((axis.low, axis.high), (0.0, 50.0));
        assert_eq!(axis.ticks, [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(axis.place(25.0), Some(0.5));
        assert_eq!(axis.place(99.0), Some(1.0));
        assert_eq!(axis.place(f64::NAN), None);
    }

    #[test]
    fn a_log_axis_labels_decades_over_a_wide_range_and_fewer_over_a_wider() {
        let axis = Axis::log([1.0, 10_000.0, -3.0].into_iter()).unwrap();
        assert_eq!(axis.ticks, [1.0, 10.0, 100.0, 1e3, 1e4]);
        assert_eq!(axis.place(100.0), Some(0.5));
        assert_eq!(
            axis.place(-1.0),
            Some(0.0),
            "what has no logarithm lies at the bottom"
        );
        let wide = Axis::log([1e-300, 1e24].into_iter()).unwrap();
        assert!(wide.ticks.len() <= TICKS_MAX + 1, "{:?}", wide.ticks);
        assert_eq!(wide.high, 1e24);
    }

    #[test]
    fn a_log_axis_over_less_than_two_decades_labels_one_two_five() {
        let axis = Axis::log([3.0, 40.0].into_iter()).unwrap();
        assert_eq!(axis.ticks, [2.0, 5.0, 10.0, 20.0, 50.0]);
    }

    #[test]
    fn axes_of_strange_values_exist_or_are_refused() {
        assert_eq!(Axis::linear(std::iter::empty()), None);
        assert_eq!(Axis::log([0.0, -1.0].into_iter()), None);
        assert_eq!(Axis::linear([-f64::MAX, f64::MAX].into_iter()), None);
        let constant = Axis::linear([7.0].into_iter()).unwrap();
        assert!(constant.low < 7.0 && constant.high > 7.0);
        let tiny = Axis::linear([0.0, f64::MIN_POSITIVE / 4.0].into_iter());
        assert!(tiny.is_none_or(|axis| axis.high > axis.low));
    }
}
