//! What the last run found, read back from its folder.

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;
use std::path::{Path, PathBuf};
use tenfold_model::files::read_plain;
use tenfold_study::claims::rows::ClaimRow;
use tenfold_study::error::Error;
use tenfold_study::explain::rows::{LastRun, SummaryRows};

/// The file of a run folder that holds its claims.
pub const CLAIMS: &str = "claims.json";
/// A larger file than this is none of ours.
const CLAIMS_BYTES_MAX: usize = 256 << 20;

/// What a `summary.parquet` says, scalar by scalar.
fn read_summary(path: &Path) -> Result<Vec<SummaryRows>, Error> {
    let failed = Error::parquet(path);
    let file = File::open(path).map_err(Error::read(path))?;
    let reader = SerializedFileReader::new(file).map_err(&failed)?;
    let mut out: Vec<SummaryRows> = Vec::new();
    for row in reader.get_row_iter(None).map_err(&failed)? {
        let row = row.map_err(&failed)?;
        let (mut texts, mut numbers) = ([String::new(), String::new()], [f64::NAN; 4]);
        for (name, field) in row.get_column_iter() {
            match (name.as_str(), field) {
                ("variable", Field::Str(text)) => texts[0].clone_from(text),
                ("index", Field::Str(text)) => texts[1].clone_from(text),
                ("time", Field::Double(value)) => numbers[0] = *value,
                ("q10", Field::Double(value)) => numbers[1] = *value,
                ("q50", Field::Double(value)) => numbers[2] = *value,
                ("q90", Field::Double(value)) => numbers[3] = *value,
                _ => {}
            }
        }
        let [variable, index] = texts;
        let row = (numbers[0], numbers[1], numbers[2], numbers[3]);
        match out.last_mut() {
            Some(last) if last.0 == variable && last.1 == index => last.2.push(row),
            _ => out.push((variable, index, vec![row])),
        }
    }
    Ok(out)
}

/// What the last of these runs found; a folder that cannot be read has nothing.
pub fn last_run(folders: &[PathBuf]) -> LastRun {
    let read = |folder: &PathBuf| {
        let path = folder.join("summary.parquet");
        // A pipe would be waited for.
        path.is_file().then(|| read_summary(&path).ok())?
    };
    LastRun {
        values: folders.iter().find_map(read).unwrap_or_default(),
        claims: (folders.iter().find_map(|folder| read_claims(folder))).unwrap_or_default(),
    }
}

/// The claims that a folder holds; none where it holds none.
fn read_claims(folder: &Path) -> Option<Vec<ClaimRow>> {
    let text = read_plain(&folder.join(CLAIMS), CLAIMS_BYTES_MAX)?;
    serde_json::from_slice(&text).ok()
}
