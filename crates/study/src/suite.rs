//! Runs every `test` of a model: each assertion becomes a milestone on its opposite.
//!
//! Knows how a test's ensemble is run and its failures are told; what an assertion says is in
//! the program.

use crate::control::Control;
use crate::culprit::culprit;
use crate::ensemble::{Ensemble, row_bytes};
use crate::error::Error;
use crate::error::diverged::DivergenceRow;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, Ordering};
use tenfold_engine::{Collector, Divergence, Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_ir::{
    Assertion, Binary, Column, Dimension, Milestone, Node, NodeId, Program, Unary, Unit, When,
};
use tenfold_lang::{Model, ModelTest};
use tenfold_model::check::check;
use tenfold_model::diagnosed::Diagnosed;
use tenfold_model::reference::ModelRef;
use tenfold_model::sources::Sources;

/// The seed of every `test … draws N`: a test says the same each time it runs.
pub const TEST_SEED: u64 = 1;

/// Runs the tests of a model's root, then those of each module it uses, which stands alone
/// on its own defaults for that.
pub fn test(model: &ModelRef, cancel: &AtomicBool) -> Result<Result<TestRun, Diagnosed>, Error> {
    let checked = check(model)?;
    let root = match checked.sound() {
        Ok(root) => root,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut tests = Vec::new();
    if let Err(wrong) = run_all(root, &checked.diagnosed, cancel, &mut tests)? {
        return Ok(Err(wrong));
    }
    for module in root.modules().iter().skip(1) {
        let Some(part) = checked.part(&module.name) else {
            continue;
        };
        let ran = match part.sound() {
            Ok(alone) => run_all(alone, &part.diagnosed, cancel, &mut tests)?,
            Err(wrong) => Err(wrong),
        };
        if let Err(wrong) = ran {
            return Ok(Err(wrong));
        }
    }
    Ok(Ok(TestRun {
        tests,
        warnings: checked.diagnosed,
    }))
}

fn run_all(
    model: &Model,
    diagnosed: &Diagnosed,
    cancel: &AtomicBool,
    out: &mut Vec<TestOutcome>,
) -> Result<Result<(), Diagnosed>, Error> {
    for (at, test) in model.tests().iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        let program = match model.test_program(at) {
            Ok(program) => program,
            Err(diagnostics) => {
                return Ok(Err(Diagnosed {
                    sources: diagnosed.sources.clone(),
                    diagnostics,
                }));
            }
        };
        let trial = TestProgram::new(program, test.draws);
        out.push(trial.run(test, &diagnosed.sources, cancel)?);
    }
    Ok(Ok(()))
}

/// The program of a test with a milestone for each assertion, which is reached when it fails.
struct TestProgram {
    program: Program,
    /// Position of the first assertion's milestone.
    first: usize,
    draws: Option<u64>,
}

impl TestProgram {
    fn new(mut program: Program, draws: Option<u64>) -> TestProgram {
        let first = program.milestones.len();
        for (nth, assertion) in program.assertions.clone().iter().enumerate() {
            let when = fails(&mut program, assertion);
            program.milestones.push(Milestone {
                name: format!("assert {nth}"),
                when,
            });
        }
        TestProgram {
            program,
            first,
            draws,
        }
    }

    fn run(
        &self,
        test: &ModelTest,
        sources: &Sources,
        cancel: &AtomicBool,
    ) -> Result<TestOutcome, Error> {
        let kernel = Kernel::compile(&self.program, &[])?;
        let mut found = Found::new(self.program.assertions.len());
        match self.draws {
            None => found.add(self, &central(&kernel)?.rows),
            Some(draws) => {
                let ensemble = Ensemble {
                    kernel: &kernel,
                    recorded: &[],
                    draws: draws.max(1),
                    sampling: Sampling::Random { seed: TEST_SEED },
                    draw_bytes: row_bytes(&self.program, 0),
                    pool: None,
                };
                let mut control = Control {
                    progress: &mut |_| {},
                    cancel,
                };
                ensemble.run(&mut control, |rows| {
                    found.add(self, rows);
                    Ok(())
                })?;
            }
        }
        let mut failures = Vec::new();
        for (nth, failed) in found.assertions.iter().enumerate() {
            if let Some((draw, step)) = failed.first {
                failures.push(self.failure(sources, nth, draw, step, failed.draws)?);
            }
        }
        Ok(TestOutcome {
            module: test.module.clone(),
            title: test.title.clone(),
            draws: self.draws,
            assertions: self.program.assertions.len(),
            failures,
            diverged: found.diverged.map(|one| self.diverged(one)).transpose()?,
        })
    }

    /// What broke first in a draw that diverged.
    fn diverged(&self, one: (u64, Divergence)) -> Result<DivergenceRow, Error> {
        culprit(&self.program, &self.sampling(), one)
    }

    fn sampling(&self) -> Sampling {
        match self.draws {
            None => Sampling::Central,
            Some(_) => Sampling::Random { seed: TEST_SEED },
        }
    }

    fn failure(
        &self,
        sources: &Sources,
        nth: usize,
        draw: u64,
        step: u32,
        draws_failed: u64,
    ) -> Result<Failure, Error> {
        let assertion = &self.program.assertions[nth];
        let (file, line, column) = sources.place(assertion.span);
        let mut asked = vec![assertion.condition];
        if let Some((left, right, _)) = &assertion.sides {
            asked.extend([*left, *right]);
        }
        let found = self.values_at(&asked, draw, step)?;
        let (sides, unit) = match &assertion.sides {
            Some((_, _, unit)) => {
                let sides = (found[1] / unit.factor, found[2] / unit.factor);
                (Some(sides), unit.text.clone())
            }
            None => (None, Unit::pure().text),
        };
        Ok(Failure {
            assertion: assertion.text.clone(),
            file,
            line,
            column,
            time: (self.program.time.steps > 0).then(|| self.program.time.at(step)),
            draw: self.draws.map(|_| draw),
            draws_failed,
            is_undefined: found[0].is_nan(),
            sides,
            unit,
        })
    }

    /// Values in one draw at one step, in base units: that draw is run again.
    fn values_at(&self, asked: &[NodeId], draw: u64, step: u32) -> Result<Vec<f64>, Error> {
        let when = When::At(step);
        let asked = Program {
            columns: (asked.iter()).map(|&node| Column { node, when }).collect(),
            ..self.program.clone()
        };
        let found = Collector::new(&asked)?.one(&self.sampling(), draw);
        Ok(found.columns.iter().map(|column| column[0]).collect())
    }
}

fn central(kernel: &Kernel) -> Result<tenfold_engine::Chunk, Error> {
    let spec = RunSpec {
        sampling: Sampling::Central,
        draws: 0..1,
        recorded: Recorded::At(Vec::new()),
        trajectories: false,
    };
    Ok(run(kernel, &spec)?)
}

/// Adds the nodes that hold where an assertion does not or is undefined, at its time if it has one. What is
/// chosen jumps, so that it fails at a time of the grid.
fn fails(program: &mut Program, assertion: &Assertion) -> NodeId {
    let mut add = |node: Node| {
        program.nodes.push(node);
        program.dimensions.push(Dimension::pure());
        NodeId(u32::try_from(program.nodes.len() - 1).expect("nodes are counted in 32 bits"))
    };
    let condition = assertion.condition;
    let (yes, no) = (add(Node::Const(1.0)), add(Node::Const(0.0)));
    let broken = add(Node::Select(condition, no, yes));
    let undefined = add(Node::Unary(Unary::Undefined, condition));
    let broken = add(Node::Select(undefined, yes, broken));
    let Some(at) = assertion.at.filter(|_| program.time.steps > 0) else {
        return broken;
    };
    let time = program.time;
    let step = ((at - time.start) / time.dt)
        .round()
        .clamp(0.0, f64::from(time.steps));
    let when = time.at(step as u32);
    // A time of the grid is within half a step of one alone.
    let now = add(Node::Time);
    let when = add(Node::Const(when));
    let distance = add(Node::Binary(Binary::Sub, now, when));
    let distance = add(Node::Unary(Unary::Abs, distance));
    let near = add(Node::Const(time.dt / 2.0));
    let is_now = add(Node::Binary(Binary::Lt, distance, near));
    let broken_now = add(Node::Binary(Binary::And, is_now, broken));
    add(Node::Select(broken_now, yes, no))
}

/// How one assertion fared.
#[derive(Clone, Default)]
struct Fared {
    /// The first draw in which it fails, and the first step there.
    first: Option<(u64, u32)>,
    draws: u64,
}

/// What a test's draws have shown.
struct Found {
    assertions: Vec<Fared>,
    diverged: Option<(u64, Divergence)>,
}

impl Found {
    fn new(assertions: usize) -> Found {
        Found {
            assertions: vec![Fared::default(); assertions],
            diverged: None,
        }
    }

    /// Takes in a portion; portions come in the order of draws.
    fn add(&mut self, trial: &TestProgram, rows: &tenfold_engine::Rows) {
        let draws = &rows.draws;
        let milestones = draws.milestones.iter().skip(trial.first);
        let time = trial.program.time;
        for (fared, dates) in self.assertions.iter_mut().zip(milestones) {
            for (row, date) in dates.iter().enumerate() {
                if date.is_finite() {
                    let step = ((date - time.start) / time.dt).round() as u32;
                    fared.draws += 1;
                    fared
                        .first
                        .get_or_insert((draws.first_draw + row as u64, step));
                }
            }
        }
        if self.diverged.is_none()
            && let Some((row, divergence)) = first_some(&draws.diverged)
        {
            self.diverged = Some((draws.first_draw + row as u64, divergence));
        }
    }
}

/// The first row that holds something, with its position.
fn first_some<T: Copy>(rows: &[Option<T>]) -> Option<(usize, T)> {
    rows.iter()
        .enumerate()
        .find_map(|(row, found)| Some((row, (*found)?)))
}

/// Every `test` of a model, in the order of the text.
#[derive(Clone, Debug, Serialize)]
pub struct TestRun {
    /// One for each.
    pub tests: Vec<TestOutcome>,
    /// Warnings about the model.
    #[serde(skip)]
    pub warnings: Diagnosed,
}

impl TestRun {
    /// How many failed.
    pub fn failed(&self) -> usize {
        self.tests.iter().filter(|test| !test.passed()).count()
    }
}

/// One `test`, run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TestOutcome {
    /// The module it stands in.
    pub module: String,
    /// As the model writes it.
    pub title: String,
    /// Draws of the ensemble; none for the central trajectory.
    pub draws: Option<u64>,
    /// How many assertions it makes.
    pub assertions: usize,
    /// Those that do not hold.
    pub failures: Vec<Failure>,
    /// What broke in the first draw that diverged; fails the test.
    pub diverged: Option<DivergenceRow>,
}

impl TestOutcome {
    /// Whether every assertion holds and no draw diverged.
    pub fn passed(&self) -> bool {
        self.failures.is_empty() && self.diverged.is_none()
    }
}

/// An assertion that does not hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failure {
    /// The condition as the model writes it.
    pub assertion: String,
    /// The file it stands in.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The first time at which it does not hold, calendar years; none for a law.
    pub time: Option<f64>,
    /// The first draw in which it does not hold; none for the central trajectory.
    pub draw: Option<u64>,
    /// In how many draws it does not hold.
    pub draws_failed: u64,
    /// Whether it is undefined there, rather than false.
    pub is_undefined: bool,
    /// Left and right of the comparison, in `unit`, at that time in that draw.
    pub sides: Option<(f64, f64)>,
    /// Unit of both sides.
    pub unit: String,
}
