//! What others see, asked from the backend by the same way that it answers others, and held against the viewer's own settings. Not: a simulation.

use super::Choices;
use super::compared::{Eyes, Verdict, compared};
use crate::api::Answer;
use crate::components::icon::{Glyph, Icon};
use crate::components::portrait::Portrait;
use crate::components::standing::{Failure, Waiting};
use crate::domain::delegate::Delegate;
use crate::domain::over_share::OverShare;
use crate::domain::privacy::{Field, Relation};
use crate::screens::delegate::shared_list;
use crate::screens::directory::photo_of;
use crate::state::remote::{Load, Remote};
use crate::text;
use leptos::prelude::*;

/// Where it begins.
pub(super) const HEADING: &str = "preview";
const ALL: [Eyes; 3] = [Eyes::Of(Relation::Delegate), Eyes::Of(Relation::Connection), Eyes::Stranger];

fn label(eyes: Eyes) -> &'static str {
    match eyes {
        Eyes::Of(relation) => text::relation(relation),
        Eyes::Stranger => t!("A stranger"),
    }
}

/// Three pairs of eyes; asks again after every change.
#[component]
pub(super) fn Preview(choices: Choices) -> impl IntoView {
    let eyes = RwSignal::new(Eyes::Of(Relation::Delegate));
    let version = Memo::new(move |_| choices.stored.with(|profile| profile.version));
    let reported = StoredValue::new(false);
    let seen = Remote::new(move || -> Answer<Option<Delegate>> {
        // Another version is another answer.
        version.get();
        let account = choices.viewer.with_value(|viewer| viewer.account.clone());
        match eyes.get() {
            Eyes::Of(relation) => account.preview(relation),
            Eyes::Stranger => account.own_page().to_a_stranger(choices.stored.with_untracked(|profile| profile.id.clone())),
        }
    });
    let buttons = ALL.map(|who| {
        let pressed = move || (eyes.get() == who).to_string();
        view! { <button class="button" type="button" aria-pressed=pressed on:click=move |_| eyes.set(who)>{label(who)}</button> }
    });
    let answered = move |answer: Option<Delegate>| {
        let eyes = eyes.get_untracked();
        let verdicts = choices.stored.with_untracked(|profile| compared(profile, eyes, answer.as_ref()));
        let wrong: Vec<(Field, Verdict)> = verdicts.iter().filter(|(_, verdict)| !verdict.is_right()).copied().collect();
        if !wrong.is_empty() && !reported.get_value() {
            reported.set_value(true);
            report(choices, wrong.iter().map(|(field, _)| *field).collect());
        }
        view! {
            {mismatch(&wrong)}
            {match &answer {
                None => view! { <p>{nobody(eyes)}</p> }.into_any(),
                Some(delegate) => shown(delegate, choices).into_any(),
            }}
            {field_by_field(verdicts, choices)}
        }
    };
    view! {
        <section class="card stack preview-card" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">{t!("What others see")}</h2>
            <p class="hint">{t!("The conference’s real answer, fetched just now.")}</p>
            <div class="tabs" role="group" aria-label=t!("Look as")>{buttons.into_iter().collect_view()}</div>
            <div class="preview stack" aria-live="polite">
                {move || match seen.read() {
                    Load::Waiting => view! { <Waiting what=t!("Asking")/> }.into_any(),
                    Load::Failed(error) => {
                        view! { <Failure title=t!("The preview did not load") sentence=text::api_error(&error) retry=move || seen.ask_again()/> }.into_any()
                    }
                    Load::Ready(answer) => answered(answer).into_any(),
                }}
            </div>
        </section>
    }
}

// Nothing waits for it: what is wrong is on the screen already.
fn report(choices: Choices, fields: Vec<Field>) {
    let account = choices.viewer.with_value(|viewer| viewer.account.clone());
    leptos::task::spawn_local(async move {
        let _ = account.who_saw().report_over_share(OverShare::mismatch(fields)).await;
    });
}

fn mismatch(wrong: &[(Field, Verdict)]) -> AnyView {
    if wrong.is_empty() {
        return view! { <p class="verdict good"><Glyph icon=Icon::Check/><span>{t!("Exactly what your settings say. What you gave to single people comes on top.")}</span></p> }.into_any();
    }
    let rows = wrong.iter().map(|(field, verdict)| view! { <li>{t!("{field}: {verdict}", field = text::field(*field), verdict = verdict_words(*verdict))}</li> }).collect_view();
    view! {
        <div class="banner bad" role="alert">
            <Glyph icon=Icon::Alert/>
            <div>
                <p><strong>{t!("This is not what your settings say.")}</strong>" "{t!("It was reported to the organisers, without any of your data. If something is shown that you hide, press “Hide everything now”.")}</p>
                <ul>{rows}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Shown => t!("shown, as you chose"),
        Verdict::Hidden => t!("not shown"),
        Verdict::ShownAnyway => t!("shown, although you hide it"),
        Verdict::Missing => t!("not shown, although you share it"),
        Verdict::Differs => t!("shown with another text than yours"),
    }
}

/// Your settings and the answer, side by side.
fn field_by_field(verdicts: Vec<(Field, Verdict)>, choices: Choices) -> impl IntoView {
    let row = |(field, verdict): (Field, Verdict)| {
        let (filled, audience) = choices.stored.with_untracked(|profile| {
            let own = profile.fields.of(field);
            (own.value.is_some(), own.audience)
        });
        let setting = if filled { text::audience(audience) } else { t!("Not filled in") };
        view! {
            <tr class:bad=!verdict.is_right()>
                <th scope="row">{text::field(field)}</th>
                <td>{setting}</td>
                <td>{verdict_words(verdict)}</td>
            </tr>
        }
    };
    view! {
        <details class="compared">
            <summary>{t!("Field by field")}</summary>
            <table>
                <thead><tr><th scope="col">{t!("Field")}</th><th scope="col">{t!("Your choice")}</th><th scope="col">{t!("What they get")}</th></tr></thead>
                <tbody>{verdicts.into_iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    }
}

fn nobody(eyes: Eyes) -> &'static str {
    match eyes {
        Eyes::Stranger => t!("Nothing. Without signing in, nobody gets to see any delegate."),
        Eyes::Of(Relation::Connection) => t!("Nothing. Without a name, nobody can be your connection."),
        Eyes::Of(Relation::Delegate | Relation::Myself) => {
            t!("Nothing. For them you are not in the directory, and your page does not exist.")
        }
    }
}

fn shown(delegate: &Delegate, choices: Choices) -> impl IntoView + use<> {
    let name = delegate.name.as_str().to_owned();
    let src = choices.viewer.with_value(|viewer| photo_of(delegate, viewer));
    let has_photo = delegate.shared(Field::Photo).is_some();
    view! {
        <div class="stack">
            <div class="delegate-head">
                <Portrait name=name.clone() src/>
                <h3 dir="auto">{name}</h3>
            </div>
            {has_photo.then(|| view! { <p class="visually-hidden">{t!("Your photo is shown.")}</p> })}
            {shared_list(delegate)}
        </div>
    }
}
