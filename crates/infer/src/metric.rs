//! In what measure particles move: so that one step is as long as another in every direction.
//!
//! Of parameters it is the covariance that their scores have; of noises, of which a record tells little
//! each, that of the prior. A posterior that bends is thinner at each place than its covariance says,
//! and its thinnest directions decide how short steps have to be. The slopes tell: their mean square in
//! a direction is the mean curvature. Where it is above what the covariance leads to expect, the measure
//! is the geometric mean of what the two say (as in Fisher divergence: Seyboldt, Carlson and Carpenter
//! 2024), in the few directions in which it matters most.

use rayon::prelude::*;
use tenfold_engine::{Evaluator, add_products};
use tenfold_ir::math;

/// Particles in a block.
const LANES: usize = Evaluator::LANES;

/// Directions in which slopes are looked at.
const DIRECTIONS: usize = 32;
/// Times that these are turned towards the steepest.
const TURNS: usize = 2;
/// Moves of which slopes are kept.
const MOVES_TOLD: usize = 8;
/// The share of a direction's square that is rounding.
const LEFT: f64 = 1e-16;
/// The least variance of a score that particles are taken to have.
const LEAST: f64 = 1e-6;

/// What particles passed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passed {
    /// Particle after particle.
    pub scores: Vec<f64>,
    /// The slopes of the log density there, of a block of particles after another score after score; 0
    /// in lanes without one.
    pub pulls: Vec<[f64; LANES]>,
    /// Moves in which they passed it, and how many did.
    pub moves: usize,
    pub particles: usize,
}

impl Passed {
    /// Forgets all but what slopes tell of the last moves: curvature changes less than where particles
    /// are, and to tell it takes many.
    pub fn forget(&mut self) {
        self.scores.clear();
        let kept = self.moves.min(MOVES_TOLD);
        let each = self.pulls.len() / self.moves.max(1);
        self.pulls.drain(..(self.moves - kept) * each);
        self.moves = kept;
    }

    /// Lanes of a block in which there are particles.
    fn filled(&self, block: usize) -> usize {
        let first = block % self.particles.div_ceil(LANES) * LANES;
        (self.particles - first).min(LANES)
    }
}

pub(crate) struct Metric {
    /// The Cholesky factor of the covariance of scores of no noise, row after row, and the same column
    /// after column.
    rows: Vec<f64>,
    columns: Vec<f64>,
    /// Scores of no noise.
    durable: usize,
    /// In the steep directions, by how much slower particles are there; and the parts of these, whose length
    /// is 1, by momentum and by direction.
    slowness: Vec<f64>,
    directions: Vec<f64>,
    across: Vec<f64>,
}

impl Metric {
    /// The covariance of few particles is drawn towards its diagonal, by the share that scores have in
    /// scores and particles.
    pub fn of(passed: &Passed, (dimensions, durable): (usize, usize)) -> Metric {
        let factor = cholesky(&covariance(&passed.scores, (dimensions, durable)), durable);
        let entry = |row: usize, column: usize| match column <= row {
            true => factor[row * (row + 1) / 2 + column],
            false => 0.0,
        };
        let square = |entry: &dyn Fn(usize, usize) -> f64| {
            let all = (0..durable * durable).map(|at| entry(at / durable, at % durable));
            all.collect()
        };
        let mut metric = Metric {
            rows: square(&entry),
            columns: square(&|row, column| entry(column, row)),
            durable,
            slowness: Vec::new(),
            directions: Vec::new(),
            across: Vec::new(),
        };
        let blocks = passed.pulls.par_chunks_exact(dimensions);
        let pulled: Vec<Vec<[f64; LANES]>> = blocks.map(|pulls| metric.pulled(pulls)).collect();
        let steep = steepest(&pulled, dimensions, passed);
        for at in 0..dimensions {
            let parts = steep.iter().map(|(direction, _)| direction[at]);
            metric.directions.extend(parts);
        }
        for (direction, factor) in steep {
            metric.slowness.push(factor);
            metric.across.extend(direction);
        }
        metric
    }

    /// From momenta, whose distribution is the standard normal, to how fast particles are in the measure
    /// of the covariance.
    pub fn quicken<const L: usize>(&self, momenta: &mut [[f64; L]]) {
        self.slow(momenta, |factor| factor);
    }

    /// Back to momenta.
    pub fn weigh<const L: usize>(&self, speeds: &mut [[f64; L]]) {
        self.slow(speeds, |factor| 1.0 / factor);
    }

    /// Moves scores at these speeds for so long.
    pub fn drift<const L: usize>(
        &self,
        speeds: &[[f64; L]],
        by: &[f64; L],
        scores: &mut [[f64; L]],
    ) {
        let (own, rest) = speeds.split_at(self.durable);
        let mut moved = vec![[0.0; L]; self.durable];
        add_products(&self.columns, own, &mut moved);
        for (scores, speeds) in scores.iter_mut().zip(moved.iter().chain(rest)) {
            for ((score, speed), by) in scores.iter_mut().zip(speeds).zip(by) {
                *score += by * speed;
            }
        }
    }

    /// Adds to speeds what pulls on scores do.
    pub fn kick<const L: usize>(&self, pulls: &[[f64; L]], speeds: &mut [[f64; L]]) {
        let mut pulled = self.pulled(pulls);
        // Slower once as momenta, and once as speeds.
        self.slow(&mut pulled, |factor| factor * factor);
        for (speeds, pulled) in speeds.iter_mut().zip(&pulled) {
            speeds.iter_mut().zip(pulled).for_each(|(to, x)| *to += x);
        }
    }

    /// What pulls on scores are to momenta, were no direction steep.
    fn pulled<const L: usize>(&self, pulls: &[[f64; L]]) -> Vec<[f64; L]> {
        let mut pulled = pulls.to_vec();
        pulled[..self.durable].fill([0.0; L]);
        add_products(
            &self.rows,
            &pulls[..self.durable],
            &mut pulled[..self.durable],
        );
        pulled
    }

    /// Leaves so much in each steep direction.
    fn slow<const L: usize>(&self, of: &mut [[f64; L]], left: impl Fn(f64) -> f64) {
        let mut along = vec![[0.0; L]; self.slowness.len()];
        add_products(&self.directions, of, &mut along);
        for (along, factor) in along.iter_mut().zip(&self.slowness) {
            let more = left(*factor) - 1.0;
            along.iter_mut().for_each(|x| *x *= more);
        }
        add_products(&self.across, &along, of);
    }
}

/// The lower triangle of the covariance of the first scores, row by row.
fn covariance(scores: &[f64], (dimensions, n): (usize, usize)) -> Vec<f64> {
    let count = (scores.len() / dimensions) as f64;
    let columns: Vec<Vec<f64>> = (0..n)
        .into_par_iter()
        .map(|at| {
            let own = || scores.iter().skip(at).step_by(dimensions);
            let mean = own().sum::<f64>() / count;
            own().map(|score| score - mean).collect()
        })
        .collect();
    let shrink = n as f64 / (n as f64 + count);
    let rows = (0..n).into_par_iter().flat_map_iter(|row| {
        let columns = &columns;
        (0..=row).map(move |column| {
            let covariance = dot(&columns[row], &columns[column]) / count;
            match row == column {
                true => covariance.max(LEAST),
                false => (1.0 - shrink) * covariance,
            }
        })
    });
    rows.collect()
}

/// Orthogonal directions in which what is pulled has a large mean square, and its inverse fourth root: of
/// the factor of a geometric mean. Only where it is above what pulls without any direction would show by
/// chance (Marchenko and Pastur 1967).
fn steepest(pulled: &[Vec<[f64; LANES]>], n: usize, passed: &Passed) -> Vec<(Vec<f64>, f64)> {
    if pulled.is_empty() {
        return Vec::new();
    }
    let count = passed.moves * passed.particles;
    let directions = DIRECTIONS.min(n).min(count);
    // Any start will do that is orthogonal to none of them.
    let start = |nth: usize| {
        let block = nth % pulled.len();
        let lane = nth % passed.filled(block);
        pulled[block].iter().map(move |row| row[lane]).collect()
    };
    let mut found: Vec<Vec<f64>> = (0..directions).map(start).collect();
    let mut squares = Vec::new();
    for _ in 0..TURNS {
        orthonormalise(&mut found);
        let weights: Vec<f64> = (0..n)
            .flat_map(|at| found.iter().map(move |direction| direction[at]))
            .collect();
        let each = pulled.par_iter().map(|rows| {
            let mut parts = vec![[0.0; LANES]; directions];
            add_products(&weights, rows, &mut parts);
            let products = parts
                .iter()
                .flat_map(|parts| rows.iter().map(|row| dot(row, parts)));
            products.collect::<Vec<f64>>()
        });
        // Summed in the order of blocks, whichever thread had them.
        let mut turned = vec![0.0; directions * n];
        for own in each.collect::<Vec<_>>() {
            turned.iter_mut().zip(own).for_each(|(to, x)| *to += x);
        }
        let turned = turned.chunks_exact(n);
        let turned: Vec<Vec<f64>> = turned
            .map(|own| own.iter().map(|x| x / count as f64).collect())
            .collect();
        squares = found.iter().zip(&turned).map(|(a, b)| dot(a, b)).collect();
        found = turned;
    }
    orthonormalise(&mut found);
    let sum: f64 = pulled.iter().flatten().map(|row| dot(row, row)).sum();
    let mean = sum / (count * n) as f64;
    let edge = mean * math::powi(1.0 + libm::sqrt(n as f64 / count as f64), 2);
    let steep = found.into_iter().zip(squares);
    let steep = steep.filter(|(_, square)| *square > edge.max(1.0));
    steep
        .map(|(direction, square)| (direction, libm::pow(square, -0.25)))
        .collect()
}

/// Gram and Schmidt, each against those before it, twice (Giraud, Langou and Rozložník 2005); what is
/// left of one that lies among those is rounding, and none.
fn orthonormalise(directions: &mut [Vec<f64>]) {
    for at in 0..directions.len() {
        let (before, own) = directions.split_at_mut(at);
        let own = &mut own[0];
        for _ in 0..2 {
            let whole = dot(own, own);
            for other in &*before {
                let along = dot(own, other);
                own.iter_mut()
                    .zip(other)
                    .for_each(|(x, y)| *x -= along * *y);
            }
            if dot(own, own) <= LEFT * whole {
                own.fill(0.0);
            }
        }
        let length = libm::sqrt(dot(own, own)).max(f64::MIN_POSITIVE);
        own.iter_mut().for_each(|x| *x /= length);
    }
}

/// The sum of products, in eight sums side by side: the same order on every machine.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = (a.remainder().iter().zip(b.remainder()))
        .map(|(a, b)| a * b)
        .sum();
    let mut sums = [0.0; 8];
    for (a, b) in a.zip(b) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// The lower factor of a positive definite matrix, both packed row by row.
fn cholesky(matrix: &[f64], n: usize) -> Vec<f64> {
    let at = |row: usize, column: usize| row * (row + 1) / 2 + column;
    let mut factor = matrix.to_vec();
    for row in 0..n {
        for column in 0..=row {
            let (known, own) = (at(row, 0), at(column, 0));
            let (known, own) = (known..known + column, own..own + column);
            let rest = factor[at(row, column)] - dot(&factor[known], &factor[own]);
            factor[at(row, column)] = match row == column {
                true => libm::sqrt(rest.max(1e-9)),
                false => rest / factor[at(column, column)],
            };
        }
    }
    factor
}

#[cfg(test)]
mod tests;
