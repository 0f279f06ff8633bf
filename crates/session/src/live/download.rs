//! What a reader takes along of a question: the report and the pictures of a run, its numbers, the model's text.

use crate::live::Study;
use crate::live::asked::bounded;
use crate::live::question::{Answer, Numbers, Question};
use crate::live::refused::Refused;
use crate::run::run;
use serde::Deserialize;
use std::fmt::Write as _;
use std::fs;
use std::sync::atomic::Ordering;
use tenfold_study::control::Control;
use tenfold_study::error::Error;
use tenfold_study::recorded::Recorded;
use tenfold_study::request::{Belief, EnsembleRequest, RunRequest};
use tenfold_words::text::Lang;

/// Draws of what is taken along.
const DRAWS_MAX: usize = 10_000;

/// What is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Download {
    Report,
    Png,
    Svg,
    Csv,
    Parquet,
    Model,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downloaded {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub kind: &'static str,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Study {
    /// A file of what a question asks.
    ///
    /// # Errors
    /// As [`Study::answer`]; of edited texts there are numbers and the text alone.
    pub fn download(
        &self,
        question: &Question,
        what: Download,
        lang: Lang,
        control: &mut Control,
    ) -> Result<Downloaded, Refused> {
        let draws = question.draws.max(1);
        bounded(
            "draws",
            usize::try_from(draws).unwrap_or(usize::MAX),
            DRAWS_MAX,
        )?;
        let (file, kind) = match what {
            Download::Report => ("report.html", "text/html; charset=utf-8"),
            Download::Png => ("series.png", "image/png"),
            Download::Svg => ("series.svg", "image/svg+xml"),
            Download::Parquet => ("summary.parquet", "application/vnd.apache.parquet"),
            Download::Csv => ("series.csv", "text/csv; charset=utf-8"),
            Download::Model => ("model.ten", "text/plain; charset=utf-8"),
        };
        let bytes = match what {
            Download::Csv => table(&self.answered(question, control)?).into_bytes(),
            Download::Model => self.with_scenario(question).into_bytes(),
            _ => self.file_of_run(question, (file, lang), control)?,
        };
        Ok(Downloaded {
            name: format!("{}-{file}", self.checked.name),
            kind,
            bytes,
        })
    }

    /// The answer of all draws that are asked for, from where draws start at once.
    fn answered(&self, question: &Question, control: &mut Control) -> Result<Answer, Refused> {
        let mut found = None;
        let cancel = control.cancel;
        let told = self.answer(question, control, &mut |answer| {
            if answer.draws >= question.draws {
                found = Some(answer);
                // What would be calibrated after is not waited for.
                cancel.store(true, Ordering::Relaxed);
            }
        });
        match (found, told) {
            (Some(answer), _) => Ok(answer),
            (None, Err(refused)) => Err(refused),
            (None, Ok(())) => Err(Error::Cancelled.into()),
        }
    }

    /// A file of a run folder.
    fn file_of_run(
        &self,
        question: &Question,
        (file, lang): (&str, Lang),
        control: &mut Control,
    ) -> Result<Vec<u8>, Refused> {
        if self.behind.is_some() {
            return Err(Refused::new("download-edited", &[]));
        }
        let place = std::env::temp_dir();
        let home = tempfile::tempdir().map_err(Error::write(&place))?;
        let out = home.path().join("run");
        let request = RunRequest {
            ensemble: EnsembleRequest {
                model: self.model.clone(),
                overrides: question.overrides(),
                draws: question.draws.max(1),
                seed: question.seed,
                belief: match question.prior {
                    true => Belief::Prior,
                    false => Belief::Posterior {
                        cache: self.cache.clone(),
                    },
                },
                out: Some(out.clone()),
                threads: None,
                lang,
            },
            claims: false,
            recorded: Recorded::default(),
        };
        run(&request, control)??;
        let path = out.join(file);
        Ok(fs::read(&path).map_err(Error::read(&path))?)
    }

    /// The root's text with the changes as a scenario of its own.
    fn with_scenario(&self, question: &Question) -> String {
        let files = self.files();
        let mut text = files
            .first()
            .map_or_else(String::new, |file| file.text.clone());
        let changes = question.overrides();
        let on = question.scenario.as_deref();
        let on = on.map_or_else(String::new, |name| format!(" on {name}"));
        let _ = write!(text, "\nscenario mine{on}\n  \"Saved from the page.\"\n");
        for clause in &changes.assumptions {
            let _ = writeln!(text, "  assume {clause}");
        }
        for clause in &changes.interventions {
            let _ = writeln!(text, "  intervene {clause}");
        }
        text
    }
}

/// Series by time, a row each.
fn table(answer: &Answer) -> String {
    let mut text = String::from("series,unit,at,q05,q25,q50,q75,q95\n");
    let shown = |values: &Numbers, at: usize| {
        let value = values.get(at).copied().flatten();
        value.map_or_else(String::new, |value| value.to_string())
    };
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for series in &answer.series {
        let fan = &series.quantiles;
        for (nth, at) in series.at.iter().enumerate() {
            let all = [&fan.q05, &fan.q25, &fan.q50, &fan.q75, &fan.q95];
            let all: Vec<String> = all.into_iter().map(|one| shown(one, nth)).collect();
            let (name, unit) = (quoted(&series.name), quoted(&series.unit));
            let _ = writeln!(text, "{name},{unit},{at},{}", all.join(","));
        }
    }
    text
}
