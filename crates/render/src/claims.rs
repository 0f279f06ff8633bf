//! What is said of claims held against a model, once, for the page and for the terminal: how many hold, which do not,
//! which cannot be told and why, what they hang on.

use crate::blocks::{self, Cell, Table};
use crate::phrases::begun;
use std::convert::Infallible;
use tenfold_model::catalogue::Catalogue;
use tenfold_study::claims::rows::{ClaimRow, VerdictWord, judgement_in_the_middle};
use tenfold_words::numeral::{count, percent};
use tenfold_words::text::{Lang, text};

/// A part without pictures.
type Block = blocks::Block<Infallible>;

/// Claims that are told one by one before all of them are.
const TOLD_MAX: usize = 6;
/// Parameters that are named.
const HANG_ON: usize = 5;

/// Every verdict, in the order in which they are counted.
const ALL: [VerdictWord; 4] = [
    VerdictWord::Holds,
    VerdictWord::InTension,
    VerdictWord::Fails,
    VerdictWord::Undecided,
];

/// What was held: `World: what was said, against the model`.
pub fn heading(model: &str, words: &Catalogue, lang: Lang) -> String {
    let model = words.title(lang, model);
    begun(&text(lang, "claims-title", &[("model", &model)]))
}

/// `62 holds · 19 in tension`, without what there is none of.
pub fn tally(claims: &[ClaimRow], lang: Lang) -> String {
    let counted = ALL.iter().filter_map(|verdict| {
        let count = of(claims, *verdict).count();
        (count > 0).then(|| format!("{count} {}", verdict_words(*verdict, lang)))
    });
    counted.collect::<Vec<_>>().join(" · ")
}

/// `in tension`
pub fn verdict_words(verdict: VerdictWord, lang: Lang) -> String {
    let key = format!("verdict-{}", verdict.word().replace('_', "-"));
    text(lang, &key, &[])
}

/// The first screen, of claims held against so many draws: the answer, its doubt, what it hangs on.
pub fn first_screen(
    claims: &[ClaimRow],
    draws: u64,
    words: &Catalogue,
    lang: Lang,
) -> Vec<blocks::Block<Infallible>> {
    let (all, tally) = (count(claims.len() as u64), tally(claims, lang));
    let args = [("claims", all.as_str()), ("tally", &tally)];
    let mut blocks = vec![Block::Answer(text(lang, "claims-say", &args))];
    let unmet = [VerdictWord::Fails, VerdictWord::InTension];
    let unmet = unmet.iter().flat_map(|verdict| of(claims, *verdict));
    let unmet: Vec<String> = unmet.map(|claim| told(claim, words, lang)).collect();
    if !unmet.is_empty() {
        blocks.push(Block::Heading(text(lang, "claims-fail", &[])));
        blocks.extend(listed(unmet, lang));
    }
    let draws = text(lang, "claims-told", &[("draws", &count(draws))]);
    blocks.push(Block::Heading(text(lang, "run-doubt", &[])));
    blocks.push(Block::Words(draws));
    let open = of(claims, VerdictWord::Undecided);
    let open: Vec<String> = open.map(|claim| told(claim, words, lang)).collect();
    blocks.extend(listed(open, lang));
    blocks.extend(hangs_on(claims, words, lang));
    blocks
}

fn of(claims: &[ClaimRow], verdict: VerdictWord) -> impl Iterator<Item = &ClaimRow> {
    claims.iter().filter(move |claim| claim.verdict == verdict)
}

/// The first of these sentences, and how many more there are.
fn listed(mut all: Vec<String>, lang: Lang) -> Vec<Block> {
    let more = count(all.len().saturating_sub(TOLD_MAX) as u64);
    let has_more = all.len() > TOLD_MAX;
    all.truncate(TOLD_MAX);
    let note = has_more.then(|| Block::Note(text(lang, "claims-more", &[("count", &more)])));
    let list = (!all.is_empty()).then_some(Block::List(all));
    list.into_iter().chain(note).collect()
}

/// A claim in a sentence: what was said, what the model gives, why that is undecided where it is.
fn told(claim: &ClaimRow, words: &Catalogue, lang: Lang) -> String {
    let verdict = begun(&verdict_words(claim.verdict, lang));
    let value = claim.value_text(lang);
    let band = claim.band.map(|band| claim.band_text(lang, band));
    let band = band.unwrap_or_else(|| format!("`{}`", claim.holds));
    let said = claim.said_in(words, lang).trim_end_matches(['.', '。']);
    let why = claim.why_undecided(lang);
    let key = match why {
        Some(_) => "claims-one-undecided",
        None => "claims-one",
    };
    let why = why.unwrap_or_default();
    let args = [
        ("verdict", verdict.as_str()),
        ("said", said),
        ("value", &value),
        ("band", &band),
        ("why", &why),
    ];
    text(lang, key, &args)
}

/// The parameters that swing most claims most, and how much of it all is judgement.
fn hangs_on(claims: &[ClaimRow], words: &Catalogue, lang: Lang) -> Vec<Block> {
    let mut found: Vec<(&str, Option<&str>, usize)> = Vec::new();
    for driver in claims.iter().filter_map(|claim| claim.drivers.first()) {
        match found.iter_mut().find(|(name, ..)| *name == driver.name) {
            Some((_, _, times)) => *times += 1,
            None => found.push((&driver.name, driver.provenance.as_deref(), 1)),
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|(_, _, times)| std::cmp::Reverse(*times));
    let middle = judgement_in_the_middle(claims).map(percent);
    let rows = found.iter().take(HANG_ON).map(|(name, kind, times)| {
        let kind = text(lang, &format!("kind-{}", kind.unwrap_or("none")), &[]);
        vec![
            Cell::name(words, lang, name),
            Cell::Number(times.to_string()),
            Cell::Words(kind),
        ]
    });
    let head = ["parameter", "claims-count", "provenance"];
    let mut blocks = vec![Block::Heading(text(lang, "run-hangs", &[]))];
    let middle =
        middle.map(|share| Block::Words(text(lang, "claims-judgement", &[("share", &share)])));
    blocks.extend(middle);
    blocks.push(Block::Note(text(lang, "claims-hang-read", &[])));
    blocks.push(Block::Table(Table {
        head: head.map(|key| text(lang, key, &[])).into(),
        rows: rows.collect(),
        least: 3,
    }));
    blocks
}
