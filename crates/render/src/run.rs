//! What is said of a run, once, for the page and for the terminal: the answer in words, how far to trust it, what
//! it hangs on, then dates and figures.

use crate::blocks::{self, Cell, Table};
use crate::phrases::begun;
use std::convert::Infallible;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::rows::{MilestoneRow, ReportData, Series};
use tenfold_words::numeral::{count, date, figures, number, percent, times, with_unit};
use tenfold_words::text::{Lang, text};
use tenfold_words::years::{telling_times, years};

/// Parameters that are named of all that swing the headline.
const HANG_ON: usize = 5;
/// Years of which the table of dates gives the chance, at most.
pub const YEARS_MAX: usize = 9;
/// From here on independent runs are of different minds (Gelman and Rubin 1992).
const DISAGREE: f64 = 1.1;
/// Of fewer independent draws a 10 % quantile is known no better than between 4 and 16 %.
const EFFECTIVE_MIN: f64 = 100.0;

/// A part without pictures.
type Block = blocks::Block<Infallible>;

/// What a run is of: `World, slow diffusion: 10,000 futures`.
pub fn heading(data: &ReportData, lang: Lang) -> String {
    let mut of = data.catalogue.title(lang, &data.model);
    if let Some(name) = &data.scenario {
        let whole = data.catalogue.scenario(name);
        let title = whole.map(|whole| data.catalogue.title(lang, &whole));
        let args = [
            ("model", of.as_str()),
            ("scenario", title.as_ref().unwrap_or(name)),
        ];
        of = text(lang, "run-under", &args);
    }
    let draws = count(data.draws);
    let args = [("model", of.as_str()), ("draws", &draws)];
    begun(&text(lang, "run-title", &args))
}

/// The first screen: the answer, its doubt, what it hangs on.
pub fn first_screen(data: &ReportData, lang: Lang) -> Vec<blocks::Block<Infallible>> {
    let said = Said { data, lang };
    let mut blocks: Vec<Block> = said.answer().into_iter().map(Block::Answer).collect();
    blocks.push(said.heading("run-doubt"));
    blocks.extend(said.doubt());
    blocks.extend(said.hangs_on());
    blocks
}

/// Milestones with their dates and chances by so many years at most.
pub fn dates<'a>(
    rows: impl IntoIterator<Item = &'a MilestoneRow>,
    words: &Catalogue,
    lang: Lang,
    most: usize,
) -> Table {
    let rows: Vec<&MilestoneRow> = rows.into_iter().collect();
    let years = telling_years(rows.iter().copied(), most);
    let mut head = vec![
        text(lang, "milestone", &[]),
        "10 %".into(),
        "50 %".into(),
        "90 %".into(),
    ];
    head.extend(years.iter().map(|year| format!("≤{year}")));
    let when = |at: Option<f64>| {
        let never = || text(lang, "term-never", &[]);
        Cell::Number(at.map_or_else(never, |at| date(lang, at)))
    };
    let rows = rows.iter().map(|row| {
        let chances = years.iter().map(|year| {
            let at = row.probability_by.iter().find(|(have, _)| have == year);
            at.map_or_else(
                || Cell::Number("–".into()),
                |(_, chance)| Cell::Share(*chance),
            )
        });
        std::iter::once(name_of_known(words, lang, (&row.name, row.left_out)))
            .chain([row.q10, row.q50, row.q90].map(when))
            .chain(chances)
            .collect()
    });
    Table {
        rows: rows.collect(),
        head,
        least: 4,
    }
}

/// A thing of the model, with the share of draws that its numbers leave out beside it, if any.
fn name_of_known(words: &Catalogue, lang: Lang, (name, share): (&str, f64)) -> Cell {
    let mut cell = Cell::name(words, lang, name);
    if let (Cell::Name { note, .. }, true) = (&mut cell, share > 0.0) {
        *note = left_out(lang, share);
    }
    cell
}

/// Numbers of which a draw has one.
pub fn scalars(data: &ReportData, lang: Lang) -> Table {
    let head = ["scalar", "10 %", "50 %", "90 %"];
    let head = head.map(|key| match key.ends_with('%') {
        true => key.to_owned(),
        false => text(lang, key, &[]),
    });
    let rows = data.scalars.iter().map(|row| {
        let band = [0.1, 0.5, 0.9].map(|p| row.quantile(p).unwrap_or(f64::NAN));
        let figures = figures(lang, &band, &row.unit).into_iter();
        let figures = figures.map(|figure| Cell::Number(with_unit(lang, figure, &row.unit)));
        let name = name_of_known(&data.catalogue, lang, (&row.name, 1.0 - row.share));
        std::iter::once(name).chain(figures).collect()
    });
    Table {
        rows: rows.collect(),
        head: head.into(),
        least: 4,
    }
}

/// At most so many round years in which some milestone is neither impossible nor certain, as far
/// as there are such.
fn telling_years<'a>(
    milestones: impl IntoIterator<Item = &'a MilestoneRow>,
    most: usize,
) -> Vec<i32> {
    let pairs = milestones.into_iter().flat_map(|row| &row.probability_by);
    let pairs: Vec<(i32, f64)> = pairs.copied().collect();
    let is_open = |(_, share): &&(i32, f64)| (0.02..=0.98).contains(share);
    let has_open = pairs.iter().any(|pair| is_open(&pair));
    let kept = pairs.iter().filter(|pair| !has_open || is_open(pair));
    let kept: Vec<i32> = kept.map(|(year, _)| *year).collect();
    let (Some(&first), Some(&last)) = (kept.iter().min(), kept.iter().max()) else {
        return Vec::new();
    };
    let round = years(first.into(), last.into(), most);
    match round.is_empty() && most > 0 {
        true => vec![last],
        false => round,
    }
}

/// The share of draws that numbers leave out.
fn left_out(lang: Lang, share: f64) -> String {
    text(lang, "left-out", &[("share", &percent(share))])
}

struct Said<'a> {
    data: &'a ReportData,
    lang: Lang,
}

impl Said<'_> {
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        text(self.lang, key, args)
    }

    fn heading(&self, key: &str) -> Block {
        Block::Heading(self.say(key, &[]))
    }

    fn title(&self, name: &str) -> String {
        begun(&self.data.catalogue.title(self.lang, name))
    }

    /// A sentence for each date and series of the headline.
    fn answer(&self) -> Vec<String> {
        let headline = &self.data.headline;
        let dates = headline.milestones.iter().filter_map(|name| {
            let mut all = self.data.milestones.iter();
            all.find(|row| row.name == *name)
        });
        let series = headline.series.iter().filter_map(|name| {
            let mut all = self.data.series.iter();
            all.find(|row| row.name == *name)
        });
        dates
            .map(|row| self.date(row))
            .chain(series.filter_map(|row| self.figure(row)))
            .collect()
    }

    fn date(&self, row: &MilestoneRow) -> String {
        let when = |at: f64| date(self.lang, at);
        let (name, end) = (self.title(&row.name), when(self.data.end));
        let (share, never) = (percent(row.reached), percent(1.0 - row.reached));
        let [from, median, to] = [row.q10, row.q50, row.q90].map(|at| at.map(when));
        let key = match (&from, &median, &to) {
            _ if row.reached <= 0.0 => "run-says-never",
            (Some(from), Some(_), Some(to)) if from == to => "run-says-date-sure",
            (Some(_), Some(_), Some(_)) => "run-says-date",
            (Some(_), Some(_), None) => "run-says-date-open",
            (Some(_), None, _) => "run-says-seldom-from",
            _ => "run-says-seldom",
        };
        let [from, median, to] = [from, median, to].map(Option::unwrap_or_default);
        let args = [
            ("name", name.as_str()),
            ("end", &end),
            ("share", &share),
            ("never", &never),
            ("from", &from),
            ("median", &median),
            ("to", &to),
        ];
        self.among_known(self.say(key, &args), row.left_out)
    }

    /// A sentence, and of what share of draws it says nothing.
    fn among_known(&self, said: String, share: f64) -> String {
        if share <= 0.0 {
            return said;
        }
        let left = left_out(self.lang, share);
        self.say("run-says-known", &[("said", &said), ("left", &left)])
    }

    /// A series at the first round year in which it is not certain.
    fn figure(&self, row: &Series) -> Option<String> {
        let [low, median, high] = [0.1, 0.5, 0.9].map(|p| row.quantile(p));
        let (low, median, high) = (low?, median?, high?);
        let places = telling_times(&row.times);
        let is_open = |at: &&usize| low[**at] < high[**at];
        let at = *places.iter().find(is_open).or(places.last())?;
        let said = figures(self.lang, &[low[at], median[at], high[at]], &row.unit);
        let (name, when) = (
            self.title(&row.name),
            times(self.lang, &[row.times[at]]).concat(),
        );
        let median = with_unit(self.lang, said[1].clone(), &row.unit);
        let args = [
            ("name", name.as_str()),
            ("date", &when),
            ("median", &median),
            ("low", &said[0]),
            ("high", &said[2]),
        ];
        let key = match said[0] == said[2] {
            true => "run-says-figure",
            false => "run-says-figures",
        };
        let valued = row.valued.get(at).copied().unwrap_or(1.0);
        Some(self.among_known(self.say(key, &args), 1.0 - valued))
    }

    /// Where the draws start, what the record says of them, what broke, the step.
    fn doubt(&self) -> Vec<Block> {
        let (mut bad, mut good) = (Vec::new(), Vec::new());
        for (is_bad, said) in [self.start(), self.diverged(), self.step()]
            .into_iter()
            .flatten()
        {
            match is_bad {
                true => bad.push(Block::Warning(said)),
                false => good.push(said),
            }
        }
        good.extend(self.record());
        if !good.is_empty() {
            bad.push(Block::List(good));
        }
        bad
    }

    /// Where the draws started, and whether that is to be relied on; nothing of a model without a record.
    fn start(&self) -> Option<(bool, String)> {
        let data = self.data;
        if let Some(given) = &data.given {
            let rows = count(given.rows as u64);
            return Some((false, self.say("term-from-table", &[("rows", &rows)])));
        }
        let Some(used) = &data.posterior else {
            let has_record = data.series.iter().any(|series| !series.points.is_empty());
            return has_record.then(|| (false, self.say("term-from-prior", &[])));
        };
        let (reports, effective) = (
            count(used.reports as u64),
            count(used.effective.round() as u64),
        );
        let r_hat = number(self.lang, used.r_hat, 3);
        let args = [
            ("reports", reports.as_str()),
            ("effective", &effective),
            ("r_hat", &r_hat),
            ("name", &used.r_hat_of),
        ];
        let is_poor = used.r_hat >= DISAGREE || used.effective < EFFECTIVE_MIN;
        let key = match is_poor {
            true => "term-from-posterior-poor",
            false => "term-from-posterior",
        };
        Some((is_poor, begun(&self.say(key, &args))))
    }

    fn diverged(&self) -> Option<(bool, String)> {
        let data = self.data;
        if data.diverged == 0 {
            return Some((false, self.say("report-diverged-none", &[])));
        }
        let share = percent(data.diverged as f64 / data.draws.max(1) as f64);
        let (lost, draws) = (count(data.diverged), count(data.draws));
        let args = [
            ("count", lost.as_str()),
            ("draws", &draws),
            ("share", &share),
        ];
        let mut said = self.say("report-diverged", &args);
        if let Some(first) = data.divergence.first() {
            let (when, draw) = (date(self.lang, first.time), first.draw.to_string());
            let args = [
                ("variable", first.variable.as_str()),
                ("date", &when),
                ("draw", &draw),
            ];
            said = format!("{said} {}", begun(&self.say("term-diverged-first", &args)));
            let operands = first.operands_text(self.lang);
            if !operands.is_empty() {
                let there = self.say("term-diverged-operands", &[("operands", &operands)]);
                said = format!("{said}; {there}");
            }
        }
        Some((true, said))
    }

    fn step(&self) -> Option<(bool, String)> {
        let step = self.data.step.as_ref()?;
        let key = match (step.is_coarse(), step.share) {
            (true, Some(_)) => "report-step-coarse",
            (true, None) => "report-step-lost",
            _ => "report-step-fine",
        };
        let when = date(self.lang, step.time);
        // `more than <1 %` is no bound; a step that is coarse moves by more than that.
        let share = step.share.map(|share| percent(share.max(0.01)));
        let share = share.unwrap_or_default();
        let args = [
            ("variable", step.variable.as_str()),
            ("date", &when),
            ("share", &share),
        ];
        Some((step.is_coarse(), self.say(key, &args)))
    }

    /// How much of the record lies in the bands.
    fn record(&self) -> Option<String> {
        let compared = self.data.series.iter();
        let compared = compared.filter_map(|series| series.hindcast.as_ref());
        let (covered, points) = compared.fold((0, 0), |(covered, points), one| {
            (covered + one.covered, points + one.points)
        });
        let (covered, all) = (count(covered as u64), count(points as u64));
        let args = [("covered", covered.as_str()), ("points", &all)];
        (points > 0).then(|| self.say("run-record", &args))
    }

    /// The parameters that swing the headline's dates most, and what each is worth.
    fn hangs_on(&self) -> Vec<Block> {
        let data = self.data;
        let mut names: Vec<&str> = Vec::new();
        for one in &data.influence {
            if !names.contains(&one.parameter.as_str()) && names.len() < HANG_ON {
                names.push(&one.parameter);
            }
        }
        if names.is_empty() {
            return Vec::new();
        }
        let dates = &data.headline.milestones;
        let rows = names.iter().map(|name| {
            let own = dates.iter().map(|milestone| {
                let is_own = |one: &&tenfold_study::influence::Influence| {
                    one.parameter == *name && one.milestone_or_series == *milestone
                };
                let found = data.influence.iter().find(is_own);
                let said = found.map(|one| signed(one.rank_correlation));
                Cell::Number(said.unwrap_or_default())
            });
            let param = data.params.iter().find(|row| row.name == *name);
            let kind = param.and_then(|row| row.provenance_kind.as_deref());
            let kind = self.say(&format!("kind-{}", kind.unwrap_or("none")), &[]);
            std::iter::once(Cell::name(&data.catalogue, self.lang, name))
                .chain(own)
                .chain([Cell::Words(kind)])
                .collect()
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let titles = dates
            .iter()
            .map(|name| data.catalogue.title(self.lang, name));
        let mut head = vec![self.say("parameter", &[])];
        head.extend(titles);
        head.push(self.say("provenance", &[]));
        vec![
            self.heading("run-hangs"),
            Block::Note(self.say("run-hangs-read", &[])),
            Block::Table(Table {
                least: head.len() - 1,
                head,
                rows,
            }),
        ]
    }
}

/// A correlation with its sign: `+0.42`.
fn signed(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{:.2}", value.abs())
}
