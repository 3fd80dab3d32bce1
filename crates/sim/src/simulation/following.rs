//! Following one request of a run.

use tidepool_world::clients::RequestId;

use super::Simulation;
use crate::follow::Following;

impl Simulation {
    /// From now on keeps what becomes of the request that gets this number, when it is sent first; none to keep no more.
    /// It changes nothing about what happens.
    pub(crate) fn follow(&mut self, request: Option<RequestId>) {
        self.outside.set_follow(request);
        for process in &mut self.processes {
            process.machine.set_watching(request.is_some());
        }
    }

    /// The request that a client has waited for longest by now, by the number that it had when it was sent first; those of
    /// who scrapes are none.
    pub fn longest_under_way(&self) -> Option<RequestId> {
        let groups = self.run.settings.groups.len();
        let waited = self.outside.world.requests().filter(|(_, request)| request.wanted);
        let clients = waited.filter(|(_, request)| (request.group as usize) < groups);
        clients
            .map(|(_, request)| request.sent.first)
            .min_by_key(|first| (first.at, first.request))
            .map(|first| first.request)
    }

    /// The request is known; what its goroutines do next is no matter.
    pub(crate) fn stop_watching(&mut self) {
        self.settle();
        self.processes.iter_mut().for_each(|process| process.machine.set_watching(false));
    }

    /// What is known of the followed request.
    pub fn following(&self) -> Option<&Following> {
        self.outside.follow.as_deref()
    }

    /// How many requests there have been: the next one that anybody sends gets the number after this.
    pub fn requests_made(&self) -> u64 {
        self.outside.world.requests_made()
    }

    /// Takes together what has happened to the followed request.
    pub(crate) fn settle(&mut self) {
        if let Some(following) = &mut self.outside.follow {
            following.settle(self.now, &mut self.processes);
        }
    }
}
