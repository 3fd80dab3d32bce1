//! Figures that are known to be apart, and why.

use super::{Comparison, Load, Query};
use crate::reason::{Both, Reason};

/// Why a load that fills the processors is predicted too well.
pub const PROCESSORS: Reason = Reason {
    name: Both { en: "Processors that are full", zh: "处理器已经满了" },
    why: Both {
        en: "Server, service and clients share the processors of one machine and need all of them: per request, the kernel, net/http and the driver cost some tenths of a millisecond of a processor in all three programs together, and the simulation charges the service's own Go statements alone. A simulated connection goes to the next request as soon as it is free; a real one when a processor has time for both.",
        zh: "数据库、服务和客户端挤在一台机器上，几个处理器全都用满：每个请求，内核、net/http 和驱动在这三个程序里一共要花零点几毫秒的处理器时间，而模拟只算服务自己的 Go 语句。模拟的连接一空出来就给下一个请求；真实的连接要等处理器有空照顾两头。",
    },
};

/// Why nearly all requests of a load fail in the simulation, and a few less in reality.
const IN_STEP: Reason = Reason {
    name: Both { en: "Clients in step", zh: "客户端步调一致" },
    why: Both {
        en: "Two queries of 1.5 s just do not fit into a deadline of 3 s. Simulated clients, whose requests cost next to no processor time, stay in step, so that nobody who has waited for one query can finish a second; real ones are tens of milliseconds apart, and those who came late can.",
        zh: "两次 1.5 秒的查询，刚好塞不进 3 秒的期限。模拟的请求几乎不花处理器时间，客户端于是步调一致，谁等过一次查询，就再也来不及做完一次；真实的客户端先后差着几十毫秒，来得晚的还赶得上。",
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
pub static KNOWN: [Known; 3] = [
    Known { what: "throughput", of: Load::is_full, reason: &PROCESSORS, at_most: 0.6 },
    Known { what: "mean wait", of: Load::is_full, reason: &PROCESSORS, at_most: 0.2 },
    Known { what: "throughput", of: Load::is_in_step, reason: &IN_STEP, at_most: 0.25 },
];

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
    fn is_full(&self) -> bool {
        matches!(self.query, Query::LooksUp | Query::Sleeps(1))
    }

    /// Whether two of its queries just do not fit into its deadline.
    fn is_in_step(&self) -> bool {
        self.variant == "with-context" && self.query == Query::Sleeps(1500)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mariadb::{Allowed, THROUGHPUT};

    #[test]
    fn a_reason_reaches_so_far_and_no_further() {
        let simulated = |simulated| Comparison {
            what: "throughput",
            measured: 1000.0,
            simulated,
            allowed: Allowed::Part(THROUGHPUT, 0.0),
        };
        let [throughput, ..] = &KNOWN;
        assert!(throughput.reaches(&simulated(1500.0)));
        assert!(!throughput.reaches(&simulated(1700.0)) && !throughput.reaches(&simulated(300.0)));
        assert!(!throughput.reaches(&simulated(f64::NAN)));
    }
}
