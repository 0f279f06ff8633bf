//! The examples of the help are commands that work.

use super::{printed, tenfold};
use std::fs;
use std::path::Path;

/// What is too long for a test, or does not end by itself; what there is a file or a folder of one's own for is not here
/// either.
const NOT_RUN: [&str; 4] = ["serve", "calibrate", "backtest", "docs"];
const OWN: [&str; 4] = ["runs.csv", "model.ten", "--posterior", "models"];

/// Words of a command, those between quotation marks as one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(nth, part)| match nth % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn examples_of_the_help_work() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/examples");
    let commands = ["run", "claims", "compare", "explain", "fit", "test", "new"];
    for lang in ["en", "zh"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::copy(
            models.join("adoption.ten"),
            folder.path().join("adoption.ten"),
        )
        .unwrap();
        let mut tried = 0;
        for command in commands {
            let help = printed(&tenfold(
                folder.path(),
                &[command, "--help", "--lang", lang],
            ));
            for line in help
                .lines()
                .filter_map(|line| line.trim().strip_prefix("tenfold "))
            {
                let mut asked = words(line);
                let is_own = OWN.iter().any(|own| line.contains(own));
                if is_own || NOT_RUN.contains(&asked[0].as_str()) {
                    continue;
                }
                // Last, so that it counts: few draws are enough to see that a command works.
                let is_ensemble = ["run", "claims", "compare"].contains(&asked[0].as_str());
                if is_ensemble {
                    let at = asked.iter().position(|word| word == "--draws");
                    if let Some(at) = at {
                        asked.drain(at..at + 2);
                    }
                    asked.retain(|word| word != "--prior");
                    asked.extend(["--draws", "20", "--prior"].map(str::to_owned));
                }
                if asked[0] == "fit" && !asked.contains(&"--bootstrap".to_owned()) {
                    asked.extend(["--bootstrap", "0"].map(str::to_owned));
                }
                let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
                // A new model does not stand where there is one of its name.
                let fresh = tempfile::tempdir().expect("a folder");
                let place = match asked[0] {
                    "new" => fresh.path(),
                    _ => folder.path(),
                };
                let output = tenfold(place, &asked);
                assert!(output.status.success(), "{line}\n{}", printed(&output));
                tried += 1;
            }
        }
        assert!(tried >= 12, "{tried} in {lang}");
    }
}
