//! A law fitted to a table that was dropped on the page.

use crate::fit::fit;
use crate::live::refused::Refused;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write as _;
use tenfold_infer::Loss;
use tenfold_model::reference::ModelRef;
use tenfold_model::runs::RunTable;
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::fit::{FitRequest, FitResult};
use tenfold_words::text::Lang;

/// Starts and bootstrap replicates: what takes a second or two.
const STARTS: u64 = 64;
const REPLICATES: u64 = 256;
/// Share of the runs, the largest, that the extrapolation test holds out.
const HELD_OUT: f64 = 0.2;

/// A table, and the law that it is to follow.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FitAsked {
    /// A law that comes with the program.
    pub law: String,
    /// A column as the law names it, and what the table calls it.
    pub columns: BTreeMap<String, String>,
    /// The table.
    pub csv: String,
    /// Conditions that a row has to meet.
    #[serde(rename = "where")]
    pub conditions: Option<String>,
}

/// A fit, and its picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitSaid {
    /// As `tenfold fit` has it.
    #[serde(flatten)]
    pub result: FitResult,
    /// What was measured against the law.
    pub picture: FitPicture,
}

/// Runs by their size, and what the law says of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct FitPicture {
    pub x: String,
    pub y: String,
    pub points: Vec<(f64, f64)>,
    pub curve: FitCurve,
}

/// The law at each size, with 95 % of what the replicates say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct FitCurve {
    pub x: Vec<f64>,
    pub low: Vec<Option<f64>>,
    pub q50: Vec<f64>,
    pub high: Vec<Option<f64>>,
}

/// Fits a law to a table.
///
/// # Errors
/// A law or a column that is not there, and whatever stands in the way of a fit.
pub fn fit_table(asked: &FitAsked, control: &mut Control) -> Result<FitSaid, Refused> {
    let place = std::env::temp_dir();
    let mut file = tempfile::Builder::new()
        .suffix(".csv")
        .tempfile()
        .map_err(Error::write(&place))?;
    file.write_all(asked.csv.as_bytes())
        .map_err(Error::write(&place))?;
    let columns = asked.columns.iter();
    let request = FitRequest {
        law: ModelRef::Law(asked.law.replace('-', "_")),
        runs: Some(RunTable {
            path: file.path().to_owned(),
            columns: columns
                .map(|(law, own)| (law.clone(), own.clone()))
                .collect(),
            conditions: asked.conditions.iter().cloned().collect(),
        }),
        assumptions: Vec::new(),
        loss: Loss::Huber { delta: 1e-3 },
        starts: STARTS,
        replicates: REPLICATES,
        seed: 1,
        by: None,
        held_out: HELD_OUT,
        threads: None,
        out: None,
        lang: Lang::En,
    };
    let result = fit(&request, control)??;
    let picture = picture(&result);
    Ok(FitSaid { result, picture })
}

fn picture(result: &FitResult) -> FitPicture {
    let mut runs: Vec<_> = (result.runs.iter())
        .filter_map(|run| Some((run.size?, run)))
        .collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let by = result.extrapolation.as_ref().map(|one| one.by.clone());
    FitPicture {
        x: by.unwrap_or_default(),
        y: result.law.clone(),
        points: runs.iter().map(|(x, run)| (*x, run.recorded)).collect(),
        curve: FitCurve {
            x: runs.iter().map(|(x, _)| *x).collect(),
            low: runs.iter().map(|(_, run)| run.low).collect(),
            q50: runs.iter().map(|(_, run)| run.predicted).collect(),
            high: runs.iter().map(|(_, run)| run.high).collect(),
        },
    }
}
