//! A ledger held against an ensemble: its worlds run one after another with the same draws.

use super::{ClaimRow, row};
use crate::belief::{Notice, Start, Started};
use crate::check::Checked;
use crate::culprit::refuse_all_diverged;
use crate::ensemble::watched;
use crate::outcome::{Control, EnsembleRequest, Work};
use crate::{Belief, Error};
use std::sync::atomic::{AtomicU64, Ordering};
use tenfold_engine::{Collected, Collector, Sampling};
use tenfold_infer::evaluate;
use tenfold_ir::Ledger;
use tenfold_lang::Overrides;

/// Bytes that the columns and parameters of all worlds may take.
const COLUMNS_BYTES_MAX: u128 = 4_000_000_000;

/// A ledger with the draws that it is to be held against.
pub(crate) struct Asked<'a> {
    request: &'a EnsembleRequest,
    checked: &'a Checked,
    pub(crate) ledger: &'a Ledger,
    collectors: Vec<Collector>,
}

/// Every claim, and what is to be said of where all draws started.
#[derive(Default)]
pub(crate) struct Held {
    pub(crate) rows: Vec<ClaimRow>,
    pub(crate) notices: Vec<Notice>,
}

impl<'a> Asked<'a> {
    /// Refuses what would not fit in memory, before anything runs.
    pub(crate) fn new(
        request: &'a EnsembleRequest,
        checked: &'a Checked,
        ledger: &'a Ledger,
    ) -> Result<Asked<'a>, Error> {
        let numbers = ledger.worlds.iter();
        let numbers = numbers.map(|world| world.columns.len() + world.params.len());
        let bytes = u128::from(request.draws) * 8 * numbers.sum::<usize>() as u128;
        if bytes > COLUMNS_BYTES_MAX {
            return Err(Error::TooLarge {
                what: "columns of claims",
                draws: request.draws,
                bytes,
                limit: COLUMNS_BYTES_MAX,
                help: "ask for fewer draws",
            });
        }
        let collectors = ledger.worlds.iter().map(Collector::new);
        Ok(Asked {
            request,
            checked,
            ledger,
            collectors: collectors.collect::<Result<_, _>>()?,
        })
    }

    /// Where the model's own draws start.
    pub(crate) fn started(&self, control: &mut Control) -> Result<Started, Error> {
        self.start_of(0, control)
    }

    /// Where the draws of a belief start. A scenario that assumes something has met the record with it.
    fn start_of(&self, belief: usize, control: &mut Control) -> Result<Started, Error> {
        let believed = &self.ledger.beliefs[belief];
        let own = &self.request.overrides;
        let overrides = Overrides {
            scenario: (believed.scenario.clone()).or(own.scenario.clone()),
            ..own.clone()
        };
        let belief = match (&self.request.belief, &believed.scenario) {
            // A posterior that is given is that of the model's own beliefs.
            (Belief::Given { cache, .. }, Some(_)) => Belief::Posterior {
                cache: cache.clone(),
            },
            (own, _) => own.clone(),
        };
        let start = Start {
            belief: &belief,
            checked: self.checked,
            believed: &believed.program,
            program: &believed.program,
            overrides: &overrides,
            threads: self.request.threads,
        };
        start.started(control)
    }

    /// Runs the worlds and holds every claim against them; the model's own draws start there.
    pub(crate) fn hold(&self, own: &Started, control: &mut Control) -> Result<Held, Error> {
        let (request, ledger) = (self.request, self.ledger);
        let others = (1..ledger.beliefs.len()).map(|belief| self.start_of(belief, control));
        let others = others.collect::<Result<Vec<_>, _>>()?;
        let starts: Vec<&Started> = std::iter::once(own).chain(&others).collect();
        let worlds = ledger.worlds.iter().zip(&ledger.belief_of);
        let samplings = worlds.map(|(world, at)| starts[*at].sampling_of(world, request.seed));
        let samplings = samplings.collect::<Result<Vec<_>, _>>()?;
        let independence = own.independence(request.draws);
        let worlds = self.collect(&samplings, control)?;
        for ((world, sampling), found) in ledger.worlds.iter().zip(&samplings).zip(&worlds) {
            let draws = (0_u64..).zip(&found.diverged);
            let mut diverged = draws.filter_map(|(draw, one)| Some((draw, (*one)?)));
            let first = diverged.next();
            let count = u64::from(first.is_some()) + diverged.count() as u64;
            refuse_all_diverged(world, sampling, (first, count, request.draws))?;
        }
        let evaluated = watched(
            request.threads,
            control,
            (Work::Draws, &AtomicU64::new(0), 0),
            || evaluate(ledger, &worlds, independence, request.seed),
        )?;
        let rows = ledger.claims.iter().zip(&evaluated);
        let rows = rows
            .map(|(claim, found)| row(ledger, claim, found))
            .collect();
        let notices = starts.iter().flat_map(|start| start.notices.clone());
        Ok(Held {
            rows,
            notices: notices.collect(),
        })
    }

    /// Runs all worlds with the same draws.
    fn collect(
        &self,
        samplings: &[Sampling],
        control: &mut Control,
    ) -> Result<Vec<Collected>, Error> {
        let draws = self.request.draws;
        let done = AtomicU64::new(0);
        let total = draws * self.collectors.len() as u64;
        let cancel = control.cancel;
        let collected = watched(
            self.request.threads,
            control,
            (Work::Draws, &done, total),
            || {
                let pairs = self.collectors.iter().zip(samplings);
                let worlds = pairs.map(|(collector, sampling)| {
                    if cancel.load(Ordering::Relaxed) {
                        return None;
                    }
                    let told = |draws| {
                        done.fetch_add(draws, Ordering::Relaxed);
                    };
                    Some(collector.run(sampling, 0..draws, &told))
                });
                worlds.collect::<Option<Vec<_>>>()
            },
        )?;
        collected.ok_or(Error::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::belief::fingerprint;
    use crate::outcome::ModelRef;

    /// So that a run and its claims start from one posterior.
    #[test]
    fn the_first_belief_of_a_ledger_is_what_a_run_believes() {
        let world = crate::check(&ModelRef::BuiltIn).expect("it is built in");
        for scenario in [None, Some("slow_diffusion"), Some("taiwan")] {
            let overrides = Overrides {
                scenario: scenario.map(str::to_owned),
                assumptions: vec!["capability.tau = 0.9".into()],
                interventions: vec!["governance.regime = 2 from 2027".into()],
            };
            let ledger = world.ledger(&overrides).expect("the world is sound");
            let believed = world.believed(&overrides).expect("the world is sound");
            let first = &ledger.beliefs[0];
            assert_eq!(first.scenario, None);
            assert_eq!(fingerprint(&first.program), fingerprint(&believed));
        }
    }
}
