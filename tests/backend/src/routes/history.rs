//! `/me/changes`: what was changed of what people recognise or reach the viewer by, and the step back. Not: the changes themselves (`me`, `photos`).

use super::answer;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::guard::Signed;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use plenary::conference::history::{Difference, Saved, UNDO_SECONDS};
use plenary::domain::id::ChangeId;
use plenary::domain::text::Text;
use plenary::wire::history::{Change, Changes};

/// `GET /me/changes`: the newest first.
pub(super) async fn list(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let at = now();
    let changes = desk.ask(move |rules| rules.changes(&viewer, at)).await?;
    let told = changes.into_iter().map(|change| {
        let text = |value: &Option<Text>| value.as_ref().map(|text| text.as_str().to_owned());
        let field = change.what.field().key().to_owned();
        let (before, after, is_kept) = match &change.what {
            Difference::Text { before, after, .. } => (text(before), text(after), true),
            Difference::Photo { .. } => (None, None, true),
            Difference::Forgotten(_) => (None, None, false),
        };
        let left = u32::try_from(change.at + UNDO_SECONDS - at).ok().filter(|_| is_kept && !change.undone);
        let (id, device) = (change.id.to_string(), change.label.to_string());
        Change { id, field, at: change.at, device, before, after, undone: change.undone, undo_for: left }
    });
    answer::json(StatusCode::OK, &Changes { changes: told.collect() })
}

/// `POST /me/changes/{id}/undo`: the profile as it is then.
pub(super) async fn undo(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    // What cannot be a name names nobody's change.
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    saved(&desk, desk.ask(move |rules| rules.undo(&viewer, &id, now())).await?)
}

/// The answer to a change, and the mail about it, which nobody waits for.
pub(super) fn saved(desk: &Desk, saved: Saved) -> Result<Response, Failure> {
    if let Some(notice) = saved.notice {
        desk.post.tell(notice);
    }
    answer::profile(&saved.profile)
}
