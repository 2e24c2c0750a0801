//! Sentences about who saw what. Not: who may be named, which the backend decides.

use super::{count, field_list};
use crate::domain::access::{Onlooker, Way};
use crate::domain::fields::Fields;
use crate::domain::privacy::Field;

/// Whoever shared no name with the reader: `number` tells them apart.
pub fn unnamed(number: u32) -> String {
    format!("Delegate {number}, who does not share their name with you")
}

/// Whose account is gone.
pub const GONE: &str = "Somebody whose account is gone";

/// How an onlooker is called where only text can stand.
pub fn onlooker(who: &Onlooker) -> String {
    match who {
        Onlooker::Known(_, name) => name.as_str().to_owned(),
        Onlooker::Unnamed(number) => unnamed(*number),
        Onlooker::Gone => GONE.to_owned(),
    }
}

/// `your name, photo and phone`.
pub fn your_fields(fields: Fields) -> String {
    let fields: Vec<Field> = fields.iter().collect();
    match fields.as_slice() {
        // Of a newer backend, whose fields have no words here.
        [] => "something of yours".to_owned(),
        fields => format!("your {}", field_list(fields)),
    }
}

/// Where they saw it, in words that follow what was seen.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::List => "in the list of delegates",
        Way::Page => "on your page",
        Way::Photo => "as a picture",
        Way::Connection => "among their connections",
        Way::Card => "in a contact card that they saved",
        Way::Log => "in their own record of who saw them",
    }
}

/// `once`, `twice`, `5 times`.
pub fn times(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{times} times"),
    }
}

/// How often and when, from the first time to the latest, as they are written.
pub fn often(often: u32, first: &str, last: &str) -> String {
    match often {
        1 => last.to_owned(),
        _ if first == last => format!("Seen {}, on {last}", times(often)),
        _ => format!("Seen {}, first on {first}, last on {last}", times(often)),
    }
}

/// The sentence that stands above everything else.
pub fn seen_by(people: u32) -> String {
    match people {
        0 => "Nobody has seen anything of yours.".to_owned(),
        people => format!("{} seen something of yours.", count(people as usize, "person has", "people have")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_was_seen_reads_as_a_sentence() {
        assert_eq!(your_fields(Fields::of([Field::Phone, Field::Name])), "your name and phone");
        assert_eq!(your_fields(Fields::none()), "something of yours");
        assert_eq!(
            [often(1, "a", "a"), often(2, "a", "a"), often(3, "a", "b")],
            ["a", "Seen twice, on a", "Seen 3 times, first on a, last on b"]
        );
        assert_eq!([times(1), times(2), times(7)], ["once", "twice", "7 times"]);
        assert_eq!([seen_by(0), seen_by(1), seen_by(2)].map(|said| said.len()), [34, 37, 38]);
        assert_eq!(seen_by(1), "1 person has seen something of yours.");
    }
}
