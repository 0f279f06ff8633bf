//! From a summary to what a report shows: fans, milestones, parameters, hindcast, equations.
//!
//! Knows units and names of the program, and the words of the model; draws nothing and writes
//! nothing.

use crate::culprit::culprit;
use crate::dated;
use crate::ensemble::{QUANTILES, times};
use crate::error::Error;
use crate::error::diverged::DivergenceRow;
use crate::headline::{Headline, headline};
use crate::influence::{Influence, Swung, influence};
use crate::rows::{
    DefinitionRow, Hindcast, MilestoneRow, Miss, ModuleRow, ParamRow, RecordBound, RecordPoint,
    ReportData, ScalarRow, Series, SourceRow,
};
use std::collections::{BTreeSet, HashMap};
use tenfold_engine::{Divergence, Rows, Sampling, Sketch, Summary};
use tenfold_ir::{Observation, Program, math};
use tenfold_lang::DefinitionInfo;
use tenfold_model::check::Checked;
use tenfold_model::wording::{equation, plain_name, provenance_word, unindexed};

/// Series beyond which a report says no more; outputs and what has a record come first.
const SERIES_MAX: usize = 400;
/// Parameters beyond which a report lists no more; the manifest has them all.
const PARAMS_MAX: usize = 2_000;
/// Draws of which influence is told, the first, and the bytes that they may take.
const FIRST_DRAWS: usize = 4_096;
const FIRST_BYTES: usize = 64 << 20;
/// Diverged draws that are listed one by one.
const DIVERGENCE_MAX: usize = 10;
/// From this ratio between the ends of its fan on, a positive series is better seen on a
/// logarithmic axis.
const LOG_RATIO: f64 = 50.0;

/// What is gathered of the draws themselves while they pass.
#[derive(Default)]
pub(crate) struct DrawTallies {
    params: Vec<Sketch>,
    scalars: Vec<Sketch>,
    first: FirstDraws,
    diverged: Vec<(u64, Divergence)>,
    /// What broke in each of them, once it is asked.
    culprits: Vec<DivergenceRow>,
}

impl DrawTallies {
    /// Finds what broke in the draws that diverged, which are run again for it.
    pub(crate) fn explain(&mut self, program: &Program, sampling: &Sampling) -> Result<(), Error> {
        let diverged = self.diverged.iter();
        let found = diverged.map(|one| culprit(program, sampling, *one));
        self.culprits = found.collect::<Result<_, _>>()?;
        Ok(())
    }

    /// Takes in draws, and of each variable that has one number a draw those numbers.
    pub(crate) fn add(&mut self, rows: &Rows, scalars: &[Vec<f64>]) {
        let draws = &rows.draws;
        add_columns(&mut self.params, &draws.params, |value| !value.is_nan());
        add_columns(&mut self.scalars, scalars, f64::is_finite);
        self.first.add(&draws.params, &draws.milestones);
        for (row, divergence) in draws.diverged.iter().enumerate() {
            if let Some(divergence) = divergence
                && self.diverged.len() < DIVERGENCE_MAX
            {
                self.diverged
                    .push((draws.first_draw + row as u64, *divergence));
            }
        }
    }
}

/// Parameters and dates of the first draws, which come in order.
#[derive(Default)]
struct FirstDraws {
    params: Vec<Vec<f64>>,
    milestones: Vec<Vec<f64>>,
}

impl FirstDraws {
    fn add(&mut self, params: &[Vec<f64>], milestones: &[Vec<f64>]) {
        let columns = (params.len() + milestones.len()).max(1);
        let most = FIRST_DRAWS.min(FIRST_BYTES / (8 * columns));
        let pairs = [
            (&mut self.params, params),
            (&mut self.milestones, milestones),
        ];
        for (kept, passing) in pairs {
            kept.resize_with(passing.len(), Vec::new);
            for (kept, passing) in kept.iter_mut().zip(passing) {
                let room = most.saturating_sub(kept.len());
                kept.extend(passing.iter().take(room));
            }
        }
    }
}

/// Takes the values that count into a sketch for each column.
fn add_columns(sketches: &mut Vec<Sketch>, columns: &[Vec<f64>], counts: fn(f64) -> bool) {
    sketches.resize_with(columns.len(), Sketch::default);
    let mut numbers = Vec::new();
    for (sketch, values) in sketches.iter_mut().zip(columns) {
        numbers.clear();
        numbers.extend(values.iter().copied().filter(|value| counts(*value)));
        sketch.insert(&numbers);
    }
}

/// All that a run gave, for [`Results::data`].
pub struct Results<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) definitions: &'a [DefinitionInfo],
    pub(crate) program: &'a Program,
    /// Positions of the recorded variables.
    pub(crate) variables: &'a [usize],
    /// Positions of the variables that have one number a draw.
    pub(crate) scalars: &'a [usize],
    pub(crate) summary: &'a Summary,
    pub(crate) tallies: &'a DrawTallies,
    /// Every parameter's central value, in base units.
    pub(crate) central: &'a [f64],
}

impl Results<'_> {
    /// Everything but what was asked: seed, scenario and settings are the caller's to fill.
    pub(crate) fn data(&self) -> ReportData {
        let time = &self.program.time;
        let docs = self.docs();
        let doc = |name: &str| docs.get(unindexed(name)).map_or("", |doc| doc).to_owned();
        let headline = headline(self.program);
        ReportData {
            influence: self.influence(&headline),
            headline,
            title: self.checked.title(),
            model: self.checked.name.clone(),
            model_hash: self.checked.hash.clone(),
            version: env!("CARGO_PKG_VERSION").into(),
            draws: self.summary.draws(),
            start: time.start,
            end: time.at(time.steps),
            diverged: self.summary.diverged(),
            divergence: self.tallies.culprits.clone(),
            series: self.series(&doc),
            scalars: self.scalars(&doc),
            milestones: self.milestones(&doc),
            params: self.params(&doc),
            modules: self.modules(),
            sources: self.sources(),
            catalogue: self.checked.catalogue(),
            ..ReportData::default()
        }
    }

    /// The series alone.
    pub(crate) fn fans(&self) -> Vec<Series> {
        let docs = self.docs();
        self.series(&|name| docs.get(unindexed(name)).map_or("", |doc| doc).to_owned())
    }

    /// The milestones alone whose dates were observed.
    pub(crate) fn dated(&self) -> Vec<MilestoneRow> {
        let docs = self.docs();
        let doc = |name: &str| docs.get(unindexed(name)).map_or("", |doc| doc).to_owned();
        let mut all = self.milestones(&doc);
        all.retain(|one| !one.points.is_empty() || !one.bounds.is_empty());
        all
    }

    fn docs(&self) -> HashMap<&str, &str> {
        let documented = self.definitions.iter();
        documented
            .filter_map(|one| Some((one.name.as_str(), one.doc.as_deref()?)))
            .collect()
    }

    /// Outputs first, in the order the model lists them; then what has a record; then the rest.
    fn series(&self, doc: &dyn Fn(&str) -> String) -> Vec<Series> {
        let outputs = self
            .checked
            .model
            .as_ref()
            .map_or_else(Vec::new, |m| m.outputs());
        let order: HashMap<&str, usize> = outputs
            .iter()
            .enumerate()
            .map(|(at, name)| (name.as_str(), at))
            .collect();
        let mut observations: HashMap<&str, Vec<&Observation>> = HashMap::new();
        for observation in &self.program.observations {
            observations
                .entry(&observation.name)
                .or_default()
                .push(observation);
        }
        let mut records: Vec<(usize, usize, usize)> = Vec::new();
        for (record, at) in self.variables.iter().enumerate() {
            let variable = &self.program.variables[*at];
            let observed = observations.contains_key(variable.full_name().as_str());
            let last = outputs.len() + usize::from(!observed);
            let rank = order.get(variable.name.as_str()).copied().unwrap_or(last);
            records.push((rank, record, *at));
        }
        records.sort_unstable();
        records.truncate(SERIES_MAX);
        let times = times(&self.program.time, self.summary);
        let one = |(_, record, at): (usize, usize, usize)| {
            let variable = &self.program.variables[at];
            let name = variable.full_name();
            let factor = variable.unit.factor;
            let fan = QUANTILES.map(|(p, _)| {
                let values = (0..times.len()).map(|time| {
                    let value = self.summary.quantile(record, time, p);
                    value.map_or(f64::NAN, |value| value / factor)
                });
                (p, values.collect::<Vec<f64>>())
            });
            let found = observations.get(name.as_str());
            let points = found.map_or_else(Vec::new, |found| points(found, factor));
            let mut series = Series {
                title: match doc(&name) {
                    text if text.is_empty() => name.clone(),
                    text => text,
                },
                name,
                unit: variable.unit.text.clone(),
                output: variable.output,
                times: times.clone(),
                quantiles: fan.into(),
                valued: (0..times.len())
                    .map(|time| self.summary.valued(record, time))
                    .collect(),
                prior: Vec::new(),
                points,
                bounds: found.map_or_else(Vec::new, |found| bounds(found, factor)),
                log: false,
                hindcast: None,
            };
            series.log = is_wide(&series);
            series.hindcast = hindcast(&series);
            series
        };
        records.into_iter().map(one).collect()
    }

    /// What swings the dates that are said first.
    fn influence(&self, headline: &Headline) -> Vec<Influence> {
        let first = &self.tallies.first;
        let all = self.program.milestones.iter().zip(&first.milestones);
        let swung = all.filter(|(one, _)| headline.milestones.contains(&one.name));
        let swung = swung.map(|(one, values)| Swung {
            name: one.name.clone(),
            values: values.clone(),
        });
        influence(self.program, &first.params, &swung.collect::<Vec<_>>())
    }

    /// What a draw has one number of.
    fn scalars(&self, doc: &dyn Fn(&str) -> String) -> Vec<ScalarRow> {
        let all = self.scalars.iter().zip(&self.tallies.scalars);
        let rows = all.map(|(at, sketch)| {
            let variable = &self.program.variables[*at];
            let name = variable.full_name();
            let shown = |value: Option<f64>| value.map(|value| value / variable.unit.factor);
            ScalarRow {
                title: match doc(&name) {
                    text if text.is_empty() => name.clone(),
                    text => text,
                },
                name,
                unit: variable.unit.text.clone(),
                output: variable.output,
                draws: sketch.count(),
                share: sketch.count() as f64 / self.summary.draws().max(1) as f64,
                mean: shown(sketch.mean()),
                sd: shown(sketch.sd()),
                quantiles: QUANTILES
                    .map(|(p, _)| (p, shown(sketch.quantile(p))))
                    .into(),
            }
        });
        rows.collect()
    }

    fn milestones(&self, doc: &dyn Fn(&str) -> String) -> Vec<MilestoneRow> {
        let all = self.program.milestones.iter().enumerate();
        all.map(|(at, milestone)| {
            let all = self.program.observations.iter();
            let own = all.filter(|one| one.is_date && one.name == milestone.name);
            let own: Vec<&Observation> = own.collect();
            MilestoneRow {
                points: points(&own, 1.0),
                bounds: bounds(&own, 1.0),
                doc: doc(&milestone.name),
                ..dated::row(
                    &milestone.name,
                    self.summary.milestone(at),
                    &self.program.time,
                )
            }
        })
        .collect()
    }

    fn params(&self, doc: &dyn Fn(&str) -> String) -> Vec<ParamRow> {
        let all = self.program.params.iter().zip(&self.tallies.params);
        let all = all.zip(self.central).take(PARAMS_MAX);
        all.map(|((param, sketch), central)| {
            let factor = param.unit.factor;
            let quantile = |p| {
                let drawn = param.prior.as_ref().and(sketch.quantile(p));
                drawn.map(|value| value / factor)
            };
            let from = param.provenance.as_ref();
            ParamRow {
                name: param.name.clone(),
                unit: param.unit.text.clone(),
                prior_text: param.prior_text.clone(),
                central: central / factor,
                q05: quantile(0.05),
                q50: quantile(0.50),
                q95: quantile(0.95),
                provenance_kind: from.map(|from| provenance_word(from.kind).into()),
                reference: from.map_or_else(String::new, |from| from.reference.clone()),
                doc: doc(&param.name),
            }
        })
        .collect()
    }

    fn modules(&self) -> Vec<ModuleRow> {
        let modules = self
            .checked
            .model
            .as_ref()
            .map_or_else(Vec::new, |m| m.modules());
        let rows = modules.into_iter().map(|module| {
            let own = self
                .definitions
                .iter()
                .filter(|one| one.module == module.name);
            ModuleRow {
                definitions: own.map(definition_row).collect(),
                doc: module.doc.unwrap_or_default(),
                name: module.name,
            }
        });
        rows.collect()
    }

    /// Every source the record names, once, in alphabetical order.
    fn sources(&self) -> Vec<SourceRow> {
        let points = self.program.observations.iter().flat_map(|one| &one.points);
        let named: BTreeSet<&str> = points.map(|point| point.source.trim()).collect();
        let rows = named.into_iter().filter(|source| !source.is_empty());
        rows.map(|source| SourceRow {
            citation: source.to_owned(),
            url: match source.starts_with("https://") {
                true => source.to_owned(),
                false => String::new(),
            },
            licence: String::new(),
        })
        .collect()
    }
}

fn definition_row(definition: &DefinitionInfo) -> DefinitionRow {
    let plain = plain_name(definition);
    let from = definition.provenance.as_ref();
    DefinitionRow {
        kind: definition.kind.into(),
        name: match definition.indices.as_str() {
            "" => plain.to_owned(),
            indices => format!("{plain}[{indices}]"),
        },
        unit: match definition.kind {
            "event" | "milestone" => String::new(),
            _ => definition.unit.clone(),
        },
        doc: definition.doc.clone().unwrap_or_default(),
        equation: equation(definition),
        provenance_kind: from.map(|from| provenance_word(from.kind).into()),
        reference: from.map_or_else(String::new, |from| from.reference.clone()),
    }
}

/// Where the record of one series has bounds alone, in its unit.
fn bounds(observations: &[&Observation], factor: f64) -> Vec<RecordBound> {
    let all = observations.iter().flat_map(|one| &one.bounds);
    let bounds = all.map(|bound| RecordBound {
        date: bound.date,
        low: bound.low.map(|low| low / factor),
        high: bound.high.map(|high| high / factor),
    });
    bounds.collect()
}

/// The record of one series in its unit, ascending in date.
fn points(observations: &[&Observation], factor: f64) -> Vec<RecordPoint> {
    let all = observations.iter().flat_map(|one| &one.points);
    let mut points: Vec<RecordPoint> = all
        .map(|point| RecordPoint {
            date: point.date,
            value: point.value / factor,
            low: point.low.map(|low| low / factor),
            high: point.high.map(|high| high / factor),
            source: point.source.clone(),
            note: point.note.clone(),
        })
        .collect();
    points.sort_by(|a, b| a.date.total_cmp(&b.date));
    points
}

/// Whether fan and record are positive and span more than [`LOG_RATIO`].
fn is_wide(series: &Series) -> bool {
    let fan = series.quantiles.iter().flat_map(|(_, values)| values);
    let record = series.points.iter().map(|point| &point.value);
    let mut range = (f64::INFINITY, 0.0_f64);
    for value in fan.chain(record).copied().filter(|value| value.is_finite()) {
        range = (range.0.min(value), range.1.max(value));
    }
    range.0 > 0.0 && range.1 / range.0 > LOG_RATIO
}

/// How the fan does on the record's points within its times; none without such points.
fn hindcast(series: &Series) -> Option<Hindcast> {
    let mut out = Hindcast::default();
    let mut errors: Vec<f64> = Vec::new();
    for point in &series.points {
        let at = |p| value_at(&series.times, series.quantile(p)?, point.date);
        let (Some(q10), Some(q50), Some(q90)) = (at(0.10), at(0.50), at(0.90)) else {
            continue;
        };
        out.points += 1;
        if point.value > 0.0 && q50 > 0.0 {
            errors.push(math::ln(point.value / q50).abs());
        }
        if q10 <= point.value && point.value <= q90 {
            out.covered += 1;
        } else {
            let point = point.clone();
            out.misses.push(Miss {
                point,
                q10,
                q50,
                q90,
            });
        }
    }
    if out.points == 0 {
        return None;
    }
    errors.sort_by(f64::total_cmp);
    out.median_log_error = match errors.len() {
        0 => f64::NAN,
        n => (errors[(n - 1) / 2] + errors[n / 2]) / 2.0,
    };
    Some(out)
}

/// A curve between its points: straight in the logarithm where both ends are positive, else
/// straight; none outside the times or where the curve has a gap.
pub fn value_at(times: &[f64], values: &[f64], date: f64) -> Option<f64> {
    let after = times.partition_point(|time| *time < date);
    let value = if times.get(after) == Some(&date) {
        values[after]
    } else {
        let before = after.checked_sub(1)?;
        let (t0, t1) = (times[before], *times.get(after)?);
        let (v0, v1) = (values[before], values[after]);
        let share = (date - t0) / (t1 - t0);
        if v0 > 0.0 && v1 > 0.0 {
            math::exp(math::ln(v0) + share * (math::ln(v1) - math::ln(v0)))
        } else {
            v0 + share * (v1 - v0)
        }
    };
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hindcast_counts_what_is_in_the_band() {
        let fan = |p, at: [f64; 3]| (p, at.to_vec());
        let point = |date, value| RecordPoint {
            date,
            value,
            ..RecordPoint::default()
        };
        let series = Series {
            times: vec![2020.0, 2021.0, 2022.0],
            quantiles: vec![
                fan(0.10, [1.0, 10.0, 100.0]),
                fan(0.50, [2.0, 20.0, 200.0]),
                fan(0.90, [4.0, 40.0, 400.0]),
            ],
            // On the median; above the band; before and after the times.
            points: vec![
                point(2019.9, 1.0),
                point(2020.5, 40.0_f64.sqrt()),
                point(2022.0, 200.0 * std::f64::consts::E),
                point(2022.1, 1.0),
            ],
            ..Series::default()
        };
        let hindcast = hindcast(&series).unwrap();
        assert_eq!((hindcast.points, hindcast.covered), (2, 1));
        assert_eq!(hindcast.misses[0].q90, 400.0);
        // Errors 0 and 1: their median is the mean of both.
        assert!((hindcast.median_log_error - 0.5).abs() < 1e-12);
        assert!(is_wide(&series));
    }
}
