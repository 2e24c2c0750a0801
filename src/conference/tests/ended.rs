//! Nothing is done for a session that ended between the look at its cookie and the rule: while a body is on its way, somebody may be erased, and nothing
//! of them may be written anew. Not: how a session ends (`session`).

use super::super::bulletins::{Mailing, Telling};
use super::super::fixture::{NOW, Small, account, conference, granted, viewer};
use super::super::identity::Subject;
use super::super::rights::COUNTED;
use super::super::secret::counting_key;
use super::super::store::Store as _;
use super::super::{Refusal, Viewer};
use super::passkeys::Paper;
use crate::domain::bulletin::{BulletinKind, ReadMark, Words};
use crate::domain::connection::{GiftTerm, Offer, ReportReason};
use crate::domain::delegate::DirectoryQuery;
use crate::domain::fields::Fields;
use crate::domain::over_share::{OverShare, Place};
use crate::domain::privacy::{Field, Relation};
use crate::domain::profile::{AudienceUpdate, ProfileUpdate};
use crate::domain::rights::Form;
use crate::domain::text::{Email, Text};
use std::convert::Infallible;
use std::path::Path;
use std::str::FromStr;

/// A rule, asked by somebody; whether it refused because their session is over.
type Asked = (&'static str, fn(&mut Small, &Viewer) -> bool);

fn over<T>(ruling: Result<T, Refusal<Infallible>>) -> bool {
    matches!(ruling, Err(Refusal::SessionRequired))
}

fn some<T: FromStr<Err: std::fmt::Debug>>() -> T {
    "some".parse().unwrap()
}

fn offer() -> Offer {
    Offer { fields: Fields::of([Field::Name]), term: GiftTerm::Hour }
}

fn text() -> Text {
    Text::parse("Some", 20, false).unwrap().unwrap()
}

/// Every rule that somebody signed in asks; the test below finds those that are missing.
const RULES: &[Asked] = &[
    ("profile", |c, v| over(c.profile(v))),
    ("update", |c, v| over(c.update(v, 1, &ProfileUpdate::parse([(Field::Biography, Some("x"))]).unwrap(), NOW))),
    ("set_audiences", |c, v| over(c.set_audiences(v, &AudienceUpdate::hide_everything(), NOW))),
    ("preview", |c, v| over(c.preview(v, Relation::Delegate))),
    ("reach", |c, v| over(c.reach(v, NOW))),
    ("start_address", |c, v| over(c.start_address(v, &Email::parse("new@example.org").unwrap(), NOW))),
    ("finish_address", |c, v| over(c.finish_address(v, &some(), "WRONGONE", NOW))),
    ("start_step_up", |c, v| over(c.start_step_up(v, NOW))),
    ("finish_step_up", |c, v| over(c.finish_step_up(v, some(), "WRONGONE", NOW))),
    ("changes", |c, v| over(c.changes(v, NOW))),
    ("undo", |c, v| over(c.undo(v, &some(), NOW))),
    ("favourites", |c, v| over(c.favourites(v))),
    ("set_favourite", |c, v| over(c.set_favourite(v, &some(), true))),
    ("consents", |c, v| over(c.consents(v))),
    ("agree", |c, v| over(c.agree(v, "1", NOW))),
    ("withdraw", |c, v| over(c.withdraw(v, NOW))),
    ("begin_export", |c, v| over(c.begin_export(v, Form::Json, "Event", NOW))),
    ("erase", |c, v| over(c.erase(v, "ada@example.org", NOW))),
    ("complain", |c, v| over(c.complain(v, "words", NOW))),
    ("complain_once", |c, v| over(c.complain_once(v, "words", "a key", NOW))),
    ("start_passkey_step_up", |c, v| over(c.start_passkey_step_up(&Paper::default(), v, NOW))),
    ("finish_passkey_step_up", |c, v| over(c.finish_passkey_step_up(&Paper::default(), v, &some(), "", NOW))),
    ("demand_linking", |c, v| over(c.demand_linking(v, NOW))),
    ("link", |c, v| over(c.link(v, Subject { issuer: "i".into(), subject: "s".into() }, NOW))),
    ("identities", |c, v| over(c.identities(v))),
    ("unlink", |c, v| over(c.unlink(v, &some(), NOW))),
    ("record", |c, v| over(c.record(v, &Default::default(), NOW))),
    ("record_csv", |c, v| over(c.record_csv(v, NOW))),
    ("report", |c, v| over(c.report(v, &some(), ReportReason::Content, None, NOW))),
    ("show_code", |c, v| over(c.show_code(v, NOW))),
    ("ask", |c, v| over(c.ask(v, "WRONGONE", NOW))),
    ("block", |c, v| over(c.block(v, &"bo".parse().unwrap(), NOW))),
    ("unblock", |c, v| over(c.unblock(v, &some(), NOW))),
    ("blocks", |c, v| over(c.blocks(v, NOW))),
    ("contacts", |c, v| over(c.contacts(v, NOW))),
    ("give", |c, v| over(c.give(v, &some(), offer(), NOW))),
    ("take_back", |c, v| over(c.take_back(v, &some(), NOW))),
    ("end_connection", |c, v| over(c.end_connection(v, &some(), NOW))),
    ("sessions", |c, v| over(c.sessions(v, NOW))),
    ("term", |c, v| over(c.term(v, NOW))),
    ("end_one", |c, v| over(c.end_one(v, &some()))),
    ("end_others", |c, v| over(c.end_others(v))),
    ("disown", |c, v| over(c.disown(v, &some(), NOW))),
    ("card", |c, v| over(c.card(v, &some(), NOW))),
    ("photo", |c, v| over(c.photo(v, &v.id, &some(), NOW))),
    ("set_photo", |c, v| over(c.set_photo(v, None, NOW))),
    ("subscription", |c, v| over(c.subscription(v))),
    ("subscribe", |c, v| over(c.subscribe(v, NOW))),
    ("unsubscribe", |c, v| over(c.unsubscribe(v))),
    ("directory", |c, v| over(c.directory(v, &DirectoryQuery::default(), 10, NOW))),
    ("delegate", |c, v| over(c.delegate(v, &some(), NOW))),
    ("own_incidents", |c, v| over(c.own_incidents(v))),
    ("read_marks", |c, v| over(c.read_marks(v))),
    ("mark_read", |c, v| {
        let id = c.bulletins().unwrap().remove(0).id;
        over(c.mark_read(v, &ReadMark { id, revision: 1 }, NOW))
    }),
    ("report_over_share", |c, v| over(c.report_over_share(v, &OverShare::new(Place::Directory), NOW))),
    ("passkeys", |c, v| over(c.passkeys(v))),
    ("start_passkey", |c, v| over(c.start_passkey(&Paper::default(), v, NOW))),
    ("finish_passkey", |c, v| over(c.finish_passkey(&Paper::default(), v, &some(), "", text(), NOW))),
    ("rename_passkey", |c, v| over(c.rename_passkey(v, &some(), text()))),
    ("remove_passkey", |c, v| over(c.remove_passkey(v, &some(), NOW))),
];

/// No questions of anybody's own: what other rules note or ask for, and what only a flaw does.
const NO_RULES: [&str; 5] = ["note_access", "note_fields", "note_seen", "demand_fresh", "renamed"];

#[test]
fn whoever_was_erased_a_moment_ago_is_refused_by_every_rule_and_leaves_no_row_t50() {
    let mut conference = conference([account("ada"), account("bo")]);
    let words = Words::parse("Something", "happened").unwrap();
    conference.tell(Telling::New { kind: BulletinKind::Incident, words, incident: None }, &Mailing::Nobody, NOW).unwrap();
    let late = granted(&mut conference, "ada", NOW).viewer;
    let ada = viewer(&mut conference, "ada", NOW);
    conference.erase(&ada, "ada@example.org", NOW).unwrap();
    for (name, ask) in RULES {
        assert!(ask(&mut conference, &late), "{name} was done for nobody");
    }
    for kind in COUNTED {
        let key = counting_key(kind, "ada");
        assert_eq!(conference.store.count_event(&key, NOW, 0).unwrap(), 1, "'{kind}' was counted for nobody");
    }
    assert!(conference.store.favourites(&late.id).unwrap().is_empty());
}

#[test]
fn every_rule_that_a_viewer_asks_is_among_them() {
    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
            if path.is_dir() && name != "tests" {
                sources(&path, found);
            } else if name.ends_with(".rs") {
                found.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/conference"), &mut code);
    let asked =
        code.split("\n    pub fn ").skip(1).filter(|rule| rule.split('{').next().is_some_and(|head| head.contains("viewer: &Viewer")));
    let mut names: Vec<&str> = asked.filter_map(|rule| rule.split(['(', '<']).next()).filter(|name| !NO_RULES.contains(name)).collect();
    let mut known: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known);
}
