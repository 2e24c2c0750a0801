//! Sentences shown to people that are made of data, or said in more than one place. Each is named by its English (`crate::words`).
//! Not: programme content or what people wrote about themselves.
//!
//! An error sentence says what happened, what was kept, what to do.

#[cfg(feature = "app")]
mod changes;
#[cfg(feature = "personal")]
mod code;
#[cfg(feature = "personal")]
pub mod connections;
#[cfg(feature = "personal")]
mod devices;
#[cfg(feature = "app")]
mod error;
#[cfg(feature = "app")]
pub mod finding;
#[cfg(feature = "personal")]
mod input;
#[cfg(feature = "app")]
mod notices;
#[cfg(feature = "app")]
mod oidc;
#[cfg(feature = "personal")]
mod organisation;
#[cfg(feature = "app")]
mod own_file;
#[cfg(feature = "personal")]
mod passkeys;
mod people;
#[cfg(feature = "personal")]
pub mod photo;
#[cfg(feature = "app")]
pub mod plan;
#[cfg(feature = "workshop")]
mod programme;
#[cfg(feature = "personal")]
mod rights;
#[cfg(feature = "app")]
pub mod time;
#[cfg(feature = "personal")]
pub mod who_saw;

#[cfg(feature = "app")]
pub use changes::{change_mark, change_sentence, change_word};
#[cfg(feature = "personal")]
pub use code::unlike_a_code;
#[cfg(feature = "personal")]
pub use devices::device_label;
#[cfg(feature = "app")]
pub use error::{api_error, config_fault, programme_error};
#[cfg(feature = "personal")]
pub use input::field_problem;
#[cfg(feature = "app")]
pub use notices::{
    NOTICE_LINE, NOTICE_SHORT, notice_beginning, notice_kind, notice_time, notice_times, notice_unchecked, notices_forged, notices_old,
    notices_other_key, notices_played_back,
};
#[cfg(feature = "personal")]
pub use organisation::sign_in_problem;
#[cfg(feature = "app")]
pub use own_file::{file_fault, file_refused, texts_apart, zone_lent};
#[cfg(feature = "personal")]
pub use passkeys::{passkey_not_made, passkey_not_used, passkey_refused};
pub use people::{
    audience, audience_explained, audience_when_listed, field, field_hint, field_list, hidden, people_found, reach, relation, widening,
};
#[cfg(feature = "workshop")]
pub use programme::{remark, unreadable};
#[cfg(feature = "personal")]
pub use rights::{Agreed, agreed, copy_saved, receipt};

/// Names one after another: `a, b`. Of what belongs together a sentence says it with "and": [`list_of`](crate::words::list_of).
pub fn in_a_row(names: Vec<String>) -> String {
    names.join(t!(", "))
}

/// `“a”, “b”`.
pub fn quoted(names: &[String]) -> String {
    in_a_row(names.iter().map(|name| t!("“{name}”", name)).collect())
}

/// `30 min`, `1 h`, `1 h 30 min`.
pub fn duration(minutes: i64) -> String {
    match (written(minutes / 60), written(minutes % 60)) {
        (_, m) if minutes < 60 => t!("{m} min", m),
        (h, _) if minutes % 60 == 0 => t!("{h} h", h),
        (h, m) => t!("{h} h {m} min", h, m),
    }
}

/// A number of minutes or hours, which is never below nothing where people read it.
fn written(n: i64) -> String {
    crate::words::number(usize::try_from(n).unwrap_or(0))
}

/// `UTC+01:00`.
fn offset_name(minutes: i16) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let size = minutes.unsigned_abs();
    format!("UTC{sign}{:02}:{:02}", size / 60, size % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn durations_read_naturally() {
        assert_eq!([duration(30), duration(60), duration(95)], ["30 min", "1 h", "1 h 35 min"]);
    }

    #[test]
    fn names_stand_in_a_row() {
        assert_eq!([quoted(&["a".into()]), quoted(&["a".into(), "b".into()])], ["“a”", "“a”, “b”"]);
    }

    #[test]
    fn an_offset_stands_for_a_zone_without_a_name() {
        assert_eq!([offset_name(60), offset_name(-630)], ["UTC+01:00", "UTC−10:30"]);
    }
}
