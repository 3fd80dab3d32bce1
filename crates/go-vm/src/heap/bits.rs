//! A set of table indices as bits.

/// The set.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// True if the index is in it.
    #[inline]
    pub fn has(&self, index: usize) -> bool {
        self.words.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Adds an index; true if it was not there.
    #[inline]
    pub fn add(&mut self, index: usize) -> bool {
        if index / 64 >= self.words.len() {
            self.words.resize(index / 64 + 1, 0);
        }
        let (word, bit) = (&mut self.words[index / 64], 1 << (index % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Takes an index out.
    pub fn remove(&mut self, index: usize) {
        if let Some(word) = self.words.get_mut(index / 64) {
            *word &= !(1 << (index % 64));
        }
    }

    /// Has the same indices as `other` from now on.
    pub fn copy_from(&mut self, other: &Bits) {
        self.words.clone_from(&other.words);
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Adds the lowest index from `from` on, rounded down to a multiple of 64, that is not in it, and gives it.
    #[inline]
    pub fn add_absent(&mut self, from: usize) -> usize {
        let mut at = from / 64;
        loop {
            match self.words.get_mut(at) {
                Some(&mut u64::MAX) => at += 1,
                Some(word) => {
                    let bit = word.trailing_ones();
                    *word |= 1 << bit;
                    return at * 64 + bit as usize;
                }
                None => {
                    self.words.resize(at + 1, 0);
                }
            }
        }
    }

    /// Takes out whatever is not in `kept`, and calls `gone` for each such index in order.
    pub fn retain(&mut self, kept: &Bits, mut gone: impl FnMut(usize)) {
        for (at, word) in self.words.iter_mut().enumerate() {
            let kept = kept.words.get(at).copied().unwrap_or(0);
            let mut lost = *word & !kept;
            *word &= kept;
            while lost != 0 {
                gone(at * 64 + lost.trailing_zeros() as usize);
                lost &= lost - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn indices_come_and_go() {
        let (mut all, mut kept) = (Bits::default(), Bits::default());
        assert!((0..200).all(|index| all.add(index)) && !all.add(7));
        assert_eq!((all.has(199), all.has(200), all.add_absent(0), all.has(200)), (true, false, 200, true));
        all.remove(200);
        assert!([0, 63, 64, 150].into_iter().all(|index| kept.add(index)));
        let mut gone = Vec::new();
        all.retain(&kept, |index| gone.push(index));
        assert_eq!((gone.len(), gone[0], gone[195]), (196, 1, 199));
        assert_eq!((all.add_absent(0), all.add_absent(0), all.add_absent(70)), (1, 2, 65));
        let mut copy = Bits::default();
        copy.copy_from(&kept);
        copy.remove(63);
        copy.remove(1000);
        kept.clear();
        assert!(!kept.has(63) && !kept.has(150) && !copy.has(63) && copy.has(150));
    }
}
