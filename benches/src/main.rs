//! Tenfold against its hand-written twins and peers.
fn main() {}
