//! The player, playing a toy.

use std::rc::Rc;

use super::*;

/// An event every seven instructions, a statement every three, two of which are on a line; ten nanoseconds per
/// instruction.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Toy {
    steps: u64,
    /// Instructions as lines.
    breakpoints: Breakpoints,
    at_breakpoint: Option<u32>,
}

pub(crate) const END: u64 = 1_000_000;

/// The last instruction; it takes no time, so at the end of its time the toy has not ended yet.
const LAST: u64 = END / 10 + 1;

impl Runnable for Toy {
    fn now_ns(&self) -> u64 {
        (self.steps * 10).min(END)
    }
    fn end_ns(&self) -> u64 {
        END
    }
    fn events(&self) -> u64 {
        self.steps / 7
    }
    fn statements(&self) -> u64 {
        self.steps / 3
    }
    fn line_changes(&self) -> u64 {
        self.steps / 6
    }
    fn failures(&self) -> u64 {
        u64::from(self.steps >= 70) + u64::from(self.steps >= 60_001)
    }
    fn waits(&self) -> u64 {
        self.steps / 40_000
    }
    fn collections(&self) -> u64 {
        u64::from(self.ended())
    }
    /// One that is mended, and one that is not.
    fn leaks(&self) -> u64 {
        u64::from((500..600).contains(&self.steps)) + u64::from(self.steps >= 90_000)
    }
    fn steps(&self) -> u64 {
        self.steps
    }
    fn ended(&self) -> bool {
        self.steps == LAST
    }
    fn weight(&self) -> u64 {
        100
    }
    fn seen(&self) -> Vec<MarkKind> {
        let mut seen = Vec::new();
        if self.steps >= 70 {
            seen.push(MarkKind::Failure);
        }
        if self.ended() {
            seen.push(MarkKind::End);
        }
        seen
    }
    fn advance(&mut self, until_ns: u64, budget: u64) -> bool {
        let far = |toy: &Toy| toy.ended() || ((toy.steps + 1) * 10).min(END) > until_ns;
        self.at_breakpoint = None;
        for _ in 0..budget {
            if far(self) {
                return true;
            }
            self.steps += 1;
            let stops = match &self.breakpoints {
                Breakpoints::Lines(lines) => lines.contains(&(self.steps as u32)),
                Breakpoints::Everywhere => self.steps.is_multiple_of(3),
            };
            if stops {
                self.at_breakpoint = Some(self.steps as u32);
                return false;
            }
        }
        far(self)
    }
    fn set_breakpoints(&mut self, breakpoints: &Breakpoints) {
        self.breakpoints = breakpoints.clone();
    }
    fn at_breakpoint(&self) -> Option<u32> {
        self.at_breakpoint
    }
}

fn settle(player: &mut Player<Toy>) {
    let mut rounds = 0;
    while player.busy() {
        player.work(1000);
        rounds += 1;
        assert!(rounds < 10_000, "the player does not come to rest: {:?}", player.goal);
    }
}

fn lines<const N: usize>(lines: [u32; N]) -> Breakpoints {
    Breakpoints::Lines(Rc::new(lines.into()))
}

fn at(steps: u64) -> Player<Toy> {
    let mut player = Player::new(Toy::default());
    player.seek(steps * 10);
    settle(&mut player);
    player
}

#[test]
fn seeking_forward_and_back_gives_the_same_states() {
    let mut player = at(90_000);
    for steps in [10, 89_999, 45_000, 0, 90_000, LAST, 3] {
        player.seek(steps * 10);
        settle(&mut player);
        assert_eq!(player.present().steps, steps);
    }
    assert_eq!(player.computed_ns(), END);
}

#[test]
fn at_its_end_a_run_has_ended_whether_sought_or_played() {
    for go in [Player::seek, Player::play_to] {
        for to in [END, END + 1, u64::MAX] {
            let mut player = at(7);
            go(&mut player, to);
            player.work(1);
            assert!(player.progress().is_some_and(|share| share < 0.1), "{:?}", player.progress());
            settle(&mut player);
            assert!(player.present().ended(), "not at {to}: {:?}", player.present());
        }
    }
}

#[test]
fn breakpoints_stop_who_plays_and_nobody_else() {
    let mut player = at(10);
    player.set_breakpoints(lines([500, 600]));
    player.seek(5_500);
    settle(&mut player);
    assert_eq!(player.present().steps, 550);
    player.play_to(END);
    settle(&mut player);
    assert_eq!((player.present().steps, player.present().at_breakpoint()), (600, Some(600)));
    // A state from the past knows them too, and not those that are no longer there.
    player.set_breakpoints(lines([500]));
    player.seek(0);
    settle(&mut player);
    player.play_to(END);
    settle(&mut player);
    assert_eq!(player.present().steps, 500);
    player.play_to(END);
    settle(&mut player);
    assert!(player.present().ended());
    // On the way back they are passed.
    player.step_back(Unit::Event);
    settle(&mut player);
    assert_eq!(player.present().steps, 99_994);
}

#[test]
fn a_step_ends_at_the_next_event_and_back_is_exact() {
    let mut player = at(1000);
    player.step(Unit::Event);
    settle(&mut player);
    assert_eq!((player.present().steps, player.present().events()), (1001, 143));
    player.step(Unit::Event);
    settle(&mut player);
    assert_eq!(player.present().steps, 1008);
    player.step_back(Unit::Event);
    player.step_back(Unit::Event);
    settle(&mut player);
    assert_eq!(player.present().steps, 1000);
}

#[test]
fn a_moment_is_found_again_to_the_instruction() {
    for steps in [0, 1, 777, 49_999] {
        let mut player = at(steps);
        let moment = player.moment();
        player.seek(END / 2);
        settle(&mut player);
        player.seek_exactly(moment);
        settle(&mut player);
        assert_eq!(player.moment(), moment);
    }
    let mut player = at(0);
    player.seek_exactly(At { ns: 500_000, ..At::default() });
    settle(&mut player);
    assert_eq!(player.present().steps, 50_000);
}

#[test]
fn each_unit_has_its_step_and_its_way_back() {
    let ways = [(Unit::Instruction, 1001), (Unit::Statement, 1002), (Unit::Line, 1002), (Unit::Event, 1001)];
    for (unit, next) in ways {
        let mut player = at(1000);
        player.step(unit);
        settle(&mut player);
        assert_eq!(player.present().steps, next, "{unit:?}");
        player.step_back(unit);
        assert_eq!(player.present().steps, 1000, "{unit:?}, back by the step");
    }
    let ways = [(Unit::Instruction, 1000), (Unit::Statement, 998), (Unit::Line, 995), (Unit::Event, 1000)];
    for (unit, before) in ways {
        let mut player = at(1001);
        player.step_back(unit);
        settle(&mut player);
        assert_eq!(player.present().steps, before, "{unit:?}, searched");
    }
}

#[test]
fn a_long_way_ends_exactly_where_the_next_one_is() {
    let ways = [
        (Unit::Failure, 0, 70),
        (Unit::Failure, 70, 60_001),
        (Unit::Wait, 39_999, 40_000),
        (Unit::Wait, 40_000, 80_000),
        (Unit::Collection, 7, LAST),
        (Unit::Leak, 550, 90_000),
    ];
    for (unit, from, to) in ways {
        let mut player = at(from);
        player.set_breakpoints(lines([from as u32 + 1, 50_000, 75_000]));
        player.step(unit);
        settle(&mut player);
        assert_eq!((player.present().steps, player.missed()), (to, None), "{unit:?} after {from}");
        player.step_back(unit);
        assert_eq!(player.present().steps, from, "{unit:?}, back");
    }
}

#[test]
fn what_does_not_come_any_more_is_missed_at_the_end() {
    for unit in [Unit::Failure, Unit::Wait, Unit::Leak, Unit::Breakpoint] {
        let mut player = at(95_000);
        player.step(unit);
        settle(&mut player);
        assert!(player.present().ended(), "{unit:?}");
        assert_eq!(player.missed(), Some(unit));
        player.step_back(unit);
        assert_eq!((player.present().steps, player.missed()), (95_000, None));
        player.step(unit);
        player.work(10);
        player.rest();
        assert_eq!((player.busy(), player.missed(), player.present().steps), (false, None, 95_010));
    }
}

#[test]
fn back_stays_where_nobody_knows_the_last_breakpoint() {
    let mut player = at(10);
    player.set_breakpoints(lines([500]));
    player.play_to(END);
    settle(&mut player);
    player.step_back(Unit::Breakpoint);
    settle(&mut player);
    assert_eq!((player.present().steps, player.stopped_at()), (500, Some(500)));
    player.play_to(END);
    player.step_back(Unit::Breakpoint);
    assert!(!player.busy(), "nor does it go on");
}

#[test]
fn a_step_to_the_next_breakpoint_passes_the_others() {
    let mut player = at(10);
    player.set_breakpoints(lines([500, 600]));
    for stop in [500, 600] {
        player.step(Unit::Breakpoint);
        settle(&mut player);
        assert_eq!((player.present().steps, player.stopped_at()), (u64::from(stop), Some(stop)));
    }
}

#[test]
fn a_step_by_statements_leaves_the_breakpoints_as_they_are() {
    let mut player = at(1000);
    player.set_breakpoints(lines([1001, 2000]));
    player.step(Unit::Statement);
    settle(&mut player);
    assert_eq!((player.present().steps, player.stopped_at()), (1002, None));
    player.play_to(END);
    settle(&mut player);
    assert_eq!((player.present().steps, player.stopped_at()), (2000, Some(2000)));
}

#[test]
fn stepping_back_without_a_step_finds_the_state_before_the_last_event() {
    // Event 7142 comes with instruction 49 994, the ones before it seven earlier each.
    let mut player = at(50_000);
    for expected in [49_993, 49_986, 49_979] {
        player.step_back(Unit::Event);
        settle(&mut player);
        assert_eq!(player.present().steps, expected);
    }
}

#[test]
fn stepping_back_at_the_beginning_stays_there() {
    let mut player = at(3);
    player.step_back(Unit::Event);
    settle(&mut player);
    assert_eq!(player.present().steps, 0);
}

#[test]
fn marks_are_noted_once_at_their_first_time() {
    let mut player = at(100_000);
    player.seek(0);
    settle(&mut player);
    player.seek(END);
    settle(&mut player);
    let kinds: Vec<MarkKind> = player.marks().iter().map(|m| m.kind).collect();
    assert_eq!(kinds, [MarkKind::Failure, MarkKind::End]);
}

#[test]
fn the_past_stays_bounded_and_spread() {
    let player = at(100_000);
    assert!(player.history.len() <= 24, "{} snapshots", player.history.len());
    let nearest = player.history.last(|state| state.now_ns() <= END / 2).now_ns();
    assert!(nearest > END / 3, "nothing near the middle: {nearest}");
}
