//! The columns of a table that a definition reads.

use crate::tables::DataTable;
use tenfold_ir::{Dimension, Span};

/// The columns of a table that a definition reads.
pub(super) struct Columns<'t> {
    pub(super) table: &'t DataTable,
    /// As people know it.
    pub(super) file: &'t str,
    pub(super) span: Span,
    pub(super) filters: Vec<(usize, &'t str)>,
    /// Absent where rows are members, or values are dates themselves.
    pub(super) date: Option<usize>,
    /// Whether values are dates: those of a milestone.
    pub(super) is_date: bool,
    pub(super) value: usize,
    pub(super) low: Option<usize>,
    pub(super) high: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) note: Option<usize>,
    /// The factor of the unit after the value column, or of the definition.
    pub(super) factor: f64,
    pub(super) dimension: Dimension,
    /// The definition's unit, as written.
    pub(super) unit_text: String,
}
