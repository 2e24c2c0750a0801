//! One row for each field: its value, and who may see it. Values are saved together; an audience takes effect at once. Not: the photo's bytes, nor the
//! change of the address, which is proved by its own mail.

use super::address::Address;
use super::conflict::{CONFLICT, Theirs};
use super::{Choices, photo};
use crate::api::ApiError;
use crate::browser::{focus_element, warn_before_leaving};
use crate::components::audience_choice::{AudienceChoice, AudienceKey};
use crate::components::input::TextInput;
use crate::domain::privacy::{Field, PerField};
use crate::domain::problem::{FieldProblem, Input};
use crate::domain::profile::{AudienceUpdate, Profile, ProfileDraft};
use crate::text;
use leptos::prelude::*;

/// What somebody is reached by; where it begins.
pub(super) const REACH: &str = "fields-reach";
/// What somebody is recognised by.
pub(super) const WHO: &str = "fields-who";
/// What else there is to know.
pub(super) const MORE: &str = "fields-more";

/// Texts as typed, and what must be corrected.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) typed: PerField<RwSignal<String>>,
    problems: RwSignal<Vec<FieldProblem>>,
    failure: RwSignal<Option<String>>,
    /// What another device saved in the meantime.
    pub(super) theirs: RwSignal<Option<Profile>>,
}

impl Form {
    fn of(profile: &Profile) -> Self {
        let ProfileDraft(texts) = ProfileDraft::of(profile);
        Self {
            typed: PerField::from_fn(|field| RwSignal::new(texts.of(field).clone())),
            problems: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            theirs: RwSignal::new(None),
        }
    }

    /// Tracked.
    fn draft(&self) -> ProfileDraft {
        ProfileDraft(PerField::from_fn(|field| self.typed.of(field).get()))
    }

    pub(super) fn show(&self, profile: &Profile) {
        self.fill(&ProfileDraft::of(profile));
    }

    /// The backend has other texts now; what somebody is typing stays.
    fn follow(&self, before: &Profile, now: &Profile) {
        let (ProfileDraft(before), ProfileDraft(now)) = (ProfileDraft::of(before), ProfileDraft::of(now));
        for field in Field::ALL {
            let typed = self.typed.of(field);
            if before.of(field) != now.of(field) && typed.with_untracked(|typed| typed == before.of(field)) {
                typed.set(now.of(field).clone());
            }
        }
    }

    fn fill(&self, ProfileDraft(texts): &ProfileDraft) {
        for field in Field::ALL {
            self.typed.of(field).set(texts.of(field).clone());
        }
    }
}

/// The rows and the bar that saves them.
#[component]
pub(super) fn Fields(choices: Choices) -> impl IntoView {
    let form = StoredValue::new(Form::of(&choices.stored.get_untracked()));
    let draft = choices.desk.draft.get_value().filter(|(whose, _)| *whose == choices.stored.with_untracked(|p| p.id.clone()));
    if let Some((_, draft)) = draft {
        form.with_value(|form| form.fill(&draft));
    }
    let dirty = Memo::new(move |_| {
        let stored = choices.stored.get();
        form.with_value(Form::draft).differs_from(&stored)
    });
    // Outside the reactive system: the browser asks before a page with unsaved text goes, and another screen does not take it along.
    Effect::new(move |_| {
        let draft = dirty.get().then(|| form.with_value(Form::draft));
        if draft.is_some() {
            StoredValue::new_local(warn_before_leaving());
        }
        choices.desk.draft.set_value(draft.map(|draft| (choices.stored.with_untracked(|p| p.id.clone()), draft)));
    });
    // Inputs are outside the reactive system: they hold what somebody types, and follow a change that was taken back elsewhere on the page.
    Effect::new(move |before: Option<Profile>| {
        let now = choices.stored.get();
        if let Some(before) = before {
            form.with_value(|form| form.follow(&before, &now));
        }
        now
    });
    let row = move |field: Field| view! { <div class="own">{value(field, choices, form)} <Who field choices/></div> };
    let group = move |group: Group| Field::ALL.into_iter().filter(move |field| Group::of(*field) == group).map(row).collect_view();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(choices, form);
    };
    let discard = move |_| form.with_value(|form| form.show(&choices.stored.get_untracked()));
    let failure = move || form.with_value(|form| form.failure.get());
    view! {
        <section class="card stack" aria-labelledby="fields">
            <h2 id="fields">{t!("About you")}</h2>
            <p class="hint">{t!("Each line has its own audience, which takes effect at once, everywhere.")}</p>
            <AudienceKey/>
            <h3 id=REACH tabindex="-1">{t!("How people reach you")}</h3>
            // A form of its own is in it.
            {row(Field::Email)}
            <form novalidate on:submit=save>
                {group(Group::Reach)}
                <h3 id=WHO tabindex="-1">{t!("Who you are")}</h3>
                {group(Group::Who)}
                <h3 id=MORE tabindex="-1">{t!("More about you")}</h3>
                {group(Group::More)}
                <Theirs choices form/>
                <div class="savebar" class:dirty=move || dirty.get()>
                    <p class="problem" role="alert">{failure}</p>
                    <button class="button primary" type="submit" aria-busy=move || choices.busy.get().to_string()>{t!("Save profile")}</button>
                    <button class="button quiet" type="button" hidden=move || !dirty.get() on:click=discard>{t!("Discard changes")}</button>
                    <span class="hint saved" role="status">{move || if dirty.get() { t!("Not saved yet") } else { t!("Everything is saved") }}</span>
                </div>
            </form>
        </section>
    }
}

/// Where a field stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// Before the form.
    Address,
    Reach,
    Who,
    More,
}

impl Group {
    fn of(field: Field) -> Self {
        match field {
            Field::Email => Self::Address,
            Field::Phone => Self::Reach,
            Field::Name | Field::Photo | Field::JobTitle | Field::Organisation | Field::Pronouns => Self::Who,
            Field::Languages | Field::Biography | Field::Links => Self::More,
        }
    }
}

fn value(field: Field, choices: Choices, form: StoredValue<Form>) -> AnyView {
    let autocomplete = match field {
        Field::Photo => return view! { <photo::PhotoRow choices/> }.into_any(),
        Field::Email => return view! { <Address choices/> }.into_any(),
        Field::Name => "name",
        Field::JobTitle => "organization-title",
        Field::Organisation => "organization",
        Field::Phone => "tel",
        Field::Pronouns | Field::Languages | Field::Biography | Field::Links => "",
    };
    let form = form.get_value();
    let problems = form.problems;
    let problem = Signal::derive(move || {
        problems.with(|all| all.iter().find(|problem| problem.input == Input::Field(field)).map(text::field_problem))
    });
    view! {
        <TextInput
            id=input_id(field) label=text::field(field) hint=text::field_hint(field) problem multiline=field.is_multiline()
            kind=if field == Field::Phone { "tel" } else { "" } autocomplete value=*form.typed.of(field)
        />
    }
    .into_any()
}

#[component]
fn Who(field: Field, choices: Choices) -> impl IntoView {
    let stored = Signal::derive(move || choices.stored.with(|profile| profile.fields.of(field).audience));
    let choose = move |audience| choices.choose(AudienceUpdate { audiences: vec![(field, audience)], listed: None });
    view! { <AudienceChoice field stored choose/> }
}

fn input_id(field: Field) -> String {
    format!("profile-{}", field.key())
}

fn save(choices: Choices, form: StoredValue<Form>) {
    if choices.busy.get_untracked() {
        return;
    }
    let stored = choices.stored.get_untracked();
    let form = form.get_value();
    form.failure.set(None);
    let refused = {
        let form = form.clone();
        move |problems: Vec<FieldProblem>| {
            let first = problems.iter().find_map(|p| if let Input::Field(field) = p.input { Some(field) } else { None });
            form.problems.set(problems);
            if let Some(field) = first {
                focus_element(&input_id(field));
            }
        }
    };
    let update = match untrack(|| form.draft()).parse(&stored) {
        Ok(update) => update,
        Err(problems) => return refused(problems),
    };
    form.problems.set(Vec::new());
    if update.changes().is_empty() {
        return choices.desk.tell(t!("Nothing has changed: everything is saved already."));
    }
    choices.busy.set(true);
    let account = choices.viewer.with_value(|viewer| viewer.account.clone());
    let changed: Vec<Field> = update.changes().iter().map(|(field, _)| *field).filter(|field| field.needs_step_up()).collect();
    choices.desk.act_to(
        t!("change your {fields}", fields = text::field_list(&changed)),
        move || account.save(choices.stored.with_untracked(|p| p.version), update.clone()),
        move |outcome| {
            choices.busy.try_set(false);
            match outcome {
                Ok(profile) => {
                    form.show(&profile);
                    form.theirs.set(None);
                    form.failure.set(None);
                    choices.put(profile);
                    choices.desk.tell(t!("Saved."));
                }
                Err(ApiError::Invalid(problems)) => refused(problems),
                Err(ApiError::Conflict(Some(theirs))) => {
                    form.theirs.set(Some(*theirs));
                    request_animation_frame(|| {
                        focus_element(CONFLICT);
                    });
                }
                Err(error) => form.failure.set(Some(text::api_error(&error))),
            }
        },
    );
}
