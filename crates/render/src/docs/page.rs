//! The page of one module.

use crate::docs::book::{Book, changes, diagram_note, file_name, other, say, titled};
use crate::docs::markdown::{block, code, plain, section, table};
use tenfold_lang::ast::{ItemKind, Module, ObserveItem};
use tenfold_lang::continues_name;
use tenfold_lang::{DefinitionInfo, ModuleInfo, format_expr};
use tenfold_model::wording::{equation, plain_name, provenance_word};
use tenfold_words::numeral::number;
use tenfold_words::text::{Lang, text};

/// What divides a module's doc into what it has and what it leaves out.
const LEAVES_OUT: [&str; 2] = ["Leaves out:", "未涵盖："];

pub(crate) fn page(book: &Book, module: &ModuleInfo, lang: Lang, has_picture: bool) -> String {
    let page = Page { book, module, lang };
    let name = &module.name;
    let title = book.words.title(lang, name);
    let mut out = match title == *name {
        true => format!("# {name}\n\n"),
        false => format!("# {name}: {}\n\n", plain(&title)),
    };
    let there = other(lang);
    out += &format!(
        "[{}]({}) · [{}]({})\n\n",
        say(there, "language"),
        file_name(name, there),
        say(lang, "index"),
        file_name("README", lang)
    );
    out += &page.words();
    if has_picture {
        out += &format!("\n![{}]({name}.svg)\n\n", say(lang, "diagram"));
        out += &format!("{}\n", diagram_note(lang, "diagram-note"));
    }
    let parts = [
        ("inputs", page.inputs()),
        ("equations", page.equations()),
        ("milestones", page.milestones()),
        ("parameters", page.parameters()),
        ("dimensions", page.dimensions()),
        ("record", page.record()),
        ("tests", page.tests()),
        ("claims", page.claims()),
        ("scenarios-touching", page.scenarios()),
    ];
    for (heading, body) in &parts {
        out += &section(&say(lang, heading), body);
    }
    out + &format!("\n{}\n", say(lang, "made-by"))
}

struct Page<'a> {
    book: &'a Book<'a>,
    module: &'a ModuleInfo,
    lang: Lang,
}

impl Page<'_> {
    fn own(&self, kinds: &[&str]) -> impl Iterator<Item = &DefinitionInfo> {
        let own = self.book.definitions.iter();
        own.filter(move |one| one.module == self.module.name && kinds.contains(&one.kind))
    }

    fn tree(&self) -> Option<&Module> {
        let modules = &self.book.checked.inputs.modules;
        modules
            .iter()
            .find(|module| module.file == self.module.file)
    }

    fn say(&self, key: &str) -> String {
        say(self.lang, key)
    }

    fn header<const N: usize>(&self, keys: [&str; N]) -> [String; N] {
        keys.map(|key| self.say(key))
    }

    fn title(&self, name: &str) -> String {
        plain(&self.book.words.title(self.lang, name))
    }

    fn doc(&self, name: &str) -> String {
        plain(self.book.words.doc(self.lang, name))
    }

    /// What the module says of itself, and what it leaves out as a paragraph of its own.
    fn words(&self) -> String {
        let doc = self.book.words.doc(self.lang, &self.module.name);
        let cut = LEAVES_OUT
            .iter()
            .find_map(|mark| Some((doc.find(mark)?, mark)));
        match cut {
            _ if doc.is_empty() => String::new(),
            None => format!("{}\n", plain(doc)),
            Some((at, mark)) => {
                let out = plain(doc[at + mark.len()..].trim());
                let has = plain(doc[..at].trim());
                format!("{has}\n\n**{}** {out}\n", self.say("leaves-out"))
            }
        }
    }

    fn inputs(&self) -> String {
        let header = self.header(["name", "unit", "fed-by", "alone", "what"]);
        let rows = self.own(&["input"]).map(|one| {
            let fed = one.connected.as_ref().map_or_else(String::new, |text| {
                let from = self.book.links(self.lang, &self.module.name, &one.uses);
                match one.uses.len() {
                    1 if one.uses[0] == text.trim() => from,
                    _ => format!("{}<br>{from}", code(text)),
                }
            });
            vec![
                anchored(one),
                code(&one.unit),
                fed,
                code(one.equation.trim_start_matches("= ")),
                self.described(one),
            ]
        });
        table(&header, &rows.collect::<Vec<_>>())
    }

    /// Title and doc, in a cell.
    fn described(&self, one: &DefinitionInfo) -> String {
        let (title, doc) = (self.title(&one.name), self.doc(&one.name));
        let is_name =
            self.lang == Lang::En && self.book.words.given_title(Lang::En, &one.name).is_none();
        match (is_name, doc.as_str()) {
            (true, _) => doc,
            (false, "") => title,
            (false, _) => format!("{title}<br>{doc}"),
        }
    }

    fn equations(&self) -> String {
        let kinds = ["stock", "let", "lookup", "data", "noise", "event"];
        let parts = self.own(&kinds).map(|one| {
            let mut out = format!("### {}", anchored(one));
            if self.lang != Lang::En {
                out += &format!(" {}", self.title(&one.name));
            }
            out += "\n\n";
            let doc = self.doc(&one.name);
            if !doc.is_empty() {
                out += &format!("{doc}\n\n");
            }
            out += &block(&written(one));
            for (key, names) in [("uses", &one.uses), ("used-by", &one.used_by)] {
                if !names.is_empty() {
                    let links = self.book.links(self.lang, &self.module.name, names);
                    let end = if key == "uses" && !one.used_by.is_empty() {
                        "  "
                    } else {
                        ""
                    };
                    let gap = if key == "uses" || one.uses.is_empty() {
                        "\n"
                    } else {
                        ""
                    };
                    out += &format!("{gap}{} {links}{end}\n", self.say(key));
                }
            }
            out
        });
        parts.collect::<Vec<_>>().join("\n")
    }

    fn milestones(&self) -> String {
        let header = self.header(["name", "condition", "what"]);
        let rows = self.own(&["milestone"]).map(|one| {
            let condition = one.equation.trim_start();
            let condition = condition.strip_prefix("when").unwrap_or(condition);
            vec![anchored(one), code(condition), self.described(one)]
        });
        table(&header, &rows.collect::<Vec<_>>())
    }

    fn parameters(&self) -> String {
        let keys = ["name", "unit", "prior", "central", "provenance", "what"];
        let header = self.header(keys);
        let rows = self.own(&["param", "const"]).map(|one| {
            let (value, prior) = match one.equation.split_once('~') {
                Some((value, prior)) => (value, prior),
                None => (one.equation.as_str(), ""),
            };
            let central = match self.book.central.get(one.name.as_str()) {
                Some(values) => self.central(values),
                None => code(value.trim().trim_start_matches('=')),
            };
            let from = one.provenance.as_ref().map_or_else(String::new, |from| {
                let kind = text(
                    self.lang,
                    &format!("kind-{}", provenance_word(from.kind)),
                    &[],
                );
                format!("**{kind}** {}", plain(&from.reference))
            });
            vec![
                anchored(one),
                code(&one.unit),
                code(prior),
                central,
                from,
                self.described(one),
            ]
        });
        table(&header, &rows.collect::<Vec<_>>())
    }

    fn central(&self, values: &[(&str, f64)]) -> String {
        let shown = values.iter().map(|(labels, value)| {
            let value = number(Lang::En, *value, 3);
            match labels.is_empty() {
                true => value,
                false => format!("{} {value}", plain(labels)),
            }
        });
        shown.collect::<Vec<_>>().join("<br>")
    }

    fn dimensions(&self) -> String {
        let header = self.header(["name", "labels", "what"]);
        let items = self.tree().map_or(&[][..], |module| &module.items);
        let rows = items.iter().filter_map(|item| {
            let ItemKind::Dimension(own) = &item.kind else {
                return None;
            };
            let name = format!("{}.{}", self.module.name, own.name.text);
            let labels = match &own.members {
                tenfold_lang::ast::Members::Labels(labels) => {
                    let labels = labels.iter().map(|label| match self.lang {
                        Lang::En => format!("`{}`", label.text),
                        _ => format!(
                            "`{}` {}",
                            label.text,
                            self.title(&format!("{name}.{}", label.text))
                        ),
                    });
                    labels.collect::<Vec<_>>().join(", ")
                }
                tenfold_lang::ast::Members::RowsOf(file) => {
                    code(&format!("rows of \"{}\"", file.text))
                }
            };
            let title = if self.lang == Lang::En {
                String::new()
            } else {
                self.title(&name) + " "
            };
            Some(vec![
                format!("`{}`", own.name.text),
                labels,
                format!("{title}{}", self.doc(&name)),
            ])
        });
        table(&header, &rows.collect::<Vec<_>>())
    }

    fn record(&self) -> String {
        let header = self.header(["definition", "error", "table"]);
        let items = self.tree().map_or(&[][..], |module| &module.items);
        let rows = items.iter().filter_map(|item| match &item.kind {
            ItemKind::Observe(own) => Some(self.observed(own)),
            _ => None,
        });
        table(&header, &rows.collect::<Vec<_>>())
    }

    fn observed(&self, own: &ObserveItem) -> Vec<String> {
        let source = own.source.as_ref().map_or_else(String::new, |source| {
            let filters = source.filters.iter();
            let filters =
                filters.map(|(column, text)| format!("{} = \"{}\"", column.text, text.text));
            let rows = filters.collect::<Vec<_>>().join(", ");
            match rows.as_str() {
                "" => code(&source.file.text),
                rows => format!("{} ({})", code(&source.file.text), code(rows)),
            }
        });
        vec![
            code(&format_expr(&own.target)),
            code(&format_expr(&own.error)),
            source,
        ]
    }

    fn tests(&self) -> String {
        let items = self.tree().map_or(&[][..], |module| &module.items);
        let tests = items.iter().filter_map(|item| match &item.kind {
            ItemKind::Test(own) => Some(own),
            _ => None,
        });
        let lines = tests.map(|own| {
            let title = &own.title.text;
            let shown = self
                .book
                .words
                .test_title(self.lang, &self.module.name, title);
            let on = own
                .on
                .as_ref()
                .map_or_else(String::new, |on| format!(" (`{}`)", on.text));
            let draws = own.draws.as_ref().map_or_else(String::new, |draws| {
                let draws = format_expr(draws);
                format!(" · {}", text(self.lang, "docs-draws", &[("draws", &draws)]))
            });
            let mut line = format!("- {}{on}{draws}\n", plain(shown));
            for one in &own.assertions {
                let within = one
                    .within
                    .as_ref()
                    .map(|within| format!(" within {}", format_expr(within)));
                let at = one.at.as_ref().map(|at| format!(" at {}", format_expr(at)));
                let rest: String = within.into_iter().chain(at).collect();
                line += &format!(
                    "  - {}\n",
                    code(&format!("{}{rest}", format_expr(&one.condition)))
                );
            }
            line
        });
        lines.collect()
    }

    /// Its own claims, and those of other modules that speak of it.
    fn claims(&self) -> String {
        let header = self.header(["claim", "said", "holds-if", "since"]);
        let prefix = format!("{}.", self.module.name);
        let claims = self
            .book
            .claims
            .iter()
            .filter(|claim| claim.module == self.module.name || mentions(&claim.text, &prefix));
        let rows = claims.map(|claim| {
            let name = format!("{}.claim.{}", claim.module, claim.name);
            let words = &self.book.words;
            let said = plain(words.doc(self.lang, &name));
            let section = claim.section.as_deref().unwrap_or("");
            let shown = format!("`{}`", claim.name);
            vec![
                titled(self.book, self.lang, shown, &name),
                [plain(section), said].join(" ").trim().to_owned(),
                code(&claim.text),
                plain(words.outcome(self.lang, &name)),
            ]
        });
        table(&header, &rows.collect::<Vec<_>>())
    }

    fn scenarios(&self) -> String {
        let header = self.header(["scenario", "what", "changes"]);
        let prefix = format!("{}.", self.module.name);
        let rows = self.book.scenarios.iter().filter_map(|scenario| {
            let own = changes(scenario).into_iter().filter(|change| {
                let change = change.split_once(' ').map(|(_, change)| change);
                change.is_some_and(|change| change.starts_with(&prefix))
            });
            let own: Vec<String> = own.map(|change| code(&change)).collect();
            if own.is_empty() {
                return None;
            }
            let whole = self.book.words.scenario(&scenario.name)?;
            let name = format!("`{}`", scenario.name);
            let name = titled(self.book, self.lang, name, &whole);
            Some(vec![name, self.doc(&whole), own.join("<br>")])
        });
        table(&header, &rows.collect::<Vec<_>>())
    }
}

/// Whether code names something of a module.
fn mentions(code: &str, prefix: &str) -> bool {
    code.match_indices(prefix).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|letter| continues_name(letter) || letter == '.')
    })
}

/// A name that a link can lead to.
fn anchored(one: &DefinitionInfo) -> String {
    let plain = plain_name(one);
    format!("<a id=\"{plain}\"></a>`{plain}`")
}

/// A definition as the model writes it, without its words.
fn written(one: &DefinitionInfo) -> String {
    let indices = match one.indices.as_str() {
        "" => String::new(),
        indices => format!("[{indices}]"),
    };
    let unit = match one.kind {
        "event" => String::new(),
        _ => format!(" : {}", one.unit),
    };
    let body = equation(one);
    let body: Vec<String> = body.lines().map(|line| format!("  {line}")).collect();
    format!(
        "{} {}{indices}{unit}\n{}",
        one.kind,
        plain_name(one),
        body.join("\n")
    )
}
