//! What a question asks of each draw: series at times, single numbers, dates of milestones.

use crate::live::refused::Refused;
use tenfold_engine::{Collected, Collector};
use tenfold_ir::{
    Column, Dimension, MilestoneId, MilestoneView, Node, NodeId, Program, TimeSpec, When,
};
use tenfold_study::error::Error;
use tenfold_words::text::{Lang, text};

/// Recorded times of a series, at most, and series times times.
const TIMES_MAX: u32 = 64;
const NUMBERS_MAX: usize = 4_096;
/// Pairs of scalars.
const PAIRS_MAX: usize = 16;

/// Columns of each draw: series at times, then single numbers, then dates.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    /// Positions in the program's variables.
    pub(crate) series: Vec<usize>,
    pub(crate) steps: Vec<u32>,
    /// Variables at steps.
    pub(crate) single: Vec<(usize, u32)>,
    /// For each pair its two scalars.
    pub(crate) pairs: Vec<[Scalar; 2]>,
    pub(crate) milestones: usize,
}

/// A number of a draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar {
    Param(usize),
    /// A column, and what one of its unit is in base units.
    Column(usize, f64),
}

impl Layout {
    /// Of the names of a question; names are those of every world of a model.
    pub(crate) fn of(
        program: &Program,
        series: &[String],
        joint: &[(String, String)],
    ) -> Result<Layout, Refused> {
        let steps = steps(&program.time);
        let named = |name: &str| {
            let mut all = program.variables.iter();
            all.position(|variable| variable.full_name() == name)
        };
        let found = series.iter().map(|name| {
            let none = || Refused::new("no-series", &[("name", name)]);
            named(name).ok_or_else(none)
        });
        let mut layout = Layout {
            series: found.collect::<Result<_, _>>()?,
            single: Vec::new(),
            pairs: Vec::new(),
            milestones: program.milestones.len(),
            steps,
        };
        let all = layout.series.len() * layout.steps.len();
        bounded("series", all, NUMBERS_MAX)?;
        bounded("joint", joint.len(), PAIRS_MAX)?;
        let mut single = Vec::new();
        let mut found = Vec::new();
        for (x, y) in joint {
            let mut scalar = |name: &str| {
                scalar(program, name, &mut single)
                    .ok_or_else(|| Refused::new("no-scalar", &[("name", name)]))
            };
            found.push([scalar(x)?, scalar(y)?]);
        }
        layout.single = single;
        // Columns of single numbers follow the series, dates those.
        let dates = all + layout.single.len();
        layout.pairs = found
            .into_iter()
            .map(|pair| {
                pair.map(|one| match one {
                    Found::Param(at) => Scalar::Param(at),
                    Found::Milestone(at) => Scalar::Column(dates + at, 1.0),
                    Found::Single(at, factor) => Scalar::Column(all + at, factor),
                })
            })
            .collect();
        Ok(layout)
    }

    /// How many columns are numbers, not dates.
    pub(crate) fn numbers(&self) -> usize {
        self.series.len() * self.steps.len() + self.single.len()
    }

    /// The columns of a series.
    pub(crate) fn columns_of(&self, series: usize) -> std::ops::Range<usize> {
        let times = self.steps.len();
        series * times..(series + 1) * times
    }

    /// Compiles a world for these columns.
    pub(crate) fn compile(&self, program: &Program) -> Result<Collector, Error> {
        let mut asked = program.clone();
        let dates: Vec<NodeId> = (0..self.milestones)
            .map(|at| {
                let id = MilestoneId(at as u32);
                asked.nodes.push(Node::Milestone(id, MilestoneView::Date));
                asked.dimensions.push(Dimension::pure());
                NodeId((asked.nodes.len() - 1) as u32)
            })
            .collect();
        let at = |variable: usize, step: u32| Column {
            node: program.variables[variable].node,
            when: When::At(step),
        };
        let series = self.series.iter();
        let series = series.flat_map(|one| self.steps.iter().map(|step| at(*one, *step)));
        let single = self.single.iter().map(|(one, step)| at(*one, *step));
        let dates = dates.into_iter().map(|node| Column {
            node,
            when: When::End,
        });
        asked.columns = series.chain(single).chain(dates).collect();
        Ok(Collector::new(&asked)?)
    }

    /// A scalar of the draws that are kept one by one, in its unit.
    pub(crate) fn values(&self, program: &Program, scalar: Scalar, draws: &Collected) -> Vec<f64> {
        let (column, factor) = match scalar {
            Scalar::Param(at) => (&draws.params[at], program.params[at].unit.factor),
            Scalar::Column(at, factor) => (&draws.columns[at], factor),
        };
        column.iter().map(|value| value / factor).collect()
    }
}

/// Refuses what is more than one question may ask.
pub(crate) fn bounded(what: &str, found: usize, most: usize) -> Result<(), Refused> {
    if found <= most {
        return Ok(());
    }
    let (found, most) = (found.to_string(), most.to_string());
    let said = |lang| text(lang, &format!("study-what-{what}"), &[]);
    let [en, zh] = Lang::ALL.map(said);
    let refused = |what: &str| {
        Refused::new(
            "too-many",
            &[("what", what), ("found", &found), ("most", &most)],
        )
    };
    Err(Refused {
        message_zh: refused(&zh).message_zh,
        ..refused(&en)
    })
}

/// A scalar before columns are numbered.
enum Found {
    Param(usize),
    Milestone(usize),
    Single(usize, f64),
}

fn scalar(program: &Program, name: &str, single: &mut Vec<(usize, u32)>) -> Option<Found> {
    let name = name.trim();
    if let Some(at) = program.params.iter().position(|one| one.name == name) {
        return Some(Found::Param(at));
    }
    if let Some(at) = program.milestones.iter().position(|one| one.name == name) {
        return Some(Found::Milestone(at));
    }
    let (series, year) = name.split_once(" at ")?;
    let year: f64 = year.trim().parse().ok()?;
    let mut all = program.variables.iter();
    let variable = all.position(|one| one.full_name() == series.trim())?;
    let place = (year - program.time.start) / program.time.dt;
    let is_within = (-0.5..=f64::from(program.time.steps) + 0.5).contains(&place);
    let step = is_within.then(|| (place.round().max(0.0) as u32).min(program.time.steps))?;
    single.push((variable, step));
    let factor = program.variables[variable].unit.factor;
    Some(Found::Single(single.len() - 1, factor))
}

/// Recorded times, evenly spread and the last.
pub(crate) fn steps(time: &TimeSpec) -> Vec<u32> {
    let least = time.steps.div_ceil(TIMES_MAX).max(1);
    let divides = |stride: &u32| time.steps.is_multiple_of(*stride);
    let stride = (least..=2 * least).find(divides).unwrap_or(least);
    tenfold_engine::Recorded::Every(stride).steps(time.steps)
}
