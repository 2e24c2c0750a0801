//! One notice of the organisers, whole or its beginning. Not: whether it was read.

use super::icon::{Glyph, Icon};
use crate::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding};
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

/// `heading` where it is part of a list of its own; over other screens it is none, because it is no part of them.
pub fn bulletin_card(bulletin: &Bulletin, words: String, heading: bool, doubt: Option<&'static str>, below: AnyView) -> AnyView {
    let (icon, class) = match (bulletin.standing, bulletin.kind) {
        (BulletinStanding::Withdrawn, _) => (Icon::Undo, "banner notice"),
        (BulletinStanding::Open, BulletinKind::Incident) => (Icon::Alert, "banner bad notice"),
        (BulletinStanding::Open, BulletinKind::Announcement) => (Icon::Speech, "banner notice"),
    };
    let title = bulletin.title.clone();
    let title = if heading {
        view! { <h2 class="notice-title" dir="auto">{title}</h2> }.into_any()
    } else {
        view! { <p class="notice-title" dir="auto">{title}</p> }.into_any()
    };
    view! {
        <div class=class>
            <Glyph icon/>
            <div>
                <p class="hint">{text::notice_kind(bulletin)}" · "{text::notice_times(bulletin)}</p>
                {title}
                <p class="notice-text" dir="auto">{words}</p>
                {doubt.map(|doubt| view! { <p class="hint">{doubt}</p> })}
                <div class="actions">{below}</div>
            </div>
        </div>
    }
    .into_any()
}

/// The way to "was I affected?", where that is known of the incident.
pub fn way_to_extent(bulletin: &Bulletin) -> Option<AnyView> {
    let is_known = bulletin.incident.is_some() && bulletin.standing == BulletinStanding::Open;
    is_known.then(|| view! { <a class="button" href=Route::WhoSaw.to_string()>"Was I affected?"</a> }.into_any())
}
