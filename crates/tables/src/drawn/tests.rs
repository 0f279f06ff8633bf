use super::*;
use proptest::prelude::*;

/// Files as other programs write them: three rows of every type, in every compression.
const FILES: &[(&str, &[u8])] = &[
    (
        "pyarrow, zstd",
        include_bytes!("../../tests/parquet/pyarrow_zstd.parquet"),
    ),
    (
        "pyarrow, gzip",
        include_bytes!("../../tests/parquet/pyarrow_gzip.parquet"),
    ),
    (
        "pyarrow, lz4",
        include_bytes!("../../tests/parquet/pyarrow_lz4.parquet"),
    ),
    (
        "pyarrow, brotli",
        include_bytes!("../../tests/parquet/pyarrow_brotli.parquet"),
    ),
    (
        "pyarrow, snappy",
        include_bytes!("../../tests/parquet/pyarrow_snappy.parquet"),
    ),
    (
        "polars",
        include_bytes!("../../tests/parquet/polars.parquet"),
    ),
    (
        "duckdb",
        include_bytes!("../../tests/parquet/duckdb.parquet"),
    ),
];

fn columns_of(bytes: &[u8]) -> DrawTable {
    read_columns(bytes.to_vec()).expect("a whole file")
}

#[test]
fn every_type_is_the_number_it_stands_for() {
    // Days of 2024 after its first, and noon.
    let day = |day: f64| 2024.0 + day / 366.0;
    let years = |seconds: f64| seconds / SECONDS_OF_YEAR;
    let expected: &[(&str, [f64; 3])] = &[
        ("i8", [-1.0, 0.0, 127.0]),
        ("u8", [0.0, 1.0, 255.0]),
        ("i16", [-1.0, 0.0, 32_767.0]),
        ("u16", [0.0, 1.0, 65_535.0]),
        ("i32", [-1.0, 0.0, 2_147_483_647.0]),
        ("u32", [0.0, 1.0, 3e9]),
        ("i64", [-1.0, 0.0, 9e15]),
        ("u64", [0.0, 1.0, 1.8e19]),
        ("f16", [-0.5, 0.0, 1.5]),
        ("f32", [-0.5, 0.0, 0.25]),
        ("f64", [-0.1, 0.0, 1e300]),
        ("truth", [0.0, 1.0, 1.0]),
        ("small", [-1.25, 0.0, 12.34]),
        ("decimal", [-1.25, 0.0, 123_456_789.01]),
        ("vast", [-1e-10, 0.0, 1.5]),
        ("date", [day(0.0), day(59.0), day(365.0)]),
        ("moment_s", [day(0.0), day(59.5), day(365.0)]),
        ("moment_ms", [day(0.0), day(59.5), day(365.0)]),
        ("moment_us", [day(0.0), day(59.5), day(365.0)]),
        ("moment_ns", [day(0.0), day(59.5), day(365.0)]),
        ("moment_zone", [day(0.0), day(59.5), day(365.0)]),
        ("moment_96", [day(0.0), day(59.5), day(365.0)]),
        ("span_s", [0.0, years(60.0), years(-86_400.0)]),
        ("span_ms", [0.0, years(60.0), years(-86_400.0)]),
        ("span_us", [0.0, years(60.0), years(-86_400.0)]),
        ("span_ns", [0.0, years(60.0), years(-86_400.0)]),
        ("interval", [1.0 / 12.0, 2.0 / 365.25, 1.0 / 365.25 / 24.0]),
        ("coded", [7.0, 7.0, 8.0]),
    ];
    let mut seen = std::collections::HashSet::new();
    for (program, bytes) in FILES {
        let columns = columns_of(bytes);
        for (name, draws) in &columns {
            let Some((name, values)) = expected.iter().find(|(expected, _)| expected == name)
            else {
                continue;
            };
            seen.insert(name);
            assert_eq!(draws.wrong, None, "{program}: {name}");
            for (found, value) in draws.values.iter().zip(values) {
                // A year's rounding: what is not a time is exact.
                let within = if draws.is_time {
                    1e-12 * value.abs()
                } else {
                    0.0
                };
                assert!(
                    (found - value).abs() <= within,
                    "{program}: {name}: {found} for {value}"
                );
            }
            assert_eq!(draws.values.len(), 3, "{program}: {name}");
            let is_time = ["date", "moment", "span", "interval"];
            let is_time = is_time.iter().any(|kind| name.starts_with(kind));
            assert_eq!(draws.is_time, is_time, "{program}: {name}");
        }
    }
    assert_eq!(
        seen.len(),
        expected.len(),
        "some kind is in no file: {seen:?}"
    );
}

#[test]
fn what_is_no_number_says_so_and_a_null_names_its_row() {
    for (program, bytes) in FILES {
        let columns = columns_of(bytes);
        let wrong = |name: &str| columns[name].wrong.clone().unwrap_or_default();
        assert_eq!(
            wrong("gap"),
            "row 2: found no value, expected a number",
            "{program}"
        );
        assert_eq!(wrong("text"), "found texts, expected numbers", "{program}");
    }
    let pyarrow = columns_of(FILES[0].1);
    assert_eq!(
        pyarrow["word"].wrong.as_deref(),
        Some("found texts, expected numbers")
    );
    assert_eq!(
        pyarrow["clock"].wrong.as_deref(),
        Some("found times of day, expected numbers")
    );
}

#[test]
fn a_claim_of_more_rows_than_are_read_is_refused() {
    let wrong = read_columns(b"PAR1 not a table PAR1".to_vec()).unwrap_err();
    assert!(wrong.starts_with("not a readable Parquet file"), "{wrong}");
    assert!(read_columns(Vec::new()).is_err());
}

proptest! {
    #[test]
    fn a_file_that_is_cut_is_an_error(file in 0..FILES.len(), at in any::<prop::sample::Index>()) {
        let bytes = FILES[file].1;
        prop_assert!(read_columns(bytes[..at.index(bytes.len())].to_vec()).is_err());
    }

    #[test]
    fn a_damaged_file_is_read_or_an_error(
        file in 0..FILES.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = FILES[file].1.to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(columns) = read_columns(bytes) {
            prop_assert!(columns.values().all(|draws| draws.values.len() <= VALUES_MAX));
        }
    }

    #[test]
    fn any_schema_says_something_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text: String = bytes.iter().map(|byte| char::from(byte % 64 + 43)).collect();
        durations(&text);
    }
}
