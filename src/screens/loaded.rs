//! What every screen of the programme shows until it is here, and where it does not come. Not: what is drawn of it.

use crate::components::icon::Icon;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::state::programme::{Programme, Programmes, Reading};
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// Draws the programme whenever a new one is here; what `draw` reads is tracked.
pub(super) fn with_programme(draw: impl Fn(Rc<Programme>) -> AnyView + 'static) -> impl Fn() -> AnyView {
    let programmes = Programmes::here();
    let draw = StoredValue::new_local(draw);
    move || {
        match programmes.read() {
        Reading::Waiting => view! { <Waiting what=t!("Loading the programme")/> }.into_any(),
        Reading::Failed(error) => {
            view! { <Failure title=t!("The programme did not load") sentence=text::programme_error(&error) retry=move || programmes.ask_again()/> }.into_any()
        }
        Reading::Ready(programme) => draw.with_value(|draw| draw(programme)),
    }
    }
}

/// A programme without talks.
pub(super) fn not_out_yet() -> impl IntoView {
    view! {
        <Standing icon=Icon::Agenda title=t!("The programme is not out yet")>
            <p>{t!("The organisers have published no talks so far. Look in again later; nothing needs to be installed or set.")}</p>
        </Standing>
    }
}
