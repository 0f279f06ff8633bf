//! Where results go when nothing else is said.

use std::path::{Path, PathBuf};
use tenfold_model::reference::ModelRef;
use tenfold_study::compare::rows::BASE;
use tenfold_study::error::kind::FolderKind;
use tenfold_words::visible::visible;

/// Bytes of a folder's name that are kept as they are; more are told by a hash. Systems take 255, of which the hidden
/// sibling that a folder is written in has some for its own.
const NAME_MAX: usize = 180;

/// Where a result is written when nothing else is said: `runs/world`, `runs/world-slow`,
/// `runs/world-slow-claims`, `runs/world-capability.tau=0.9`. No two results of a model have one place, whatever its
/// scenarios are called and whatever clauses change it.
pub fn result_folder(
    model: &ModelRef,
    kind: FolderKind,
    scenarios: &[&str],
    changes: &[&str],
) -> PathBuf {
    let scenarios: Vec<String> = scenarios.iter().map(|one| file_name(one)).collect();
    let scenarios: Vec<&str> = scenarios.iter().map(String::as_str).collect();
    let scenarios = &scenarios[..];
    let changes = file_name(&changes.join(";"));
    let last = scenarios.last().map_or("", |name| name);
    let is_suffix = |suffix: &str| suffix.eq_ignore_ascii_case(last);
    let scenarios = match (kind, scenarios) {
        (FolderKind::Compare, [one]) => format!("{BASE}-vs-{one}"),
        _ => scenarios.join("-vs-"),
    };
    let suffix = match kind {
        FolderKind::Claims => "claims",
        FolderKind::Calibrate => "posterior",
        FolderKind::Backtest => "backtest",
        FolderKind::Run
            if ["claims", "posterior", "backtest"]
                .into_iter()
                .any(is_suffix) =>
        {
            "run"
        }
        FolderKind::Run | FolderKind::Compare | FolderKind::Fit => "",
    };
    let model = model.name();
    let name = [&*visible(&model), &*scenarios, &*changes, suffix];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    Path::new("runs").join(capped(name.join("-")))
}

/// Clauses as part of a file's name on every system: letters, digits and a few marks as they are, no spaces, all else
/// by its code.
fn file_name(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            _ if letter.is_alphanumeric() || "._-=+,;()[]".contains(letter) => name.push(letter),
            _ => name += &format!("%{:02x}", u32::from(letter)),
        }
    }
    name
}

/// A name of no more bytes than a system takes.
fn capped(name: String) -> String {
    if name.len() <= NAME_MAX {
        return name;
    }
    // FNV-1a (Fowler, Noll, Vo 1991): two long names that begin alike have two places.
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    let whole = |at: &usize| name.is_char_boundary(*at);
    let end = (0..=NAME_MAX).rev().find(whole).expect("0 is one");
    format!("{}~{hash:016x}", &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_have_a_place_of_their_own() {
        let place = |changes: &[&str]| {
            let model = ModelRef::BuiltIn;
            result_folder(&model, FolderKind::Run, &[], changes)
        };
        assert_eq!(place(&[]), Path::new("runs/world"));
        assert_eq!(
            place(&["capability.tau = 0.9"]),
            Path::new("runs/world-capability.tau=0.9")
        );
        assert_ne!(place(&["a = 2 * b"]), place(&["a = 2 / b"]));
        let long = "x + ".repeat(60);
        assert_ne!(place(&[&format!("{long}1")]), place(&[&format!("{long}2")]));
        for long in ["x".repeat(70), "增长".repeat(70)] {
            let levers = [1, 2, 3, 4].map(|nth| format!("{long}{nth}: a = {nth}"));
            let levers = [&["base".to_owned()][..], &levers].concat();
            let asked = |changed: &str| {
                let mut names: Vec<&str> = levers.iter().map(String::as_str).collect();
                names.push(changed);
                result_folder(&ModelRef::BuiltIn, FolderKind::Compare, &names, &[])
            };
            let place = asked("last");
            // As a system counts, beside `.NAME.partial-XXXXXX`.
            assert!(place.file_name().expect("it has one").len() <= 255 - 16);
            assert_ne!(place, asked("past"));
        }
        let name = place(&["a = \"../../etc\" | b:c"]);
        let name = name.strip_prefix("runs").expect("it is in runs");
        assert_eq!(name.components().count(), 1, "{name:?}");
    }
}
