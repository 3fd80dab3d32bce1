//! The tables of commands and steps in CONTRIBUTING.md, made from what there is.

use std::fmt::Write;

use clap::CommandFactory;
use expect_test::expect_file;

use crate::{Cli, paths, steps};

/// Puts `table` between the marks called `name`.
fn replace(text: &str, name: &str, table: &str) -> String {
    let mark = format!("<!-- {name} -->\n");
    let (before, rest) = text.split_once(&mark).unwrap_or_else(|| panic!("CONTRIBUTING.md has no {mark}"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{name} has no end"));
    format!("{before}{mark}{table}<!-- end -->{after}")
}

fn commands() -> String {
    let cli = Cli::command();
    let mut table = String::from("| command | what it does |\n|---|---|\n");
    for command in cli.get_subcommands().filter(|command| !command.is_hide_set()) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(table, "| `cargo xtask {}` | {about} |", command.get_name());
    }
    table
}

fn step_table() -> String {
    let mut table = String::from("| step | what it checks |\n|---|---|\n");
    for (name, about) in steps::all() {
        let _ = writeln!(table, "| `{name}` | {about} |");
    }
    table
}

#[test]
fn the_guide_lists_all_commands_and_steps() {
    let file = paths::root().join("CONTRIBUTING.md");
    let text = std::fs::read_to_string(&file).expect("CONTRIBUTING.md can be read");
    let text = replace(&text, "commands", &commands());
    let text = replace(&text, "steps", &step_table());
    expect_file![file].assert_eq(&text);
}
