use super::*;
use crate::drawn::read_columns;
use parquet::basic::Type as Physical;
use parquet::file::metadata::{
    FileMetaData, ParquetMetaData, ParquetMetaDataWriter, RowGroupMetaData,
};
use parquet::schema::types::{SchemaDescriptor, Type};
use std::io::Write;

/// Bytes of a page that no three rows need.
const FAR_TOO_MANY: usize = 64 << 20;

/// A number as Thrift's compact protocol has it.
fn varint(out: &mut Vec<u8>, value: i32) {
    let mut rest = ((value << 1) ^ (value >> 31)) as u32;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// The header of a page: of its kind, with its sizes, and what follows in a structure of that field.
fn header(kind: i32, claimed: usize, packed: usize, field: u8, inside: &[i32]) -> Vec<u8> {
    let mut out = Vec::new();
    for number in [kind, claimed as i32, packed as i32] {
        out.push(0x15);
        varint(&mut out, number);
    }
    out.push((field - 3) << 4 | 0xc);
    for number in inside {
        out.push(0x15);
        varint(&mut out, *number);
    }
    out.extend([0, 0]);
    out
}

/// A file of one column of three numbers, with these pages behind the mark it begins with.
fn file(compression: Compression, pages: &[u8], dictionary: Option<i64>) -> Vec<u8> {
    let field = Type::primitive_type_builder("x", Physical::DOUBLE);
    let field = field.with_repetition(parquet::basic::Repetition::REQUIRED);
    let root = Type::group_type_builder("t").with_fields(vec![Arc::new(field.build().unwrap())]);
    let schema = Arc::new(SchemaDescriptor::new(Arc::new(root.build().unwrap())));
    let chunk = ColumnChunkMetaData::builder(schema.column(0))
        .set_compression(compression)
        .set_num_values(3)
        .set_dictionary_page_offset(dictionary)
        .set_data_page_offset(4)
        .set_total_compressed_size(pages.len() as i64)
        .set_total_uncompressed_size(24)
        .build()
        .unwrap();
    let group = RowGroupMetaData::builder(schema.clone())
        .set_num_rows(3)
        .set_total_byte_size(24)
        .add_column_metadata(chunk)
        .build()
        .unwrap();
    let about = FileMetaData::new(1, 3, None, None, schema, None);
    let about = ParquetMetaData::new(about, vec![group]);
    let mut out = [b"PAR1", pages].concat();
    ParquetMetaDataWriter::new(&mut out, &about)
        .finish()
        .unwrap();
    out
}

/// A page of plain numbers that says it unpacks to so many bytes.
fn page(packed: &[u8], claimed: usize) -> Vec<u8> {
    let mut out = header(0, claimed, packed.len(), 5, &[3, 0, 3, 3]);
    out.extend(packed);
    out
}

/// Bytes packed in each of the ways.
fn packings(bytes: &[u8]) -> Vec<(Compression, Vec<u8>)> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).unwrap();
    let mut brotli = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut brotli, 4096, 5, 22);
    writer.write_all(bytes).unwrap();
    drop(writer);
    let zstd = zstd::stream::encode_all(bytes, 1).unwrap();
    let snappy = snap::raw::Encoder::new().compress_vec(bytes).unwrap();
    let block = lz4_flex::block::compress(bytes);
    let mut frame = lz4_flex::frame::FrameEncoder::new(Vec::new());
    frame.write_all(bytes).unwrap();
    let lengths = [bytes.len() as u32, block.len() as u32].map(u32::to_be_bytes);
    let hadoop = [&lengths.concat(), &block[..]].concat();
    vec![
        (
            Compression::GZIP(Default::default()),
            gzip.finish().unwrap(),
        ),
        (Compression::BROTLI(Default::default()), brotli),
        (Compression::ZSTD(Default::default()), zstd),
        (Compression::SNAPPY, snappy),
        (Compression::LZ4_RAW, block.clone()),
        (Compression::LZ4, block),
        (Compression::LZ4, frame.finish().unwrap()),
        (Compression::LZ4, hadoop),
    ]
}

#[test]
fn pages_are_unpacked_whatever_they_are_packed_with() {
    let numbers = [0.5, -1.0, 1e300];
    let bytes: Vec<u8> = numbers.iter().flat_map(|x: &f64| x.to_le_bytes()).collect();
    for (compression, packed) in packings(&bytes) {
        let read = read_columns(file(compression, &page(&packed, 24), None));
        let read = read.unwrap_or_else(|why| panic!("{compression}: {why}"));
        assert_eq!(*read["x"].values, numbers, "{compression}");
    }
}

/// A file of a few kilobytes that would take as many megabytes as it likes.
#[test]
fn a_page_that_unpacks_to_more_than_its_rows_need_is_refused() {
    let bytes = vec![0; FAR_TOO_MANY];
    for (compression, packed) in packings(&bytes) {
        for claimed in [24, FAR_TOO_MANY, i32::MAX as usize] {
            let bomb = file(compression, &page(&packed, claimed), None);
            assert!(bomb.len() < FAR_TOO_MANY / 20, "{compression}");
            let why = read_columns(bomb).unwrap_err();
            let expected = "a page unpacks to more than the 65632 bytes that 3 rows can need";
            assert!(why.contains(expected), "{compression}: {why}");
        }
    }
}

#[test]
fn a_dictionary_that_claims_more_values_than_it_has_bytes_is_refused() {
    let mut pages = header(2, 8, 8, 7, &[i32::MAX, 0]);
    pages.extend([0; 8]);
    pages.extend(page(&[0; 24], 24));
    let bytes = file(Compression::UNCOMPRESSED, &pages, Some(4));
    let why = read_columns(bytes).unwrap_err();
    assert!(why.contains("2147483647 values in 8 bytes"), "{why}");
}
