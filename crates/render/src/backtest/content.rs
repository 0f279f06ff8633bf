//! What a backtest says to its readers, once, for the page and for the document: words, lists and
//! tables in one language.

use crate::blocks::{Cell, Table};
use tenfold_infer::Baseline;
use tenfold_study::backtest::is_the_day;
use tenfold_study::backtest::rows::{
    BacktestResult, BacktestSeries, OriginRow, ReportRow, ScoreRow, SkillRow,
};
use tenfold_words::numeral::{count, date, day, figures, number, percent, quantity};
use tenfold_words::text::{Lang, text};

/// The pictures of a backtest: skill by origin, every series, and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    Skill,
    Fans,
    Dates,
}

type Block = crate::blocks::Block<Picture>;

/// A cell of more letters is words, not a figure.
const FIGURE_LETTERS_MAX: usize = 60;

/// Figures; each row begins with its name.
fn table(head: Vec<String>, rows: Vec<Vec<String>>) -> Block {
    let row = |row: Vec<String>| row.into_iter().enumerate().map(cell).collect();
    Block::Table(Table {
        least: 4,
        rows: rows.into_iter().map(row).collect(),
        head,
    })
}

fn cell((at, text): (usize, String)) -> Cell {
    match at == 0 || text.chars().count() > FIGURE_LETTERS_MAX {
        true => Cell::Words(text),
        false => Cell::Number(text),
    }
}

/// The sentences that sum a backtest up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BacktestWords {
    /// Its title.
    pub title: String,
    /// What was done.
    pub about: String,
    /// What was found; names of series stand between backquotes.
    pub in_short: Vec<String>,
}

/// The sentences that sum a backtest up, in one language.
pub fn backtest_words(result: &BacktestResult, lang: Lang) -> BacktestWords {
    let words = Content { result, lang };
    let [title, about, _] = words.about();
    BacktestWords {
        title,
        about,
        in_short: words.in_short(),
    }
}

/// All that is said, in order.
pub(crate) fn content(result: &BacktestResult, lang: Lang) -> Vec<Block> {
    let words = Content { result, lang };
    let [title, about, made] = words.about();
    let mut out = vec![Block::Title(title), Block::Words(about), Block::Words(made)];
    out.push(words.heading("backtest-in-short"));
    out.push(Block::List(words.in_short()));
    out.extend(words.by_origin());
    out.extend(words.by_horizon());
    out.extend(words.by_series());
    out.extend(words.standing_there());
    out.extend(words.claims());
    out.extend(words.milestones());
    out.extend(words.dates());
    out.extend(words.misses());
    out.extend(words.scored());
    out.extend(words.informed());
    out
}

/// What a skill says: its interval lies on one side, or on both.
pub(crate) fn verdict(skill: &SkillRow) -> &'static str {
    match (skill.low, skill.high) {
        (Some(low), _) if low > 0.0 => "better",
        (_, Some(high)) if high < 0.0 => "worse",
        _ => "even",
    }
}

/// A share with its sign: `+12 %`, `−340 %`.
pub(crate) fn signed(share: f64) -> String {
    let sign = if share < 0.0 { "−" } else { "+" };
    format!("{sign}{:.0} %", (100.0 * share).abs())
}

/// The name of a baseline for people.
pub(crate) fn baseline_words(lang: Lang, name: &str) -> String {
    text(lang, &format!("backtest-{name}"), &[])
}

struct Content<'a> {
    result: &'a BacktestResult,
    lang: Lang,
}

impl Content<'_> {
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        text(self.lang, key, args)
    }

    fn heading(&self, key: &str) -> Block {
        Block::Heading(self.say(key, &[]))
    }

    fn words(&self, key: &str) -> Block {
        Block::Words(self.say(key, &[]))
    }

    fn head(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.say(key, &[])).collect()
    }

    /// The row of all forecasts; none where only dates were observed.
    fn all(&self) -> Option<&ScoreRow> {
        self.result.scores.first()
    }

    /// Title, what was done, and with what.
    fn about(&self) -> [String; 3] {
        let result = self.result;
        let (first, last) = (
            &result.origins[0],
            &result.origins[result.origins.len() - 1],
        );
        let reports: usize = {
            let after = |date: &&f64| **date > first.date;
            let dates = |one: &BacktestSeries| {
                let dates: Vec<f64> = one.record.iter().map(|(date, _)| *date).collect();
                dates.iter().filter(after).count()
            };
            result.series.iter().map(dates).sum()
        };
        let plain = |count: usize| count.to_string();
        let args = [
            ("model", result.model.clone()),
            ("origins", plain(result.origins.len())),
            ("first", day(first.date)),
            ("last", day(last.date)),
            ("least", plain(first.known)),
            ("most", plain(last.known)),
            ("rows", count(self.all().map_or(0, |all| all.rows as u64))),
            ("reports", plain(reports)),
            ("series", plain(result.series.len())),
            ("particles", plain(result.particles)),
            ("draws", plain(result.draws as usize)),
            ("seed", result.seed.to_string()),
            ("version", result.tenfold.clone()),
        ];
        let args: Vec<(&str, &str)> = args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        ["backtest-title", "backtest-about", "backtest-made"].map(|key| self.say(key, &args))
    }

    fn in_short(&self) -> Vec<String> {
        let Some(all) = self.all() else {
            return Vec::new();
        };
        let mut items: Vec<String> = all.skill.iter().map(|one| self.against(one)).collect();
        let covered = all.covered.map(percent);
        let shares = [
            ("half", covered[0].as_str()),
            ("eight", &covered[1]),
            ("most", &covered[2]),
        ];
        items.push(self.say("backtest-covered", &shares));
        items.extend(self.losses());
        items
    }

    /// A sentence on the model against a baseline.
    fn against(&self, one: &SkillRow) -> String {
        let baseline = baseline_words(self.lang, &one.baseline);
        let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), signed);
        let (skill, low, high) = (signed(one.skill), end(one.low), end(one.high));
        let verdict = self.say(&format!("backtest-verdict-{}", verdict(one)), &[]);
        let (rows, series) = (count(one.rows as u64), one.series.to_string());
        self.say(
            "backtest-against",
            &[
                ("baseline", &baseline),
                ("skill", &skill),
                ("low", &low),
                ("high", &high),
                ("rows", &rows),
                ("series", &series),
                ("verdict", &verdict),
            ],
        )
    }

    /// Every series on which a baseline is better.
    fn losses(&self) -> Vec<String> {
        let of_series = self.result.scores.iter();
        let of_series = of_series.filter(|row| row.series.is_some() && row.above.is_none());
        let losses = of_series.filter_map(|row| {
            let better = row.skill.iter().filter(|one| one.skill < 0.0);
            let names: Vec<String> = better
                .map(|one| {
                    let name = baseline_words(self.lang, &one.baseline);
                    format!("{name} ({})", signed(one.skill))
                })
                .collect();
            let series = format!("`{}`", row.series.as_deref()?);
            let names = names.join(&self.say("backtest-and", &[]));
            let args = [("series", series.as_str()), ("baselines", &names)];
            (!names.is_empty()).then(|| self.say("backtest-loses", &args))
        });
        losses.collect()
    }

    /// Forecasts, score, three bands, then the skill against each baseline.
    fn cells(&self, row: &ScoreRow) -> Vec<String> {
        let mut cells = vec![count(row.rows as u64), format!("{:.2}", row.crps)];
        cells.extend(row.covered.map(percent));
        cells.extend(Baseline::ALL.iter().map(|baseline| {
            let found = row.skill.iter().find(|one| one.baseline == baseline.name());
            found.map_or_else(|| "–".to_owned(), |one| signed(one.skill))
        }));
        cells
    }

    fn score_head(&self, first: &str) -> Vec<String> {
        let mut head = self.head(&[first, "backtest-forecasts", "backtest-crps"]);
        head.extend(["50 %", "80 %", "95 %"].map(str::to_owned));
        let names = Baseline::ALL.iter();
        head.extend(names.map(|one| baseline_words(self.lang, one.name())));
        head
    }

    fn table(&self, first: &str, rows: Vec<(String, &ScoreRow)>) -> Block {
        let rows = rows.into_iter().map(|(name, row)| {
            let mut cells = vec![name];
            cells.extend(self.cells(row));
            cells
        });
        table(self.score_head(first), rows.collect())
    }

    fn by_horizon(&self) -> Vec<Block> {
        let scores = self.result.scores.iter();
        let rows = scores.filter(|row| row.above.is_some() && row.series.is_none());
        let rows = rows.map(|row| (self.horizon(row), row)).collect();
        vec![
            self.heading("backtest-by-horizon"),
            self.table("backtest-horizon", rows),
        ]
    }

    fn horizon(&self, row: &ScoreRow) -> String {
        let above = row.above.unwrap_or(0.0).to_string();
        match row.up_to {
            Some(end) => self.say(
                "backtest-years",
                &[("from", &above), ("to", &end.to_string())],
            ),
            None => self.say("backtest-years-over", &[("from", &above)]),
        }
    }

    fn by_origin(&self) -> Vec<Block> {
        let scores = self.result.scores.iter();
        let rows = scores.filter_map(|row| Some((day(row.origin?), row)));
        vec![
            self.heading("backtest-by-origin"),
            self.words("backtest-by-origin-lead"),
            Block::Figure(Picture::Skill),
            self.table("backtest-origin", rows.collect()),
        ]
    }

    fn by_series(&self) -> Vec<Block> {
        let scores = self.result.scores.iter();
        let rows = scores.filter(|row| row.above.is_none());
        let rows = rows.filter_map(|row| Some((format!("`{}`", row.series.as_ref()?), row)));
        let detail = self.result.scores.iter().filter(|row| row.above.is_some());
        let detail = detail.filter_map(|row| {
            let series = row.series.as_ref()?;
            Some((format!("`{series}` {}", self.horizon(row)), row))
        });
        vec![
            self.heading("backtest-by-series"),
            self.table("backtest-series", rows.collect()),
            Block::Figure(Picture::Fans),
            self.words("backtest-by-both"),
            self.table("backtest-series", detail.collect()),
        ]
    }

    /// The origin that is shown in full: the day of the conversation, or the last.
    fn shown(&self) -> &OriginRow {
        let is_day = |origin: &&OriginRow| is_the_day(origin.date);
        let origins = &self.result.origins;
        origins
            .iter()
            .find(is_day)
            .unwrap_or(&origins[origins.len() - 1])
    }

    fn standing_there(&self) -> Vec<Block> {
        let shown = self.shown();
        let rows = self.result.series.iter().map(|series| {
            let name = format!("`{}`", series.name);
            let figure = |value: f64| quantity(self.lang, value, &series.unit);
            let range = |q: &[f64; 7]| self.range(&[q[1], q[3], q[5]], &series.unit);
            let own = |row: &&ReportRow| row.series == series.name && row.origin == shown.date;
            let mut later: Vec<&ReportRow> = self.result.reports.iter().filter(own).collect();
            later.sort_by(|a, b| a.date.total_cmp(&b.date));
            let inside = later.iter().filter(|row| (row.place - 0.5).abs() <= 0.4);
            let held = format!("{} / {}", inside.count(), later.len());
            let fan = series.fans.iter().find(|fan| fan.origin == shown.date);
            let end = fan.and_then(|fan| fan.points.last());
            let known = series.record.iter().rfind(|(date, _)| *date <= shown.date);
            let known =
                known.map(|(at, value)| format!("{} ({})", figure(*value), date(self.lang, *at)));
            let last = later.last();
            let none = || "–".to_owned();
            vec![
                name,
                known.unwrap_or_else(none),
                last.map_or_else(none, |row| {
                    format!("{} ({})", figure(row.recorded), date(self.lang, row.date))
                }),
                last.map_or_else(none, |row| range(&row.quantiles)),
                held,
                end.map_or_else(none, |point| {
                    format!(
                        "{} ({})",
                        range(&point.quantiles),
                        date(self.lang, point.date)
                    )
                }),
            ]
        });
        let head = self.head(&[
            "backtest-series",
            "backtest-known",
            "backtest-came",
            "backtest-said",
            "backtest-in-80",
            "backtest-said-end",
        ]);
        let rows = rows.collect();
        let at = day(shown.date);
        let heading = self.say("backtest-standing", &[("date", &at)]);
        let lead = self.say("backtest-standing-lead", &[("date", &at)]);
        vec![
            Block::Heading(heading),
            Block::Words(lead),
            table(head, rows),
        ]
    }

    /// The middle of a band, and its ends.
    fn range(&self, band: &[f64; 3], unit: &str) -> String {
        let said = figures(self.lang, band, unit);
        format!("{} ({} – {})", said[1], said[0], said[2])
    }

    /// What was said on the day, what the model would have said, and what came.
    fn claims(&self) -> Vec<Block> {
        let Some(first) = self.result.claims.first() else {
            return Vec::new();
        };
        let words = &self.result.catalogue;
        let rows = self.result.claims.iter().map(|one| {
            let claim = &one.claim;
            let band = claim.band.map(|band| claim.band_text(self.lang, band));
            let verdict = claim.verdict.word().replace('_', "-");
            vec![
                claim.said_in(words, self.lang).to_owned(),
                claim.section.clone().unwrap_or_default(),
                band.unwrap_or_else(|| format!("`{}`", claim.holds)),
                claim.value_text(self.lang),
                self.say(&format!("verdict-{verdict}"), &[]),
                claim
                    .outcome_in(words, self.lang)
                    .unwrap_or_default()
                    .to_owned(),
            ]
        });
        let rows = rows.collect();
        let head = self.head(&[
            "backtest-said-by-speaker",
            "backtest-chapter",
            "backtest-would-confirm",
            "backtest-model-then",
            "backtest-verdict",
            "backtest-since",
        ]);
        let at = day(first.origin);
        vec![
            self.heading("backtest-claims"),
            Block::Words(self.say("backtest-claims-lead", &[("date", &at)])),
            table(head, rows),
        ]
    }

    fn milestones(&self) -> Vec<Block> {
        let shown = self.shown();
        if shown.milestones.is_empty() {
            return Vec::new();
        }
        let when = |at: Option<f64>| at.map_or_else(|| "∞".to_owned(), |at| date(self.lang, at));
        let rows = shown.milestones.iter().enumerate().map(|(nth, one)| {
            let range = format!("{} – {}", when(one.q10), when(one.q90));
            let mut cells = vec![
                format!("`{}`", one.name),
                match one.left_out > 0.0 {
                    true => format!(
                        "{} ({})",
                        percent(one.reached),
                        self.say("left-out", &[("share", &percent(one.left_out))],)
                    ),
                    false => percent(one.reached),
                },
                when(one.q50),
                range,
            ];
            let origins = self.result.origins.iter();
            cells.extend(origins.map(|origin| {
                let median = origin.milestones[nth].q50;
                median.map_or_else(|| "∞".to_owned(), |at| format!("{at:.1}"))
            }));
            cells
        });
        let rows = rows.collect();
        let mut head = self.head(&[
            "milestone",
            "backtest-reached",
            "backtest-median",
            "backtest-range",
        ]);
        head.extend(self.result.origins.iter().map(|origin| day(origin.date)));
        let at = day(shown.date);
        vec![
            self.heading("milestones"),
            Block::Words(self.say("backtest-milestones-lead", &[("date", &at)])),
            table(head, rows),
        ]
    }

    /// The dates that came, as forecast from each origin before them.
    fn dates(&self) -> Vec<Block> {
        if self.result.dates.is_empty() {
            return Vec::new();
        }
        let when = |at: Option<f64>| at.map_or_else(|| "∞".to_owned(), day);
        let rows = self.result.dates.iter().map(|row| {
            let [_, from, _, median, _, to, _] = row.quantiles.map(when);
            vec![
                format!("`{}`", row.milestone),
                day(row.origin),
                format!("{median} ({from} – {to})"),
                day(row.date),
                number(self.lang, row.crps, 2),
                percent(row.place),
            ]
        });
        let rows = rows.collect();
        let head = self.head(&[
            "milestone",
            "backtest-origin",
            "backtest-said",
            "backtest-date-came",
            "backtest-date-crps",
            "backtest-date-place",
        ]);
        vec![
            self.heading("backtest-dates"),
            self.words("backtest-dates-lead"),
            Block::Figure(Picture::Dates),
            table(head, rows),
        ]
    }

    fn misses(&self) -> Vec<Block> {
        let mut out = vec![self.heading("backtest-misses")];
        if self.result.misses.is_empty() {
            out.push(self.words("backtest-no-miss"));
            return out;
        }
        let rows = self.result.misses.iter().map(|miss| {
            vec![
                format!("`{}`", miss.series),
                day(miss.date),
                quantity(self.lang, miss.recorded, &miss.unit),
                self.range(&miss.said, &miss.unit),
                day(miss.last_origin),
                format!("{} / {}", miss.missed, miss.origins),
            ]
        });
        let rows = rows.collect();
        let head = self.head(&[
            "backtest-series",
            "date",
            "hindcast-record",
            "backtest-said-95",
            "backtest-origin",
            "backtest-missed",
        ]);
        out.push(self.words("backtest-misses-lead"));
        out.push(table(head, rows));
        out
    }

    fn scored(&self) -> Vec<Block> {
        let keys = [
            "backtest-how-known",
            "backtest-how-scale",
            "backtest-how-error",
            "backtest-how-crps",
            "backtest-how-last-growth",
            "backtest-how-exponential",
            "backtest-how-logistic",
            "backtest-how-random-walk",
            "backtest-how-few",
            "backtest-how-skill",
        ];
        let items = keys.iter().map(|key| self.say(key, &[])).collect();
        vec![self.heading("backtest-how"), Block::List(items)]
    }

    fn informed(&self) -> Vec<Block> {
        let result = self.result;
        let (informed, params) = (result.informed.len().to_string(), result.params.to_string());
        let first = day(result.origins[0].date);
        let args = [
            ("informed", informed.as_str()),
            ("params", &params),
            ("first", &first),
        ];
        let mut out = vec![
            self.heading("backtest-informed"),
            Block::Words(self.say("backtest-informed-lead", &args)),
        ];
        if !result.informed.is_empty() {
            let rows = result.informed.iter();
            let rows = rows.map(|one| vec![format!("`{}`", one.name), one.reference.clone()]);
            out.push(table(
                self.head(&["parameter", "provenance"]),
                rows.collect(),
            ));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_as_many_letters_in_every_language() {
        for letter in ["a", "年"] {
            let most = letter.repeat(FIGURE_LETTERS_MAX);
            assert!(matches!(cell((1, most.clone())), Cell::Number(_)));
            assert!(matches!(cell((1, most + letter)), Cell::Words(_)));
        }
    }
}
