//! Goldens of disassembly for hand-built HIR.

mod build;

use build::*;
use expect_test::{Expect, expect};
use tidepool_go_check::hir::*;
use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Field, Type};
use tidepool_go_vm::compile::compile;
use tidepool_go_vm::disasm::disassemble;

/// Compiles and compares the first function's code.
fn check(build: Build, expect: Expect) {
    match compile(&build.program()) {
        Ok(program) => expect.assert_eq(&disassemble(&program, FuncId(0))),
        Err(errors) => expect.assert_eq(&format!("{errors:?}")),
    }
}

fn check_func(func: Func, expect: Expect) {
    let mut build = Build::new();
    build.funcs.push(func);
    check(build, expect);
}

#[test]
fn recursion_needs_few_instructions() {
    let fib = |n| call_expr(0, vec![binary(BinaryOp::Sub, var(0), int(n))], basic::INT);
    let small = block(vec![stmt(2, StmtKind::Return(vec![var(0)]))]);
    let body = vec![
        stmt(1, StmtKind::If(binary(BinaryOp::Lt, var(0), int(2)), small, None)),
        stmt(3, StmtKind::Return(vec![binary(BinaryOp::Add, fib(1), fib(2))])),
    ];
    let locals = vec![new_local("n", basic::INT), new_local("", basic::INT)];
    check_func(
        func("fib", locals, 1, 1, body),
        expect![[r#"
            main.fib(int) (int) frame=4
                  r0 n int @0..11
                1    0  Line       1
                     1  JumpGeIntK r0 2 @4
                2    2  Line       2
                     3  Return1    r0
                3    4  Line       3
                1    5  AddIntK    r2 r0 -1
                     6  Call       r2 main.fib
                     7  AddIntK    r3 r0 -2
                     8  Call       r3 main.fib
                     9  AddInt     r1 r2 r3
                3   10  Return1    r1
        "#]],
    );
}

#[test]
fn counting_loop() {
    let add = stmt(3, StmtKind::OpAssign(local(1, basic::INT), BinaryOp::Add, var(2)));
    let post = stmt(2, StmtKind::OpAssign(local(2, basic::INT), BinaryOp::Add, int(1)));
    let cond = binary(BinaryOp::Lt, var(2), var(0));
    let loop_stmt = ForStmt {
        label: LabelId(0),
        cond: Some(cond),
        post: Some(post),
        body: block(vec![add]),
        per_iteration: Vec::new(),
    };
    let body = vec![
        stmt(2, StmtKind::Declare(LocalId(2), Some(int(0)))),
        stmt(2, StmtKind::For(Box::new(loop_stmt))),
        stmt(4, StmtKind::Return(Vec::new())),
    ];
    let locals = vec![new_local("n", basic::INT), new_local("s", basic::INT), new_local("i", basic::INT)];
    check_func(
        func("sum", locals, 1, 1, body),
        expect![[r#"
            main.sum(int) (int) frame=3
                  r0 n int @0..10
                  r1 s int @1..10
                  r2 i int @3..10
                1    0  Int        r1 0
                2    1  Line       2
                1    2  Int        r2 0
                     3  JumpLeInt  r0 r2 @8
                3    4  Line       3
                     5  AddInt     r1 r1 r2
                2    6  Line       2
                     7  IncJumpLtInt r2 r0 @4
                4    8  Line       4
                     9  Return1    r1
        "#]],
    );
}

#[test]
fn swap_of_slice_elements_and_values() {
    let mut b = Build::new();
    let ints = b.slice(basic::INT);
    let elem = |i: u32| {
        let slice = load(local(0, ints));
        place(PlaceKind::SliceIndex(Box::new(slice), Box::new(var(i))), basic::INT)
    };
    let places = vec![Some(elem(1)), Some(elem(2))];
    let variables = vec![Some(local(1, basic::INT)), Some(local(2, basic::INT))];
    let body = vec![
        stmt(1, StmtKind::Assign(places, vec![load(elem(2)), load(elem(1))])),
        stmt(2, StmtKind::Assign(variables, vec![var(2), var(1)])),
    ];
    let locals = vec![new_local("s", ints), new_local("i", basic::INT), new_local("j", basic::INT)];
    b.funcs.push(func("swap", locals, 3, 0, body));
    check(
        b,
        expect![[r#"
            main.swap([]int, int, int) frame=5
                  r0 s []int @0..12
                  r1 i int @0..12
                  r2 j int @0..12
                1    0  Line       1
                     1  SliceLoad  r3 r0 r2
                     2  SliceLoad  r4 r0 r1
                     3  SliceStore r0 r1 r3
                     4  SliceStore r0 r2 r4
                2    5  Line       2
                1    6  Move       r3 r2
                     7  Move       r4 r1
                2    8  Move       r1 r3
                     9  Move       r2 r4
               99   10  Line       99
                    11  Return
        "#]],
    );
}

#[test]
fn deferred_closure_changes_a_named_result() {
    let mut b = Build::new();
    let func_ty = b.types.intern(Type::Func(Vec::new(), Vec::new(), false));
    let closure = ExprKind::Closure { func: FuncId(1), captures: vec![LocalId(0)] };
    let deferred = call(Callee::Value(Box::new(expr(closure, func_ty))), Vec::new(), basic::UNIT);
    let body = vec![stmt(1, StmtKind::Defer(deferred, false)), stmt(2, StmtKind::Return(vec![int(5)]))];
    b.funcs.push(func("f", vec![new_local("*r", basic::INT)], 0, 1, body));
    let inc = stmt(1, StmtKind::OpAssign(local(0, basic::INT), BinaryOp::Add, int(1)));
    let mut inner = func("f.func1", vec![new_local("*r", basic::INT)], 0, 0, vec![inc]);
    inner.captures = vec![LocalId(0)];
    b.funcs.push(inner);
    let program = compile(&b.program()).expect("compiles");
    let text = disassemble(&program, FuncId(0)) + &disassemble(&program, FuncId(1));
    expect![[r#"
        main.f() (int) frame=3 epilogue=@11
              *r0 r int @1..14
            1    0  New        Local r0 int
                 1  Line       1
                 2  Move       r1 r0
                 3  Closure    Local r1 main.f.func1
                 4  DeferValue OpenCoded r2 r1 0
            2    5  Line       2
            1    6  Int        r1 5
            2    7  Store      r0 r1
                 8  RunDefers
                 9  Load       r2 r0
                10  Return1    r2
           99   11  RunDefers
                12  Load       r1 r0
                13  Return1    r1
        main.f.func1() frame=2 captures=1
              *r0 r int @1..7
            1    0  LoadCapture r0 [0]
                 1  Line       1
                 2  Load       r1 r0
                 3  AddIntK    r1 r1 1
                 4  Store      r0 r1
           99    5  Line       99
                 6  Return
    "#]]
    .assert_eq(&text);
}

#[test]
fn struct_value_that_reads_what_it_overwrites() {
    let mut b = Build::new();
    let field = |name: &str| Field {
        name: name.into(),
        ty: basic::INT,
        embedded: false,
        tag: String::new(),
        package: String::new(),
    };
    let point = b.types.intern(Type::Struct(vec![field("x"), field("y")]));
    let part = |i| load(place(PlaceKind::Field(Box::new(local(0, point)), i), basic::INT));
    let turned = ExprKind::StructLit(vec![(0, part(1)), (1, part(0))]);
    let body = vec![
        stmt(1, StmtKind::Assign(vec![Some(local(0, point))], vec![expr(turned, point)])),
        stmt(2, StmtKind::Return(vec![load(local(0, point))])),
    ];
    b.funcs.push(func("turn", vec![new_local("p", point), new_local("", point)], 1, 1, body));
    check(
        b,
        expect![[r#"
            main.turn(struct { x int; y int }) (struct { x int; y int }) frame=5
                  r0 p struct { x int; y int } @0..6
                1    0  Line       1
                     1  Move       r3 r1
                     2  Move       r4 r0
                     3  MoveN      r0 r3 ×2
                2    4  Line       2
                     5  ReturnN    r0 ×2
        "#]],
    );
}

#[test]
fn map_with_ok_goes_straight_into_new_variables() {
    let mut b = Build::new();
    let map = b.types.intern(Type::Map(basic::STRING, basic::INT));
    let pair = b.tuple(&[basic::INT, basic::BOOL]);
    let get = ExprKind::MapIndexOk(Box::new(load(local(0, map))), Box::new(text("k")));
    let places = vec![Some(local(1, basic::INT)), Some(local(2, basic::BOOL))];
    let body = vec![
        stmt(1, StmtKind::Declare(LocalId(1), None)),
        stmt(1, StmtKind::Declare(LocalId(2), None)),
        stmt(1, StmtKind::AssignTuple(places, expr(get, pair))),
    ];
    let locals = vec![new_local("m", map), new_local("v", basic::INT), new_local("ok", basic::BOOL)];
    b.funcs.push(func("get", locals, 1, 0, body));
    check(
        b,
        expect![[r#"
            main.get(map[string]int) frame=5
                  r0 m map[string]int @0..6
                  r1 v int @0..4
                  r2 ok bool @0..4
                1    0  Line       1
                     1  Move       r3 r0
                     2  Const      r4 "k"
                     3  MapGet     ok r1 r3 map[string]int
               99    4  Line       99
                     5  Return
        "#]],
    );
}

#[test]
fn select_with_default() {
    let mut b = Build::new();
    let chan = b.types.intern(Type::Chan(tidepool_go_check::types::ChanDir::Both, basic::INT));
    let comm = Comm::Recv {
        chan: load(local(0, chan)),
        value: Some(local(1, basic::INT)),
        ok: None,
        declares: vec![LocalId(1)],
    };
    let use_it = stmt(3, StmtKind::Send(load(local(0, chan)), var(1)));
    let case = SelectCase { comm, body: block(vec![use_it]), span: at(2) };
    let select = SelectStmt { label: LabelId(0), cases: vec![case], default: Some(block(Vec::new())) };
    let body = vec![stmt(1, StmtKind::Select(Box::new(select)))];
    b.funcs.push(func("sel", vec![new_local("ch", chan), new_local("v", basic::INT)], 1, 0, body));
    check(
        b,
        expect![[r#"
            main.sel(chan int) frame=4
                  r0 ch chan int @0..9
                  r3 v int @4..7
                1    0  Line       1
                     1  Select     r2 [r1, _ = <-r0] [default]
                     2  JumpNeIntK r2 0 @7
                2    3  Line       2
                     4  Move       r3 r1
                3    5  Line       3
                     6  Send       r0 r3 ×1
               99    7  Line       99
                     8  Return
        "#]],
    );
}

#[test]
fn narrow_arithmetic_wraps() {
    let load8 = |id| load(local(id, basic::UINT8));
    let sum = binary(BinaryOp::Add, load8(0), load8(1));
    let wide = expr(ExprKind::Convert(Box::new(sum)), basic::INT);
    let body = vec![stmt(1, StmtKind::Return(vec![wide]))];
    let locals = vec![new_local("a", basic::UINT8), new_local("b", basic::UINT8), new_local("", basic::INT)];
    check_func(
        func("add", locals, 2, 1, body),
        expect![[r#"
            main.add(uint8, uint8) (int) frame=3
                  r0 a uint8 @0..4
                  r1 b uint8 @0..4
                1    0  Line       1
                     1  AddInt     r2 r0 r1
                     2  Wrap       U8 r2 r2
                     3  Return1    r2
        "#]],
    );
}
