//! Tables as Parquet files: written a group of rows at a time, read back whole.
//!
//! Knows columns and values, not what they mean. Values are stored plain and uncompressed, whole numbers in as
//! many bits as their differences need: draws are noise to a compressor. What others write, [`crate::drawn`] reads.

use crate::drawn::read_columns;
use parquet::basic::{Encoding, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a table was not written or not read.
#[derive(Debug)]
pub enum TableFailure {
    /// The system refused to make its file.
    Create {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// What is in it.
    Parquet {
        /// The file, or what stands for one in memory.
        path: PathBuf,
        /// The library's reason.
        source: ParquetError,
    },
}

impl TableFailure {
    /// For `map_err` where Parquet fails.
    fn parquet(path: &Path) -> impl Fn(ParquetError) -> TableFailure + '_ {
        |source| TableFailure::Parquet {
            path: path.to_owned(),
            source,
        }
    }
}

/// The values of one column in one group of rows.
#[derive(Clone, Debug)]
pub enum Values {
    /// Numbers, all there.
    Doubles(Vec<f64>),
    /// Numbers or nothing.
    OptionalDoubles(Vec<Option<f64>>),
    /// Whole numbers.
    Integers(Vec<i64>),
    /// Truths.
    Truths(Vec<bool>),
    /// Texts.
    Texts(Vec<String>),
}

impl Values {
    /// No values of a kind yet.
    pub fn empty(kind: Kind) -> Values {
        match kind {
            Kind::Double => Values::Doubles(Vec::new()),
            Kind::OptionalDouble => Values::OptionalDoubles(Vec::new()),
            Kind::Integer => Values::Integers(Vec::new()),
            Kind::Truth => Values::Truths(Vec::new()),
            Kind::Text => Values::Texts(Vec::new()),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Values::Doubles(values) => values.len(),
            Values::OptionalDoubles(values) => values.len(),
            Values::Integers(values) => values.len(),
            Values::Truths(values) => values.len(),
            Values::Texts(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes all values out, keeping their memory.
    pub fn clear(&mut self) {
        match self {
            Values::Doubles(values) => values.clear(),
            Values::OptionalDoubles(values) => values.clear(),
            Values::Integers(values) => values.clear(),
            Values::Truths(values) => values.clear(),
            Values::Texts(values) => values.clear(),
        }
    }

    /// Adds a number; a column where none may be missing takes NaN for a missing one.
    ///
    /// # Panics
    /// If this is no column of numbers with a fraction; the next three likewise.
    pub fn push(&mut self, value: Option<f64>) {
        match self {
            Values::Doubles(values) => values.push(value.unwrap_or(f64::NAN)),
            Values::OptionalDoubles(values) => values.push(value),
            other => panic!("a number does not go into {other:?}"),
        }
    }

    /// Adds a whole number.
    pub fn push_integer(&mut self, value: u64) {
        let Values::Integers(values) = self else {
            panic!("a whole number does not go into {self:?}");
        };
        values.push(i64::try_from(value).expect("counts and draws stay far below 2^63"));
    }

    /// Adds a truth.
    pub fn push_truth(&mut self, value: bool) {
        let Values::Truths(values) = self else {
            panic!("a truth does not go into {self:?}");
        };
        values.push(value);
    }

    /// Adds a text.
    pub fn push_text(&mut self, value: &str) {
        let Values::Texts(values) = self else {
            panic!("a text does not go into {self:?}");
        };
        values.push(value.to_owned());
    }
}

/// What kind of values a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// See [`Values::Doubles`].
    Double,
    /// See [`Values::OptionalDoubles`].
    OptionalDouble,
    /// See [`Values::Integers`].
    Integer,
    /// See [`Values::Truths`].
    Truth,
    /// See [`Values::Texts`].
    Text,
}

/// A Parquet table that is being written, to a file or into memory.
pub struct TableWriter<W: Write + Send = File> {
    writer: SerializedFileWriter<W>,
    path: PathBuf,
}

impl TableWriter {
    /// Starts a file with these columns; no two may have one name.
    pub fn create(path: &Path, columns: &[(String, Kind)]) -> Result<TableWriter, TableFailure> {
        let file = File::create(path).map_err(|source| TableFailure::Create {
            path: path.to_owned(),
            source,
        })?;
        TableWriter::new(file, path, columns)
    }
}

impl<W: Write + Send> TableWriter<W> {
    /// Starts a table that goes to `sink`; `path` is what it is called where that fails.
    pub fn new(sink: W, path: &Path, columns: &[(String, Kind)]) -> Result<Self, TableFailure> {
        let failed = TableFailure::parquet(path);
        let schema = schema(columns).map_err(&failed)?;
        let mut properties = WriterProperties::builder();
        for (name, kind) in columns {
            let column = ColumnPath::new(vec![name.clone()]);
            if matches!(kind, Kind::Double | Kind::OptionalDouble | Kind::Integer) {
                properties = properties.set_column_dictionary_enabled(column.clone(), false);
            }
            if *kind == Kind::Integer {
                properties = properties.set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
            }
        }
        let writer = SerializedFileWriter::new(sink, schema, Arc::new(properties.build()))
            .map_err(&failed)?;
        Ok(TableWriter {
            writer,
            path: path.to_owned(),
        })
    }

    /// Writes one group of rows: the values of every column, in order, all of one length.
    pub fn group(&mut self, columns: &[Values]) -> Result<(), TableFailure> {
        let write = |writer: &mut SerializedFileWriter<W>| {
            let mut group = writer.next_row_group()?;
            for values in columns {
                write_column(&mut group, values)?;
            }
            group.close()?;
            Ok(())
        };
        write(&mut self.writer).map_err(TableFailure::parquet(&self.path))
    }

    /// Writes the footer.
    pub fn close(self) -> Result<(), TableFailure> {
        self.into_sink().map(|_| ())
    }

    /// Writes the footer, and gives back what the table went to.
    pub fn into_sink(self) -> Result<W, TableFailure> {
        let closed = self.writer.into_inner();
        closed.map_err(TableFailure::parquet(&self.path))
    }
}

fn schema(columns: &[(String, Kind)]) -> Result<TypePtr, ParquetError> {
    let field = |(name, kind): &(String, Kind)| {
        let (physical, logical, repetition) = match kind {
            Kind::Double => (Physical::DOUBLE, None, Repetition::REQUIRED),
            Kind::OptionalDouble => (Physical::DOUBLE, None, Repetition::OPTIONAL),
            Kind::Integer => (Physical::INT64, None, Repetition::REQUIRED),
            Kind::Truth => (Physical::BOOLEAN, None, Repetition::REQUIRED),
            Kind::Text => {
                let text = Some(LogicalType::String);
                (Physical::BYTE_ARRAY, text, Repetition::REQUIRED)
            }
        };
        let built = Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical)
            .build()?;
        Ok(Arc::new(built))
    };
    let fields: Result<Vec<TypePtr>, ParquetError> = columns.iter().map(field).collect();
    let root = Type::group_type_builder("tenfold").with_fields(fields?);
    Ok(Arc::new(root.build()?))
}

fn write_column<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &Values,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("more values than columns".into());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    match values {
        Values::Doubles(values) => {
            column
                .typed::<DoubleType>()
                .write_batch(values, None, None)?;
        }
        Values::OptionalDoubles(values) => {
            let there: Vec<f64> = values.iter().copied().flatten().collect();
            let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
            let typed = column.typed::<DoubleType>();
            typed.write_batch(&there, Some(&levels), None)?;
        }
        Values::Integers(values) => {
            column
                .typed::<Int64Type>()
                .write_batch(values, None, None)?;
        }
        Values::Truths(values) => {
            column.typed::<BoolType>().write_batch(values, None, None)?;
        }
        Values::Texts(values) => {
            let values: Vec<ByteArray> = values.iter().map(|v| v.as_str().into()).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, None, None)?;
        }
    }
    column.close()
}

/// Every column of numbers of a table that this program wrote, by name; what is null is NaN.
///
/// # Errors
/// A sentence, if the bytes are not such a file or hold more than is read.
pub fn read_numbers(bytes: Vec<u8>) -> Result<BTreeMap<String, Arc<[f64]>>, String> {
    let columns = read_columns(bytes)?.into_iter();
    let values = columns.map(|(name, draws)| (name, draws.values));
    Ok(values.filter(|(_, values)| !values.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("draws.parquet");
        let columns = [
            ("draw".to_owned(), Kind::Integer),
            ("market.fit[a, b]".to_owned(), Kind::Double),
            ("market.first".to_owned(), Kind::OptionalDouble),
            ("diverged".to_owned(), Kind::Truth),
            ("word".to_owned(), Kind::Text),
        ];
        let mut writer = TableWriter::create(&path, &columns).unwrap();
        for first in [0_i64, 2] {
            writer
                .group(&[
                    Values::Integers(vec![first, first + 1]),
                    Values::Doubles(vec![0.5, -1e300]),
                    Values::OptionalDoubles(vec![None, Some(2030.25)]),
                    Values::Truths(vec![false, true]),
                    Values::Texts(vec!["收入".into(), String::new()]),
                ])
                .unwrap();
        }
        writer.close().unwrap();
        let read = read_numbers(std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(read.len(), 4);
        assert_eq!(*read["diverged"], [0.0, 1.0, 0.0, 1.0]);
        assert_eq!(*read["draw"], [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(*read["market.fit[a, b]"], [0.5, -1e300, 0.5, -1e300]);
        assert!(read["market.first"][0].is_nan());
        assert_eq!(read["market.first"][3], 2030.25);
    }

    #[test]
    fn bytes_that_are_not_parquet_are_refused() {
        for bytes in [&b""[..], b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", &[0; 64]] {
            assert!(read_numbers(bytes.to_vec()).is_err());
        }
    }
}
