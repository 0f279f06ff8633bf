//! Round years of a span, as axes and tables show them.

/// The round years between two times, at most `ticks_max` of them.
pub fn years(start: f64, end: f64, ticks_max: usize) -> Vec<i32> {
    if !(start.is_finite() && end.is_finite() && start <= end && end - start < 1e5) {
        return Vec::new();
    }
    // A grid of months ends a hair before or after the year it means.
    let (first, last) = ((start - 1e-6).ceil() as i32, (end + 1e-6).floor() as i32);
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000];
    let multiples = |step: i32| (last.div_euclid(step) - (first - 1).div_euclid(step)) as usize;
    let step = steps
        .into_iter()
        .find(|step| multiples(*step) <= ticks_max)
        .unwrap_or(100_000);
    (first..=last)
        .filter(|year| year.rem_euclid(step) == 0)
        .collect()
}

/// Times beside which a table shows figures.
const SHOWN: usize = 3;

/// The round years that a table of figures may show; a run records them.
pub fn shown_years(start: f64, end: f64) -> Vec<i32> {
    years(start, end, SHOWN + 1)
}

/// Positions of a few telling times among recorded ones: the last round years, else evenly spread ones
/// that end with the last.
pub fn telling_times(times: &[f64]) -> Vec<usize> {
    let Some(last) = times.len().checked_sub(1) else {
        return Vec::new();
    };
    let within = |year: i32| {
        let year = f64::from(year);
        let at = times.partition_point(|time| *time < year - 1e-6);
        times
            .get(at)
            .filter(|time| **time < year + 1.0)
            .and(Some(at))
    };
    let round = shown_years(times[0], times[last]).into_iter();
    let mut found: Vec<usize> = round.filter_map(within).collect();
    if found.len() < SHOWN {
        found = (1..=SHOWN).map(|nth| nth * last / SHOWN).collect();
    }
    found.dedup();
    found.split_off(found.len().saturating_sub(SHOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_beside_round_years_or_beside_times_spread_evenly() {
        let of = |start: f64, step: f64, count: u32| -> Vec<f64> {
            let times: Vec<f64> = (0..count)
                .map(|nth| start + f64::from(nth) * step)
                .collect();
            telling_times(&times).iter().map(|at| times[*at]).collect()
        };
        assert_eq!(of(2020.0, 1.0, 31), [2030.0, 2040.0, 2050.0]);
        // No year of these is recorded but the first.
        assert_eq!(of(2022.0, 0.25, 4), [2022.25, 2022.5, 2022.75]);
        assert_eq!(of(2022.0, 1.0, 1), [2022.0]);
        assert!(telling_times(&[]).is_empty());
    }

    #[test]
    fn years_are_round_and_few() {
        let expected: Vec<i32> = (2020..=2050).step_by(5).collect();
        assert_eq!(years(2019.0, 2050.0, 8), expected);
        assert_eq!(years(2019.0, 2_021.999_999_9, 8), [2019, 2020, 2021, 2022]);
        assert!(years(f64::NAN, 1.0, 8).is_empty());
        assert!(years(-1e9, 1e9, 8).is_empty());
    }
}
