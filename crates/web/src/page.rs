//! The page's own files, which are within the program.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use axum::response::Response;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../page/dist"]
#[allow_missing = true]
struct Files;

/// What stands in for the page where it has not been built.
const MISSING: &str = include_str!("missing.html");

/// Names that hold a hash of their file never change what they stand for.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// A file of the page; `/` is its first.
pub(crate) async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let is_plain = path.split('/').all(|part| {
        let mut letters = part.bytes();
        !part.is_empty()
            && !part.starts_with('.')
            && letters.all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    });
    let file = is_plain.then(|| Files::get(path)).flatten();
    let Some(file) = file else {
        return match path {
            "index.html" => (
                [
                    (CONTENT_TYPE, "text/html; charset=utf-8"),
                    (CACHE_CONTROL, ASK_AGAIN),
                ],
                MISSING,
            )
                .into_response(),
            _ => StatusCode::NOT_FOUND.into_response(),
        };
    };
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kept = match path.starts_with("assets/") {
        true => FOR_EVER,
        false => ASK_AGAIN,
    };
    let kind = match (kind.type_(), kind.subtype()) {
        (mime_guess::mime::TEXT, _) => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    let heads = [(CONTENT_TYPE, kind), (CACHE_CONTROL, kept.to_owned())];
    (heads, file.data).into_response()
}
