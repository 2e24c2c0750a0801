//! The ways to look at the programme, side by side. Not: what is looked at.

use crate::domain::agenda::filter::Filter;
use crate::routes::Route;
use leptos::prelude::*;

/// A way to look at the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// By time.
    List,
    /// Rooms and time.
    Grid,
    /// What is starred.
    Mine,
    /// Who is on stage.
    Speakers,
    /// What is different.
    Changes,
}

/// Links to all views. What is looked for is kept between list and grid; "Changes" stands there when there are any.
#[component]
pub fn Views(current: View, #[prop(into)] filter: Signal<Filter>, #[prop(into)] changes: Signal<bool>) -> impl IntoView {
    let way = move |view: View, label: &'static str, route: fn(Filter) -> Route| {
        let href = move || route(filter.get()).to_string();
        view! { <li><a href=href aria-current={(view == current).then_some("page")}>{label}</a></li> }
    };
    view! {
        <nav class="views" aria-label=t!("Views")>
            <ul>
                {way(View::List, t!("List"), Route::Agenda)}
                {way(View::Grid, t!("Grid"), Route::Grid)}
                {way(View::Mine, t!("My agenda"), |_| Route::Mine)}
                {way(View::Speakers, t!("Speakers"), |_| Route::Speakers { text: String::new() })}
                {move || (changes.get() || current == View::Changes).then(|| way(View::Changes, t!("Changes"), |_| Route::Changes))}
            </ul>
        </nav>
    }
}
