//! What the last runs found, read back from their folders.

use crate::folder::MANIFEST;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde::Deserialize;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tenfold_model::files::read_plain;
use tenfold_study::claims::rows::ClaimRow;
use tenfold_study::error::Error;
use tenfold_study::error::kind::FolderKind;
use tenfold_study::explain::rows::{LastRun, PastRun, SummaryRows};

/// The file of a run folder that holds its claims.
pub const CLAIMS: &str = "claims.json";
/// A larger file than this is none of ours.
const FILE_BYTES_MAX: usize = 256 << 20;
/// Folders that are looked into, the last first.
const FOLDERS_MAX: usize = 8;

/// What is read of a manifest.
#[derive(Deserialize)]
struct Past {
    kind: FolderKind,
    model: String,
    #[serde(default)]
    scenario: Option<String>,
    #[serde(default)]
    assumptions: Vec<String>,
    #[serde(default)]
    interventions: Vec<String>,
}

/// Texts and numbers of a row by the names of their columns, in the order that these are asked for.
fn fields<const T: usize, const N: usize>(
    row: &Row,
    texts: [&str; T],
    numbers: [&str; N],
) -> ([String; T], [f64; N]) {
    let mut found = ([const { String::new() }; T], [f64::NAN; N]);
    for (name, field) in row.get_column_iter() {
        match field {
            Field::Str(text) => {
                if let Some(at) = texts.iter().position(|one| one == name) {
                    found.0[at].clone_from(text);
                }
            }
            Field::Double(value) => {
                if let Some(at) = numbers.iter().position(|one| one == name) {
                    found.1[at] = *value;
                }
            }
            _ => {}
        }
    }
    found
}

/// What the rows of a table say, scalar by scalar.
fn read(path: &Path, scalars: fn(&Row) -> Vec<SummaryRows>) -> Result<Vec<SummaryRows>, Error> {
    let failed = Error::parquet(path);
    let file = File::open(path).map_err(Error::read(path))?;
    let reader = SerializedFileReader::new(file).map_err(&failed)?;
    let mut out: Vec<SummaryRows> = Vec::new();
    for row in reader.get_row_iter(None).map_err(&failed)? {
        for one in scalars(&row.map_err(&failed)?) {
            // The worlds of a row stand beside each other, so that one before the last is looked for too.
            let last = out.iter_mut().rev().take(2);
            let mut last = last.filter(|last| last.name == one.name && last.world == one.world);
            match last.next() {
                Some(last) => last.rows.extend(one.rows),
                None => out.push(one),
            }
        }
    }
    Ok(out)
}

/// A row of a run's summary.
fn of_run(row: &Row) -> Vec<SummaryRows> {
    let texts = ["variable", "index"];
    let ([variable, index], [time, low, median, high]) =
        fields(row, texts, ["time", "q10", "q50", "q90"]);
    let name = match index.is_empty() {
        true => variable,
        false => format!("{variable}[{index}]"),
    };
    vec![SummaryRows {
        world: String::new(),
        name,
        rows: vec![(time, low, median, high)],
    }]
}

/// A row of a comparison: both its worlds.
fn of_comparison(row: &Row) -> Vec<SummaryRows> {
    let sides = [
        (
            "against",
            ["time", "q10_against", "median_against", "q90_against"],
        ),
        ("scenario", ["time", "q10", "median", "q90"]),
    ];
    let sides = sides.map(|(side, numbers)| {
        let ([world, name], [time, low, median, high]) = fields(row, [side, "variable"], numbers);
        SummaryRows {
            world,
            name,
            rows: vec![(time, low, median, high)],
        }
    });
    sides.into()
}

/// What the last runs and comparisons of a model found that are in this folder; what cannot be read is left out.
pub fn last_run(runs: &Path, model: &str) -> LastRun {
    let mut found = LastRun::default();
    for (folder, past) in folders(runs, model).into_iter().take(FOLDERS_MAX) {
        let (file, scalars): (_, fn(&Row) -> Vec<SummaryRows>) = match past.kind {
            FolderKind::Compare => ("differences.parquet", of_comparison),
            _ => ("summary.parquet", of_run),
        };
        let path = folder.join(file);
        // A pipe would be waited for.
        if path.is_file()
            && let Ok(values) = read(&path, scalars)
        {
            let scenario = past.scenario.into_iter();
            found.runs.push(PastRun {
                values,
                under: scenario
                    .chain(past.assumptions)
                    .chain(past.interventions)
                    .collect(),
            });
        }
        if found.claims.is_empty() {
            found.claims = read_claims(&folder).unwrap_or_default();
        }
    }
    found
}

/// Folders of runs, claims and comparisons of a model, the last first.
fn folders(runs: &Path, model: &str) -> Vec<(PathBuf, Past)> {
    let entries = std::fs::read_dir(runs).into_iter().flatten().flatten();
    let one = |entry: std::fs::DirEntry| {
        let folder = entry.path();
        let manifest = folder.join(MANIFEST);
        let past: Past = serde_json::from_slice(&read_plain(&manifest, FILE_BYTES_MAX)?).ok()?;
        let kinds = [FolderKind::Run, FolderKind::Claims, FolderKind::Compare];
        let name = folder.file_name()?.to_string_lossy().into_owned();
        // A file may have another name than the module in it.
        let rest = name.strip_prefix(model);
        let is_named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let is_own = (past.model == model || is_named) && kinds.contains(&past.kind);
        let written = manifest.metadata().and_then(|about| about.modified());
        let written = written.unwrap_or(SystemTime::UNIX_EPOCH);
        is_own.then_some((written, folder, past))
    };
    let mut found: Vec<_> = entries.filter_map(one).collect();
    found.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    found
        .into_iter()
        .map(|(_, folder, past)| (folder, past))
        .collect()
}

/// The claims that a folder holds; none where it holds none.
fn read_claims(folder: &Path) -> Option<Vec<ClaimRow>> {
    let text = read_plain(&folder.join(CLAIMS), FILE_BYTES_MAX)?;
    serde_json::from_slice(&text).ok()
}
