//! The reference of scenarios.

use expect_test::{Expect, expect};
use tidepool_book::{SiteInfo, build_with};
use tidepool_scenario::Library;

use crate::{MadeUp, book, page};

const FULL: &str = r#"
title = { en = "A pool < a crowd", zh = "池子小，人多" }
listing = "a.go"
duration = "10s"

[[variant]]
id = "own"
listing = "a.go"
title = { en = "As it is", zh = "原样" }

[[variant]]
id = "other"
listing = "b.go"
title = { en = "Another", zh = "另一种" }

[load]
kind = "open"
rate = 1.0
timeout = "1s"
path = "/"

[[fault]]
id = "slow"
kind = "slow-query"
at = "2s"
for = "1s"
factor = 2.0

[[fault]]
id = "again"
kind = "slow-query"
at = "never"
for = "1s"
factor = 2.0
button = { en = "Slow again", zh = "再慢一次" }

[[param]]
key = "pool"
target = "lab.pool"
kind = "int"
default = 10
min = 1
max = 20
unit = "connections"
label = { en = "Pool size", zh = "连接池上限" }

[[param]]
key = "backoff"
target = "load.retry"
kind = "word"
default = "fixed"
choices = [
  { value = "fixed", label = { en = "stays", zh = "不变" } },
  { value = "exponential", label = { en = "doubles", zh = "加倍" } },
]
label = { en = "The pause", zh = "停顿" }

[[preset]]
id = "small"
title = { en = "Small", zh = "小" }
set = { pool = 2 }
variant = "other"
[preset.expect]
requests_failed = "> 0"

[expect]
pool_in_use_max = "<= 10"

[expect.other]
requests_failed = "== 0"
"#;

/// The page `all` in `lang` from its first heading on, or what is wrong.
fn check(lang: &str, section: &str, reference: &str, expected: Expect) {
    let mut library = Library::default();
    library.scenarios.insert("full".into(), FULL.into());
    for listing in ["a.go", "b.go"] {
        library.listings.insert(listing.into(), "package main\n\nfunc main() {}\n".into());
    }
    let mut pages = book(section, section);
    pages.extend(["en", "zh"].map(|lang| page(lang, "all", "", reference)));
    let shown = match build_with(&pages, &library, &SiteInfo::default(), &MadeUp) {
        Ok(files) => {
            let path = format!("{lang}/all/index.html");
            let (_, bytes) = files.iter().find(|(p, _)| p.to_str() == Some(&path)).expect("it is there");
            let text = String::from_utf8_lossy(bytes);
            let (_, from) = text.split_once("<ul class=\"scenario-list\">").expect("a list of scenarios");
            from.split("</div>\n<nav class=\"pager\"").next().unwrap_or_default().to_owned()
        }
        Err(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
    };
    expected.assert_eq(&shown);
}

const LAB: &str = "## L\n\n::lab{scenario=full}\n";

#[test]
fn a_scenario_is_told_of_in_english() {
    check(
        "en",
        LAB,
        "::scenarios{chapter=4}\n",
        expect![[r##"

        <li><a href="#scenario-full">A pool &lt; a crowd</a></li>
        </ul>
        <h3 id="scenario-full">A pool &lt; a crowd <a class="anchor" href="#scenario-full" aria-label="Link to this heading">#</a></h3>
        <p><code>tidepool run full</code></p>
        <p>In the book: <a href="../4-1/#lab-full">4.1 T en</a></p>
        <p>Variants: As it is (<code>own</code>); Another (<code>other</code>)</p>
        <details class="measured"><summary>Settings, presets, faults and what is expected</summary>
        <p class="label">What can be set</p>
        <div class="table" tabindex="0"><table><thead><tr><th>Setting</th><th>Default</th><th>Range</th></tr></thead>
        <tbody><tr><td>Pool size <code>pool</code></td><td>10 connections</td><td>1 to 20</td></tr>
        <tr><td>The pause <code>backoff</code></td><td>stays</td><td>stays (<code>fixed</code>)<br>doubles (<code>exponential</code>)</td></tr>
        </tbody></table></div>
        <p class="label">Presets</p>
        <ul>
        <li>Small: <code>--variant other</code> <code>pool=2</code>; expected: <code>requests_<wbr>failed &gt; 0</code></li>
        </ul>
        <p class="label">What goes wrong</p>
        <ul>
        <li>slow queries, at 2s, for 1s (<code>slow</code>)</li>
        <li>slow queries, only by its button, for 1s, button: Slow again (<code>again</code>)</li>
        </ul>
        <p class="label">Expected of a run with nothing changed</p>
        <div class="table" tabindex="0"><table><thead><tr><th>Metric</th><th>What it means</th></tr></thead>
        <tbody><tr><td><code>pool_<wbr>in_<wbr>use_<wbr>max &lt;= 10</code></td><td>Most connections in use at any moment (<code>db.<wbr>Stats().<wbr>In<wbr>Use</code>, dials under way included).</td></tr>
        </tbody></table></div>
        <p class="label">Expected of the variant Another</p>
        <div class="table" tabindex="0"><table><thead><tr><th>Metric</th><th>What it means</th></tr></thead>
        <tbody><tr><td><code>requests_<wbr>failed == 0</code></td><td>Requests that failed for their client: given up, refused, reset, or answered with a status of 400 or above.</td></tr>
        </tbody></table></div>
        </details>
    "##]],
    );
}

#[test]
fn a_scenario_is_told_of_in_chinese() {
    check(
        "zh",
        LAB,
        "::scenarios{chapter=4}\n",
        expect![[r##"

        <li><a href="#scenario-full">池子小，人多</a></li>
        </ul>
        <h3 id="scenario-full">池子小，人多 <a class="anchor" href="#scenario-full" aria-label="此标题的链接">#</a></h3>
        <p><code>tidepool run full</code></p>
        <p>书中位置：<a href="../4-1/#lab-full">4.1 T zh</a></p>
        <p>版本：原样（<code>own</code>）；另一种（<code>other</code>）</p>
        <details class="measured"><summary>参数、预设、故障和期望</summary>
        <p class="label">可以改的参数</p>
        <div class="table" tabindex="0"><table><thead><tr><th>参数</th><th>默认值</th><th>范围</th></tr></thead>
        <tbody><tr><td>连接池上限 <code>pool</code></td><td>10 个连接</td><td>1 到 20</td></tr>
        <tr><td>停顿 <code>backoff</code></td><td>不变</td><td>不变（<code>fixed</code>）<br>加倍（<code>exponential</code>）</td></tr>
        </tbody></table></div>
        <p class="label">预设</p>
        <ul>
        <li>小：<code>--variant other</code> <code>pool=2</code>；期望：<code>requests_<wbr>failed &gt; 0</code></li>
        </ul>
        <p class="label">会出的故障</p>
        <ul>
        <li>查询变慢，2s 时，持续 1s（<code>slow</code>）</li>
        <li>查询变慢，只由按钮触发，持续 1s，按钮：再慢一次（<code>again</code>）</li>
        </ul>
        <p class="label">什么都不改时的期望</p>
        <div class="table" tabindex="0"><table><thead><tr><th>指标</th><th>意思</th></tr></thead>
        <tbody><tr><td><code>pool_<wbr>in_<wbr>use_<wbr>max &lt;= 10</code></td><td>任一时刻最多有多少连接被占用（<code>db.<wbr>Stats().<wbr>In<wbr>Use</code>，正在拨的也算）。</td></tr>
        </tbody></table></div>
        <p class="label">期望，版本：另一种</p>
        <div class="table" tabindex="0"><table><thead><tr><th>指标</th><th>意思</th></tr></thead>
        <tbody><tr><td><code>requests_<wbr>failed == 0</code></td><td>对客户端来说失败了的请求：放弃等待、被拒绝、连接被重置，或状态码不低于 400。</td></tr>
        </tbody></table></div>
        </details>
    "##]],
    );
}

#[test]
fn no_scenario_is_left_out() {
    check(
        "en",
        "a\n",
        "::scenarios{chapter=4}\n",
        expect![[r#"
        content/en/all.md: scenario full is left out; expected ::scenarios
        content/en/all.md:7: ::scenarios: there is no scenario for this part
        content/zh/all.md: scenario full is left out; expected ::scenarios
        content/zh/all.md:7: ::scenarios: there is no scenario for this part
    "#]],
    );
}
