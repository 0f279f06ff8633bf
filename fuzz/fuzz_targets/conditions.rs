//! Any text after `--where` is a condition that holds of a row or not, or is refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tenfold_ir::FileId;
use tenfold_lang::ast::Module;
use tenfold_lang::{Condition, DataTable, parse};

const LAW: &str = "module law
dimension Run = rows of \"t.csv\"
data N[Run] : 1 from \"t.csv\" (N)
data cost[Run] : kUSD from \"t.csv\" (cost)
";

static LAW_READ: LazyLock<Module> = LazyLock::new(|| {
    let (module, diagnostics) = parse(FileId(0), LAW);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    module
});

fn table() -> DataTable {
    let rows = [
        ["1e8", "2022-11-30", "gpt", "1"],
        ["1_000", "2023.5", "llama 2", ""],
        ["", "", "x", "-3"],
        ["many", "2020Q1", "", "4e6"],
    ];
    DataTable {
        columns: ["N", "released", "family name", "cost"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.map(|row| row.map(str::to_owned).to_vec()).to_vec(),
        ..DataTable::default()
    }
}

fuzz_target!(|text: &str| {
    let table = table();
    if let Ok(condition) = Condition::read(text, &table, &LAW_READ, &[]) {
        for row in 0..table.rows.len() {
            let _ = condition.holds(row);
        }
        // Its negation is read as well, and never holds where it does.
        if let Ok(not) = Condition::read(&format!("not ({text})"), &table, &LAW_READ, &[]) {
            for row in 0..table.rows.len() {
                if condition.holds(row) == Ok(true) {
                    assert_ne!(not.holds(row), Ok(true), "{text}");
                }
            }
        }
    }
});
