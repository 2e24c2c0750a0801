//! Questions: those to the viewer, and the viewer's own that wait. Not: connections.

use super::Meeting;
use super::giving::{Giving, Why};
use crate::domain::connection::{Asked, Request};
use crate::text;
use leptos::prelude::*;

/// Who asks the viewer; nothing where nobody does.
#[component]
pub(super) fn RequestList(meeting: Meeting, requests: Vec<Request>) -> impl IntoView {
    let count = requests.len();
    let rows = requests.into_iter().map(|request| view! { <Row meeting request/> }).collect_view();
    // Said when somebody asks while the viewer looks at this screen.
    let said = (count > 0).then(|| tn!(count, "{n} person asks", "{n} people ask"));
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        {(count > 0).then(|| view! {
            <section class="stack" aria-labelledby="requests-title">
                <h2 id="requests-title" tabindex="-1">{t!("They ask you")}</h2>
                <ul class="meetings" role="list">{rows}</ul>
            </section>
        })}
    }
}

#[component]
fn Row(meeting: Meeting, request: Request) -> impl IntoView {
    let Request { id, at, from, offer } = request;
    let name = from.name.as_str().to_owned();
    let offered = t!(
        "Offers you: {fields}, {term}. Asked at {when}.",
        fields = text::connections::fields(offer.fields),
        term = text::connections::term_offered(offer.term),
        when = text::connections::at(at)
    );
    let (accepted, declined) = (id.clone(), id);
    let giving = Giving { id: accepted, to: Some(name.clone()), why: Why::Answer, stands: None };
    let answer = move |_| meeting.giving.set(Some(giving.clone()));
    let decline = move |_| {
        let id = declined.clone();
        // Nobody is told of a no.
        let said = |()| t!("Declined. They are not told.").to_owned();
        meeting.change(t!("decline"), move |account| account.end(id.clone()), said, "contacts-title");
    };
    let (to_accept, to_decline) = (t!("Answer {name}", name), t!("Decline {name}", name));
    view! {
        <li class="card meeting">
            <div>
                <p><strong dir="auto">{name}</strong></p>
                <p class="hint">{offered}</p>
            </div>
            <div class="actions">
                <button class="button primary" type="button" aria-label=to_accept on:click=answer>{t!("Answer …")}</button>
                <button class="button" type="button" aria-label=to_decline on:click=decline>{t!("Decline")}</button>
            </div>
        </li>
    }
}

/// What the viewer asked and nobody answered; nothing where there is nothing.
#[component]
pub(super) fn AskedList(meeting: Meeting, asked: Vec<Asked>) -> impl IntoView {
    if asked.is_empty() {
        return ().into_any();
    }
    let rows = asked.into_iter().map(|one| {
        let Asked { id, at, offer } = one;
        let when = text::connections::at(at);
        let said = match offer {
            Some(offer) => {
                t!("Asked at {when}. You offer: {fields}. No answer yet.", when, fields = text::connections::fields(offer.fields))
            }
            None => t!("Code taken at {when}. Nothing is offered yet, so they have not been asked.", when),
        };
        let resumed = offer.is_none().then(|| {
            let giving = Giving { id: id.clone(), to: None, why: Why::Ask, stands: None };
            view! { <button class="button primary" type="button" on:click=move |_| meeting.giving.set(Some(giving.clone()))>{t!("Choose what to offer")}</button> }
        });
        let back = move |_| {
            let id = id.clone();
            let said = |()| t!("Taken back.").to_owned();
            meeting.change(t!("take it back"), move |account| account.end(id.clone()), said, "contacts-title");
        };
        view! {
            <li class="card meeting">
                <p>{said}</p>
                <div class="actions">{resumed}<button class="button" type="button" aria-label=t!("Take back the question of {when}", when) on:click=back>{t!("Take back")}</button></div>
            </li>
        }
    });
    view! {
        <section class="stack" aria-labelledby="asked-title">
            <h2 id="asked-title">{t!("You asked")}</h2>
            <ul class="meetings" role="list">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}
