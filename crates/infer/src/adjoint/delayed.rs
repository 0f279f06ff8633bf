//! A delay, forth and back: what goes in comes out a lag later, and so do slopes the other way.

use tenfold_engine::Points;

/// A delay of `L` trajectories. As the engine reads it, what comes out at a step lies between what went in
/// at two steps before, or is what came before the first.
pub(super) struct Delayed<const L: usize> {
    /// Steps in a year.
    per_year: f64,
    /// How far it reaches back: whole steps, at least one, and what is over.
    whole: [usize; L],
    share: [f64; L],
    /// 1 where what comes out changes with the lag: where that is not below one step; else 0.
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
    pub fn new(steps: usize, dt: f64) -> Self {
        Delayed {
            per_year: 1.0 / dt,
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
        let steps = lags.map(|lag| (lag * self.per_year).max(1.0));
        let whole = steps.map(libm::floor);
        self.whole = whole.map(|whole| whole as usize);
        self.share = std::array::from_fn(|lane| steps[lane] - whole[lane]);
        self.moves = lags.map(|lag| f64::from(lag * self.per_year > 1.0));
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

    /// Notes the slopes by what comes out at a step, which a record of the step back has.
    pub fn felt(&mut self, step: usize, back: &Points<L>, record: usize) {
        let to = &mut self.slopes[step];
        back.copy_values(record, to);
        self.is_felt |= *to != [0.0; L];
    }

    /// The slopes by the lags and by what came before, at the end of the way.
    pub fn ends(&self) -> [[f64; L]; 2] {
        let last = self.inputs.len();
        let by_before = std::array::from_fn(|lane| {
            let first = self.slopes[..self.whole[lane].min(last)].iter();
            first.map(|slopes| slopes[lane]).sum::<f64>() + self.share[lane] * self.later[lane]
        });
        [self.by_lag, by_before]
    }
}
