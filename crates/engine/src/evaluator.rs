//! A program at given points, many side by side: what an optimiser or a sampler asks for.

use crate::kernel::{Kernel, LANES};
use crate::lanes::{self, Lanes};
use crate::path::Path;
use crate::philox::{Key, Part};
use crate::trajectory::{Block, Keys};

/// Trajectories of points that are given: `L` of them, a point a lane.
pub struct Points<'k, const L: usize> {
    block: Block<'k, L>,
}

/// As many points as are cheapest side by side.
pub type Evaluator<'k> = Points<'k, LANES>;

impl<'k, const L: usize> Points<'k, L> {
    /// Points that are evaluated together.
    pub const LANES: usize = L;

    /// For points that are values of the parameters; what happens by chance does not.
    pub fn new(kernel: &'k Kernel) -> Self {
        let block = Block::new(kernel, None);
        Points { block }
    }

    /// For points that are normal scores of the parameters, with the chance of draws under a seed.
    pub fn scored(kernel: &'k Kernel, seed: u64) -> Self {
        let block = Block::new(kernel, Some(Keys::new(kernel, seed)));
        Points { block }
    }

    /// Gives a parameter, by its place in the program, its value in a lane. It keeps the value
    /// until it is given another; before the first it is 0.
    pub fn set(&mut self, param: usize, lane: usize, value: f64) {
        self.block.set_param(param, lane, value);
    }

    /// Gives a parameter its values in all lanes.
    pub fn set_all(&mut self, param: usize, values: &[f64; L]) {
        self.block.set_params(param, values);
    }

    /// Gives a parameter the independent normal score that its value is drawn from.
    pub fn set_score(&mut self, param: usize, lane: usize, score: f64) {
        self.block.set_score(param, lane, score);
    }

    /// Gives it its scores in all lanes.
    pub fn set_scores(&mut self, param: usize, scores: &[f64; L]) {
        self.block.set_scores(param, scores);
    }

    /// Names the draw whose noises and events a lane has.
    pub fn set_draw(&mut self, lane: usize, draw: u64) {
        self.block.set_draw(lane, draw);
    }

    /// Gives a noise, by its place in the program, the normal scores that its values at the first steps
    /// follow from, in place of the draws'.
    pub fn set_noises(&mut self, noise: usize, scores: &[[f64; L]]) {
        self.block.set_noises(noise, scores);
    }

    /// Computes all records in all lanes at the first step.
    pub fn evaluate(&mut self) {
        self.block.start_given();
        self.block.run_to(0, true);
    }

    /// Computes what follows from the parameters that do not vary ([`Kernel::compile_varying`]).
    pub fn start_given(&mut self) {
        self.block.start_given();
    }

    /// Begins the trajectories of the scores, before their first step.
    pub fn start_scored(&mut self) {
        self.block.start_scored();
    }

    /// Runs on to a step, and computes all records there, whatever they come to. At the first step it
    /// may be asked again, for other values of parameters that vary.
    pub fn look_at(&mut self, step: u32) {
        self.block.look_at(step);
    }

    /// A record's value in a lane, by its place among the recorded ones, as last computed.
    pub fn value(&self, record: usize, lane: usize) -> f64 {
        match self.block.recorded(record) {
            Ok(values) => values.0[lane],
            Err(shared) => shared,
        }
    }

    /// Copies a record's values in all lanes, by its place among the recorded ones, as last computed.
    pub fn copy_values(&self, record: usize, to: &mut [f64; L]) {
        match self.block.recorded(record) {
            Ok(values) => *to = values.0,
            Err(shared) => *to = [shared; L],
        }
    }

    /// Adds those that are finite.
    pub fn add_finite(&self, record: usize, to: &mut [f64; L]) {
        self.block.add_finite(record, to);
    }

    /// A parameter's value in a lane.
    pub fn param(&self, param: usize, lane: usize) -> f64 {
        self.block.param(param).0[lane]
    }

    /// Whether a lane's values are numbers so far.
    pub fn is_alive(&self, lane: usize) -> bool {
        self.block.is_alive(lane)
    }
}

/// Adds the products of a matrix and rows of lanes to as many sums: `weights` has for each row in turn
/// one for each sum. The same bits on every machine.
pub fn add_products<const L: usize>(weights: &[f64], rows: &[[f64; L]], sums: &mut [[f64; L]]) {
    assert_eq!(
        weights.len(),
        rows.len() * sums.len(),
        "a weight for each row and sum"
    );
    lanes::add_products(Path::detect(), weights, rows, sums);
}

/// The standard normal scores of a key at a step, for the draws from the first on.
pub fn normal_scores(kernel: &Kernel, key: Key, first_draw: u64, step: u32) -> [f64; LANES] {
    let draws = std::array::from_fn(|lane| first_draw.wrapping_add(lane as u64));
    let mut scores = Lanes([0.0; LANES]);
    lanes::normal_scores(kernel.path, key, &draws, step, Part::Value, &mut scores);
    scores.0
}
