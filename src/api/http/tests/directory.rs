//! A directory that is not of the contract, asked by the browser itself: a stand-in for the network answers as such backends do, and notes what it was
//! asked. Not: what of an answer is read, which is tested beside the reading (`wire::dialect`).

use super::*;
use crate::api::Account;
use crate::domain::delegate::{DirectoryQuery, Initial};
use crate::domain::privacy::{Field, PerField};
use crate::wire::dialect::{self, PeopleMap, Places};
use std::rc::Rc;

/// 130 people in parts of 25, numbered; every tenth is of the Hill Line. Whoever begins with B is far behind.
const PEOPLE: &str = r#"
    if (window.askedPeople) return;
    window.askedPeople = [];
    const real = window.fetch;
    const json = (value, headers = {}, status = 200) => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
    const fields = Object.fromEntries(['name', 'photo', 'job_title', 'organisation', 'pronouns', 'languages', 'biography', 'links', 'email', 'phone']
        .map(key => [key, { audience: 'only_me' }]));
    const person = n => ({ pk: n, full_name: `${n === 120 ? 'Bea' : 'Ada'} ${n}`, firm: n % 10 ? '' : 'Hill Line', secret: 'x' });
    const people = Array.from({ length: 130 }, (_, n) => person(n));
    window.fetch = async request => {
        const url = new URL(request.url), path = url.pathname;
        if (!path.startsWith('/people-of/') && url.hostname !== 'evil.example') return real(request);
        window.askedPeople.push(url.href.replace(location.origin, ''));
        const [, , kind, what, id] = path.split('/');
        if (what === 'me') return json({ id: 'viewer', listed: false, fields, version: 1 });
        if (what === 'reports') return new Response(null, { status: 204 });
        if (id) return id === '7' ? json(person(7)) : id === '8' ? json(person(9)) : json({ detail: 'Not found.' }, {}, 404);
        const from = Number(url.searchParams.get(kind === 'cursor' ? 'after' : 'offset') ?? 0), to = from + 25;
        const results = people.slice(from, to), next = to < 130 ? `${location.origin}/behind/the/proxy/?offset=${to}&q=kept` : null;
        switch (kind) {
            case 'body': case 'linked': return json({ count: 130, next, previous: null, results });
            case 'link': return json({ results }, next ? { link: `<${next}>; rel="next"` } : {});
            case 'cursor': return json({ results, next: to < 130 ? to : null });
            case 'evil': return json({ results, next: 'https://evil.example/people/?offset=25' });
            case 'same': return json({ results: [], next: '?offset=0' });
            case 'endless': return json({ results: [], next: `?offset=${to}` });
            case 'django': return json({ detail: 'You do not have permission to perform this action.' }, {}, 403);
        }
    };"#;

async fn signed_in(kind: &str) -> Rc<dyn Account> {
    Function::new_no_args(PEOPLE).call0(&JsValue::NULL).unwrap();
    let at = |text: &str| text.parse().unwrap();
    let mut places = Places::default();
    places.put("/delegates", Some("/list/")).unwrap();
    places.put("/delegates/{id}", Some("/list/{id}/")).unwrap();
    let people = PeopleMap {
        people: at("/results"),
        person: at(""),
        id: at("/pk"),
        fields: PerField::from_fn(|field| match field {
            Field::Name => Some(at("/full_name")),
            Field::Organisation => Some(at("/firm")),
            _ => None,
        }),
        shown: PerField::from_fn(|_| None),
        listed: None,
        next: Some(at("/next")),
        known: Vec::new(),
        asked: dialect::Asked { cursor: (kind == "cursor").then(|| "after".to_owned()), ..dialect::Asked::default() },
    };
    let backend = Rest::new(format!("/people-of/{kind}"), Dialect { places, people: Some(people) });
    backend.restore().await.unwrap().unwrap().account
}

fn asked_of(kind: &str) -> Vec<String> {
    let list = window_value(&format!("window.askedPeople.filter(a => a.includes('/{kind}/list') || a.includes('evil.example')).join(' ')"));
    list.as_string().unwrap().split_whitespace().map(str::to_owned).collect()
}

#[wasm_bindgen_test]
async fn a_list_goes_on_by_its_link_its_answer_or_its_cursor_at_its_own_address() {
    for kind in ["body", "link", "cursor"] {
        let account = signed_in(kind).await;
        let (mut query, mut names, mut counts) = (DirectoryQuery::default(), Vec::new(), Vec::new());
        loop {
            let page = account.directory(query).await.unwrap();
            names.extend(page.delegates.iter().map(|person| person.name.as_str().to_owned()));
            counts.push(page.found);
            let Some(cursor) = page.next else { break };
            query = DirectoryQuery { cursor: Some(cursor), ..DirectoryQuery::default() };
        }
        assert_eq!((names.len(), names[129].as_str(), counts), (130, "Ada 129", vec![25, 50, 75, 100, 125, 130]), "{kind}");
        let second = if kind == "cursor" { "?after=25" } else { "?offset=25&q=kept" };
        assert_eq!(asked_of(kind)[1], format!("/people-of/{kind}/list/{second}"));
    }
}

#[wasm_bindgen_test]
async fn what_a_backend_cannot_be_asked_is_sought_in_its_answers() {
    let account = signed_in("body").await;
    let sought = |query: DirectoryQuery| account.directory(query);
    let page = sought(DirectoryQuery { initial: Some(Initial::Letter('B')), ..DirectoryQuery::default() }).await.unwrap();
    assert_eq!((page.delegates[0].name.as_str(), page.found, page.next), ("Bea 120", 1, None));
    let page = sought(DirectoryQuery { organisation: Some("hill line".into()), ..DirectoryQuery::default() }).await.unwrap();
    assert_eq!((page.found, page.delegates[12].shared(Field::Organisation)), (13, Some("Hill Line")));
    let page = sought(DirectoryQuery { text: "nobody".into(), ..DirectoryQuery::default() }).await.unwrap();
    assert_eq!((page.delegates.len(), page.found), (0, 0));
}

#[wasm_bindgen_test]
async fn t38_nothing_is_ever_asked_of_another_host_whatever_an_answer_or_an_address_says() {
    let account = signed_in("evil").await;
    let page = account.directory(DirectoryQuery::default()).await.unwrap();
    assert_eq!((page.delegates.len(), page.found), (25, 25), "what is there is shown");
    let next = DirectoryQuery { cursor: page.next, ..DirectoryQuery::default() };
    assert_eq!(account.directory(next).await, Err(ApiError::Malformed { member: "next".into() }));
    for made_up in ["0.https://evil.example/?x=1", "https://evil.example/", "0.//evil.example/?x", "x"] {
        let query = DirectoryQuery { cursor: Some(made_up.into()), ..DirectoryQuery::default() };
        assert_eq!(account.directory(query).await, Err(ApiError::NotFound), "{made_up}");
    }
    assert_eq!(asked_of("evil"), ["/people-of/evil/list/"]);
}

#[wasm_bindgen_test]
async fn t38_an_address_asks_for_nothing_by_names_that_the_backend_does_not_go_on_by() {
    let account = signed_in("linked").await;
    for made_up in ["25.?include=all&offset=25", "25.?include=all"] {
        let query = DirectoryQuery { cursor: Some(made_up.into()), ..DirectoryQuery::default() };
        account.directory(query).await.unwrap();
    }
    let list = |query: &str| format!("/people-of/linked/list/{query}");
    assert_eq!(asked_of("linked"), [list(""), list("?offset=25"), list(""), list("")]);
    let own = DirectoryQuery { cursor: Some("25.?offset=25&q=kept".into()), ..DirectoryQuery::default() };
    let page = account.directory(own).await.unwrap();
    assert_eq!((page.delegates[0].name.as_str(), page.found), ("Ada 25", 50));
    assert_eq!(asked_of("linked")[4..], [list("?offset=25&q=kept")], "what its own answers go on by is asked at once");
}

#[wasm_bindgen_test]
async fn a_list_without_end_is_left_alone() {
    let endless = Err(ApiError::Malformed { member: "next".into() });
    assert_eq!(signed_in("same").await.directory(DirectoryQuery::default()).await, endless);
    assert_eq!(asked_of("same").len(), 2);
    assert_eq!(signed_in("endless").await.directory(DirectoryQuery::default()).await, endless);
    assert_eq!(asked_of("endless").len(), 50);
}

#[wasm_bindgen_test]
async fn somebody_is_read_by_the_same_map_and_nobody_else_is_shown_in_their_place() {
    let account = signed_in("body").await;
    let person = account.delegate("7".parse().unwrap()).await.unwrap();
    assert_eq!((person.name.as_str(), person.shared(Field::Organisation)), ("Ada 7", None));
    for nobody in ["8", "404"] {
        assert_eq!(account.delegate(nobody.parse().unwrap()).await, Err(ApiError::NotFound), "{nobody}");
    }
    assert_eq!(signed_in("django").await.directory(DirectoryQuery::default()).await, Err(ApiError::Forbidden));
    let told = window_value("window.askedPeople.some(a => a.endsWith('/reports/over-share'))");
    assert_eq!(told.as_bool(), Some(true), "`secret` is more than was asked for, and its name is told");
    let offered = account.connections().offered();
    assert!(!offered.card && !offered.block && !offered.noted, "people of another system are no accounts here");
}
