//! Many people at once: how long answers take when fifty clients move sliders for a minute.
//!
//! `cargo run --release -p tenfold-web --example load`

#[allow(dead_code)]
#[path = "../tests/client.rs"]
mod client;

use client::{Running, request};
use serde_json::json;
use std::io::{Read, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tenfold_session::ModelRef;
use tenfold_web::ServeRequest;

const CLIENTS: usize = 50;
const MINUTE: Duration = Duration::from_secs(60);
/// Between the end of a movement and the next one.
const THOUGHT: Duration = Duration::from_secs(4);

/// The time until the first answer is there, and that the stream is closed then: a slider was moved on.
fn first_answer(server: &Running, client: &str, value: f64) -> Duration {
    let question = json!({
        "seed": 1, "draws": 10_000, "series": ["world.revenue"], "baseline": true,
        "assume": { "capability.tau": value.to_string() },
    });
    let heads = [
        ("Content-Type", "application/json"),
        ("X-Tenfold-Client", client),
    ];
    let start = Instant::now();
    let mut stream = server.connect();
    let text = server.text("POST", "/api/answer", &heads, &question.to_string());
    stream.write_all(text.as_bytes()).unwrap();
    let (mut all, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut piece).unwrap();
        all.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&all);
        if count == 0 || text.contains("event: answer") {
            return start.elapsed();
        }
    }
}

fn memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn main() {
    let server = Running::start(ServeRequest {
        model: ModelRef::BuiltIn,
        ..request()
    });
    first_answer(&server, "first", 0.9);
    let (times, began, before) = (Mutex::new(Vec::new()), Instant::now(), memory_kb());
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (server, times) = (&server, &times);
            scope.spawn(move || {
                let name = client.to_string();
                std::thread::sleep(THOUGHT * client as u32 / CLIENTS as u32);
                let mut nth = 0;
                while began.elapsed() < MINUTE {
                    nth += 1;
                    let value = 0.7 + 0.002 * ((nth * 7 + client * 13) % 100) as f64;
                    let took = first_answer(server, &name, value);
                    times.lock().unwrap().push(took);
                    std::thread::sleep(THOUGHT.saturating_sub(took));
                }
            });
        }
    });
    let mut times = times.into_inner().unwrap();
    times.sort();
    let at = |share: f64| times[(share * (times.len() - 1) as f64) as usize];
    println!(
        "{} answers: median {:?}, p95 {:?}, most {:?}; memory {} to {} kB",
        times.len(),
        at(0.5),
        at(0.95),
        at(1.0),
        before,
        memory_kb()
    );
}
