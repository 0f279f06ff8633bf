//! Everything that can be asked.

use crate::answers;
use crate::failure::Failure;
use crate::guard::guard;
use crate::jobs::{Owner, work};
use crate::page::page;
use crate::shared::Server;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use tenfold_session::live::{
    Download, FitAsked, ModelCard, ModelFile, Question, Refused, Study, TextPoint, fit_table,
    formatted, save as save_text,
};
use tenfold_session::{Control, Lang};

/// Bytes of a request, and of one that brings a table.
const BODY_BYTES_MAX: usize = 1 << 20;
const TABLE_BYTES_MAX: usize = 16 << 20;
/// How long a client may take to send them.
const BODY: Duration = Duration::from_secs(15);
/// Bytes of the name that a client gives itself.
const NAME_BYTES_MAX: usize = 64;

type Shared = State<Arc<Server>>;

/// All routes, guarded.
pub(crate) fn routes(server: Arc<Server>) -> Router {
    let api = Router::new()
        .route("/model", get(model).post(edited_model))
        .route("/answer", post(answer))
        .route("/explain", get(explain))
        .route("/check", post(check))
        .route("/format", post(format))
        .route("/story", post(story))
        .route("/claims", get(own_claims).post(claims))
        .route("/complete", post(complete))
        .route("/hover", post(hover))
        .route("/save", post(save))
        .route("/fit", post(fit))
        .route("/download", post(download))
        .route("/openapi.json", get(openapi))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing);
    Router::new()
        .nest("/api", api)
        .fallback(get(page))
        .layer(middleware::from_fn_with_state(server.clone(), guard))
        .with_state(server)
}

/// All of this as OpenAPI has it; tests hold answers against its schemas.
const OPENAPI: &str = include_str!("openapi.json");

async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

async fn nothing() -> Failure {
    Failure::new(StatusCode::NOT_FOUND, "no-route", &[])
}

/// Who asks, as told by itself or by its address; and for which of its pictures.
fn owner(heads: &HeaderMap, peer: SocketAddr) -> Owner {
    let text = |name: &str| {
        let value = heads.get(name)?.to_str().ok()?;
        (value.len() <= NAME_BYTES_MAX).then(|| value.to_owned())
    };
    let ip = peer.ip();
    Owner {
        client: match text("x-tenfold-client") {
            Some(name) => format!("{ip} {name}"),
            None => ip.to_string(),
        },
        slot: text("x-tenfold-slot").unwrap_or_default(),
    }
}

/// A job that a newer one does not end.
fn apart(request: &Request) -> Owner {
    let own = of(request);
    Owner {
        slot: format!("{} {}", request.uri().path(), own.slot),
        ..own
    }
}

fn of(request: &Request) -> Owner {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let nobody = SocketAddr::from(([0, 0, 0, 0], 0));
    owner(request.headers(), peer.map_or(nobody, |peer| peer.0))
}

/// What a request says, which has to be JSON: no page of elsewhere can send that unasked.
async fn read<T: DeserializeOwned>(request: Request, bytes_max: usize) -> Result<T, Failure> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Failure::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not-json",
            &[],
        ));
    }
    let bytes = body(request.into_body(), bytes_max).await?;
    serde_json::from_slice(&bytes).map_err(|reason| {
        let reason = reason.to_string();
        Failure::new(StatusCode::BAD_REQUEST, "bad-json", &[("reason", &reason)])
    })
}

async fn body(body: Body, bytes_max: usize) -> Result<Bytes, Failure> {
    let most = bytes_max.to_string();
    match tokio::time::timeout(BODY, to_bytes(body, bytes_max)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "body",
            &[("most", &most)],
        )),
        Err(_) => Err(Failure::new(StatusCode::REQUEST_TIMEOUT, "slow", &[])),
    }
}

/// Reads a request, does its work, and gives what comes of it as JSON.
async fn ask<A, B>(
    server: Arc<Server>,
    request: Request,
    bytes_max: usize,
    act: impl FnOnce(&Arc<Server>, A, &AtomicBool) -> Result<B, Refused> + Send + 'static,
) -> Result<Json<B>, Failure>
where
    A: DeserializeOwned + Send + 'static,
    B: Serialize + Send + 'static,
{
    let owner = apart(&request);
    let asked: A = read(request, bytes_max).await?;
    let done = work(&server, owner, move |server, cancel| {
        act(server, asked, cancel)
    })
    .await?;
    Ok(Json(done))
}

fn card(server: &Server, files: Option<&[ModelFile]>) -> Result<ModelCard, Refused> {
    let mut card = ModelCard::clone(&*server.shelf.of(files)?.card()?);
    card.read_only = server.folder.is_none();
    Ok(card)
}

async fn model(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, _: &AtomicBool| card(server, None);
    let card = work(&server, apart(&request), act).await?;
    Ok(Json(card).into_response())
}

async fn edited_model(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, asked: Files, _: &AtomicBool| card(server, Some(&asked.files));
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

async fn answer(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let owner = of(&request);
    let question: Question = read(request, BODY_BYTES_MAX).await?;
    answers::answer(&server, owner, question)
}

/// A name of the model.
#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn explain(
    State(server): Shared,
    Query(asked): Query<Name>,
    request: Request,
) -> Result<Response, Failure> {
    let act = move |server: &Arc<Server>, _: &AtomicBool| server.shelf.study().explain(&asked.name);
    let explained = work(&server, apart(&request), act).await?;
    Ok(Json(serde_json::json!({ "explained": explained })).into_response())
}

/// Texts of a model.
#[derive(Deserialize)]
struct Files {
    files: Vec<ModelFile>,
}

async fn check(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, asked: Files, _: &AtomicBool| {
        Ok(server.shelf.of(Some(&asked.files))?.check())
    };
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

async fn format(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |_: &Arc<Server>, asked: ModelFile, _: &AtomicBool| {
        let text = formatted(&asked)?;
        Ok(serde_json::json!({ "text": text }))
    };
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

/// A draw of a question.
#[derive(Deserialize)]
struct OneDraw {
    draw: u64,
    #[serde(flatten)]
    question: Question,
}

async fn story(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, asked: OneDraw, _: &AtomicBool| {
        let study = server.shelf.of(asked.question.files.as_deref())?;
        study.story(&asked.question, asked.draw)
    };
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

/// Draws that the model's own claims are held against where nothing is said.
const CLAIM_DRAWS: u64 = 1_000;

fn held(study: &Study, question: &Question, cancel: &AtomicBool) -> Result<Value, Refused> {
    let mut quiet = |_| {};
    let mut control = Control {
        progress: &mut quiet,
        cancel,
    };
    let claims = study.claims(question, &mut control)?;
    Ok(serde_json::json!({ "claims": claims }))
}

async fn own_claims(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, cancel: &AtomicBool| {
        let question = Question {
            seed: 1,
            draws: CLAIM_DRAWS,
            ..Question::default()
        };
        held(server.shelf.study(), &question, cancel)
    };
    let held = work(&server, apart(&request), act).await?;
    Ok(Json(held).into_response())
}

async fn claims(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, asked: Question, cancel: &AtomicBool| {
        let study = server.shelf.of(asked.files.as_deref())?;
        held(&study, &asked, cancel)
    };
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

/// The model that a text belongs to: as it was edited, while that has no errors, else as it is served.
fn around(server: &Server, at: &TextPoint) -> Arc<Study> {
    let edited = server.shelf.of(Some(&at.files)).ok();
    let sound = edited.filter(|study| study.diagnosed().errors() == 0);
    sound.unwrap_or_else(|| server.shelf.study().clone())
}

async fn complete(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act =
        |server: &Arc<Server>, at: TextPoint, _: &AtomicBool| Ok(around(server, &at).complete(&at));
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

async fn hover(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, at: TextPoint, _: &AtomicBool| {
        let found = around(server, &at).hover(&at);
        let nothing = serde_json::json!({});
        Ok(found.map_or(nothing, |found| serde_json::json!(found)))
    };
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

async fn save(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |server: &Arc<Server>, file: ModelFile, _: &AtomicBool| {
        let nowhere = || Refused::new("save-nowhere", &[]);
        let folder = server.folder.as_ref().ok_or_else(nowhere)?;
        let path = save_text(folder, &file)?;
        Ok(serde_json::json!({ "path": path }))
    };
    Ok(ask(server, request, BODY_BYTES_MAX, act)
        .await?
        .into_response())
}

async fn fit(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let act = |_: &Arc<Server>, asked: FitAsked, cancel: &AtomicBool| {
        let mut quiet = |_| {};
        let mut control = Control {
            progress: &mut quiet,
            cancel,
        };
        fit_table(&asked, &mut control)
    };
    Ok(ask(server, request, TABLE_BYTES_MAX, act)
        .await?
        .into_response())
}

/// A file of a question.
#[derive(Deserialize)]
struct DownloadAsked {
    question: Question,
    what: Download,
}

async fn download(State(server): Shared, request: Request) -> Result<Response, Failure> {
    let owner = apart(&request);
    let lang = request.headers().get(ACCEPT_LANGUAGE);
    let lang = lang.and_then(|lang| Lang::from_tag(lang.to_str().ok()?));
    let asked: DownloadAsked = read(request, BODY_BYTES_MAX).await?;
    let act = move |server: &Arc<Server>, cancel: &AtomicBool| {
        let mut quiet = |_| {};
        let mut control = Control {
            progress: &mut quiet,
            cancel,
        };
        let study = server.shelf.of(asked.question.files.as_deref())?;
        study.download(
            &asked.question,
            asked.what,
            lang.unwrap_or_default(),
            &mut control,
        )
    };
    let file = work(&server, owner, act).await?;
    let named = format!("attachment; filename=\"{}\"", file.name);
    let heads = [
        (CONTENT_TYPE, file.kind.to_owned()),
        (CONTENT_DISPOSITION, named),
    ];
    Ok((heads, file.bytes).into_response())
}
