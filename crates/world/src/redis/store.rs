//! Keys, their values, and when they expire.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::reply::Reply;

/// The value of a key.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Text(Vec<u8>),
    Hash(Hash),
    Sorted(Sorted),
}

/// What keys and values may take together, in bytes: Redis' `maxmemory`.
pub(super) const MEMORY_MAX: usize = 16 << 20;

/// What a key, a field or a member takes beside its texts, in bytes: about what it does in Redis.
const ENTRY: usize = 64;

impl Data {
    fn bytes(&self) -> usize {
        match self {
            Data::Text(text) => text.len(),
            Data::Hash(hash) => hash.bytes,
            Data::Sorted(sorted) => sorted.bytes,
        }
    }
}

/// Fields with values, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Hash {
    fields: IndexMap<Vec<u8>, Vec<u8>>,
    bytes: usize,
}

impl Hash {
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    pub fn get(&self, field: &[u8]) -> Option<&[u8]> {
        self.fields.get(field).map(|value| &value[..])
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Vec<u8>, &Vec<u8>)> {
        self.fields.iter()
    }

    /// True: it was not there before.
    pub fn insert(&mut self, field: &[u8], value: &[u8]) -> bool {
        self.bytes += value.len();
        match self.fields.insert(field.to_vec(), value.to_vec()) {
            Some(before) => {
                self.bytes -= before.len();
                false
            }
            None => {
                self.bytes += ENTRY + field.len();
                true
            }
        }
    }

    pub fn remove(&mut self, field: &[u8]) -> bool {
        let Some(value) = self.fields.shift_remove(field) else { return false };
        self.bytes -= ENTRY + field.len() + value.len();
        true
    }
}

/// Members with scores, in the order of scores, then of members.
#[derive(Clone, Debug, Default)]
pub(super) struct Sorted {
    scores: BTreeMap<Vec<u8>, Score>,
    order: BTreeSet<(Score, Vec<u8>)>,
    bytes: usize,
}

/// A number with an order. Never "not a number".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score(pub f64);

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The two zeros are one score.
        (self.0 + 0.0).total_cmp(&(other.0 + 0.0))
    }
}

impl Sorted {
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    pub fn score(&self, member: &[u8]) -> Option<f64> {
        self.scores.get(member).map(|score| score.0)
    }

    /// True: it was not there before.
    pub fn add(&mut self, member: &[u8], score: f64) -> bool {
        let before = self.scores.insert(member.to_vec(), Score(score));
        match before {
            Some(before) => drop(self.order.remove(&(before, member.to_vec()))),
            None => self.bytes += ENTRY + member.len(),
        }
        self.order.insert((Score(score), member.to_vec()));
        before.is_none()
    }

    pub fn remove(&mut self, member: &[u8]) -> bool {
        match self.scores.remove(member) {
            Some(score) => {
                self.bytes -= ENTRY + member.len();
                self.order.remove(&(score, member.to_vec()))
            }
            None => false,
        }
    }

    /// From a score on.
    pub fn from(&self, least: f64) -> impl Iterator<Item = (&[u8], f64)> {
        self.order.range((Score(least), Vec::new())..).map(|(score, member)| (&member[..], score.0))
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&[u8], f64)> {
        self.order.iter().map(|(score, member)| (&member[..], score.0))
    }
}

#[derive(Clone, Debug)]
struct Entry {
    data: Data,
    /// Milliseconds since 1970: it is gone when more have passed.
    expires: Option<u64>,
    /// What it counts among the bytes that are used.
    bytes: usize,
}

/// All keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    entries: BTreeMap<Vec<u8>, Entry>,
    expiring: BTreeSet<(u64, Vec<u8>)>,
    used: usize,
}

/// Commands that may go through a whole sorted set.
const MANY: [&[u8]; 6] =
    [b"zcount", b"zrange", b"zrevrange", b"zrangebyscore", b"zremrangebyrank", b"zremrangebyscore"];

/// What a command says that adds something when there is no room.
pub(super) fn out_of_memory() -> Reply {
    Reply::error("OOM command not allowed when used memory > 'maxmemory'.")
}

/// What a command says of a key that holds something else than it is for.
pub(super) fn wrong_type() -> Reply {
    Reply::error("WRONGTYPE Operation against a key holding the wrong kind of value")
}

impl Store {
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many bytes all keys and values take.
    pub fn used(&self) -> usize {
        self.used
    }

    /// A command has been done on this key: what it takes now counts.
    pub fn settle(&mut self, key: &[u8]) {
        if let Some(entry) = self.entries.get_mut(key) {
            let bytes = ENTRY + key.len() + entry.data.bytes();
            self.used = self.used - std::mem::replace(&mut entry.bytes, bytes) + bytes;
        }
    }

    /// Keys whose time is over by now are gone.
    pub fn expire(&mut self, now_ms: u64) {
        while let Some((at, _)) = self.expiring.first()
            && *at < now_ms
            && let Some((_, key)) = self.expiring.pop_first()
        {
            self.used -= self.entries.remove(&key).map_or(0, |entry| entry.bytes);
        }
    }

    /// How many members a command may go through: those that look at many have their key first.
    pub fn weight(&self, command: &[Vec<u8>]) -> usize {
        match command.get(1).and_then(|key| self.get(key)) {
            Some(Data::Hash(hash))
                if [&b"hgetall"[..], b"hdel"].iter().any(|name| command[0].eq_ignore_ascii_case(name)) =>
            {
                hash.len()
            }
            Some(Data::Sorted(sorted)) if MANY.iter().any(|name| command[0].eq_ignore_ascii_case(name)) => {
                sorted.len()
            }
            _ => 0,
        }
    }

    pub fn get(&self, key: &[u8]) -> Option<&Data> {
        self.entries.get(key).map(|entry| &entry.data)
    }

    /// Puts a value in place of another, whose expiry it keeps if `keep` says so.
    pub fn set(&mut self, key: &[u8], data: Data, keep: bool) {
        if !keep {
            self.set_expiry(key, None);
        }
        match self.entries.get_mut(key) {
            Some(entry) => entry.data = data,
            None => drop(self.entries.insert(key.to_vec(), Entry { data, expires: None, bytes: 0 })),
        }
    }

    pub fn remove(&mut self, key: &[u8]) -> bool {
        self.set_expiry(key, None);
        let removed = self.entries.remove(key);
        self.used -= removed.as_ref().map_or(0, |entry| entry.bytes);
        removed.is_some()
    }

    /// When a key expires; none outside if there is no such key.
    pub fn expiry(&self, key: &[u8]) -> Option<Option<u64>> {
        self.entries.get(key).map(|entry| entry.expires)
    }

    /// False: there is no such key.
    pub fn set_expiry(&mut self, key: &[u8], at: Option<u64>) -> bool {
        let Some(entry) = self.entries.get_mut(key) else { return false };
        if let Some(before) = std::mem::replace(&mut entry.expires, at) {
            self.expiring.remove(&(before, key.to_vec()));
        }
        if let Some(at) = at {
            self.expiring.insert((at, key.to_vec()));
        }
        true
    }

    pub fn text(&self, key: &[u8]) -> Result<Option<&[u8]>, Reply> {
        match self.get(key) {
            None => Ok(None),
            Some(Data::Text(text)) => Ok(Some(text)),
            Some(_) => Err(wrong_type()),
        }
    }

    pub fn hash(&self, key: &[u8]) -> Result<Option<&Hash>, Reply> {
        match self.get(key) {
            None => Ok(None),
            Some(Data::Hash(hash)) => Ok(Some(hash)),
            Some(_) => Err(wrong_type()),
        }
    }

    pub fn sorted(&self, key: &[u8]) -> Result<Option<&Sorted>, Reply> {
        match self.get(key) {
            None => Ok(None),
            Some(Data::Sorted(sorted)) => Ok(Some(sorted)),
            Some(_) => Err(wrong_type()),
        }
    }

    /// The text of a key, made if there is none.
    pub fn text_mut(&mut self, key: &[u8]) -> Result<&mut Vec<u8>, Reply> {
        match self.entry(key, || Data::Text(Vec::new())) {
            Data::Text(text) => Ok(text),
            _ => Err(wrong_type()),
        }
    }

    /// The hash of a key, made if there is none.
    pub fn hash_mut(&mut self, key: &[u8]) -> Result<&mut Hash, Reply> {
        match self.entry(key, || Data::Hash(Hash::default())) {
            Data::Hash(hash) => Ok(hash),
            _ => Err(wrong_type()),
        }
    }

    /// The sorted set of a key, made if there is none.
    pub fn sorted_mut(&mut self, key: &[u8]) -> Result<&mut Sorted, Reply> {
        match self.entry(key, || Data::Sorted(Sorted::default())) {
            Data::Sorted(sorted) => Ok(sorted),
            _ => Err(wrong_type()),
        }
    }

    fn entry(&mut self, key: &[u8], new: fn() -> Data) -> &mut Data {
        let new = || Entry { data: new(), expires: None, bytes: 0 };
        &mut self.entries.entry(key.to_vec()).or_insert_with(new).data
    }

    /// A key whose value has become empty is gone.
    pub fn drop_if_empty(&mut self, key: &[u8]) {
        let empty = match self.get(key) {
            Some(Data::Hash(hash)) => hash.len() == 0,
            Some(Data::Sorted(sorted)) => sorted.len() == 0,
            _ => false,
        };
        if empty {
            self.remove(key);
        }
    }
}
