//! Large texts of every kind that could take more than their length: read in time, or refused at once.
//!
//! Each length is such that what grows by its square, or term by term, takes minutes, and what is linear a
//! second; the bound is far above that, for machines that do much else.

use std::fmt::Write as _;
use std::time::{Duration, Instant};
use tenfold_ir::FileId;
use tenfold_lang::{Inputs, Overrides, check, parse};

const PATIENCE: Duration = Duration::from_secs(100);

/// The codes of what is wrong with a model, its program included.
fn codes(text: &str) -> Vec<&'static str> {
    let began = Instant::now();
    let (module, mut found) = parse(FileId(0), text);
    let inputs = Inputs {
        modules: vec![module],
        ..Inputs::default()
    };
    let (model, meaning) = check(&inputs);
    found.extend(meaning);
    if let Some(model) = model.filter(|_| found.is_empty())
        && let Err(wrong) = model.program(&Overrides::default())
    {
        found.extend(wrong);
    }
    assert!(began.elapsed() < PATIENCE, "{}", &text[..100]);
    found.into_iter().map(|one| one.code).collect()
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::from("module m\n"), |mut all, at| {
        writeln!(all, "{}", line(at)).expect("a string grows");
        all
    })
}

#[test]
fn a_unit_of_many_factors_is_read_or_refused() {
    let same = vec!["USD"; 32_000].join(" * ");
    assert_eq!(
        codes(&format!("module m\nlet x : {same} = 1 USD\n")),
        ["unit-mismatch"]
    );
    let units = lines(32_000, |at| format!("unit q{at}"));
    let product = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("q{at}")).collect();
        names.join(" * ")
    };
    let text = format!("{units}let x : {} = 1\n", product(32_000));
    assert_eq!(codes(&text), ["unit-range"]);
    let text = format!(
        "{units}let x : {0} = 1 {1}\n",
        product(64),
        product(64).replace(' ', "")
    );
    assert!(codes(&text).is_empty());
    assert_eq!(
        codes(&text.replace(&product(64), &product(65))),
        ["unit-range"]
    );
}

#[test]
fn a_chain_of_scenarios_is_read_or_refused_and_a_ring_is_found() {
    let chain = |count: usize, first: &str| {
        let links = lines(count, |at| match at {
            0 => format!("scenario s0{first}\n  assume a = 1"),
            at => format!("scenario s{at} on s{}\n  assume a = 2", at - 1),
        });
        format!("{links}param a : 1 = 1\n  from judgement \"an example\"\n")
    };
    assert!(codes(&chain(1_000, "")).is_empty());
    assert_eq!(codes(&chain(1_000, " on s999")), ["cyclic-scenario"]);
    assert_eq!(codes(&chain(1_001, "")), ["too-large"]);
    assert_eq!(codes(&chain(64_000, "")), ["too-large"]);
}

#[test]
fn sums_over_too_many_are_refused_at_once() {
    let labels: Vec<String> = (0..1_000).map(|at| format!("a{at}")).collect();
    let head = format!("module m\ndimension A = {}\n", labels.join(", "));
    for sum in [
        "sum(a in A: sum(b in A: sum(c in A: 1)))",
        "sum(a in A: a * product(b in A: b * minimum(c in A: c)))",
        "sum(a in A: 1 + sum(b in A: 2 * maximum(c in A: sum(d in A: 1))))",
    ] {
        let text = format!("{head}let x : 1 = {sum}\n");
        assert_eq!(codes(&text), ["too-large"], "{sum}");
    }
    let text = format!("{head}let x : 1 = sum(a in A: sum(b in A: 1))\n");
    assert!(codes(&text).is_empty());
    let many = lines(1, |_| String::new());
    let indices: Vec<String> = (0..40).map(|at| format!("i{at} in A")).collect();
    let text = format!(
        "{many}dimension A = {}\nlet x[{}] : 1 = 1\n",
        labels.join(", "),
        indices.join(", ")
    );
    assert_eq!(codes(&text), ["too-large"]);
}

#[test]
fn long_lists_of_everything_are_linear() {
    let judged = "from judgement \"an example\"";
    let lists = [
        lines(20_000, |at| match at {
            0 => "let x0 : 1 = 1".into(),
            at => format!("let x{at} : 1 = x{} + 1", at - 1),
        }),
        lines(8_000, |at| {
            format!("param a{at} : 1 ~ normal(0, 1)\n  {judged}")
        }),
        lines(8_000, |at| format!("input i{at} : 1 = 1")),
        lines(8_000, |at| match at {
            0 => format!("param u : 1 ~ uniform(0, 1)\n  {judged}"),
            at => format!("claim c{at} \"§1\" \"So.\"\n  holds P(u > 0.25) >= 0.5"),
        }),
        lines(8_000, |at| match at {
            0 => "unit u0".into(),
            at => format!("unit u{at} = 1 u{}", at - 1),
        }),
        lines(1, |_| {
            let labels: Vec<String> = (0..32_000).map(|at| format!("l{at}")).collect();
            format!("dimension A = {}\nlet x[a in A] : 1 = a", labels.join(", "))
        }),
        lines(1, |_| {
            let terms: Vec<String> = (0..32_000).map(|at| at.to_string()).collect();
            format!("let x : 1 = max({})", terms.join(", "))
        }),
    ];
    for text in lists {
        assert!(codes(&text).is_empty(), "{}", &text[..100]);
    }
}
