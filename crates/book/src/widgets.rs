//! Directives as HTML. Everything can be read without script.

use crate::directive::{Challenge, Claim, Lab, Measured, Predict, Prose, RunRef};
use crate::html::escape;
use crate::links;
use crate::markdown::Context;
use crate::plan::{Charts, Outcome, Printed, Still};
use tidepool_view::Lang;

/// Name of a run's picture below `charts/`, without language and theme.
pub(crate) fn chart_name(run: &RunRef) -> String {
    let mut name = run.scenario.clone();
    let settings = run.set.iter().map(|(key, value)| format!("{key}-{value}"));
    let parts = run.variant.iter().cloned().chain(settings).chain(run.seed.map(|s| format!("seed-{s}")));
    for part in parts {
        name.push('-');
        name.extend(part.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }));
    }
    name
}

/// File of a picture, from the top of the site.
pub(crate) fn chart_file(run: &RunRef, lang: Lang, dark: bool) -> String {
    let theme = if dark { ".dark" } else { "" };
    format!("charts/{}.{}{theme}.svg", chart_name(run), lang.code())
}

/// The run by which a claim is tried.
pub(crate) struct Tried {
    pub run: RunRef,
    /// Anchor of the lab.
    pub lab: String,
    /// In the reader's words.
    pub name: String,
}

pub(crate) fn claim(claim: &Claim, tried: Option<&Tried>, cx: &Context<'_>) -> String {
    let w = cx.words;
    let attempt = tried.map(|tried| {
        format!(
            "<p class=\"try\">{}<a href=\"#{}\">{}</a>{}<span class=\"tried\" role=\"status\"></span></p>\n",
            w.try_it,
            escape(&tried.lab),
            escape(&tried.name),
            cx.lang.pick(". ", "。"),
        )
    });
    format!(
        "<aside class=\"claim\" id=\"claim-{id}\"{run}><p class=\"label\">{label}</p>\n\
         <div class=\"statement\">{statement}</div>\n{attempt}\
         <details class=\"verdict\"><summary>{summary}</summary>\n\
         <div>{verdict}</div>\n<div class=\"evidence\">{evidence}</div></details></aside>\n",
        id = escape(&claim.id),
        run = tried.map(|t| format!("{} data-tried=\"{}\"", run_data(&t.run), w.tried)).unwrap_or_default(),
        label = w.claim,
        statement = cx.html(&claim.statement),
        attempt = attempt.unwrap_or_default(),
        summary = w.verdict,
        verdict = cx.html(&claim.verdict),
        evidence = cx.html(&labelled(w.evidence, &claim.evidence, cx.lang)),
    )
}

/// A run as attributes, for the script to know it again.
fn run_data(run: &RunRef) -> String {
    let set: Vec<String> = run.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
    format!(
        " data-scenario=\"{}\" data-variant=\"{}\" data-set=\"{}\"",
        escape(&run.scenario),
        escape(run.variant.as_deref().unwrap_or_default()),
        escape(&set.join(" "))
    )
}

/// The text with a word before it.
fn labelled(label: &str, prose: &Prose, lang: Lang) -> Prose {
    let colon = lang.pick(": ", "：");
    Prose { text: format!("{label}{colon}{}", prose.text), ..prose.clone() }
}

/// `number` is the place of the question on the page, `lab` the anchor of the lab it is about.
pub(crate) fn predict(predict: &Predict, number: usize, lab: Option<&str>, cx: &Context<'_>) -> String {
    let w = cx.words;
    let mut options = String::new();
    for (n, option) in predict.options.iter().enumerate() {
        options += &format!(
            "<li><label><input type=\"radio\" name=\"predict-{number}\" value=\"{}\"> <span>{}</span></label></li>\n",
            letter(n),
            cx.inline(option)
        );
    }
    let right = predict.options.get(predict.answer).map(|o| cx.inline(o)).unwrap_or_default();
    format!(
        "<aside class=\"predict\" data-answer=\"{answer}\" data-right=\"{yes}\" data-wrong=\"{no}\"{lab}><p class=\"label\">{label}</p>\n\
         <form><fieldset><legend class=\"question\">{question}</legend>\n\
         <ol class=\"options\">\n{options}</ol></fieldset></form>\n\
         <details class=\"answer\"><summary>{summary}</summary>\n<p><strong>{answer}.</strong> {right}</p>\n{why}{reasons}</details></aside>\n",
        answer = letter(predict.answer),
        yes = w.right,
        no = w.wrong,
        lab = lab.map(|lab| format!(" data-lab=\"{}\"", escape(lab))).unwrap_or_default(),
        label = w.predict,
        question = cx.inline(&predict.question),
        summary = w.answer,
        why = cx.html(&predict.explanation),
        reasons = reasons(predict, cx),
    )
}

/// What is to be said of each option; without script it stands below the answer.
fn reasons(predict: &Predict, cx: &Context<'_>) -> String {
    let given = predict.reasons.iter().enumerate().filter(|(_, reason)| !reason.text.is_empty());
    let items: String = given
        .map(|(n, reason)| {
            let option = letter(n);
            format!(
                "<li data-option=\"{option}\"><strong>{option}.</strong> <span>{}</span></li>\n",
                cx.inline(reason)
            )
        })
        .collect();
    if items.is_empty() { items } else { format!("<ul class=\"reasons\">\n{items}</ul>\n") }
}

fn letter(index: usize) -> char {
    char::from(b'a' + (index % 26) as u8)
}

pub(crate) fn notice(prose: &Prose, cx: &Context<'_>) -> String {
    format!(
        "<aside class=\"notice\"><p class=\"label\">{}</p>\n{}</aside>\n",
        cx.words.notice,
        cx.html(prose)
    )
}

pub(crate) fn measured(measured: &Measured, cx: &Context<'_>) -> String {
    let text = cx.html(&measured.text);
    match &measured.summary {
        Some(summary) => {
            format!("<details class=\"measured\"><summary>{}</summary>\n{text}</details>\n", escape(summary))
        }
        None => format!("<div class=\"measured\">\n{text}</div>\n"),
    }
}

/// `lab` is the anchor of the lab to do it in.
pub(crate) fn challenge(challenge: &Challenge, lab: &str, cx: &Context<'_>) -> String {
    let w = cx.words;
    let goals: Vec<String> =
        challenge.goals.iter().map(|g| format!("<code>{}</code>", escape(&g.to_string()))).collect();
    let unedited = match challenge.unedited {
        true => format!(" data-code=\"unedited\" data-edited=\"{}\"", w.met_but_edited),
        false => String::new(),
    };
    format!(
        "<aside class=\"challenge\"{run} data-goals=\"{conditions}\"{unedited}><p class=\"label\">{label}</p>\n{text}\
         <p class=\"goal\">{goal} {goals}{only}{stop}<a href=\"#{lab}\">{to_lab}</a> \
         <span class=\"challenge-state\" data-met=\"{met}\" aria-live=\"polite\" hidden>{not_met}</span></p></aside>\n",
        run = run_data(&challenge.run),
        conditions = escape(&challenge.goals()),
        label = w.challenge,
        text = cx.html(&challenge.text),
        goal = w.goal,
        goals = goals.join(w.and),
        only = if challenge.unedited { w.unedited } else { "" },
        stop = cx.lang.pick(". ", "。"),
        lab = escape(lab),
        to_lab = w.to_lab,
        met = w.met,
        not_met = w.not_met,
    )
}

/// The element of the lab. What is inside is shown until, and unless, the script takes over.
///
/// `followed`: it is to tell its counters to flows on the page.
pub(crate) fn lab(lab: &Lab, followed: bool, cx: &Context<'_>) -> String {
    let run = &lab.run;
    let mut attributes = format!(" scenario=\"{}\"", escape(&run.scenario));
    let mut add = |name: &str, value: &str| attributes += &format!(" {name}=\"{}\"", escape(value));
    if let Some(variant) = &run.variant {
        add("code", variant);
    }
    if !run.set.is_empty() {
        let pairs: Vec<String> = run.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
        add("params", &pairs.join("&"));
    }
    if let Some(seed) = run.seed {
        add("seed", &seed.to_string());
    }
    if let Some(request) = &lab.request {
        add("request", request);
    }
    add("lang", cx.lang.code());
    if lab.veiled {
        attributes += " veiled";
    }
    if followed {
        attributes += " counters";
    }
    let outcome = cx.results.get(run);
    let still = outcome.and_then(|o| Some(still(run, o, o.stills.iter().find(|s| s.lang == cx.lang)?, cx)));
    format!(
        "<aside class=\"lab-slot\" id=\"{}\"><tidepool-lab{attributes}>\n{}</tidepool-lab></aside>\n",
        escape(&lab.id),
        still.unwrap_or_default()
    )
}

fn still(run: &RunRef, outcome: &Outcome, still: &Still, cx: &Context<'_>) -> String {
    let charts = still.charts.as_ref().map(|charts| picture(run, charts, cx)).unwrap_or_default();
    let output = outcome.printed.as_ref().map(|printed| output(printed, cx)).unwrap_or_default();
    format!(
        "<figure class=\"lab-still\">{charts}{output}\n\
         <figcaption>{caption}</figcaption>\n<noscript><p class=\"no-script\">{no_script}</p></noscript></figure>\n",
        caption = escape(&still.caption),
        no_script = if still.charts.is_some() { cx.words.no_script } else { cx.words.no_script_program },
    )
}

fn picture(run: &RunRef, charts: &Charts, cx: &Context<'_>) -> String {
    let top = links::top(cx.slug);
    let (width, height) = size(&charts.light);
    format!(
        "<picture>\
         <source media=\"(prefers-color-scheme: dark)\" srcset=\"{top}{dark}\">\
         <img src=\"{top}{light}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></picture>",
        dark = chart_file(run, cx.lang, true),
        light = chart_file(run, cx.lang, false),
        alt = escape(cx.words.still),
    )
}

/// What the program printed, standard error set apart.
fn output(printed: &Printed, cx: &Context<'_>) -> String {
    let mut text = String::new();
    for (error, piece) in &printed.pieces {
        match error {
            true => text += &format!("<span class=\"err\">{}</span>", escape(piece)),
            false => text += &escape(piece),
        }
    }
    if printed.pieces.is_empty() {
        text = format!("<i>{}</i>", cx.words.prints_nothing);
    }
    let more = match printed.more {
        0 => String::new(),
        more => format!("<p class=\"more\">{}</p>", (cx.words.more_lines)(more)),
    };
    format!(
        "<p class=\"label\">{}</p>\n<pre class=\"output\" tabindex=\"0\"><code>{text}</code></pre>{more}",
        cx.words.prints
    )
}

/// Width and height of an SVG document, so that the page does not jump when it arrives.
fn size(svg: &str) -> (u32, u32) {
    let attribute = |name: &str| {
        let (_, after) = svg.split_once(&format!("{name}=\""))?;
        after.split('"').next()?.parse().ok()
    };
    (attribute("width").unwrap_or(760), attribute("height").unwrap_or(600))
}
