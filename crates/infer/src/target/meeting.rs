//! How trajectories meet the record, `L` of them side by side.

use super::Target;
use super::seen::Seen;
use super::series::{Report, SeriesInfo};
use tenfold_engine::Points;

/// What was simulated in the place of each report, and how likely that makes the record.
pub(crate) struct Meeting<const L: usize> {
    /// By report.
    pub simulated: Vec<[f64; L]>,
    /// −∞ where a trajectory diverges.
    pub log_likelihoods: [f64; L],
    /// By series, of residuals' squares and residuals over the variances of their own errors, where the
    /// shared part is integrated over on paper.
    squares: Vec<[f64; L]>,
    residuals: Vec<[f64; L]>,
    /// By series, of the inverses of these variances.
    precisions: Vec<f64>,
}

impl Target {
    /// Runs what the evaluator's lanes were given; `scores` are theirs, score after score.
    pub fn meet<const L: usize>(
        &self,
        evaluator: &mut Points<L>,
        scores: &[[f64; L]],
    ) -> Meeting<L> {
        let see = |step: u32, evaluator: &mut Points<L>| evaluator.look_at(step);
        self.meet_at(evaluator, (scores, &self.steps), see)
    }

    /// The same by way of some steps, those with reports among them. `see` runs the evaluator to each;
    /// it records the series first.
    pub fn meet_at<const L: usize>(
        &self,
        evaluator: &mut Points<L>,
        (scores, steps): (&[[f64; L]], &[u32]),
        mut see: impl FnMut(u32, &mut Points<L>),
    ) -> Meeting<L> {
        let count = self.series.len();
        let mut meeting = Meeting {
            simulated: Vec::with_capacity(self.reports.len()),
            log_likelihoods: [0.0; L],
            squares: vec![[0.0; L]; count],
            residuals: vec![[0.0; L]; count],
            precisions: vec![0.0; count],
        };
        let (mut before, mut now) = (vec![[0.0; L]; count], vec![[0.0; L]; count]);
        evaluator.start_scored();
        for &step in steps {
            see(step, evaluator);
            std::mem::swap(&mut before, &mut now);
            for (series, values) in now.iter_mut().enumerate() {
                evaluator.copy_values(series, values);
            }
            // A report between two steps is complete with the later of them.
            while let Some(report) = self.reports.get(meeting.simulated.len()) {
                let end = (report.step + 1).min(self.last_step);
                if end > step {
                    break;
                }
                let values = self.interpolate(report, &before[report.series], &now[report.series]);
                self.add(report, (scores, &values), &mut meeting);
                meeting.simulated.push(values);
            }
        }
        for (at, info) in self.series.iter().enumerate() {
            info.add_closed(at, &mut meeting);
        }
        for (lane, total) in meeting.log_likelihoods.iter_mut().enumerate() {
            if total.is_nan() || !evaluator.is_alive(lane) {
                *total = f64::NEG_INFINITY;
            }
        }
        meeting
    }

    fn interpolate<const L: usize>(
        &self,
        report: &Report,
        first: &[f64; L],
        second: &[f64; L],
    ) -> [f64; L] {
        let mut out = match report.share {
            1.0 => *second,
            share => std::array::from_fn(|lane| first[lane] + share * (second[lane] - first[lane])),
        };
        if self.series[report.series].is_date {
            out.iter_mut().for_each(|date| *date = date.min(self.never));
        }
        out
    }

    /// Adds what a report says of each lane.
    fn add<const L: usize>(
        &self,
        report: &Report,
        (scores, simulated): (&[[f64; L]], &[f64; L]),
        to: &mut Meeting<L>,
    ) {
        let (at, info) = (report.series, &self.series[report.series]);
        if let (true, Seen::Figure(value)) = (info.is_closed, report.seen) {
            let precision = 1.0 / (report.own * report.own);
            let sums = to.residuals[at].iter_mut().zip(&mut to.squares[at]);
            for ((residuals, squares), simulated) in sums.zip(simulated) {
                let r = simulated - value;
                *residuals += r * precision;
                *squares += r * r * precision;
            }
            to.precisions[at] += precision;
            return;
        }
        let shared = self.shared_errors(info, scores);
        for (lane, total) in to.log_likelihoods.iter_mut().enumerate() {
            let centre = simulated[lane] - shared[lane];
            *total += info.own.log_density(centre, report.seen, report.own);
        }
    }

    /// The part of their errors that the reports of a series share, where it is a coordinate; else 0.
    fn shared_errors<const L: usize>(&self, info: &SeriesInfo, scores: &[[f64; L]]) -> [f64; L] {
        let spread = libm::sqrt(info.shared);
        info.common.map_or([0.0; L], |one| {
            scores[self.moved.len() + one].map(|score| spread * score)
        })
    }

    /// The derivatives of the log likelihoods with respect to what is simulated: `see` gets each report's
    /// place and slopes. Gives those with respect to the scores of errors that reports share.
    pub fn slopes<const L: usize>(
        &self,
        meeting: &Meeting<L>,
        scores: &[[f64; L]],
        mut see: impl FnMut(usize, &[f64; L]),
    ) -> Vec<[f64; L]> {
        let mut commons = vec![[0.0; L]; self.commons];
        for (at, (report, simulated)) in self.reports.iter().zip(&meeting.simulated).enumerate() {
            let info = &self.series[report.series];
            let slopes: [f64; L] = match (info.is_closed, report.seen) {
                (true, Seen::Figure(seen)) => {
                    let precision = 1.0 / (report.own * report.own);
                    let spread = 1.0 + info.shared * meeting.precisions[report.series];
                    let share = info.shared / spread;
                    let residuals = &meeting.residuals[report.series];
                    std::array::from_fn(|lane| {
                        -(simulated[lane] - seen - share * residuals[lane]) * precision
                    })
                }
                _ => {
                    let shared = self.shared_errors(info, scores);
                    std::array::from_fn(|lane| {
                        let centre = simulated[lane] - shared[lane];
                        info.own.slope(centre, report.seen, report.own)
                    })
                }
            };
            if let Some(common) = info.common {
                let spread = libm::sqrt(info.shared);
                let to = commons[common].iter_mut();
                to.zip(&slopes)
                    .for_each(|(to, slope)| *to -= spread * slope);
            }
            see(at, &slopes);
        }
        commons
    }
}

impl SeriesInfo {
    /// Adds the normal log density, up to a constant of the number of reports, of residuals whose
    /// covariance is diagonal plus a shared variance (Sherman and Morrison 1950).
    fn add_closed<const L: usize>(&self, at: usize, to: &mut Meeting<L>) {
        if !self.is_closed {
            return;
        }
        let spread = 1.0 + self.shared * to.precisions[at];
        let constant = self.log_variances + libm::log(spread);
        let sums = to.squares[at].iter().zip(&to.residuals[at]);
        for (total, (squares, sum)) in to.log_likelihoods.iter_mut().zip(sums) {
            *total -= 0.5 * (squares - self.shared * sum * sum / spread + constant);
        }
    }
}
