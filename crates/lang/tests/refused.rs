//! What a calibration would refuse of priors and errors is told by a check.

use crate::loading::diagnose;

/// The codes that a model with this line gives.
fn codes(line: &str) -> Vec<&'static str> {
    let text = format!(
        "module m\nsimulate from 2019 to 2030 by 1 year using euler\n\
         param a : USD/year = 40_000 ~ 30_000 to 60_000 from judgement \"x\"\n\
         param width : 1 ~ uniform(0.1, 0.2) from judgement \"x\"\n\
         const none : 1 = 0\nlet k : USD/year = a\n{line}\n"
    );
    let found = diagnose(&text);
    found.into_iter().map(|one| one.code).collect()
}

#[test]
fn an_error_whose_width_does_not_work_is_told() {
    let observed = |error: &str| {
        codes(&format!(
            "observe k ~ {error} from data \"wages.csv\" (series = \"mean\", date, value)"
        ))
    };
    for error in [
        "normal(0)",
        "normal(-1 USD/year)",
        "normal(1 USD/year / none)",
        "lognormal(0 / 0)",
        "lognormal(none)",
        "student_t(0.01, 1 USD/year)",
        "student_t(none, 1 USD/year)",
        "log_student_t(4, -10 %)",
        // It has to be known before anything is drawn.
        "log_student_t(4 * width, 10 %)",
    ] {
        assert_eq!(observed(error), ["bad-distribution"], "{error}");
    }
    for error in [
        "normal(1 USD/year)",
        "lognormal(exp(-2))",
        "log_student_t(0.1, 10 %)",
        "lognormal(width)",
        "normal(width * k)",
    ] {
        assert!(observed(error).is_empty(), "{error}: {:?}", observed(error));
    }
}

/// How late would be beyond belief has to be known of a date.
#[test]
fn a_date_has_a_width_that_is_known() {
    let observed = |error: &str| {
        codes(&format!(
            "milestone late when k > time / 1 year * 1 USD/year\n\
             observe late ~ {error} from data \"wages.csv\" (series = \"mean\", date)"
        ))
    };
    assert_eq!(observed("normal(width * 1 year)"), ["bad-distribution"]);
    assert!(!observed("normal(3 month)").contains(&"bad-distribution"));
}

#[test]
fn a_prior_that_can_lie_nowhere_is_told() {
    let drawn = |prior: &str| codes(&format!("param p : 1 ~ {prior} from judgement \"x\""));
    let supposed = |prior: &str| codes(&format!("scenario s\n  assume width ~ {prior}"));
    for prior in [
        "uniform(2, 1)",
        "uniform(-1e308, 1e308)",
        "beta(0, 1)",
        "beta(-1, 1)",
        "beta(2, 1e7)",
        "gamma(1e-4, 1)",
        "student_t(0.05, 0, 1)",
        "lognormal(1, 0.5) truncated below 0",
        "exponential(1) truncated below 0",
        "exponential(1) truncated above 700",
        "uniform(0, 1) truncated 1 to 2",
        "triangular(0, 1, 2) truncated above 2",
        "beta(2, 2) truncated above 1",
        "normal(0, 1) truncated 37 to 40",
        "lognormal(1, 1) truncated above 1e16",
        "bernoulli(1) truncated below 0.5",
        "categorical(50 %, 50 %) truncated above 2",
        "mixture(50 % of uniform(0, 1), 50 % of uniform(2, 3)) truncated 1.2 to 1.8",
    ] {
        assert!(drawn(prior).contains(&"bad-distribution"), "{prior}");
        let found = supposed(prior);
        assert!(found.contains(&"bad-distribution"), "{prior}: {found:?}");
    }
    for prior in [
        "lognormal(1, 0.5) truncated below 1e-6",
        "exponential(1) truncated above 600",
        "normal(0, 1) truncated 36 to 40",
        "lognormal(1, 1) truncated above 1e15",
        "bernoulli(50 %) truncated above 0.5",
        "gamma(2, 1) truncated above 100",
        "student_t(3, 0, 1) truncated above 1e6",
        "mixture(50 % of uniform(0, 1), 50 % of uniform(2, 3)) truncated 0.5 to 1.8",
        "beta(1e-3, 1e6)",
    ] {
        assert!(drawn(prior).is_empty(), "{prior}: {:?}", drawn(prior));
    }
}
