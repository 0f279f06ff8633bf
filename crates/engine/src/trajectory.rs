//! A block of trajectories, stepped together from their start to their end.
//!
//! At each time of the grid: the values of time alone, noises and the tapes; first crossings; at
//! recorded times the records; then the inputs of delays, the starts and ends of events, and the
//! stocks. What a step changes of delays, events and milestones is seen from the next step on.

use crate::delay::History;
use crate::event::EventState;
use crate::given::Given;
use crate::kernel::{Kernel, Prologue};
use crate::lanes::{self, Lanes};
use crate::milestone::{self, MilestoneState, Present};
use crate::philox::{Key, Part};
use crate::summary::{Divergence, Place};
use crate::tape::{Operand, Surroundings, Tape, execute};
use substeps::Substeps;
use tenfold_ir::{EventId, Method, MilestoneId, ParamId, StockId};

mod adaptive;
mod stepping;
mod substeps;

/// The keys of all random sites of a kernel under one seed.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    params: Vec<Key>,
    noises: Vec<Key>,
    events: Vec<Key>,
}

impl Keys {
    pub fn new(kernel: &Kernel, seed: u64) -> Keys {
        let key = |site: u64| Key::new(seed, site);
        Keys {
            params: kernel.params.iter().map(|p| key(p.site)).collect(),
            noises: kernel.noises.iter().map(|n| key(n.site)).collect(),
            events: kernel.events.iter().map(|e| key(e.site)).collect(),
        }
    }
}

/// What is supposed of a milestone that a lane had not reached when it diverged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    Undefined,
    /// It would have come then.
    AtOnce,
    Never,
}

/// The state of a block of `L` draws, and the memory to step it in.
pub(crate) struct Block<'k, const L: usize> {
    kernel: &'k Kernel,
    /// None for the central trajectory.
    keys: Option<Keys>,
    /// The number of each lane's draw, which is the address of what is random in it.
    draws: [u64; L],
    /// By noise, the normal scores of its first steps that are not the draws'.
    noises: Vec<Vec<Lanes<L>>>,
    /// Where a lane's parameters and past come from, if not from its draw.
    given: Option<(&'k Given, u64)>,
    /// The first step that was not entered.
    next: u32,
    registers: Vec<Lanes<L>>,
    scalars: Vec<f64>,
    histories: Vec<History<L>>,
    events: Vec<EventState<L>>,
    milestones: Vec<MilestoneState<L>>,
    /// 1 for a lane that has not diverged, else 0.
    alive: Lanes<L>,
    divergences: [Option<Divergence>; L],
    /// Not finite where a stock is not.
    watch: Lanes<L>,
    scores: Vec<Lanes<L>>,
    /// For RK4: the stocks at the start of the step, and the flows' weighted sum.
    saved: Vec<(Lanes<L>, Lanes<L>)>,
    substeps: Substeps<L>,
}

impl<'k, const L: usize> Block<'k, L> {
    /// Memory for blocks of a kernel.
    pub fn new(kernel: &'k Kernel, keys: Option<Keys>) -> Self {
        let zero = Lanes([0.0; L]);
        let mut scalars = vec![0.0; kernel.time_width];
        scalars.extend(&kernel.constants);
        let is_rk4 = kernel.time.method == Method::Rk4;
        Block {
            kernel,
            keys,
            draws: [0; L],
            noises: vec![Vec::new(); kernel.noises.len()],
            given: None,
            next: 0,
            registers: vec![zero; kernel.registers],
            scalars,
            histories: (kernel.delays.iter())
                .map(|delay| History::new(delay.kind, kernel.time))
                .collect(),
            events: kernel.events.iter().map(|_| EventState::new()).collect(),
            milestones: milestone::states(kernel),
            alive: zero,
            divergences: [None; L],
            watch: zero,
            scores: vec![zero; kernel.params.len()],
            saved: vec![(zero, zero); if is_rk4 { kernel.stocks.len() } else { 0 }],
            substeps: Substeps::new(kernel),
        }
    }

    /// Runs on to a step, from the start or an earlier one. If the step is recorded, what the
    /// records need is computed too.
    pub fn run_to(&mut self, step: u32, is_recorded: bool) {
        let kernel = self.kernel;
        while self.next <= step {
            let now = self.next;
            if now > 0 {
                self.leave(now - 1);
            }
            let tape = match is_recorded && now == step {
                true => &kernel.record,
                false => &kernel.step,
            };
            self.enter(now, tape);
            self.note_milestones(now);
            self.check_hazards(now);
            self.next += 1;
        }
    }

    /// Runs on to a step, unless it was entered before, and computes what the records need there, whatever
    /// they come to.
    pub fn look_at(&mut self, step: u32) {
        if self.next <= step {
            self.run_to(step, true);
        } else {
            self.execute(&self.kernel.record, step);
        }
    }

    /// Runs to the end, then computes what the records need of milestones as they came to stand.
    pub fn close(&mut self, unknown: Unknown) {
        let (last, time) = (self.kernel.time.steps, self.kernel.time);
        self.run_to(last, false);
        self.show_milestones();
        let divergences = &self.divergences;
        for (state, plan) in self.milestones.iter().zip(&self.kernel.milestones) {
            state.suppose(plan, &mut self.registers, |lane| {
                divergences[lane].map(|divergence| match unknown {
                    Unknown::Undefined => (f64::NAN, f64::NAN),
                    Unknown::AtOnce => (1.0, time.at(divergence.step)),
                    Unknown::Never => (0.0, f64::INFINITY),
                })
            });
        }
        self.execute(&self.kernel.record, last);
    }

    /// The values of a recorded variable at the present time, or the one that all lanes share.
    pub fn recorded(&self, record: usize) -> Result<&Lanes<L>, f64> {
        self.read(self.kernel.records[record].value)
    }

    /// Adds those that are finite.
    pub fn add_finite(&self, record: usize, to: &mut [f64; L]) {
        match self.recorded(record) {
            Ok(values) => lanes::add_finite(self.kernel.path, values, to),
            Err(shared) if shared.is_finite() => to.iter_mut().for_each(|to| *to += shared),
            Err(_) => {}
        }
    }

    /// How many parameters there are.
    pub fn params(&self) -> usize {
        self.kernel.params.len()
    }

    /// How many milestones there are.
    pub fn milestones(&self) -> usize {
        self.kernel.milestones.len()
    }

    /// The value of a parameter.
    pub fn param(&self, param: usize) -> &Lanes<L> {
        &self.registers[self.kernel.params[param].register as usize]
    }

    /// Whether a lane has not diverged.
    pub fn is_alive(&self, lane: usize) -> bool {
        self.alive.0[lane] != 0.0
    }

    /// Whether no lane has diverged.
    pub fn all_alive(&self) -> bool {
        self.divergences.iter().all(Option::is_none)
    }

    /// Where and when a lane diverged.
    pub fn divergence(&self, lane: usize) -> Option<Divergence> {
        self.divergences[lane]
    }

    /// When a lane first met a milestone's condition: never is infinite, and NaN that nobody knows, as
    /// it diverged before.
    pub fn date(&self, milestone: usize, lane: usize) -> f64 {
        match self.milestones[milestone].crossing(lane) {
            Some(crossing) => self.kernel.time.after(crossing),
            None if self.is_alive(lane) => f64::INFINITY,
            None => f64::NAN,
        }
    }

    fn read(&self, operand: Operand) -> Result<&Lanes<L>, f64> {
        if operand.is_scalar() {
            Err(self.scalars[operand.index()])
        } else {
            Ok(&self.registers[operand.index()])
        }
    }

    fn value(&self, operand: Operand) -> Lanes<L> {
        operand.lanes(&self.registers, &self.scalars)
    }

    fn execute(&mut self, tape: &'k Tape, step: u32) {
        let surroundings = Surroundings {
            scalars: &self.scalars,
            tables: &self.kernel.tables,
            histories: &self.histories,
            step,
            path: self.kernel.path,
        };
        execute(self.kernel.path, tape, &mut self.registers, &surroundings);
    }

    /// Begins the draws from `first_draw` on, before their first step.
    pub fn start(&mut self, first_draw: u64) {
        self.draws = std::array::from_fn(|lane| first_draw.wrapping_add(lane as u64));
        self.draw_scores();
        self.correlate_and_draw();
    }

    /// Begins trajectories of rows that are given, from the row of `first_draw` on.
    pub fn start_rows(&mut self, given: &'k Given, first_draw: u64) {
        self.given = Some((given, first_draw));
        self.start(first_draw);
    }

    /// Begins trajectories of the scores that [`Block::set_score`] left, and of the draws' own chance.
    pub fn start_scored(&mut self) {
        // The copula works in place: the scores that were given are to stay.
        let scores = self.scores.clone();
        self.correlate_and_draw();
        self.scores = scores;
    }

    fn correlate_and_draw(&mut self) {
        if self.keys.is_some() {
            self.kernel.copula.correlate(&mut self.scores);
        }
        self.begin(|block, param| block.draw_param(param));
    }

    /// Names the draw whose chance a lane has.
    pub fn set_draw(&mut self, lane: usize, draw: u64) {
        self.draws[lane] = draw;
    }

    /// Gives a noise the normal scores that its values at the first steps follow from.
    pub fn set_noises(&mut self, noise: usize, scores: &[[f64; L]]) {
        let mut plans = self.kernel.noises.iter();
        // Without a place nothing that the kernel computes depends on it.
        if let Some(place) = plans.position(|plan| plan.noise == noise) {
            self.noises[place].clear();
            self.noises[place].extend(scores.iter().map(|scores| Lanes(*scores)));
        }
    }

    /// Gives a parameter the independent normal score that its value follows from.
    pub fn set_score(&mut self, param: usize, lane: usize, score: f64) {
        self.scores[param].0[lane] = score;
    }

    /// Gives a parameter its scores in all lanes.
    pub fn set_scores(&mut self, param: usize, scores: &[f64; L]) {
        self.scores[param].0 = *scores;
    }

    /// The draws whose chance the lanes have at a step.
    fn draws_at(&self, step: u32) -> [u64; L] {
        match self.given {
            Some((given, first)) if step < given.until => {
                std::array::from_fn(|lane| given.draws[given.row(first, lane)])
            }
            _ => self.draws,
        }
    }

    /// The normal scores of a noise: those that are given, elsewhere the draws'.
    fn noise_scores(&self, (noise, keys): (usize, &Keys), step: u32, draws: &[u64; L]) -> Lanes<L> {
        if let Some(own) = self.noises[noise].get(step as usize) {
            return *own;
        }
        let (path, key) = (self.kernel.path, keys.noises[noise]);
        let mut scores = Lanes([0.0; L]);
        lanes::normal_scores(path, key, draws, step, Part::Value, &mut scores);
        if let Some((given, first)) = self.given
            && step < given.until
        {
            let of = self.kernel.noises[noise].noise;
            for (lane, score) in scores.0.iter_mut().enumerate() {
                if let Some(own) = given.score(of, given.row(first, lane), step) {
                    *score = own;
                }
            }
        }
        scores
    }

    /// Begins trajectories of the parameters as [`Block::set_param`] left them.
    pub fn start_given(&mut self) {
        self.begin(|_, _| {});
    }

    /// Gives a parameter its value in a lane, until it is given another.
    pub fn set_param(&mut self, param: usize, lane: usize, value: f64) {
        let register = self.kernel.params[param].register as usize;
        self.registers[register].0[lane] = value;
    }

    /// Gives a parameter its values in all lanes, until it is given others.
    pub fn set_params(&mut self, param: usize, values: &[f64; L]) {
        let register = self.kernel.params[param].register as usize;
        self.registers[register].0 = *values;
    }

    fn begin(&mut self, settle: impl Fn(&mut Self, usize)) {
        let kernel = self.kernel;
        self.next = 0;
        self.alive = Lanes([1.0; L]);
        self.divergences = [None; L];
        for part in &kernel.prologue {
            match part {
                Prologue::Run(tape) => self.execute(tape, 0),
                Prologue::Draw(param) => settle(self, *param),
            }
        }
        for stock in &kernel.stocks {
            self.registers[stock.register as usize] = self.value(stock.initial);
        }
        self.watch_stocks();
        self.substeps.restart();
        self.histories.iter_mut().for_each(History::restart);
        for (state, plan) in self.events.iter_mut().zip(&kernel.events) {
            state.restart();
            state.show(plan, &mut self.registers, 0, kernel.time.dt);
        }
        for (state, plan) in self.milestones.iter_mut().zip(&kernel.milestones) {
            state.restart(plan, &mut self.registers);
        }
    }

    fn draw_scores(&mut self) {
        match &self.keys {
            None => self.scores.fill(Lanes([0.0; L])),
            Some(keys) => {
                for ((scores, &key), plan) in self
                    .scores
                    .iter_mut()
                    .zip(&keys.params)
                    .zip(&self.kernel.params)
                {
                    if plan.prior.is_some() {
                        let path = self.kernel.path;
                        lanes::normal_scores(path, key, &self.draws, 0, Part::Value, scores);
                    }
                }
            }
        }
    }

    fn draw_param(&mut self, param: usize) {
        let values = self.drawn(param);
        self.registers[self.kernel.params[param].register as usize] = values;
        if lanes::any_not_finite(self.kernel.path, &values) {
            self.mark(&values, 0, Place::Param(ParamId(param as u32)));
        }
    }

    fn drawn(&self, param: usize) -> Lanes<L> {
        let plan = &self.kernel.params[param];
        let mut values = Lanes([0.0; L]);
        if let Some((given, first)) = self.given
            && let Some(column) = &given.params[param]
        {
            for lane in 0..L {
                values.0[lane] = column[given.row(first, lane)];
            }
            return values;
        }
        match (&plan.prior, plan.central) {
            (Some(prior), central) if self.keys.is_some() || central.is_none() => {
                let scores = &self.scores[param];
                let sources = (&self.registers[..], &self.scalars[..]);
                prior.draw(self.kernel.path, scores, sources, &mut values);
            }
            (_, Some(central)) => values = self.value(central),
            (_, None) => unreachable!("a parameter has a value or a prior"),
        }
        values
    }

    /// Notes the lanes in which these values are not finite as diverged, where they are not yet.
    #[cold]
    fn mark(&mut self, values: &Lanes<L>, step: u32, place: Place) {
        for (lane, value) in values.0.iter().enumerate() {
            if !value.is_finite() && self.divergences[lane].is_none() {
                self.divergences[lane] = Some(Divergence { step, place });
                self.alive.0[lane] = 0.0;
            }
        }
    }

    fn watch_stocks(&mut self) {
        self.watch = Lanes([0.0; L]);
        for stock in &self.kernel.stocks {
            for lane in 0..L {
                let value = self.registers[stock.register as usize].0[lane];
                self.watch.0[lane] += value * 0.0;
            }
        }
    }

    /// Finds which stock is no number in which lane, once the watch says that one is.
    fn check_stocks(&mut self, step: u32) {
        if !lanes::any_not_finite(self.kernel.path, &self.watch) {
            return;
        }
        let is_new = |lane: usize| !self.watch.0[lane].is_finite() && self.is_alive(lane);
        if !(0..L).any(is_new) {
            return;
        }
        for (at, stock) in self.kernel.stocks.iter().enumerate() {
            let values = self.registers[stock.register as usize];
            self.mark(&values, step, Place::Stock(StockId(at as u32)));
        }
    }

    /// An event whose hazard or duration is not finite, where it is needed.
    fn check_hazards(&mut self, step: u32) {
        let mut shared = Lanes([0.0; L]);
        for (at, plan) in self.kernel.events.iter().enumerate() {
            let hazard = (plan.hazard).read(&self.registers, &self.scalars, &mut shared);
            if self.events[at].is_broken(self.kernel.path, hazard) {
                let values = self.events[at].needed(hazard);
                self.mark(&values, step, Place::Event(EventId(at as u32)));
            }
        }
    }

    fn load_time(&mut self, row: usize) {
        let width = self.kernel.time_width;
        let row = &self.kernel.time_values[row * width..(row + 1) * width];
        self.scalars[..width].copy_from_slice(row);
    }

    /// The row of the values of time alone at a time of the grid.
    fn row(&self, step: u32) -> usize {
        step as usize * self.kernel.moments
    }

    fn enter(&mut self, step: u32, tape: &'k Tape) {
        self.check_stocks(step);
        self.load_time(self.row(step));
        for clock in self.kernel.clocks.into_iter().flatten() {
            self.registers[clock as usize] = Lanes([self.kernel.time.at(step); L]);
        }
        let draws = self.draws_at(step);
        for (at, plan) in self.kernel.noises.iter().enumerate() {
            let scores = match &self.keys {
                None => Lanes([0.0; L]),
                Some(keys) => self.noise_scores((at, keys), step, &draws),
            };
            let mut values = Lanes([0.0; L]);
            let sources = (&self.registers[..], &self.scalars[..]);
            plan.drawing
                .draw(self.kernel.path, &scores, sources, &mut values);
            self.registers[plan.register as usize] = values;
        }
        self.execute(tape, step);
    }

    /// A lane in which a condition is undefined diverges, once all milestones of the step are noted.
    fn note_milestones(&mut self, step: u32) {
        let mut undefined = Vec::new();
        let present = Present {
            registers: &self.registers,
            scalars: &self.scalars,
            path: self.kernel.path,
        };
        for (at, state) in self.milestones.iter_mut().enumerate() {
            let plan = &self.kernel.milestones[at];
            if state.note(plan, present, &self.alive, step) {
                let values = std::array::from_fn(|lane| {
                    let is_undefined = state.is_undefined(plan, present, lane);
                    if is_undefined { f64::NAN } else { 0.0 }
                });
                undefined.push((MilestoneId(at as u32), Lanes(values)));
            }
        }
        for (milestone, values) in undefined {
            self.mark(&values, step, Place::Milestone(milestone));
        }
    }

    /// What the step changes, to be seen from the next on. Delays and events read what the stocks'
    /// step overwrites.
    fn leave(&mut self, step: u32) {
        let kernel = self.kernel;
        let (mut shared, mut shared_lags) = (Lanes([0.0; L]), Lanes([0.0; L]));
        for (history, delay) in self.histories.iter_mut().zip(&kernel.delays) {
            if let Some((input, lag)) = delay.ends {
                let input = input.read(&self.registers, &self.scalars, &mut shared);
                let lags = lag.read(&self.registers, &self.scalars, &mut shared_lags);
                history.take(kernel.path, step, input, lags);
            }
        }
        let draws = self.draws_at(step);
        if let Some(keys) = &self.keys {
            for (at, plan) in kernel.events.iter().enumerate() {
                let hazard = (plan.hazard).read(&self.registers, &self.scalars, &mut shared);
                let address = (keys.events[at], &draws, step);
                let sources = (&self.registers[..], &self.scalars[..]);
                self.events[at].pass(kernel, plan, hazard, address, sources);
            }
        }
        self.advance(step);
        for (state, plan) in self.events.iter().zip(&kernel.events) {
            state.show(plan, &mut self.registers, step + 1, kernel.time.dt);
        }
        self.show_milestones();
    }

    fn show_milestones(&mut self) {
        for (state, plan) in self.milestones.iter().zip(&self.kernel.milestones) {
            state.show(plan, &mut self.registers, self.kernel.time);
        }
    }
}
