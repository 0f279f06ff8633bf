//! The pages of a Parquet column, unpacked within the memory that its rows can need.
//!
//! The library takes whatever a page claims to hold, or holds: a small file could fill any memory. It is given the pages as
//! if they had never been packed, and they are unpacked here, up to a bound. Knows bytes, not values.

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;
use std::io::Read;
use std::sync::Arc;

/// Bytes that a value of a column of numbers takes at most: a decimal of 16 bytes with its length, and its levels.
const VALUE_BYTES: usize = 32;
/// Bytes that a page may have beside its values.
const PAGE_BYTES: usize = 64 << 10;
/// Bytes of the largest page of all.
const PAGE_BYTES_MAX: usize = 1 << 30;
/// No block of LZ4 becomes longer than so many times itself.
const LZ4_RATIO: usize = 255;

/// The pages of one column in one group of rows.
pub(super) struct Pages {
    packed: SerializedPageReader<Bytes>,
    compression: Compression,
    /// Rows of the file, and the bytes that a page of them can need.
    rows: usize,
    bytes_max: usize,
}

impl Pages {
    /// Of a file that says it has so many rows.
    pub(super) fn of(
        file: &Bytes,
        chunk: &ColumnChunkMetaData,
        rows: usize,
    ) -> Result<Pages, ParquetError> {
        let as_if = chunk.clone().into_builder();
        let as_if = as_if.set_compression(Compression::UNCOMPRESSED).build()?;
        let bytes_max = rows.saturating_mul(VALUE_BYTES).saturating_add(PAGE_BYTES);
        Ok(Pages {
            packed: SerializedPageReader::new(Arc::new(file.clone()), &as_if, rows, None)?,
            compression: chunk.compression(),
            rows,
            bytes_max: bytes_max.min(PAGE_BYTES_MAX),
        })
    }

    fn unpack(&self, mut page: Page) -> Result<Page, ParquetError> {
        match &mut page {
            Page::DataPage { buf, .. } => *buf = self.unpacked(buf)?,
            Page::DataPageV2 {
                buf,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed: true,
                ..
            } => {
                let levels = *def_levels_byte_len as usize + *rep_levels_byte_len as usize;
                let (levels, values) =
                    (buf.get(..levels)).zip(buf.get(levels..)).ok_or_else(|| {
                        ParquetError::General("a page shorter than its levels".into())
                    })?;
                *buf = [levels, &self.unpacked(&buf.slice_ref(values))?]
                    .concat()
                    .into();
            }
            Page::DataPageV2 { .. } => {}
            Page::DictionaryPage {
                buf, num_values, ..
            } => {
                *buf = self.unpacked(buf)?;
                // The library takes memory for as many as are claimed.
                if *num_values as usize > buf.len() {
                    let why = format!("{num_values} values in {} bytes", buf.len());
                    return Err(ParquetError::General(why));
                }
            }
        }
        Ok(page)
    }

    /// The bytes that packed ones stand for.
    fn unpacked(&self, packed: &Bytes) -> Result<Bytes, ParquetError> {
        // Of a page in which every value is missing nothing is left.
        if packed.is_empty() || self.compression == Compression::UNCOMPRESSED {
            return Ok(packed.clone());
        }
        let most = self.bytes_max;
        let unpacked = match self.compression {
            Compression::SNAPPY => snappy(packed, most)?,
            Compression::GZIP(_) => up_to(flate2::read::MultiGzDecoder::new(&packed[..]), most)?,
            Compression::BROTLI(_) => up_to(brotli::Decompressor::new(&packed[..], 4096), most)?,
            Compression::ZSTD(_) => {
                up_to(zstd::stream::read::Decoder::with_buffer(&packed[..])?, most)?
            }
            Compression::LZ4_RAW => lz4_block(packed, most)?,
            // Three formats have gone by this name.
            Compression::LZ4 => match lz4_hadoop(packed, most) {
                Some(found) => found,
                None => up_to(lz4_flex::frame::FrameDecoder::new(&packed[..]), most)
                    .or_else(|_| lz4_block(packed, most))?,
            },
            Compression::LZO | Compression::UNCOMPRESSED => {
                return Err(ParquetError::NYI("LZO is not read".into()));
            }
        };
        match unpacked {
            Some(unpacked) => Ok(unpacked.into()),
            None => Err(ParquetError::General(format!(
                "a page unpacks to more than the {most} bytes that {} rows can need",
                self.rows
            ))),
        }
    }
}

/// What a reader gives, none if that is more than so many bytes.
fn up_to(reader: impl Read, most: usize) -> Result<Option<Vec<u8>>, ParquetError> {
    let mut out = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut out)?;
    Ok((out.len() <= most).then_some(out))
}

fn snappy(packed: &[u8], most: usize) -> Result<Option<Vec<u8>>, ParquetError> {
    let wrong = |error| ParquetError::External(Box::new(error));
    if snap::raw::decompress_len(packed).map_err(wrong)? > most {
        return Ok(None);
    }
    let unpacked = snap::raw::Decoder::new().decompress_vec(packed);
    unpacked.map(Some).map_err(wrong)
}

fn lz4_block(packed: &[u8], most: usize) -> Result<Option<Vec<u8>>, ParquetError> {
    let length = packed.len().saturating_mul(LZ4_RATIO);
    match lz4_flex::block::decompress(packed, length.min(most)) {
        Ok(unpacked) => Ok(Some(unpacked)),
        Err(_) if length > most => Ok(None),
        Err(error) => Err(ParquetError::External(Box::new(error))),
    }
}

/// Blocks behind their lengths, unpacked and packed, as Hadoop writes them; none if these are not.
fn lz4_hadoop(mut packed: &[u8], most: usize) -> Option<Option<Vec<u8>>> {
    let mut out = Vec::new();
    while !packed.is_empty() {
        let (lengths, rest) = packed.split_first_chunk::<8>()?;
        let [unpacked, length] = [&lengths[..4], &lengths[4..]].map(|word| {
            word.iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
        });
        let block = rest.get(..length)?;
        if unpacked > most - out.len() {
            // So long a block is no other format either, but where the lengths are none.
            return (unpacked <= length.saturating_mul(LZ4_RATIO)).then_some(None);
        }
        let block = lz4_flex::block::decompress(block, unpacked).ok()?;
        out.extend(block);
        packed = &rest[length..];
    }
    Some(Some(out))
}

impl Iterator for Pages {
    type Item = Result<Page, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>, ParquetError> {
        let page = self.packed.get_next_page()?;
        page.map(|page| self.unpack(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>, ParquetError> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<(), ParquetError> {
        self.packed.skip_next_page()
    }
}

#[cfg(test)]
mod tests;
