//! From the bytes of a CSV file to a table of cells, and to columns of numbers.
//!
//! Knows nothing of files, and not what the cells mean: that is the language's.

use std::sync::Arc;
use tenfold_lang::{DataTable, DrawTable};

/// Cells beyond which a table is refused: what 64 MiB of a sensible table hold, and a
/// bound on the memory that a file of nothing but commas could take.
const CELLS_MAX: usize = 4_000_000;

/// Why bytes are not a table. Rows count from 1 without the heading, columns from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// No bytes, or no heading.
    #[error("the file is empty; expected a line of column names")]
    Empty,
    /// A cell that is not UTF-8.
    #[error("row {row}, column {column}: not UTF-8; save the table as UTF-8 text")]
    NotUtf8 {
        /// 0 is the heading.
        row: usize,
        /// From 1.
        column: usize,
    },
    /// A NUL byte: a binary file.
    #[error("byte {offset} is NUL; this is not a text")]
    Binary {
        /// From 0.
        offset: usize,
    },
    /// A row with more or fewer cells than the heading.
    #[error("row {row} (line {line}) has {found} cells, the heading has {expected}")]
    Ragged {
        /// From 1.
        row: usize,
        /// Line of the file, from 1.
        line: u64,
        /// Cells of this row.
        found: usize,
        /// Cells of the heading.
        expected: usize,
    },
    /// Two columns of one name.
    #[error("columns {first} and {second} are both named `{name}`")]
    DuplicateColumn {
        /// The name.
        name: String,
        /// From 1.
        first: usize,
        /// From 1.
        second: usize,
    },
    /// A column without a name.
    #[error("column {column} has no name in the heading")]
    UnnamedColumn {
        /// From 1.
        column: usize,
    },
    /// More cells than are read.
    #[error("row {row}: more than {limit} cells up to here; split the table")]
    TooLarge {
        /// The row at which the bound was passed.
        row: usize,
        /// The bound.
        limit: usize,
    },
}

/// Reads a table: comma-separated, quoted as RFC 4180 has it, UTF-8 with or without a byte
/// order mark, the first line naming the columns. Cells are kept as they stand, names trimmed.
pub fn parse_table(bytes: &[u8]) -> Result<DataTable, TableError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(TableError::Binary { offset });
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    if !next(&mut reader, &mut record) {
        return Err(TableError::Empty);
    }
    let columns: Vec<String> = cells(&record, 0)?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    check_heading(&columns)?;
    let mut rows = Vec::new();
    while next(&mut reader, &mut record) {
        let row = rows.len() + 1;
        if record.len() != columns.len() {
            return Err(TableError::Ragged {
                row,
                line: record.position().map_or(0, csv::Position::line),
                found: record.len(),
                expected: columns.len(),
            });
        }
        if row.saturating_mul(columns.len()) > CELLS_MAX {
            return Err(TableError::TooLarge {
                row,
                limit: CELLS_MAX,
            });
        }
        rows.push(cells(&record, row)?);
    }
    Ok(DataTable { columns, rows })
}

/// The columns of a table whose every cell is a number, for `empirical`.
pub fn numbers(table: &DataTable) -> DrawTable {
    let column = |(at, name): (usize, &String)| {
        let cells = table.rows.iter().map(|row| row[at].trim().parse::<f64>());
        let values: Vec<f64> = cells.collect::<Result<_, _>>().ok()?;
        Some((name.clone(), Arc::from(values)))
    };
    let columns = table.columns.iter().enumerate();
    columns.filter_map(column).collect()
}

/// The next record, empty lines skipped; false at the end.
fn next(reader: &mut csv::Reader<&[u8]>, record: &mut csv::ByteRecord) -> bool {
    reader
        .read_byte_record(record)
        .expect("bytes in memory cannot fail, and rows of any length are taken")
}

fn cells(record: &csv::ByteRecord, row: usize) -> Result<Vec<String>, TableError> {
    let cell = |(at, bytes): (usize, &[u8])| {
        let text = std::str::from_utf8(bytes).map_err(|_| TableError::NotUtf8 {
            row,
            column: at + 1,
        })?;
        Ok(text.to_owned())
    };
    record.iter().enumerate().map(cell).collect()
}

fn check_heading(columns: &[String]) -> Result<(), TableError> {
    let mut seen = std::collections::HashMap::new();
    for (at, name) in columns.iter().enumerate() {
        if name.is_empty() {
            return Err(TableError::UnnamedColumn { column: at + 1 });
        }
        if let Some(first) = seen.insert(name, at + 1) {
            return Err(TableError::DuplicateColumn {
                name: name.clone(),
                first,
                second: at + 1,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_keeps_its_cells() {
        let table = parse_table(b"\xef\xbb\xbfdate, value\r\n2024,\"1,5\"\n\n2025,\n").unwrap();
        assert_eq!(table.columns, ["date", "value"]);
        assert_eq!(table.rows, [["2024", "1,5"], ["2025", ""]]);
    }

    #[test]
    fn each_mistake_says_where() {
        let cases: [(&[u8], TableError); 7] = [
            (b"", TableError::Empty),
            (b"\n\n", TableError::Empty),
            (
                b"a,b\n1,2\n3\n",
                TableError::Ragged {
                    row: 2,
                    line: 3,
                    found: 1,
                    expected: 2,
                },
            ),
            (
                b"a,b,a\n",
                TableError::DuplicateColumn {
                    name: "a".into(),
                    first: 1,
                    second: 3,
                },
            ),
            (b"a,\n1,2\n", TableError::UnnamedColumn { column: 2 }),
            (b"a,b\n1,\xff\n", TableError::NotUtf8 { row: 1, column: 2 }),
            (b"a\n\0\n", TableError::Binary { offset: 2 }),
        ];
        for (bytes, expected) in cases {
            assert_eq!(parse_table(bytes), Err(expected));
        }
    }

    #[test]
    fn a_file_of_commas_is_refused_before_it_fills_the_memory() {
        let columns = 2_000;
        let heading: Vec<String> = (0..columns).map(|at| format!("c{at}")).collect();
        let mut text = heading.join(",");
        for _ in 0..2_001 {
            text.push('\n');
            text.extend(std::iter::repeat_n(',', columns - 1));
        }
        assert_eq!(
            parse_table(text.as_bytes()),
            Err(TableError::TooLarge {
                row: 2_001,
                limit: CELLS_MAX
            })
        );
    }
}
