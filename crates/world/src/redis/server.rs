//! The server: one thread, which does one command after the other.

use std::collections::{BTreeMap, VecDeque};

use tidepool_des::Seed;

use super::commands;
use super::config::Config;
use super::lua::{Host, Script};
use super::reply::Reply;
use super::store::{Store, out_of_memory};
use crate::{START_S, Time};

/// How long all scripts may be together that the server keeps, in bytes: what it makes of them is much larger.
const SCRIPTS_MAX: usize = 1 << 20;

/// A command that has come.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    /// The socket on which it came.
    pub socket: u64,
    /// Which one on that socket.
    pub number: u64,
    /// Its name and arguments.
    pub words: Vec<Vec<u8>>,
    /// Names its random numbers.
    pub draws: (u64, u64),
}

/// A command that has been done.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub socket: u64,
    pub number: u64,
    pub reply: Reply,
    /// For how long it keeps the thread busy.
    pub busy: Time,
}

/// A server.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    config: Config,
    seed: Seed,
    store: Store,
    scripts: BTreeMap<String, Script>,
    /// How long the scripts are together, in bytes.
    texts: usize,
    queue: VecDeque<Command>,
    /// What the thread does.
    running: Option<Done>,
    /// How often it has died. What belongs to an earlier life is lost.
    life: u64,
}

impl Server {
    pub(crate) fn new(seed: Seed, config: Config) -> Self {
        Server {
            config,
            seed,
            store: Store::default(),
            scripts: BTreeMap::new(),
            texts: 0,
            queue: VecDeque::new(),
            running: None,
            life: 0,
        }
    }

    /// How many keys it keeps, those included whose time is over but which nobody has asked for since.
    pub fn keys(&self) -> usize {
        self.store.len()
    }

    pub(crate) fn life(&self) -> u64 {
        self.life
    }

    /// A command arrives. If the thread is free it begins, and is done after so long.
    pub(crate) fn receive(&mut self, now: Time, command: Command) -> Option<Time> {
        self.queue.push_back(command);
        match self.running {
            Some(_) => None,
            None => self.begin(now),
        }
    }

    /// The thread has done what it did: that, and how long the next command takes if there is one.
    pub(crate) fn turn(&mut self, now: Time) -> (Option<Done>, Option<Time>) {
        let done = self.running.take();
        (done, self.begin(now))
    }

    /// It dies with all that it has kept.
    pub(crate) fn die(&mut self) {
        self.life += 1;
        self.store = Store::default();
        self.forget_scripts();
        self.queue.clear();
        self.running = None;
    }

    fn begin(&mut self, now: Time) -> Option<Time> {
        let Command { socket, number, words, draws } = self.queue.pop_front()?;
        let now_us = START_S * 1_000_000 + now / 1000;
        self.store.expire(now_us / 1000);
        let (reply, calls) = self.execute(now_us, &words);
        let mut rng = self.seed.keyed("redis.command", draws.0).at(draws.1);
        let usual = self.config.command.sample(&mut rng).as_nanos();
        let usual = usual.saturating_add(self.config.call.as_nanos().saturating_mul(calls));
        let busy = self.config.busy(now, usual);
        self.running = Some(Done { socket, number, reply, busy });
        Some(busy)
    }

    /// The answer to a command, and how many commands it has called if it is a script.
    fn execute(&mut self, now_us: u64, words: &[Vec<u8>]) -> (Reply, u64) {
        let name = words.first().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        match &name[..] {
            b"eval" | b"evalsha" => self.evaluate(now_us, name == b"eval", &words[1..]),
            b"script" => (self.script(&words[1..]), 0),
            _ => (commands::execute(&mut self.store, now_us, words), 0),
        }
    }

    /// `EVAL script numkeys key… arg…`, or the script's digest in its place.
    fn evaluate(&mut self, now_us: u64, text: bool, args: &[Vec<u8>]) -> (Reply, u64) {
        let [script, count, rest @ ..] = args else {
            return (commands::wrong_number(if text { "eval" } else { "evalsha" }), 0);
        };
        let count = std::str::from_utf8(count).ok().and_then(|count| count.parse::<i64>().ok());
        let keys = match count {
            None => return (Reply::error("ERR value is not an integer or out of range"), 0),
            Some(count) if count < 0 => return (Reply::error("ERR Number of keys can't be negative"), 0),
            Some(count) if count as u64 > rest.len() as u64 => {
                return (Reply::error("ERR Number of keys can't be greater than number of args"), 0);
            }
            Some(count) => count as usize,
        };
        let script = match if text { self.load(script) } else { self.find(script) } {
            Ok(script) => script,
            Err(error) => return (error, 0),
        };
        let (keys, args) = rest.split_at(keys);
        let mut inside = Inside { store: &mut self.store, now_us, calls: 0 };
        let reply = script.run(&mut inside, keys, args);
        (reply, inside.calls)
    }

    /// Keeps a script, unless it is there already.
    fn load(&mut self, text: &[u8]) -> Result<Script, Reply> {
        let digest = super::lua::digest(text);
        if let Some(known) = self.scripts.get(&digest) {
            return Ok(known.clone());
        }
        if self.texts + text.len() > SCRIPTS_MAX {
            return Err(out_of_memory());
        }
        let script = Script::read(text).map_err(Reply::Error)?;
        self.texts += text.len();
        self.scripts.insert(digest, script.clone());
        Ok(script)
    }

    fn forget_scripts(&mut self) {
        self.scripts.clear();
        self.texts = 0;
    }

    fn find(&self, digest: &[u8]) -> Result<Script, Reply> {
        let digest = String::from_utf8_lossy(digest).to_ascii_lowercase();
        let found = self.scripts.get(&digest).cloned();
        found.ok_or_else(|| Reply::error("NOSCRIPT No matching script. Please use EVAL."))
    }

    fn script(&mut self, args: &[Vec<u8>]) -> Reply {
        let Some((what, rest)) = args.split_first() else { return commands::wrong_number("script") };
        match (&what.to_ascii_lowercase()[..], rest) {
            (b"load", [text]) => match self.load(text) {
                Ok(script) => Reply::text(script.digest()),
                Err(error) => error,
            },
            (b"exists", [_, ..]) => {
                let known = rest.iter().map(|digest| Reply::Int(self.find(digest).is_ok().into()));
                Reply::List(known.collect())
            }
            (b"flush", _) => {
                self.forget_scripts();
                Reply::ok()
            }
            (b"load" | b"exists", _) => commands::wrong_number("script"),
            _ => {
                let what = String::from_utf8_lossy(what).into_owned();
                Reply::error(format!("ERR unknown subcommand '{what}'. Try SCRIPT HELP."))
            }
        }
    }
}

/// What a script sees of the server: all keys, at the time at which it began.
struct Inside<'a> {
    store: &'a mut Store,
    now_us: u64,
    calls: u64,
}

impl Host for Inside<'_> {
    fn weight(&self, command: &[Vec<u8>]) -> usize {
        self.store.weight(command)
    }

    fn call(&mut self, command: &[Vec<u8>]) -> Reply {
        self.calls += 1;
        let name = command.first().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        match &name[..] {
            b"eval" | b"evalsha" | b"script" => {
                Reply::error("ERR This Redis command is not allowed from script")
            }
            _ => match commands::execute(self.store, self.now_us, command) {
                Reply::Error(error) if error.starts_with("ERR unknown command") => {
                    Reply::error("ERR Unknown Redis command called from script")
                }
                Reply::Error(error) if error.starts_with("ERR wrong number of arguments") => {
                    Reply::error("ERR Wrong number of args calling Redis command from script")
                }
                reply => reply,
            },
        }
    }
}
