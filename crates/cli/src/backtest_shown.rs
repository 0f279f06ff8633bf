//! What a backtest says in a terminal: the sentences that matter, and the scores by horizon and by
//! series; the rest is in its report.

use crate::page::{Page, table, wrapped};
use tenfold_session::numeral::{count, day, percent};
use tenfold_session::{BacktestResult, ScoreRow, SkillRow, backtest_words};

/// The lines.
pub fn lines(page: &Page, found: &BacktestResult) -> Vec<String> {
    let words = backtest_words(found, page.lang);
    let mut lines = vec![page.heading(&words.title)];
    lines.extend(
        wrapped(&words.about, page.columns, 0)
            .iter()
            .map(|line| page.faint(line)),
    );
    lines.push(String::new());
    lines.push(page.heading(&page.say("backtest-in-short", &[])));
    let sentences = words.in_short.iter();
    lines.extend(
        sentences.flat_map(|sentence| wrapped(&sentence.replace('`', ""), page.columns, 2)),
    );
    let is_horizon = |row: &&ScoreRow| row.above.is_some() && row.series.is_none();
    let is_series = |row: &&ScoreRow| row.above.is_none() && row.series.is_some();
    let horizons = found.scores.iter().filter(is_horizon);
    let series = found.scores.iter().filter(is_series);
    lines.extend(scores(page, "backtest-by-horizon", horizons, found));
    lines.extend(scores(page, "backtest-by-series", series, found));
    lines.extend(dates(page, found));
    let written = [&found.folder, &found.document];
    for path in written.into_iter().flatten() {
        let path = path.display().to_string();
        lines.push(page.say("term-backtest-written", &[("path", &path)]));
    }
    lines
}

/// Names, forecasts, the share in the 80 % band, and the skill against each baseline.
fn scores<'a>(
    page: &Page,
    heading: &str,
    of: impl Iterator<Item = &'a ScoreRow>,
    found: &BacktestResult,
) -> Vec<String> {
    // Of dates alone there are no scores against baselines.
    let Some(all) = found.scores.first() else {
        return Vec::new();
    };
    let baselines: Vec<&str> = (all.skill.iter())
        .map(|one| one.baseline.as_str())
        .collect();
    let mut head = vec![
        String::new(),
        page.say("backtest-forecasts", &[]),
        "80 %".into(),
    ];
    let short = |name: &&str| page.say(&format!("term-backtest-{name}"), &[]);
    head.extend(baselines.iter().map(short));
    let mut rows = vec![head];
    rows.extend(of.map(|row| {
        let name = match (&row.series, row.above, row.up_to) {
            (Some(series), ..) => series.clone(),
            (None, from, Some(to)) => {
                let (from, to) = (from.unwrap_or(0.0).to_string(), to.to_string());
                page.say("backtest-years", &[("from", &from), ("to", &to)])
            }
            (None, from, None) => {
                let from = from.unwrap_or(0.0).to_string();
                page.say("backtest-years-over", &[("from", &from)])
            }
        };
        let mut cells = vec![name, count(row.rows as u64), percent(row.covered[1])];
        cells.extend(baselines.iter().map(|baseline| {
            let own = |one: &&SkillRow| one.baseline == *baseline;
            let found = row.skill.iter().find(own);
            found.map_or_else(|| "–".into(), |one| format!("{:+.0} %", 100.0 * one.skill))
        }));
        cells
    }));
    let mut lines = vec![String::new(), page.heading(&page.say(heading, &[]))];
    lines.extend(table(&rows, 2));
    lines.push(page.faint(&page.say("term-backtest-skill", &[])));
    lines
}

/// Dates of milestones that came, each as forecast from the last origin before it.
fn dates(page: &Page, found: &BacktestResult) -> Vec<String> {
    let all = found.dates.iter().enumerate();
    let is_last = |at: usize| {
        let next = found.dates.get(at + 1);
        next.is_none_or(|next| next.milestone != found.dates[at].milestone)
    };
    let when = |at: Option<f64>| at.map_or_else(|| "∞".to_owned(), day);
    let rows = all.filter(|(at, _)| is_last(*at)).map(|(_, row)| {
        let [_, from, _, median, _, to, _] = row.quantiles.map(when);
        vec![
            row.milestone.clone(),
            day(row.origin),
            format!("{median} ({from} – {to})"),
            day(row.date),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let keys = ["", "backtest-origin", "backtest-said", "backtest-date-came"];
    let say = |key: &&str| match *key {
        "" => String::new(),
        key => page.say(key, &[]),
    };
    let mut cells = vec![keys.iter().map(say).collect()];
    cells.extend(rows);
    let mut lines = vec![
        String::new(),
        page.heading(&page.say("backtest-dates", &[])),
    ];
    lines.extend(table(&cells, 2));
    lines
}
