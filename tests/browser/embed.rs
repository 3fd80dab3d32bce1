//! The element on pages of another origin.

use tidepool_tests::browser::on_foreign_page;

const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Somebody else's page</title>
    <link rel="icon" href="data:,">
    <script type="module" src="{tidepool}embed/v1.js"></script>
  </head>
  <body>
    <p id="theirs">Their own words.</p>
    <tidepool-lab lang="en"></tidepool-lab>
  </body>
</html>
"#;

/// What a careful host allows, and nothing besides: our origin for scripts and their downloads, Wasm.
const STRICT: &str = "default-src 'none'; script-src {tidepool} 'wasm-unsafe-eval'; connect-src {tidepool}; \
                      style-src {tidepool} 'unsafe-inline'; img-src data: {tidepool}";

#[test]
fn one_script_tag_brings_the_lab_to_another_origin() {
    on_foreign_page(PAGE, "", async |page| {
        page.open("").await?;
        page.in_lab("*").await?;
        Ok(())
    });
}

#[test]
fn it_lives_under_a_strict_policy() {
    on_foreign_page(PAGE, STRICT, async |page| {
        page.open("").await?;
        page.in_lab("*").await?;
        Ok(())
    });
}

#[test]
fn the_script_included_twice_is_the_same_as_once() {
    let twice = PAGE
        .replace("</body>", "<script type=\"module\" src=\"{tidepool}embed/v1.js?again\"></script></body>");
    on_foreign_page(&twice, "", async |page| {
        page.open("").await?;
        page.in_lab("*").await?;
        let wasm =
            "return performance.getEntriesByType('resource').filter(r => r.name.endsWith('.wasm')).length";
        assert_eq!(page.ask(wasm, Vec::new()).await?, 1);
        Ok(())
    });
}

#[test]
fn it_leaves_the_host_page_alone() {
    on_foreign_page(PAGE, "", async |page| {
        page.open("").await?;
        page.in_lab("*").await?;
        let look = "const style = getComputedStyle(document.querySelector('#theirs')); \
                    return [style.fontFamily, style.color, document.body.children.length].join()";
        assert_eq!(page.ask(look, Vec::new()).await?, "\"Times New Roman\",rgb(0, 0, 0),2");
        Ok(())
    });
}
