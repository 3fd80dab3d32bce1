//! Flow diagrams: how they are drawn, and what is wrong with them.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use tidepool_book::{Numbers, Outcome, SiteInfo, Wanted, build_with};
use tidepool_scenario::Library;

/// A run of ten requests, of which two fail.
struct MadeUp;

impl Numbers for MadeUp {
    fn outcomes(&self, wanted: &[Wanted]) -> Vec<Result<Outcome, String>> {
        let metrics = [("arrived", 10_000.0), ("waits", 4.0), ("done", 8.0), ("failed", 2.0)];
        let outcome = Outcome {
            metrics: metrics.map(|(name, value)| (name.to_string(), value)).into(),
            lines: BTreeMap::from([(4, 8), (6, 0)]),
            ..Outcome::default()
        };
        wanted.iter().map(|_| Ok(outcome.clone())).collect()
    }

    fn diagnose(&self, _: &str, _: &str) -> Vec<String> {
        Vec::new()
    }
}

fn page(lang: &str, body: &str) -> (String, String) {
    let front =
        "+++\ntitle = \"T\"\nslug = \"index\"\ndescription = \"D\"\n+++\n## H {#h}\n::lab{scenario=s id=l}\n";
    (format!("{lang}/index.md"), format!("{front}{body}"))
}

/// The English page's figure, or the faults of both pages.
fn figure(en: &str, zh: &str) -> String {
    let mut library = Library::default();
    let scenario = "title = { en = \"S\", zh = \"S\" }\nlisting = \"a.go\"\nduration = \"1s\"\n";
    library.scenarios.insert("s".into(), scenario.into());
    library
        .listings
        .insert("a.go".into(), "package main\n\nfunc main() {\n\tf()\n\t// nothing\n\tg()\n}\n".into());
    match build_with(&[page("en", en), page("zh", zh)], &library, &SiteInfo::default(), &MadeUp) {
        Ok(files) => {
            let file = files.iter().find(|(path, _)| path.ends_with("en/index.html"));
            let text = file.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
            let from = text.find("<figure class=\"flow").unwrap_or(0);
            text[from..].split_inclusive("</figure>").next().unwrap_or_default().to_owned() + "\n"
        }
        Err(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
    }
}

fn check(en: &str, zh: &str, expected: Expect) {
    expected.assert_eq(&figure(en, zh));
}

/// The lines of a flow in both languages; line 8 of the page is the first.
fn check_lines(lines: &str, expected: Expect) {
    let text = format!(":::flow{{id=f lab=l caption=\"C\"}}\n{lines}:::\n");
    check(&text, &text, expected);
}

const GOOD: &str = "\
ask   step 1.5,1 \"A < request\" = arrived
free  decision 1.5,2 \"Free?\"
queue wait 2,3 \"Wait for|a place\" = waits
keep  store 1,3 \"Kept\"
done  good 1,4 \"Done\" = line 4
lost  bad 2,4 \"Lost\" = failed

ask -> free
free -> keep \"yes\" = line 4 - waits
free -> queue \"no\" = waits
keep -> done
queue -> done = line 6
queue -> lost \"too late\" = failed
";

#[test]
fn a_flow_is_drawn_and_listed() {
    check_lines(
        GOOD,
        expect![[r#"
            <figure class="flow cols-2" id="flow-f" data-lab="l" data-listing="a.go">
            <svg class="flow-chart" viewBox="0 0 358 324" width="358" height="324" role="img" aria-labelledby="flow-f-title" aria-describedby="flow-f-desc">
            <title id="flow-f-title">C</title><desc id="flow-f-desc">A &lt; request: → Free?. Free?: yes → Kept; no → Wait for a place. Wait for a place: → Done; too late → Lost. Kept: → Done</desc>
            <g class="edge" data-count="arrived"><path class="way" d="M179 55L179 75"/><path class="head" d="M179 81L175 74L183 74z"/></g>
            <g class="edge" data-count="line 4 - waits"><path class="way" d="M112 99L103 99Q95 99 95 107L95 163"/><path class="head" d="M95 169L91 162L99 162z"/><text x="108" y="93" class="end">yes <tspan class="count">4</tspan></text></g>
            <g class="edge" data-count="waits"><path class="way" d="M246 99L255 99Q263 99 263 107L263 147"/><path class="head" d="M263 153L259 146L267 146z"/><text x="250" y="93">no <tspan class="count">4</tspan></text></g>
            <g class="edge"><path class="way" d="M95 205L95 263"/><path class="head" d="M95 269L91 262L99 262z"/></g>
            <g class="edge none" data-count="line 6"><path class="way" d="M196 187L187 187Q179 187 179 195L179 287Q179 295 171 295L168 295"/><path class="head" d="M162 295L169 291L169 299z"/><text x="185" y="245"><tspan class="count">0</tspan></text></g>
            <g class="edge" data-count="failed"><path class="way" d="M263 221L263 263"/><path class="head" d="M263 269L259 262L267 262z"/><text x="269" y="237">too late</text><text x="269" y="252"><tspan class="count">2</tspan></text></g>
            <g class="node step" data-count="arrived"><rect class="shape" x="112" y="3" width="134" height="52" rx="4"/><text><tspan x="179" y="24">A &lt; request</tspan></text><text class="count" x="179" y="44">10,000</text></g>
            <g class="node decision"><path class="shape" d="M123 81H235L246 99L235 117H123L112 99z"/><text><tspan x="179" y="104">Free?</tspan></text></g>
            <g class="node wait" data-count="waits"><rect class="shape" x="196" y="153" width="134" height="68" rx="1"/><path class="mark" d="M196 161l8 -8M196 166l8 -8M196 171l8 -8M196 176l8 -8M196 181l8 -8M196 186l8 -8M196 191l8 -8M196 196l8 -8M196 201l8 -8M196 206l8 -8M196 211l8 -8M196 216l8 -8M196 221l8 -8M204 153V221"/><text><tspan x="267" y="174">Wait for</tspan><tspan x="267" y="190">a place</tspan></text><text class="count" x="267" y="210">4</text></g>
            <g class="node store"><rect class="shape" x="28" y="169" width="134" height="36" rx="1"/><path class="mark" d="M34 169V205M156 169V205"/><text><tspan x="95" y="192">Kept</tspan></text></g>
            <g class="node good" data-count="line 4"><rect class="shape" x="28" y="269" width="134" height="52" rx="20"/><path class="mark" d="M38 296l4 4l7 -8"/><text><tspan x="102" y="290">Done</tspan></text><text class="count" x="102" y="310">8</text></g>
            <g class="node bad" data-count="failed"><rect class="shape" x="196" y="269" width="134" height="52" rx="20"/><path class="mark" d="M207 291l8 8m0 -8l-8 8"/><text><tspan x="270" y="290">Lost</tspan></text><text class="count" x="270" y="310">2</text></g>
            </svg>
            <figcaption>C. <span class="flow-state" data-live="Counted in the lab up to {time}.">Counted over a whole run of the lab.</span></figcaption>
            <details class="flow-list"><summary>As a list</summary>
            <ol>
            <li>A &lt; request: <b class="count" data-count="arrived">10,000</b><ul><li>→ Free?</li></ul></li>
            <li>Free?<ul><li>yes → Kept: <b class="count" data-count="line 4 - waits">4</b></li><li>no → Wait for a place: <b class="count" data-count="waits">4</b></li></ul></li>
            <li>Wait for a place: <b class="count" data-count="waits">4</b><ul><li>→ Done: <b class="count" data-count="line 6">0</b></li><li>too late → Lost: <b class="count" data-count="failed">2</b></li></ul></li>
            <li>Kept<ul><li>→ Done</li></ul></li>
            <li>Done: <b class="count" data-count="line 4">8</b></li>
            <li>Lost: <b class="count" data-count="failed">2</b></li>
            </ol></details></figure>
        "#]],
    );
}

#[test]
fn edges_that_end_together_light_their_common_end() {
    let lines = "a step 1,1 \"A\"\nb decision 2,2 \"B\"\nc good 1,3 \"C\"\na -> b = waits\na -> c = done\nb -> c = waits\n";
    let text = format!(":::flow{{id=f lab=l caption=\"C\"}}\n{lines}:::\n");
    let drawn = figure(&text, &text);
    let edges = drawn.lines().filter(|line| line.contains("class=\"edge"));
    expect![[r#"
        <g class="edge" data-count="waits"><path class="way" d="M162 21L255 21Q263 21 263 29L263 69"/><path class="head" d="M263 75L259 68L267 68z"/><text x="166" y="15"><tspan class="count">4</tspan></text></g>
        <g class="edge" data-count="done"><path class="way" d="M95 39L95 101"/><text x="101" y="55"><tspan class="count">8</tspan></text></g>
        <g class="edge" data-count="waits"><path class="way" d="M196 93L103 93Q95 93 95 101L95 101"/><text x="192" y="87" class="end"><tspan class="count">4</tspan></text></g>
        <g class="edge" data-count="done + waits"><path class="way" d="M95 101L95 141"/><path class="head" d="M95 147L91 140L99 140z"/></g>
    "#]].assert_eq(&edges.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn faults_in_the_text() {
    check_lines(
        "a step 1,1 \"A\"\nb stop 1,2 \"B\"\nc step 4,1 \"C\"\nd step 1,1 \"D\"\na step 2,1 \"A\"\ne step 2,2\nf good 1,3 \"F\" = wait_ms\nB step 1,5 \"x\"\na -> z\na -> a\nh step 1,4 \"H\" 3\n",
        expect![[r#"
            en/index.md:8: :::flow: expected two nodes or more, each such as `idle decision 2,1 "A connection idle?"`
            en/index.md:10: "stop" is no kind of node; expected one of step, decision, store, wait, good, bad
            en/index.md:11: "4,1": expected column and row such as 2,1 (columns 1 to 3, rows 1 to 12)
            en/index.md:12: d stands on a, which is at 1,1
            en/index.md:13: node a is there twice
            en/index.md:14: node e has no "label"
            en/index.md:15: wait_ms is no count: it ends with _ms
            en/index.md:16: "B": a node's name has small letters, digits and dashes
            en/index.md:17: there is no node "z"; expected one of a
            en/index.md:18: an edge from a node to itself
            en/index.md:19: "3": expected `"label"`, `= counter`, or nothing more
            zh/index.md:8: :::flow: expected two nodes or more, each such as `idle decision 2,1 "A connection idle?"`
            zh/index.md:10: "stop" is no kind of node; expected one of step, decision, store, wait, good, bad
            zh/index.md:11: "4,1": expected column and row such as 2,1 (columns 1 to 3, rows 1 to 12)
            zh/index.md:12: d stands on a, which is at 1,1
            zh/index.md:13: node a is there twice
            zh/index.md:14: node e has no "label"
            zh/index.md:15: wait_ms is no count: it ends with _ms
            zh/index.md:16: "B": a node's name has small letters, digits and dashes
            zh/index.md:17: there is no node "z"; expected one of a
            zh/index.md:18: an edge from a node to itself
            zh/index.md:19: "3": expected `"label"`, `= counter`, or nothing more
        "#]],
    );
    check_lines(
        "a step 1,1 \"A\"\n",
        expect![[r#"
        en/index.md:8: :::flow: expected two nodes or more, each such as `idle decision 2,1 "A connection idle?"`
        zh/index.md:8: :::flow: expected two nodes or more, each such as `idle decision 2,1 "A connection idle?"`
    "#]],
    );
    check(
        ":::flow{id=f lab=l}\n:::\n",
        "x\n",
        expect![[r#"
        en/index.md:8: :::flow: attribute `caption=…` is missing
    "#]],
    );
}

#[test]
fn faults_of_counters() {
    check_lines(
        "a step 1,1 \"A\" = arived\nb step 1,2 \"B\" = line 5\nc step 1,3 \"C\" = line 60\na -> b\nb -> c\n",
        expect![[r#"
            en/index.md:9: there is no metric "arived"; expected one of arrived, done, failed, waits
            en/index.md:10: line 5: no statement of the listing begins there; the nearest are 4 and 6
            en/index.md:11: line 60: no statement of the listing begins there; the nearest are 6
            zh/index.md:9: there is no metric "arived"; expected one of arrived, done, failed, waits
            zh/index.md:10: line 5: no statement of the listing begins there; the nearest are 4 and 6
            zh/index.md:11: line 60: no statement of the listing begins there; the nearest are 6
        "#]],
    );
    check_lines(
        "a step 1,1 \"A\"\nb step 1,2 \"B\"\nc step 1,3 \"C\"\na -> b = waits\nb -> c = done\n",
        expect![[r#"
            en/index.md:10: 8 leave b, but only 4 enter
            zh/index.md:10: 8 leave b, but only 4 enter
        "#]],
    );
}

#[test]
fn what_does_not_fit_is_a_fault() {
    check_lines(
        "a step 1,1 \"A\"\nb step 1,2 \"Incomprehensibilities\"\nc step 3,2 \"C\"\nd step 2,2 \"one two three four five six seven eight nine ten\"\n",
        expect![[r#"
            en/index.md:10: "Incomprehensibilities" is too wide for node b
            zh/index.md:10: "Incomprehensibilities" is too wide for node b
        "#]],
    );
    // Nothing is between them but the channels, which are too narrow for words.
    check_lines(
        "a step 1,1 \"A\"\nb step 2,1 \"B\"\nc step 3,1 \"C\"\na -> b \"words\"\n",
        expect![[r#"
        en/index.md:12: there is no room for the words of the edge a -> b; move the nodes or say it more shortly
        zh/index.md:12: there is no room for the words of the edge a -> b; move the nodes or say it more shortly
    "#]],
    );
}

#[test]
fn the_twin_has_the_same_nodes_and_counters() {
    let text = |line: &str| {
        format!(":::flow{{id=f lab=l caption=\"C\"}}\na step 1,1 \"A\"\n{line}\na -> b = waits\n:::\n")
    };
    check(
        &text("b step 1,2 \"B\" = done"),
        &text("b step 1,2 \"乙\" = failed"),
        expect![[r#"
        zh/index.md:10: node b (step at 1,2) counted by failed here, but node b (step at 1,2) counted by done at en/index.md:10
    "#]],
    );
    check(
        &text("b step 1,2 \"B\" = done"),
        &text("b good 1,2 \"乙\" = done"),
        expect![[r#"
        zh/index.md:10: node b (good at 1,2) counted by done here, but node b (step at 1,2) counted by done at en/index.md:10
    "#]],
    );
    let elsewhere = ":::flow{id=f lab=m caption=\"C\"}\na step 1,1 \"A\"\nb step 1,2 \"B\"\n:::\n";
    check(
        elsewhere,
        elsewhere,
        expect![[r#"
        en/index.md:8: this page has no lab with id=m
        zh/index.md:8: this page has no lab with id=m
    "#]],
    );
}
