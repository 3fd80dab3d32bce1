//! Things of a run that programs know by number.

/// All things of a kind, in the order in which they were made; the first has number 1.
#[derive(Clone, Debug)]
pub(crate) struct Numbered<T> {
    all: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Numbered { all: Vec::new() }
    }
}

impl<T> Numbered<T> {
    /// Takes one in; its number.
    pub fn add(&mut self, thing: T) -> u64 {
        self.all.push(thing);
        self.all.len() as u64
    }

    /// The one with this number.
    pub fn get(&mut self, number: u64) -> Option<&mut T> {
        self.all.get_mut(usize::try_from(number.checked_sub(1)?).ok()?)
    }
}
