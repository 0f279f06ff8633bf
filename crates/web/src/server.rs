//! The server: what it is given, what it keeps, how it begins and ends.

use crate::connection::accept;
use crate::gate::Gate;
use crate::routes::routes;
use crate::running::Running;
use crate::shared::Server;
use crate::token::Token;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tenfold_session::live::Shelf;
use tenfold_session::{Error, ModelRef};
use tokio::net::TcpListener;

/// What to serve, to whom.
#[derive(Clone, Debug)]
pub struct ServeRequest {
    /// Which model.
    pub model: ModelRef,
    /// Where posteriors are kept.
    pub cache: Option<PathBuf>,
    /// The address to listen on; this machine alone where none. With one, everybody needs a token.
    pub listen: Option<IpAddr>,
    /// The port; a free one where 0.
    pub port: u16,
    /// Whether nothing can be saved.
    pub read_only: bool,
    /// Below which models are saved; nowhere where none.
    pub folder: Option<PathBuf>,
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The model cannot be read.
    #[error(transparent)]
    Model(#[from] Error),
    /// The system gives no such address.
    #[error("{address}: cannot be listened on: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The system gives no threads or no random numbers.
    #[error("the server cannot start: {0}")]
    Start(io::Error),
}

/// How long what is under way may take to end.
const ENDING: Duration = Duration::from_millis(400);
/// How often the wish to end is looked for.
const TICK: Duration = Duration::from_millis(25);

/// Serves a model until `stop` is true; `ready` is told the page's address once it can be opened.
///
/// # Errors
/// If the model cannot be read, or the address cannot be listened on.
pub fn serve(
    request: &ServeRequest,
    stop: &AtomicBool,
    ready: impl FnOnce(&str),
) -> Result<(), ServeError> {
    let shelf = Shelf::open(&request.model, request.cache.clone())?;
    let threads = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(ServeError::Start)?;
    let token = request.listen.map(|_| Token::new()).transpose();
    let token = token.map_err(ServeError::Start)?;
    let ip = request.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let wanted = SocketAddr::new(ip, request.port);
    let listen = |source| ServeError::Listen {
        address: wanted,
        source,
    };
    let served = threads.block_on(async {
        let listener = TcpListener::bind(wanted).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let server = Arc::new(Server {
            shelf,
            gate: Gate::new(),
            running: Running::default(),
            address,
            folder: request.folder.clone().filter(|_| !request.read_only),
            token,
        });
        ready(&server.page_address());
        tracing::info!(%address, "serving");
        let accepting = tokio::spawn(accept(listener, routes(server.clone())));
        while !stop.load(Ordering::Relaxed) && !accepting.is_finished() {
            tokio::time::sleep(TICK).await;
        }
        accepting.abort();
        server.running.cancel_all();
        Ok(())
    });
    threads.shutdown_timeout(ENDING);
    served
}
