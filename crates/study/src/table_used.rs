//! Which table of parameters draws took their rows from.

use serde::{Deserialize, Serialize};

/// Which table of parameters a run took its rows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableUsed {
    /// Rows, which draws take in turn.
    pub rows: usize,
    /// SHA-256 of the file, hexadecimal.
    pub table_hash: String,
}
