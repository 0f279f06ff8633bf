//! Any bytes are a joint table of a model's parameters or a reason; of a table every draw has a finite number of each.

#![no_main]

use check::Checked;
use joint::JointTable;
use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;
use tenfold_ir::{FileId, Program};
use tenfold_lang::{Inputs, Overrides, parse};

/// What `joint.rs` knows of the session: how it is handed bytes, and the model.
mod check {
    pub struct Checked(pub tenfold_lang::Model);

    impl Checked {
        pub fn believed(
            &self,
            request: &tenfold_lang::Overrides,
        ) -> Result<tenfold_ir::Program, Vec<tenfold_ir::Diagnostic>> {
            self.0.believed(request)
        }
    }
}
mod load {
    use crate::{Error, table::parse_table};
    use std::{cell::RefCell, path::Path};
    use tenfold_lang::DataTable;

    thread_local! {
        pub static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }

    pub struct GivenTable {
        pub table: DataTable,
        pub hash: [u8; 32],
    }

    pub fn read_given_bytes(_: &Path) -> Result<Vec<u8>, Error> {
        Ok(BYTES.with_borrow(Vec::clone))
    }

    pub fn read_given(_: &Path) -> Result<GivenTable, Error> {
        let table = BYTES
            .with_borrow(|bytes| parse_table(bytes))
            .map_err(|_| Error)?;
        Ok(GivenTable {
            table,
            hash: [0; 32],
        })
    }

    pub fn hexadecimal(bytes: &[u8]) -> String {
        format!("{bytes:?}")
    }
}
mod columnar {
    use std::{collections::BTreeMap, sync::Arc};

    pub fn read_numbers(bytes: Vec<u8>) -> Result<BTreeMap<String, Arc<[f64]>>, String> {
        let columns = crate::drawn::read_columns(bytes)?.into_iter();
        let values = columns.map(|(name, draws)| (name, draws.values));
        Ok(values.filter(|(_, values)| !values.is_empty()).collect())
    }
}
mod explain {
    pub fn nearest(_: &str, _: &[&str]) -> Vec<String> {
        Vec::new()
    }
}
mod recorded {
    pub fn of_nearest(_: &[String]) -> String {
        String::new()
    }
}

pub struct Error;

impl From<joint::JointProblem> for Error {
    fn from(_: joint::JointProblem) -> Error {
        Error
    }
}

/// The files themselves and not their crate.
#[path = "../../crates/session/src/arrow.rs"]
mod arrow;
#[path = "../../crates/session/src/drawn.rs"]
mod drawn;
#[allow(dead_code)]
#[path = "../../crates/session/src/joint.rs"]
mod joint;
#[allow(dead_code)]
#[path = "../../crates/session/src/table.rs"]
mod table;

const TEXT: &str = "module m\nsimulate from 2020 to 2022 by 1 year using euler\n\
    dimension Lab = a, b\n\
    param x : 1 ~ normal(0, 1)\n  from judgement \"fuzzed\"\n\
    param y[Lab] : kUSD/year ~ 5 to 20\n  from judgement \"fuzzed\"\n\
    param fixed : % = 25\n  from judgement \"fuzzed\"\n\
    let twice : 1 = 2 * x\nmilestone late when time - 2020 > x * 1 year\noutput twice\n";

static MODEL: LazyLock<(Checked, Program)> = LazyLock::new(|| {
    let inputs = Inputs {
        modules: vec![parse(FileId(0), TEXT).0],
        ..Inputs::default()
    };
    let (model, diagnostics) = tenfold_lang::check(&inputs);
    let model = model.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let program = model.program(&Overrides::default()).expect("a sound model");
    // What the library of Parquet panics at is caught and an error, so it is no finding.
    std::panic::set_hook(Box::new(|_| {}));
    (Checked(model), program)
});

fuzz_target!(|bytes: &[u8]| {
    let (checked, program) = &*MODEL;
    load::BYTES.set(bytes.to_vec());
    let Ok(table) = JointTable::read(Path::new("draws"), checked, program) else {
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
