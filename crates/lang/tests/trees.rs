//! Random trees: every one that the grammar can write, and no other.

use proptest::prelude::*;
use tenfold_ir::{FileId, Interpolation, Method, ProvenanceKind, Span};
use tenfold_lang::ast::*;

const NOWHERE: Span = Span {
    file: FileId(0),
    start: 0,
    end: 0,
};

fn name() -> impl Strategy<Value = Name> {
    let long = "a_rather_long_name_that_fills_a_line_quickly";
    let text = prop_oneof![
        "[a-z]{4}_[a-z0-9]{0,3}",
        Just("τ".to_owned()),
        Just(long.to_owned())
    ];
    text.prop_map(|text| Name {
        text,
        span: NOWHERE,
    })
}

fn text() -> impl Strategy<Value = Text> {
    "[ -~§τ\n\t]{0,30}".prop_map(|text| Text {
        text,
        span: NOWHERE,
    })
}

fn doc() -> impl Strategy<Value = Option<Text>> {
    prop::option::of(text())
}

fn path() -> impl Strategy<Value = Path> {
    (prop::option::of(name()), name()).prop_map(|(module, name)| Path { module, name })
}

fn indices() -> impl Strategy<Value = Vec<Index>> {
    let index = (prop::option::of(name()), name()).prop_map(|(variable, dimension)| Index {
        variable,
        dimension,
    });
    prop::collection::vec(index, 0..3)
}

fn factor() -> impl Strategy<Value = UnitFactor> {
    let percent = Just(Name {
        text: "%".to_owned(),
        span: NOWHERE,
    });
    (
        prop_oneof![9 => name().boxed(), 1 => percent.boxed()],
        -3i32..4,
        1i32..3,
    )
        .prop_map(|(name, numerator, denominator)| UnitFactor {
            name,
            numerator,
            denominator,
        })
}

fn unit_of(factors: std::ops::Range<usize>) -> impl Strategy<Value = UnitExpr> {
    prop::collection::vec(factor(), factors).prop_map(|factors| UnitExpr {
        factors,
        span: NOWHERE,
    })
}

fn unit() -> impl Strategy<Value = UnitExpr> {
    unit_of(0..4)
}

fn number() -> impl Strategy<Value = Number> {
    let digits = prop::sample::select(vec!["0", "3", "0.5", "1_000", "6.02e23", "1e-3", "2019"]);
    let scale = prop::sample::select(vec![
        Scale::Thousand,
        Scale::Million,
        Scale::Billion,
        Scale::Trillion,
    ]);
    let (scale, unit) = (prop::option::of(scale), prop::option::of(unit_of(1..3)));
    (digits, scale, unit).prop_map(|(digits, scale, unit)| Number {
        digits: digits.to_owned(),
        value: digits.replace('_', "").parse().expect("a number"),
        scale,
        unit,
    })
}

fn at(kind: ExprKind) -> Expr {
    Expr {
        kind,
        span: NOWHERE,
    }
}

fn boxed(expr: Expr) -> Box<Expr> {
    Box::new(expr)
}

/// A call of any function, its arguments with and without names; a text can only stand here.
fn call(inner: BoxedStrategy<Expr>) -> impl Strategy<Value = ExprKind> {
    let argument = prop_oneof![
        4 => inner,
        1 => text().prop_map(|text| at(ExprKind::Text(text.text))),
    ];
    let argument =
        (prop::option::of(name()), argument).prop_map(|(name, value)| Argument { name, value });
    (name(), prop::collection::vec(argument, 0..4)).prop_map(|(function, arguments)| {
        ExprKind::Call {
            function,
            arguments,
        }
    })
}

/// A distribution cut on one side or on both.
fn truncated(inner: BoxedStrategy<Expr>) -> impl Strategy<Value = ExprKind> {
    let one = || inner.clone().prop_map(boxed);
    (one(), one(), one(), 0..3).prop_map(|(base, low, high, sides)| {
        let (low, high) = match sides {
            0 => (Some(low), None),
            1 => (None, Some(high)),
            _ => (Some(low), Some(high)),
        };
        ExprKind::Truncated { base, low, high }
    })
}

/// Any expression; also a distribution, which in the text is in brackets where a value stands.
fn expr() -> BoxedStrategy<Expr> {
    let leaf = prop_oneof![
        4 => number().prop_map(ExprKind::Number),
        4 => path().prop_map(|path| ExprKind::Name { path, indices: Vec::new() }),
        1 => (1u16..3000, 1u8..13, 1u8..29)
            .prop_map(|(year, month, day)| ExprKind::Date { year, month, day }),
    ];
    leaf.prop_map(at)
        .prop_recursive(5, 40, 3, |inner| {
            let pair = || (inner.clone().prop_map(boxed), inner.clone().prop_map(boxed));
            let one = || inner.clone().prop_map(boxed);
            let few = |from| prop::collection::vec(inner.clone(), from..3);
            let binary = (prop::sample::select(BINARY), pair())
                .prop_map(|(op, (left, right))| ExprKind::Binary { op, left, right });
            let unary = (
                prop::sample::select(vec![UnaryOp::Neg, UnaryOp::Not]),
                one(),
            )
                .prop_map(|(op, operand)| ExprKind::Unary { op, operand });
            let over = (name(), name(), name(), one()).prop_map(
                |(function, variable, dimension, body)| ExprKind::Over {
                    function,
                    variable,
                    dimension,
                    body,
                },
            );
            prop_oneof![
                6 => binary,
                2 => unary,
                2 => call(inner.clone()),
                1 => over,
                1 => truncated(inner.clone()),
                1 => (one(), pair()).prop_map(|(condition, (then, otherwise))| ExprKind::If {
                    condition,
                    then,
                    otherwise,
                }),
                1 => (one(), pair())
                    .prop_map(|(value, (low, high))| ExprKind::Within { value, low, high }),
                1 => (any::<bool>(), prop::option::of(pair()), one()).prop_map(
                    |(all, between, body)| ExprKind::Years {
                        all,
                        between: between.map(|(low, high)| Box::new((*low, *high))),
                        body,
                    }
                ),
                1 => pair().prop_map(|(low, high)| ExprKind::To { low, high }),
                1 => pair()
                    .prop_map(|(weight, distribution)| ExprKind::Of { weight, distribution }),
                1 => prop::collection::vec((name(), inner.clone()), 1..3)
                    .prop_map(ExprKind::Labelled),
                1 => (path(), few(1)).prop_map(|(path, indices)| ExprKind::Name { path, indices }),
            ]
            .prop_map(at)
        })
        .boxed()
}

const BINARY: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Mul,
    BinaryOp::Div,
    BinaryOp::Pow,
    BinaryOp::Lt,
    BinaryOp::Le,
    BinaryOp::Gt,
    BinaryOp::Ge,
    BinaryOp::Eq,
    BinaryOp::Ne,
    BinaryOp::And,
    BinaryOp::Or,
];

fn maybe() -> impl Strategy<Value = Option<Expr>> {
    prop::option::of(expr())
}

fn from() -> impl Strategy<Value = Option<From>> {
    let kind = prop::sample::select(vec![
        ProvenanceKind::Data,
        ProvenanceKind::Literature,
        ProvenanceKind::Interview,
        ProvenanceKind::Judgement,
    ]);
    prop::option::of((kind, text()).prop_map(|(kind, reference)| From {
        kind,
        reference,
        span: NOWHERE,
    }))
}

fn table() -> impl Strategy<Value = TableRef> {
    let reserved = Just(Name {
        text: "unit".to_owned(),
        span: NOWHERE,
    });
    let filters = prop::collection::vec(
        (prop_oneof![name().boxed(), reserved.boxed()], text()),
        0..3,
    );
    let columns = prop::collection::vec((name(), prop::option::of(unit())), 0..3);
    (text(), filters, columns).prop_map(|(file, filters, columns)| TableRef {
        file,
        filters,
        columns,
        span: NOWHERE,
    })
}

fn interpolation() -> impl Strategy<Value = Interpolation> {
    prop::sample::select(vec![
        Interpolation::Linear,
        Interpolation::Log,
        Interpolation::Step,
    ])
}

fn body() -> impl Strategy<Value = Body> {
    let points = prop::collection::vec((expr(), expr()), 1..4);
    let lookup =
        (unit(), interpolation(), points, from()).prop_map(|(of, interpolation, points, from)| {
            Body::Lookup {
                of: Some(of),
                interpolation,
                points,
                from,
            }
        });
    let param = (maybe(), expr(), any::<bool>(), from()).prop_map(|(a, b, first, from)| {
        let (value, prior) = if first { (Some(b), a) } else { (a, Some(b)) };
        Body::Param { value, prior, from }
    });
    let stock = (expr(), maybe(), maybe()).prop_map(|(initial, inflow, outflow)| Body::Stock {
        initial: Some(initial),
        inflow,
        outflow,
    });
    let data = (table(), interpolation()).prop_map(|(table, interpolation)| Body::Data {
        source: Some(table),
        interpolation,
    });
    prop_oneof![
        (expr(), from()).prop_map(|(value, from)| Body::Const { value, from }),
        param,
        expr().prop_map(|value| Body::Input { value }),
        stock,
        expr().prop_map(|value| Body::Let { value }),
        lookup,
        data,
        expr().prop_map(|prior| Body::Noise { prior }),
    ]
}

fn definition() -> impl Strategy<Value = ItemKind> {
    (name(), indices(), unit(), doc(), body()).prop_map(|(name, indices, unit, doc, body)| {
        ItemKind::Definition(Definition {
            name,
            indices,
            unit: Some(unit),
            doc,
            body,
        })
    })
}

fn changes(kind: impl Strategy<Value = ChangeKind>) -> impl Strategy<Value = Vec<Change>> {
    let change =
        (kind, path(), indices(), expr()).prop_map(|(kind, target, indices, value)| Change {
            indices: match kind {
                ChangeKind::Set | ChangeKind::SetPrior => Vec::new(),
                _ => indices,
            },
            kind,
            target,
            value,
            span: NOWHERE,
        });
    prop::collection::vec(change, 0..4)
}

fn of_scenario() -> impl Strategy<Value = Vec<Change>> {
    let during = (expr(), maybe()).prop_map(|(from, to)| During { from, to });
    changes(prop_oneof![
        Just(ChangeKind::Assume),
        Just(ChangeKind::SetPrior),
        during.prop_map(|during| ChangeKind::Intervene(Box::new(during))),
    ])
}

fn of_test() -> impl Strategy<Value = Vec<Change>> {
    changes(prop_oneof![
        Just(ChangeKind::Set),
        Just(ChangeKind::SetPrior),
        Just(ChangeKind::Replace),
    ])
}

fn put_out() -> impl Strategy<Value = OutputEntry> {
    prop_oneof![
        path().prop_map(OutputEntry::Name),
        (expr(), text()).prop_map(|(value, title)| OutputEntry::Titled(value, title)),
    ]
}

fn declaration() -> impl Strategy<Value = ItemKind> {
    let names = || prop::collection::vec(name(), 0..4);
    let members = prop_oneof![
        prop::collection::vec(name(), 1..9).prop_map(Members::Labels),
        text().prop_map(Members::RowsOf),
    ];
    prop_oneof![
        (name(), names()).prop_map(|(module, names)| ItemKind::Use { module, names }),
        (name(), doc(), maybe(), any::<bool>()).prop_map(|(name, doc, value, prefixes)| {
            ItemKind::Unit(UnitItem {
                name,
                doc,
                value,
                prefixes,
            })
        }),
        (name(), doc(), members).prop_map(|(name, doc, members)| {
            ItemKind::Dimension(DimensionItem { name, doc, members })
        }),
        prop::collection::vec(put_out(), 1..4).prop_map(|entries| ItemKind::Output { entries }),
        prop::collection::vec(path(), 1..4).prop_map(|names| ItemKind::ByRow { names }),
        (path(), indices(), expr()).prop_map(|(input, indices, value)| {
            ItemKind::Connect(ConnectItem {
                input,
                indices,
                value,
            })
        }),
        (path(), path(), expr()).prop_map(|(a, b, rho)| ItemKind::Correlate { a, b, rho }),
        (expr(), expr(), expr(), any::<bool>()).prop_map(|(from, to, by, euler)| {
            let method = if euler { Method::Euler } else { Method::Rk4 };
            ItemKind::Simulate(SimulateItem {
                from,
                to,
                by,
                method,
            })
        }),
    ]
}

fn occurrence() -> impl Strategy<Value = ItemKind> {
    let target = (path(), prop::collection::vec(expr(), 0..2))
        .prop_map(|(path, indices)| at(ExprKind::Name { path, indices }));
    prop_oneof![
        (name(), indices(), doc(), expr(), maybe(), from()).prop_map(
            |(name, indices, doc, hazard, lasts, from)| ItemKind::Event(EventItem {
                name,
                indices,
                doc,
                hazard: Some(hazard),
                lasts,
                from,
            })
        ),
        (name(), indices(), doc(), expr()).prop_map(|(name, indices, doc, when)| {
            ItemKind::Milestone(MilestoneItem {
                name,
                indices,
                doc,
                when,
            })
        }),
        (target, doc(), expr(), maybe(), table()).prop_map(
            |(target, doc, error, sharing, source)| {
                ItemKind::Observe(ObserveItem {
                    target,
                    doc,
                    error,
                    sharing,
                    source: Some(source),
                })
            }
        ),
    ]
}

fn case() -> impl Strategy<Value = ItemKind> {
    let assertion = (expr(), maybe(), maybe()).prop_map(|(condition, within, at)| AssertItem {
        condition,
        within,
        at,
        span: NOWHERE,
    });
    let assertions = prop::collection::vec(assertion, 1..3);
    let section = text().prop_map(|text| Text {
        text: format!("§{}", text.text),
        ..text
    });
    let said = text().prop_filter("a section starts so", |text| !text.text.starts_with('§'));
    let (section, said) = (prop::option::of(section), prop::option::of(said));
    let given = changes(Just(ChangeKind::Set));
    prop_oneof![
        (name(), doc(), prop::option::of(name()), of_scenario()).prop_map(
            |(name, doc, on, changes)| ItemKind::Scenario(ScenarioItem {
                name,
                doc,
                on,
                changes,
            })
        ),
        (
            text(),
            maybe(),
            prop::option::of(name()),
            of_test(),
            assertions
        )
            .prop_map(
                |(title, draws, on, changes, assertions)| ItemKind::Test(TestItem {
                    title,
                    draws,
                    on,
                    changes,
                    assertions,
                })
            ),
        (
            (name(), section, said, given),
            (claimed(), prop::option::of(claimed()), outcome())
        )
            .prop_map(
                |((name, section, said, given), (holds, tension, outcome))| {
                    ItemKind::Claim(ClaimItem {
                        name,
                        section,
                        said,
                        given,
                        holds,
                        tension,
                        outcome,
                    })
                }
            ),
    ]
}

/// What only a claim can say: at a time, under a scenario, alone or as an operand.
fn claimed() -> impl Strategy<Value = Expr> {
    let at_time = (expr(), expr()).prop_map(|(time, body)| ExprKind::At {
        time: Box::new(time),
        body: Box::new(body),
    });
    let on_scenario = (path(), expr()).prop_map(|(scenario, body)| ExprKind::On {
        scenario,
        body: Box::new(body),
    });
    let form = prop_oneof![at_time, on_scenario].prop_map(at);
    let difference = (expr(), form.clone()).prop_map(|(left, right)| {
        at(ExprKind::Binary {
            op: BinaryOp::Sub,
            left: Box::new(left),
            right: Box::new(right),
        })
    });
    prop_oneof![expr().boxed(), form.boxed(), difference.boxed()]
}

fn outcome() -> impl Strategy<Value = Option<OutcomeItem>> {
    (text(), from()).prop_map(|(words, from)| {
        from.map(|from| OutcomeItem {
            words,
            from,
            span: NOWHERE,
        })
    })
}

/// A module without comments.
pub fn module() -> impl Strategy<Value = Module> {
    let kind = prop_oneof![definition(), declaration(), occurrence(), case()];
    let item = (kind, any::<bool>()).prop_map(|(kind, blank_before)| Item {
        kind,
        span: NOWHERE,
        blank_before,
    });
    (name(), doc(), prop::collection::vec(item, 0..6)).prop_map(|(name, doc, items)| Module {
        file: FileId(0),
        name: Some(name),
        doc,
        items,
        comments: Vec::new(),
    })
}
