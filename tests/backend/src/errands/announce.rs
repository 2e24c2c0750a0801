//! `announce`: tells everybody something, changes it, takes it back, or lists what was told. A running server has it in its feed within a second and sends
//! the mails. Not: the sending (`mail::rounds`), nor an incident's extent (`incident`).

use super::{Errand, Kind, NotDone, rules};
use crate::desk::now;
use crate::settings::Settings;
use crate::store::Sqlite;
use jiff::Timestamp;
use plenary::conference::bulletins::{Bulletins, Mailing, Telling};
use plenary::conference::incidents::Incidents;
use plenary::domain::bulletin::{Bulletin, BulletinKind, Words, WordsFault};
use plenary::domain::id::{BulletinId, IncidentId};
use std::fmt::Write;

pub(super) const KIND: Kind =
    Kind { name: "announce", flags: &["kind", "title", "text", "text-file", "incident", "mail", "update", "withdraw"], run };

const TITLE: &str = "one line of at most 120 characters";
const TEXT: &str = "what happened and what to do, at most 2,000 characters, without invisible ones";
const MAIL: &str = "'all', 'affected' (of the incident that is named) or 'nobody'";
const NAME: &str = "the name of a notice, as 'announce' without any flag lists them";

fn run(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let mut rules = rules(settings)?;
    let update: Option<BulletinId> = errand.parsed("update", NAME)?;
    let withdraw: Option<BulletinId> = errand.parsed("withdraw", NAME)?;
    let is_question =
        ["kind", "title", "text", "text-file", "incident", "mail", "update", "withdraw"].iter().all(|flag| errand.get(flag).is_none());
    if is_question {
        return listed(rules.store(), &rules.bulletins()?);
    }
    let before = match update.as_ref().or(withdraw.as_ref()) {
        Some(id) => Some(rules.store().bulletin(id)?.ok_or(NotDone::Flag(if update.is_some() { "update" } else { "withdraw" }, NAME))?),
        None => None,
    };
    let words = words(errand, before.as_ref())?;
    let telling = match (update, withdraw) {
        (Some(_), Some(_)) => return Err(NotDone::Refused("--update and --withdraw do not go together")),
        (Some(id), None) => Telling::Update(id, words),
        (None, Some(id)) => Telling::Withdrawal(id, words),
        (None, None) => {
            let kind = errand.need("kind", "'incident' or 'announcement'")?;
            let kind = BulletinKind::from_key(kind).ok_or(NotDone::Flag("kind", "'incident' or 'announcement'"))?;
            Telling::New { kind, words, incident: incident(rules.store(), errand)? }
        }
    };
    if before.is_some() && (errand.get("kind").is_some() || errand.get("incident").is_some()) {
        return Err(NotDone::Refused("--kind and --incident stay as they are: only the words of a notice can be changed"));
    }
    let of = match (&telling, &before) {
        (Telling::New { incident, .. }, _) => incident.clone(),
        (Telling::Update(..) | Telling::Withdrawal(..), Some(before)) => before.incident.clone(),
        (Telling::Update(..) | Telling::Withdrawal(..), None) => None,
    };
    let mailing = mailing(rules.store(), errand, of.as_ref())?;
    let told = rules.tell(telling, &mailing, now())?;
    let waiting = rules.store().mails_left(&told.id)?.all;
    let mut said = format!("Notice {} is told (revision {}). Open pages show it within a minute.", told.id, told.revision);
    if waiting > 0 {
        let _ = write!(said, "\n{waiting} mails wait; a running server sends them, and goes on with them after it was stopped.");
    }
    Ok(said)
}

fn words(errand: &Errand, before: Option<&Bulletin>) -> Result<Words, NotDone> {
    let title = match (errand.get("title"), before) {
        (Some(title), _) => title,
        (None, Some(before)) => &before.title,
        (None, None) => return Err(NotDone::Flag("title", TITLE)),
    };
    let text = match (errand.get("text"), errand.get("text-file")) {
        (Some(_), Some(_)) => return Err(NotDone::Refused("--text and --text-file do not go together")),
        (Some(text), None) => text.to_owned(),
        (None, Some(path)) => std::fs::read_to_string(path).map_err(|_| NotDone::Flag("text-file", "a file that can be read, in UTF-8"))?,
        (None, None) => return Err(NotDone::Flag("text", TEXT)),
    };
    Words::parse(title, &text).map_err(|fault| match fault {
        WordsFault::NoTitle | WordsFault::Title(_) => NotDone::Flag("title", TITLE),
        WordsFault::NoText | WordsFault::Text(_) => NotDone::Flag("text", TEXT),
    })
}

/// The incident that is named; one that nobody recorded must not be told of.
fn incident(store: &Sqlite, errand: &Errand) -> Result<Option<IncidentId>, NotDone> {
    const EXPECTED: &str = "the name of a recorded incident, as 'incident' printed it";
    let Some(id) = errand.parsed::<IncidentId>("incident", EXPECTED)? else { return Ok(None) };
    match store.incident_touched(&id)? {
        Some(_) => Ok(Some(id)),
        None => Err(NotDone::Flag("incident", EXPECTED)),
    }
}

/// Whether and to whom it is mailed has to be said: neither silence nor a mail to everybody may be an oversight.
fn mailing(store: &Sqlite, errand: &Errand, incident: Option<&IncidentId>) -> Result<Mailing, NotDone> {
    match errand.need("mail", MAIL)? {
        "nobody" => Ok(Mailing::Nobody),
        "all" => Ok(Mailing::Everybody),
        "affected" => {
            let touched = incident.map(|incident| store.incident_touched(incident)).transpose()?.flatten();
            Ok(Mailing::These(touched.ok_or(NotDone::Refused("--mail affected needs an incident: name it with --incident"))?))
        }
        _ => Err(NotDone::Flag("mail", MAIL)),
    }
}

fn listed(store: &Sqlite, bulletins: &[Bulletin]) -> Result<String, NotDone> {
    let mut said = String::new();
    for told in bulletins {
        let changed = Timestamp::from_second(told.changed.unix()).map(|at| at.to_string()).unwrap_or_default();
        let (readers, left) = (store.readers(told)?, store.mails_left(&told.id)?);
        let Bulletin { id, revision, title, .. } = told;
        let (kind, standing) = (told.kind.key(), told.standing.key());
        let _ =
            writeln!(said, "{id}  {changed}  {kind}, {standing}, revision {revision}, read by {readers}, {} mails wait  {title}", left.all);
    }
    if said.is_empty() { Ok("Nothing was told yet.".into()) } else { Ok(said.trim_end().into()) }
}
