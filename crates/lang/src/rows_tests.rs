use super::{Condition, ConditionError, complete_rows};
use crate::DataTable;
use crate::ast::Module;
use tenfold_ir::FileId;

fn law() -> Module {
    let text = "module law\ndimension Run = rows of \"t.csv\"\ndata N[Run] : 1 from \"t.csv\" (N)\n\
                data C[Run] : GFLOP from \"t.csv\" (compute)\n";
    let (module, diagnostics) = crate::parse(FileId(0), text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    module
}

fn table() -> DataTable {
    let rows = [
        ["1e8", "2022-11-30", "gpt", "1", "1"],
        ["1e9", "2023-03-14", "llama 2", "2000", "2"],
        ["3e9", "", "gpt", "", "x"],
        ["1e10", "2024-01", "a \"b\"", "4e6", "3"],
    ];
    DataTable {
        columns: ["N", "released", "family name", "flop", "mixed"]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.map(|row| row.map(str::to_owned).to_vec()).to_vec(),
        ..DataTable::default()
    }
}

fn kept(text: &str) -> Result<Vec<usize>, ConditionError> {
    let (table, law) = (table(), law());
    let names = [("compute".to_owned(), "flop".to_owned())];
    let condition = Condition::read(text, &table, &law, &names)?;
    let mut kept = Vec::new();
    for row in 0..table.rows.len() {
        if condition.holds(row)? {
            kept.push(row);
        }
    }
    Ok(kept)
}

#[test]
fn conditions_are_written_as_the_language_writes_numbers_and_dates() {
    for (text, rows) in [
        ("N >= 1_000_000_000", &[1, 2, 3][..]),
        ("N >= 1 billion", &[1, 2, 3]),
        ("N>=1e9", &[1, 2, 3]),
        ("1e9<N", &[2, 3]),
        ("N = 100000000", &[0]),
        ("N == 1e9", &[1]),
        ("N!=1e8", &[1, 2, 3]),
        ("N > -1", &[0, 1, 2, 3]),
        ("N in 1e9 to 5 billion", &[1, 2]),
        ("N >= 1e9 and (N < 3e9 or N = 1e10)", &[1, 3]),
        ("not (N > 1e9)", &[0, 1]),
        ("not N > 1e9 and `family name` = gpt", &[0]),
        ("\"family name\" = \"llama 2\"", &[1]),
        ("`family name` = \"a \\\"b\\\"\"", &[3]),
        ("`family name` != gpt", &[1, 3]),
        ("released<2023", &[0]),
        ("released >= 2023-03-14", &[1, 3]),
        ("released < 2023-03-14", &[0]),
        // A missing value is neither above nor not above.
        ("not (released >= 2023)", &[0]),
        ("released = \"\"", &[2]),
        ("released != \"\"", &[0, 1, 3]),
        ("flop >= 2 TFLOP", &[1, 3]),
        ("flop >= 2000", &[1, 3]),
        ("flop < 1 EFLOP and N > 0", &[0, 1, 3]),
        // The row whose cell is no number is out already.
        ("N != 3e9 and mixed > 1", &[1, 3]),
        ("mixed = x", &[2]),
    ] {
        assert_eq!(kept(text).as_deref(), Ok(rows), "{text}");
    }
}

#[test]
fn a_row_is_not_judged_by_a_cell_without_order() {
    let not_comparable = |row, column: &str, found: &str| {
        Err(ConditionError::NotComparable {
            row,
            column: column.into(),
            found: found.into(),
        })
    };
    assert_eq!(kept("mixed > 1"), not_comparable(3, "mixed", "x"));
    assert_eq!(
        kept("`family name` < 3"),
        not_comparable(1, "family name", "gpt")
    );
    assert_eq!(
        kept("`family name` < \"x\""),
        not_comparable(1, "family name", "gpt")
    );
    assert_eq!(kept("N > 2023-01-01"), not_comparable(1, "N", "1e8"));
    assert_eq!(kept("N > M"), not_comparable(1, "N", "1e8"));
}

#[test]
fn what_is_no_condition_is_refused() {
    for text in [
        "N",
        "",
        "=3",
        "N=",
        "N>>1",
        "<",
        "!=",
        "N>==",
        "N + 1 > 2",
        "1 = 1",
        "N > 1 # x",
        "`N > 1",
        "N > 1\nlet y : 1 = 1",
        "N > 1 \"doc\"",
        "-N > 1",
        "\"x",
    ] {
        let read = kept(text);
        assert!(
            matches!(
                read,
                Err(ConditionError::Syntax(_) | ConditionError::NotAComparison)
            ),
            "{text}: {read:?}"
        );
    }
    assert!(matches!(
        kept("D > 1"),
        Err(ConditionError::NoColumn { .. })
    ));
    assert!(matches!(
        kept("`a b` > 1"),
        Err(ConditionError::NoColumn { .. })
    ));
    assert!(matches!(
        kept("N > 1 USD"),
        Err(ConditionError::OtherUnit { .. })
    ));
    assert!(matches!(
        kept("mixed > 1 USD"),
        Err(ConditionError::OtherUnit { .. })
    ));
}

#[test]
fn rows_that_a_law_cannot_use_are_told() {
    let mut table = table();
    table.columns[3] = "compute".into();
    table.keep(&[0, 2, 3]);
    assert_eq!(table.place(1), 3);
    let (rows, warning) = complete_rows(&law(), &table);
    assert_eq!(rows, [0, 2]);
    let warning = warning.expect("a row has no value").message;
    assert!(
        warning.contains("1 row is not used, the first is row 3: `compute` is empty"),
        "{warning}"
    );
}
