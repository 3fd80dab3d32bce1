//! What is chosen otherwise in one run than in another of the same scenario.

use tidepool_scenario::{Fault, Param, ParamKind, Run, fault_at};

use super::Contrast;
use crate::{Lang, format_duration_ns, parse_duration_ns, unit};

/// What differs between the choices of `a` and `b`: listing, its text, parameters, when faults happen, the seed.
pub fn chosen(a: &Run, b: &Run, lang: Lang) -> Vec<Contrast> {
    let mut found = vec![listing(a, b, lang), text(a, b, lang), deployed(a, b, lang)];
    found.extend(a.scenario.params.iter().map(|param| of_param(param, [a, b], lang)));
    found.extend(a.scenario.faults.iter().map(|fault| of_fault(fault, [a, b], lang)));
    let known = |key: &str| found.iter().any(|contrast| contrast.key == key);
    let others: Vec<Contrast> = others(a, b).filter(|contrast| !known(&contrast.key)).collect();
    found.extend(others);
    found.push(contrast("seed", lang.pick("seed", "随机种子"), [a, b].map(|run| run.seed.to_string())));
    found.retain(|contrast| contrast.differs);
    found
}

fn contrast(key: &str, name: &str, [a, b]: [String; 2]) -> Contrast {
    Contrast { key: key.into(), name: name.into(), differs: a != b, a, b }
}

fn listing(a: &Run, b: &Run, lang: Lang) -> Contrast {
    contrast("variant", lang.pick("listing", "代码"), [a, b].map(|run| format!("“{}”", title(run, lang))))
}

/// What readers call the listing of a run.
pub(crate) fn title(run: &Run, lang: Lang) -> &str {
    let id = run.selection.variant.as_deref().or(run.scenario.own_variant());
    let variant = id.and_then(|id| run.scenario.variant(id).ok());
    variant.map_or(run.file.as_str(), |variant| variant.title.get(lang.code()))
}

/// Whether the reader has changed the text; of two changed texts, that they are not the same.
fn text(a: &Run, b: &Run, lang: Lang) -> Contrast {
    let edited = |run: &Run| run.selection.code.is_some();
    let word = |run: &Run| match edited(run) {
        true => lang.pick("yours", "改过"),
        false => lang.pick("the book's", "原样"),
    };
    let words = match a.code == b.code || a.file != b.file && !edited(a) && !edited(b) {
        true => ["", ""],
        false if edited(a) && edited(b) => [word(a), lang.pick("yours, changed further", "改得不同")],
        false => [word(a), word(b)],
    };
    contrast("code", lang.pick("text of the listing", "代码内容"), words.map(Into::into))
}

/// What rollouts deploy, of which the reader may have changed the text as well.
fn deployed(a: &Run, b: &Run, lang: Lang) -> Contrast {
    let common = |id: &String| a.releases.contains_key(id) && b.releases.contains_key(id);
    let same = a.releases.keys().filter(|id| common(id)).all(|id| a.releases[id] == b.releases[id]);
    let other =
        if same { ["", ""] } else { lang.pick(["one text", "another"], ["一份代码", "另一份"]) };
    contrast("deployed", lang.pick("what is deployed", "发布的代码"), other.map(Into::into))
}

fn of_param(param: &Param, runs: [&Run; 2], lang: Lang) -> Contrast {
    contrast(&param.key, param.label.get(lang.code()), runs.map(|run| value(param, run, lang)))
}

/// What a parameter of a run is set to, with its unit, in the reader's words.
pub(crate) fn value(param: &Param, run: &Run, lang: Lang) -> String {
    let text = run.selection.set.get(&param.key);
    let text = text.cloned().unwrap_or_else(|| Param::text_of(&param.default));
    let choice = param.choices.iter().find(|choice| choice.value == text);
    match (choice, unit(lang, &param.unit)) {
        (Some(choice), _) => choice.label.get(lang.code()).to_owned(),
        (None, "") => text,
        // Durations bring their own.
        (None, _) if matches!(param.kind, ParamKind::Duration | ParamKind::Distribution) => text,
        (None, unit) => format!("{text} {unit}"),
    }
}

fn of_fault(fault: &Fault, runs: [&Run; 2], lang: Lang) -> Contrast {
    contrast(&fault_at(&fault.id), &fault_name(fault, lang), runs.map(|run| happens(fault, run, lang)))
}

/// What readers call a fault: what is written on its button, if it has one.
pub(crate) fn fault_name(fault: &Fault, lang: Lang) -> String {
    match &fault.button {
        Some(words) => format!("“{}”", words.get(lang.code())),
        None => fault.id.clone(),
    }
}

/// When a fault happens, as its button or a preset has set it.
pub(crate) fn happens(fault: &Fault, run: &Run, lang: Lang) -> String {
    let text = run.selection.set.get(&fault_at(&fault.id)).unwrap_or(&fault.at);
    match parse_duration_ns(text) {
        Some(ns) => lang.pick(format!("at {}", format_duration_ns(ns)), format_duration_ns(ns)),
        None => lang.pick("never", "不发生").to_owned(),
    }
}

/// What else is set by its target, as presets do.
fn others<'a>(a: &'a Run, b: &'a Run) -> impl Iterator<Item = Contrast> + 'a {
    let mut keys: Vec<&String> = a.selection.set.keys().chain(b.selection.set.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let value = |run: &Run, key: &String| run.selection.set.get(key).cloned().unwrap_or_else(|| "–".into());
    keys.into_iter().map(move |key| contrast(key, key, [value(a, key), value(b, key)]))
}
