//! A lab with a program alone: read statement by statement, forwards and back, shared and played to its end.

use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::{Value, json};
use tidepool_tests::browser::Page;

use crate::tools::{PLAYING, ask, click, fastest, fill, on_lab, until};

/// Value of the result slot of the function `named`, `null` while it is not on the stack.
const SLOT: &str = "$('[data-func=named] [data-local=result] .value')?.textContent.trim() ?? null";

/// Everything of the moment that a reader sees.
const MOMENT: &str =
    "[ns(), $('[data-testid=stage]').innerText, $('[data-testid=output]')?.textContent ?? '']";

/// Presses a button of the strip and waits until the lab has come to rest.
async fn press(page: &Page, button: &str) -> Result<()> {
    click(page, button).await?;
    until(page, "!$('.busy')").await
}

/// Presses a button until `expression` is `value`, and says what it was on the way.
async fn press_until(page: &Page, button: &str, expression: &str, value: Value) -> Result<Vec<Value>> {
    let mut met = vec![ask(page, expression).await?];
    for _ in 0..60 {
        if met.last() == Some(&value) {
            met.dedup();
            return Ok(met);
        }
        press(page, button).await?;
        met.push(ask(page, expression).await?);
    }
    bail!("{expression} does not become {value}: {met:?}")
}

#[test]
fn a_result_is_stored_then_changed_and_back() {
    on_lab("scenario=defer-results code=named lang=en", async |page| {
        let met = press_until(page, "[data-testid=step]", SLOT, json!("6")).await?;
        assert_eq!(met, [Value::Null, json!("0"), json!("5"), json!("6")], "forwards");
        let met = press_until(page, "[data-testid=step-back]", SLOT, Value::Null).await?;
        assert_eq!(met, [json!("6"), json!("5"), json!("0"), Value::Null], "backwards");
        Ok(())
    });
}

#[test]
fn a_shared_moment_of_a_program_is_the_very_one() {
    on_lab("scenario=defer-results code=named lang=en", async |page| {
        press_until(page, "[data-testid=step]", SLOT, json!("5")).await?;
        let before = ask(page, MOMENT).await?;
        click(page, "[data-testid=share]").await?;
        until(page, "$('[data-testid=link]')").await?;
        let address = ask(page, "$('[data-testid=link]').value").await?;
        page.driver().goto(address.as_str().unwrap_or_default()).await?;
        page.driver().refresh().await?;
        page.in_lab("[data-testid=stage]").await?;
        until(page, &format!("ns() === {}", before[0])).await?;
        until(page, "!$('.busy')").await?;
        assert_eq!(ask(page, MOMENT).await?, before);
        Ok(())
    });
}

#[test]
fn the_end_of_the_strip_is_the_end_of_the_program() {
    on_lab("scenario=defer-results code=named lang=en", async |page| {
        fill(page, "[data-testid=scrub]", "2000").await?;
        page.in_lab("[data-testid=ended]").await?;
        assert_eq!(ask(page, "$('[data-testid=output]').textContent").await?, "named: 6\n");
        assert_eq!(ask(page, "$('[data-testid=scrub]').value").await?, "2000");
        // Nothing of it is lost on the way back.
        fill(page, "[data-testid=scrub]", "0").await?;
        until(page, "ns() === 0 && !$('[data-testid=ended]')").await
    });
}

#[test]
fn played_line_by_line_it_comes_to_its_end() {
    on_lab("scenario=defer-order code=argument lang=en", async |page| {
        let speeds = ask(page, "[...$('[data-testid=speed]').options].map(o => o.text.trim())").await?;
        let twenty = speeds.as_array().into_iter().flatten().position(|text| text == "20 lines per second");
        let Some(twenty) = twenty else { bail!("no such speed: {speeds}") };
        fill(page, "[data-testid=speed]", &twenty.to_string()).await?;
        click(page, "[data-testid=play]").await?;
        page.in_lab("[data-testid=ended]").await?;
        assert!(
            page.lab_text("[data-testid=output]").await?.contains("deferred: n is 1"),
            "it has printed what it prints"
        );
        Ok(())
    });
}

#[test]
fn playing_stops_at_a_breakpoint() {
    on_lab("scenario=defer-results code=named lang=en", async |page| {
        let line = |text: &str| {
            let lines = "$('[data-testid=editor]').value.split('\\n')";
            format!("{lines}.findIndex(line => line.includes('{text}')) + 1")
        };
        let inside = ask(page, &line("result++")).await?;
        click(page, &format!("[data-line=\"{inside}\"] .line-number")).await?;
        until(page, &format!("$('.beside.stops').dataset.line === '{inside}'")).await?;
        fastest(page).await?;
        click(page, "[data-testid=play]").await?;
        until(page, &format!("$('.beside.linked')?.dataset.line === '{inside}' && !{PLAYING}")).await?;
        assert_eq!(ask(page, SLOT).await?, "5", "before the line, not behind it");
        // Where no statement begins there is nothing to stop at.
        let blank = ask(page, &line("import \"fmt\"")).await?;
        click(page, &format!("[data-line=\"{blank}\"] .line-number")).await?;
        assert_eq!(ask(page, "$('.lab').querySelectorAll('.beside.stops').length").await?, 1);
        // Who plays slowly goes on from one as well: the next line begins in two seconds.
        let after = inside.as_u64().unwrap_or_default() + 1;
        click(page, &format!("[data-line=\"{after}\"] .line-number")).await?;
        fill(page, "[data-testid=speed]", "0").await?;
        click(page, "[data-testid=play]").await?;
        until(page, &format!("$('.beside.linked')?.dataset.line === '{after}' && !{PLAYING}")).await?;
        click(page, "[data-testid=play]").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(ask(page, PLAYING).await?, true, "it waits for its next line");
        fastest(page).await?;
        page.in_lab("[data-testid=ended]").await?;
        Ok(())
    });
}

#[test]
fn a_step_may_be_an_instruction() {
    on_lab("scenario=defer-results code=named lang=en", async |page| {
        assert_eq!(ask(page, "$('[data-testid=unit]').value").await?, "statement");
        press_until(page, "[data-testid=step]", SLOT, json!("0")).await?;
        assert_eq!(ask(page, "$('[data-testid=bytecode]')").await?, Value::Null);
        fill(page, "[data-testid=unit]", "instruction").await?;
        press(page, "[data-testid=step]").await?;
        // The next one is shown, in the order in which they are numbered.
        let next = "Number($('[data-testid=bytecode] [aria-current=step]')?.dataset.pc)";
        let first = ask(page, next).await?.as_f64().unwrap_or_default();
        press(page, "[data-testid=step]").await?;
        assert_eq!(ask(page, next).await?.as_f64(), Some(first + 1.0));
        press(page, "[data-testid=step-back]").await?;
        assert_eq!(ask(page, next).await?.as_f64(), Some(first));
        Ok(())
    });
}
