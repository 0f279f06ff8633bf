//! One draw, followed as a story: what it drew, when what happened, and how series went.

use crate::live::Study;
use crate::live::answering::STAGES;
use crate::live::asked::{Layout, bounded};
use crate::live::question::{Numbers, Question, Words};
use crate::live::refused::Refused;
use serde::Serialize;

/// One draw.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Story {
    pub milestones: Vec<StoryMilestone>,
    pub series: Vec<StorySeries>,
    pub parameters: Vec<StoryParameter>,
}

/// When a milestone came, a calendar year; none for never.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct StoryMilestone {
    pub name: String,
    pub title: Words,
    pub at: Option<f64>,
}

/// How a series went, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct StorySeries {
    pub name: String,
    pub unit: String,
    pub at: Vec<f64>,
    pub value: Numbers,
}

/// What a parameter was, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct StoryParameter {
    pub name: String,
    pub value: f64,
    pub unit: String,
}

impl Study {
    /// A draw of a question, by its number.
    ///
    /// # Errors
    /// As [`Study::answer`].
    pub fn story(&self, question: &Question, draw: u64) -> Result<Story, Refused> {
        let most = STAGES[STAGES.len() - 1] as usize;
        bounded("draws", usize::try_from(draw).unwrap_or(usize::MAX), most)?;
        let overrides = question.overrides();
        let world = self.world(&overrides)?;
        let program = &world.program;
        let layout = Layout::of(program, &question.series, &[])?;
        let begun = self.beginning(&overrides, question.prior)?;
        let kernel = self.kernel(&overrides, &layout)?;
        let one = kernel.one(&begun.sampling(question.seed), draw);
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        let dates = &one.columns[layout.numbers()..];
        let milestones = program.milestones.iter().zip(dates);
        let mut milestones: Vec<StoryMilestone> = milestones
            .map(|(milestone, column)| StoryMilestone {
                name: milestone.name.clone(),
                title: self.title(&milestone.name),
                at: finite(column[0]),
            })
            .collect();
        let date = |one: &StoryMilestone| one.at.unwrap_or(f64::INFINITY);
        milestones.sort_by(|a, b| date(a).total_cmp(&date(b)));
        let series = layout.series.iter().enumerate().map(|(nth, at)| {
            let variable = &program.variables[*at];
            let columns = &one.columns[layout.columns_of(nth)];
            let values = columns
                .iter()
                .map(|column| column[0] / variable.unit.factor);
            StorySeries {
                name: variable.full_name(),
                unit: variable.unit.text.clone(),
                at: (layout.steps.iter().map(|step| program.time.at(*step))).collect(),
                value: values.map(finite).collect(),
            }
        });
        let parameters = program.params.iter().zip(&one.params);
        let parameters = parameters.map(|(param, column)| StoryParameter {
            name: param.name.clone(),
            value: column[0] / param.unit.factor,
            unit: param.unit.text.clone(),
        });
        Ok(Story {
            milestones,
            series: series.collect(),
            parameters: parameters.collect(),
        })
    }
}
