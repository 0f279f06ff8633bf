//! A server that ends with its test, and a client that sends what it is told to, byte by byte.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;
use tenfold_session::ModelRef;
use tenfold_web::{ServeRequest, serve};

/// Longer than anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Running {
    pub address: SocketAddr,
    /// As printed.
    pub opened: String,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

pub struct Answered {
    pub status: u16,
    /// In small letters.
    pub heads: String,
    pub body: String,
}

impl Answered {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|why| panic!("{why}: {}", self.body))
    }

    pub fn code(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// The example that comes with the program.
pub fn model() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models/examples/toy_lab.ten")
}

pub fn request() -> ServeRequest {
    ServeRequest {
        model: ModelRef::Path(model()),
        cache: None,
        listen: None,
        port: 0,
        read_only: false,
        folder: None,
    }
}

impl Running {
    pub fn start(request: ServeRequest) -> Running {
        let stop = Arc::new(AtomicBool::new(false));
        let (tell, told) = channel();
        let own = stop.clone();
        let thread = std::thread::spawn(move || {
            serve(&request, &own, |opened| {
                tell.send(opened.to_owned()).unwrap()
            })
            .unwrap();
        });
        let opened = told.recv_timeout(PATIENCE).expect("it starts");
        let authority = opened.trim_start_matches("http://");
        let authority = authority.split('/').next().unwrap();
        let mut address: SocketAddr = authority.parse().unwrap();
        if address.ip().is_unspecified() {
            address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        let thread = Some(thread);
        Running {
            address,
            opened,
            stop,
            thread,
        }
    }

    pub fn plain() -> Running {
        Running::start(request())
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads to the end.
    pub fn raw(&self, bytes: &[u8]) -> Answered {
        let mut stream = self.connect();
        // A server may refuse before it has read all.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let all = String::from_utf8_lossy(&all).into_owned();
        let (heads, body) = all.split_once("\r\n\r\n").unwrap_or((&all, ""));
        let status = heads.split(' ').nth(1).and_then(|code| code.parse().ok());
        let heads = heads.to_lowercase();
        let body = match heads.contains("transfer-encoding: chunked") {
            true => unchunked(body),
            false => body.to_owned(),
        };
        Answered {
            status: status.unwrap_or(0),
            heads,
            body,
        }
    }

    pub fn ask(&self, method: &str, path: &str, heads: &[(&str, &str)], body: &str) -> Answered {
        self.raw(self.text(method, path, heads, body).as_bytes())
    }

    pub fn text(&self, method: &str, path: &str, heads: &[(&str, &str)], body: &str) -> String {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !heads.iter().any(|(name, _)| *name == "Host") {
            text += &format!("Host: {}\r\n", self.address);
        }
        for (name, value) in heads {
            text += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() {
            text += &format!("Content-Length: {}\r\n", body.len());
        }
        format!("{text}\r\n{body}")
    }

    pub fn get(&self, path: &str) -> Answered {
        self.ask("GET", path, &[], "")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answered {
        let heads = [("Content-Type", "application/json")];
        self.ask("POST", path, &heads, &body.to_string())
    }

    /// The events that a question is answered with: name and data.
    pub fn events(&self, question: &Value) -> Vec<(String, Value)> {
        let answered = self.post("/api/answer", question);
        assert_eq!(answered.status, 200, "{}", answered.body);
        events(&answered.body)
    }

    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub fn join(mut self) {
        self.stop();
        self.thread.take().unwrap().join().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

pub fn events(body: &str) -> Vec<(String, Value)> {
    let all = body.split("\n\n").filter(|one| !one.trim().is_empty());
    let all = all.map(|one| {
        let (event, data) = one.split_once('\n').unwrap();
        let event = event.strip_prefix("event: ").unwrap().to_owned();
        let data = data.strip_prefix("data: ").unwrap();
        (event, serde_json::from_str(data).unwrap())
    });
    all.collect()
}

fn unchunked(mut body: &str) -> String {
    let mut all = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        let Some(piece) = rest.get(..size).filter(|_| size > 0) else {
            break;
        };
        all += piece;
        body = rest[size..].trim_start_matches("\r\n");
    }
    all
}
