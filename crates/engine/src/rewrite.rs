//! Rewriting of the whole graph: cheaper forms of the same value that need to know how often a value
//! is used.

use crate::graph::{Class, Graph, Id, Operation, POWERS_MAX};
use crate::lower::Roots;
use crate::simplify::insert_simplified;
use tenfold_ir::{Binary, Unary};

use Operation::Binary as Two;
use Operation::Unary as One;

/// The graph with multiply-adds fused, powers as exponentials of logarithms, and divisions by what
/// changes more rarely as multiplications by its reciprocal.
pub(crate) fn fuse(graph: &Graph, roots: &Roots) -> (Graph, Roots) {
    let mut fusion = Fusion {
        old: graph,
        uses: graph.uses(roots.all()),
        new: Graph::new(graph.tables.clone(), graph.varying.clone()),
        places: vec![Id(u32::MAX); graph.nodes.len()],
    };
    for at in 0..graph.nodes.len() {
        if fusion.uses[at] > 0 {
            fusion.places[at] = fusion.rewritten(Id(at as u32));
        }
    }
    let roots = roots.moved(|id| fusion.places[id.0 as usize]);
    (fusion.new, roots)
}

/// Factors of a product that are looked at together.
const FACTORS_MAX: usize = 8;

/// Base and exponent; without a base, that of the exponential function.
type Power = (Option<Id>, Id);

struct Fusion<'a> {
    old: &'a Graph,
    uses: Vec<u32>,
    new: Graph,
    places: Vec<Id>,
}

impl Fusion<'_> {
    fn place(&self, old: Id) -> Id {
        self.places[old.0 as usize]
    }

    /// The operands of `part`, where it is this operation, used by `whole` alone and evaluated as
    /// often.
    fn only_for(&self, whole: Id, part: Id, operation: Binary) -> Option<(Id, Id)> {
        match self.old.operation(part) {
            Two(found, a, b)
                if found == operation
                    && self.uses[part.0 as usize] == 1
                    && self.old.class(part) == self.old.class(whole) =>
            {
                Some((a, b))
            }
            _ => None,
        }
    }

    fn rewritten(&mut self, id: Id) -> Id {
        let fused = match self.old.operation(id) {
            Two(Binary::Add, a, b) => self.sum(id, a, b),
            Two(Binary::Sub, a, b) => self.difference(id, a, b),
            Two(Binary::Mul, _, _) => self.product(id),
            Two(Binary::Div, a, b) => self.quotient(id, a, b),
            Two(Binary::Pow, x, y) => Some(self.power(x, y)),
            One(Unary::Neg, a) => self.negative(id, a),
            One(Unary::Logistic, a) => Some(self.logistic(a)),
            _ => None,
        };
        match fused {
            Some(id) => id,
            None => {
                let operation = moved(self.old.operation(id), |id| self.place(id));
                self.new.insert(operation)
            }
        }
    }

    /// As [`tenfold_ir::math::logistic`] has it: the exponential has an instruction of its own.
    fn logistic(&mut self, a: Id) -> Id {
        let (x, one) = (self.place(a), self.new.number(1.0));
        let opposite = insert_simplified(&mut self.new, One(Unary::Neg, x));
        let odds = self.new.insert(One(Unary::Exp, opposite));
        let whole = self.new.insert(Two(Binary::Add, one, odds));
        self.new.insert(Two(Binary::Div, one, whole))
    }

    fn sum(&mut self, whole: Id, a: Id, b: Id) -> Option<Id> {
        let ((x, y), rest) = match self.only_for(whole, a, Binary::Mul) {
            Some(factors) => (factors, b),
            None => (self.only_for(whole, b, Binary::Mul)?, a),
        };
        let (x, y, rest) = (self.place(x), self.place(y), self.place(rest));
        Some(self.new.insert(Operation::MulAdd(x, y, rest)))
    }

    fn difference(&mut self, whole: Id, a: Id, b: Id) -> Option<Id> {
        let operation = if let Some((x, y)) = self.only_for(whole, a, Binary::Mul) {
            Operation::MulSub(self.place(x), self.place(y), self.place(b))
        } else {
            let (x, y) = self.only_for(whole, b, Binary::Mul)?;
            Operation::SubMul(self.place(x), self.place(y), self.place(a))
        };
        Some(self.new.insert(operation))
    }

    /// A product with powers in it: these become one exponential of a sum.
    fn product(&mut self, whole: Id) -> Option<Id> {
        let factors = self.factors(whole);
        let is_power = |&id: &Id| self.exponential(whole, id).is_some();
        let (powers, rest): (Vec<Id>, Vec<Id>) = factors.into_iter().partition(is_power);
        let gains = |&id: &Id| self.uses[id.0 as usize] == 1;
        if powers.len() < 2 || powers.len() > POWERS_MAX || !powers.iter().any(gains) {
            return None;
        }
        let pairs: Vec<Power> = powers
            .iter()
            .filter_map(|&id| self.exponential(whole, id))
            .collect();
        let mut product = self.powers(&pairs);
        for factor in rest {
            let factor = self.place(factor);
            product = self.new.insert(Two(Binary::Mul, factor, product));
        }
        Some(product)
    }

    /// The factors of a product of products that serve nothing else.
    fn factors(&self, whole: Id) -> Vec<Id> {
        let mut open = vec![whole];
        let mut factors = Vec::new();
        while let Some(id) = open.pop() {
            let parts = match self.old.operation(id) {
                Two(Binary::Mul, a, b) if id == whole => Some((a, b)),
                // Longer products are rare, and looking through them again and again is slow.
                _ if open.len() + factors.len() >= FACTORS_MAX => None,
                _ => self.only_for(whole, id, Binary::Mul),
            };
            match parts {
                Some((a, b)) => open.extend([b, a]),
                None => factors.push(id),
            }
        }
        factors
    }

    /// A factor as base and exponent, both in the old graph: a power that serves this product
    /// alone, or an exponential, whose base is none.
    fn exponential(&self, whole: Id, factor: Id) -> Option<Power> {
        if self.old.class(factor) != self.old.class(whole) {
            return None;
        }
        match self.old.operation(factor) {
            Two(Binary::Pow, x, y) if self.uses[factor.0 as usize] == 1 => Some((Some(x), y)),
            One(Unary::Exp, u) => Some((None, u)),
            _ => None,
        }
    }

    fn power(&mut self, x: Id, y: Id) -> Id {
        self.powers(&[(Some(x), y)])
    }

    /// The product of some powers.
    fn powers(&mut self, powers: &[Power]) -> Id {
        let mut exponent: Option<Id> = None;
        let mut pairs = Vec::new();
        for &(base, y) in powers {
            let y = self.place(y);
            let Some(base) = base else {
                let e = self.new.number(std::f64::consts::E);
                pairs.push((e, y));
                exponent = Some(match exponent {
                    None => y,
                    Some(sum) => self.new.insert(Two(Binary::Add, sum, y)),
                });
                continue;
            };
            let x = self.place(base);
            pairs.push((x, y));
            let ln = self.new.insert(One(Unary::Ln, x));
            exponent = Some(self.new.insert(match exponent {
                None => Two(Binary::Mul, y, ln),
                Some(sum) => Operation::MulAdd(y, ln, sum),
            }));
        }
        let exponent = exponent.expect("there is a power");
        if pairs.iter().all(|&(x, y)| self.is_plain_power(x, y)) {
            return self.new.insert(One(Unary::Exp, exponent));
        }
        let mut list = [exponent; 2 * POWERS_MAX];
        for (at, &(x, y)) in pairs.iter().enumerate() {
            list[2 * at] = x;
            list[2 * at + 1] = y;
        }
        self.new
            .insert(Operation::Powers(exponent, list, pairs.len() as u8))
    }

    /// Whether e^(y·ln x) is x^y for every x that can occur.
    fn is_plain_power(&self, x: Id, y: Id) -> bool {
        let is_fraction = |y: f64| y.is_finite() && y != y.floor();
        self.new.constant(y).is_some_and(is_fraction)
            || (self.new.constant(x)).is_some_and(tenfold_ir::math::is_ordinary_base)
    }

    fn quotient(&mut self, whole: Id, x: Id, d: Id) -> Option<Id> {
        if let One(Unary::Exp, u) = self.old.operation(d)
            && self.old.class(d) == Class::Step
        {
            // An exponential more takes less time than a division.
            let (x, u) = (self.place(x), self.place(u));
            let minus_u = self.negated(u);
            let reciprocal = self.new.insert(One(Unary::Exp, minus_u));
            return Some(self.new.insert(Two(Binary::Mul, x, reciprocal)));
        }
        let is_rarer = self.old.class(whole) == Class::Step && self.old.class(d) != Class::Step;
        if !is_rarer || self.old.class(x) != Class::Step {
            return None;
        }
        let (x, d) = (self.place(x), self.place(d));
        let one = self.new.number(1.0);
        let reciprocal = self.new.insert(Two(Binary::Div, one, d));
        Some(self.new.insert(Operation::DivideBy(x, d, reciprocal)))
    }

    /// The negative of a node of the new graph, with the sign at a factor that has it already or
    /// that changes more rarely.
    fn negated(&mut self, id: Id) -> Id {
        if let One(Unary::Neg, inner) = self.new.operation(id) {
            return inner;
        }
        if let Two(Binary::Mul, a, b) = self.new.operation(id) {
            let (rare, other) = if self.new.class(a) == Class::Step {
                (b, a)
            } else {
                (a, b)
            };
            let rare = match self.new.operation(rare) {
                One(Unary::Neg, inner) => inner,
                _ => self.new.insert(One(Unary::Neg, rare)),
            };
            return self.new.insert(Two(Binary::Mul, rare, other));
        }
        self.new.insert(One(Unary::Neg, id))
    }

    /// −(x·y) with the sign at the factor that changes more rarely.
    fn negative(&mut self, whole: Id, a: Id) -> Option<Id> {
        let (x, y) = self.only_for(whole, a, Binary::Mul)?;
        let (rare, other) = if self.old.class(x) != self.old.class(whole) {
            (x, y)
        } else if self.old.class(y) != self.old.class(whole) {
            (y, x)
        } else {
            return None;
        };
        let (rare, other) = (self.place(rare), self.place(other));
        let negated = self.new.insert(One(Unary::Neg, rare));
        Some(self.new.insert(Two(Binary::Mul, negated, other)))
    }
}

/// The operation with its operands elsewhere.
fn moved(operation: Operation, place: impl Fn(Id) -> Id) -> Operation {
    use Operation::*;
    match operation {
        Const(_) | Time { .. } | Leaf(_) => operation,
        Delayed(delay, a, b) => Delayed(delay, place(a), place(b)),
        Unary(o, a) => Unary(o, place(a)),
        Binary(o, a, b) => Binary(o, place(a), place(b)),
        Select(a, b, c) => Select(place(a), place(b), place(c)),
        Lookup(table, a) => Lookup(table, place(a)),
        MulAdd(a, b, c) => MulAdd(place(a), place(b), place(c)),
        MulSub(a, b, c) => MulSub(place(a), place(b), place(c)),
        SubMul(a, b, c) => SubMul(place(a), place(b), place(c)),
        DivideBy(a, b, c) => DivideBy(place(a), place(b), place(c)),
        Powers(u, pairs, count) => Powers(place(u), pairs.map(place), count),
    }
}
