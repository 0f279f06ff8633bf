//! The façade: load, check, run, test, explain, format, report. The only file access.
//!
//! | Call | Does |
//! |---|---|
//! | [`check`] | reads a model and its tables, checks them: [`Checked`] |
//! | [`emit`] | one stage of a checked model as text |
//! | [`run`] | an ensemble, summarised, and its run folder: [`RunResult`] |
//! | [`compare()`] | scenarios side by side, with what differs in each draw: [`CompareResult`] |
//! | [`claims()`] | every claim of a model, held against an ensemble: [`ClaimsResult`] |
//! | [`test()`] | every `test` of a model: [`TestRun`] |
//! | [`calibrate()`] | a model's posterior, given its record: [`CalibrateResult`] |
//! | [`backtest()`] | a model on its past: forecasts from earlier dates and their scores: [`BacktestResult`] |
//! | [`fit()`] | a law to its runs: [`FitResult`] |
//! | [`explain`] | anything of a model that has a name, or a diagnostic's code: [`Explanation`] |
//! | [`docs()`] | a model as pages to read: [`DocsFile`] |
//! | [`format()`] | one file, in place or only compared: [`Formatted`] |
//! | [`new_model`] | a small commented model to start from |
//!
//! ```text
//! check(&ModelRef) -> Result<Checked, Error>
//! emit(&Checked, Emit, &Overrides) -> Result<String, Diagnosed>
//! run(&RunRequest, &mut Control) -> Result<Result<RunResult, Diagnosed>, Error>
//! compare(&CompareRequest, &mut Control) -> Result<Result<CompareResult, Diagnosed>, Error>
//! claims(&EnsembleRequest, &mut Control) -> Result<Result<ClaimsResult, Diagnosed>, Error>
//! test(&ModelRef, &AtomicBool) -> Result<Result<TestRun, Diagnosed>, Error>
//! calibrate(&CalibrateRequest, &mut Control) -> Result<Result<CalibrateResult, Diagnosed>, Error>
//! backtest(&BacktestRequest, &mut Control) -> Result<Result<BacktestResult, Diagnosed>, Error>
//! fit(&FitRequest, &mut Control) -> Result<Result<FitResult, Diagnosed>, Error>
//! explain(&ModelRef, name: &str, last_runs: &[PathBuf]) -> Result<Result<Explanation, Diagnosed>, Error>
//! format(path: &Path, write: bool) -> Result<Formatted, Error>
//! new_model(folder: &Path, name: &str) -> Result<PathBuf, Error>
//! ```
//!
//! The world being wrong (a missing file, a full disk) is [`Error`]. The model being wrong is a
//! value, [`Diagnosed`], which renders itself: hence `Result<Result<RunResult, Diagnosed>, Error>`.
//!
//! This crate knows neither arguments nor terminals: whoever calls says how wide a page is and
//! whether it has colours, and prints what it gets.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod arrow;
mod backtest;
mod belief;
mod cache;
mod calibrate;
mod catalogue;
mod check;
mod claims;
mod columnar;
mod compare;
mod culprit;
mod dated;
#[cfg(test)]
mod deciding;
mod diagnosed;
mod docs;
mod drawn;
mod emit;
mod ensemble;
mod error;
mod explain;
mod fit;
mod folder;
mod hindcast;
mod joint;
mod load;
mod manifest;
pub mod numeral;
mod outcome;
mod posterior;
mod raster;
mod recorded;
pub mod report;
mod results;
mod run;
mod run_tables;
mod runs;
mod starter;
mod step;
pub mod study;
mod suite;
pub mod table;
mod text;
mod tidy;
mod trust;
mod visible;

pub use backtest::{
    BacktestClaim, BacktestProblem, BacktestRequest, BacktestResult, BacktestSeries, BacktestWords,
    DateRow, FanRow, InformedPrior, MilestoneSaid, MissedReport, OriginRow, ReportRow, ScoreRow,
    SeriesFan, SkillRow, backtest, backtest_words,
};
pub use belief::{Belief, Notice};
pub use cache::cache_folder;
pub use calibrate::{
    CalibrateRequest, CalibrateResult, PARTICLES, PosteriorRow, SAME, SEED, SeriesRow, calibrate,
};
pub use catalogue::{Catalogue, CatalogueError, CatalogueProblem, Gap, GapKind};
pub use check::{Checked, check};
pub use claims::{
    Band, ClaimRow, ClaimsFound, ClaimsResult, DriverRow, MeasureWord, VerdictWord, claims,
};
pub use compare::{
    BASE, CompareFound, CompareRequest, CompareResult, CompareScenario, DifferenceRow,
    MilestoneDifference, SeriesAt, SeriesDifference, compare,
};
pub use diagnosed::{Diagnosed, DiagnosticRow, Source, Sources, Style};
pub use docs::{DocsFile, docs, write_docs};
pub use emit::emit;
pub use ensemble::THREADS_MAX;
pub use error::{CalibrateProblem, Error, ErrorRow, FileProblem, FitProblem, OutProblem};
pub use explain::explain;
pub use fit::{
    CorrelationRow, EstimateRow, ExtrapolationRow, FitRequest, FitResult, Range, RunRow, fit,
    looic_differences,
};
pub use folder::FolderKind;
pub use joint::{JointProblem, TableUsed};
pub use manifest::{Manifest, ParamPrior, PosteriorUsed, TimeGrid};
pub use outcome::{
    Control, DefinitionValues, Emit, EnsembleRequest, Envelope, Explained, Explanation, Failure,
    Formatted, ModelRef, Progress, RunRequest, RunResult, TestOutcome, TestRun, Work,
};
pub use recorded::{CentralPath, CentralSeries, Every, PathsWritten, Recorded, RecordedProblem};
pub use run::run;
pub use runs::RunTable;
pub use starter::{new_model, starter};
pub use step::StepError;
pub use suite::{TEST_SEED, test};
pub use tenfold_infer::{Loss, Sampler};
pub use tenfold_ir::math;
pub use tenfold_lang::{Overrides, parse_date};
pub use text::{DiagnosticText, Lang, diagnostic, has_diagnostic, text};
pub use tidy::{format, model_files};
pub use trust::{FarReport, RankRow};
pub use visible::{json_visible, visible};
