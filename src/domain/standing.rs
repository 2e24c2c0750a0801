//! How an account stands with the organisers. Not: what its owner chose, which is in the profile.

/// Decided by the organisers alone; no request of a delegate changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As everybody.
    Active,
    /// Held while the organisers look at it: exists for nobody else. The owner signs in and reads, and changes nothing but to narrow.
    Held,
    /// Removed: exists for nobody and cannot sign in.
    Removed,
}

impl Standing {
    /// The word in the contract's JSON; none where there is nothing to say, and none for whom nobody asks any more.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Held => Some("held"),
            Self::Active | Self::Removed => None,
        }
    }

    /// The standing of somebody who is signed in, by its [`Standing::key`].
    pub fn from_key(key: Option<&str>) -> Option<Self> {
        match key {
            None => Some(Self::Active),
            Some("held") => Some(Self::Held),
            Some(_) => None,
        }
    }

    /// Whether the owner may sign in and stay so.
    pub fn signs_in(self) -> bool {
        match self {
            Self::Active | Self::Held => true,
            Self::Removed => false,
        }
    }

    /// Whether anybody else may see anything of the person.
    pub fn is_seen(self) -> bool {
        match self {
            Self::Active => true,
            Self::Held | Self::Removed => false,
        }
    }
}
