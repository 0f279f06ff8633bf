//! What was said on the day of the conversation, held against what the model knew then: claims of
//! which the record shows what came of them.

use crate::backtest::rows::BacktestClaim;
use crate::claims::evaluate::row;
use crate::error::Error;
use std::collections::BTreeSet;
use std::sync::Arc;
use tenfold_engine::{Collected, Collector, Given, Sampling};
use tenfold_infer::{Independence, Origin, evaluate};
use tenfold_ir::{Claim, ColumnRef, PerEnsemble, Program, Statistic};
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_model::diagnosed::Diagnosed;

/// Holds the claims that have an outcome against an origin's posterior. Claims that need another
/// belief are left out: that belief would have to meet the record anew.
pub fn claims_at(
    checked: &Checked,
    program: &Program,
    origin: &Origin,
    seed: u64,
) -> Result<Result<Vec<BacktestClaim>, Diagnosed>, Error> {
    let mut ledger = match checked.ledger(&Overrides::default()) {
        Ok(ledger) => ledger,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let is_own = |world: &usize| ledger.beliefs[ledger.belief_of[*world]].scenario.is_none();
    let kept: Vec<Claim> = (ledger.claims.iter())
        .filter(|claim| claim.outcome.is_some() && worlds_of(claim).iter().all(is_own))
        .cloned()
        .collect();
    let asked: BTreeSet<usize> = kept.iter().flat_map(worlds_of).collect();
    ledger.claims = kept;
    let worlds = ledger.worlds.iter().enumerate().map(|(at, world)| {
        if !asked.contains(&at) {
            return Ok(Collected::default());
        }
        let sampling = Sampling::Given {
            seed,
            given: Arc::new(given_of(world, program, &origin.posterior.given)),
        };
        Ok(Collector::new(world)?.run(&sampling, 0..origin.draws, &|_| {}))
    });
    let worlds = worlds.collect::<Result<Vec<_>, Error>>()?;
    let independence = Independence {
        units: origin.posterior.given.draws.len() as u64,
        effective: origin.posterior.effective,
    };
    let found = evaluate(&ledger, &worlds, independence, seed);
    let claims = ledger.claims.iter().zip(&found);
    Ok(Ok(claims
        .map(|(claim, found)| BacktestClaim {
            origin: origin.date,
            claim: row(&ledger, claim, found),
        })
        .collect()))
}

/// The rows of a posterior for another world of the model: what that fixes stays fixed.
fn given_of(world: &Program, program: &Program, given: &Given) -> Given {
    let column = |param: &tenfold_ir::Param| {
        param.prior.as_ref()?;
        let at = program
            .params
            .iter()
            .position(|one| one.name == param.name)?;
        given.params[at].clone()
    };
    let noise = |noise: &tenfold_ir::Noise| {
        let mut all = program.noises.iter();
        given.noises[all.position(|one| one.name == noise.name)?].clone()
    };
    Given {
        params: world.params.iter().map(column).collect(),
        draws: given.draws.clone(),
        noises: world.noises.iter().map(noise).collect(),
        until: given.until,
    }
}

/// The worlds that a claim compares.
fn worlds_of(claim: &Claim) -> BTreeSet<usize> {
    let mut worlds = BTreeSet::from([claim.world]);
    let mut see = |term: &PerEnsemble| {
        term.leaves(&mut |statistic: &Statistic| {
            let columns = match statistic {
                Statistic::Probability(of) | Statistic::Mean(of) | Statistic::Quantile(of, _) => {
                    vec![of]
                }
                Statistic::InfluenceRank { of, .. } => vec![of],
                Statistic::Correlation(a, b) => vec![a, b],
            };
            for column in columns {
                column.leaves(&mut |one: &ColumnRef| {
                    worlds.insert(one.world);
                });
            }
        });
    };
    see(&claim.holds);
    see(&claim.value);
    claim.tension.iter().for_each(see);
    worlds
}
