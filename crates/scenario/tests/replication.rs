//! What a table `[replication]` says, and the faults that need one.

use expect_test::expect;
use tidepool_scenario::{Library, Run, Scenario, Selection};

fn resolve(text: &str, set: &[(&str, &str)]) -> Result<Run, String> {
    let mut library = Library::default();
    library.listings.insert("a.go".into(), "package main".into());
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { set, ..Selection::default() };
    let text = format!("title = {{ en = \"a\", zh = \"a\" }}\nlisting = \"a.go\"\nduration = \"1s\"\n{text}");
    let scenario = Scenario::parse("replicas", &text).map_err(|e| e.to_string())?;
    scenario.resolve(&selection, &library).map_err(|e| e.to_string())
}

/// What is wrong.
fn wrong(text: &str, set: &[(&str, &str)]) -> String {
    resolve(text, set).err().unwrap_or_else(|| "nothing".into())
}

const FAULTS: &str = r#"
[[fault]]
id = "dies"
kind = "primary-down"
at = "1s"

[[fault]]
id = "slow"
kind = "slow-query"
server = "mysql-2"
at = "1s"
for = "2s"
factor = 3.0

[[fault]]
id = "dropped"
kind = "data-lost"
at = "2s"
"#;

#[test]
fn what_is_said_reaches_the_settings() {
    let text = format!("[replication]\nreplicas = 2\nmode = \"semi-sync\"\nbackup = \"10s\"\n{FAULTS}");
    let run = resolve(&text, &[("replication.promote", "3s"), ("replication.mode", "async")]);
    let run = run.expect("it is right");
    let replication = run.settings.replication.expect("it is there");
    assert_eq!((replication.replicas, replication.semi_sync), (2, false));
    assert_eq!(
        (replication.promote.to_string(), replication.backup.to_string()),
        ("3s".into(), "10s".into())
    );
    assert_eq!(run.settings.faults["slow"].server, Some(2));
    assert!(run.settings.faults["dies"].happens() && run.settings.faults["dies"].length.is_none());
    let again = Scenario::parse("replicas", &run.scenario.to_toml()).expect("it can be read");
    assert_eq!(again.replication, run.scenario.replication);
}

#[test]
fn what_is_wrong_is_named() {
    let table = "[replication]\n";
    let mut all = String::new();
    for (text, set) in [
        (format!("{table}replicas = 6"), &[][..]),
        (format!("{table}mode = \"sync\""), &[]),
        (format!("{table}check = \"0s\""), &[]),
        (format!("{table}backup = \"1ms\""), &[]),
        (format!("{table}zone = \"a\""), &[]),
        (format!("{table}zones = [\"a\"]"), &[]),
        (format!("[network]\nzones = [\"a\", \"b\"]\n{table}zones = [\"a\", \"c\"]"), &[]),
        ("[network]\nzones = [\"a\", \"b\"]".to_owned(), &[]),
        (table.to_owned(), &[("replication.lag", "1s")]),
        (String::new(), &[("replication.replicas", "2")]),
        (FAULTS.to_owned(), &[]),
        (format!("{table}{FAULTS}").replace("mysql-2", "mysql-3"), &[]),
        (format!("{table}{FAULTS}").replace("mysql-2", "db"), &[]),
        (
            format!("{table}{FAULTS}").replace("kind = \"data-lost\"", "kind = \"data-lost\"\nfor = \"1s\""),
            &[],
        ),
        (
            format!("{table}{FAULTS}")
                .replace("kind = \"primary-down\"", "kind = \"primary-down\"\nserver = \"mysql-1\""),
            &[],
        ),
    ] {
        all += &wrong(&text, set);
        all += "\n";
    }
    expect![[r#"
        replication.replicas: "6" is not a whole number from 1 to 5
        replication.mode: there is no mode "sync"; expected one of async, semi-sync
        replication.check: 0s is less than 10ms
        replication.backup: 1ms is less than 10ms, and not 0s for never
        replicas.toml: TOML parse error at line 5, column 1
          |
        5 | zone = "a"
          | ^^^^
        unknown field `zone`, expected one of `replicas`, `zones`, `mode`, `semi_sync_timeout`, `apply`, `check`, `failures`, `promote`, `fence`, `backup`, `restore`
        replication.zones: there is no zone "a"; expected one of none, since there is none
        replication.zones: there is no zone "c"; expected one of a, b
        network: zones are those of pods behind a balancer, or of a [replication]; give the scenario a table [balancer]
        replication.lag: there is no target below replication "lag"; expected one of replicas, mode, semi_sync_timeout, apply, check, failures, promote, fence, backup, restore
        replication.replicas: the scenario's database has no replicas; give it a table [replication]
        fault.dies: it befalls servers that replicate; give the scenario a table [replication]
        fault.slow.server: there is no mysql-3, only mysql-1 to mysql-2
        fault.slow.server: "db" is not a name such as mysql-2
        fault.dropped.for: it lasts as long as `replication.restore` says
        fault.dies.server: what goes wrong here does not befall one database server
    "#]].assert_eq(&all);
}
