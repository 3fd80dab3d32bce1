//! Following a request while a run is played, wound back and changed.

use std::rc::Rc;

use tidepool_scenario::Selection;

use super::*;
use crate::player::Runnable;

fn player(name: &str) -> Player<Engine> {
    let library = tidepool_content::library();
    let scenario = library.scenario(name).expect("a scenario of the book");
    let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
    Player::new(Engine::new(Rc::new(run)).expect("it compiles"))
}

fn go(player: &mut Player<Engine>, seconds: f64) {
    player.seek((seconds * 1e9) as u64);
    while player.busy() {
        player.work(1 << 20);
    }
}

fn look(tail: &mut Tail, which: Which, step: Step, player: &Player<Engine>) -> Seen {
    if tail.aim(which, step, player) == Seen::None {
        return Seen::None;
    }
    loop {
        if let Some(seen) = tail.work(player, Lang::En, 1 << 20) {
            return seen;
        }
    }
}

fn known(seen: Seen) -> Rc<Waterfall> {
    match seen {
        Seen::Known(waterfall) => waterfall,
        other => panic!("it should be known, not {other:?}"),
    }
}

#[test]
fn the_slowest_so_far_is_as_slow_as_the_metrics_say() {
    let (mut player, mut tail) = (player("isolate"), Tail::default());
    assert_eq!(look(&mut tail, Which::Slowest, Step::Here, &player), Seen::None, "nothing has happened");
    for seconds in [2.0, 7.0, 4.0, 9.0] {
        go(&mut player, seconds);
        let found = known(look(&mut tail, Which::Slowest, Step::Here, &player));
        let (number, took) = player.present().simulation().metrics().notable.slowest.expect("there is one");
        assert_eq!((found.number, found.length_ns()), (number.0, took), "at {seconds} s");
    }
}

#[test]
fn what_is_under_way_is_followed_to_the_present_and_back() {
    let (mut player, mut tail) = (player("isolate"), Tail::default());
    go(&mut player, 6.5);
    let first = known(look(&mut tail, Which::Unfinished, Step::Here, &player));
    assert_eq!(first.to_ns, 6_500_000_000);
    let which = Which::Number(first.number);
    for seconds in [6.6, 6.52] {
        go(&mut player, seconds);
        let later = known(look(&mut tail, which, Step::Here, &player));
        assert_eq!((later.number, later.from_ns), (first.number, first.from_ns));
        assert!(later.to_ns <= player.present().now_ns());
    }
    go(&mut player, 1.0);
    assert_eq!(look(&mut tail, which, Step::Here, &player), Seen::None, "it has not been sent yet");
}

#[test]
fn the_next_and_the_one_before_are_of_clients() {
    let (mut player, mut tail) = (player("cluster"), Tail::default());
    go(&mut player, 3.0);
    let mut number = known(look(&mut tail, Which::Slowest, Step::Here, &player)).number;
    let begin = number;
    for _ in 0..4 {
        let next = known(look(&mut tail, Which::Number(number + 1), Step::On, &player)).number;
        assert!(next > number);
        number = next;
    }
    for _ in 0..4 {
        let before = known(look(&mut tail, Which::Number(number - 1), Step::Back, &player)).number;
        assert!(before < number);
        number = before;
    }
    assert_eq!(number, begin, "as many back as on");
    assert_eq!(look(&mut tail, Which::Number(1), Step::Here, &player), Seen::NotOfClients, "a probe");
    assert_eq!(look(&mut tail, Which::Number(1), Step::Back, &player), Seen::None);
}
