//! The record as a likelihood: how well a trajectory meets what was observed.
//!
//! A report of a series errs by what the model's error says and by its own uncertainty, where it
//! states one as a 90 % range. Half of that variance is shared by all reports of a series: reports
//! of one thing by one source, against one simplification of a model, err together, and fifty of
//! them are not fifty witnesses.

use crate::constant::constant;
use crate::prune::prune;
use tenfold_engine::{CompileError, Evaluator, Kernel};
use tenfold_ir::{
    Binary, Dimension, Distribution, Family, Node, NodeId, Observation, Point, Program, Unary,
    Unit, Variable, VariableKind,
};

/// Share of the error's variance that all reports of a series have in common.
pub(crate) const SHARED: f64 = 0.5;
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
    /// The step before its date, and how far it is to the next.
    step: u32,
    share: f64,
    /// As recorded, in logarithms where the error is.
    value: f64,
    /// Precision of its own part of the error.
    precision: f64,
}

/// A series of the record.
#[derive(Clone, Debug)]
pub(crate) struct SeriesInfo {
    pub name: String,
    pub is_log: bool,
    /// Variance of the part of the error that its reports share.
    shared: f64,
    /// ln of the variances of the reports' own parts, summed.
    log_variances: f64,
}

/// A model with its record, ready to be asked for likelihoods.
pub(crate) struct Target {
    pub kernel: Kernel,
    /// Positions of the parameters with a prior.
    pub uncertain: Vec<usize>,
    /// Those that the record depends on.
    pub moved: Vec<usize>,
    /// Whether the record depends on noises or events.
    pub has_chance: bool,
    pub series: Vec<SeriesInfo>,
    /// Ascending in step.
    reports: Vec<Report>,
    /// The steps at which values are needed, ascending.
    steps: Vec<u32>,
    seed: u64,
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
        let (mut series, mut reports) = (Vec::new(), Vec::new());
        for observation in &program.observations {
            let found = reports_of(program, observation, until, series.len())?;
            if let Some((info, mut own)) = found {
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
        let moved: Vec<usize> = (uncertain.iter().copied())
            .filter(|param| pruned.params[*param])
            .collect();
        if moved.is_empty() {
            return Err(TargetError::NothingUncertain);
        }
        Ok(Target {
            kernel: Kernel::compile(&pruned.program, &positions)?,
            moved,
            has_chance: pruned.has_chance,
            uncertain,
            series: series.into_iter().map(|(info, _)| info).collect(),
            reports,
            steps,
            seed,
            last_step,
        })
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
    /// trajectory diverges. `see` gets each report's series, recorded and simulated value, by lane.
    pub fn log_likelihoods(
        &self,
        evaluator: &mut Evaluator,
        mut see: impl FnMut(usize, usize, f64, &[f64]),
    ) -> Vec<f64> {
        let lanes = Evaluator::LANES;
        let count = self.series.len();
        // Of r²/d and r/d, by series and lane; of 1/d, by series.
        let mut squares = vec![0.0; count * lanes];
        let mut sums = vec![0.0; count * lanes];
        let mut precisions = vec![0.0; count];
        let mut before = vec![0.0; count * lanes];
        let mut now = vec![0.0; count * lanes];
        let mut simulated = vec![0.0; lanes];
        let mut next = 0;
        evaluator.start_scored();
        for &step in &self.steps {
            evaluator.run_to(step);
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
                let (first, second) = (&before[own.clone()], &now[own.clone()]);
                for lane in 0..lanes {
                    simulated[lane] = first[lane] + report.share * (second[lane] - first[lane]);
                    let r = simulated[lane] - report.value;
                    sums[own.start + lane] += r * report.precision;
                    squares[own.start + lane] += r * r * report.precision;
                }
                precisions[report.series] += report.precision;
                see(next, report.series, report.value, &simulated);
                next += 1;
            }
        }
        (0..lanes)
            .map(|lane| {
                if !evaluator.is_alive(lane) {
                    return f64::NEG_INFINITY;
                }
                let each = self.series.iter().enumerate().map(|(at, info)| {
                    let (square, sum) = (squares[at * lanes + lane], sums[at * lanes + lane]);
                    info.log_density(square, sum, precisions[at])
                });
                let total: f64 = each.sum();
                if total.is_nan() {
                    f64::NEG_INFINITY
                } else {
                    total
                }
            })
            .collect()
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
    /// The whole variance of a report's error, without its own uncertainty.
    pub fn variance(&self) -> f64 {
        self.shared / SHARED
    }

    /// The normal log density, up to a constant of the number of reports, of residuals whose
    /// covariance is diagonal plus a shared variance (Sherman and Morrison 1950).
    fn log_density(&self, squares: f64, sum: f64, precisions: f64) -> f64 {
        let spread = 1.0 + self.shared * precisions;
        let quadratic = squares - self.shared * sum * sum / spread;
        -0.5 * (quadratic + self.log_variances + libm::log(spread))
    }
}

/// The reports of a series up to a date, if any.
fn reports_of(
    program: &Program,
    observation: &Observation,
    until: f64,
    series: usize,
) -> Result<Option<(SeriesInfo, Vec<Report>)>, TargetError> {
    let time = program.time;
    let (is_log, width) = error_of(program, observation)?;
    let end = time.at(time.steps).min(until);
    let inside = |date: f64| date >= time.start && date <= end;
    let points: Vec<_> = (observation.points.iter())
        .filter(|point| inside(point.date))
        .collect();
    let mut info = SeriesInfo {
        name: observation.name.clone(),
        is_log,
        shared: shared_error(width),
        log_variances: 0.0,
    };
    let mut reports = Vec::new();
    for point in points {
        if is_log && point.value <= 0.0 {
            return Err(TargetError::NotPositive {
                name: observation.name.clone(),
                value: point.value,
            });
        }
        let on_scale = |x: f64| if is_log { libm::log(x) } else { x };
        let variance = own_error(point, is_log, width);
        info.log_variances += libm::log(variance);
        let place = ((point.date - time.start) / time.dt).clamp(0.0, f64::from(time.steps));
        let step = (place.floor() as u32).min(time.steps.saturating_sub(1));
        reports.push(Report {
            series,
            step,
            share: place - f64::from(step),
            value: on_scale(point.value),
            precision: 1.0 / variance,
        });
    }
    Ok((!reports.is_empty()).then_some((info, reports)))
}

/// The variance of the part of an error that all reports of a series share.
pub(crate) fn shared_error(width: f64) -> f64 {
    SHARED * width * width
}

/// The variance of the part of an error that is a report's own.
pub(crate) fn own_error(point: &Point, is_log: bool, width: f64) -> f64 {
    let on_scale = |x: f64| if is_log { libm::log(x) } else { x };
    let stated = match (point.low, point.high) {
        (Some(low), Some(high)) if high > low && (!is_log || low > 0.0) => {
            (on_scale(high) - on_scale(low)) / RANGE_90
        }
        _ => 0.0,
    };
    (1.0 - SHARED) * width * width + stated * stated
}

/// Whether an error is in proportion, and its standard deviation.
pub(crate) fn error_of(
    program: &Program,
    observation: &Observation,
) -> Result<(bool, f64), TargetError> {
    let varies = || TargetError::ErrorVaries {
        name: observation.name.clone(),
    };
    let Distribution::Family { family, arguments } = &observation.error else {
        return Err(varies());
    };
    let width = constant(program, arguments[1]).ok_or_else(varies)?;
    Ok((*family == Family::Lognormal, width))
}
