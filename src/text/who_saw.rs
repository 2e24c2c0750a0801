//! Sentences about who saw what. Not: who may be named, which the backend decides.

use super::field_list;
use crate::domain::access::{Onlooker, Way};
use crate::domain::fields::Fields;
use crate::domain::privacy::Field;

/// Whoever shared no name with the reader: `number` tells them apart.
pub fn unnamed(number: u32) -> String {
    t!("Delegate {number}, who does not share their name with you", number)
}

/// Whose account is gone.
pub fn gone() -> &'static str {
    t!("Somebody whose account is gone")
}

/// How an onlooker is called where only text can stand.
pub fn onlooker(who: &Onlooker) -> String {
    match who {
        Onlooker::Known(_, name) => name.as_str().to_owned(),
        Onlooker::Unnamed(number) => unnamed(*number),
        Onlooker::Gone => gone().to_owned(),
    }
}

/// `your name, photo and phone`.
pub fn your_fields(fields: Fields) -> String {
    let fields: Vec<Field> = fields.iter().collect();
    match fields.as_slice() {
        // Of a newer backend, whose fields have no words here.
        [] => t!("something of yours").to_owned(),
        fields => t!("your {fields}", fields = field_list(fields)),
    }
}

/// Where they saw it, in words that follow what was seen.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::List => t!("in the list of delegates"),
        Way::Page => t!("on your page"),
        Way::Photo => t!("as a picture"),
        Way::Connection => t!("among their connections"),
        Way::Card => t!("in a contact card that they saved"),
        Way::Log => t!("in their own record of who saw them"),
    }
}

/// `once`, `twice`, `5 times`.
pub fn times(times: u32) -> String {
    match times {
        2 => t!("twice").to_owned(),
        times => tn!(times as usize, "once", "{n} times"),
    }
}

/// How often and when, from the first time to the latest, as they are written.
pub fn often(often: u32, first: &str, last: &str) -> String {
    match often {
        1 => last.to_owned(),
        _ if first == last => t!("Seen {often}, on {last}", often = times(often), last),
        _ => t!("Seen {often}, first on {first}, last on {last}", often = times(often), first, last),
    }
}

/// The sentence that stands above everything else.
pub fn seen_by(people: u32) -> String {
    match people {
        0 => t!("Nobody has seen anything of yours.").to_owned(),
        people => tn!(people as usize, "{n} person has seen something of yours.", "{n} people have seen something of yours."),
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
