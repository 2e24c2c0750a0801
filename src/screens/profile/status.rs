//! At a glance: whether the viewer can be found, who sees what, and the way to vanish. Not: the single choices.

use super::Choices;
use super::glance::{Glance, Presence};
use super::photo::OwnPortrait;
use crate::components::icon::{Glyph, Icon};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::AudienceUpdate;
use crate::domain::standing::Standing;
use crate::state::hiding::{Hiding, Wish};
use crate::text;
use leptos::prelude::*;

/// Portrait, sentence, the three lists, the directory switch and "hide everything now".
#[component]
pub(super) fn Status(choices: Choices) -> impl IntoView {
    let stored = choices.stored;
    let glance = Memo::new(move |_| stored.with(Glance::of));
    let hiding = Hiding::here();
    // Read here, it need not be told on the next screen.
    on_cleanup(move || {
        if untrack(|| hiding.wish()) == Wish::Done {
            hiding.read();
        }
    });
    let says = move || {
        if hiding.wish() == Wish::Done && glance.with(Glance::is_hidden) { text::hidden() } else { presence(glance.get().presence) }
    };
    let switch = move |event: leptos::ev::MouseEvent| {
        // The switch shows what is stored, not what was clicked.
        event.prevent_default();
        let listed = !stored.with_untracked(|profile| profile.listed);
        let name_hidden = stored.with_untracked(|profile| profile.fields.of(Field::Name).audience != Audience::Delegates);
        let audiences = if listed && name_hidden { vec![(Field::Name, Audience::Delegates)] } else { Vec::new() };
        choices.choose(AudienceUpdate { audiences, listed: Some(listed) });
    };
    let held = move || match stored.with(|profile| profile.standing) {
        Standing::Active => None,
        Standing::Held | Standing::Removed => Some(view! {
            <div class="banner warn">
                <Glyph icon=Icon::Lock/>
                <p>{t!("The organisers are holding your profile while they look at it. Until they are done, other delegates do not see you, and nothing below can be changed or shown to more people. You can hide more of it.")}</p>
            </div>
        }),
    };
    view! {
        {held}
        <section class="card glance" aria-label=t!("How visible you are")>
            <OwnPortrait choices/>
            <div class="stack">
                <p class="says" role="status">{says}</p>
                <dl class="sees">{move || glance.with(lists)}</dl>
            </div>
            <div class="glance-actions">
                <label class="switch">
                    <input type="checkbox" role="switch" aria-describedby="listing-hint" prop:checked=move || stored.with(|p| p.listed) on:click=switch/>
                    <span>{t!("List me in the directory")}</span>
                </label>
                <p class="hint" id="listing-hint">{t!("While this is off, nobody but your connections sees anything below.")}</p>
                <button class="button" type="button" on:click=move |_| choices.hide()>
                    <Glyph icon=Icon::Hidden/>
                    {t!("Hide everything now")}
                </button>
                {move || answer(&hiding.wish()).map(|words| view! { <p class="hint">{words}</p> })}
            </div>
        </section>
    }
}

/// What became of the press, beside the button: on a telephone the banner over the screen is out of sight here.
fn answer(wish: &Wish) -> Option<&'static str> {
    match wish {
        Wish::None => None,
        Wish::Sending => Some(t!("Hiding…")),
        Wish::Kept(_) => Some(t!("This waits, and is done as soon as it can be. The top of this page says what is missing.")),
        Wish::Done => Some(t!("Done.")),
    }
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Absent => t!("You are not in the directory. Nobody can find you; only your connections see what you let them see."),
        Presence::Nameless => t!("You asked to be in the directory, but delegates do not see your name: for them you are not here."),
        Presence::Listed => t!("You are in the directory: every delegate can find you."),
    }
}

fn lists(glance: &Glance) -> impl IntoView + use<> {
    let delegates = match glance.presence {
        Presence::Listed => t!("All delegates see"),
        Presence::Absent | Presence::Nameless => t!("Once you are found, all delegates see"),
    };
    let rows = [
        (Icon::People, delegates, &glance.delegates),
        (Icon::Link, t!("Only your connections see"), &glance.connections),
        (Icon::Lock, t!("Only you see"), &glance.only_me),
    ];
    let row = |(icon, who, fields): (Icon, &'static str, &Vec<Field>)| {
        (!fields.is_empty()).then(|| {
            let named = text::field_list(fields);
            view! { <div><dt><Glyph icon/>{who}</dt><dd>{named}</dd></div> }
        })
    };
    rows.map(row).into_iter().collect_view()
}
