//! Parameters drawn together: a Gaussian copula on their normal scores.

use crate::error::CompileError;
use crate::lanes::Lanes;
use tenfold_ir::{Correlation, Program};

/// The lower triangle whose product with independent scores gives correlated ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copula {
    /// The parameters that are correlated with any, ascending.
    params: Vec<usize>,
    /// Rows of the Cholesky factor of their correlation matrix; row i has i + 1 entries.
    rows: Vec<Vec<f64>>,
    /// Parameters that have the score of another, which comes first.
    same: Vec<(usize, usize)>,
}

/// Parameters that may be correlated; the factor has half its square of entries.
const CORRELATED_MAX: usize = 2_000;

impl Copula {
    /// Factors the program's correlations; pairs that it does not name have none.
    pub fn new(program: &Program) -> Result<Copula, CompileError> {
        let (same, pairs): (Vec<&Correlation>, Vec<&Correlation>) = program
            .correlations
            .iter()
            .partition(|pair| pair.rho == 1.0);
        let mut params: Vec<usize> = (pairs.iter())
            .flat_map(|pair| [pair.a.index(), pair.b.index()])
            .collect();
        params.sort_unstable();
        params.dedup();
        if params.len() > CORRELATED_MAX {
            return Err(CompileError::TooLarge {
                what: "the matrix of correlated parameters, in rows,",
                found: params.len() as u64,
                bound: CORRELATED_MAX as u64,
            });
        }
        let mut rows: Vec<Vec<f64>> = (0..params.len()).map(|i| vec![0.0; i + 1]).collect();
        for (i, row) in rows.iter_mut().enumerate() {
            row[i] = 1.0;
        }
        for pair in pairs {
            let place = |param| params.binary_search(&param).expect("listed above");
            let (i, j) = (place(pair.a.index()), place(pair.b.index()));
            rows[i.max(j)][i.min(j)] = pair.rho;
        }
        for i in 0..rows.len() {
            let (above, rest) = rows.split_at_mut(i);
            let row = &mut rest[0];
            for j in 0..i {
                let dot: f64 = (0..j).map(|k| row[k] * above[j][k]).sum();
                row[j] = (row[j] - dot) / above[j][j];
            }
            let square: f64 = 1.0 - row[..i].iter().map(|x| x * x).sum::<f64>();
            if square.is_nan() || square <= 0.0 {
                return Err(CompileError::NotPositiveDefinite {
                    name: program.params[params[i]].name.clone(),
                });
            }
            row[i] = square.sqrt();
        }
        let same = same.iter().map(|pair| (pair.a.index(), pair.b.index()));
        Ok(Copula {
            params,
            rows,
            same: same.collect(),
        })
    }

    /// Correlates the scores of a block, which are listed by parameter.
    pub fn correlate<const L: usize>(&self, scores: &mut [Lanes<L>]) {
        // From the last on, so that a row still finds the independent scores before its own.
        for (i, row) in self.rows.iter().enumerate().rev() {
            let mut sum = Lanes([0.0; L]);
            for (j, &factor) in row.iter().enumerate() {
                let score = &scores[self.params[j]];
                for lane in 0..L {
                    sum.0[lane] = score.0[lane].mul_add(factor, sum.0[lane]);
                }
            }
            scores[self.params[i]] = sum;
        }
        for &(from, to) in &self.same {
            scores[to] = scores[from];
        }
    }
}
