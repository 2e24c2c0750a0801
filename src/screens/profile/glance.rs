//! Who sees what of the viewer, as three lists. Pure. Not: what was given to single people, which the connections name; nor how it is drawn.

use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::profile::Profile;

/// How the viewer stands in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Not in it.
    Absent,
    /// Listed, but without a name that delegates see: nobody finds them.
    Nameless,
    /// In it.
    Listed,
}

/// Each filled-in field stands in one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glance {
    pub(super) presence: Presence,
    /// Every delegate sees these, or would once the viewer is in the directory.
    pub(super) delegates: Vec<Field>,
    /// Only connections see these.
    pub(super) connections: Vec<Field>,
    /// Nobody else sees these.
    pub(super) only_me: Vec<Field>,
}

impl Glance {
    pub(super) fn of(profile: &Profile) -> Self {
        let with = |audience: Audience| {
            let filled = profile.fields.iter().filter(move |(_, own)| own.value.is_some() && own.audience == audience);
            filled.map(|(field, _)| field).collect::<Vec<_>>()
        };
        let presence = match (profile.listed, profile.is_listed_for(Relation::Delegate)) {
            (false, _) => Presence::Absent,
            (true, false) => Presence::Nameless,
            (true, true) => Presence::Listed,
        };
        Self { presence, delegates: with(Audience::Delegates), connections: with(Audience::Connections), only_me: with(Audience::OnlyMe) }
    }

    /// Whether nothing is shared with anybody by an audience.
    pub(super) fn is_hidden(&self) -> bool {
        self.presence == Presence::Absent && self.delegates.is_empty() && self.connections.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn ada(name: Audience, listed: bool) -> Profile {
        let mut profile = Profile::new("ada".parse().unwrap());
        for (field, value, audience) in
            [(Field::Name, "Ada", name), (Field::Phone, "+44 1", Audience::Connections), (Field::Email, "a@b.example", Audience::OnlyMe)]
        {
            let own = profile.fields.of_mut(field);
            (own.value, own.audience) = (field.parse(value).unwrap(), audience);
        }
        profile.listed = listed;
        profile
    }

    #[test]
    fn every_filled_in_field_is_in_the_list_of_its_audience() {
        let glance = Glance::of(&ada(Audience::Delegates, true));
        let lists = (glance.delegates.as_slice(), glance.connections.as_slice(), glance.only_me.as_slice());
        assert_eq!(lists, (&[Field::Name][..], &[Field::Phone][..], &[Field::Email][..]));
        assert_eq!((glance.presence, glance.is_hidden()), (Presence::Listed, false));
    }

    #[test]
    fn listed_without_a_name_is_not_there_and_hidden_is_nothing_for_anybody() {
        assert_eq!(Glance::of(&ada(Audience::Connections, true)).presence, Presence::Nameless);
        let absent = Glance::of(&ada(Audience::Delegates, false));
        assert_eq!((absent.presence, absent.is_hidden()), (Presence::Absent, false));
        assert!(!Glance::of(&ada(Audience::OnlyMe, false)).is_hidden(), "connections see the number");
        assert!(Glance::of(&Profile::new("ada".parse().unwrap())).is_hidden());
    }
}
