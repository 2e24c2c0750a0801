//! What the organisers tell everybody, over every screen until it is read. Inside another page nothing is said to have been read, nor believed, by a press:
//! that page could lead it. Not: the list of all of it (`screens::notices`).

use crate::browser::focus_heading;
use crate::components::bulletin_card::{Voice, bulletin_card, way_to_extent};
use crate::components::icon::{Glyph, Icon};
use crate::domain::bulletin::{Bulletin, BulletinKind};
use crate::routes::Route;
use crate::state::bulletins::{Bulletins, Doubt};
use crate::state::embedding::Embedding;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Most that stand over a screen at once; the page has them all.
const MOST: usize = 2;

/// Incidents are told at once to people who listen to the page, everything else when there is a pause. Both places are there from the beginning and each
/// notice keeps its node, so that each is told once.
#[component]
pub(super) fn BulletinBanner() -> impl IntoView {
    let bulletins = Bulletins::here();
    let inside = Embedding::here().is_inside();
    let path = use_location().pathname;
    // On their own page they stand whole.
    let waiting = Memo::new(move |_| if path.get() == Route::Notices.to_string() { Vec::new() } else { bulletins.waiting() });
    let shown = Memo::new(move |_| waiting.with(|waiting| waiting.iter().take(MOST).cloned().collect::<Vec<_>>()));
    // Outside the reactive system: the device's memory.
    Effect::new(move |_| shown.with(|shown| bulletins.shown(shown)));
    let of = move |kind: BulletinKind| move || shown.get().into_iter().filter(|bulletin| bulletin.kind == kind).collect::<Vec<_>>();
    let key = |bulletin: &Bulletin| (bulletin.id.clone(), bulletin.revision);
    let one = move |bulletin: Bulletin| card(bulletins, &bulletin, inside);
    let more = move || {
        let more = waiting.with(Vec::len).saturating_sub(MOST);
        (more > 0).then(|| {
            let label = tn!(more, "{n} more notice to read", "{n} more notices to read");
            view! { <p class="notice-more"><a href=Route::Notices.to_string()>{label}</a></p> }
        })
    };
    view! {
        <div class="news-place notices" role="alert" aria-atomic="false">
            {move || bulletins.doubt().map(|doubt| doubted(bulletins, doubt, inside))}
            <For each=of(BulletinKind::Incident) key=key children=one/>
        </div>
        <div class="news-place notices" role="status" aria-atomic="false">
            <For each=of(BulletinKind::Announcement) key=key children=one/>
            {more}
        </div>
    }
}

fn card(bulletins: Bulletins, bulletin: &Bulletin, inside: bool) -> AnyView {
    let voice = Voice::of(bulletin);
    let short = text::notice_beginning(
        &bulletin.text,
        match voice {
            Voice::Strong => text::NOTICE_SHORT,
            Voice::Calm => text::NOTICE_LINE,
        },
    );
    let all = Route::Notices.to_string();
    let read = bulletin.clone();
    let done = move |_| {
        bulletins.read(&read);
        focus_heading();
    };
    let below = match voice {
        // Only what stands whole can be said to have been read.
        Voice::Strong if short.is_some() => view! { <a class="button primary" href=all>{t!("Read all of it")}</a> }.into_any(),
        Voice::Strong if inside => ().into_any(),
        Voice::Strong => view! { <button class="button primary" type="button" on:click=done>{t!("I have read this")}</button> }.into_any(),
        Voice::Calm => {
            let label = t!("Put away: {notice}", notice = bulletin.title);
            view! {
                {short.is_some().then(|| view! { <a href=all>{t!("Read all of it")}</a> })}
                {(!inside).then(|| view! { <button class="button quiet away" type="button" aria-label=label on:click=done><Glyph icon=Icon::Close/></button> })}
            }
            .into_any()
        }
    };
    let below = view! { {below}{way_to_extent(bulletin)} }.into_any();
    let words = short.unwrap_or_else(|| bulletin.text.clone());
    let doubt = (bulletins.doubt() == Some(Doubt::Unchecked)).then_some(text::notice_unchecked());
    bulletin_card(bulletin, words, false, doubt, below)
}

/// Silence would be what somebody wants who keeps the notices away.
fn doubted(bulletins: Bulletins, doubt: Doubt, inside: bool) -> Option<AnyView> {
    let (sentence, way) = match doubt {
        Doubt::Unchecked => return None,
        Doubt::Forged => (text::notices_forged(), None),
        Doubt::PlayedBack => (text::notices_played_back(), None),
        Doubt::OtherKey => (
            text::notices_other_key(),
            (!inside).then(|| {
                let know = move |_| {
                    bulletins.accept_key();
                    focus_heading();
                };
                view! { <button class="button" type="button" on:click=know>{t!("I know about it")}</button> }
            }),
        ),
    };
    Some(
        view! {
            <div class="banner warn notice">
                <Glyph icon=Icon::Key/>
                <div><p>{sentence}</p><div class="actions">{way}</div></div>
            </div>
        }
        .into_any(),
    )
}
