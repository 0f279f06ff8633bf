//! A program at given parameters, many points at once: what an optimiser asks for.

use crate::kernel::{Kernel, LANES};
use crate::trajectory::Block;

/// The values of a program without time at parameters that are given, not drawn: a point a lane.
pub struct Evaluator<'k> {
    block: Block<'k, LANES>,
}

impl<'k> Evaluator<'k> {
    /// Points that are evaluated together.
    pub const LANES: usize = LANES;

    /// # Panics
    /// If the program has steps in time.
    pub fn new(kernel: &'k Kernel) -> Self {
        assert_eq!(kernel.time.steps, 0, "only a law has values without time");
        Evaluator {
            block: Block::new(kernel, None),
        }
    }

    /// Gives a parameter, by its place in the program, its value in a lane. It keeps the value
    /// until it is given another; before the first it is 0.
    pub fn set(&mut self, param: usize, lane: usize, value: f64) {
        self.block.set_param(param, lane, value);
    }

    /// Computes all records in all lanes.
    pub fn evaluate(&mut self) {
        self.block.start_given();
        self.block.run_to(0, true);
    }

    /// A record's value in a lane, by its place among the recorded ones, as last computed.
    pub fn value(&self, record: usize, lane: usize) -> f64 {
        match self.block.recorded(record) {
            Ok(values) => values.0[lane],
            Err(shared) => shared,
        }
    }
}
