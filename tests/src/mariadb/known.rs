//! Figures that are known to be apart, and why.

use super::{Comparison, Load, Query};
use crate::reason::{Both, Reason};

/// Why waits are predicted too long where the processors are full.
const PROCESSORS: Reason = Reason {
    name: Both { en: "Processors that are full", zh: "处理器已经满了" },
    why: Both {
        en: "Looking up a row takes so little that server, service and clients need all the time of the two processors. Of the 500 clients more than a hundred then wait for a processor, somewhere between the client's own program, the kernel and the handler, and not for a connection. In the simulation this way takes next to no time, so that all of them stand before the pool. How much gets through is the same, as the connections are never without work.",
        zh: "按主键查一行，本身几乎不花时间，于是数据库、服务和客户端把两个处理器全用满了。500 个客户端里，总有一百多个在等处理器：在客户端程序里，在内核里，在进处理函数的路上，而不是在等连接。模拟里这段路几乎不花时间，所以它们全都站在池子前面。放过去的请求还是一样多，因为连接从来没有闲着。",
    },
};

/// Figures that are known to be further apart than allowed.
#[derive(Debug)]
pub struct Known {
    /// Which figure,
    pub what: &'static str,
    /// of which loads.
    of: fn(&Load) -> bool,
    /// Why.
    pub reason: &'static Reason,
    /// How far the reason reaches, as a part of what was measured.
    at_most: f64,
}

/// All of them. What lies beyond them, or none of whose figures is apart any more, fails the tests.
pub static KNOWN: [Known; 1] =
    [Known { what: "mean wait", of: Load::looks_up, reason: &PROCESSORS, at_most: 0.5 }];

impl Known {
    /// Whether the reason reaches as far as this figure is apart.
    pub fn reaches(&self, figure: &Comparison) -> bool {
        (figure.simulated - figure.measured).abs() <= self.at_most * figure.measured
    }
}

impl Load {
    /// What of [`KNOWN`] is about a figure of it.
    pub fn known(&self, figure: &Comparison) -> Option<&'static Known> {
        KNOWN.iter().find(|known| known.what == figure.what && (known.of)(self))
    }

    /// Whether it needs all the processors there are.
    pub fn is_full(&self) -> bool {
        matches!(self.query, Query::LooksUp | Query::Sleeps(1))
    }

    fn looks_up(&self) -> bool {
        self.query == Query::LooksUp
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mariadb::{Allowed, THROUGHPUT};

    #[test]
    fn a_reason_reaches_so_far_and_no_further() {
        let simulated = |simulated| Comparison {
            what: "mean wait",
            measured: 1000.0,
            simulated,
            allowed: Allowed::Part(THROUGHPUT, 0.0),
        };
        let [wait] = &KNOWN;
        assert!(wait.reaches(&simulated(1400.0)));
        assert!(!wait.reaches(&simulated(1600.0)) && !wait.reaches(&simulated(400.0)));
        assert!(!wait.reaches(&simulated(f64::NAN)));
    }
}
