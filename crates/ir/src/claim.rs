//! What is said of a whole ensemble: one number a draw, statistics of such numbers, and conditions
//! on those.
//!
//! A claim may compare worlds: the same model under another scenario. Each world is a program of
//! its own, run with the same draws.

use crate::{Binary, Program, Provenance, Span, Unary, Unit};

/// Arithmetic on numbers that come from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Term<L> {
    /// A number in base units.
    Const(f64),
    /// What comes from elsewhere.
    Leaf(L),
    /// A function of one number.
    Unary(Unary, Box<Term<L>>),
    /// A function of two.
    Binary(Binary, Box<Term<L>>, Box<Term<L>>),
    /// The second if the first is not 0, else the third.
    Select(Box<Term<L>>, Box<Term<L>>, Box<Term<L>>),
}

/// A column of a world: of [`Ledger::worlds`] and [`Program::columns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ColumnRef {
    /// Which world.
    pub world: usize,
    /// Which of its columns.
    pub column: usize,
}

/// A number of each draw, over columns of perhaps several worlds.
pub type PerDraw = Term<ColumnRef>;

/// One number of all draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Statistic {
    /// The share of draws in which a condition holds.
    Probability(PerDraw),
    /// The mean.
    Mean(PerDraw),
    /// The value that a share of the draws stays below.
    Quantile(PerDraw, f64),
    /// The correlation of two numbers' ranks.
    Correlation(PerDraw, PerDraw),
    /// The place of a parameter among those that explain a number, 1 for the first.
    InfluenceRank {
        /// What is explained.
        of: PerDraw,
        /// The parameter's name, as in [`crate::Param::name`].
        param: String,
    },
}

impl Statistic {
    /// The same of columns in other places.
    pub fn moved(&self, place: &impl Fn(ColumnRef) -> ColumnRef) -> Statistic {
        let moved = |of: &PerDraw| of.map(&mut |at| Term::Leaf(place(*at)));
        match self {
            Statistic::Probability(of) => Statistic::Probability(moved(of)),
            Statistic::Mean(of) => Statistic::Mean(moved(of)),
            Statistic::Quantile(of, p) => Statistic::Quantile(moved(of), *p),
            Statistic::Correlation(x, y) => Statistic::Correlation(moved(x), moved(y)),
            Statistic::InfluenceRank { of, param } => Statistic::InfluenceRank {
                of: moved(of),
                param: param.clone(),
            },
        }
    }
}

/// A number or condition of the whole ensemble.
pub type PerEnsemble = Term<Statistic>;

/// How the value of a claim is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// A point in time, in calendar years; infinite for never.
    Date,
    /// A share of the draws.
    Probability,
    /// A number in this unit.
    Number(Unit),
}

/// Something said of the whole ensemble.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The module it stands in.
    pub module: String,
    /// Its name.
    pub name: String,
    /// Where it was said.
    pub section: Option<String>,
    /// What was said.
    pub said: Option<String>,
    /// What it holds, as the model writes it.
    pub text: String,
    /// What happened since, and where that is recorded.
    pub outcome: Option<(String, Provenance)>,
    /// The world it speaks of where it names no scenario.
    pub world: usize,
    /// What its first comparison compares.
    pub value: PerEnsemble,
    /// How that is shown.
    pub measure: Measure,
    /// The condition.
    pub holds: PerEnsemble,
    /// The weaker condition.
    pub tension: Option<PerEnsemble>,
    /// Where it stands.
    pub span: Span,
}

/// What meets the record before a world runs: the model under assumptions alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    /// The scenario that assumes something; none for the model's own belief.
    pub scenario: Option<String>,
    /// Its program.
    pub program: Program,
}

/// All claims of a model, and the worlds they speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// The first is the model itself.
    pub worlds: Vec<Program>,
    /// What each world's draws start from: of `beliefs`.
    pub belief_of: Vec<usize>,
    /// The first is the model's own.
    pub beliefs: Vec<Belief>,
    /// In source order.
    pub claims: Vec<Claim>,
}

impl<L> Term<L> {
    /// The same arithmetic on other leaves.
    pub fn map<M>(&self, leaf: &mut impl FnMut(&L) -> Term<M>) -> Term<M> {
        match self {
            Term::Const(value) => Term::Const(*value),
            Term::Leaf(own) => leaf(own),
            Term::Unary(op, a) => Term::Unary(*op, Box::new(a.map(leaf))),
            Term::Binary(op, a, b) => {
                Term::Binary(*op, Box::new(a.map(leaf)), Box::new(b.map(leaf)))
            }
            Term::Select(a, b, c) => {
                let [a, b, c] = [a, b, c].map(|part| Box::new(part.map(leaf)));
                Term::Select(a, b, c)
            }
        }
    }

    /// Visits every leaf.
    pub fn leaves<'t>(&'t self, visit: &mut impl FnMut(&'t L)) {
        match self {
            Term::Const(_) => {}
            Term::Leaf(leaf) => visit(leaf),
            Term::Unary(_, a) => a.leaves(visit),
            Term::Binary(_, a, b) => {
                a.leaves(visit);
                b.leaves(visit);
            }
            Term::Select(a, b, c) => {
                a.leaves(visit);
                b.leaves(visit);
                c.leaves(visit);
            }
        }
    }
}
