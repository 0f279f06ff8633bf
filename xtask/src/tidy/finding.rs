//! What checks are given, and what they find.

use std::collections::BTreeMap;
use std::fmt;

/// Text files of the repository, by path from its root with forward slashes.
pub type Files = BTreeMap<String, String>;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Path, and line where there is one.
    pub place: String,
    /// What was found, and what to do.
    pub message: String,
    /// Whether it fails the check.
    pub fails: bool,
}

impl Finding {
    pub fn error(place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            place: place.into(),
            message: message.into(),
            fails: true,
        }
    }

    pub fn warning(place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            fails: false,
            ..Finding::error(place, message)
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.fails { "error" } else { "warning" };
        write!(f, "{severity}: {}: {}", self.place, self.message)
    }
}

/// The extension of a path, or nothing.
pub fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_of_the_name_alone() {
        assert_eq!(extension("a.b/run"), "");
        assert_eq!(extension("a.b/run.rs"), "rs");
    }
}
