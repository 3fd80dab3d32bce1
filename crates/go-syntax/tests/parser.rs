//! Trees of correct texts.

use expect_test::{Expect, expect};
use tidepool_go_syntax::{FileId, dump, parse_file};

/// Parses a whole file without its package clause.
fn check(text: &str, expect: Expect) {
    let parsed = parse_file(FileId(0), &format!("package p\n{text}"), 0);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    expect.assert_eq(dump(&parsed.file).strip_prefix("package p\n").unwrap_or("?"));
}

/// Parses statements in a function body.
fn check_body(text: &str, expect: Expect) {
    let parsed = parse_file(FileId(0), &format!("package p\nfunc f() {{\n{text}\n}}"), 0);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let dumped = dump(&parsed.file);
    let body = dumped.strip_prefix("package p\nfunc f () {\n").and_then(|rest| rest.strip_suffix("}\n"));
    let lines = body.unwrap_or(&dumped).lines();
    expect.assert_eq(
        &lines.map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line))).collect::<String>(),
    );
}

#[test]
fn imports() {
    check(
        "import \"fmt\"\nimport (\n\tf \"fmt\"\n\t. \"strings\"\n\t_ \"net/http/pprof\"\n)",
        expect![[r#"
        import "fmt"
        import f "fmt"
        import . "strings"
        import _ "net/http/pprof"
    "#]],
    );
}

#[test]
fn constants_keep_their_line_numbers_and_repetition() {
    check(
        "const (\n\tA Kind = iota + 1\n\tB\n\t_\n\tC, D = 1 << iota, \"x\"\n)\nconst E = 2",
        expect![[r#"
        const[0] A : Kind = (+ iota 1)
        const[1] B
        const[2] _
        const[3] C D = (<< 1 iota) "x"
        const[0] E = 2
    "#]],
    );
}

#[test]
fn variables() {
    check(
        "var a int\nvar b, c = 1, 2\nvar (\n\td []string = nil\n\te, g = f()\n)",
        expect![[r#"
        var a : int
        var b c = 1 2
        var d : ([] string) = nil
        var e g = (call f)
    "#]],
    );
}

#[test]
fn types() {
    check(
        "type (\n\tA = B\n\tC []map[string]*pkg.T\n\tD [3][...]int\n\tE func(int, ...string) (n int, err error)\n\
         \tF chan<- <-chan chan int\n\tG (int)\n)",
        expect![[r#"
            type A = B
            type C ([] (map string (* (. pkg T))))
            type D (array 3 (array ... int))
            type E (functype (int, ...string) -> (n : int, err : error))
            type F (chan<- (<-chan (chan int)))
            type G (paren int)
        "#]],
    );
}

#[test]
fn structs_and_interfaces() {
    check(
        "type T struct {\n\ta, b int `json:\"a\"`\n\tEmbedded\n\t*pkg.Pointer \"tag\"\n\tList[int]\n\tarr [4]byte\n\
         \tfn func()\n}\ntype I interface {\n\tM(x int) error\n\tfmt.Stringer\n\t~int | ~string\n\tPair[int, string]\n}",
        expect![[r#"
            type T (struct (a b : int "json:\"a\"") (embed Embedded) (embed (* (. pkg Pointer)) "tag") (embed (index List int)) (arr : (array 4 byte)) (fn : (functype ())))
            type I (interface (M (x : int) -> (error)) (embed (. fmt Stringer)) (embed (union ~int ~string)) (embed (index Pair int string)))
        "#]],
    );
}

#[test]
fn type_parameters_or_array_length() {
    check(
        "type A[P any] int\ntype B[P *C,] int\ntype C[P *T] int\ntype D[N * 2] int\ntype E[P interface{ ~int }, Q []P] int\n\
         type F[P (interface{})] int\ntype G[N] int\ntype H[a.B] int\ntype I[K comparable, V int | *string] map[K]V\n\
         type J[P, Q any] = K[P]\ntype K[P *[]int] int",
        expect![[r#"
            type A [P : any] int
            type B [P : (* C)] int
            type C (array (* P T) int)
            type D (array (* N 2) int)
            type E [P : (interface (embed (union ~int))), Q : ([] P)] int
            type F [P : (paren (interface))] int
            type G (array N int)
            type H (array (. a B) int)
            type I [K : comparable, V : (union int (* string))] (map K V)
            type J [P Q : any] = (index K P)
            type K [P : (* ([] int))] int
        "#]],
    );
}

#[test]
fn functions() {
    check(
        "func native(x int) int\nfunc (r *T[K]) m(a, b int, c ...string) (int, error) {}\n\
         func g[S ~[]E, E any](s S) (e E) { return }\nfunc h(int, func(x int)) {}\n\
         func i(x []int, y [2]int, z m.T, w L[int], v [n]m.T) {}",
        expect![[r#"
            func native (x : int) -> (int) native
            func (r : (* (index T K))) m (a b : int, c : ...string) -> (int, error) {
            }
            func g [S : (union ~([] E)), E : any] (s : S) -> (e : E) {
              return
            }
            func h (int, (functype (x : int))) {
            }
            func i (x : ([] int), y : (array 2 int), z : (. m T), w : (index L int), v : (array n (. m T))) {
            }
        "#]],
    );
}

#[test]
fn precedence() {
    check_body(
        "_ = a + b*c - -d<<1 | e&^f\n_ = a || b && c == d+1 != !e\n_ = *p.x * &y[0] ^ ^z\n_ = <-c + <-(<-chan int)(d)",
        expect![[r#"
              = _ <- (| (- (+ a (* b c)) (<< (- d) 1)) (&^ e f))
              = _ <- (|| a (&& b (!= (== c (+ d 1)) (! e))))
              = _ <- (^ (* (* (. p x)) (& (index y 0))) (^ z))
              = _ <- (+ (<- c) (<- (call (paren (<-chan int)) d)))
        "#]],
    );
}

#[test]
fn primary_expressions() {
    check_body(
        "_ = a.b.c(1, x...)[i][1:2][:][:3:4]\n_ = x.(T).(*pkg.T)\n_ = f[int, []string](nil)\n_ = (func(int))(nil)\n\
         _ = []byte(s)\n_ = chan int(nil)\n_ = m[k]",
        expect![[r#"
              = _ <- (slice (slice (slice (index (call (. (. a b) c) 1 x...) i) 1 2 _) _ _ _) _ 3 4)
              = _ <- (assert (assert x T) (* (. pkg T)))
              = _ <- (call (index f int ([] string)) nil)
              = _ <- (call (paren (functype (int))) nil)
              = _ <- (call ([] byte) s)
              = _ <- (call (chan int) nil)
              = _ <- (index m k)
        "#]],
    );
}

#[test]
fn literals() {
    check_body(
        "_ = T{}\n_ = pkg.T{x: 1, y: {2}}\n_ = []T{{1}, {2},\n}\n_ = map[string][]int{\"a\": {1}, \"b\": nil}\n\
         _ = [...]string{2: \"x\", \"y\"}\n_ = &List[int]{}\n_ = struct{ a int }{1}\n_ = 0x_1F + 1.5e3 + 2i + 'x' + '\\x00' + \"\\xff\"",
        expect![[r#"
              = _ <- (lit T)
              = _ <- (lit (. pkg T) (: x 1) (: y (lit _ 2)))
              = _ <- (lit ([] T) (lit _ 1) (lit _ 2))
              = _ <- (lit (map string ([] int)) (: "a" (lit _ 1)) (: "b" nil))
              = _ <- (lit (array ... string) (: 2 "x") "y")
              = _ <- (& (lit (index List int)))
              = _ <- (lit (struct (a : int)) 1)
              = _ <- (+ (+ (+ (+ (+ 0x_1F 1.5e3) 2i) 'x') '\0') bytes"\xff")
        "#]],
    );
}

#[test]
fn function_literals() {
    check_body(
        "go func(n int) {\n\tdefer wg.Done()\n\tf()\n}(1)\nx := func() (int, error) { return 1, nil }\nf(func() {}, 2)",
        expect![[r#"
              go (call (func (n : int) {
                defer (call (. wg Done))
                (call f)
              }) 1)
              := x <- (func () -> (int, error) {
                return 1 nil
              })
              (call f (func () {
              }) 2)
        "#]],
    );
}

#[test]
fn braces_in_headers_start_blocks() {
    check_body(
        "if x == y {\n}\nif v := (T{1}); v.ok {\n} else if f(T{2}) {\n} else {\n}\nfor range []int{1} {\n}\n\
         switch x := g[int](T{}); {\n}\nif func() bool { return T{} == u }() {\n}",
        expect![[r#"
              if (== x y) {
              }
              if (init := v <- (paren (lit T 1))) (. v ok) {
              } else if (call f (lit T 2)) {
              } else block {
              }
              range (lit ([] int) 1) {
              }
              switch (init := x <- (call (index g int) (lit T))) {
              }
              if (call (func () -> (bool) {
                return (== (lit T) u)
              })) {
              }
        "#]],
    );
}

#[test]
fn loops() {
    check_body(
        "for {\n}\nfor x {\n}\nfor i := 0; i < n; i++ {\n}\nfor ; ; {\n}\nfor range 10 {\n}\nfor i := range 10 {\n}\n\
         for k, v := range m {\n}\nfor a[0], b.c = range m {\n}\nfor x := range seq(1) {\n}",
        expect![[r#"
              for {
              }
              for cond x {
              }
              for (init := i <- 0) cond (< i n) (post ++ i) {
              }
              for {
              }
              range 10 {
              }
              range (:= i) 10 {
              }
              range (:= k v) m {
              }
              range (= (index a 0) (. b c)) m {
              }
              range (:= x) (call seq 1) {
              }
        "#]],
    );
}

#[test]
fn switches() {
    check_body(
        "switch {\ncase a, b:\n\tf()\n\tfallthrough\ndefault:\n}\nswitch x := f(); x.y {\ncase 1:\n}\n\
         switch v := x.(type) {\ncase int, *T:\ncase nil:\n}\nswitch f(); x.(type) {\n}",
        expect![[r#"
              switch {
              case a b:
                (call f)
                fallthrough
              default:
              }
              switch (init := x <- (call f)) (. x y) {
              case 1:
              }
              typeswitch (bind v) x {
              case int (* T):
              case nil:
              }
              typeswitch (init (call f)) x {
              }
        "#]],
    );
}

#[test]
fn selects() {
    check_body(
        "select {\ncase <-ctx.Done():\n\treturn\ncase v, ok := <-c:\n\tuse(v, ok)\ncase a[0] = <-d:\ncase e <- 1 + 2:\n\
         default:\n}\nselect {\n}",
        expect![[r#"
              select {
              case recv (<- (call (. ctx Done))):
                return
              case recv (:= v ok) (<- c):
                (call use v ok)
              case recv (= (index a 0)) (<- d):
              case send e (+ 1 2):
              default:
              }
              select {
              }
        "#]],
    );
}

#[test]
fn labels_and_jumps() {
    check_body(
        "outer:\nfor {\n\tfor {\n\t\tcontinue outer\n\t}\n\tbreak outer\n}\ngoto end\nend:",
        expect![[r#"
              label outer: for {
                for {
                  continue outer
                }
                break outer
              }
              goto end
              label end: empty
        "#]],
    );
}

#[test]
fn simple_statements() {
    check_body(
        "a, b = b, a\nx, err := f()\nx += 1\nx &^= 2\ni++\np.n--\nc <- v\n<-c\n;\n{\n\tvar y int\n\ttype t int\n}\nreturn",
        expect![[r#"
              = a b <- b a
              := x err <- (call f)
              += x 1
              &^= x 2
              ++ i
              -- (. p n)
              send c v
              (<- c)
              empty
              block {
                var y : int
                type t int
              }
              return
        "#]],
    );
}

#[test]
fn channel_types_bind_to_the_left() {
    check_body(
        "var a = make(<-chan chan<- int)\nb := <-chan int(nil)\nvar c <-chan<- chan int",
        expect![[r#"
          var a = (call make (<-chan (chan<- int)))
          := b <- (<- (call (chan int) nil))
          var c : (<-chan (<-chan int))
    "#]],
    );
}

#[test]
fn every_expression_has_its_own_number() {
    let text = "package p\nvar x = f(a, b+1)[2]\nfunc g() { y := x; _ = y }";
    let first = parse_file(FileId(0), text, 0);
    let second = parse_file(FileId(1), text, first.next_expr_id);
    assert!(first.next_expr_id > 0);
    assert_eq!(second.next_expr_id, 2 * first.next_expr_id);
}

#[test]
fn comments_are_kept() {
    let text = "package p // one\n/* two */ var x int\n//go:build ignore\r\n";
    let parsed = parse_file(FileId(0), text, 0);
    let comments: Vec<&str> = parsed.comments.iter().map(|span| span.text(text)).collect();
    assert_eq!(comments, ["// one", "/* two */", "//go:build ignore"]);
}
