//! The program: a scalar, typed expression graph with its stocks, random sites and records.
//!
//! Indices are unrolled: `revenue[anthropic]` is one scalar variable. Every value is in base
//! units, time in calendar years. Truth is 1.0 and falsehood 0.0; NaN is undefined, of a condition too.

use crate::{Column, Dimension, Distribution, Node, NodeId, ParamId, Unit};
use std::sync::Arc;

/// How a trajectory is stepped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Forward Euler.
    Euler,
    /// Classical Runge–Kutta. Delays, noise and events are held over a step.
    Rk4,
    /// An embedded Runge–Kutta pair, which divides each step as its tolerance asks for. What is held is so
    /// over the whole step.
    Adaptive,
}

/// The grid of times: start, start + dt, …, start + steps·dt; never accumulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeSpec {
    /// First time, calendar years.
    pub start: f64,
    /// Step, years; positive unless `steps` is 0.
    pub dt: f64,
    /// Number of steps; 0 for a law, which has no time.
    pub steps: u32,
    /// How to step.
    pub method: Method,
}

impl TimeSpec {
    /// The time after `step` steps.
    pub fn at(&self, step: u32) -> f64 {
        self.after(f64::from(step))
    }

    /// The time after so many steps and a part of one.
    pub fn after(&self, steps: f64) -> f64 {
        self.start + steps * self.dt
    }
}

/// What kind of support a number has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProvenanceKind {
    /// Measured or reported.
    Data,
    /// Published.
    Literature,
    /// Said in the interview that the world models.
    Interview,
    /// Somebody's opinion.
    Judgement,
}

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// What kind of support.
    pub kind: ProvenanceKind,
    /// Good enough to find it again.
    pub reference: String,
}

/// A number that is the same all along one trajectory.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Qualified name with labels: `economics.lead_time`, `market.fit[openai]`. Its site is the hash of this.
    pub name: String,
    /// How it is shown.
    pub unit: Unit,
    /// Its central value, where the model states one; else the distribution's median.
    pub central: Option<NodeId>,
    /// Its prior; none where it is a fixed number.
    pub prior: Option<Distribution>,
    /// The prior as the model writes it, for people: `lognormal(2, 30 %)`.
    pub prior_text: Option<String>,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
}

/// A quantity that accumulates.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// Qualified name with labels.
    pub name: String,
    /// Depends on constants and parameters only.
    pub initial: NodeId,
    /// Net flow, per year: inflows less outflows.
    pub flow: NodeId,
}

/// What passes through a delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelayKind {
    /// The output at t is the input at t − lag, interpolated linearly between steps.
    Information,
    /// What goes in during a step comes out once, over as long a time, the lag that holds when it
    /// goes in later.
    Material,
}

/// A pipeline delay: what went in comes out, unchanged, its lag later.
///
/// Before anything has come through it is `before`. A lag under one step counts as one step, and
/// nothing comes through a negative one: the output is NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct Delay {
    /// Qualified name of the definition it stands in, with a counter.
    pub name: String,
    /// What passes through it.
    pub kind: DelayKind,
    /// What goes in, each step.
    pub input: NodeId,
    /// How long it takes, years; may vary in time.
    pub lag: NodeId,
    /// What comes out until the first input arrives; of material for the lag that holds at the start.
    pub before: NodeId,
}

/// A random number drawn anew at each step.
#[derive(Clone, Debug, PartialEq)]
pub struct Noise {
    /// Qualified name with labels; its site is the hash of this.
    pub name: String,
    /// Arguments depend on constants and parameters only.
    pub distribution: Distribution,
}

/// Something that happens at random times.
///
/// While it is not active it starts in a step with probability 1 − exp(−hazard·dt). It lasts
/// for a duration drawn at its start and can then recur; without one it lasts for ever.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Qualified name with labels; its site is the hash of this.
    pub name: String,
    /// Rate per year; may vary in time. Negative counts as 0.
    pub hazard: NodeId,
    /// Years; arguments depend on constants and parameters only. A negative one is NaN.
    pub duration: Option<Distribution>,
}

/// A first crossing: the time at which a condition first holds, or never. Where it compares what moves
/// continuously that lies between two times of the grid, else it is the first of the grid.
///
/// A condition that is undefined before it has held makes its draw diverge.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// Qualified name with labels.
    pub name: String,
    /// The condition.
    pub when: NodeId,
}

/// Between the points of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpolation {
    /// Straight lines.
    Linear,
    /// Straight lines in the logarithm of the value; all values positive.
    Log,
    /// The value of the point at or before.
    Step,
}

/// A function given by points.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Qualified name with labels.
    pub name: String,
    /// Strictly ascending, at least one, in base units.
    pub xs: Arc<[f64]>,
    /// As many, in base units.
    pub ys: Arc<[f64]>,
    /// Between the points.
    pub interpolation: Interpolation,
}

/// What word of the language defined a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum VariableKind {
    Const,
    Param,
    Input,
    Stock,
    Let,
    Data,
    Noise,
}

/// A named scalar that can be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Qualified name without labels: `economics.revenue`.
    pub name: String,
    /// Labels of its indices: `["anthropic"]`; empty for a scalar.
    pub labels: Vec<String>,
    /// What defined it.
    pub kind: VariableKind,
    /// Its value.
    pub node: NodeId,
    /// How it is shown.
    pub unit: Unit,
    /// Whether the model lists it as an `output`, to be shown first.
    pub output: bool,
}

impl Variable {
    /// `economics.revenue[anthropic]`
    pub fn full_name(&self) -> String {
        if self.labels.is_empty() {
            self.name.clone()
        } else {
            format!("{}[{}]", self.name, self.labels.join(", "))
        }
    }
}

/// Two parameters drawn together: the correlation of their normal scores (Gaussian copula).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// One.
    pub a: ParamId,
    /// The other.
    pub b: ParamId,
    /// Strictly between −1 and 1; or 1, where `b` has the score of `a` whatever its own.
    pub rho: f64,
}

/// One recorded figure, in base units.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Calendar years.
    pub date: f64,
    /// The figure.
    pub value: f64,
    /// Lower end of its own uncertainty, if stated.
    pub low: Option<f64>,
    /// Upper end, if stated.
    pub high: Option<f64>,
    /// Where it was found.
    pub source: String,
    /// What to know about it.
    pub note: String,
}

/// What is known to lie between bounds, in base units; at least one of the two is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Calendar years.
    pub date: f64,
    /// It is at least that.
    pub low: Option<f64>,
    /// It is at most that.
    pub high: Option<f64>,
}

/// How the errors of reports are distributed, but for their scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorFamily {
    /// Normal.
    Normal,
    /// Student's t.
    StudentT {
        /// Degrees of freedom.
        dof: NodeId,
    },
}

/// How reports err: what they say less what is so, of the two or of their logarithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorModel {
    /// How errors are distributed around 0.
    pub family: ErrorFamily,
    /// Their scale, of a normal its standard deviation; in base units, or of logarithms a pure number.
    pub scale: NodeId,
    /// Whether errors are of logarithms.
    pub is_log: bool,
}

impl ErrorModel {
    /// The word in the language.
    pub fn name(&self) -> &'static str {
        match (self.family, self.is_log) {
            (ErrorFamily::Normal, false) => "normal",
            (ErrorFamily::Normal, true) => "lognormal",
            (ErrorFamily::StudentT { .. }, false) => "student_t",
            (ErrorFamily::StudentT { .. }, true) => "log_student_t",
        }
    }
}

/// What the record says of a variable, or of the date of a milestone.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The variable's full name: `economics.revenue[anthropic]`.
    pub name: String,
    /// Its value in the model.
    pub node: NodeId,
    /// How it is shown.
    pub unit: Unit,
    /// Whether it is the date of a milestone, which is infinite before.
    pub is_date: bool,
    /// How its reports err.
    pub error: ErrorModel,
    /// The share of the error's variance that the reports of a series have in common.
    pub sharing: f64,
    /// The series of the table it comes from.
    pub series: String,
    /// Figures, ascending in date.
    pub points: Vec<Point>,
    /// What is known but for a figure, ascending in date.
    pub bounds: Vec<Bound>,
}

impl Observation {
    /// The share that reports have in common where a model does not say: fifty reports of one thing
    /// are not fifty witnesses.
    pub const SHARING: f64 = 0.5;
}

/// A condition a test wants to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// As the model writes it.
    pub text: String,
    /// Byte range in the source, for the report of a failure.
    pub span: crate::Span,
    /// Must not be 0.
    pub condition: NodeId,
    /// Both sides of a comparison, to be shown where it fails, and their unit.
    pub sides: Option<(NodeId, NodeId, Unit)>,
    /// Only at this time (the nearest of the grid); at every time where none.
    pub at: Option<f64>,
}

/// A whole model, or a law if `time.steps` is 0, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// The root module's name.
    pub name: String,
    /// When.
    pub time: TimeSpec,
    /// The graph; operands before users.
    pub nodes: Vec<Node>,
    /// What each node measures; as many as nodes.
    pub dimensions: Vec<Dimension>,
    /// Parameters; the arguments of a prior use only parameters before it.
    pub params: Vec<Param>,
    /// Pairs drawn together; the matrix of those that are not 1 is positive definite, and what has the
    /// score of another is in no other pair.
    pub correlations: Vec<Correlation>,
    /// Stocks.
    pub stocks: Vec<Stock>,
    /// Pipeline delays.
    pub delays: Vec<Delay>,
    /// Noises.
    pub noises: Vec<Noise>,
    /// Events.
    pub events: Vec<Event>,
    /// Milestones.
    pub milestones: Vec<Milestone>,
    /// Lookups and forcing series.
    pub tables: Vec<Table>,
    /// All that can be recorded, in source order.
    pub variables: Vec<Variable>,
    /// What the record says.
    pub observations: Vec<Observation>,
    /// What must hold; only in the program of a `test`.
    pub assertions: Vec<Assertion>,
    /// What claims ask of each draw; only in a program of a ledger.
    pub columns: Vec<Column>,
}
