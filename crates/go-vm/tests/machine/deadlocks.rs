//! When a process is found to be stuck, and when not.

use expect_test::expect;

use crate::run;

/// First line of standard error, or what else happened.
fn verdict(body: &str) -> String {
    let text = run(
        "time context sync fmt",
        &format!(
            "var _ time.Time\nvar _ context.Context\nvar _ sync.Mutex\nvar _ = fmt.Sprint\nfunc main() {{ {body} }}"
        ),
    );
    let stuck = text.lines().find(|l| l.starts_with("fatal error"));
    stuck.or(text.lines().last()).unwrap_or("ends").to_string()
}

#[test]
fn cases() {
    let cases = [
        "<-make(chan int)",
        "var c chan int; c <- 1",
        "select {}",
        "var m sync.Mutex; m.Lock(); m.Lock()",
        "var wg sync.WaitGroup; wg.Add(1); wg.Wait()",
        "time.AfterFunc(time.Second, func() { fmt.Println(\"fired\") }); select {}",
        "_, cancel := context.WithTimeout(context.Background(), time.Second); defer cancel(); select {}",
        "time.NewTicker(time.Second); select {}",
        "go func() { for range time.Tick(20 * time.Minute) {} }(); select {}",
        "go func() { for { time.Sleep(20 * time.Minute) } }(); select {}",
        "go func() { select {} }(); time.Sleep(time.Second)",
    ];
    let mut out = String::new();
    for case in cases {
        out.push_str(&format!("{case}\n    {}\n", verdict(case)));
    }
    expect![[r#"
        <-make(chan int)
            fatal error: all goroutines are asleep - deadlock!
        var c chan int; c <- 1
            fatal error: all goroutines are asleep - deadlock!
        select {}
            fatal error: all goroutines are asleep - deadlock!
        var m sync.Mutex; m.Lock(); m.Lock()
            fatal error: all goroutines are asleep - deadlock!
        var wg sync.WaitGroup; wg.Add(1); wg.Wait()
            fatal error: all goroutines are asleep - deadlock!
        time.AfterFunc(time.Second, func() { fmt.Println("fired") }); select {}
            fatal error: all goroutines are asleep - deadlock!
        _, cancel := context.WithTimeout(context.Background(), time.Second); defer cancel(); select {}
            fatal error: all goroutines are asleep - deadlock!
        time.NewTicker(time.Second); select {}
            fatal error: all goroutines are asleep - deadlock!
        go func() { for range time.Tick(20 * time.Minute) {} }(); select {}
            --- limit time: stopped at 3600000000000 ns of virtual time
        go func() { for { time.Sleep(20 * time.Minute) } }(); select {}
            --- limit time: stopped at 3600000000000 ns of virtual time
        go func() { select {} }(); time.Sleep(time.Second)
            ends
    "#]]
    .assert_eq(&out);
}

#[test]
fn the_dump_shows_every_goroutine_with_its_reason() {
    let text = run(
        "sync time",
        "var mu sync.Mutex
func holder(c chan int) {
    mu.Lock()
    c <- 1
    c <- 2
}
func main() {
    c := make(chan int)
    go holder(c)
    <-c
    go func() { mu.Lock() }()
    go func() { var n chan int; select { case <-n: } }()
    go func() { select {} }()
    time.Sleep(90 * time.Second)
    var wg sync.WaitGroup
    wg.Add(1)
    wg.Wait()
}",
    );
    expect![[r#"
        --- stderr
        fatal error: all goroutines are asleep - deadlock!

        goroutine 1 [sync.WaitGroup.Wait]:
        sync.(*WaitGroup).Wait(...)
        	sync/sync.go:39 +0x24
        main.main()
        	main.go:20 +0x74

        goroutine 2 [chan send, 1 minutes]:
        main.holder(...)
        	main.go:9 +0x28
        created by main.main in goroutine 1
        	main.go:12 +0x18

        goroutine 3 [sync.Mutex.Lock, 1 minutes]:
        sync.(*Mutex).lockSlow(...)
        	sync/mutex.go:46 +0x7c
        sync.(*Mutex).Lock(...)
        	sync/mutex.go:21 +0x20
        main.main.func1()
        	main.go:14 +0xc
        created by main.main in goroutine 1
        	main.go:14 +0x2c

        goroutine 4 [chan receive (nil chan), 1 minutes]:
        main.main.func2()
        	main.go:15 +0x10
        created by main.main in goroutine 1
        	main.go:15 +0x38

        goroutine 5 [select (no cases), 1 minutes]:
        main.main.func3()
        	main.go:16 +0xc
        created by main.main in goroutine 1
        	main.go:16 +0x44
        --- exit 2
    "#]]
    .assert_eq(&text);
}
