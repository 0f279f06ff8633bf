//! Baselines against closed forms worked out by hand.

use super::*;

fn line(fitted: Option<Fitted>) -> Line {
    match fitted {
        Some(Fitted::Line(line)) => line,
        other => panic!("{other:?}"),
    }
}

/// Middle and half of the central 95 % of a forecast at a date.
fn band(fitted: &Fitted, date: f64) -> (f64, f64) {
    let forecast = fitted.forecast(date);
    let (low, high) = (forecast.quantile(0.025), forecast.quantile(0.975));
    (forecast.quantile(0.5), 0.5 * (high - low))
}

/// 97.5 % of Student's t with 2 degrees of freedom, as tables have it.
const T_2: f64 = 4.302_652_73;

/// Slope 0.8 and residuals −0.2, 0.6, −0.6, 0.2 about the line through 2020 and 0.2.
#[test]
fn the_exponential_trend_is_the_regression_of_the_textbook() {
    let known = [(2020.0, 0.0), (2021.0, 1.6), (2022.0, 1.2), (2023.0, 2.8)];
    let fitted = Baseline::Exponential.fitted(&known, true).unwrap();
    let (middle, half) = band(&fitted, 2025.0);
    assert!((middle - (0.2 + 0.8 * 5.0)).abs() < 1e-9, "{middle}");
    let variance: f64 = (0.04 + 0.36 + 0.36 + 0.04) / 2.0;
    let sd = (variance * (1.0 + 0.25 + 3.5 * 3.5 / 5.0)).sqrt();
    assert!((half - T_2 * sd).abs() < 1e-6, "{half}");
}

/// Drift 1 a year; increments 2 in a year, 1 in two years, 2 in two years, so squares over time are
/// 1, ½, 0, and the variance 0.75 a year.
#[test]
fn the_random_walk_widens_with_its_drift() {
    let known = [(2020.0, 0.0), (2021.0, 2.0), (2023.0, 3.0), (2025.0, 5.0)];
    let fitted = Baseline::RandomWalk.fitted(&known, true).unwrap();
    let (middle, half) = band(&fitted, 2027.0);
    assert!((middle - 7.0).abs() < 1e-9);
    let sd = (0.75_f64 * (2.0 + 4.0 / 5.0)).sqrt();
    assert!((half - T_2 * sd).abs() < 1e-6, "{half}");
}

/// Yearly growth 1, 3, 2, so the last is 2. Carried on from 2021: 1 a year, errors 2 (at 1 year) and
/// 3 (2 years); from 2022: 3 a year, error −1 (1 year). Squares 14 over 4 years.
#[test]
fn the_last_growth_goes_on_with_the_errors_it_had() {
    let known = [(2020.0, 0.0), (2021.0, 1.0), (2022.0, 4.0), (2023.0, 6.0)];
    let fitted = Baseline::LastGrowth.fitted(&known, true).unwrap();
    let (middle, half) = band(&fitted, 2025.0);
    assert!((middle - 10.0).abs() < 1e-9);
    assert!(
        (half - T_2 * (14.0_f64 / 4.0 * 2.0).sqrt()).abs() < 1e-6,
        "{half}"
    );
    // The year before the last report, not the report before it.
    let dense = [
        (2020.0, 0.0),
        (2021.0, 1.0),
        (2022.0, 4.0),
        (2022.9, 5.9),
        (2023.0, 6.0),
    ];
    let dense = line(Baseline::LastGrowth.fitted(&dense, true));
    assert!((dense.slope - 2.0).abs() < 0.2, "{dense:?}");
}

/// Twelve reports of a curve that has passed its midpoint, exact to 1e-3: the limit follows, to the
/// coarseness of the grid; from its start alone it does not, and the forecast says so.
#[test]
fn a_logistic_curve_is_recognised_once_it_bends() {
    let curve = |t: f64| -(1.0 + (-1.2 * (t - 2023.0)).exp()).ln();
    let known: Vec<(f64, f64)> = (0..12)
        .map(|at| {
            let t = 2020.0 + 0.5 * f64::from(at);
            (t, curve(t) + 1e-3 * if at % 2 == 0 { 1.0 } else { -1.0 })
        })
        .collect();
    let fitted = Baseline::Logistic.fitted(&known, true).unwrap();
    let (middle, half) = band(&fitted, 2030.0);
    assert!(
        (middle - curve(2030.0)).abs() < half.max(0.1),
        "{middle} ± {half}"
    );
    assert!(half < 0.3, "{half}");
    let early = Baseline::Logistic.fitted(&known[..6], true).unwrap();
    let (_, unsure) = band(&early, 2030.0);
    assert!(unsure > 1.0, "{unsure}");
    let line = Baseline::Exponential.fitted(&known, true).unwrap();
    assert!(band(&line, 2030.0).0 > 1.0, "a line does not bend");
    assert_eq!(Baseline::Logistic.fitted(&known, false), None);
}

#[test]
fn reports_of_one_month_are_one_and_too_few_make_no_forecast() {
    let known = [(2020.0, 0.0), (2020.02, 1.0), (2021.0, 2.0), (2022.0, 3.0)];
    let spaced = spaced(&known);
    assert_eq!(spaced.len(), 3);
    assert!((spaced[0].0 - 2020.01).abs() < 1e-9 && spaced[0].1 == 0.5);
    for baseline in Baseline::ALL {
        assert_eq!(baseline.fitted(&known, true), None, "{}", baseline.name());
        assert_eq!(baseline.fitted(&[], true), None);
    }
}

/// Random walks with drift, of which the walk's own bands hold as many as they say: 400 walks, so
/// 380 in the band of 95 %, sd 4.4. Student's t is exact here.
#[test]
fn bands_of_a_true_baseline_hold_what_they_say() {
    let key = Key::new(8, site("walks"));
    let normal = |draw: u64, step: u32| {
        let uniform = |part| key.uniform(draw, step, part);
        let radius = (-2.0 * uniform(tenfold_engine::Part::Value).ln()).sqrt();
        radius * (std::f64::consts::TAU * uniform(tenfold_engine::Part::Duration)).cos()
    };
    let inside = (0..400).filter(|&walk| {
        let mut known = vec![(2020.0, 0.0)];
        for step in 0..8 {
            let (date, value) = known[known.len() - 1];
            known.push((
                date + 0.5,
                value + 0.3 + 0.5_f64.sqrt() * normal(walk, step),
            ));
        }
        let (came, _) = (known.pop().unwrap(), known.pop());
        let fitted = Baseline::RandomWalk.fitted(&known, true).unwrap();
        fitted.forecast(came.0).score(came.1).is_within(0.95)
    });
    let inside = inside.count() as f64;
    assert!((inside - 380.0).abs() < 4.0 * 4.4, "{inside}");
}
