//! Which part of the contract a route belongs to, so that what a backend says it does not have is not looked for. Not: whether it really is there.

use crate::check::Feature;
use crate::subject::Subject;

/// The beginnings of routes, the more exact ones first.
const PARTS: [(&str, Feature); 31] = [
    ("/agenda", Feature::Agenda),
    ("/incidents", Feature::Incidents),
    ("/calendar", Feature::Calendar),
    ("/auth/start", Feature::MailedProof),
    ("/auth/redeem", Feature::MailedProof),
    ("/auth/oidc", Feature::Organisation),
    ("/auth/passkey", Feature::Passkeys),
    ("/auth/step-up", Feature::StepUp),
    ("/me/export", Feature::Export),
    ("/me/consents", Feature::Consents),
    ("/me/audiences", Feature::Audiences),
    ("/me/email", Feature::NewAddress),
    ("/me/phone", Feature::NewAddress),
    ("/me/preview", Feature::Preview),
    ("/me/access-log", Feature::AccessLog),
    ("/me/incidents", Feature::Incidents),
    ("/me/notices", Feature::Incidents),
    ("/me/changes", Feature::History),
    ("/me/photo", Feature::Photos),
    ("/me/sessions", Feature::Devices),
    ("/me/identities", Feature::Organisation),
    ("/me/passkeys", Feature::Passkeys),
    ("/me/agenda", Feature::Favourites),
    ("/me/calendar", Feature::Calendar),
    ("/delegates/{id}/photo", Feature::Photos),
    ("/delegates", Feature::Directory),
    ("/connections", Feature::Connections),
    ("/blocks", Feature::Blocks),
    ("/reports", Feature::Reports),
    ("/complaints", Feature::Complaints),
    ("/policy", Feature::Consents),
];

impl Feature {
    /// The feature without which there is no such route; none for what every backend has.
    pub fn of(path: &str) -> Option<Self> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        PARTS.iter().find(|(beginning, _)| begins(path, beginning)).map(|(_, feature)| *feature)
    }
}

impl Subject {
    /// Whether the description leaves a route of the contract there.
    pub fn offers(&self, path: &str) -> bool {
        Feature::of(path).is_none_or(|feature| self.has(feature).is_ok())
    }
}

/// By whole parts; a parameter stands for any one.
fn begins(path: &str, beginning: &str) -> bool {
    let mut given = path.split('/');
    beginning.split('/').all(|wanted| given.next().is_some_and(|given| wanted == given || (wanted.starts_with('{') && !given.is_empty())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Contract, OPENAPI};

    #[test]
    fn a_route_belongs_to_the_part_that_names_it_most_exactly() {
        for (path, feature) in [
            ("/me/preview?as=delegate", Some(Feature::Preview)),
            ("/delegates/d1/photo/p1", Some(Feature::Photos)),
            ("/delegates/d1", Some(Feature::Directory)),
            ("/agenda/texts", Some(Feature::Agenda)),
            ("/me/agenda", Some(Feature::Favourites)),
            ("/me", None),
            ("/medal", None),
            ("/auth/logout", None),
        ] {
            assert_eq!(Feature::of(path), feature, "{path}");
        }
    }

    /// A new route of the contract has to be given its part here, or be one that no backend can do without.
    #[test]
    fn every_route_of_the_contract_is_known() {
        let everywhere = ["/config", "/me", "/me/session", "/auth/logout", "/auth/logout-all"];
        for operation in Contract::parse(OPENAPI).unwrap().operations() {
            assert!(Feature::of(&operation.path).is_some() || everywhere.contains(&operation.path.as_str()), "{}", operation.path);
        }
    }
}
