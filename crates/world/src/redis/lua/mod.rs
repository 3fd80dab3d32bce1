//! Lua 5.1, as much of it as scripts of Redis need.
//!
//! Left out: metatables, coroutines, `load`, `table.sort`, patterns of `string`, `cjson`, `bit` and the like. Tables are gone
//! through in the order in which their keys came. What a script may use is bounded: a million steps, and a depth of 200.

mod compute;
mod express;
mod library;
mod parse;
mod redis;
mod run;
mod texts;
mod token;
mod tree;
mod value;

use std::rc::Rc;

use super::reply::Reply;
use value::Value;

/// What a script reaches with `redis.call`.
pub trait Host {
    /// Executes a command.
    fn call(&mut self, command: &[Vec<u8>]) -> Reply;

    /// How many things a command may have to look at.
    fn weight(&self, command: &[Vec<u8>]) -> usize;
}

/// A script that has been read.
#[derive(Clone, Debug)]
pub struct Script {
    function: Rc<tree::Function>,
    digest: String,
}

/// What is wrong with a script, or has gone wrong in it.
#[derive(Clone, Debug)]
struct Fault {
    line: u32,
    value: Value,
}

impl Fault {
    /// Something that the text of the script has wrong.
    fn new(line: u32, message: String) -> Fault {
        Fault { line, value: Value::text(message) }
    }

    fn raised(line: u32, value: Value) -> Fault {
        Fault { line, value }
    }
}

/// SHA-1 of a script, in hexadecimal digits: its name.
pub fn digest(script: &[u8]) -> String {
    sha1_smol::Sha1::from(script).digest().to_string()
}

impl Script {
    /// Reads a script, or says what is wrong in Redis's words.
    pub fn read(text: &[u8]) -> Result<Script, String> {
        let function = parse::parse(text).map_err(|Fault { line, value }| {
            let said = String::from_utf8_lossy(&value.shown()).into_owned();
            format!("ERR Error compiling script (new function): user_script:{line}: {said}")
        })?;
        Ok(Script { function: Rc::new(function), digest: digest(text) })
    }

    /// Its name.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Runs it to its end.
    pub fn run(&self, host: &mut dyn Host, keys: &[Vec<u8>], arguments: &[Vec<u8>]) -> Reply {
        let mut machine = run::Machine::new(host, keys, arguments);
        match machine.run(&self.function).and_then(|value| redis::to_reply(&mut machine, &value, 0)) {
            Ok(reply) => reply,
            Err(Fault { line, value }) => {
                let said = |value: &Value| String::from_utf8_lossy(&value.shown()).into_owned();
                let error = match &value {
                    Value::Table(table) => said(&table.borrow().field("err")),
                    other => format!("ERR {}", said(other)),
                };
                Reply::Error(format!("{error} script: {}, on @user_script:{line}.", self.digest))
            }
        }
    }
}

#[cfg(test)]
mod tests;
