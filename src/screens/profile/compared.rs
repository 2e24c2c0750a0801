//! What somebody should get of the viewer by the viewer's own settings, beside what the backend really answered. Pure. Not: how either is drawn.

use crate::domain::delegate::Delegate;
use crate::domain::privacy::{Disclosed, Field, Relation};
use crate::domain::profile::Profile;
use crate::domain::standing::Standing;

/// As whom to look; a stranger has no relation and gets nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Eyes {
    Of(Relation),
    Stranger,
}

/// How the answer for one field goes with the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Shown, as it should be.
    Shown,
    /// Hidden, or not filled in, as it should be.
    Hidden,
    /// Shown, though the settings hide it.
    ShownAnyway,
    /// Not shown, though the settings share it.
    Missing,
    /// Shown with another value than the stored one.
    Differs,
}

impl Verdict {
    pub(super) fn is_right(self) -> bool {
        match self {
            Self::Shown | Self::Hidden => true,
            Self::ShownAnyway | Self::Missing | Self::Differs => false,
        }
    }
}

/// Every field, in order.
pub(super) fn compared(profile: &Profile, eyes: Eyes, answer: Option<&Delegate>) -> Vec<(Field, Verdict)> {
    let verdict = |field: Field| {
        let expected = expected(profile, eyes, field);
        let found = answer.and_then(|delegate| delegate.shared(field));
        match (expected, found) {
            (None, None) => Verdict::Hidden,
            (None, Some(_)) => Verdict::ShownAnyway,
            (Some(_), None) => Verdict::Missing,
            (Some(expected), Some(found)) if expected == found => Verdict::Shown,
            (Some(_), Some(_)) => Verdict::Differs,
        }
    };
    Field::ALL.into_iter().map(|field| (field, verdict(field))).collect()
}

// Worked out from the settings alone, so that it can be wrong only together with them.
fn expected(profile: &Profile, eyes: Eyes, field: Field) -> Option<&str> {
    let Eyes::Of(relation) = eyes else { return None };
    let is_held = match profile.standing {
        Standing::Active => false,
        Standing::Held | Standing::Removed => relation != Relation::Myself,
    };
    // Somebody gave a connection their name, whoever else may see it; without a name nobody is there.
    let is_given = relation == Relation::Connection && field == Field::Name;
    let exists = match relation {
        Relation::Connection => profile.name().is_some(),
        Relation::Myself | Relation::Delegate => profile.is_listed_for(relation),
    };
    if is_held || !exists {
        return None;
    }
    let own = profile.fields.of(field);
    match own.disclose(relation) {
        Disclosed::Shared(text) => Some(text.as_str()),
        Disclosed::Hidden => own.value.as_ref().filter(|_| is_given).map(|text| text.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::{Audience, PerField};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn ada() -> Profile {
        let mut profile = Profile::new("ada".parse().unwrap());
        let choices = [
            (Field::Name, "Ada", Audience::Delegates),
            (Field::Organisation, "Harbour Board", Audience::Delegates),
            (Field::Phone, "+44 1", Audience::Connections),
            (Field::Biography, "Mine", Audience::OnlyMe),
        ];
        for (field, value, audience) in choices {
            let own = profile.fields.of_mut(field);
            (own.value, own.audience) = (field.parse(value).unwrap(), audience);
        }
        profile.listed = true;
        profile
    }

    fn answer(shared: &[(Field, &str)]) -> Delegate {
        let mut fields = PerField::from_fn(|_| Disclosed::Hidden);
        for (field, value) in shared {
            *fields.of_mut(*field) = Disclosed::Shared(field.parse(value).unwrap().unwrap());
        }
        Delegate { id: "ada".parse().unwrap(), name: Field::Name.parse("Ada").unwrap().unwrap(), fields }
    }

    fn wrong(profile: &Profile, eyes: Eyes, answer: Option<&Delegate>) -> Vec<(Field, Verdict)> {
        compared(profile, eyes, answer).into_iter().filter(|(_, verdict)| !verdict.is_right()).collect()
    }

    #[test]
    fn an_answer_that_keeps_to_the_settings_has_nothing_wrong() {
        let (delegate, connection) = (Eyes::Of(Relation::Delegate), Eyes::Of(Relation::Connection));
        let public = [(Field::Name, "Ada"), (Field::Organisation, "Harbour Board")];
        assert_eq!(wrong(&ada(), delegate, Some(&answer(&public))), []);
        let closer = [public[0], public[1], (Field::Phone, "+44 1")];
        assert_eq!(wrong(&ada(), connection, Some(&answer(&closer))), []);
        assert_eq!(wrong(&ada(), Eyes::Stranger, None), []);
        let unlisted = Profile { listed: false, ..ada() };
        assert_eq!(wrong(&unlisted, delegate, None), []);
        assert_eq!(wrong(&unlisted, connection, Some(&answer(&closer))), [], "a gift needs no listing");
        let held = Profile { standing: Standing::Held, ..ada() };
        assert_eq!((wrong(&held, delegate, None), wrong(&held, connection, None)), (vec![], vec![]));
    }

    #[test]
    fn every_way_to_differ_is_found_t08() {
        let all = [(Field::Name, "Ada"), (Field::Organisation, "Elsewhere"), (Field::Phone, "+44 1")];
        let found = wrong(&ada(), Eyes::Of(Relation::Delegate), Some(&answer(&all)));
        assert_eq!(found, [(Field::Organisation, Verdict::Differs), (Field::Phone, Verdict::ShownAnyway)]);
        let missing = wrong(&ada(), Eyes::Of(Relation::Delegate), None);
        assert_eq!(missing, [(Field::Name, Verdict::Missing), (Field::Organisation, Verdict::Missing)]);
        let leaked = wrong(&ada(), Eyes::Stranger, Some(&answer(&all[..1])));
        assert_eq!(leaked, [(Field::Name, Verdict::ShownAnyway)]);
        let held = Profile { standing: Standing::Held, ..ada() };
        assert_eq!(wrong(&held, Eyes::Of(Relation::Connection), Some(&answer(&all[..1]))), [(Field::Name, Verdict::ShownAnyway)]);
    }
}
