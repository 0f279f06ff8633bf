//! From the bytes of a CSV file to a table of cells, and to columns of numbers.
//!
//! Knows nothing of files, and not what the cells mean: that is the language's.

use std::borrow::Cow;
use tenfold_lang::{DataTable, DrawTable, Draws, Numerals, composed};

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
    /// A quote that is never closed: it would take the rest of the file.
    #[error(
        "row {row}, column {column} (line {line}): a quote that is not closed; close it, or write \"\" for a quote in a cell"
    )]
    UnclosedQuote {
        /// 0 is the heading.
        row: usize,
        /// From 1.
        column: usize,
        /// Line of the file where the quote stands, from 1.
        line: usize,
    },
    /// Something between a closing quote and the end of its cell.
    #[error(
        "row {row}, column {column} (line {line}): found `{found}` after the closing quote, expected the end of the cell; write \"\" for a quote in a cell"
    )]
    AfterQuote {
        /// 0 is the heading.
        row: usize,
        /// From 1.
        column: usize,
        /// Line of the file, from 1.
        line: usize,
        /// The character.
        found: String,
    },
    /// A row with more or fewer cells than the heading.
    #[error("row {row} (line {line}) has {found} cells, the heading has {expected}")]
    Ragged {
        /// From 1.
        row: usize,
        /// Line of the file, from 1.
        line: usize,
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

/// Reads a table: UTF-8 with or without a byte order mark, cells parted by commas, or by the semicolons
/// or tabs that the heading shows, quoted as RFC 4180 has it, the first line naming the columns; the
/// first of several may have no name. Cells are kept as they stand but for the form of their letters (NFC), names trimmed; empty lines count for
/// nothing.
pub fn parse_table(bytes: &[u8]) -> Result<DataTable, TableError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(TableError::Binary { offset });
    }
    let mut reader = Reader::new(bytes);
    let Some((columns, _)) = reader.row(0)? else {
        return Err(TableError::Empty);
    };
    let columns: Vec<String> = columns.iter().map(|name| name.trim().to_owned()).collect();
    check_heading(&columns)?;
    let mut rows = Vec::new();
    while let Some((cells, line)) = reader.row(rows.len() + 1)? {
        let row = rows.len() + 1;
        if cells.len() != columns.len() {
            return Err(TableError::Ragged {
                row,
                line,
                found: cells.len(),
                expected: columns.len(),
            });
        }
        if row.saturating_mul(columns.len()) > CELLS_MAX {
            return Err(TableError::TooLarge {
                row,
                limit: CELLS_MAX,
            });
        }
        rows.push(cells);
    }
    let cells = rows.iter().flatten().map(String::as_str);
    let numerals = match reader.separator {
        b',' => Numerals::Point,
        _ => Numerals::of(cells),
    };
    Ok(DataTable {
        columns,
        rows,
        numerals,
        ..DataTable::default()
    })
}

/// What may part the cells of a row, the usual one first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A place in the bytes of a table.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    /// From 1.
    line: usize,
    separator: u8,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Reader<'b> {
        let mut reader = Reader {
            bytes,
            at: 0,
            line: 1,
            separator: b',',
        };
        while reader.line_end() {}
        // A line that spreadsheets write and read: `sep=;`.
        let rest = &bytes[reader.at..];
        if let Some(after) = rest.strip_prefix(b"sep=")
            && let [separator, b'\r' | b'\n', ..] = after
            && SEPARATORS.contains(separator)
        {
            reader.separator = *separator;
            reader.at += 5;
            return reader;
        }
        let mut counts = [0_usize; SEPARATORS.len()];
        let mut is_quoted = false;
        for byte in rest {
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\r' | b'\n' if !is_quoted => break,
                _ if !is_quoted => {
                    let of = SEPARATORS.iter().position(|one| one == byte);
                    of.into_iter().for_each(|of| counts[of] += 1);
                }
                _ => {}
            }
        }
        // Of equals the first.
        let most = (0..counts.len()).rev().max_by_key(|at| counts[*at]);
        reader.separator = SEPARATORS[most.unwrap_or(0)];
        reader
    }

    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes the end of a line, if it is here.
    fn line_end(&mut self) -> bool {
        let length = match self.bytes[self.at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        true
    }

    /// The cells of the next row and the line it starts on; none at the end.
    fn row(&mut self, row: usize) -> Result<Option<(Vec<String>, usize)>, TableError> {
        while self.line_end() {}
        if self.next().is_none() {
            return Ok(None);
        }
        let (start, mut cells) = (self.line, Vec::new());
        loop {
            cells.push(self.cell(row, cells.len() + 1)?);
            match self.next() {
                Some(byte) if byte == self.separator => self.at += 1,
                Some(_) => {
                    self.line_end();
                    break;
                }
                None => break,
            }
        }
        Ok(Some((cells, start)))
    }

    /// The cell that begins here; behind it stands a separator, the end of a line or of the file.
    fn cell(&mut self, row: usize, column: usize) -> Result<String, TableError> {
        let start = self.at;
        self.spaces();
        if self.next() == Some(b'"') {
            let cell = self.quoted(row, column)?;
            self.spaces();
            return match self.next() {
                Some(byte) if !self.ends_cell(byte) => Err(TableError::AfterQuote {
                    row,
                    column,
                    line: self.line,
                    found: String::from_utf8_lossy(&self.bytes[self.at..])
                        .chars()
                        .take(1)
                        .collect(),
                }),
                _ => Ok(cell),
            };
        }
        while let Some(byte) = self.next().filter(|byte| !self.ends_cell(*byte)) {
            debug_assert_ne!(byte, 0);
            self.at += 1;
        }
        text(self.bytes[start..self.at].to_vec(), row, column)
    }

    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.separator || matches!(byte, b'\r' | b'\n')
    }

    fn spaces(&mut self) {
        while self
            .next()
            .is_some_and(|byte| byte != self.separator && matches!(byte, b' ' | b'\t'))
        {
            self.at += 1;
        }
    }

    /// What stands between quotes; two of them are one of the text.
    fn quoted(&mut self, row: usize, column: usize) -> Result<String, TableError> {
        let (line, mut out) = (self.line, Vec::new());
        self.at += 1;
        loop {
            let byte = self
                .next()
                .ok_or(TableError::UnclosedQuote { row, column, line })?;
            self.at += 1;
            match byte {
                b'"' if self.next() == Some(b'"') => self.at += 1,
                b'"' => return text(out, row, column),
                b'\n' => self.line += 1,
                b'\r' if self.next() != Some(b'\n') => self.line += 1,
                _ => {}
            }
            out.push(byte);
        }
    }
}

/// The text of a cell, each letter in the form in which names and labels are compared.
fn text(bytes: Vec<u8>, row: usize, column: usize) -> Result<String, TableError> {
    let text = String::from_utf8(bytes).map_err(|_| TableError::NotUtf8 { row, column })?;
    Ok(match composed(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(composed) => composed,
    })
}

/// The columns of a table for `empirical`: those whose every cell is a number, or a date, say so.
pub fn numbers(table: &DataTable) -> DrawTable {
    let column = |(at, name): (usize, &String)| {
        let cells = || table.rows.iter().map(|row| row[at].trim());
        let number = |cell| table.numerals.number(cell);
        let date = |cell| table.numerals.date(cell);
        let is_time = cells()
            .next()
            .is_some_and(|cell| number(cell).is_none() && date(cell).is_some());
        let values = cells().map(|cell| if is_time { date(cell) } else { number(cell) });
        let values: Vec<Option<f64>> = values.collect();
        let wrong = values.iter().position(Option::is_none).map(|row| {
            let found = match cells().nth(row) {
                None | Some("") => "no value".to_owned(),
                Some(cell) => format!("`{}`", cell.chars().take(40).collect::<String>()),
            };
            format!("row {}: found {found}, expected a number", row + 1)
        });
        let draws = Draws {
            values: values
                .into_iter()
                .map(|value| value.unwrap_or(f64::NAN))
                .collect(),
            is_time,
            wrong,
        };
        (name.clone(), draws)
    };
    let columns = table.columns.iter().enumerate();
    columns.map(column).collect()
}

fn check_heading(columns: &[String]) -> Result<(), TableError> {
    let mut seen = std::collections::HashMap::new();
    for (at, name) in columns.iter().enumerate() {
        if name.is_empty() {
            // The first is where a program numbers its rows.
            if at == 0 && columns.len() > 1 {
                continue;
            }
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
    fn letters_written_in_two_ways_are_one() {
        let table = parse_table("cafe\u{301};v\n\"e\u{301}t\u{e9}\";1\n".as_bytes()).unwrap();
        assert_eq!(table.columns, ["caf\u{e9}", "v"]);
        assert_eq!(table.rows, [["\u{e9}t\u{e9}", "1"]]);
        let twice = parse_table("\u{e9},e\u{301}\n1,2\n".as_bytes());
        assert!(matches!(twice, Err(TableError::DuplicateColumn { .. })));
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
    fn a_quote_that_does_not_close_its_cell_is_refused() {
        let unclosed = b"date,value,note\n2021,1.1,\"abc\n2022,1.3,x\n2023,1.5,y\n";
        let expected = TableError::UnclosedQuote {
            row: 1,
            column: 3,
            line: 2,
        };
        assert_eq!(parse_table(unclosed), Err(expected));
        let after = |row, column, line, found: &str| {
            Err(TableError::AfterQuote {
                row,
                column,
                line,
                found: found.into(),
            })
        };
        assert_eq!(parse_table(b"a,b\n1,\"1\"5\n"), after(1, 2, 2, "5"));
        // The quote that closes it belongs to another cell.
        let taken = b"a,b\n\n1,\"x\n2,\"y\"\n";
        assert_eq!(parse_table(taken), after(1, 2, 4, "y"));
        assert_eq!(parse_table(b"a,\"b\"\xc3\xa9\n"), after(0, 2, 1, "\u{e9}"));
    }

    #[test]
    fn cells_may_be_quoted_and_lines_end_as_they_do_anywhere() {
        let table = parse_table(b"a,b\r1, \"x, \"\"y\"\"\r\nz\" \r\n\r\n2,5\" disk").unwrap();
        assert_eq!(table.rows, [["1", "x, \"y\"\r\nz"], ["2", "5\" disk"]]);
        assert_eq!(parse_table(b"a,b\n1,").unwrap().rows, [["1", ""]]);
    }

    #[test]
    fn the_heading_shows_what_parts_cells() {
        let rows = [["2020", "1,5"], ["2021", "2"]];
        for text in [
            "date;value\n2020;1,5\n2021;2\n",
            "date\tvalue\r\n2020\t1,5\r\n2021\t2",
            "sep=;\ndate;value\n2020;1,5\n2021;2\n",
            "date,value\n2020,\"1,5\"\n2021,2",
        ] {
            let table = parse_table(text.as_bytes()).unwrap();
            assert_eq!(
                (&table.columns[..], &table.rows[..]),
                (
                    &["date".to_owned(), "value".to_owned()][..],
                    &rows.map(|row| row.map(str::to_owned).to_vec())[..]
                )
            );
            let is_local = !text.contains('"');
            let number = table.numerals.number("1,5");
            assert_eq!(number, is_local.then_some(1.5), "{text}");
        }
        // A semicolon in a name, or in quotes, is none of the heading's.
        assert_eq!(parse_table(b"a;b,c,d\n1,2,3").unwrap().columns.len(), 3);
        assert_eq!(parse_table(b"\"a;b;c\",d\n1,2").unwrap().columns.len(), 2);
    }

    #[test]
    fn the_first_column_may_have_no_name() {
        let table = parse_table(b",date,value\n0,2020,1\n").unwrap();
        assert_eq!(table.columns, ["", "date", "value"]);
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
