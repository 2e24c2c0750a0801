//! One delegate, as they chose to appear to the viewer. Not: a hint at what they keep to themselves.

mod tools;

use self::tools::Tools;
use super::directory::photo_of;
use super::not_found::NotFound;
use crate::api::ApiError;
use crate::browser::focus_heading;
use crate::components::icon::{Glyph, Icon};
use crate::components::portrait::Portrait;
use crate::components::standing::{Failure, Waiting};
use crate::domain::delegate::{Delegate, DirectoryQuery};
use crate::domain::id::DelegateId;
use crate::domain::links;
use crate::domain::privacy::Field;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

/// A delegate's page.
#[component]
pub fn DelegatePage(viewer: Viewer, id: DelegateId) -> impl IntoView {
    let desk = Desk::here();
    let account = viewer.account.clone();
    let loaded = Remote::new(move || account.delegate(id.clone()));
    let viewer = StoredValue::new_local(viewer);
    move || {
        match loaded.read() {
        Load::Waiting => view! { <Waiting what=t!("Loading the delegate")/> }.into_any(),
        Load::Failed(ApiError::NotFound) => view! { <NotFound/> }.into_any(),
        Load::Failed(error) => {
            view! { <Failure title=t!("The page did not load") sentence=text::api_error(&error) retry=move || loaded.ask_again()/> }.into_any()
        }
        Load::Ready(delegate) => view! { <a class="back" href=desk.last_directory.get_untracked().unwrap_or_else(Route::directory).to_string()><Glyph icon=Icon::Back/>{t!("Delegates")}</a> {viewer.with_value(|viewer| shown(&delegate, viewer))} }.into_any(),
    }
    }
}

fn shown(delegate: &Delegate, viewer: &Viewer) -> impl IntoView + use<> {
    let name = delegate.name.as_str().to_owned();
    Desk::here().title(&name);
    request_animation_frame(|| {
        focus_heading();
    });
    view! {
        <article class="stack delegate">
            <header class="delegate-head">
                <Portrait name=name.clone() src=photo_of(delegate, viewer) large=true/>
                <h1 dir="auto">{name}</h1>
            </header>
            {shared_list(delegate)}
            <Tools viewer=viewer.clone() delegate=delegate.clone()/>
        </article>
    }
}

/// Shared fields beside name and photo, as a list; also what the preview shows.
pub(super) fn shared_list(delegate: &Delegate) -> impl IntoView + use<> {
    let rows: Vec<_> = Field::ALL
        .into_iter()
        .filter(|field| !matches!(field, Field::Name | Field::Photo))
        .filter_map(|field| Some((field, delegate.shared(field)?.to_owned())))
        .map(|(field, value)| {
            let label = if field == Field::Biography { t!("About") } else { text::field(field) };
            view! { <div><dt>{label}</dt><dd dir="auto">{linked(field, value)}</dd></div> }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="hint">{t!("Only the name is shared with you.")}</p> }.into_any();
    }
    view! { <dl class="shared">{rows}</dl> }.into_any()
}

fn linked(field: Field, value: String) -> impl IntoView {
    match field {
        Field::Email => view! { <a href=format!("mailto:{value}")>{value.clone()}</a> }.into_any(),
        Field::Phone => {
            let dial: String = value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            view! { <a href=format!("tel:{dial}") dir="ltr">{value}</a> }.into_any()
        }
        Field::Links => {
            let rows = links::addresses(&value).into_iter().map(|link| {
                // Nobody elsewhere learns whose page it was found on, and the page there cannot reach this one.
                let href = link.href().to_owned();
                view! { <li><a href=href rel="noopener noreferrer nofollow ugc external" dir="ltr">{link.title().to_owned()}</a></li> }
            });
            view! { <ul class="addresses">{rows.collect_view()}</ul> }.into_any()
        }
        Field::Organisation => {
            let others = DirectoryQuery { organisation: Some(value.clone()), ..DirectoryQuery::default() };
            view! { <a href=Route::directory_of(others).to_string()>{value}</a> }.into_any()
        }
        Field::Name | Field::Photo | Field::JobTitle | Field::Pronouns | Field::Languages | Field::Biography => value.into_any(),
    }
}
