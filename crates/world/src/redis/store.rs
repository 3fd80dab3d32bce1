//! Keys, their values, and when they expire.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::reply::Reply;

/// The value of a key.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Text(Vec<u8>),
    Hash(IndexMap<Vec<u8>, Vec<u8>>),
    Sorted(Sorted),
}

/// Members with scores, in the order of scores, then of members.
#[derive(Clone, Debug, Default)]
pub(super) struct Sorted {
    scores: BTreeMap<Vec<u8>, Score>,
    order: BTreeSet<(Score, Vec<u8>)>,
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
        if let Some(before) = before {
            self.order.remove(&(before, member.to_vec()));
        }
        self.order.insert((Score(score), member.to_vec()));
        before.is_none()
    }

    pub fn remove(&mut self, member: &[u8]) -> bool {
        match self.scores.remove(member) {
            Some(score) => self.order.remove(&(score, member.to_vec())),
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
}

/// All keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    entries: BTreeMap<Vec<u8>, Entry>,
    expiring: BTreeSet<(u64, Vec<u8>)>,
}

/// Commands that may go through a whole sorted set.
const MANY: [&[u8]; 6] =
    [b"zcount", b"zrange", b"zrevrange", b"zrangebyscore", b"zremrangebyrank", b"zremrangebyscore"];

/// What a command says of a key that holds something else than it is for.
pub(super) fn wrong_type() -> Reply {
    Reply::error("WRONGTYPE Operation against a key holding the wrong kind of value")
}

impl Store {
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Keys whose time is over by now are gone.
    pub fn expire(&mut self, now_ms: u64) {
        while let Some((at, _)) = self.expiring.first()
            && *at < now_ms
            && let Some((_, key)) = self.expiring.pop_first()
        {
            self.entries.remove(&key);
        }
    }

    /// How many members a command may go through: those that look at many have their key first.
    pub fn weight(&self, command: &[Vec<u8>]) -> usize {
        match command.get(1).and_then(|key| self.get(key)) {
            Some(Data::Hash(hash)) if command[0].eq_ignore_ascii_case(b"hgetall") => hash.len(),
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
            None => drop(self.entries.insert(key.to_vec(), Entry { data, expires: None })),
        }
    }

    pub fn remove(&mut self, key: &[u8]) -> bool {
        self.set_expiry(key, None);
        self.entries.remove(key).is_some()
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

    pub fn hash(&self, key: &[u8]) -> Result<Option<&IndexMap<Vec<u8>, Vec<u8>>>, Reply> {
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

    /// The hash of a key, made if there is none.
    pub fn hash_mut(&mut self, key: &[u8]) -> Result<&mut IndexMap<Vec<u8>, Vec<u8>>, Reply> {
        match self.entry(key, || Data::Hash(IndexMap::new())) {
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
        &mut self.entries.entry(key.to_vec()).or_insert_with(|| Entry { data: new(), expires: None }).data
    }

    /// A key whose value has become empty is gone.
    pub fn drop_if_empty(&mut self, key: &[u8]) {
        let empty = match self.get(key) {
            Some(Data::Hash(hash)) => hash.is_empty(),
            Some(Data::Sorted(sorted)) => sorted.len() == 0,
            _ => false,
        };
        if empty {
            self.remove(key);
        }
    }
}
