//! The privacy policy, readable by everybody: who is responsible, what is done with data, and since which version. Not: a consent, which is given and
//! taken back under "My data".

use crate::api::ApiError;
use crate::components::icon::Icon;
use crate::components::standing::{Failure, Standing, Waiting};
use crate::domain::policy::{Block, Policy, blocks};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::text;
use leptos::prelude::*;

/// The screen.
#[component]
pub fn PolicyScreen() -> impl IntoView {
    let desk = Desk::here();
    let loaded = Remote::new(move || desk.sessions.backend().policy());
    let body = move || match loaded.read() {
        Load::Waiting => view! { <Waiting what=t!("Loading the privacy policy")/> }.into_any(),
        Load::Ready(policy) => view! { <Words policy/> }.into_any(),
        Load::Failed(ApiError::NotFound) => view! {
            <Standing icon=Icon::Shield title=t!("No privacy policy is published here")>
                <p>{t!("Please ask the organisers of this conference for it.")}</p>
            </Standing>
        }
        .into_any(),
        Load::Failed(error) => {
            let retry = move || loaded.ask_again();
            view! { <Failure title=t!("The privacy policy did not load") sentence=text::api_error(&error) retry/> }.into_any()
        }
    };
    view! {
        <article class="stack wide policy">
            <h1>{t!("Privacy policy")}</h1>
            {body}
        </article>
    }
}

#[component]
fn Words(policy: Policy) -> impl IntoView {
    let Policy { mark, text, controller, contact } = policy;
    let responsible = controller.is_some() || contact.is_some();
    let who = responsible.then(|| {
        view! {
            <section class="card stack" aria-labelledby="controller">
                <h2 id="controller">{t!("Who is responsible")}</h2>
                {controller.map(|name| view! { <p><bdi>{name}</bdi></p> })}
                {contact.map(|address| view! { <p>{asked_at(address)}</p> })}
            </section>
        }
    });
    let words = blocks(&text).into_iter().map(|block| match block {
        Block::Heading(words) => view! { <h2 dir="auto">{words}</h2> }.into_any(),
        Block::Paragraph(words) => view! { <p dir="auto">{words}</p> }.into_any(),
        Block::Items(items) => {
            let items = items.into_iter().map(|words| view! { <li><span dir="auto">{words}</span></li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    });
    view! {
        {who}
        <div class="policy-words">{words.collect_view()}</div>
        <p class="hint">
            {tv!(
                "Version {version}. Fingerprint of the text: {fingerprint}",
                version = view! { <bdi>{mark.version}</bdi> },
                fingerprint = view! { <span class="fingerprint"><bdi>{mark.hash}</bdi></span> }
            )}
        </p>
        <p><a href=Route::MyData.to_string()>{t!("My data: copy, agreement, complaint, erasure")}</a></p>
    }
}

fn asked_at(address: String) -> impl IntoView {
    let link = view! { <a href=format!("mailto:{address}")><bdi>{address.clone()}</bdi></a> };
    tv!("Questions and complaints: {address}", address = link)
}
