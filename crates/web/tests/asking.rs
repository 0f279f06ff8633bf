//! What the page asks, and what it is answered.

use crate::client::{Running, events, model};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

fn question() -> Value {
    json!({ "seed": 1, "draws": 10_000, "series": ["toy_lab.revenue"], "baseline": true })
}

fn answers(events: &[(String, Value)]) -> Vec<&Value> {
    let all = events.iter().filter(|(event, _)| event == "answer");
    all.map(|(_, data)| data).collect()
}

/// To rounding.
fn is_near(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!(
        (found / expected - 1.0).abs() < 1e-12,
        "{found} for {expected}"
    );
}

#[test]
fn a_model_says_what_it_is_made_of() {
    let server = Running::plain();
    let card = server.get("/api/model").json();
    assert_eq!(card["name"], "toy_lab");
    assert_eq!(
        (&card["begin"], &card["end"]),
        (&json!(2026.0), &json!(2036.0))
    );
    assert_eq!(card["read_only"], true);
    let params = card["parameters"].as_array().unwrap();
    let growth = params
        .iter()
        .find(|one| one["name"] == "toy_lab.growth")
        .unwrap();
    assert_eq!(
        (&growth["prior"], &growth["unit"]),
        (&json!("20 to 80"), &json!("%/year"))
    );
    assert_eq!(
        growth["prior_shape"]["density"].as_array().unwrap().len(),
        81
    );
    assert_eq!(card["milestones"][0]["headline"], true);
    assert!(card["laws"].as_array().unwrap().len() > 5);
    assert!(
        card["templates"][0]["text"]
            .as_str()
            .unwrap()
            .starts_with("module")
    );
}

/// In each answer the draws are those of the one before, gone on with; so another question for fewer of them
/// is the same to the last bit.
#[test]
fn an_answer_is_refined_and_is_the_same_for_whoever_asks() {
    let server = Running::plain();
    let found = server.events(&question());
    assert_eq!(found.last().unwrap().0, "done");
    let all = answers(&found);
    let draws: Vec<u64> = all
        .iter()
        .map(|one| one["draws"].as_u64().unwrap())
        .collect();
    assert!(
        draws.contains(&1_000) && draws.ends_with(&[10_000]),
        "{draws:?}"
    );
    let first = all.iter().find(|one| one["draws"] == 1_000).unwrap();
    let mut fewer = question();
    fewer["draws"] = json!(1_000);
    let again = server.events(&fewer);
    let again = answers(&again);
    for part in ["series", "milestones", "influence", "belief", "diverged"] {
        assert_eq!(again.last().unwrap()[part], first[part], "{part}");
    }
    let series = &first["series"][0];
    assert_eq!(series["unit"], "USD/year");
    assert_eq!(
        series["at"].as_array().unwrap().len(),
        series["q50"].as_array().unwrap().len()
    );
    // Revenue is 150 billion at the start in every draw that has compute enough.
    is_near(&series["q95"][0], 1.5e11);
}

/// The difference within draws knows what both worlds share: of a world in which growth is the same for all, the
/// sign is in no doubt. What is no change differs in nothing.
#[test]
fn a_change_is_compared_within_each_draw() {
    let server = Running::plain();
    let mut changed = question();
    changed["assume"] = json!({ "toy_lab.optimism": "0.5" });
    let found = server.events(&changed);
    let last = answers(&found).pop().unwrap();
    let milestone = &last["milestones"][0];
    let by = milestone["difference"]["by"].as_array().unwrap();
    let own = milestone["by"].as_array().unwrap();
    let base = milestone["baseline"]["by"].as_array().unwrap();
    for ((gap, own), base) in by.iter().zip(own).zip(base) {
        let number = |one: &Value, name: &str| one[name].as_f64().unwrap();
        let difference = number(own, "probability") - number(base, "probability");
        // The ends of years lie within bins of some hours.
        assert!((number(gap, "mean") - difference).abs() < 2e-3);
        // Of n draws that differ by at most one each: at most 1/√n.
        assert!(number(gap, "error") <= 0.01);
    }
    let mut same = question();
    same["intervene"] = json!(["toy_lab.optimism = toy_lab.optimism from 2030"]);
    let found = server.events(&same);
    let last = answers(&found).pop().unwrap().clone();
    let means = last["series"][0]["difference"]["mean"].as_array().unwrap();
    // Of some 1e11 USD a year, rounded in another order.
    let is_none = |mean: &Value| mean.as_f64().unwrap().abs() < 1e-3;
    assert!(means.iter().all(is_none), "{means:?}");
}

#[test]
fn what_is_wrong_is_said_in_both_languages_with_its_place() {
    let server = Running::plain();
    let mut wrong = question();
    wrong["assume"] = json!({ "toy_lab.optimsm": "2" });
    let found = server.events(&wrong);
    let (event, data) = &found[0];
    assert_eq!(event, "problem");
    assert_eq!(data["error"]["code"], "model-wrong");
    assert!(data["error"]["message_zh"].as_str().unwrap().contains('错'));
    assert!(
        !data["error"]["diagnostics"][0]["message"]["zh"]
            .as_str()
            .unwrap()
            .is_empty()
    );
    let none = json!({ "seed": 1, "draws": 1_000, "series": ["toy_lab.nothing"] });
    assert_eq!(server.events(&none)[0].1["error"]["code"], "no-series");
    let many = json!({ "seed": 1, "draws": 100_001 });
    assert_eq!(server.events(&many)[0].1["error"]["code"], "too-many");
}

#[test]
fn a_text_is_checked_formatted_and_run() {
    let server = Running::plain();
    let text = std::fs::read_to_string(model()).unwrap();
    let files = |text: &str| json!([{ "path": "toy_lab.ten", "text": text }]);
    let checked = server
        .post("/api/check", &json!({ "files": files(&text) }))
        .json();
    assert_eq!(checked["diagnostics"], json!([]));
    let wrong = text.replace(
        "let profit : USD/year = revenue",
        "let profit : USD/year = revenu",
    );
    let checked = server
        .post("/api/check", &json!({ "files": files(&wrong) }))
        .json();
    let found = &checked["diagnostics"][0];
    assert_eq!(
        (&found["code"], &found["path"]),
        (&json!("unknown-name"), &json!("toy_lab.ten"))
    );
    let offset = wrong.find("revenu - ").unwrap();
    let units = wrong[..offset].encode_utf16().count();
    assert_eq!(found["from"]["offset"], json!(units));
    let untidy = json!({ "path": "a.ten", "text": "module a\nlet   x :1=3\n" });
    let tidy = server.post("/api/format", &untidy).json();
    assert_eq!(tidy["text"], "module a\nlet x : 1 = 3\n");
    let mut edited = question();
    edited["files"] =
        files(&text.replace("150 billion USD/year * exp", "300 billion USD/year * exp"));
    let found = server.events(&edited);
    let last = answers(&found).pop().unwrap();
    is_near(&last["series"][0]["q95"][0], 3e11);
}

#[test]
fn a_name_is_explained_and_a_draw_is_told() {
    let server = Running::plain();
    let said = server.get("/api/explain?name=toy_lab.profit").json();
    assert_eq!(said["explained"]["unit"], "USD/year");
    assert_eq!(said["explained"]["equation"], "= revenue - compute");
    assert_eq!(said["explained"]["feeds"].as_array().unwrap().len(), 2);
    assert_eq!(server.get("/api/explain?name=nobody").status, 404);
    let mut one = question();
    one["draw"] = json!(7);
    let story = server.post("/api/story", &one).json();
    assert_eq!(story["parameters"].as_array().unwrap().len(), 5);
    assert_eq!(
        story["series"][0]["value"].as_array().unwrap().len(),
        story["series"][0]["at"].as_array().unwrap().len()
    );
    assert_eq!(server.get("/api/claims").json(), json!({ "claims": [] }));
}

/// Of one client and one picture a newer question ends the older; another client's goes on.
#[test]
fn a_newer_question_ends_the_older() {
    let server = Running::plain();
    let long = json!({ "seed": 1, "draws": 100_000, "series": ["toy_lab.revenue"] }).to_string();
    let heads = [
        ("Content-Type", "application/json"),
        ("X-Tenfold-Client", "a"),
    ];
    let text = server.text("POST", "/api/answer", &heads, &long);
    let start = |text: &str| {
        let mut stream = server.connect();
        stream.write_all(text.as_bytes()).unwrap();
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        stream
    };
    let mut older = start(&text);
    let mut newer = start(&text);
    let read = |stream: &mut std::net::TcpStream| {
        let mut all = String::new();
        let _ = stream.read_to_string(&mut all);
        all
    };
    assert!(read(&mut older).contains("\"cancelled\""));
    assert!(read(&mut newer).contains("\"draws\":100000"));
}

/// Who goes away leaves no work behind, and the end is soon whatever is under way.
#[test]
fn who_goes_away_leaves_no_work_and_the_end_is_soon() {
    let server = Running::plain();
    let long = json!({ "seed": 1, "draws": 100_000, "series": ["toy_lab.revenue"] }).to_string();
    let heads = [("Content-Type", "application/json")];
    for client in 0..20 {
        let name = client.to_string();
        let heads = [heads[0], ("X-Tenfold-Client", &*name)];
        let mut stream = server.connect();
        let text = server.text("POST", "/api/answer", &heads, &long);
        stream.write_all(text.as_bytes()).unwrap();
    }
    let start = Instant::now();
    let found = server.events(&json!({ "seed": 1, "draws": 1_000 }));
    assert_eq!(found.last().unwrap().0, "done");
    let mut stream = server.connect();
    let text = server.text("POST", "/api/answer", &heads, &long);
    stream.write_all(text.as_bytes()).unwrap();
    let mut byte = [0];
    stream.read_exact(&mut byte).unwrap();
    let _ = start;
    let start = Instant::now();
    server.join();
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(events(""), []);
}

#[test]
fn what_is_asked_can_be_taken_along() {
    let server = Running::plain();
    let mut asked = question();
    asked["draws"] = json!(1_000);
    asked["assume"] = json!({ "toy_lab.optimism": "0.5" });
    let file = |what: &str| {
        let asked = json!({ "question": asked, "what": what });
        let found = server.post("/api/download", &asked);
        assert_eq!(found.status, 200, "{what}: {}", found.body);
        found
    };
    let csv = file("csv");
    assert!(csv.heads.contains("filename=\"toy_lab-series.csv\""));
    assert!(
        csv.body.starts_with(
            "series,unit,at,q05,q25,q50,q75,q95\n\"toy_lab.revenue\",\"USD/year\",2026,"
        )
    );
    assert!(file("report").body.starts_with("<!DOCTYPE html>"));
    assert!(file("svg").body.contains("<svg"));
    let text = file("model").body;
    assert!(text.contains("scenario mine\n") && text.contains("assume toy_lab.optimism = 0.5\n"));
    let files = json!([{ "path": "toy_lab.ten", "text": text }]);
    let checked = server.post("/api/check", &json!({ "files": files })).json();
    assert_eq!(checked["diagnostics"], json!([]));
}
