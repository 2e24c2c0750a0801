//! `/me/calendar` as JSON: the private address from which calendar programs fetch the viewer's starred talks. Not: the calendar file.

use serde::{Deserialize, Serialize};

/// `GET /me/calendar`: whether there is an address. The address itself is told only when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarStanding {
    /// `null` where there is none.
    pub subscription: Option<SubscriptionEntry>,
}

/// About an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionEntry {
    /// When it was made; RFC 3339.
    pub since: String,
    /// When it was last fetched, give or take a minute; absent where it never was. RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
}

/// `POST /me/calendar`: the only time that the address is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarAddress {
    /// Whoever has it reads the starred talks.
    pub url: String,
}

// The address is a secret.
impl std::fmt::Debug for CalendarAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CalendarAddress(…)")
    }
}
