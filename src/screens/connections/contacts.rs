//! Who exchanged contact details with the viewer: what each gives, and the ways to change it. Not: how it began, nor its end (`ending`).

use super::Meeting;
use super::ending::Ending;
use super::giving::{Giving, Why};
use crate::components::icon::Icon;
use crate::components::portrait::Portrait;
use crate::components::standing::Standing;
use crate::domain::connection::Contact;
use crate::routes::Route;
use crate::screens::delegate::shared_list;
use crate::screens::directory::photo_of;
use crate::text;
use leptos::prelude::*;

#[component]
pub(super) fn ContactList(meeting: Meeting, contacts: Vec<Contact>) -> impl IntoView {
    let is_empty = contacts.is_empty();
    let rows = contacts.into_iter().map(|contact| view! { <Row meeting contact/> }).collect_view();
    view! {
        <section class="stack" aria-labelledby="contacts-title">
            <h2 id="contacts-title" tabindex="-1">{t!("Your connections")}</h2>
            {if is_empty {
                view! {
                    <Standing icon=Icon::People title=t!("Nobody yet")>
                        <p>{t!("Meet somebody, show each other a code, and you both find the other one here.")}</p>
                    </Standing>
                }
                .into_any()
            } else {
                view! { <ul class="meetings" role="list">{rows}</ul> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Row(meeting: Meeting, contact: Contact) -> impl IntoView {
    let Contact { id, since, delegate, until, given } = contact;
    let name = delegate.as_ref().map(|delegate| delegate.name.as_str().to_owned());
    let called = name.clone().unwrap_or_else(|| t!("Connected since {when}", when = text::connections::at(since)));
    let head = match &delegate {
        Some(delegate) => {
            let (name, page) = (delegate.name.as_str().to_owned(), Route::Delegate(delegate.id.clone()).to_string());
            let src = meeting.viewer.with_value(|viewer| photo_of(delegate, viewer));
            let gives =
                until.map(|until| view! { <p class="hint">{t!("You see this until {when}", when = text::connections::at(until))}</p> });
            view! {
                <div class="meeting-head">
                    <Portrait name=name.clone() src large=false/>
                    <div><h3 dir="auto"><a href=page>{name}</a></h3>{gives}</div>
                </div>
                {shared_list(delegate)}
            }
            .into_any()
        }
        None => view! {
            <h3>{t!("Somebody who gives you nothing any more")}</h3>
            <p class="hint">{t!("Connected since {when}.", when = text::connections::at(since))}</p>
        }
        .into_any(),
    };
    let stands = given.map(|given| given.offer);
    let gives = match given.map(|given| (text::connections::fields(given.offer.fields), given.until)) {
        Some((fields, Some(until))) => t!("You give them: {fields}, until {when}.", fields, when = text::connections::at(until)),
        Some((fields, None)) => t!("You give them: {fields}, until you take it back.", fields),
        None => t!("You give them nothing.").to_owned(),
    };
    let giving = Giving { id: id.clone(), to: name.clone(), why: Why::Change, stands };
    let change = move |_| meeting.giving.set(Some(giving.clone()));
    let (mine, ending) = (id.clone(), Ending { id, with: name });
    let back = move |_| {
        let id = mine.clone();
        let said = |()| t!("Taken back. They see nothing of it any more.").to_owned();
        meeting.change(t!("take it back"), move |account| account.take_back(id.clone()), said, "contacts-title");
    };
    let end = move |_| meeting.ending.set(Some(ending.clone()));
    view! {
        <li class="card stack">
            {head}
            <p class="gives-line">{gives}</p>
            <div class="actions">
                <button class="button" type="button" aria-label=t!("Change what they get: {who}", who = called) on:click=change>{t!("Change …")}</button>
                {stands.map(|_| view! { <button class="button" type="button" aria-label=t!("Take back: {who}", who = called) on:click=back>{t!("Take back")}</button> })}
                <button class="button quiet" type="button" aria-label=t!("End connection: {who}", who = called) on:click=end>{t!("End connection …")}</button>
            </div>
        </li>
    }
}
