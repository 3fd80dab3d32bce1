//! A sweep cut up and put together is the sweep, byte for byte.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

const SWEEP: [&str; 8] = ["sweep", "rows", "--vary", "pool=5,25", "--seeds", "2", "--set", "duration=1s"];

fn tidepool(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    command.args(arguments).current_dir(folder).output().expect("it starts")
}

/// Standard output of what must succeed.
fn done(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = tidepool(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Writes the shards of a sweep as `1`, `2`, …; their names.
fn shards(folder: &Path, sweep: &[&str], count: usize) -> Vec<String> {
    let shard = |i: usize| {
        let part = format!("{i}/{count}");
        fs::write(folder.join(i.to_string()), done(folder, &[sweep, &["--shard", &part]].concat()))
            .expect("a temporary file can be written");
        i.to_string()
    };
    (1..=count).map(shard).collect()
}

fn merge(folder: &Path, files: &[String]) -> Output {
    let files = files.iter().map(String::as_str);
    tidepool(folder, &["merge"].into_iter().chain(files).collect::<Vec<_>>())
}

#[test]
fn shards_make_the_whole_in_both_formats() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in ["csv", "json"] {
        let sweep = [&SWEEP[..], &["--format", format]].concat();
        let whole = done(folder.path(), &sweep);
        // The last one has shards without any run.
        for count in [1, 3, 6] {
            let mut files = shards(folder.path(), &sweep, count);
            files.reverse();
            let merged = merge(folder.path(), &files);
            assert!(merged.status.success(), "{}", String::from_utf8_lossy(&merged.stderr));
            assert!(merged.stdout == whole, "{format} in {count} shards");
        }
    }
}

/// What is wrong with the files, as it is told.
fn refused(folder: &Path, files: &[&str]) -> String {
    let files: Vec<String> = files.iter().map(ToString::to_string).collect();
    let output = merge(folder, &files);
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stdout.is_empty(), "nothing is written");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_not_the_whole_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = folder.path();
    shards(at, &SWEEP, 4);
    let other = [&SWEEP[..2], &["--vary", "load.clients=5,25", "--set", "duration=1s"]].concat();
    fs::write(at.join("other"), done(at, &other)).expect("it is written");
    let shorter = [&SWEEP[..4], &["--set", "duration=1s"]].concat();
    fs::write(at.join("shorter"), done(at, &shorter)).expect("it is written");
    fs::write(at.join("text"), "a,b\n1,2\n").expect("it is written");
    fs::write(at.join("json"), "[]\n").expect("it is written");
    for (files, expected) in [
        (&["1", "2", "3"][..], "run 4 of 4 is in none of the files (1 missing)"),
        (&["1", "3"], "run 2 of 4 is in none of the files (2 missing)"),
        (&["1", "2", "2"], "run 2 is both in 2 and in 2"),
        (&["1", "other"], "1 and other are of different sweeps"),
        (&["1", "shorter"], "shorter: run 1 of 2 is of another sweep"),
        (&["text"], "text: this is no result of `tidepool sweep`"),
        (&["1", "json"], "expected all in one format"),
        (&["none"], "cannot read none"),
    ] {
        let told = refused(at, files);
        assert!(told.contains(expected), "{files:?}: {told}");
    }
}

/// The command of the Kubernetes job, one process for each index; only the sweep in it is a shorter one.
#[test]
#[cfg(unix)]
fn the_command_of_the_job_makes_shards() {
    let job = include_str!("../../../docs/sweeps/job.yaml");
    let (_, rest) = job.split_once("            - |\n").expect("the job has a script");
    let script: Vec<&str> = rest.lines().map_while(|line| line.strip_prefix("              ")).collect();
    let script =
        script.join("\n").replace("--variant drained --vary pool=1..20:1 --seeds 50", &SWEEP[2..].join(" "));
    assert!(script.contains(&SWEEP[2..].join(" ")), "the sweep of the job is found");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let binary = assert_cmd::cargo::cargo_bin("tidepool");
    let path =
        format!("{}:{}", binary.parent().expect("a folder").display(), std::env::var("PATH").expect("PATH"));
    for index in 0..3 {
        let mut command = Command::new("/bin/sh");
        command.args(["-euc", &script]).env("PATH", &path).env("SHARDS", "3");
        command
            .env("JOB_COMPLETION_INDEX", index.to_string())
            .env("RESULTS", folder.path())
            .assert()
            .success();
    }
    let files = ["shard-3.csv", "shard-1.csv", "shard-2.csv"].map(String::from);
    assert!(merge(folder.path(), &files).stdout == done(folder.path(), &SWEEP));
}
