//! Nothing passes: why, and which part of the filter to take away. Not: an empty programme.

use super::finder::ways_out;
use super::finding::Finding;
use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::domain::agenda::filter::{Filter, Part};
use crate::text;
use leptos::prelude::*;

/// What to do where no talk is shown.
#[component]
pub(crate) fn Nothing(finding: Finding) -> impl IntoView {
    let filter = finding.shown.get();
    let only_stars = filter.starred_only && !filter.without(Part::Starred).narrows();
    let ways = ways_out(finding, &filter);
    let stuck = ways.is_empty();
    let ways: Vec<_> = ways
        .into_iter()
        .map(|(part, n)| {
            let take_away = move |_| {
                // Rooms hidden on the device stay so until they are shown again on purpose.
                if part == Part::Hidden { finding.show_hidden() } else { finding.choose(|filter| *filter = filter.without(part)) }
            };
            view! {
                <li><button class="button" type="button" on:click=take_away>{text::finding::without(part)}<span class="count">{tn!(n, "{n} talk", "{n} talks")}</span></button></li>
            }
        })
        .collect();
    let all = move |_| finding.choose(|filter| *filter = Filter { day: None, ..filter.cleared() });
    if only_stars {
        return view! {
            <Standing icon=Icon::Star title=t!("Nothing starred here yet")>
                <p>{t!("Press the star beside a talk and you will find it here, on every device you sign in on. Only you can see your stars.")}</p>
                <ul class="actions">{ways}</ul>
            </Standing>
        }
        .into_any();
    }
    view! {
        <Standing icon=Icon::Search title=t!("No talk matches")>
            <p>
                {if stuck {
                    t!("Try fewer words, or begin anew. Words are found in titles, names, rooms, tracks, tags and descriptions, with or without accents.")
                } else {
                    t!("All of it together fits no talk. Take one part away:")
                }}
            </p>
            <ul class="actions">{ways}</ul>
            <button class="button primary" type="button" on:click=all>{t!("Show all talks")}</button>
        </Standing>
    }
    .into_any()
}
