//! What others see, asked from the backend by the same way that it answers others. Not: a simulation.

use super::Choices;
use crate::api::Answer;
use crate::components::portrait::Portrait;
use crate::components::standing::{Failure, Waiting};
use crate::domain::delegate::Delegate;
use crate::domain::privacy::{Field, Relation};
use crate::screens::delegate::shared_list;
use crate::screens::directory::photo_of;
use crate::state::remote::{Load, Remote};
use crate::text;
use leptos::prelude::*;

/// As whom to look; a stranger has no relation and gets nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Eyes {
    Of(Relation),
    Stranger,
}

impl Eyes {
    const ALL: [Self; 3] = [Self::Of(Relation::Delegate), Self::Of(Relation::Connection), Self::Stranger];

    fn label(self) -> &'static str {
        match self {
            Self::Of(relation) => text::relation(relation),
            Self::Stranger => "A stranger",
        }
    }
}

/// Three pairs of eyes; asks again after every change.
#[component]
pub(super) fn Preview(choices: Choices) -> impl IntoView {
    let eyes = RwSignal::new(Eyes::Of(Relation::Delegate));
    let version = Memo::new(move |_| choices.stored.with(|profile| profile.version));
    let seen = Remote::new(move || -> Answer<Option<Delegate>> {
        // Another version is another answer.
        version.get();
        let account = choices.viewer.with_value(|viewer| viewer.account.clone());
        match eyes.get() {
            Eyes::Of(relation) => account.preview(relation),
            Eyes::Stranger => Box::pin(async { Ok(None) }),
        }
    });
    let buttons = Eyes::ALL.map(|who| {
        let pressed = move || (eyes.get() == who).to_string();
        view! { <button class="button" type="button" aria-pressed=pressed on:click=move |_| eyes.set(who)>{who.label()}</button> }
    });
    view! {
        <section class="card stack" aria-labelledby="preview">
            <h2 id="preview">"What others see"</h2>
            <p class="hint">"This is the conference’s real answer, fetched just now, not a simulation."</p>
            <div class="tabs" role="group" aria-label="Look as">{buttons.into_iter().collect_view()}</div>
            <div class="preview" aria-live="polite">
                {move || match seen.read() {
                    Load::Waiting => view! { <Waiting what="Asking"/> }.into_any(),
                    Load::Failed(error) => {
                        view! { <Failure title="The preview did not load" sentence=text::api_error(&error) retry=move || seen.ask_again()/> }.into_any()
                    }
                    Load::Ready(None) => view! { <p>{nobody(eyes.get_untracked())}</p> }.into_any(),
                    Load::Ready(Some(delegate)) => shown(&delegate, choices).into_any(),
                }}
            </div>
        </section>
    }
}

fn nobody(eyes: Eyes) -> &'static str {
    match eyes {
        Eyes::Stranger => "Nothing. Without signing in, nobody gets to see any delegate.",
        Eyes::Of(_) => "Nothing. For them you are not in the directory, and your page does not exist.",
    }
}

fn shown(delegate: &Delegate, choices: Choices) -> impl IntoView + use<> {
    let name = delegate.name.as_str().to_owned();
    let src = choices.viewer.with_value(|viewer| photo_of(delegate, viewer));
    let has_photo = delegate.shared(Field::Photo).is_some();
    view! {
        <div class="stack">
            <div class="delegate-head">
                <Portrait name=name.clone() src/>
                <h3 dir="auto">{name}</h3>
            </div>
            {has_photo.then(|| view! { <p class="visually-hidden">"Your photo is shown."</p> })}
            {shared_list(delegate)}
        </div>
    }
}
