//! A sweep in the lab: planned, run, stopped, read, taken over, in both languages and on a phone.

use anyhow::Result;
use serde_json::Value;
use tidepool_tests::browser::{Page, Size};

use crate::tools::{ask, click, fill, on_lab, until};

const DONE: &str = "$('[data-testid=sweep-figures]') && !$('[data-testid=sweep-progress] progress')";

async fn open(page: &Page) -> Result<()> {
    click(page, "[data-testid=sweep] summary").await?;
    page.in_lab("[data-testid=sweep-begin]").await.map(drop)
}

async fn order(page: &Page, fields: [(&str, &str); 4]) -> Result<()> {
    for (name, text) in fields {
        fill(page, &format!("[data-testid=sweep-{name}]"), text).await?;
    }
    click(page, "[data-testid=sweep-begin]").await
}

/// The rows of figures.
async fn figures(page: &Page) -> Result<Vec<Vec<String>>> {
    let rows = "[...$('[data-testid=sweep-figures] tbody').rows].map(row => [...row.cells].map(it => it.textContent))";
    Ok(serde_json::from_value(ask(page, rows).await?)?)
}

#[test]
fn a_sweep_finds_what_the_runs_find() {
    for (lang, said) in [("en", "6 / 6 runs"), ("zh", "6 / 6 次运行")] {
        on_lab(&format!("scenario=rows lang={lang} code=drained"), async |page| {
            open(page).await?;
            assert_eq!(ask(page, "$('[data-testid=sweep-param]').value").await?, "pool");
            order(page, [("from", "5"), ("to", "15"), ("step", "5"), ("seeds", "2")]).await?;
            until(page, DONE).await?;
            assert!(page.lab_text("[data-testid=sweep-progress]").await?.contains(said));
            fill(page, "[data-testid=sweep-metric]", "pool_waiting_max").await?;
            let rows = figures(page).await?;
            assert_eq!(rows.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["5", "10", "15"]);
            for row in &rows {
                let most = |seed| -> Result<f64> {
                    let run = tidepool::scenario("rows")?
                        .variant("drained")
                        .set("pool", &row[0])
                        .seed(seed)
                        .run()?;
                    Ok(run.metric("pool_waiting_max"))
                };
                let (one, other) = (most(1)?, most(2)?);
                assert_eq!(
                    [&row[1], &row[3]],
                    [&one.min(other).to_string(), &one.max(other).to_string()],
                    "{row:?}"
                );
            }
            // The curve is there, and the command that gives the same.
            let drawn = "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v, i) => i % 4 === 0 && v < 128))\
                         ($('[data-chart=sweep] canvas'))";
            assert_eq!(ask(page, drawn).await?, true);
            let command = "tidepool sweep rows --variant drained --vary pool=5..15:5 --seeds 2";
            assert_eq!(ask(page, "$('[data-testid=sweep-command]').value").await?, command);
            // A value can be given to the lab.
            click(page, "[data-testid=sweep-figures] tr[data-value=\"15\"] button").await?;
            until(page, "$('[data-testid=param-pool]').value === '15'").await?;
            assert_eq!(ask(page, "$('[data-testid=sweep-stale]')").await?, Value::Null);
            fill(page, "[data-testid=param-clients]", "7").await?;
            page.in_lab("[data-testid=sweep-stale]").await.map(drop)
        });
    }
}

#[test]
fn a_sweep_shows_how_far_it_is_and_can_be_stopped_while_the_page_answers() {
    on_lab("scenario=rows lang=en code=drained", async |page| {
        open(page).await?;
        order(page, [("from", "1"), ("to", "40"), ("step", "1"), ("seeds", "10")]).await?;
        until(page, "$('[data-testid=sweep-progress] progress')?.value > 0").await?;
        // The lab itself still plays.
        click(page, "[data-testid=play]").await?;
        until(page, "ns() > 50e6").await?;
        click(page, "[data-testid=sweep-cancel]").await?;
        until(page, "!$('[data-testid=sweep-progress] progress')").await?;
        let runs = page.lab_text("[data-testid=sweep-progress]").await?;
        let count: u32 = runs.split(' ').next().unwrap_or_default().parse()?;
        assert!(count < 400, "{runs}");
        // Long enough for many runs.
        until(page, "ns() > 1.5e9").await?;
        assert_eq!(page.lab_text("[data-testid=sweep-progress]").await?, runs, "nothing goes on");
        Ok(())
    });
}

#[test]
fn theory_stands_beside_the_runs_where_there_is_one() {
    on_lab("scenario=my-service lang=zh params=pods=1", async |page| {
        page.resize(Size::PHONE).await?;
        open(page).await?;
        fill(page, "[data-testid=sweep-param]", "pool").await?;
        order(page, [("from", "8"), ("to", "12"), ("step", "2"), ("seeds", "1")]).await?;
        until(page, DONE).await?;
        fill(page, "[data-testid=sweep-metric]", "acquire_mean_ms").await?;
        until(page, "$('[data-testid=sweep-figures] thead').textContent.includes('理论')").await?;
        let theory: Vec<String> = figures(page).await?.into_iter().map(|row| row[4].clone()).collect();
        // Eight erlangs on eight, ten and twelve connections.
        assert_eq!(theory, ["–", "4.09 ms", "699 µs"]);
        assert_eq!(page.ask("return document.documentElement.scrollWidth", Vec::new()).await?, 390);
        Ok(())
    });
}

#[test]
fn what_is_wrong_with_a_sweep_is_said() {
    on_lab("scenario=rows lang=en", async |page| {
        open(page).await?;
        order(page, [("from", "9"), ("to", "1"), ("step", "1"), ("seeds", "1")]).await?;
        assert!(page.lab_text("[data-testid=sweep-progress] [role=alert]").await?.contains("no smaller"));
        order(page, [("from", "0"), ("to", "2"), ("step", "1"), ("seeds", "1")]).await?;
        until(page, "$('[data-testid=sweep-progress] [role=alert]').textContent.includes('least value, 1')")
            .await
    });
}
