//! What a model is made of, as the page shows it before anything is asked.

use crate::live::question::{ModelFile, Words};
use crate::live::refused::Refused;
use crate::live::shape::{Axis, Scale, Shape, ascending};
use crate::live::start::Ground;
use crate::live::{Study, asked};
use serde::Serialize;
use std::sync::Arc;
use tenfold_engine::{Collector, Kernel, Sampling};
use tenfold_ir::{Column, Observation, Param, Program, When};
use tenfold_lang::{DATE, Overrides};
use tenfold_model::built_in::{built_in_below, laws};
use tenfold_model::reference::ModelRef;
use tenfold_model::starter::starter;
use tenfold_model::wording::provenance_word;
use tenfold_study::ensemble::{Recording, central_params};
use tenfold_study::headline::{Headline, headline};
use tenfold_study::prior::prior_draws;
use tenfold_words::text::{Lang, first_sentence};

/// From this ratio of its central path's ends on, a positive series is better seen on a logarithmic axis.
const LOG_RATIO: f64 = 50.0;
/// A fixed number may be moved by this factor.
const FIXED_REACH: f64 = 4.0;

/// A model.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ModelCard {
    pub name: String,
    /// As the command line takes it; none of the world that comes with the program.
    pub path: Option<String>,
    pub title: Words,
    /// SHA-256 of every text and table, hexadecimal.
    pub hash: String,
    /// Of the program.
    pub version: String,
    /// First and last time, calendar years.
    pub begin: f64,
    pub end: f64,
    /// The last date of the record.
    pub today: Option<f64>,
    /// Whether nothing can be saved; the server's to say.
    pub read_only: bool,
    pub has_posterior: bool,
    pub modules: Vec<Named>,
    pub parameters: Vec<ParameterCard>,
    pub series: Vec<SeriesCard>,
    pub milestones: Vec<MilestoneCard>,
    pub scenarios: Vec<ScenarioCard>,
    pub headline: Headline,
    pub files: Vec<ModelFile>,
    pub laws: Vec<LawCard>,
    pub templates: Vec<Template>,
}

/// A thing with its title.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Named {
    pub name: String,
    pub title: Words,
}

/// A parameter, in its unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ParameterCard {
    pub name: String,
    pub title: Words,
    pub module: String,
    pub unit: String,
    pub is_date: bool,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance: Option<String>,
    pub source: Option<String>,
    pub link: Option<String>,
    /// As written; empty where it is a fixed number.
    pub prior: String,
    pub central: f64,
    pub scale: Scale,
    /// Ends of a slider.
    pub low: f64,
    pub high: f64,
    pub prior_shape: Shape,
    pub posterior_shape: Option<Shape>,
    /// Standard deviation of the posterior over that of the prior, along the scale's own values.
    pub learnt: Option<f64>,
}

/// A variable that can be looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct SeriesCard {
    pub name: String,
    pub title: Words,
    pub module: String,
    pub unit: String,
    pub labels: Vec<String>,
    /// Its name without labels.
    pub group: String,
    pub scale: Scale,
    pub record: Vec<RecordedFigure>,
}

/// A figure of the record, in the unit of its series.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct RecordedFigure {
    /// Calendar years.
    pub at: f64,
    pub low: f64,
    pub value: f64,
    pub high: f64,
    /// `at_least` or `at_most`, where it is a bound.
    pub bound: Option<&'static str>,
    pub source: String,
    pub link: Option<String>,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct MilestoneCard {
    pub name: String,
    pub title: Words,
    pub module: String,
    pub headline: bool,
}

/// A scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ScenarioCard {
    pub name: String,
    pub title: Words,
    pub doc: Words,
    /// Names of the model that its own text mentions.
    pub looks_at: Vec<String>,
}

/// A law that comes with the program.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct LawCard {
    pub name: String,
    pub title: Words,
    pub columns: Vec<LawColumn>,
}

/// A column of a law's runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct LawColumn {
    pub name: String,
    pub unit: String,
    pub title: Words,
}

/// A model to start from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Template {
    pub name: String,
    pub title: Words,
    pub text: String,
}

impl Study {
    /// The model as it is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn card(&self) -> Result<Arc<ModelCard>, Refused> {
        let ground = self.ground()?;
        let make = || self.made_card(ground.as_deref());
        self.cards.get(&ground.is_some(), make)
    }

    fn made_card(&self, ground: Option<&Ground>) -> Result<ModelCard, Refused> {
        let world = self.world(&Overrides::default())?;
        let program = &world.program;
        let model = self.checked.sound()?;
        let modules = model.modules().into_iter();
        let headline = self.headline();
        let milestones = program.milestones.iter().map(|one| MilestoneCard {
            title: self.title(&one.name),
            module: module_of(&one.name),
            headline: headline.milestones.contains(&one.name),
            name: one.name.clone(),
        });
        let points = program.observations.iter().flat_map(|one| &one.points);
        let today = points.map(|point| point.date).reduce(f64::max);
        Ok(ModelCard {
            name: self.checked.name.clone(),
            path: match &self.model {
                ModelRef::Path(path) => Some(path.display().to_string()),
                ModelRef::BuiltIn | ModelRef::Law(_) => None,
            },
            title: self.title(&self.checked.name),
            hash: self.hash().to_owned(),
            version: env!("CARGO_PKG_VERSION").into(),
            begin: program.time.start,
            end: program.time.at(program.time.steps),
            today,
            read_only: false,
            has_posterior: ground.is_some(),
            modules: modules
                .map(|module| Named {
                    title: self.title(&module.name),
                    name: module.name,
                })
                .collect(),
            parameters: self.parameters(program, ground)?,
            series: self.series_cards(program)?,
            milestones: milestones.collect(),
            scenarios: self.scenario_cards(program),
            headline,
            files: self.files(),
            laws: law_cards(),
            templates: templates(),
        })
    }

    fn parameters(
        &self,
        program: &Program,
        ground: Option<&Ground>,
    ) -> Result<Vec<ParameterCard>, Refused> {
        let drawn = prior_draws(program)?;
        let central = central_params(&Kernel::compile(program, &[]).map_err(crate::Error::from)?)?;
        let all = program.params.iter().zip(&drawn).zip(central);
        let one = |((param, drawn), central): ((&Param, &Vec<f64>), f64)| {
            let rows = ground.and_then(|ground| ground.values(&param.name));
            self.parameter(param, (drawn, rows), central)
        };
        Ok(all.map(one).collect())
    }

    fn parameter(
        &self,
        param: &Param,
        (drawn, rows): (&[f64], Option<&[f64]>),
        central: f64,
    ) -> ParameterCard {
        let factor = param.unit.factor;
        let central = central / factor;
        let before = ascending(drawn, factor);
        let after = rows.map(|rows| ascending(rows, factor));
        let axis = Axis::of(&before);
        let fixed = Shape {
            q05: central,
            q50: central,
            q95: central,
            ..Shape::default()
        };
        let reach = |factor: f64| match central {
            0.0 => (factor - 1.0).signum(),
            central => central * if central > 0.0 { factor } else { 1.0 / factor },
        };
        let from = param.provenance.as_ref();
        let reference = from.map(|from| from.reference.clone());
        ParameterCard {
            name: param.name.clone(),
            title: self.title(&param.name),
            module: module_of(&param.name),
            unit: param.unit.text.clone(),
            is_date: param.unit.text == DATE,
            provenance: from.map(|from| provenance_word(from.kind).to_owned()),
            link: reference.as_deref().and_then(link),
            source: reference.filter(|text| !text.is_empty()),
            prior: param.prior_text.clone().unwrap_or_default(),
            central,
            scale: axis.map_or(Scale::Linear, |axis| axis.scale),
            low: axis.map_or_else(|| reach(1.0 / FIXED_REACH), |axis| axis.low),
            high: axis.map_or_else(|| reach(FIXED_REACH), |axis| axis.high),
            learnt: (after.as_ref())
                .and_then(|after| Some(deviation(after)? / deviation(&before)?)),
            posterior_shape: axis.zip(after).map(|(axis, after)| axis.shape(&after)),
            prior_shape: axis.map_or(fixed, |axis| axis.shape(&before)),
        }
    }

    fn series_cards(&self, program: &Program) -> Result<Vec<SeriesCard>, Refused> {
        let recording = Recording::of(program)?;
        let steps = asked::steps(&program.time);
        let mut asked = program.clone();
        let columns = recording.variables.iter().flat_map(|at| {
            let node = program.variables[*at].node;
            steps.iter().map(move |step| Column {
                node,
                when: When::At(*step),
            })
        });
        asked.columns = columns.collect();
        let path = Collector::new(&asked).map_err(crate::Error::from)?;
        let path = path.one(&Sampling::Central, 0).columns;
        let paths = path.chunks(steps.len().max(1));
        let all = recording.variables.iter().zip(paths).map(|(at, path)| {
            let variable = &program.variables[*at];
            let name = variable.full_name();
            let own = program.observations.iter();
            let own = own.filter(|one| !one.is_date && one.name == name);
            let values = path.iter().flatten().copied();
            let low = values.clone().fold(f64::INFINITY, f64::min);
            let high = values.fold(f64::NEG_INFINITY, f64::max);
            SeriesCard {
                title: self.title(&name),
                module: module_of(&name),
                unit: variable.unit.text.clone(),
                labels: variable.labels.clone(),
                group: variable.name.clone(),
                scale: match low > 0.0 && high / low >= LOG_RATIO {
                    true => Scale::Log,
                    false => Scale::Linear,
                },
                record: own.flat_map(figures).collect(),
                name,
            }
        });
        Ok(all.collect())
    }

    fn scenario_cards(&self, program: &Program) -> Vec<ScenarioCard> {
        let model = self.checked.model.as_ref();
        let all = model.map_or_else(Vec::new, |model| model.scenarios());
        let names = program.milestones.iter().map(|one| one.name.clone());
        let variables = program.variables.iter().map(|one| one.name.clone());
        let mut names: Vec<String> = names.chain(variables).collect();
        names.dedup();
        let one = |scenario: tenfold_lang::ScenarioInfo| {
            let own = scenario.doc.clone().unwrap_or_default();
            let whole = self.catalogue.scenario(&scenario.name);
            let whole = whole.unwrap_or_else(|| scenario.name.clone());
            let [en, zh] = Lang::ALL.map(|lang| self.catalogue.doc(lang, &whole).to_owned());
            ScenarioCard {
                title: self.title(&whole),
                looks_at: mentioned(&own, &names),
                doc: Words { en, zh },
                name: scenario.name,
            }
        };
        all.into_iter().map(one).collect()
    }

    /// What is said first of it; of a model that is wrong, nothing.
    pub(crate) fn headline(&self) -> Headline {
        let world = self.world(&Overrides::default());
        world.map_or_else(|_| Headline::default(), |world| headline(&world.program))
    }
}

fn module_of(name: &str) -> String {
    name.split('.').next().unwrap_or(name).to_owned()
}

/// The address that a reference gives, or that its number in an archive has.
pub(crate) fn link(reference: &str) -> Option<String> {
    let ends = |c: char| c.is_whitespace() || ",;)]\"".contains(c);
    let word = |start: usize| {
        let rest = &reference[start..];
        rest[..rest.find(ends).unwrap_or(rest.len())].trim_end_matches('.')
    };
    if let Some(at) = reference.find("https://") {
        return Some(word(at).to_owned());
    }
    for (mark, home) in [
        ("arXiv:", "https://arxiv.org/abs/"),
        ("doi:", "https://doi.org/"),
    ] {
        if let Some(at) = reference.find(mark) {
            let number = word(at).trim_start_matches(mark);
            return (!number.is_empty()).then(|| format!("{home}{number}"));
        }
    }
    None
}

/// What a text mentions, by its whole name or the last part of it, in the order of the text.
fn mentioned(text: &str, names: &[String]) -> Vec<String> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let words = text.split(|c: char| !is_letter(c));
    let mut found: Vec<String> = Vec::new();
    for word in words.map(|word| word.trim_matches('.')) {
        // A plain word of English is no name.
        let is_name = word.contains(['.', '_']);
        let same = |name: &&String| **name == word || name.rsplit('.').next() == Some(word);
        if let Some(name) = names.iter().find(same).filter(|_| is_name)
            && !found.contains(name)
        {
            found.push(name.clone());
        }
    }
    found
}

fn deviation(values: &[f64]) -> Option<f64> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    let deviation = (squares / (count - 1.0)).sqrt();
    (deviation > 0.0).then_some(deviation)
}

/// What the record says of a series.
pub(crate) fn figures(from: &Observation) -> Vec<RecordedFigure> {
    let factor = from.unit.factor;
    let points = from.points.iter().map(|point| RecordedFigure {
        at: point.date,
        low: point.low.unwrap_or(point.value) / factor,
        value: point.value / factor,
        high: point.high.unwrap_or(point.value) / factor,
        bound: None,
        source: point.source.clone(),
        link: link(&point.source),
    });
    let bounds = from.bounds.iter().flat_map(|bound| {
        let ends = [(bound.low, "at_least"), (bound.high, "at_most")];
        ends.into_iter().filter_map(|(end, word)| {
            let value = end? / factor;
            Some(RecordedFigure {
                at: bound.date,
                low: value,
                value,
                high: value,
                bound: Some(word),
                source: String::new(),
                link: None,
            })
        })
    });
    points.chain(bounds).collect()
}

/// The laws that come with the program; one that cannot be read is left out.
fn law_cards() -> Vec<LawCard> {
    let one = |name: &str| {
        let study = Study::open(&ModelRef::Law(name.to_owned()), None).ok()?;
        let model = study.checked.model.as_ref()?;
        let columns = model.definitions().iter().filter(|one| one.kind == "data");
        let plain = |full: &str| full.rsplit('.').next().unwrap_or(full).to_owned();
        Some(LawCard {
            columns: columns
                .map(|one| LawColumn {
                    name: plain(&one.name),
                    unit: one.unit.clone(),
                    title: study.title(&one.name),
                })
                .collect(),
            title: study.first_sentence(name),
            name: name.to_owned(),
        })
    };
    laws().filter_map(one).collect()
}

impl Study {
    /// The first sentence of what a thing says of itself; its title where it says nothing.
    pub(crate) fn first_sentence(&self, name: &str) -> Words {
        let said = |lang| match first_sentence(self.catalogue.doc(lang, name)) {
            "" => self.catalogue.title(lang, name),
            sentence => sentence.to_owned(),
        };
        let [en, zh] = Lang::ALL.map(said);
        Words { en, zh }
    }
}

/// The examples that come with the program, and an empty start.
fn templates() -> Vec<Template> {
    let examples = built_in_below("examples/").filter_map(|(path, bytes)| {
        let name = path.strip_suffix(".ten")?;
        let text = std::str::from_utf8(bytes).ok()?;
        Some((name.to_owned(), text.to_owned()))
    });
    let own = [("my_model".to_owned(), starter("my_model"))];
    let all = examples.chain(own).map(|(name, text)| {
        let title = name.replace('_', " ");
        Template {
            title: Words {
                en: title.clone(),
                zh: title,
            },
            name,
            text,
        }
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_leads_to_its_source() {
        let cases = [
            (
                "Hoffmann et al. 2022 (arXiv:2203.15556, table 2)",
                "https://arxiv.org/abs/2203.15556",
            ),
            (
                "see https://example.org/a-b?c=1, read 2026",
                "https://example.org/a-b?c=1",
            ),
            ("Smith, doi:10.1000/182.", "https://doi.org/10.1000/182"),
        ];
        for (reference, expected) in cases {
            assert_eq!(link(reference).as_deref(), Some(expected));
        }
        assert_eq!(link("history of semiconductor output"), None);
    }

    #[test]
    fn a_scenario_says_what_to_look_at() {
        let names = ["geopolitics.gap", "geopolitics.home_part", "compute.fleet"];
        let names = names.map(str::to_owned);
        let text = "Look at geopolitics.gap, at home_part: the fleet is not meant.";
        assert_eq!(mentioned(text, &names), names[..2]);
    }
}
