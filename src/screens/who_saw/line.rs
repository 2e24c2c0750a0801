//! One line of the record: somebody with everything they were shown, or one time. Not: the list.

use crate::browser::{DateStyle, format_date, format_time, viewer_offset_at};
use crate::domain::access::{Glance, Looked, Onlooker};
use crate::domain::time::Moment;
use crate::routes::Route;
use crate::text::who_saw as words;
use leptos::prelude::*;

/// `Tuesday, 24 November, 14:02`, on the viewer's clock.
pub(super) fn when(unix: i64) -> String {
    let moment = Moment::new(unix, viewer_offset_at(unix));
    t!("{date}, {time}", date = format_date(moment.date(), DateStyle::Day), time = format_time(moment))
}

/// The same with the year: what is told of may be long ago.
pub(super) fn when_in_full(unix: i64) -> String {
    let moment = Moment::new(unix, viewer_offset_at(unix));
    t!("{date}, {time}", date = format_date(moment.date(), DateStyle::Full), time = format_time(moment))
}

/// Their name leads to their page, as far as they have one for the viewer.
fn who(who: Onlooker) -> AnyView {
    match who {
        Onlooker::Known(id, name) => view! { <a href=Route::Delegate(id).to_string()><bdi>{name.as_str().to_owned()}</bdi></a> }.into_any(),
        Onlooker::Unnamed(_) | Onlooker::Gone => view! { <span class="unnamed">{words::onlooker(&who)}</span> }.into_any(),
    }
}

/// Somebody, with everything they were shown.
pub(super) fn looked(looked: Looked) -> impl IntoView {
    let Looked { who: person, fields, times, first, last } = looked;
    let often = words::often(times, &when(first), &when(last));
    view! {
        <li>
            <p>{tv!("{who} saw {fields}.", who = who(person), fields = words::your_fields(fields))}</p>
            <p class="hint">{often}</p>
        </li>
    }
}

/// One time.
pub(super) fn glance(glance: Glance) -> impl IntoView {
    let Glance { who: person, fields, way, at } = glance;
    view! {
        <li>
            <p>{tv!("{who} saw {fields} {way}.", who = who(person), fields = words::your_fields(fields), way = words::way(way))}</p>
            <p class="hint">{when(at)}</p>
        </li>
    }
}
