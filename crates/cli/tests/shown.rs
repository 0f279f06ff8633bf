//! That what is printed is so: figures, dates, errors for programs.

use super::command::{folder_with, observed_growth};
use super::{printed, tenfold};
use std::fs;

const UNDER_THE_YEAR: &str = "module tens
\"Grows tenfold a year; the stride of recorded times meets no round year.\"
simulate from 2022 to 2099.9 by 0.1 year using euler
const fee : USD = 125_000
let size : 1 = 10^((time - 2022) / 1 year)
let passed : year = time - 2022
let now : year = time
let price : USD = fee
let part : % = 99.9 %
output size, passed, now, price, part
";

#[test]
fn what_stands_under_a_year_is_of_that_year() {
    let folder = folder_with("tens.ten", UNDER_THE_YEAR);
    let run = |lang| {
        let asked = ["run", "tens.ten", "--draws", "10", "--lang", lang];
        printed(&tenfold(folder.path(), &asked))
    };
    let english = run("en");
    let figures = [
        "2040  1e18",
        "2060  1e38",
        "2080  1e58",
        "2040  18",
        "2080  58",
        "2040  Jan 2040",
        "2060  125,000",
        "2060  99.9",
    ];
    for figure in figures {
        assert!(english.contains(figure), "{figure} is not in\n{english}");
    }
    assert!(english.contains("2022–Nov 2099"), "{english}");
    let chinese = run("zh");
    for figure in [
        "2040  1e18",
        "2040  2040年1月",
        "2060  12.5万",
        "2060  99.9",
    ] {
        assert!(chinese.contains(figure), "{figure} is not in\n{chinese}");
    }
    let folder = folder.path().join("runs/tens");
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let steps = manifest["recorded_steps"].as_array().unwrap();
    assert_eq!(steps.last().and_then(|last| last.as_u64()), Some(779));
}

const TAILS: &str = "module tails
simulate from 2020 to 2040 by 1 year using euler
param rate : 1/year ~ normal(0.5, 1.5)
  from judgement \"wide\"
param part : 1 ~ uniform(0.4, 0.6)
  from judgement \"narrow\"
stock a_size_with_a_rather_long_name : USD
  initial 1 million
  inflow rate * a_size_with_a_rather_long_name
let spent : USD = a_size_with_a_rather_long_name * part
output spent

scenario double
  assume rate ~ normal(1, 1.5)
";

#[test]
fn a_comparison_keeps_its_medians_and_no_mean_that_few_draws_make_up() {
    let folder = folder_with("tails.ten", TAILS);
    for (lang, words) in [("en", "median"), ("zh", "中位")] {
        let asked = [
            "compare",
            "double",
            "--model",
            "tails.ten",
            "--draws",
            "500",
            "--lang",
            lang,
        ];
        let text = printed(&tenfold(folder.path(), &asked));
        let mut lines = text.lines();
        let title = lines.find(|line| line.contains("tails.spent · USD · 2040"));
        let row = title.and(lines.next());
        let row = row.unwrap_or_else(|| panic!("no row of 2040 in\n{text}"));
        assert!(text.contains(words), "{text}");
        // Medians some 1e10 and 1e13; the mean is 1e25 and more.
        assert!(!row.contains("±"), "{text}");
        assert!(
            row.contains("e")
                || row.contains("million")
                || row.contains("亿")
                || row.contains("万"),
            "{text}"
        );
        assert!(text.contains("→"), "{text}");
    }
}

#[test]
fn an_ensemble_says_of_itself_the_same_whatever_is_made_of_it() {
    let folder = observed_growth();
    let all: [&[&str]; 3] = [
        &["run", "growth.ten"],
        &["claims", "growth.ten"],
        &["compare", "base", "--model", "growth.ten"],
    ];
    let mut heads = Vec::new();
    for asked in all {
        let asked = [
            asked,
            &["--draws", "20", "--seed", "4", "--prior", "--json"],
        ]
        .concat();
        let output = tenfold(folder.path(), &asked);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
        assert_eq!(
            (&value["seed"], &value["draws"]),
            (&4.into(), &20.into()),
            "{asked:?}"
        );
        let keys = ["model", "model_hash", "version", "posterior"];
        heads.push(keys.map(|key| value.get(key).unwrap_or_else(|| panic!("{key}")).clone()));
    }
    assert!(heads.iter().all(|head| *head == heads[0]), "{heads:?}");
}

#[test]
fn an_error_is_json_where_json_is_asked_for() {
    let folder = folder_with("wrong.ten", "module wrong\nlet x : USD = y\n");
    let missing: &[&[&str]] = &[
        &["run", "nowhere.ten"],
        &["claims", "nowhere.ten"],
        &["compare", "base", "--model", "nowhere.ten"],
        &["check", "nowhere.ten"],
        &["test", "nowhere.ten"],
        &["explain", "x", "--model", "nowhere.ten"],
        &["calibrate", "nowhere.ten"],
        &["backtest", "nowhere.ten"],
        &["fit", "nowhere.ten"],
        &["run", "wrong.ten"],
        &["run", "wrong.ten", "--draws", "few"],
        &["run", "wrong.ten", "--nonsense"],
    ];
    for lang in ["en", "zh"] {
        for asked in missing {
            let plain = tenfold(folder.path(), &[asked, &["--lang", lang][..]].concat());
            let json = tenfold(
                folder.path(),
                &[asked, &["--json", "--lang", lang][..]].concat(),
            );
            let errors: serde_json::Value = serde_json::from_slice(&json.stdout)
                .unwrap_or_else(|why| panic!("{asked:?}: {why}"));
            assert_eq!(errors[0]["severity"], "error", "{asked:?}");
            for part in ["code", "message"] {
                assert!(
                    errors[0][part]
                        .as_str()
                        .is_some_and(|said| !said.is_empty()),
                    "{asked:?}"
                );
            }
            assert_eq!(json.status.code(), plain.status.code(), "{asked:?}");
        }
    }
}

#[test]
fn explain_shows_indices_units_and_what_a_constant_comes_to() {
    let text = "module costs
dimension Lab = ours, theirs
const fee : USD = 3
const twice[l in Lab] : USD = (1 + l) * fee * 1.5
const begun : date = 2030-07-02
let whole[Lab] : USD = twice
";
    let folder = folder_with("costs.ten", text);
    let explained = |name: &str| {
        printed(&tenfold(
            folder.path(),
            &["explain", name, "--model", "costs.ten"],
        ))
    };
    let found = explained("twice");
    for part in [
        "const costs.twice[Lab] : USD",
        "[ours]    4.5 USD",
        "[theirs]    9 USD",
    ] {
        assert!(found.contains(part), "{part} is not in\n{found}");
    }
    let found = explained("begun");
    assert!(found.contains("const costs.begun : date"), "{found}");
    assert!(found.contains("\nValue\n  2030-07-02\n"), "{found}");
    assert!(explained("whole").contains("let costs.whole[Lab] : USD"));
}

/// Many elements whose labels and figures leave no room for a table.
fn many() -> String {
    let label = |nth: usize| format!("an_element_with_a_name_that_is_rather_long_{nth:02}");
    let labels: Vec<String> = (0..14).map(label).collect();
    format!(
        "module many\nsimulate from 2020 to 2040 by 1 year using euler\ndimension Lab = {}\n\
         param part : 1 ~ uniform(1, 2)\n  from judgement \"wide\"\n\
         let spent[l in Lab] : USD/year = part * 123_456_789_000 USD/year\noutput spent\n",
        labels.join(", ")
    )
}

#[test]
fn elements_too_wide_for_a_table_keep_their_figures_and_are_capped() {
    let folder = folder_with("many.ten", &many());
    for (lang, more) in [("en", "2 more"), ("zh", "2 ")] {
        let asked = ["run", "many.ten", "--draws", "50", "--lang", lang];
        let text = printed(&tenfold(folder.path(), &asked));
        let elements = text.lines().filter(|line| line.starts_with("    an "));
        assert_eq!(elements.count(), 12, "{text}");
        let figures = text
            .lines()
            .filter(|line| line.trim_start().starts_with("2040"));
        assert!(figures.count() >= 12, "{text}");
        assert!(text.contains(more), "{text}");
    }
}

const LATE: &str = "module late
simulate from 2020 to 2050 by 0.25 year using euler
param wait : year ~ uniform(5, 29)
  from judgement \"wide\"
milestone something_with_a_rather_long_name when time - 2020 >= wait
milestone another_with_a_name_as_long_as_that when time - 2020 >= wait / 2
let part : 1 = wait / 1 year
output part
";

#[test]
fn a_narrow_page_has_fewer_years_and_still_the_last() {
    let folder = folder_with("late.ten", LATE);
    for lang in ["en", "zh"] {
        let asked = ["run", "late.ten", "--draws", "200", "--lang", lang];
        let text = printed(&tenfold(folder.path(), &asked));
        let head = text.lines().find(|line| line.contains("90 %  ≤"));
        let head = head.unwrap_or_else(|| panic!("no years in\n{text}"));
        let last = head.split('≤').next_back().unwrap().trim();
        assert!(last.parse::<i32>().unwrap() >= 2040, "{text}");
    }
}
