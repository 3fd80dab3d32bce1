//! A lab under other hands: keyboard only, input methods, reduced motion, dark colours.

use anyhow::Result;
use serde_json::json;
use thirtyfour::prelude::*;
use tidepool_tests::browser::{Page, on_site};

use crate::tools::{PLAYING, ask, click, fill, on_lab, seek, until};

/// Name of the focused element of the lab: its test id, or what it is.
const FOCUS: &str = "(a => a ? a.dataset.testid || a.className || a.tagName : '')\
                     (document.querySelector('tidepool-lab').shadowRoot.activeElement)";

async fn press(page: &Page, keys: impl Into<TypingData>) -> Result<()> {
    page.driver().active_element().await?.send_keys(keys).await?;
    Ok(())
}

async fn focus_play(page: &Page) -> Result<()> {
    let focus =
        "document.querySelector('tidepool-lab').shadowRoot.querySelector('[data-testid=play]').focus()";
    page.ask(focus, Vec::new()).await?;
    Ok(())
}

#[test]
fn the_keyboard_is_enough() {
    on_lab("scenario=rows lang=en", async |page| {
        let mut met = Vec::new();
        for _ in 0..60 {
            press(page, Key::Tab + "").await?;
            let name = ask(page, FOCUS).await?.as_str().unwrap_or_default().to_owned();
            if name == "editor" {
                // Escape, then Tab, leaves it.
                press(page, Key::Escape + "").await?;
            }
            let last = name == "speed";
            met.push(name);
            if last {
                break;
            }
        }
        let order: Vec<&str> = met.iter().map(String::as_str).collect();
        let wanted = ["share", "variant", "editor", "param-pool", "seed", "play", "step", "scrub", "speed"];
        let places: Vec<Option<usize>> =
            wanted.iter().map(|name| order.iter().position(|o| o == name)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "the order of focus is {order:?}");
        Ok(())
    });
}

#[test]
fn keys_play_pause_and_step() {
    on_lab("scenario=rows lang=en", async |page| {
        focus_play(page).await?;
        press(page, " ").await?;
        until(page, "ns() > 20e6").await?;
        press(page, " ").await?;
        until(page, &format!("!{PLAYING}")).await?;
        let before = ask(page, "ns()").await?;
        press(page, Key::Tab + (Key::Tab + (Key::Tab + ""))).await?;
        assert_eq!(ask(page, FOCUS).await?, "step");
        press(page, Key::Enter + "").await?;
        until(page, &format!("ns() > {before}")).await?;
        press(page, Key::Shift + (Key::Tab + "")).await?;
        assert_eq!(ask(page, FOCUS).await?, "step-back");
        press(page, Key::Enter + "").await?;
        until(page, &format!("ns() === {before}")).await
    });
}

/// What the editor holds and whether the coloured text under it is the same.
const TEXT: &str = "[$('[data-testid=editor]').value.split('\\n')[0], \
                    $('pre.text').textContent.trimEnd() === $('[data-testid=editor]').value.trimEnd()]";

#[test]
fn an_input_method_composes_chinese() {
    on_lab("scenario=rows lang=en", async |page| {
        let first = ask(page, TEXT).await?[0].clone();
        let first = first.as_str().unwrap_or_default();
        page.ask(
            "const editor = document.querySelector('tidepool-lab').shadowRoot.querySelector('[data-testid=editor]');\
             editor.focus(); editor.setSelectionRange(0, 0)",
            Vec::new(),
        )
        .await?;
        press(page, "// ").await?;
        for typed in ["c", "ch", "chao", "chao'chi"] {
            let at = typed.len();
            page.cdp(
                "Input.imeSetComposition",
                json!({ "text": typed, "selectionStart": at, "selectionEnd": at }),
            )
            .await?;
            assert_eq!(ask(page, TEXT).await?, json!([format!("// {typed}{first}"), true]));
        }
        page.cdp("Input.insertText", json!({ "text": "潮池" })).await?;
        until(page, &format!("{TEXT}[0] === {}", json!(format!("// 潮池{first}")))).await?;
        assert_eq!(ask(page, TEXT).await?, json!([format!("// 潮池{first}"), true]));
        // What was composed is one thing to undo, what was typed before it another.
        press(page, Key::Control + "z").await?;
        until(page, &format!("!{TEXT}[0].includes('潮')")).await?;
        press(page, Key::Control + "z").await?;
        until(page, &format!("{TEXT}[0] === {}", json!(first))).await
    });
}

#[test]
fn nothing_moves_when_motion_is_not_wanted() {
    on_lab("scenario=rows lang=en", async |page| {
        page.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
        seek(page, 20).await?;
        let moving = "[...$('.lab').querySelectorAll('*')].filter(element => {\
            const style = getComputedStyle(element);\
            return style.transitionDuration !== '0s' || style.animationName !== 'none' }).length";
        assert_eq!(ask(page, moving).await?, 0);
        assert_eq!(ask(page, "$('[data-number=in_use] dd').textContent").await?, "10 / 10");
        Ok(())
    });
}

/// How light the paper is, of 765, and whether the charts have been drawn on paper of that kind.
const PAPER: &str = "getComputedStyle($('.lab')).backgroundColor.match(/[\\d.]+/g).slice(0, 3)\
                     .reduce((sum, part) => sum + Number(part), 0)";

#[test]
fn it_follows_the_colours_of_system_and_attribute() {
    on_lab("scenario=rows lang=en", async |page| {
        page.prefer(&[("prefers-color-scheme", "light")]).await?;
        until(page, &format!("{PAPER} > 600")).await?;
        let chart = "$('canvas').toDataURL()";
        let light = ask(page, chart).await?;
        page.prefer(&[("prefers-color-scheme", "dark")]).await?;
        until(page, &format!("{PAPER} < 200 && {chart} !== {light}")).await?;
        page.ask("document.querySelector('tidepool-lab').setAttribute('theme', 'light')", Vec::new()).await?;
        until(page, &format!("{PAPER} > 600 && {chart} === {light}")).await
    });
}

#[test]
fn keys_go_to_the_next_of_what_is_worth_a_look() {
    on_lab("scenario=rows lang=en", async |page| {
        focus_play(page).await?;
        press(page, "w").await?;
        until(page, "ns() > 0 && !$('.busy') && $('.track .mark.wait')").await?;
        assert_eq!(ask(page, "$('[data-number=in_use] dd').textContent").await?, "10 / 10");
        let waited = ask(page, "ns()").await?;
        press(page, "f").await?;
        until(page, &format!("ns() > {waited} && !$('.busy') && $('.track .mark.failure')")).await?;
        press(page, Key::Left + "").await?;
        until(page, &format!("ns() === {waited}")).await?;
        // The speed is chosen by keys, too.
        let speed = "$('[data-testid=speed]').selectedIndex";
        let before = ask(page, speed).await?.as_u64().unwrap_or_default();
        press(page, "+").await?;
        until(page, &format!("{speed} === {}", before + 1)).await?;
        press(page, "-").await?;
        until(page, &format!("{speed} === {before}")).await
    });
}

#[test]
fn what_does_not_come_is_said_and_a_long_way_can_be_left() {
    on_lab("scenario=rows code=drained lang=zh", async |page| {
        fill(page, "[data-testid=unit]", "到断点").await?;
        click(page, "[data-testid=step]").await?;
        click(page, "[data-testid=halt]").await?;
        until(page, "!$('.busy')").await?;
        let stopped = ask(page, "ns()").await?;
        assert!(stopped.as_f64().is_some_and(|ns| ns < 30e9), "{stopped}");
        click(page, "[data-testid=step]").await?;
        assert!(page.lab_text("[data-testid=missed]").await?.contains("后面没有碰到断点"));
        assert_eq!(ask(page, "ns()").await?, json!(30_000_000_000u64));
        click(page, "[data-testid=step-back]").await?;
        until(page, &format!("ns() === {stopped} && !$('[data-testid=missed]')")).await
    });
}

#[test]
fn the_map_of_keys_opens_and_gives_the_focus_back() {
    for (lang, words) in [("en", "Run to the next wait"), ("zh", "运行到下一次等待")] {
        on_lab(&format!("scenario=rows lang={lang}"), async |page| {
            focus_play(page).await?;
            press(page, "?").await?;
            until(
                page,
                &format!(
                    "$('[data-testid=keys]').open && $('[data-testid=keys]').textContent.includes('{words}')"
                ),
            )
            .await?;
            // While it is open, keys are its own.
            press(page, "w").await?;
            press(page, Key::Escape + "").await?;
            until(page, "!$('[data-testid=keys]').open").await?;
            assert_eq!(ask(page, &format!("[{FOCUS}, ns()]")).await?, json!(["play", 0]));
            click(page, "[data-testid=help]").await?;
            click(page, "[data-testid=close-keys]").await?;
            until(page, "!$('[data-testid=keys]').open").await?;
            assert_eq!(ask(page, FOCUS).await?, "help");
            Ok(())
        });
    }
}

#[test]
fn a_button_that_goes_leaves_the_focus_to_the_lab() {
    on_lab("scenario=rows lang=en", async |page| {
        click(page, "[data-testid=share]").await?;
        until(page, "$('[data-testid=unshare]')").await?;
        let focus = "document.querySelector('tidepool-lab').shadowRoot.querySelector('[data-testid=unshare]').focus()";
        page.ask(focus, Vec::new()).await?;
        press(page, Key::Enter + "").await?;
        until(page, "!$('[data-testid=shared]')").await?;
        assert_eq!(ask(page, FOCUS).await?, "lab");
        press(page, " ").await?;
        until(page, PLAYING).await
    });
}

#[test]
fn a_first_visit_is_guided_and_a_second_is_not() {
    on_site(async |page| {
        page.open("en/4-1/").await?;
        page.in_lab("[data-testid=stage]").await?;
        let says = |words: &str| format!("$('[data-testid=hint]')?.textContent.includes('{words}')");
        until(page, &says("Press Play")).await?;
        click(page, "[data-testid=play]").await?;
        until(page, &says("Drag the bar")).await?;
        click(page, "[data-testid=step]").await?;
        until(page, &says("change something")).await?;
        fill(page, "[data-testid=param-pool]", "11").await?;
        until(page, "!$('[data-testid=hint]')").await?;
        page.driver().refresh().await?;
        page.in_lab("[data-testid=stage]").await?;
        assert_eq!(ask(page, "$('[data-testid=hint]')").await?, serde_json::Value::Null);
        Ok(())
    });
}
