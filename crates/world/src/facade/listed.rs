//! Things of a run that programs know by number.

/// All things of a kind, in the order in which they were made; the first has number 1.
#[derive(Clone, Debug)]
pub(crate) struct Listed<T> {
    all: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { all: Vec::new() }
    }
}

impl<T> Listed<T> {
    /// Takes one in; its number.
    pub fn add(&mut self, thing: T) -> u64 {
        self.all.push(thing);
        self.all.len() as u64
    }

    /// The one with this number.
    pub fn get(&mut self, number: u64) -> Option<&mut T> {
        self.all.get_mut(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.all.iter()
    }

    /// The number of the first one of which this holds.
    pub fn find(&self, which: impl Fn(&T) -> bool) -> Option<u64> {
        (1..).zip(&self.all).find(|(_, thing)| which(thing)).map(|(number, _)| number)
    }
}
