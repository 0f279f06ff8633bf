//! What the command does not harm, and what it says when it cannot do what was asked.

use super::{printed, tenfold};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const MODEL: &str = "module m
simulate from 2020 to 2022 by 1 year using euler
param rate : 1/year ~ uniform(0.1, 0.4)
  from judgement \"a guess\"
stock size : USD
  initial 1 million
  inflow rate * size
output size
scenario posterior
  assume rate = 0.2
scenario claims
  assume rate = 0.3
scenario backtest
  assume rate = 0.1
claim grows \"§1\" \"It grows.\"
  holds P(all years: size >= 1 million USD) == 1
test \"shrinks\"
  assert size < 1 USD
";

const OBSERVED: &str =
    "observe size ~ lognormal(20 %) from data \"size.csv\" (date, value : USD)\n";

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a temporary folder");
    fs::write(home.path().join("m.ten"), MODEL).expect("the folder takes a file");
    home
}

/// The model beside a record.
fn observed() -> tempfile::TempDir {
    let home = home();
    fs::write(home.path().join("m.ten"), format!("{MODEL}{OBSERVED}")).unwrap();
    fs::write(
        home.path().join("size.csv"),
        "date,value\n2021,1.2e6\n2022,1.8e6\n",
    )
    .unwrap();
    home
}

/// Every file below a folder, with its bytes.
fn contents(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(contents(&path)),
            false => all.push((path.clone(), fs::read(&path).unwrap())),
        }
    }
    all.sort();
    all
}

fn kind(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    value["kind"].as_str().unwrap().to_owned()
}

#[test]
fn a_folder_of_somebody_else_is_left_as_it_was() {
    let home = home();
    let site = home.path().join("site");
    fs::create_dir_all(site.join("src")).unwrap();
    fs::write(site.join("manifest.json"), "{\"name\": \"my site\"}").unwrap();
    fs::write(site.join("src/notes.txt"), "years of work").unwrap();
    let before = contents(&site);
    for asked in [&["run"][..], &["claims"], &["compare", "claims", "--model"]] {
        let arguments = [asked, &["m.ten", "--draws", "100", "--out", "site"]].concat();
        let output = tenfold(home.path(), &arguments);
        assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
        assert!(
            printed(&output).contains("site: holds src"),
            "{}",
            printed(&output)
        );
        assert_eq!(contents(&site), before);
    }
    let fit = [
        "fit",
        "bass",
        "--bootstrap",
        "0",
        "--starts",
        "8",
        "--out",
        "site",
    ];
    assert_eq!(tenfold(home.path(), &fit).status.code(), Some(1));
    assert_eq!(contents(&site), before);
    // Notes in a folder of ours are not ours either.
    let run = ["run", "m.ten", "--draws", "100", "--out", "mine"];
    assert!(tenfold(home.path(), &run).status.success());
    assert!(tenfold(home.path(), &run).status.success());
    fs::write(home.path().join("mine/notes.txt"), "what I saw").unwrap();
    let output = tenfold(home.path(), &run);
    assert!(
        printed(&output).contains("mine: holds notes.txt"),
        "{}",
        printed(&output)
    );
    assert!(home.path().join("mine/notes.txt").exists());
    let zh = [&run[..], &["--lang", "zh"]].concat();
    let output = tenfold(home.path(), &zh);
    assert!(
        printed(&output).contains("notes.txt，不是 tenfold 写的"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_posterior_is_not_replaced_by_what_is_run_from_it() {
    let home = observed();
    let calibrate = ["calibrate", "m.ten", "--particles", "256", "--out", "P"];
    assert!(tenfold(home.path(), &calibrate).status.success());
    let before = contents(&home.path().join("P"));
    for out in ["P", "P/../P", "./P/"] {
        let run = [
            "run",
            "m.ten",
            "--draws",
            "100",
            "--posterior",
            "P",
            "--out",
            out,
        ];
        let output = tenfold(home.path(), &run);
        assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
        assert!(
            printed(&output).contains("would replace P"),
            "{}",
            printed(&output)
        );
        assert_eq!(contents(&home.path().join("P")), before);
    }
    // Nor by another command's result.
    let run = ["run", "m.ten", "--draws", "100", "--prior", "--out", "P"];
    let output = tenfold(home.path(), &run);
    assert!(
        printed(&output).contains("`tenfold calibrate` wrote"),
        "{}",
        printed(&output)
    );
    assert_eq!(contents(&home.path().join("P")), before);
}

#[test]
fn a_table_is_not_replaced_by_what_is_made_of_it() {
    let home = home();
    let fit = [
        "fit",
        "bass",
        "--bootstrap",
        "0",
        "--starts",
        "8",
        "--out",
        "fitted",
    ];
    assert!(tenfold(home.path(), &fit).status.success());
    let path = home.path().join("fitted/replicates.parquet");
    fs::write(
        &path,
        "year,share\n2000,0.1\n2001,0.2\n2002,0.3\n2003,0.5\n",
    )
    .unwrap();
    let given = ["--data", "fitted/replicates.parquet"];
    let output = tenfold(home.path(), &[&fit[..], &given].concat());
    assert!(
        printed(&output).contains("would replace"),
        "{}",
        printed(&output)
    );
    assert!(path.exists());
}

/// A scenario may be called as a result is.
#[test]
fn no_result_takes_the_place_of_another() {
    let home = observed();
    let do_it = |arguments: &[&str]| {
        let output = tenfold(home.path(), arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            printed(&output)
        );
    };
    let draws = ["--draws", "100", "--prior"];
    do_it(&["calibrate", "m.ten", "--particles", "256"]);
    do_it(&[&["claims", "m.ten"][..], &draws].concat());
    do_it(&[
        "backtest",
        "m.ten",
        "--particles",
        "256",
        "--draws",
        "100",
        "--origins",
        "2021-06-01",
    ]);
    do_it(&[&["run", "m.ten"][..], &draws].concat());
    for scenario in ["posterior", "claims", "backtest"] {
        do_it(&[&["run", "m.ten", "--scenario", scenario][..], &draws].concat());
        do_it(&[&["claims", "m.ten", "--scenario", scenario][..], &draws].concat());
        do_it(&[&["compare", scenario, "--model", "m.ten"][..], &draws].concat());
    }
    let runs = home.path().join("runs");
    for (folder, of) in [
        ("m", "run"),
        ("m-posterior", "calibrate"),
        ("m-claims", "claims"),
        ("m-backtest", "backtest"),
        ("m-posterior-run", "run"),
        ("m-claims-claims", "claims"),
        ("m-base-vs-backtest", "compare"),
    ] {
        assert_eq!(kind(&runs.join(folder)), of, "{folder}");
    }
    assert_eq!(fs::read_dir(runs).unwrap().count(), 4 + 3 * 3);
}

#[test]
fn pages_and_models_do_not_overwrite_what_others_wrote() {
    let home = home();
    fs::write(home.path().join("README.md"), "my project").unwrap();
    let before = contents(home.path());
    let docs = |out: &str| tenfold(home.path(), &["docs", "m.ten", "--out", out]);
    let output = docs(".");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        printed(&output).contains("README.md: exists"),
        "{}",
        printed(&output)
    );
    assert_eq!(contents(home.path()), before);
    assert!(docs("pages").status.success());
    assert!(
        docs("pages").status.success(),
        "what it wrote it writes anew"
    );
    let page = home.path().join("pages/m.md");
    fs::write(&page, "my own words").unwrap();
    assert!(!docs("pages").status.success());
    assert_eq!(fs::read_to_string(&page).unwrap(), "my own words");
    assert_eq!(tenfold(home.path(), &["new", "m"]).status.code(), Some(1));
    assert_eq!(
        fs::read_to_string(home.path().join("m.ten")).unwrap(),
        MODEL
    );
}

/// A command with its standard output somewhere else.
fn into(home: &Path, arguments: &[&str], out: impl Into<Stdio>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenfold"));
    command.args(arguments).current_dir(home).env("LC_ALL", "C");
    command.env("TENFOLD_CACHE", home.join("cache"));
    let child = command.stdout(out).stderr(Stdio::piped()).spawn();
    child
        .expect("the command starts")
        .wait_with_output()
        .expect("it ends")
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_an_error() {
    let home = home();
    for arguments in [
        &["run", "m.ten", "--draws", "100"][..],
        &["run", "m.ten", "--draws", "100", "--json"],
        &["check", "m.ten"],
        &["check", "m.ten", "--emit", "ir"],
        &["test", "m.ten", "--json"],
        &["claims", "m.ten", "--draws", "100"],
        &["compare", "claims", "--model", "m.ten", "--draws", "100"],
        &["explain", "size", "--model", "m.ten"],
        &["fmt", "--check", "m.ten"],
        &["docs", "m.ten"],
        &["new", "other"],
        &["--help"],
        &["run", "--help"],
        &["--version"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = into(home.path(), arguments, full);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(
            printed(&output).contains("cannot be written"),
            "{}",
            printed(&output)
        );
    }
    // Where errors cannot be said there is no panic either.
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenfold"));
    command.args(["check", "none.ten"]).current_dir(home.path());
    assert_eq!(command.stderr(full).status().unwrap().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_changes_no_exit_code() {
    let home = home();
    fs::write(
        home.path().join("wrong.ten"),
        "module wrong\nlet x : USD = 3 year\n",
    )
    .unwrap();
    for (arguments, code) in [
        (&["test", "m.ten"][..], 1),
        (&["test", "m.ten", "--json"], 1),
        (&["check", "wrong.ten", "--json"], 1),
        (&["explain", "nothing", "--model", "m.ten"], 1),
        (&["check", "m.ten", "--emit", "ir"], 0),
        (&["run", "m.ten", "--draws", "100"], 0),
        (&["--help"], 0),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = into(home.path(), arguments, writer);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            printed(&output)
        );
        assert!(!printed(&output).contains("pipe"), "{}", printed(&output));
    }
}

/// Whether a run's folder is whole: its manifest, and every file that it lists, not empty.
fn is_whole(folder: &Path) -> bool {
    let Ok(manifest) = fs::read(folder.join("manifest.json")) else {
        return false;
    };
    let Ok(manifest) = serde_json::from_slice::<serde_json::Value>(&manifest) else {
        return false;
    };
    let files = manifest["files"].as_array().expect("it lists its files");
    let is_there = |name: &serde_json::Value| {
        let found = fs::metadata(folder.join(name.as_str().unwrap()));
        found.is_ok_and(|found| found.len() > 0)
    };
    files.len() >= 4 && files.iter().all(is_there)
}

#[cfg(unix)]
proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Old or new, never neither; and the next run leaves nothing of the dead.
    #[test]
    fn killed_at_any_moment_it_leaves_a_whole_folder(micros in 0_u64..400_000) {
        let home = home();
        let run = ["run", "m.ten", "--draws", "200", "--prior"];
        assert!(tenfold(home.path(), &run).status.success());
        let folder = home.path().join("runs/m");
        for _ in 0..3 {
            let mut command = Command::new(env!("CARGO_BIN_EXE_tenfold"));
            command.args(run).current_dir(home.path());
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            let until = Instant::now() + Duration::from_micros(micros);
            let mut was_whole = true;
            while Instant::now() < until {
                was_whole &= is_whole(&folder);
            }
            child.kill().unwrap();
            child.wait().unwrap();
            prop_assert!(was_whole && is_whole(&folder));
        }
        prop_assert!(tenfold(home.path(), &run).status.success());
        prop_assert!(is_whole(&folder));
        prop_assert_eq!(fs::read_dir(home.path().join("runs")).unwrap().count(), 1);
    }
}

/// A file may not grow beyond so many blocks, as on a full disk, whatever is written first.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let home = home();
    let run = ["run", "m.ten", "--draws", "2000", "--prior"];
    assert!(tenfold(home.path(), &run).status.success());
    let folder = home.path().join("runs/m");
    let before = contents(&folder);
    for blocks in [0, 2, 8, 32] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_tenfold")]);
        let output = command.args(run).current_dir(home.path()).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(1),
            "{blocks}: {}",
            printed(&output)
        );
        assert!(printed(&output).contains("error"), "{}", printed(&output));
        assert_eq!(contents(&folder), before);
        assert_eq!(fs::read_dir(home.path().join("runs")).unwrap().count(), 1);
    }
}

/// The cache helps or is passed over; it fails no run and takes nothing away.
#[cfg(unix)]
#[test]
fn whatever_is_in_the_cache_a_run_is_the_same() {
    let home = observed();
    let run = ["run", "m.ten", "--draws", "100", "--seed", "2"];
    let once = || {
        let output = tenfold(home.path(), &run);
        assert!(output.status.success(), "{}", printed(&output));
        let drawn = fs::read(home.path().join("runs/m/draws.parquet")).unwrap();
        (drawn, printed(&output))
    };
    let (right, _) = once();
    let cache = home.path().join("cache");
    let entry = fs::read_dir(&cache)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let whole = contents(&entry);
    let manifest = entry.join("manifest.json");
    let table = entry.join("posterior.parquet");
    let damages: [&dyn Fn(); 7] = [
        &|| fs::write(&manifest, "{").unwrap(),
        &|| fs::write(&table, "PAR1").unwrap(),
        &|| fs::write(&table, &fs::read(&table).unwrap()[..100]).unwrap(),
        &|| fs::remove_file(&table).unwrap(),
        // Of another version of the program, which had other fields and other columns.
        &|| fs::write(&manifest, "{\"written_by\": \"tenfold\", \"version\": 9}").unwrap(),
        &|| {
            fs::remove_file(&manifest).unwrap();
            assert!(
                Command::new("mkfifo")
                    .arg(&manifest)
                    .status()
                    .unwrap()
                    .success()
            );
        },
        &|| {
            fs::remove_dir_all(&entry).unwrap();
            fs::create_dir(&entry).unwrap();
            fs::write(entry.join("notes.txt"), "mine").unwrap();
        },
    ];
    for (nth, damage) in damages.iter().enumerate() {
        damage();
        assert_eq!(once().0, right, "{nth}");
        if nth < 5 {
            assert_eq!(contents(&entry), whole, "{nth}");
        } else {
            let _ = fs::remove_file(&manifest);
        }
    }
    assert_eq!(fs::read_to_string(entry.join("notes.txt")).unwrap(), "mine");
    // A file where the folder should be.
    fs::remove_dir_all(&cache).unwrap();
    fs::write(&cache, "no folder").unwrap();
    let (drawn, said) = once();
    assert_eq!(drawn, right);
    assert!(said.contains("cache"), "{said}");
}

/// Whether no control, no mark of direction and nothing without width is raw in a text of lines.
fn is_clean(text: &str) -> bool {
    let acts = |one: char| {
        (one.is_control() && one != '\n')
            || matches!(one as u32, 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x2069 | 0xfeff)
    };
    !text.contains(acts)
}

#[cfg(unix)]
#[test]
fn nothing_hidden_of_a_file_or_a_name_is_shown() {
    // The second may stand in a text of a model, the first in names, tables and errors.
    const EVIL: &str = "\u{1b}[2J\u{202e}\u{2066}\u{200b}\u{2028}\u{9b}31m";
    const SEEN: &str = "\u{202e}\u{2066}\u{200b}\u{2028}\u{feff}";
    let home = tempfile::tempdir().expect("a temporary folder");
    let name = format!("a{EVIL}.ten");
    let guess = format!("a guess{SEEN}");
    let text = format!("{MODEL}{OBSERVED}let grown : USD = size \"{guess}\"\n# {SEEN}\n");
    let text = text.replace("a guess", &guess).replace("It grows.", &guess);
    fs::write(home.path().join("m.ten"), &text).unwrap();
    fs::write(home.path().join(&name), &text).unwrap();
    let table = format!("date,value,source,note\n2021,1.2e6,{EVIL},{EVIL}\n2022,1.8e6,x,y\n");
    fs::write(home.path().join("size.csv"), table).unwrap();
    let wrong = format!("module wrong\nlet x : USD = 3 year # {EVIL}\nlet y{EVIL} = \"{EVIL}\"\n");
    fs::write(home.path().join(format!("wrong{EVIL}.ten")), wrong).unwrap();
    let bad = format!("wrong{EVIL}.ten");
    for lang in ["en", "zh"] {
        for arguments in [
            &["run", "m.ten", "--draws", "100"][..],
            &["run", &name, "--draws", "100", "--prior"],
            &["run", "m.ten", "--draws", "100", "--prior", "--json"],
            &["claims", "m.ten", "--draws", "100", "--prior"],
            &["claims", "m.ten", "--draws", "100", "--prior", "--json"],
            &["calibrate", "m.ten", "--particles", "256"],
            &["explain", "rate", "--model", "m.ten"],
            &["explain", EVIL, "--model", "m.ten"],
            &["explain", "rate", "--model", "m.ten", "--json"],
            &["check", "m.ten", "--emit", "tree"],
            &["check", "m.ten", "--emit", "ir"],
            &["check", &bad],
            &["check", &bad, "--json"],
            &["check", EVIL],
            &["check", "m.ten", "--assume", EVIL],
            &["run", "m.ten", "--scenario", EVIL],
            &["fmt", "--check", &bad],
            &["docs", "m.ten"],
            &["new", EVIL],
            &[EVIL],
            &["run", "m.ten", EVIL, EVIL],
            &["run", "m.ten", "--draws", EVIL],
        ] {
            let output = tenfold(home.path(), &[arguments, &["--lang", lang]].concat());
            let text = printed(&output);
            assert!(is_clean(&text), "{arguments:?}: {text:?}");
            assert_ne!(output.status.code(), Some(101), "{text}");
        }
    }
    let runs = fs::read_dir(home.path().join("runs")).unwrap().count();
    assert_eq!(runs, 4, "those of both models, claims and posterior");
    for folder in ["runs", "docs"] {
        for (path, bytes) in contents(&home.path().join(folder)) {
            assert!(is_clean(&path.to_string_lossy()), "{path:?}");
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("html" | "svg" | "md")) {
                let text = String::from_utf8(bytes).unwrap();
                let text = text.replace('\t', " ");
                assert!(is_clean(&text), "{path:?}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for() {
    let home = observed();
    let pipe = |path: &str| {
        let path = home.path().join(path);
        let _ = fs::remove_file(&path);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
    };
    pipe("pipe.ten");
    fs::create_dir_all(home.path().join("P")).unwrap();
    pipe("P/manifest.json");
    pipe("runs.csv");
    fs::create_dir_all(home.path().join("runs/m")).unwrap();
    pipe("runs/m/summary.parquet");
    pipe("runs/m/claims.json");
    pipe("DOC.md");
    for arguments in [
        &["check", "pipe.ten"][..],
        &["fmt", "pipe.ten"],
        &["run", "m.ten", "--posterior", "P"],
        &["run", "m.ten", "--prior", "--out", "P"],
        &["fit", "bass", "--data", "runs.csv"],
        &["backtest", "m.ten", "--write", "DOC.md"],
    ] {
        let output = tenfold(home.path(), arguments);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {}",
            printed(&output)
        );
    }
    let output = tenfold(home.path(), &["explain", "size", "--model", "m.ten"]);
    assert!(output.status.success(), "{}", printed(&output));
    pipe("size.csv");
    let output = tenfold(home.path(), &["check", "m.ten"]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
}

#[test]
fn threads_have_a_ceiling() {
    let home = home();
    for count in ["0", "1025", "1000000", "99999999999999999999"] {
        let output = tenfold(home.path(), &["run", "m.ten", "--threads", count]);
        assert_eq!(output.status.code(), Some(2), "{count}");
        assert!(
            printed(&output).contains("1 to 1024"),
            "{}",
            printed(&output)
        );
    }
}

#[cfg(unix)]
#[test]
fn an_argument_need_not_be_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let home = home();
    let odd = std::ffi::OsStr::from_bytes(b"m\xff");
    let tenfold = |arguments: &[&std::ffi::OsStr]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenfold"));
        command
            .args(arguments)
            .current_dir(home.path())
            .env("LC_ALL", "C");
        command.output().unwrap()
    };
    let plain = std::ffi::OsStr::new;
    for arguments in [
        &[odd][..],
        &[plain("check"), odd],
        &[plain("explain"), odd],
        &[plain("run"), plain("m.ten"), plain("--scenario"), odd],
        &[plain("run"), odd, plain("--lang"), odd],
    ] {
        let output = tenfold(arguments);
        assert!(
            matches!(output.status.code(), Some(1 | 2)),
            "{}",
            printed(&output)
        );
    }
    let draws = ["run", "m.ten", "--draws", "100", "--json", "--out"];
    let mut arguments: Vec<&std::ffi::OsStr> = draws.iter().map(|one| plain(one)).collect();
    arguments.push(odd);
    let output = tenfold(&arguments);
    assert!(output.status.success(), "{}", printed(&output));
    serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("valid JSON");
}
