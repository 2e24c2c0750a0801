//! A modal question, by the browser's own `<dialog>`: focus stays inside, Escape cancels. Not: a place for whole screens.

use crate::browser::return_focus;
use leptos::{html, prelude::*};

/// Opens when it is created, closes when it is removed.
#[component]
pub fn Dialog(
    /// Its heading and name.
    #[prop(into)]
    title: String,
    /// What is beneath is neither to be seen nor to be heard while it is open.
    #[prop(optional)]
    covers: bool,
    /// Escape was pressed.
    on_cancel: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    // Dropped with the dialog: the keyboard goes back to where it was asked from.
    StoredValue::new_local(return_focus());
    let on_cancel = std::rc::Rc::new(on_cancel);
    let closed = on_cancel.clone();
    let node = NodeRef::<html::Dialog>::new();
    // Outside the reactive system: a dialog is modal only if it is opened by the method.
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            // It can fail only if it is open already or not in the page.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class=if covers { "dialog covers" } else { "dialog" }
            node_ref=node
            aria-labelledby="dialog-title"
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_cancel();
            }
            // A browser lets nobody hold back a second Escape: what covers a page stays all the same, and anything else was cancelled.
            on:close=move |_| match node.get_untracked() {
                Some(dialog) if covers => drop(dialog.show_modal()),
                Some(_) | None => closed(),
            }
        >
            <div class="stack">
                <h2 id="dialog-title">{title}</h2>
                {children()}
            </div>
        </dialog>
    }
}
