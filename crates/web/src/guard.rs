//! Who may ask, and what every answer says of itself.
//!
//! Another page that a reader has open must neither ask nor see anything: names that point here (DNS rebinding)
//! are told by the host, pages of elsewhere by their origin, and ours shows in no frame.

use crate::failure::Failure;
use crate::shared::Server;
use crate::token::COOKIE;
use axum::extract::{Request, State};
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::{Redirect, Response};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Lets through who may ask.
pub(crate) async fn guard(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let refused = |code: &str, status| {
        tracing::warn!(%method, path = uri.path(), code, "refused");
        Failure::new(status, code, &[]).into_response()
    };
    let heads = request.headers();
    let mut response = if !is_our_host(heads, &server) {
        refused("host", StatusCode::MISDIRECTED_REQUEST)
    } else if !is_our_page(heads, &method, &uri) {
        refused("origin", StatusCode::FORBIDDEN)
    } else if let Some(welcome) = welcome(&server, &uri) {
        welcome
    } else if (server.token.as_ref()).is_some_and(|token| !token.is_in(heads)) {
        refused("token", StatusCode::UNAUTHORIZED)
    } else {
        next.run(request).await
    };
    for (name, value) in SAID {
        let heads = response.headers_mut();
        heads.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What every answer says of itself.
const SAID: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// The host that a request names, of which there has to be one.
fn host(heads: &HeaderMap) -> Option<&str> {
    let mut all = heads.get_all(header::HOST).into_iter();
    match (all.next(), all.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    }
}

/// Whether the host is an address, or this machine by name: no other name leads here by any right.
fn is_our_host(heads: &HeaderMap, server: &Server) -> bool {
    let Some(host) = host(heads) else {
        return false;
    };
    let port = server.address.port();
    if host.eq_ignore_ascii_case(&format!("localhost:{port}")) {
        return true;
    }
    let Ok(named) = host.parse::<SocketAddr>() else {
        return false;
    };
    let is_local = named.ip().is_loopback();
    named.port() == port && (is_local || (server.token.is_some() && is_plain(named.ip())))
}

fn is_plain(ip: IpAddr) -> bool {
    !ip.is_multicast() && !ip.is_unspecified()
}

/// Whether a page of ours asks, or somebody who opens it: no other page.
fn is_our_page(heads: &HeaderMap, method: &Method, uri: &Uri) -> bool {
    let text = |name| heads.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own = host(heads).map(|host| format!("http://{host}"));
    if text(header::ORIGIN).is_some_and(|origin| Some(origin) != own.as_deref()) {
        return false;
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let mode = text(HeaderName::from_static("sec-fetch-mode"));
    let is_opened = mode == Some("navigate") && *method == Method::GET;
    match site {
        None | Some("same-origin" | "none") => true,
        // A link that somebody sent leads to the page, and to nothing else.
        Some(_) => is_opened && !uri.path().starts_with("/api"),
    }
}

/// Who comes with the token in the address gets it as a cookie, and an address without it.
fn welcome(server: &Server, uri: &Uri) -> Option<Response> {
    let token = server.token.as_ref()?;
    let asked = uri.query()?.split('&');
    let mut given = asked.filter_map(|pair| pair.strip_prefix("token="));
    let is_it = uri.path() == "/" && token.is(given.next()?);
    let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", token.text());
    is_it.then(|| ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}
