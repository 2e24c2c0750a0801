//! Why a sign-in at an organisation opened nothing, as a word in the address of the sign-in page: a closed list, so that a link cannot put
//! words on that page. Not: the sentences, which are in `text`.

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInProblem {
    /// The provider could not be reached, or did not answer in time.
    Provider,
    /// The person, or the provider for them, said no there.
    Declined,
    /// What came back cannot be trusted.
    Refused,
    /// It took too long, was used already or was begun in another browser.
    Expired,
    /// No account here belongs to who they are there.
    NotKnown,
    /// The provider vouches for no address.
    NoAddress,
    /// Who they are there belongs to another account here.
    Taken,
    /// Too many sign-ins from this network.
    Busy,
}

impl SignInProblem {
    /// Every problem.
    pub const ALL: [Self; 8] =
        [Self::Provider, Self::Declined, Self::Refused, Self::Expired, Self::NotKnown, Self::NoAddress, Self::Taken, Self::Busy];

    /// The word in the address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Declined => "declined",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::NotKnown => "not-known",
            Self::NoAddress => "no-address",
            Self::Taken => "taken",
            Self::Busy => "busy",
        }
    }

    /// The problem of this word; `None` for any other.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_and_no_other_does() {
        for problem in SignInProblem::ALL {
            assert_eq!(SignInProblem::from_key(problem.key()), Some(problem));
        }
        for other in ["", "Provider", "expired ", "<b>"] {
            assert_eq!(SignInProblem::from_key(other), None);
        }
    }
}
