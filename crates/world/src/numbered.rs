//! Things by their numbers.

use std::hash::{BuildHasherDefault, Hash, Hasher};

use indexmap::IndexMap;

/// Things by numbers of ours, found by a multiplication however many there are, and visited in the order of the numbers.
#[derive(Clone, Debug)]
pub(crate) struct Numbered<K, V>(IndexMap<K, V, BuildHasherDefault<Spread>>);

impl<K, V> Default for Numbered<K, V> {
    fn default() -> Self {
        Numbered(IndexMap::default())
    }
}

impl<K: Copy + Ord + Hash, V> Numbered<K, V> {
    #[inline]
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.0.get(key)
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.0.get_mut(key)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.0.insert(key, value)
    }

    pub(crate) fn remove(&mut self, key: &K) -> Option<V> {
        self.0.swap_remove(key)
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain(keep);
    }

    /// All of them in no order: for questions to which the order is no matter.
    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.0.values()
    }

    /// All of them, by number. This sorts: it is for what happens seldom.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let mut all: Vec<(&K, &V)> = self.0.iter().collect();
        all.sort_unstable_by_key(|(key, _)| **key);
        all.into_iter()
    }
}

/// Spreads numbers, which are given out one after the other: nobody chooses them so that they meet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    #[inline]
    fn write_u32(&mut self, value: u32) {
        self.write_u64(value.into());
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Numbered;

    #[test]
    fn things_are_visited_by_number_whatever_came_first() {
        let mut things = Numbered::default();
        for number in [7u64, 3, 900, 1] {
            things.insert(number, number * 10);
        }
        assert_eq!(things.remove(&7), Some(70));
        things.insert(2, 20);
        things.retain(|number, _| *number != 900);
        let all: Vec<(u64, u64)> = things.iter().map(|(number, thing)| (*number, *thing)).collect();
        assert_eq!(all, [(1, 10), (2, 20), (3, 30)]);
        assert_eq!((things.get(&3), things.get(&7)), (Some(&30), None));
    }
}
