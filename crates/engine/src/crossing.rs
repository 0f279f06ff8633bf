//! A milestone's condition in parts: how it comes to hold between two times of the grid.

/// A part of a condition, after the parts that it joins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Crossing<P> {
    /// Holds once the first, which moves continuously as the second does, is above it.
    Rise(P, P),
    /// Holds, from one time of the grid to the next, where a condition is as wanted.
    Jump(P, bool),
    /// The later of two.
    And,
    /// The earlier of two.
    Or,
}

impl<P: Copy> Crossing<P> {
    /// The values that it looks at.
    pub fn places(self) -> impl Iterator<Item = P> {
        let list = match self {
            Crossing::Rise(high, low) => [Some(high), Some(low)],
            Crossing::Jump(condition, _) => [Some(condition), None],
            Crossing::And | Crossing::Or => [None, None],
        };
        list.into_iter().flatten()
    }

    /// The same of values that stand elsewhere.
    pub fn moved<Q>(self, mut place: impl FnMut(P) -> Q) -> Crossing<Q> {
        match self {
            Crossing::Rise(high, low) => Crossing::Rise(place(high), place(low)),
            Crossing::Jump(condition, wanted) => Crossing::Jump(place(condition), wanted),
            Crossing::And => Crossing::And,
            Crossing::Or => Crossing::Or,
        }
    }
}
