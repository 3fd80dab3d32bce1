//! Two Ps at one map: found when they write at the same virtual time without a lock, never with one.

use tidepool_go_vm::machine::Config;

use crate::{program, run_with};

fn told(body: &str, procs: u32) -> String {
    let config = Config { procs, ..Config::default() };
    let text =
        run_with(program("fmt sync", &format!("var _ sync.Mutex\nvar _ = fmt.Println\n{body}")), config, 1);
    text.lines().take(2).collect::<Vec<_>>().join(" / ")
}

const RACE: &str = "func main() {
    m := map[int]int{}
    var wg sync.WaitGroup
    for i := range 4 {
        wg.Go(func() { for j := range 10_000 { m[j] = i } })
    }
    wg.Wait()
    fmt.Println(len(m))
}";

#[test]
fn unlocked_writers_meet_only_on_several_ps() {
    assert_eq!(told(RACE, 1), "10000");
    assert_eq!(told(RACE, 4), "--- stderr / fatal error: concurrent map writes");
}

#[test]
fn readers_meet_a_writer() {
    let body = "func main() {
        m := map[int]int{1: 1}
        go func() { for { m[1]++ } }()
        n := 0
        for range 1_000_000 { n += m[1] }
        fmt.Println(n)
    }";
    assert_eq!(told(body, 2), "--- stderr / fatal error: concurrent map read and map write");
    let body = body.replace("n += m[1]", "for k := range m { n += k }");
    assert_eq!(told(&body, 2), "--- stderr / fatal error: concurrent map iteration and map write");
}

#[test]
fn a_lock_keeps_them_apart() {
    let locked = RACE.replace("m[j] = i", "mu.Lock(); m[j] = i; mu.Unlock()");
    let locked = locked.replace("var wg", "var mu sync.Mutex\nvar wg");
    assert_eq!(told(&locked, 4), "10000");
    let passed = "func main() {
        c := make(chan map[int]int)
        var wg sync.WaitGroup
        for i := range 3 {
            wg.Go(func() { for range 500 { m := <-c; for j := range 20 { m[j] = i }; c <- m } })
        }
        c <- map[int]int{}
        fmt.Println(len(<-c))
    }";
    assert_eq!(told(passed, 4), "20");
}
