//! Searches: strides that are halved once they lead too far.

use super::{Goal, Player, Runnable, Unit};

/// Stride at which the search for an earlier event begins, in instructions.
pub(super) const STRIDE: u64 = 1 << 17;

/// After so many instructions it is looked whether something far away has come, then after twice as many, and so on to
/// the most: a look costs a copy of the state.
const STRETCH: (u64, u64) = (1 << 12, 1 << 20);

/// What a look costs, in instructions.
const LOOK: u64 = 1 << 14;

impl<R: Runnable> Player<R> {
    /// Goes on to where there are more than `count` of a far unit.
    pub(super) fn begin_search(&mut self, unit: Unit, count: u64) {
        self.stretch(unit, count, STRETCH.0);
    }

    fn stretch(&mut self, unit: Unit, count: u64, length: u64) {
        self.goal = Goal::Toward(unit, count, self.present.steps().saturating_add(length));
        self.behind = Some(self.present.clone());
    }

    /// Goes on towards where there are more than `count` of the unit; it is looked after each stretch, which ends at
    /// instruction `look`.
    pub(super) fn reach(&mut self, unit: Unit, count: u64, look: u64, budget: u64) {
        let stretch = look.saturating_sub(self.present.steps()).clamp(1, budget.max(1));
        self.present.advance(u64::MAX, stretch);
        if self.present.steps() < look && !self.present.ended() {
            return self.note();
        }
        let here = unit.count(&self.present);
        if here > count {
            if let Some(behind) = self.behind.take() {
                self.present = behind;
                self.goal = Goal::Exactly(unit, count + 1, STRIDE);
            }
            return;
        }
        if self.present.ended() {
            (self.goal, self.behind, self.missed) = (Goal::Rest, None, Some(unit));
        } else {
            // A leak may be mended: the next one is a leak all the same.
            let length = look.saturating_sub(self.behind.as_ref().map_or(0, R::steps));
            self.stretch(unit, here, (2 * length).min(STRETCH.1));
        }
        self.note();
    }

    /// Strides forward; a stride that goes too far is taken back and halved. Ends before the first state with `count`
    /// of the unit or, if that `itself` is wanted, at it.
    pub(super) fn halve(&mut self, (unit, count, itself): (Unit, u64, bool), mut stride: u64, budget: u64) {
        let mut left = budget;
        while left > 0 {
            let saved = self.present.clone();
            self.present.advance(u64::MAX, stride);
            left = left.saturating_sub(stride.max(LOOK));
            if unit.count(&self.present) < count && !self.present.ended() {
                continue;
            }
            if stride == 1 {
                self.goal = Goal::Rest;
                match itself {
                    true => self.note(),
                    false => self.present = saved,
                }
                return;
            }
            self.present = saved;
            stride /= 2;
        }
        self.goal = match itself {
            true => Goal::Exactly(unit, count, stride),
            false => Goal::Before(unit, count, stride),
        };
    }
}
