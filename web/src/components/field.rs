//! One parameter: a text field, and a slider where the range is known.

use tidepool_scenario::{Param, ParamKind};
use tidepool_view::{Lang, format_duration_ns, parse_duration_ns, unit};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::when;
use crate::action::Action;
use crate::i18n::Words;

/// What a field shows.
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Language.
    pub lang: Lang,
    /// The parameter.
    pub param: Param,
    /// Its text.
    pub text: String,
    /// What is wrong with the text.
    pub error: Option<String>,
    /// Hears a new text.
    pub on: Callback<Action>,
}

/// One parameter.
#[function_component]
pub fn Field(props: &FieldProps) -> Html {
    let (words, param) = (Words::of(props.lang), &props.param);
    let key = param.key.clone();
    let error_id = format!("error-{key}");
    let input = {
        let key = key.clone();
        when(&props.on, move |event| Some(Action::Set(key.clone(), value(&event)?)))
    };
    let changed = props.text != Param::text_of(&param.default);
    let label = param.label.get(props.lang.code()).to_string();
    html! {
        <div class={classes!("field", props.error.is_some().then_some("wrong"))} data-param={key.clone()}>
            <label for={format!("field-{key}")}>{ &label }</label>
            { slider(props, &label) }
            if param.kind == ParamKind::Word {
                { choices(props) }
            } else {
                <input id={format!("field-{key}")} class="text" type="text" data-testid={format!("param-{key}")}
                    inputmode={(param.kind == ParamKind::Int).then_some("numeric")} value={props.text.clone()}
                    aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={props.error.is_some().then(|| error_id.clone())} oninput={input} />
            }
            <span class="unit">{ unit(props.lang, &param.unit) }</span>
            if changed {
                <button class="quiet reset" onclick={props.on.reform(move |_| Action::Reset(key.clone()))}
                    aria-label={format!("{}: {label}", words.reset)}>{ words.reset }</button>
            }
            if let Some(error) = &props.error {
                <p id={error_id} class="error" role="alert">{ error }</p>
            }
        </div>
    }
}

/// The words that the parameter may be, to choose from.
fn choices(props: &FieldProps) -> Html {
    let key = props.param.key.clone();
    let chosen = when(&props.on, move |event: Event| {
        let field = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        Some(Action::Set(key.clone(), field.value()))
    });
    let (key, lang) = (&props.param.key, props.lang.code());
    html! {
        <select id={format!("field-{key}")} data-testid={format!("param-{key}")} onchange={chosen}>
            { for props.param.choices.iter().map(|choice| html! {
                <option value={choice.value.clone()} selected={choice.value == props.text}>
                    { choice.label.get(lang) }
                </option>
            }) }
        </select>
    }
}

fn value(event: &InputEvent) -> Option<String> {
    Some(event.target()?.dyn_into::<HtmlInputElement>().ok()?.value())
}

fn slider(props: &FieldProps, label: &str) -> Html {
    let Some(scale) = Scale::of(&props.param) else { return Html::default() };
    let key = props.param.key.clone();
    let moved = when(&props.on, move |event| {
        let position = value(&event)?.parse().ok()?;
        Some(Action::Set(key.clone(), scale.text(position)))
    });
    let position = scale.position(&props.text).unwrap_or(0);
    html! {
        <input class="slider" type="range" min="0" max={scale.steps().to_string()} value={position.to_string()}
            aria-label={label.to_string()} aria-valuetext={props.text.clone()} oninput={moved} />
    }
}

/// How positions of a slider become values.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scale {
    /// Whole numbers, one step each.
    Whole { min: i64, max: i64 },
    /// Durations, the same factor for each step; position 0 is the least value itself.
    Duration { min: u64, max: u64 },
}

/// Steps of a slider of durations.
const STEPS: i64 = 240;

impl Scale {
    /// The scale of a parameter with a range.
    fn of(param: &Param) -> Option<Scale> {
        let (min, max) = (Param::text_of(param.min.as_ref()?), Param::text_of(param.max.as_ref()?));
        match param.kind {
            ParamKind::Int => Some(Scale::Whole { min: min.parse().ok()?, max: max.parse().ok()? }),
            ParamKind::Duration => {
                Some(Scale::Duration { min: parse_duration_ns(&min)?, max: parse_duration_ns(&max)? })
            }
            ParamKind::Float | ParamKind::Distribution | ParamKind::Word => None,
        }
    }

    fn steps(self) -> i64 {
        match self {
            Scale::Whole { min, max } => max - min,
            Scale::Duration { .. } => STEPS,
        }
    }

    fn text(self, position: i64) -> String {
        match self {
            Scale::Whole { min, .. } => (min + position).to_string(),
            Scale::Duration { min, .. } if position <= 0 => duration_text(min),
            Scale::Duration { max, .. } if position >= STEPS => duration_text(max),
            Scale::Duration { min, max } => {
                let least = least(min, max);
                let share = position as f64 / STEPS as f64;
                let ns = least * (max as f64 / least).powf(share);
                duration_text(round(ns).clamp(min, max))
            }
        }
    }

    fn position(self, text: &str) -> Option<i64> {
        match self {
            Scale::Whole { min, max } => Some(text.trim().parse::<i64>().ok()?.clamp(min, max) - min),
            Scale::Duration { min, max } => {
                let ns = parse_duration_ns(text)?;
                if ns <= min {
                    return Some(0);
                }
                let least = least(min, max);
                let share = (ns as f64 / least).ln() / (max as f64 / least).ln();
                Some((share * STEPS as f64).round().clamp(1.0, STEPS as f64) as i64)
            }
        }
    }
}

/// Where a scale of equal factors can begin: zero has no place on it.
fn least(min: u64, max: u64) -> f64 {
    if min > 0 { min as f64 } else { (max as f64 / 1e4).max(1.0) }
}

/// Two significant digits.
fn round(ns: f64) -> u64 {
    let digit = 10f64.powf((ns.max(1.0).log10().floor() - 1.0).max(0.0));
    ((ns / digit).round() * digit) as u64
}

/// A duration as Go writes it, exact for values of two digits: `1.5s`, `15ms`, `0s`.
pub(crate) fn duration_text(ns: u64) -> String {
    let units = [(1_000_000_000u64, "s"), (1_000_000, "ms"), (1_000, "µs")];
    match units.into_iter().find(|(unit, _)| ns >= *unit) {
        _ if ns == 0 => "0s".into(),
        Some((unit, name)) => format!("{}{name}", ns as f64 / unit as f64),
        None => format_duration_ns(ns).replace(' ', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_gives_a_value_that_lies_there() {
        let seconds = 1_000_000_000;
        for scale in [Scale::Whole { min: 1, max: 151 }, Scale::Duration { min: 1_000_000, max: 3 * seconds }]
        {
            for position in (0..=scale.steps()).step_by(7) {
                let text = scale.text(position);
                let back = scale.position(&text).expect("a value of its own");
                assert!((back - position).abs() <= 2, "{scale:?}: {position} is {text}, which is at {back}");
            }
        }
    }

    #[test]
    fn durations_read_as_people_write_them() {
        let scale = Scale::Duration { min: 0, max: 30_000_000_000 };
        assert_eq!([0, 1, 120, 240].map(|p| scale.text(p)), ["0s", "3.1ms", "300ms", "30s"]);
        assert_eq!(scale.position("0s"), Some(0));
        assert_eq!(scale.position("soon"), None);
        assert_eq!(
            [1_500_000_000, 5_000_000, 250_000, 7].map(duration_text),
            ["1.5s", "5ms", "250µs", "7ns"]
        );
    }
}
