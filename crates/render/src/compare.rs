//! What is said of a comparison, once, for the page and for the terminal: sentences and figures in one language.
//! What is told, and in which order, is judged in `study`.

use crate::phrases::begun;
use tenfold_study::compare::difference::MilestoneDifference;
use tenfold_study::compare::rows::CompareData;
use tenfold_study::compare::told::{Change, ERRORS_MIN, Elements, ScenarioTold, SeriesTold};
use tenfold_words::numeral::{
    count, date, differences, figures, give_or_take, percent, signed, times, unit_of_difference,
    with_unit,
};
use tenfold_words::text::{Lang, text};

/// Of fewer draws in which it comes in both worlds a date says less than the chance that it comes.
const BOTH_MIN: f64 = 0.5;

/// A milestone that moves by less years than this is said not to move.
const DAY: f64 = 1.0 / 365.25;

/// The answer in sentences: which milestone moves most, and which quantity differs, of those that the
/// scenario's text names, else of all; that nothing does where that is so.
pub fn answer(data: &CompareData, told: &ScenarioTold, lang: Lang) -> Vec<String> {
    let milestones = told.told.iter().filter(|row| row.differs);
    let milestones = milestones.filter_map(|row| match &row.elements {
        Elements::Milestone(rows) => Some(rows.iter().map(move |one| (row.named, one))),
        Elements::Series(_) => None,
    });
    let size = |row: &MilestoneDifference| {
        let years = dated(row).map_or(0.0, f64::abs);
        (moves(row), years, row.probability_difference.abs())
    };
    let milestone = milestones.flatten().max_by(|a, b| {
        let ((moves_a, years_a, chance_a), (moves_b, years_b, chance_b)) = (size(a.1), size(b.1));
        let by_size = years_a
            .total_cmp(&years_b)
            .then(chance_a.total_cmp(&chance_b));
        (moves_a, a.0).cmp(&(moves_b, b.0)).then(by_size)
    });
    let mut series = told.told.iter().filter(|row| row.differs);
    let series = series.find_map(|row| match &row.elements {
        Elements::Milestone(_) => None,
        Elements::Series(rows) => {
            let errors = |row: &SeriesTold| row.errors.unwrap_or(f64::INFINITY);
            rows.iter().max_by(|a, b| errors(a).total_cmp(&errors(b)))
        }
    });
    let sentences = [
        milestone.map(|(_, row)| milestone_said(data, row, lang)),
        series.map(|row| series_said(data, row, lang)),
    ];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    match sentences.is_empty() {
        true => vec![text(lang, "compare-says-nothing", &[])],
        false => sentences,
    }
}

/// By how many years it comes later, where that says more than the chance that it comes.
fn dated(row: &MilestoneDifference) -> Option<f64> {
    row.years_later
        .filter(|_| row.both >= BOTH_MIN && row.errors_years() > ERRORS_MIN)
}

/// Whether that is a day at least, or another chance to come.
fn moves(row: &MilestoneDifference) -> bool {
    dated(row).is_none_or(|years| years.abs() >= DAY)
}

fn milestone_said(data: &CompareData, row: &MilestoneDifference, lang: Lang) -> String {
    let name = begun(&data.catalogue.title(lang, &row.name));
    let Some(years) = dated(row) else {
        let end = times(lang, &[data.end]).remove(0);
        let (from, to) = (percent(row.probability_against), percent(row.probability));
        let points = points(lang, row.probability_difference, row.probability_error);
        let args = [
            ("name", name.as_str()),
            ("date", &end),
            ("from", &from),
            ("to", &to),
        ];
        let args = [&args[..], &[("points", &points)]].concat();
        return text(lang, "compare-says-chance", &args);
    };
    if !moves(row) {
        return text(lang, "compare-says-still", &[]);
    }
    let error = 12.0 * row.years_error.unwrap_or(0.0);
    let months = give_or_take(lang, 12.0 * years.abs(), error);
    let key = match years > 0.0 {
        true => "compare-says-later",
        false => "compare-says-earlier",
    };
    let change = medians_of_dates(data, row, lang);
    let args = [
        ("name", name.as_str()),
        ("months", &months),
        ("medians", &change),
    ];
    text(lang, key, &args)
}

fn series_said(data: &CompareData, row: &SeriesTold, lang: Lang) -> String {
    let name = begun(&data.catalogue.title(lang, &row.name));
    let key = match row.change {
        Change::Amount(_) => "compare-says-amount",
        Change::Ratio(_) => "compare-says-ratio",
    };
    let when = times(lang, &[row.time]).remove(0);
    let (change, medians) = (change_with_unit(lang, row), medians_with_unit(lang, row));
    let args = [
        ("name", name.as_str()),
        ("change", &change),
        ("date", &when),
        ("medians", &medians),
    ];
    text(lang, key, &args)
}

/// Both medians, without their unit: `7.2 → 10.1`.
pub fn medians(lang: Lang, row: &SeriesTold) -> String {
    figures(lang, &[row.median_against, row.median], &row.unit).join(" → ")
}

/// The same with it: `7.2 → 10.1 months`.
pub(crate) fn medians_with_unit(lang: Lang, row: &SeriesTold) -> String {
    with_unit(lang, medians(lang, row), &row.unit)
}

/// Both median dates; after the end where it comes in less than half of the draws.
pub fn medians_of_dates(data: &CompareData, row: &MilestoneDifference, lang: Lang) -> String {
    let end = date(lang, data.end);
    let one = |median: Option<f64>| match median {
        Some(years) => date(lang, years),
        None => text(lang, "milestone-after", &[("date", &end)]),
    };
    format!("{} → {}", one(row.median_against), one(row.median))
}

/// Median and 80 % of the change within each draw, without its unit: `×0.83 (×0.7 – ×0.95)`, `+2.9 (+1.2 – +4.4)`.
pub fn change(lang: Lang, row: &SeriesTold) -> String {
    let said = match row.change {
        Change::Amount(spread) => {
            differences(lang, &[spread.q10, spread.q50, spread.q90], &row.unit)
        }
        Change::Ratio(spread) => {
            let said = figures(lang, &[spread.q10, spread.q50, spread.q90], "1");
            said.iter().map(|one| format!("×{one}")).collect()
        }
    };
    match said[0] == said[2] {
        true => said[1].clone(),
        false => format!("{} ({} – {})", said[1], said[0], said[2]),
    }
}

/// The same with it.
pub fn change_with_unit(lang: Lang, row: &SeriesTold) -> String {
    let unit = match row.change {
        Change::Amount(_) => unit_of_difference(&row.unit),
        Change::Ratio(_) => "1",
    };
    with_unit(lang, change(lang, row), unit)
}

/// By how much a milestone comes later: `+3.2 ± 0.1 months`; a dash where it comes in no draw of both.
pub fn later(lang: Lang, row: &MilestoneDifference) -> String {
    let months = row.years_later.map(|years| {
        let error = row.years_error.map(|error| 12.0 * error);
        let months = signed(lang, 12.0 * years, error);
        text(lang, "compare-months", &[("months", &months)])
    });
    months.unwrap_or_else(|| "—".to_owned())
}

/// The chances that it comes by the end: `88 % → 87 %`.
pub fn chances(row: &MilestoneDifference) -> String {
    let (from, to) = (row.probability_against, row.probability);
    format!("{} → {}", percent(from), percent(to))
}

/// A difference of probabilities in points of per cent: `+2.1 ± 0.3`.
pub fn points(lang: Lang, difference: f64, error: f64) -> String {
    signed(lang, 100.0 * difference, Some(100.0 * error))
}

/// How many more do not differ; none where all are told.
pub fn alike(lang: Lang, told: &ScenarioTold) -> Option<String> {
    let more = count(told.alike as u64);
    (told.alike > 0).then(|| text(lang, "compare-alike", &[("count", &more)]))
}

/// All that is compared: `export controls lifted, taiwan against base`.
pub fn heading(data: &CompareData, lang: Lang) -> String {
    let name = |name: &str| data.scenario_in(lang, name);
    let others = data.scenarios.iter().skip(1).map(|one| name(&one.name));
    let comma = match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    };
    let others = others.collect::<Vec<_>>().join(comma);
    let against = data
        .scenarios
        .first()
        .map_or_else(String::new, |first| name(&first.name));
    let args = [("scenario", others.as_str()), ("against", &against)];
    begun(&text(lang, "compare-pair", &args))
}
