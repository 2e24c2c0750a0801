//! Words for what became of a talk. Not: the comparison.

use crate::domain::agenda::changes::Change;
use crate::domain::time::Moment;

/// In a word or two, for a mark beside a title.
pub fn change_mark(change: &Change) -> &'static str {
    match change {
        Change::New => "New",
        Change::Moved { .. } => "Moved",
        Change::RoomChanged { .. } => "Other room",
        Change::Renamed { .. } => "New title",
        Change::Cancelled => "Cancelled",
        Change::Restored => "Takes place after all",
    }
}

/// In a sentence. `now`: when it begins now. `when` writes a time, with its date where that is another than `now`'s.
pub fn change_sentence(change: &Change, now: Moment, room: &str, when: impl Fn(Moment) -> String) -> String {
    match change {
        Change::New => "Added to the programme.".into(),
        Change::Moved { start, .. } if *start == now => "It ends at another time than before.".into(),
        Change::Moved { start, .. } => format!("Moved: it was to begin at {}.", when(*start)),
        Change::RoomChanged { from } if from.is_empty() => format!("Its room is known now: {room}."),
        Change::RoomChanged { from } if room.is_empty() => format!("It was to be in {from}; no room is named now."),
        Change::RoomChanged { from } => format!("Another room: {room} instead of {from}."),
        Change::Renamed { from } => format!("It was called “{from}”."),
        Change::Cancelled => "Cancelled.".into(),
        Change::Restored => "It was cancelled, and takes place after all.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_change_has_a_sentence_that_names_what_it_was() {
        let (then, now) = (Moment::new(0, 0), Moment::new(3600, 0));
        let sentence = |change: Change, room: &str| change_sentence(&change, now, room, Moment::clock);
        assert_eq!(sentence(Change::Moved { start: then, end: now }, ""), "Moved: it was to begin at 00:00.");
        assert_eq!(sentence(Change::Moved { start: now, end: now }, ""), "It ends at another time than before.");
        assert_eq!(sentence(Change::RoomChanged { from: "A".into() }, "B"), "Another room: B instead of A.");
        assert_eq!(sentence(Change::RoomChanged { from: String::new() }, "B"), "Its room is known now: B.");
        assert_eq!(sentence(Change::RoomChanged { from: "A".into() }, ""), "It was to be in A; no room is named now.");
        assert_eq!(sentence(Change::Renamed { from: "Old".into() }, ""), "It was called “Old”.");
    }
}
