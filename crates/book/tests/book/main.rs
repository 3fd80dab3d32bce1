//! A small book in two languages, with made-up numbers.

mod measured;
mod reference;

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use tidepool_book::{Charts, Lang, Numbers, Outcome, Printed, SiteInfo, Still, Wanted, build_with};
use tidepool_scenario::Library;

/// The same metrics for every run; a run with `pool=1` is cut short.
struct MadeUp;

impl Numbers for MadeUp {
    fn outcomes(&self, wanted: &[Wanted]) -> Vec<Result<Outcome, String>> {
        wanted.iter().map(outcome).collect()
    }

    fn diagnose(&self, file: &str, text: &str) -> Vec<String> {
        if text.contains("oops") { vec![format!("{file}:1:1: oops")] } else { Vec::new() }
    }
}

fn outcome(wanted: &Wanted) -> Result<Outcome, String> {
    let still = |lang: Lang| Still {
        lang,
        caption: lang.pick("All is < well.", "一切都好。").into(),
        charts: Some(Charts {
            light: "<svg width=\"10\" height=\"20\"/>".into(),
            dark: "<svg width=\"10\" height=\"20\" class=\"dark\"/>".into(),
        }),
    };
    let small = wanted.run.selection.set.get("pool").is_some_and(|v| v == "1");
    Ok(Outcome {
        metrics: BTreeMap::from([("failed".into(), 1449.0), ("share".into(), 92.04)]),
        lines: BTreeMap::from([(3, 5)]),
        broken: Vec::new(),
        cut_short: small.then(|| "stopped by a limit".into()),
        // This one is a program without load.
        printed: (wanted.pictures && wanted.run.selection.set.get("pool").is_some_and(|v| v == "3")).then(
            || {
                let pieces = vec![(false, "a < b\n".into()), (true, "panic: no\n".into())];
                Printed { pieces, more: 2 }
            },
        ),
        stills: if wanted.pictures { vec![still(Lang::En), still(Lang::Zh)] } else { Vec::new() },
    })
}

const SCENARIO: &str = r#"
title = { en = "S", zh = "S" }
listing = "a.go"
duration = "1s"

[[param]]
key = "pool"
target = "lab.pool"
kind = "int"
default = 10
min = 1
label = { en = "Pool", zh = "池" }
"#;

fn library() -> Library {
    let mut library = Library::default();
    library.scenarios.insert("s".into(), SCENARIO.into());
    library.listings.insert("a.go".into(), "package main\n\nfunc main() {}\n".into());
    library.listings.insert("bad.go".into(), "oops\n".into());
    library
}

fn page(lang: &str, slug: &str, section: &str, body: &str) -> (String, String) {
    let path = format!("content/{lang}/{slug}.md");
    let front = format!(
        "+++\ntitle = \"T {lang}\"\nslug = \"{slug}\"\nsection = \"{section}\"\ndescription = \"D\"\n+++\n"
    );
    (path, front + body)
}

fn chapters() -> (String, String) {
    let text = "[[chapter]]\nnumber = 4\ntitle = { en = \"C\", zh = \"章\" }\n";
    ("content/book.toml".into(), text.into())
}

/// A book of one section, the same in both languages.
fn book(en: &str, zh: &str) -> Vec<(String, String)> {
    let index = |lang| page(lang, "index", "", "- [4.1 T](4-1.html): about `x`\n");
    vec![index("en"), index("zh"), page("en", "4-1", "4.1", en), page("zh", "4-1", "4.1", zh), chapters()]
}

/// The page at `path`, from its head on.
fn check(pages: &[(String, String)], path: &str, expected: Expect) {
    let shown = match build_with(pages, &library(), &SiteInfo::default(), &MadeUp) {
        Ok(files) => {
            let file = files.iter().find(|(p, _)| p.to_str() == Some(path));
            let text = file.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
            let main = text.find("<header class=\"page-head\">").unwrap_or(0);
            text[main..].split("</main>").next().unwrap_or_default().to_owned()
        }
        Err(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
    };
    expected.assert_eq(&shown);
}

fn problems(en: &str, zh: &str, expected: Expect) {
    check(&book(en, zh), "", expected);
}

const EVERYTHING: &str = "Before.

## A \"lab\"

Text :num{scenario=s metric=failed} % of *them*.
::listing{file=a.go lines=3}
::lab{scenario=s}
After, see [there](#claim-c).

:::claim{id=c}
statement: S
verdict: V
evidence: E :num{scenario=s set=\"pool=2\" metric=share digits=1}
:::

## Next

| a | b |
|---|---|
| 1 | 2 |

:::predict{answer=b}
Q?

- one
- `two`

Because.
:::
:::notice
- n
:::
:::challenge{scenario=s metric=failed condition=\"== 0\"}
Do.
:::
";

#[test]
fn a_page_with_everything() {
    check(
        &book(EVERYTHING, EVERYTHING),
        "en/4-1/index.html",
        expect![[r##"
            <header class="page-head">
            <p class="chapter">4 · C</p>
            <h1><span class="number">4.1</span> T en</h1>
            <p class="lede">D</p>
            </header>
            <div class="prose">
            <p>Before.</p>
            </div>
            <section class="spread">
            <div class="prose">
            <h2 id="a-lab">A “lab” <a class="anchor" href="#a-lab" aria-label="Link to this heading">#</a></h2>
            <p>Text <data class="num" value="1449" title="tidepool run s: failed">1,449</data> % of <em>them</em>.</p>
            <figure class="listing"><figcaption>a.go, line 3</figcaption>
            <pre tabindex="0"><code class="go"><span class="line" data-line="3"><span class="kw">func</span> <span class="fn">main</span>() {}
            </span></code></pre></figure>
            </div>
            <aside class="lab-slot" id="lab-s"><tidepool-lab scenario="s" lang="en">
            <figure class="lab-still"><picture><source media="(prefers-color-scheme: dark)" srcset="../../charts/s.en.dark.svg"><img src="../../charts/s.en.svg" alt="Charts of the run, as the simulation drew them: connections and waiters, requests, latency." width="10" height="20" loading="lazy"></picture>
            <figcaption>All is &lt; well.</figcaption>
            <noscript><p class="no-script">This is a picture of the run. With JavaScript and WebAssembly it is a lab: the code can be edited and run again.</p></noscript></figure>
            </tidepool-lab></aside>
            <div class="prose">
            <p>After, see <a href="#claim-c">there</a>.</p>
            <aside class="claim" id="claim-c"><p class="label">Claim</p>
            <div class="statement"><p>S</p>
            </div>
            <details class="verdict"><summary>Tried it? The verdict</summary>
            <div><p>V</p>
            </div>
            <div class="evidence"><p>Evidence: E <data class="num" value="92.04" title="tidepool run s --set pool=2: share">92.0</data></p>
            </div></details></aside>
            <h2 id="next">Next <a class="anchor" href="#next" aria-label="Link to this heading">#</a></h2>
            <div class="table" tabindex="0"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>
            <tr><td>1</td><td>2</td></tr>
            </tbody></table>
            </div>
            <aside class="predict" data-answer="b" data-right="Right." data-wrong="Not so." data-lab="lab-s"><p class="label">Before you run it</p>
            <form><fieldset><legend class="question">Q?</legend>
            <ol class="options">
            <li><label><input type="radio" name="predict-1" value="a"> <span>one</span></label></li>
            <li><label><input type="radio" name="predict-1" value="b"> <span><code>two</code></span></label></li>
            </ol></fieldset></form>
            <details class="answer"><summary>The answer</summary>
            <p><strong>b.</strong> <code>two</code></p>
            <p>Because.</p>
            </details></aside>
            <aside class="notice"><p class="label">What to notice</p>
            <ul>
            <li>n</li>
            </ul>
            </aside>
            <aside class="challenge" data-scenario="s" data-variant="" data-set="" data-goals="failed == 0"><p class="label">Challenge</p>
            <p>Do.</p>
            <p class="goal">Goal <code>failed == 0</code>. <a href="#lab-s">To the lab</a> <span class="challenge-state" data-met="Met." aria-live="polite" hidden>Not met yet.</span></p></aside>
            </div>
            </section>
            <nav class="pager" aria-label="Sections">
            <a rel="prev" href="../"><span class="way">Before this</span> Contents</a>
            </nav>
        "##]],
    );
}

const WHAT_READERS_DO: &str = "\
::lab{scenario=s set=\"pool=3\" id=l}

:::predict{answer=a}
Q?

- one
  > Since
  > it is.
- two
:::
:::claim{id=c scenario=s set=\"pool=2\"}
statement: S
verdict: V
evidence: E
:::
:::challenge{scenario=s metric=failed condition=\"< 9\" also=\"share > 50; share < 99\" code=unedited}
Do.
:::
";

#[test]
fn parts_for_readers_who_try() {
    check(
        &book(WHAT_READERS_DO, WHAT_READERS_DO),
        "en/4-1/index.html",
        expect![[r##"
        <header class="page-head">
        <p class="chapter">4 · C</p>
        <h1><span class="number">4.1</span> T en</h1>
        <p class="lede">D</p>
        </header>
        <section class="spread">
        <aside class="lab-slot" id="l"><tidepool-lab scenario="s" params="pool=3" lang="en">
        <figure class="lab-still"><picture><source media="(prefers-color-scheme: dark)" srcset="../../charts/s-pool-3.en.dark.svg"><img src="../../charts/s-pool-3.en.svg" alt="Charts of the run, as the simulation drew them: connections and waiters, requests, latency." width="10" height="20" loading="lazy"></picture><p class="label">What the program prints</p>
        <pre class="output" tabindex="0"><code>a &lt; b
        <span class="err">panic: no
        </span></code></pre><p class="more">2 more lines follow.</p>
        <figcaption>All is &lt; well.</figcaption>
        <noscript><p class="no-script">This is a picture of the run. With JavaScript and WebAssembly it is a lab: the code can be edited and run again.</p></noscript></figure>
        </tidepool-lab></aside>
        <div class="prose">
        <aside class="predict" data-answer="a" data-right="Right." data-wrong="Not so." data-lab="l"><p class="label">Before you run it</p>
        <form><fieldset><legend class="question">Q?</legend>
        <ol class="options">
        <li><label><input type="radio" name="predict-1" value="a"> <span>one</span></label></li>
        <li><label><input type="radio" name="predict-1" value="b"> <span>two</span></label></li>
        </ol></fieldset></form>
        <details class="answer"><summary>The answer</summary>
        <p><strong>a.</strong> one</p>
        <ul class="reasons">
        <li data-option="a"><strong>a.</strong> <span>Since
        it is.</span></li>
        </ul>
        </details></aside>
        <aside class="claim" id="claim-c" data-scenario="s" data-variant="" data-set="pool=2" data-tried="You have seen it run."><p class="label">Claim</p>
        <div class="statement"><p>S</p>
        </div>
        <p class="try">Try it in the lab: <a href="#l">S, Pool = 2</a>. <span class="tried" role="status"></span></p>
        <details class="verdict"><summary>Tried it? The verdict</summary>
        <div><p>V</p>
        </div>
        <div class="evidence"><p>Evidence: E</p>
        </div></details></aside>
        <aside class="challenge" data-scenario="s" data-variant="" data-set="" data-goals="failed &lt; 9; share &gt; 50; share &lt; 99" data-code="unedited" data-edited="Met, but with an edited listing. Reset it and try again."><p class="label">Challenge</p>
        <p>Do.</p>
        <p class="goal">Goal <code>failed &lt; 9</code> and <code>share &gt; 50</code> and <code>share &lt; 99</code>, with the listing unedited. <a href="#l">To the lab</a> <span class="challenge-state" data-met="Met." aria-live="polite" hidden>Not met yet.</span></p></aside>
        </div>
        </section>
        <nav class="pager" aria-label="Sections">
        <a rel="prev" href="../"><span class="way">Before this</span> Contents</a>
        </nav>
    "##]],
    );
    let text = WHAT_READERS_DO
        .replace("code=unedited", "code=new")
        .replace("scenario=s set=\"pool=2\"", "scenario=t");
    problems(
        &text,
        &text,
        expect![[r#"
        content/en/4-1.md:17: scenario: there is no scenario "t"; expected one of s
        content/en/4-1.md:17: this page has no lab with scenario t
        content/en/4-1.md:22: :::challenge: code=new: expected code=unedited, or nothing
        content/zh/4-1.md:17: scenario: there is no scenario "t"; expected one of s
        content/zh/4-1.md:17: this page has no lab with scenario t
        content/zh/4-1.md:22: :::challenge: code=new: expected code=unedited, or nothing
    "#]],
    );
}

#[test]
fn chinese_shares_anchors_and_has_its_own_numbers() {
    let zh = "## 第一\n用Go写，共:num{scenario=s metric=failed}个。\n";
    let en = "## The first\nIn Go, :num{scenario=s metric=failed}.\n";
    check(
        &book(en, zh),
        "zh/4-1/index.html",
        expect![[r##"
        <header class="page-head">
        <p class="chapter">4 · 章</p>
        <h1><span class="number">4.1</span> T zh</h1>
        <p class="lede">D</p>
        </header>
        <div class="prose">
        <h2 id="the-first">第一 <a class="anchor" href="#the-first" aria-label="此标题的链接">#</a></h2>
        <p>用 Go 写，共 <data class="num" value="1449" title="tidepool run s: failed">1449</data> 个。</p>
        </div>
        <nav class="pager" aria-label="前后各节">
        <a rel="prev" href="../"><span class="way">上一节</span> 目录</a>
        </nav>
    "##]],
    );
}

#[test]
fn the_opening_page_has_contents() {
    check(
        &book("a\n", "一\n"),
        "en/index.html",
        expect![[r#"
        <header class="page-head">
        <h1>T en</h1>
        <p class="lede">D</p>
        </header>
        <div class="prose">
        <nav class="toc"><ol>
        <li><a href="4-1/"><span class="number">4.1</span> T</a><p>About <code>x</code></p></li>
        </ol></nav>
        </div>
        <nav class="pager" aria-label="Sections">
        <a rel="next" href="4-1/"><span class="way">Next</span> 4.1 T en</a>
        </nav>
    "#]],
    );
}

#[test]
fn an_appendix_comes_last_and_every_page_links_to_it() {
    let mut pages = book("a\n", "b\n");
    pages.extend(["en", "zh"].map(|lang| page(lang, "app", "", "x\n")));
    let files = build_with(&pages, &library(), &SiteInfo::default(), &MadeUp).expect("the book is in order");
    let text = |path: &str| {
        let file = files.iter().find(|(p, _)| p.to_str() == Some(path)).expect("the page is there");
        String::from_utf8_lossy(&file.1).into_owned()
    };
    let footer = "<footer class=\"site-footer\"><p><a href=\"";
    assert!(text("en/index.html").contains(&format!("{footer}app/\">T en</a></p>")));
    assert!(text("zh/4-1/index.html").contains(&format!("{footer}../app/\">T zh</a></p>")));
    assert!(text("en/app/index.html").contains("<title>T en · Tidepool</title>"));
    check(
        &pages,
        "en/app/index.html",
        expect![[r#"
        <header class="page-head">
        <h1>T en</h1>
        <p class="lede">D</p>
        </header>
        <div class="prose">
        <p>x</p>
        </div>
        <nav class="pager" aria-label="Sections">
        <a rel="prev" href="../4-1/"><span class="way">Before this</span> 4.1 T en</a>
        </nav>
    "#]],
    );
}

#[test]
fn faults_that_are_seen_before_any_run() {
    problems(
        "::listing{file=a.go lines=3-9}\n::listing{file=b.go}\n::listing{file=bad.go}\n\n[x](4-2.html) <b>\n\n:num{scenario=t metric=m} :num{scenario=s variant=v metric=m} :num{scenario=s set=\"pool=0\" metric=m}\n",
        "::listing{file=a.go lines=3-9}\n\n::lab{scenario=s}\n\n见 4.3 节。**停。**然后。\n",
        expect![[r#"
            content/en/4-1.md:7: a.go has 3 lines, line 9 is asked for
            content/en/4-1.md:8: listing: there is no listing "b.go"; expected one of a.go, bad.go
            content/en/4-1.md:9: bad.go:1:1: oops
            content/en/4-1.md:11: HTML in the text: "<b>"; use Markdown and directives
            content/en/4-1.md:11: link "4-2.html": there is no page 4-2; expected one of 4-1, index
            content/en/4-1.md:13: pool: 0 is below the least value, 1
            content/en/4-1.md:13: scenario: there is no scenario "t"; expected one of s
            content/en/4-1.md:13: variant: there is no variant "v"; expected one of none, since there is none
            content/zh/4-1.md: number m of s --set pool=0 is missing, which is at content/en/4-1.md:13
            content/zh/4-1.md: number m of s --variant v is missing, which is at content/en/4-1.md:13
            content/zh/4-1.md: number m of t is missing, which is at content/en/4-1.md:13
            content/zh/4-1.md:7: a.go has 3 lines, line 9 is asked for
            content/zh/4-1.md:9: lab s here, but listing b.go at content/en/4-1.md:8
            content/zh/4-1.md:11: ** that marks nothing; put a space on its outer side
            content/zh/4-1.md:11: section 4.3 is named, but there is none
        "#]],
    );
}

#[test]
fn faults_that_only_runs_show() {
    let text = ":num{scenario=s metric=faild}\n:num{scenario=s set=\"pool=1\" metric=failed}\n\n::lab{scenario=s}\n:::challenge{scenario=s metric=failed condition=\"> 1\"}\nx\n:::\n";
    problems(
        text,
        text,
        expect![[r#"
        content/en/4-1.md:7: there is no metric "faild"; expected one of failed, share
        content/en/4-1.md:8: the run s --set pool=1: stopped by a limit
        content/en/4-1.md:11: failed > 1 is met from the start: 1449 in the run s
        content/zh/4-1.md:7: there is no metric "faild"; expected one of failed, share
        content/zh/4-1.md:11: failed > 1 is met from the start: 1449 in the run s
    "#]],
    );
}

#[test]
fn both_languages_have_the_same_pages() {
    let mut pages = book("a\n", "b\n");
    pages.push(page("en", "4-2", "5.2", "x\n"));
    check(
        &pages,
        "",
        expect![[r#"
        content/en/4-2.md: section 5.2 belongs to no chapter of book.toml
        content/en/4-2.md: the page is missing in the other language
    "#]],
    );
}
