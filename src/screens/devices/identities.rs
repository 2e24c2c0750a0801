//! The organisations' sign-ins that open the viewer's account: seen, added, taken away. Not: what the organisation knows about them.

use crate::browser::{DateStyle, Leaving, format_date, leave_for, viewer_offset_at};
use crate::components::icon::{Glyph, Icon};
use crate::domain::organisation::LinkedSignIn;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

/// A section of the devices' screen; nothing where there is no organisation and no link.
#[component]
pub fn Identities(viewer: Viewer) -> impl IntoView {
    let desk = Desk::here();
    let account = StoredValue::new_local(viewer.account);
    let ways = Remote::new(move || desk.sessions.backend().ways());
    let linked = Remote::new(move || account.get_value().linked_sign_ins());
    let problem = RwSignal::new(None::<String>);
    let add = move |_| {
        problem.set(None);
        desk.act_to(
            t!("add the sign-in of your organisation"),
            move || account.get_value().link_sign_in(),
            move |outcome| match outcome {
                Ok(address) => leave_for(&address, Leaving::Returnable),
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                }
            },
        );
    };
    let remove = move |link: LinkedSignIn| {
        problem.set(None);
        let name = link.organisation.as_str().to_owned();
        let done = move |outcome: Result<(), _>| match outcome {
            Ok(()) => {
                desk.tell(t!("The sign-in of {organisation} no longer opens your account.", organisation = name));
                linked.ask_again();
            }
            Err(error) => {
                problem.try_set(Some(text::api_error(&error)));
            }
        };
        desk.act_to(t!("take away a way to sign in"), move || account.get_value().unlink_sign_in(link.id.clone()), done);
    };
    move || {
        let organisation = match ways.read() {
            Load::Ready(ways) => ways.organisation,
            Load::Waiting | Load::Failed(_) => None,
        };
        let links = match linked.read() {
            Load::Ready(links) => links,
            Load::Waiting => return None,
            // The sentence stands here, and the rest of the screen stays useful.
            Load::Failed(error) => {
                return Some(view! { <p class="problem" role="alert">{text::api_error(&error)}</p> }.into_any());
            }
        };
        if organisation.is_none() && links.is_empty() {
            return None;
        }
        let is_linked = !links.is_empty();
        let offered = organisation.filter(|name| links.iter().all(|link| link.organisation.as_str() != name));
        let rows = links.into_iter().map(|link| {
            let here = link.since.on_clock(viewer_offset_at(link.since.unix()));
            let since = format_date(here.date(), DateStyle::Day);
            let label = t!("Take away {organisation}", organisation = link.organisation.as_str());
            let name = link.organisation.as_str().to_owned();
            view! {
                <li class="card row">
                    <div>
                        <p><strong><bdi>{name}</bdi></strong></p>
                        <p class="hint">{t!("Joined {date}", date = since)}</p>
                    </div>
                    <button class="button" type="button" aria-label=label on:click=move |_| remove(link.clone())>{t!("Take away")}</button>
                </li>
            }
        });
        let rows: Vec<_> = rows.collect();
        Some(
            view! {
                <section class="stack" aria-labelledby="organisation-title">
                    <h2 id="organisation-title">{t!("Your organisation")}</h2>
                    <p>
                        {if is_linked {
                            t!("You can sign in here with the account you have at work. A mailed code always opens your account too.")
                        } else {
                            t!("You can join the account you have at work to this one, and sign in with it from then on.")
                        }}
                    </p>
                    {is_linked.then(|| view! { <ul class="plain stack">{rows}</ul> })}
                    <p class="problem" role="alert">{move || problem.get()}</p>
                    {offered.map(|name| {
                        view! {
                            <button class="button" type="button" on:click=add>
                                <Glyph icon=Icon::Outward/>
                                <span>{tv!("Add the sign-in of {organisation}", organisation = view! { <bdi>{name}</bdi> })}</span>
                            </button>
                        }
                    })}
                </section>
            }
            .into_any(),
        )
    }
}
