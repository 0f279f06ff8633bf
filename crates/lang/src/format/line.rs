//! Lines that items are made of.

/// A line of an item, perhaps wrapped, and where what it says stood.
pub(super) struct Line {
    /// With its own line breaks and their indentation, without the indentation of its first.
    pub(super) text: String,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Line {
    pub(super) fn new(text: String, start: u32, end: u32) -> Self {
        Line { text, start, end }
    }
}
