//! How trajectories meet the record, `L` of them side by side.

use super::Target;
use super::seen::Seen;
use super::series::{Report, SeriesInfo, Width};
use tenfold_engine::Points;
use tenfold_ir::math;

/// What was simulated in the place of each report, and how likely that makes the record.
pub(crate) struct Meeting<const L: usize> {
    /// By report.
    pub simulated: Vec<[f64; L]>,
    /// By report, the scale of the whole error, without what the report states of its own.
    pub widths: Vec<[f64; L]>,
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
            widths: Vec::with_capacity(self.reports.len()),
            log_likelihoods: [0.0; L],
            squares: vec![[0.0; L]; count],
            residuals: vec![[0.0; L]; count],
            precisions: vec![0.0; count],
        };
        let mut now = vec![[0.0; L]; self.program.variables.len()];
        let mut before = now.clone();
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
                let info = &self.series[report.series];
                let mut values = between(report, report.series, (&before, &now));
                if info.is_date {
                    values
                        .iter_mut()
                        .for_each(|date| *date = date.min(self.never));
                }
                let widths = match info.width {
                    Width::Known(width) => [width; L],
                    Width::Follows(variable) => between(report, variable, (&before, &now)),
                };
                self.add(report, scores, (&values, &widths), &mut meeting);
                meeting.simulated.push(values);
                meeting.widths.push(widths);
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

    /// Adds what a report says of each lane.
    fn add<const L: usize>(
        &self,
        report: &Report,
        scores: &[[f64; L]],
        (simulated, widths): (&[f64; L], &[f64; L]),
        to: &mut Meeting<L>,
    ) {
        let (at, info) = (report.series, &self.series[report.series]);
        if let (true, Seen::Figure(value)) = (info.is_closed, report.seen) {
            let precision = self.precision(report, widths[0]);
            let sums = to.residuals[at].iter_mut().zip(&mut to.squares[at]);
            for ((residuals, squares), simulated) in sums.zip(simulated) {
                let r = simulated - value;
                *residuals += r * precision;
                *squares += r * r * precision;
            }
            to.precisions[at] += precision;
            return;
        }
        let shared = self.shared(info, scores);
        for (lane, total) in to.log_likelihoods.iter_mut().enumerate() {
            let centre = simulated[lane] - info.spread(widths[lane]) * shared[lane];
            let scale = info.own_scale(widths[lane], report.stated);
            *total += info.own.log_density(centre, report.seen, scale);
        }
    }

    /// The inverse of the variance of a report's own part of the error.
    fn precision(&self, report: &Report, width: f64) -> f64 {
        let own = self.series[report.series].own_scale(width, report.stated);
        1.0 / (own * own)
    }

    /// The score of the part of their errors that the reports of a series share, where it is a coordinate; else 0.
    fn shared<const L: usize>(&self, info: &SeriesInfo, scores: &[[f64; L]]) -> [f64; L] {
        info.common
            .map_or([0.0; L], |one| scores[self.moved.len() + one])
    }

    /// The derivatives of the log likelihoods with respect to what is simulated: `see` gets each report's
    /// place, the variable of the program, and slopes. Gives those with respect to the scores of errors that
    /// reports share.
    pub fn slopes<const L: usize>(
        &self,
        meeting: &Meeting<L>,
        scores: &[[f64; L]],
        mut see: impl FnMut(usize, usize, &[f64; L]),
    ) -> Vec<[f64; L]> {
        let mut commons = vec![[0.0; L]; self.commons];
        for (at, report) in self.reports.iter().enumerate() {
            let info = &self.series[report.series];
            if let (true, Seen::Figure(seen)) = (info.is_closed, report.seen) {
                see(at, report.series, &self.closed_slopes(meeting, at, seen));
                continue;
            }
            let shared = self.shared(info, scores);
            let (simulated, widths) = (&meeting.simulated[at], &meeting.widths[at]);
            let (mut slopes, mut by_width) = ([0.0; L], [0.0; L]);
            for lane in 0..L {
                let centre = simulated[lane] - info.spread(widths[lane]) * shared[lane];
                let scale = info.own_scale(widths[lane], report.stated);
                slopes[lane] = info.own.slope(centre, report.seen, scale);
                // Of the scale of the own part, and of the shared part.
                let own = (1.0 - info.sharing) * widths[lane] / scale;
                by_width[lane] = own * info.own.slope_by_scale(centre, report.seen, scale)
                    - slopes[lane] * info.spread(1.0) * shared[lane];
            }
            if let Some(common) = info.common {
                let each = commons[common].iter_mut().zip(&slopes).zip(widths);
                each.for_each(|((to, slope), width)| *to -= info.spread(*width) * slope);
            }
            see(at, report.series, &slopes);
            if let Width::Follows(variable) = info.width {
                see(at, variable, &by_width);
            }
        }
        commons
    }

    /// Of a report whose shared part of the error is integrated over on paper.
    fn closed_slopes<const L: usize>(
        &self,
        meeting: &Meeting<L>,
        at: usize,
        seen: f64,
    ) -> [f64; L] {
        let report = &self.reports[at];
        let (simulated, width) = (&meeting.simulated[at], meeting.widths[at][0]);
        let precision = self.precision(report, width);
        let shared = math::powi(self.series[report.series].spread(width), 2);
        let share = shared / (1.0 + shared * meeting.precisions[report.series]);
        let residuals = &meeting.residuals[report.series];
        std::array::from_fn(|lane| -(simulated[lane] - seen - share * residuals[lane]) * precision)
    }
}

/// A variable's values in the place of a report, from those at both ends of its step.
fn between<const L: usize>(
    report: &Report,
    variable: usize,
    (before, now): (&[[f64; L]], &[[f64; L]]),
) -> [f64; L] {
    let (first, second) = (&before[variable], &now[variable]);
    match report.share {
        1.0 => *second,
        share => std::array::from_fn(|lane| first[lane] + share * (second[lane] - first[lane])),
    }
}

impl SeriesInfo {
    /// Adds the normal log density, up to a constant of the number of reports, of residuals whose
    /// covariance is diagonal plus a shared variance (Sherman and Morrison 1950).
    fn add_closed<const L: usize>(&self, at: usize, to: &mut Meeting<L>) {
        let (true, Width::Known(width)) = (self.is_closed, self.width) else {
            return;
        };
        let shared = math::powi(self.spread(width), 2);
        let spread = 1.0 + shared * to.precisions[at];
        let constant = self.log_variances + libm::log(spread);
        let sums = to.squares[at].iter().zip(&to.residuals[at]);
        for (total, (squares, sum)) in to.log_likelihoods.iter_mut().zip(sums) {
            *total -= 0.5 * (squares - shared * sum * sum / spread + constant);
        }
    }
}
