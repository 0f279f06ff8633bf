//! A joint table of parameters that a run is given: a row for each draw, taken in turn, a column for
//! each parameter, called and measured as in the draws of a run.

use crate::error::Error;
use crate::error::joint::JointProblem;
use crate::table_used::TableUsed;
use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tenfold_engine::Given;
use tenfold_ir::{Pace, Param, Program, VariableKind};
use tenfold_lang::{DataTable, Overrides, composed};
use tenfold_model::check::Checked;
use tenfold_model::files::{GivenTable, given_table, hexadecimal, read_given_bytes};
use tenfold_tables::columnar::read_numbers;
use tenfold_words::nearest::nearest;

/// Relative difference of a fixed number that went through a file and a change of units.
const ROUNDING: f64 = 1e-9;

/// The cells of a table, as its file has them.
#[derive(Clone, Debug)]
enum Cells {
    Texts(DataTable),
    Numbers(BTreeMap<String, Arc<[f64]>>),
}

/// A joint table of parameters.
#[derive(Clone, Debug)]
pub struct JointTable {
    path: PathBuf,
    cells: Cells,
    names: Vec<String>,
    /// How many rows, and of which bytes.
    pub used: TableUsed,
    /// By parameter of the model, what it believes by itself: an assumption holds over the table.
    own: BTreeMap<String, Option<String>>,
}

impl JointTable {
    /// Reads a CSV or Parquet file.
    pub(crate) fn read(path: &Path, checked: &Checked, program: &Program) -> Result<Self, Error> {
        JointTable::of_bytes(path, read_given_bytes(path)?, checked, program)
    }

    /// From a file's bytes; checks its columns against the model as it stands by itself.
    ///
    /// # Errors
    /// If it is no table, or not of this model's parameters.
    pub fn of_bytes(
        path: &Path,
        bytes: Vec<u8>,
        checked: &Checked,
        program: &Program,
    ) -> Result<Self, Error> {
        let is_parquet = bytes.starts_with(b"PAR1");
        let (cells, names, rows, hash) = if is_parquet {
            let hash = Sha256::digest(&bytes).into();
            let (numbers, names) = of_parquet(path, bytes)?;
            let rows = numbers.values().map(|column| column.len()).max();
            (Cells::Numbers(numbers), names, rows.unwrap_or(0), hash)
        } else {
            let GivenTable { table, hash } = given_table(path, &bytes)?;
            let (names, rows) = (table.columns.clone(), table.rows.len());
            (Cells::Texts(table), names, rows, hash)
        };
        let by_itself = checked.believed(&Overrides::default());
        let base = by_itself.as_ref().unwrap_or(program);
        let own = base.params.iter();
        let table = JointTable {
            path: path.to_owned(),
            cells,
            names,
            used: TableUsed {
                rows,
                table_hash: hexadecimal(&hash),
            },
            own: own
                .map(|param| (param.name.clone(), param.prior_text.clone()))
                .collect(),
        };
        table.check(base)?;
        Ok(table)
    }

    fn check(&self, base: &Program) -> Result<(), JointProblem> {
        let path = || self.path.clone();
        if self.used.rows == 0 {
            return Err(JointProblem::NoRows { path: path() });
        }
        let params: HashSet<&str> = base.params.iter().map(|p| p.name.as_str()).collect();
        let others = written_beside(base);
        let mut seen = HashSet::new();
        for column in &self.names {
            if !seen.insert(column) {
                let column = column.clone();
                return Err(JointProblem::Duplicate {
                    path: path(),
                    column,
                });
            }
            if !params.contains(column.as_str()) && !others.contains(column) {
                let all: Vec<&str> = params.iter().copied().collect();
                return Err(JointProblem::Unknown {
                    path: path(),
                    column: column.clone(),
                    nearest: nearest(column, &all),
                });
            }
        }
        for param in &base.params {
            match (param.prior.is_some(), self.names.contains(&param.name)) {
                (true, false) => {
                    return Err(JointProblem::Missing {
                        path: path(),
                        column: param.name.clone(),
                    });
                }
                (false, true) => self.check_fixed(param, base)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A parameter that the model fixes may have a column, but no other value.
    fn check_fixed(&self, param: &Param, base: &Program) -> Result<(), JointProblem> {
        let node = param.central.map(|node| base.nodes[node.index()]);
        let Some(tenfold_ir::Node::Const(fixed)) = node else {
            return Ok(());
        };
        let fixed = fixed / param.unit.factor;
        for (row, found) in self.column(&param.name)?.into_iter().enumerate() {
            if (found - fixed).abs() > ROUNDING * fixed.abs() {
                return Err(JointProblem::Fixed {
                    path: self.path.clone(),
                    row: row + 1,
                    column: param.name.clone(),
                    found: found.to_string(),
                    fixed: fixed.to_string(),
                });
            }
        }
        Ok(())
    }

    /// A column of finite numbers, in the parameter's unit.
    fn column(&self, name: &str) -> Result<Vec<f64>, JointProblem> {
        let not_a_number = |row: usize, found: String| JointProblem::NotANumber {
            path: self.path.clone(),
            row: row + 1,
            column: name.to_owned(),
            found,
        };
        let number = |row: usize, value: Option<f64>, found: &dyn Fn() -> String| {
            let value = value.filter(|value| value.is_finite());
            value.ok_or_else(|| not_a_number(row, found()))
        };
        match &self.cells {
            Cells::Texts(table) => {
                let at = table.columns.iter().position(|column| column == name);
                let at = at.expect("names are those of the table");
                let cells = table.rows.iter().enumerate().map(|(row, cells)| {
                    let text = cells[at].trim();
                    let said = || {
                        if text.is_empty() {
                            "nothing".into()
                        } else {
                            format!("`{text}`")
                        }
                    };
                    number(row, text.parse().ok(), &said)
                });
                cells.collect()
            }
            Cells::Numbers(columns) => {
                let Some(column) = columns.get(name) else {
                    return Err(not_a_number(0, "no column of numbers".into()));
                };
                let cells = column.iter().enumerate();
                cells
                    .map(|(row, value)| number(row, Some(*value), &|| value.to_string()))
                    .collect()
            }
        }
    }

    /// The rows of a world. What it assumes holds over the table.
    pub fn given(&self, world: &Program) -> Result<Given, JointProblem> {
        let column = |param: &Param| {
            let own = self.own.get(&param.name);
            let is_own = own.is_some_and(|own| *own == param.prior_text);
            if param.prior.is_none() || !is_own {
                return Ok(None);
            }
            let factor = param.unit.factor;
            let mut values = self.column(&param.name)?;
            for (row, value) in values.iter_mut().enumerate() {
                let found = *value;
                *value *= factor;
                if !value.is_finite() {
                    return Err(JointProblem::NotANumber {
                        path: self.path.clone(),
                        row: row + 1,
                        column: param.name.clone(),
                        found: found.to_string(),
                    });
                }
            }
            Ok(Some(values))
        };
        Ok(Given {
            params: world.params.iter().map(column).collect::<Result<_, _>>()?,
            draws: (0..self.used.rows as u64).collect(),
            noises: vec![None; world.noises.len()],
            until: 0,
        })
    }
}

/// The columns that a table of draws has beside parameters: nothing is read of them.
fn written_beside(program: &Program) -> HashSet<String> {
    let paces = program.paces();
    let scalars = program.variables.iter().filter(|variable| {
        let pace = paces[variable.node.index()];
        variable.kind != VariableKind::Param && matches!(pace, Pace::Draw | Pace::Milestones)
    });
    let milestones = program.milestones.iter().map(|one| one.name.clone());
    let own = ["draw", "diverged", "diverged_at", "chance"].map(str::to_owned);
    scalars
        .map(|variable| variable.full_name())
        .chain(milestones)
        .chain(own)
        .collect()
}

/// Columns of numbers by their names, and the names of all columns.
type Columns = (BTreeMap<String, Arc<[f64]>>, Vec<String>);

/// The columns of a Parquet file.
fn of_parquet(path: &Path, bytes: Vec<u8>) -> Result<Columns, JointProblem> {
    let unreadable = |reason: String| JointProblem::Unreadable {
        path: path.to_owned(),
        reason,
    };
    let reader = SerializedFileReader::new(Bytes::from(bytes.clone()));
    let reader = reader.map_err(|reason| unreadable(reason.to_string()))?;
    let fields = reader.metadata().file_metadata().schema_descr();
    let names = fields.columns().iter();
    let names = names.map(|column| composed(&column.path().string()).into_owned());
    let names = names.collect();
    Ok((read_numbers(bytes).map_err(unreadable)?, names))
}
