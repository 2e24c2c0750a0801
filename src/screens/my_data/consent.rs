//! What was agreed to, when, and the press that takes it back. Not: the choices for single fields.

use super::when;
use crate::api::rights::Standing;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Waiting};
use crate::domain::rights::{Consent as Step, ConsentStep};
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text::{self, Agreed};
use leptos::prelude::*;

const HEADING: &str = "agreed";

/// The section.
#[component]
pub(super) fn Consent(viewer: Viewer) -> impl IntoView {
    let viewer = StoredValue::new_local(viewer);
    let loaded = Remote::new(move || viewer.with_value(|viewer| viewer.account.rights().consents()));
    let body = move || match loaded.read() {
        Load::Waiting => view! { <Waiting what=t!("Loading what you agreed to")/> }.into_any(),
        Load::Failed(error) => {
            let retry = move || loaded.ask_again();
            view! { <Failure title=t!("What you agreed to did not load") sentence=text::api_error(&error) retry/> }.into_any()
        }
        Load::Ready(standing) => view! { <Stands viewer loaded standing/> }.into_any(),
    };
    view! {
        <section class="card stack" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1"><Glyph icon=Icon::Check/>{t!("What you agreed to")}</h2>
            {body}
        </section>
    }
}

fn state(standing: &Standing) -> Agreed {
    match standing.steps.first() {
        None => Agreed::Never,
        Some(Step { step: ConsentStep::Withdrawn, .. }) => Agreed::Withdrawn,
        Some(Step { step: ConsentStep::Given, policy, .. }) if *policy == standing.policy => Agreed::Now,
        Some(Step { step: ConsentStep::Given, .. }) => Agreed::Before,
    }
}

#[component]
fn Stands(viewer: StoredValue<Viewer, LocalStorage>, loaded: Remote<Standing>, standing: Standing) -> impl IntoView {
    let desk = Desk::here();
    let busy = RwSignal::new(false);
    let now = state(&standing);
    let done = move |outcome: Result<Standing, crate::api::ApiError>, told: &'static str| {
        busy.try_set(false);
        match outcome {
            Ok(standing) => {
                loaded.put(standing);
                desk.tell(told);
                crate::browser::focus_element(HEADING);
            }
            Err(error) => desk.tell(text::api_error(&error)),
        }
    };
    let version = StoredValue::new(standing.policy.version.clone());
    let agree = move |_| {
        busy.set(true);
        let rights = viewer.with_value(|viewer| viewer.account.rights());
        desk.act(
            move || rights.agree(version.get_value()),
            move |outcome| done(outcome, t!("Noted: you agree. What others see is as you chose it.")),
        );
    };
    let withdraw = move |_| {
        busy.set(true);
        let rights = viewer.with_value(|viewer| viewer.account.rights());
        desk.act(
            move || rights.withdraw(),
            move |outcome| {
                done(outcome, t!("Taken back: from now on nobody is shown anything about you."));
                refresh(viewer.get_value());
            },
        );
    };
    let agreeing = matches!(now, Agreed::Never | Agreed::Before | Agreed::Withdrawn).then(|| {
        view! {
            <button class="button" type="button" aria-busy=move || busy.get().to_string() on:click=agree>
                {if now == Agreed::Before { t!("I agree to the present one") } else { t!("I agree to the privacy policy") }}
            </button>
        }
    });
    let withdrawing = matches!(now, Agreed::Now | Agreed::Before).then(|| {
        view! {
            <button class="button danger" type="button" aria-busy=move || busy.get().to_string() aria-describedby="withdraw-hint" on:click=withdraw>{t!("Take it back")}</button>
        }
    });
    let hint = withdrawing.is_some().then(|| {
        view! {
            <p class="hint" id="withdraw-hint">
                {t!("Everything about you is hidden from everybody at once, and what you gave to connections ends. Your account and your agenda stay.")}
            </p>
        }
    });
    let last = standing.steps.first().map(|step| (when(step.at), step.policy.version.clone())).unwrap_or_default();
    let history = (standing.steps.len() > 1).then(|| history(standing.steps.clone()));
    view! {
        <p>{text::agreed(now, &last.0, &last.1)}</p>
        <div class="actions">{agreeing}{withdrawing}</div>
        {hint}
        {history}
    }
}

fn history(steps: Vec<Step>) -> impl IntoView {
    let rows = steps.into_iter().map(|Step { policy, step, at, device }| {
        let version = view! { <bdi>{policy.version}</bdi> };
        let what = match step {
            ConsentStep::Given => {
                tv!("{agreed} version {version}", agreed = view! { <strong>{t!("Agreed to")}</strong> }, version)
            }
            ConsentStep::Withdrawn => {
                tv!("{withdrawn} version {version}", withdrawn = view! { <strong>{t!("Taken back, under")}</strong> }, version)
            }
        };
        let device = view! { <bdi>{text::device_label(device.as_str())}</bdi> };
        view! {
            <li class="step">
                <div>
                    <p>{what}</p>
                    <p class="hint">{tv!("{when}, {device}", when = when(at), device)}</p>
                </div>
            </li>
        }
    });
    view! {
        <details>
            <summary>{t!("Every step")}</summary>
            <ul class="plain">{rows.collect_view()}</ul>
        </details>
    }
}

/// What is shown elsewhere in the app follows.
fn refresh(viewer: Viewer) {
    leptos::task::spawn_local(async move {
        if let Ok(profile) = viewer.account.profile().await {
            viewer.profile.set(profile);
        }
    });
}
