//! One chart on a canvas, with its numbers as a table.

use std::rc::Rc;

use plotters::prelude::IntoDrawingArea;
use tidepool_view::chart::{Panel, Theme, draw};
use tidepool_view::{Lang, faults_in_words};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use super::when;
use crate::action::Action;
use crate::canvas_backend::CanvasBackend;
use crate::i18n::Words;

/// Rows of the table.
const ROWS: usize = 12;

/// What a chart shows.
#[derive(Properties)]
pub struct ChartProps {
    /// Language.
    pub lang: Lang,
    /// All panels; this chart shows one of them.
    pub panels: Rc<Vec<Panel>>,
    /// Which one.
    pub index: usize,
    /// Time of the vertical line, in seconds.
    pub cursor: f64,
    /// Whether the reader points at that time.
    pub pointed: bool,
    /// Changes when it must be drawn anew; and whether the page is dark.
    pub look: (u32, bool),
    /// Hears what time the reader points at or goes to.
    pub on: Callback<Action>,
}

impl PartialEq for ChartProps {
    fn eq(&self, other: &ChartProps) -> bool {
        let parts = |p: &ChartProps| (p.lang, p.index, p.cursor, p.pointed, p.look);
        parts(self) == parts(other) && Rc::ptr_eq(&self.panels, &other.panels)
    }
}

/// One chart.
#[function_component]
pub fn Chart(props: &ChartProps) -> Html {
    let canvas = use_node_ref();
    let panel = &props.panels[props.index];
    {
        let (canvas, panels, index) = (canvas.clone(), props.panels.clone(), props.index);
        let (cursor, look) = (props.cursor, props.look);
        let address = Rc::as_ptr(&props.panels) as usize;
        use_effect_with((address, index, cursor, look), move |_| {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                paint(&canvas, &panels[index], Some(cursor), look.1);
            }
        });
    }
    let seconds = panel.seconds;
    let moved = props.on.reform(move |event: MouseEvent| Action::Cursor(time_at(&event, seconds)));
    let clicked = when(&props.on, move |event: MouseEvent| {
        Some(Action::Seek((time_at(&event, seconds)? * 1e9) as u64))
    });
    html! {
        <figure class="chart" data-chart={panel.key.to_string()}>
            <canvas ref={canvas} aria-hidden="true" onmousemove={moved} onclick={clicked}
                onmouseleave={props.on.reform(|_| Action::Cursor(None))}></canvas>
            <figcaption>
                if !panel.legend.is_empty() {
                    <p class="legend">{ panel.legend.to_string() }</p>
                }
                <p class={classes!("reading", (!props.pointed).then_some("unseen"))}>
                    { reading(panel, props.cursor, props.lang) }
                </p>
                <details>
                    <summary>{ Words::of(props.lang).chart_table }</summary>
                    if panel.lanes.is_empty() {
                        { table(panel, props.lang) }
                    } else {
                        { lives(panel) }
                    }
                </details>
            </figcaption>
        </figure>
    }
}

/// Draws `panel`, with a line at the time `cursor`.
pub(super) fn paint(canvas: &HtmlCanvasElement, panel: &Panel, cursor: Option<f64>, dark: bool) {
    if let Some(backend) = CanvasBackend::new(canvas) {
        let theme = if dark { Theme::DARK } else { Theme::LIGHT };
        // This backend never fails.
        let _ = draw(panel, &theme, cursor, &backend.into_drawing_area());
    }
}

/// The time under the pointer.
fn time_at(event: &MouseEvent, seconds: f64) -> Option<f64> {
    let canvas = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    let (left, right) = tidepool_view::chart::plot_edges(canvas.client_width() as u32);
    let share = f64::from(event.offset_x() - left) / f64::from((right - left).max(1));
    (-0.02..=1.02).contains(&share).then(|| share.clamp(0.0, 1.0) * seconds)
}

/// All lines at one time, and what goes wrong then: `12.3 s: in use 20, idle 0 · slow queries, 10 s to 20 s`.
fn reading(panel: &Panel, seconds: f64, lang: Lang) -> String {
    let values =
        panel.at(seconds).into_iter().filter_map(|(name, value)| Some(format!("{name} {}", number(value?))));
    let values: Vec<String> = values.chain(panel.states_at(seconds)).collect();
    let mut text = format!("{} · {:.2} s: {}", panel.title, seconds, values.join(", "));
    for fault in panel.faults_at(seconds) {
        text.push_str(&format!(" · {}", fault.words(lang)));
    }
    text
}

fn number(value: f64) -> String {
    let text = if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
}

/// What each pod has been through.
fn lives(panel: &Panel) -> Html {
    html! {
        <table class="lives">
            <caption>{ panel.title.to_string() }</caption>
            <tbody>
                { for panel.lanes.iter().map(|lane| html! {
                    <tr><th scope="row">{ &lane.name }</th><td>{ &lane.words }</td></tr>
                }) }
            </tbody>
        </table>
    }
}

/// The lines at evenly spread times.
fn table(panel: &Panel, lang: Lang) -> Html {
    let lines = panel.lines.iter().chain(&panel.behind);
    let last = lines.filter_map(|line| line.points.last()).map(|point| point.0).fold(0.0, f64::max);
    let times = (0..=ROWS).map(|row| last * row as f64 / ROWS as f64);
    html! {
        <table>
            <caption>
                { panel.title.to_string() }
                if !panel.faults.is_empty() {
                    <br />{ faults_in_words(&panel.faults, lang) }
                }
            </caption>
            <thead>
                <tr>
                    <th scope="col">{ Words::of(lang).seconds }</th>
                    { for panel.at(0.0).into_iter().map(|(label, _)| html! { <th scope="col">{ label.into_owned() }</th> }) }
                </tr>
            </thead>
            <tbody>
                { for times.map(|time| html! {
                    <tr>
                        <th scope="row">{ format!("{time:.2}") }</th>
                        { for panel.at(time).into_iter().map(|(_, value)| html! {
                            <td>{ value.map_or_else(|| "–".to_string(), number) }</td>
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
