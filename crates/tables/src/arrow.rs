//! What Arrow says of a Parquet file's columns beside their types: which are spans of time.
//!
//! Parquet has no type for these, so pyarrow and polars write counts and keep Arrow's schema, a
//! FlatBuffer in Base64, among the file's notes. Of it no more is read than names and types; whatever is
//! not as the format has it (arrow.apache.org/docs/format, `Message.fbs` and `Schema.fbs`) says nothing.

use std::collections::HashMap;

/// `Type.Duration` of `Schema.fbs`.
const DURATION: u8 = 18;
/// `MessageHeader.Schema` of `Message.fbs`.
const SCHEMA: u8 = 1;

/// How many counts make a second in each column that holds spans of time, by name.
pub(crate) fn durations(schema: &str) -> HashMap<String, i64> {
    let bytes = base64(schema).unwrap_or_default();
    // A mark of four bytes stands before the length, but in old files.
    let start = if bytes.starts_with(&[0xff; 4]) { 8 } else { 4 };
    let buffer = Buffer(bytes.get(start..).unwrap_or_default());
    buffer.durations().unwrap_or_default()
}

struct Buffer<'b>(&'b [u8]);

impl Buffer<'_> {
    fn durations(&self) -> Option<HashMap<String, i64>> {
        let message = self.follow(0)?;
        if *self.0.get(self.field(message, 1)?)? != SCHEMA {
            return None;
        }
        let schema = self.follow(self.field(message, 2)?)?;
        let fields = self.follow(self.field(schema, 1)?)?;
        let count = self.number(fields)?.min(self.0.len() / 4);
        let mut out = HashMap::new();
        for at in 0..count {
            let field = self.follow(fields + 4 + 4 * at)?;
            let kind = self.field(field, 2).and_then(|at| self.0.get(at));
            if kind != Some(&DURATION) {
                continue;
            }
            let duration = self.follow(self.field(field, 3)?)?;
            let unit = match self.field(duration, 0) {
                Some(at) => self.short(at)?,
                // What is not written is milliseconds.
                None => 1,
            };
            let per_second = 1000_i64.pow(u32::try_from(unit).ok().filter(|unit| *unit <= 3)?);
            out.insert(self.text(self.field(field, 0)?)?, per_second);
        }
        Some(out)
    }

    fn number(&self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    fn short(&self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at..at.checked_add(2)?)?;
        Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    }

    /// What an offset leads to.
    fn follow(&self, at: usize) -> Option<usize> {
        at.checked_add(self.number(at)?)
    }

    /// Where a field of a table lies, if it is there.
    fn field(&self, table: usize, field: usize) -> Option<usize> {
        let back = self.number(table)? as u32 as i32;
        let names = i64::try_from(table).ok()? - i64::from(back);
        let names = usize::try_from(names).ok()?;
        let slot = 4 + 2 * field;
        if slot + 2 > self.short(names)? {
            return None;
        }
        match self.short(names.checked_add(slot)?)? {
            0 => None,
            offset => table.checked_add(offset),
        }
    }

    fn text(&self, at: usize) -> Option<String> {
        let start = self.follow(at)?;
        let length = self.number(start)?;
        let start = start.checked_add(4)?;
        let bytes = self.0.get(start..start.checked_add(length)?)?;
        String::from_utf8(bytes.to_vec()).ok()
    }
}

/// The bytes of a text in Base64, padded or not.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}
