//! How a stage of the tests ends.

/// How a stage ended.
pub enum Outcome {
    Passed,
    /// Went on without something, and says what.
    Noted(String),
    Failed,
}
