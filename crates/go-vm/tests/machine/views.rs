//! What a reader sees of a paused process.

use expect_test::expect;
use tidepool_go_vm::host::GoId;
use tidepool_go_vm::machine::{Config, Machine};
use tidepool_go_vm::standalone::Alone;

use crate::program;

#[test]
fn goroutines_frames_locals_and_counts() {
    let body = "type point struct { X, Y int; name string }
func inner(p *point, list []int) {
    total := 0
    for i, n := range list {
        total += n * i
    }
    time.Sleep(time.Second)
    println(total, p.name)
}
func main() {
    p := point{1, 2, \"pt\"}
    m := map[string]int{\"b\": 2, \"a\": 1}
    go inner(&p, []int{3, 4, 5})
    time.Sleep(time.Hour)
    println(len(m))
}";
    let mut host = Alone::new(1);
    let mut machine = Machine::new(program("time", body), Config::default(), 0, &mut host).expect("loads");
    machine.run(1_000_000, &mut u64::MAX.clone(), &mut host);
    let mut out = String::new();
    for g in machine.goroutines() {
        out.push_str(&format!("g{} {} line {} by {:?}\n", g.id.0, g.state, g.user_line, g.created_by));
        for frame in &g.frames {
            out.push_str(&format!("  {} {}:{} user {}\n", frame.func, frame.file, frame.line, frame.user));
            if frame.user {
                for local in machine.locals(g.id, frame.index) {
                    out.push_str(&format!("    {} {} = {}\n", local.name, local.ty, local.value));
                }
            }
        }
    }
    for (line, count) in machine.line_counts() {
        out.push_str(&format!("line {}: {count}\n", line.line));
    }
    expect![[r#"
        g1 sleep line 16 by None
          time.Sleep time/timer.go:6 user false
          main.main main.go:16 user true
            p main.point = {X:1 Y:2 name:pt}
            m map[string]int = map[a:1 b:2]
        g2 sleep line 9 by Some(("main.main", 15))
          time.Sleep time/timer.go:6 user false
          main.inner main.go:9 user true
            p *main.point = &{X:1 Y:2 name:pt}
            list []int = [3 4 5]
            total int = 14
        line 5: 1
        line 6: 4
        line 7: 3
        line 9: 1
        line 10: 0
        line 13: 1
        line 14: 1
        line 15: 1
        line 16: 1
        line 17: 0
        line 1: 1
    "#]]
    .assert_eq(&out);
    assert_eq!(machine.goroutine_count(), 2);
    assert!(machine.goroutine(GoId(3)).is_none());
}
