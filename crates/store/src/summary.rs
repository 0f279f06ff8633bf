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
fn read(
    path: &Path,
    mut scalars: impl FnMut(&Row) -> Vec<SummaryRows>,
) -> Result<Vec<SummaryRows>, Error> {
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

/// A row of a comparison: its world, and in rows of the first that it is compared in the world that all meet, which
/// rows of the others say again.
fn of_comparison(row: &Row, first: &mut Option<String>) -> Vec<SummaryRows> {
    let sides = [
        (
            "against",
            ["time", "q10_against", "median_against", "q90_against"],
        ),
        ("scenario", ["time", "q10", "median", "q90"]),
    ];
    let [against, own] = sides.map(|(side, numbers)| {
        let ([world, name], [time, low, median, high]) = fields(row, [side, "variable"], numbers);
        SummaryRows {
            world,
            name,
            rows: vec![(time, low, median, high)],
        }
    });
    match first.get_or_insert_with(|| own.world.clone()) {
        first if *first == own.world => vec![against, own],
        _ => vec![own],
    }
}

/// What a folder's table holds; none where it holds none that can be read.
fn read_values(folder: &Path, kind: FolderKind) -> Option<Vec<SummaryRows>> {
    let is_comparison = kind == FolderKind::Compare;
    let path = folder.join(match is_comparison {
        true => "differences.parquet",
        false => "summary.parquet",
    });
    // A pipe would be waited for.
    if !path.is_file() {
        return None;
    }
    let mut first = None;
    let scalars = |row: &Row| match is_comparison {
        true => of_comparison(row, &mut first),
        false => of_run(row),
    };
    read(&path, scalars).ok()
}

/// What the last runs and comparisons found that are in this folder, of a model that has these names; what cannot be
/// read is left out.
pub fn last_run(runs: &Path, names: &[String]) -> LastRun {
    let mut found = LastRun::default();
    for (folder, past) in folders(runs, names).into_iter().take(FOLDERS_MAX) {
        let scenario = past.scenario.into_iter();
        let under = scenario.chain(past.assumptions).chain(past.interventions);
        let under: Vec<String> = under.collect();
        if found.claims.is_empty()
            && let Some(claims) = read_claims(&folder)
        {
            found.claims = claims;
            found.claims_under.clone_from(&under);
        }
        if let Some(values) = read_values(&folder, past.kind) {
            found.runs.push(PastRun { values, under });
        }
    }
    found
}

/// Folders of runs, claims and comparisons of a model, the last first.
fn folders(runs: &Path, names: &[String]) -> Vec<(PathBuf, Past)> {
    let entries = std::fs::read_dir(runs).into_iter().flatten().flatten();
    let one = |entry: std::fs::DirEntry| {
        let folder = entry.path();
        let manifest = folder.join(MANIFEST);
        let past: Past = serde_json::from_slice(&read_plain(&manifest, FILE_BYTES_MAX)?).ok()?;
        let kinds = [FolderKind::Run, FolderKind::Claims, FolderKind::Compare];
        let is_own = names.contains(&past.model) && kinds.contains(&past.kind);
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
