//! The expression graph of a program: its operations, and the numbers by which they name each other and
//! what the program holds.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            /// The position in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A node of [`crate::Program::nodes`].
    NodeId
    /// A parameter of [`crate::Program::params`].
    ParamId
    /// A stock of [`crate::Program::stocks`].
    StockId
    /// A pipeline delay of [`crate::Program::delays`].
    DelayId
    /// A noise of [`crate::Program::noises`].
    NoiseId
    /// An event of [`crate::Program::events`].
    EventId
    /// A milestone of [`crate::Program::milestones`].
    MilestoneId
    /// A table of [`crate::Program::tables`].
    TableId
}

/// Functions of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Unary {
    Neg,
    Not,
    Abs,
    Exp,
    Ln,
    Log10,
    Log2,
    Sqrt,
    /// 1/(1 + e^−x)
    Logistic,
    /// The standard normal's cumulative distribution function.
    NormalCdf,
    Floor,
    /// Whether it is NaN: 1 or 0.
    Undefined,
    /// The number as it was at the start of the step, in all stages of the method.
    Held,
}

/// Functions of two numbers; comparisons and logic give 1, 0, or NaN where that is undefined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    /// x^y; NaN for a negative x and a y that is not whole.
    Pow,
    Min,
    Max,
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
    And,
    Or,
}

/// What of an event an expression reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventView {
    /// 1 while it lasts.
    Active,
    /// 1 from its first start on.
    Occurred,
    /// Years since its latest start; +∞ before the first.
    Since,
}

/// What of a milestone an expression reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MilestoneView {
    /// 1 from the step after its condition first held.
    Reached,
    /// The date at which its condition first held; +∞ before.
    Date,
}

/// One operation of the graph. Operands stand before their users in [`crate::Program::nodes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// A number in base units.
    Const(f64),
    /// A parameter's value in this draw.
    Param(ParamId),
    /// The time, in calendar years.
    Time,
    /// How far the method moves on at once, years: a step, or a part of one.
    Step,
    /// A stock's value now.
    Stock(StockId),
    /// A delay's input, its lag ago.
    Delayed(DelayId),
    /// A noise's value at this step.
    Noise(NoiseId),
    /// An event's state at this step.
    Event(EventId, EventView),
    /// A milestone's state as of the step before.
    Milestone(MilestoneId, MilestoneView),
    /// A function of one number.
    Unary(Unary, NodeId),
    /// A function of two numbers.
    Binary(Binary, NodeId, NodeId),
    /// The second if the first is not 0, else the third; NaN where the first is. Both are evaluated.
    Select(NodeId, NodeId, NodeId),
    /// A table at a point, held flat outside its range.
    Lookup(TableId, NodeId),
}
