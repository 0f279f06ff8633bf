//! What a request that fails is answered: a status, and words in both languages.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tenfold_session::live::{CANCELLED, Refused};

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) why: Refused,
}

/// As JSON has it.
#[derive(Serialize)]
pub(crate) struct Said<'a> {
    error: &'a Refused,
}

impl Failure {
    /// A message of the catalogue, called `study-CODE` there.
    pub(crate) fn new(status: StatusCode, code: &str, args: &[(&str, &str)]) -> Failure {
        let why = Refused::new(code, args);
        Failure { status, why }
    }

    pub(crate) fn said(&self) -> Said<'_> {
        Said { error: &self.why }
    }
}

impl From<Refused> for Failure {
    fn from(why: Refused) -> Failure {
        let status = match &*why.code {
            CANCELLED => StatusCode::SERVICE_UNAVAILABLE,
            "no-name" => StatusCode::NOT_FOUND,
            "too-many" => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Failure { status, why }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.said())).into_response()
    }
}
