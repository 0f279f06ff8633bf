//! An answer: portion after portion of draws, and what so many of them say at each stage.
//!
//! No draw is run twice: each stage goes on where the one before it ended, and the draws of the model as it is
//! are kept for the next question.

use crate::live::Study;
use crate::live::asked::{Layout, Scalar, bounded};
use crate::live::baseline::Baseline;
use crate::live::gathered::{Gaps, Gathered};
use crate::live::question::{
    Answer, AnswerMilestone, AnswerSeries, ByYear, ByYearGap, DateBin, Fan, Joint,
    MilestoneBaseline, MilestoneGap, Numbers, Question, SeriesGap,
};
use crate::live::refused::Refused;
use crate::live::start::Begun;
use crate::live::world::World;
use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tenfold_engine::{Collector, Dates, Sketch};
use tenfold_lang::Overrides;
use tenfold_study::control::{Control, Progress, Work};
use tenfold_study::culprit::refuse_all_diverged;
use tenfold_study::dated;
use tenfold_study::error::Error;
use tenfold_study::influence::{Swung, influence};
use tenfold_study::rows::MilestoneRow;

/// After how many draws an answer is told.
pub(crate) const STAGES: [u64; 3] = [1_000, 10_000, 100_000];
/// Draws of a portion, before the first stage and after: between two the work can be stopped.
const PORTION: (u64, u64) = (250, 500);
/// Who has waited so long is told what there is, before the first stage.
const PATIENCE: Duration = Duration::from_millis(70);
/// Points of a scatter.
const POINTS_MAX: usize = 1_000;
/// Milestones and series of which influence is told, the first.
const SWUNG_MAX: usize = 8;

/// The draws of each portion.
fn portions(draws: u64) -> impl Iterator<Item = Range<u64>> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let (early, late) = PORTION;
        let start = next;
        next += if start < STAGES[0] { early } else { late };
        (start < draws).then(|| start..draws.min(next))
    })
}

impl Study {
    /// Answers at each stage, and once more when beliefs that the posterior's draws are too few for have been
    /// calibrated.
    ///
    /// # Errors
    /// What is wrong with the model, the changes or the names; an interruption.
    pub fn answer(
        &self,
        question: &Question,
        control: &mut Control,
        tell: &mut dyn FnMut(Answer),
    ) -> Result<(), Refused> {
        let most = STAGES[STAGES.len() - 1] as usize;
        bounded(
            "draws",
            usize::try_from(question.draws).unwrap_or(usize::MAX),
            most,
        )?;
        let overrides = question.overrides();
        let world = self.world(&overrides)?;
        let layout = Layout::of(&world.program, &question.series, &question.joint)?;
        loop {
            let begun = self.beginning(&overrides, question.prior)?;
            let asking = Asking {
                study: self,
                question,
                world: &world,
                layout: &layout,
                collector: self.kernel(&overrides, &layout)?,
                begun: begun.clone(),
                baseline: self.baseline(question, &overrides, &layout)?,
                since: Instant::now(),
            };
            asking.answer(control, tell)?;
            if !begun.said.provisional {
                return Ok(());
            }
            self.calibrate(&overrides, control)?;
            if self.beginning(&overrides, question.prior)?.said.provisional {
                return Ok(());
            }
        }
    }

    /// The model as it is, where it is asked for and the question is of another.
    fn baseline(
        &self,
        question: &Question,
        overrides: &Overrides,
        layout: &Layout,
    ) -> Result<Option<Arc<Baseline>>, Refused> {
        let own = Overrides::default();
        if !question.baseline || *overrides == own {
            return Ok(None);
        }
        let plain = self.world(&own)?;
        let begun = self.beginning(&own, question.prior)?;
        let layout = Layout {
            milestones: plain.program.milestones.len(),
            ..layout.clone()
        };
        let key = (layout, question.seed, question.prior);
        let make = || {
            Ok::<_, Refused>(Baseline {
                collector: self.kernel(&own, &key.0)?,
                begun: begun.clone(),
                seed: question.seed,
                kept: Mutex::default(),
            })
        };
        let found = self.baselines.get(&key, make)?;
        // A calibration since has made it start elsewhere.
        if Arc::ptr_eq(&found.begun, &begun) {
            return Ok(Some(found));
        }
        let made = Arc::new(make()?);
        self.baselines.keep(&key, made.clone());
        Ok(Some(made))
    }
}

/// A question about to be answered.
struct Asking<'a> {
    study: &'a Study,
    question: &'a Question,
    world: &'a World,
    layout: &'a Layout,
    collector: Arc<Collector>,
    begun: Arc<Begun>,
    baseline: Option<Arc<Baseline>>,
    since: Instant,
}

/// What has been gathered so far.
struct SoFar {
    own: Gathered,
    /// Of the model as it is, and what differs.
    against: Option<(Gathered, Gaps)>,
}

impl Asking<'_> {
    fn answer(&self, control: &mut Control, tell: &mut dyn FnMut(Answer)) -> Result<(), Refused> {
        let draws = self.question.draws.max(1);
        let time = &self.world.program.time;
        let size = (self.layout.numbers(), self.layout.milestones);
        let none = || Gathered::new(size.0, size.1, time);
        let ends = || dated::year_ends(time).map(|(_, end)| end).collect();
        let mut so_far = SoFar {
            own: none(),
            against: (self.baseline.as_ref()).map(|_| (none(), Gaps::new(size.0, size.1, ends()))),
        };
        let sampling = self.begun.sampling(self.question.seed);
        let mut has_told = false;
        for (nth, portion) in portions(draws).enumerate() {
            (control.progress)(Progress {
                work: Work::Draws,
                done: portion.start,
                total: draws,
            });
            if control.cancel.load(Ordering::Relaxed) {
                return Err(Refused::from(Error::Cancelled));
            }
            let next = self.collector.run(&sampling, portion.clone(), &|_| {});
            so_far.own.add(&next);
            if let (Some(baseline), Some((other, gaps))) = (&self.baseline, &mut so_far.against) {
                let plain = baseline.portion(nth, portion.clone());
                other.add(&plain);
                gaps.add(&plain, &next);
            }
            let is_late = !has_told && self.since.elapsed() > PATIENCE;
            if portion.end == draws || STAGES.contains(&portion.end) || is_late {
                has_told = true;
                self.refuse_all_diverged(&so_far.own)?;
                tell(self.told(&so_far));
            }
        }
        Ok(())
    }

    fn refuse_all_diverged(&self, own: &Gathered) -> Result<(), Refused> {
        let first = own.first.diverged.iter().enumerate();
        let mut first = first.filter_map(|(draw, one)| Some((draw as u64, (*one)?)));
        let all = (first.next(), own.diverged, own.draws);
        let sampling = self.begun.sampling(self.question.seed);
        Ok(refuse_all_diverged(&self.world.program, &sampling, all)?)
    }

    fn told(&self, so_far: &SoFar) -> Answer {
        let own = &so_far.own;
        let program = &self.world.program;
        let series = self.layout.series.iter().enumerate();
        let milestones = 0..self.layout.milestones;
        Answer {
            model_hash: self.study.hash().to_owned(),
            draws: own.draws,
            seed: self.question.seed,
            diverged: own.diverged,
            milliseconds: self.since.elapsed().as_secs_f64() * 1_000.0,
            belief: self.begun.said.clone(),
            series: series
                .map(|(nth, at)| self.series(nth, *at, so_far))
                .collect(),
            milestones: milestones.map(|at| self.milestone(at, so_far)).collect(),
            influence: influence(program, &own.first.params, &self.swung(own)),
            joint: self.joint(own),
        }
    }

    /// How many draws count in the error of a difference.
    fn independent(&self, draws: f64) -> f64 {
        let other = self.baseline.as_ref();
        let other = other.map_or(draws, |baseline| baseline.begun.independent(draws));
        self.begun.independent(draws).min(other)
    }

    fn series(&self, nth: usize, variable: usize, so_far: &SoFar) -> AnswerSeries {
        let program = &self.world.program;
        let variable = &program.variables[variable];
        let factor = variable.unit.factor;
        let columns = self.layout.columns_of(nth);
        let shown = |value: Option<f64>| finite(value.map(|value| value / factor));
        let gap = |gaps: &Gaps| {
            let gaps = &gaps.numbers[columns.clone()];
            let error = |gap: &Sketch| {
                let count = self.independent(gap.count() as f64);
                shown(gap.sd().map(|sd| sd / count.sqrt()))
            };
            SeriesGap {
                mean: gaps.iter().map(|gap| shown(gap.mean())).collect(),
                error: gaps.iter().map(error).collect(),
            }
        };
        let against = so_far.against.as_ref();
        AnswerSeries {
            name: variable.full_name(),
            unit: variable.unit.text.clone(),
            at: (self.layout.steps.iter().map(|step| program.time.at(*step))).collect(),
            quantiles: fan(&so_far.own.numbers[columns.clone()], factor),
            baseline: against.map(|(other, _)| fan(&other.numbers[columns.clone()], factor)),
            difference: against.map(|(_, gaps)| gap(gaps)),
        }
    }

    fn milestone(&self, at: usize, so_far: &SoFar) -> AnswerMilestone {
        let name = &self.world.program.milestones[at].name;
        let time = &self.world.program.time;
        let dates = &so_far.own.milestones[at];
        let row = dated::row(name, dates, time);
        let against = so_far.against.as_ref();
        let years = dated::year_ends(time).map(|(year, _)| year);
        let gap = |gaps: &Gaps| {
            let all = years.zip(&gaps.milestones[at]).map(|(year, moved)| {
                let (mean, variance) = moved.mean_and_variance();
                let error = (variance / self.independent(moved.known as f64)).sqrt();
                ByYearGap { year, mean, error }
            });
            MilestoneGap { by: all.collect() }
        };
        AnswerMilestone {
            name: name.clone(),
            title: self.study.title(name),
            q10: row.q10,
            q25: dates.quantile(0.25),
            q50: row.q50,
            q75: dates.quantile(0.75),
            q90: row.q90,
            never: never(dates),
            by: by_year(&row),
            bins: bins(&row),
            baseline: against.map(|(other, _)| {
                let dates = &other.milestones[at];
                let row = dated::row(name, dates, time);
                MilestoneBaseline {
                    q10: row.q10,
                    q50: row.q50,
                    q90: row.q90,
                    never: never(dates),
                    by: by_year(&row),
                }
            }),
            difference: against.map(|(_, gaps)| gap(gaps)),
        }
    }

    /// What influence is told of: the milestones of the first screen, and the series asked for at the end.
    fn swung(&self, own: &Gathered) -> Vec<Swung> {
        let program = &self.world.program;
        let headline = self.study.headline();
        let dates = headline.milestones.iter().filter_map(|name| {
            let mut all = program.milestones.iter();
            let at = all.position(|one| one.name == *name)?;
            let values = own.first.columns.get(self.layout.numbers() + at)?.clone();
            let name = name.clone();
            Some(Swung { name, values })
        });
        let series = self.layout.series.iter().enumerate().map(|(nth, at)| {
            let last = self.layout.columns_of(nth).end - 1;
            Swung {
                name: program.variables[*at].full_name(),
                values: own.first.columns[last].clone(),
            }
        });
        dates.chain(series).take(SWUNG_MAX).collect()
    }

    fn joint(&self, own: &Gathered) -> Vec<Joint> {
        let program = &self.world.program;
        let all = self.layout.pairs.iter().zip(&self.question.joint);
        let one = |(pair, (x, y)): (&[Scalar; 2], &(String, String))| {
            let [xs, ys] = pair.map(|one| self.layout.values(program, one, &own.first));
            let points = xs.into_iter().zip(ys);
            let points = points.filter(|(x, y)| x.is_finite() && y.is_finite());
            Joint {
                x: x.clone(),
                y: y.clone(),
                points: points.take(POINTS_MAX).collect(),
            }
        };
        all.map(one).collect()
    }
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

fn fan(sketches: &[Sketch], factor: f64) -> Fan {
    let at = |p: f64| -> Numbers {
        let all = sketches.iter();
        all.map(|one| finite(one.quantile(p).map(|value| value / factor)))
            .collect()
    };
    Fan {
        q05: at(0.05),
        q25: at(0.25),
        q50: at(0.5),
        q75: at(0.75),
        q95: at(0.95),
    }
}

/// The share that does not come by the end, of the draws of which that is known; 0 if it is of none.
fn never(dates: &Dates) -> f64 {
    finite(Some(1.0 - dates.reached())).unwrap_or(0.0)
}

fn by_year(row: &MilestoneRow) -> Vec<ByYear> {
    let all = row.probability_by.iter();
    let all = all.filter(|(_, probability)| probability.is_finite());
    all.map(|&(year, probability)| ByYear { year, probability })
        .collect()
}

fn bins(row: &MilestoneRow) -> Vec<DateBin> {
    let one = |&(from, share): &(f64, f64)| DateBin {
        from,
        to: from + row.histogram_width_years,
        share,
    };
    row.histogram.iter().map(one).collect()
}
