//! Names that are built in: functions, reductions and distributions.

use crate::resolved::{Function, Reducer};
use tenfold_ir::{DelayKind, Diagnostic, EventView, Family, MilestoneView, Span, Unary};

/// What a built-in name does.
#[derive(Clone, Copy)]
pub(super) enum Builtin {
    Function(Function),
    Reducer(Reducer),
    Share,
    Event(EventView),
    Milestone(MilestoneView),
}

/// Name, meaning, and the names of its arguments; min and max take one or more of theirs.
pub(super) const BUILTINS: &[(&str, Builtin, &[&str])] = {
    use Builtin::{Event, Function as F, Milestone, Reducer as R, Share};
    use Function as G;
    &[
        ("min", F(G::Min), &["x"]),
        ("max", F(G::Max), &["x"]),
        ("abs", F(G::Unary(Unary::Abs)), &["x"]),
        ("exp", F(G::Unary(Unary::Exp)), &["x"]),
        ("ln", F(G::Unary(Unary::Ln)), &["x"]),
        ("log10", F(G::Unary(Unary::Log10)), &["x"]),
        ("log2", F(G::Unary(Unary::Log2)), &["x"]),
        ("sqrt", F(G::Unary(Unary::Sqrt)), &["x"]),
        ("pow", F(G::Pow), &["x", "y"]),
        ("logistic", F(G::Unary(Unary::Logistic)), &["x"]),
        ("normal_cdf", F(G::Unary(Unary::NormalCdf)), &["x"]),
        ("floor", F(G::Unary(Unary::Floor)), &["x"]),
        ("clip", F(G::Clip), &["x", "low", "high"]),
        (
            "delayed",
            F(G::Delayed(DelayKind::Information)),
            &["x", "by", "before"],
        ),
        (
            "conveyed",
            F(G::Delayed(DelayKind::Material)),
            &["x", "by", "before"],
        ),
        ("smoothed", F(G::Smoothed(1)), &["x", "over"]),
        ("previous", F(G::Previous), &["x", "before"]),
        ("integral", F(G::Integral), &["x"]),
        ("step", F(G::Step), &["height", "at"]),
        ("ramp", F(G::Ramp), &["slope", "from", "to"]),
        ("pulse", F(G::Pulse), &["height", "at", "for"]),
        ("sum", R(Reducer::Sum), &["array"]),
        ("mean", R(Reducer::Mean), &["array"]),
        ("product", R(Reducer::Product), &["array"]),
        ("maximum", R(Reducer::Maximum), &["array"]),
        ("minimum", R(Reducer::Minimum), &["array"]),
        ("argmax", R(Reducer::Argmax), &["array"]),
        ("share", Share, &["element"]),
        ("occurred", Event(EventView::Occurred), &["event"]),
        ("active", Event(EventView::Active), &["event"]),
        ("since", Event(EventView::Since), &["event"]),
        ("reached", Milestone(MilestoneView::Reached), &["milestone"]),
        ("date", Milestone(MilestoneView::Date), &["milestone"]),
    ]
};

/// A built-in name, as an editor offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltinInfo {
    /// What is written.
    pub name: &'static str,
    /// How it is called: `clip(x, low, high)`.
    pub call: String,
    /// Whether it is a distribution rather than a function.
    pub is_distribution: bool,
}

/// Every function, then every distribution.
pub fn builtins() -> Vec<BuiltinInfo> {
    let functions = BUILTINS.iter().map(|(name, _, arguments)| BuiltinInfo {
        name,
        call: format!("{name}({})", arguments.join(", ")),
        is_distribution: false,
    });
    let families = Family::ALL.into_iter().map(|family| {
        let arguments: Vec<&str> = family.arguments().iter().map(|(name, _)| *name).collect();
        let name = family.name();
        BuiltinInfo {
            name,
            call: format!("{name}({})", arguments.join(", ")),
            is_distribution: true,
        }
    });
    functions.chain(families).collect()
}

/// Names that only a claim calls.
pub(super) const CLAIM_ONLY: [&str; 5] =
    ["P", "median", "quantile", "correlation", "influence_rank"];

/// Names of distributions beyond the families.
const DISTRIBUTIONS: [&str; 2] = ["mixture", "empirical"];

/// What a name does, and the names of its arguments.
pub(super) fn builtin(name: &str) -> Option<(Builtin, &'static [&'static str])> {
    let mut all = BUILTINS.iter();
    all.find(|(have, ..)| *have == name)
        .map(|(_, what, names)| (*what, *names))
}

/// Whether a name is that of a distribution.
pub(super) fn is_distribution(name: &str) -> bool {
    DISTRIBUTIONS.contains(&name) || Family::ALL.iter().any(|family| family.name() == name)
}

/// Whether a name is taken by the language itself.
pub(super) fn is_builtin(name: &str) -> bool {
    name == "time" || builtin(name).is_some() || CLAIM_ONLY.contains(&name) || is_distribution(name)
}

/// A call whose arguments do not fit.
pub(crate) fn argument_error(
    span: Span,
    function: &str,
    found: &str,
    expected: &str,
) -> Diagnostic {
    Diagnostic::error(
        "argument-error",
        span,
        format!("in `{function}`, found {found}, expected {expected}"),
    )
    .arg("function", function)
    .arg("found", found)
    .arg("expected", expected)
}
