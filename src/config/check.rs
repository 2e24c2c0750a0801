//! What each member of `config.json` must look like. Not: whether anything answers at an address.

use super::MemberFault;
use crate::domain::colour::Colour;
use crate::domain::time::ZoneName;

pub(super) fn filled(text: &str) -> Result<String, MemberFault> {
    if text.is_empty() { Err(MemberFault::Empty) } else { Ok(text.into()) }
}

/// An address whose scheme cannot run anything in the page.
pub(super) fn address(text: &str) -> Result<String, MemberFault> {
    let text = filled(text)?;
    let own = text.starts_with('/') && !text.starts_with("//");
    let wellformed = !text.contains(['\\', '"', '<', '>']) && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if wellformed && (own || host_follows(&text, "https://") || host_follows(&text, "http://")) {
        Ok(text)
    } else {
        Err(MemberFault::NotAnAddress)
    }
}

/// An [`address`] that paths are appended to.
pub(super) fn base(text: &str) -> Result<String, MemberFault> {
    let address = address(text)?;
    if address.contains(['?', '#']) { Err(MemberFault::NotAnAddress) } else { Ok(address.trim_end_matches('/').into()) }
}

/// An [`address`], or one to write or to speak to.
pub(super) fn contact(text: &str) -> Result<String, MemberFault> {
    let spoken = ["mailto:", "tel:"].iter().any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if spoken && !text.contains(|c: char| c.is_control() || c.is_whitespace()) { Ok(text.into()) } else { address(text) }
}

pub(super) fn zone(text: &str) -> Result<ZoneName, MemberFault> {
    filled(text)?.parse().map_err(|_| MemberFault::NotAZone)
}

pub(super) fn colour(text: &str) -> Result<Colour, MemberFault> {
    filled(text)?.parse().map_err(|_| MemberFault::NotAColour)
}

/// A path of this site, for what the page's policy takes from nowhere else.
pub(super) fn own(text: &str) -> Result<String, MemberFault> {
    Some(address(text)?).filter(|address| address.starts_with('/')).ok_or(MemberFault::NotOwn)
}

fn host_follows(text: &str, scheme: &str) -> bool {
    let host = text.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).and(text.get(scheme.len()..));
    host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}
