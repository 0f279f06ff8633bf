//! Gathers what a model text asks for: modules and tables from the folder `beside`.

use std::path::Path;
use tenfold_ir::{Diagnostic, FileId};
use tenfold_lang::{
    DataTable, DrawTable, Draws, Inputs, Overrides, check, composed, imports, parse,
};

/// The modules and tables of a text that stands alone or asks for what is in `beside`.
pub fn inputs_of(text: &str) -> (Inputs, Vec<Diagnostic>) {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/beside");
    gather(text, &beside)
}

/// The modules and tables of a text, from a folder.
pub fn gather(text: &str, folder: &Path) -> (Inputs, Vec<Diagnostic>) {
    let mut inputs = Inputs::default();
    let mut diagnostics = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut waiting = vec![text.to_string()];
    while let Some(text) = waiting.pop() {
        let file = FileId(inputs.modules.len() as u32);
        let (module, found) = parse(file, &text);
        diagnostics.extend(found);
        let wanted = imports(&module);
        names.extend(module.name.iter().map(|name| name.text.clone()));
        for table in wanted.tables {
            let read = std::fs::read_to_string(folder.join(&table.text));
            let table_read = read.map(|text| table_of(&text)).map_err(|e| e.to_string());
            let why = table_read.map_err(|_| "found no such file".to_string());
            inputs.tables.insert((file, table.text), why);
        }
        for table in wanted.empirical {
            let read = std::fs::read_to_string(folder.join(&table.text));
            let draws = read.map(|text| numbers_of(&table_of(&text)));
            let why = draws.map_err(|_| "found no such file".to_string());
            inputs.empirical.insert((file, table.text), why);
        }
        for name in wanted.modules {
            let path = folder.join(format!("{}.ten", name.text));
            if !names.contains(&name.text)
                && let Ok(text) = std::fs::read_to_string(path)
            {
                names.push(name.text);
                waiting.push(text);
            }
        }
        inputs.modules.push(module);
    }
    (inputs, diagnostics)
}

/// A table without quotes, composed as whoever reads tables has it.
fn table_of(text: &str) -> DataTable {
    let mut rows = text.lines().map(|line| {
        line.split(',')
            .map(|cell| composed(cell).into_owned())
            .collect()
    });
    DataTable {
        columns: rows.next().unwrap_or_default(),
        rows: rows.collect(),
        ..DataTable::default()
    }
}

/// The columns, each of numbers or not.
fn numbers_of(table: &DataTable) -> DrawTable {
    let column = |(at, name): (usize, &String)| {
        let cells = table.rows.iter().map(|row| row[at].parse::<f64>());
        let wrong = cells.clone().position(|cell| cell.is_err());
        let draws = Draws {
            values: cells.map(|cell| cell.unwrap_or(f64::NAN)).collect(),
            is_time: false,
            wrong: wrong.map(|row| format!("row {}: expected a number", row + 1)),
        };
        (name.clone(), draws)
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// All that is said of a text: of its syntax, else of its meaning, else of its programs.
pub fn diagnose(text: &str) -> Vec<Diagnostic> {
    let (inputs, syntax) = inputs_of(text);
    let mut found = if syntax.is_empty() {
        let (model, mut found) = check(&inputs);
        if let Some(model) = model {
            found.extend(
                model
                    .program(&Overrides::default())
                    .err()
                    .unwrap_or_default(),
            );
            for test in 0..model.tests().len() {
                found.extend(model.test_program(test).err().unwrap_or_default());
            }
        }
        found
    } else {
        syntax
    };
    found.retain(|diagnostic| diagnostic.span.file == FileId(0));
    found.dedup();
    found
}
