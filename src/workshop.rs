//! What is heavy and rare, as functions from texts to a text. A release builds it as a program of its own (`src/bin/workshop.rs`) that
//! `public/boot.js` loads when it is first wanted; the demo and the tests call it directly. Not: the app's door to it, which is `api::workshop`.

mod qr;
mod seen;

use crate::calendar::{Calendar, Event};
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::time::{ZoneName, Zones};
use crate::wire::agenda::Programme;
use crate::wire::translation::Translation;
use crate::{formats, text};
use serde::Serialize;

/// Calls the function of this name. `None`: there is no such function, or it takes another number of texts.
pub fn answer(function: &str, texts: &[&str], zones: &dyn Zones) -> Option<String> {
    match (function, texts) {
        ("translate", [file, zone, languages]) => json(&translate(file, zone.parse().ok().as_ref(), languages, zones)),
        ("calendar", [programme, name, site, stamp]) => calendar(programme, name, site, stamp.parse().ok()?, zones),
        ("qr", [text]) => qr::qr(text),
        ("read_qr", [width, luma]) => seen::read_qr(width.parse().ok()?, luma),
        ("prose", [text]) => Some(crate::wire::prose::to_json(&crate::prose::read(text))),
        _ => None,
    }
}

/// Reads a programme in whatever format it is. `zone`: the venue's, for files that do not name it; `languages`: BCP 47 tags that the reader
/// prefers, best first, with commas between.
fn translate(file: &str, zone: Option<&ZoneName>, languages: &str, zones: &dyn Zones) -> Translation {
    let languages: Vec<&str> = languages.split(',').filter(|tag| !tag.is_empty()).collect();
    match formats::read_preferring(file, zone, zones, &languages) {
        Ok(agenda) => Translation {
            programme: Some(Programme::from(&agenda)),
            remarks: agenda.notices.iter().map(|notice| text::remark(notice).into()).collect(),
            refusal: String::new(),
        },
        Err(fault) => Translation { refusal: text::unreadable(&fault), ..Translation::default() },
    }
}

/// The calendar file of a programme of the contract's, which holds no more than the talks that are wanted. `site`: where the app is, without a
/// slash at the end, or nothing; `stamp`: now, in Unix seconds.
fn calendar(programme: &str, name: &str, site: &str, stamp: i64, zones: &dyn Zones) -> Option<String> {
    let agenda = Agenda::try_from(serde_json::from_str::<Programme>(programme).ok()?).ok()?;
    let text = |talk: &Talk| agenda.texts.here().and_then(|texts| texts.talks.get(&talk.id));
    let calendar = Calendar {
        name: name.to_owned(),
        conference: agenda.name.clone(),
        zone: agenda.zone.clone(),
        site: Some(site.to_owned()).filter(|site| !site.is_empty()),
        refresh: None,
        events: agenda.talks.iter().map(|talk| Event::of(&agenda, talk, text(talk), stamp)).collect(),
    };
    Some(calendar.write(zones))
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

#[cfg(test)]
mod tests;
