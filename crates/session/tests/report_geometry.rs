//! Where words stand on a page: none upon another, none beyond the page, none broken, on a phone and on a desk.

use crate::report_browser::visit;
use crate::report_fixture::report;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::report::{render, render_ledger};
use tenfold_session::{
    Belief, CompareRequest, Control, EnsembleRequest, Lang, ModelRef, Overrides, compare,
};

const PROBE: &str = include_str!("report_geometry.js");
const WIDTHS: [u32; 2] = [390, 1280];

/// Names as long as people give them.
const FLEETS: &str = "module fleets
simulate from 2020 to 2034 by 1 year using euler
dimension Lab = anthropic, openai, google_deepmind, all_the_others
param growth : 1/year ~ normal(60 %/year, 20 %/year)
  from judgement \"wide\"
let controls_upon_exports : 1 = 0
stock machines_installed[l in Lab] : USD
  initial 1_000_000 USD
  inflow growth * machines_installed[l] * (1 - 0.5 * controls_upon_exports)
let revenue_per_inference_dollar[l in Lab] : 1 = growth * 1 year * (1 + l)
milestone a_country_of_geniuses_in_a_datacenter when machines_installed[openai] > 20 million USD
output machines_installed, revenue_per_inference_dollar
scenario export_controls_tightened
  \"Policy.\"
  intervene controls_upon_exports = 1 from 2022
";

fn compared(home: &Path) -> String {
    let path = home.join("fleets.ten");
    fs::write(&path, FLEETS).expect("the folder takes a file");
    let request = CompareRequest {
        ensemble: EnsembleRequest {
            model: ModelRef::Path(path),
            overrides: Overrides::default(),
            draws: 200,
            seed: 1,
            belief: Belief::Prior,
            out: Some(home.join("out")),
            threads: None,
            lang: Lang::En,
        },
        scenarios: vec!["export_controls_tightened".into()],
    };
    let cancel = AtomicBool::new(false);
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &cancel,
    };
    let found = compare(&request, &mut control).expect("it runs");
    found.expect("the model is sound");
    fs::read_to_string(home.join("out/report.html")).expect("it was written")
}

#[test]
fn words_stand_apart_within_the_page_and_whole() {
    let home = tempfile::tempdir().expect("a folder");
    let pages = [
        ("run", render(&report(12), Lang::En)),
        ("claims", render_ledger(&report(0), Lang::En)),
        ("compare", compared(home.path())),
    ];
    let nothing = json!({ "outside": [], "upon": [], "broken": [] });
    let mut wrong: Vec<String> = Vec::new();
    for (name, page) in &pages {
        for width in WIDTHS {
            let Some(found) = visit(page, PROBE, width, "") else {
                return;
            };
            assert_eq!(found["errors"], json!([]), "{name}");
            let views = ["en light", "en dark", "zh light", "zh dark"];
            let views = views.into_iter().filter(|view| found[view] != nothing);
            wrong.extend(views.map(|view| format!("{name} {width} {view}: {:#}", found[view])));
            let sideways = found["sideways"].as_array().filter(|all| !all.is_empty());
            wrong.extend(sideways.map(|all| format!("{name} {width} scrolls: {all:?}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
