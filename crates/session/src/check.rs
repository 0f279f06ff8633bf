//! A model, read and checked, and what is asked of it on top: a scenario, settings.
//!
//! Knows where diagnostics about settings belong; what they mean is the language's.

use crate::Error;
use crate::catalogue::{Catalogue, Messages, entries};
use crate::diagnosed::Diagnosed;
use crate::load::{Loaded, load};
use crate::outcome::ModelRef;
use tenfold_ir::{Diagnostic, FileId, Program, Span};
use tenfold_lang::{Inputs, Model, Overrides, REQUEST_FILE, ast};

/// What the language puts before `name = value` when it reads a setting.
const SETTING_PREFIX: usize = "module request\nscenario request\n  set ".len();

/// A model as checked: with errors, or ready to run.
pub struct Checked {
    pub(crate) diagnosed: Diagnosed,
    /// SHA-256 of every text and table of the model, hexadecimal.
    pub hash: String,
    /// The root's file name without `.ten`.
    pub name: String,
    pub(crate) inputs: Inputs,
    /// What its catalogues say, by language.
    messages: [Messages; 2],
    pub(crate) model: Option<Model>,
}

/// Reads a model with everything it uses, and checks it.
///
/// # Errors
/// If the root is not there, or a file of the model cannot be read as text. What is wrong
/// inside the model is in [`Checked::diagnosed`].
pub fn check(model: &ModelRef) -> Result<Checked, Error> {
    Ok(Checked::of(load(model)?))
}

impl Checked {
    /// Checks what was read.
    pub(crate) fn of(loaded: Loaded) -> Checked {
        let Loaded {
            name,
            mut diagnosed,
            inputs,
            messages,
            hash,
        } = loaded;
        // A tree with holes is checked all the same: all mistakes of a file come at once.
        let (model, found) = tenfold_lang::check(&inputs);
        diagnosed.diagnostics.extend(found);
        diagnosed.diagnostics.sort_by_key(|one| one.span);
        let is_sound = diagnosed.errors() == 0;
        Checked {
            diagnosed,
            hash,
            name,
            inputs,
            messages,
            model: model.filter(|_| is_sound),
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
    pub(crate) fn sound(&self) -> Result<&Model, Diagnosed> {
        self.model.as_ref().ok_or_else(|| self.diagnosed.clone())
    }

    /// One of its modules as a model of its own: the module and what it uses.
    pub(crate) fn part(&self, name: &str) -> Option<Checked> {
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

    /// The program of a run under a scenario and settings of the form `name = value unit`.
    pub fn program(&self, scenario: Option<&str>, sets: &[String]) -> Result<Program, Diagnosed> {
        let model = self.sound()?;
        let program = model.program(&overrides(scenario, sets));
        program.map_err(|diagnostics| self.place_settings(model, scenario, sets, diagnostics))
    }

    /// The program that meets the record: under assumptions alone, without interventions.
    pub(crate) fn believed(&self, sets: &[String]) -> Result<Program, Diagnosed> {
        self.program(None, sets)
    }

    /// What is wrong with a scenario's name or with settings, shown in the words of the user.
    fn place_settings(
        &self,
        model: &Model,
        scenario: Option<&str>,
        sets: &[String],
        mut together: Vec<Diagnostic>,
    ) -> Diagnosed {
        let mut sources = self.diagnosed.sources.clone();
        let mut diagnostics = Vec::new();
        let mut place = |found: Vec<Diagnostic>, name: &str, text: &str, prefix: usize| {
            let file = sources.add(name, text);
            diagnostics.extend(found.into_iter().map(|one| moved(one, file, prefix)));
        };
        if let Some(scenario) = scenario
            && let Err(found) = model.program(&overrides(Some(scenario), &[]))
        {
            place(found, "--scenario", scenario, 0);
        } else {
            // All settings have one file number: asked one by one, they tell theirs apart.
            let mut clean = true;
            for set in sets {
                if let Err(found) = model.program(&overrides(scenario, std::slice::from_ref(set))) {
                    let (name, value) = split(set);
                    place(found, "--set", &format!("{name} = {value}"), SETTING_PREFIX);
                    clean = false;
                }
            }
            if clean {
                place(std::mem::take(&mut together), "--set", &sets.join(", "), 0);
            }
        }
        Diagnosed {
            sources,
            diagnostics,
        }
    }
}

fn overrides(scenario: Option<&str>, sets: &[String]) -> Overrides {
    Overrides {
        scenario: scenario.map(str::to_owned),
        sets: sets.iter().map(|set| split(set)).collect(),
    }
}

/// Name and value of `name = value unit`; the value is empty where there is no `=`.
fn split(set: &str) -> (String, String) {
    let (name, value) = set.split_once('=').unwrap_or((set, ""));
    (name.trim().to_owned(), value.trim().to_owned())
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
