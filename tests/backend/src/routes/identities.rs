//! `/me/identities`: the organisations' sign-ins that open the viewer's account. Not: the way back from a provider (`organisation`).

use super::answer;
use super::entrance::set_cookie;
use super::organisation::leave;
use crate::desk::{Desk, now};
use crate::http::Failure;
use crate::http::guard::Signed;
use crate::organisation::Wish;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use plenary::conference::identity::Identity;
use plenary::domain::id::IdentityId;
use plenary::wire::identities::{Identities, IdentityEntry, Onward};

/// Seconds after which a provider that did not answer is asked again.
const SOON: u32 = 10;

/// `GET /me/identities`.
pub(super) async fn list(State(desk): State<Desk>, Signed(viewer): Signed) -> Result<Response, Failure> {
    let identities = desk.ask(move |rules| rules.identities(&viewer)).await?;
    let entry =
        |identity: Identity| IdentityEntry { id: identity.id.to_string(), organisation: named(&desk, &identity), since: identity.since };
    answer::json(StatusCode::OK, &Identities { identities: identities.into_iter().map(entry).collect() })
}

// A link to an organisation that is not configured any more is still there to be seen and taken away.
fn named(desk: &Desk, identity: &Identity) -> String {
    let issuer = &identity.subject.issuer;
    let is_ours = desk.settings.oidc_issuer.as_ref() == Some(issuer);
    let name = desk.settings.oidc_name.clone().filter(|_| is_ours);
    name.unwrap_or_else(|| issuer.split("://").last().unwrap_or(issuer).to_owned())
}

/// `POST /me/identities`: with a fresh proof, the address at the provider to which the browser goes as a whole page.
pub(super) async fn begin(State(desk): State<Desk>, Signed(viewer): Signed, headers: HeaderMap) -> Result<Response, Failure> {
    let organisation = desk.organisation.clone().ok_or(Failure::NotFound)?;
    let viewer = desk
        .ask(move |rules| {
            rules.demand_linking(&viewer, now())?;
            Ok(viewer)
        })
        .await?;
    match leave(&desk, &organisation, &headers, Wish::Link(viewer), None).await? {
        Ok((address, cookie)) => {
            let mut response = answer::json(StatusCode::OK, &Onward { address })?;
            set_cookie(&mut response, Some(cookie))?;
            Ok(response)
        }
        // Whatever is wrong with the provider, this server is not.
        Err(_) => Err(Failure::Unavailable { retry_after: SOON }),
    }
}

/// `DELETE /me/identities/{id}`.
pub(super) async fn end(State(desk): State<Desk>, Signed(viewer): Signed, Path(id): Path<String>) -> Result<Response, Failure> {
    let id: IdentityId = id.parse().map_err(|_| Failure::NotFound)?;
    let notice = desk.ask(move |rules| rules.unlink(&viewer, &id, now())).await?;
    desk.post.tell(notice);
    Ok(answer::done())
}
