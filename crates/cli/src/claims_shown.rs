//! What a ledger says in a terminal.

use crate::blocks;
use crate::page::{Page, wrapped};
use console::measure_text_width;
use tenfold_session::numeral::{count, number, percent};
use tenfold_session::report::{claims_heading, claims_screen, verdict_words};
use tenfold_session::{Catalogue, ClaimRow, ClaimsResult, DriverRow, VerdictWord};

/// Columns of the verdicts, and the space before them.
const INDENT: usize = 2;

/// Each claim with what the model gives, what happened since and what swings it.
pub fn lines(page: &Page, found: &ClaimsResult) -> Vec<String> {
    let (draws, worlds) = (count(found.draws), found.worlds.to_string());
    let seconds = number(page.lang, found.seconds, 2);
    let about = [
        ("draws", draws.as_str()),
        ("worlds", &worlds),
        ("seconds", &seconds),
    ];
    let words = &found.catalogue;
    let mut lines = vec![
        page.heading(&claims_heading(&found.model, words, page.lang)),
        page.faint(&page.say("term-claims-about", &about)),
    ];
    if found.claims.is_empty() {
        lines.push(page.say("term-claims-none", &[]));
        return lines;
    }
    lines.push(String::new());
    let screen = claims_screen(&found.claims, found.draws, words, page.lang);
    lines.extend(blocks::lines(page, &screen, |never| match *never {}));
    let widths = found.claims.iter();
    let widths = widths.map(|claim| measure_text_width(&verdict_words(claim.verdict, page.lang)));
    let inner = INDENT + widths.max().unwrap_or(0) + 2;
    let mut chapter = None;
    for claim in &found.claims {
        if chapter != Some(claim.chapter()) {
            chapter = Some(claim.chapter());
            lines.push(String::new());
            if !claim.chapter().is_empty() {
                lines.push(page.heading(claim.chapter()));
            }
        }
        lines.extend(one(page, (claim, &found.catalogue), inner));
    }
    if let Some(folder) = &found.folder {
        let path = folder.join("report.html").display().to_string();
        lines.push(page.faint(&page.say("term-claims-written", &[("path", &path)])));
    }
    lines
}

fn one(page: &Page, (claim, words): (&ClaimRow, &Catalogue), inner: usize) -> Vec<String> {
    let word = verdict_words(claim.verdict, page.lang);
    let gap = " ".repeat(inner - INDENT - measure_text_width(&word));
    let chip = match claim.verdict {
        VerdictWord::Holds => page.good(&word),
        VerdictWord::InTension => page.doubtful(&word),
        VerdictWord::Fails => page.bad(&word),
        VerdictWord::Undecided => page.faint(&word),
    };
    let said = claim.said_in(words, page.lang);
    let said = wrapped(said, page.columns, inner);
    let mut lines = Vec::new();
    for (at, line) in said.iter().enumerate() {
        lines.push(match at {
            0 => format!("{}{chip}{gap}{}", " ".repeat(INDENT), line.trim_start()),
            _ => line.clone(),
        });
    }
    let wide = |words: &str| wrapped(words, page.columns, inner);
    lines.extend(wide(&figure(page, claim)));
    let why = claim.why_undecided(page.lang);
    lines.extend(why.iter().flat_map(|why| wide(why)));
    if let Some(outcome) = claim.outcome_in(words, page.lang) {
        let since = page.say("term-claims-since", &[("outcome", outcome)]);
        lines.extend(wide(&since));
    }
    let drivers = claim.drivers.iter();
    lines.extend(drivers.flat_map(|driver| {
        let line = wide(&driver_text(page, (claim, words), driver));
        line.into_iter().map(|line| page.faint(&line))
    }));
    lines
}

/// A claim's verdict with its figures, and what swings it, without the claim's words.
pub fn outcome(page: &Page, claim: &ClaimRow) -> Vec<String> {
    let word = verdict_words(claim.verdict, page.lang);
    let words = Catalogue::default();
    let drivers = claim.drivers.iter();
    let drivers = drivers.map(|driver| driver_text(page, (claim, &words), driver));
    std::iter::once(format!("{word}: {}", figure(page, claim)))
        .chain(claim.why_undecided(page.lang))
        .chain(drivers)
        .collect()
}

/// `71.2 % ± 0.5 %; would be 85 % – 95 %  (geniuses-2035)`
fn figure(page: &Page, claim: &ClaimRow) -> String {
    let value = claim.value_text(page.lang);
    let band = match claim.band {
        Some(band) => claim.band_text(page.lang, band),
        None => claim.holds.clone(),
    };
    let said = [
        ("value", value.as_str()),
        ("band", &band),
        ("id", &claim.id),
    ];
    let mut figure = page.say("term-claims-figure", &said);
    if claim.left_out > 0.0 {
        let share = percent(claim.left_out);
        figure.push(' ');
        figure.push_str(&page.say("term-claims-left-out", &[("share", &share)]));
    }
    figure
}

/// `capability.tau: 52 % → 88 % (judgement)`
fn driver_text(page: &Page, (claim, words): (&ClaimRow, &Catalogue), driver: &DriverRow) -> String {
    let name = format!("{} · {}", words.title(page.lang, &driver.name), driver.name);
    let kind = driver.provenance.as_deref().unwrap_or("none");
    let kind = page.say(&format!("kind-{kind}"), &[]);
    let ends = claim.numbers_text(page.lang, &[driver.low, driver.high]);
    let said = [
        ("name", name.as_str()),
        ("low", &ends[0]),
        ("high", &ends[1]),
        ("kind", &kind),
    ];
    page.say("term-claims-driver", &said)
}
