//! The tree of one source file, as written: names are text, numbers are literals.
//!
//! Parsing always returns a tree; what could not be read is an `Error` item or expression,
//! for which a diagnostic exists.

use tenfold_ir::{FileId, Interpolation, Method, ProvenanceKind, Span};

/// One source file.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Which file.
    pub file: FileId,
    /// `module name`; absent where the line is missing or unreadable.
    pub name: Option<Name>,
    /// The text under the module line.
    pub doc: Option<Text>,
    /// In source order.
    pub items: Vec<Item>,
    /// In source order; the formatter puts them back.
    pub comments: Vec<Comment>,
}

/// `# …` up to the end of its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// With its `#`, without trailing space.
    pub text: String,
    /// Where.
    pub span: Span,
    /// Whether nothing but space stands before it on its line.
    pub own_line: bool,
    /// Whether its line starts with space: at the end of an item it belongs to that item.
    pub indented: bool,
    /// Whether an empty line stands before it.
    pub blank_before: bool,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The word.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// `name` or `module.name`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// The module, where one is given.
    pub module: Option<Name>,
    /// The name.
    pub name: Name,
}

impl Path {
    /// From the module's first byte to the name's last.
    pub fn span(&self) -> Span {
        self.module
            .as_ref()
            .map_or(self.name.span, |module| module.span.to(self.name.span))
    }
}

/// A quoted string, unescaped.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Without quotes, escapes resolved.
    pub text: String,
    /// With quotes.
    pub span: Span,
}

/// A top-level item and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// From its keyword to its last token.
    pub span: Span,
    /// Whether an empty line stands right before it, after its leading comments.
    pub blank_before: bool,
}

/// What is put out.
#[derive(Clone, Debug, PartialEq)]
pub enum OutputEntry {
    /// `revenue`
    Name(Path),
    /// `date(five) - date(two) "from two to five"`
    Titled(Expr, Text),
}

/// The items of a module.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// `use diffusion (payable, adoption)`
    Use { module: Name, names: Vec<Name> },
    /// `unit H100e "…" with prefixes`, `unit minute = 60 s`
    Unit(UnitItem),
    /// `dimension Lab = anthropic, openai`, `dimension Run = rows of "runs.csv"`
    Dimension(DimensionItem),
    /// Anything with a name, indices and a unit.
    Definition(Definition),
    /// `event price_war hazard 3 %/year lasts 1 to 3 year`
    Event(EventItem),
    /// `milestone first_profit when sum(profit) > 0 USD/year`
    Milestone(MilestoneItem),
    /// `observe revenue[anthropic] ~ lognormal(25 %) from data "revenue.csv" (series = "anthropic")`
    Observe(ObserveItem),
    /// `output revenue, date(five) - date(two) "from two to five"`
    Output { entries: Vec<OutputEntry> },
    /// `connect economics.demand = diffusion.payable`
    Connect(ConnectItem),
    /// `correlate alpha, beta = 0.6`
    Correlate { a: Path, b: Path, rho: Expr },
    /// `correlate alpha, beta, gamma by row`
    ByRow { names: Vec<Path> },
    /// `simulate from 2019 to 2050 by 1 month using euler`
    Simulate(SimulateItem),
    /// `scenario slow "…" on other` with its changes
    Scenario(ScenarioItem),
    /// `test "…"` with its settings and assertions
    Test(TestItem),
    /// `claim id "§5" "…"` with `given`, `holds`, `tension` and `outcome`
    Claim(ClaimItem),
    /// What could not be read.
    Error,
}

/// `unit NAME ["doc"] [= number unit] [with prefixes]`
#[derive(Clone, Debug, PartialEq)]
pub struct UnitItem {
    pub name: Name,
    pub doc: Option<Text>,
    /// A base unit where none.
    pub value: Option<Expr>,
    pub prefixes: bool,
}

/// `dimension NAME = labels`
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionItem {
    pub name: Name,
    pub doc: Option<Text>,
    pub members: Members,
}

/// The members of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub enum Members {
    /// Written out.
    Labels(Vec<Name>),
    /// One for each row of a table.
    RowsOf(Text),
}

/// `[l in Lab]` or `[Lab]`
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// The variable that stands for the member.
    pub variable: Option<Name>,
    pub dimension: Name,
}

/// `KEYWORD name[indices] : unit` and what follows, by keyword.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    pub name: Name,
    pub indices: Vec<Index>,
    /// Absent only after a parse error.
    pub unit: Option<UnitExpr>,
    pub doc: Option<Text>,
    pub body: Body,
}

/// The part of a definition that its keyword decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// `const N : 1 = 3`
    Const { value: Expr, from: Option<From> },
    /// `param p : 1 = 3 ~ triangular(2, 3, 4)`; at least one of the two.
    Param {
        value: Option<Expr>,
        prior: Option<Expr>,
        from: Option<From>,
    },
    /// `input demand : USD/year = 150 billion`: given by `connect`, with a default to run alone.
    Input { value: Expr },
    /// `stock cash : USD`, `initial`, `inflow`, `outflow`
    Stock {
        initial: Option<Expr>,
        inflow: Option<Expr>,
        outflow: Option<Expr>,
    },
    /// `let profit : USD/year = revenue - cost`
    Let { value: Expr },
    /// `lookup price : USD/token of year linear` with points `(2020, 3), (2024, 1)`
    Lookup {
        /// The unit of the argument.
        of: Option<UnitExpr>,
        interpolation: Interpolation,
        points: Vec<(Expr, Expr)>,
        from: Option<From>,
    },
    /// `data gdp : USD/year from "gdp.csv" (series = "world") linear`
    Data {
        source: Option<TableRef>,
        interpolation: Interpolation,
    },
    /// `noise wobble : 1 ~ normal(0, 0.1)`
    Noise { prior: Expr },
}

impl Body {
    /// The word that defines.
    pub fn keyword(&self) -> &'static str {
        match self {
            Body::Const { .. } => "const",
            Body::Param { .. } => "param",
            Body::Input { .. } => "input",
            Body::Stock { .. } => "stock",
            Body::Let { .. } => "let",
            Body::Lookup { .. } => "lookup",
            Body::Data { .. } => "data",
            Body::Noise { .. } => "noise",
        }
    }
}

/// `from data "…"`
#[derive(Clone, Debug, PartialEq)]
pub struct From {
    pub kind: ProvenanceKind,
    pub reference: Text,
    pub span: Span,
}

/// `"file.csv" (series = "a", date_column, value_column : unit)`
#[derive(Clone, Debug, PartialEq)]
pub struct TableRef {
    pub file: Text,
    /// Rows where the column has this text.
    pub filters: Vec<(Name, Text)>,
    /// Columns by position: date (or the argument), value; `date`, `value` where absent.
    pub columns: Vec<(Name, Option<UnitExpr>)>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EventItem {
    pub name: Name,
    pub indices: Vec<Index>,
    pub doc: Option<Text>,
    pub hazard: Option<Expr>,
    pub lasts: Option<Expr>,
    pub from: Option<From>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneItem {
    pub name: Name,
    pub indices: Vec<Index>,
    pub doc: Option<Text>,
    pub when: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ObserveItem {
    /// A name, perhaps with labels or indices.
    pub target: Expr,
    pub doc: Option<Text>,
    pub error: Expr,
    /// The share of the error's variance that all reports of a series have in common.
    pub sharing: Option<Expr>,
    pub source: Option<TableRef>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ConnectItem {
    pub input: Path,
    pub indices: Vec<Index>,
    pub value: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SimulateItem {
    pub from: Expr,
    pub to: Expr,
    pub by: Expr,
    pub method: Method,
}

/// `set NAME = value`, `assume NAME ~ prior`, `intervene NAME[i in D] = equation from 2027`
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub kind: ChangeKind,
    pub target: Path,
    pub indices: Vec<Index>,
    pub value: Expr,
    pub span: Span,
}

/// Which word made a change.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeKind {
    /// A fixed value.
    Set,
    /// Another prior, after `set` or `assume`.
    SetPrior,
    /// Another equation.
    Replace,
    /// A different belief: a value or another equation.
    Assume,
    /// Another equation from a date on, every belief kept.
    Intervene(Box<During>),
}

/// `from 2027 to 2030`: the first date is inside, the second outside.
#[derive(Clone, Debug, PartialEq)]
pub struct During {
    pub from: Expr,
    /// For ever where none.
    pub to: Option<Expr>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioItem {
    pub name: Name,
    pub doc: Option<Text>,
    /// The scenario it builds on.
    pub on: Option<Name>,
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TestItem {
    pub title: Text,
    /// An ensemble of so many draws; the central trajectory where none.
    pub draws: Option<Expr>,
    /// The scenario it runs under.
    pub on: Option<Name>,
    pub changes: Vec<Change>,
    pub assertions: Vec<AssertItem>,
}

/// `assert condition [within 1 %] [at 2030]`
#[derive(Clone, Debug, PartialEq)]
pub struct AssertItem {
    pub condition: Expr,
    /// Relative tolerance of `==`; 1e-9 where none.
    pub within: Option<Expr>,
    pub at: Option<Expr>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClaimItem {
    pub name: Name,
    pub section: Option<Text>,
    pub said: Option<Text>,
    pub given: Vec<Change>,
    pub holds: Expr,
    /// The weaker condition.
    pub tension: Option<Expr>,
    pub outcome: Option<OutcomeItem>,
}

/// `outcome "what happened since" from data "reference"`
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeItem {
    pub words: Text,
    pub from: From,
    pub span: Span,
}

/// `USD/year`, `person*year^-1`, `%`, `1`
#[derive(Clone, Debug, PartialEq)]
pub struct UnitExpr {
    /// Empty for `1`.
    pub factors: Vec<UnitFactor>,
    pub span: Span,
}

/// One unit and its power; a unit after `/` has a negative one.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFactor {
    /// With its prefix, `%` included: `GW`, `%`, `minute`.
    pub name: Name,
    pub numerator: i32,
    pub denominator: i32,
}

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `150 billion USD/year`
    Number(Number),
    /// `2026-02-13`
    Date {
        year: u16,
        month: u8,
        day: u8,
    },
    /// `"draws.parquet"`, only as an argument
    Text(String),
    /// `revenue`, `economics.revenue[anthropic]`
    Name {
        path: Path,
        indices: Vec<Expr>,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `if c then a else b`
    If {
        condition: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
    },
    /// `delayed(orders[l], by: lead_time, before: orders_2023[l])`
    Call {
        function: Name,
        arguments: Vec<Argument>,
    },
    /// `sum(l in Lab: revenue[l])`
    Over {
        function: Name,
        variable: Name,
        dimension: Name,
        body: Box<Expr>,
    },
    /// `all years: sum(profit) > 0`, `any year 2026 to 2030: …`; only in claims
    Years {
        all: bool,
        /// The first and the last of them; all where none.
        between: Option<Box<(Expr, Expr)>>,
        body: Box<Expr>,
    },
    /// `at 2030: sum(revenue)`; only in claims
    At {
        time: Box<Expr>,
        body: Box<Expr>,
    },
    /// `on slow_diffusion: sum(revenue)`; only in claims
    On {
        scenario: Path,
        body: Box<Expr>,
    },
    /// `x in 0.85 to 0.95`
    Within {
        value: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
    },
    /// `0.5 to 2`, only as a distribution: its 5 % and 95 % quantiles
    To {
        low: Box<Expr>,
        high: Box<Expr>,
    },
    /// `normal(0, 1) truncated 0 to 3`, `… truncated above 0`, `… truncated below 3`
    Truncated {
        base: Box<Expr>,
        low: Option<Box<Expr>>,
        high: Option<Box<Expr>>,
    },
    /// `30 % of normal(0, 1)`, only as an argument of `mixture`
    Of {
        weight: Box<Expr>,
        distribution: Box<Expr>,
    },
    /// `{anthropic: 3, openai: 5}`
    Labelled(Vec<(Name, Expr)>),
    /// What could not be read.
    Error,
}

/// A number with its scale word and its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// As written, without scale and unit: `1_000`, `6.02e23`.
    pub digits: String,
    /// The value of `digits`.
    pub value: f64,
    pub scale: Option<Scale>,
    /// A bare number where none.
    pub unit: Option<UnitExpr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    Thousand,
    Million,
    Billion,
    Trillion,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Neg,
    Not,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
    And,
    Or,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// `by` in `by: lead_time`
    pub name: Option<Name>,
    pub value: Expr,
}
