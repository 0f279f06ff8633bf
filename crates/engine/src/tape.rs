//! The tape: a straight list of operations on registers of a block of lanes, dispatched once per
//! operation and block, each a loop over the lanes that the compiler turns into vector code.

use crate::delay::History;
use crate::graph::{self, OPERANDS_MAX, Operation};
use crate::lanes::Lanes;
use crate::path::{Path, for_each_path};
use crate::table::Table;
use tenfold_ir::math;
use tenfold_ir::{Binary, Unary};

/// Where an operation reads: a register, or a number that all lanes share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Operand(u32);

impl Operand {
    const SCALAR: u32 = 1 << 31;

    /// A register of the block.
    pub fn register(index: u32) -> Operand {
        assert!(index < Operand::SCALAR, "register {index} is out of range");
        Operand(index)
    }

    /// A number shared by all lanes.
    pub fn scalar(index: u32) -> Operand {
        assert!(index < Operand::SCALAR, "scalar {index} is out of range");
        Operand(index | Operand::SCALAR)
    }

    /// Whether all lanes share it.
    pub fn is_scalar(self) -> bool {
        self.0 & Operand::SCALAR != 0
    }

    /// Its position among the registers or among the scalars.
    #[inline(always)]
    pub fn index(self) -> usize {
        (self.0 & !Operand::SCALAR) as usize
    }

    /// Its values, in `shared` if all lanes share one.
    #[inline(always)]
    pub fn read<'a, const L: usize>(
        self,
        registers: &'a [Lanes<L>],
        scalars: &[f64],
        shared: &'a mut Lanes<L>,
    ) -> &'a Lanes<L> {
        if self.is_scalar() {
            shared.0.fill(scalars[self.index()]);
            shared
        } else {
            &registers[self.index()]
        }
    }

    /// Its value in each lane.
    #[inline(always)]
    pub fn lanes<const L: usize>(self, registers: &[Lanes<L>], scalars: &[f64]) -> Lanes<L> {
        if self.is_scalar() {
            Lanes::splat(scalars[self.index()])
        } else {
            registers[self.index()]
        }
    }
}

/// What an instruction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// Copies an operand.
    Copy,
    Unary(Unary),
    Binary(Binary),
    Select,
    MulAdd,
    MulSub,
    SubMul,
    DivideBy,
    /// With as many bases.
    Powers(u8),
    Lookup(u32),
    Delayed(u32),
}

/// A code together with which of its operands are scalars: one number, for one jump per operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form(u8);

impl Form {
    /// Of a code whose operands are scalars where the bits say so.
    const fn of(code: Code, scalars: u8) -> Form {
        let later = scalars >> 1 & 3;
        Form(match code {
            Code::Copy => scalars & 1,
            Code::Select if scalars & 1 == 1 => 2,
            Code::Powers(_) => 3,
            Code::Lookup(_) => 4,
            Code::Delayed(_) => 5,
            Code::Select => 8 + later,
            Code::MulAdd => 12 + later,
            Code::MulSub => 16 + later,
            Code::SubMul => 20 + later,
            Code::DivideBy => 24 + later,
            Code::Unary(operation) => 32 + operation as u8,
            Code::Binary(operation) => 64 + 4 * operation as u8 + (scalars & 3),
        })
    }
}

/// One operation; its target is none of its sources.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instruction {
    form: Form,
    /// Bit i: whether source i is a scalar.
    scalars: u8,
    /// Which table or delay, or how many bases.
    which: u32,
    target: u32,
    sources: [u32; OPERANDS_MAX],
}

impl Instruction {
    /// An operation that writes register `target`.
    pub fn new(code: Code, target: u32, operands: &[Operand]) -> Instruction {
        let mut sources = [0; OPERANDS_MAX];
        let mut scalars = 0;
        for (at, operand) in operands.iter().enumerate() {
            assert!(
                operand.is_scalar() || operand.index() != target as usize,
                "{code:?} would overwrite its source"
            );
            sources[at] = operand.index() as u32;
            scalars |= u8::from(operand.is_scalar()) << at;
        }
        let which = match code {
            Code::Powers(count) => count.into(),
            Code::Lookup(which) | Code::Delayed(which) => which,
            _ => 0,
        };
        Instruction {
            form: Form::of(code, scalars),
            scalars,
            which,
            target,
            sources,
        }
    }

    /// The greatest register and the greatest scalar it touches.
    fn reach(&self) -> (u32, Option<u32>) {
        let mut register = self.target;
        let mut scalar = None;
        for (at, &source) in self.sources.iter().enumerate() {
            if self.scalars >> at & 1 == 1 {
                scalar = scalar.max(Some(source));
            } else {
                register = register.max(source);
            }
        }
        (register, scalar)
    }
}

/// The code of an operation of the graph.
pub(crate) fn code(operation: Operation) -> Code {
    match operation {
        Operation::Delayed(delay, ..) => Code::Delayed(delay),
        Operation::Unary(operation, _) => Code::Unary(operation),
        Operation::Binary(operation, _, _) => Code::Binary(operation),
        Operation::Select(..) => Code::Select,
        Operation::Lookup(table, _) => Code::Lookup(table),
        Operation::MulAdd(..) => Code::MulAdd,
        Operation::MulSub(..) => Code::MulSub,
        Operation::SubMul(..) => Code::SubMul,
        Operation::DivideBy(..) => Code::DivideBy,
        Operation::Powers(_, _, count) => Code::Powers(count),
        Operation::Const(_) | Operation::Time { .. } | Operation::Leaf(_) => {
            unreachable!("{operation:?} is no operation on registers")
        }
    }
}

/// A list of instructions with what they may touch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    instructions: Vec<Instruction>,
    registers: usize,
    scalars: usize,
}

impl Tape {
    /// The instructions in order.
    pub fn new(instructions: Vec<Instruction>) -> Tape {
        let (mut registers, mut scalars) = (0, 0);
        for instruction in &instructions {
            let (register, scalar) = instruction.reach();
            registers = registers.max(register as usize + 1);
            scalars = scalars.max(scalar.map_or(0, |s| s as usize + 1));
        }
        Tape {
            instructions,
            registers,
            scalars,
        }
    }

    /// How many instructions.
    pub fn len(&self) -> usize {
        self.instructions.len()
    }
}

/// What the instructions read besides registers.
pub(crate) struct Surroundings<'a, const L: usize> {
    pub scalars: &'a [f64],
    pub tables: &'a [Table],
    pub histories: &'a [History<L>],
    /// Steps since the start.
    pub step: u32,
    /// The path that runs.
    pub path: Path,
}

for_each_path! {
    /// Runs the tape on the registers of a block.
    pub(crate) fn execute<const L: usize>(
        tape: &Tape,
        registers: &mut [Lanes<L>],
        surroundings: &Surroundings<'_, L>,
    ) {
        assert!(tape.registers <= registers.len(), "the tape is for more registers");
        assert!(tape.scalars <= surroundings.scalars.len(), "the tape is for more scalars");
        let block = Block {
            registers: registers.as_mut_ptr(),
            scalars: surroundings.scalars.as_ptr(),
            path: surroundings.path,
        };
        for instruction in &tape.instructions {
            block.run(instruction, surroundings);
        }
    }
}

/// The registers and scalars that a tape was checked against.
#[derive(Clone, Copy)]
struct Block<const L: usize> {
    registers: *mut Lanes<L>,
    scalars: *const f64,
    path: Path,
}

/// A source of an instruction.
trait Source: Copy {
    fn at(self, lane: usize) -> f64;
}

impl<const L: usize> Source for &Lanes<L> {
    #[inline(always)]
    fn at(self, lane: usize) -> f64 {
        self.0[lane]
    }
}

impl Source for f64 {
    #[inline(always)]
    fn at(self, _: usize) -> f64 {
        self
    }
}

impl<const L: usize> Block<L> {
    #[inline(always)]
    fn register(&self, i: &Instruction, source: usize) -> &Lanes<L> {
        // SAFETY: `execute` checked every register of the tape against the block, and no target is
        // among its sources, so that nothing writes to what this borrows.
        unsafe { &*self.registers.add(i.sources[source] as usize) }
    }

    #[inline(always)]
    fn scalar(&self, i: &Instruction, source: usize) -> f64 {
        // SAFETY: `execute` checked every scalar of the tape against their number.
        unsafe { *self.scalars.add(i.sources[source] as usize) }
    }

    #[inline(always)]
    #[expect(
        clippy::mut_from_ref,
        reason = "the block owns its registers by pointer"
    )]
    fn target(&self, i: &Instruction) -> &mut Lanes<L> {
        // SAFETY: checked by `execute`; one instruction runs at a time, and its target is none of
        // its sources (`Instruction::new`), so this borrow is the only one.
        unsafe { &mut *self.registers.add(i.target as usize) }
    }

    #[inline(always)]
    fn unary(&self, i: &Instruction, f: impl Fn(f64) -> f64) {
        let (target, a) = (self.target(i), self.register(i, 0));
        for lane in 0..L {
            target.0[lane] = f(a.0[lane]);
        }
    }

    #[inline(always)]
    fn two(&self, i: &Instruction, a: impl Source, b: impl Source, f: impl Fn(f64, f64) -> f64) {
        let target = self.target(i);
        for lane in 0..L {
            target.0[lane] = f(a.at(lane), b.at(lane));
        }
    }

    #[inline(always)]
    fn three(
        &self,
        i: &Instruction,
        (a, b, c): (impl Source, impl Source, impl Source),
        f: impl Fn(f64, f64, f64) -> f64,
    ) {
        let target = self.target(i);
        for lane in 0..L {
            target.0[lane] = f(a.at(lane), b.at(lane), c.at(lane));
        }
    }

    /// Written as one test after another, which the compiler makes one jump.
    #[inline(always)]
    fn run(&self, i: &Instruction, surroundings: &Surroundings<'_, L>) {
        macro_rules! on {
            ($code:expr, $scalars:expr => $body:expr) => {
                if i.form == const { Form::of($code, $scalars) } {
                    return $body;
                }
            };
        }
        macro_rules! unary {
            ($($name:ident)*) => {$(
                // A loop: a closure so large would not be compiled for each path.
                on!(Code::Unary(Unary::$name), 0 => {
                    let (target, x) = (self.target(i), self.register(i, 0));
                    for lane in 0..L {
                        target.0[lane] = graph::unary(Unary::$name, x.0[lane]);
                    }
                });
            )*};
        }
        macro_rules! binary {
            ($($name:ident)*) => {$({
                let f = |a, b| graph::binary(Binary::$name, a, b);
                const CODE: Code = Code::Binary(Binary::$name);
                on!(CODE, 0 => self.two(i, self.register(i, 0), self.register(i, 1), f));
                on!(CODE, 1 => self.two(i, self.scalar(i, 0), self.register(i, 1), f));
                on!(CODE, 2 => self.two(i, self.register(i, 0), self.scalar(i, 1), f));
            })*};
        }
        macro_rules! ternary {
            ($($name:ident $f:expr;)*) => {$({
                let a = || self.register(i, 0);
                let (b, c) = (|| self.register(i, 1), || self.register(i, 2));
                let (one, two) = (|| self.scalar(i, 1), || self.scalar(i, 2));
                on!(Code::$name, 0 => self.three(i, (a(), b(), c()), $f));
                on!(Code::$name, 2 => self.three(i, (a(), one(), c()), $f));
                on!(Code::$name, 4 => self.three(i, (a(), b(), two()), $f));
                on!(Code::$name, 6 => self.three(i, (a(), one(), two()), $f));
            })*};
        }
        binary!(Add Sub Mul Div Min Max Lt Le Gt Ge Eq Ne And Or);
        ternary! {
            Select tenfold_ir::select;
            MulAdd |a: f64, b, c| a.mul_add(b, c);
            MulSub |a: f64, b, c: f64| a.mul_add(b, -c);
            SubMul |a: f64, b, c| (-a).mul_add(b, c);
            DivideBy graph::divide_by;
        }
        unary!(Neg Not Abs Log10 Log2 Sqrt Floor Undefined Held);
        on!(Code::Unary(Unary::Exp), 0 => self.exp(self.register(i, 0), self.target(i)));
        on!(Code::Unary(Unary::Ln), 0 => self.ln(i));
        on!(Code::Unary(Unary::NormalCdf), 0 => self.normal_cdf(i));
        on!(Code::Copy, 0 => *self.target(i) = *self.register(i, 0));
        on!(Code::Copy, 1 => *self.target(i) = Lanes::splat(self.scalar(i, 0)));
        on!(Code::Select, 1 => self.choose(i));
        on!(Code::Powers(0), 0 => self.powers(i, i.which as usize));
        on!(Code::Lookup(0), 0 => {
            let table = &surroundings.tables[i.which as usize];
            self.unary(i, |x| table.at(x));
        });
        on!(Code::Delayed(0), 0 => self.delayed(i, surroundings));
        unreachable!("lowering rewrites powers and logistic functions")
    }

    #[inline(always)]
    fn delayed(&self, i: &Instruction, surroundings: &Surroundings<'_, L>) {
        let [lags, before] = [0, 1].map(|source| match i.scalars >> source & 1 {
            1 => Lanes::splat(self.scalar(i, source)),
            _ => *self.register(i, source),
        });
        let history = &surroundings.histories[i.which as usize];
        history.read(surroundings.step, &lags, &before, self.target(i));
    }

    #[inline(always)]
    fn exp(&self, x: &Lanes<L>, target: &mut Lanes<L>) {
        #[cfg(target_arch = "x86_64")]
        if self.path.is_avx512() {
            // SAFETY: a path of this kind exists only where its features were detected.
            return unsafe { crate::avx512::exp(&x.0, &mut target.0) };
        } else if self.path.is_avx2() {
            // SAFETY: as above.
            return unsafe { crate::avx2::exp(&x.0, &mut target.0) };
        }
        let mut extreme = 0_u64;
        for lane in 0..L {
            target.0[lane] = math::exp_plain(x.0[lane]);
            extreme |= u64::from(!math::is_plain_for_exp(x.0[lane]));
        }
        if extreme != 0 {
            for lane in 0..L {
                target.0[lane] = math::exp(x.0[lane]);
            }
        }
    }

    /// In passes, so that the exponential has its instructions.
    #[inline(always)]
    fn normal_cdf(&self, i: &Instruction) {
        let (target, x) = (self.target(i), self.register(i, 0));
        let (mut exponents, mut densities) = (Lanes([0.0; L]), Lanes([0.0; L]));
        for lane in 0..L {
            exponents.0[lane] = math::normal_cdf_exponent(x.0[lane]);
        }
        self.exp(&exponents, &mut densities);
        for lane in 0..L {
            target.0[lane] = math::normal_cdf_of(x.0[lane], densities.0[lane]);
        }
    }

    #[inline(always)]
    fn ln(&self, i: &Instruction) {
        #[cfg(target_arch = "x86_64")]
        if self.path.is_avx512() {
            // SAFETY: as for `exp`.
            return unsafe { crate::avx512::ln(&self.register(i, 0).0, &mut self.target(i).0) };
        } else if self.path.is_avx2() {
            // SAFETY: as for `exp`.
            return unsafe { crate::avx2::ln(&self.register(i, 0).0, &mut self.target(i).0) };
        }
        let (target, x) = (self.target(i), self.register(i, 0));
        let mut extreme = 0_u64;
        for lane in 0..L {
            target.0[lane] = math::ln_plain(x.0[lane]);
            extreme |= u64::from(!math::is_plain_for_ln(x.0[lane]));
        }
        if extreme != 0 {
            self.unary(i, math::ln);
        }
    }

    /// A selection by a condition that all lanes share.
    #[inline(always)]
    fn choose(&self, i: &Instruction) {
        let condition = self.scalar(i, 0);
        if condition.is_nan() {
            *self.target(i) = Lanes::splat(f64::NAN);
            return;
        }
        let source = if condition != 0.0 { 1 } else { 2 };
        *self.target(i) = if i.scalars >> source & 1 == 1 {
            Lanes::splat(self.scalar(i, source))
        } else {
            *self.register(i, source)
        };
    }

    #[inline(always)]
    fn value(&self, i: &Instruction, source: usize, lane: usize) -> f64 {
        if i.scalars >> source & 1 == 1 {
            self.scalar(i, source)
        } else {
            self.register(i, source).0[lane]
        }
    }

    #[inline(always)]
    fn are_ordinary_bases(&self, i: &Instruction, source: usize) -> bool {
        if i.scalars >> source & 1 == 1 {
            return math::is_ordinary_base(self.scalar(i, source));
        }
        let bases = self.register(i, source);
        let mut others = 0_u64;
        for lane in 0..L {
            others |= u64::from(!math::is_ordinary_base(bases.0[lane]));
        }
        others == 0
    }

    #[inline(always)]
    fn powers(&self, i: &Instruction, count: usize) {
        self.exp(self.register(i, 0), self.target(i));
        let mut are_ordinary = true;
        for pair in 0..count {
            are_ordinary &= self.are_ordinary_bases(i, 1 + 2 * pair);
        }
        if !are_ordinary {
            self.powers_with_care(i, count);
        }
    }

    #[cold]
    #[inline(never)]
    fn powers_with_care(&self, i: &Instruction, count: usize) {
        let target = self.target(i);
        for lane in 0..L {
            let mut values = [0.0; OPERANDS_MAX];
            for (source, value) in values.iter_mut().enumerate().take(1 + 2 * count) {
                *value = self.value(i, source, lane);
            }
            let mut bases = values[1..1 + 2 * count].iter().step_by(2);
            if bases.all(|&base| math::is_ordinary_base(base)) {
                continue;
            }
            target.0[lane] = graph::powers(values[0], &values[1..1 + 2 * count]);
        }
    }
}
