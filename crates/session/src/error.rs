//! What can be wrong with the world around a model: files, folders, sizes, interruption.
//!
//! Mistakes inside a model are not here: they are diagnostics, see [`crate::Diagnosed`].

mod file;
mod fit;
mod out;

pub use file::FileProblem;
pub use fit::FitProblem;
pub use out::OutProblem;

use crate::catalogue::CatalogueError;
use crate::ensemble::THREADS_MAX;
use crate::report::DivergenceRow;
use crate::visible::visible;
use crate::{Lang, text};
use parquet::errors::ParquetError;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};

/// An error of no place in a model, as `--json` gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorRow {
    /// `no-model`
    pub code: String,
    /// `error`
    pub severity: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

/// Why a request cannot be carried out. Every message names the path and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No model, folder or table is there.
    #[error(
        "{}: there is no such model; give a .ten file, or a folder x with x.ten in it",
        path.display()
    )]
    NoModel {
        /// As given.
        path: PathBuf,
    },
    /// A law, its runs, or what is asked of them.
    #[error(transparent)]
    Fit(#[from] FitProblem),
    /// A calibration, or a posterior to run from.
    #[error(transparent)]
    Calibrate(#[from] CalibrateProblem),
    /// A table of parameters that a run is given.
    #[error(transparent)]
    Joint(#[from] crate::JointProblem),
    /// What is to be recorded of a run.
    #[error(transparent)]
    Recorded(#[from] crate::RecordedProblem),
    /// A backtest, its origins, or the document it writes.
    #[error(transparent)]
    Backtest(#[from] crate::BacktestProblem),
    /// A file that is not what it should be.
    #[error("{}: {problem}", path.display())]
    File {
        /// What.
        path: PathBuf,
        /// What is the matter.
        problem: FileProblem,
    },
    /// A catalogue that a model's words cannot be taken from.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The system refused to write.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// What.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// What was found cannot be shown.
    #[error("standard output cannot be written: {source}")]
    Print {
        /// The system's reason.
        source: io::Error,
    },
    /// A place that nothing is written to.
    #[error("{}: {problem}", path.display())]
    Out {
        /// As given.
        path: PathBuf,
        /// What is the matter.
        problem: OutProblem,
    },
    /// A starter would overwrite a file.
    #[error("{}: exists; a new model does not overwrite it", path.display())]
    Exists {
        /// What is in the way.
        path: PathBuf,
    },
    /// Not a name that `module` accepts.
    #[error("`{name}` cannot name a module: a letter or `_`, then letters, digits, `_`")]
    BadModuleName {
        /// As given.
        name: String,
    },
    /// A table with a row for each draw, or more, does not fit.
    #[error(
        "the {what} of {draws} draws would take {} on disk, more than the {} allowed; {help}",
        size(*bytes),
        size(*limit)
    )]
    TooLarge {
        /// `draws` or `trajectories`.
        what: &'static str,
        /// Draws asked.
        draws: u64,
        /// What they would take.
        bytes: u128,
        /// What is allowed, in bytes.
        limit: u128,
        /// What to do.
        help: &'static str,
    },
    /// No draws at all.
    #[error("0 draws say nothing; ask for at least 1")]
    NoDraws,
    /// Every draw diverged.
    #[error(
        "all {draws} draws diverged, so that nothing can be said; first {} broke in {} in draw {}{}; look at its equation",
        first.variable,
        crate::numeral::date(Lang::En, first.time),
        first.draw,
        operands(first, Lang::En)
    )]
    AllDiverged {
        /// How many.
        draws: u64,
        /// What broke in the first of them.
        first: Box<DivergenceRow>,
    },
    /// More scalars than one summary holds.
    #[error(
        "{variables} scalars to record, more than the {limit} of one run; give the model fewer indices"
    )]
    TooManyVariables {
        /// Stocks, auxiliaries, inputs and data, element by element.
        variables: usize,
        /// The bound.
        limit: usize,
    },
    /// The engine refused the program.
    #[error("the engine cannot compile this model: {0}")]
    Compile(#[from] tenfold_engine::CompileError),
    /// The engine refused a range of draws.
    #[error("the engine cannot run this model: {0}")]
    Run(#[from] tenfold_engine::RunError),
    /// The user interrupted.
    #[error("interrupted; nothing was written")]
    Cancelled,
    /// No threads, or more than are of use.
    #[error("{threads} threads; ask for 1 to {THREADS_MAX}")]
    ThreadCount {
        /// Asked.
        threads: usize,
    },
    /// The threads could not be started.
    #[error("{threads} threads cannot be started: {source}")]
    Threads {
        /// Asked.
        threads: usize,
        /// The pool's reason.
        source: rayon::ThreadPoolBuildError,
    },
    /// A Parquet file could not be written or read.
    #[error("{}: {source}", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// The library's reason.
        source: ParquetError,
    },
}

impl Error {
    /// The error in one language. What the system, a library or the engine says of its cause stays
    /// as it is.
    pub fn text(&self, lang: Lang) -> String {
        let said = match lang {
            Lang::En => self.to_string(),
            Lang::Zh => {
                let (key, args) = self.parts(lang);
                said(lang, key, &args)
            }
        };
        visible(&said).into_owned()
    }

    /// As `--json` gives it.
    pub fn row(&self, lang: Lang) -> ErrorRow {
        let (key, _) = self.parts(lang);
        ErrorRow {
            code: key.trim_start_matches("error-").to_owned(),
            severity: "error",
            message: self.text(lang),
        }
    }

    /// The key of the catalogue's message, and its arguments.
    fn parts(&self, lang: Lang) -> (&'static str, Vec<(&'static str, String)>) {
        let path_of = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            Error::NoModel { path } => ("error-no-model", vec![path_of(path)]),
            Error::Fit(problem) => problem.parts(lang),
            Error::Calibrate(problem) => problem.parts(),
            Error::Joint(problem) => problem.parts(),
            Error::Recorded(problem) => problem.parts(),
            Error::Backtest(problem) => problem.parts(),
            Error::File { path, problem } => (
                "error-file",
                vec![path_of(path), ("problem", problem.text(lang))],
            ),
            Error::Catalogue(wrong) => wrong.parts(lang),
            Error::Write { path, source } => (
                "error-write",
                vec![path_of(path), ("reason", source.to_string())],
            ),
            Error::Print { source } => ("error-print", vec![("reason", source.to_string())]),
            Error::Out { path, problem } => (
                "error-file",
                vec![path_of(path), ("problem", problem.text(lang))],
            ),
            Error::Exists { path } => ("error-exists", vec![path_of(path)]),
            Error::BadModuleName { name } => {
                ("error-bad-module-name", vec![("name", name.clone())])
            }
            Error::NoDraws => ("error-no-draws", Vec::new()),
            Error::AllDiverged { draws, first } => (
                "error-all-diverged",
                vec![
                    ("draws", draws.to_string()),
                    ("draw", first.draw.to_string()),
                    ("variable", first.variable.clone()),
                    ("date", crate::numeral::date(lang, first.time)),
                    ("operands", operands(first, lang)),
                ],
            ),
            Error::Compile(reason) => ("error-compile", vec![("reason", reason.to_string())]),
            Error::Run(reason) => ("error-run", vec![("reason", reason.to_string())]),
            Error::Cancelled => ("error-cancelled", Vec::new()),
            Error::TooLarge { .. } | Error::TooManyVariables { .. } | Error::ThreadCount { .. } => {
                self.limit_parts()
            }
            Error::Threads { threads, source } => (
                "error-threads",
                vec![
                    ("threads", threads.to_string()),
                    ("reason", source.to_string()),
                ],
            ),
            Error::Parquet { path, source } => (
                "error-parquet",
                vec![path_of(path), ("reason", source.to_string())],
            ),
        }
    }

    /// The parts of those that name a limit.
    fn limit_parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Error::TooLarge {
                what,
                draws,
                bytes,
                limit,
                help: _,
            } => (
                "error-too-large",
                vec![
                    ("what", (*what).to_owned()),
                    ("draws", draws.to_string()),
                    ("bytes", size(*bytes)),
                    ("limit", size(*limit)),
                ],
            ),
            Error::TooManyVariables { variables, limit } => (
                "error-too-many-variables",
                vec![
                    ("variables", variables.to_string()),
                    ("limit", limit.to_string()),
                ],
            ),
            Error::ThreadCount { threads } => (
                "error-thread-count",
                vec![
                    ("threads", threads.to_string()),
                    ("limit", THREADS_MAX.to_string()),
                ],
            ),
            _ => unreachable!("asked for errors with a limit alone"),
        }
    }

    /// For `map_err` where reading fails.
    pub(crate) fn read(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::File {
            path: path.to_owned(),
            problem: FileProblem::System(source),
        }
    }

    /// For `map_err` where writing fails.
    pub(crate) fn write(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| Error::Write {
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` where Parquet fails.
    pub(crate) fn parquet(path: &Path) -> impl Fn(ParquetError) -> Error + '_ {
        |source| Error::Parquet {
            path: path.to_owned(),
            source,
        }
    }
}

/// ` (a = 0, b = undefined)`; nothing where none is known.
fn operands(row: &DivergenceRow, lang: Lang) -> String {
    match row.operands_text(lang).as_str() {
        "" => String::new(),
        text => format!(" ({text})"),
    }
}

/// What can be wrong with a calibration, or with a posterior to run from.
#[derive(Debug, thiserror::Error)]
pub enum CalibrateProblem {
    /// A model that cannot be calibrated.
    #[error("{model}: {reason}")]
    Failed {
        /// The model.
        model: String,
        /// Why.
        reason: Box<tenfold_infer::CalibrateError>,
    },
    /// A folder without a posterior.
    #[error("{}: is not a posterior; `tenfold calibrate --out FOLDER` writes one", path.display())]
    NoPosterior {
        /// The folder.
        path: PathBuf,
    },
    /// A run that should start from a posterior there is none of.
    #[error(
        "{model}: cannot start from what its record says: {reason}; --prior starts from the priors"
    )]
    Unconditioned {
        /// The model.
        model: String,
        /// Why.
        reason: Box<tenfold_infer::CalibrateError>,
    },
    /// A posterior of the same model under other beliefs.
    #[error("{}: was calibrated under other beliefs ({}) than this run has; give the run the same --scenario and --assume, or calibrate under its own", path.display(), if assumptions.is_empty() { "the model's own" } else { assumptions })]
    OtherBeliefs {
        /// The folder.
        path: PathBuf,
        /// Its changes to the model's beliefs.
        assumptions: String,
    },
    /// A posterior of another model, or of an earlier text of this one.
    #[error("{}: is not the posterior of this {model}, whose text or tables differ; calibrate it anew", path.display())]
    OtherModel {
        /// The folder.
        path: PathBuf,
        /// The model that is to be run.
        model: String,
    },
}

impl CalibrateProblem {
    /// The key of the catalogue's message, and its arguments.
    fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            CalibrateProblem::Failed { model, reason } => (
                "error-calibrate",
                vec![("model", model.clone()), ("reason", reason.to_string())],
            ),
            CalibrateProblem::NoPosterior { path } => (
                "error-no-posterior",
                vec![("path", path.display().to_string())],
            ),
            CalibrateProblem::Unconditioned { model, reason } => (
                "error-unconditioned",
                vec![("model", model.clone()), ("reason", reason.to_string())],
            ),
            CalibrateProblem::OtherBeliefs { path, assumptions } => (
                "error-other-beliefs",
                vec![
                    ("path", path.display().to_string()),
                    (
                        "assumptions",
                        if assumptions.is_empty() {
                            "-".into()
                        } else {
                            assumptions.clone()
                        },
                    ),
                ],
            ),
            CalibrateProblem::OtherModel { path, model } => (
                "error-other-model",
                vec![
                    ("path", path.display().to_string()),
                    ("model", model.clone()),
                ],
            ),
        }
    }
}

pub(crate) fn said(lang: Lang, key: &str, args: &[(&str, String)]) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, &**value)).collect();
    text(lang, key, &args)
}

/// A number of bytes for people, in decimal units: `1.2 TB`.
fn size(bytes: u128) -> String {
    let mut value = bytes as f64;
    for unit in ["B", "kB", "MB", "GB", "TB"] {
        if value < 1000.0 {
            return format!("{value:.1} {unit}");
        }
        value /= 1000.0;
    }
    format!("{value:.1} PB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_inference_is_said_in_chinese() {
        let path = PathBuf::from("runs.csv");
        let problems = [
            FitProblem::NoLaw {
                name: "newton".into(),
                laws: "bass".into(),
            },
            FitProblem::Failed {
                law: "bass".into(),
                reason: Box::new(tenfold_infer::FitError::TooFewRows { rows: 2, sought: 4 }),
            },
            FitProblem::BadCondition {
                text: "N".into(),
                why: None,
            },
            FitProblem::NotComparable {
                path: path.clone(),
                row: 3,
                column: "N".into(),
                found: "many".into(),
                text: "N > 1".into(),
            },
            FitProblem::OtherUnit {
                path: path.clone(),
                column: "N".into(),
                unit: "USD".into(),
            },
            FitProblem::NoColumn {
                path: path.clone(),
                column: "N".into(),
                columns: "D".into(),
            },
            FitProblem::NoRows {
                path: path.clone(),
                rows: 7,
            },
            FitProblem::BadSize {
                name: "C".into(),
                rows: 7,
            },
        ];
        let of_calibration = [
            CalibrateProblem::Failed {
                model: "world".into(),
                reason: Box::new(tenfold_infer::CalibrateError::Impossible),
            },
            CalibrateProblem::NoPosterior { path: path.clone() },
            CalibrateProblem::Unconditioned {
                model: "world".into(),
                reason: Box::new(tenfold_infer::CalibrateError::Impossible),
            },
            CalibrateProblem::OtherBeliefs {
                path: path.clone(),
                assumptions: "p = 1".into(),
            },
            CalibrateProblem::OtherModel {
                path: path.clone(),
                model: "world".into(),
            },
        ];
        let errors = problems.into_iter().map(Error::Fit);
        for error in errors.chain(of_calibration.into_iter().map(Error::Calibrate)) {
            let said = error.text(Lang::Zh);
            assert!(!said.contains('\u{2068}') && !said.is_ascii(), "{said}");
        }
    }

    #[test]
    fn every_error_is_said_in_chinese() {
        let path = PathBuf::from("m.ten");
        let refused = || io::Error::other("refused");
        let file = |problem| Error::File {
            path: PathBuf::from("m.ten"),
            problem,
        };
        let too_large = |what| Error::TooLarge {
            what,
            draws: 7,
            bytes: 2_000,
            limit: 1_000,
            help: "ask for fewer draws",
        };
        let no_value = || tenfold_engine::CompileError::NoValue { name: "p".into() };
        let errors = [
            Error::NoModel { path: path.clone() },
            file(FileProblem::NotATable(crate::table::TableError::Empty)),
            file(FileProblem::Missing),
            file(FileProblem::NotPlain),
            file(FileProblem::TooLarge {
                what: "tables",
                limit: 1 << 24,
            }),
            file(FileProblem::NotText { offset: 3 }),
            file(FileProblem::Empty),
            file(FileProblem::Outside),
            file(FileProblem::System(refused())),
            Error::write(&path)(refused()),
            OutProblem::NoFolder.at(&path),
            OutProblem::Page.at(&path),
            OutProblem::Foreign("notes.txt".into()).at(&path),
            OutProblem::OtherKind(crate::folder::FolderKind::Run).at(&path),
            OutProblem::Input(path.clone()).at(&path),
            Error::Exists { path: path.clone() },
            Error::BadModuleName { name: "1".into() },
            too_large("draws"),
            too_large("trajectories"),
            Error::NoDraws,
            Error::TooManyVariables {
                variables: 9,
                limit: 8,
            },
            Error::Compile(no_value()),
            Error::Run(tenfold_engine::RunError::TooLarge {
                what: "a range of draws",
                found: 2,
                bound: 1,
            }),
            Error::Cancelled,
            Error::ThreadCount { threads: 0 },
            Error::Print { source: refused() },
            Error::parquet(&path)(ParquetError::General("broken".into())),
        ];
        let said: Vec<String> = errors.iter().map(|error| error.text(Lang::Zh)).collect();
        // Isolation marks around arguments would show in a terminal.
        assert!(said.iter().all(|text| !text.contains('\u{2068}')));
        let [draws, trajectories] = [&said[17], &said[18]];
        assert_eq!(
            draws,
            "7 次抽样的抽样表将占用磁盘 2.0 kB，超过允许的 1.0 kB；请减少抽样次数"
        );
        assert!(
            trajectories.ends_with("或用 --only 少写序列"),
            "{trajectories}"
        );
    }
}
