//! A page on which a model answers while one thinks, and the server behind it.
//!
//! | Part | Does |
//! |---|---|
//! | [`serve`] | listens until it is told to stop |
//! | `guard` | who may ask: hosts, origins, tokens; what every answer says of itself |
//! | `gate` | whose turn it is |
//! | `jobs` | work off the event loop: bounded, watched, cancelled, caught |
//! | `answers` | a question's answers as server-sent events |
//! | `routes` | everything else that the page asks |
//! | `page` | the page's own files, which are within the program |
//!
//! A door: what is asked and what comes back are the session's ([`tenfold_session::live`]). It knows HTTP, and
//! no model.

mod answers;
mod connection;
mod failure;
mod gate;
mod guard;
mod jobs;
mod page;
mod routes;
mod running;
mod server;
mod shared;
mod token;

pub use server::{ServeError, ServeRequest, serve};
