//! The first screen of a run and of claims, and what is asked after them, in both languages.

use super::command::folder_with;
use super::{printed, tenfold};
use std::fs;
use std::path::Path;

/// Two laboratories of one thing, a date, a claim that fails and one that is near its edge.
const FLEET: &str = "module fleet
\"What a policy does to who buys machines, and when.\"
simulate from 2020 to 2030 by 1 year using euler
dimension Lab = ours, theirs
param growth : 1/year ~ normal(60 %/year, 5 %/year)
  from judgement \"wide\"
param beside : 1 ~ uniform(0, 1)
  from literature \"says nothing\"
stock machines[l in Lab] : USD
  initial 1000 USD
  inflow growth * machines[l]
let spare : 1 = beside
milestone many when machines[theirs] > 20_000 USD
output machines, spare
scenario tight
  intervene growth = growth / 2 from 2022
claim slow \"§1\" \"Few machines\"
  holds median(at 2029-01-01: machines[ours]) <= 10 USD
claim even \"§1\" \"Even\"
  holds P(beside > 0.5) >= 0.5
";

const CHINESE: &str = "fleet = 机群
fleet-Lab-ours = 我方
fleet-Lab-theirs = 对方
fleet-machines = 机器
fleet-many = 机器众多
fleet-growth = 增长
fleet-beside = 旁的
";

fn model() -> tempfile::TempDir {
    let folder = folder_with("fleet.ten", FLEET);
    let words = folder.path().join("i18n/zh");
    fs::create_dir_all(&words).unwrap();
    fs::write(words.join("fleet.ftl"), CHINESE).unwrap();
    folder
}

/// What stands on standard output.
fn said(folder: &Path, asked: &[&str]) -> String {
    let output = tenfold(folder, asked);
    assert!(output.status.success(), "{}", printed(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// What a command says of 500 draws, in a language.
fn said_in(lang: &str, folder: &Path, command: &str) -> String {
    let asked = "fleet.ten --draws 500 --seed 3 --lang";
    let asked = std::iter::once(command)
        .chain(asked.split(' '))
        .chain([lang]);
    said(folder, &asked.collect::<Vec<_>>())
}

#[test]
fn a_run_begins_with_its_answer_then_its_doubt_then_what_it_hangs_on() {
    let folder = model();
    for lang in ["en", "zh"] {
        let text = said_in(lang, folder.path(), "run");
        let (first, _) = text
            .split_once("machines · USD")
            .expect("its series follow");
        insta::assert_snapshot!(format!("run-{lang}"), first);
        // Elements of one thing are rows of one table, each by its label alone.
        let labels = match lang {
            "en" => ["    ours  ", "    theirs"],
            _ => ["    我方  ", "    对方"],
        };
        for label in labels {
            assert!(text.contains(label), "{label} is not in\n{text}");
        }
        assert_eq!(text.matches("fleet.machines ·").count(), 1, "{text}");
    }
}

#[test]
fn claims_begin_with_how_many_hold_and_say_why_one_is_undecided() {
    let folder = model();
    for lang in ["en", "zh"] {
        let text = said_in(lang, folder.path(), "claims");
        // The second line says how long it took.
        let lines = text.lines().enumerate().filter(|(at, _)| *at != 1);
        let text: Vec<&str> = lines.map(|(_, line)| line).collect();
        insta::assert_snapshot!(format!("claims-{lang}"), text.join("\n"));
    }
}

#[test]
fn a_change_from_outside_leaves_the_run_as_it_was_and_is_named_after() {
    let folder = model();
    let run = ["run", "fleet.ten", "--draws", "50"];
    said(folder.path(), &run);
    let kept = folder.path().join("runs/fleet/manifest.json");
    let before = fs::read(&kept).unwrap();
    said(
        folder.path(),
        &[&run[..], &["--assume", "growth = 10 %/year"]].concat(),
    );
    assert_eq!(fs::read(&kept).unwrap(), before);
    assert!(
        folder
            .path()
            .join("runs/fleet-growth=10%25%2fyear")
            .is_dir()
    );
    for (lang, under) in [
        ("en", "under growth = 10 %/year"),
        ("zh", "条件：growth = 10 %/year"),
    ] {
        let asked = [
            "explain",
            "machines",
            "--model",
            "fleet.ten",
            "--lang",
            lang,
        ];
        let text = said(folder.path(), &asked);
        assert!(text.contains(under), "{text}");
    }
}

#[test]
fn explain_leads_to_values_after_a_comparison() {
    let folder = model();
    let asked = ["compare", "tight", "--model", "fleet.ten", "--draws", "50"];
    said(folder.path(), &asked);
    for lang in ["en", "zh"] {
        let asked = [
            "explain",
            "machines",
            "--model",
            "fleet.ten",
            "--lang",
            lang,
        ];
        let text = said(folder.path(), &asked);
        for part in ["  base [ours]", "  tight [theirs]", "2030"] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }
    // A title leads there too.
    let asked = ["explain", "机器众多", "--model", "fleet.ten"];
    assert!(said(folder.path(), &asked).contains("milestone fleet.many"));
}

#[test]
fn a_world_of_ones_own_is_compared_with_the_model_as_it_is() {
    let folder = model();
    let compare = |asked: &[&str], lang: &str| {
        let end = ["--model", "fleet.ten", "--draws", "200", "--lang", lang];
        said(folder.path(), &[&["compare"], asked, &end[..]].concat())
    };
    for lang in ["en", "zh"] {
        let own = compare(
            &["base", "half as fast: growth = growth / 2 from 2022"],
            lang,
        );
        let same = compare(&["tight"], lang);
        let title = ["Half as fast", "half as fast"];
        assert!(
            title
                .iter()
                .any(|title| own.lines().next().unwrap().contains(title)),
            "{own}"
        );
        // The same change has the same difference, under whatever name.
        let differs = |text: &str| {
            let row = text
                .lines()
                .skip_while(|line| !line.contains("fleet.machines · USD"));
            row.skip(1)
                .take(2)
                .map(str::to_owned)
                .collect::<Vec<String>>()
        };
        assert_eq!(differs(&own), differs(&same));
        assert_eq!(differs(&own).len(), 2, "{own}");
        // Base alone under a change is compared with base without it.
        let alone = compare(
            &["base", "--intervene", "growth = growth / 2 from 2022"],
            lang,
        );
        assert_eq!(differs(&alone), differs(&same), "{alone}");
    }
}

/// One name for two worlds: all that is said of a comparison goes by name.
#[test]
fn worlds_of_one_name_are_refused() {
    let folder = model();
    let [slow, fast] = ["10 %/year", "90 %/year"];
    for worlds in [
        ["base", "a: growth = ", "a: growth = "],
        ["tight", "base", "base: growth = "],
        ["base", "tight", "tight: growth = "],
        // No other world here has the name, but the model's scenario does.
        ["base", "even: growth = ", "tight: growth = "],
    ] {
        let values = ["", slow, fast];
        let worlds = worlds.iter().zip(values);
        let worlds = worlds.map(|(world, value)| match world.ends_with("= ") {
            true => format!("{world}{value}"),
            false => (*world).to_owned(),
        });
        let worlds: Vec<String> = worlds.collect();
        let names: Vec<&str> = worlds.iter().map(String::as_str).collect();
        let name = worlds[2].split(':').next().unwrap();
        for (lang, part) in [
            ("en", format!("found {name} as the name of two worlds")),
            ("zh", format!("有两个世界都叫“{name}”")),
        ] {
            let end = ["--model", "fleet.ten", "--draws", "50", "--lang", lang];
            let asked = [&["compare"], &names[..], &end[..]].concat();
            let output = tenfold(folder.path(), &asked);
            assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
            assert!(printed(&output).contains(&part), "{}", printed(&output));
        }
    }
}

/// The model as it is meets itself under a change, so that the change is not in both.
#[test]
fn what_base_alone_meets_is_not_said_of_base() {
    let folder = model();
    let changed = "growth = growth / 2 from 2022";
    let asked = ["compare", "base", "--intervene", changed];
    let end = ["--model", "fleet.ten", "--draws", "50"];
    said(folder.path(), &[&asked[..], &end].concat());
    for (lang, under) in [("en", "under growth"), ("zh", "条件：growth")] {
        let asked = ["explain", "machines", "--model", "fleet.ten"];
        let text = said(folder.path(), &[&asked[..], &["--lang", lang]].concat());
        assert!(text.contains("base [ours]"), "{text}");
        assert!(text.contains(&format!("{changed} [ours]")), "{text}");
        assert!(!text.contains(under), "{text}");
    }
}

#[test]
fn explain_says_once_what_all_worlds_of_a_comparison_meet() {
    let folder = model();
    let asked = ["base", "tight", "third: growth = 10 %/year"];
    let end = ["--model", "fleet.ten", "--draws", "50"];
    said(folder.path(), &[&["compare"], &asked[..], &end].concat());
    for lang in ["en", "zh"] {
        let asked = ["explain", "machines", "--model", "fleet.ten"];
        let text = said(folder.path(), &[&asked[..], &["--lang", lang]].concat());
        for world in ["base [ours]", "tight [theirs]", "third [ours]"] {
            let heads = text.lines().filter(|line| line.trim() == world);
            assert_eq!(heads.count(), 1, "{world} in\n{text}");
        }
    }
}

#[test]
fn explain_says_under_what_a_claim_was_held() {
    let folder = model();
    let explained = |lang| {
        let asked = ["explain", "slow", "--model", "fleet.ten", "--lang", lang];
        said(folder.path(), &asked)
    };
    assert!(!explained("en").contains("last held"));
    let asked = ["claims", "fleet.ten", "--draws", "50"];
    let changed = ["--assume", "growth = 1 %/year"];
    said(folder.path(), &[&asked[..], &changed].concat());
    for (lang, head, under) in [
        ("en", "last held", "under growth = 1 %/year"),
        ("zh", "最近一次检验", "条件：growth = 1 %/year"),
    ] {
        let text = explained(lang);
        let held = text.split_once(head).expect("it was held").1;
        assert!(held.trim_start().starts_with(under), "{text}");
    }
    said(folder.path(), &asked);
    // Another model whose file's name begins as this one's.
    let other = FLEET.replacen("module fleet", "module fleet_fast", 1);
    fs::write(folder.path().join("fleet-fast.ten"), other).unwrap();
    said(
        folder.path(),
        &["claims", "fleet-fast.ten", "--draws", "50"],
    );
    let text = explained("en");
    assert!(text.contains("last held"), "{text}");
    assert!(!text.contains("under growth"), "{text}");
}

/// Systems refuse names of more than 255 bytes.
#[test]
fn many_long_titles_have_a_folder() {
    let folder = model();
    let levers = [1, 2, 3, 4].map(|nth| {
        let title = "增长".repeat(35);
        format!("{title}{nth}: growth = {nth} %/year")
    });
    let levers: Vec<&str> = levers.iter().map(String::as_str).collect();
    let end = ["--model", "fleet.ten", "--draws", "20"];
    said(
        folder.path(),
        &[&["compare", "base"], &levers[..], &end].concat(),
    );
    let runs = fs::read_dir(folder.path().join("runs")).unwrap();
    assert_eq!(runs.count(), 1);
}

#[test]
fn what_is_undecided_says_a_reason_that_is_so() {
    let model = "module m
param beside : 1 ~ uniform(0, 1)
  from judgement \"an example\"
let fixed : 1 = beside * 0
claim flat \"§1\" \"Goes with what does not vary\"
  holds correlation(beside, fixed) > 0.5
claim unseen \"§1\" \"Hardly ever\"
  holds P(beside > 2) <= 0.005
claim nowhere \"§1\" \"Of nothing\"
  holds mean(fixed / fixed) > 1
";
    let folder = folder_with("m.ten", model);
    for (lang, reasons) in [
        (
            "en",
            [
                "It is undefined in these draws.",
                "All draws agree, but they are too few to tell it from 0.5 %",
                "No draw has such a number.",
            ],
        ),
        (
            "zh",
            [
                "它在这些抽样中无定义。",
                "不足以把它与 0.5 % 区分开",
                "没有抽样有这个数值。",
            ],
        ),
    ] {
        let asked = ["claims", "m.ten", "--draws", "500", "--lang", lang];
        let text = said(folder.path(), &asked);
        // Lines are broken where they are full.
        let text = text.split_whitespace().collect::<Vec<_>>().concat();
        for reason in reasons {
            let reason = reason.split_whitespace().collect::<Vec<_>>().concat();
            assert!(text.contains(&reason), "{reason} in\n{text}");
        }
    }
}
