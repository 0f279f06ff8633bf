//! A checked model: programs for its scenarios and tests, and what there is to say of it.

use crate::ast;
use crate::check::{self, Type};
use crate::graph::{self, DefinitionInfo};
use crate::lower::{self, Plan};
use crate::resolve::resolve;
use crate::resolved::{Change, Resolved, Scenario};
use crate::tables::Inputs;
use tenfold_ir::{Diagnostic, FileId, Program, Provenance, Severity, Span};

/// The file number of spans in values given from outside, such as `--set`: byte ranges are
/// those of the text built from name and value.
pub const REQUEST_FILE: FileId = FileId(u32::MAX - 1);

/// What a run changes in a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// A scenario: of the root module, or `module.name`.
    pub scenario: Option<String>,
    /// Definitions and their values as text, such as (`economics.lead_time`, `2 year`).
    pub sets: Vec<(String, String)>,
}

/// A module of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleInfo {
    /// Its name.
    pub name: String,
    /// The text under its `module` line.
    pub doc: Option<String>,
    /// Its file.
    pub file: FileId,
}

/// A scenario of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioInfo {
    /// As [`Overrides::scenario`] takes it.
    pub name: String,
    /// What it says of itself.
    pub doc: Option<String>,
    /// The scenario it builds on.
    pub on: Option<String>,
    /// What it changes, and how that is written.
    pub changes: Vec<(String, String)>,
}

/// A claim, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimInfo {
    /// The module it stands in.
    pub module: String,
    /// Its name.
    pub name: String,
    /// Where it was said.
    pub section: Option<String>,
    /// What was said.
    pub said: Option<String>,
    /// What it holds, as the model writes it.
    pub text: String,
    /// The weaker condition, as the model writes it.
    pub tension: Option<String>,
    /// What happened since, and where that is recorded.
    pub outcome: Option<(String, Provenance)>,
    /// Where it stands.
    pub span: Span,
}

/// A test of the root module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelTest {
    /// The module it stands in.
    pub module: String,
    /// Its title.
    pub title: String,
    /// An ensemble of so many draws; the central trajectory where none.
    pub draws: Option<u64>,
    /// Where it stands.
    pub span: Span,
}

/// A model without errors.
pub struct Model {
    inputs: Inputs,
    resolved: Resolved,
    types: Vec<Type>,
    base: Option<Program>,
    definitions: Vec<DefinitionInfo>,
}

/// Checks a model: all its mistakes, and the model if none is an error.
pub fn check(inputs: &Inputs) -> (Option<Model>, Vec<Diagnostic>) {
    if inputs.modules.is_empty() {
        return (None, Vec::new());
    }
    let (resolver, mut diagnostics) = resolve(inputs);
    let resolved = resolver.out;
    let mut types = Vec::new();
    diagnostics.extend(check::check(&resolved, &mut types, 0));
    diagnostics.extend(check::check_constants(&resolved));
    let plan = Plan {
        changes: Vec::new(),
        test: None,
        needs_time: false,
    };
    let base = match lower::lower(&resolved, &types, &plan) {
        Ok(program) => Some(program),
        Err(found) => {
            diagnostics.extend(found);
            None
        }
    };
    if !has_error(&diagnostics) {
        diagnostics.extend(check_scenarios(&resolved, &types));
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    diagnostics.dedup_by(|a, b| a.code == b.code && a.span == b.span);
    if has_error(&diagnostics) {
        return (None, diagnostics);
    }
    let definitions = graph::definitions(&resolved);
    // Without `simulate`, the base is a program only if it turned out to be a law.
    let is_whole = resolved.simulate.is_some();
    let model = Model {
        inputs: inputs.clone(),
        resolved,
        types,
        base: base.filter(|_| is_whole),
        definitions,
    };
    (Some(model), diagnostics)
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Each scenario must lower on its own.
fn check_scenarios(resolved: &Resolved, types: &[Type]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for at in 0..resolved.scenarios.len() {
        let plan = Plan {
            changes: scenario_changes(resolved, Some(at)),
            test: None,
            needs_time: false,
        };
        if let Err(found) = lower::lower(resolved, types, &plan) {
            diagnostics.extend(found);
        }
    }
    diagnostics.dedup();
    diagnostics
}

/// The changes of a scenario and of those it builds on, the first of them first.
fn scenario_changes(resolved: &Resolved, scenario: Option<usize>) -> Vec<&Change> {
    let mut chain: Vec<&Scenario> = Vec::new();
    let mut next = scenario;
    while let Some(at) = next {
        let scenario = &resolved.scenarios[at];
        chain.push(scenario);
        next = scenario.on;
    }
    let first_to_last = chain.into_iter().rev();
    first_to_last
        .flat_map(|scenario| &scenario.changes)
        .collect()
}

impl Model {
    /// The program of a run.
    ///
    /// # Errors
    /// `unknown-scenario`, `missing-simulate`, and whatever is wrong with the values given.
    pub fn program(&self, request: &Overrides) -> Result<Program, Vec<Diagnostic>> {
        let scenario = self.find_scenario(request.scenario.as_deref())?;
        if request.sets.is_empty() {
            if let (None, Some(base)) = (scenario, &self.base) {
                return Ok(base.clone());
            }
            let plan = Plan {
                changes: scenario_changes(&self.resolved, scenario),
                test: None,
                needs_time: true,
            };
            return lower::lower(&self.resolved, &self.types, &plan);
        }
        let (resolved, types, sets) = self.with_sets(&request.sets)?;
        let mut changes = scenario_changes(&resolved, scenario);
        changes.extend(&sets);
        let plan = Plan {
            changes,
            test: None,
            needs_time: true,
        };
        lower::lower(&resolved, &types, &plan)
    }

    fn find_scenario(&self, name: Option<&str>) -> Result<Option<usize>, Vec<Diagnostic>> {
        let Some(name) = name else {
            return Ok(None);
        };
        let names: Vec<String> = self.scenarios().into_iter().map(|s| s.name).collect();
        if let Some(at) = names.iter().position(|have| have == name) {
            return Ok(Some(at));
        }
        let span = Span {
            file: REQUEST_FILE,
            start: 0,
            end: name.len() as u32,
        };
        let shown = crate::sink::clip(name);
        let error = Diagnostic::error(
            "unknown-scenario",
            span,
            format!("found `{shown}`, expected the name of a scenario"),
        )
        .arg("name", shown);
        let near = crate::suggest::nearest(name, names.iter().map(String::as_str));
        Err(vec![match near {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None if names.is_empty() => error.help("this model has no scenarios"),
            None => error.help(format!("it has: {}", names.join(", "))),
        }])
    }

    /// The resolved tree and types with the values given from outside.
    #[allow(clippy::type_complexity)]
    fn with_sets(
        &self,
        sets: &[(String, String)],
    ) -> Result<(Resolved, Vec<Type>, Vec<Change>), Vec<Diagnostic>> {
        let (mut resolver, _) = resolve(&self.inputs);
        let (_, obligations) = resolver.mark();
        let mut diagnostics = Vec::new();
        let mut changes = Vec::new();
        for (name, value) in sets {
            match parse_set(name, value) {
                Ok(change) => changes.extend(resolver.set(&change.target, &change)),
                Err(found) => diagnostics.extend(found),
            }
            diagnostics.extend(resolver.take_diagnostics());
        }
        let resolved = resolver.out;
        let mut types = self.types.clone();
        diagnostics.extend(check::check(&resolved, &mut types, obligations));
        if has_error(&diagnostics) {
            return Err(diagnostics);
        }
        Ok((resolved, types, changes))
    }

    /// The root's tests.
    pub fn tests(&self) -> Vec<ModelTest> {
        let tests = self.resolved.tests.iter();
        tests
            .map(|test| ModelTest {
                module: self.resolved.modules[test.module].name.clone(),
                title: test.title.clone(),
                draws: test.draws,
                span: test.span,
            })
            .collect()
    }

    /// The program of a test, by its position in [`Model::tests`].
    ///
    /// # Errors
    /// What its settings make wrong, and `missing-simulate`.
    pub fn test_program(&self, at: usize) -> Result<Program, Vec<Diagnostic>> {
        let test = &self.resolved.tests[at];
        let mut changes = scenario_changes(&self.resolved, test.on);
        changes.extend(&test.changes);
        let plan = Plan {
            changes,
            test: Some(test),
            needs_time: true,
        };
        lower::lower(&self.resolved, &self.types, &plan)
    }

    /// All definitions, in source order.
    pub fn definitions(&self) -> &[DefinitionInfo] {
        &self.definitions
    }

    /// All modules, the root first.
    pub fn modules(&self) -> Vec<ModuleInfo> {
        let modules = self.resolved.modules.iter();
        modules
            .map(|module| ModuleInfo {
                name: module.name.clone(),
                doc: module.doc.clone(),
                file: module.file,
            })
            .collect()
    }

    /// All scenarios; those of other modules than the root carry its name.
    pub fn scenarios(&self) -> Vec<ScenarioInfo> {
        let name = |at: usize| {
            let scenario = &self.resolved.scenarios[at];
            match scenario.module {
                0 => scenario.name.clone(),
                module => format!("{}.{}", self.resolved.modules[module].name, scenario.name),
            }
        };
        let all = self.resolved.scenarios.iter().enumerate();
        all.map(|(at, scenario)| ScenarioInfo {
            name: name(at),
            doc: scenario.doc.clone(),
            on: scenario.on.map(name),
            changes: scenario
                .changes
                .iter()
                .map(|change| {
                    let entity = self.resolved.entity(change.entity);
                    (entity.qualified.clone(), change.text.clone())
                })
                .collect(),
        })
        .collect()
    }

    /// All claims, in source order.
    pub fn claims(&self) -> Vec<ClaimInfo> {
        let claims = self.resolved.claims.iter();
        claims
            .map(|claim| ClaimInfo {
                module: self.resolved.modules[claim.module].name.clone(),
                name: claim.name.clone(),
                section: claim.section.clone(),
                said: claim.said.clone(),
                text: claim.text.clone(),
                tension: claim.tension_text.clone(),
                outcome: (claim.outcome.as_ref())
                    .map(|outcome| (outcome.words.clone(), outcome.from.clone())),
                span: claim.span,
            })
            .collect()
    }

    /// Definitions listed with `output`, in that order.
    pub fn outputs(&self) -> Vec<String> {
        let outputs = self.resolved.outputs.iter();
        outputs
            .map(|id| self.resolved.entity(*id).qualified.clone())
            .collect()
    }
}

/// Reads a name and value given from outside as a change.
fn parse_set(name: &str, value: &str) -> Result<ast::Change, Vec<Diagnostic>> {
    let one_line = |text: &str| text.replace(['\n', '\r'], " ");
    let text = format!(
        "module request\nscenario request\n  replace {} = {}\n",
        one_line(name),
        one_line(value)
    );
    let (module, diagnostics) = crate::parse(REQUEST_FILE, &text);
    if has_error(&diagnostics) {
        return Err(diagnostics);
    }
    let mut changes = module.items.into_iter().filter_map(|item| match item.kind {
        ast::ItemKind::Scenario(scenario) => Some(scenario.changes),
        _ => None,
    });
    let mut only = changes.next().unwrap_or_default().into_iter();
    match (only.next(), only.next()) {
        // `replace` alone takes an index; what is given is a value all the same.
        (Some(change), None) => Ok(ast::Change {
            kind: ast::ChangeKind::Set,
            ..change
        }),
        _ => {
            let span = Span {
                file: REQUEST_FILE,
                start: 0,
                end: text.len() as u32,
            };
            Err(vec![
                Diagnostic::error(
                    "unexpected-token",
                    span,
                    "found another form of value, expected one name and one value",
                )
                .help("write it like `economics.lead_time=2 year`"),
            ])
        }
    }
}
