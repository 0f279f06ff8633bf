//! Where results go when nothing else is said.

use std::path::{Path, PathBuf};
use tenfold_model::reference::ModelRef;
use tenfold_study::compare::rows::BASE;
use tenfold_study::error::kind::FolderKind;
use tenfold_words::visible::visible;

/// Where a result is written when nothing else is said: `runs/world`, `runs/world-slow`,
/// `runs/world-slow-claims`. No two results of a model have one place, whatever its scenarios are called.
pub fn result_folder(model: &ModelRef, kind: FolderKind, scenarios: &[&str]) -> PathBuf {
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
    let name = [&*visible(&model), &*scenarios, suffix];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    Path::new("runs").join(name.join("-"))
}
