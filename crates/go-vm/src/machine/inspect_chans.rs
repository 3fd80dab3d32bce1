//! A look inside: channels.

use tidepool_go_check::types::{Type, TypeId};

use super::Machine;
use crate::chan::WaitQueue;
use crate::host::GoId;
use crate::natives::fmt;
use crate::value::Value;

/// Most elements shown.
const SHOWN_MAX: usize = 16;

/// A channel as shown to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChanView {
    /// Room for elements.
    pub cap: u32,
    /// Elements in it.
    pub len: u32,
    /// The oldest of them, as `%+v` prints them.
    pub elements: Vec<String>,
    /// True once closed.
    pub closed: bool,
    /// Goroutines blocked receiving, first come first.
    pub receivers: Vec<GoId>,
    /// Goroutines blocked sending, first come first.
    pub senders: Vec<GoId>,
}

impl Machine {
    /// What is in the channel `value` of channel type `ty`; none for nil and for other types.
    pub(super) fn chan_view(&self, ty: TypeId, value: Value) -> Option<ChanView> {
        let Value::Chan(obj) = value else { return None };
        let chan = self.heap.chan(obj)?;
        let Type::Chan(_, elem) = self.program.types.shape(ty) else { return None };
        let slots = chan.elem_slots.max(1) as usize;
        let buffer: Vec<Value> = chan.buffer.iter().take(slots * SHOWN_MAX).copied().collect();
        let text = |value: &[Value]| {
            let value = &value[..chan.elem_slots as usize];
            fmt::debug_text(&self.heap, &self.program, *elem, value)
        };
        let waiting = |queue: &WaitQueue| {
            let waiters = queue.iter(|w| self.goroutines.waits(w.g, w.ticket));
            waiters.map(|w| GoId(self.goroutines[w.g].id)).collect()
        };
        Some(ChanView {
            cap: chan.cap,
            len: chan.len(),
            elements: buffer.chunks_exact(slots).map(text).collect(),
            closed: chan.closed,
            receivers: waiting(&chan.receivers),
            senders: waiting(&chan.senders),
        })
    }
}
