//! The first page: what the model is, the map of its modules, and a line for each.

use crate::docs::book;
use crate::docs::book::{Book, changes, diagram_note, file_name, say, titled};
use crate::docs::markdown::{code, plain, section, table};
use tenfold_words::text::{Lang, first_sentence};

pub(crate) fn page(book: &Book, lang: Lang) -> String {
    let root = &book.modules[0].name;
    let title = plain(&book.words.title(lang, root));
    let other = book::other(lang);
    let mut out = format!("# {title}\n\n");
    out += &format!(
        "[{}]({})\n\n",
        say(other, "language"),
        file_name("README", other)
    );
    out += &format!("{}\n\n", plain(book.words.doc(lang, root)));
    out += &format!("![{}](map.svg)\n\n", say(lang, "map"));
    out += &format!("{}\n", diagram_note(lang, "map-note"));
    out += &section(&say(lang, "modules"), &modules(book, lang));
    out += &section(&say(lang, "scenarios"), &scenarios(book, lang));
    out += &section(&say(lang, "wiring"), &wiring(book, lang));
    out + &format!("\n{}\n", say(lang, "made-by"))
}

fn modules(book: &Book, lang: Lang) -> String {
    let header = ["module", "what"].map(|key| say(lang, key));
    let rows = book.modules.iter().map(|module| {
        let name = &module.name;
        let link = format!("[`{name}`]({})", file_name(name, lang));
        vec![
            titled(book, lang, link, name),
            plain(first_sentence(book.words.doc(lang, name))),
        ]
    });
    table(&header, &rows.collect::<Vec<_>>())
}

/// All scenarios: they are run from the root whatever their module.
fn scenarios(book: &Book, lang: Lang) -> String {
    let header = ["scenario", "what", "changes"].map(|key| say(lang, key));
    let rows = book.scenarios.iter().map(|scenario| {
        let whole = book.words.scenario(&scenario.name);
        let whole = whole.as_deref().unwrap_or(&scenario.name);
        let said = book.words.doc(lang, whole);
        let changes: Vec<String> = changes(scenario)
            .iter()
            .map(|change| code(change))
            .collect();
        vec![
            titled(book, lang, format!("`{}`", scenario.name), whole),
            plain(said),
            changes.join("<br>"),
        ]
    });
    table(&header, &rows.collect::<Vec<_>>())
}

/// Which equation goes into which module's input.
fn wiring(book: &Book, lang: Lang) -> String {
    let root = &book.modules[0].name;
    let header = ["input", "fed-by", "what"].map(|key| say(lang, key));
    let connected = book.definitions.iter().filter_map(|one| {
        let equation = one.connected.as_ref()?;
        Some(vec![
            book.link(lang, root, &one.name),
            code(equation),
            plain(&book.words.title(lang, &one.name)),
        ])
    });
    table(&header, &connected.collect::<Vec<_>>())
}
