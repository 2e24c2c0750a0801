//! What is different where the app stands inside another page: that page's wishes are followed, and what is personal opens in a page of its own, so that
//! nobody can be led to press a button through another page. Not: the channel to that page (`state::embedding`).

use super::look;
use crate::browser::show_theme;
use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::config::{Config, Wishes};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::embedding::{Embedding, Happening};
use crate::state::programme::{Programmes, Reading};
use leptos::prelude::*;

/// Follows the page around, and tells it when there is something to see.
pub(super) fn follow(config: &Config, desk: Desk, programmes: Programmes) {
    let (chosen, programme) = (config.look.clone(), config.programme.clone());
    let embedding = Embedding::open(config.hosts.clone(), move |embedding, wishes: Wishes| {
        if let Some(theme) = wishes.theme {
            show_theme(theme);
        }
        if let Some(clock) = wishes.clock {
            desk.clocks.show(clock);
        }
        // What the page says goes before what the organisers chose, as its style sheet would.
        look::apply(&wishes.look.or(chosen.clone()));
        programmes.limit(wishes.limits);
        for name in wishes.unread {
            embedding.tell(Happening::Misread(name));
        }
        let is_other = wishes.event.as_ref().zip(programme.as_ref()).is_some_and(|(event, shown)| is_apart(event, shown));
        if is_other {
            embedding.tell(Happening::OtherConference);
        }
    });
    if embedding.is_inside() {
        Effect::new(move |_| match programmes.read() {
            Reading::Waiting => {}
            Reading::Ready(_) => embedding.tell(Happening::Ready),
            Reading::Failed(_) => {
                // The sentence that says why is something to look at.
                embedding.tell(Happening::Ready);
                embedding.tell(Happening::NoProgramme);
            }
        });
        let stars = desk.favourites;
        Effect::new(move |before: Option<()>| {
            stars.all();
            if before.is_some() {
                embedding.tell(Happening::StarsChanged);
            }
        });
    }
}

/// Whether an address of an event and that of the programme which is shown have nothing to do with each other. A path of this site says nothing of where it came from.
fn is_apart(event: &str, shown: &str) -> bool {
    !shown.starts_with('/') && !shown.starts_with(event.trim_end_matches('/'))
}

/// Stands in for a screen that is personal.
#[component]
pub(super) fn Apart(route: Route, title: &'static str) -> impl IntoView {
    Embedding::here().tell(Happening::SignInWanted);
    view! {
        <h1>{title}</h1>
        <Standing icon=Icon::Lock title=t!("This opens in a page of its own")>
            <p>{t!("Inside another page, Plenary shows only the programme. What is yours opens apart, where you see whose page it is.")}</p>
            <a class="button primary" href=route.to_string() target="_blank" rel="noopener">{t!("Open in a new tab")}</a>
        </Standing>
    }
}
