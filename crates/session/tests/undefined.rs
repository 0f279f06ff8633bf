//! What is undefined and what diverged, said alike by every command.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::report::{Block, Cell, ReportData, first_screen, scalars};
use tenfold_session::{
    Belief, ClaimsResult, CompareRequest, Control, EnsembleRequest, Error, Lang, ModelRef,
    Overrides, RunRequest, VerdictWord, claims, compare, run, test,
};

/// s' = g·s² leaves the finite numbers before the end in most draws.
const DIVERGING: &str = "module m
simulate from 2020 to 2030 by 0.25 year using euler
param g : 1/year ~ uniform(0, 0.5)
  from judgement \"an example\"
stock s : 1
  initial 1
  inflow growth
let growth : 1/year = g * s * s
milestone certain when time >= 2029
milestone big when s > 1e6
output s
scenario same
  intervene growth = growth from 2021
claim sure \"1\"
  holds P(certain <= 2029) == 1
claim all_of_it \"1\"
  holds P(big <= 2040) > 0.5
";

fn request(home: &Path, model: &str, draws: u64) -> EnsembleRequest {
    let path = home.join("m.ten");
    fs::write(&path, model).unwrap();
    EnsembleRequest {
        model: ModelRef::Path(path),
        overrides: Overrides::default(),
        draws,
        seed: 1,
        belief: Belief::Prior,
        out: None,
        threads: Some(2),
        lang: Lang::En,
    }
}

fn control(cancel: &AtomicBool) -> Control<'_> {
    Control {
        progress: Box::leak(Box::new(|_| {})),
        cancel,
    }
}

fn ran(model: &str, draws: u64) -> Result<ReportData, Error> {
    let home = tempfile::tempdir().unwrap();
    let request = RunRequest {
        ensemble: request(home.path(), model, draws),
        claims: true,
        recorded: tenfold_session::Recorded::default(),
    };
    let found = run(&request, &mut control(&AtomicBool::new(false)))?;
    Ok(found.expect("the model is sound").data)
}

fn held(model: &str, draws: u64) -> Result<ClaimsResult, Error> {
    let home = tempfile::tempdir().unwrap();
    let request = request(home.path(), model, draws);
    let found = claims(&request, &mut control(&AtomicBool::new(false)))?;
    Ok(found.expect("the model is sound"))
}

#[test]
fn a_certainty_is_certain_beside_draws_that_diverge() {
    let draws = 2_000;
    let data = ran(DIVERGING, draws).unwrap();
    assert!(data.diverged > draws / 2 && data.diverged < draws);
    let row = |name: &str| data.milestones.iter().find(|row| row.name == name).unwrap();
    let (certain, big) = (row("m.certain"), row("m.big"));
    assert_eq!((certain.reached, certain.q50), (1.0, Some(2029.0)));
    assert!(certain.left_out > 0.5);
    // All that diverge are big before: nothing is left out of that.
    assert_eq!(big.left_out, 0.0);
    let own = held(DIVERGING, draws).unwrap().claims;
    for claims in [&own, &data.claims] {
        assert_eq!(claims[0].verdict, VerdictWord::Holds);
        assert_eq!(
            (claims[0].value, claims[0].left_out),
            (Some(1.0), certain.left_out)
        );
        let near = (claims[1].value.unwrap() - big.reached).abs();
        assert!(near < 1e-12 && claims[1].left_out == 0.0, "{:?}", claims[1]);
    }
    // A statistic of the values is of those that have one.
    let series = data.series.iter().find(|one| one.name == "m.s").unwrap();
    let alive = 1.0 - data.diverged as f64 / draws as f64;
    assert_eq!(series.valued.first(), Some(&1.0));
    assert!((series.valued.last().unwrap() - alive).abs() < 1e-12);

    let home = tempfile::tempdir().unwrap();
    let request = CompareRequest {
        ensemble: request(home.path(), DIVERGING, draws),
        scenarios: vec!["base".into(), "same".into()],
    };
    let found = compare(&request, &mut control(&AtomicBool::new(false)));
    let found = found.unwrap().expect("the model is sound").data;
    let row = found.milestones.iter().find(|row| row.name == "m.certain");
    let row = row.unwrap();
    assert_eq!((row.probability, row.probability_against), (1.0, 1.0));
    assert_eq!(
        (row.probability_difference, row.left_out),
        (0.0, certain.left_out)
    );
}

/// The probability by each year that a run shows is the one that claims give, whatever share diverges.
#[test]
fn a_run_and_its_claims_agree_on_every_year() {
    for most in [0.1, 0.3, 0.9] {
        let mut model = DIVERGING.replace("uniform(0, 0.5)", &format!("uniform(0, {most})"));
        // One that is reached after some draws have diverged, and one in few.
        model +=
            "milestone late when s > 3 and time > 2026\nmilestone rare when g * s > 1e250 1/year\n";
        let names = ["certain", "big", "late", "rare"];
        for name in names {
            for year in 2021..=2030 {
                model += &format!(
                    "claim {name}_{year} \"1\"\n  holds P({name} <= {year}.0 - 0.0001) > 2\n"
                );
            }
        }
        let data = ran(&model, 500).unwrap();
        for name in names {
            let row = data
                .milestones
                .iter()
                .find(|row| row.name == format!("m.{name}"));
            for (year, share) in &row.unwrap().probability_by {
                let id = format!("{name}-{}", year + 1);
                let claim = data.claims.iter().find(|claim| claim.id == id).unwrap();
                // A year's end lies at most a bin from what the claim asks.
                let gap = (claim.value.unwrap_or(f64::NAN) - share).abs();
                assert!(gap < 0.005, "{most} {id}: {share} {claim:?}");
            }
        }
    }
}

#[test]
fn a_run_of_which_all_draws_diverge_is_an_error_that_names_the_culprit() {
    let model = DIVERGING.replace("uniform(0, 0.5)", "uniform(0.9, 1)");
    for (english, chinese) in
        [ran(&model, 50).map(|_| ()), held(&model, 50).map(|_| ())].map(|found| {
            let error = found.expect_err("there is nothing to say");
            (error.to_string(), error.text(Lang::Zh))
        })
    {
        assert!(english.contains("all 50 draws diverged"), "{english}");
        assert!(
            english.contains("m.growth") && english.contains("m.g = 0.9"),
            "{english}"
        );
        assert!(chinese.contains("50 次抽样全部发散") && chinese.contains("m.growth"));
    }
}

/// The definition that broke first, not the stock in which it showed.
#[test]
fn the_culprit_is_the_first_that_broke_with_its_operands() {
    let model = "module m
simulate from 2020 to 2030 by 1 year using euler
param a : 1 = 2 ~ uniform(1, 3)
  from judgement \"an example\"
let left : 1 = a - (time - 2020) / 1 year
let root : 1 = sqrt(left)
let unused : 1 = ln(left - 100)
let twice : 1 = if left < 100 then 2 * root else unused
stock total : 1
  initial 0
  inflow twice / 1 year
milestone far when total > 1e9
output total
test \"it ends\"
  assert total >= 0
";
    let data = ran(model, 1).map(|_| ()).unwrap_err();
    let text = data.to_string();
    assert!(
        text.contains("m.root") && text.contains("m.left = -") || text.contains("m.left = −"),
        "{text}"
    );
    let home = tempfile::tempdir().unwrap();
    let request = request(home.path(), model, 1);
    let ran = test(&request.model, &AtomicBool::new(false))
        .unwrap()
        .unwrap();
    let found = ran.tests[0].diverged.clone().expect("it diverges");
    // 2 less 3 years is the first that has no root.
    assert_eq!((found.variable.as_str(), found.time), ("m.root", 2023.0));
    assert_eq!(found.operands[0].name, "m.left");
    assert_eq!(found.operands[0].value, -1.0);
}

#[test]
fn what_nothing_needs_makes_no_draw_diverge() {
    let data = ran(
        "module m
simulate from 2022 to 2032 by 0.1 year using euler
param g : 1/year ~ 0.1 to 1
  from judgement \"an example\"
stock size : 1
  initial 1
  inflow g * size
milestone two when size >= 2
milestone five when size >= 5
let took : year = date(five) - date(two)
let bad : 1 = ln(g * 1 year - 0.3)
output took, bad
claim quick \"1\"
  holds median(five - two) > 0 year
",
        1_000,
    )
    .unwrap();
    assert_eq!(data.diverged, 0);
    let share = |name: &str| {
        let found = data.scalars.iter().find(|one| one.name == name);
        found.unwrap().share
    };
    let reached = |name: &str| {
        let found = data.milestones.iter().find(|row| row.name == name);
        found.unwrap().reached
    };
    // A number where both are reached, as five is after two; never less never is left out of a claim.
    let (two, five) = (reached("m.two"), reached("m.five"));
    assert!(0.5 < five && five < two, "{five} {two}");
    assert!((share("m.took") - five).abs() < 1e-12);
    assert!((data.claims[0].left_out - (1.0 - two)).abs() < 1e-12);
    assert!((0.1..0.9).contains(&share("m.bad")));
}

#[test]
fn a_condition_that_is_undefined_is_neither_true_nor_false() {
    let model = "module m
simulate from 2020 to 2022 by 1 year using euler
param a : 1 ~ normal(0, 1)
  from judgement \"an example\"
let r : 1 = (a - a) / (a - a)
let root : 1 = sqrt(a)
output r
claim not_above \"1\"
  holds P(at 2021: not (r > 1)) == 1
claim rooted \"1\"
  holds P(at 2021: root >= 0) == 1
claim always \"1\"
  holds P(all years: root < 100) == 1
claim ever \"1\"
  holds P(any year: r > 1 or a > -100) == 1
test \"undefined\" draws 10
  assert r != 1
  assert not (r > 1)
  assert not (r > 1 and a > 100)
  assert r > 1 or a < 100
";
    let found = held(model, 1_000).unwrap().claims;
    assert_eq!(
        (found[0].verdict, found[0].value),
        (VerdictWord::Undecided, None)
    );
    assert_eq!(found[0].left_out, 1.0);
    for claim in &found[1..3] {
        assert_eq!(
            (claim.verdict, claim.value),
            (VerdictWord::Holds, Some(1.0))
        );
        // Half of the draws are below 0: 5 standard errors of 1,000.
        assert!((claim.left_out - 0.5).abs() < 5.0 * 0.5 / 1_000_f64.sqrt());
    }
    assert_eq!((found[3].value, found[3].left_out), (Some(1.0), 0.0));
    let home = tempfile::tempdir().unwrap();
    let request = request(home.path(), model, 1);
    let ran = test(&request.model, &AtomicBool::new(false))
        .unwrap()
        .unwrap();
    let failures = &ran.tests[0].failures;
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(
        failures
            .iter()
            .all(|one| one.is_undefined && one.draws_failed == 10)
    );
}

/// a = t − 2026 crosses 2.05 on January 19, 2028, though the step is a year.
#[test]
fn a_milestone_is_dated_between_the_times_of_the_grid() {
    let data = ran(
        "module m
simulate from 2026 to 2032 by 1 year using rk4
stock a : 1
  initial 0
  inflow 1 1/year
milestone crossed when a > 2.05
milestone both when a > 2.05 and time > 2028.5
milestone either when a > 2.05 or time > 2028.5
milestone stepped when step(5, at: 2028) > 2.05
output a
claim dated \"1\"
  holds median(crossed) < 2028.051
",
        10,
    )
    .unwrap();
    let date = |name: &str| {
        let row = data.milestones.iter().find(|row| row.name == name);
        row.unwrap().q50.unwrap()
    };
    for (name, expected) in [
        ("m.crossed", 2028.05),
        ("m.both", 2028.5),
        ("m.either", 2028.05),
        ("m.stepped", 2028.0),
    ] {
        // A comparison with the time gives way by a millionth of a step of a year.
        assert!(
            (date(name) - expected).abs() < 1.001e-6,
            "{name} {}",
            date(name)
        );
    }
    assert_eq!(data.claims[0].verdict, VerdictWord::Holds);
}

/// Most draws diverge, those with a large `beside`; in all others the larger it is the sooner comes `m`.
const LARGE_DIVERGES: &str = "module half
simulate from 2020 to 2030 by 0.1 year using euler
param beside : 1 ~ uniform(0, 1)
  from judgement \"an example\"
stock x : 1
  initial 1
  inflow if beside > 0.4 and time > 2020 then 1e308 * 1e308 / 1 year else beside / 1 year
milestone m when x > 2.2
let part : 1 = if beside > 0.3 then sqrt(0.3 - beside) else beside
output x
";

#[test]
fn a_draw_without_a_date_says_nothing_of_what_the_date_hangs_on() {
    let data = ran(LARGE_DIVERGES, 2_000).unwrap();
    let row = &data.milestones[0];
    assert!((row.left_out - 0.6).abs() < 0.05, "{}", row.left_out);
    // It comes after 1.2/beside years: of the draws that count those below 0.12 share a last rank, 0.3 of all. So
    // many ties at one end take (1 - 0.3³)/√(1 - 0.3³) of a correlation that is perfect but for them.
    let ties = 0.3_f64.powi(3);
    let found = data
        .influence
        .iter()
        .find(|one| one.parameter == "half.beside");
    let found = found.unwrap().rank_correlation;
    assert!((found + (1.0 - ties).sqrt()).abs() < 0.02, "{found}");
}

#[test]
fn the_answer_says_of_how_many_draws_it_says_nothing() {
    let data = ran(LARGE_DIVERGES, 2_000).unwrap();
    let share = data.milestones[0].left_out;
    let share = format!("{:.0} %", share * 100.0);
    for (lang, said) in [
        (Lang::En, format!("{share} of draws left out.")),
        (Lang::Zh, format!("{share} 的抽样未计入。")),
    ] {
        let answers = first_screen(&data, lang).into_iter();
        let answers = answers.filter_map(|block| match block {
            Block::Answer(answer) => Some(answer),
            _ => None,
        });
        let answers: Vec<String> = answers.collect();
        // A date, and a series of which as many have no value.
        assert_eq!(answers.len(), 2);
        for answer in &answers {
            assert!(answer.contains(&said), "{said} is not in {answer}");
        }
    }
    // All have a value: nothing to be said.
    let data = ran(&LARGE_DIVERGES.replace("0.4", "2"), 100).unwrap();
    for block in first_screen(&data, Lang::En) {
        if let Block::Answer(answer) = block {
            assert!(!answer.contains("left out"), "{answer}");
        }
    }
}

#[test]
fn a_number_that_few_draws_have_says_so_beside_its_name() {
    let model = LARGE_DIVERGES.replace("output x", "output x, part");
    let data = ran(&model, 2_000).unwrap();
    for (lang, end) in [(Lang::En, "of draws left out"), (Lang::Zh, "的抽样未计入")] {
        let table = scalars(&data, lang);
        let Cell::Name { note, .. } = &table.rows[0][0] else {
            panic!("a row begins with its name");
        };
        assert!(note.ends_with(end), "{note}");
    }
}

#[test]
fn all_that_swings_a_date_by_more_than_chance_is_told() {
    // Sixteen alike: each has a correlation of 1/4, less a little for ranks, and chance has 3.5/√2000.
    let mut model = String::from(
        "module many\nsimulate from 2020 to 2060 by 0.5 year using euler\nmilestone m when x > 200\nstock x : 1\n  initial 1\n  inflow total\n",
    );
    let names: Vec<String> = (0..16).map(|nth| format!("p{nth}")).collect();
    for name in &names {
        model += &format!("param {name} : 1/year ~ uniform(0, 1)\n  from judgement \"alike\"\n");
    }
    model += &format!("let total : 1/year = {}\noutput x\n", names.join(" + "));
    let data = ran(&model, 2_000).unwrap();
    assert_eq!(data.influence.len(), 16);
    for one in &data.influence {
        let found = one.rank_correlation;
        assert!((found + 0.24).abs() < 0.08, "{} {found}", one.parameter);
    }
}

#[test]
fn how_far_half_the_step_moves_is_told_as_a_bound_that_holds() {
    let mut data = ran(&LARGE_DIVERGES.replace("0.4", "2"), 100).unwrap();
    // There is no "more than <1 %".
    for (share, bound) in [(0.0, "1 %"), (0.003, "1 %"), (0.01, "1 %")] {
        data.step.as_mut().unwrap().share = Some(share);
        for (lang, said) in [
            (Lang::En, format!("no quantile by more than {bound} of")),
            (Lang::Zh, format!("不超过其离散范围的 {bound}，")),
        ] {
            let blocks = format!("{:?}", first_screen(&data, lang));
            assert!(blocks.contains(&said), "{said} is not in {blocks}");
        }
    }
}
