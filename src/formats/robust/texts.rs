//! Damaged files that are no JSON: XML and calendars, cut, with lines lost, doubled and exchanged, and with strange words in every place.

use super::super::traps::{FRAB_XML, ICALENDAR};
use super::super::{Format, Unreadable, read};
use super::{Platform, berlin, hold, starts};

/// Reads the damaged text and checks what must hold. `item`: what begins each item of this format.
fn check(text: &str, item: &str, given: &[i64], damage: &str) {
    let Ok(agenda) = read(text, berlin().as_ref(), &Platform) else { return };
    hold(&agenda, text.matches(item).count(), damage);
    assert!(starts(&agenda).iter().all(|start| given.contains(start)), "{damage}: a time that the file does not give\n{text}");
}

fn cut_anywhere(whole: &str, format: Format) {
    let whole = whole.trim_end();
    for (cut, _) in whole.char_indices().skip(40).step_by(3) {
        let outcome = read(&whole[..cut], None, &Platform);
        let told = matches!(&outcome, Err(Unreadable::Damaged { format: told, line, .. }) if *told == format && *line > 0);
        // Before the root element there is nothing to know a programme by.
        assert!(told || (format == Format::FrabXml && outcome == Err(Unreadable::Html)), "{cut}: {outcome:?}");
    }
}

/// Each line lost, doubled, or exchanged with the next.
fn shuffled(whole: &str, item: &str, from: usize) {
    let given = starts(&read(whole, berlin().as_ref(), &Platform).unwrap());
    let lines: Vec<&str> = whole.lines().collect();
    for at in from..lines.len() - 1 {
        let mut lost = lines.clone();
        lost.remove(at);
        check(&lost.join("\n"), item, &given, &format!("line {} lost", at + 1));
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        check(&doubled.join("\n"), item, &given, &format!("line {} doubled", at + 1));
        let mut exchanged = lines.clone();
        exchanged.swap(at, at + 1);
        check(&exchanged.join("\n"), item, &given, &format!("line {} exchanged", at + 1));
    }
}

const STRANGE: [&str; 9] = ["", "0", "-1", "99999999", "99999999999999999999", "P99999D", "\u{202e}ä", "\\", "&#65;"];

#[test]
fn a_file_cut_anywhere_says_where() {
    cut_anywhere(FRAB_XML, Format::FrabXml);
    cut_anywhere(ICALENDAR, Format::ICalendar);
}

#[test]
fn xml_with_lines_and_words_in_disorder_is_accounted_for() {
    shuffled(FRAB_XML, "<event", 0);
    let given = starts(&read(FRAB_XML, berlin().as_ref(), &Platform).unwrap());
    for (start, _) in FRAB_XML.match_indices(['>', '"']) {
        let Some(length) = FRAB_XML[start + 1..].find(['<', '"', '>']) else { continue };
        for word in STRANGE {
            let damaged = format!("{}{word}{}", &FRAB_XML[..=start], &FRAB_XML[start + 1 + length..]);
            check(&damaged, "<event", &given, &format!("{word:?} at {start}"));
        }
    }
}

#[test]
fn a_calendar_with_lines_and_words_in_disorder_is_accounted_for() {
    // The rules of a zone in disorder are other rules.
    let zone = ICALENDAR.lines().position(|line| line == "END:VTIMEZONE").unwrap() + 1;
    shuffled(ICALENDAR, "BEGIN:VEVENT", zone);
    let given = starts(&read(ICALENDAR, berlin().as_ref(), &Platform).unwrap());
    let lines: Vec<&str> = ICALENDAR.lines().collect();
    for (at, line) in lines.iter().enumerate().skip(zone) {
        let Some((name, _)) = line.split_once(':') else { continue };
        for word in STRANGE {
            let mut damaged = lines.clone();
            let replaced = format!("{name}:{word}");
            damaged[at] = &replaced;
            check(&damaged.join("\r\n"), "BEGIN:VEVENT", &given, &format!("line {}: {replaced:?}", at + 1));
        }
    }
}

#[test]
fn rules_of_a_zone_in_disorder_end_reading_or_are_other_rules() {
    let lines: Vec<&str> = ICALENDAR.lines().collect();
    let zone = lines.iter().position(|line| *line == "END:VTIMEZONE").unwrap();
    for at in 0..zone {
        for word in
            STRANGE.into_iter().chain(["FREQ=YEARLY;BYDAY=4SU;BYMONTH=12", "-9999", "+235959", "00010101T000000", "99991231T235959Z"])
        {
            let mut damaged = lines.clone();
            let replaced = format!("{}:{word}", lines[at].split(':').next().unwrap());
            damaged[at] = &replaced;
            let text = damaged.join("\r\n");
            let Ok(agenda) = read(&text, berlin().as_ref(), &Platform) else { continue };
            hold(&agenda, text.matches("BEGIN:VEVENT").count(), &replaced);
        }
    }
}
