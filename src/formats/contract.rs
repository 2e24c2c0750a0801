//! The contract's own `/agenda`, with the care that foreign files get about zones and leaks. Not: its shape, which is `wire::agenda`.

use super::clock::{Claim, Clock};
use super::ids::{self, Unique};
use super::json::Json;
use super::leaks::Leaks;
use super::{Format, Source, Unreadable};
use crate::domain::agenda::Agenda;
use crate::wire::agenda::Programme;
use std::collections::BTreeSet;

pub(super) fn read(text: &str, json: &Json<'_>, source: &Source<'_>) -> Result<Agenda, Unreadable> {
    let malformed = |member: String| Unreadable::Malformed { format: Format::Contract, member };
    let programme: Programme = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| malformed(place_of(&error)))?;
    let mut agenda = Agenda::try_from(programme).map_err(|fault| malformed(fault.0.into()))?;
    let mut ids = BTreeSet::new();
    if !agenda.talks.iter().all(|talk| ids.insert(&talk.id)) {
        return Err(malformed("talks.id".into()));
    }
    let claims: Vec<Claim> = json.elements("talks").iter().filter_map(|talk| Claim::of(talk.text_at("start")?)).collect();
    let clock = Clock::new(source.zones, agenda.zone.take(), source.configured_zone, &claims, &mut agenda.notices);
    agenda.zone = clock.zone().cloned();
    for talk in &mut agenda.talks {
        (talk.start, talk.end) = (clock.on_venue_clock(talk.start), clock.on_venue_clock(talk.end));
    }
    drop_leaks(&mut agenda, json.elements("speakers"));
    Ok(agenda)
}

fn drop_leaks(agenda: &mut Agenda, people: &[Json<'_>]) {
    let mut leaks = Leaks::default();
    people.iter().for_each(|person| leaks.look_at(person));
    agenda.notices.extend(leaks.notices());
    let kept: Vec<String> = agenda.speakers.iter().map(|speaker| speaker.id.to_string()).collect();
    let mut unique = Unique::reserving(kept.iter().map(String::as_str));
    for speaker in &mut agenda.speakers {
        let suspect = ids::may_be_a_digest(speaker.id.as_str());
        let wanted = if suspect { ids::slug(&speaker.name, "speaker") } else { speaker.id.to_string() };
        if let Ok(id) = unique.claim(&wanted) {
            speaker.id = id;
        }
    }
}

/// The member that is missing, or the line and column of one of the wrong kind.
fn place_of(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let missing = words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    missing.map_or_else(|| format!("{}:{}", error.line(), error.column()), str::to_owned)
}
