//! The map of keys, in a box over the page: Esc closes it, and the focus goes back to where it was.

use tidepool_view::Lang;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::Words;
use crate::keys::KEYS;

/// What the box shows.
#[derive(Properties, PartialEq)]
pub struct KeysProps {
    /// Language.
    pub lang: Lang,
    /// Whether it is open.
    pub open: bool,
    /// Hears that it is closed.
    pub on: Callback<Action>,
}

/// The box.
#[function_component]
pub fn KeyMap(props: &KeysProps) -> Html {
    let words = Words::of(props.lang);
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.open, move |open| {
            // Open twice it cannot be; then there is nothing to do.
            let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| dialog.open() != *open)
            else {
                return;
            };
            if *open { drop(dialog.show_modal()) } else { dialog.close() }
        });
    }
    let closed = props.on.reform(|_| Action::Keys(false));
    html! {
        <dialog ref={dialog} class="keys" aria-label={words.keys} data-testid="keys" onclose={closed}>
            if props.open {
                <h4>{ words.keys }</h4>
                <table>
                    <tbody>
                        { for KEYS.iter().map(|key| html! {
                            <tr>
                                <th scope="row"><kbd>{ if key.cap == "Space" { words.key_space } else { key.cap } }</kbd></th>
                                <td>{ (key.words)(words) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
                <p>{ words.keys_where }</p>
                <p>{ words.code_help }</p>
                <button data-testid="close-keys" autofocus=true onclick={props.on.reform(|_| Action::Keys(false))}>
                    { words.close }
                </button>
            }
        </dialog>
    }
}
