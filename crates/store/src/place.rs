//! Where results go when nothing else is said.

use std::path::{Path, PathBuf};
use tenfold_model::reference::ModelRef;
use tenfold_study::compare::rows::BASE;
use tenfold_study::error::kind::FolderKind;
use tenfold_words::visible::visible;

/// Letters of a folder's name that tell its changes; more are told by a hash.
const CHANGES_MAX: usize = 80;

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
    Path::new("runs").join(name.join("-"))
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
    if name.chars().count() <= CHANGES_MAX {
        return name;
    }
    // FNV-1a (Fowler, Noll, Vo 1991): two long names that begin alike have two places.
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    let kept: String = name.chars().take(CHANGES_MAX).collect();
    format!("{kept}~{hash:016x}")
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
        let name = place(&["a = \"../../etc\" | b:c"]);
        let name = name.strip_prefix("runs").expect("it is in runs");
        assert_eq!(name.components().count(), 1, "{name:?}");
    }
}
