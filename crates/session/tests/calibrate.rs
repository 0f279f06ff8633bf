//! Calibration through the façade: its folder, a run that starts from it, and what is refused.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use tenfold_session::{
    Belief, CalibrateRequest, CalibrateResult, CompareRequest, Control, EnsembleRequest, Error,
    Lang, ModelRef, Notice, Overrides, Recorded, RunRequest, RunResult, Sampler, Work, calibrate,
    compare, run,
};

/// Growth at a rate that four reports know better than the prior does, and a price that they say
/// nothing of.
const GROWTH: &str = "module growth
simulate from 2020 to 2030 by 1 month using euler

param rate : 1/year ~ normal(0.5, 0.3)
  from judgement \"wide\"
param price : USD ~ 1 to 4
  from judgement \"wide\"
stock size : 1
  initial 1
  inflow rate * size
let worth : USD = size * price
observe size ~ lognormal(10 %) from data \"size.csv\" (date, value : 1)
output size, worth

scenario halted
  intervene rate = 0 from 2024-06-01
scenario halting
  assume rate ~ normal(0, 0.1)
";

/// About e^(0.25 t).
const SIZES: &str = "date,value
2021.0,1.30
2022.0,1.62
2023.0,2.15
2024.0,2.70
";

fn folder() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("growth.ten"), GROWTH).unwrap();
    fs::write(home.path().join("size.csv"), SIZES).unwrap();
    home
}

fn calibrated(home: &Path, threads: usize, out: &str) -> CalibrateResult {
    believing(home, Overrides::default(), threads, out)
}

fn believing(home: &Path, overrides: Overrides, threads: usize, out: &str) -> CalibrateResult {
    found(&CalibrateRequest {
        overrides,
        threads: Some(threads),
        out: Some(home.join(out)),
        ..plain(ModelRef::Path(home.join("growth.ten")))
    })
}

/// What is asked of a model unless a test asks otherwise; nothing is written.
fn plain(model: ModelRef) -> CalibrateRequest {
    CalibrateRequest {
        model,
        overrides: Overrides::default(),
        sampler: Sampler::Smc,
        particles: 2_048,
        rows: None,
        seed: 4,
        until: None,
        threads: None,
        out: None,
        lang: Lang::En,
    }
}

fn found(request: &CalibrateRequest) -> CalibrateResult {
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let found = calibrate(request, &mut control).unwrap();
    found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En)))
}

/// A scenario and nothing else.
fn only(scenario: &str) -> Overrides {
    Overrides {
        scenario: Some(scenario.to_owned()),
        ..Overrides::default()
    }
}

fn assuming(clause: &str) -> Overrides {
    Overrides {
        assumptions: vec![clause.to_owned()],
        ..Overrides::default()
    }
}

fn request(home: &Path, belief: Belief) -> EnsembleRequest {
    EnsembleRequest {
        model: ModelRef::Path(home.join("growth.ten")),
        overrides: Overrides::default(),
        draws: 4_096,
        seed: 1,
        belief,
        out: None,
        threads: None,
        lang: Lang::En,
    }
}

/// The result, and whether something was calibrated for it.
fn asked(request: &EnsembleRequest) -> Result<(RunResult, bool), Error> {
    let mut has_calibrated = false;
    let mut control = Control {
        progress: &mut |progress| has_calibrated |= progress.work == Work::Calibration,
        cancel: &AtomicBool::new(false),
    };
    let request = RunRequest {
        ensemble: request.clone(),
        claims: false,
        recorded: Recorded::default(),
    };
    let found = run(&request, &mut control)?;
    let found = found.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En)));
    Ok((found, has_calibrated))
}

fn ran(home: &Path, posterior: Option<&str>, scenario: Option<&str>) -> Result<RunResult, Error> {
    let belief = posterior.map_or(Belief::Prior, |folder| given(home, folder));
    let request = EnsembleRequest {
        overrides: scenario.map_or_else(Overrides::default, only),
        ..request(home, belief)
    };
    asked(&request).map(|(result, _)| result)
}

/// All that a report shows, but for how fast it came.
fn figures(result: &RunResult) -> String {
    serde_json::to_string(&result.data).unwrap()
}

fn given(home: &Path, folder: &str) -> Belief {
    Belief::Given {
        folder: home.join(folder),
        cache: None,
    }
}

fn kept_in(cache: &Path) -> Belief {
    let cache = Some(cache.to_owned());
    Belief::Posterior { cache }
}

/// A parameter's 5 % and 95 % quantile.
fn range(result: &RunResult, name: &str) -> (f64, f64) {
    let row = result
        .data
        .params
        .iter()
        .find(|row| row.name == name)
        .unwrap();
    (row.q05.unwrap(), row.q95.unwrap())
}

/// The record of a milestone's date is in the report of a run and in that of a calibration: a date, and
/// a bound.
#[test]
fn observed_dates_stand_beside_their_milestones() {
    let home = folder();
    let text = format!(
        "{GROWTH}milestone double when size > 2\nmilestone ten when size > 10\n\
         observe double ~ normal(3 month) from data \"came.csv\" (series = \"double\", date)\n\
         observe ten ~ normal(3 month) from data \"came.csv\" (series = \"ten\", date)\n"
    );
    fs::write(home.path().join("growth.ten"), text).unwrap();
    let dates = "series,date,low,high\ndouble,2022-10-01,,\nten,,2026-01-01,\n";
    fs::write(home.path().join("came.csv"), dates).unwrap();
    let found = calibrated(home.path(), 2, "posterior");
    assert_eq!(found.reports, 6);
    let data = ran(home.path(), Some("posterior"), None).unwrap().data;
    let row = |name: &str| data.milestones.iter().find(|row| row.name == name).unwrap();
    let (double, ten) = (row("growth.double"), row("growth.ten"));
    assert!((double.points[0].date - 2022.75).abs() < 0.01 && double.bounds.is_empty());
    assert_eq!((ten.points.len(), ten.bounds[0].low), (0, Some(2026.0)));
    let run = tenfold_session::report::render(&data, Lang::En);
    let calibration = fs::read_to_string(home.path().join("posterior/report.html")).unwrap();
    for page in [run, calibration] {
        for words in [
            "On record: 2022-10-01.",
            "On record: not before 2026-01-01.",
            "记录：",
        ] {
            assert!(page.contains(words), "{words}");
        }
    }
}

#[test]
fn a_run_starts_from_a_posterior_and_a_scenario_intervenes_on_it() {
    let home = folder();
    let found = calibrated(home.path(), 2, "posterior");
    let row = |name: &str| found.params.iter().find(|row| row.name == name).unwrap();
    let rate = row("growth.rate");
    // The error that all four share hides half of 10 % over four years: an sd of 0.02 or so.
    assert!(rate.q05 > 0.18 && rate.q95 < 0.32, "{rate:?}");
    assert!(rate.overlap < 0.4 && row("growth.price").overlap > 0.9);
    assert_eq!((found.reports, found.particles), (4, 2_048));

    let prior = ran(home.path(), None, None).unwrap();
    let posterior = ran(home.path(), Some("posterior"), None).unwrap();
    let (low, high) = range(&posterior, "growth.rate");
    // A sketch's quantile errs by a bucket, 1/128.
    assert!(
        (low / rate.q05 - 1.0).abs() < 2.0 / 128.0 && (high / rate.q95 - 1.0).abs() < 2.0 / 128.0
    );
    let (wide_low, wide_high) = range(&prior, "growth.rate");
    assert!(wide_high - wide_low > 3.0 * (high - low));

    // The intervention stops growth at its date; every belief is the posterior's, the rate's too.
    let halted = ran(home.path(), Some("posterior"), Some("halted")).unwrap();
    let size = |result: &RunResult| {
        let mut series = result.data.series.iter();
        let size = series.find(|series| series.name == "growth.size").unwrap();
        let medians = size.quantile(0.5).unwrap().to_vec();
        size.times.iter().copied().zip(medians).collect::<Vec<_>>()
    };
    let (went_on, stopped) = (size(&posterior), size(&halted));
    // The first step at or after the date is the first without growth.
    let last = (2024.0 + 5.0 / 12.0) + 1e-9;
    let before = stopped.iter().filter(|(time, _)| *time <= last).count();
    assert!(before > 3 && before < stopped.len());
    assert_eq!(went_on[..before], stopped[..before]);
    let after = &stopped[before..];
    assert!(after.iter().all(|(_, size)| *size == after[0].1));
    assert!(went_on[before].1 > stopped[before].1);
    for name in ["growth.price", "growth.rate"] {
        assert_eq!(range(&halted, name), range(&posterior, name));
    }
}

#[test]
fn a_posterior_of_other_beliefs_is_refused() {
    let home = folder();
    let found = believing(home.path(), only("halting"), 2, "posterior");
    let assumed = "growth.rate ~ normal(0, 0.1)";
    assert_eq!(found.assumptions, [assumed]);
    for other in [None, Some("halted")] {
        let refused = ran(home.path(), Some("posterior"), other).unwrap_err();
        assert!(refused.to_string().contains(assumed), "{refused}");
    }
    // The same belief in other words is the same.
    let same = EnsembleRequest {
        overrides: assuming("growth.rate ~ normal(0 1/year, 10 %/year)"),
        ..request(home.path(), given(home.path(), "posterior"))
    };
    assert!(asked(&same).is_ok());
    assert!(ran(home.path(), Some("posterior"), Some("halting")).is_ok());
}

#[test]
fn a_run_says_which_posterior_it_started_from() {
    let home = folder();
    let found = calibrated(home.path(), 2, "posterior");
    let result = ran(home.path(), Some("posterior"), None).unwrap();
    let used = result.data.posterior.unwrap();
    assert_eq!((used.particles, used.seed, used.reports), (2_048, 4, 4));
    assert_eq!(used.table_hash, found.table_hash);
    assert_eq!(used.effective, found.effective);
    let worst = found.params.iter().map(|row| row.r_hat);
    assert_eq!(used.r_hat, worst.fold(f64::NAN, f64::max));
    assert_eq!(ran(home.path(), None, None).unwrap().data.posterior, None);
}

#[test]
fn a_run_starts_from_the_record_by_itself_and_learns_it_once() {
    let (home, cache) = (folder(), tempfile::tempdir().unwrap());
    let kept = request(home.path(), kept_in(cache.path()));
    let out = home.path().join("first");
    let (first, computed) = asked(&EnsembleRequest {
        out: Some(out.clone()),
        ..kept.clone()
    })
    .unwrap();
    assert!(computed && first.notices.is_empty());
    let (low, high) = range(&first, "growth.rate");
    assert!(low > 0.18 && high < 0.32, "{low} {high}");
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    let used = first.data.posterior.as_ref().unwrap();
    assert!(manifest.contains(&used.table_hash));

    // The same bits whether found or computed, with a cache or without.
    let (found, computed) = asked(&kept).unwrap();
    assert!(!computed && figures(&found) == figures(&first));
    let alone = Belief::Posterior { cache: None };
    let (again, computed) = asked(&request(home.path(), alone)).unwrap();
    assert!(computed && figures(&again) == figures(&first));

    // An intervention acts on that posterior; another belief has one of its own.
    let halted = EnsembleRequest {
        overrides: only("halted"),
        ..kept.clone()
    };
    let (halted, computed) = asked(&halted).unwrap();
    assert!(!computed);
    for name in ["growth.price", "growth.rate"] {
        assert_eq!(range(&halted, name), range(&first, name));
    }
    let doubtful = EnsembleRequest {
        overrides: assuming("growth.rate ~ normal(0.3, 0.1)"),
        ..kept
    };
    let (doubtful, computed) = asked(&doubtful).unwrap();
    assert!(computed && doubtful.data.posterior.unwrap().table_hash != used.table_hash);
    assert_eq!(fs::read_dir(cache.path()).unwrap().count(), 2);
}

#[test]
fn words_are_no_beliefs() {
    let (home, cache) = (folder(), tempfile::tempdir().unwrap());
    let kept = request(home.path(), kept_in(cache.path()));
    asked(&kept).unwrap();
    let model = home.path().join("growth.ten");
    let text = fs::read_to_string(&model).unwrap();
    fs::write(&model, text.replace("\"wide\"", "\"a wide guess\"")).unwrap();
    let (_, computed) = asked(&kept).unwrap();
    assert!(!computed);
    // The figures of the record are.
    let sizes = SIZES.replace("2.70", "2.71");
    fs::write(home.path().join("size.csv"), sizes).unwrap();
    let (_, computed) = asked(&kept).unwrap();
    assert!(computed);
}

#[test]
fn a_broken_or_unwritable_cache_costs_time_alone() {
    let (home, cache) = (folder(), tempfile::tempdir().unwrap());
    let kept = request(home.path(), kept_in(cache.path()));
    let (first, _) = asked(&kept).unwrap();
    let entry = fs::read_dir(cache.path()).unwrap().next().unwrap();
    let entry = entry.unwrap().path();

    // A byte of the table, in the middle of its numbers.
    let table = entry.join("posterior.parquet");
    let mut bytes = fs::read(&table).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&table, bytes).unwrap();
    let (again, computed) = asked(&kept).unwrap();
    assert!(computed && again.notices.is_empty() && figures(&again) == figures(&first));
    let (_, computed) = asked(&kept).unwrap();
    assert!(!computed, "it is whole again");

    fs::write(entry.join("manifest.json"), "{}").unwrap();
    let (again, computed) = asked(&kept).unwrap();
    assert!(computed && figures(&again) == figures(&first));

    // A file where the folder should be.
    let file = home.path().join("size.csv");
    let (again, computed) = asked(&request(home.path(), kept_in(&file))).unwrap();
    assert!(computed && figures(&again) == figures(&first));
    let [Notice::Unkept(reason)] = &again.notices[..] else {
        panic!("{:?}", again.notices);
    };
    assert!(reason.to_string().contains("size.csv"));
    // Scenarios side by side say so too.
    let side_by_side = CompareRequest {
        ensemble: request(home.path(), kept_in(&file)),
        scenarios: vec!["halted".into()],
    };
    let mut control = Control {
        progress: &mut |_| {},
        cancel: &AtomicBool::new(false),
    };
    let compared = compare(&side_by_side, &mut control).unwrap();
    let compared = compared.unwrap_or_else(|wrong| panic!("{:?}", wrong.rows(Lang::En)));
    assert!(matches!(compared.notices[..], [Notice::Unkept(_)]));
}

#[test]
fn where_nothing_is_to_be_learnt_draws_start_from_the_priors() {
    let home = folder();
    let own = || request(home.path(), Belief::Posterior { cache: None });
    let model = home.path().join("growth.ten");
    // No record, none in the time simulated, nothing uncertain.
    let line = GROWTH.lines().find(|line| line.starts_with("observe"));
    let texts = [
        GROWTH.replace(line.unwrap(), ""),
        GROWTH.replace("from 2020", "from 2025"),
        GROWTH
            .replace("~ normal(0.5, 0.3)", "= 0.25")
            .replace("~ 1 to 4", "= 2"),
    ];
    for text in texts {
        fs::write(&model, text).unwrap();
        let (found, computed) = asked(&own()).unwrap();
        assert!(found.data.posterior.is_none());
        let prior = asked(&request(home.path(), Belief::Prior)).unwrap().0;
        assert!(figures(&found) == figures(&prior), "{computed}");
    }
}

#[test]
fn a_record_that_the_priors_cannot_meet_is_an_error_that_names_the_way_out() {
    let home = folder();
    let model = home.path().join("growth.ten");
    // Infinite from the first step on.
    let text = GROWTH.replace(
        "inflow rate * size",
        "inflow exp(1e6 * rate / rate) * size / (1 year)",
    );
    fs::write(&model, text).unwrap();
    let own = request(home.path(), Belief::Posterior { cache: None });
    let refused = asked(&own).unwrap_err();
    assert!(refused.to_string().contains("--prior"), "{refused}");
}

#[test]
fn a_calibration_is_reported_with_its_pictures() {
    let home = folder();
    let found = calibrated(home.path(), 2, "posterior");
    // Of the price no run says anything; each of four has a quarter of the particles.
    let [ranks] = &found.ranks[..] else {
        panic!("{:?}", found.ranks)
    };
    let counted: Vec<u32> = ranks.runs.iter().map(|run| run.iter().sum()).collect();
    assert_eq!((&*ranks.name, counted), ("growth.rate", vec![512; 4]));
    // All four reports, from the one that moves the posterior furthest.
    assert!(found.far.is_sorted_by(|a, b| a.pareto_k >= b.pareto_k));
    let mut said: Vec<_> = found.far.iter().map(|one| (one.date, one.low)).collect();
    said.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let dates: Vec<_> = said.iter().map(|(date, _)| date.unwrap()).collect();
    assert_eq!(dates, [2021.0, 2022.0, 2023.0, 2024.0]);
    let last = said[3].1.unwrap();
    assert!((last - 2.7).abs() < 1e-9 && found.far[0].low == found.far[0].high);
    let read = |name: &str| fs::read(home.path().join("posterior").join(name)).unwrap();
    let page = String::from_utf8(read("report.html")).unwrap();
    for part in [
        "What the record taught",
        "记录教会了什么",
        "growth.rate",
        "class=\"before\"",
        "class=\"spread\"",
        "class=\"expected\"",
        "Pareto k",
        "id=\"silent\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // The price, of which the record says nothing, is named as such and not among what was learnt.
    let (learnt, silent) = page.split_once("id=\"silent\"").unwrap();
    assert!(silent.contains("growth.price"));
    let table = learnt.split("</table>").next().unwrap();
    assert!(table.contains("growth.<wbr>rate") && !table.contains("growth.<wbr>price"));
    for (name, word) in [("record", "size"), ("learnt", "rate"), ("corner", "rate")] {
        let svg = String::from_utf8(read(&format!("{name}.svg"))).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains(word), "{name}");
        assert!(
            read(&format!("{name}.png")).starts_with(b"\x89PNG"),
            "{name}"
        );
    }
}

#[test]
fn a_prior_is_told_beside_its_posterior() {
    let home = folder();
    let found = calibrated(home.path(), 2, "posterior");
    let row = found.params.iter().find(|row| row.name == "growth.price");
    let row = row.unwrap();
    // `1 to 4` is a 90 % range. Of 4,096 draws a 5 % quantile has a standard error of √(0.05·0.95/4,096)
    // in probability, 0.34 %; in the logarithm that is 0.34 % over the density there, 0.1031/σ.
    let sigma = 4_f64.ln() / (2.0 * 1.644_854);
    let error = 5.0 * 0.0034 * sigma / 0.1031 + 1.0 / 128.0;
    assert!((row.prior_q05 / 1.0).ln().abs() < error, "{row:?}");
    assert!((row.prior_q95 / 4.0).ln().abs() < error, "{row:?}");
}

#[test]
fn the_files_of_a_posterior_are_the_same_bytes_on_any_number_of_threads() {
    let home = folder();
    calibrated(home.path(), 1, "one");
    calibrated(home.path(), 3, "three");
    for name in ["manifest.json", "posterior.parquet", "report.html"] {
        let bytes = |folder: &str| fs::read(home.path().join(folder).join(name)).unwrap();
        assert!(bytes("one") == bytes("three"), "{name}");
    }
}

#[test]
fn a_posterior_of_another_text_is_refused() {
    let home = folder();
    calibrated(home.path(), 2, "posterior");
    let text = GROWTH.replace("normal(0.5, 0.3)", "normal(0.4, 0.3)");
    fs::write(home.path().join("growth.ten"), text).unwrap();
    let refused = ran(home.path(), Some("posterior"), None)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("is not the posterior of this growth"),
        "{refused}"
    );
    let nothing = ran(home.path(), Some("nowhere"), None)
        .unwrap_err()
        .to_string();
    assert!(nothing.contains("is not a posterior"), "{nothing}");
    // A run folder is none either.
    fs::create_dir(home.path().join("run")).unwrap();
    fs::write(home.path().join("run/manifest.json"), "{}").unwrap();
    assert!(ran(home.path(), Some("run"), None).is_err());
}

/// A row of the record without a figure is drawn as a bar with a stroke at each end that it has.
#[test]
fn bounds_of_the_record_are_drawn() {
    let home = folder();
    let bounded = |row: &str| {
        let sizes = format!(
            "{}2022.5,,{row}\n",
            SIZES.replace("value", "value,low,high")
        );
        let sizes = sizes
            .replace("0\n", "0,,\n")
            .replace("2.15\n", "2.15,,\n")
            .replace("1.62\n", "1.62,,\n");
        fs::write(home.path().join("size.csv"), sizes).unwrap();
        calibrated(home.path(), 2, "posterior");
        let read = |name: &str| fs::read_to_string(home.path().join("posterior").join(name));
        let page = read("report.html").unwrap();
        let bars = page.split("class=\"bars\" d=\"").nth(1).map(|rest| {
            let path = rest.split('"').next().unwrap();
            (path.matches('V').count(), path.matches('h').count())
        });
        (
            bars,
            read("record.svg")
                .unwrap()
                .matches("class=\"range\"")
                .count(),
        )
    };
    assert_eq!(bounded("1.7,2.2"), (Some((1, 2)), 3));
    assert_eq!(bounded(",2.2"), (Some((1, 1)), 2));
}

/// Of the prior's laws none is near 240 runs known to a thousandth, whose five parameters lie in one
/// valley: particles that are led there must not stay the same few places.
#[test]
fn a_law_in_a_narrow_valley_is_found() {
    let found = found(&CalibrateRequest {
        seed: 1,
        ..plain(ModelRef::law("chinchilla"))
    });
    assert!(found.effective > 400.0, "{}", found.effective);
    assert!(found.params.iter().all(|param| param.r_hat < 1.02));
}
