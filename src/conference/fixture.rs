//! What the tests of the rules share: a small conference, randomness that can be repeated, a delegate signed in. Not: any rule.

use super::memory::Memory;
use super::store::Person;
use super::{Conference, Device, DeviceLabel, Entropy, Granted, Limits, Proof, Started, Viewer};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::Profile;
use crate::domain::text::{Email, Text};

/// A moment at which every default quota's window begins.
pub(crate) const NOW: i64 = 1_790_000_000 - 1_790_000_000 % 3600;

/// Where the tests ask from.
pub(crate) const NETWORK: &str = "192.0.2.1";

/// SplitMix64: repeatable, so that a failing test fails again. Never for real people.
#[derive(Debug, Default)]
pub(crate) struct Counting(u64);

impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z ^ (z >> 31)) as u8;
        }
    }
}

pub(crate) type Small = Conference<Memory, Counting>;

/// An account as it is created: everything only for its owner.
pub(crate) fn account(id: &str) -> Person {
    let email = Email::parse(&format!("{id}@example.org")).unwrap();
    let mut profile = Profile::new(id.parse().unwrap());
    profile.fields.of_mut(Field::Email).value = Text::parse(email.as_str(), 254, false).unwrap();
    Person { email, profile }
}

/// An account with a name, and these fields filled in for this audience.
pub(crate) fn named(id: &str, name: &str, fields: &[(Field, &str, Audience)]) -> Person {
    let mut person = account(id);
    for (field, value, audience) in [(Field::Name, name, Audience::OnlyMe)].iter().chain(fields) {
        let own = person.profile.fields.of_mut(*field);
        own.audience = *audience;
        own.value = Text::parse(value, field.limit(), true).unwrap();
    }
    person
}

/// The same, listed, and the name shared.
pub(crate) fn listed(id: &str, name: &str, fields: &[(Field, &str, Audience)]) -> Person {
    let mut person = named(id, name, fields);
    person.profile.fields.of_mut(Field::Name).audience = Audience::Delegates;
    person.profile.listed = true;
    person
}

pub(crate) fn conference(people: impl IntoIterator<Item = Person>) -> Small {
    Conference::new(Memory::with(people), Counting::default(), Limits::default())
}

/// A browser that nobody signed in with before.
pub(crate) fn device() -> Device {
    Device::new(DeviceLabel::default(), None)
}

pub(crate) fn start(conference: &mut Small, id: &str, now: i64) -> Started {
    conference.start_sign_in(&Email::parse(&format!("{id}@example.org")).unwrap(), &device(), NETWORK, now).unwrap()
}

pub(crate) fn granted(conference: &mut Small, id: &str, now: i64) -> Granted {
    let started = start(conference, id, now);
    let letter = started.letter.unwrap();
    let proof = Proof::Code { challenge: started.challenge, code: letter.code.expose() };
    conference.redeem(proof, None, device(), NETWORK, now).unwrap()
}

/// The delegate signed in at `now`, by the front door.
pub(crate) fn viewer(conference: &mut Small, id: &str, now: i64) -> Viewer {
    granted(conference, id, now).viewer
}
