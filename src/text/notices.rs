//! Words around what the organisers tell everybody. Not: what they tell.

use crate::browser::{DateStyle, format_date, format_time, viewer_offset_at};
use crate::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding};
use crate::domain::time::Moment;

/// More of an incident's text than this is read on its own page.
pub const NOTICE_SHORT: usize = 320;

/// More of any other text than this is read on its own page.
pub const NOTICE_LINE: usize = 140;

/// Of a notice that this browser could not check.
pub fn notice_unchecked() -> &'static str {
    t!("This browser cannot check that it comes from the organisers. If it asks you for anything, ask them first.")
}

/// In place of notices that the organisers did not sign.
pub fn notices_forged() -> &'static str {
    t!("What came in place of the organisers’ notices was not signed by them, so it is not shown. Something between you and the \
     conference may keep theirs away: try another network, or ask at the desk.")
}

/// In place of notices that are much older than what is known.
pub fn notices_played_back() -> &'static str {
    t!("What came in place of the organisers’ notices is older than what this device knows, so it is not shown. Something between \
     you and the conference may keep newer ones away: try another network, or ask at the desk.")
}

/// Of notices that should have been signed anew.
pub fn notices_old() -> &'static str {
    t!("They are signed anew every few minutes, so either newer ones are kept away from you, or the clock of this device is wrong.")
}

/// Of notices that are signed by another key than before.
pub fn notices_other_key() -> &'static str {
    t!("The organisers’ notices are signed by another key than this device knew. That happens when their server was set up anew. If \
     it asks you for anything, ask them first.")
}

/// What it is, in a word or two.
pub fn notice_kind(bulletin: &Bulletin) -> &'static str {
    match (bulletin.standing, bulletin.kind) {
        (BulletinStanding::Withdrawn, _) => t!("Taken back"),
        (BulletinStanding::Open, BulletinKind::Incident) => t!("Incident"),
        (BulletinStanding::Open, BulletinKind::Announcement) => t!("Announcement"),
    }
}

/// `Fri 27 Mar, 14:05`, by the clock of this device.
pub fn notice_time(at: Moment) -> String {
    let here = at.on_clock(viewer_offset_at(at.unix()));
    t!("{date}, {time}", date = format_date(here.date(), DateStyle::Short), time = format_time(here))
}

/// When it was told, and changed.
pub fn notice_times(bulletin: &Bulletin) -> String {
    let told = notice_time(bulletin.at);
    if bulletin.revision == 1 { told } else { t!("{told}; changed {changed}", told, changed = notice_time(bulletin.changed)) }
}

/// The beginning of a text of more than `most` characters, up to the end of a word; `None`: it is short enough to stand whole.
pub fn notice_beginning(text: &str, most: usize) -> Option<String> {
    let (end, _) = text.char_indices().nth(most)?;
    let beginning = text.get(..end)?;
    let word = beginning.rfind(char::is_whitespace).map_or(beginning, |space| &beginning[..space]);
    Some(format!("{}…", word.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_long_text_is_cut_between_words() {
        for most in [NOTICE_SHORT, NOTICE_LINE] {
            assert_eq!(notice_beginning(&"x".repeat(most), most), None);
            let cut = notice_beginning(&"öd ".repeat(most), most).unwrap();
            assert!(cut.ends_with("öd…") && cut.chars().count() <= most + 1, "{cut}");
            assert_eq!(notice_beginning(&"x".repeat(most + 1), most).unwrap().chars().count(), most + 1);
        }
    }
}
