//! A directory that is not of the contract: the same questions, asked as it understands them. What it cannot be asked is sought in its answers, one after
//! another and not for ever. Not: the shape of an answer (`wire::dialect`), nor who is asked, which is this backend's own list and nothing that an answer names.

use super::delegates::encode;
use super::{ApiError, Http, alarm, malformed};
use crate::browser::origin;
use crate::domain::delegate::wanted::Wanted;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::DelegateId;
use crate::domain::over_share::Place;
use crate::wire::Malformed;
use crate::wire::dialect::{Paging, PeopleMap, Rows};
use std::cell::RefCell;
use std::collections::BTreeSet;

const LIST: &str = "/delegates";

/// Most answers that are read for one page.
const ANSWERS: usize = 50;
/// People with whom a page that had to be sought is full.
const ENOUGH: usize = 20;
/// Longer than any directory; a list that goes on longer has no end.
const LONGEST: usize = 100_000;

thread_local! {
    /// Names of parameters by which this backend's own answers went on.
    static KNOWN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

fn is_known(name: &str) -> bool {
    KNOWN.with_borrow(|known| known.contains(name))
}

/// How far somebody is in a list: people before, and where it goes on.
struct Cursor {
    seen: usize,
    paging: Paging,
}

impl Cursor {
    fn read(written: Option<&str>) -> Option<Self> {
        let Some(written) = written else { return Some(Self { seen: 0, paging: Paging::First }) };
        let (seen, paging) = written.split_once('.')?;
        Some(Self { seen: seen.parse().ok()?, paging: Paging::read(paging)? })
    }

    fn written(&self) -> Option<String> {
        Some(format!("{}.{}", self.seen, self.paging.written()?))
    }
}

pub(super) async fn list(http: Http, map: &PeopleMap, query: DirectoryQuery) -> Result<DirectoryPage, ApiError> {
    // An address of this app that nobody got from here.
    let Cursor { mut seen, mut paging } = Cursor::read(query.cursor.as_deref()).ok_or(ApiError::NotFound)?;
    // And an address can be of anybody's making: a link to the app is no way to ask its backend for something else in a viewer's name.
    if paging.names().any(|name| !is_known(name)) {
        rows(&http, map, &query, &Paging::First).await?;
        paging = paging.of_known(is_known);
        seen = if paging == Paging::First { 0 } else { seen };
    }
    let unasked = map.asked.unasked(&query);
    let enough = if unasked == DirectoryQuery::default() { 1 } else { ENOUGH };
    let wanted = Wanted::of(&unasked);
    let endless = || malformed(Malformed("next"));
    let mut delegates = Vec::new();
    for _ in 0..ANSWERS {
        let rows = rows(&http, map, &query, &paging).await?;
        delegates.extend(rows.people.into_iter().filter(|delegate| wanted.is(delegate)));
        let found = seen.saturating_add(delegates.len());
        let Some(next) = rows.next else { return Ok(DirectoryPage { delegates, found, next: None }) };
        if next == paging || found > LONGEST {
            return Err(endless());
        }
        paging = next;
        // Where it goes on elsewhere, that is said only to somebody who wants to go on.
        if delegates.len() >= enough || (paging == Paging::Elsewhere && !delegates.is_empty()) {
            break;
        }
    }
    if delegates.is_empty() {
        return Err(endless());
    }
    let found = seen.saturating_add(delegates.len());
    Ok(DirectoryPage { next: Cursor { seen: found, paging }.written(), found, delegates })
}

/// A part of the list.
async fn rows(http: &Http, map: &PeopleMap, query: &DirectoryQuery, paging: &Paging) -> Result<Rows, ApiError> {
    let part = http.get_at(&address(http, map, query, paging)?).part().await?;
    let rows = map.list(&part.text, part.link.as_deref(), &host(http)).map_err(malformed)?;
    alarm::hear(http, &rows.beyond);
    let names = rows.next.iter().flat_map(Paging::names).map(str::to_owned);
    KNOWN.with_borrow_mut(|known| known.extend(names));
    Ok(rows)
}

/// Somebody, as whoever `asks` is shown them; what came beyond that is told to `told`.
pub(super) async fn one(asks: &Http, told: &Http, map: &PeopleMap, id: &DelegateId, place: Place) -> Result<Delegate, ApiError> {
    let part = asks.get(&format!("{LIST}/{id}")).part().await?;
    let one = map.one(&part.text, place).map_err(malformed)?;
    alarm::hear(told, &one.beyond);
    // Whoever is hidden does not exist; and of whoever is asked for, nobody else is shown.
    one.delegate.filter(|delegate| delegate.id == *id).ok_or(ApiError::NotFound)
}

/// Where a part of the list is: always at the list's own address.
fn address(http: &Http, map: &PeopleMap, query: &DirectoryQuery, paging: &Paging) -> Result<String, ApiError> {
    let list = http.dialect().places.place(LIST).ok_or(ApiError::NotFound)?;
    let mut address = list;
    match paging {
        // It repeats what was asked.
        Paging::Query(query) => return Ok(format!("{}?{query}", address.split('?').next().unwrap_or_default())),
        Paging::Elsewhere => return Err(malformed(Malformed("next"))),
        Paging::First | Paging::Cursor(_) => {}
    }
    let mut parameters = map.asked.parameters(query);
    if let (Paging::Cursor(cursor), Some(name)) = (paging, &map.asked.cursor) {
        parameters.push((name, cursor.clone()));
    }
    for (name, value) in parameters {
        address.push(if address.contains('?') { '&' } else { '?' });
        encode(name, &mut address);
        address.push('=');
        encode(&value, &mut address);
    }
    Ok(address)
}

/// Who is asked: the backend's own origin, which is the page's where its address is a path.
fn host(http: &Http) -> String {
    if http.base().starts_with('/') || http.base().is_empty() { origin() } else { http.base().to_owned() }
}

#[cfg(test)]
mod tests;
