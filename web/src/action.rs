//! What happens to a lab, and what has to be done about it.

use std::rc::Rc;

use tidepool_scenario::Run;
use tidepool_sim::Which;
use tidepool_view::{Profile, ProfileKind};

use crate::diagnosis::Problem;
use crate::link::Shared;
use crate::player::Unit;
use crate::save::Form;
use crate::sweep::{Order, Sight};
use crate::tail::{Seen, Step};

/// What a reader, a timer or the run does to a lab.
#[derive(Clone, Debug)]
pub enum Action {
    /// Another listing.
    Variant(String),
    /// Named settings.
    Preset(String),
    /// A parameter's field has a new text.
    Set(String, String),
    /// A parameter gets its default back.
    Reset(String),
    /// All parameters and the seed do.
    ResetAll,
    /// A fault, by its id, is to come about now: the present time in nanoseconds.
    MakeHappen(String, u64),
    /// It has not come about after all.
    TakeBack(String),
    /// Another seed.
    Seed(u64),
    /// The listing has been changed.
    Edit(String),
    /// The changed text is to run.
    Apply,
    /// The text could not be compiled.
    Refused(Vec<Problem>, usize),
    /// The text has been compiled.
    Compiled {
        /// It is a program too long to be read statement by statement.
        long: bool,
    },
    /// The listing as it was.
    ResetCode,
    /// Play or pause.
    Toggle,
    /// The run has come to its end.
    Ended,
    /// It has come to the breakpoint on this line.
    Stopped(u32),
    /// A breakpoint is to be set on this line, or taken away.
    Breakpoint(u32),
    /// Back to the beginning.
    Restart,
    /// Another speed.
    Speed(usize),
    /// The next speed there is, or the one before.
    Faster(bool),
    /// Go no further, wherever it goes.
    Halt,
    /// Another time, in nanoseconds.
    Seek(u64),
    /// What a step is from now on.
    Unit(Unit),
    /// On by one.
    Step,
    /// On by one of these, whatever a step is.
    StepTo(Unit),
    /// Back by one.
    StepBack,
    /// The reader points at a line.
    Line(Option<u32>),
    /// The reader points at a time.
    Cursor(Option<f64>),
    /// A profile of this moment is wanted.
    TakeProfile(ProfileKind),
    /// Here it is.
    Profile(Rc<Profile>),
    /// A request is to be followed.
    Follow(Which, Step),
    /// This is to be seen of it.
    Followed(Seen),
    /// The present run is to be kept, so that others can be compared with it.
    Compare,
    /// Here it is.
    Kept(Rc<Run>),
    /// There is one run again.
    EndCompare,
    /// The reader wants no hints.
    NoHints,
    /// The map of keys is opened or closed.
    Keys(bool),
    /// A sweep is to begin, in place of the one under way.
    Sweep(Order),
    /// So far it has come.
    Swept(Rc<Sight>),
    /// It is to go no further.
    EndSweep,
    /// A link of this state is wanted.
    Share,
    /// Here it is.
    Shared(Shared),
    /// Whether this link is in the clipboard now.
    Copied(String, bool),
    /// It is wanted no longer.
    Unshare,
    /// A file of this state is wanted.
    Save(Form),
}

/// What has to be done after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make a new run of the selection now, and play it if the old one has been.
    Rebuild,
    /// Make a new run of the selection now, for the effect that follows.
    Renew,
    /// Make a new run whose past is that of the old one, and go on from the present time.
    Replay,
    /// Make one soon; each call puts it off.
    RebuildSoon,
    /// Take up the changed text soon; each call puts it off.
    ApplySoon,
    /// Let time pass, if `playing`.
    Pace,
    /// Go to a time.
    Seek(u64),
    /// Go on by one.
    Step(Unit),
    /// Go back by one.
    StepBack(Unit),
    /// Other lines are breakpoints.
    Breakpoints,
    /// Take a profile.
    Profile(ProfileKind),
    /// Follow a request.
    Follow(Step),
    /// Keep the present run beside the one shown.
    Keep,
    /// Keep it no longer.
    Release,
    /// Begin the sweep that was asked for.
    Sweep,
    /// End it.
    EndSweep,
    /// Make a link.
    Share,
    /// Make a file.
    Save(Form),
}
