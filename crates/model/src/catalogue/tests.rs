use super::*;
use crate::catalogue::entries::entries;
use crate::catalogue::gaps::{Gap, GapKind};
use crate::catalogue::read::read_messages;
use crate::error::Error;
use proptest::prelude::*;
use std::path::Path;
use tenfold_ir::FileId;

const MODEL: &str = "module plant
\"Makes things.\"
dimension Lab = ours, theirs
  \"Who {makes} them.\"
let made[l in Lab] : 1 = 3
  \"What   is made.\"
milestone much when sum(made) > 2
scenario slow
  set made = 1
claim enough \"It will do.\"
  holds P(much < 2030) > 0.5
  outcome \"It did.\" from data \"a.csv\"
test \"it works: always\"
  assert sum(made) > 2
";

const CHINESE: &str = "# Makes things.
plant = 工厂
    .doc = 制造东西。
# Who {makes} them.
plant-Lab = 谁
    .doc = 谁{\"{\"}制造{\"}\"}它们。
plant-Lab-ours = 我们
plant-Lab-theirs = 他们
# What is made.
plant-made = 产量
    .doc = 制造的数量。
plant-much = 很多
plant-scenario-slow = 缓慢
# It will do.
# It did.
plant-claim-enough = 足够
    .doc = 会够的。
    .outcome = 确实够了。
# it works: always
plant-test-it-works-always = 总能运转
";

fn read(text: &str) -> Result<Messages, Error> {
    Ok(read_messages(Path::new("zh/plant.ftl"), "plant", text)?)
}

fn catalogue(chinese: &str) -> Catalogue {
    let (module, _) = tenfold_lang::parse(FileId(0), MODEL);
    let messages = [Messages::new(), read(chinese).unwrap()];
    Catalogue::new(entries(&[module]), messages)
}

#[test]
fn a_thing_has_a_title_and_a_doc_in_each_language() {
    let words = catalogue(CHINESE);
    assert_eq!(words.gaps(Lang::Zh), []);
    assert_eq!(words.gaps(Lang::En), []);
    assert_eq!(words.skeleton(Lang::Zh), "");
    let (en, zh) = (Lang::En, Lang::Zh);
    assert_eq!(words.title(zh, "plant.made[ours]"), "产量（我们）");
    assert_eq!(words.title(en, "plant.made[ours]"), "made (ours)");
    assert_eq!(words.title(en, "plant.very_much"), "very much");
    assert_eq!(words.given_title(en, "plant.made"), None);
    assert_eq!(words.given_title(zh, "plant.much").unwrap(), "很多");
    assert_eq!(words.doc(zh, "plant.made[theirs]"), "制造的数量。");
    assert_eq!(words.doc(zh, "plant.Lab"), "谁{制造}它们。");
    assert_eq!(words.doc(en, "plant"), "Makes things.");
    assert_eq!(words.doc(zh, "plant.much"), "");
    let title = "it works: always";
    assert_eq!(words.test_title(zh, "plant", title), "总能运转");
    assert_eq!(words.test_title(en, "plant", title), title);
    let scenario = words.scenario("slow").unwrap();
    assert_eq!(words.scenario("plant.slow").as_ref(), Some(&scenario));
    assert_eq!(words.title(zh, &scenario), "缓慢");
    assert_eq!(words.scenario("fast"), None);
    assert_eq!(words.outcome(zh, "plant.claim.enough"), "确实够了。");
    assert_eq!(words.outcome(en, "plant.claim.enough"), "It did.");
}

#[test]
fn what_is_missing_stale_or_too_much_is_found_and_asked_for() {
    let changed = CHINESE
        .replace("plant-much = 很多\n", "plant-little = 很少\n")
        .replace("# What is made.", "# What was made.")
        .replace("制造东西。", "?");
    let words = catalogue(&changed);
    let gap = |key: &str, kind| Gap {
        key: key.into(),
        kind,
    };
    let expected = [
        gap("plant", GapKind::Missing),
        gap("plant-little", GapKind::Unknown),
        gap("plant-made", GapKind::Stale),
        gap("plant-much", GapKind::Missing),
    ];
    assert_eq!(words.gaps(Lang::Zh), expected);
    let skeleton = words.skeleton(Lang::Zh);
    let asked = "### i18n/zh/plant.ftl

# Makes things.
plant = 工厂
    .doc = ?
## the model has no plant-little
# What is made.
plant-made = 产量
    .doc = 制造的数量。
plant-much = ?
";
    assert_eq!(skeleton, asked);
    // A skeleton is a catalogue, which asks for the same again where nothing was filled in.
    let whole = catalogue(&skeleton);
    let still: Vec<String> = whole
        .gaps(Lang::Zh)
        .into_iter()
        .map(|gap| gap.key)
        .collect();
    assert!(still.contains(&"plant".into()) && still.contains(&"plant-much".into()));
    assert!(!still.contains(&"plant-made".into()));
}

#[test]
fn a_broken_catalogue_says_where() {
    let cases = [
        ("plant = 工厂\n坏\n", "zh/plant.ftl:2:1: "),
        (
            "plant-a = { $x }\n",
            "zh/plant.ftl:1:1: found more than plain text",
        ),
        (
            "-term = x\n",
            "zh/plant.ftl:1:2: found more than plain text",
        ),
        (
            "# x\nplan = 工厂\n",
            "zh/plant.ftl:2:1: `plan` is not of this module",
        ),
        (
            "plant-a =\n    .doc = x\n",
            "zh/plant.ftl:1:1: `plant-a` has no title",
        ),
        (
            "plant-a = x\n    .dok = x\n",
            "zh/plant.ftl:1:1: found `.dok`",
        ),
        (
            "plant-a = x\nplant-a = y\n",
            "zh/plant.ftl:2:1: `plant-a` stands twice",
        ),
    ];
    for (text, expected) in cases {
        let error = read(text).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{error}");
        let chinese = error.text(Lang::Zh);
        assert!(
            !chinese.is_ascii() && !chinese.contains('\u{2068}'),
            "{chinese}"
        );
    }
    let deep = format!("plant = {}", "{ FOO(".repeat(100_000));
    assert!(read(&deep).unwrap_err().to_string().contains("brackets"));
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "[a-z#.={}()\"\\\\\n \r\u{0}产*\\[\\]$-]{0,60}") {
        let _ = read(&text);
        let _ = read(&format!("plant = {text}"));
    }
}
