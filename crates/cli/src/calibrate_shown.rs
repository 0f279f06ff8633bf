//! What a calibration says in a terminal.

use crate::page::{Page, table};
use tenfold_session::numeral::{count, figures, number, percent, with_unit};
use tenfold_session::{CalibrateResult, SAME};

/// Parameters that the record moved most, so many of them.
const PARAMS_MAX: usize = 16;
/// Runs that agree stay below (Vehtari et al. 2021).
const AGREE: f64 = 1.01;
/// From here on the density of a report, given all others, is not known (Vehtari et al. 2024).
const KNOWN: f64 = 0.7;
/// Independent draws that tails of a posterior need (Vehtari et al. 2021).
const EFFECTIVE_MIN: f64 = 400.0;

/// What the record taught, how each series is met, and whether to trust it.
pub fn lines(page: &Page, found: &CalibrateResult) -> Vec<String> {
    let reports = count(found.reports as u64);
    let args = [("model", found.model.as_str()), ("reports", &reports)];
    let mut lines = vec![page.heading(&page.say("term-calibrate-title", &args))];
    let (particles, effective) = (
        count(found.particles as u64),
        count(found.effective.round() as u64),
    );
    let (steps, seed) = (found.steps.to_string(), found.seed.to_string());
    let about = [
        ("particles", particles.as_str()),
        ("effective", &effective),
        ("steps", &steps),
        ("seed", &seed),
    ];
    let words = match found.sampler.as_str() {
        "nuts" => "term-calibrate-about-nuts",
        _ => "term-calibrate-about",
    };
    lines.push(page.faint(&page.say(words, &about)));

    lines.extend(learnt(page, found));
    lines.extend(series(page, found));
    lines.extend(agreement(page, found));
    if let Some(folder) = &found.folder {
        let path = folder.display().to_string();
        lines.push(page.say("term-calibrate-written", &[("path", &path)]));
    }
    lines
}

/// The parameters that the record moved most, and how many it did not.
fn learnt(page: &Page, found: &CalibrateResult) -> Vec<String> {
    let say = |key: &str| page.say(key, &[]);
    let mut lines = vec![String::new()];
    lines.push(page.heading(&say("term-calibrate-learnt")));
    let mut params: Vec<_> = found.params.iter().collect();
    params.sort_by(|a, b| a.overlap.total_cmp(&b.overlap));
    let mut rows = vec![vec![
        String::new(),
        "5 %".into(),
        "50 %".into(),
        "95 %".into(),
        say("term-calibrate-column-overlap"),
    ]];
    rows.extend(params.iter().take(PARAMS_MAX).map(|row| {
        let mut cells = figures(page.lang, &[row.q05, row.q50, row.q95], &row.unit);
        cells[2] = with_unit(page.lang, std::mem::take(&mut cells[2]), &row.unit);
        cells.insert(0, row.name.clone());
        cells.push(percent(row.overlap));
        cells
    }));
    lines.extend(table(&rows, 2));
    let same = found
        .params
        .iter()
        .filter(|row| row.overlap >= SAME)
        .count();
    let (same, all) = (same.to_string(), found.params.len().to_string());
    let said = [("same", same.as_str()), ("all", &all)];
    lines.push(page.faint(&page.say("term-calibrate-same", &said)));
    lines
}

/// How each series of the record is met.
fn series(page: &Page, found: &CalibrateResult) -> Vec<String> {
    let say = |key: &str| page.say(key, &[]);
    let mut lines = vec![String::new()];
    lines.push(page.heading(&say("term-calibrate-series")));
    let mut rows = vec![vec![
        String::new(),
        say("term-calibrate-column-reports"),
        say("term-calibrate-column-bias"),
        say("term-calibrate-column-covered"),
        say("term-calibrate-column-p"),
    ]];
    rows.extend(found.series.iter().map(|row| {
        vec![
            row.name.clone(),
            row.reports.to_string(),
            row.bias
                .map_or_else(String::new, |bias| number(page.lang, bias, 2)),
            row.covered.map_or_else(String::new, percent),
            row.p_value.map_or_else(String::new, percent),
        ]
    }));
    lines.extend(table(&rows, 2));
    lines.push(page.faint(&say("term-calibrate-p")));
    lines
}

/// Whether independent runs say the same.
fn agreement(page: &Page, found: &CalibrateResult) -> Vec<String> {
    let say = |key: &str| page.say(key, &[]);
    let mut lines = vec![String::new()];
    let worst = found
        .params
        .iter()
        .max_by(|a, b| a.r_hat.total_cmp(&b.r_hat));
    if let Some(worst) = worst {
        let value = number(page.lang, worst.r_hat, 3);
        let args = [("value", value.as_str()), ("name", &worst.name)];
        let sentence = page.say("term-calibrate-r-hat", &args);
        lines.push(match worst.r_hat < AGREE {
            true => sentence,
            false => page.bad(&format!("{sentence} {}", say("term-calibrate-disagree"))),
        });
    }
    if found.effective < EFFECTIVE_MIN {
        lines.push(page.bad(&say("term-calibrate-few")));
    }
    if found.divergent > 0 {
        let divergent = found.divergent.to_string();
        let args = [("count", divergent.as_str())];
        lines.push(page.bad(&page.say("term-calibrate-divergent", &args)));
    }
    lines.extend(moved_far(page, found));
    lines
}

/// Reports that move the posterior so far that it cannot tell what it would be without them.
fn moved_far(page: &Page, found: &CalibrateResult) -> Option<String> {
    let all = found.series.iter().flat_map(|row| {
        let known = row.pareto_k.iter().flatten();
        known.map(move |k| (*k, &row.name))
    });
    let far: Vec<(f64, &String)> = all.filter(|(k, _)| *k > KNOWN).collect();
    let (k, name) = far.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (count, k) = (far.len().to_string(), number(page.lang, *k, 2));
    let args = [("count", count.as_str()), ("k", &k), ("name", name)];
    Some(page.bad(&page.say("term-calibrate-far", &args)))
}
