//! Why a request cannot be carried out: its model, sizes, interruption, places.

pub mod backtest;
pub mod calibrate;
pub mod diverged;
pub mod fit;
pub mod joint;
pub mod kind;
pub mod out;
pub mod recorded;

use crate::error::backtest::BacktestProblem;
use crate::error::calibrate::CalibrateProblem;
use crate::error::diverged::DivergenceRow;
use crate::error::fit::FitProblem;
use crate::error::joint::JointProblem;
use crate::error::out::OutProblem;
use crate::error::recorded::RecordedProblem;
use parquet::errors::ParquetError;
use std::io;
use std::path::{Path, PathBuf};
use tenfold_model::error as model;
use tenfold_model::error::ErrorRow;
use tenfold_tables::columnar::TableFailure;
use tenfold_words::numeral;
use tenfold_words::text::{Lang, problem};

/// Threads that may be asked for: more than any machine has use for, each with a stack and lanes of its own.
pub const THREADS_MAX: usize = 1_024;

/// Why a request cannot be carried out. Every message names the path and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model, or a file of it.
    #[error(transparent)]
    Model(#[from] model::Error),
    /// A law, its runs, or what is asked of them.
    #[error(transparent)]
    Fit(#[from] FitProblem),
    /// A calibration, or a posterior to run from.
    #[error(transparent)]
    Calibrate(#[from] CalibrateProblem),
    /// A table of parameters that a run is given.
    #[error(transparent)]
    Joint(#[from] JointProblem),
    /// What is to be recorded of a run.
    #[error(transparent)]
    Recorded(#[from] RecordedProblem),
    /// A backtest, its origins, or the document it writes.
    #[error(transparent)]
    Backtest(#[from] BacktestProblem),
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
        numeral::date(Lang::En, first.time),
        first.draw,
        operands(first, Lang::En)
    )]
    AllDiverged {
        /// How many.
        draws: u64,
        /// What broke in the first of them.
        first: Box<DivergenceRow>,
    },
    /// One name for two of the worlds that are compared.
    #[error(
        "compare: found {name} as the name of two worlds; name each world once, and give a world of your own, TITLE: CLAUSE, a title that no scenario has"
    )]
    TwoWorlds {
        /// As given.
        name: String,
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
    /// The error in one language. What the system, a library or the engine says of its cause stays as it is.
    pub fn text(&self, lang: Lang) -> String {
        problem(lang, self, || self.parts(lang))
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
            Error::Model(wrong) => wrong.parts(lang),
            Error::Fit(problem) => problem.parts(),
            Error::Calibrate(problem) => problem.parts(),
            Error::Joint(problem) => problem.parts(),
            Error::Recorded(problem) => problem.parts(),
            Error::Backtest(problem) => problem.parts(),
            Error::Print { source } => ("error-print", vec![("reason", source.to_string())]),
            Error::Out { path, problem } => (
                "error-file",
                vec![path_of(path), ("problem", problem.text(lang))],
            ),
            Error::NoDraws => ("error-no-draws", Vec::new()),
            Error::TwoWorlds { name } => ("error-two-worlds", vec![("name", name.clone())]),
            Error::AllDiverged { draws, first } => (
                "error-all-diverged",
                vec![
                    ("draws", draws.to_string()),
                    ("draw", first.draw.to_string()),
                    ("variable", first.variable.clone()),
                    ("date", numeral::date(lang, first.time)),
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
    pub fn read(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| model::Error::read(path)(source).into()
    }

    /// For `map_err` where writing fails.
    pub fn write(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
        |source| model::Error::write(path)(source).into()
    }

    /// For `map_err` where Parquet fails.
    pub fn parquet(path: &Path) -> impl Fn(ParquetError) -> Error + '_ {
        |source| Error::Parquet {
            path: path.to_owned(),
            source,
        }
    }
}

impl From<TableFailure> for Error {
    fn from(failure: TableFailure) -> Error {
        match failure {
            TableFailure::Create { path, source } => model::Error::Write { path, source }.into(),
            TableFailure::Parquet { path, source } => Error::Parquet { path, source },
        }
    }
}

impl OutProblem {
    /// The error of a place.
    pub fn at(self, path: &Path) -> Error {
        Error::Out {
            path: path.to_owned(),
            problem: self,
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
    use crate::error::kind::FolderKind;

    #[test]
    fn every_problem_of_inference_is_said_in_chinese() {
        let path = PathBuf::from("posterior");
        let problems = [
            FitProblem::Failed {
                law: "bass".into(),
                reason: Box::new(tenfold_infer::FitError::TooFewRows { rows: 2, sought: 4 }),
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
        let too_large = |what| Error::TooLarge {
            what,
            draws: 7,
            bytes: 2_000,
            limit: 1_000,
            help: "ask for fewer draws",
        };
        let no_value = || tenfold_engine::CompileError::NoValue { name: "p".into() };
        let errors = [
            Error::write(&path)(refused()),
            OutProblem::NoFolder.at(&path),
            OutProblem::Page.at(&path),
            OutProblem::Foreign("notes.txt".into()).at(&path),
            OutProblem::OtherKind(FolderKind::Run).at(&path),
            OutProblem::Input(path.clone()).at(&path),
            too_large("draws"),
            too_large("trajectories"),
            Error::NoDraws,
            Error::TwoWorlds { name: "a".into() },
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
        let [draws, trajectories] = [&said[6], &said[7]];
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
