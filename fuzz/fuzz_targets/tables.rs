//! Any bytes are a table or a reason; a table means numbers in order, or a bounded list of mistakes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tenfold_ir::{Distribution, FileId, Interpolation, Node, Program};
use tenfold_lang::ast::Module;
use tenfold_lang::{DataTable, Inputs, Overrides, check, imports, parse};
use tenfold_tables::table::{numbers, parse_table};

/// What may be read from one table, each in a model of its own: one mistake hides no other reading.
const READINGS: [&str; 8] = [
    "data x : USD/year from \"t.csv\"",
    "data x : 1 from \"t.csv\" (series = \"openai\", date, value : %) log",
    "dimension Series = openai, anthropic\ndata x[Series] : FLOP from \"t.csv\" step",
    "let x : USD/year = 1\nobserve x ~ lognormal(25 %) from data \"t.csv\"",
    "let x : USD/year = 1\nobserve x ~ log_student_t(4, 10 %) sharing 20 % from data \"t.csv\" (series = \"openai\", date, value : USD/year)",
    "milestone m when time > 2020\nobserve m ~ normal(3 month) from data \"t.csv\" (date)",
    "dimension Row = rows of \"t.csv\"\ndata x[Row] : kUSD from \"t.csv\"\nlet y : USD = sum(x)",
    "param value : YFLOP ~ empirical(\"t.csv\")",
];

static MODELS: LazyLock<Vec<Module>> = LazyLock::new(|| {
    let model = |reading: &&str| {
        let text =
            format!("module m\nsimulate from 2019 to 2021 by 1 year using euler\n{reading}\n");
        let (module, diagnostics) = parse(FileId(0), &text);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        module
    };
    READINGS.iter().map(model).collect()
});

/// The table as text, every cell in quotes.
fn written(table: &DataTable) -> Vec<u8> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    for row in std::iter::once(&table.columns).chain(&table.rows) {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        out.extend(cells.join(",").as_bytes());
        out.push(b'\n');
    }
    out
}

fn assert_sound(program: &Program) {
    for table in &program.tables {
        assert!(table.xs.is_sorted_by(|a, b| a < b), "{table:?}");
        assert_eq!(table.xs.len(), table.ys.len(), "{table:?}");
        assert!(
            table.xs.iter().chain(&*table.ys).all(|x| x.is_finite()),
            "{table:?}"
        );
        let is_log = table.interpolation == Interpolation::Log;
        assert!(!is_log || table.ys.iter().all(|y| *y > 0.0), "{table:?}");
    }
    for observation in &program.observations {
        let points = &observation.points;
        assert!(points.is_sorted_by_key(|point| point.date), "{points:?}");
        for point in points {
            let bounds = point.low.iter().chain(&point.high);
            let mut figures = bounds.chain([&point.date, &point.value]);
            assert!(figures.all(|figure| figure.is_finite()), "{point:?}");
        }
    }
    for node in &program.nodes {
        assert!(
            !matches!(node, Node::Const(x) if !x.is_finite()),
            "{node:?}"
        );
    }
    for param in &program.params {
        if let Some(Distribution::Empirical { values, .. }) = &param.prior {
            assert!(!values.is_empty(), "{param:?}");
            assert!(values.iter().all(|x| x.is_finite()), "{param:?}");
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(table) = parse_table(bytes) else {
        return;
    };
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
    let again = parse_table(&written(&table)).expect("every cell is in quotes");
    assert_eq!((&again.columns, &again.rows), (&table.columns, &table.rows));
    for module in &*MODELS {
        let mut inputs = Inputs {
            modules: vec![module.clone()],
            ..Inputs::default()
        };
        let asked = imports(module);
        for name in asked.tables {
            inputs
                .tables
                .insert((FileId(0), name.text), Ok(table.clone()));
        }
        for name in asked.empirical {
            inputs
                .empirical
                .insert((FileId(0), name.text), Ok(numbers(&table)));
        }
        let (model, diagnostics) = check(&inputs);
        assert!(diagnostics.len() <= 101, "{}", diagnostics.len());
        if let Some(Ok(program)) = model.map(|model| model.program(&Overrides::default())) {
            assert_sound(&program);
        }
    }
});
