//! How far a request has come on its way from the balancer to an instance and back.

use super::line::Answer;
use super::state::Web;
use crate::balance::HopFailure;
use crate::clients::RequestId;

/// A request's way to an instance and back.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) instance: usize,
    /// The instances that have failed it.
    pub(super) failed: Vec<usize>,
    pub(super) stage: Stage,
    /// Whether nothing will ever come of it: what was sent does not arrive, or the instance is gone without a word.
    pub(super) lost: bool,
    /// Whether the connection can be used again after the answer.
    pub(super) keep: bool,
    /// The answer on its way back, if anybody reads it.
    pub(super) answer: Option<Answer>,
}

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The balancer dials.
    Dialing,
    /// It is under way on a connection.
    UnderWay,
    /// It has arrived.
    There,
    /// The answer, or the news of what has happened instead, is under way.
    Back(Option<HopFailure>),
}

impl Way {
    pub(super) fn to(instance: usize) -> Box<Way> {
        let stage = Stage::Dialing;
        Box::new(Way { instance, failed: Vec::new(), stage, lost: false, keep: false, answer: None })
    }

    pub(super) fn hop(&self) -> u32 {
        self.failed.len() as u32
    }
}

impl Web {
    /// How far a request has come, and with which instance, if this hop of its way is the present one.
    pub(super) fn at_hop(&self, id: RequestId, hop: u32) -> Option<(Stage, usize)> {
        let way = self.requests.get(&id)?.way.as_ref()?;
        (way.hop() == hop).then_some((way.stage, way.instance))
    }

    pub(super) fn set_stage(&mut self, id: RequestId, stage: Stage) {
        if let Some(way) = self.requests.get_mut(&id).and_then(|request| request.way.as_mut()) {
            way.stage = stage;
        }
    }

    /// What an instance has answered, and whether the connection can be used again.
    pub(super) fn set_answer(&mut self, id: RequestId, keep: bool, answer: Option<Answer>) {
        if let Some(way) = self.requests.get_mut(&id).and_then(|request| request.way.as_mut()) {
            (way.keep, way.answer) = (keep, answer);
        }
    }

    /// The instance of a request is gone without a word.
    pub(super) fn lose(&mut self, id: RequestId) {
        if let Some(way) = self.requests.get_mut(&id).and_then(|request| request.way.as_mut()) {
            way.lost = true;
        }
    }
}
