//! What the command prints and how it ends.

use super::{printed, tenfold};
use std::fs;

const GROWTH: &str = "module growth

simulate from 2020 to 2030 by 1 month using euler

param rate : 1/year ~ 0.1 to 0.4
  from judgement \"a guess\"

stock size : USD
  initial 1 million
  inflow rate * size

milestone double when size > 2 million USD

output size

test \"grows\"
  assert size >= 1 million USD
";

pub fn folder_with(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(name), text).expect("the folder takes a file");
    folder
}

#[test]
fn a_run_prints_milestones_and_fans_and_writes_its_folder() {
    let folder = folder_with("growth.ten", GROWTH);
    let output = tenfold(
        folder.path(),
        &["run", "growth.ten", "--draws", "500", "--seed", "3"],
    );
    let text = printed(&output);
    assert!(output.status.success(), "{text}");
    for part in [
        "growth.double",
        "growth.size",
        "50 %",
        "Every draw stayed finite.",
        "report.html",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    for file in [
        "manifest.json",
        "summary.parquet",
        "draws.parquet",
        "report.html",
    ] {
        assert!(
            folder.path().join("runs/growth").join(file).is_file(),
            "{file}"
        );
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_is_without_one() {
    let folder = folder_with("growth.ten", GROWTH);
    let output = tenfold(folder.path(), &["run", "growth.ten", "--draws", "100"]);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        assert!(console::measure_text_width(line) <= 80, "{line}");
    }
}

#[test]
fn json_is_json_and_says_what_the_text_says() {
    let folder = folder_with("growth.ten", GROWTH);
    let output = tenfold(
        folder.path(),
        &["run", "growth.ten", "--draws", "200", "--json"],
    );
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    assert_eq!(value["draws"], 200);
    assert_eq!(value["milestones"][0]["name"], "growth.double");
}

#[test]
fn chinese_is_chinese_down_to_the_help() {
    let folder = folder_with("growth.ten", GROWTH);
    let output = tenfold(
        folder.path(),
        &["run", "growth.ten", "--draws", "100", "--lang", "zh"],
    );
    assert!(printed(&output).contains("里程碑"), "{}", printed(&output));
    let help = printed(&tenfold(folder.path(), &["run", "--help", "--lang=zh"]));
    assert!(help.contains("抽样次数"), "{help}");
}

#[test]
fn help_of_every_command_has_examples() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for command in ["run", "check", "test", "backtest", "explain", "fmt", "new"] {
        let help = printed(&tenfold(folder.path(), &[command, "--help"]));
        assert!(
            help.contains(&format!("tenfold {command}")),
            "{command}: {help}"
        );
        assert!(help.contains("Examples"), "{command}: {help}");
    }
}

#[test]
fn a_wrong_model_fails_and_names_the_place() {
    let folder = folder_with("wrong.ten", "module wrong\nlet x : USD = 3 year\n");
    let output = tenfold(folder.path(), &["check", "wrong.ten"]);
    assert_eq!(output.status.code(), Some(1));
    let text = printed(&output);
    assert!(
        text.contains("wrong.ten:2") && text.contains("unit-mismatch"),
        "{text}"
    );
}

#[test]
fn a_failing_test_shows_both_sides() {
    let text = GROWTH.replace("size >= 1 million", "size <= 1 million");
    let folder = folder_with("growth.ten", &text);
    let output = tenfold(folder.path(), &["test", "growth.ten"]);
    assert_eq!(output.status.code(), Some(1));
    let text = printed(&output);
    assert!(
        text.contains("growth.ten:17") && text.contains("right 1 million USD"),
        "{text}"
    );
}

#[test]
fn explain_tells_what_became_of_a_claim_when_it_was_last_held() {
    let model = "module m
param u : 1 ~ uniform(0, 1)
  from judgement \"an example\"
claim half \"§1\" \"Even or better\"
  holds P(u > 0.25) >= 0.5
";
    let folder = folder_with("m.ten", model);
    let explain = || {
        printed(&tenfold(
            folder.path(),
            &["explain", "half", "--model", "m.ten"],
        ))
    };
    assert!(!explain().contains("last held"));
    for held in [&["run", "--claims"][..], &["claims"]] {
        let arguments = [held, &["m.ten", "--draws", "400"]].concat();
        assert!(tenfold(folder.path(), &arguments).status.success());
        let text = explain();
        let told = text.split_once("last held").expect("it was held").1;
        assert!(
            told.contains("holds: 7") && told.contains("m.u: "),
            "{text}"
        );
        for folder in fs::read_dir(folder.path().join("runs")).unwrap() {
            fs::remove_dir_all(folder.unwrap().path()).unwrap();
        }
    }
}

/// Never less never is undefined, and says nothing of the other side or of what comes later.
#[test]
fn a_failing_test_on_dates_shows_both_sides() {
    let model = "module dates
simulate from 2020 to 2030 by 1 year using euler
milestone first when time >= 2022
milestone last when time >= 2025
milestone beyond when time >= 2031
test \"apart\"
  assert date(last) - date(first) < 1 year at 2030
  assert date(beyond) - date(first) < 2 year at 2030
  assert date(last) - date(first) < 4 year
test \"in draws\" draws 3
  assert date(last) - date(first) < 1 year at 2030
";
    let folder = folder_with("dates.ten", model);
    let text = printed(&tenfold(folder.path(), &["test", "dates.ten"]));
    let sides = text.lines().filter_map(|line| line.split_once("left "));
    let sides: Vec<&str> = sides.map(|(_, sides)| sides).collect();
    assert_eq!(
        sides,
        [
            "3, right 1 year",
            "∞, right 2 year",
            "undefined, right 4 year",
            "3, right 1 year"
        ],
        "{text}"
    );
}

#[test]
fn explain_knows_names_codes_and_near_misses() {
    let folder = folder_with("growth.ten", GROWTH);
    let explain = |name| tenfold(folder.path(), &["explain", name, "--model", "growth.ten"]);
    let text = printed(&explain("rate"));
    assert!(
        text.contains("a guess") && text.contains("growth.size"),
        "{text}"
    );
    assert!(explain("unit-mismatch").status.success());
    let missed = explain("sise");
    assert_eq!(missed.status.code(), Some(1));
    assert!(
        printed(&missed).contains("growth.size"),
        "{}",
        printed(&missed)
    );
}

#[test]
fn a_new_model_runs_and_is_laid_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(tenfold(folder.path(), &["new", "mine"]).status.success());
    for arguments in [
        &["check", "mine.ten"][..],
        &["test", "mine.ten"],
        &["fmt", "--check", "."],
        &["run", "mine.ten", "--draws", "100"],
    ] {
        let output = tenfold(folder.path(), arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            printed(&output)
        );
    }
    let again = tenfold(folder.path(), &["new", "mine"]);
    assert_eq!(
        again.status.code(),
        Some(1),
        "a second time does not overwrite"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    use std::process::{Command, Stdio};
    let folder = folder_with("growth.ten", GROWTH);
    let mut child = Command::new(env!("CARGO_BIN_EXE_tenfold"))
        .args(["run", "growth.ten", "--draws", "400000000"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    // The partial folder appears once the run is under way.
    let partial = || {
        folder
            .path()
            .join("runs")
            .read_dir()
            .is_ok_and(|mut found| found.next().is_some())
    };
    let patience = std::time::Instant::now();
    while !partial() && patience.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let signalled = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(signalled.expect("kill is there").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(!partial(), "a partial folder is left");
}

/// The model beside a record of two figures.
pub fn observed_growth() -> tempfile::TempDir {
    let record = "simulate from 2020 to 2030 by 1 month using euler\n";
    let observed = "observe size ~ lognormal(20 %) from data \"size.csv\" (date, value : USD)\n";
    let folder = folder_with(
        "growth.ten",
        &GROWTH.replace(record, &format!("{record}{observed}")),
    );
    let sizes = "date,value\n2021,1.2e6\n2023,1.8e6\n";
    fs::write(folder.path().join("size.csv"), sizes).expect("the folder takes a file");
    folder
}

#[test]
fn a_run_starts_from_the_record_unless_it_is_told_not_to() {
    let folder = observed_growth();
    for (belief, said) in [
        (&[][..], "From the posterior of 2 reports"),
        (&["--prior"], "From the priors"),
    ] {
        let run = ["run", "growth.ten", "--draws", "100"];
        let output = tenfold(folder.path(), &[&run[..], belief].concat());
        assert!(printed(&output).contains(said), "{}", printed(&output));
    }
}

#[test]
fn a_law_is_fitted_and_a_model_calibrated() {
    let folder = observed_growth();
    let output = tenfold(
        folder.path(),
        &[
            "fit",
            "time-horizon",
            "--loss",
            "squares",
            "--bootstrap",
            "20",
        ],
    );
    let text = printed(&output);
    for part in ["doubling_time", "129 days", "(110 – 155)", "14 runs"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let output = tenfold(
        folder.path(),
        &["fit", "bass", "logistic", "--bootstrap", "0"],
    );
    assert!(printed(&output).contains("logistic"));
    for wrong in [["--dof", "0.05"], ["--delta", "nan"], ["--hold-out", "100"]] {
        let output = tenfold(folder.path(), &["fit", "bass", wrong[0], wrong[1]]);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
    let output = tenfold(folder.path(), &["fit", "nothing-of-the-kind"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("chinchilla"));

    let output = tenfold(
        folder.path(),
        &["calibrate", "growth.ten", "--particles", "512"],
    );
    let text = printed(&output);
    assert!(
        text.contains("growth.rate") && text.contains("R-hat"),
        "{text}"
    );
    let output = tenfold(
        folder.path(),
        &[
            "run",
            "growth.ten",
            "--posterior",
            "runs/growth-posterior",
            "--draws",
            "500",
        ],
    );
    assert!(output.status.success(), "{}", printed(&output));
    let output = tenfold(
        folder.path(),
        &["calibrate", "growth.ten", "--until", "never"],
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_law_and_a_smooth_model_in_time_are_calibrated_by_either_sampler() {
    let folder = observed_growth();
    let calibrated = |model: &str, sampler: &str| {
        let asked = ["calibrate", model, "--sampler", sampler];
        tenfold(
            folder.path(),
            &[&asked[..], &["--particles", "512"]].concat(),
        )
    };
    for (sampler, said) in [("smc", "512 particles"), ("nuts", "512 draws of NUTS")] {
        for (model, param) in [("time-horizon", "doubling_time"), ("growth.ten", "rate")] {
            let output = calibrated(model, sampler);
            let text = printed(&output);
            assert!(output.status.success(), "{text}");
            for part in [param, "R-hat", said] {
                assert!(text.contains(part), "{part} is not in\n{text}");
            }
        }
    }
    let path = folder.path().join("growth.ten");
    let text = fs::read_to_string(&path).expect("the model is there");
    fs::write(&path, text.replace("euler", "rk4")).expect("the folder takes a file");
    let output = calibrated("growth.ten", "nuts");
    assert_eq!(output.status.code(), Some(1));
    for part in ["`growth`", "rk4", "euler", "smc"] {
        assert!(printed(&output).contains(part), "{}", printed(&output));
    }
    let output = calibrated("no-such-law", "nuts");
    assert_eq!(output.status.code(), Some(1));
}

const OBSERVED: &str = "module growth
simulate from 2018 to 2030 by 1 month using euler
param rate : 1/year ~ normal(0.5, 0.3)
  from judgement \"wide\"
stock size : 1
  initial 1
  inflow rate * size
observe size ~ lognormal(10 %) from data \"size.csv\" (date, value : 1)
";

const SIZES: &str =
    "date,value\n2018.5,1.17\n2019,1.3\n2019.5,1.6\n2020,1.8\n2020.5,2.1\n2021,2.5\n";

#[test]
fn a_backtest_prints_scores_in_both_languages_and_as_json() {
    let folder = folder_with("growth.ten", OBSERVED);
    fs::write(folder.path().join("size.csv"), SIZES).expect("the folder takes a file");
    let small = [
        "backtest",
        "growth.ten",
        "--particles",
        "256",
        "--draws",
        "200",
    ];
    let with = |more: &[&str]| tenfold(folder.path(), &[&small[..], more].concat());
    let text = printed(&with(&["--write", "PAST.md"]));
    for part in [
        "How forecasts of growth fared",
        "random walk",
        "growth.size",
        "PAST.md",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let output = with(&["--lang", "zh", "--origins", "2020-03-01"]);
    assert!(
        printed(&output).contains("随机游走"),
        "{}",
        printed(&output)
    );
    for line in printed(&output).lines() {
        assert!(console::measure_text_width(line) <= 80, "{line}");
    }
    let output = with(&["--json", "--origins", "2020-03-01,2020-09-01"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    assert_eq!(value["origins"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["reports"][0]["series"], "growth.size");
    let late = with(&["--origins", "2025-01-01"]);
    assert!(!late.status.success());
    assert!(
        printed(&late).contains("no report comes after"),
        "{}",
        printed(&late)
    );
}

#[test]
fn everything_of_the_world_with_a_name_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let said = |name: &str| printed(&tenfold(folder.path(), &["explain", name]));
    for (name, part) in [
        ("economics", "module economics"),
        ("Lab", "= anthropic, openai, google, others"),
        ("anthropic", "label compute.Lab.anthropic"),
        ("H100e", "unit compute.H100e"),
        ("year", "unit "),
        ("foresight", "scenario economics.foresight"),
        ("economics.foresight", "scenario economics.foresight"),
        ("geniuses-2035", "claim ledger.geniuses_2035"),
        ("no unit is lost between order, delivery and wear", "assert"),
        ("first_profit", "milestone economics.first_profit"),
        ("revenue", "observe"),
        ("economics.payable", "diffusion.payable"),
    ] {
        let text = said(name);
        let wanted = if part == "observe" {
            "~ lognormal("
        } else {
            part
        };
        assert!(text.contains(wanted), "{name}: {text}");
    }
    let json = printed(&tenfold(folder.path(), &["explain", "Lab", "--json"]));
    assert!(json.contains("\"zh\""), "{json}");
}
