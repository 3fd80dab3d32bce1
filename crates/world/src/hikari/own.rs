//! The lists of threads: the connections that each returned last.

use std::collections::BTreeMap;

use super::ConnId;

/// Most connections in one thread's list.
const PER_THREAD: usize = 50;

/// Most lists. The lists of goroutines that have ended cannot be told from those of others, so beyond this
/// number the oldest goroutine's list is dropped; what it held is found in the shared list all the same.
const LISTS: usize = 1 << 16;

/// The lists by goroutine, the newest connection last.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    lists: BTreeMap<u64, Vec<ConnId>>,
}

impl Own {
    /// Takes the newest connection out of the list of `who`.
    pub(super) fn pop(&mut self, who: u64) -> Option<ConnId> {
        let list = self.lists.get_mut(&who)?;
        let conn = list.pop();
        if list.is_empty() {
            self.lists.remove(&who);
        }
        conn
    }

    /// Adds a connection to the list of `who`, if there is room.
    pub(super) fn push(&mut self, who: u64, conn: ConnId) {
        let list = self.lists.entry(who).or_default();
        if list.len() < PER_THREAD {
            list.push(conn);
        }
        if self.lists.len() > LISTS {
            self.lists.pop_first();
        }
    }
}
