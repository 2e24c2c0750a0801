//! Words for what became of a talk. Not: the comparison.

use crate::domain::agenda::changes::Change;
use crate::domain::time::Moment;

/// In a word or two, for a mark beside a title.
pub fn change_mark(change: &Change) -> &'static str {
    match change {
        Change::New => t!("New"),
        Change::Moved { .. } => t!("Moved"),
        Change::RoomChanged { .. } => t!("Other room"),
        Change::Renamed { .. } => t!("New title"),
        Change::Cancelled => t!("Cancelled"),
        Change::Restored => t!("Takes place after all"),
    }
}

/// The same in running text.
pub fn change_word(change: &Change) -> &'static str {
    match change {
        Change::New => t!("new"),
        Change::Moved { .. } => t!("moved"),
        Change::RoomChanged { .. } => t!("other room"),
        Change::Renamed { .. } => t!("new title"),
        Change::Cancelled => t!("cancelled"),
        Change::Restored => t!("takes place after all"),
    }
}

/// In a sentence. `now`: when it begins now. `when` writes a time, with its date where that is another than `now`'s.
pub fn change_sentence(change: &Change, now: Moment, room: &str, when: impl Fn(Moment) -> String) -> String {
    match change {
        Change::New => t!("Added to the programme.").into(),
        Change::Moved { start, .. } if *start == now => t!("It ends at another time than before.").into(),
        Change::Moved { start, .. } => t!("Moved: it was to begin at {time}.", time = when(*start)),
        Change::RoomChanged { from } if from.is_empty() => t!("Its room is known now: {room}.", room),
        Change::RoomChanged { from } if room.is_empty() => t!("It was to be in {from}; no room is named now.", from),
        Change::RoomChanged { from } => t!("Another room: {room} instead of {from}.", room, from),
        Change::Renamed { from } => t!("It was called “{from}”.", from),
        Change::Cancelled => t!("Cancelled.").into(),
        Change::Restored => t!("It was cancelled, and takes place after all.").into(),
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
