//! What a fitted law says in a terminal.

use crate::page::{Page, table, wrapped};
use tenfold_session::numeral::{count, figures, number, quantity, with_error, with_unit};
use tenfold_session::{EstimateRow, FitResult, looic_differences};

const DIGITS: usize = 4;
/// From this correlation on, two estimates are said to be determined together.
const TOGETHER: f64 = 0.9;
/// Pairs that are listed.
const PAIRS_MAX: usize = 5;

/// One law: estimates, what is not determined, and how good it is.
pub fn lines(page: &Page, fit: &FitResult) -> Vec<String> {
    let mut lines: Vec<String> = wrapped(&fit.title, page.columns, 0)
        .iter()
        .map(|line| page.heading(line))
        .collect();
    let rows = count(fit.rows as u64);
    let (replicates, seed) = (count(fit.replicates as u64), fit.seed.to_string());
    let about = [
        ("rows", rows.as_str()),
        ("loss", &fit.loss),
        ("replicates", &replicates),
        ("seed", &seed),
    ];
    lines.push(page.faint(&page.say("term-fit-about", &about)));
    lines.extend(section(page, "term-fit-estimates", &fit.estimates));
    lines.extend(section(page, "term-fit-derived", &fit.derived));
    lines.extend(given(page, fit));
    let interval = fit.estimates.iter().find_map(|row| row.interval);
    if let Some(interval) = interval {
        lines.push(page.faint(&page.say(&format!("term-fit-interval-{interval}"), &[])));
    }
    lines.extend(not_determined(page, &fit.estimates));
    lines.extend(together(page, fit));
    lines.push(String::new());
    lines.push(page.heading(&page.say("term-fit-quality", &[])));
    lines.extend(table(&quality(page, fit), 2));
    if let Some(folder) = &fit.folder {
        let path = folder.display().to_string();
        lines.push(String::new());
        lines.push(page.say("term-fit-written", &[("path", &path)]));
    }
    lines
}

/// What the derived numbers are for: the law's inputs.
fn given(page: &Page, fit: &FitResult) -> Vec<String> {
    let rows = fit.given.iter().map(|row| {
        let value = quantity(page.lang, row.value, &row.unit);
        page.faint(&page.say("fit-given", &[("name", &row.name), ("value", &value)]))
    });
    rows.collect()
}

fn section(page: &Page, heading: &str, rows: &[EstimateRow]) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let cells = rows.iter().map(|row| {
        let open = |end: Option<f64>| end.unwrap_or(f64::NAN);
        let band = [open(row.low), row.value, open(row.high)];
        let mut said = figures(page.lang, &band, &row.unit);
        for (nth, end) in [(0, row.low), (2, row.high)] {
            if end.is_none() {
                said[nth] = page.say("term-fit-none", &[]);
            }
        }
        let interval = row.interval.map(|_| format!("({} – {})", said[0], said[2]));
        vec![
            row.name.clone(),
            with_unit(page.lang, said.swap_remove(1), &row.unit),
            interval.unwrap_or_default(),
        ]
    });
    let cells: Vec<Vec<String>> = cells.collect();
    let mut lines = vec![String::new(), page.heading(&page.say(heading, &[]))];
    lines.extend(table(&cells, 2));
    lines
}

/// A sentence for each parameter that the runs leave open.
fn not_determined(page: &Page, rows: &[EstimateRow]) -> Vec<String> {
    let said = rows.iter().filter_map(|row| {
        let profile = row.profile?;
        let key = match (profile.low, profile.high) {
            (Some(_), Some(_)) => return None,
            (None, Some(_)) => "term-fit-open-below",
            (Some(_), None) => "term-fit-open-above",
            (None, None) => "term-fit-open-both",
        };
        Some(page.bad(&page.say(key, &[("name", &row.name)])))
    });
    said.collect()
}

fn together(page: &Page, fit: &FitResult) -> Vec<String> {
    let strong = fit
        .correlations
        .iter()
        .filter(|pair| pair.rho.abs() >= TOGETHER);
    let mut strong: Vec<_> = strong.collect();
    strong.sort_by(|a, b| b.rho.abs().total_cmp(&a.rho.abs()));
    if strong.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        String::new(),
        page.heading(&page.say("term-fit-together", &[])),
    ];
    lines.extend(strong.into_iter().take(PAIRS_MAX).map(|pair| {
        let rho = number(page.lang, pair.rho, 3);
        let args = [("a", pair.a.as_str()), ("b", &pair.b), ("rho", &rho)];
        format!("  {}", page.say("term-fit-together-row", &args))
    }));
    lines
}

fn quality(page: &Page, fit: &FitResult) -> Vec<Vec<String>> {
    let say = |key: &str| page.say(key, &[]);
    let plain = |value: f64| number(page.lang, value, DIGITS);
    let (agreeing, starts) = (fit.starts_agreeing.to_string(), fit.starts.to_string());
    let of = [("agreeing", agreeing.as_str()), ("starts", &starts)];
    let mut rows = vec![
        vec![
            say("term-fit-objective"),
            number(page.lang, fit.objective, 6),
        ],
        vec![
            say("term-fit-agreeing"),
            page.say("term-fit-agreeing-of", &of),
        ],
        vec![say("term-fit-aic"), plain(fit.aic)],
        vec![say("term-fit-bic"), plain(fit.bic)],
        vec![
            say("term-fit-looic"),
            figure(page, fit.looic.zip(fit.looic_error)),
        ],
        vec![say("term-fit-inside"), plain(inside(fit))],
        vec![
            say("term-fit-cross-validation"),
            plain(fit.cross_validation),
        ],
    ];
    if let Some(tested) = &fit.extrapolation {
        let held_out = tested.held_out.to_string();
        let args = [("count", held_out.as_str()), ("by", &tested.by)];
        rows.push(vec![
            page.say("term-fit-extrapolation", &args),
            plain(tested.error_outside),
        ]);
        rows.push(vec![say("term-fit-bias"), plain(tested.bias)]);
    }
    rows
}

/// A figure with its standard error.
fn figure(page: &Page, figure: Option<(f64, f64)>) -> String {
    figure.map_or_else(String::new, |(value, error)| {
        let (value, error) = with_error(page.lang, value, error, "1");
        format!("{value} ± {error}")
    })
}

fn inside(fit: &FitResult) -> f64 {
    let squares: f64 = fit.runs.iter().map(|run| run.residual * run.residual).sum();
    (squares / fit.rows as f64).sqrt()
}

/// Several laws, a row each.
pub fn comparison(page: &Page, fits: &[FitResult]) -> Vec<String> {
    let say = |key: &str| page.say(key, &[]);
    let heads = [
        "term-fit-column-law",
        "term-fit-aic",
        "term-fit-bic",
        "term-fit-looic",
        "term-fit-column-worse",
        "term-fit-column-left-out",
        "term-fit-column-largest",
    ];
    let mut rows = vec![heads.map(say).to_vec()];
    let worse = looic_differences(fits);
    rows.extend(fits.iter().zip(worse).map(|(fit, worse)| {
        let plain = |value: f64| number(page.lang, value, DIGITS);
        let largest = fit
            .extrapolation
            .as_ref()
            .map(|tested| plain(tested.error_outside));
        vec![
            fit.law.clone(),
            plain(fit.aic),
            plain(fit.bic),
            fit.looic.map(plain).unwrap_or_default(),
            figure(page, worse),
            plain(fit.cross_validation),
            largest.unwrap_or_default(),
        ]
    }));
    let mut lines = vec![page.heading(&say("term-fit-comparison"))];
    lines.extend(table(&rows, 2));
    lines.push(String::new());
    let note = wrapped(&say("term-fit-errors"), page.columns, 0);
    lines.extend(note.iter().map(|line| page.faint(line)));
    lines
}
