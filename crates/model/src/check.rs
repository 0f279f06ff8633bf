//! A model, read and checked, and what is asked of it on top: a scenario, assumptions, interventions.
//!
//! Knows where diagnostics about those belong; what they mean is the language's.

use crate::catalogue::Catalogue;
use crate::catalogue::entries::entries;
use crate::catalogue::read::Messages;
use crate::diagnosed::Diagnosed;
use crate::error::Error;
use crate::load::{Loaded, load};
use crate::reference::ModelRef;
use tenfold_ir::{Diagnostic, FileId, Ledger, Program, Span};
use tenfold_lang::{Inputs, Model, Overrides, REQUEST_FILE, REQUEST_PREFIX, ast};
use tenfold_words::text::first_sentence;

/// A model as checked: with errors, or ready to run.
pub struct Checked {
    /// Its texts, and what is wrong with them or worth a warning.
    pub diagnosed: Diagnosed,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub hash: String,
    /// The root's file name without `.ten`.
    pub name: String,
    /// The trees and tables that it was checked from; the root module is the first.
    pub inputs: Inputs,
    /// What its catalogues say, by language.
    messages: [Messages; 2],
    /// Names, indices and units resolved; none where there are errors.
    pub model: Option<Model>,
}

/// Reads a model with everything it uses, and checks it whole.
///
/// # Errors
/// If the root is not there, or a file of the model cannot be read as text. What is wrong
/// inside the model is in [`Checked::diagnosed`].
pub fn check(model: &ModelRef) -> Result<Checked, Error> {
    let mut checked = open(model)?;
    let found = checked.model.iter().flat_map(Model::check_worlds).collect();
    checked.add(found);
    Ok(checked)
}

/// Reads a model and checks what has to be right to run it as it is. Scenarios and claims are checked
/// by whoever asks for them: to lower each is most of the work of a whole check.
///
/// # Errors
/// As [`check`].
pub fn open(model: &ModelRef) -> Result<Checked, Error> {
    Ok(Checked::of(load(model)?))
}

impl Checked {
    /// Checks what was read.
    pub fn of(loaded: Loaded) -> Checked {
        let Loaded {
            name,
            diagnosed,
            inputs,
            messages,
            hash,
        } = loaded;
        // A tree with holes is checked all the same: all mistakes of a file come at once.
        let (model, found) = tenfold_lang::open(&inputs);
        let mut checked = Checked {
            diagnosed,
            hash,
            name,
            inputs,
            messages,
            model,
        };
        checked.add(found);
        checked
    }

    /// Takes in what more was found.
    fn add(&mut self, found: Vec<Diagnostic>) {
        self.diagnosed.diagnostics.extend(found);
        self.diagnosed.diagnostics.sort_by_key(|one| one.span);
        if self.diagnosed.errors() > 0 {
            self.model = None;
        }
    }

    /// Errors and warnings, and the texts they speak of.
    pub fn diagnosed(&self) -> &Diagnosed {
        &self.diagnosed
    }

    /// Whether it can run.
    pub fn is_sound(&self) -> bool {
        self.model.is_some()
    }

    /// The first sentence of what the root says of itself; its name where it says nothing.
    pub fn title(&self) -> String {
        let model = self.model.as_ref();
        let root = model.and_then(|model| model.modules().into_iter().next());
        let doc = root.and_then(|root| root.doc).unwrap_or_default();
        match first_sentence(&doc) {
            "" => self.name.clone(),
            sentence => sentence.to_owned(),
        }
    }

    /// The names of its scenarios.
    pub fn scenarios(&self) -> Vec<String> {
        let scenarios = self.model.iter().flat_map(Model::scenarios);
        scenarios.map(|scenario| scenario.name).collect()
    }

    /// What it calls its things, in every language.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::new(entries(&self.inputs.modules), self.messages.clone())
    }

    /// The model, or why there is none.
    pub fn sound(&self) -> Result<&Model, Diagnosed> {
        self.model.as_ref().ok_or_else(|| self.diagnosed.clone())
    }

    /// One of its modules as a model of its own: the module and what it uses.
    pub fn part(&self, name: &str) -> Option<Checked> {
        let named = |module: &&ast::Module| {
            let own = module.name.as_ref();
            own.is_some_and(|own| own.text == name)
        };
        let mut wanted = vec![self.inputs.modules.iter().find(named)?.clone()];
        let mut at = 0;
        while at < wanted.len() {
            for used in tenfold_lang::imports(&wanted[at]).modules {
                let have = |module: &ast::Module| {
                    let own = module.name.as_ref();
                    own.is_some_and(|own| own.text == used.text)
                };
                if !wanted.iter().any(have) {
                    wanted.extend(
                        self.inputs
                            .modules
                            .iter()
                            .find(|module| have(module))
                            .cloned(),
                    );
                }
            }
            at += 1;
        }
        let inputs = Inputs {
            modules: wanted,
            ..self.inputs.clone()
        };
        let diagnosed = Diagnosed {
            sources: self.diagnosed.sources.clone(),
            diagnostics: Vec::new(),
        };
        Some(Checked::of(Loaded {
            name: name.to_owned(),
            diagnosed,
            inputs,
            messages: self.messages.clone(),
            hash: self.hash.clone(),
        }))
    }

    /// The program that runs: under the assumptions, then the interventions.
    pub fn program(&self, overrides: &Overrides) -> Result<Program, Diagnosed> {
        let model = self.sound()?;
        let program = model.program(overrides);
        program.map_err(|found| self.place(model, overrides, found))
    }

    /// The program that meets the record: under the assumptions alone.
    pub fn believed(&self, overrides: &Overrides) -> Result<Program, Diagnosed> {
        let model = self.sound()?;
        let program = model.believed(overrides);
        program.map_err(|found| self.place(model, overrides, found))
    }

    /// The claims of a run, taken apart.
    pub fn ledger(&self, overrides: &Overrides) -> Result<Ledger, Diagnosed> {
        let model = self.sound()?;
        let ledger = model.ledger(overrides);
        ledger.map_err(|found| self.place(model, overrides, found))
    }

    /// The assumptions of a run, its scenario's before its own, as after `assume`.
    pub fn assumptions(&self, overrides: &Overrides) -> Vec<String> {
        let model = self.model.iter();
        model
            .flat_map(|model| model.assumptions(overrides))
            .collect()
    }

    /// What is wrong with a scenario's name or with clauses, shown in the words of the user.
    fn place(&self, model: &Model, asked: &Overrides, together: Vec<Diagnostic>) -> Diagnosed {
        let mut sources = self.diagnosed.sources.clone();
        let mut diagnostics = Vec::new();
        let mut place = |found: Vec<Diagnostic>, name: &str, text: &str, prefix: usize| {
            let file = sources.add(name, text);
            diagnostics.extend(found.into_iter().map(|one| moved(one, file, prefix)));
        };
        let alone = Overrides {
            scenario: asked.scenario.clone(),
            ..Overrides::default()
        };
        if let Some(scenario) = &asked.scenario
            && let Err(found) = model.program(&alone)
        {
            place(found, "--scenario", scenario, 0);
            return Diagnosed {
                sources,
                diagnostics,
            };
        }
        // All clauses have one file number: asked one by one, they tell theirs apart.
        let mut clean = true;
        let assumptions = asked.assumptions.iter().map(|text| ("assume", text));
        let interventions = asked.interventions.iter().map(|text| ("intervene", text));
        for (word, text) in assumptions.chain(interventions) {
            let mut only = alone.clone();
            match word {
                "assume" => only.assumptions.push(text.clone()),
                _ => only.interventions.push(text.clone()),
            }
            if let Err(found) = model.program(&only) {
                let prefix = REQUEST_PREFIX.len() + word.len() + 1;
                place(found, &format!("--{word}"), text, prefix);
                clean = false;
            }
        }
        if clean {
            let all = asked.assumptions.iter().chain(&asked.interventions);
            let all: Vec<&str> = all.map(String::as_str).collect();
            place(together, "--assume", &all.join(", "), 0);
        }
        Diagnosed {
            sources,
            diagnostics,
        }
    }
}

/// A diagnostic about a request, moved to the text of `file`, which lacks its first `prefix` bytes.
fn moved(mut diagnostic: Diagnostic, file: FileId, prefix: usize) -> Diagnostic {
    let prefix = u32::try_from(prefix).expect("a short constant");
    let place = |span: &mut Span| {
        if span.file == REQUEST_FILE {
            *span = Span {
                file,
                start: span.start.saturating_sub(prefix),
                end: span.end.saturating_sub(prefix),
            };
        }
    };
    place(&mut diagnostic.span);
    for label in &mut diagnostic.labels {
        place(&mut label.span);
    }
    diagnostic
}
