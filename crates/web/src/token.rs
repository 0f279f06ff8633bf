//! Who may ask where others listen: a token, told apart in a time that tells nothing.

use axum::http::header;
use axum::http::header::{HeaderMap, HeaderValue};
use std::io;
use subtle::ConstantTimeEq;

/// The cookie that holds the token.
pub(crate) const COOKIE: &str = "tenfold_token";
/// Bytes of a token.
const TOKEN_BYTES: usize = 24;

/// What everybody who is not on this machine has to know.
pub(crate) struct Token(String);

impl Token {
    /// A random one.
    pub(crate) fn new() -> io::Result<Token> {
        let mut bytes = [0_u8; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(|reason| io::Error::other(reason.to_string()))?;
        let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
        Ok(Token(digits.collect()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// In a time that tells nothing of where they differ.
    pub(crate) fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }

    pub(crate) fn is_in(&self, heads: &HeaderMap) -> bool {
        let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let bearer = heads.get(header::AUTHORIZATION).map(text);
        let bearer = bearer.and_then(|text| Some(text.strip_prefix("Bearer ")?.to_owned()));
        let cookies = heads.get_all(header::COOKIE).into_iter().map(text);
        let cookies = cookies.collect::<Vec<_>>().join(";");
        let cookies = cookies.split(';').filter_map(|one| {
            let (name, value) = one.split_once('=')?;
            (name.trim() == COOKIE).then(|| value.trim().to_owned())
        });
        bearer
            .into_iter()
            .chain(cookies)
            .any(|given| self.is(&given))
    }
}
