//! One minimisation, told its values one by one: whoever drives it evaluates many side by side.
//!
//! BFGS (Nocedal and Wright, "Numerical Optimization", 2nd ed., ch. 6) with the bisection line search
//! for the weak Wolfe conditions, which ends on functions with kinks too (Lewis and Overton 2013).

const DECREASE: f64 = 1e-4;
const CURVATURE: f64 = 0.9;
/// The first step's greatest length in any coordinate.
const FIRST_STEP: f64 = 0.1;
/// A gradient is 0 if it is this small against the value.
const GRADIENT_MIN: f64 = 1e-10;
/// A decrease is none if it is this small against the value; so many in a row end the descent.
const DECREASE_MIN: f64 = 1e-14;
const STALLS_MAX: u32 = 3;
const TRIALS_MAX: u32 = 60;
const EVALUATIONS_MAX: u32 = 3_000;
/// Below it a value is 0.
const VALUE_MIN: f64 = 1e-30;

/// A descent from one start.
#[derive(Clone, Debug)]
pub(crate) struct Descent {
    point: Vec<f64>,
    value: f64,
    gradient: Vec<f64>,
    /// The inverse of the Hessian, as estimated, row by row.
    inverse: Vec<f64>,
    is_fresh: bool,
    direction: Vec<f64>,
    slope: f64,
    step: f64,
    low: f64,
    high: f64,
    trial: Vec<f64>,
    trials: u32,
    evaluations: u32,
    stalls: u32,
    is_done: bool,
    /// A coordinate that stays where it is.
    held: Option<usize>,
}

impl Descent {
    pub fn new(start: Vec<f64>, held: Option<usize>) -> Descent {
        let n = start.len();
        Descent {
            trial: start.clone(),
            point: start,
            value: f64::INFINITY,
            gradient: vec![0.0; n],
            inverse: vec![0.0; n * n],
            is_fresh: true,
            direction: vec![0.0; n],
            slope: 0.0,
            step: 0.0,
            low: 0.0,
            high: f64::INFINITY,
            trials: 0,
            evaluations: 0,
            stalls: 0,
            is_done: false,
            held,
        }
    }

    /// The point to be evaluated next.
    pub fn trial(&self) -> &[f64] {
        &self.trial
    }

    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// The best point and its value; infinite if the start has none.
    pub fn best(self) -> (Vec<f64>, f64) {
        (self.point, self.value)
    }

    /// Takes the value and the gradient at the trial point.
    pub fn tell(&mut self, value: f64, mut gradient: Vec<f64>) {
        self.evaluations += 1;
        if let Some(held) = self.held {
            gradient[held] = 0.0;
        }
        let is_finite = value.is_finite() && gradient.iter().all(|g| g.is_finite());
        if self.evaluations == 1 {
            if !is_finite {
                self.is_done = true;
                return;
            }
            self.value = value;
            self.gradient = gradient;
            self.turn();
            return;
        }
        self.trials += 1;
        let is_low = is_finite && value <= self.value + DECREASE * self.step * self.slope;
        if !is_low {
            self.high = self.step;
        } else if dot(&gradient, &self.direction) < CURVATURE * self.slope {
            self.low = self.step;
        } else {
            self.accept(value, gradient);
            return;
        }
        if self.trials >= TRIALS_MAX || self.evaluations >= EVALUATIONS_MAX {
            if is_low {
                self.accept(value, gradient);
            } else {
                self.give_up();
            }
            return;
        }
        self.step = if self.high.is_finite() {
            0.5 * (self.low + self.high)
        } else {
            2.0 * self.step
        };
        self.advance_trial();
    }

    /// No step along the direction lowers the value: begins anew with steepest descent, or ends.
    fn give_up(&mut self) {
        if self.is_fresh || self.evaluations >= EVALUATIONS_MAX {
            self.is_done = true;
        } else {
            self.is_fresh = true;
            self.turn();
        }
    }

    fn accept(&mut self, value: f64, gradient: Vec<f64>) {
        let moved: Vec<f64> = difference(&self.trial, &self.point);
        let bent = difference(&gradient, &self.gradient);
        let decrease = self.value - value;
        self.stalls = match decrease <= DECREASE_MIN * value.abs() {
            true => self.stalls + 1,
            false => 0,
        };
        self.point.clone_from(&self.trial);
        self.value = value;
        self.gradient = gradient;
        self.learn(&moved, &bent);
        if self.stalls >= STALLS_MAX || self.evaluations >= EVALUATIONS_MAX {
            self.is_done = true;
            return;
        }
        self.turn();
    }

    /// Takes what a step has shown of the curvature into the inverse Hessian.
    fn learn(&mut self, moved: &[f64], bent: &[f64]) {
        let n = moved.len();
        let product = dot(moved, bent);
        if product <= 0.0 || !product.is_finite() {
            return;
        }
        if self.is_fresh {
            let scale = product / dot(bent, bent);
            self.inverse.fill(0.0);
            for at in 0..n {
                self.inverse[at * n + at] = scale;
            }
            self.is_fresh = false;
        }
        let turned: Vec<f64> = (0..n)
            .map(|row| dot(&self.inverse[row * n..(row + 1) * n], bent))
            .collect();
        let scale = (1.0 + dot(bent, &turned) / product) / product;
        for row in 0..n {
            for column in 0..n {
                self.inverse[row * n + column] += scale * moved[row] * moved[column]
                    - (turned[row] * moved[column] + moved[row] * turned[column]) / product;
            }
        }
    }

    /// Chooses the next direction and its first step, or ends.
    fn turn(&mut self) {
        let n = self.point.len();
        let steepest = self.gradient.iter().map(|g| g.abs()).fold(0.0, f64::max);
        if steepest <= GRADIENT_MIN * self.value.abs() || self.value.abs() <= VALUE_MIN {
            self.is_done = true;
            return;
        }
        if !self.is_fresh {
            for row in 0..n {
                self.direction[row] = -dot(&self.inverse[row * n..(row + 1) * n], &self.gradient);
            }
            self.slope = dot(&self.direction, &self.gradient);
            self.is_fresh = self.slope >= 0.0 || !self.slope.is_finite();
        }
        self.step = 1.0;
        if self.is_fresh {
            self.direction = self.gradient.iter().map(|g| -g).collect();
            self.slope = -dot(&self.gradient, &self.gradient);
            self.step = FIRST_STEP / steepest;
        }
        (self.low, self.high, self.trials) = (0.0, f64::INFINITY, 0);
        self.advance_trial();
    }

    fn advance_trial(&mut self) {
        let pairs = self.point.iter().zip(&self.direction);
        self.trial = pairs.map(|(x, d)| x + self.step * d).collect();
        if self.trial == self.point {
            self.give_up();
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minimum(start: &[f64], at: impl Fn(&[f64]) -> (f64, Vec<f64>)) -> (Vec<f64>, f64) {
        let mut descent = Descent::new(start.to_vec(), None);
        while !descent.is_done() {
            let (value, gradient) = at(descent.trial());
            descent.tell(value, gradient);
        }
        descent.best()
    }

    /// Rosenbrock's valley: the minimum is 0 at (1, 1).
    #[test]
    fn a_bent_valley_is_followed_to_its_end() {
        let (point, value) = minimum(&[-1.2, 1.0], |x| {
            let (a, b) = (1.0 - x[0], x[1] - x[0] * x[0]);
            let gradient = vec![-2.0 * a - 400.0 * x[0] * b, 200.0 * b];
            (a * a + 100.0 * b * b, gradient)
        });
        assert!(value < 1e-18, "{value}");
        assert!(point.iter().all(|x| (x - 1.0).abs() < 1e-8), "{point:?}");
    }

    /// |x| + 2|y − 1|: no derivative at the minimum.
    #[test]
    fn a_kink_is_reached() {
        let (point, value) = minimum(&[3.0, -2.0], |x| {
            let (a, b) = (x[0], x[1] - 1.0);
            (a.abs() + 2.0 * b.abs(), vec![a.signum(), 2.0 * b.signum()])
        });
        assert!(value < 1e-6, "{value} at {point:?}");
    }

    #[test]
    fn a_start_without_a_value_ends_at_once() {
        let (_, value) = minimum(&[0.0], |_| (f64::NAN, vec![f64::NAN]));
        assert_eq!(value, f64::INFINITY);
    }

    #[test]
    fn a_held_coordinate_stays() {
        let mut descent = Descent::new(vec![5.0, 5.0], Some(0));
        while !descent.is_done() {
            let x = descent.trial();
            let (value, gradient) = (
                x[0] * x[0] + (x[1] - x[0]).powi(2) + 1.0,
                vec![4.0 * x[0] - 2.0 * x[1], 2.0 * (x[1] - x[0])],
            );
            descent.tell(value, gradient);
        }
        let (point, _) = descent.best();
        assert_eq!(point[0], 5.0);
        assert!((point[1] - 5.0).abs() < 1e-6);
    }
}
