//! Work off the event loop: bounded, ended when nobody waits for it, and caught where it breaks.

use crate::failure::Failure;
use crate::running::Entry;
use crate::shared::Server;
use axum::http::StatusCode;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tenfold_session::live::Refused;

/// Jobs of all clients, waiting ones among them; further ones are told to come again.
const JOBS_MAX: usize = 256;
/// Jobs of one client, such as scenarios side by side; the oldest gives way.
const CLIENT_JOBS_MAX: usize = 16;
/// How long a job without stages may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// Whose job it is: of one client, a newer job takes the place of an older one of the same slot.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    pub(crate) client: String,
    pub(crate) slot: String,
}

/// A job's place, which is free again when it is dropped.
pub(crate) struct Place {
    server: Arc<Server>,
    pub(crate) cancel: Arc<AtomicBool>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.server.running.entries();
        all.retain(|one| !Arc::ptr_eq(&one.cancel, &self.cancel));
    }
}

/// Cancels a job once nobody waits for it.
pub(crate) struct Waiting(pub(crate) Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A place for a job, which ends what it takes the place of.
///
/// # Errors
/// If all clients together have too many.
pub(crate) fn place(server: &Arc<Server>, owner: &Owner) -> Result<Place, Failure> {
    let mut all = server.running.entries();
    let stop = |one: &Entry| one.cancel.store(true, Ordering::Relaxed);
    let own = |one: &&Entry| one.client == owner.client;
    let is_live = |one: &&Entry| !one.cancel.load(Ordering::Relaxed);
    all.iter()
        .filter(own)
        .filter(|one| one.slot == owner.slot)
        .for_each(stop);
    let live = all.iter().filter(own).filter(is_live);
    let surplus = (live.clone().count() + 1).saturating_sub(CLIENT_JOBS_MAX);
    live.take(surplus).for_each(stop);
    if all.len() >= JOBS_MAX {
        return Err(Failure::new(StatusCode::SERVICE_UNAVAILABLE, "busy", &[]));
    }
    let cancel = Arc::new(AtomicBool::new(false));
    all.push(Entry {
        client: owner.client.clone(),
        slot: owner.slot.clone(),
        cancel: cancel.clone(),
    });
    drop(all);
    Ok(Place {
        server: server.clone(),
        cancel,
    })
}

/// Does work that has no stages, in its turn; it is not waited for beyond a deadline.
///
/// # Errors
/// What the work refuses, and all that ends it from outside.
pub(crate) async fn work<T: Send + 'static>(
    server: &Arc<Server>,
    owner: Owner,
    act: impl FnOnce(&Arc<Server>, &AtomicBool) -> Result<T, Refused> + Send + 'static,
) -> Result<T, Failure> {
    let place = place(server, &owner)?;
    let _waiting = Waiting(place.cancel.clone());
    let own = server.clone();
    let job = tokio::task::spawn_blocking(move || {
        let turn = own.gate.turn(&owner.client, false, &place.cancel);
        let done = match turn {
            Some(_) => caught(|| act(&own, &place.cancel)),
            None => Err(Refused::new("cancelled", &[]).into()),
        };
        drop(turn);
        done
    });
    match tokio::time::timeout(DEADLINE, job).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(internal()),
        Err(_) => Err(Failure::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "deadline",
            &[],
        )),
    }
}

/// What work gives; where it breaks, that it did.
pub(crate) fn caught<T>(act: impl FnOnce() -> Result<T, Refused>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => Ok(done?),
        Err(panic) => {
            tracing::error!(reason = reason_of(&*panic), "a request broke");
            Err(internal())
        }
    }
}

fn internal() -> Failure {
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", &[])
}

fn reason_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("of no text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_is_told_and_the_next_goes_on() {
        let broken = caught(|| -> Result<(), Refused> { panic!("on purpose") });
        let failure = broken.expect_err("it broke");
        assert_eq!(
            (failure.status.as_u16(), &*failure.why.code),
            (500, "broken")
        );
        assert_eq!(caught(|| Ok(7)).expect("it goes on"), 7);
    }
}
