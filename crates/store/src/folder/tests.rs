use super::*;

fn listed(folder: &Path) -> Vec<String> {
    names(folder).unwrap()
}

fn start(target: &Path) -> Result<PartialFolder, Error> {
    PartialFolder::start(target, FolderKind::Run, &[])
}

/// A folder of results with one file.
fn write(target: &Path, kind: FolderKind, name: &str) {
    let partial = PartialFolder::start(target, kind, &[]).unwrap();
    partial.write(name, b"1").unwrap();
    partial.finish(&serde_json::json!({ "seed": 1 })).unwrap();
}

fn refused(target: &Path) -> OutProblem {
    match start(target).unwrap_err() {
        Error::Out { problem, .. } => problem,
        other => panic!("{other}"),
    }
}

#[test]
fn nothing_is_seen_before_the_end_and_all_after() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("deep/run");
    let partial = start(&target).unwrap();
    assert!(!target.exists());
    partial.finish(&serde_json::json!({})).unwrap();
    assert_eq!(listed(&home.path().join("deep")), ["run"]);
    assert_eq!(listed(&target), [MANIFEST]);
}

#[test]
fn an_abandoned_folder_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let partial = start(&home.path().join("run")).unwrap();
    partial.write("a.parquet", b"1").unwrap();
    assert_eq!(listed(home.path()).len(), 1);
    drop(partial);
    assert!(listed(home.path()).is_empty());
}

#[test]
fn an_earlier_run_is_replaced_whole() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("run");
    write(&target, FolderKind::Run, "old.parquet");
    write(&target, FolderKind::Run, "new.parquet");
    assert_eq!(listed(&target), [MANIFEST, "new.parquet"]);
    assert_eq!(listed(home.path()), ["run"]);
    let manifest = fs::read_to_string(target.join(MANIFEST)).unwrap();
    assert!(manifest.contains("\"kind\": \"run\"") && manifest.contains("\"seed\": 1"));
}

#[test]
fn only_what_the_same_command_wrote_is_replaced() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("run");
    write(&target, FolderKind::Calibrate, "posterior.parquet");
    assert!(matches!(
        refused(&target),
        OutProblem::OtherKind(FolderKind::Calibrate)
    ));
    assert_eq!(listed(&target), [MANIFEST, "posterior.parquet"]);
}

#[test]
fn a_folder_with_anything_foreign_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let foreign = |make: &dyn Fn(&Path)| {
        let target = home.path().join("run");
        make(&target);
        let before = listed(&target);
        let OutProblem::Foreign(name) = refused(&target) else {
            panic!("{before:?}");
        };
        assert_eq!(listed(&target), before);
        fs::remove_dir_all(&target).unwrap();
        name
    };
    let notes = |target: &Path| fs::write(target.join("notes.txt"), "mine").unwrap();
    // A folder of sources with a manifest of its own.
    let site = |target: &Path| {
        fs::create_dir(target).unwrap();
        fs::write(target.join(MANIFEST), r#"{"name": "site", "files": []}"#).unwrap();
        notes(target);
    };
    assert_eq!(foreign(&site), "notes.txt");
    let only = |target: &Path| {
        fs::create_dir(target).unwrap();
        fs::write(target.join(MANIFEST), "{}").unwrap();
    };
    assert_eq!(foreign(&only), MANIFEST);
    let noted = |target: &Path| {
        write(target, FolderKind::Run, "a.parquet");
        notes(target);
    };
    assert_eq!(foreign(&noted), "notes.txt");
    let nested = |target: &Path| {
        write(target, FolderKind::Run, "a.parquet");
        fs::remove_file(target.join("a.parquet")).unwrap();
        fs::create_dir(target.join("a.parquet")).unwrap();
    };
    assert_eq!(foreign(&nested), "a.parquet");
    let file = home.path().join("thesis.txt");
    fs::write(&file, "years of work").unwrap();
    assert!(matches!(refused(&file), OutProblem::NoFolder));
    assert!(matches!(
        refused(&home.path().join("..")),
        OutProblem::NoFolder
    ));
}

#[test]
fn what_appears_meanwhile_is_not_replaced() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("run");
    let partial = start(&target).unwrap();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("notes.txt"), "mine").unwrap();
    assert!(partial.finish(&serde_json::json!({})).is_err());
    assert_eq!(listed(home.path()), ["run"]);
    assert_eq!(listed(&target), ["notes.txt"]);
}

#[test]
fn an_output_is_no_input() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("run");
    write(&target, FolderKind::Run, "draws.parquet");
    let below = target.join("draws.parquet");
    let dotted = home.path().join("run/../run");
    #[cfg(unix)]
    let linked = {
        let link = home.path().join("link");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        link.join("draws.parquet")
    };
    #[cfg(not(unix))]
    let linked = below.clone();
    for input in [&target, &below, &dotted, &linked] {
        let refused = PartialFolder::start(&target, FolderKind::Run, &[input]).unwrap_err();
        let problem = match &refused {
            Error::Out { problem, .. } => problem,
            other => panic!("{other}"),
        };
        assert!(matches!(problem, OutProblem::Input(_)), "{refused}");
    }
    // Beside an input, and below the folder that one is in.
    let beside = PartialFolder::start(&home.path().join("other"), FolderKind::Run, &[&target]);
    assert!(beside.is_ok());
    assert!(PartialFolder::start(&target, FolderKind::Run, &[home.path()]).is_ok());
}

#[cfg(unix)]
#[test]
fn a_pipe_for_a_manifest_is_foreign_and_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("run");
    fs::create_dir(&target).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(target.join(MANIFEST))
        .status();
    assert!(made.unwrap().success());
    assert!(matches!(refused(&target), OutProblem::Foreign(_)));
}

/// A place that is only ours: what is broken there makes room, what is another's does not.
#[test]
fn in_a_cache_what_is_damaged_is_replaced() {
    const FILES: &[&str] = &[MANIFEST, "table"];
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("key");
    fs::create_dir(&target).unwrap();
    fs::write(target.join(MANIFEST), "half a mani").unwrap();
    let start = || PartialFolder::start_in_cache(&target, FolderKind::Calibrate, FILES);
    start().unwrap().finish(&serde_json::json!({})).unwrap();
    fs::write(target.join("notes.txt"), "mine").unwrap();
    assert!(start().is_err());
}
