//! What the programme's source left unclear, said openly and out of the way. Not: an error; the programme is drawn.

use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::Notice;
use crate::state::programme::Programme;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// Most remarks shown; a badly broken file has hundreds of a kind.
const MOST: usize = 30;

/// What could mislead somebody about a time or a talk stands open; the rest unfolds.
#[component]
pub(super) fn Remarks(programme: Rc<Programme>) -> impl IntoView {
    let notices = &programme.agenda.notices;
    let matters = notices.iter().any(|notice| match notice {
        Notice::ZoneMissing
        | Notice::ZoneDisagrees { .. }
        | Notice::ZoneUnknown { .. }
        | Notice::TimeAmbiguous { .. }
        | Notice::TalkLeftOut { .. } => true,
        Notice::MemberDropped { .. }
        | Notice::RoomsShareId { .. }
        | Notice::DayCount { .. }
        | Notice::Irregular { .. }
        | Notice::IdentifierLeak { .. }
        | Notice::Empty => false,
    });
    let rows: Vec<_> = notices.iter().take(MOST).map(|notice| view! { <li dir="auto">{text::notice(notice)}</li> }).collect();
    let more = notices.len().saturating_sub(MOST);
    (!rows.is_empty()).then(|| {
        view! {
            <div class="banner warn remarks">
                <Glyph icon=Icon::Alert/>
                <details open=matters>
                    <summary>{format!("About this programme: {}", text::count(rows.len() + more, "remark", "remarks"))}</summary>
                    <ul>
                        {rows}
                        {(more > 0).then(|| view! { <li>{format!("… and {more} more.")}</li> })}
                    </ul>
                </details>
            </div>
        }
    })
}
