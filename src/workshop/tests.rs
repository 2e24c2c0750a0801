//! The workshop from outside: texts in, a text out. What each function does well is tested where it stands.

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// One clock for all zones.
struct Winter;

impl Zones for Winter {
    fn offset_at(&self, _: &ZoneName, _: i64) -> Option<i16> {
        Some(60)
    }
}

fn translated(file: &str) -> Translation {
    let answer = answer("translate", &[file, "Europe/Berlin", "de,en"], &Winter).unwrap();
    let translation = Translation::from_text(&answer).unwrap();
    assert_eq!(Ok(&translation), serde_json::from_str(&answer).as_ref().map_err(ToString::to_string));
    translation
}

#[test]
fn a_foreign_programme_comes_out_as_the_contracts_with_nothing_lost() {
    for file in [
        include_str!("../formats/samples/frab.json"),
        include_str!("../formats/samples/pretalx.json"),
        include_str!("../formats/samples/contract.json"),
    ] {
        let read = formats::read_preferring(file, "Europe/Berlin".parse().ok().as_ref(), &Winter, &["de", "en"]).unwrap();
        let translation = translated(file);
        assert_eq!(translation.remarks.len(), read.notices.len());
        let agenda = Agenda::try_from(translation.programme.unwrap()).unwrap();
        assert!(!agenda.talks.is_empty());
        assert_eq!(agenda, Agenda { notices: Vec::new(), ..read });
    }
}

#[test]
fn a_file_that_is_no_programme_is_refused_in_a_sentence() {
    let refused = translated("<!doctype html><title>Wi-Fi</title>");
    assert_eq!((refused.programme, refused.remarks), (None, Vec::new()));
    assert!(refused.refusal.starts_with("A web page came instead of the programme."), "{}", refused.refusal);
}

#[test]
fn a_programme_comes_out_as_a_calendar() {
    let programme = include_str!("../formats/samples/contract.json");
    let read: Agenda = serde_json::from_str::<Programme>(programme).unwrap().try_into().unwrap();
    let file = answer("calendar", &[programme, "Mine", "https://app.example", "1577440800"], &Winter).unwrap();
    assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), read.talks.len());
    assert!(file.contains("X-WR-CALNAME:Mine\r\n") && file.contains("DTSTAMP:20191227T100000Z\r\n"));
    assert!(file.contains(&format!("URL:https://app.example/talks/{}\r\n", read.talks[0].id)));
    assert_eq!(answer("calendar", &["{}", "", "", "0"], &Winter), None);
}

#[test]
fn what_is_not_known_has_no_answer() {
    assert_eq!(answer("translat", &["", "", ""], &Winter), None);
    assert_eq!(answer("translate", &["{}"], &Winter), None);
}
