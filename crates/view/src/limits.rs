//! Every limit that the run may come to, in words: those of the program, of its surroundings, and our own.

use tidepool_sim::Simulation;

use crate::{Lang, format_count, format_duration_ns};

/// Most limits of one kind that are told apart.
const KINDS_MAX: usize = 4;

/// A limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Stable name, for tests.
    pub key: &'static str,
    /// What it is, with its value.
    pub words: String,
}

/// The limits as they are now.
pub fn limits(simulation: &Simulation, lang: Lang) -> Vec<Limit> {
    let mut all = Vec::new();
    if simulation.has_clients() {
        all.extend(clients(simulation, lang));
        all.extend(pools(simulation, lang));
        all.extend(servers(simulation));
        all.extend(rates(simulation, lang));
    }
    all.extend(process(simulation, lang));
    all.push(ours(simulation, lang));
    all
}

/// Several limits of a kind, each value once, in the order in which they were made.
fn each(key: &'static str, values: impl Iterator<Item = String>) -> Vec<Limit> {
    let mut words: Vec<String> = Vec::new();
    for value in values {
        if !words.contains(&value) && words.len() < KINDS_MAX {
            words.push(value);
        }
    }
    words.into_iter().map(|words| Limit { key, words }).collect()
}

fn clients(simulation: &Simulation, lang: Lang) -> Vec<Limit> {
    let groups = simulation.run().settings.groups.iter();
    let timeouts = groups.map(|group| group.timeout.as_nanos()).filter(|timeout| *timeout > 0);
    let words = timeouts.map(format_duration_ns);
    each(
        "timeout",
        words.map(|time| lang.pick(format!("clients wait {time} at most"), format!("客户端最多等 {time}"))),
    )
}

fn pools(simulation: &Simulation, lang: Lang) -> Vec<Limit> {
    let words = simulation.world().pools().iter().map(|(_, pool)| {
        let name = pool.name().map_or_else(String::new, |name| format!(" {name}"));
        match pool.max() {
            0 => lang.pick(format!("pool{name} without limit"), format!("连接池{name} 不限")),
            max => lang.pick(format!("pool{name} {max}"), format!("连接池{name} {max}")),
        }
    });
    each("pool", words)
}

/// Of the database server: there if a pool is.
fn servers(simulation: &Simulation) -> Option<Limit> {
    let some = simulation.world().pools().iter().next().is_some();
    let most = simulation.world().databases().max_connections();
    some.then(|| Limit { key: "max_connections", words: format!("max_connections {most}") })
}

/// Of `golang.org/x/time/rate`.
fn rates(simulation: &Simulation, lang: Lang) -> Vec<Limit> {
    let limited = simulation.world().limiters().filter(|limiter| limiter.limit() < f64::MAX);
    let words = limited.map(|limiter| {
        let (rate, burst) = (limiter.limit(), limiter.burst());
        // Some rates come from an interval.
        let rate = (rate * 1000.0).round() / 1000.0;
        lang.pick(format!("rate {rate}/s, burst {burst}"), format!("限流每秒 {rate} 个、突发 {burst}"))
    });
    each("rate", words)
}

fn process(simulation: &Simulation, lang: Lang) -> Vec<Limit> {
    let settings = &simulation.run().settings;
    let files = format_count(settings.files.into());
    let mut all = vec![
        Limit { key: "procs", words: format!("GOMAXPROCS {}", settings.procs) },
        Limit {
            key: "files",
            words: lang.pick(format!("{files} open files"), format!("最多打开 {files} 个文件")),
        },
    ];
    if settings.memory_limit < u64::MAX {
        let words = format!("GOMEMLIMIT {} MiB", settings.memory_limit >> 20);
        all.push(Limit { key: "memory", words });
    }
    all
}

/// What stops a run whatever it does.
fn ours(simulation: &Simulation, lang: Lang) -> Limit {
    let limits = tidepool_sim::limits(&simulation.run().settings);
    let (steps, heap, goroutines) = (
        format_count(limits.steps / 1_000_000),
        limits.heap_bytes >> 20,
        format_count(limits.goroutines as u64),
    );
    Limit {
        key: "ours",
        words: lang.pick(
            format!("the lab's own, per process: {steps} million instructions, {heap} MiB, {goroutines} goroutines"),
            format!("实验台对每个进程的上限：{steps} 百万条指令、{heap} MiB、{goroutines} 个 goroutine"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use tidepool_scenario::Selection;
    use tidepool_sim::{Budget, Options, Time};

    use super::*;

    fn after_a_second(name: &str, variant: Option<&str>, set: &[(&str, &str)]) -> Vec<Limit> {
        let library = tidepool_content::library();
        let set = set.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
        let selection = Selection { variant: variant.map(str::to_owned), set, ..Selection::default() };
        let run = library.scenario(name).and_then(|scenario| scenario.resolve(&selection, &library));
        let run = Rc::new(run.expect("a run of the book"));
        let mut simulation = Simulation::new(run, Options::default()).expect("it compiles");
        simulation.advance(Time::from_nanos(1_000_000_000), Budget(u64::MAX));
        limits(&simulation, Lang::En)
    }

    fn words<'a>(limits: &'a [Limit], key: &str) -> Vec<&'a str> {
        limits.iter().filter(|limit| limit.key == key).map(|limit| limit.words.as_str()).collect()
    }

    #[test]
    fn limits_are_those_that_were_set() {
        let all = after_a_second("rows", None, &[("pool", "7"), ("database.max_connections", "9")]);
        assert_eq!(words(&all, "pool"), ["pool 7"]);
        assert_eq!(words(&all, "max_connections"), ["max_connections 9"]);
        assert_eq!(words(&all, "timeout"), ["clients wait 1.00 s at most"]);
        assert_eq!(words(&all, "ours").len(), 1);
    }

    #[test]
    fn a_rate_limiter_tells_its_rate() {
        let all = after_a_second("limit-one", Some("wait"), &[]);
        assert!(words(&all, "rate").iter().all(|words| words.starts_with("rate ")), "{all:?}");
        assert!(!words(&all, "rate").is_empty(), "{all:?}");
    }

    #[test]
    fn a_program_alone_has_those_of_its_process_and_ours() {
        let all = after_a_second("files-in-loop", None, &[]);
        assert_eq!(all.iter().map(|limit| limit.key).collect::<Vec<_>>(), ["procs", "files", "ours"]);
        assert_eq!(words(&all, "files"), ["64 open files"]);
    }
}
