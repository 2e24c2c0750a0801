//! `incident`: writes down an incident with its extent, so that everybody is told whether they were affected. Not: a notice to all (`announce`).

use super::extent::{summary, unknown};
use super::span::{is_known, scope};
use super::{Errand, Kind, NotDone, rules};
use crate::desk::now;
use crate::settings::Settings;
use plenary::domain::text::Text;

pub(super) const KIND: Kind = Kind { name: "incident", flags: &["from", "to", "viewer", "session", "text"], run };

/// Most characters of what is told.
const LONGEST: usize = 2000;
const TEXT: &str = "what happened, in a few plain sentences (at most 2,000 characters)";

fn run(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let scope = scope(errand)?;
    let text = Text::parse(errand.need("text", TEXT)?, LONGEST, true).ok().flatten().ok_or(NotDone::Flag("text", TEXT))?;
    let mut rules = rules(settings)?;
    is_known(rules.store(), &scope)?;
    let (incident, extent) = rules.record_incident(&scope, text, now())?;
    let unknown = unknown(&scope, settings, rules.store())?;
    Ok(format!("Incident {incident} is recorded. Everybody sees now whether they were affected.\n{}{unknown}", summary(&extent)))
}
