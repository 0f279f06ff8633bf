//! numpy as a contender: one worker process or several, started once, asked again and again, so
//! that starting Python and loading numpy are not measured.

use super::{Contender, Ensemble, Fixed, PROBABILITIES};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SCRIPT: &str = include_str!("../../numpy_reference.py");

/// Processes that share an ensemble.
pub struct Numpy {
    version: String,
    workers: Vec<Worker>,
}

struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Numpy {
    /// So many processes; none where the `python3` on the path has no numpy.
    pub fn start(processes: usize) -> Option<Numpy> {
        let mut workers = Vec::new();
        let mut version = String::new();
        for _ in 0..processes {
            let mut worker = Worker::start()?;
            version = worker.answer()?["numpy"].as_str()?.to_string();
            workers.push(worker);
        }
        Some(Numpy { version, workers })
    }
}

impl Worker {
    fn start() -> Option<Worker> {
        let mut child = Command::new("python3")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (requests, answers) = (child.stdin.take()?, child.stdout.take()?);
        Some(Worker {
            child,
            requests,
            answers: BufReader::new(answers),
        })
    }

    fn ask(&mut self, request: &str) {
        let asked = writeln!(self.requests, "{request}").and_then(|()| self.requests.flush());
        asked.expect("the numpy worker is there to be asked");
    }

    /// None where the worker ended without a word.
    fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended already; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

impl Contender for Numpy {
    fn name(&self) -> String {
        match self.workers.len() {
            1 => format!("numpy {}, one process", self.version),
            processes => format!("numpy {}, {processes} processes", self.version),
        }
    }

    fn fixed(&mut self) -> Fixed {
        self.workers[0].ask("fixed");
        let answer = self.workers[0].answer().expect("the numpy worker answers");
        Fixed {
            finals: [0, 1, 2].map(|stock| number(&answer["final"][stock])),
            crossing: number(&answer["crossing"]) as usize,
        }
    }

    /// Each process draws its share under a seed of its own; the quantiles are the first one's.
    fn run(&mut self, seed: u64, draws: u64) -> Ensemble {
        let processes = self.workers.len() as u64;
        for (worker, number) in self.workers.iter_mut().zip(0..) {
            let share = draws / processes + u64::from(number < draws % processes);
            worker.ask(&format!("run {} {share}", seed + number));
        }
        let answers: Vec<Value> = self
            .workers
            .iter_mut()
            .map(|worker| worker.answer().expect("the numpy worker answers"))
            .collect();
        let quantile = |stock, at| number(&answers[0]["quantiles"][stock][at]);
        Ensemble {
            quantiles: [0, 1, 2].map(|stock| {
                std::array::from_fn::<_, { PROBABILITIES.len() }, _>(|at| quantile(stock, at))
            }),
            quantile_error: 0.0,
            crossed: number(&answers[0]["crossed"]),
        }
    }
}
