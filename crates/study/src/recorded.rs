//! What is recorded of a run besides its summary: paths through time, and numbers of which a draw
//! has one.
//!
//! Knows which definitions are which, and refuses names and times that are none; the files are
//! written elsewhere.

use crate::control::{Control, Progress, Work};
use crate::ensemble::{PORTION_BYTES_MAX, on_threads};
use crate::error::Error;
use crate::error::recorded::RecordedProblem;
use crate::rows::{CentralPath, CentralSeries, PathsWritten};
use std::str::FromStr;
use std::sync::atomic::Ordering;
use tenfold_engine::{Paths, Sampling};
use tenfold_ir::{Pace, Program, TimeSpec, Variable, VariableKind};
use tenfold_words::nearest::nearest;

/// What is to be recorded of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded {
    /// Whether every draw's path through time is written.
    pub trajectories: bool,
    /// Whether the central trajectory is.
    pub central: bool,
    /// The times of both; every step where none.
    pub every: Option<Every>,
    /// Names of definitions, or of elements of them; all that move where none.
    pub only: Vec<String>,
}

/// How far one recorded time is from the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Every {
    /// So many steps, at least one.
    Steps(u32),
    /// So many years.
    Years(f64),
}

/// Units of a duration on the command line, in years.
const DURATIONS: [(&str, f64); 7] = [
    ("year", 1.0),
    ("month", 1.0 / 12.0),
    ("week", 7.0 / 365.25),
    ("day", 1.0 / 365.25),
    ("hour", 1.0 / 8_766.0),
    ("minute", 1.0 / 525_960.0),
    ("second", 1.0 / 31_557_600.0),
];

impl FromStr for Every {
    type Err = String;

    fn from_str(text: &str) -> Result<Every, String> {
        let expected =
            || "expected a number of steps such as 12, or a duration such as 1 month".to_owned();
        let text = text.trim();
        if let Ok(steps) = text.parse::<u32>() {
            return Some(Every::Steps(steps))
                .filter(|_| steps > 0)
                .ok_or_else(expected);
        }
        let split = text.find(|c: char| c.is_alphabetic() && c != 'e' && c != 'E');
        let (number, unit) = text.split_at(split.ok_or_else(expected)?);
        let singular =
            |(name, _): &&(&str, f64)| unit == *name || unit.strip_suffix('s') == Some(name);
        let (_, factor) = DURATIONS.iter().find(singular).ok_or_else(expected)?;
        let years = number
            .trim()
            .parse::<f64>()
            .ok()
            .map(|count| count * factor);
        let years = years.filter(|years| years.is_finite() && *years > 0.0);
        years.map(Every::Years).ok_or_else(expected)
    }
}

impl Every {
    /// In steps of a grid; none if it is no whole number of them.
    fn stride(self, time: &TimeSpec) -> Option<u32> {
        match self {
            _ if time.steps == 0 => Some(1),
            Every::Steps(steps) => Some(steps),
            Every::Years(years) => {
                let steps = years / time.dt;
                let whole = steps.round();
                // Both are quotients of numbers as people write them, rounded a few times.
                let is_whole = (steps - whole).abs() <= 1e-9 * whole;
                (is_whole && (1.0..=f64::from(u32::MAX)).contains(&whole)).then_some(whole as u32)
            }
        }
    }
}

/// What of a program is recorded besides its summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Positions in [`Program::variables`] of what moves, for paths.
    pub series: Vec<usize>,
    /// Of what a draw has one number of.
    pub scalars: Vec<usize>,
    /// Steps from one time to the next.
    pub(crate) stride: u32,
    series_all: usize,
}

/// Whether the model puts out one number a draw here: something made of parameters and of the dates
/// of milestones alone.
fn is_scalar(variable: &Variable, pace: Pace) -> bool {
    variable.output && matches!(pace, Pace::Draw | Pace::Milestones)
}

impl Selection {
    /// # Errors
    /// If something is asked that the program does not have.
    pub(crate) fn of(program: &Program, asked: &Recorded) -> Result<Selection, RecordedProblem> {
        let paces = program.paces();
        let pace = |variable: &Variable| paces[variable.node.index()];
        let is_law = program.time.steps == 0;
        let moves = |variable: &Variable| match pace(variable) {
            Pace::Constant => false,
            Pace::Draw => is_law && variable.kind != VariableKind::Param,
            Pace::Milestones | Pace::Time => true,
        };
        let all = || program.variables.iter().enumerate();
        let series = all().filter(|(_, variable)| moves(variable));
        let series: Vec<usize> = series.map(|(at, _)| at).collect();
        let scalars = all().filter(|(_, variable)| is_scalar(variable, pace(variable)));
        let (dt, steps) = (program.time.dt, program.time.steps);
        let stride = asked
            .every
            .map_or(Some(1), |every| every.stride(&program.time));
        let mut selection = Selection {
            series_all: series.len(),
            series,
            scalars: scalars.map(|(at, _)| at).collect(),
            stride: stride.ok_or(RecordedProblem::NotSteps { dt, steps })?,
        };
        if !asked.only.is_empty() {
            selection.choose(program, asked, &paces)?;
        }
        Ok(selection)
    }

    /// Keeps of the series what is named, and takes in what else is.
    fn choose(
        &mut self,
        program: &Program,
        asked: &Recorded,
        paces: &[Pace],
    ) -> Result<(), RecordedProblem> {
        let all = std::mem::take(&mut self.series);
        let has_paths = asked.trajectories || asked.central;
        for name in asked.only.iter().flat_map(|names| names_in(program, names)) {
            let name = name.as_str();
            let found = named(program, name)?;
            let pace = |at: &usize| paces[program.variables[*at].node.index()];
            let is_series = found.iter().any(|at| all.binary_search(at).is_ok());
            if is_series && !has_paths && !found.iter().any(|at| pace(at) < Pace::Time) {
                return Err(RecordedProblem::NotWritten {
                    name: name.to_owned(),
                });
            }
            for at in found {
                if all.binary_search(&at).is_ok() {
                    self.series.push(at);
                }
                // Parameters are there already.
                let is_param = program.variables[at].kind == VariableKind::Param;
                if pace(&at) < Pace::Time && !is_param {
                    self.scalars.push(at);
                }
            }
        }
        for list in [&mut self.series, &mut self.scalars] {
            list.sort_unstable();
            list.dedup();
        }
        match has_paths && self.series.is_empty() {
            true => Err(RecordedProblem::NoSeries),
            false => Ok(()),
        }
    }

    /// Of paths at these times.
    pub(crate) fn written(&self, time: &TimeSpec) -> PathsWritten {
        PathsWritten {
            series: self.series.len(),
            series_all: self.series_all,
            times: self.times(time) as usize,
            times_all: time.steps as usize + 1,
        }
    }

    /// How many times paths are recorded at.
    pub(crate) fn times(&self, time: &TimeSpec) -> u64 {
        u64::from(time.steps.div_ceil(self.stride)) + 1
    }

    /// Bytes that the path of one draw takes.
    pub(crate) fn path_bytes(&self, time: &TimeSpec) -> u64 {
        let columns = self.series.len() as u64 + 2;
        columns.saturating_mul(8).saturating_mul(self.times(time))
    }
}

/// One name, or several between commas: those in brackets part labels.
fn names_in(program: &Program, text: &str) -> Vec<String> {
    if !text.contains(',') || named(program, text.trim()).is_ok() {
        return vec![text.trim().to_owned()];
    }
    let (mut names, mut depth) = (vec![String::new()], 0);
    for letter in text.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        match letter == ',' && depth <= 0 {
            true => names.push(String::new()),
            false => names.last_mut().expect("never empty").push(letter),
        }
    }
    let trimmed = names.iter().map(|name| name.trim().to_owned());
    trimmed.filter(|name| !name.is_empty()).collect()
}

/// The variables of a name: qualified or not, of all elements or of one.
fn named(program: &Program, name: &str) -> Result<Vec<usize>, RecordedProblem> {
    let spaceless = |text: &str| text.replace(' ', "");
    let wanted = spaceless(name);
    let all: Vec<(&str, String)> = (program.variables.iter())
        .map(|variable| (variable.name.as_str(), variable.full_name()))
        .collect();
    let is_meant = |(qualified, full): &(&str, String)| {
        [qualified, full.as_str()].map(spaceless).contains(&wanted)
    };
    let plain = |text: &str| {
        text.split_once('.')
            .map_or("", |(_, plain)| plain)
            .to_owned()
    };
    let is_short = |(qualified, full): &(&str, String)| is_meant(&(&plain(qualified), plain(full)));
    let found = |is: &dyn Fn(&(&str, String)) -> bool| -> Vec<usize> {
        (0..all.len()).filter(|at| is(&all[*at])).collect()
    };
    let exact = found(&is_meant);
    if !exact.is_empty() {
        return Ok(exact);
    }
    let mut short = found(&is_short);
    let root = format!("{}.", program.name);
    if short.iter().any(|at| all[*at].0.starts_with(&root)) {
        short.retain(|at| all[*at].0.starts_with(&root));
    }
    let mut names: Vec<&str> = short.iter().map(|at| all[*at].0).collect();
    names.dedup();
    match names[..] {
        // Milestones have their dates in the table of draws whatever is asked.
        [] if program.milestones.iter().any(|one| one.name == name) => Ok(Vec::new()),
        [] => {
            let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
            Err(RecordedProblem::Unknown {
                name: name.to_owned(),
                nearest: nearest(name, &names),
            })
        }
        [_] => Ok(short),
        _ => Err(RecordedProblem::Ambiguous {
            name: name.to_owned(),
            found: names.join(", "),
        }),
    }
}

/// What takes the paths of draws as they come: the first draw's number, the steps, and values by series, time
/// running fastest.
pub type PathSink<'s> = &'s mut dyn FnMut(u64, &[u32], &[Vec<f64>]) -> Result<(), Error>;

/// Draws whose paths are written.
pub(crate) struct PathsOf<'a> {
    pub(crate) program: &'a Program,
    pub(crate) paths: &'a Paths,
    pub(crate) selection: &'a Selection,
    pub(crate) pool: Option<&'a rayon::ThreadPool>,
}

impl PathsOf<'_> {
    /// Gives the paths of so many draws to `sink`, a portion at a time: the first of them, and their values by
    /// series, time running fastest.
    pub(crate) fn draw(
        &self,
        (sampling, draws): (&Sampling, u64),
        sink: PathSink,
        control: &mut Control,
    ) -> Result<(), Error> {
        let bytes = self.selection.path_bytes(&self.program.time);
        let portion = (PORTION_BYTES_MAX / bytes.max(1)).max(1);
        let mut done = 0;
        while done < draws {
            if control.cancel.load(Ordering::Relaxed) {
                return Err(Error::Cancelled);
            }
            let next = draws.min(done.saturating_add(portion));
            let values = on_threads(self.pool, || self.paths.run(sampling, done..next));
            sink(done, self.paths.steps(), &values)?;
            done = next;
            (control.progress)(Progress {
                work: Work::Trajectories,
                done,
                total: draws,
            });
        }
        Ok(())
    }

    /// The central trajectory.
    pub(crate) fn central(&self) -> CentralPath {
        let values = on_threads(self.pool, || self.paths.run(&Sampling::Central, 0..1));
        let time = &self.program.time;
        let steps = self.paths.steps().iter();
        let variables = self
            .selection
            .series
            .iter()
            .map(|at| &self.program.variables[*at]);
        let series = variables
            .zip(values)
            .map(|(variable, values)| CentralSeries {
                name: variable.full_name(),
                unit: variable.unit.text.clone(),
                output: variable.output,
                values: values
                    .iter()
                    .map(|value| value / variable.unit.factor)
                    .collect(),
            });
        CentralPath {
            written: self.selection.written(time),
            times: steps.map(|step| time.at(*step)).collect(),
            series: series.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_ir::Method;

    #[test]
    fn a_duration_is_a_whole_number_of_steps_or_refused() {
        let time = |dt| TimeSpec {
            start: 2020.0,
            dt,
            steps: 1_200,
            method: Method::Euler,
        };
        let stride = |text: &str, dt: f64| text.parse::<Every>().unwrap().stride(&time(dt));
        assert_eq!(stride("12", 0.1), Some(12));
        for (text, dt, steps) in [
            ("1 year", 1.0 / 12.0, 12),
            ("3 months", 1.0 / 12.0, 3),
            ("0.3year", 0.1, 3),
            ("1 month", 1.0 / 12.0, 1),
            ("2 weeks", 7.0 / 365.25, 2),
            ("1e1 year", 0.25, 40),
        ] {
            assert_eq!(stride(text, dt), Some(steps), "{text}");
        }
        for (text, dt) in [
            ("1 day", 1.0 / 12.0),
            ("1 month", 7.0 / 365.25),
            ("0.7 year", 0.5),
        ] {
            assert_eq!(stride(text, dt), None, "{text}");
        }
        for text in [
            "0",
            "-1",
            "1.5",
            "",
            "month",
            "1 fortnight",
            "0 year",
            "-1 year",
            "inf year",
            "NaN day",
        ] {
            assert!(text.parse::<Every>().is_err(), "{text}");
        }
    }
}
