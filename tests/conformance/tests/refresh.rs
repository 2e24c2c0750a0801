//! The check of refresh tokens on a real provider, as it is and with each thing wrong that the check names. Not: the app's care for its tokens, which
//! the tests in the browser see.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::check::Role;
use plenary_conformance::checks;
use plenary_conformance::description::{Description, Minted, Person};
use plenary_conformance::run::{self, Outcome};
use plenary_conformance::subject::Subject;
use support::refreshing::Refreshing;

/// A backend that nobody asks, with this persona.
fn described(change: impl FnOnce(&mut Description, &mut Person)) -> Subject {
    let mut description = Description::at("http://127.0.0.1:1/api");
    let mut person = Person { email: "somebody@example.org".into(), ..Person::default() };
    change(&mut description, &mut person);
    description.personas.insert(Role::Ordinary, person);
    Subject::described(description).unwrap()
}

fn judged(provider: &Refreshing, client: &str, grace: u64) -> Outcome {
    let subject = described(|description, person| {
        description.refresh = Some(provider.described(client, grace));
        person.refresh = Some(provider.minted(client));
    });
    run::judge(&subject, checks::named("SESS-16").unwrap())
}

#[test]
fn sess_16_a_real_provider_passes_and_each_thing_wrong_is_named() {
    let provider = Refreshing::start();
    assert_eq!(judged(&provider, "sound-1", 0), Outcome::Pass);
    assert_eq!(judged(&provider, "patient-1", 2), Outcome::Pass, "an answer that was lost may be given again");
    for (client, grace, words) in [
        ("unrotated-1", 0, "is still good after it was used"),
        ("forgetful-1", 0, "used before is taken again"),
        ("patient-2", 0, "used before is taken again"),
        ("lenient-1", 0, "the newest one goes on"),
        ("locking-1", 0, "a new sign-in is refused: 400 invalid_grant"),
        ("forking-1", 2, "lines of tokens go on side by side"),
        ("falling-1", 0, "a refresh is answered with 500"),
        ("sound-2", 1, "though a used token may come again for 1 seconds"),
    ] {
        let Outcome::Fail { why, reproduction } = judged(&provider, client, grace) else { panic!("{client} is not found") };
        assert!(why.contains(words), "{client}: {why}");
        let shown = reproduction.last().unwrap();
        let begins = format!("curl -i --path-as-is -X POST '{}'", provider.described(client, 0).token_endpoint);
        assert!(shown.starts_with(&begins) && shown.contains("refresh_token=$REFRESH_TOKEN&client_id="), "{shown}");
    }
    assert!(provider.was_asked("sound-1") && !provider.was_asked("sound-9"));
}

#[test]
fn sess_16_what_cannot_be_asked_says_why() {
    let check = checks::named("SESS-16").unwrap();
    let Outcome::NotApplicable(why) = run::judge(&described(|_, _| {}), check) else { panic!() };
    assert!(why.contains("names no place where an app refreshes tokens"), "{why}");
    let provider = Refreshing::start();
    let inconclusive = |minted: Option<Minted>, words: &str| {
        let subject = described(|description, person| {
            description.refresh = Some(provider.described("sound-1", 0));
            person.refresh = minted;
        });
        let Outcome::Inconclusive(why) = run::judge(&subject, check) else { panic!("{words}") };
        assert!(why.contains(words), "{why}");
    };
    inconclusive(None, "a refresh token of the persona ordinary");
    inconclusive(Some(Minted::Token("made-up".into())), "the one that was made is answered with 400 invalid_grant");
    let once = provider.minted("sound-1").make().unwrap();
    inconclusive(Some(Minted::Token(once)), "a program that prints another refresh token each time");
}
