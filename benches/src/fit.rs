//! A law fitted with many bootstrap replicates, against scipy on the same runs; its posterior by both samplers.

use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tenfold_session::{
    CalibrateRequest, Control, FitRequest, Lang, Loss, ModelRef, Overrides, Sampler, calibrate, fit,
};

/// Replicates that are asked of Tenfold, and fewer of scipy, whose time is in proportion.
const REPLICATES: u64 = 4_000;
const REPLICATES_SCIPY: u64 = 200;
/// Times that each is measured; the shortest counts.
const TIMES: usize = 3;
/// Two descents that end by their own tolerances at the same minimum.
const AGREE: f64 = 1e-4;

/// What both took for [`REPLICATES`].
pub struct Fitted {
    /// Runs fitted to.
    pub rows: usize,
    pub replicates: u64,
    pub tenfold: Duration,
    /// The version and the time; none where `python3` has no scipy.
    pub scipy: Option<(String, Duration)>,
}

/// A posterior: how long it took, and what it is worth.
pub struct Sampled {
    /// As `--sampler` names it.
    pub sampler: String,
    pub took: Duration,
    pub draws: usize,
    pub effective: f64,
    /// The greatest over parameters.
    pub r_hat: f64,
}

/// The law's posterior by each sampler; no file is written.
pub fn posteriors() -> Result<Vec<Sampled>, String> {
    let both = [Sampler::Smc, Sampler::Nuts].into_iter();
    both.map(|sampler| posterior(ModelRef::law("chinchilla"), sampler, 4_096))
        .collect()
}

/// A model's posterior; no file is written.
pub fn posterior(model: ModelRef, sampler: Sampler, particles: usize) -> Result<Sampled, String> {
    let request = CalibrateRequest {
        model,
        overrides: Overrides::default(),
        sampler,
        particles,
        rows: None,
        seed: 1,
        until: None,
        threads: None,
        out: None,
        lang: Lang::En,
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let start = Instant::now();
    let found = calibrate(&request, &mut control).map_err(|error| error.to_string())?;
    let found = found.map_err(|_| "the built-in model has mistakes")?;
    Ok(Sampled {
        took: start.elapsed(),
        draws: found.particles,
        effective: found.effective,
        r_hat: found.params.iter().map(|row| row.r_hat).fold(1.0, f64::max),
        sampler: found.sampler,
    })
}

/// Measures both; an error if they find different minima.
pub fn measure() -> Result<Fitted, String> {
    let request = FitRequest {
        law: ModelRef::law("chinchilla"),
        runs: None,
        assumptions: Vec::new(),
        loss: Loss::Huber { delta: 1e-3 },
        starts: 1,
        replicates: REPLICATES,
        seed: 1,
        by: None,
        held_out: 0.2,
        threads: None,
        out: None,
        lang: Lang::En,
    };
    let mut best = Duration::MAX;
    let mut result = None;
    for _ in 0..TIMES {
        let start = Instant::now();
        let mut control = Control {
            progress: &mut |_| {},
            cancel: &AtomicBool::new(false),
        };
        let found = fit(&request, &mut control).map_err(|error| error.to_string())?;
        best = best.min(start.elapsed());
        result = Some(found.map_err(|_| "the built-in law has mistakes")?);
    }
    let result = result.expect("it was fitted at least once");
    let estimate = |name: &str| {
        let found = result.estimates.iter().find(|row| row.name == name);
        found.map_or(f64::NAN, |row| row.value)
    };
    let answers: Vec<Value> = (0..TIMES).map_while(|_| scipy()).collect();
    for answer in &answers {
        for (name, own) in [("alpha", estimate("alpha")), ("beta", estimate("beta"))] {
            let other = answer[name].as_f64().unwrap_or(f64::NAN);
            if (own - other).abs() > AGREE {
                return Err(format!("{name} is {own} by Tenfold, {other} by scipy"));
            }
        }
    }
    let seconds = answers
        .iter()
        .filter_map(|answer| answer["seconds"].as_f64());
    let share = REPLICATES as f64 / REPLICATES_SCIPY as f64;
    let version = answers.first().and_then(|answer| answer["scipy"].as_str());
    Ok(Fitted {
        rows: result.rows,
        replicates: REPLICATES,
        tenfold: best,
        scipy: version.map(|version| {
            let least = seconds.fold(f64::INFINITY, f64::min);
            (version.to_owned(), Duration::from_secs_f64(least * share))
        }),
    })
}

fn scipy() -> Option<Value> {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("python3")
        .arg(benches.join("scipy_fit.py"))
        .arg(benches.join("../models/laws/data/language_runs.csv"))
        .arg(REPLICATES_SCIPY.to_string())
        .output()
        .ok()?;
    serde_json::from_slice(&output.stdout).ok()
}
