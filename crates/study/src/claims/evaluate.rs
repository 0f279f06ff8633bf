//! A ledger held against an ensemble: its worlds run one after another with the same draws.

use crate::belief::{StartFrom, StartingDraws};
use crate::claims::rows::{Band, ClaimRow, DriverRow, MeasureWord, VerdictWord};
use crate::control::{Control, Work};
use crate::culprit::refuse_all_diverged;
use crate::ensemble::watched;
use crate::envelope::Notice;
use crate::error::Error;
use crate::posterior::Shelf;
use crate::request::{Belief, EnsembleRequest};
use std::sync::atomic::{AtomicU64, Ordering};
use tenfold_engine::{Collected, Collector, Sampling};
use tenfold_infer::{Driver, Evaluated, Verdict, evaluate};
use tenfold_ir::{Claim, Ledger, Measure, ProvenanceKind};
use tenfold_lang::Overrides;
use tenfold_model::check::Checked;
use tenfold_model::wording::provenance_word;

/// Bytes that the columns and parameters of all worlds may take.
const COLUMNS_BYTES_MAX: u128 = 4_000_000_000;

/// A ledger with the draws that it is to be held against.
pub struct LedgerRun<'a> {
    request: &'a EnsembleRequest,
    checked: &'a Checked,
    pub(crate) ledger: &'a Ledger,
    collectors: Vec<Collector>,
    shelf: &'a dyn Shelf,
}

/// Every claim, and what is to be said of where all draws started.
#[derive(Default)]
pub struct LedgerFound {
    pub(crate) rows: Vec<ClaimRow>,
    pub(crate) notices: Vec<Notice>,
}

impl<'a> LedgerRun<'a> {
    /// Refuses what would not fit in memory, before anything runs.
    pub(crate) fn new(
        request: &'a EnsembleRequest,
        checked: &'a Checked,
        ledger: &'a Ledger,
        shelf: &'a dyn Shelf,
    ) -> Result<LedgerRun<'a>, Error> {
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
        Ok(LedgerRun {
            request,
            checked,
            ledger,
            collectors: collectors.collect::<Result<_, _>>()?,
            shelf,
        })
    }

    /// Where the model's own draws start.
    pub(crate) fn starting_draws(&self, control: &mut Control) -> Result<StartingDraws, Error> {
        self.start_of(0, control)
    }

    /// Where the draws of a belief start. A scenario that assumes something has met the record with it.
    fn start_of(&self, belief: usize, control: &mut Control) -> Result<StartingDraws, Error> {
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
        let start = StartFrom {
            belief: &belief,
            checked: self.checked,
            believed: &believed.program,
            program: &believed.program,
            overrides: &overrides,
            threads: self.request.threads,
            shelf: self.shelf,
        };
        start.starting_draws(control)
    }

    /// Runs the worlds and holds every claim against them; the model's own draws start there.
    pub(crate) fn evaluate(
        &self,
        own: &StartingDraws,
        control: &mut Control,
    ) -> Result<LedgerFound, Error> {
        let (request, ledger) = (self.request, self.ledger);
        let others = (1..ledger.beliefs.len()).map(|belief| self.start_of(belief, control));
        let others = others.collect::<Result<Vec<_>, _>>()?;
        let starts: Vec<&StartingDraws> = std::iter::once(own).chain(&others).collect();
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
        Ok(LedgerFound {
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

/// Drivers that are named.
const DRIVERS_MAX: usize = 3;

/// One claim, in its unit.
pub fn row(ledger: &Ledger, claim: &Claim, found: &Evaluated) -> ClaimRow {
    let (measure, unit, factor) = match &claim.measure {
        Measure::Date => (MeasureWord::Date, "year".to_owned(), 1.0),
        Measure::Probability => (MeasureWord::Probability, "1".to_owned(), 1.0),
        Measure::Number(unit) => (MeasureWord::Number, unit.text.clone(), unit.factor),
    };
    let shown = |value: f64| Some(value / factor).filter(|value| value.is_finite());
    let program = &ledger.worlds[claim.world];
    let provenance = |driver: &Driver| {
        let from = program.params[driver.param].provenance.as_ref();
        from.map(|from| from.kind)
    };
    let judged = found.drivers.iter();
    let judged = judged.filter(|driver| provenance(driver) == Some(ProvenanceKind::Judgement));
    let drivers = found
        .drivers
        .iter()
        .take(DRIVERS_MAX)
        .map(|driver| DriverRow {
            name: program.params[driver.param].name.clone(),
            low: shown(driver.low),
            high: shown(driver.high),
            share: driver.share,
            provenance: provenance(driver).map(|kind| provenance_word(kind).to_owned()),
        });
    let band = |found: tenfold_infer::Band| {
        let (low, high) = (shown(found.low), shown(found.high));
        (low.is_some() || high.is_some()).then_some(Band { low, high })
    };
    ClaimRow {
        id: claim.name.replace('_', "-"),
        claim: format!("{}.{}", claim.module, claim.name),
        section: claim.section.clone(),
        said: claim.said.clone(),
        holds: claim.text.clone(),
        value: shown(found.value),
        error: shown(found.error),
        unit,
        measure,
        verdict: match found.verdict {
            Verdict::Holds => VerdictWord::Holds,
            Verdict::InTension => VerdictWord::InTension,
            Verdict::Fails => VerdictWord::Fails,
            Verdict::Undecided => VerdictWord::Undecided,
        },
        band: band(found.band),
        tension: band(found.tension),
        outcome: claim.outcome.as_ref().map(|(words, _)| words.clone()),
        outcome_reference: claim
            .outcome
            .as_ref()
            .map(|(_, from)| from.reference.clone()),
        drivers: drivers.collect(),
        judgement: (!found.drivers.is_empty()).then(|| judged.map(|driver| driver.share).sum()),
        left_out: found.left_out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::fingerprint;
    use tenfold_model::reference::ModelRef;

    /// So that a run and its claims start from one posterior.
    #[test]
    fn the_first_belief_of_a_ledger_is_what_a_run_believes() {
        let world = tenfold_model::check::check(&ModelRef::BuiltIn).expect("it is built in");
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
