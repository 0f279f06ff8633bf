//! The record as a likelihood: how well a trajectory meets what was observed.
//!
//! A report of a series errs by what the model's error says and by its own uncertainty, where it
//! states one as a 90 % range. A part of that variance is shared by all reports of a series: reports
//! of one thing by one source, against one simplification of a model, err together, and fifty of
//! them are not fifty witnesses. Of normal errors the shared part is integrated over on paper; where
//! tails are heavy or only bounds are known it is one more coordinate, with a normal prior.

use crate::own_error::OwnError;
use crate::prune::prune;
use record::reports_of;
pub(crate) use record::{error_of, own_error, shared_error};
use tenfold_engine::{CompileError, Evaluator, Kernel, Points};
use tenfold_ir::{
    Binary, Dimension, Node, NodeId, Observation, Program, Unary, Unit, Variable, VariableKind,
};

mod record;

/// Scales of its error after which a milestone that has not come cannot be told from one that never does.
const LATE: f64 = 6.0;
/// Standard deviations between the ends of a 90 % range.
const RANGE_90: f64 = 3.289_707_253_902_944;

/// Why there is nothing to calibrate.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TargetError {
    /// No point of the record lies within the time simulated, or up to the date asked for.
    #[error("the record has no point in the time simulated, up to the date asked for")]
    NothingObserved,
    /// Nothing that the record depends on is uncertain.
    #[error("the record depends on no parameter with a prior: there is nothing to calibrate")]
    NothingUncertain,
    /// An error model whose width is not a number.
    #[error("the error of `{name}` depends on parameters, expected a number")]
    ErrorVaries {
        /// The variable observed.
        name: String,
    },
    /// A figure without a logarithm, and an error in proportion.
    #[error("the record of `{name}` is {value:e}, expected a number above 0 for a lognormal error")]
    NotPositive {
        /// The variable observed.
        name: String,
        /// In base units.
        value: f64,
    },
    /// The engine refuses the model.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// A report, placed on the grid of times.
#[derive(Clone, Debug)]
struct Report {
    series: usize,
    /// As reported, calendar years.
    date: f64,
    /// The step before its date, and how far it is to the next.
    step: u32,
    share: f64,
    seen: Seen,
    /// The scale of its own part of the error.
    own: f64,
}

/// What a report says, in logarithms where the error is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Seen {
    Figure(f64),
    /// It lies between; the ends may be infinite.
    Between(f64, f64),
}

/// A series of the record.
#[derive(Clone, Debug)]
pub(crate) struct SeriesInfo {
    pub name: String,
    pub is_log: bool,
    is_date: bool,
    /// The scale of the whole error, without what reports state of their own.
    width: f64,
    /// Variance of the part of the error that its reports share.
    shared: f64,
    /// ln of the variances of the reports' own parts, summed.
    log_variances: f64,
    /// How a report's own part is distributed.
    pub own: OwnError,
    /// Whether the shared part can be integrated over on paper.
    is_closed: bool,
    /// Otherwise which coordinate it is.
    common: Option<usize>,
}

/// A model with its record, ready to be asked for likelihoods.
pub(crate) struct Target {
    /// Of what the record depends on, with a variable for each series on the scale of its error.
    pub program: Program,
    pub kernel: Kernel,
    /// Positions of the parameters with a prior.
    pub uncertain: Vec<usize>,
    /// Those that the record depends on.
    pub moved: Vec<usize>,
    /// Positions of the noises that the record depends on.
    pub noises: Vec<usize>,
    /// Whether the record depends on events.
    pub has_events: bool,
    pub series: Vec<SeriesInfo>,
    /// Ascending in step.
    reports: Vec<Report>,
    /// The steps at which values are needed, ascending.
    steps: Vec<u32>,
    /// Parts of errors that are coordinates of their own.
    commons: usize,
    /// When a milestone that is never reached counts as reached: just after the last step.
    never: f64,
    pub seed: u64,
    /// The last step that the record reaches.
    pub last_step: u32,
}

impl Target {
    /// With the reports up to a date, in calendar years.
    pub fn new(program: &Program, until: f64, seed: u64) -> Result<Target, TargetError> {
        let uncertain: Vec<usize> = (program.params.iter().enumerate())
            .filter(|(_, param)| param.prior.is_some())
            .map(|(at, _)| at)
            .collect();
        let (mut series, mut reports) = (Vec::<(SeriesInfo, &Observation)>::new(), Vec::new());
        let mut commons = 0;
        for observation in &program.observations {
            let found = reports_of(program, observation, until, series.len())?;
            if let Some((mut info, mut own)) = found {
                if !info.is_closed && info.shared > 0.0 {
                    info.common = Some(commons);
                    commons += 1;
                }
                series.push((info, observation));
                reports.append(&mut own);
            }
        }
        let Some(last) = reports.iter().map(|report| report.step).max() else {
            return Err(TargetError::NothingObserved);
        };
        reports.sort_by_key(|report| report.step);
        let last_step = (last + 1).min(program.time.steps);
        let mut steps: Vec<u32> = (reports.iter())
            .flat_map(|report| [report.step, report.step + 1])
            .filter(|step| *step <= last_step)
            .collect();
        steps.sort_unstable();
        steps.dedup();
        let observed = observed(program, &series, last_step);
        let positions: Vec<usize> = (0..series.len()).collect();
        let pruned = prune(&observed);
        let places = |is: &[bool]| (0..is.len()).filter(|at| is[*at]).collect();
        let moved: Vec<usize> = (uncertain.iter().copied())
            .filter(|param| pruned.params[*param])
            .collect();
        if moved.is_empty() {
            return Err(TargetError::NothingUncertain);
        }
        Ok(Target {
            kernel: Kernel::compile(&pruned.program, &positions)?,
            program: pruned.program,
            moved,
            noises: places(&pruned.noises),
            has_events: pruned.has_events,
            uncertain,
            series: series.into_iter().map(|(info, _)| info).collect(),
            reports,
            steps,
            commons,
            never: program.time.at(last_step) + program.time.dt,
            seed,
            last_step,
        })
    }

    /// Scores of a particle: of the parameters that are moved, then the parts of errors that reports
    /// share and that cannot be integrated over on paper, then noise by noise those of each step.
    pub fn dimensions(&self) -> usize {
        self.durable() + self.noises.len() * self.noisy_steps()
    }

    /// How many of the scores are of no noise.
    pub fn durable(&self) -> usize {
        self.moved.len() + self.commons
    }

    /// Steps in which noises have a part in the record.
    pub fn noisy_steps(&self) -> usize {
        self.last_step as usize + 1
    }

    /// The scale of the own part of a report's error.
    pub fn own(&self, report: usize) -> f64 {
        self.reports[report].own
    }

    /// The date of a report.
    pub fn date(&self, report: usize) -> f64 {
        self.reports[report].date
    }

    /// The series of a report.
    pub fn series_of(&self, report: usize) -> usize {
        self.reports[report].series
    }

    /// How many reports.
    pub fn reports(&self) -> usize {
        self.reports.len()
    }

    /// A kernel of the parameters' values alone, all of them.
    pub fn values_kernel(&self, program: &Program) -> Result<Kernel, TargetError> {
        let mut alone = program.clone();
        alone.time.steps = 0;
        alone.stocks.clear();
        alone.milestones.clear();
        Ok(Kernel::compile(&alone, &[])?)
    }

    /// An evaluator of this target's trajectories.
    pub fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::scored(&self.kernel, self.seed)
    }

    /// Runs what the evaluator's lanes were given, and gives each lane's log likelihood; −∞ where the
    /// trajectory diverges. `scores` are those of the lanes, lane after lane. `see` gets each report's
    /// place, series, what it says, and the simulated values by lane.
    pub fn log_likelihoods<const L: usize>(
        &self,
        evaluator: &mut Points<L>,
        scores: &[f64],
        see: impl FnMut(usize, usize, Seen, &[f64]),
    ) -> Vec<f64> {
        self.log_likelihoods_at(evaluator, (scores, &self.steps), |_, _| {}, see)
    }

    /// The same, stopping at some steps, those with reports among them; the evaluator records the
    /// series first. `stop` sees it there.
    pub fn log_likelihoods_at<const L: usize>(
        &self,
        evaluator: &mut Points<L>,
        (scores, steps): (&[f64], &[u32]),
        mut stop: impl FnMut(u32, &Points<L>),
        mut see: impl FnMut(usize, usize, Seen, &[f64]),
    ) -> Vec<f64> {
        let lanes = L;
        let count = self.series.len();
        let mut sums = Sums::new(count, lanes);
        let mut before = vec![0.0; count * lanes];
        let mut now = vec![0.0; count * lanes];
        let mut simulated = vec![0.0; lanes];
        let mut next = 0;
        evaluator.start_scored();
        for &step in steps {
            evaluator.run_to(step);
            stop(step, evaluator);
            std::mem::swap(&mut before, &mut now);
            for (series, row) in now.chunks_exact_mut(lanes).enumerate() {
                for (lane, value) in row.iter_mut().enumerate() {
                    *value = evaluator.value(series, lane);
                }
            }
            // A report between two steps is complete with the later of them.
            while let Some(report) = self.reports.get(next) {
                let end = (report.step + 1).min(self.last_step);
                if end > step {
                    break;
                }
                let own = report.series * lanes..(report.series + 1) * lanes;
                self.interpolate(report, (&before[own.clone()], &now[own]), &mut simulated);
                self.add(report, scores, &simulated, &mut sums);
                see(next, report.series, report.seen, &simulated);
                next += 1;
            }
        }
        let total = |lane| match evaluator.is_alive(lane) {
            true => sums.log_density(&self.series, lane),
            false => f64::NEG_INFINITY,
        };
        (0..lanes).map(total).collect()
    }

    /// The step before a report's date, and how far it is from there to the next.
    pub fn place_of(&self, report: usize) -> (u32, f64) {
        let report = &self.reports[report];
        (report.step, report.share)
    }

    /// The derivatives of a log likelihood with respect to each report's simulated value, and to the
    /// scores of errors that reports share.
    pub fn slopes(&self, simulated: &[f64], scores: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut sums = Sums::new(self.series.len(), 1);
        for (report, simulated) in self.reports.iter().zip(simulated) {
            self.add(report, scores, &[*simulated], &mut sums);
        }
        let mut commons = vec![0.0; self.commons];
        let each = self.reports.iter().zip(simulated).map(|(report, value)| {
            let (at, info) = (report.series, &self.series[report.series]);
            if let (true, Seen::Figure(seen)) = (info.is_closed, report.seen) {
                let spread = 1.0 + info.shared * sums.precisions[at];
                let common = info.shared * sums.residuals[at] / spread;
                return -(value - seen - common) / (report.own * report.own);
            }
            let spread = libm::sqrt(info.shared);
            let shared = info
                .common
                .map_or(0.0, |one| scores[self.moved.len() + one]);
            let slope = info
                .own
                .slope(value - spread * shared, report.seen, report.own);
            if let Some(common) = info.common {
                commons[common] -= spread * slope;
            }
            slope
        });
        (each.collect(), commons)
    }

    fn interpolate(&self, report: &Report, (first, second): (&[f64], &[f64]), out: &mut [f64]) {
        let is_date = self.series[report.series].is_date;
        for ((out, first), second) in out.iter_mut().zip(first).zip(second) {
            *out = match report.share {
                1.0 => *second,
                share => first + share * (second - first),
            };
            if is_date {
                *out = out.min(self.never);
            }
        }
    }

    /// Adds what a report says of each lane.
    fn add(&self, report: &Report, scores: &[f64], simulated: &[f64], sums: &mut Sums) {
        let (at, lanes, info) = (report.series, sums.lanes, &self.series[report.series]);
        let precision = 1.0 / (report.own * report.own);
        if let (true, Seen::Figure(value)) = (info.is_closed, report.seen) {
            for (lane, simulated) in simulated.iter().enumerate() {
                let r = simulated - value;
                sums.residuals[at * lanes + lane] += r * precision;
                sums.squares[at * lanes + lane] += r * r * precision;
            }
            sums.precisions[at] += precision;
            return;
        }
        let (dimensions, spread) = (self.dimensions(), libm::sqrt(info.shared));
        let row = |common: usize| self.moved.len() + common;
        for (lane, simulated) in simulated.iter().enumerate() {
            let shared = info.common.map_or(0.0, |common| {
                let score = scores.get(lane * dimensions + row(common));
                spread * score.copied().unwrap_or(0.0)
            });
            sums.others[lane] += info
                .own
                .log_density(simulated - shared, report.seen, report.own);
        }
    }
}

/// What is summed up over the reports of a block of lanes.
struct Sums {
    lanes: usize,
    /// Of r²/d and r/d, by series and lane; of 1/d, by series.
    squares: Vec<f64>,
    residuals: Vec<f64>,
    precisions: Vec<f64>,
    /// Log densities of the reports of series that are not closed, by lane.
    others: Vec<f64>,
}

impl Sums {
    fn new(series: usize, lanes: usize) -> Sums {
        Sums {
            lanes,
            squares: vec![0.0; series * lanes],
            residuals: vec![0.0; series * lanes],
            precisions: vec![0.0; series],
            others: vec![0.0; lanes],
        }
    }

    fn log_density(&self, series: &[SeriesInfo], lane: usize) -> f64 {
        let closed = series.iter().enumerate().filter(|(_, info)| info.is_closed);
        let each = closed.map(|(at, info)| {
            let own = at * self.lanes + lane;
            info.log_density(self.squares[own], self.residuals[own], self.precisions[at])
        });
        let total = each.sum::<f64>() + self.others[lane];
        match total.is_nan() {
            true => f64::NEG_INFINITY,
            false => total,
        }
    }
}

/// The program up to a step, with a variable for each series, on the scale of its error.
fn observed(program: &Program, series: &[(SeriesInfo, &Observation)], steps: u32) -> Program {
    let mut out = program.clone();
    let mut push = |node| {
        out.nodes.push(node);
        out.dimensions.push(Dimension::pure());
        NodeId(u32::try_from(out.nodes.len() - 1).expect("nodes are counted in 32 bits"))
    };
    // What is not positive is far from any report, and no reason to drop the trajectory.
    let least = push(Node::Const(f64::MIN_POSITIVE));
    let mut variables = Vec::new();
    for (info, observation) in series {
        let mut node = observation.node;
        if info.is_log {
            let positive = push(Node::Binary(Binary::Max, node, least));
            node = push(Node::Unary(Unary::Ln, positive));
        }
        variables.push(Variable {
            name: info.name.clone(),
            labels: Vec::new(),
            kind: VariableKind::Let,
            node,
            unit: Unit::pure(),
            output: false,
        });
    }
    out.variables = variables;
    out.time.steps = steps;
    out
}

impl SeriesInfo {
    /// Variance of the part of the error that its reports share.
    pub fn shared(&self) -> f64 {
        self.shared
    }

    /// Which coordinate that part is, if any.
    pub fn common(&self) -> Option<usize> {
        self.common
    }

    /// Squares of residuals, with the scales of their own errors, in units of all of the error.
    pub fn squares(&self, residuals: impl Iterator<Item = (f64, f64)>) -> f64 {
        let (mut squares, mut sum, mut precisions) = (0.0, 0.0, 0.0);
        for (residual, own) in residuals {
            let precision = 1.0 / (own * own);
            squares += residual * residual * precision;
            sum += residual * precision;
            precisions += precision;
        }
        squares - self.shared * sum * sum / (1.0 + self.shared * precisions)
    }

    /// The whole variance of a report's error, without its own uncertainty. Of Student's t it is the
    /// square of the scale.
    pub fn variance(&self) -> f64 {
        self.width * self.width
    }

    /// The normal log density, up to a constant of the number of reports, of residuals whose
    /// covariance is diagonal plus a shared variance (Sherman and Morrison 1950).
    fn log_density(&self, squares: f64, sum: f64, precisions: f64) -> f64 {
        let spread = 1.0 + self.shared * precisions;
        let quadratic = squares - self.shared * sum * sum / spread;
        -0.5 * (quadratic + self.log_variances + libm::log(spread))
    }
}
