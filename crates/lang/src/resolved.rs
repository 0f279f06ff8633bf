//! The resolved tree: names are ids, units are dimensions and factors, tables are numbers.
//!
//! Expressions stand in one arena, operands before users, so that later passes sweep it
//! without recursion. Nothing here says whether units agree or indices are cycles-free.

use std::collections::HashMap;
use std::sync::Arc;
use tenfold_ir::{
    Bound, DelayKind, Dimension, EventView, Family, FileId, Interpolation, Method, MilestoneView,
    Point, Provenance, Span, Unary, Unit,
};

use crate::ast::{BinaryOp, UnaryOp};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) u32);
        impl $name {
            pub(crate) fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A node of [`Resolved::exprs`].
    ExprId
    /// A definition: of [`Resolved::entities`].
    EntityId
    /// A dimension: of [`Resolved::dims`].
    DimId
    /// An index variable, by its position in [`Equation::vars`].
    VarId
}

/// Functions of the language that are not operators, reductions or distributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Unary(Unary),
    Pow,
    Min,
    Max,
    Clip,
    /// input, lag, before
    Delayed(DelayKind),
    /// input, time constant; and its order
    Smoothed(u32),
    /// input, before
    Previous,
    Integral,
    /// height, at
    Step,
    /// slope, from, to
    Ramp,
    /// height, at, for
    Pulse,
}

/// What turns an array into a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reducer {
    Sum,
    Mean,
    Product,
    Maximum,
    Minimum,
    Argmax,
}

/// What only a claim can say: properties of the whole ensemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimFunction {
    Probability,
    Median,
    Quantile,
    Mean,
    /// Of two numbers.
    Correlation,
    /// Of a number, by a parameter.
    InfluenceRank,
    /// A condition, perhaps a first and a last time.
    AllYears,
    AnyYear,
    /// A body, a time.
    At,
    /// Under this scenario.
    On(usize),
}

impl ClaimFunction {
    /// Whether it makes one number of all draws; else it makes one of all times of a draw, or
    /// says in which world.
    pub(crate) fn is_statistic(self) -> bool {
        use ClaimFunction::{AllYears, AnyYear, At, On};
        !matches!(self, AllYears | AnyYear | At | On(_))
    }

    /// As a message shows it.
    pub(crate) fn shown(self) -> &'static str {
        match self {
            ClaimFunction::Probability => "`P(…)`",
            ClaimFunction::Median => "`median(…)`",
            ClaimFunction::Quantile => "`quantile(…)`",
            ClaimFunction::Mean => "`mean(…)` over the draws",
            ClaimFunction::Correlation => "`correlation(…)`",
            ClaimFunction::InfluenceRank => "`influence_rank(…)`",
            ClaimFunction::AllYears => "`all years: …`",
            ClaimFunction::AnyYear => "`any year: …`",
            ClaimFunction::At => "`at …: …`",
            ClaimFunction::On(_) => "`on …: …`",
        }
    }
}

/// One index of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Selector {
    Var(VarId),
    Label(u32),
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// In base units; a bare number has no dimension yet.
    Number {
        value: f64,
        dimension: Option<Dimension>,
    },
    /// A point in time, decimal years.
    Date(f64),
    Time,
    /// An index variable as a number.
    Position(VarId),
    Element {
        entity: EntityId,
        at: Vec<Selector>,
    },
    Lookup {
        entity: EntityId,
        argument: ExprId,
    },
    Event {
        view: EventView,
        entity: EntityId,
        at: Vec<Selector>,
    },
    Milestone {
        view: MilestoneView,
        entity: EntityId,
        at: Vec<Selector>,
    },
    Unary(UnaryOp, ExprId),
    Binary(BinaryOp, ExprId, ExprId),
    If(ExprId, ExprId, ExprId),
    Call(Function, Vec<ExprId>),
    Reduce {
        reducer: Reducer,
        over: Vec<VarId>,
        /// How many members each of `over` has.
        sizes: Vec<u32>,
        body: ExprId,
    },
    /// One expression for each member of a variable's dimension.
    Labelled {
        by: VarId,
        entries: Vec<ExprId>,
    },
    Claim(ClaimFunction, Vec<ExprId>),
    /// A diagnostic says why.
    Error,
}

impl Node {
    /// The expressions right below this one.
    pub(crate) fn operands(&self) -> Vec<ExprId> {
        match self {
            Node::Lookup { argument: a, .. } | Node::Unary(_, a) | Node::Reduce { body: a, .. } => {
                vec![*a]
            }
            Node::Binary(_, a, b) => vec![*a, *b],
            Node::If(a, b, c) => vec![*a, *b, *c],
            Node::Call(_, all) | Node::Labelled { entries: all, .. } | Node::Claim(_, all) => {
                all.clone()
            }
            _ => Vec::new(),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) node: Node,
    pub(crate) span: Span,
}

/// An expression with its index variables. Its nodes are `first..=root` of the arena.
#[derive(Clone, Debug)]
pub(crate) struct Equation {
    pub(crate) first: ExprId,
    pub(crate) root: ExprId,
    /// Dimensions of its variables; the definition's own indices come first.
    pub(crate) vars: Arc<[DimId]>,
}

/// A distribution as written.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Family {
        family: Family,
        arguments: Vec<ExprId>,
    },
    /// 5 % and 95 % quantiles.
    Interval {
        low: ExprId,
        high: ExprId,
    },
    Truncated {
        base: Box<Prior>,
        low: Option<ExprId>,
        high: Option<ExprId>,
    },
    Mixture(Vec<(ExprId, Prior)>),
    /// One list of values for each element, in the order of the elements.
    Empirical {
        source: String,
        values: Vec<Arc<[f64]>>,
    },
    Labelled {
        by: VarId,
        entries: Vec<Prior>,
    },
    /// A duration that is always the same.
    Fixed(ExprId),
    Error,
}

#[derive(Clone, Debug)]
pub(crate) struct Prior {
    pub(crate) shape: Shape,
    pub(crate) span: Span,
}

/// A distribution with its index variables. Its nodes are `first..end` of the arena.
#[derive(Clone, Debug)]
pub(crate) struct PriorEquation {
    pub(crate) first: ExprId,
    pub(crate) end: ExprId,
    pub(crate) prior: Prior,
    pub(crate) vars: Arc<[DimId]>,
    /// As the model writes it.
    pub(crate) text: String,
}

/// How reports err: normal, or Student's t where there are degrees of freedom.
#[derive(Clone, Debug)]
pub(crate) struct ErrorEquation {
    pub(crate) dof: Option<ExprId>,
    pub(crate) scale: ExprId,
    /// Whether errors are of logarithms.
    pub(crate) is_log: bool,
    /// Its index variables, those of what is observed first.
    pub(crate) vars: Arc<[DimId]>,
    pub(crate) span: Span,
}

/// Abscissae and ordinates of a table in time.
pub(crate) type Curve = (Arc<[f64]>, Arc<[f64]>);

/// Numbers read from a table, one entry for each element, in base units.
#[derive(Clone, Debug)]
pub(crate) enum Series {
    /// Strictly ascending dates and their values.
    InTime(Vec<Curve>),
    /// One number for each row.
    Constant(Vec<f64>),
}

/// What a definition is.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Const(Equation),
    Param {
        value: Option<Equation>,
        prior: Option<PriorEquation>,
    },
    Input(Equation),
    Stock {
        initial: Option<Equation>,
        inflow: Option<Equation>,
        outflow: Option<Equation>,
    },
    Let(Equation),
    Lookup {
        of: Unit,
        interpolation: Interpolation,
        points: Vec<(Equation, Equation)>,
    },
    Data {
        series: Series,
        interpolation: Interpolation,
    },
    Noise(PriorEquation),
    Event {
        hazard: Option<Equation>,
        lasts: Option<PriorEquation>,
    },
    Milestone(Equation),
    /// A diagnostic says why.
    Error,
}

/// A dimension and its members.
#[derive(Clone, Debug)]
pub(crate) struct Dim {
    pub(crate) name: String,
    pub(crate) labels: Vec<String>,
    pub(crate) positions: HashMap<String, u32>,
    /// The file its rows come from.
    pub(crate) rows_of: Option<String>,
}

impl Dim {
    /// How many members.
    pub(crate) fn size(&self) -> u64 {
        self.labels.len() as u64
    }
}

/// A named definition.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) module: usize,
    /// `module.name`
    pub(crate) qualified: String,
    pub(crate) span: Span,
    /// The whole item.
    pub(crate) item_span: Span,
    /// The word that defined it.
    pub(crate) keyword: &'static str,
    pub(crate) dims: Vec<DimId>,
    /// How it is shown; pure for events and milestones.
    pub(crate) unit: Unit,
    pub(crate) doc: Option<String>,
    pub(crate) from: Option<Provenance>,
    pub(crate) body: Body,
    /// Whether its indices or unit are wrong, and reported: no use of it is reported again.
    pub(crate) broken: bool,
    /// The right-hand side as the formatter writes it.
    pub(crate) equation: String,
}

/// What a `set`, `replace`, `assume` or `connect` does to some elements of a definition.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) entity: EntityId,
    /// One for each index: a member, or all of them.
    pub(crate) elements: Vec<Option<u32>>,
    pub(crate) body: ChangeBody,
    /// What it is changed to, as the formatter writes it.
    pub(crate) text: String,
    /// Its indices, as the formatter writes them.
    pub(crate) indices: String,
}

#[derive(Clone, Debug)]
pub(crate) enum ChangeBody {
    /// A fixed number, which stays a parameter where it was one.
    Value(Equation),
    Prior(PriorEquation),
    /// Another equation, whatever it was.
    Replace(Equation),
}

/// Another equation for some elements of a definition, from a date on.
#[derive(Clone, Debug)]
pub(crate) struct Intervention {
    pub(crate) entity: EntityId,
    /// One for each index: a member, or all of them.
    pub(crate) elements: Vec<Option<u32>>,
    /// Inside it the definition itself is what it would be without the intervention.
    pub(crate) value: Equation,
    pub(crate) from: Equation,
    pub(crate) to: Option<Equation>,
    /// What follows its `=`, as the formatter writes it.
    pub(crate) text: String,
    /// Its indices, as the formatter writes them.
    pub(crate) indices: String,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) module: usize,
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    /// Position of the scenario it builds on.
    pub(crate) on: Option<usize>,
    pub(crate) assumptions: Vec<Change>,
    pub(crate) interventions: Vec<Intervention>,
}

#[derive(Clone, Debug)]
pub(crate) struct Assert {
    pub(crate) condition: Equation,
    pub(crate) within: Option<Equation>,
    pub(crate) at: Option<Equation>,
    pub(crate) text: String,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Test {
    pub(crate) module: usize,
    pub(crate) title: String,
    pub(crate) draws: Option<u64>,
    pub(crate) on: Option<usize>,
    pub(crate) changes: Vec<Change>,
    pub(crate) assertions: Vec<Assert>,
    pub(crate) span: Span,
}

/// What a table says of one element: figures, and what is known to lie between bounds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    pub(crate) points: Vec<Point>,
    pub(crate) bounds: Vec<Bound>,
}

#[derive(Clone, Debug)]
pub(crate) struct Observe {
    pub(crate) entity: EntityId,
    /// Which element, its error model, and its points.
    pub(crate) elements: Vec<(Vec<u32>, Record)>,
    /// Whether it is the date of a milestone.
    pub(crate) is_date: bool,
    pub(crate) unit: Unit,
    pub(crate) error: ErrorEquation,
    /// The share of the error's variance that the reports of a series have in common.
    pub(crate) sharing: Option<Equation>,
    pub(crate) series: String,
}

/// What the model puts out.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    Definition(EntityId),
    /// An expression, with the module's name and its title as its name.
    Expression {
        name: String,
        value: Equation,
    },
}

/// Parameters that each draw takes from one row of a table.
#[derive(Clone, Debug)]
pub(crate) struct ByRow {
    pub(crate) params: Vec<EntityId>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Correlate {
    pub(crate) a: EntityId,
    pub(crate) b: EntityId,
    pub(crate) rho: Equation,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Simulate {
    pub(crate) from: Equation,
    pub(crate) to: Equation,
    pub(crate) by: Equation,
    pub(crate) method: Method,
    pub(crate) span: Span,
}

/// What happened since a claim was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) words: String,
    pub(crate) from: Provenance,
}

/// Something said of the whole ensemble.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) module: usize,
    pub(crate) name: String,
    pub(crate) section: Option<String>,
    pub(crate) said: Option<String>,
    pub(crate) given: Vec<Change>,
    pub(crate) holds: Equation,
    pub(crate) tension: Option<Equation>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) text: String,
    pub(crate) tension_text: Option<String>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct ModuleHead {
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) file: FileId,
    /// Its name, or the start of the file.
    pub(crate) span: Span,
}

/// What an expression has to be where it stands.
#[derive(Clone, Debug)]
pub(crate) enum Want {
    /// A number of this unit.
    Number(Unit),
    /// A number of any unit.
    AnyNumber,
    Condition,
    /// A point in time or a pure number read as a calendar year.
    Date,
}

/// An expression, what it has to be, and whose part it is.
#[derive(Clone, Debug)]
pub(crate) struct Obligation {
    pub(crate) expr: ExprId,
    pub(crate) want: Want,
    /// Such as "the inflow of `cash`".
    pub(crate) role: String,
}

/// A whole model with its names resolved. The root module is the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) modules: Vec<ModuleHead>,
    pub(crate) dims: Vec<Dim>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) exprs: Vec<Expr>,
    pub(crate) obligations: Vec<Obligation>,
    pub(crate) connections: Vec<Change>,
    pub(crate) observes: Vec<Observe>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) correlates: Vec<Correlate>,
    pub(crate) by_row: Vec<ByRow>,
    /// The root's.
    pub(crate) simulate: Option<Simulate>,
    pub(crate) scenarios: Vec<Scenario>,
    pub(crate) tests: Vec<Test>,
    pub(crate) claims: Vec<Claim>,
}

impl Resolved {
    pub(crate) fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    pub(crate) fn dim(&self, id: DimId) -> &Dim {
        &self.dims[id.index()]
    }

    pub(crate) fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.index()]
    }

    /// How many elements a definition over these dimensions has; saturates.
    pub(crate) fn size(&self, dims: &[DimId]) -> u64 {
        dims.iter()
            .map(|dim| self.dim(*dim).size())
            .fold(1, u64::saturating_mul)
    }

    /// The members' positions of an element, from its position among the elements.
    pub(crate) fn members(&self, dims: &[DimId], element: u32) -> Vec<u32> {
        let mut rest = element;
        let mut members = vec![0; dims.len()];
        for (slot, dim) in members.iter_mut().zip(dims).rev() {
            let size = self.dim(*dim).labels.len() as u32;
            *slot = rest % size;
            rest /= size;
        }
        members
    }

    /// The position among the elements, the last index running fastest.
    pub(crate) fn element(&self, dims: &[DimId], members: impl Iterator<Item = u32>) -> u32 {
        dims.iter().zip(members).fold(0, |at, (dim, member)| {
            at * self.dim(*dim).labels.len() as u32 + member
        })
    }

    /// The labels of an element.
    pub(crate) fn labels(&self, dims: &[DimId], element: u32) -> Vec<String> {
        let members = self.members(dims, element);
        dims.iter()
            .zip(members)
            .map(|(dim, member)| self.dim(*dim).labels[member as usize].clone())
            .collect()
    }

    /// `module.name[label]`
    pub(crate) fn full_name(&self, id: EntityId, element: u32) -> String {
        let entity = self.entity(id);
        if entity.dims.is_empty() {
            entity.qualified.clone()
        } else {
            let labels = self.labels(&entity.dims, element);
            format!("{}[{}]", entity.qualified, labels.join(", "))
        }
    }
}
