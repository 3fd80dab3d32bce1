//! All referees at a glance.

use tidepool_book::Lang;

use crate::page::Part;
use crate::table::{all_or, count, distinct, table};
use crate::{collections, facts, hikari, listings, mariadb, packages, sql, theory};

/// What is said of a referee.
pub struct Glance {
    /// With a link to its section.
    pub name: &'static str,
    /// Of all that takes part.
    pub versions: String,
    /// The days.
    pub recorded: String,
    /// How many are compared.
    pub experiments: usize,
    /// Of them the ones that agree to the letter,
    pub equal: usize,
    /// those that agree within bounds,
    pub within: usize,
    /// and those that do not.
    pub apart: usize,
}

/// The table.
pub fn part(lang: Lang) -> Part {
    let heads = lang.pick(
        ["Referee", ">Experiments", ">Equal", ">Within bounds", ">Apart", "Versions", ">Recorded"],
        ["裁判", ">实验", ">相同", ">界限之内", ">还有差别", "版本", ">录制日期"],
    );
    let [guards, metrics] = packages::glances(lang);
    let referees = [
        facts::glance(lang),
        listed(lang),
        sql::glance(lang),
        hikari::glance(lang),
        mariadb::glance(lang),
        guards,
        metrics,
        collections::glance(lang),
        theory::glance(lang),
    ];
    let rows = referees.map(|of| {
        let numbers = [of.experiments, of.equal, of.within, of.apart].map(|number| count(number, lang));
        [vec![of.name.to_owned()], numbers.to_vec(), vec![of.versions, of.recorded]].concat()
    });
    Part::new("glance", table(&heads, rows))
}

/// What is said of real Go's answers.
pub fn go_part(lang: Lang) -> Part {
    let [facts, listed] = [facts::glance(lang), listed(lang)];
    let [total, equal] = [facts.experiments + listed.experiments, facts.equal + listed.equal];
    let [programs, listings] = [facts.experiments, listed.experiments].map(|number| count(number, lang));
    let equal = all_or(equal, total, lang);
    let [minor, version] = [facts.versions, listed.versions];
    let text = lang.pick(
        format!(
            "{programs} programs have run under {minor} and {listings} listings of this book under {version}; {equal} of them do the same here.\n"
        ),
        format!(
            "{programs} 个小程序在 {minor} 上跑过，本书的 {listings} 个程序在 {version} 上跑过，在这里{equal}得到同样的结果。\n"
        ),
    );
    Part::new("go", text)
}

/// The listings of the book.
fn listed(lang: Lang) -> Glance {
    let all = listings::all();
    let apart = all.iter().filter(|listing| listing.difference.is_some()).count();
    Glance {
        name: lang.pick("[Listings of this book](#go)", "[本书的程序](#go)"),
        versions: distinct(
            all.iter().map(|listing| listing.recorded.go.trim_start_matches("go version ")),
            lang,
        ),
        recorded: distinct(all.iter().map(|listing| listing.recorded.date.as_str()), lang),
        experiments: all.len(),
        equal: all.len() - apart,
        within: 0,
        apart,
    }
}
