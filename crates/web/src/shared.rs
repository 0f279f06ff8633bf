//! What all requests share.

use crate::gate::Gate;
use crate::running::Running;
use crate::token::Token;
use std::net::SocketAddr;
use std::path::PathBuf;
use tenfold_session::live::Shelf;

/// What all requests share.
pub(crate) struct Server {
    pub(crate) shelf: Shelf,
    pub(crate) gate: Gate,
    pub(crate) running: Running,
    pub(crate) address: SocketAddr,
    /// None where this machine alone is listened to.
    pub(crate) token: Option<Token>,
    /// None where nothing can be saved.
    pub(crate) folder: Option<PathBuf>,
}

impl Server {
    /// The address to open, with the token where there is one.
    pub(crate) fn page_address(&self) -> String {
        let address = self.address;
        match &self.token {
            Some(token) => format!("http://{address}/?token={}", token.text()),
            None => format!("http://{address}/"),
        }
    }
}
