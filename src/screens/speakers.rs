//! Everybody on stage: by letter, and found as one types. Not: delegates.

use super::loaded::with_programme;
use super::speaker::{monogram, without_title};
use crate::browser::{after, fold, page_language, sorted_by_name, starting_letter};
use crate::components::icon::Icon;
use crate::components::search_box::SearchBox;
use crate::components::standing::Standing;
use crate::components::views::{View, Views};
use crate::components::windowed::Piece;
use crate::domain::agenda::filter::Filter;
use crate::domain::id::SpeakerId;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::rc::Rc;

/// About this many people make one piece of the list.
const PIECE: usize = 24;

/// The list; what is looked for stands in the address.
#[component]
pub fn SpeakersScreen(text: Signal<String>) -> impl IntoView {
    view! {
        <div class="stack">
        <h1>{t!("Speakers")}</h1>
        <Views current=View::Speakers filter=Filter::default() changes=Desk::here().news.any()/>
        {with_programme(move |programme| {
            if programme.agenda.speakers.is_empty() {
                return view! {
                    <Standing icon=Icon::People title=t!("The programme names no speakers")>
                        <p>{t!("Its publisher gives none so far. The talks are there.")}</p>
                        <a class="button" href=Route::home().to_string()>{t!("To the programme")}</a>
                    </Standing>
                }.into_any();
            }
            view! { <Everybody people=Rc::new(people(&programme)) text/> }.into_any()
        })}
        </div>
    }
}

/// Somebody on stage.
#[derive(PartialEq)]
struct Person {
    id: SpeakerId,
    name: String,
    /// Under which they are looked for.
    letter: String,
    /// Each word of the name with a space before it, folded.
    words: String,
    talks: usize,
}

/// In the order of the page's language.
fn people(programme: &Programme) -> Vec<Person> {
    let agenda = &programme.agenda;
    let mut talks = vec![0; agenda.speakers.len()];
    for position in agenda.talks.iter().flat_map(|talk| &talk.speakers) {
        if let Some(count) = talks.get_mut(*position) {
            *count += 1;
        }
    }
    let names: Vec<&str> = agenda.speakers.iter().map(|speaker| without_title(&speaker.name)).collect();
    let person = |position: usize| {
        let speaker = agenda.speakers.get(position)?;
        let words = fold(&speaker.name).split(|c: char| !c.is_alphanumeric()).map(|word| format!(" {word}")).collect();
        let letter = starting_letter(without_title(&speaker.name));
        Some(Person { id: speaker.id.clone(), name: speaker.name.clone(), letter, words, talks: talks.get(position).copied()? })
    };
    sorted_by_name(&names, &page_language()).into_iter().filter_map(person).collect()
}

#[component]
fn Everybody(people: Rc<Vec<Person>>, text: Signal<String>) -> impl IntoView {
    let desk = Desk::here();
    let typed = RwSignal::new(text.get_untracked());
    // Outside the reactive system: the address changed from elsewhere (Back, a link).
    Effect::new(move |_| typed.set(text.get()));
    let navigate = use_navigate();
    let pause = StoredValue::new_local(None);
    let search = move |words: String| {
        typed.set(words.trim().to_owned());
        let navigate = navigate.clone();
        // The list follows each key; the address waits for a pause.
        pause.set_value(Some(after(250, move || {
            let to = Route::Speakers { text: typed.get_untracked() }.to_string();
            navigate(&to, NavigateOptions { replace: true, scroll: false, ..Default::default() });
        })));
    };
    let people = StoredValue::new_local(people);
    let found = Memo::new(move |_| {
        let needles: Vec<String> = fold(&typed.get()).split_whitespace().map(|word| format!(" {word}")).collect();
        let fits = |person: &Person| needles.iter().all(|needle| person.words.contains(needle.as_str()));
        people.with_value(|people| (0..people.len()).filter(|at| people.get(*at).is_some_and(fits)).collect::<Vec<usize>>())
    });
    view! {
        <SearchBox label=t!("Search speakers") placeholder=t!("Name") wanted=text search/>
        {move || {
            let found = found.get();
            let count = tn!(found.len(), "{n} speaker", "{n} speakers");
            let drawn = people.with_value(|people| groups(people, &found));
            let letters: Vec<String> = drawn.iter().map(|(letter, _)| letter.clone()).collect();
            if found.is_empty() {
                let event = desk.event_name();
                view! {
                    <p class="hint" role="status">{count}</p>
                    <Standing icon=Icon::Search title=t!("Nobody found")>
                        <p>{tv!("No name on stage at {event} matches. A few letters of any part of the name are enough, with or without accents.", event = view! { <bdi>{event}</bdi> })}</p>
                        <a class="button" href=Route::Speakers { text: String::new() }.to_string()>{t!("Show everybody")}</a>
                    </Standing>
                }.into_any()
            } else {
                view! {
                    <p class="hint" role="status">{count}</p>
                    {(letters.len() > 3).then(|| jumps(&letters))}
                    {drawn.into_iter().enumerate().map(|(at, (letter, of_letter))| group(people.get_value(), letter, of_letter, at)).collect_view()}
                }.into_any()
            }
        }}
    }
}

/// The people found, under their letters.
fn groups(people: &[Person], found: &[usize]) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, person) in found.iter().filter_map(|at| Some((*at, people.get(*at)?))) {
        match groups.iter_mut().rev().find(|(letter, _)| *letter == person.letter) {
            Some((_, group)) => group.push(at),
            None => groups.push((person.letter.clone(), vec![at])),
        }
    }
    groups
}

fn place(letter: &str) -> String {
    format!("letter-{}", if letter == "#" { "other" } else { letter })
}

fn jumps(letters: &[String]) -> impl IntoView + use<> {
    let jump = |letter: &String| {
        let to = place(letter);
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            crate::browser::focus_element(&to);
        };
        view! { <li><a href=format!("#{}", place(letter)) on:click=go>{letter.clone()}</a></li> }
    };
    view! { <nav class="letters" aria-label=t!("Letters")><ul>{letters.iter().map(jump).collect_view()}</ul></nav> }
}

fn group(people: Rc<Vec<Person>>, letter: String, of_letter: Vec<usize>, at: usize) -> impl IntoView {
    let pieces: Vec<_> = of_letter
        .chunks(PIECE)
        .enumerate()
        .map(|(part, chunk)| {
            let (people, chunk) = (people.clone(), chunk.to_vec());
            // Between a phone's single column and a desktop's three.
            let estimate = chunk.len().div_ceil(2) as u32 * 80;
            let draw = move || {
                let cards = chunk.iter().filter_map(|at| people.get(*at)).map(card).collect_view();
                view! { <ul class="people">{cards}</ul> }.into_any()
            };
            view! { <Piece estimate first={at < 4 && part == 0} draw/> }
        })
        .collect();
    let id = place(&letter);
    view! {
        <section class="letter-group">
            <h2 id=id tabindex="-1">{letter}</h2>
            <div class="stack">{pieces}</div>
        </section>
    }
}

fn card(person: &Person) -> impl IntoView + use<> {
    view! {
        <li class="person">
            <span class="monogram" aria-hidden="true">{monogram(&person.name)}</span>
            <div>
                <a href=Route::Speaker(person.id.clone()).to_string() dir="auto">{person.name.clone()}</a>
                <p>{tn!(person.talks, "{n} talk", "{n} talks")}</p>
            </div>
        </li>
    }
}
