//! What there is to say of a name of a model that is kept.

use crate::live::Study;
use crate::live::card::{Named, RecordedFigure, figures, link};
use crate::live::question::Words;
use crate::live::refused::Refused;
use serde::Serialize;
use tenfold_lang::Overrides;
use tenfold_study::explain::explain_checked;
use tenfold_study::explain::rows::{Explained, Explanation, LastRun, Said};
use tenfold_words::text::Lang;

/// A thing of the model: as `tenfold explain` has it, but for its doc in both languages, its record as figures, and
/// what it feeds and uses with titles.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct ExplainedSaid {
    pub name: String,
    pub title: Words,
    pub kind: String,
    pub indices: String,
    pub unit: String,
    pub doc: Words,
    pub equation: String,
    /// Of an input that something is connected to: what it is without; else empty.
    pub default: String,
    /// The equation for a typesetter of formulas, where there is one.
    pub latex: Option<String>,
    /// Elements by full name, in the unit.
    pub constants: Vec<(String, f64)>,
    pub section: String,
    /// `data`, `literature`, `interview`, `judgement`.
    pub provenance: Option<String>,
    pub source: Option<String>,
    pub link: Option<String>,
    /// What its equation names, which feeds it.
    pub feeds: Vec<Named>,
    /// What names it.
    pub uses: Vec<Named>,
    pub record: Vec<RecordedFigure>,
    /// What observes it, as the model writes it.
    pub observed: Vec<String>,
}

impl Study {
    /// What there is to say of a name, qualified or plain, with or without labels.
    ///
    /// # Errors
    /// If nothing is called so, or the model is wrong.
    pub fn explain(&self, name: &str) -> Result<ExplainedSaid, Refused> {
        let found = explain_checked(&self.checked, name, &LastRun::default())?;
        let one = match found {
            Explanation::Definitions(mut all) if !all.is_empty() => all.remove(0),
            _ => return Err(Refused::new("no-name", &[("name", name)])),
        };
        self.explained(one)
    }

    fn explained(&self, one: Explained) -> Result<ExplainedSaid, Refused> {
        let world = self.world(&Overrides::default())?;
        let own = world.program.observations.iter();
        let own = own.filter(|from| from.name.split('[').next() == Some(&*one.name));
        let named = |names: Vec<String>| -> Vec<Named> {
            let all = names.into_iter().map(|name| Named {
                title: self.title(&name),
                name,
            });
            all.collect()
        };
        let said = |of: fn(&Said) -> &String| {
            let [en, zh] = Lang::ALL.map(|lang| one.said.get(lang.tag()).map(of));
            Words {
                en: en.cloned().unwrap_or_default(),
                zh: zh.cloned().unwrap_or_default(),
            }
        };
        let latex = tenfold_lang::latex(&self.checked.inputs.modules, &one.name);
        let reference = Some(one.reference.clone()).filter(|text| !text.is_empty());
        Ok(ExplainedSaid {
            title: said(|said| &said.title),
            doc: said(|said| &said.doc),
            record: own.flat_map(figures).collect(),
            link: reference.as_deref().and_then(link),
            source: reference,
            feeds: named(one.uses),
            uses: named(one.used_by),
            name: one.name,
            kind: one.kind,
            indices: one.indices,
            unit: one.unit,
            equation: one.equation,
            default: one.default,
            latex,
            constants: one.constants,
            section: one.section,
            provenance: one.provenance_kind,
            observed: one.record,
        })
    }
}
