//! The order of the crates: which may know which.

use super::finding::Finding;
use serde_json::Value;

/// Each crate and the crates of the workspace that it may depend on, tests included. `lang`
/// and `engine` never meet, nor do `store` and `render`.
const MAY_KNOW: [(&str, &[&str]); 13] = [
    ("tenfold-ir", &[]),
    ("tenfold-lang", &["tenfold-ir"]),
    ("tenfold-engine", &["tenfold-ir"]),
    ("tenfold-infer", &["tenfold-ir", "tenfold-engine"]),
    ("tenfold-words", &["tenfold-ir", "tenfold-lang"]),
    ("tenfold-tables", &["tenfold-lang"]),
    (
        "tenfold-model",
        &[
            "tenfold-ir",
            "tenfold-lang",
            "tenfold-tables",
            "tenfold-words",
        ],
    ),
    (
        "tenfold-study",
        &[
            "tenfold-ir",
            "tenfold-lang",
            "tenfold-engine",
            "tenfold-infer",
            "tenfold-words",
            "tenfold-tables",
            "tenfold-model",
        ],
    ),
    (
        "tenfold-store",
        &[
            "tenfold-ir",
            "tenfold-engine",
            "tenfold-infer",
            "tenfold-words",
            "tenfold-tables",
            "tenfold-model",
            "tenfold-study",
        ],
    ),
    (
        "tenfold-render",
        &[
            "tenfold-ir",
            "tenfold-lang",
            "tenfold-infer",
            "tenfold-words",
            "tenfold-model",
            "tenfold-study",
        ],
    ),
    (
        "tenfold-session",
        &[
            "tenfold-ir",
            "tenfold-lang",
            "tenfold-engine",
            "tenfold-infer",
            "tenfold-words",
            "tenfold-tables",
            "tenfold-model",
            "tenfold-study",
            "tenfold-store",
            "tenfold-render",
        ],
    ),
    ("tenfold-web", &["tenfold-session"]),
    ("tenfold-cli", &["tenfold-session", "tenfold-web"]),
];

/// Crates that are no part of the program: the benchmark knows all, the tasks know none.
const OUTSIDE: [(&str, bool); 2] = [("tenfold-benches", true), ("xtask", false)];

/// Checks the output of `cargo metadata --no-deps`.
pub fn check(metadata: &str) -> Vec<Finding> {
    let metadata: Value = match serde_json::from_str(metadata) {
        Ok(metadata) => metadata,
        Err(error) => return vec![Finding::error("cargo metadata", error.to_string())],
    };
    let packages: Vec<&Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .collect();
    let name = |package: &Value| package["name"].as_str().unwrap_or_default().to_string();
    let members: Vec<String> = packages.iter().map(|package| name(package)).collect();
    let mut findings = Vec::new();
    for package in packages {
        let crate_name = name(package);
        let place = format!("crate {crate_name}");
        let known: Vec<String> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .map(name)
            .filter(|dependency| members.contains(dependency))
            .collect();
        let Some(allowed) = allowed(&crate_name, &members) else {
            let message = "is not in the order of crates; give it its place in xtask/src/tidy/dependencies.rs";
            findings.push(Finding::error(place, message));
            continue;
        };
        for dependency in known {
            if !allowed.contains(&dependency) {
                let may = if allowed.is_empty() {
                    "none of the workspace's crates".to_string()
                } else {
                    allowed.join(", ")
                };
                let message = format!("depends on {dependency}; it may know {may}");
                findings.push(Finding::error(&place, message));
            }
        }
    }
    findings
}

fn allowed(name: &str, members: &[String]) -> Option<Vec<String>> {
    if let Some((_, all)) = OUTSIDE.iter().find(|(outside, _)| *outside == name) {
        return Some(if *all { members.to_vec() } else { Vec::new() });
    }
    let (_, known) = MAY_KNOW.iter().find(|(member, _)| *member == name)?;
    Some(known.iter().map(|known| known.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(packages: &[(&str, &[&str])]) -> String {
        let packages: Vec<Value> = packages
            .iter()
            .map(|(name, dependencies)| {
                let dependencies: Vec<Value> = dependencies
                    .iter()
                    .map(|name| serde_json::json!({ "name": name }))
                    .collect();
                serde_json::json!({ "name": name, "dependencies": dependencies })
            })
            .collect();
        serde_json::json!({ "packages": packages }).to_string()
    }

    #[test]
    fn the_order_is_allowed() {
        let all = metadata(&[
            ("tenfold-ir", &["serde"]),
            ("tenfold-lang", &["tenfold-ir"]),
            ("tenfold-engine", &["tenfold-ir", "rayon"]),
            ("tenfold-session", &["tenfold-lang", "tenfold-engine"]),
            ("tenfold-benches", &["tenfold-lang", "tenfold-engine"]),
        ]);
        assert_eq!(check(&all), []);
    }

    #[test]
    fn lang_and_engine_never_meet() {
        let met = metadata(&[
            ("tenfold-lang", &["tenfold-engine"]),
            ("tenfold-engine", &["tenfold-lang"]),
        ]);
        assert_eq!(check(&met).len(), 2);
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        assert_eq!(check(&metadata(&[("tenfold-utils", &[])])).len(), 1);
    }

    #[test]
    fn tasks_know_no_other_crate() {
        let knows = metadata(&[("xtask", &["tenfold-ir"]), ("tenfold-ir", &[])]);
        assert_eq!(check(&knows).len(), 1);
    }
}
