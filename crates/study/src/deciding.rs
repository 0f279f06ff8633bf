//! What of the engine's and the inference's text decides a posterior: no comment, no test, no layout.
//!
//! The build script names the present text by it, so that a posterior of another one is not taken for its own.
//! It errs one way only: what is left in may make a posterior stale for nothing.

/// Files that name the others, and those that read posteriors and draw none.
const READERS: [&str; 2] = ["lib", "reweigh"];

/// Whether a file decides no posterior: it holds nothing but tests, or only reads what others draw.
pub fn is_apart(path: &str) -> bool {
    let parts = path
        .rsplit(['/', '\\'])
        .map(|part| part.trim_end_matches(".rs"));
    parts
        .into_iter()
        .any(|part| part == "tests" || part.ends_with("_tests") || READERS.contains(&part))
}

/// Whether a line is no more than the naming of a module or of what it offers.
fn names(line: &str, module: &str) -> bool {
    line == format!("mod {module};") || line.starts_with(&format!("pub use {module}::"))
}

/// The lines that decide, without their margins; tests of a file stand at its end.
pub fn deciding(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    // Where a reader stands, and what of it is shown.
    let lines = lines.filter(|line| !READERS.iter().any(|one| names(line, one)));
    let lines: Vec<&str> = lines.collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        match (*line, lines.get(at + 1)) {
            ("#[cfg(test)]", Some(next)) if next.starts_with("mod ") && next.ends_with('{') => {
                break;
            }
            ("#[cfg(test)]", Some(next)) if next.starts_with("mod ") => at += 2,
            _ => {
                kept.push(*line);
                at += 1;
            }
        }
    }
    kept.into_iter()
}

/// Adds a text to a name (Fowler, Noll and Vo's FNV-1a of 64 bits), which is the same on every machine.
pub fn name(before: u64, text: &str) -> u64 {
    let bytes = deciding(text).flat_map(|line| line.bytes().chain([b'\n']));
    bytes.fold(before, |name, byte| {
        (name ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// The name of no text.
pub const NO_TEXT: u64 = 0xcbf2_9ce4_8422_2325;

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "fn half(x: f64) -> f64 {\n    x / 2.0 // exact\n}\n";

    #[test]
    fn words_and_tests_decide_nothing_and_all_else_does() {
        let own = name(NO_TEXT, PLAIN);
        let same = [
            format!("//! Halves.\n\n/// Half of it.\n{PLAIN}"),
            format!("#[cfg(test)]\nmod half_tests;\n{PLAIN}"),
            format!("mod reweigh;\npub use reweigh::reweigh;\n{PLAIN}"),
            format!("{PLAIN}\n#[cfg(test)]\nmod tests {{\n    use super::*;\n}}\n"),
            PLAIN.replace("    ", "\t").replace('\n', "\r\n"),
        ];
        for text in &same {
            assert_eq!(name(NO_TEXT, text), own, "{text}");
        }
        let others = [
            PLAIN.replace("2.0", "3.0"),
            format!("{PLAIN}fn third() {{}}\n"),
            format!("#[cfg(test)]\nconst TINY: f64 = 1.0;\n{PLAIN}"),
        ];
        for text in &others {
            assert_ne!(name(NO_TEXT, text), own, "{text}");
        }
        // Which text comes first is told too.
        assert_ne!(
            name(own, "struct A;"),
            name(name(NO_TEXT, "struct A;"), PLAIN)
        );
        // The standard's own example.
        assert_eq!(name(NO_TEXT, ""), 0xcbf2_9ce4_8422_2325);
    }

    #[test]
    fn files_that_decide_nothing_are_known_by_their_names() {
        for path in [
            "src/tests.rs",
            "src/observe_tests.rs",
            "src/nuts/tests/in_time.rs",
            r"src\tests\a.rs",
            "src/lib.rs",
            "src/target/reweigh.rs",
        ] {
            assert!(is_apart(path), "{path}");
        }
        for path in ["src/skill.rs", "src/contests.rs", "src/smc.rs"] {
            assert!(!is_apart(path), "{path}");
        }
    }
}
