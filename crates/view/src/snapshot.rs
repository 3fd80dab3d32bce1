//! Everything a lab shows at one moment.

use std::rc::Rc;

use tidepool_scenario::Chart;
use tidepool_sim::Simulation;

use crate::pods::{pod_numbers, pods_caption};
use crate::{
    BigNumber, CodeLine, FaultMark, LaneView, Lang, Limit, ProgramView, Sizing, Stage, big_numbers, caption,
    code_lines, faults, faults_in_words, lanes, limits, program, program_caption, program_numbers, sizing,
    stage, stats_table,
};

/// A moment of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Virtual time in nanoseconds.
    pub now_ns: u64,
    /// The picture of the system.
    pub stage: Stage,
    /// Goroutines one by one, if the run is a program without load.
    pub program: Option<ProgramView>,
    /// The same in words.
    pub caption: String,
    /// Numbers that matter.
    pub numbers: Vec<BigNumber>,
    /// Every limit that the run may come to.
    pub limits: Vec<Limit>,
    /// `db.Stats()`.
    pub stats: Vec<(&'static str, String)>,
    /// The latest connections and who held them, if the scenario shows them.
    pub lanes: Option<Rc<Vec<LaneView>>>,
    /// What goes wrong in the run, whenever that is.
    pub faults: Vec<FaultMark>,
    /// The calculator, if the scenario has one.
    pub sizing: Option<Sizing>,
    /// The listing's lines.
    pub code: Vec<CodeLine>,
    /// How the run ended, in words, if it has.
    pub ended: Option<String>,
}

impl Snapshot {
    /// The present moment of `simulation`.
    pub fn of(simulation: &Simulation, lang: Lang) -> Snapshot {
        let stage = stage(simulation);
        let program = program(simulation);
        let now_ns = simulation.shown_time().as_nanos();
        let faults = faults(simulation, lang);
        Snapshot {
            now_ns,
            caption: match &program {
                Some(program) => program_caption(simulation, program, lang),
                None => {
                    pods_caption(simulation, now_ns, lang).unwrap_or_else(|| caption(&stage, now_ns, lang))
                }
            } + &so_far(&faults, now_ns, lang),
            numbers: match &program {
                Some(_) => program_numbers(simulation, lang),
                None => {
                    pod_numbers(simulation, lang).unwrap_or_else(|| big_numbers(simulation, &stage, lang))
                }
            },
            program,
            limits: limits(simulation, lang),
            stats: stats_table(simulation),
            lanes: shows_holds(simulation).then(|| Rc::new(lanes(simulation))),
            faults,
            sizing: sizing(simulation),
            code: code_lines(simulation),
            ended: simulation.end().map(|end| ended(end, lang)),
            stage,
        }
    }
}

/// The faults that have begun, as a sentence.
fn so_far(faults: &[FaultMark], now_ns: u64, lang: Lang) -> String {
    let begun: Vec<FaultMark> = faults.iter().filter(|fault| fault.from_ns <= now_ns).cloned().collect();
    let words = faults_in_words(&begun, lang);
    match begun.is_empty() {
        true => String::new(),
        false => lang.pick(format!(" Faults so far: {words}."), format!("到现在的故障：{words}。")),
    }
}

fn shows_holds(simulation: &Simulation) -> bool {
    simulation.run().scenario.charts.contains(&Chart::Holds)
}

/// How a run ended, in words.
pub(crate) fn ended(end: &tidepool_sim::End, lang: Lang) -> String {
    use tidepool_sim::End;
    match (end, lang) {
        (_, Lang::En) => end.to_string(),
        (End::Time, Lang::Zh) => "运行时间已到".into(),
        (End::Exited(code), Lang::Zh) => format!("程序结束，退出码 {code}"),
        (End::Crashed, Lang::Zh) => "程序崩溃（退出码 2）".into(),
        (End::Limit(name, message), Lang::Zh) => format!("达到限制 {name}，已停止：{message}"),
    }
}
