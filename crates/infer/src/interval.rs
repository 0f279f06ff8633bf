//! How far each parameter can go before the runs contradict it: the profile likelihood.
//!
//! A parameter is held at a value and all others are sought anew (Venzon and Moolgavkar 1988;
//! Raue et al. 2009 on identifiability). Both sides of all parameters are followed together.

use crate::law::Law;
use crate::minimise::{Minimum, Task, minimise};
use std::sync::atomic::{AtomicBool, AtomicU64};

/// A range of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// A 95 % interval by the profile likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// Its ends; where one is open, that of the support, or infinite.
    pub interval: Interval,
    /// Whether the runs set no lower end.
    pub open_below: bool,
    /// Whether the runs set no upper end.
    pub open_above: bool,
}

impl Profile {
    /// Whether the runs bound the parameter on both sides.
    pub fn is_identified(&self) -> bool {
        !(self.open_below || self.open_above)
    }
}

/// The first step away from the estimate, in the coordinate.
const FIRST_STEP: f64 = 0.01;
/// So far from the estimate a side counts as open: e^25 for a positive parameter.
const REACH: f64 = 25.0;
/// Halvings of the bracket that holds an end.
const HALVINGS: u32 = 30;

/// One side of one parameter.
struct Side {
    coordinate: usize,
    /// −1 below, 1 above.
    sign: f64,
    /// How far is surely inside, with the minimum there.
    inside: f64,
    at: Vec<f64>,
    /// How far is surely outside, once found.
    outside: Option<f64>,
    halvings: u32,
    /// A step that can be taken on the coordinate's own scale.
    scale: f64,
}

impl Side {
    fn is_open(&self) -> bool {
        self.outside.is_none() && self.inside >= REACH * self.scale
    }

    fn is_done(&self) -> bool {
        self.is_open() || self.halvings >= HALVINGS
    }

    fn next(&self) -> f64 {
        match self.outside {
            Some(outside) => 0.5 * (self.inside + outside),
            None if self.inside == 0.0 => FIRST_STEP * self.scale,
            None => 2.0 * self.inside,
        }
    }
}

/// The profile of every parameter that is sought, around a minimum. `None` if cancelled.
pub(crate) fn profiles(law: &Law, best: &Minimum, cancel: &AtomicBool) -> Option<Vec<Profile>> {
    let rows = law.rows() as f64;
    let weights = vec![1.0; law.rows()];
    let params = law.coordinates() as f64;
    let count = law.sought().len();
    let mut sides: Vec<Side> = (0..2 * count)
        .map(|at| Side {
            coordinate: at / 2,
            sign: if at % 2 == 0 { -1.0 } else { 1.0 },
            inside: 0.0,
            at: best.point.clone(),
            outside: None,
            halvings: 0,
            scale: law.scale(at / 2, best.point[at / 2]),
        })
        .collect();
    loop {
        let open: Vec<usize> = (0..sides.len())
            .filter(|&at| !sides[at].is_done())
            .collect();
        if open.is_empty() {
            break;
        }
        let tasks: Vec<Task> = open
            .iter()
            .map(|&at| {
                let side = &sides[at];
                let mut start = side.at.clone();
                start[side.coordinate] = best.point[side.coordinate] + side.sign * side.next();
                Task {
                    start,
                    weights: &weights,
                    held: Some(side.coordinate),
                }
            })
            .collect();
        let found = minimise(law, &tasks, cancel, &AtomicU64::new(0))?;
        for (at, minimum) in open.into_iter().zip(found) {
            let side = &mut sides[at];
            let distance = side.next();
            side.halvings += u32::from(side.outside.is_some());
            let is_inside = minimum.value.is_finite()
                && law.loss.within(best.value, minimum.value, rows, params);
            if is_inside {
                side.inside = distance;
                side.at = minimum.point;
            } else {
                side.outside = Some(distance);
            }
        }
    }
    Some(
        (0..count)
            .map(|at| profile(law, best, &sides[2 * at..2 * at + 2]))
            .collect(),
    )
}

fn profile(law: &Law, best: &Minimum, sides: &[Side]) -> Profile {
    let coordinate = sides[0].coordinate;
    let ends: Vec<f64> = sides
        .iter()
        .map(|side| {
            let mut point = best.point.clone();
            point[coordinate] += side.sign * side.inside;
            law.values(&[&point])[0].sought[coordinate]
        })
        .collect();
    let support = law.support(coordinate);
    // A coordinate may run against its parameter.
    let (below, above) = if ends[0] <= ends[1] { (0, 1) } else { (1, 0) };
    let (open_below, open_above) = (sides[below].is_open(), sides[above].is_open());
    Profile {
        interval: Interval {
            low: if open_below { support.0 } else { ends[below] },
            high: if open_above { support.1 } else { ends[above] },
        },
        open_below,
        open_above,
    }
}
