//! The instructions around the next one, for readers who step by instructions.

use tidepool_view::{Bytecode, Lang};
use yew::prelude::*;

use crate::i18n::Words;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct BytecodeProps {
    /// Language.
    pub lang: Lang,
    /// The instructions.
    pub bytecode: Bytecode,
}

/// The panel.
#[function_component]
pub fn BytecodePanel(props: &BytecodeProps) -> Html {
    let words = Words::of(props.lang);
    let Bytecode { func, goroutine, next, instructions } = &props.bytecode;
    let mut before = 0;
    html! {
        <div class="panel bytecode" data-testid="bytecode">
            <h4>{ words.bytecode }{ " · " }<code>{ func }</code></h4>
            <p class="quiet-words">{ format!("{} {goroutine}", words.bytecode_of) }</p>
            <table>
                { for instructions.iter().map(|instruction| {
                    let line = (instruction.line != before).then(|| instruction.line.to_string());
                    before = instruction.line;
                    let current = instruction.pc == *next;
                    html! {
                        <tr class={classes!(current.then_some("next"))} aria-current={current.then_some("step")}
                            data-pc={instruction.pc.to_string()}>
                            <td class="number">{ line.unwrap_or_default() }</td>
                            <td class="number">{ instruction.pc }</td>
                            <td><code>{ &instruction.text }</code></td>
                        </tr>
                    }
                }) }
            </table>
        </div>
    }
}
