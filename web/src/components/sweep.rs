//! A sweep: one parameter over a range, with several seeds; a curve with its band, theory's beside it, and all as a table.

use std::rc::Rc;

use tidepool_scenario::Param;
use tidepool_view::Lang;
use tidepool_view::sweep::{Curve, can_be_swept, metrics};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::chart::paint;
use crate::action::Action;
use crate::i18n::Words;
use crate::state::State;
use crate::sweep::{Order, Sight};

/// What is shown.
#[derive(Properties)]
pub struct SweepProps {
    /// What is chosen.
    pub state: Rc<State>,
    /// Changes when the chart must be drawn anew; and whether the page is dark.
    pub look: (u32, bool),
    /// Hears what the reader asks for.
    pub on: Callback<Action>,
}

impl PartialEq for SweepProps {
    fn eq(&self, other: &SweepProps) -> bool {
        let (a, b) = (&self.state, &other.state);
        let same = |a: &Option<Rc<Sight>>, b: &Option<Rc<Sight>>| match (a, b) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        (a.lang, self.look) == (b.lang, other.look)
            && a.selection == b.selection
            && same(&a.sweep, &b.sweep)
            && Rc::ptr_eq(&a.scenario, &b.scenario)
    }
}

/// The sweep, closed at first.
#[function_component]
pub fn SweepPanel(props: &SweepProps) -> Html {
    let (state, words) = (&props.state, Words::of(props.state.lang));
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            open.set(!*open);
        })
    };
    if !state.scenario.params.iter().any(can_be_swept) {
        return Html::default();
    }
    html! {
        <details class="sweep" open={*open} data-testid="sweep">
            <summary onclick={toggle}>{ words.sweep }</summary>
            if *open {
                <div class="body">
                    <OrderForm key={state.scenario.name.clone()} state={state.clone()} on={&props.on} />
                    if let Some(sight) = &state.sweep {
                        { progress(sight, words, &props.on) }
                        if !sight.rows.is_empty() {
                            <Found state={state.clone()} sight={sight.clone()} look={props.look} on={&props.on} />
                        }
                    }
                </div>
            }
        </details>
    }
}

#[derive(Properties)]
struct FormProps {
    state: Rc<State>,
    on: Callback<Action>,
}

impl PartialEq for FormProps {
    fn eq(&self, other: &FormProps) -> bool {
        let (a, b) = (&self.state, &other.state);
        a.lang == b.lang && a.selection == b.selection && Rc::ptr_eq(&a.scenario, &b.scenario)
    }
}

/// What to sweep.
#[function_component]
fn OrderForm(props: &FormProps) -> Html {
    let (state, words) = (&props.state, Words::of(props.state.lang));
    let params: Vec<&Param> = state.scenario.params.iter().filter(|param| can_be_swept(param)).collect();
    let usual = |param: &Param| {
        Order::usual(param, &state.field(param))
            .or_else(|| Order::usual(param, &Param::text_of(&param.default)))
    };
    let order = use_state_eq(|| params.first().and_then(|param| usual(param)));
    let Some(now) = (*order).clone() else { return Html::default() };
    let chosen = {
        let (order, orders) =
            (order.clone(), params.iter().filter_map(|param| usual(param)).collect::<Vec<_>>());
        Callback::from(move |event: Event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let wanted = field.map(|field| field.value()).unwrap_or_default();
            order.set(orders.iter().find(|order| order.key == wanted).cloned());
        })
    };
    let field = |name: &'static str, label: &'static str, text: &str, change: fn(&mut Order, String)| {
        let (order, now) = (order.clone(), now.clone());
        let typed = Callback::from(move |event: InputEvent| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let mut new = now.clone();
            change(&mut new, field.map(|field| field.value()).unwrap_or_default());
            order.set(Some(new));
        });
        html! {
            <label class="part"><span>{ label }</span>
                <input class="text" type="text" data-testid={format!("sweep-{name}")} value={text.to_string()} oninput={typed} />
            </label>
        }
    };
    let begin = {
        let now = now.clone();
        props.on.reform(move |event: SubmitEvent| {
            event.prevent_default();
            Action::Sweep(now.clone())
        })
    };
    html! {
        <form class="order" onsubmit={begin}>
            <label class="part wide"><span>{ words.sweep_param }</span>
                <select data-testid="sweep-param" onchange={chosen}>
                    { for params.iter().map(|param| html! {
                        <option value={param.key.clone()} selected={param.key == now.key}>{ param.label.get(state.lang.code()) }</option>
                    }) }
                </select>
            </label>
            { field("from", words.sweep_from, &now.from, |order, text| order.from = text) }
            { field("to", words.sweep_to, &now.to, |order, text| order.to = text) }
            { field("step", words.sweep_step, &now.step, |order, text| order.step = text) }
            { field("seeds", words.sweep_seeds, &now.seeds, |order, text| order.seeds = text) }
            <button type="submit" data-testid="sweep-begin">{ words.sweep_begin }</button>
        </form>
    }
}

fn progress(sight: &Sight, words: &Words, on: &Callback<Action>) -> Html {
    html! {
        <div class="progress" data-testid="sweep-progress">
            if let Some(error) = &sight.error {
                <p class="error" role="alert">{ error }</p>
            } else {
                if let Some(share) = sight.progress {
                    <progress max="1" value={format!("{share:.3}")} aria-label={words.sweep}></progress>
                    <button class="quiet" type="button" data-testid="sweep-cancel" data-passing="" onclick={on.reform(|_| Action::EndSweep)}>
                        { words.sweep_cancel }
                    </button>
                }
                // Of each run nobody wants to hear.
                <p class="quiet-words" aria-hidden={sight.progress.is_some().then_some("true")}>
                    { format!("{} / {} {}", sight.rows.len(), sight.total, words.sweep_runs) }
                </p>
                <p class="unseen" role="status">
                    { if sight.progress.is_some() { words.sweep_going } else { words.sweep_over } }
                </p>
            }
        </div>
    }
}

#[derive(Properties)]
struct FoundProps {
    state: Rc<State>,
    sight: Rc<Sight>,
    look: (u32, bool),
    on: Callback<Action>,
}

impl PartialEq for FoundProps {
    fn eq(&self, other: &FoundProps) -> bool {
        (self.state.lang, self.look) == (other.state.lang, other.look)
            && self.state.selection == other.state.selection
            && Rc::ptr_eq(&self.sight, &other.sight)
    }
}

/// The curve of one metric, which can be another one without a further run.
#[function_component]
fn Found(props: &FoundProps) -> Html {
    let FoundProps { state, sight, on, .. } = props;
    let (lang, words) = (state.lang, Words::of(state.lang));
    let offered = metrics(&sight.rows, lang);
    let wanted = use_state_eq(|| None::<String>);
    let metric = offered.iter().find(|(key, _)| wanted.as_deref() == Some(*key)).or(offered.first());
    let param = state.scenario.params.iter().find(|param| param.key == sight.key);
    let (Some((metric, _)), Some(param)) = (metric, param) else {
        return html! { <p class="quiet-words">{ words.sweep_nothing }</p> };
    };
    let Some(curve) = Curve::of(&sight.rows, param, metric, &sight.theory, lang) else {
        return Html::default();
    };
    let chosen = {
        let wanted = wanted.clone();
        Callback::from(move |event: Event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            wanted.set(field.map(|field| field.value()));
        })
    };
    html! {
        <>
            <label class="part wide"><span>{ words.sweep_metric }</span>
                <select data-testid="sweep-metric" onchange={chosen}>
                    { for offered.iter().map(|(key, name)| html! {
                        <option value={*key} selected={key == metric}>{ *name }</option>
                    }) }
                </select>
            </label>
            if sight.is_of_another(&state.selection) {
                <p class="quiet-words" data-testid="sweep-stale">{ words.sweep_stale }</p>
            }
            <Picture lang={lang} curve={curve.clone()} label={param.label.get(lang.code()).to_string()} look={props.look} />
            { table(&curve, param, lang, on) }
            if let Some(command) = &sight.command {
                <label class="part command"><span>{ words.command }</span>
                    <input class="wide" readonly=true data-testid="sweep-command" value={command.clone()} />
                </label>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PictureProps {
    lang: Lang,
    curve: Curve,
    label: String,
    look: (u32, bool),
}

#[function_component]
fn Picture(props: &PictureProps) -> Html {
    let canvas = use_node_ref();
    let panel = props.curve.panel(&props.label, props.lang);
    let legend = panel.legend.to_string();
    {
        let (canvas, dark) = (canvas.clone(), props.look.1);
        use_effect_with((props.curve.clone(), props.label.clone(), props.look), move |_| {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                paint(&canvas, &panel, None, dark);
            }
        });
    }
    html! {
        <figure class="chart" data-chart="sweep">
            <canvas ref={canvas} aria-hidden="true"></canvas>
            <figcaption><p class="legend">{ legend }</p></figcaption>
        </figure>
    }
}

/// The figures; each value is a button that gives it to the lab.
fn table(curve: &Curve, param: &Param, lang: Lang, on: &Callback<Action>) -> Html {
    let words = Words::of(lang);
    let theory = curve.points.iter().any(|point| point.theory.is_some());
    let row = |point: &tidepool_view::sweep::Point| {
        let (key, value) = (param.key.clone(), point.value.clone());
        let give = on.reform(move |_| Action::Set(key.clone(), value.clone()));
        html! {
            <tr key={point.value.clone()} data-value={point.value.clone()}>
                <th scope="row">
                    <button class="quiet" type="button" title={words.sweep_give} onclick={give}>{ &point.value }</button>
                    if point.cut_short > 0 {
                        { " †" }
                    }
                </th>
                { for point.texts[..if theory { 4 } else { 3 }].iter().map(|text| html! { <td>{ text }</td> }) }
            </tr>
        }
    };
    let heads = [words.least, words.median, words.greatest, words.theory];
    let cut_short: usize = curve.points.iter().map(|point| point.cut_short).sum();
    html! {
        <div class="figures">
            if cut_short > 0 {
                <p class="error" data-testid="sweep-cut-short">{ format!("{cut_short} {}", words.sweep_cut_short) }</p>
            }
            <table data-testid="sweep-figures">
                <caption>{ &curve.name }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ param.label.get(lang.code()) }</th>
                        { for heads[..if theory { 4 } else { 3 }].iter().map(|head| html! { <th scope="col">{ *head }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for curve.points.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
