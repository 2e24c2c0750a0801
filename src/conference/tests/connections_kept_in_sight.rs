//! A connection stays in its owner's sight and hand: both hear of it by mail, and what is hidden is hidden from it. Not: how one comes to be (`connections`).

use crate::conference::fixture::{NOW, Small, conference, listed, viewer};
use crate::conference::{ConnectedBy, Happened, Notice, Viewer};
use crate::domain::connection::{GiftTerm, Offer};
use crate::domain::fields::Fields;
use crate::domain::id::ConnectionId;
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::AudienceUpdate;

/// Later than any proof is fresh.
const LATER: i64 = NOW + 400;

/// Two who show their phone to connections.
fn two() -> (Small, [Viewer; 2]) {
    let people = [("ada", "Ada"), ("bela", "Bela")];
    let mut conference = conference(people.map(|(id, name)| listed(id, name, &[(Field::Phone, "+44 1", Audience::Connections)])));
    let viewers = ["ada", "bela"].map(|id| viewer(&mut conference, id, NOW));
    (conference, viewers)
}

fn phone() -> Offer {
    Offer { fields: Fields::of([Field::Phone]), term: GiftTerm::Open }
}

/// Bela asks Ada, who says yes: with proofs that are old, because nothing is widened.
fn connected(conference: &mut Small, [ada, bela]: &[Viewer; 2]) -> (ConnectionId, Vec<Notice>) {
    let code = conference.show_code(ada, LATER).unwrap().0;
    let id = conference.ask(bela, code.expose(), LATER).unwrap();
    assert_eq!(conference.give(bela, &id, phone(), LATER), Ok(vec![]), "a question is no connection");
    let notices = conference.give(ada, &id, phone(), LATER).unwrap();
    (id, notices)
}

#[test]
fn both_are_told_of_a_new_connection_that_widens_nothing_t24() {
    let (mut conference, both) = two();
    let (id, notices) = connected(&mut conference, &both);
    let mut told: Vec<_> = notices.iter().map(|notice| (notice.to.as_str(), &notice.what)).collect();
    told.sort_by_key(|(to, _)| *to);
    let by = Happened::Connected;
    assert_eq!(told, [("ada@example.org", &by(ConnectedBy::Reader)), ("bela@example.org", &by(ConnectedBy::Another))]);
    assert_eq!(conference.give(&both[0], &id, phone(), LATER), Ok(vec![]), "once");
}

#[test]
fn a_field_that_is_hidden_is_hidden_from_whoever_it_was_given_to_t12() {
    let (mut conference, both) = two();
    connected(&mut conference, &both);
    let [ada, bela] = &both;
    let sees = |conference: &mut Small| conference.delegate(bela, &ada.id, LATER).unwrap().shared(Field::Phone).map(str::to_owned);
    assert!(sees(&mut conference).is_some());
    let every = |audience| AudienceUpdate { audiences: vec![(Field::Phone, audience), (Field::JobTitle, audience)], listed: None };
    conference.set_audiences(ada, &every(Audience::OnlyMe), LATER).unwrap();
    assert_eq!(sees(&mut conference), None);
    assert_eq!(conference.delegate(bela, &ada.id, LATER).unwrap().name.as_str(), "Ada", "the connection stays");
    // What is given knowingly although it is hidden stays given, whatever else is hidden.
    let ada = &viewer(&mut conference, "ada", LATER);
    let id = conference.contacts(ada, LATER).unwrap().contacts[0].id.clone();
    conference.give(ada, &id, phone(), LATER).unwrap();
    let other = AudienceUpdate { audiences: vec![(Field::Name, Audience::Connections)], listed: None };
    conference.set_audiences(ada, &other, LATER).unwrap();
    assert!(sees(&mut conference).is_some());
}
