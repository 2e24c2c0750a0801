//! Searching and paging the directory. Not: what a row holds, which is `privacy`.

use crate::conference::fixture::{Counting, NOW, Small, account, conference, listed, viewer};
use crate::conference::memory::Memory;
use crate::conference::store::Store;
use crate::conference::{Conference, Limits, Quota, Refusal, Viewer, seed};
use crate::domain::agenda::search::fold_plain;
use crate::domain::delegate::{DirectoryPage, DirectoryQuery, Initial};
use crate::domain::privacy::{Audience, Field, Relation};
use std::collections::HashSet;

fn unlimited(memory: Memory) -> Small {
    let quota = crate::conference::Quota { most: u32::MAX, seconds: 60 };
    Conference::new(memory, Counting::default(), Limits { directory_per_viewer: quota, ..Limits::default() })
}

fn page(conference: &mut Small, viewer: &Viewer, query: &DirectoryQuery, limit: usize) -> DirectoryPage {
    conference.directory(viewer, query, limit, NOW).unwrap()
}

fn names(page: &DirectoryPage) -> Vec<&str> {
    page.delegates.iter().map(|delegate| delegate.name.as_str()).collect()
}

#[test]
fn paging_brings_everybody_exactly_once_in_the_order_of_names() {
    let people = seed::people();
    let listed = people.iter().filter(|p| p.profile.standing.is_seen() && p.profile.is_listed_for(Relation::Delegate)).count();
    let mut conference = unlimited(Memory::with(people));
    let ada = viewer(&mut conference, "ada", NOW);
    for limit in [37, 100, 1_000_000] {
        let mut query = DirectoryQuery::default();
        let (mut ids, mut order) = (Vec::new(), Vec::new());
        loop {
            let page = page(&mut conference, &ada, &query, limit);
            assert!((1..=limit.min(100)).contains(&page.delegates.len()), "a page has a cap");
            ids.extend(page.delegates.iter().map(|delegate| delegate.id.clone()));
            order.extend(page.delegates.iter().map(|delegate| fold_plain(delegate.name.as_str())));
            // Of those behind this page nobody says how many they are.
            assert_eq!(page.found, ids.len());
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        assert_eq!(ids.len(), listed);
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), listed);
        assert!(order.is_sorted());
    }
}

#[test]
fn a_cursor_says_nothing_about_anybody_and_outlives_comings_and_goings() {
    let people = ["Ann", "Ben", "Cid", "Dee", "Eve"].map(|name| listed(&name.to_lowercase(), name, &[]));
    let mut conference = unlimited(Memory::with(people));
    let ann = viewer(&mut conference, "ann", NOW);
    let first = page(&mut conference, &ann, &DirectoryQuery::default(), 2);
    assert_eq!(names(&first), ["Ann", "Ben"]);
    let cursor = first.next.unwrap();
    assert_eq!(cursor, "2.ben");
    let next = DirectoryQuery { cursor: Some(cursor), ..Default::default() };
    let mut gone = listed("ben", "Ben", &[]);
    gone.profile.listed = false;
    assert!(conference.store_mut().put_person(&gone, Some(1)).unwrap());
    assert_eq!(names(&page(&mut conference, &ann, &next, 9)), ["Cid", "Dee", "Eve"], "the one at the cursor left: nobody is skipped");
    assert!(conference.store_mut().put_person(&listed("ben", "Ben", &[]), Some(1)).unwrap());
    assert!(conference.store_mut().put_person(&listed("abe", "Abe", &[]), None).unwrap());
    assert_eq!(names(&page(&mut conference, &ann, &next, 2)), ["Cid", "Dee"], "somebody came before: nobody is repeated");
    for bad in ["", "x", "2", "2.", "x.ben", "-1.ben", "2.b/n"] {
        let query = DirectoryQuery { cursor: Some(bad.into()), ..Default::default() };
        assert_eq!(conference.directory(&ann, &query, 2, NOW), Err(Refusal::NotFound), "{bad}");
    }
    let past = DirectoryQuery { cursor: Some("99.nobody".into()), ..Default::default() };
    assert_eq!(page(&mut conference, &ann, &past, 2).next, None);
    let far = DirectoryQuery { cursor: Some("5000.nobody".into()), ..Default::default() };
    let begins_again = page(&mut conference, &ann, &far, 2);
    assert_eq!((names(&begins_again).as_slice(), begins_again.found), (["Abe", "Ann"].as_slice(), 2), "too far to look for a lost place");
}

#[test]
fn every_word_must_be_somewhere_in_what_is_shared_whatever_its_case() {
    let shared = |id, name, organisation| listed(id, name, &[(Field::Organisation, organisation, Audience::Delegates)]);
    let mut conference = conference([
        shared("ada", "Ada Lindqvist", "Port Ellery Harbour Board"),
        shared("sion", "Siôn Llwyd", "Harbour Law Clinic"),
        listed("zed", "محمد الشامي", &[(Field::Phone, "+44 7700 900001", Audience::OnlyMe)]),
    ]);
    let ada = viewer(&mut conference, "ada", NOW);
    let mut find = |text: &str| {
        let query = DirectoryQuery { text: text.into(), ..Default::default() };
        let page = page(&mut conference, &ada, &query, 9);
        assert_eq!(page.found, page.delegates.len());
        page.delegates.iter().map(|d| d.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(find("HARBOUR"), "ada sion");
    assert_eq!(find("harbour ada"), "ada");
    assert_eq!(find("  clinic\tSIÔN "), "sion");
    assert_eq!(find("sion"), "sion", "without accents");
    assert_eq!(find("ada clinic"), "");
    assert_eq!(find("محمد"), "zed");
    assert_eq!(find("900001"), "");
    assert_eq!(find(""), "ada sion zed");
}

#[test]
fn a_letter_finds_names_that_begin_with_it() {
    let people = [("e", "Élodie"), ("o", "Óscar"), ("y", "Yıldız"), ("u", "özlem"), ("a", "أحمد"), ("w", "王芳"), ("z", "2Pac")];
    let mut conference = conference(people.map(|(id, name)| listed(id, name, &[])));
    let viewer = viewer(&mut conference, "e", NOW);
    for (letter, found) in [
        ('E', ["Élodie"].as_slice()),
        ('é', &["Élodie"]),
        ('Y', &["Yıldız"]),
        ('Ö', &["Óscar", "özlem"]),
        ('أ', &["أحمد"]),
        ('#', &["2Pac", "أحمد", "王芳"]),
        ('X', &[]),
    ] {
        let query = DirectoryQuery { initial: Initial::read(letter), ..Default::default() };
        let whole = page(&mut conference, &viewer, &query, 9);
        assert_eq!((names(&whole).as_slice(), whole.found, whole.next.is_none()), (found, found.len(), true), "{letter}");
        // The same one by one: a cursor stays within its letter.
        let (mut query, mut one_by_one) = (query, Vec::new());
        loop {
            let page = page(&mut conference, &viewer, &query, 1);
            one_by_one.extend(page.delegates.iter().map(|delegate| delegate.name.as_str().to_owned()));
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        assert_eq!(one_by_one, found, "{letter}");
    }
}

#[test]
fn walking_through_the_directory_meets_a_quota_t06() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    for _ in 0..60 {
        page(&mut conference, &ada, &DirectoryQuery::default(), 9);
    }
    let refused = conference.directory(&ada, &DirectoryQuery::default(), 9, NOW + 10);
    assert_eq!(refused, Err(Refusal::TooMany { retry_after: 50 }));
    assert!(conference.directory(&bela, &DirectoryQuery::default(), 9, NOW).is_ok());
    assert!(conference.directory(&ada, &DirectoryQuery::default(), 9, NOW + 60).is_ok());
    for _ in 0..240 {
        assert_eq!(conference.delegate(&ada, &"nobody".parse().unwrap(), NOW), Err(Refusal::NotFound));
    }
    assert_eq!(conference.delegate(&ada, &"nobody".parse().unwrap(), NOW), Err(Refusal::TooMany { retry_after: 60 }));
}

#[test]
fn neither_cards_nor_photos_are_a_way_around_the_quota_of_a_day_t06() {
    let day = |most| Quota { most, seconds: 86_400 };
    let limits = Limits { delegates_per_day: day(2), photos_per_day: day(3), ..Limits::default() };
    let mut conference = Conference::new(Memory::with([account("ada"), listed("bela", "Bela", &[])]), Counting::default(), limits);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), "bela".parse().unwrap());
    assert!(conference.delegate(&ada, &bela, NOW).is_ok() && conference.card(&ada, &bela, NOW + 60).is_ok());
    assert!(matches!(conference.card(&ada, &bela, NOW + 120), Err(Refusal::TooMany { .. })));
    let photo = "photo".parse().unwrap();
    for second in 0..3 {
        assert_eq!(conference.photo(&ada, &bela, &photo, NOW + 60 * second), Err(Refusal::NotFound));
    }
    assert!(matches!(conference.photo(&ada, &bela, &photo, NOW + 240), Err(Refusal::TooMany { .. })));
    assert_eq!(conference.photo(&ada, &ada.id, &photo, NOW + 240), Err(Refusal::NotFound), "one's own is not counted");
}
