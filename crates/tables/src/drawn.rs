//! Columns of numbers from Parquet files that any program wrote.
//!
//! Knows what the types of the format mean as numbers; not what a model makes of them. A damaged file is
//! an error: no more is taken from memory than a file's rows can need, whatever it claims to hold.

#[cfg(test)]
mod tests;

use crate::arrow::durations;
use crate::unpack::Pages;
use bytes::Bytes;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{DataType, Int96};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tenfold_lang::{DrawTable, Draws, composed, year_of_day};

/// Values beyond which a table of numbers is not read: 512 MiB of doubles. A small file can
/// claim to hold far more than it does.
const VALUES_MAX: usize = 64 << 20;
/// Rows that are read together.
const BATCH: usize = 8_192;
const SECONDS_OF_DAY: i64 = 86_400;
const SECONDS_OF_YEAR: f64 = 31_557_600.0;

/// What the values of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Number,
    Unsigned,
    Half,
    /// A whole number and so many decimals.
    Decimal(i32),
    /// Days since the start of 1970.
    Days,
    /// Counts since the start of 1970, so many a second.
    Moment(i64),
    /// Counts of time, so many a second.
    Span(i64),
    /// Months, days and milliseconds.
    Interval,
}

/// Every column of a Parquet file by name; what is no column of numbers says why.
///
/// # Errors
/// A sentence, if the bytes are not such a file or hold more than is read.
pub fn read_columns(bytes: Vec<u8>) -> Result<DrawTable, String> {
    // The library has not only errors for what its own checks do not foresee.
    let read = catch_unwind(AssertUnwindSafe(|| columns(bytes)));
    read.unwrap_or_else(|_| Err("not a readable Parquet file: it is damaged".into()))
}

fn columns(bytes: Vec<u8>) -> Result<DrawTable, String> {
    let words = |error: ParquetError| format!("not a readable Parquet file: {error}");
    let bytes = Bytes::from(bytes);
    let reader = SerializedFileReader::new(bytes.clone()).map_err(words)?;
    let file = reader.metadata().file_metadata();
    let fields = file.schema_descr();
    let rows = usize::try_from(file.num_rows()).unwrap_or(usize::MAX);
    if rows.saturating_mul(fields.num_columns().max(1)) > VALUES_MAX {
        return Err(format!(
            "holds {rows} rows of {} columns, more than the {VALUES_MAX} values that are read",
            fields.num_columns()
        ));
    }
    let notes = file.key_value_metadata().into_iter().flatten();
    let schema = notes
        .filter(|note| note.key == "ARROW:schema")
        .find_map(|note| note.value.as_ref());
    let spans = schema.map_or_else(HashMap::new, |schema| durations(schema));
    let mut out = DrawTable::new();
    for at in 0..fields.num_columns() {
        let field = fields.column(at);
        let name = field.path().string();
        let draws = match meaning(&field, spans.get(&name).copied()) {
            Ok(meaning) => {
                let mut column = Column::of(meaning, field.max_def_level(), rows);
                for group in reader.metadata().row_groups() {
                    let pages = Pages::of(&bytes, group.column(at), rows).map_err(words)?;
                    let pages = get_column_reader(fields.column(at), Box::new(pages));
                    column.read(pages).map_err(words)?;
                }
                if column.values.len() != rows {
                    return Err(format!(
                        "not a readable Parquet file: column `{name}` has {} of its {rows} rows",
                        column.values.len()
                    ));
                }
                column.draws()
            }
            Err(found) => Draws {
                values: [].into(),
                is_time: false,
                wrong: Some(format!("found {found}, expected numbers")),
            },
        };
        out.insert(composed(&name).into_owned(), draws);
    }
    Ok(out)
}

/// What a column's values stand for, or what they are where that is no number.
fn meaning(field: &ColumnDescriptor, span: Option<i64>) -> Result<Meaning, &'static str> {
    if field.max_rep_level() > 0 {
        return Err("lists");
    }
    let per_second = |unit: &TimeUnit| match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    };
    let physical = field.physical_type();
    if let Some(logical) = field.logical_type_ref() {
        match logical {
            LogicalType::Decimal(decimal) => return Ok(Meaning::Decimal(decimal.scale)),
            LogicalType::Date => return Ok(Meaning::Days),
            LogicalType::Timestamp(time) => return Ok(Meaning::Moment(per_second(&time.unit))),
            LogicalType::Time(_) => return Err("times of day"),
            LogicalType::Integer(whole) if !whole.is_signed => return Ok(Meaning::Unsigned),
            LogicalType::Float16 => return Ok(Meaning::Half),
            LogicalType::String | LogicalType::Enum | LogicalType::Json => return Err("texts"),
            _ => {}
        }
    }
    match field.converted_type() {
        ConvertedType::DECIMAL => return Ok(Meaning::Decimal(field.type_scale())),
        ConvertedType::DATE => return Ok(Meaning::Days),
        ConvertedType::TIMESTAMP_MILLIS => return Ok(Meaning::Moment(1_000)),
        ConvertedType::TIMESTAMP_MICROS => return Ok(Meaning::Moment(1_000_000)),
        ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS => return Err("times of day"),
        ConvertedType::UINT_8
        | ConvertedType::UINT_16
        | ConvertedType::UINT_32
        | ConvertedType::UINT_64 => return Ok(Meaning::Unsigned),
        ConvertedType::INTERVAL => return Ok(Meaning::Interval),
        ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => return Err("texts"),
        _ => {}
    }
    match (physical, span) {
        (Physical::INT64, Some(per_second)) => Ok(Meaning::Span(per_second)),
        (Physical::INT96, _) => Ok(Meaning::Moment(1_000_000_000)),
        (Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY, _) => Err("bytes"),
        _ => Ok(Meaning::Number),
    }
}

/// The values of a column so far.
struct Column {
    meaning: Meaning,
    level_max: i16,
    /// As many as the file says it has.
    rows: usize,
    values: Vec<f64>,
    /// The first row without a value.
    missing: Option<usize>,
}

impl Column {
    fn of(meaning: Meaning, level_max: i16, rows: usize) -> Column {
        Column {
            meaning,
            level_max,
            rows,
            values: Vec::new(),
            missing: None,
        }
    }

    fn draws(self) -> Draws {
        let missing = self.missing;
        Draws {
            values: self.values.into(),
            is_time: matches!(
                self.meaning,
                Meaning::Days | Meaning::Moment(_) | Meaning::Span(_) | Meaning::Interval
            ),
            wrong: missing.map(|row| format!("row {}: found no value, expected a number", row + 1)),
        }
    }

    /// Appends the values of one group.
    fn read(&mut self, column: ColumnReader) -> Result<(), ParquetError> {
        let meaning = self.meaning;
        match column {
            ColumnReader::BoolColumnReader(reader) => {
                self.take(reader, |truth| f64::from(u8::from(*truth)))
            }
            ColumnReader::DoubleColumnReader(reader) => self.take(reader, |value| *value),
            ColumnReader::FloatColumnReader(reader) => self.take(reader, |value| f64::from(*value)),
            ColumnReader::Int32ColumnReader(reader) => self.take(reader, |value| match meaning {
                Meaning::Unsigned => f64::from(*value as u32),
                _ => whole(meaning, i64::from(*value)),
            }),
            ColumnReader::Int64ColumnReader(reader) => self.take(reader, |value| match meaning {
                Meaning::Unsigned => *value as u64 as f64,
                _ => whole(meaning, *value),
            }),
            ColumnReader::Int96ColumnReader(reader) => {
                self.take(reader, |value: &Int96| whole(meaning, value.to_nanos()))
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                self.take(reader, |value| of_bytes(meaning, value.data()))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                self.take(reader, |value| of_bytes(meaning, value.data()))
            }
        }
    }

    fn take<T: DataType>(
        &mut self,
        mut reader: ColumnReaderImpl<T>,
        number: impl Fn(&T::T) -> f64,
    ) -> Result<(), ParquetError> {
        let (mut values, mut levels) = (Vec::new(), Vec::new());
        loop {
            values.clear();
            levels.clear();
            let (records, _, _) =
                reader.read_records(BATCH, Some(&mut levels), None, &mut values)?;
            if records == 0 {
                return Ok(());
            }
            if self.values.len() + records > self.rows {
                let why = format!("more than the {} rows that it says it has", self.rows);
                return Err(ParquetError::General(why));
            }
            let mut there = values.iter();
            for row in 0..records {
                let is_there = self.level_max == 0 || levels.get(row) == Some(&self.level_max);
                let value = if is_there { there.next() } else { None };
                if value.is_none() && self.missing.is_none() {
                    self.missing = Some(self.values.len());
                }
                self.values.push(value.map_or(f64::NAN, &number));
            }
        }
    }
}

/// A whole number as what it stands for.
fn whole(meaning: Meaning, value: i64) -> f64 {
    match meaning {
        Meaning::Decimal(scale) => decimal(i128::from(value), scale),
        Meaning::Days => year_of_day(value, 0.0).unwrap_or(f64::NAN),
        Meaning::Moment(per_second) => {
            let per_day = per_second * SECONDS_OF_DAY;
            let passed = value.rem_euclid(per_day) as f64 / per_day as f64;
            year_of_day(value.div_euclid(per_day), passed).unwrap_or(f64::NAN)
        }
        Meaning::Span(per_second) => value as f64 / per_second as f64 / SECONDS_OF_YEAR,
        _ => value as f64,
    }
}

/// The nearest number to one that is written in decimals.
fn decimal(value: i128, scale: i32) -> f64 {
    let text = format!("{value}e{}", -i64::from(scale));
    text.parse().unwrap_or(f64::NAN)
}

fn of_bytes(meaning: Meaning, bytes: &[u8]) -> f64 {
    let word = |at: usize| {
        let bytes = bytes
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok());
        f64::from(u32::from_le_bytes(bytes.unwrap_or_default()))
    };
    match (meaning, bytes) {
        (Meaning::Half, [low, high]) => half(u16::from_le_bytes([*low, *high])),
        (Meaning::Interval, bytes) if bytes.len() == 12 => {
            let days = word(4) + word(8) / 86_400_000.0;
            word(0) / 12.0 + days / 365.25
        }
        // Two's complement, the highest byte first.
        (Meaning::Decimal(scale), [first, ..]) if bytes.len() <= 16 => {
            let sign = if first & 0x80 == 0 { 0 } else { -1 };
            decimal(
                bytes
                    .iter()
                    .fold(sign, |value, byte| value << 8 | i128::from(*byte)),
                scale,
            )
        }
        _ => f64::NAN,
    }
}

/// A number of sixteen bits (IEEE 754), which every larger kind holds exactly.
fn half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff) / 1024.0;
    let size = match bits >> 10 & 0x1f {
        0 => fraction * f64::from_bits((1023 - 14) << 52),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        power => (1.0 + fraction) * f64::from_bits((1023 - 15 + u64::from(power)) << 52),
    };
    if bits >> 15 == 1 { -size } else { size }
}
