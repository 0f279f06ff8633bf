//! Drawing from a distribution for a block of lanes, whether its arguments are numbers or differ
//! between draws.

use crate::distribution::{DistributionError, Prepared, resolve};
use crate::lanes::Lanes;
use crate::path::{Path, for_each_path};
use crate::tape::Operand;
use std::collections::HashMap;
use tenfold_ir::math;
use tenfold_ir::{Distribution, Family, NodeId};

/// A distribution that a kernel draws from.
#[derive(Clone, Debug)]
pub(crate) enum Drawing {
    /// All arguments are numbers.
    Constant(Prepared),
    /// `normal(mean, sd)` of the draw's own arguments.
    Normal(Operand, Operand),
    /// `lognormal(median, sigma)` of the draw's own arguments.
    Lognormal(Operand, Operand),
    /// Any other, resolved anew for each draw.
    Varying(Distribution, HashMap<NodeId, Operand>),
}

impl Drawing {
    /// Takes in the arguments that are numbers; `operand` says where the others are.
    pub fn new(
        distribution: &Distribution,
        nodes: &[NodeId],
        constant: impl Fn(NodeId) -> Option<f64>,
        mut operand: impl FnMut(NodeId) -> Operand,
    ) -> Result<Drawing, DistributionError> {
        if nodes.iter().all(|&node| constant(node).is_some()) {
            let value = |node| constant(node).expect("all arguments are numbers");
            return Ok(Drawing::Constant(Prepared::new(resolve(
                distribution,
                &value,
            )?)));
        }
        Ok(match (distribution, nodes) {
            (
                Distribution::Family {
                    family: Family::Normal,
                    ..
                },
                &[mean, sd],
            ) => Drawing::Normal(operand(mean), operand(sd)),
            (
                Distribution::Family {
                    family: Family::Lognormal,
                    ..
                },
                &[median, sigma],
            ) => Drawing::Lognormal(operand(median), operand(sigma)),
            _ => {
                let operands = nodes.iter().map(|&node| (node, operand(node))).collect();
                Drawing::Varying(distribution.clone(), operands)
            }
        })
    }

    /// The draws that belong to normal scores; NaN where the arguments allow no distribution.
    pub fn draw<const L: usize>(
        &self,
        path: Path,
        scores: &Lanes<L>,
        (registers, scalars): (&[Lanes<L>], &[f64]),
        draws: &mut Lanes<L>,
    ) {
        let (mut a, mut b) = (Lanes([0.0; L]), Lanes([0.0; L]));
        match self {
            Drawing::Constant(prepared) => prepared.draw(&scores.0, &mut draws.0),
            Drawing::Normal(mean, sd) => {
                let mean = mean.read(registers, scalars, &mut a);
                normal(
                    path,
                    mean,
                    sd.read(registers, scalars, &mut b),
                    scores,
                    draws,
                );
            }
            Drawing::Lognormal(median, sigma) => {
                let median = median.read(registers, scalars, &mut a);
                lognormal(
                    path,
                    median,
                    sigma.read(registers, scalars, &mut b),
                    scores,
                    draws,
                );
            }
            Drawing::Varying(distribution, operands) => {
                for lane in 0..L {
                    let value = |node| match operands[&node] {
                        operand if operand.is_scalar() => scalars[operand.index()],
                        operand => registers[operand.index()].0[lane],
                    };
                    draws.0[lane] = match resolve(distribution, &value) {
                        Ok(resolved) => resolved.from_score(scores.0[lane]),
                        Err(_) => f64::NAN,
                    };
                }
            }
        }
    }
}

for_each_path! {
    fn normal<const L: usize>(
        mean: &Lanes<L>, sd: &Lanes<L>, scores: &Lanes<L>, draws: &mut Lanes<L>,
    ) {
        for lane in 0..L {
            let draw = mean.0[lane] + sd.0[lane] * scores.0[lane];
            draws.0[lane] = if sd.0[lane] > 0.0 { draw } else { f64::NAN };
        }
    }

    fn lognormal<const L: usize>(
        median: &Lanes<L>, sigma: &Lanes<L>, scores: &Lanes<L>, draws: &mut Lanes<L>,
    ) {
        for lane in 0..L {
            let draw = math::exp(math::ln(median.0[lane]) + sigma.0[lane] * scores.0[lane]);
            let is_valid = (median.0[lane] > 0.0) & (sigma.0[lane] > 0.0);
            draws.0[lane] = if is_valid { draw } else { f64::NAN };
        }
    }
}
