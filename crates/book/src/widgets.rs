//! Directives as HTML. Everything can be read without script.

use crate::directive::{Challenge, Claim, Lab, Predict, Prose, RunRef};
use crate::html::escape;
use crate::links;
use crate::markdown::Context;
use crate::plan::Still;
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

pub(crate) fn claim(claim: &Claim, cx: &Context<'_>) -> String {
    let w = cx.words;
    format!(
        "<aside class=\"claim\" id=\"claim-{id}\"><p class=\"label\">{label}</p>\n\
         <div class=\"statement\">{statement}</div>\n\
         <details class=\"verdict\"><summary>{summary}</summary>\n\
         <div>{verdict}</div>\n<div class=\"evidence\">{evidence}</div></details></aside>\n",
        id = escape(&claim.id),
        label = w.claim,
        statement = cx.html(&claim.statement),
        summary = w.verdict,
        verdict = cx.html(&claim.verdict),
        evidence = cx.html(&labelled(w.evidence, &claim.evidence, cx.lang)),
    )
}

/// The text with a word before it.
fn labelled(label: &str, prose: &Prose, lang: Lang) -> Prose {
    let colon = lang.pick(": ", "：");
    Prose { text: format!("{label}{colon}{}", prose.text), ..prose.clone() }
}

/// `number` is the place of the question on the page.
pub(crate) fn predict(predict: &Predict, number: usize, cx: &Context<'_>) -> String {
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
        "<aside class=\"predict\" data-answer=\"{answer}\" data-right=\"{yes}\" data-wrong=\"{no}\"><p class=\"label\">{label}</p>\n\
         <form><fieldset><legend class=\"question\">{question}</legend>\n\
         <ol class=\"options\">\n{options}</ol></fieldset></form>\n\
         <details class=\"answer\"><summary>{summary}</summary>\n<p><strong>{answer}.</strong> {right}</p>\n{why}</details></aside>\n",
        answer = letter(predict.answer),
        yes = w.right,
        no = w.wrong,
        label = w.predict,
        question = cx.inline(&predict.question),
        summary = w.answer,
        why = cx.html(&predict.explanation),
    )
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

/// `lab` is the anchor of the lab to do it in.
pub(crate) fn challenge(challenge: &Challenge, lab: &str, cx: &Context<'_>) -> String {
    let w = cx.words;
    let run = &challenge.run;
    let set: Vec<String> = run.set.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let condition = challenge.condition.to_string();
    format!(
        "<aside class=\"challenge\" data-scenario=\"{scenario}\" data-variant=\"{variant}\" data-set=\"{set}\" \
         data-metric=\"{metric}\" data-condition=\"{condition}\"><p class=\"label\">{label}</p>\n{text}\
         <p class=\"goal\">{goal} <code>{metric} {condition}</code>. <a href=\"#{lab}\">{to_lab}</a> \
         <span class=\"challenge-state\" data-met=\"{met}\" aria-live=\"polite\" hidden>{not_met}</span></p></aside>\n",
        scenario = escape(&run.scenario),
        variant = escape(run.variant.as_deref().unwrap_or_default()),
        set = escape(&set.join(" ")),
        metric = escape(&challenge.metric),
        condition = escape(&condition),
        label = w.challenge,
        text = cx.html(&challenge.text),
        goal = w.goal,
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
    add("lang", cx.lang.code());
    if followed {
        attributes += " counters";
    }
    let stills = cx.results.get(run).map(|o| o.stills.as_slice()).unwrap_or_default();
    let still = stills.iter().find(|s| s.lang == cx.lang).map(|s| still(run, s, cx)).unwrap_or_default();
    format!(
        "<aside class=\"lab-slot\" id=\"{}\"><tidepool-lab{attributes}>\n{still}</tidepool-lab></aside>\n",
        escape(&lab.id)
    )
}

fn still(run: &RunRef, still: &Still, cx: &Context<'_>) -> String {
    let top = links::top(cx.slug);
    let (width, height) = size(&still.light);
    format!(
        "<figure class=\"lab-still\"><picture>\
         <source media=\"(prefers-color-scheme: dark)\" srcset=\"{top}{dark}\">\
         <img src=\"{top}{light}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></picture>\n\
         <figcaption>{caption}</figcaption>\n<noscript><p class=\"no-script\">{no_script}</p></noscript></figure>\n",
        dark = chart_file(run, still.lang, true),
        light = chart_file(run, still.lang, false),
        alt = escape(cx.words.still),
        caption = escape(&still.caption),
        no_script = cx.words.no_script,
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
