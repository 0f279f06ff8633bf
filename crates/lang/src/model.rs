//! A checked model: programs for its scenarios and tests, and what there is to say of it.

use crate::ast;
use crate::check::{self, Type};
use crate::graph::{self, DefinitionInfo};
use crate::ledger;
use crate::lower::{self, Plan, plan};
use crate::names::composed;
use crate::resolve::resolve;
use crate::resolved::{Change, ChangeBody, Intervention, Output, Resolved};
use crate::tables::Inputs;
use tenfold_ir::{Diagnostic, FileId, Ledger, Program, Provenance, Severity, Span};

/// The file number of spans in clauses given from outside, such as `--assume`: byte ranges are
/// those of [`REQUEST_PREFIX`], the clause's word, a space and the text given.
pub const REQUEST_FILE: FileId = FileId(u32::MAX - 1);

/// What a clause given from outside is read after.
pub const REQUEST_PREFIX: &str = "module request\nscenario request\n  ";

/// What a run changes in a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// A scenario: of the root module, `module.name`, or a name that no other module has; `-` stands for `_`.
    pub scenario: Option<String>,
    /// As after `assume`, on top of the scenario's: `economics.lead_time = 2 year`.
    pub assumptions: Vec<String>,
    /// As after `intervene`, on top of the scenario's: `compute.lead_time = 3 year from 2027`.
    pub interventions: Vec<String>,
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
    /// As after `assume`, with the module of each name.
    pub assumptions: Vec<String>,
    /// As after `intervene`, with the module of each name.
    pub interventions: Vec<String>,
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

/// Checks a model whole: all its mistakes, and the model if none is an error.
pub fn check(inputs: &Inputs) -> (Option<Model>, Vec<Diagnostic>) {
    let (model, mut diagnostics) = open(inputs);
    diagnostics.extend(model.iter().flat_map(Model::check_worlds));
    let is_sound = !has_error(&diagnostics);
    (model.filter(|_| is_sound), in_order(diagnostics))
}

/// Checks a model as far as it has to be to run as it is. That each of its scenarios and claims can be
/// lowered is left to [`Model::check_worlds`], or to whoever asks for one of them.
pub fn open(inputs: &Inputs) -> (Option<Model>, Vec<Diagnostic>) {
    if inputs.modules.is_empty() {
        return (None, Vec::new());
    }
    let (resolver, mut diagnostics) = resolve(inputs);
    let resolved = resolver.out;
    let mut types = Vec::new();
    diagnostics.extend(check::check(&resolved, &mut types, 0));
    diagnostics.extend(check::check_constants(&resolved));
    let base = match lower::lower(&resolved, &types, &unchanged(&resolved)) {
        Ok(program) => Some(program),
        Err(found) => {
            diagnostics.extend(found);
            None
        }
    };
    let diagnostics = in_order(diagnostics);
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

/// The model as it is, which need not say when it runs.
fn unchanged(resolved: &Resolved) -> Plan<'_> {
    Plan {
        needs_time: false,
        ..plan(resolved, None)
    }
}

/// Each mistake once, by its place.
fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    diagnostics.dedup_by(|a, b| a.code == b.code && a.span == b.span);
    diagnostics
}

fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Model {
    /// What is wrong with the model under one of its scenarios or in what its claims ask.
    pub fn check_worlds(&self) -> Vec<Diagnostic> {
        let base = || unchanged(&self.resolved);
        ledger::check(&self.resolved, &self.types, &base)
    }

    /// The program that runs: under the assumptions, then the interventions.
    ///
    /// # Errors
    /// `unknown-scenario`, `missing-simulate`, and whatever is wrong with the clauses given.
    pub fn program(&self, request: &Overrides) -> Result<Program, Vec<Diagnostic>> {
        self.lowered(request, true)
    }

    /// The program that meets the record: under the assumptions alone. It has the parameters of
    /// [`Model::program`], in the same order, and their priors.
    ///
    /// # Errors
    /// As [`Model::program`].
    pub fn believed(&self, request: &Overrides) -> Result<Program, Vec<Diagnostic>> {
        self.lowered(request, false)
    }

    fn lowered(&self, request: &Overrides, intervenes: bool) -> Result<Program, Vec<Diagnostic>> {
        let scenario = self.find_scenario(request.scenario.as_deref())?;
        let lower = |resolved: &Resolved, types: &[Type], given: &Given| {
            let mut plan = plan(resolved, scenario);
            plan.changes.extend(&given.assumptions);
            plan.interventions.extend(&given.interventions);
            if !intervenes {
                plan.interventions.clear();
            }
            lower::lower(resolved, types, &plan)
        };
        if request.assumptions.is_empty() && request.interventions.is_empty() {
            return match (scenario, &self.base) {
                (None, Some(base)) => Ok(base.clone()),
                _ => lower(&self.resolved, &self.types, &Given::default()),
            };
        }
        let (resolved, types, given) = self.with_given(request)?;
        lower(&resolved, &types, &given)
    }

    /// All claims, taken apart for a run.
    ///
    /// # Errors
    /// As [`Model::program`].
    pub fn ledger(&self, request: &Overrides) -> Result<Ledger, Vec<Diagnostic>> {
        let scenario = self.find_scenario(request.scenario.as_deref())?;
        let (resolved, types, given) = self.with_given(request)?;
        let base = || {
            let mut plan = plan(&resolved, scenario);
            plan.changes.extend(&given.assumptions);
            plan.interventions.extend(&given.interventions);
            plan
        };
        ledger::ledger(&resolved, &types, &base)
    }

    fn find_scenario(&self, name: Option<&str>) -> Result<Option<usize>, Vec<Diagnostic>> {
        let Some(name) = name else {
            return Ok(None);
        };
        let names: Vec<String> = self.scenarios().into_iter().map(|s| s.name).collect();
        // On a command line words are joined by hyphens.
        let plain = composed(name).replace('-', "_");
        if let Some(at) = names.iter().position(|have| *have == plain) {
            return Ok(Some(at));
        }
        let scenarios = self.resolved.scenarios.iter().enumerate();
        let mut alike = scenarios.filter(|(_, scenario)| scenario.name == plain);
        if let (Some((at, _)), None) = (alike.next(), alike.next()) {
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

    /// The resolved tree and types with the clauses given from outside.
    fn with_given(
        &self,
        request: &Overrides,
    ) -> Result<(Resolved, Vec<Type>, Given), Vec<Diagnostic>> {
        let (mut resolver, _) = resolve(&self.inputs);
        let (_, obligations) = resolver.mark();
        let mut diagnostics = Vec::new();
        let mut given = Given::default();
        for text in &request.assumptions {
            match parse_given("assume", text) {
                Ok(change) => given.assumptions.extend(resolver.assume(&change)),
                Err(found) => diagnostics.extend(found),
            }
            diagnostics.extend(resolver.take_diagnostics());
        }
        for text in &request.interventions {
            match parse_given("intervene", text) {
                Ok(change) => given.interventions.extend(resolver.intervene(&change)),
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
        Ok((resolved, types, given))
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
        let mut plan = plan(&self.resolved, test.on);
        plan.changes.extend(&test.changes);
        plan.test = Some(test);
        lower::lower(&self.resolved, &self.types, &plan)
    }

    /// The elements of constants with their values, in the definition's unit, by full name.
    pub fn constants(&self) -> Vec<(String, f64)> {
        let plan = Plan {
            needs_time: false,
            ..plan(&self.resolved, None)
        };
        let all = lower::constants(&self.resolved, &self.types, &plan);
        let known = all.into_iter().filter_map(|(id, element, value)| {
            let factor = self.resolved.entity(id).unit.factor;
            Some((self.resolved.full_name(id, element), value? / factor))
        });
        known.collect()
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
            assumptions: written(&self.resolved, scenario.assumptions.iter()),
            interventions: intervened(&self.resolved, scenario.interventions.iter()),
        })
        .collect()
    }

    /// A scenario, as [`Overrides::scenario`] names it.
    pub fn scenario(&self, name: &str) -> Option<ScenarioInfo> {
        let at = self.find_scenario(Some(name)).ok()??;
        self.scenarios().into_iter().nth(at)
    }

    /// The assumptions of a run, its scenario's before its own, as after `assume`. Empty where the
    /// scenario does not exist.
    pub fn assumptions(&self, request: &Overrides) -> Vec<String> {
        let scenario = self.find_scenario(request.scenario.as_deref());
        let plan = plan(&self.resolved, scenario.unwrap_or(None));
        let mut all = written(&self.resolved, plan.changes.into_iter());
        all.extend(request.assumptions.iter().cloned());
        all
    }

    /// The interventions of a run, its scenario's before its own, as after `intervene`.
    pub fn interventions(&self, request: &Overrides) -> Vec<String> {
        let scenario = self.find_scenario(request.scenario.as_deref());
        let plan = plan(&self.resolved, scenario.unwrap_or(None));
        let mut all = intervened(&self.resolved, plan.interventions.into_iter());
        all.extend(request.interventions.iter().cloned());
        all
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

    /// What is listed with `output`, in that order; an expression has its title as its name.
    pub fn outputs(&self) -> Vec<String> {
        let outputs = self.resolved.outputs.iter();
        let name = |output: &Output| match output {
            Output::Definition(id) => self.resolved.entity(*id).qualified.clone(),
            Output::Expression { name, .. } => name.clone(),
        };
        outputs.map(name).collect()
    }
}

/// Assumptions as after `assume`, with the module of each name.
fn written<'r>(resolved: &Resolved, changes: impl Iterator<Item = &'r Change>) -> Vec<String> {
    let text = |change: &Change| {
        let name = &resolved.entity(change.entity).qualified;
        let sign = match change.body {
            ChangeBody::Prior(_) => '~',
            ChangeBody::Value(_) | ChangeBody::Replace(_) => '=',
        };
        format!("{name}{} {sign} {}", change.indices, change.text)
    };
    changes.map(text).collect()
}

/// Interventions as after `intervene`, with the module of each name.
fn intervened<'r>(
    resolved: &Resolved,
    interventions: impl Iterator<Item = &'r Intervention>,
) -> Vec<String> {
    let text = |one: &Intervention| {
        let name = &resolved.entity(one.entity).qualified;
        format!("{name}{} = {}", one.indices, one.text)
    };
    interventions.map(text).collect()
}

/// Clauses given from outside, resolved.
#[derive(Default)]
struct Given {
    assumptions: Vec<Change>,
    interventions: Vec<Intervention>,
}

/// Reads a clause given from outside: one, as after its word.
fn parse_given(word: &str, clause: &str) -> Result<ast::Change, Vec<Diagnostic>> {
    let clause = clause.replace(['\n', '\r'], " ");
    let text = format!("{REQUEST_PREFIX}{word} {clause}\n");
    let (module, diagnostics) = crate::parse(REQUEST_FILE, &text);
    if has_error(&diagnostics) {
        return Err(diagnostics);
    }
    let mut changes = module.items.into_iter().filter_map(|item| match item.kind {
        ast::ItemKind::Scenario(scenario) => Some(scenario.changes),
        _ => None,
    });
    let mut only = changes.next().unwrap_or_default().into_iter();
    if let (Some(change), None) = (only.next(), only.next()) {
        return Ok(change);
    }
    let span = Span {
        file: REQUEST_FILE,
        start: 0,
        end: text.len() as u32,
    };
    let example = match word {
        "assume" => "economics.lead_time = 2 year",
        _ => "economics.lead_time = 2 year from 2027",
    };
    Err(vec![
        Diagnostic::error(
            "unexpected-token",
            span,
            "found another form of change, expected one name and what it becomes",
        )
        .help(format!("write it like `{example}`")),
    ])
}
