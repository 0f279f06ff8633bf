//! What is read of every draw, for claims on all of them.

use crate::NodeId;

/// One number a draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Where it is read.
    pub node: NodeId,
    /// When it is read.
    pub when: When,
}

/// When a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// At this step.
    At(u32),
    /// After the last step, with milestones as they came to stand.
    End,
}
