//! `select`: a random order of the cases, the first that is ready, else waiting on all of them.

use super::Machine;
use super::chans::Place;
use super::slow::Flow;
use crate::bytecode::SelectEntry;
use crate::chan::Waiter;
use crate::goroutine::{GIndex, WaitReason};
use crate::host::{Host, RandomPurpose};
use crate::value::{Obj, Value};

/// A case that can become ready: its number, channel, places and direction.
struct Case {
    obj: Obj,
    place: Place,
    send: bool,
}

impl Machine {
    /// Performs a select whose registers begin at `base`; the chosen case goes to slot `dst`.
    pub(super) fn select(
        &mut self,
        p: usize,
        g: GIndex,
        (base, dst, table): (usize, usize, u16),
        host: &mut dyn Host,
    ) -> Flow {
        let program = self.program.clone();
        let table = &program.selects[table as usize];
        let mut cases = self.live_cases(g, base, &table.cases);
        let costs = &self.config.costs;
        self.charge(p, costs.chan_op / 2 + costs.select_case * table.cases.len() as u32);
        shuffle(&mut cases, host);
        for case in &cases {
            let ready = if case.send {
                match self.try_send(p, g, case.obj, case.place) {
                    Ok(ready) => ready,
                    Err(trap) => return Flow::Trap(trap),
                }
            } else {
                self.try_receive(p, g, case.obj, case.place)
            };
            if ready {
                self.set_slot(g, dst, Value::Int(case.place.case.into()));
                return Flow::Next;
            }
        }
        if table.has_default {
            self.set_slot(g, dst, Value::Int(table.cases.len() as i64));
            return Flow::Next;
        }
        let reason = if table.cases.is_empty() { "select (no cases)" } else { "select" };
        let ticket = self.park(p, g, WaitReason::of(reason));
        self.goroutines[g].select_slot = dst as u32;
        for case in &cases {
            self.enqueue(case.obj, g, ticket, case.place, case.send);
        }
        Flow::Switched
    }

    /// The cases with a channel that is not nil.
    fn live_cases(&self, g: GIndex, base: usize, entries: &[SelectEntry]) -> Vec<Case> {
        let mut cases = Vec::with_capacity(entries.len());
        let at = |reg: u16| (base + reg as usize) as u32;
        for (number, entry) in entries.iter().enumerate() {
            let case = number as u16;
            let (chan, place, send) = match *entry {
                SelectEntry::Send { chan, src, .. } => {
                    (chan, Place { slot: at(src), ok_slot: Waiter::DISCARD, case }, true)
                }
                SelectEntry::Recv { chan, dst, ok, .. } => {
                    let slot = dst.map_or(Waiter::DISCARD, at);
                    (chan, Place { slot, ok_slot: ok.map_or(Waiter::DISCARD, at), case }, false)
                }
            };
            if let Value::Chan(obj) = self.slot(g, base + chan as usize) {
                cases.push(Case { obj, place, send });
            }
        }
        cases
    }
}

/// A uniform shuffle; a single case draws no random number.
fn shuffle(cases: &mut [Case], host: &mut dyn Host) {
    for i in 1..cases.len() {
        let j = host.random(RandomPurpose::Select) % (i as u64 + 1);
        cases.swap(i, j as usize);
    }
}
