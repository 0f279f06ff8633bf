//! Which registers of a block are free.

/// Gives out the register that was given back last, as it is the likeliest to be in a near cache.
#[derive(Debug, Default)]
pub(crate) struct Registers {
    free: Vec<u32>,
    count: u32,
}

impl Registers {
    /// A register that nothing uses.
    pub fn take(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.count += 1;
            self.count - 1
        })
    }

    /// The register's value is needed no more.
    pub fn give(&mut self, register: u32) {
        self.free.push(register);
    }

    /// How many were ever in use together.
    pub fn count(&self) -> usize {
        self.count as usize
    }
}
