//! The question before a connection ends, which is for both and cannot be undone by one. Not: taking back a gift, which is one press.

use super::Meeting;
use crate::components::dialog::Dialog;
use crate::domain::id::ConnectionId;
use leptos::prelude::*;

/// Which one is to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) id: ConnectionId,
    /// Their name, where the viewer knows it.
    pub(super) with: Option<String>,
}

#[component]
pub(super) fn EndingDialog(meeting: Meeting, ending: Ending) -> impl IntoView {
    let Ending { id, with } = ending;
    let cancel = move || meeting.ending.set(None);
    let title = match with {
        Some(name) => t!("End the connection with {name}?", name),
        None => t!("End this connection?").to_owned(),
    };
    let end = move |_| {
        meeting.ending.set(None);
        let id = id.clone();
        let said = |()| t!("Ended for both of you.").to_owned();
        meeting.change(t!("end it"), move |account| account.end(id.clone()), said, "contacts-title");
    };
    view! {
        <Dialog title on_cancel=cancel>
            <p>{t!("What you gave each other is over at once, for both of you. To connect again, one of you shows a new code.")}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>{t!("Keep it")}</button>
                <button class="button danger" type="button" on:click=end>{t!("End connection")}</button>
            </div>
        </Dialog>
    }
}
