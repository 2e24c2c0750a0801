//! The private calendar address: whose it is, what it opens and how it ends. Not: what the calendar looks like.

use crate::conference::fixture::{NETWORK, NOW, Small, account, conference, viewer};
use crate::conference::seed;
use crate::conference::store::Store;
use crate::conference::{Refusal, Standing};
use crate::domain::id::TalkId;
use std::convert::Infallible;

fn with_a_programme() -> (Small, Vec<TalkId>) {
    let mut conference = conference([account("ada"), account("bela")]);
    let mut agenda = seed::agenda("2026-11-24".parse().unwrap(), 0, "Europe/London".parse().unwrap());
    conference.publish(&mut agenda, NOW).unwrap();
    (conference, agenda.talks.into_iter().map(|talk| talk.id).collect())
}

fn fetched(conference: &mut Small, secret: &str, now: i64) -> Result<Vec<String>, Refusal<Infallible>> {
    let known = conference.subscribed(secret, NETWORK, now)?;
    Ok(known.into_iter().map(|known| known.talk.id.to_string()).collect())
}

#[test]
fn an_address_opens_its_owners_stars_and_nobody_elses_t09() {
    let (mut conference, talks) = with_a_programme();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    conference.set_favourite(&ada, &talks[3], true).unwrap();
    conference.set_favourite(&bela, &talks[5], true).unwrap();
    conference.set_favourite(&ada, &"never-announced".parse().unwrap(), true).unwrap();
    let secret = conference.subscribe(&ada, NOW).unwrap();
    assert_eq!(secret.expose().len(), 64, "256 bits");
    assert_eq!(fetched(&mut conference, secret.expose(), NOW), Ok(vec![talks[3].to_string()]));
    assert!(conference.subscription(&bela).unwrap().is_none());
    let upper = secret.expose().to_uppercase();
    for guess in ["", "ada", &secret.expose()[1..], &upper] {
        assert_eq!(fetched(&mut conference, guess, NOW), Err(Refusal::NotFound), "{guess}");
    }
}

#[test]
fn it_outlives_sign_outs_and_ends_when_its_owner_says_so() {
    let (mut conference, _) = with_a_programme();
    let ada = viewer(&mut conference, "ada", NOW);
    let first = conference.subscribe(&ada, NOW).unwrap();
    let second = conference.subscribe(&ada, NOW).unwrap();
    assert_eq!(fetched(&mut conference, first.expose(), NOW), Err(Refusal::NotFound), "another took its place");
    conference.sign_out_everywhere(ada).unwrap();
    assert!(fetched(&mut conference, second.expose(), NOW).is_ok());
    let ada = viewer(&mut conference, "ada", NOW);
    conference.unsubscribe(&ada).unwrap();
    conference.unsubscribe(&ada).unwrap();
    assert_eq!(fetched(&mut conference, second.expose(), NOW), Err(Refusal::NotFound));
    assert!(conference.subscription(&ada).unwrap().is_none());
}

#[test]
fn it_ends_with_the_account_and_does_not_come_back_t50() {
    let (mut conference, _) = with_a_programme();
    let ada = viewer(&mut conference, "ada", NOW);
    let secret = conference.subscribe(&ada, NOW).unwrap();
    let mut person = conference.store().person(&ada.id).unwrap().unwrap();
    for standing in [Standing::Removed, Standing::Active] {
        let before = person.profile.version;
        (person.profile.standing, person.profile.version) = (standing, before + 1);
        assert!(conference.store_mut().put_person(&person, Some(before)).unwrap());
        assert_eq!(fetched(&mut conference, secret.expose(), NOW), Err(Refusal::NotFound), "{standing:?}");
    }
}

#[test]
fn the_owner_sees_when_it_was_made_and_last_fetched() {
    let (mut conference, _) = with_a_programme();
    let ada = viewer(&mut conference, "ada", NOW);
    let secret = conference.subscribe(&ada, NOW).unwrap();
    let seen = |conference: &Small| conference.subscription(&ada).unwrap().map(|found| (found.since, found.fetched)).unwrap();
    assert_eq!(seen(&conference), (NOW, None));
    for (at, noted) in [(5, 5), (64, 5), (65, 65)] {
        fetched(&mut conference, secret.expose(), NOW + at).unwrap();
        assert_eq!(seen(&conference), (NOW, Some(NOW + noted)));
    }
}

#[test]
fn guessing_is_slowed_down_and_does_not_slow_the_right_address() {
    let (mut conference, _) = with_a_programme();
    let ada = viewer(&mut conference, "ada", NOW);
    let secret = conference.subscribe(&ada, NOW).unwrap();
    for _ in 0..conference.limits().calendar_guesses_per_source.most {
        assert_eq!(fetched(&mut conference, "x", NOW), Err(Refusal::NotFound));
    }
    assert!(matches!(fetched(&mut conference, "x", NOW), Err(Refusal::TooMany { .. })));
    for _ in 0..conference.limits().fetches_per_calendar.most {
        fetched(&mut conference, secret.expose(), NOW).unwrap();
    }
    assert!(matches!(fetched(&mut conference, secret.expose(), NOW), Err(Refusal::TooMany { .. })));
}
