//! When milestones come, as a report shows it: dates, probabilities by year, a histogram.

use crate::rows::MilestoneRow;
use tenfold_engine::Dates;
use tenfold_ir::TimeSpec;

/// Widths of the bins of a histogram, years, and how many bins there may be.
const BIN_YEARS: [f64; 8] = [1.0 / 12.0, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0];
const BINS_MAX: f64 = 64.0;

/// All but the doc and the record.
pub fn row(name: &str, dates: &Dates, time: &TimeSpec) -> MilestoneRow {
    let (histogram_width_years, histogram) = histogram(dates, time);
    MilestoneRow {
        name: name.into(),
        reached: dates.reached(),
        left_out: dates.left_out(),
        q10: dates.quantile(0.10),
        q50: dates.quantile(0.50),
        q90: dates.quantile(0.90),
        probability_by: probability_by(dates, time),
        histogram,
        histogram_width_years,
        ..MilestoneRow::default()
    }
}

/// A part of a step that start + i·dt may round by.
fn slack(time: &TimeSpec) -> f64 {
    1e-6 * time.dt
}

/// The years that are simulated to their end, and these ends.
pub fn year_ends(time: &TimeSpec) -> impl Iterator<Item = (i32, f64)> {
    let slack = slack(time);
    let first = (time.start + slack).floor();
    let last = (time.at(time.steps) + slack).floor() - 1.0;
    let years = (last - first + 1.0).clamp(0.0, 10_000.0) as u32;
    let years = (0..years).map(move |nth| first + f64::from(nth));
    years.map(move |year| (year as i32, year + 1.0 - slack))
}

/// For each year that is simulated to its end, the share that has crossed before that end.
fn probability_by(dates: &Dates, time: &TimeSpec) -> Vec<(i32, f64)> {
    let ends = year_ends(time);
    ends.map(|(year, end)| (year, dates.before(end))).collect()
}

/// The bins' width, and their left edges with the share in each of the draws of which it is known.
fn histogram(dates: &Dates, time: &TimeSpec) -> (f64, Vec<(f64, f64)>) {
    let horizon = time.at(time.steps) - time.start;
    let fits = |width: &&f64| horizon / **width <= BINS_MAX;
    let wide = (horizon / BINS_MAX).max(BIN_YEARS[BIN_YEARS.len() - 1]);
    let width = BIN_YEARS.iter().find(fits).copied().unwrap_or(wide);
    let known = dates.known().max(1) as f64;
    let mut bins: Vec<(f64, f64)> = Vec::new();
    for (least, greatest, count) in dates.histogram().bins() {
        let date = 0.5 * (least + greatest);
        let edge = ((date + slack(time)) / width + 1e-9).floor() * width;
        let share = count as f64 / known;
        match bins.last_mut() {
            Some(last) if last.0 == edge => last.1 += share,
            _ => bins.push((edge, share)),
        }
    }
    (width, bins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_ir::Method;

    const MONTHLY: TimeSpec = TimeSpec {
        start: 2020.0,
        dt: 1.0 / 12.0,
        steps: 36,
        method: Method::Euler,
    };

    #[test]
    fn a_milestone_counts_all_draws_of_which_it_is_known() {
        // Of 10 draws: 3 cross at the start of 2021 (step 12), 4 a month later, 3 never; two more diverge
        // in 2022.
        let mut dates = Dates::new(&MONTHLY);
        let all = [(3, MONTHLY.at(12)), (4, MONTHLY.at(13)), (3, f64::INFINITY)];
        for (count, date) in all {
            (0..count).for_each(|_| dates.insert(date, None));
        }
        (0..2).for_each(|_| dates.insert(f64::NAN, Some(30)));
        let row = row("m.first", &dates, &MONTHLY);
        assert_eq!((row.reached, row.left_out), (0.7, 2.0 / 12.0));
        assert_eq!((row.q10, row.q90), (Some(2021.0), None));
        assert_eq!(row.q50, Some(MONTHLY.at(13)));
        assert_eq!(
            row.probability_by,
            [(2020, 0.0), (2021, 7.0 / 12.0), (2022, 0.7)]
        );
        let sum: f64 = row.histogram.iter().map(|(_, share)| share).sum();
        assert!((sum - 0.7).abs() < 1e-12);
        assert_eq!(row.histogram[0], (2021.0, 0.3));
    }
}
