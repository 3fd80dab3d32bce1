//! The listing: coloured text with an invisible editor on top, so that undo, input methods,
//! selection and screen readers are the browser's own.

use std::collections::BTreeSet;
use std::rc::Rc;

use tidepool_view::{Lang, Snapshot};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::code_text::CodeText;
use super::gutter::Gutter;
use super::problems::Problems;
use super::when;
use crate::action::Action;
use crate::diagnosis::Problem;
use crate::i18n::Words;

/// What the code pane shows.
#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// Language.
    pub lang: Lang,
    /// The text in the editor.
    pub text: Rc<str>,
    /// The moment; none before a run.
    pub snapshot: Option<Rc<Snapshot>>,
    /// What is wrong with the text.
    pub problems: Rc<Vec<Problem>>,
    /// How many more problems there are.
    pub more: usize,
    /// Whether the text is not the book's.
    pub edited: bool,
    /// The line pointed at.
    pub line: Option<u32>,
    /// Lines at which playing stops.
    pub breakpoints: Rc<BTreeSet<u32>>,
    /// Whether the reader may change the text.
    pub editable: bool,
    /// Hears what the reader does.
    pub on: Callback<Action>,
}

/// The code pane.
#[function_component]
pub fn Code(props: &CodeProps) -> Html {
    let words = Words::of(props.lang);
    let editor = use_node_ref();
    let pane = use_node_ref();
    // After Escape, the next Tab leaves the editor.
    let leaving = use_mut_ref(|| false);
    let lines = props.text.split('\n').count();
    // At first to where connections are held from, later to the line pointed at.
    let first = use_first(props);
    use_in_view(&pane, first);
    use_in_view(&pane, props.line);
    let wrong = use_memo(props.problems.clone(), |problems| {
        problems
            .iter()
            .filter(|problem| problem.file.is_none())
            .map(|problem| problem.range)
            .collect::<Vec<_>>()
    });
    let invalid = (!wrong.is_empty()).then_some("true");
    let input = when(&props.on, |event: InputEvent| Some(Action::Edit(textarea(&event)?.value())));
    let keydown = {
        let (on, snapshot) = (props.on.clone(), props.snapshot.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "F9" {
                event.prevent_default();
                let line = line_of_cursor(&event).filter(|&line| can_stop(snapshot.as_deref(), line));
                line.into_iter().for_each(|line| on.emit(Action::Breakpoint(line)));
            }
            key(&event, &mut leaving.borrow_mut(), &on);
        })
    };
    let pointed = props.on.reform(|event: MouseEvent| Action::Line(line_under(&event)));
    let jump = {
        let (editor, text) = (editor.clone(), props.text.clone());
        Callback::from(move |problem: Problem| select(&editor, &text, &problem))
    };
    html! {
        <section class="code" role="group" aria-label={words.code}>
            <div class="pane" ref={pane}>
                <div class="sheet">
                    <Gutter lang={props.lang} lines={lines} snapshot={props.snapshot.clone()}
                        problems={props.problems.clone()} line={props.line}
                        breakpoints={props.breakpoints.clone()} on={&props.on} />
                    <div class="writing" onmousemove={pointed} onmouseleave={props.on.reform(|_| Action::Line(None))}>
                        <CodeText text={props.text.clone()} wrong={wrong} />
                        <textarea ref={editor} class="editor" data-testid="editor" spellcheck="false" wrap="off"
                            autocapitalize="off" autocomplete="off" aria-label={words.code}
                            aria-describedby="code-help" aria-invalid={invalid}
                            readonly={!props.editable} rows={lines.to_string()} value={props.text.to_string()}
                            oninput={input} onkeydown={keydown} />
                    </div>
                </div>
            </div>
            <Problems lang={props.lang} problems={props.problems.clone()} more={props.more} jump={jump} />
            if props.editable {
                <p class="under">
                    <span id="code-help" class="help">{ words.code_help }</span>
                    if props.edited {
                        <button class="quiet" data-testid="reset-code" onclick={props.on.reform(|_| Action::ResetCode)}>
                            { words.reset_code }
                        </button>
                    }
                </p>
            }
        </section>
    }
}

/// The line that connections were first held from, once for each listing of the book: where a reader has scrolled to
/// later is not touched.
#[hook]
fn use_first(props: &CodeProps) -> Option<u32> {
    let known = use_mut_ref(|| None::<(Rc<str>, u32)>);
    let mut known = known.borrow_mut();
    let here = known.as_ref().is_some_and(|(text, _)| *text == props.text);
    if !here
        && !props.edited
        && let Some(line) = props.snapshot.as_deref().and_then(busiest)
    {
        *known = Some((props.text.clone(), line));
    }
    known.as_ref().map(|(_, line)| *line)
}

/// Scrolls the pane so that `line` is in view, whenever it changes.
#[hook]
fn use_in_view(pane: &NodeRef, line: Option<u32>) {
    let pane = pane.clone();
    use_effect_with(line, move |line| {
        let pane = pane.cast::<HtmlElement>();
        let row = line.and_then(|line| {
            pane.as_ref()?
                .query_selector(&format!("[data-line='{line}']"))
                .ok()??
                .dyn_into::<HtmlElement>()
                .ok()
        });
        if let (Some(pane), Some(row)) = (pane, row) {
            let above = row.offset_top() - pane.scroll_top();
            if above < 0 || above + row.offset_height() > pane.client_height() {
                pane.set_scroll_top((row.offset_top() - pane.client_height() / 2).max(0));
            }
        }
    });
}

/// The line that most connections are held from.
fn busiest(snapshot: &Snapshot) -> Option<u32> {
    let held = snapshot.code.iter().enumerate().filter(|(_, line)| line.held > 0);
    held.max_by_key(|(_, line)| line.held).map(|(index, _)| index as u32 + 1)
}

fn textarea(event: &InputEvent) -> Option<HtmlTextAreaElement> {
    event.target()?.dyn_into().ok()
}

/// The line that the cursor is on.
fn line_of_cursor(event: &KeyboardEvent) -> Option<u32> {
    let editor = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let at = editor.selection_start().ok()?? as usize;
    let before = editor.value().encode_utf16().take(at).filter(|&unit| unit == u16::from(b'\n')).count();
    Some(before as u32 + 1)
}

/// Whether a statement can begin on a line.
fn can_stop(snapshot: Option<&Snapshot>, line: u32) -> bool {
    let line = (line as usize).checked_sub(1).and_then(|index| snapshot?.code.get(index));
    line.is_some_and(|line| line.statement)
}

/// The line under the pointer, found by its height: the editor covers the text.
fn line_under(event: &MouseEvent) -> Option<u32> {
    let writing = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    let editor = writing.query_selector("textarea").ok()??.dyn_into::<HtmlTextAreaElement>().ok()?;
    let lines = f64::from(editor.rows().max(1));
    let inside = f64::from(event.client_y()) - writing.get_bounding_client_rect().top();
    let line = (inside / (f64::from(writing.client_height()) / lines)).floor();
    (0.0..lines).contains(&line).then_some(line as u32 + 1)
}

fn key(event: &KeyboardEvent, leaving: &mut bool, on: &Callback<Action>) {
    let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
    match event.key().as_str() {
        "Tab" if plain && !event.shift_key() && !*leaving => {
            event.prevent_default();
            insert("\t");
        }
        "Escape" => {
            *leaving = true;
            return;
        }
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            on.emit(Action::Apply);
        }
        _ => {}
    }
    if !["Shift", "Control"].contains(&event.key().as_str()) {
        *leaving = false;
    }
}

/// Types `text` at the cursor in a way that undo knows of.
fn insert(text: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document.and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok()) {
        // Where the browser cannot, the key does nothing.
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// Selects the place of a problem. The browser counts in UTF-16 units.
fn select(editor: &NodeRef, text: &str, problem: &Problem) {
    let units = |at: usize| text.get(..at).map_or(0, |before| before.encode_utf16().count() as u32);
    let (start, end) = problem.range;
    if let Some(editor) = editor.cast::<HtmlTextAreaElement>() {
        let _ = editor.focus();
        let _ = editor.set_selection_range(units(start), units(end.max(start)));
    }
}
