//! A text while it is written: what is wrong with it, and how it is laid out.

use crate::live::Study;
use crate::live::question::{ModelFile, Words};
use crate::live::refused::{DiagnosticSaid, Refused, byte_at, place, said};
use serde::{Deserialize, Serialize};
use tenfold_ir::Severity;
use tenfold_lang::ast::ItemKind;
use tenfold_lang::{DefinitionInfo, builtins, keywords, parse};
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::sources::Sources;
use tenfold_words::text::Lang;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckSaid {
    /// In the order of the texts.
    pub diagnostics: Vec<DiagnosticSaid>,
    /// SHA-256 of every text and table, hexadecimal.
    pub hash: String,
}

impl Study {
    /// What is wrong, or worth knowing.
    pub fn check(&self) -> CheckSaid {
        CheckSaid {
            diagnostics: said(&self.checked.diagnosed),
            hash: self.hash().to_owned(),
        }
    }
}

/// A text as the formatter lays it out.
///
/// # Errors
/// If it cannot be read as a model.
pub fn formatted(file: &ModelFile) -> Result<String, Refused> {
    let mut sources = Sources::default();
    let id = sources.add(file.path.as_str(), file.text.as_str());
    let (module, diagnostics) = parse(id, &file.text);
    if diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error)
    {
        let wrong = Diagnosed {
            sources,
            diagnostics,
        };
        return Err(wrong.into());
    }
    Ok(tenfold_lang::format(&module))
}

/// A place in one of a model's texts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TextPoint {
    /// All texts, the root's first.
    pub files: Vec<ModelFile>,
    /// Which.
    pub path: String,
    /// In UTF-16 code units from its start.
    pub offset: usize,
}

/// What may stand at a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CompletionSaid {
    /// Where the word begins that is being written, in UTF-16 code units.
    pub from: usize,
    /// What it may become.
    pub options: Vec<CompletionOption>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct CompletionOption {
    pub label: String,
    /// `function`, `distribution`, `unit`, `variable`, `parameter`, `keyword`.
    pub kind: &'static str,
    pub detail: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What a word stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct HoverSaid {
    pub name: String,
    pub unit: String,
    pub doc: Words,
    pub from: usize,
    pub to: usize,
}

/// Options that are offered at once.
const OPTIONS_MAX: usize = 200;

/// The word around a place, with where it begins and ends, in bytes.
fn word_at(text: &str, byte: usize) -> (usize, usize) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let before = text[..byte].rfind(|c| !is_part(c));
    let start = before.map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[byte..]
        .find(|c| !is_part(c))
        .unwrap_or(text.len() - byte);
    (start, byte + end)
}

impl TextPoint {
    fn text(&self) -> Option<&str> {
        let file = self.files.iter().find(|file| file.path == self.path)?;
        Some(&file.text)
    }

    /// The module of the file.
    fn module(&self) -> &str {
        self.path.strip_suffix(".ten").unwrap_or(&self.path)
    }
}

impl Study {
    /// What may stand at a place of the text that this model, the last one without errors, was edited to.
    pub fn complete(&self, at: &TextPoint) -> CompletionSaid {
        let Some(text) = at.text() else {
            return CompletionSaid::default();
        };
        let byte = byte_at(text, at.offset);
        let (start, _) = word_at(text, byte);
        let begun = &text[start..byte];
        let mut options = self.named(at.module());
        options.extend(words());
        options.retain(|one| one.label.starts_with(begun));
        options.truncate(OPTIONS_MAX);
        CompletionSaid {
            from: place(text, start).offset,
            options,
        }
    }

    /// What the word at a place stands for; none where it is no name of the model.
    pub fn hover(&self, at: &TextPoint) -> Option<HoverSaid> {
        let text = at.text()?;
        let (start, end) = word_at(text, byte_at(text, at.offset));
        let word = text[start..end].trim_matches('.');
        let model = self.checked.model.as_ref()?;
        let own = format!("{}.{word}", at.module());
        let mut all = model.definitions().iter();
        let found = all.find(|one| one.name == own || one.name == word)?;
        let [en, zh] = Lang::ALL.map(|lang| self.catalogue.doc(lang, &found.name).to_owned());
        Some(HoverSaid {
            name: found.name.clone(),
            unit: found.unit.clone(),
            doc: Words { en, zh },
            from: place(text, start).offset,
            to: place(text, end).offset,
        })
    }

    /// What a module may name: its own without the module's name, others' with it.
    fn named(&self, module: &str) -> Vec<CompletionOption> {
        let model = self.checked.model.as_ref();
        let definitions = model.map_or(&[][..], |model| model.definitions());
        let one = |one: &DefinitionInfo| {
            let own = one.name.strip_prefix(module);
            let own = own.and_then(|rest| rest.strip_prefix('.'));
            CompletionOption {
                label: own.unwrap_or(&one.name).to_owned(),
                kind: match one.kind {
                    "param" => "parameter",
                    _ => "variable",
                },
                detail: self.title(&one.name),
                unit: Some(one.unit.clone()),
            }
        };
        let mut all: Vec<CompletionOption> = definitions.iter().map(one).collect();
        all.sort_by_key(|one| one.label.contains('.'));
        all
    }
}

/// The language's own words.
fn words() -> Vec<CompletionOption> {
    let plain = |label: &str, kind, detail: String| CompletionOption {
        label: label.to_owned(),
        kind,
        detail: Words {
            en: detail.clone(),
            zh: detail,
        },
        unit: None,
    };
    let calls = builtins().into_iter().map(|one| {
        let kind = match one.is_distribution {
            true => "distribution",
            false => "function",
        };
        plain(one.name, kind, one.call)
    });
    let (prelude, _) = parse(tenfold_lang::PRELUDE_FILE, tenfold_lang::PRELUDE);
    let units = prelude
        .items
        .into_iter()
        .filter_map(|item| match item.kind {
            ItemKind::Unit(unit) => {
                let detail = unit.doc.map_or_else(String::new, |doc| doc.text);
                Some(plain(&unit.name.text, "unit", detail))
            }
            _ => None,
        });
    let keywords = keywords().map(|word| plain(word, "keyword", String::new()));
    calls.chain(units).chain(keywords).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_model::reference::ModelRef;

    fn point(text: &str, offset: usize) -> TextPoint {
        TextPoint {
            files: vec![ModelFile {
                path: "economics.ten".into(),
                text: text.into(),
            }],
            path: "economics.ten".into(),
            offset,
        }
    }

    #[test]
    fn a_word_is_completed_and_said() {
        let world = Study::open(&ModelRef::BuiltIn, None).unwrap();
        let found = world.complete(&point("let x = 价 + lead", 14));
        assert_eq!(found.from, 12);
        assert!(found.options.iter().all(|one| one.label.starts_with("le")));
        let found = world.complete(&point("x = logn", 8));
        assert_eq!(found.options[0].kind, "distribution");
        assert_eq!(found.options[0].detail.en, "lognormal(median, sigma)");
        let found = world.hover(&point("y = 2 * revenue", 11)).unwrap();
        assert_eq!(
            (&*found.name, found.from, found.to),
            ("economics.revenue", 8, 15)
        );
        assert!(!found.doc.zh.is_empty() && found.unit == "USD/year");
        assert!(world.hover(&point("y = 2 * nothing_here", 11)).is_none());
    }
}
