//! The record as a likelihood: how well a trajectory meets what was observed.
//!
//! A report of a series errs by what the model's error says and by its own uncertainty, where it
//! states one as a 90 % range. A part of that variance is shared by all reports of a series: reports
//! of one thing by one source, against one simplification of a model, err together, and fifty of
//! them are not fifty witnesses. Of normal errors the shared part is integrated over on paper; where
//! tails are heavy or only bounds are known it is one more coordinate, with a normal prior.

use crate::prune::prune;
pub use error::TargetError;
pub(crate) use meeting::Meeting;
use record::reports_of;
pub(crate) use record::{own_variance, shared_variance, width_of};
pub use reweigh::{Met, Reweighed, log_priors, meet_rows, reordered, reweigh};
pub(crate) use seen::Seen;
use series::Report;
pub(crate) use series::{Residual, SeriesInfo, Width};
use tenfold_engine::{Evaluator, Kernel};
use tenfold_ir::{
    Binary, Dimension, Node, NodeId, Observation, Program, Unary, Unit, Variable, VariableKind,
};

mod error;
mod meeting;
mod record;
mod reweigh;
mod seen;
mod series;

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
                if !info.is_closed && info.sharing > 0.0 {
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
        let observed = observed(program, &mut series, last_step);
        let positions: Vec<usize> = (0..observed.variables.len()).collect();
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

    /// The standard deviation that a report states of itself.
    pub fn stated(&self, report: usize) -> f64 {
        self.reports[report].stated
    }

    /// The date of a report.
    pub fn date(&self, report: usize) -> f64 {
        self.reports[report].date
    }

    /// The series of a report.
    pub fn series_of(&self, report: usize) -> usize {
        self.reports[report].series
    }

    /// What a report says.
    pub fn seen(&self, report: usize) -> Seen {
        self.reports[report].seen
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

    /// The step before a report's date, and how far it is from there to the next.
    pub fn place_of(&self, report: usize) -> (u32, f64) {
        let report = &self.reports[report];
        (report.step, report.share)
    }
}

/// The program up to a step, with a variable for each series, on the scale of its error; then one for each width that
/// is not known beforehand.
fn observed(program: &Program, series: &mut [(SeriesInfo, &Observation)], steps: u32) -> Program {
    let mut out = program.clone();
    let mut push = |node| {
        out.nodes.push(node);
        out.dimensions.push(Dimension::pure());
        NodeId(u32::try_from(out.nodes.len() - 1).expect("nodes are counted in 32 bits"))
    };
    // What is not positive is far from any report, and no reason to drop the trajectory.
    let least = push(Node::Const(f64::MIN_POSITIVE));
    let mut variables = Vec::new();
    let variable = |name: &str, node: NodeId| Variable {
        name: name.to_owned(),
        labels: Vec::new(),
        kind: VariableKind::Let,
        node,
        unit: Unit::pure(),
        output: false,
    };
    for (info, observation) in series.iter() {
        let mut node = observation.node;
        if info.is_log {
            let positive = push(Node::Binary(Binary::Max, node, least));
            node = push(Node::Unary(Unary::Ln, positive));
        }
        variables.push(variable(&info.name, node));
    }
    for (info, observation) in series {
        if let Width::Follows(at) = &mut info.width {
            *at = variables.len();
            variables.push(variable(&info.name, observation.error.scale));
        }
    }
    out.variables = variables;
    out.time.steps = steps;
    out
}
