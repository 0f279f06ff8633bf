//! Milestones at times that are none of the grid, in tests and in claims.

use std::fs;
use std::sync::atomic::AtomicBool;
use tenfold_session::{ModelRef, test};

/// `a` is time less 2026, so that it passes 2.05 at 2028.05.
const MODEL: &str = "module m
simulate from 2026 to 2032 by 1 year using rk4
stock a : 1
  initial 0
  inflow 1 1/year
milestone crossed when a > 2.05
milestone on_grid when a >= 3
milestone never when a > 100
let open : 1 = 1 - reached(crossed)
output a
";

/// Whether every assertion of a test holds.
fn holds(assertions: &str) -> bool {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("m.ten");
    let text = format!("{MODEL}test \"at times\"\n{assertions}");
    fs::write(&path, text).expect("the folder takes a file");
    let ran = test(&ModelRef::Path(path), &AtomicBool::new(false)).expect("it can be read");
    let ran = ran.unwrap_or_else(|wrong| panic!("{:?}", wrong.diagnostics));
    ran.tests.iter().all(|test| test.failures.is_empty())
}

#[test]
fn a_milestone_is_reached_from_its_own_date_on() {
    for time in [
        "2026", "2027.9", "2028", "2028.04", "2028.06", "2028.3", "2028.6", "2029", "2030.2",
        "2031", "2031.7", "2032",
    ] {
        let at: f64 = time.parse().expect("a number");
        for (name, date) in [
            ("crossed", 2028.05),
            ("on_grid", 2029.0),
            ("never", f64::INFINITY),
        ] {
            let is_reached = date <= at;
            for (assertion, expected) in [
                (format!("reached({name}) == 1"), is_reached),
                (format!("reached({name}) == 0"), !is_reached),
                (
                    format!("not reached({name}) or reached(never)"),
                    !is_reached,
                ),
            ] {
                let found = holds(&format!("  assert {assertion} at {time}\n"));
                assert_eq!(found, expected, "{assertion} at {time}");
            }
        }
        // What is made of it is as it.
        let open = if at < 2028.05 { 1 } else { 0 };
        assert!(
            holds(&format!("  assert open == {open} at {time}\n")),
            "{time}"
        );
    }
    assert!(holds(
        "  assert abs(date(crossed) - 2028.05) < 1e-9 year at 2028.3\n"
    ));
    assert!(holds("  assert date(crossed) > 2032 at 2028.04\n"));
}

/// What moves besides is that of the nearest step.
#[test]
fn beside_what_moves_it_is_asked_with_that() {
    assert!(holds("  assert reached(crossed) and a > 3 at 2030\n"));
    assert!(!holds("  assert reached(crossed) and a > 5 at 2030\n"));
}
