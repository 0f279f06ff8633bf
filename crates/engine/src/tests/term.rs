//! Arithmetic on the nodes of a program under construction, written as arithmetic.

use super::build::Build;
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};
use tenfold_ir::{Binary, NodeId, Unary};

/// A node, and the program it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Term<'b> {
    build: &'b RefCell<Build>,
    pub node: NodeId,
}

impl<'b> Term<'b> {
    pub fn new(build: &'b RefCell<Build>, node: NodeId) -> Self {
        Term { build, node }
    }

    fn number(self, value: f64) -> Self {
        Term::new(self.build, self.build.borrow_mut().number(value))
    }

    fn one(self, operation: Unary) -> Self {
        Term::new(
            self.build,
            self.build.borrow_mut().one(operation, self.node),
        )
    }

    fn two(self, operation: Binary, other: Self) -> Self {
        let mut build = self.build.borrow_mut();
        Term::new(self.build, build.two(operation, self.node, other.node))
    }

    pub fn exp(self) -> Self {
        self.one(Unary::Exp)
    }

    pub fn ln(self) -> Self {
        self.one(Unary::Ln)
    }

    pub fn pow(self, exponent: Self) -> Self {
        self.two(Binary::Pow, exponent)
    }

    pub fn powf(self, exponent: f64) -> Self {
        self.pow(self.number(exponent))
    }

    pub fn max(self, bound: f64) -> Self {
        self.two(Binary::Max, self.number(bound))
    }

    pub fn min(self, bound: f64) -> Self {
        self.two(Binary::Min, self.number(bound))
    }

    pub fn at_least(self, bound: f64) -> Self {
        self.two(Binary::Ge, self.number(bound))
    }
}

impl Neg for Term<'_> {
    type Output = Self;
    fn neg(self) -> Self {
        self.one(Unary::Neg)
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident $operation:ident;)*) => {$(
        impl $trait for Term<'_> {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.two(Binary::$operation, other)
            }
        }

        impl $trait<f64> for Term<'_> {
            type Output = Self;
            fn $method(self, other: f64) -> Self {
                self.two(Binary::$operation, self.number(other))
            }
        }

        impl<'b> $trait<Term<'b>> for f64 {
            type Output = Term<'b>;
            fn $method(self, other: Term<'b>) -> Term<'b> {
                other.number(self).two(Binary::$operation, other)
            }
        }
    )*};
}

operators! {
    Add add Add;
    Sub sub Sub;
    Mul mul Mul;
    Div div Div;
}
