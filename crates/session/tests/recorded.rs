//! What a run records besides its summary, against closed forms.

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Belief, Control, EnsembleRequest, Error, Every, Lang, Manifest, ModelRef, Overrides, Recorded,
    RecordedProblem, RunRequest, RunResult, run,
};

/// `size` is rate·t after t years of any step; 101 steps, so that few strides divide them.
const MODEL: &str = "module m
simulate from 2020 to 2030.1 by 0.1 year using euler

dimension Side = left, right
const two : 1 = 2
param rate : 1/year = 1 ~ uniform(0.5, 1.5)
  from judgement \"an example\"
noise wind : 1 ~ normal(0, 1)
stock size : kUSD
  initial 0
  inflow rate * 1 kUSD
let part[s in Side] : USD = size * (1 + s)
let doubled : 1/year = two * rate
milestone early when size >= 2 kUSD
milestone late when size >= 4 kUSD
let took : year = date(late) - date(early)
output size
";

fn request(home: &Path, recorded: Recorded, draws: u64) -> RunRequest {
    RunRequest {
        ensemble: EnsembleRequest {
            model: ModelRef::Path(home.join("m.ten")),
            overrides: Overrides::default(),
            draws,
            seed: 1,
            belief: Belief::Prior,
            out: Some(home.join("run")),
            threads: None,
            lang: Lang::En,
        },
        claims: false,
        recorded,
    }
}

fn asked(
    text: &str,
    request: impl Fn(&Path) -> RunRequest,
) -> (tempfile::TempDir, Result<RunResult, Error>) {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("m.ten"), text).unwrap();
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = run(&request(home.path()), &mut control);
    let found =
        found.map(|found| found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En))));
    (home, found)
}

fn ran(recorded: Recorded, draws: u64) -> (tempfile::TempDir, RunResult) {
    let (home, found) = asked(MODEL, |home| request(home, recorded.clone(), draws));
    (home, found.unwrap())
}

/// The columns of numbers of a table; what is null is NaN.
fn columns(home: &tempfile::TempDir, file: &str) -> BTreeMap<String, Vec<f64>> {
    let file = fs::File::open(home.path().join("run").join(file)).unwrap();
    let mut out: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let reader = SerializedFileReader::new(file).unwrap();
    for row in reader.get_row_iter(None).unwrap() {
        for (name, field) in row.unwrap().get_column_iter() {
            let value = match field {
                Field::Double(value) => *value,
                Field::Long(value) => *value as f64,
                _ => f64::NAN,
            };
            out.entry(name.clone()).or_default().push(value);
        }
    }
    out
}

fn manifest(home: &tempfile::TempDir) -> Manifest {
    serde_json::from_slice(&fs::read(home.path().join("run/manifest.json")).unwrap()).unwrap()
}

fn chosen(only: &[&str]) -> Recorded {
    Recorded {
        trajectories: true,
        only: only.iter().map(|name| (*name).to_owned()).collect(),
        ..Recorded::default()
    }
}

#[test]
fn every_series_and_every_step_of_every_draw_is_written() {
    // More draws than one block of lanes has.
    let (home, result) = ran(chosen(&[]), 150);
    let written = result.data.trajectories.unwrap();
    let names = [
        "m.part[left]",
        "m.part[right]",
        "m.size",
        "m.took",
        "m.wind",
    ];
    let all = columns(&home, "trajectories.parquet");
    let found: Vec<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(found, [&["draw"], &names[..], &["time"]].concat());
    assert_eq!((written.series, written.series_all), (5, 5));
    assert_eq!((written.times, written.times_all), (102, 102));
    assert_eq!(manifest(&home).trajectories, Some(written));
    assert_eq!(all["draw"].len(), 150 * 102);
    let rate = &columns(&home, "draws.parquet")["m.rate"];
    for (row, time) in all["time"].iter().enumerate() {
        let (draw, step) = (row / 102, row % 102);
        assert_eq!(all["draw"][row], draw as f64);
        assert_eq!(*time, 2020.0 + step as f64 * 0.1);
        // Sums of 101 terms are off by at most that many roundings.
        let size = rate[draw] * step as f64 * 0.1;
        let near =
            |found: f64, exact: f64| (found - exact).abs() <= 101.0 * f64::EPSILON * exact.max(1.0);
        assert!(near(all["m.size"][row], size), "draw {draw}, step {step}");
        assert!(near(
            all["m.part[right]"][row],
            2_000.0 * all["m.size"][row]
        ));
    }
}

#[test]
fn times_and_series_are_chosen_and_what_is_left_out_is_said() {
    let all = columns(&ran(chosen(&[]), 20).0, "trajectories.parquet");
    for (every, stride) in [
        (Every::Steps(7), 7),
        (Every::Years(1.0), 10),
        (Every::Steps(500), 500),
    ] {
        let recorded = Recorded {
            every: Some(every),
            ..chosen(&["size, part[right]"])
        };
        let (home, result) = ran(recorded, 20);
        let some = columns(&home, "trajectories.parquet");
        let found: Vec<&str> = some.keys().map(String::as_str).collect();
        assert_eq!(found, ["draw", "m.part[right]", "m.size", "time"]);
        // Besides the multiples the last step.
        let steps: Vec<usize> = (0..101).step_by(stride).chain([101]).collect();
        let written = result.data.trajectories.unwrap();
        assert_eq!((written.series, written.series_all), (2, 5));
        assert_eq!((written.times, written.times_all), (steps.len(), 102));
        for name in ["m.size", "m.part[right]", "time"] {
            for (row, value) in some[name].iter().enumerate() {
                let (draw, nth) = (row / steps.len(), row % steps.len());
                let expected = all[name][draw * 102 + steps[nth]];
                assert_eq!(value.to_bits(), expected.to_bits(), "{name} {row}");
            }
        }
    }
}

#[test]
fn what_is_no_name_or_no_time_is_refused_before_anything_runs() {
    let refused = |recorded: Recorded| {
        let (home, found) = asked(MODEL, |home| request(home, recorded.clone(), 10));
        assert!(!home.path().join("run").exists());
        match found {
            Err(Error::Recorded(problem)) => {
                let said = Error::Recorded(problem.clone()).text(Lang::Zh);
                assert!(!said.contains('\u{2068}') && said.contains('：'), "{said}");
                problem
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        refused(chosen(&["m.sise"])),
        RecordedProblem::Unknown {
            name: "m.sise".into(),
            nearest: vec!["m.size".into()],
        }
    );
    assert!(matches!(
        refused(chosen(&["part[up]"])),
        RecordedProblem::Unknown { .. }
    ));
    let without = Recorded {
        trajectories: false,
        ..chosen(&["size"])
    };
    assert_eq!(
        refused(without),
        RecordedProblem::NotWritten {
            name: "size".into()
        }
    );
    let every = Recorded {
        every: Some(Every::Years(0.25)),
        ..chosen(&[])
    };
    assert!(matches!(
        refused(every),
        RecordedProblem::NotSteps { steps: 101, .. }
    ));
}

#[test]
fn the_central_trajectory_is_written_and_given_back() {
    let recorded = Recorded {
        central: true,
        every: Some(Every::Years(1.0)),
        ..Recorded::default()
    };
    let (home, result) = ran(recorded, 10);
    let central = result.data.central.unwrap();
    assert_eq!(central.times.len(), 12);
    assert_eq!(manifest(&home).central, Some(central.written.clone()));
    assert_eq!(manifest(&home).trajectories, None);
    let file = columns(&home, "central.parquet");
    assert_eq!(file["time"], central.times);
    for series in &central.series {
        let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(
            bits(&file[&series.name]),
            bits(&series.values),
            "{}",
            series.name
        );
    }
    // The central rate is 1, the noise at its median.
    for (time, size) in file["time"].iter().zip(file["m.size"].iter()) {
        assert!((size - (time - 2020.0)).abs() < 1e-11, "{size} at {time}");
    }
    assert!(file["m.wind"].iter().all(|wind| *wind == 0.0));
}

/// A static equation that is asked for: one number a draw.
#[test]
fn one_number_a_draw_is_recorded_with_its_draw() {
    let recorded = Recorded {
        trajectories: false,
        ..chosen(&["doubled"])
    };
    let text = MODEL.replace("let took : year = date(late) - date(early)\n", "");
    let (home, found) = asked(&text, |home| request(home, recorded.clone(), 2_000));
    let result = found.unwrap();
    let draws = columns(&home, "draws.parquet");
    assert_eq!(draws["m.rate"].len(), 2_000);
    for (rate, doubled) in draws["m.rate"].iter().zip(draws["m.doubled"].iter()) {
        assert_eq!(*doubled, 2.0 * rate);
    }
    let row = |name: &str| {
        result
            .data
            .scalars
            .iter()
            .find(|row| row.name == name)
            .unwrap()
    };
    assert_eq!(
        (row("m.doubled").draws, row("m.doubled").share),
        (2_000, 1.0)
    );
    // uniform(1, 3): five standard errors of the mean, and of the median.
    let mean = row("m.doubled").mean.unwrap();
    assert!(
        (mean - 2.0).abs() < 5.0 * (1.0 / 3.0_f64).sqrt() / 2_000_f64.sqrt(),
        "{mean}"
    );
    let median = row("m.doubled").quantiles[3].1.unwrap();
    assert!(
        (median - 2.0).abs() < 5.0 / 2_000_f64.sqrt() + 0.02,
        "{median}"
    );
}

/// Rows in which `a` and `b` belong together: b is 10 less a, and no draw of theirs apart has that sum.
const JOINT: &str = "module m
simulate from 2020 to 2022 by 1 year using euler

dimension Side = left, right
param a : kUSD ~ 1 to 20
  from judgement \"an example\"
param b[Side] : 1 ~ normal(0, 1)
  from judgement \"an example\"
param fixed : year = 2
let total : 1 = a / 1 kUSD + b[left]
noise wind : 1 ~ normal(0, 1)
output total
scenario other
  assume a = 100 kUSD
";

const ROWS: &str =
    "m.a,\"m.b[left]\",\"m.b[right]\",m.fixed\n1,9,0.1,2\n2.5,7.5,0.2,2\n4,6,0.3,2\n";

fn joint(
    table: &str,
    name: &str,
    change: impl Fn(&mut RunRequest),
) -> (tempfile::TempDir, Result<RunResult, Error>) {
    asked(JOINT, |home| {
        fs::write(home.join(name), table).unwrap();
        let mut request = request(home, Recorded::default(), 7);
        request.ensemble.belief = Belief::Table(home.join(name));
        change(&mut request);
        request
    })
}

#[test]
fn rows_of_a_table_are_taken_in_turn_and_stay_whole() {
    let (home, found) = joint(ROWS, "rows.csv", |_| {});
    let result = found.unwrap();
    let draws = columns(&home, "draws.parquet");
    assert_eq!(draws["m.a"], [1.0, 2.5, 4.0, 1.0, 2.5, 4.0, 1.0]);
    assert_eq!(draws["m.b[left]"], [9.0, 7.5, 6.0, 9.0, 7.5, 6.0, 9.0]);
    assert_eq!(draws["m.b[right]"], [0.1, 0.2, 0.3, 0.1, 0.2, 0.3, 0.1]);
    assert_eq!(draws["m.total"], [10.0; 7]);
    let given = manifest(&home).given.unwrap();
    assert_eq!((given.rows, given.table_hash.len()), (3, 64));
    assert_eq!(result.data.given, Some(given));
    // What a run wrote is such a table, and gives the same draws.
    let again = asked(JOINT, |place| {
        let table = place.join("rows.parquet");
        fs::copy(home.path().join("run/draws.parquet"), &table).unwrap();
        let mut request = request(place, Recorded::default(), 7);
        request.ensemble.belief = Belief::Table(table);
        request
    });
    again.1.unwrap();
    assert_eq!(
        format!("{:?}", columns(&again.0, "draws.parquet")),
        format!("{draws:?}")
    );
    // An assumption holds over the table.
    let (home, found) = joint(ROWS, "rows.csv", |request| {
        request.ensemble.overrides.scenario = Some("other".into());
    });
    found.unwrap();
    let draws = columns(&home, "draws.parquet");
    assert_eq!(draws["m.a"], [100.0; 7]);
    assert_eq!(draws["m.b[left]"][..3], [9.0, 7.5, 6.0]);
}

#[test]
fn a_table_that_is_not_the_models_is_refused_where_it_is_wrong() {
    let refused = |table: &str| {
        let (home, found) = joint(table, "rows.csv", |_| {});
        assert!(!home.path().join("run").exists(), "{table}");
        let error = found.unwrap_err();
        let chinese = error.text(Lang::Zh);
        assert!(
            !chinese.contains('\u{2068}') && !chinese.is_ascii(),
            "{chinese}"
        );
        error.to_string()
    };
    for (from, to, said) in [
        (
            "m.a,",
            "m.aa,",
            "column `m.aa`: the model has no parameter of this name; near it are m.a",
        ),
        ("m.a,", "m.wind,", "column `m.wind`"),
        ("m.fixed", "m.a", "`m.a`"),
        (
            "2.5,",
            "nan,",
            "row 2, column `m.a`: found `nan`, expected a finite number",
        ),
        ("2.5,", "1e400,", "row 2, column `m.a`: found `1e400`"),
        ("4,", ",", "row 3, column `m.a`: found nothing"),
        ("6,", "six,", "row 3, column `m.b[left]`: found `six`"),
        (
            "0.3,2",
            "0.3,5",
            "row 3, column `m.fixed`: found 5, but the model fixes it at 2",
        ),
    ] {
        let table = ROWS.replacen(from, to, 1);
        assert_ne!(table, ROWS);
        let error = refused(&table);
        assert!(error.contains(said), "{error}");
    }
    assert!(refused("m.a,m.fixed\n1,2\n").contains("no column `m.b[left]`"));
    let heading = ROWS.lines().next().unwrap();
    assert!(refused(&format!("{heading}\n")).contains("has no rows"));
    assert!(refused("PAR1 and no more").contains("rows.csv"));
}

const OUTPUTS: &str = "module m
simulate from 2020 to 2030 by 0.1 year using euler

param rate : 1/year ~ uniform(0.1, 0.5)
  from judgement \"an example\"
stock size : 1
  initial 1
  inflow rate * size
milestone two when size >= 2
milestone five when size >= 5
let never : 1 = sqrt(0 - rate * 1 year)
output size, date(five) - date(two) \"from two to five\", 12 * rate \"a month\", size / 2 \"half\", never
";

/// An expression with a title is put out by it: a series, or one number a draw where it is made of
/// parameters and of milestones' dates alone. What is undefined is no value, and no divergence.
#[test]
fn outputs_may_be_expressions_and_numbers_of_a_draw() {
    let (home, found) = asked(OUTPUTS, |home| request(home, chosen(&[]), 500));
    let result = found.unwrap();
    assert_eq!(result.data.diverged, 0);
    let scalars: Vec<&str> = result
        .data
        .scalars
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(scalars, ["m.never", "m.from two to five", "m.a month"]);
    let series: Vec<&str> = result
        .data
        .series
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    let names = [
        "m.size",
        "m.from two to five",
        "m.a month",
        "m.half",
        "m.never",
    ];
    assert_eq!(series[..5], names);
    let draws = columns(&home, "draws.parquet");
    let mut values = 0;
    assert_eq!(draws["m.rate"].len(), 500);
    for (draw, took) in draws["m.from two to five"].iter().copied().enumerate() {
        let exact = draws["m.five"][draw] - draws["m.two"][draw];
        assert!(took == exact || took.is_nan() && exact.is_nan());
        values += u64::from(!took.is_nan());
        assert_eq!(draws["m.a month"][draw], 12.0 * draws["m.rate"][draw]);
        assert!(draws["m.never"][draw].is_nan());
    }
    assert!((1..500).contains(&values), "{values}: the test says little");
    let row = |name: &str| {
        result
            .data
            .scalars
            .iter()
            .find(|row| row.name == name)
            .unwrap()
    };
    assert_eq!(row("m.from two to five").draws, values);
    assert_eq!(row("m.from two to five").unit, "year");
    assert_eq!((row("m.never").draws, row("m.never").mean), (0, None));
    let paths = columns(&home, "trajectories.parquet");
    for (half, size) in paths["m.half"].iter().zip(&paths["m.size"]) {
        assert_eq!(*half, size / 2.0);
    }
    let summary = fs::File::open(home.path().join("run/summary.parquet")).unwrap();
    let reader = SerializedFileReader::new(summary).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    let of_draws = rows.filter(|row| {
        let row = row.as_ref().unwrap();
        let mut cells = row.get_column_iter();
        cells.any(|(name, cell)| name == "time" && matches!(cell, Field::Null))
    });
    assert_eq!(of_draws.count(), 3);
}

/// Columns of one table drawn by row keep what belongs together; without it they do not.
#[test]
fn parameters_drawn_by_row_share_a_row() {
    let text = |by_row: &str| {
        format!(
            "module m\ndimension Side = left, right\n\
             param a : 1 ~ empirical(\"rows.csv\")\n  from data \"x\"\n\
             param b[Side] : kUSD ~ empirical(\"rows.csv\")\n  from data \"x\"\n\
             param z : 1 ~ normal(0, 1)\n  from judgement \"x\"\n\
             {by_row}output a + sum(b) / 1 kUSD + z \"sum\"\n\
             scenario other\n  assume b = 3 kUSD\n"
        )
    };
    let drawn = |by_row: &str, scenario: Option<&str>| {
        let (home, found) = asked(&text(by_row), |home| {
            let rows = (0..20).map(|i| format!("{i},{},{}\n", i * i, 1000 - i));
            let table: String = rows.collect();
            let heading = "a,\"b[left]\",\"b[right]\"\n";
            fs::write(home.join("rows.csv"), format!("{heading}{table}")).unwrap();
            let mut request = request(home, Recorded::default(), 1_000);
            request.ensemble.overrides.scenario = scenario.map(str::to_owned);
            request
        });
        found.unwrap();
        columns(&home, "draws.parquet")
    };
    let is_whole = |draws: &BTreeMap<String, Vec<f64>>, draw: usize| {
        let a = draws["m.a"][draw];
        draws["m.b[left]"][draw] == a * a && draws["m.b[right]"][draw] == 1000.0 - a
    };
    let joint = drawn(
        "correlate a, b by row\ncorrelate b, z = 0.9\n"
            .replace("correlate b, z = 0.9\n", "")
            .as_str(),
        None,
    );
    assert!((0..1_000).all(|draw| is_whole(&joint, draw)));
    // Each of the twenty rows is as likely: a count is binomial, five standard deviations wide.
    for row in 0..20 {
        let count = joint["m.a"]
            .iter()
            .filter(|a| **a == f64::from(row))
            .count() as f64;
        assert!(
            (count - 50.0).abs() < 5.0 * 47.5_f64.sqrt(),
            "{row}: {count}"
        );
    }
    let apart = drawn("", None);
    let whole = (0..1_000).filter(|draw| is_whole(&apart, *draw)).count();
    // Of three rows drawn apart one in 400 is whole.
    assert!(whole < 20, "{whole}");
    // The first of a group is drawn as it is without the others.
    assert_eq!(joint["m.a"], apart["m.a"]);
    // What is believed otherwise leaves the group.
    let other = drawn("correlate a, b by row\n", Some("other"));
    assert_eq!(other["m.a"], joint["m.a"]);
    assert!(other["m.b[left]"].iter().all(|b| *b == 3.0));
}
