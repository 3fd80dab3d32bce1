//! Everything a lab shows at one moment.

use tidepool_sim::Simulation;

use crate::{BigNumber, CodeLine, Lang, Stage, big_numbers, caption, code_lines, stage, stats_table};

/// A moment of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Virtual time in nanoseconds.
    pub now_ns: u64,
    /// The picture of the system.
    pub stage: Stage,
    /// The same in words.
    pub caption: String,
    /// Numbers that matter.
    pub numbers: Vec<BigNumber>,
    /// `db.Stats()`.
    pub stats: Vec<(&'static str, String)>,
    /// The listing's lines.
    pub code: Vec<CodeLine>,
    /// How the run ended, in words, if it has.
    pub ended: Option<String>,
}

impl Snapshot {
    /// The present moment of `simulation`.
    pub fn of(simulation: &Simulation, lang: Lang) -> Snapshot {
        let stage = stage(simulation);
        let now_ns = simulation.now().as_nanos();
        Snapshot {
            now_ns,
            caption: caption(&stage, now_ns, lang),
            numbers: big_numbers(simulation, &stage, lang),
            stats: stats_table(simulation),
            code: code_lines(simulation),
            ended: simulation.end().map(|end| ended(end, lang)),
            stage,
        }
    }
}

fn ended(end: &tidepool_sim::End, lang: Lang) -> String {
    use tidepool_sim::End;
    match (end, lang) {
        (_, Lang::En) => end.to_string(),
        (End::Time, Lang::Zh) => "运行时间已到".into(),
        (End::Exited(code), Lang::Zh) => format!("程序结束，退出码 {code}"),
        (End::Crashed, Lang::Zh) => "程序崩溃（退出码 2）".into(),
        (End::Limit(name, message), Lang::Zh) => format!("达到限制 {name}，已停止：{message}"),
    }
}
