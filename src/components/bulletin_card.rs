//! One notice of the organisers, whole or its beginning. Not: whether it was read.

use super::icon::{Glyph, Icon};
use crate::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding};
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;

/// How loudly it is told: an incident as long as it stands is for everybody to read, anything else for whoever cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A box that stands out, its words large.
    Strong,
    /// A line.
    Calm,
}

impl Voice {
    /// The one for this notice.
    pub fn of(bulletin: &Bulletin) -> Self {
        match (bulletin.standing, bulletin.kind) {
            (BulletinStanding::Open, BulletinKind::Incident) => Self::Strong,
            (BulletinStanding::Open, BulletinKind::Announcement) | (BulletinStanding::Withdrawn, _) => Self::Calm,
        }
    }
}

/// `heading` where it is part of a list of its own; over other screens it is none, because it is no part of them.
pub fn bulletin_card(bulletin: &Bulletin, words: String, heading: bool, doubt: Option<&'static str>, below: AnyView) -> AnyView {
    let (icon, class) = match (bulletin.standing, Voice::of(bulletin)) {
        (_, Voice::Strong) => (Icon::Alert, "banner bad notice strong"),
        (BulletinStanding::Withdrawn, Voice::Calm) => (Icon::Undo, "banner notice calm"),
        (BulletinStanding::Open, Voice::Calm) => (Icon::Speech, "banner notice calm"),
    };
    let title = bulletin.title.clone();
    let title = if heading {
        view! { <h2 class="notice-title" dir="auto">{title}</h2> }.into_any()
    } else {
        view! { <p class="notice-title" dir="auto">{title}</p> }.into_any()
    };
    let kind = view! { <p class="notice-kind"><strong>{text::notice_kind(bulletin)}</strong>" · "{text::notice_times(bulletin)}</p> };
    // What a line says comes first; of an incident, that it is one.
    let (first, last) = match Voice::of(bulletin) {
        Voice::Strong => (Some(kind), None),
        Voice::Calm => (None, Some(kind)),
    };
    view! {
        <div class=class>
            <Glyph icon/>
            <div>
                {first}
                {title}
                " "
                <p class="notice-text" dir="auto">{words}</p>
                " "
                {doubt.map(|doubt| view! { <p class="hint">{doubt}</p> })}
                " "
                {last}
            </div>
            <div class="actions">{below}</div>
        </div>
    }
    .into_any()
}

/// The way to "was I affected?", where that is known of the incident.
pub fn way_to_extent(bulletin: &Bulletin) -> Option<AnyView> {
    let is_known = bulletin.incident.is_some() && bulletin.standing == BulletinStanding::Open;
    is_known.then(|| view! { <a class="button" href=Route::WhoSaw.to_string()>{t!("Was I affected?")}</a> }.into_any())
}
