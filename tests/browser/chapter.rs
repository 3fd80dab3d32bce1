//! A chapter as its reader meets it: labs played, claims tried, challenges met.

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use tidepool_tests::answers::{Answer, answer};
use tidepool_tests::browser::{LANGUAGES, Page, on_site};

/// Words for a script about the lab whose anchor is its first argument: `lab`, `$` and `give`.
const WORDS: &str = r#"
    const lab = document.querySelector(`[id="${arguments[0]}"] tidepool-lab`);
    const $ = css => lab.shadowRoot?.querySelector(css) ?? null;
    const give = (css, value) => {
        const field = $(css);
        field.value = value;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    };
"#;

/// A lab of the page that is open, by its anchor.
pub struct Lab<'a> {
    page: &'a Page,
    anchor: &'a str,
}

impl<'a> Lab<'a> {
    /// Brings it into view, as only then it begins, and listens for the ends of its runs.
    pub async fn begin(page: &'a Page, anchor: &'a str) -> Result<Self> {
        let lab = Lab { page, anchor };
        lab.ask(
            "lab.scrollIntoView({ block: 'center', behavior: 'instant' });\
             globalThis.ended = []; lab.addEventListener('tidepool-finished', event => ended.push(event.detail))",
        )
        .await?;
        lab.until("$('[data-testid=stage]')").await?;
        Ok(lab)
    }

    pub async fn ask(&self, script: &str) -> Result<Value> {
        self.page.ask(&format!("{WORDS} {script}"), vec![json!(self.anchor)]).await
    }

    pub async fn until(&self, expression: &str) -> Result<()> {
        let words = WORDS.replace("arguments[0]", &json!(self.anchor).to_string());
        self.page.wait_until(expression, &format!("{words} return Boolean({expression})")).await
    }

    /// Runs a variant with settings (`gogc=20 limit=12`) to the end of the strip, and gives the event that says how it
    /// ended.
    pub async fn run(&self, variant: &str, set: &str) -> Result<Value> {
        let choose = format!(
            "ended.length = 0;\
             const tab = $('button[data-variant=\"{variant}\"]');\
             if (tab) tab.click(); else if ($('select[data-testid=variant]')) give('select[data-testid=variant]', '{variant}')"
        );
        self.ask(&choose).await?;
        for (key, value) in set.split_whitespace().filter_map(|pair| pair.split_once('=')) {
            self.ask(&format!("ended.length = 0; give('[data-testid=\"param-{key}\"]', '{value}')")).await?;
        }
        self.finish(variant).await
    }

    /// Runs a preset to its end.
    pub async fn run_preset(&self, variant: &str, preset: &str) -> Result<Value> {
        self.ask(&format!("ended.length = 0; $('[data-preset=\"{preset}\"]').click()")).await?;
        self.finish(variant).await
    }

    async fn finish(&self, variant: &str) -> Result<Value> {
        self.ask("give('[data-testid=scrub]', $('[data-testid=scrub]').max)").await?;
        // A scenario without variants has none to tell.
        self.until(&format!("ended.some(end => (end.variant ?? '') === '{variant}')")).await?;
        self.ask("return ended.at(-1)").await
    }

    /// Runs a changed listing to its end.
    pub async fn run_changed(
        &self,
        variant: &str,
        set: &str,
        change: impl Fn(&str) -> String,
    ) -> Result<Value> {
        self.run(variant, set).await?;
        let code = self.ask("return $('[data-testid=editor]').value").await?;
        let code = change(code.as_str().context("the editor has no text")?);
        self.ask(&format!("ended.length = 0; give('[data-testid=editor]', {})", json!(code))).await?;
        // A strip has the length of the new run only when there is one.
        self.until("ended.length || !$('[data-testid=ended]')").await?;
        self.finish(variant).await
    }
}

/// What the page says of each element for a selector, `it`, as so many texts.
pub async fn data<const N: usize>(page: &Page, css: &str, texts: &str) -> Result<Vec<[String; N]>> {
    let all = format!(
        "return [...document.querySelectorAll({})].map(it => [{texts}].map(text => text ?? ''))",
        json!(css)
    );
    let rows: Vec<Vec<String>> = serde_json::from_value(page.ask(&all, Vec::new()).await?)?;
    let exact = |row: Vec<String>| row.try_into().map_err(|row| anyhow!("{css}: {row:?}"));
    rows.into_iter().map(exact).collect()
}

/// `text` with a part replaced that must be there.
pub fn replace(text: &str, part: &str, by: &str) -> String {
    assert!(text.contains(part), "the listing has no {part:?}:\n{text}");
    text.replace(part, by)
}

/// Every page of these sections, in both languages.
fn pages(sections: &[&str]) -> Vec<String> {
    LANGUAGES.iter().flat_map(|lang| sections.iter().map(move |slug| format!("{lang}/{slug}/"))).collect()
}

/// Plays each lab of these sections and runs it to its end, which must be that of the native run.
pub fn play_labs(sections: &[&str]) {
    on_site(async |page| {
        for path in pages(sections) {
            page.open(&path).await?;
            let texts = "it.closest('.lab-slot').id, it.getAttribute('scenario'), it.getAttribute('code'), \
                         it.getAttribute('params')?.replaceAll('&', ' ')";
            let labs = data(page, "tidepool-lab", texts).await?;
            assert!(!labs.is_empty(), "there is no lab on {path}");
            for [anchor, scenario, variant, set] in labs {
                let lab = Lab::begin(page, &anchor).await?;
                lab.ask("$('[data-testid=play]').click()").await?;
                lab.until("Number($('[data-testid=clock]').dataset.ns) > 0").await?;
                let end = lab.run(&variant, &set).await?;
                let mut native = tidepool::scenario(&scenario)?;
                if !variant.is_empty() {
                    native = native.variant(&variant);
                }
                for (key, value) in set.split_whitespace().filter_map(|pair| pair.split_once('=')) {
                    native = native.set(key, value);
                }
                let hash = json!(native.run()?.report().trace_hash);
                assert_eq!(end["traceHash"], hash, "{anchor} {variant} on {path}");
            }
        }
        Ok(())
    });
}

/// Tries each claim of these sections in its lab; there are so many, both languages together.
pub fn try_claims(sections: &[&str], expected: usize) {
    on_site(async |page| {
        let mut tried = 0;
        for path in pages(sections) {
            page.open(&path).await?;
            let texts = "it.id, it.dataset.scenario, it.dataset.variant, it.dataset.set, \
                         it.querySelector('.try a').hash.slice(1)";
            let mut runs = Vec::new();
            for [claim, scenario, variant, set, anchor] in data(page, ".claim", texts).await? {
                let lab = Lab::begin(page, &anchor).await?;
                let open = format!("document.querySelector('#{claim} details').open");
                let run = (anchor.clone(), variant, set);
                // Claims that the same run answers open together.
                let known = runs.contains(&run);
                assert_eq!(lab.ask(&format!("return {open}")).await?, known, "{claim} before it is tried");
                match preset(&scenario, &run.2) {
                    Some(preset) => lab.run_preset(&run.1, &preset).await?,
                    None => lab.run(&run.1, &run.2).await?,
                };
                runs.push(run);
                lab.until(&open).await?;
                tried += 1;
            }
        }
        assert_eq!(tried, expected, "claims in {sections:?}");
        Ok(())
    });
}

/// The preset with just these settings, if some of them have no control of their own, as the time of a fault.
fn preset(scenario: &str, set: &str) -> Option<String> {
    let pairs = set.split_whitespace().filter_map(|pair| pair.split_once('='));
    let set: Vec<(String, String)> = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    if !set.iter().any(|(key, _)| key.contains('.')) {
        return None;
    }
    let scenario = tidepool_content::library().scenario(scenario).expect("it can be read");
    let found = scenario.preset_with(&set);
    Some(found.unwrap_or_else(|| panic!("{}: no preset sets {set:?}", scenario.name)).id.clone())
}

/// A challenge of a page: its place there, and how it is met.
pub struct Challenge<'a> {
    slug: &'a str,
    /// From 0.
    number: usize,
    anchor: &'a str,
    variant: &'a str,
    /// Its settings, with which it is not met yet.
    set: &'a str,
}

impl<'a> Challenge<'a> {
    pub fn new(slug: &'a str, number: usize, anchor: &'a str, variant: &'a str, set: &'a str) -> Self {
        Challenge { slug, number, anchor, variant, set }
    }

    /// Meets it as it is met natively.
    pub fn meet(&self) {
        let answer = answer(self.slug, self.number);
        let book = |path: &str| tidepool_content::library().listings[path].clone();
        match answer {
            Answer::Set(set) => self.meet_by_settings(set),
            _ => self.meet_by_change(|code| answer.code(code, book).unwrap_or_default()),
        }
    }

    /// Meets it by a change of the listing.
    pub fn meet_by_change(&self, change: impl Fn(&str) -> String) {
        self.check(async |lab| lab.run_changed(self.variant, self.set, &change).await);
    }

    /// Meets it by other settings.
    pub fn meet_by_settings(&self, set: &str) {
        self.check(async |lab| lab.run(self.variant, set).await);
    }

    fn check(&self, how: impl AsyncFn(&Lab<'_>) -> Result<Value>) {
        on_site(async |page| {
            page.open(&format!("en/{}/", self.slug)).await?;
            let lab = Lab::begin(page, self.anchor).await?;
            let met =
                format!("document.querySelectorAll('.challenge')[{}].classList.contains('met')", self.number);
            lab.run(self.variant, self.set).await?;
            assert_eq!(lab.ask(&format!("return {met}")).await?, false, "before the change");
            let end = how(&lab).await?;
            assert_eq!(lab.ask(&format!("return {met}")).await?, true, "the changed run ended so: {end}");
            Ok(())
        });
    }
}
