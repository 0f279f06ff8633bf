//! Where an expression stands: what its variables and bare arrays mean.

use crate::resolved::{DimId, VarId};

/// Where an expression stands.
pub(super) struct Cx {
    pub(super) module: usize,
    /// Dimensions of all variables; the definition's own come first.
    pub(super) dims: Vec<DimId>,
    /// How many are the definition's own.
    pub(super) own: usize,
    /// Variables in scope, innermost last.
    pub(super) scope: Vec<(String, VarId)>,
    /// Enclosing reductions, innermost last.
    pub(super) reductions: Vec<Reduction>,
    /// Whether it is a claim's.
    pub(super) claim: bool,
    pub(super) depth: usize,
}

/// What a bare array means inside a reduction.
pub(super) enum Reduction {
    /// `sum(profit)`: bare arrays range over these variables, once one was met.
    Short(Option<Vec<VarId>>),
    /// `sum(l in Lab: …)`: arrays have indices.
    Long,
}

impl Cx {
    /// An expression of a definition with these indices.
    pub(super) fn new(module: usize, indices: &[(Option<String>, DimId)]) -> Cx {
        let named = indices.iter().zip(0..).filter_map(|((name, _), at)| {
            let name = name.clone()?;
            Some((name, VarId(at)))
        });
        Cx {
            module,
            dims: indices.iter().map(|(_, dim)| *dim).collect(),
            own: indices.len(),
            scope: named.collect(),
            reductions: Vec::new(),
            claim: false,
            depth: 0,
        }
    }

    /// The variable that a table of labels runs over: the first index whose dimension fits.
    pub(super) fn own_vars(&self) -> impl Iterator<Item = (VarId, DimId)> {
        self.dims[..self.own]
            .iter()
            .zip(0..)
            .map(|(dim, at)| (VarId(at), *dim))
    }

    pub(super) fn variable(&self, name: &str) -> Option<VarId> {
        let mut innermost = self.scope.iter().rev();
        innermost.find(|(have, _)| have == name).map(|(_, id)| *id)
    }

    pub(super) fn fresh_vars(&mut self, dims: &[DimId]) -> Vec<VarId> {
        let first = self.dims.len() as u32;
        self.dims.extend(dims);
        (first..self.dims.len() as u32).map(VarId).collect()
    }
}
