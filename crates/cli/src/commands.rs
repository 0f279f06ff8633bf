//! One function for each word of the command.

use crate::arguments::{
    self, Action, DrawsArguments, EmitArgument, EnsembleArguments, LossArgument, ModelArguments,
    SamplerArgument,
};
use crate::output::{complain, print, print_json};
use crate::page::Page;
use crate::progress::Bar;
use crate::{
    backtest_shown, calibrate_shown, claims_shown, compare_shown, explain, fit_shown, serve, show,
    tests_shown,
};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    BacktestRequest, CalibrateRequest, CompareRequest, Control, Diagnosed, Emit, EnsembleRequest,
    Error, Explanation, FitRequest, FolderKind, Loss, ModelRef, Notice, Overrides, Recorded,
    RunRequest, RunTable, Sampler, backtest, calibrate, check, claims, compare, docs, emit, fit,
    format, last_run, model_files, new_model, result_folder, run as run_model, test, write_docs,
};

/// Does what was asked.
///
/// # Errors
/// What the session cannot read, write or run.
pub fn run(action: &Action, page: &Page, interrupted: &AtomicBool) -> Result<ExitCode, Error> {
    match action {
        Action::Run(asked) => run_ensemble(asked, page, interrupted),
        Action::Compare(asked) => compare_scenarios(asked, page, interrupted),
        Action::Check(asked) => check_model(asked, page),
        Action::Test(asked) => test_model(asked, page, interrupted),
        Action::Claims(asked) => hold_claims(asked, page, interrupted),
        Action::Calibrate(asked) => calibrate_model(asked, page, interrupted),
        Action::Backtest(asked) => backtest_model(asked, page, interrupted),
        Action::Fit(asked) => fit_laws(asked, page, interrupted),
        Action::Explain(asked) => explain_name(asked, page),
        Action::Serve(asked) => serve::run(asked, page, interrupted),
        Action::Docs(asked) => write_pages(asked, page),
        Action::Fmt(asked) => format_files(asked, page),
        Action::New(asked) => {
            let path = new_model(Path::new("."), &asked.name)?;
            let path = path
                .strip_prefix(".")
                .unwrap_or(&path)
                .display()
                .to_string();
            print(&[page.say("term-new", &[("path", &path)])])?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Does long work under a progress bar, which is gone before anything is printed.
fn watched<T>(
    page: &Page,
    interrupted: &AtomicBool,
    work: impl FnOnce(&mut Control) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut bar = Bar::new(page);
    let mut progress = |now| bar.show(now);
    work(&mut Control {
        progress: &mut progress,
        cancel: interrupted,
    })
}

/// Prints what came of a request, as JSON or for people; else what is wrong with the model.
fn tell<T>(
    found: Result<T, Diagnosed>,
    (page, is_json): (&Page, bool),
    warnings: impl Fn(&T) -> &Diagnosed,
    lines: impl Fn(&Page, &T) -> Vec<String>,
    json: impl Fn(&T) -> Result<(), Error>,
) -> Result<ExitCode, Error> {
    match found {
        Ok(found) => {
            warn(warnings(&found), page);
            match is_json {
                true => json(&found)?,
                false => print(&lines(page, &found))?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(wrong) => refuse(&wrong, page, is_json),
    }
}

/// The ensemble that is asked for; it is written to the folder where no other is named.
fn ensemble(
    (model, overrides): (ModelRef, Overrides),
    asked: &DrawsArguments,
    page: &Page,
    folder: PathBuf,
) -> EnsembleRequest {
    EnsembleRequest {
        model,
        overrides,
        draws: asked.draws,
        seed: asked.seed,
        belief: asked.belief.belief(),
        out: Some(asked.out.clone().unwrap_or(folder)),
        threads: asked.threads,
        lang: page.lang,
    }
}

fn run_ensemble(
    asked: &arguments::Run,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let EnsembleArguments { model, draws } = &asked.ensemble;
    let model = (self::model(model), overrides(model));
    let scenarios: Vec<&str> = model.1.scenario.iter().map(String::as_str).collect();
    let folder = result_folder(&model.0, FolderKind::Run, &scenarios, &changes(&model.1));
    let request = RunRequest {
        ensemble: ensemble(model, draws, page, folder),
        claims: asked.claims,
        recorded: Recorded {
            trajectories: asked.trajectories,
            central: asked.central,
            every: asked.every,
            only: asked.only.clone(),
        },
    };
    let found = watched(page, interrupted, |control| run_model(&request, control))?;
    if let Ok(result) = &found {
        notices(&result.notices, page);
    }
    let how = (page, draws.json);
    tell(found, how, |run| &run.warnings, show::run, print_json)
}

fn compare_scenarios(
    asked: &arguments::Compare,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let model = ModelRef::at(asked.model.as_deref());
    let scenarios: Vec<&str> = asked.scenarios.iter().map(String::as_str).collect();
    let overrides = Overrides {
        scenario: None,
        assumptions: asked.assume.clone(),
        interventions: asked.intervene.clone(),
    };
    let changed = changes(&overrides);
    let folder = result_folder(&model, FolderKind::Compare, &scenarios, &changed);
    let request = CompareRequest {
        ensemble: ensemble((model, overrides), &asked.draws, page, folder),
        scenarios: asked.scenarios.clone(),
    };
    let found = watched(page, interrupted, |control| compare(&request, control))?;
    if let Ok(result) = &found {
        notices(&result.notices, page);
    }
    let how = (page, asked.draws.json);
    tell(
        found,
        how,
        |one| &one.warnings,
        compare_shown::lines,
        |one| print_json(&one.envelope()),
    )
}

fn check_model(asked: &arguments::Check, page: &Page) -> Result<ExitCode, Error> {
    let model = model(&asked.model);
    let checked = check(&model)?;
    let found = checked.diagnosed();
    if found.errors() > 0 {
        return refuse(found, page, asked.json);
    }
    let overrides = overrides(&asked.model);
    let stage = match asked.emit {
        Some(EmitArgument::Tree) => Emit::Tree,
        Some(EmitArgument::Units) => Emit::Units,
        Some(EmitArgument::Ir) => Emit::Ir,
        Some(EmitArgument::Graph) => Emit::Graph,
        Some(EmitArgument::Catalogue) => Emit::Catalogue,
        None => {
            if overrides != Overrides::default()
                && let Err(wrong) = emit(&checked, Emit::Ir, &overrides)
            {
                return refuse(&wrong, page, asked.json);
            }
            if asked.json {
                print_json(&found.rows(page.lang))?;
            } else {
                warn(found, page);
                print(&[summary(found, &model, page)])?;
            }
            return Ok(ExitCode::SUCCESS);
        }
    };
    match emit(&checked, stage, &overrides) {
        Ok(text) => print(
            &text
                .trim_end()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )?,
        Err(wrong) => return refuse(&wrong, page, asked.json),
    }
    Ok(ExitCode::SUCCESS)
}

fn test_model(
    asked: &arguments::Test,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let outcome = match test(&ModelRef::at(asked.model.as_deref()), interrupted)? {
        Ok(outcome) => outcome,
        Err(wrong) => return refuse(&wrong, page, asked.json),
    };
    if asked.json {
        print_json(&outcome)?;
    } else {
        warn(&outcome.warnings, page);
        print(&tests_shown::lines(page, &outcome))?;
    }
    Ok(if outcome.failed() > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn calibrate_model(
    asked: &arguments::Calibrate,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let model = ModelRef::find(asked.model.as_deref());
    let scenarios: Vec<&str> = asked.scenario.iter().map(String::as_str).collect();
    let changed: Vec<&str> = asked.assume.iter().map(String::as_str).collect();
    let folder = result_folder(&model, FolderKind::Calibrate, &scenarios, &changed);
    let request = CalibrateRequest {
        out: Some(asked.out.clone().unwrap_or(folder)),
        model,
        overrides: Overrides {
            scenario: asked.scenario.clone(),
            assumptions: asked.assume.clone(),
            interventions: Vec::new(),
        },
        sampler: match asked.sampler {
            SamplerArgument::Smc => Sampler::Smc,
            SamplerArgument::Nuts => Sampler::Nuts,
        },
        particles: asked.particles,
        rows: asked.rows,
        seed: asked.seed,
        until: asked.until,
        threads: asked.threads,
        lang: page.lang,
    };
    let found = watched(page, interrupted, |control| calibrate(&request, control))?;
    let how = (page, asked.json);
    let lines = calibrate_shown::lines;
    tell(found, how, |one| &one.warnings, lines, print_json)
}

fn backtest_model(
    asked: &arguments::Backtest,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let model = ModelRef::at(asked.model.as_deref());
    let folder = result_folder(&model, FolderKind::Backtest, &[], &[]);
    let request = BacktestRequest {
        out: Some(asked.out.clone().unwrap_or(folder)),
        model,
        origins: asked.origins.clone(),
        particles: asked.particles,
        draws: asked.draws,
        seed: asked.seed,
        threads: asked.threads,
        write: asked.write.clone(),
        lang: page.lang,
    };
    let found = watched(page, interrupted, |control| backtest(&request, control))?;
    let how = (page, asked.json);
    let lines = backtest_shown::lines;
    tell(found, how, |one| &one.warnings, lines, print_json)
}

fn fit_laws(
    asked: &arguments::Fit,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let mut fitted = Vec::new();
    for law in &asked.laws {
        let law = ModelRef::law(law);
        let request = FitRequest {
            runs: asked.data.clone().map(|path| RunTable {
                path,
                columns: asked.map.clone(),
                conditions: asked.conditions.clone(),
            }),
            assumptions: asked.assume.clone(),
            loss: match asked.loss {
                LossArgument::Huber => Loss::Huber { delta: asked.delta },
                LossArgument::Squares => Loss::Squares,
                LossArgument::Student => Loss::StudentT { dof: asked.dof },
            },
            starts: asked.starts,
            replicates: asked.bootstrap,
            seed: asked.seed,
            by: asked.by.clone(),
            held_out: asked.hold_out / 100.0,
            threads: asked.threads,
            // Laws that are compared each have a folder of their own.
            out: asked.out.as_ref().map(|out| match asked.laws.len() {
                1 => out.clone(),
                _ => out.join(law.name()),
            }),
            lang: page.lang,
            law,
        };
        let found = watched(page, interrupted, |control| fit(&request, control))?;
        match found {
            Ok(result) => {
                warn(&result.warnings, page);
                fitted.push(result);
            }
            Err(wrong) => return refuse(&wrong, page, asked.json),
        }
    }
    match &fitted[..] {
        [one] if asked.json => print_json(one)?,
        all if asked.json => print_json(&all)?,
        [one] => print(&fit_shown::lines(page, one))?,
        all => print(&fit_shown::comparison(page, all))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write_pages(asked: &arguments::Docs, page: &Page) -> Result<ExitCode, Error> {
    let model = ModelRef::at(asked.model.as_deref());
    let files = match docs(&model)? {
        Ok(files) => files,
        Err(wrong) => return refuse(&wrong, page, false),
    };
    let folder = Path::new("docs").join(model.name());
    let folder = asked.out.as_ref().unwrap_or(&folder);
    write_docs(folder, &files)?;
    let path = folder.join("README.md").display().to_string();
    let count = files.len().to_string();
    let args = [("path", path.as_str()), ("count", &count)];
    print(&[page.say("term-docs", &args)])?;
    Ok(ExitCode::SUCCESS)
}

fn hold_claims(
    asked: &EnsembleArguments,
    page: &Page,
    interrupted: &AtomicBool,
) -> Result<ExitCode, Error> {
    let model = (model(&asked.model), overrides(&asked.model));
    let scenarios: Vec<&str> = model.1.scenario.iter().map(String::as_str).collect();
    let folder = result_folder(&model.0, FolderKind::Claims, &scenarios, &changes(&model.1));
    let request = ensemble(model, &asked.draws, page, folder);
    let found = watched(page, interrupted, |control| claims(&request, control))?;
    if let Ok(held) = &found {
        notices(&held.notices, page);
    }
    let how = (page, asked.draws.json);
    tell(
        found,
        how,
        |one| &one.warnings,
        claims_shown::lines,
        |one| print_json(&one.envelope()),
    )
}

/// Says what is to be said of where draws started, each once.
fn notices(all: &[Notice], page: &Page) {
    let mut said = Vec::new();
    for notice in all {
        let words = match notice {
            Notice::Unkept(reason) => {
                page.say("term-unkept", &[("reason", &reason.text(page.lang))])
            }
            Notice::Stale => page.say("term-stale", &[]),
        };
        if !said.contains(&words) {
            complain(&page.faint(&words));
            said.push(words);
        }
    }
}

fn explain_name(asked: &arguments::Explain, page: &Page) -> Result<ExitCode, Error> {
    let model = ModelRef::at(asked.model.as_deref());
    let last = |names: &[String]| last_run(Path::new("runs"), names);
    let found = match tenfold_session::explain(&model, &asked.name, last)? {
        Ok(found) => found,
        Err(wrong) => return refuse(&wrong, page, asked.json),
    };
    if asked.json {
        print_json(&found)?;
    } else {
        print(&explain::lines(page, &asked.name, &found))?;
    }
    let unknown = matches!(found, Explanation::Unknown { .. });
    Ok(if unknown {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn format_files(asked: &arguments::Fmt, page: &Page) -> Result<ExitCode, Error> {
    let mut files = Vec::new();
    for path in &asked.paths {
        files.extend(model_files(path)?);
    }
    let (mut changed, mut refused) = (0, false);
    for path in &files {
        let formatted = format(path, !asked.check)?;
        if let Some(wrong) = &formatted.refused {
            refuse(wrong, page, false)?;
            refused = true;
        } else if formatted.changed {
            changed += 1;
            if asked.check {
                let path = path.display().to_string();
                print(&[page.say("term-unformatted", &[("path", &path)])])?;
            }
        }
    }
    let key = if asked.check {
        "cli-unformatted"
    } else {
        "term-formatted"
    };
    print(&[page.say(key, &[("count", &changed.to_string())])])?;
    let failed = refused || (asked.check && changed > 0);
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn overrides(asked: &ModelArguments) -> Overrides {
    Overrides {
        scenario: asked.scenario.clone(),
        assumptions: asked.assume.clone(),
        interventions: asked.intervene.clone(),
    }
}

/// What a world is changed by from outside.
fn changes(overrides: &Overrides) -> Vec<&str> {
    let all = overrides.assumptions.iter().chain(&overrides.interventions);
    all.map(String::as_str).collect()
}

fn model(asked: &ModelArguments) -> ModelRef {
    ModelRef::at(asked.model.as_deref())
}

/// Shows what is wrong with a model: as JSON on standard output, or as a page on standard error.
fn refuse(wrong: &Diagnosed, page: &Page, json: bool) -> Result<ExitCode, Error> {
    if json {
        print_json(&wrong.rows(page.lang))?;
    } else {
        warn(wrong, page);
        complain(&page.bad(&counts(wrong, page)));
    }
    Ok(ExitCode::FAILURE)
}

fn warn(found: &Diagnosed, page: &Page) {
    let shown = found.render(&page.diagnostics());
    shown.lines().for_each(complain);
}

fn summary(found: &Diagnosed, model: &ModelRef, page: &Page) -> String {
    let clean = page.good(&page.say("term-check-clean", &[("model", &model.name())]));
    match found.warnings() {
        0 => clean,
        _ => format!("{clean} · {}", counts(found, page)),
    }
}

/// `2 errors, 1 warning`, without what there is none of.
fn counts(found: &Diagnosed, page: &Page) -> String {
    let some = [
        ("term-check-errors", "errors", found.errors()),
        ("term-check-warnings", "warnings", found.warnings()),
    ];
    let parts = some.into_iter().filter(|(_, _, count)| *count > 0);
    let parts = parts.map(|(key, name, count)| page.say(key, &[(name, &count.to_string())]));
    parts.collect::<Vec<_>>().join(", ")
}
