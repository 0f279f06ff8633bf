//! The report in a real browser: headless Chromium, where it is installed.
//!
//! A copy of the page, in a frame of the wanted width (a window has a least one), carries a probe
//! that tries everything a reader can do. What it found ends up in the outer page, which the
//! browser then prints. Without Chromium the tests say so and
//! pass, but not in continuous integration (`CI` set), which has to have it.

use crate::report_fixture::report;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};
use tenfold_session::Lang;
use tenfold_session::report::render;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Collects errors and refused requests from the first moment on.
const WATCH: &str = "<script>window.found = { errors: [], refused: [] };
addEventListener('error', (event) => found.errors.push(String(event.message)));
addEventListener('securitypolicyviolation', (event) => found.refused.push(event.blockedURI));
</script>";

/// Does what readers do and writes down what came of it.
const PROBE: &str = include_str!("report_probe.js");

/// One visit from a desk, shared by the tests that only read what it found.
static DESK: LazyLock<Option<Value>> = LazyLock::new(|| probe(1280, ""));

fn chromium() -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    let found = env::split_paths(&paths)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        assert!(
            env::var_os("CI").is_none(),
            "CI is set and none of {NAMES:?} is installed"
        );
        eprintln!("none of {NAMES:?} is installed: the report is not tried in a browser");
    }
    found
}

/// What the probe found on the page, opened at `address` in a frame `width` pixels wide.
fn probe(width: u32, address: &str) -> Option<Value> {
    visit(&render(&report(12), Lang::En), PROBE, width, address)
}

/// What a script finds on a page and leaves in `found`, opened at `address` in a frame `width` pixels wide.
pub fn visit(page: &str, script: &str, width: u32, address: &str) -> Option<Value> {
    let browser = chromium()?;
    let folder = tempfile::tempdir().expect("a folder for the page");
    let page = page
        .replacen("<body>", &format!("<body>{WATCH}"), 1)
        .replacen("</body>", &format!("<script>{script}</script></body>"), 1);
    let file = folder.path().join("report.html");
    fs::write(&file, page).expect("the page is written");
    let frame = format!(
        "<iframe src='report.html{address}' style='width:{width}px;height:800px;border:0'></iframe>
        <script>addEventListener('message', (event) => document.body.append(event.data))</script>"
    );
    let outer = folder.path().join("frame.html");
    fs::write(&outer, frame).expect("the frame is written");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--hide-scrollbars",
        ])
        .args([
            "--disable-background-networking",
            "--virtual-time-budget=5000",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ))
        .arg("--window-size=1400,900")
        .arg(format!("file://{}", outer.display()))
        .output()
        .expect("Chromium starts");
    let dom = String::from_utf8_lossy(&output.stdout);
    let marked = dom
        .split_once("PROBE{")
        .and_then(|(_, rest)| rest.split_once("}EBORP"));
    let (found, _) = marked.unwrap_or_else(|| {
        panic!(
            "the probe left nothing:\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    });
    let json = found
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    Some(serde_json::from_str(&format!("{{{json}}}")).expect("the probe writes JSON"))
}

#[test]
fn a_phone_shows_the_whole_width_and_everything_works() {
    let Some(found) = probe(360, "") else { return };
    assert_eq!(found["errors"], serde_json::json!([]));
    assert_eq!(
        found["refused"],
        serde_json::json!([]),
        "nothing even tried to load"
    );
    assert_eq!(found["broken"], Value::Null, "the model's text did not run");
    assert_eq!(found["width"], 360, "the frame has the width of a phone");
    assert!(
        found["scrollWidth"].as_u64() <= Some(360),
        "the page scrolls sideways: {found}"
    );
    assert!(
        found["scrollWidthOpen"].as_u64() <= Some(360),
        "with all details open: {found}"
    );
}

#[test]
fn languages_themes_and_axes_switch() {
    let Some(found) = &*DESK else { return };
    assert_eq!(found["heading"], "Milestones");
    assert_eq!(found["headingZh"], "里程碑");
    assert_eq!(found["langZh"], "zh");
    assert_eq!(found["labelZh"], "按名称、先验或出处筛选");
    assert_ne!(
        found["light"], found["dark"],
        "the theme changes the page's colour"
    );
    assert_eq!(found["scales"], serde_json::json!(["log", "linear", "log"]));
}

#[test]
fn a_chart_reads_out_what_the_page_was_written_with() {
    let Some(found) = &*DESK else { return };
    let differences = found["readouts"].as_array().expect("a list");
    assert!(
        differences.is_empty(),
        "script and page write numbers differently: {differences:?}"
    );
    assert!(found["charts"].as_u64() >= Some(16), "{found}");
    assert_eq!(found["atStart"], "Jan 2019");
    let record = found["atRecord"].as_str().expect("a text");
    assert!(
        record.starts_with("record, Feb 2026: 19 billion (17 billion – 22 billion)"),
        "{record}"
    );
}

#[test]
fn parameters_filter_and_sort() {
    let Some(found) = &*DESK else { return };
    assert_eq!(found["all"], 12);
    assert_eq!(found["ofData"], 2);
    assert_eq!(found["named"], 2, "parameter_1 and parameter_10");
    assert_eq!(found["shown"], "2 of 12 shown");
    assert_eq!(found["falling"], "economics.world_gdp");
}

#[test]
fn the_address_chooses_language_and_theme() {
    let Some(found) = probe(1280, "#lang=zh&theme=dark") else {
        return;
    };
    assert_eq!(found["firstLang"], "zh");
    assert_eq!(found["firstTheme"], "dark");
}

#[test]
fn small_text_keeps_its_contrast_in_both_themes() {
    let Some(found) = &*DESK else { return };
    for theme in ["contrastLight", "contrastDark"] {
        for (role, ratio) in found[theme].as_object().expect("ratios by role") {
            // WCAG 2.2 AA: 4.5 for text, 3 for marks.
            let least = if role.starts_with("--kind") { 3.0 } else { 4.5 };
            assert!(ratio.as_f64() >= Some(least), "{theme} {role}: {ratio}");
        }
    }
}
