//! What goes wrong at a server and on the way to it, and when.
//!
//! A timeline is written `restart@2s+500ms,drop@3s,forget@3s*5,stall@4s+1s,slowdial@5s+2s*200ms,slowquery@6s+1s*3s`:
//! kind, time since the start of the run, how long, and what the kind needs: of a `drop` and a `forget` how many
//! sessions (all without a number), of `slowdial` how long a dial takes, of `slowquery` how long a statement takes, or by
//! how many times longer than it would (a number without unit). What lasts for no time does not happen; a `drop` and a
//! `forget` need none, so that there `+0s` switches them off.

use std::str::FromStr;

use tidepool_des::Duration;

use crate::Time;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FaultKind {
    /// The server ends all sessions, and nobody listens until it is up again.
    Restart,
    /// Connections are reset, the oldest first, at most so many; none is all.
    Drop(Option<u64>),
    /// A firewall between forgets connections, the oldest first, at most so many; none is all. What is sent on them
    /// from then on, either way, is lost, and nobody is told.
    Forget(Option<u64>),
    /// Nothing gets through, in either direction, and nobody is told. What was sent arrives afterwards.
    Stall,
    /// Dials that begin take so long.
    SlowDial(Duration),
    /// Statements that begin take so long.
    SlowQuery(Duration),
    /// Statements that begin take so many times longer.
    SlowerQuery(f64),
}

impl FaultKind {
    /// Whether it is over as soon as it has begun.
    pub fn is_momentary(&self) -> bool {
        matches!(self, FaultKind::Drop(_) | FaultKind::Forget(_))
    }
}

/// One thing that goes wrong.
pub type Fault = crate::fault::Fault<FaultKind>;

/// What goes wrong, in the order in which it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// When the last of the stalls ends that cover `now`, if one does.
    pub(crate) fn stalled_until(&self, now: Time) -> Option<Time> {
        let stalls = self.0.iter().filter(|fault| fault.kind == FaultKind::Stall && fault.covers(now));
        stalls.map(|fault| fault.until).max()
    }

    /// Whether the server is down at `now` for a restart.
    pub(crate) fn restarts(&self, now: Time) -> bool {
        self.0.iter().any(|fault| fault.kind == FaultKind::Restart && fault.covers(now))
    }

    /// How long a dial takes that begins now and would take `usual`.
    pub(super) fn dial(&self, now: Time, usual: Time) -> Time {
        self.0.iter().filter(|fault| fault.covers(now)).fold(usual, |time, fault| match fault.kind {
            FaultKind::SlowDial(slow) => slow.as_nanos(),
            _ => time,
        })
    }

    /// How long a statement takes that begins now and would take `usual`.
    pub(super) fn statement(&self, now: Time, usual: Time) -> Time {
        self.0.iter().filter(|fault| fault.covers(now)).fold(usual, |time, fault| match fault.kind {
            FaultKind::SlowQuery(slow) => slow.as_nanos(),
            FaultKind::SlowerQuery(factor) => Duration::from_nanos_f64(time as f64 * factor).as_nanos(),
            _ => time,
        })
    }
}

impl FromStr for Faults {
    type Err = ();

    fn from_str(text: &str) -> Result<Faults, ()> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let faults: Option<Vec<Option<Fault>>> = parts.map(fault).collect();
        Ok(Faults(faults.ok_or(())?.into_iter().flatten().collect()))
    }
}

/// Reads one fault; it is none if it is switched off.
fn fault(text: &str) -> Option<Option<Fault>> {
    let (name, rest) = text.split_once('@')?;
    let (rest, more) = rest.split_once('*').map_or((rest, None), |(rest, more)| (rest, Some(more)));
    let (at, length) = rest.split_once('+').map_or((rest, None), |(at, length)| (at, Some(length)));
    let at: Duration = at.parse().ok()?;
    let length = length.map(Duration::from_str).transpose().ok()?;
    let kind = match (name, more) {
        ("restart", None) => FaultKind::Restart,
        ("stall", None) => FaultKind::Stall,
        ("drop", count) => FaultKind::Drop(count.map(str::parse).transpose().ok()?),
        ("forget", count) => FaultKind::Forget(count.map(str::parse).transpose().ok()?),
        ("slowdial", Some(time)) => FaultKind::SlowDial(time.parse().ok()?),
        ("slowquery", Some(more)) => match more.parse::<f64>() {
            Ok(factor) => FaultKind::SlowerQuery(Some(factor).filter(|f| (0.0..=1e9).contains(f))?),
            Err(_) => FaultKind::SlowQuery(more.parse().ok()?),
        },
        _ => return None,
    };
    let momentary = kind.is_momentary();
    let length = match length {
        None if !momentary => return None,
        Some(length) if length.is_zero() => return Some(None),
        Some(length) if !momentary => length,
        _ => Duration::ZERO,
    };
    let at = at.as_nanos();
    let off = matches!(kind, FaultKind::Drop(Some(0)) | FaultKind::Forget(Some(0)));
    Some((!off).then(|| Fault { kind, at, until: at.saturating_add(length.as_nanos()) }))
}
