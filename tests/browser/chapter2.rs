//! Chapter 2 as its reader meets it: every lab played, every claim tried, every challenge met.

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use tidepool_scenario::Scenario;
use tidepool_tests::browser::{LANGUAGES, Page, on_site};

/// The chapter's sections.
const SECTIONS: [&str; 5] = ["2-1", "2-2", "2-3", "2-4", "2-5"];

/// Words for a script about the lab of the scenario that is its first argument: `lab`, `$` and `give`.
const WORDS: &str = r#"
    const lab = document.querySelector(`tidepool-lab[scenario=${arguments[0]}]`);
    const $ = css => lab.shadowRoot?.querySelector(css) ?? null;
    const give = (css, value) => {
        const field = $(css);
        field.value = value;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    };
"#;

/// The lab of a scenario on the page that is open.
struct Lab<'a> {
    page: &'a Page,
    scenario: &'a str,
}

impl<'a> Lab<'a> {
    /// Brings it into view, as only then it begins, and listens for the ends of its runs.
    async fn begin(page: &'a Page, scenario: &'a str) -> Result<Self> {
        let lab = Lab { page, scenario };
        lab.ask(
            "lab.scrollIntoView({ block: 'center', behavior: 'instant' });\
             globalThis.ended = []; lab.addEventListener('tidepool-finished', event => ended.push(event.detail))",
        )
        .await?;
        lab.until("$('[data-testid=stage]')").await?;
        Ok(lab)
    }

    async fn ask(&self, script: &str) -> Result<Value> {
        self.page.ask(&format!("{WORDS} {script}"), vec![json!(self.scenario)]).await
    }

    async fn until(&self, expression: &str) -> Result<()> {
        let words = WORDS.replace("arguments[0]", &json!(self.scenario).to_string());
        self.page.wait_until(expression, &format!("{words} return Boolean({expression})")).await
    }

    /// Runs a variant to the end of the strip, and gives the event that says how it ended.
    async fn run(&self, variant: &str) -> Result<Value> {
        let choose = format!(
            "ended.length = 0;\
             const tab = $('button[data-variant=\"{variant}\"]');\
             tab ? tab.click() : give('select[data-testid=variant]', '{variant}')"
        );
        self.ask(&choose).await?;
        self.finish(variant).await
    }

    async fn finish(&self, variant: &str) -> Result<Value> {
        self.ask("give('[data-testid=scrub]', $('[data-testid=scrub]').max)").await?;
        self.until(&format!("ended.some(end => end.variant === '{variant}')")).await?;
        self.ask("return ended.at(-1)").await
    }

    /// Runs a changed listing of a variant to its end.
    async fn run_changed(&self, variant: &str, change: impl Fn(&str) -> String) -> Result<Value> {
        self.run(variant).await?;
        let code = self.ask("return $('[data-testid=editor]').value").await?;
        let code = change(code.as_str().context("the editor has no text")?);
        self.ask(&format!("ended.length = 0; give('[data-testid=editor]', {})", json!(code))).await?;
        // A strip has the length of the new run only when there is one.
        self.until("ended.length || !$('[data-testid=ended]')").await?;
        self.finish(variant).await
    }
}

/// What the page says of each element for a selector, `it`, as so many texts.
async fn data<const N: usize>(page: &Page, css: &str, texts: &str) -> Result<Vec<[String; N]>> {
    let all = format!("return [...document.querySelectorAll({})].map(it => [{texts}])", json!(css));
    let rows: Vec<Vec<String>> = serde_json::from_value(page.ask(&all, Vec::new()).await?)?;
    let exact = |row: Vec<String>| row.try_into().map_err(|row| anyhow!("{css}: {row:?}"));
    rows.into_iter().map(exact).collect()
}

/// `text` with a part replaced that must be there.
fn replace(text: &str, part: &str, by: &str) -> String {
    assert!(text.contains(part), "the listing has no {part:?}:\n{text}");
    text.replace(part, by)
}

#[test]
fn each_lab_is_played_and_each_variant_run() {
    on_site(async |page| {
        for path in LANGUAGES.into_iter().flat_map(|lang| SECTIONS.map(|slug| format!("{lang}/{slug}/"))) {
            page.open(&path).await?;
            let labs = data(page, "tidepool-lab", "it.getAttribute('scenario')").await?;
            assert!(!labs.is_empty(), "there is no lab on {path}");
            for [scenario] in labs {
                let lab = Lab::begin(page, &scenario).await?;
                lab.ask("$('[data-testid=play]').click()").await?;
                lab.until("Number($('[data-testid=clock]').dataset.ns) > 0").await?;
                for variant in variants(&scenario) {
                    let end = lab.run(&variant).await?;
                    let native = tidepool::scenario(&scenario)?.variant(&variant).run()?;
                    let hash = json!(native.report().trace_hash);
                    assert_eq!(end["traceHash"], hash, "{scenario} {variant} on {path}");
                }
            }
        }
        Ok(())
    });
}

fn variants(scenario: &str) -> Vec<String> {
    let text = &tidepool_content::library().scenarios[scenario];
    let scenario = Scenario::parse(scenario, text).unwrap_or_else(|error| panic!("{error}"));
    scenario.variants.into_iter().map(|variant| variant.id).collect()
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    on_site(async |page| {
        let mut tried = 0;
        for path in LANGUAGES.into_iter().flat_map(|lang| SECTIONS.map(|slug| format!("{lang}/{slug}/"))) {
            page.open(&path).await?;
            let claims = data(page, ".claim", "it.id, it.dataset.scenario, it.dataset.variant").await?;
            for [claim, scenario, variant] in claims {
                let lab = Lab::begin(page, &scenario).await?;
                let open = format!("document.querySelector('#{claim} details').open");
                assert_eq!(lab.ask(&format!("return {open}")).await?, false, "{claim} before it is tried");
                lab.run(&variant).await?;
                lab.until(&open).await?;
                tried += 1;
            }
        }
        assert!(tried >= SECTIONS.len(), "{tried} claims in {SECTIONS:?}");
        Ok(())
    });
}

/// Meets the challenge of a page by a change of a listing.
fn meet(slug: &str, scenario: &str, variant: &str, change: fn(&str) -> String) {
    on_site(async |page| {
        page.open(&format!("en/{slug}/")).await?;
        let lab = Lab::begin(page, scenario).await?;
        let met = "document.querySelector('.challenge').classList.contains('met')";
        lab.run(variant).await?;
        assert_eq!(lab.ask(&format!("return {met}")).await?, false, "before the change");
        let end = lab.run_changed(variant, change).await?;
        assert_eq!(lab.ask(&format!("return {met}")).await?, true, "the changed run ended so: {end}");
        Ok(())
    });
}

#[test]
fn deferred_lines_appear_when_main_returns() {
    meet("2-1", "defer-order", "os-exit", |code| {
        let code = replace(code, "\tos.Exit(0) // log.Fatal does the same, with 1\n", "");
        replace(&code, "\t\"os\"\n", "")
    });
}

#[test]
fn files_are_closed_by_a_function_in_each_round() {
    meet("2-2", "files-in-loop", "defer-in-loop", |code| {
        let code = replace(
            code,
            "range names {\n\t\tf, err",
            "range names {\n\t\terr := func() error {\n\t\tf, err",
        );
        let code = replace(&code, "\t\t\treturn 0, err\n", "\t\t\treturn err\n");
        replace(
            &code,
            "\t\ttotal += info.Size()\n",
            "\t\ttotal += info.Size()\n\t\treturn nil\n\t\t}()\n\t\tif err != nil {\n\t\t\treturn 0, err\n\t\t}\n",
        )
    });
}

#[test]
fn the_error_of_close_is_printed() {
    meet("2-3", "defer-results", "close-error", |code| {
        replace(
            code,
            "\t\terr = errors.Join(err, f.Close())\n",
            "\t\tclosed := f.Close()\n\t\tfmt.Println(closed)\n\t\terr = errors.Join(err, closed)\n",
        )
    });
}

#[test]
fn a_function_in_each_round_makes_both_defers_cheap() {
    meet("2-4", "defer-cost", "beside-loop", |code| {
        replace(code, "\t\tdefer add(n)\n", "\t\tfunc() { defer add(n) }()\n")
    });
}

#[test]
fn a_deferred_unlock_loses_one_request() {
    meet("2-5", "mutex-panic", "unlock-by-hand", |_| {
        tidepool_content::library().listings["ch2/mutex-defer-unlock.go"].clone()
    });
}
