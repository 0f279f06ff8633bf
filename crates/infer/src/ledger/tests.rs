use super::*;
use tenfold_engine::Collected;
use tenfold_ir::{
    Binary, ColumnRef, FileId, Measure, Method, PerDraw, Program, Span, Term, TimeSpec,
};

/// A program with nothing but columns that are given.
fn program() -> Program {
    Program {
        name: "m".into(),
        time: TimeSpec {
            start: 2020.0,
            dt: 1.0,
            steps: 10,
            method: Method::Euler,
        },
        nodes: Vec::new(),
        dimensions: Vec::new(),
        params: Vec::new(),
        correlations: Vec::new(),
        stocks: Vec::new(),
        delays: Vec::new(),
        noises: Vec::new(),
        events: Vec::new(),
        milestones: Vec::new(),
        tables: Vec::new(),
        variables: Vec::new(),
        observations: Vec::new(),
        assertions: Vec::new(),
        columns: Vec::new(),
    }
}

fn column() -> PerDraw {
    Term::Leaf(ColumnRef {
        world: 0,
        column: 0,
    })
}

/// Holds `statistic >= bound` against a column.
fn held(
    statistic: Statistic,
    bound: f64,
    column: Vec<f64>,
    units: u64,
    effective: f64,
) -> Evaluated {
    let value = Term::Leaf(statistic);
    let claim = Claim {
        module: "m".into(),
        name: "c".into(),
        section: None,
        said: None,
        text: String::new(),
        outcome: None,
        world: 0,
        holds: Term::Binary(
            Binary::Ge,
            Box::new(value.clone()),
            Box::new(Term::Const(bound)),
        ),
        value,
        measure: Measure::Date,
        tension: None,
        span: Span {
            file: FileId(0),
            start: 0,
            end: 0,
        },
    };
    let ledger = Ledger {
        worlds: vec![program()],
        belief_of: vec![0],
        beliefs: Vec::new(),
        claims: vec![claim],
    };
    let worlds = [Collected {
        params: Vec::new(),
        diverged: vec![None; column.len()],
        columns: vec![column],
    }];
    let independence = Independence { units, effective };
    evaluate(&ledger, &worlds, independence, 1).remove(0)
}

/// Ten thousand draws that take a hundred rows in turn are worth a hundred: √(0.3·0.7/100), to the
/// 3.5 % of 400 replicates, four times.
#[test]
fn draws_that_take_rows_in_turn_are_worth_their_rows() {
    let rows: Vec<f64> = (0..100)
        .map(|row| f64::from(u8::from(row % 10 < 3)))
        .collect();
    let column: Vec<f64> = (0..10_000).map(|draw| rows[draw % 100]).collect();
    let close = |found: f64, expected: f64| (found / expected - 1.0).abs() < 4.0 * 0.035;
    let statistic = || Statistic::Probability(super::tests::column());
    let of_rows = held(statistic(), 0.1, column.clone(), 100, 100.0);
    assert!(
        close(of_rows.error, (0.21_f64 / 100.0).sqrt()),
        "{of_rows:?}"
    );
    let of_draws = held(statistic(), 0.1, column.clone(), 10_000, 10_000.0);
    assert!(
        close(of_draws.error, (0.21_f64 / 10_000.0).sqrt()),
        "{of_draws:?}"
    );
    // Rows that are worth a quarter of their number have twice the error.
    let of_few = held(statistic(), 0.1, column, 100, 25.0);
    assert!(close(of_few.error, 2.0 * of_rows.error), "{of_few:?}");
}

#[test]
fn a_date_that_may_be_never_has_no_error() {
    let half: Vec<f64> = (0..1_000)
        .map(|draw| if draw % 2 == 0 { f64::INFINITY } else { 2025.0 })
        .collect();
    let median = || Statistic::Quantile(column(), 0.5);
    let open = held(median(), 2030.0, half, 1_000, 1_000.0);
    assert_eq!(
        (open.error, open.verdict),
        (f64::INFINITY, Verdict::Undecided)
    );
    let never = held(median(), 2030.0, vec![f64::INFINITY; 1_000], 1_000, 1_000.0);
    assert_eq!(
        (never.value, never.error, never.verdict),
        (f64::INFINITY, 0.0, Verdict::Holds)
    );
}

#[test]
fn what_has_no_value_is_left_out_and_without_any_nothing_is_decided() {
    let some: Vec<f64> = (0..100)
        .map(|draw| if draw < 25 { f64::NAN } else { 2025.0 })
        .collect();
    let found = held(Statistic::Mean(column()), 2030.0, some, 100, 100.0);
    assert_eq!((found.value, found.left_out), (2025.0, 0.25));
    assert_eq!(found.verdict, Verdict::Fails);
    let none = held(
        Statistic::Mean(column()),
        2030.0,
        vec![f64::NAN; 100],
        100,
        100.0,
    );
    assert_eq!(none.verdict, Verdict::Undecided);
}

#[test]
fn a_median_of_an_even_number_is_in_the_middle() {
    let column_of = vec![1.0, 4.0, 2.0, 3.0];
    let found = held(Statistic::Quantile(column(), 0.5), 0.0, column_of, 4, 4.0);
    assert_eq!(found.value, 2.5);
}

/// Of three parameters the second makes the number, and the others do nothing: only it has a place, and of
/// what is the same in all draws none has.
#[test]
fn what_explains_no_more_than_chance_has_no_place() {
    let draws = 2_000;
    let params: Vec<Vec<f64>> = (0..3_u64)
        .map(|param| {
            let key = tenfold_engine::Key::new(7, param);
            let uniform = |draw| key.uniform(draw, 0, tenfold_engine::Part::Value);
            (0..draws).map(uniform).collect()
        })
        .collect();
    let varies = params[1].clone();
    let same = vec![192.53; draws as usize];
    for (column, expected) in [(varies, [None, Some(1.0), None]), (same, [None; 3])] {
        let worlds = [Collected {
            diverged: vec![None; column.len()],
            columns: vec![column],
            params: params.clone(),
        }];
        let bins = super::Bins::of(&worlds[0]);
        let mut program = program();
        let names = ["a", "b", "c"];
        program.params = names.map(param).into();
        for (name, expected) in names.into_iter().zip(expected) {
            let statistic = Statistic::InfluenceRank {
                of: super::tests::column(),
                param: name.into(),
            };
            let prepared = super::Prepared::new(&statistic, &worlds, (&program, &bins), 1.0);
            let found = prepared.estimate(&vec![1.0; draws as usize]);
            assert_eq!(
                Some(found).filter(|rank| !rank.is_nan()),
                expected,
                "{name}"
            );
        }
    }
}

fn param(name: &str) -> tenfold_ir::Param {
    tenfold_ir::Param {
        name: name.into(),
        unit: tenfold_ir::Unit::pure(),
        central: None,
        prior: None,
        prior_text: None,
        provenance: None,
    }
}
