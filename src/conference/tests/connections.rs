//! Exchanging contact details: codes, questions, answers, gifts and their ends. Not: blocks and reports (`blocks`).

use crate::conference::fixture::{NOW, Small, conference, listed, named, viewer};
use crate::conference::{Happened, Refusal, Viewer};
use crate::domain::connection::{Contacts, GiftTerm, Offer};
use crate::domain::delegate::DirectoryQuery;
use crate::domain::fields::Fields;
use crate::domain::id::ConnectionId;
use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::profile::AudienceUpdate;

const HOUR: i64 = 3600;
const OLD: i64 = 301;

fn refused<E>() -> Refusal<E> {
    Refusal::Invalid(vec![FieldProblem { input: Input::ShownCode, fault: Fault::ProofRefused }])
}

fn offer(fields: &[Field], term: GiftTerm) -> Offer {
    Offer { fields: Fields::of(fields.iter().copied()), term }
}

/// Ada, who is not listed and shares nothing but her job title with connections; Bela, who is listed; and Cleo.
fn three() -> (Small, [Viewer; 3]) {
    let ada = named("ada", "Ada", &[(Field::Phone, "+44 1", Audience::OnlyMe), (Field::JobTitle, "Analyst", Audience::Connections)]);
    let bela = listed("bela", "Bela", &[(Field::Phone, "+36 2", Audience::OnlyMe), (Field::Organisation, "Acme", Audience::Delegates)]);
    let mut conference = conference([ada, bela, listed("cleo", "Cleo", &[])]);
    let viewers = ["ada", "bela", "cleo"].map(|id| viewer(&mut conference, id, NOW));
    (conference, viewers)
}

fn code(conference: &mut Small, viewer: &Viewer, now: i64) -> String {
    conference.show_code(viewer, now).unwrap().0.expose().to_owned()
}

/// `asker` takes the code of `asked`; nothing is offered yet.
fn taken(conference: &mut Small, asker: &Viewer, asked: &Viewer, now: i64) -> ConnectionId {
    let code = code(conference, asked, now);
    conference.ask(asker, &code, now).unwrap()
}

fn connected(conference: &mut Small, asker: (&Viewer, Offer), asked: (&Viewer, Offer), now: i64) -> ConnectionId {
    let id = taken(conference, asker.0, asked.0, now);
    conference.give(asker.0, &id, asker.1, now).unwrap();
    conference.give(asked.0, &id, asked.1, now).unwrap();
    id
}

fn seen(contacts: &Contacts, field: Field) -> Option<&str> {
    contacts.contacts.first()?.delegate.as_ref()?.shared(field)
}

#[test]
fn both_get_exactly_what_the_other_gave_and_only_after_the_yes() {
    let (mut conference, [ada, bela, cleo]) = three();
    let id = taken(&mut conference, &bela, &ada, NOW);
    assert_eq!(conference.contacts(&ada, NOW).unwrap(), Contacts::default(), "nothing was offered yet, so nobody is asked");
    let asked = conference.contacts(&bela, NOW).unwrap().asked;
    assert_eq!((asked.len(), asked[0].offer), (1, None));

    conference.give(&bela, &id, offer(&[Field::Phone], GiftTerm::Open), NOW).unwrap();
    let requests = conference.contacts(&ada, NOW).unwrap().requests;
    assert_eq!((requests.len(), requests[0].from.name.as_str()), (1, "Bela"));
    assert_eq!(requests[0].from.shared(Field::Phone), None, "an offer is no gift");
    assert_eq!(requests[0].offer, offer(&[Field::Name, Field::Phone], GiftTerm::Open));
    let waiting = conference.contacts(&bela, NOW).unwrap();
    assert!(
        waiting.contacts.is_empty() && conference.delegate(&bela, &ada.id, NOW).is_err(),
        "a question tells nothing about whom it went to"
    );

    conference.give(&ada, &id, offer(&[Field::Email], GiftTerm::Hour), NOW).unwrap();
    let (hers, his) = (conference.contacts(&ada, NOW).unwrap(), conference.contacts(&bela, NOW).unwrap());
    assert_eq!(seen(&hers, Field::Phone), Some("+36 2"));
    assert_eq!((seen(&his, Field::Name), seen(&his, Field::Email)), (Some("Ada"), Some("ada@example.org")));
    assert_eq!(seen(&his, Field::JobTitle), Some("Analyst"), "what connections see");
    assert_eq!(seen(&his, Field::Phone), None);
    assert_eq!((hers.contacts[0].until, his.contacts[0].until), (None, Some(NOW + HOUR)));
    // Nobody else sees anything of it, and she is in no list.
    assert_eq!(conference.delegate(&cleo, &ada.id, NOW), Err(Refusal::NotFound));
    let query = DirectoryQuery { text: "Ada".into(), ..DirectoryQuery::default() };
    assert!(conference.directory(&bela, &query, 50, NOW).unwrap().delegates.is_empty(), "in no list, not even his");
    assert_eq!(conference.delegate(&bela, &ada.id, NOW).unwrap().shared(Field::Email), Some("ada@example.org"));
}

#[test]
fn a_gift_ends_by_itself_by_taking_back_and_by_the_end_of_the_connection() {
    let (mut conference, [ada, bela, _]) = three();
    let hour = offer(&[Field::Phone], GiftTerm::Hour);
    let id = connected(&mut conference, (&bela, offer(&[], GiftTerm::Open)), (&ada, hour), NOW);
    let sees = |conference: &mut Small, now| {
        conference.delegate(&bela, &ada.id, now).ok().and_then(|ada| ada.shared(Field::Phone).map(str::to_owned))
    };
    assert_eq!(sees(&mut conference, NOW + HOUR - 1).as_deref(), Some("+44 1"));
    assert_eq!(sees(&mut conference, NOW + HOUR), None, "to the second");
    let his = conference.contacts(&bela, NOW + HOUR).unwrap();
    assert_eq!(
        (his.contacts.len(), his.contacts[0].delegate.is_none(), his.contacts[0].given.is_some()),
        (1, true, true),
        "he still gives"
    );

    conference.give(&ada, &id, offer(&[Field::Phone], GiftTerm::Open), NOW).unwrap();
    assert!(sees(&mut conference, NOW + 1000 * HOUR).is_some());
    conference.take_back(&ada, &id, NOW).unwrap();
    assert_eq!(sees(&mut conference, NOW), None);
    assert_eq!(conference.contacts(&ada, NOW).unwrap().contacts[0].delegate.as_ref().unwrap().name.as_str(), "Bela", "what he gives stays");
    conference.end_connection(&bela, &id, NOW).unwrap();
    assert_eq!(conference.contacts(&ada, NOW).unwrap(), Contacts::default());
    assert_eq!(conference.give(&ada, &id, hour, NOW), Err(Refusal::NotFound));
}

#[test]
fn a_code_is_used_once_within_two_minutes_and_by_somebody_else_t02() {
    let (mut conference, [ada, bela, cleo]) = three();
    let shown = code(&mut conference, &ada, NOW);
    let typed = format!(" {}-{} ", shown[..4].to_lowercase(), &shown[4..]);
    assert!(conference.ask(&bela, &typed, NOW + 119).is_ok(), "as people type");
    assert_eq!(conference.ask(&cleo, &shown, NOW + 119), Err(refused()), "used up");
    let late = code(&mut conference, &ada, NOW);
    assert_eq!(conference.ask(&cleo, &late, NOW + 120), Err(refused()), "too late");
    let own = code(&mut conference, &ada, NOW);
    assert_eq!(conference.ask(&ada, &own, NOW), Err(refused()), "one's own");
    assert_eq!(conference.ask(&cleo, "AAAAAAAA", NOW), Err(refused()), "never shown");
    let stored = format!("{:?}", conference.store());
    assert!(!stored.contains(&late), "a code is kept as a digest only");
    for _ in 0..27 {
        assert_eq!(conference.ask(&cleo, "AAAAAAAA", NOW), Err(refused()));
    }
    assert!(matches!(conference.ask(&cleo, "AAAAAAAA", NOW), Err(Refusal::TooMany { .. })), "guessing ends");
}

#[test]
fn a_no_is_silent() {
    let (mut conference, [ada, bela, cleo]) = three();
    let id = taken(&mut conference, &bela, &ada, NOW);
    conference.give(&bela, &id, offer(&[], GiftTerm::Open), NOW).unwrap();
    let before = conference.contacts(&bela, NOW).unwrap();
    conference.end_connection(&ada, &id, NOW).unwrap();
    assert_eq!(conference.contacts(&bela, NOW).unwrap(), before, "it looks as if nobody had answered");
    assert_eq!(conference.contacts(&ada, NOW).unwrap(), Contacts::default());
    assert_eq!(conference.give(&ada, &id, offer(&[], GiftTerm::Open), NOW), Err(Refusal::NotFound), "a no is a no");
    // He may change what he offers, and it changes nothing.
    conference.give(&bela, &id, offer(&[Field::Phone], GiftTerm::Open), NOW).unwrap();
    assert_eq!(conference.contacts(&ada, NOW).unwrap(), Contacts::default());
    for somebody in [&cleo, &ada] {
        assert_eq!(conference.take_back(somebody, &id, NOW), Err(Refusal::NotFound));
    }
    assert_eq!(conference.end_connection(&cleo, &id, NOW), Err(Refusal::NotFound), "of two others");
    assert_eq!(conference.contacts(&bela, NOW + 3 * 24 * HOUR).unwrap(), Contacts::default(), "unanswered questions lapse");
}

#[test]
fn giving_what_connections_do_not_see_is_widening_t12() {
    let (mut conference, [ada, bela, _]) = three();
    let id = taken(&mut conference, &bela, &ada, NOW);
    let late = NOW + OLD;
    assert_eq!(conference.give(&bela, &id, offer(&[Field::Phone], GiftTerm::Hour), late), Err(Refusal::StepUpRequired));
    // His name is every delegate's: no proof, no mail.
    assert_eq!(conference.give(&bela, &id, offer(&[], GiftTerm::Open), late), Ok(vec![]));
    assert_eq!(conference.give(&ada, &id, offer(&[], GiftTerm::Open), late), Err(Refusal::StepUpRequired), "her name is only hers");
    let notice = conference.give(&ada, &id, offer(&[Field::Phone, Field::JobTitle], GiftTerm::Open), NOW + 1).unwrap().pop().unwrap();
    let Happened::Given(_, fields) = notice.what else { panic!("{notice:?}") };
    let told: Vec<Field> = fields.iter().filter(|(_, given)| **given).map(|(field, _)| field).collect();
    assert_eq!(told, [Field::Name, Field::Phone], "not what connections see anyway");
    // Less, or for less long, needs nothing.
    assert_eq!(conference.give(&ada, &id, offer(&[Field::Phone], GiftTerm::Hour), late), Ok(vec![]));
    assert_eq!(conference.give(&ada, &id, offer(&[Field::Phone], GiftTerm::Open), late), Err(Refusal::StepUpRequired), "for longer");
}

#[test]
fn hide_everything_ends_every_gift_and_question_at_once() {
    let (mut conference, [ada, bela, cleo]) = three();
    connected(&mut conference, (&bela, offer(&[], GiftTerm::Open)), (&ada, offer(&[Field::Phone], GiftTerm::Open)), NOW);
    let asked = taken(&mut conference, &ada, &cleo, NOW);
    conference.give(&ada, &asked, offer(&[], GiftTerm::Open), NOW).unwrap();
    let shown = code(&mut conference, &ada, NOW);
    assert_eq!(conference.contacts(&cleo, NOW).unwrap().requests.len(), 1);
    // Not even an old session has to prove anything.
    conference.set_audiences(&ada, &AudienceUpdate::hide_everything(), NOW + OLD).unwrap();
    assert_eq!(conference.delegate(&bela, &ada.id, NOW), Err(Refusal::NotFound));
    assert_eq!(conference.contacts(&cleo, NOW).unwrap(), Contacts::default());
    assert_eq!(conference.ask(&cleo, &shown, NOW), Err(refused()));
    assert!(conference.contacts(&ada, NOW).unwrap().contacts[0].delegate.is_some(), "what others give her stays");
}

#[test]
fn this_was_not_me_ends_what_that_session_gave_t23() {
    let (mut conference, [ada, bela, cleo]) = three();
    let mine = connected(&mut conference, (&ada, offer(&[], GiftTerm::Open)), (&bela, offer(&[], GiftTerm::Open)), NOW);
    let thief = viewer(&mut conference, "ada", NOW + 10);
    let theirs =
        connected(&mut conference, (&thief, offer(&[Field::Phone], GiftTerm::Open)), (&cleo, offer(&[], GiftTerm::Open)), NOW + 11);
    let shown = code(&mut conference, &thief, NOW + 12);
    let session = conference.sessions(&ada, NOW + 12).unwrap().into_iter().find(|session| !session.current).unwrap().id;
    conference.disown(&ada, &session, NOW + 12).unwrap();
    let left: Vec<_> = conference.contacts(&ada, NOW + 12).unwrap().contacts.into_iter().map(|contact| contact.id).collect();
    assert_eq!(left, std::slice::from_ref(&mine));
    assert_eq!(conference.delegate(&cleo, &ada.id, NOW + 12), Err(Refusal::NotFound));
    assert_eq!(conference.ask(&bela, &shown, NOW + 12), Err(refused()));
    assert_eq!(conference.end_connection(&cleo, &theirs, NOW + 12), Err(Refusal::NotFound));
    // What the thief changed of hers is gone too.
    let thief = viewer(&mut conference, "ada", NOW + 20);
    conference.give(&thief, &mine, offer(&[Field::Phone], GiftTerm::Open), NOW + 21).unwrap();
    let session = conference.sessions(&ada, NOW + 22).unwrap().into_iter().find(|session| !session.current).unwrap().id;
    conference.disown(&ada, &session, NOW + 22).unwrap();
    assert_eq!(conference.delegate(&bela, &ada.id, NOW + 22), Err(Refusal::NotFound));
}

#[test]
fn a_new_yes_takes_the_place_of_what_was_between_the_two() {
    let (mut conference, [ada, bela, _]) = three();
    connected(&mut conference, (&ada, offer(&[Field::Phone], GiftTerm::Open)), (&bela, offer(&[Field::Phone], GiftTerm::Open)), NOW);
    let crossed = taken(&mut conference, &ada, &bela, NOW);
    conference.give(&ada, &crossed, offer(&[], GiftTerm::Open), NOW).unwrap();
    let second = connected(&mut conference, (&bela, offer(&[], GiftTerm::Open)), (&ada, offer(&[], GiftTerm::Hour)), NOW);
    let his = conference.contacts(&bela, NOW).unwrap();
    assert_eq!((his.contacts.len(), his.requests.len(), &his.contacts[0].id), (1, 0, &second));
    assert_eq!(seen(&his, Field::Phone), None, "the earlier gift is over");
    // A second question to the same person takes the place of the first.
    let first = taken(&mut conference, &ada, &bela, NOW);
    let again = taken(&mut conference, &ada, &bela, NOW);
    assert_eq!(conference.give(&ada, &first, offer(&[], GiftTerm::Open), NOW), Err(Refusal::NotFound));
    assert!(conference.give(&ada, &again, offer(&[], GiftTerm::Open), NOW).is_ok());
}

#[test]
fn the_preview_of_a_connection_is_what_one_gets_with_the_name_alone() {
    let (mut conference, [ada, bela, _]) = three();
    let preview = conference.preview(&ada, Relation::Connection).unwrap();
    connected(&mut conference, (&bela, offer(&[], GiftTerm::Open)), (&ada, offer(&[], GiftTerm::Open)), NOW);
    assert_eq!(preview, Some(conference.delegate(&bela, &ada.id, NOW).unwrap()));
}

#[test]
fn without_a_name_there_is_nothing_to_give() {
    let mut conference = conference([crate::conference::fixture::account("ada"), listed("bela", "Bela", &[])]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let id = taken(&mut conference, &ada, &bela, NOW);
    let empty = Refusal::Invalid(vec![FieldProblem { input: Input::Field(Field::Name), fault: Fault::Empty }]);
    assert_eq!(conference.give(&ada, &id, offer(&[], GiftTerm::Open), NOW), Err(empty));
}
