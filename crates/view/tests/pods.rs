//! A rolling update as a reader sees it: lanes, words, numbers.

use std::rc::Rc;

use expect_test::{Expect, expect};
use tidepool_scenario::Selection;
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::chart::{panels, svg};
use tidepool_view::{Lang, Snapshot, pod_lanes};

/// The book's rolling update in little: two pods, a hook of 500 ms, 2 s of grace, reports that take longer. As it is
/// after so many seconds.
fn update(variant: &str, seconds: f64) -> Simulation {
    let library = tidepool_content::library();
    let scenario = library.scenario("rolling-update").expect("it is in the book");
    let set = [
        ("pods.replicas", "2"),
        ("pre_stop", "500ms"),
        ("grace", "2s"),
        ("duration", "8s"),
        ("load.rate", "50"),
        ("group.new.rate", "20"),
    ];
    let set = set.map(|(key, value)| (key.to_owned(), value.to_owned())).into_iter().collect();
    let selection = Selection { variant: Some(variant.into()), set, ..Selection::default() };
    let run = scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).expect("it compiles");
    simulation.advance(Time::from_nanos((seconds * 1e9) as u64), Budget(u64::MAX));
    simulation
}

fn lives(simulation: &Simulation, lang: Lang) -> String {
    let lanes = pod_lanes(simulation, lang);
    lanes.iter().fold(String::new(), |text, lane| text + &format!("{}: {}\n", lane.name, lane.words))
}

#[test]
fn the_lives_of_pods_are_told_in_both_languages() {
    let simulation = update("unbounded", 8.0);
    expect![[r#"
        pod 1: 0 s created; 1.00 s ready; 1.00 s new connections come; 6.00 s deleted; 6.26 s no new connections; 6.50 s SIGTERM
        pod 2: 0 s created; 1.00 s ready; 1.00 s new connections come; 4.50 s deleted; 4.81 s no new connections; 5.00 s SIGTERM; 7.00 s SIGKILL; 7.00 s exit code 137
        pod 3: 3.00 s created; 4.50 s ready; 5.34 s new connections come
        pod 4: 4.50 s created; 6.00 s ready; 6.67 s new connections come
    "#]].assert_eq(&lives(&simulation, Lang::En));
    expect![[r#"
        pod 1: 0 s 创建；1.00 s 就绪；1.00 s 开始有新连接；6.00 s 被删除；6.26 s 不再有新连接；6.50 s SIGTERM
        pod 2: 0 s 创建；1.00 s 就绪；1.00 s 开始有新连接；4.50 s 被删除；4.81 s 不再有新连接；5.00 s SIGTERM；7.00 s SIGKILL；7.00 s 退出码 137
        pod 3: 3.00 s 创建；4.50 s 就绪；5.34 s 开始有新连接
        pod 4: 4.50 s 创建；6.00 s 就绪；6.67 s 开始有新连接
    "#]].assert_eq(&lives(&simulation, Lang::Zh));
}

#[test]
fn the_cursor_reads_what_each_pod_does() {
    let panels = panels(&update("unbounded", 8.0), Lang::En);
    assert_eq!(panels[0].key, "pods");
    let at = |seconds: f64| panels[0].states_at(seconds).join(", ");
    let read = [0.5, 2.0, 4.0, 4.7, 5.2, 7.9].map(|seconds| format!("{seconds}: {}\n", at(seconds))).concat();
    expect![[r#"
        0.5: pod 1 not ready, pod 2 not ready
        2: pod 1 ready, pod 2 ready
        4: pod 1 ready, pod 2 ready, pod 3 not ready
        4.7: pod 1 ready, pod 2 preStop, pod 3 ready, pod 4 not ready
        5.2: pod 1 ready, pod 2 draining, pod 3 ready, pod 4 not ready
        7.9: pod 1 draining, pod 3 ready, pod 4 ready
    "#]]
    .assert_eq(&read);
}

fn check_caption(variant: &str, seconds: f64, lang: Lang, expected: Expect) {
    let snapshot = Snapshot::of(&update(variant, seconds), lang);
    let numbers = snapshot
        .numbers
        .iter()
        .map(|n| format!("{} {}{}\n", n.label, n.value, if n.alarm { " !" } else { "" }));
    expected.assert_eq(&format!("{}\n{}", snapshot.caption, numbers.collect::<String>()));
}

#[test]
fn caption_and_numbers_tell_who_is_lost() {
    check_caption(
        "graceful",
        4.8,
        Lang::En,
        expect![[r#"
            At 4.80 s 2 of 2 pods are ready (leaving: 1, gone: 0). Requests lost so far: 0 (refused 0, reset 0). Faults so far: rollout, 3.00 s.
            pods ready 2 / 2
            refused 0
            reset 0
            failed otherwise 0
            answered 246
        "#]],
    );
    check_caption(
        "none",
        8.0,
        Lang::En,
        expect![[r#"
            At 8.00 s 2 of 2 pods are ready (leaving: 0, gone: 2). Requests lost so far: 9 (refused 0, reset 9). Faults so far: rollout, 3.00 s.
            pods ready 2 / 2
            refused 0
            reset 9 !
            failed otherwise 0
            answered 458
        "#]],
    );
    check_caption(
        "none",
        8.0,
        Lang::Zh,
        expect![[r#"
            8.00 s：2 个 pod 中 2 个就绪（正在离开 0，已走 2）。到现在丢了 9 个请求（被拒绝 0，被重置 9）。到现在的故障：发布，3.00 s。
            就绪的 pod 2 / 2
            被拒绝 0
            被重置 9 !
            其他失败 0
            已回答 458
        "#]],
    );
}

#[test]
fn the_picture_has_a_lane_for_each_pod() {
    let picture = svg(&update("unbounded", 8.0), "en");
    for text in ["pod 1", "pod 4", "exit 137", "rollout"] {
        assert!(picture.contains(text), "{text} is not in the picture");
    }
}
