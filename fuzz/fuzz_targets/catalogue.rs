//! Any text is a model's catalogue or a reason, told inside the text; what a catalogue says is plain and of its module.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use tenfold_model::catalogue::read::read_messages;

const MODULE: &str = "economics";

fuzz_target!(|text: &str| {
    match read_messages(Path::new("economics.ftl"), MODULE, text) {
        Ok(messages) => {
            for (key, message) in &messages {
                assert!(key.starts_with(MODULE), "{key}");
                let english = message.english.split_whitespace().collect::<Vec<_>>();
                assert_eq!(english.join(" "), message.english);
            }
            let again = read_messages(Path::new("economics.ftl"), MODULE, text);
            assert_eq!(again.ok(), Some(messages));
        }
        Err(wrong) => {
            let lines = text.split('\n').collect::<Vec<_>>();
            assert!((1..=lines.len()).contains(&wrong.line), "{wrong}");
            let columns = lines[wrong.line - 1].chars().count();
            assert!((1..=columns + 1).contains(&wrong.column), "{wrong}");
        }
    }
});
