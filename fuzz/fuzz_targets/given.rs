//! Any bytes are a joint table of a model's parameters or a reason; of a table every draw has a finite number of each.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;
use tenfold_ir::Program;
use tenfold_lang::Overrides;
use tenfold_model::check::{Checked, check};
use tenfold_model::reference::ModelRef;
use tenfold_study::joint::JointTable;

const TEXT: &str = "module m\nsimulate from 2020 to 2022 by 1 year using euler\n\
    dimension Lab = a, b\n\
    param x : 1 ~ normal(0, 1)\n  from judgement \"fuzzed\"\n\
    param y[Lab] : kUSD/year ~ 5 to 20\n  from judgement \"fuzzed\"\n\
    param fixed : % = 25\n  from judgement \"fuzzed\"\n\
    let twice : 1 = 2 * x\nmilestone late when time - 2020 > x * 1 year\noutput twice\n";

static MODEL: LazyLock<(Checked, Program)> = LazyLock::new(|| {
    let path = std::env::temp_dir().join(format!("given-{}", std::process::id()));
    std::fs::create_dir_all(&path).expect("a place for one file");
    let file = path.join("m.ten");
    std::fs::write(&file, TEXT).expect("a file of a few lines");
    let checked = check(&ModelRef::Path(file)).expect("it was just written");
    std::fs::remove_dir_all(&path).expect("it is this process's own");
    let program = checked.program(&Overrides::default());
    let program = program.unwrap_or_else(|wrong| panic!("{wrong:?}"));
    // What the library of Parquet panics at is caught and an error, so it is no finding.
    std::panic::set_hook(Box::new(|_| {}));
    (checked, program)
});

fuzz_target!(|bytes: &[u8]| {
    let (checked, program) = &*MODEL;
    let path = Path::new("draws");
    let Ok(table) = JointTable::of_bytes(path, bytes.to_vec(), checked, program) else {
        return;
    };
    let rows = table.used.rows;
    assert!(rows > 0);
    let Ok(given) = table.given(program) else {
        return;
    };
    assert_eq!(
        (given.draws.len(), given.params.len()),
        (rows, program.params.len())
    );
    for (param, column) in program.params.iter().zip(&given.params) {
        assert_eq!(column.is_some(), param.prior.is_some(), "{}", param.name);
        let mut values = column.iter().flatten();
        assert!(values.all(|value| value.is_finite()), "{}", param.name);
        let count = column.as_ref().map_or(rows, Vec::len);
        assert_eq!(count, rows, "{}", param.name);
    }
});
