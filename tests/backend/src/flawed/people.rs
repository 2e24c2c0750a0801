//! Whom a flaw tells of. Not: any flaw.

use super::asked::Asked;
use crate::desk::{Desk, now};
use crate::http::cookies::Cookie;
use plenary::conference::listing::Listing;
use plenary::conference::store::{Person, Store};
use plenary::domain::id::DelegateId;
use plenary::domain::privacy::Field;

/// Everybody.
pub(super) async fn all(desk: &Desk) -> Vec<Person> {
    desk.ask(|rules| Ok(rules.store().changed_since(0)?)).await.unwrap_or_default()
}

/// The account with this id.
pub(super) async fn one(desk: &Desk, id: &str) -> Option<Person> {
    let id: DelegateId = id.parse().ok()?;
    desk.ask(move |rules| Ok(rules.store().person(&id)?)).await.ok().flatten()
}

/// Whoever asks.
pub(super) async fn viewer(desk: &Desk, asked: &Asked) -> Option<Person> {
    let secret = desk.jar().read(&asked.headers, Cookie::Session)?;
    let viewer = desk.ask(move |rules| rules.viewer(&secret, now())).await.ok()?;
    one(desk, viewer.id.as_str()).await
}

/// What stands in a field.
pub(super) fn value(person: &Person, field: Field) -> &str {
    person.profile.fields.of(field).value.as_ref().map_or("", |text| text.as_str())
}

/// Writes into somebody's account, whoever asked for it.
pub(super) async fn write(desk: &Desk, id: &str, change: impl FnOnce(&mut Person) + Send + 'static) -> bool {
    let Ok(id) = id.parse::<DelegateId>() else { return false };
    let written = desk.ask(move |rules| {
        let Some(before) = rules.store().person(&id)? else { return Ok(false) };
        let (version, mut person) = (before.profile.version, before);
        change(&mut person);
        person.profile.version += 1;
        Ok(rules.store_mut().put_person(&person, Some(version))?)
    });
    written.await.unwrap_or_default()
}
