//! What the tests measured.

use expect_test::expect;

use crate::{book, check, problems};

#[test]
fn what_was_measured_stands_open_or_folded() {
    let text = "\
:::measured{id=a}
| load | ms |
|---|---:|
| *one* | 1.5 |
| `db.SetMaxIdle(<n>)`, `go_sql` | 2 |
:::
:::measured{id=b summary=\"Each <one>\"}
All.
:::
";
    check(
        &book(text, text),
        "en/4-1/index.html",
        expect![[r#"
            <header class="page-head">
            <p class="chapter">4 · C</p>
            <h1><span class="number">4.1</span> T en</h1>
            <p class="lede">D</p>
            </header>
            <div class="prose">
            <div class="measured">
            <div class="table" tabindex="0"><table><thead><tr><th>load</th><th class="amount">ms</th></tr></thead><tbody>
            <tr><td><em>one</em></td><td class="amount">1.5</td></tr>
            <tr><td><code>db.<wbr>Set<wbr>Max<wbr>Idle(&lt;n&gt;)</code>, <code>go_<wbr>sql</code></td><td class="amount">2</td></tr>
            </tbody></table>
            </div>
            </div>
            <details class="measured"><summary>Each &lt;one&gt;</summary>
            <p>All.</p>
            </details>
            </div>
            <nav class="pager" aria-label="Sections">
            <a rel="prev" href="../"><span class="way">Before this</span> Contents</a>
            </nav>
        "#]],
    );
    problems(
        text,
        &text.replace("id=b", "id=c"),
        expect![[r#"
            content/zh/4-1.md:13: measured c here, but measured b at content/en/4-1.md:13
        "#]],
    );
}
