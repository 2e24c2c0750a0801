//! Finds what a file says of its speakers that was made from their e-mail addresses. Not: any of it is ever kept; nothing else reads these members.

use super::ids;
use super::json::Json;
use crate::domain::agenda::Notice;

/// Members that hold an address or a digest of one (Indico's `emailHash` is an MD5).
const ADDRESSES: [&str; 5] = ["email", "emailHash", "email_hash", "emailMD5", "gravatar"];
/// Members that hold an identifier, which some systems derive as uuid5("acct:" + address). The address would be needed to prove it, so
/// every digest is suspected.
const IDENTIFIERS: [&str; 3] = ["guid", "id", "code"];
/// Members that hold a picture's address, which carries the digest at services that know people by it.
const PICTURES: [&str; 3] = ["avatar", "avatar_url", "profilePicture"];

/// Counts leaks by member.
#[derive(Default)]
pub(super) struct Leaks(Vec<(&'static str, usize)>);

impl Leaks {
    /// Looks at one person of the file.
    pub(super) fn look_at(&mut self, person: &Json<'_>) {
        let holds = |name: &str| person.text_at(name);
        let leaking = (ADDRESSES.into_iter().filter(|name| holds(name).is_some()))
            .chain(IDENTIFIERS.into_iter().filter(|name| holds(name).is_some_and(ids::may_be_a_digest)))
            .chain(
                PICTURES
                    .into_iter()
                    .filter(|name| holds(name).is_some_and(|url| url.contains("avatar.org/") || url.contains("gravatar.com/"))),
            );
        for member in leaking {
            self.count(member);
        }
    }

    /// Looks at everybody below a value, whatever they are there for: addresses and digests of them.
    pub(super) fn search(&mut self, json: &Json<'_>) {
        for member in ADDRESSES.into_iter().filter(|name| json.text_at(name).is_some()) {
            self.count(member);
        }
        // A parsed value is nested 128 deep at most.
        json.members().iter().for_each(|(_, value)| self.search(value));
        json.list().unwrap_or(&[]).iter().for_each(|value| self.search(value));
    }

    /// Counts one leak of this member.
    pub(super) fn count(&mut self, member: &'static str) {
        match self.0.iter_mut().find(|(known, _)| *known == member) {
            Some((_, count)) => *count += 1,
            None => self.0.push((member, 1)),
        }
    }

    /// One notice for each member.
    pub(super) fn notices(self) -> impl Iterator<Item = Notice> {
        self.0.into_iter().map(|(member, count)| Notice::IdentifierLeak { member: member.into(), count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_leak_is_counted_and_harmless_people_are_not() {
        let people = [
            r#"{"name": "Ada", "guid": "2ed6657d-e927-568b-95e1-2665a8aea6a2"}"#,
            r#"{"name": "Bob", "guid": "5a3b6a5e-1111-5222-8333-444455556666", "emailHash": "0bc83cb571cd1c50ba6f3e8a78ef1346"}"#,
            r#"{"name": "Cyd", "avatar": "https://www.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346"}"#,
            r#"{"name": "Dot", "guid": "6a32cb72-a69d-423c-91b5-60d88eb8e6c7", "id": 7, "code": "NQTF8Y", "email": "", "avatar": "/media/x.png"}"#,
        ];
        let mut leaks = Leaks::default();
        people.iter().for_each(|person| leaks.look_at(&serde_json::from_str(person).unwrap()));
        let leak = |member: &'static str, count| Notice::IdentifierLeak { member: member.into(), count };
        assert_eq!(leaks.notices().collect::<Vec<_>>(), [leak("guid", 2), leak("emailHash", 1), leak("avatar", 1)]);
    }
}
