//! The claims of a model under a question's changes.
//!
//! Every world starts where its beliefs start that are at hand: nothing is calibrated while a reader waits.

use crate::live::Study;
use crate::live::asked::bounded;
use crate::live::question::{Question, Words};
use crate::live::refused::Refused;
use crate::live::start::Begun;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tenfold_engine::Collector;
use tenfold_infer::{Independence, evaluate};
use tenfold_lang::Overrides;
use tenfold_study::claims::evaluate::row;
use tenfold_study::claims::rows::ClaimRow;
use tenfold_study::control::{Control, Progress, Work};
use tenfold_study::error::Error;
use tenfold_words::text::Lang;

/// Draws that claims are held against: all of the worlds that they compare are kept in memory.
const DRAWS_MAX: usize = 10_000;

/// A claim, held.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimSaid {
    /// As `tenfold claims` has it.
    #[serde(flatten)]
    pub row: ClaimRow,
    /// What it is called.
    pub title: Words,
    /// Where it was said: `§3`.
    pub chapter: Words,
    /// What was said.
    pub saying: Words,
    /// What happened since, where that is recorded.
    pub since: Option<Words>,
}

impl Study {
    /// Holds every claim against the draws of a question.
    ///
    /// # Errors
    /// As [`Study::answer`].
    pub fn claims(
        &self,
        question: &Question,
        control: &mut Control,
    ) -> Result<Vec<ClaimSaid>, Refused> {
        let draws = question.draws.max(1);
        bounded(
            "draws",
            usize::try_from(draws).unwrap_or(usize::MAX),
            DRAWS_MAX,
        )?;
        let overrides = question.overrides();
        let ledger = self.checked.ledger(&overrides)?;
        // Where each belief starts, and the program whose rows these are.
        let mut beginnings: Vec<(Arc<Begun>, Arc<crate::live::world::World>)> = Vec::new();
        for belief in &ledger.beliefs {
            let own = Overrides {
                scenario: belief.scenario.clone().or(overrides.scenario.clone()),
                ..overrides.clone()
            };
            beginnings.push((self.beginning(&own, question.prior)?, self.world(&own)?));
        }
        let total = ledger.worlds.len() as u64;
        let mut worlds = Vec::new();
        for (world, belief) in ledger.worlds.iter().zip(&ledger.belief_of) {
            (control.progress)(Progress {
                work: Work::Draws,
                done: worlds.len() as u64,
                total,
            });
            if control.cancel.load(Ordering::Relaxed) {
                return Err(Error::Cancelled.into());
            }
            let (begun, own) = &beginnings[*belief];
            let sampling = begun.sampling_of(&own.program, world, question.seed);
            let collector = Collector::new(world).map_err(Error::from)?;
            worlds.push(collector.run(&sampling, 0..draws, &|_| {}));
        }
        let independence = match beginnings.first() {
            Some((begun, _)) => begun.independence(draws),
            None => Independence {
                units: draws,
                effective: draws as f64,
            },
        };
        let held = evaluate(&ledger, &worlds, independence, question.seed);
        let all = ledger.claims.iter().zip(&held).map(|(claim, found)| {
            let row = row(&ledger, claim, found);
            let chapter = row.chapter().to_owned();
            let [en, zh] = Lang::ALL.map(|lang| row.said_in(&self.catalogue, lang).to_owned());
            let since =
                Lang::ALL.map(|lang| row.outcome_in(&self.catalogue, lang).map(str::to_owned));
            ClaimSaid {
                title: self.title(&row.key()),
                saying: Words { en, zh },
                since: match since {
                    [Some(en), Some(zh)] => Some(Words { en, zh }),
                    _ => None,
                },
                chapter: Words {
                    en: chapter.clone(),
                    zh: chapter,
                },
                row,
            }
        });
        Ok(all.collect())
    }
}
