//! Any bytes are columns of numbers or a reason, within the memory that they need.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use tenfold_tables::drawn::read_columns;

fuzz_target!(init: {
    // What the library panics at is caught and an error, so it is no finding: the fuzzer's own hook would end here.
    std::panic::set_hook(Box::new(|_| {}));
}, |bytes: &[u8]| -> Corpus {
    let Ok(columns) = read_columns(bytes.to_vec()) else {
        return Corpus::Keep;
    };
    let rows = columns.values().find(|one| !one.values.is_empty()).map(|one| one.values.len());
    for (name, draws) in &columns {
        let count = draws.values.len();
        assert!(count == 0 || Some(count) == rows, "{name}: {count} of {rows:?}");
    }
    Corpus::Keep
});
