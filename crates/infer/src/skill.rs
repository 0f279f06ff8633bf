//! What scores say together: a forecaster against another, with its error; how often bands held.

use crate::score::Score;
use tenfold_engine::{Key, Part};
use tenfold_ir::site;

/// What several forecasters scored on one report, from one origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The series it is of.
    pub series: usize,
    /// The origin it was forecast from.
    pub origin: usize,
    /// Years from the one to the other.
    pub horizon: f64,
    /// By forecaster; none where one made no forecast.
    pub scores: Vec<Option<Score>>,
}

/// One forecaster against another, on the reports that both forecast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skill {
    /// Reports, each counted once for each origin.
    pub rows: usize,
    /// Series among them.
    pub series: usize,
    /// 1 less the ratio of mean ranked scores; of several series the geometric mean of their ratios.
    pub skill: f64,
    /// Lower end of its 90 % interval; none where there is one block only.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Mean difference of log scores, in nats a report; of several series the mean of theirs.
    pub log_gain: f64,
}

/// Replicates of the bootstrap.
const REPLICATES: u64 = 1_000;
/// Probability below and above the interval.
const TAIL: f64 = 0.05;

/// Sums over the rows of a series and origin.
#[derive(Clone, Copy, Default)]
struct Sums {
    rows: f64,
    own: f64,
    other: f64,
    gain: f64,
}

impl Sums {
    fn add(&mut self, more: &Sums) {
        self.rows += more.rows;
        self.own += more.own;
        self.other += more.other;
        self.gain += more.gain;
    }
}

/// The skill of a forecaster against another.
///
/// Reports of one series are forecast again and again, and err together: what is drawn anew in the
/// bootstrap is a whole series, or where there is but one, all that was forecast from an origin.
pub fn skill(rows: &[Row], (own, other): (usize, usize), seed: u64) -> Option<Skill> {
    let mut sums: Vec<Vec<Sums>> = Vec::new();
    for row in rows {
        let (Some(a), Some(b)) = (row.scores[own], row.scores[other]) else {
            continue;
        };
        if sums.len() <= row.series {
            sums.resize_with(row.series + 1, Vec::new);
        }
        let origins = &mut sums[row.series];
        if origins.len() <= row.origin {
            origins.resize_with(row.origin + 1, Sums::default);
        }
        origins[row.origin].add(&Sums {
            rows: 1.0,
            own: a.crps,
            other: b.crps,
            gain: a.log - b.log,
        });
    }
    let series: Vec<Vec<Sums>> = sums
        .into_iter()
        .map(|origins| origins.into_iter().filter(|sum| sum.rows > 0.0).collect())
        .filter(|origins: &Vec<Sums>| !origins.is_empty())
        .collect();
    let all: Vec<Sums> = series.iter().map(|origins| whole(origins)).collect();
    let (log_ratio, log_gain) = means(&all)?;
    let interval = interval(&series, &all, seed);
    Some(Skill {
        rows: all.iter().map(|sum| sum.rows as usize).sum(),
        series: all.len(),
        skill: 1.0 - libm::exp(log_ratio),
        low: interval.map(|(low, _)| low),
        high: interval.map(|(_, high)| high),
        log_gain,
    })
}

fn whole(parts: &[Sums]) -> Sums {
    let mut sum = Sums::default();
    parts.iter().for_each(|part| sum.add(part));
    sum
}

/// Means over series of the log ratio of ranked scores and of the gain in log score.
fn means(series: &[Sums]) -> Option<(f64, f64)> {
    if series.is_empty() {
        return None;
    }
    let count = series.len() as f64;
    let ratios = series.iter().map(|sum| libm::log(sum.own / sum.other));
    let gains = series.iter().map(|sum| sum.gain / sum.rows);
    Some((ratios.sum::<f64>() / count, gains.sum::<f64>() / count))
}

/// 90 % of the replicates of the skill.
fn interval(series: &[Vec<Sums>], all: &[Sums], seed: u64) -> Option<(f64, f64)> {
    let is_one = series.len() == 1;
    let blocks = if is_one { &series[0][..] } else { all };
    if blocks.len() < 2 {
        return None;
    }
    let key = Key::new(seed, site("skill"));
    let replicate = |number: u64| {
        let drawn: Vec<Sums> = (0..blocks.len())
            .map(|at| {
                let u = key.uniform(number, at as u32, Part::Value);
                blocks[(u * blocks.len() as f64) as usize]
            })
            .collect();
        let drawn = if is_one { vec![whole(&drawn)] } else { drawn };
        means(&drawn).map(|(log_ratio, _)| 1.0 - libm::exp(log_ratio))
    };
    let mut found: Vec<f64> = (0..REPLICATES).filter_map(replicate).collect();
    found.sort_by(f64::total_cmp);
    let at = |p: f64| found[(p * (found.len() - 1) as f64).round() as usize];
    Some((at(TAIL), at(1.0 - TAIL)))
}

/// How many of a forecaster's reports there are, and the share in the central band of a probability.
pub fn coverage(rows: &[Row], forecaster: usize, band: f64) -> (usize, f64) {
    let scores = rows.iter().filter_map(|row| row.scores[forecaster]);
    let (mut count, mut inside) = (0, 0);
    for score in scores {
        count += 1;
        inside += usize::from(score.is_within(band));
    }
    (count, inside as f64 / count as f64)
}

/// The mean ranked score of a forecaster, and the mean log score.
pub fn mean_scores(rows: &[Row], forecaster: usize) -> Option<(f64, f64)> {
    let scores = || rows.iter().filter_map(|row| row.scores[forecaster]);
    let count = scores().count() as f64;
    let mean = |part: &dyn Fn(Score) -> f64| scores().map(part).sum::<f64>() / count;
    (count > 0.0).then(|| (mean(&|score| score.crps), mean(&|score| score.log)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(series: usize, origin: usize, crps: [f64; 2]) -> Row {
        let score = |crps: f64| {
            Some(Score {
                crps,
                log: -crps,
                place: crps,
            })
        };
        Row {
            series,
            origin,
            horizon: 1.0,
            scores: vec![score(crps[0]), score(crps[1])],
        }
    }

    #[test]
    fn skill_is_one_less_the_ratio_and_series_weigh_the_same() {
        // A series of many reports with ratio ½, one of a single report with ratio 2: together 1.
        let mut rows: Vec<Row> = (0..9).map(|at| row(0, at, [0.1, 0.2])).collect();
        let one = skill(&rows, (0, 1), 1).unwrap();
        assert!((one.skill - 0.5).abs() < 1e-12 && (one.log_gain - 0.1).abs() < 1e-12);
        assert_eq!((one.rows, one.series), (9, 1));
        // Every origin has the same ratio, so every replicate has it.
        assert!((one.low.unwrap() - 0.5).abs() < 1e-12 && (one.high.unwrap() - 0.5).abs() < 1e-12);
        rows.push(row(3, 0, [0.4, 0.2]));
        let both = skill(&rows, (0, 1), 1).unwrap();
        assert!(both.skill.abs() < 1e-12, "{both:?}");
        assert!((both.log_gain - 0.5 * (0.1 - 0.2)).abs() < 1e-12);
        // Half of the replicates have one series twice: the interval reaches both.
        assert!((both.low.unwrap() + 1.0).abs() < 1e-12);
        assert!((both.high.unwrap() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_one_did_not_forecast_is_left_out() {
        let mut rows = vec![row(0, 0, [0.1, 0.2]), row(0, 1, [9.0, 0.1])];
        rows[1].scores[1] = None;
        let found = skill(&rows, (0, 1), 1).unwrap();
        assert!((found.skill - 0.5).abs() < 1e-12 && found.rows == 1);
        assert_eq!((found.low, found.high), (None, None));
        assert_eq!(skill(&[], (0, 1), 1), None);
        assert_eq!(coverage(&rows, 0, 0.9), (2, 0.5));
        assert_eq!(mean_scores(&rows, 1), Some((0.2, -0.2)));
    }

    /// Of n series whose log ratios are normal with sd s, the 90 % interval of the mean is about
    /// ±1.645·s/√n; over 200 experiments it holds the truth 0 in 180, sd 4.2, and the percentile
    /// bootstrap of 40 is narrower by the factor √(39/40), less than one experiment in 200.
    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        let key = Key::new(3, site("ratios"));
        let normal = |draw: u64, step: u32| {
            let uniform = |part| key.uniform(draw, step, part);
            let radius = (-2.0 * uniform(Part::Value).ln()).sqrt();
            radius * (std::f64::consts::TAU * uniform(Part::Duration)).cos()
        };
        let held = (0..200).filter(|&experiment| {
            let rows: Vec<Row> = (0..40)
                .map(|at| row(at, 0, [normal(experiment, at as u32).exp(), 1.0]))
                .collect();
            let found = skill(&rows, (0, 1), experiment).unwrap();
            found.low.unwrap() <= 0.0 && found.high.unwrap() >= 0.0
        });
        let held = held.count() as f64;
        assert!((held - 180.0).abs() < 4.0 * 4.2 + 2.0, "{held}");
    }
}
