//! One number a draw, from the columns of one or several worlds.

use tenfold_engine::Collected;
use tenfold_ir::{PerDraw, Term};

/// The number in each draw; NaN where it is undefined, or was not reached before a world diverged.
pub(super) fn per_draw(term: &PerDraw, worlds: &[Collected]) -> Vec<f64> {
    match term {
        Term::Const(value) => {
            let draws = worlds.first().map_or(0, |world| world.diverged.len());
            vec![*value; draws]
        }
        Term::Leaf(at) => worlds[at.world].columns[at.column].clone(),
        Term::Unary(op, a) => {
            let mut a = per_draw(a, worlds);
            a.iter_mut()
                .for_each(|x| *x = tenfold_engine::unary(*op, *x));
            a
        }
        Term::Binary(op, a, b) => {
            let (mut a, b) = (per_draw(a, worlds), per_draw(b, worlds));
            for (x, y) in a.iter_mut().zip(&b) {
                *x = tenfold_engine::binary(*op, *x, *y);
            }
            a
        }
        Term::Select(a, b, c) => {
            let (mut a, b) = (per_draw(a, worlds), per_draw(b, worlds));
            let c = per_draw(c, worlds);
            for ((x, y), z) in a.iter_mut().zip(&b).zip(&c) {
                *x = tenfold_ir::select(*x, *y, *z);
            }
            a
        }
    }
}

/// Ranks from 0, ties in the middle of theirs; NaN keeps none.
pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    let order = ascending(values);
    let mut ranks = vec![f64::NAN; values.len()];
    let mut at = 0;
    while at < order.len() {
        let value = values[order[at] as usize];
        let same = order[at..].iter();
        let ties = same
            .take_while(|one| values[**one as usize] == value)
            .count();
        for one in &order[at..at + ties] {
            ranks[*one as usize] = at as f64 + (ties - 1) as f64 / 2.0;
        }
        at += ties;
    }
    ranks
}

/// The draws that have a value, in its order.
pub(super) fn ascending(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32)
        .filter(|at| !values[*at as usize].is_nan())
        .collect();
    order.sort_unstable_by(|a, b| {
        let (x, y) = (values[*a as usize], values[*b as usize]);
        x.total_cmp(&y).then(a.cmp(b))
    });
    order
}
