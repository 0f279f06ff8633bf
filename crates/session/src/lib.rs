//! One call a question: a model is opened, asked, and what it answers is drawn and written.
//!
//! The doors (`cli`, `web`) know this crate alone. Each file joins a question of `study` to the pages of `render`
//! and the folders of `store`, which do not know each other; there is no other logic here.
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
//! explain(&ModelRef, name: &str, last: impl FnOnce(&[String]) -> LastRun) -> Result<Result<Explanation, Diagnosed>, Error>
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

mod backtest;
mod calibrate;
mod claims;
mod compare;
mod docs;
mod fit;
pub mod live;
mod run;

pub use crate::backtest::backtest;
pub use crate::calibrate::calibrate;
pub use crate::claims::claims;
pub use crate::compare::compare;
pub use crate::docs::{docs, write_docs};
pub use crate::fit::fit;
pub use crate::run::run;
pub use tenfold_infer::{Loss, Sampler};
pub use tenfold_ir::math;
pub use tenfold_lang::{Overrides, parse_date};
pub use tenfold_model::catalogue::Catalogue;
pub use tenfold_model::catalogue::gaps::{Gap, GapKind};
pub use tenfold_model::check::{Checked, check};
pub use tenfold_model::diagnosed::{Diagnosed, DiagnosticRow, Style};
pub use tenfold_model::emit::{Emit, emit};
pub use tenfold_model::error::ErrorRow;
pub use tenfold_model::error::catalogue::{CatalogueError, CatalogueProblem};
pub use tenfold_model::error::file::FileProblem;
pub use tenfold_model::error::runs::RunsProblem;
pub use tenfold_model::formatting::{Formatted, format, model_files};
pub use tenfold_model::reference::ModelRef;
pub use tenfold_model::runs::RunTable;
pub use tenfold_model::sources::{Source, Sources};
pub use tenfold_model::starter::{new_model, starter};
pub use tenfold_model::wording::unindexed;
pub use tenfold_render::backtest::content::{BacktestWords, backtest_words};
pub use tenfold_render::docs::DocsFile;
pub use tenfold_store::cache::cache_folder;
pub use tenfold_store::manifest::Manifest;
pub use tenfold_store::place::result_folder;
pub use tenfold_store::summary::last_run;
pub use tenfold_study::backtest::BacktestRequest;
pub use tenfold_study::backtest::rows::{
    BacktestClaim, BacktestResult, BacktestSeries, DateRow, FanRow, InformedPrior, MilestoneSaid,
    MissedReport, OriginRow, ReportRow, ScoreRow, SeriesFan, SkillRow,
};
pub use tenfold_study::calibration::CalibrateRequest;
pub use tenfold_study::claims::rows::{
    Band, ClaimRow, ClaimsFound, ClaimsResult, DriverRow, MeasureWord, VerdictWord,
};
pub use tenfold_study::compare::CompareRequest;
pub use tenfold_study::compare::difference::{MilestoneDifference, SeriesAt, SeriesDifference};
pub use tenfold_study::compare::rows::{
    BASE, CompareFound, CompareResult, CompareScenario, DifferenceRow,
};
pub use tenfold_study::compare::told::{
    Change, ERRORS_MIN, Elements, ScenarioTold, SeriesTold, Spread, Told,
};
pub use tenfold_study::control::{Control, Progress, Work};
pub use tenfold_study::envelope::{Envelope, Notice};
pub use tenfold_study::error::backtest::BacktestProblem;
pub use tenfold_study::error::calibrate::CalibrateProblem;
pub use tenfold_study::error::fit::FitProblem;
pub use tenfold_study::error::joint::JointProblem;
pub use tenfold_study::error::kind::FolderKind;
pub use tenfold_study::error::out::OutProblem;
pub use tenfold_study::error::recorded::RecordedProblem;
pub use tenfold_study::error::{Error, THREADS_MAX};
pub use tenfold_study::explain::explain;
pub use tenfold_study::explain::rows::{DefinitionValues, Explained, Explanation, LastRun};
pub use tenfold_study::fit::{
    CorrelationRow, EstimateRow, ExtrapolationRow, FitRequest, FitResult, GivenRow, Range, RunRow,
    looic_differences,
};
pub use tenfold_study::posterior_rows::{
    CalibrateResult, FarReport, PARTICLES, PosteriorRow, PosteriorUsed, RankRow, SAME, SEED,
    SeriesRow,
};
pub use tenfold_study::recorded::{Every, Recorded};
pub use tenfold_study::request::{Belief, EnsembleRequest, RunRequest};
pub use tenfold_study::rows::{
    CentralPath, CentralSeries, ParamPrior, PathsWritten, RunResult, StepError, TimeGrid,
};
pub use tenfold_study::suite::{Failure, TEST_SEED, TestOutcome, TestRun, test};
pub use tenfold_study::table_used::TableUsed;
pub use tenfold_tables::table;
pub use tenfold_words::numeral;
pub use tenfold_words::text::{DiagnosticText, Lang, diagnostic, has_diagnostic, text};
pub use tenfold_words::visible::{json_visible, visible};

/// What a report shows, and the pages that show it.
pub mod report {
    pub use tenfold_render::blocks::{Block, Cell, Table};
    pub use tenfold_render::claims::{
        first_screen as claims_screen, heading as claims_heading, tally, verdict_words,
    };
    pub use tenfold_render::compare::{
        alike, answer, chances, change, change_with_unit, heading, later, medians,
        medians_of_dates, points,
    };
    pub use tenfold_render::report::calibration::render_calibration;
    pub use tenfold_render::report::{render, render_ledger};
    pub use tenfold_render::run::{
        YEARS_MAX, dates, first_screen, heading as run_heading, scalars,
    };
    pub use tenfold_study::compare::rows::CompareData;
    pub use tenfold_study::error::diverged::{DivergenceRow, OperandRow};
    pub use tenfold_study::posterior_rows::Shape;
    pub use tenfold_study::rows::{
        CalibrationData, DefinitionRow, Hindcast, MilestoneRow, Miss, ModuleRow, ParamRow,
        RecordBound, RecordPoint, ReportData, ScalarRow, Series, SourceRow,
    };
    pub use tenfold_words::years::{shown_years, telling_times, years};
}
