//! What stands for something in one module: the names that it can use.

use crate::prelude;
use crate::resolved::{DimId, EntityId};
use crate::units::UnitScope;
use std::collections::HashMap;
use tenfold_ir::Span;

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    Entity(EntityId),
    Dimension(DimId),
}

/// The names of one module.
pub(super) struct Scope {
    /// Own definitions and dimensions, and those that `use` lists.
    pub(super) names: HashMap<String, (Target, Span)>,
    /// Modules that `use` names.
    pub(super) modules: HashMap<String, usize>,
    /// Units it declares or takes in.
    pub(super) units: UnitScope,
}

impl Scope {
    pub(super) fn new() -> Scope {
        Scope {
            names: HashMap::new(),
            modules: HashMap::new(),
            units: UnitScope::within(prelude::units()),
        }
    }
}
