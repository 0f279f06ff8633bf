//! A question's answers as server-sent events: `answer` at each stage, `progress` between, `problem` where there
//! is none, `done` at the end. Who goes away cancels the work.

use crate::failure::Failure;
use crate::jobs::{Owner, Place, Waiting, caught, place};
use crate::shared::Server;
use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::response::Response;
use futures_core::Stream;
use serde::Serialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tenfold_session::live::{Question, Refused};
use tenfold_session::{Control, Progress, Work};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Events that wait for a slow reader.
const EVENTS_MAX: usize = 64;
/// Of these, room that is left to answers.
const ROOM: usize = 16;
/// Between two events of progress.
const PROGRESS: Duration = Duration::from_millis(100);
/// How long a question may take, a calibration among it.
const DEADLINE: Duration = Duration::from_secs(30 * 60);

/// How far work is.
#[derive(Serialize)]
struct ProgressSaid {
    work: &'static str,
    done: u64,
    total: u64,
}

/// Events on their way to a reader.
struct Events {
    from: Receiver<Bytes>,
    _waiting: Waiting,
}

impl Stream for Events {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Option<Self::Item>> {
        self.from.poll_recv(context).map(|next| next.map(Ok))
    }
}

/// Answers a question.
///
/// # Errors
/// If there are too many jobs.
pub(crate) fn answer(
    server: &Arc<Server>,
    owner: Owner,
    question: Question,
) -> Result<Response, Failure> {
    let place = place(server, &owner)?;
    let (to, from) = channel(EVENTS_MAX);
    let events = Events {
        from,
        _waiting: Waiting(place.cancel.clone()),
    };
    let server = server.clone();
    tokio::task::spawn_blocking(move || {
        let asked = Asked {
            server: &server,
            client: &owner.client,
            cancel: &place.cancel,
            to: &to,
        };
        match caught(|| asked.answer(&question)) {
            Ok(()) => asked.tell("done", &serde_json::json!({})),
            Err(failure) => asked.tell("problem", &failure.said()),
        }
        drop::<Place>(place);
    });
    let heads = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((heads, Body::from_stream(events)).into_response())
}

/// A question being answered.
struct Asked<'a> {
    server: &'a Server,
    client: &'a str,
    cancel: &'a AtomicBool,
    to: &'a Sender<Bytes>,
}

impl Asked<'_> {
    fn answer(&self, question: &Question) -> Result<(), Refused> {
        let cancelled = || Refused::new("cancelled", &[]);
        let turn = |has_answer| self.server.gate.turn(self.client, has_answer, self.cancel);
        let mut own = Some(turn(false).ok_or_else(cancelled)?);
        let study = self.server.shelf.of(question.files.as_deref())?;
        let (start, answered) = (Instant::now(), AtomicBool::new(false));
        let mut told = Instant::now();
        let mut progress = |progress: Progress| {
            // Between two portions others may go first.
            own = None;
            if start.elapsed() > DEADLINE {
                self.cancel.store(true, Ordering::Relaxed);
            }
            if told.elapsed() >= PROGRESS {
                told = Instant::now();
                self.hint(progress);
            }
            // A calibration keeps to threads of its own.
            if progress.work == Work::Draws {
                own = turn(answered.load(Ordering::Relaxed));
            }
        };
        let mut control = Control {
            progress: &mut progress,
            cancel: self.cancel,
        };
        study.answer(question, &mut control, &mut |answer| {
            answered.store(true, Ordering::Relaxed);
            self.tell("answer", &answer);
        })
    }

    /// Sends an event; there is room for all of them.
    fn tell(&self, event: &str, data: &impl Serialize) {
        if self.to.try_send(event_of(event, data)).is_err() {
            self.cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Sends how far the work is, where the reader keeps up.
    fn hint(&self, progress: Progress) {
        if self.to.capacity() > ROOM {
            let said = ProgressSaid {
                work: match progress.work {
                    Work::Calibration => "calibration",
                    _ => "draws",
                },
                done: progress.done,
                total: progress.total,
            };
            self.tell("progress", &said);
        }
    }
}

fn event_of(event: &str, data: &impl Serialize) -> Bytes {
    let data = serde_json::to_string(data).expect("plain data has a text");
    format!("event: {event}\ndata: {data}\n\n").into()
}
