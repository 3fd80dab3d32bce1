//! What remains different, and why.

use tidepool_book::Lang;
use tidepool_tests::reason::Reason;

use crate::page::Part;
use crate::table::table;
use crate::{hikari, mariadb, theory};

/// A figure that is further from reality than it should be.
#[derive(Clone)]
pub struct Remaining {
    /// Of which experiment.
    pub what: String,
    /// Which.
    pub figure: String,
    /// In reality.
    pub measured: String,
    /// Here.
    pub simulated: String,
    /// How far that is.
    pub apart: String,
    /// Why.
    pub reason: &'static Reason,
}

/// All of them, reason by reason.
pub fn part(lang: Lang) -> Part {
    let all = [mariadb::remaining(lang), hikari::remaining(lang), theory::remaining(lang)].concat();
    let mut reasons: Vec<&Reason> = Vec::new();
    for remaining in &all {
        if !reasons.contains(&remaining.reason) {
            reasons.push(remaining.reason);
        }
    }
    let texts: Vec<String> = reasons.into_iter().map(|reason| of(reason, &all, lang)).collect();
    Part::new("remains", texts.join("\n"))
}

fn of(reason: &Reason, all: &[Remaining], lang: Lang) -> String {
    let heads = lang.pick(
        ["Experiment", "Figure", ">Measured", ">Simulated", ">Apart"],
        ["实验", "哪个数", ">实测", ">模拟", ">差"],
    );
    let of = all.iter().filter(|remaining| remaining.reason == reason);
    let rows = of.map(|Remaining { what, figure, measured, simulated, apart, .. }| {
        [what, figure, measured, simulated, apart].map(String::clone).to_vec()
    });
    let rows = table(&heads, rows);
    let stop = lang.pick(". ", "。");
    let [name, why] = [reason.name, reason.why].map(|text| lang.pick(text.en, text.zh));
    format!("**{name}**{stop}{why}\n\n{rows}")
}
