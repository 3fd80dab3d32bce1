//! Scripts and what comes of them. What real Redis or real Lua 5.1 says is quoted; `tests/referee/guards` has more.

use super::super::commands::execute;
use super::super::store::Store;
use super::*;

struct Keys(Store);

impl Host for Keys {
    fn weight(&self, command: &[Vec<u8>]) -> usize {
        self.0.weight(command)
    }

    fn call(&mut self, command: &[Vec<u8>]) -> Reply {
        execute(&mut self.0, 5_000_000, command)
    }
}

/// The answer as Redis writes it, lines apart by `|`, without the digest of an error.
fn run(text: &str) -> String {
    let script = match Script::read(text.as_bytes()) {
        Ok(script) => script,
        Err(error) => return error,
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
    let reply = script.run(&mut Keys(Store::default()), &texts(&["key"]), &texts(&["1", "2.5", "a"]));
    if let Reply::Error(error) = reply {
        return error.split(" script: ").next().unwrap_or_default().to_owned();
    }
    let mut out = Vec::new();
    reply.encode(&mut out);
    String::from_utf8_lossy(&out).trim_end().replace("\r\n", "|")
}

fn check(cases: &[(&str, &str)]) {
    let differ = cases.iter().map(|(script, expected)| (script, expected, run(script)));
    let differ: Vec<String> = differ
        .filter(|(_, expected, found)| *expected != found)
        .map(|(script, expected, found)| format!("{script}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn results_become_replies_as_redis_has_it() {
    check(&[
        ("return 1", ":1"),
        ("return 3.99", ":3"),
        ("return -3.99", ":-3"),
        ("return 'a' .. 1 .. 2.5", "$5|a12.5"),
        ("return true", ":1"),
        ("return false", "$-1"),
        ("return nil", "$-1"),
        ("", "$-1"),
        ("return {1, 2.7, 'x', nil, 4}", "*3|:1|:2|$1|x"),
        ("return {1, {2, {}}}", "*2|:1|*2|:2|*0"),
        ("return {ok = 'FINE'}", "+FINE"),
        ("return redis.status_reply('FINE')", "+FINE"),
        ("return redis.error_reply('MY own')", "MY own"),
        ("return redis.error_reply('own')", "ERR own"),
        ("return {KEYS[1], ARGV[2], #ARGV, ARGV[4]}", "*3|$3|key|$3|2.5|:3"),
        ("return redis.sha1hex('')", "$40|da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ]);
}

#[test]
fn commands_are_called() {
    check(&[
        ("return redis.call('set', KEYS[1], 1.5)", "+OK"),
        ("redis.call('set', 'a', 10) return redis.call('incrby', 'a', 5)", ":15"),
        ("return redis.call('get', 'none') == false", ":1"),
        ("redis.call('set', 'a', 0.1 + 0.2) return redis.call('get', 'a')", "$19|0.30000000000000004"),
        ("redis.call('set', 'a', 1e15 + 1) return redis.call('get', 'a')", "$16|1000000000000001"),
        ("redis.call('set', 'a', 1e-7) return redis.call('get', 'a')", "$4|1e-7"),
        ("return redis.call('time')[1]", "$1|5"),
        ("return redis.call('nothing')", "ERR unknown command 'nothing', with args beginning with: "),
        (
            "redis.call('set', 'a', 'x') return redis.call('incr', 'a')",
            "ERR value is not an integer or out of range",
        ),
        (
            "redis.call('set', 'a', 1) return redis.pcall('hget', 'a', 'b').err",
            "$65|WRONGTYPE Operation against a key holding the wrong kind of value",
        ),
        (
            "redis.call('set', 'a', 1) return redis.call('pexpire', 'a', 1.5)",
            "ERR value is not an integer or out of range",
        ),
        ("return redis.call('get', {})", "ERR Lua redis lib command arguments must be strings or integers"),
        (
            "local ok, e = pcall(redis.call, 'get') return e.err",
            "$47|ERR wrong number of arguments for 'get' command",
        ),
        (
            "redis.call('zadd', 'z', 2, 'b', 1, 'a') return redis.call('zrange', 'z', 0, -1, 'withscores')",
            "*4|$1|a|$1|1|$1|b|$1|2",
        ),
        ("redis.call('hset', 'h', 'a', 1) return redis.call('hmget', 'h', 'a', 'b')", "*2|$1|1|$-1"),
    ]);
}

#[test]
fn the_language_is_lua() {
    check(&[
        ("local a, b, c = 1, 2 return {a, b, tostring(c)}", "*3|:1|:2|$3|nil"),
        ("return 2 + 3 * 4 ^ 2 / 2 % 7 - -1", ":6"),
        ("return 2 ^ 3 ^ 2", ":512"),
        ("return -2 ^ 2", ":-4"),
        ("return -5 % 3", ":1"),
        ("return 5 % -3", ":-1"),
        ("return '10' + 5", ":15"),
        ("return 1 .. ''", "$1|1"),
        ("return tostring(1e15)", "$5|1e+15"),
        ("return tostring(123456789012345)", "$19|1.2345678901234e+14"),
        ("return tostring(0.1)", "$3|0.1"),
        ("return tostring(100000)", "$6|100000"),
        ("return tostring(1/3)", "$16|0.33333333333333"),
        ("return tostring(1e-5)", "$5|1e-05"),
        ("return not nil == true", ":1"),
        ("return (1 < 2) == true and 'a' < 'b' and 7 or 8", ":7"),
        ("return nil or false or 3", ":3"),
        ("return #'abc' + #{1, 2, 3, nil}", ":6"),
        ("local t = {} t[1] = 1 t[3] = 3 t[2] = 2 return #t", ":3"),
        ("local t = {x = 1, [2] = 5, 'a'} return {t.x, t[2], t[1]}", "*3|:1|:5|$1|a"),
        ("local n = 0 for i = 1, 10 do if i > 5 then break end n = n + i end return n", ":15"),
        ("local n = 0 for i = 10, 1, -3 do n = n + i end return n", ":22"),
        ("local n, i = 0, 0 while i < 5 do i = i + 1 n = n + i end return n", ":15"),
        ("local i = 0 repeat local last = i i = i + 1 until last == 3 return i", ":4"),
        ("local s = '' for i, v in ipairs({'a', 'b'}) do s = s .. i .. v end return s", "$4|1a2b"),
        ("local s = '' for k, v in pairs({x = 1, y = 2}) do s = s .. k .. v end return s", "$4|x1y2"),
        ("local t = {a = 1, b = 2} for k in pairs(t) do t[k] = nil end return next(t) == nil", ":1"),
        (
            "local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end return fib(12)",
            ":144",
        ),
        ("local function f(...) return select('#', ...), ... end return {f(7, 8)}", "*3|:2|:7|:8"),
        (
            "local fs = {} for i = 1, 3 do fs[i] = function() i = i + 1 return i end end fs[1]() return {fs[1](), fs[2]()}",
            "*2|:3|:3",
        ),
        ("local t = {n = 1} function t:add(k) self.n = self.n + k return self.n end return t:add(4)", ":5"),
        ("return ('ab'):rep(2):upper()", "$4|ABAB"),
        ("return string.sub('hello', -3, -2)", "$2|ll"),
        (
            "return string.format('%05.1f|%d|%s|%%|%x|%-3s|', 3.14159, 42, 'x', 255, 'y')",
            "$20|003.1|42|x|%|ff|y  |",
        ),
        ("return table.concat({1, 2, 'c'}, '-')", "$5|1-2-c"),
        ("local t = {1, 2, 3} table.insert(t, 2, 9) table.remove(t, 1) return t", "*3|:9|:2|:3"),
        ("return {unpack({1, 2, 3}, 2)}", "*2|:2|:3"),
        (
            "return {math.floor(-1.5), math.ceil(1.2), math.max(1, 5, 3), math.min(4, 2), math.abs(-3)}",
            "*5|:-2|:2|:5|:2|:3",
        ),
        ("return tonumber('0x10') + tonumber(' 7 ') + tonumber('11', 2)", ":26"),
        ("return tonumber('x') == nil", ":1"),
        (
            "return type(nil) .. type(1) .. type('') .. type({}) .. type(print ~= nil)",
            "ERR user_script:1: Script attempted to access nonexistent global variable 'print'",
        ),
        ("-- a comment\n--[[ a long\none ]] return [[\nlong]] .. [==[ ]] ]==]", "$8|long ]]"),
        ("return 'a\\n\\065\\''", "$4|a\nA'"),
        ("local a = 1; do local a = 2 end; return a", ":1"),
        ("if false then return 1 elseif nil then return 2 else return 3 end", ":3"),
    ]);
}

#[test]
fn errors_are_redis_own() {
    check(&[
        ("return x", "ERR user_script:1: Script attempted to access nonexistent global variable 'x'"),
        ("\nx = 1", "ERR user_script:2: Attempt to modify a readonly table"),
        ("local x\nreturn x.y", "ERR user_script:2: attempt to index local 'x' (a nil value)"),
        ("return KEYS.a.b", "ERR user_script:1: attempt to index field 'a' (a nil value)"),
        ("return ARGV[1] < 5", "ERR user_script:1: attempt to compare string with number"),
        ("return {} < {}", "ERR user_script:1: attempt to compare two table values"),
        ("return nil + 1", "ERR user_script:1: attempt to perform arithmetic on a nil value"),
        ("return 'a' .. {}", "ERR user_script:1: attempt to concatenate a table value"),
        ("local f return f()", "ERR user_script:1: attempt to call local 'f' (a nil value)"),
        ("error('own')", "ERR user_script:1: own"),
        ("error({err = 'MY own'})", "MY own"),
        (
            "return math.floor('x')",
            "ERR user_script:1: bad argument #1 to 'floor' (number expected, got string)",
        ),
        (
            "return 1 +",
            "ERR Error compiling script (new function): user_script:1: unexpected symbol near '<eof>'",
        ),
        (
            "if 1 then\nreturn 1",
            "ERR Error compiling script (new function): user_script:2: 'end' expected (to close 'if' at line 1) near '<eof>'",
        ),
        ("local 1", "ERR Error compiling script (new function): user_script:1: <name> expected near '1'"),
        ("x", "ERR Error compiling script (new function): user_script:1: '=' expected near '<eof>'"),
        (
            "return 'a",
            "ERR Error compiling script (new function): user_script:1: unfinished string near '<eof>'",
        ),
        (
            "return 1 end",
            "ERR Error compiling script (new function): user_script:1: '<eof>' expected near 'end'",
        ),
    ]);
}

#[test]
fn nothing_runs_or_grows_for_ever() {
    let stopped = "ERR user_script:1: script stopped after 1000000 steps, a limit of Tidepool";
    check(&[
        ("while true do end", stopped),
        ("local s = 'x' while true do s = s .. s end", stopped),
        ("local t = {} while true do t[#t + 1] = t end", stopped),
        ("pcall(function() while true do end end) return 1", stopped),
        ("return ('x'):rep(1e12)", stopped),
        ("for i = 1, 10, 0 do end", "$-1"),
        ("local function f() return 1 + f() end return f()", "ERR user_script:1: stack overflow"),
        ("local t = {} t.t = t return t", "*0"),
        ("local t for i = 1, 40000 do t = {t} end return 1", ":1"),
        ("local f for i = 1, 40000 do local g = f f = function() return g end end return 1", ":1"),
        ("local t = {} for i = 1, 9 do local s = t t = {s, function() return t, s end} end return #t", ":2"),
    ]);
    let deep = format!("return {}1{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(
        run(&deep),
        "ERR Error compiling script (new function): user_script:1: chunk has too many syntax levels"
    );
    let long = format!("return {}1", "1 .. ".repeat(100_000));
    assert_eq!(
        run(&long),
        "ERR Error compiling script (new function): user_script:1: chunk has too many syntax levels"
    );
    let wide = "local t = {} t[1] = t t[2] = t return t";
    check(&[(wide, stopped), ("local t = {} t[1] = t return #t", ":1")]);
}

#[test]
fn long_expressions_are_not_deep_ones() {
    let sum = format!("return {}1", "1 + ".repeat(300_000));
    assert_eq!(run(&sum), ":300001");
    let either = format!("return {}3", "false or ".repeat(300_000));
    assert_eq!(run(&either), ":3");
    let fields = format!("local x = {{}} x.a = x return x{}", ".a".repeat(300_000));
    assert_eq!(run(&fields), "*0");
    let calls = format!("local function f() return f end return f{}", "()".repeat(100_000));
    assert_eq!(run(&calls), "$-1");
    let unread = format!("return 1{} +", " + x.a".repeat(300_000));
    assert!(run(&unread).ends_with("unexpected symbol near '<eof>'"));
    check(&[
        ("return 10 - 4 - 3 * 2 * 2 + 1", ":-5"),
        ("return 1 < 2 and 3 <= 3 and 'x' or 'y'", "$1|x"),
        ("return nil and 1 or false and 2 or 3", ":3"),
        ("return 'a' .. 1 + 2 .. 'b' == 'a3b'", ":1"),
        ("local t = {f = function(n) return {g = n} end} return t.f(4).g", ":4"),
        ("local t = {a = {}} t.a.b = {c = 1} t.a['b'].c = 5 return t.a.b.c", ":5"),
        ("local t = {a = {}} function t.a.f(x) return x + 1 end return t.a.f(1)", ":2"),
        ("local t = {} return t.a.b", "ERR user_script:1: attempt to index field 'a' (a nil value)"),
        ("local t = {} return t.a()", "ERR user_script:1: attempt to call field 'a' (a nil value)"),
        (
            "local x return 1 + 2 + x",
            "ERR user_script:1: attempt to perform arithmetic on local 'x' (a nil value)",
        ),
    ]);
}

#[test]
fn nothing_breaks_it() {
    check(&[
        (
            "local t = {} table.insert(t, 0/0, 1)",
            "ERR user_script:1: bad argument #2 to 'insert' (position out of bounds)",
        ),
        (
            "table.insert({}, -1/0, 1)",
            "ERR user_script:1: bad argument #2 to 'insert' (position out of bounds)",
        ),
        ("local t = {} table.insert(t, 1/0, 7) return t[math.huge]", ":7"),
        ("local t = {} table.insert(t, 3, 7) return {#t, t[3]}", "*2|:0|:7"),
        ("local t = {1} t[3] = 3 table.insert(t, 1, 0) return t", "*3|:0|:1|:3"),
        (
            "return \"\\",
            "ERR Error compiling script (new function): user_script:1: unfinished string near '<eof>'",
        ),
        ("return {unpack({}, 2^53, 2^53)}", "*0"),
        ("return {unpack({}, math.huge, math.huge)}", "*0"),
        ("return {unpack({}, 2, 1)}", "*0"),
        ("return select('#', unpack({}, 0/0, 3))", ":4"),
        ("return #{unpack({1, 2}, nil, 2)}", ":2"),
        ("return unpack({}, 1, 1e18)", "ERR user_script:1: too many results to unpack"),
        ("return unpack({}, -math.huge, math.huge)", "ERR user_script:1: too many results to unpack"),
        (
            "return table.concat({}, '', 2^53, 2^53 + 2)",
            "ERR user_script:1: invalid value (nil) at index 9007199254740992 in table for 'concat'",
        ),
    ]);
}

/// Each of these took many seconds when a step could go over the whole table.
#[test]
fn no_step_goes_over_a_whole_table() {
    let began = std::time::Instant::now();
    check(&[
        (
            "local t, n = {}, 0 for i = 1, 60000 do t['k' .. i] = i end for _, v in pairs(t) do n = n + v end return n",
            ":1800030000",
        ),
        ("local t = {} for i = 2, 60000 do t[i] = 1 end t[1] = 1 return #t", ":60000"),
        (
            "local t = {} for i = 40000, 2, -2 do t[i] = 1 end for i = 1, 40000, 2 do t[i] = 1 end return #t",
            ":40000",
        ),
        (
            "local t = {} for i = 1, 60000 do t[-i] = 1 end for i = 1, 60000 do t[next(t)] = nil end return 1",
            "ERR user_script:1: script stopped after 1000000 steps, a limit of Tidepool",
        ),
        (
            "local s = ('x'):rep(8e6) while true do s:lower() end",
            "ERR user_script:1: script stopped after 1000000 steps, a limit of Tidepool",
        ),
        (
            "local t, s, r = {}, ('x'):rep(4e6), ('x'):rep(4e6) while true do t[s] = s == r end",
            "ERR user_script:1: script stopped after 1000000 steps, a limit of Tidepool",
        ),
    ]);
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
}

#[test]
fn tables_keep_their_order_while_the_list_takes_keys_up() {
    check(&[
        (
            "local t, s = {x = 1}, '' t[3] = 3 t.y = 2 t[2] = 2 t[1] = 1 for k, v in pairs(t) do s = s .. k .. '=' .. v .. ' ' end return s",
            "$20|1=1 2=2 3=3 x=1 y=2",
        ),
        ("local t = {} t[2] = 2 t[1] = 1 t[2] = nil t[2] = 5 return {#t, t[2]}", "*2|:2|:5"),
        ("local t = {1, 2, 3} t[3] = nil t[2] = nil t[3] = 3 t[2] = 2 return t", "*3|:1|:2|:3"),
        (
            "local t = {a = 1} for k in pairs(t) do t[k] = nil t[1] = 1 t[1] = nil end return next(t) == nil",
            ":1",
        ),
    ]);
}

/// What stands deep in each other, or in itself, is taken apart without going deep, and all of it: a thread with a stack like
/// that of a browser does it.
#[test]
fn deep_values_are_dropped_one_by_one() {
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let done = small.spawn(|| {
        check(&[
            ("local t = {} for i = 1, 60000 do t = {t} end return 1", ":1"),
            ("local t = {} for i = 1, 60000 do t = {t} end error({err = 'MY own', t})", "MY own"),
            ("local f for i = 1, 60000 do local g = f f = function() return g end end return 1", ":1"),
            ("local t for i = 1, 60000 do t = {t} end KEYS.t = t KEYS.k = KEYS return 1", ":1"),
        ]);
    });
    assert!(done.is_ok_and(|thread| thread.join().is_ok()));
}
