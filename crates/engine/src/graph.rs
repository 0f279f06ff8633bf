//! The expression graph that is rewritten on the way from program to kernel: hash-consed, folded,
//! each node with the rarest occasion on which it has to be evaluated.
//!
//! It knows operations and their meaning on numbers; it knows neither registers nor lanes.

use crate::table::Table;
use std::collections::HashMap;
use tenfold_ir as ir;
use tenfold_ir::math;

/// A node of a [`Graph`]; operands have smaller numbers than their users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(pub u32);

/// A value that a trajectory carries from outside the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Leaf {
    Param(u32),
    Stock(u32),
    Noise(u32),
    Active(u32),
    Occurred(u32),
    Since(u32),
    Reached(u32),
    Date(u32),
    /// Calendar years, where lanes have times of their own; for what jumps, as [`Operation::Time`].
    Clock {
        of_jumps: bool,
    },
}

/// Powers whose product takes one exponential.
pub(crate) const POWERS_MAX: usize = 3;
/// Operands of the operation that has most.
pub(crate) const OPERANDS_MAX: usize = 1 + 2 * POWERS_MAX;

/// What a node computes from its operands, which [`Operation::operands`] lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Operation {
    /// The bits of a number.
    Const(u64),
    /// Calendar years; for what jumps, on the side of a jump that its step lies on.
    Time {
        of_jumps: bool,
    },
    Leaf(Leaf),
    /// A delay's output, given its lag and what comes out before anything has come through.
    Delayed(u32, Id, Id),
    Unary(ir::Unary, Id),
    Binary(ir::Binary, Id, Id),
    Select(Id, Id, Id),
    Lookup(u32, Id),
    /// a·b + c, rounded once.
    MulAdd(Id, Id, Id),
    /// a·b − c, rounded once.
    MulSub(Id, Id, Id),
    /// c − a·b, rounded once.
    SubMul(Id, Id, Id),
    /// x/d, from x, d and 1/d.
    DivideBy(Id, Id, Id),
    /// e^u, which is the product of as many powers where their bases are positive and finite; that
    /// product itself elsewhere. From u and pairs of base and exponent.
    Powers(Id, [Id; 2 * POWERS_MAX], u8),
}

impl Operation {
    /// A number.
    pub fn number(value: f64) -> Operation {
        Operation::Const(value.to_bits())
    }

    /// The operands, in order.
    pub fn operands(self) -> impl Iterator<Item = Id> {
        use Operation::*;
        let mut list = [Id(0); OPERANDS_MAX];
        let count = match self {
            Const(_) | Time { .. } | Leaf(_) => 0,
            Unary(_, a) | Lookup(_, a) => {
                list[0] = a;
                1
            }
            Binary(_, a, b) | Delayed(_, a, b) => {
                list[..2].copy_from_slice(&[a, b]);
                2
            }
            Select(a, b, c)
            | MulAdd(a, b, c)
            | MulSub(a, b, c)
            | SubMul(a, b, c)
            | DivideBy(a, b, c) => {
                list[..3].copy_from_slice(&[a, b, c]);
                3
            }
            Powers(u, pairs, count) => {
                list[0] = u;
                list[1..].copy_from_slice(&pairs);
                1 + 2 * usize::from(count)
            }
        };
        list.into_iter().take(count)
    }

    /// The value, from the operands' values; `None` where it is not a function of them alone.
    ///
    /// This is the meaning that the kernels repeat lane by lane, to the bit.
    pub fn value(self, v: &[f64], tables: &[Table]) -> Option<f64> {
        use Operation::*;
        Some(match self {
            Const(bits) => f64::from_bits(bits),
            Time { .. } | Leaf(_) | Delayed(..) => return None,
            Unary(operation, _) => unary(operation, v[0]),
            Binary(operation, _, _) => binary(operation, v[0], v[1]),
            Select(..) => ir::select(v[0], v[1], v[2]),
            Lookup(table, _) => tables[table as usize].at(v[0]),
            MulAdd(..) => v[0].mul_add(v[1], v[2]),
            MulSub(..) => v[0].mul_add(v[1], -v[2]),
            SubMul(..) => (-v[0]).mul_add(v[1], v[2]),
            DivideBy(..) => divide_by(v[0], v[1], v[2]),
            Powers(_, _, count) => powers(v[0], &v[1..1 + 2 * usize::from(count)]),
        })
    }
}

/// A function of one number.
#[inline(always)]
pub(crate) fn unary(operation: ir::Unary, x: f64) -> f64 {
    match operation {
        ir::Unary::Neg => -x,
        ir::Unary::Not => ir::not(x),
        ir::Unary::Abs => x.abs(),
        ir::Unary::Exp => math::exp(x),
        ir::Unary::Ln => math::ln(x),
        ir::Unary::Log10 => math::log10(x),
        ir::Unary::Log2 => math::log2(x),
        ir::Unary::Sqrt => x.sqrt(),
        ir::Unary::Logistic => math::logistic(x),
        ir::Unary::NormalCdf => math::normal_cdf(x),
        ir::Unary::Floor => x.floor(),
        ir::Unary::Undefined => ir::truth(x.is_nan()),
        ir::Unary::Held => x,
    }
}

/// A function of two numbers.
#[inline(always)]
pub(crate) fn binary(operation: ir::Binary, a: f64, b: f64) -> f64 {
    match operation {
        ir::Binary::Add => a + b,
        ir::Binary::Sub => a - b,
        ir::Binary::Mul => a * b,
        ir::Binary::Div => a / b,
        ir::Binary::Pow => math::power(a, b),
        ir::Binary::Min => math::min(a, b),
        ir::Binary::Max => math::max(a, b),
        _ => {
            let truth = operation.truth(a, b);
            truth.expect("what is no arithmetic is a condition")
        }
    }
}

/// x/d by the reciprocal and one correction, which rounds correctly for normal numbers
/// (Markstein, IBM Journal of Research and Development 34, 1990).
#[inline(always)]
pub(crate) fn divide_by(x: f64, d: f64, reciprocal: f64) -> f64 {
    let quotient = x * reciprocal;
    let rest = (-quotient).mul_add(d, x);
    let corrected = rest.mul_add(reciprocal, quotient);
    // An infinite quotient or divisor leaves no rest to correct by.
    if corrected.is_nan() {
        quotient
    } else {
        corrected
    }
}

/// [`Operation::Powers`].
#[inline(always)]
pub(crate) fn powers(u: f64, pairs: &[f64]) -> f64 {
    let pairs = pairs.as_chunks::<2>().0;
    if pairs.iter().all(|[base, _]| math::is_ordinary_base(*base)) {
        return math::exp(u);
    }
    let power = |[base, exponent]: &[f64; 2]| math::power(*base, *exponent);
    pairs.iter().map(power).product()
}

/// How rarely a node can be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Once.
    Const,
    /// Once per time of the grid, for all draws.
    Time,
    /// Once per draw.
    Params,
    /// At each step of each draw.
    Step,
}

impl Class {
    /// How rarely something can be evaluated that needs both.
    fn join(self, other: Class) -> Class {
        match (self, other) {
            (Class::Const, class) | (class, Class::Const) => class,
            (a, b) if a == b => a,
            _ => Class::Step,
        }
    }
}

/// Nodes without repetition.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub nodes: Vec<Operation>,
    pub classes: Vec<Class>,
    pub tables: Vec<Table>,
    /// Parameters that are given anew at each look.
    pub varying: Vec<u32>,
    known: HashMap<Operation, Id>,
}

impl Graph {
    /// Without nodes yet; of varying parameters in ascending order.
    pub fn new(tables: Vec<Table>, varying: Vec<u32>) -> Graph {
        Graph {
            tables,
            varying,
            ..Graph::default()
        }
    }

    /// What a node computes.
    pub fn operation(&self, id: Id) -> Operation {
        self.nodes[id.0 as usize]
    }

    /// How rarely a node can be evaluated.
    pub fn class(&self, id: Id) -> Class {
        self.classes[id.0 as usize]
    }

    /// The number, where a node is one.
    pub fn constant(&self, id: Id) -> Option<f64> {
        match self.operation(id) {
            Operation::Const(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    /// The node of an operation, if there is one.
    pub fn find(&self, operation: Operation) -> Option<Id> {
        self.known.get(&operation).copied()
    }

    /// Adds a number.
    pub fn number(&mut self, value: f64) -> Id {
        self.insert(Operation::number(value))
    }

    /// Adds an operation, or finds it, or folds it to a number.
    pub fn insert(&mut self, operation: Operation) -> Id {
        let operation = self.fold(operation);
        if let Some(&id) = self.known.get(&operation) {
            return id;
        }
        let class = match operation {
            Operation::Const(_) => Class::Const,
            Operation::Time { .. } => Class::Time,
            Operation::Leaf(Leaf::Param(at)) if self.varying.binary_search(&at).is_err() => {
                Class::Params
            }
            Operation::Leaf(_) | Operation::Delayed(..) => Class::Step,
            _ => operation
                .operands()
                .fold(Class::Const, |class, id| class.join(self.class(id))),
        };
        let id = Id(self.nodes.len() as u32);
        self.nodes.push(operation);
        self.classes.push(class);
        self.known.insert(operation, id);
        id
    }

    fn fold(&self, operation: Operation) -> Operation {
        let mut values = [0.0; OPERANDS_MAX];
        let mut count = 0;
        for operand in operation.operands() {
            let Some(value) = self.constant(operand) else {
                return operation;
            };
            values[count] = value;
            count += 1;
        }
        match operation.value(&values[..count], &self.tables) {
            Some(value) => Operation::number(value),
            None => operation,
        }
    }

    /// How often each node is used by live nodes, a root counting as one use; 0 where dead.
    pub fn uses(&self, roots: impl IntoIterator<Item = Id>) -> Vec<u32> {
        let mut uses = vec![0_u32; self.nodes.len()];
        for root in roots {
            uses[root.0 as usize] += 1;
        }
        for at in (0..self.nodes.len()).rev() {
            if uses[at] > 0 {
                for operand in self.nodes[at].operands() {
                    uses[operand.0 as usize] += 1;
                }
            }
        }
        uses
    }
}
