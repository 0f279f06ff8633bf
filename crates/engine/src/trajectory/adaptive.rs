//! The adaptive method: the embedded pair of Dormand and Prince (J. Comp. Appl. Math. 6, 1980), of fifth order
//! with an error of fourth, in as many sub-steps of each step as its tolerance asks for.
//!
//! Lanes choose theirs alone, so that none knows of another. The grid stays, with all that is held on it.

use super::Block;
use super::substeps::STAGES;
use crate::kernel::SIDE;
use crate::lanes::Lanes;
use tenfold_ir::math;

/// When stages are, in sub-steps.
const WHEN: [f64; STAGES] = [0.0, 0.2, 0.3, 0.8, 8.0 / 9.0, 1.0, 1.0];
/// The weights of slopes in the place of each further stage; the last place is where the sub-step leads.
const PLACES: [[f64; STAGES - 1]; STAGES - 1] = [
    [0.2, 0.0, 0.0, 0.0, 0.0, 0.0],
    [3.0 / 40.0, 9.0 / 40.0, 0.0, 0.0, 0.0, 0.0],
    [44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0, 0.0, 0.0, 0.0],
    [
        19372.0 / 6561.0,
        -25360.0 / 2187.0,
        64448.0 / 6561.0,
        -212.0 / 729.0,
        0.0,
        0.0,
    ],
    [
        9017.0 / 3168.0,
        -355.0 / 33.0,
        46732.0 / 5247.0,
        49.0 / 176.0,
        -5103.0 / 18656.0,
        0.0,
    ],
    [
        35.0 / 384.0,
        0.0,
        500.0 / 1113.0,
        125.0 / 192.0,
        -2187.0 / 6784.0,
        11.0 / 84.0,
    ],
];
/// The weights of slopes in the error.
const ERROR: [f64; STAGES] = [
    71.0 / 57600.0,
    0.0,
    -71.0 / 16695.0,
    71.0 / 1920.0,
    -17253.0 / 339_200.0,
    22.0 / 525.0,
    -1.0 / 40.0,
];
/// What a sub-step may err by, as a share of the largest size that a stock has had.
const TOLERANCE: f64 = 1e-9;
/// How much shorter or longer the next sub-step may be, and how careful its guess is.
const CHANGE: std::ops::RangeInclusive<f64> = 0.2..=5.0;
const CARE: f64 = 0.9;
/// A sub-step, as a share of its step, below which a lane has no solution.
const SHORTEST: f64 = 1e-13;
/// Sub-steps that are tried within a step before a lane is given up.
const TRIES: u32 = 1 << 12;

impl<const L: usize> Block<'_, L> {
    /// Moves the stocks over a step.
    pub(super) fn adaptive(&mut self, step: u32) {
        for (at, stock) in self.kernel.stocks.iter().enumerate() {
            let now = self.registers[stock.register as usize];
            let (start, _, largest) = &mut self.substeps.stocks[at];
            *start = now;
            for lane in 0..L {
                largest.0[lane] = math::max(largest.0[lane], now.0[lane].abs());
            }
        }
        // A lane that has diverged has no way to go.
        let mut passed = self.alive.0.map(|alive| 1.0 - alive);
        self.slopes_at(step, &passed, 0);
        let mut tries = 0;
        while passed.iter().any(|passed| *passed < 1.0) {
            tries += 1;
            let lengths = std::array::from_fn(|lane| {
                let left = 1.0 - passed[lane];
                let length = self.substeps.length[lane];
                // No crumb is left at the end of the step.
                if length * 1.01 < left { length } else { left }
            });
            self.try_substep(step, &passed, &lengths);
            self.settle(&mut passed, &lengths, tries == TRIES);
        }
        for (at, stock) in self.kernel.stocks.iter().enumerate() {
            let (now, ..) = self.substeps.stocks[at];
            self.registers[stock.register as usize] = now;
            for lane in 0..L {
                self.watch.0[lane] += now.0[lane] * 0.0;
            }
        }
    }

    /// Computes the slopes of a stage where the stocks' registers are, at each lane's own time.
    fn slopes_at(&mut self, step: u32, passed: &[f64; L], stage: usize) {
        let time = self.kernel.time;
        for (clock, side) in self.kernel.clocks.into_iter().zip([0.0, SIDE]) {
            if let Some(clock) = clock {
                let share = passed.map(|share| math::min(math::max(share, side), 1.0 - side));
                let times = share.map(|share| time.start + (f64::from(step) + share) * time.dt);
                self.registers[clock as usize] = Lanes(times);
            }
        }
        self.execute(&self.kernel.stage, step);
        for (at, stock) in self.kernel.stocks.iter().enumerate() {
            self.substeps.stocks[at].1[stage] = self.value(stock.flow_in_stage);
        }
    }

    /// Goes through the further stages of a sub-step in each lane, to its end.
    fn try_substep(&mut self, step: u32, passed: &[f64; L], lengths: &[f64; L]) {
        let dt = self.kernel.time.dt;
        for stage in 1..STAGES {
            for (at, stock) in self.kernel.stocks.iter().enumerate() {
                let (start, slopes, _) = &self.substeps.stocks[at];
                let place = std::array::from_fn(|lane| {
                    let weights = PLACES[stage - 1].iter().zip(slopes).take(stage);
                    let sum = weights.fold(0.0, |sum: f64, (by, slope)| sum + by * slope.0[lane]);
                    start.0[lane] + lengths[lane] * dt * sum
                });
                self.registers[stock.register as usize] = Lanes(place);
            }
            let then = std::array::from_fn(|lane| passed[lane] + WHEN[stage] * lengths[lane]);
            self.slopes_at(step, &then, stage);
        }
    }

    /// Takes the sub-steps that err by no more than is tolerated, and chooses the next ones' lengths.
    fn settle(&mut self, passed: &mut [f64; L], lengths: &[f64; L], is_last: bool) {
        let dt = self.kernel.time.dt;
        for lane in 0..L {
            if passed[lane] >= 1.0 {
                continue;
            }
            let length = lengths[lane];
            let mut worst = 0.0;
            for (at, stock) in self.kernel.stocks.iter().enumerate() {
                let (_, slopes, largest) = &self.substeps.stocks[at];
                let there = self.registers[stock.register as usize].0[lane];
                let terms = ERROR.iter().zip(slopes);
                let sum = terms.fold(0.0, |sum: f64, (by, slope)| sum + by * slope.0[lane]);
                let error = (length * dt * sum).abs();
                let scale = TOLERANCE * math::max(largest.0[lane], there.abs());
                // Without an error a stock may be 0; NaN stays, and is no sub-step.
                worst = math::max(worst, if error == 0.0 { 0.0 } else { error / scale });
            }
            let factor = if worst.is_nan() {
                *CHANGE.start()
            } else if worst == 0.0 {
                *CHANGE.end()
            } else {
                (CARE * math::power(worst, -0.2)).clamp(*CHANGE.start(), *CHANGE.end())
            };
            let next = &mut self.substeps.length[lane];
            if worst <= 1.0 {
                let whole = passed[lane] + length;
                passed[lane] = if length >= 1.0 - passed[lane] {
                    1.0
                } else {
                    whole
                };
                // What the end of the step cut short says nothing against longer ones.
                let is_cut = length < *next;
                *next = math::max(length * factor, if is_cut { *next } else { 0.0 });
                self.take(lane);
            } else {
                *next = length * factor;
                if *next < SHORTEST || is_last {
                    for (now, ..) in &mut self.substeps.stocks {
                        now.0[lane] = f64::NAN;
                    }
                    passed[lane] = 1.0;
                    *next = 1.0;
                }
            }
        }
    }

    /// Goes on in a lane from where its sub-step led.
    fn take(&mut self, lane: usize) {
        for (at, stock) in self.kernel.stocks.iter().enumerate() {
            let there = self.registers[stock.register as usize].0[lane];
            let (now, slopes, largest) = &mut self.substeps.stocks[at];
            now.0[lane] = there;
            slopes[0].0[lane] = slopes[STAGES - 1].0[lane];
            largest.0[lane] = math::max(largest.0[lane], there.abs());
        }
    }
}
