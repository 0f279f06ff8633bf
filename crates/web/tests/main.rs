//! The server from outside: a real one, on a port of this machine.

// In tests the platform's functions stand beside a bound.
#![allow(clippy::disallowed_methods)]

mod asking;
mod attacks;
mod client;
mod saving;
mod schema;
