//! A delay, forth and back: what goes in comes out a lag later, and so do slopes the other way.

use tenfold_ir::DelayKind;

/// How near to a whole number of steps the engine takes a lag for one.
const WHOLE: f64 = 1e-6;

/// A delay of `L` trajectories. As the engine reads it, what comes out at a step lies between what went in
/// at two steps before, or is what came before the first; of material a share of that.
pub(super) struct Delayed<const L: usize> {
    kind: DelayKind,
    /// Steps in a year.
    per_year: f64,
    /// How far it reaches back: whole steps, at least one, and what is over.
    whole: [usize; L],
    share: [f64; L],
    /// 1 where what comes out changes with the lag: where that is not below one step, nor beyond all; else 0.
    moves: [f64; L],
    before: [f64; L],
    /// By step, what goes in, and the slopes by what comes out; whether any of these is not 0.
    inputs: Vec<[f64; L]>,
    slopes: Vec<[f64; L]>,
    is_felt: bool,
    /// The slope by what came out as far after the next step as it reaches back.
    later: [f64; L],
    by_lag: [f64; L],
}

impl<const L: usize> Delayed<L> {
    /// Of a model with so many steps of so many years.
    pub fn new(kind: DelayKind, steps: usize, dt: f64) -> Self {
        Delayed {
            kind,
            // Without time nothing is delayed.
            per_year: if dt > 0.0 { 1.0 / dt } else { 0.0 },
            whole: [1; L],
            share: [0.0; L],
            moves: [0.0; L],
            before: [0.0; L],
            inputs: vec![[0.0; L]; steps],
            slopes: vec![[0.0; L]; steps],
            is_felt: false,
            later: [0.0; L],
            by_lag: [0.0; L],
        }
    }

    /// Where what goes in at a step is noted.
    pub fn input(&mut self, step: usize) -> &mut [f64; L] {
        &mut self.inputs[step]
    }

    /// Begins the way back, with lags in years and what came before.
    pub fn turn(&mut self, lags: &[f64; L], before: &[f64; L]) {
        // From before the start comes what came before, however far back.
        let most = self.inputs.len() as f64;
        let steps = lags.map(|lag| (lag * self.per_year).max(1.0).min(most));
        let whole = steps.map(|steps| libm::floor(steps + WHOLE));
        self.whole = whole.map(|whole| whole as usize);
        self.share = std::array::from_fn(|lane| (steps[lane] - whole[lane]).max(0.0));
        self.moves = steps.map(|steps| f64::from(steps > 1.0 && steps < most));
        self.before = *before;
        (self.is_felt, self.later, self.by_lag) = (false, [0.0; L], [0.0; L]);
    }

    /// The slopes by what goes in at a step, once those by what comes out at all later ones are known.
    pub fn by_input(&mut self, step: usize) -> [f64; L] {
        if !self.is_felt {
            return [0.0; L];
        }
        let last = self.inputs.len() - 1;
        let (now, mut by_input) = (&self.inputs[step], [0.0; L]);
        let earlier = match step {
            0 => &self.before,
            _ => &self.inputs[step - 1],
        };
        for lane in 0..L {
            if self.is_unseen(step, lane) {
                by_input[lane] = self.share[lane] * self.later[lane];
                continue;
            }
            let at = step + self.whole[lane];
            let out = if at <= last {
                self.slopes[at][lane]
            } else {
                0.0
            };
            by_input[lane] = out + self.share[lane] * (self.later[lane] - out);
            let rise = self.moves[lane] * (earlier[lane] - now[lane]);
            self.by_lag[lane] += out * rise * self.per_year;
            self.later[lane] = out;
        }
        by_input
    }

    /// Whether information that goes in at a step is not seen a whole lag later: what came before the start
    /// still is.
    fn is_unseen(&self, step: usize, lane: usize) -> bool {
        self.kind == DelayKind::Information && step == 0 && self.share[lane] > 0.0
    }

    /// Notes the slopes by what comes out at a step.
    pub fn feel(&mut self, step: usize, slopes: [f64; L]) {
        self.slopes[step] = slopes;
        self.is_felt |= slopes != [0.0; L];
    }

    /// The slopes by the lags and by what came before, at the end of the way.
    pub fn ends(&self) -> [[f64; L]; 2] {
        let last = self.inputs.len();
        let by_before = std::array::from_fn(|lane| {
            let whole = self.whole[lane].min(last);
            let first = self.slopes[..whole].iter();
            let next = self.slopes.get(whole).map_or(0.0, |slopes| slopes[lane]);
            let share = match self.is_unseen(0, lane) {
                true => 1.0,
                false => self.share[lane],
            };
            first.map(|slopes| slopes[lane]).sum::<f64>() + share * next
        });
        [self.by_lag, by_before]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out at a step, as the engine reads it: input k stands at k + 1, what came before at 0.
    fn out(kind: DelayKind, inputs: &[f64], (before, lag): (f64, f64), step: usize) -> f64 {
        let back = lag.max(1.0).min(step as f64 + 1.0);
        if kind == DelayKind::Information && back > step as f64 {
            return before;
        }
        let later = step + 1 - back.floor() as usize;
        let read = |at: usize| if at == 0 { before } else { inputs[at - 1] };
        let share = back - back.floor();
        read(later) + share * (read(later.saturating_sub(1)) - read(later))
    }

    /// A weighted sum of what comes out over six steps is linear in what goes in and in what came before,
    /// and in the lag between two steps: differences are exact but for rounding. From beyond the start
    /// comes what came before, however far back.
    #[test]
    fn slopes_are_those_of_what_comes_out() {
        for kind in [DelayKind::Information, DelayKind::Material] {
            slopes_of(kind);
        }
    }

    fn slopes_of(kind: DelayKind) {
        let (inputs, before) = ([0.7, -1.2, 2.0, 0.4, 1.1, -0.3], 0.9);
        let weights = [1.0, -0.5, 2.0, 0.3, 1.7, -1.1];
        let lags = [0.3, 2.5, 4.25, 1e30, f64::INFINITY];
        let sum = |inputs: &[f64], before: f64, lag: f64| -> f64 {
            let all = weights.iter().enumerate();
            all.map(|(step, weight)| weight * out(kind, inputs, (before, lag), step))
                .sum()
        };
        let mut delay = Delayed::<5>::new(kind, 6, 1.0);
        for (step, input) in inputs.iter().enumerate() {
            *delay.input(step) = [*input; 5];
        }
        delay.turn(&lags, &[before; 5]);
        let near =
            |found: f64, exact: f64| assert!((found - exact).abs() < 1e-9, "{found} {exact}");
        for step in (0..6).rev() {
            let found = delay.by_input(step);
            for (lane, lag) in lags.iter().enumerate() {
                let mut more = inputs;
                more[step] += 1.0;
                near(
                    found[lane],
                    sum(&more, before, *lag) - sum(&inputs, before, *lag),
                );
            }
            delay.feel(step, [weights[step]; 5]);
        }
        let [by_lag, by_before] = delay.ends();
        for (lane, lag) in lags.iter().enumerate() {
            let rise = sum(&inputs, before + 1.0, *lag) - sum(&inputs, before, *lag);
            near(by_before[lane], rise);
            let beside = |by: f64| sum(&inputs, before, lag + by);
            let slope = if *lag < 10.0 {
                (beside(1e-3) - beside(-1e-3)) / 2e-3
            } else {
                0.0
            };
            near(by_lag[lane], slope);
        }
    }
}
