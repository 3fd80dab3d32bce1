//! Bursts: when more requests come than usual.

use super::Burst;
use crate::Time;

impl Burst {
    /// Begin and end, in a group that was added at `begin`.
    fn span(&self, begin: Time) -> (Time, Time) {
        let from = begin.saturating_add(self.at.as_nanos());
        (from, from.saturating_add(self.length.as_nanos()))
    }
}

/// When an arrival comes that without bursts would come `gap` after `from`: while a burst lasts, time passes so many
/// times faster for the stream, so that the draws are those of the stream without it.
pub(super) fn after(bursts: &[Burst], begin: Time, from: Time, gap: Time) -> Time {
    let edges = || {
        let spans = bursts.iter().map(|burst| burst.span(begin));
        spans.flat_map(|(from, until)| [from, until])
    };
    let factor_at = |at: Time| -> f64 {
        let lasting = bursts.iter().filter(|burst| {
            let (from, until) = burst.span(begin);
            from <= at && at < until
        });
        lasting.map(|burst| burst.factor.max(1.0)).product()
    };
    let (mut at, mut rest) = (from, gap);
    loop {
        let factor = factor_at(at);
        let next = edges().filter(|edge| *edge > at).min();
        // Between bursts the sum is one of whole numbers.
        let needed = if factor > 1.0 { (rest as f64 / factor) as Time } else { rest };
        match next {
            Some(edge) if at.saturating_add(needed) > edge => {
                let passed = edge - at;
                let used = if factor > 1.0 { (passed as f64 * factor) as Time } else { passed };
                rest = rest.saturating_sub(used);
                at = edge;
            }
            _ => return at.saturating_add(needed).max(from.saturating_add(1)),
        }
    }
}

/// Users of a closed loop who are there for a burst only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crowd {
    /// The number of the first of them.
    pub(super) first: u64,
    pub(super) users: u64,
    /// From here on they send.
    pub(super) from: Time,
    /// From here on they send nothing new.
    pub(super) until: Time,
}

/// Who comes besides `users` in a group that was added at `begin`.
pub(super) fn crowds(users: u64, bursts: &[Burst], begin: Time) -> Vec<Crowd> {
    let mut first = users;
    let crowd = |burst: &Burst| {
        let more = ((burst.factor - 1.0).max(0.0) * users as f64).round() as u64;
        let (from, until) = burst.span(begin);
        first += more;
        Crowd { first: first - more, users: more, from, until }
    };
    bursts.iter().map(crowd).collect()
}

#[cfg(test)]
mod tests {
    use tidepool_des::Duration;

    use super::*;

    fn burst(at: u64, length: u64, factor: f64) -> Burst {
        Burst { at: Duration::from_nanos(at), length: Duration::from_nanos(length), factor }
    }

    #[test]
    fn a_stream_runs_faster_while_a_burst_lasts() {
        let bursts = [burst(100, 50, 10.0)];
        let after = |from, gap| after(&bursts, 0, from, gap);
        assert_eq!(after(0, 80), 80, "before it");
        assert_eq!(after(90, 20), 101, "10 before it, 10 in it");
        assert_eq!(after(120, 100), 130, "in it");
        assert_eq!(after(145, 100), 200, "50 in it, 50 behind it");
        assert_eq!(after(150, 100), 250, "behind it");
        assert_eq!(after(90, 520), 160, "10 before it, 500 in it, 10 behind it");
    }

    #[test]
    fn bursts_at_the_same_time_multiply() {
        let bursts = [burst(0, 100, 2.0), burst(50, 100, 3.0)];
        assert_eq!(after(&bursts, 0, 0, 100), 50);
        assert_eq!(after(&bursts, 0, 50, 300), 100);
        assert_eq!(after(&bursts, 0, 100, 150), 150);
        assert_eq!(after(&bursts, 0, 100, 160), 160);
    }

    #[test]
    fn nothing_comes_at_the_same_instant_for_ever() {
        assert_eq!(after(&[burst(0, 100, 1e6)], 0, 0, 1), 1);
    }

    #[test]
    fn crowds_have_numbers_of_their_own() {
        let crowds = crowds(20, &[burst(100, 50, 3.0), burst(300, 50, 1.5), burst(400, 5, 0.5)], 1000);
        let seen: Vec<_> = crowds.iter().map(|c| (c.first, c.users, c.from, c.until)).collect();
        assert_eq!(seen, [(20, 40, 1100, 1150), (60, 10, 1300, 1350), (70, 0, 1400, 1405)]);
    }
}
