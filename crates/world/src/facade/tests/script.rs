//! Scripts of native calls. Each line is `TIME GOROUTINE NATIVE ARGS…`, the time in milliseconds, the native by
//! the end of its name (`hikari.poolOpen` where the last word has two meanings), a list of
//! numbers as `[1,2]`, one of texts as `{a,b}`, a space in them as `_`; `down N`, `up N`, `kill N` and `exit N` are faults. Between lines the events that are due
//! happen.

use std::fmt::Write as _;

use tidepool_des::{Queue, Seed, Time};

use crate::effect::{Caller, Effect, Effects, Reply, Site, WorldEvent};
use crate::mysql::{Config, Death};
use crate::natives::{NATIVES, Native};
use crate::value::Value;
use crate::world::World;

struct Run {
    world: World,
    queue: Queue<WorldEvent>,
    out: String,
}

/// Runs the script and answers with all replies, completions and records, each with its time.
pub(super) fn run(script: &str) -> String {
    run_in(World::new(Seed(1), Config::default()), script)
}

/// The same in a world of one's own.
pub(super) fn run_in(world: World, script: &str) -> String {
    let mut run = Run { world, queue: Queue::new(), out: String::new() };
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| -> u64 { words.get(at).and_then(|w| w.parse().ok()).unwrap_or(0) };
        let now = number(0) * 1_000_000;
        run.advance(now);
        let mut effects = Effects::new();
        match words[1] {
            "down" => run.world.databases.go_down(now, number(2), &mut effects),
            "up" => run.world.databases.come_up(now, number(2), &mut effects),
            "kill" => run.world.databases.kill(now, number(2), Death::Closed, &mut effects),
            "exit" => run.world.process_exits(now, number(2) as u32, 0, &mut effects),
            goroutine => {
                let goroutine = goroutine.parse().unwrap_or(0);
                run.call(now, goroutine, words[2], &words[3..], &mut effects);
            }
        }
        run.apply(now, &mut effects);
    }
    run.advance(u64::MAX - 1);
    run.out
}

impl Run {
    fn advance(&mut self, until: u64) {
        while let Some((at, event)) = self.queue.pop_until(Time::from_nanos(until)) {
            let mut effects = Effects::new();
            self.world.handle(at.as_nanos(), event, &mut effects);
            self.apply(at.as_nanos(), &mut effects);
        }
    }

    fn call(&mut self, now: u64, goroutine: u64, name: &str, args: &[&str], out: &mut Effects) {
        let values: Vec<Value> = args.iter().map(|arg| value(arg)).collect();
        let caller = Caller { process: 1, goroutine };
        let line = goroutine as u32 * 10;
        let native = find(name);
        let reply = self.world.call(Site { now, caller, line }, native, &values.as_slice(), out);
        let said = match reply {
            Reply::Return(values) => show(&values),
            Reply::End(values, by) => format!("{} and g{} ends", show(&values), by.goroutine),
            Reply::Block(reason) => format!("[{reason}]"),
        };
        self.line(now, &format!("g{goroutine} {name} {} = {said}", args.join(" ")));
    }

    fn apply(&mut self, now: u64, effects: &mut Effects) {
        let effects: Vec<Effect> = effects.drain().collect();
        for effect in effects {
            match effect {
                Effect::At(at, event) => {
                    self.queue.schedule(Time::from_nanos(at), event);
                }
                Effect::Complete(caller, values) => {
                    let values = show(&values);
                    self.line(now, &format!("g{} goes on with {values}", caller.goroutine));
                }
                Effect::Record(record) => self.line(now, &format!("  {record:?}")),
                Effect::Start { .. } | Effect::Signal { .. } | Effect::Gogc(_) | Effect::Note(..) => {
                    panic!("nobody asks for it")
                }
            }
        }
    }

    fn line(&mut self, now: u64, text: &str) {
        let text = text.replace("ConnId", "conn").replace("Ticket", "ticket");
        let _ = writeln!(self.out, "{:<4} {text}", now / 1_000_000);
    }
}

fn find(name: &str) -> Native {
    let found = NATIVES.iter().find(|signature| {
        let short =
            signature.name.rsplit_once('.').is_some_and(|(_, short)| short.eq_ignore_ascii_case(name));
        short || signature.name.rsplit_once('/').is_some_and(|(_, short)| short == name)
    });
    match found {
        Some(signature) => signature.native,
        None => panic!("no native {name}"),
    }
}

fn value(word: &str) -> Value {
    match (word, word.parse::<i64>()) {
        ("true", _) => Value::Bool(true),
        ("false", _) => Value::Bool(false),
        (_, Ok(number)) => Value::Int(number),
        (list, _) if list.starts_with('[') => {
            let numbers = list.trim_matches(['[', ']']).split(',');
            Value::Ints(numbers.filter_map(|number| number.parse().ok()).collect())
        }
        (texts, _) if texts.starts_with('{') => {
            let texts = texts.trim_matches(['{', '}']).split(',');
            Value::Strs(texts.map(|text| text.replace('_', " ").into_bytes()).collect())
        }
        (text, _) => text.replace('_', " ").into(),
    }
}

fn show(values: &[Value]) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|value| match value {
            Value::Bool(value) => value.to_string(),
            Value::Int(value) => value.to_string(),
            Value::Str(text) | Value::Bytes(text) => format!("{:?}", String::from_utf8_lossy(text)),
            Value::Strs(texts) => {
                let texts = texts.iter().map(|text| String::from_utf8_lossy(text));
                format!("{:?}", texts.collect::<Vec<_>>())
            }
            Value::Ints(values) => format!("{values:?}"),
        })
        .collect();
    format!("({})", texts.join(", "))
}
