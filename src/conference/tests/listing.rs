//! The directory at scale: what is read for a page, who changed since, and what one viewer sees beyond the others. Not: words and letters (`directory`).

use super::same_work::Watched;
use crate::conference::fixture::{Counting, NOW, account, listed, viewer};
use crate::conference::memory::Memory;
use crate::conference::store::{Person, Store};
use crate::conference::{Conference, Limits, Quota, Standing, Viewer};
use crate::domain::delegate::{DirectoryPage, DirectoryQuery, Initial};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::AudienceUpdate;

type Big = Conference<Watched, Counting>;

fn unlimited() -> Limits {
    let quota = Quota { most: u32::MAX, seconds: 60 };
    Limits { directory_per_viewer: quota, directory_per_day: quota, ..Limits::default() }
}

fn somebody(number: usize) -> Person {
    let organisation = format!("Organisation {}", number % 997);
    listed(
        &format!("p{number}"),
        &format!("Person {:06}", number * 7919 % 100_000),
        &[(Field::Organisation, &organisation, Audience::Delegates)],
    )
}

/// The conference, and `ada` in it, who is no part of the crowd.
fn crowd(people: usize) -> (Big, Viewer) {
    let memory = Memory::with((0..people).map(somebody).chain([listed("ada", "Ada", &[])]));
    let mut small = Conference::new(memory.clone(), Counting::default(), unlimited());
    let ada = viewer(&mut small, "ada", NOW);
    let watched = Watched { inner: small.store().clone(), ..Watched::default() };
    (Conference::new(watched, Counting::default(), unlimited()), ada)
}

fn ask(conference: &mut Big, ada: &Viewer, query: &DirectoryQuery) -> (DirectoryPage, Vec<&'static str>) {
    conference.store().asked.borrow_mut().clear();
    let page = conference.directory(ada, query, 50, NOW).unwrap();
    let asked = conference.store().asked.borrow().clone();
    (page, asked)
}

fn times(asked: &[&str], what: &str) -> usize {
    asked.iter().filter(|asked| **asked == what).count()
}

#[test]
fn a_page_reads_the_people_on_it_and_no_others_also_among_a_hundred_thousand() {
    let (mut conference, ada) = crowd(100_000);
    let (first, asked) = ask(&mut conference, &ada, &DirectoryQuery::default());
    assert_eq!((first.delegates.len(), times(&asked, "listed")), (50, 1), "everybody is read once, by the first who asks");
    let organisation = Some("organisation 500".to_owned());
    let queries = [
        DirectoryQuery::default(),
        DirectoryQuery { cursor: first.next.clone(), ..Default::default() },
        DirectoryQuery { text: "person 0999".into(), ..Default::default() },
        DirectoryQuery { organisation, ..Default::default() },
        DirectoryQuery { initial: Initial::read('P'), ..Default::default() },
        DirectoryQuery { text: "nobody of this name".into(), ..Default::default() },
    ];
    for query in queries {
        let (page, asked) = ask(&mut conference, &ada, &query);
        let read = times(&asked, "person");
        assert!(read <= page.delegates.len() + 2, "{query:?}: {read} read for {} people", page.delegates.len());
        assert_eq!((times(&asked, "listed"), times(&asked, "changed")), (0, 0), "{query:?}");
    }
}

#[test]
fn a_change_is_followed_by_whomever_it_was_made_and_costs_only_itself() {
    let (mut conference, ada) = crowd(1000);
    let find = |text: &str| DirectoryQuery { text: text.into(), ..Default::default() };
    assert_eq!(ask(&mut conference, &ada, &find("Organisation 3")).0.delegates.len(), 50);
    let mut person = conference.store().inner.person(&"p3".parse().unwrap()).unwrap().unwrap();
    let before = person.profile.version;
    person.profile.version += 1;
    person.profile.fields.of_mut(Field::Organisation).value = Field::Organisation.parse("Zebra Crossing Trust").unwrap();
    // As another process would: not by these rules.
    assert!(conference.store_mut().inner.put_person(&person, Some(before)).unwrap());
    let (page, asked) = ask(&mut conference, &ada, &find("zebra"));
    assert_eq!((page.delegates.len(), times(&asked, "changed"), times(&asked, "listed")), (1, 1, 0));
    for standing in [Standing::Held, Standing::Removed] {
        let before = person.profile.version;
        (person.profile.standing, person.profile.version) = (standing, before + 1);
        assert!(conference.store_mut().inner.put_person(&person, Some(before)).unwrap());
        assert_eq!(ask(&mut conference, &ada, &find("zebra")).0.found, 0, "{standing:?}");
    }
    let mut seen: Vec<String> = Vec::new();
    let mut query = DirectoryQuery::default();
    loop {
        let (page, _) = ask(&mut conference, &ada, &query);
        seen.extend(page.delegates.iter().map(|person| person.id.to_string()));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!((seen.len(), seen.contains(&"p3".to_owned())), (1000, false), "everybody else, and ada");
}

#[test]
fn what_is_narrowed_is_found_by_nobody_from_the_next_question_on() {
    let (mut conference, ada) = crowd(10);
    let find = DirectoryQuery { text: "organisation 7\tperson".into(), ..Default::default() };
    let organisation = DirectoryQuery { organisation: Some("ORGANISATION 7".into()), ..Default::default() };
    let finds_p7 = |page: &DirectoryPage| page.delegates.iter().any(|person| person.id.as_str() == "p7");
    assert!(finds_p7(&ask(&mut conference, &ada, &find).0) && finds_p7(&ask(&mut conference, &ada, &organisation).0));
    let narrower = AudienceUpdate { audiences: vec![(Field::Organisation, Audience::OnlyMe)], listed: None };
    let p7 = "p7".parse().unwrap();
    let mut person = conference.store().inner.person(&p7).unwrap().unwrap();
    let before = person.profile.version;
    person.profile = narrower.applied_to(&person.profile);
    person.profile.version += 1;
    assert!(conference.store_mut().put_person(&person, Some(before)).unwrap());
    assert!(!finds_p7(&ask(&mut conference, &ada, &find).0));
    assert_eq!(ask(&mut conference, &ada, &organisation).0.found, 0);
    assert!(conference.delegate(&ada, &p7, NOW).unwrap().shared(Field::Organisation).is_none());
}

/// Otherwise the time of an answer would tell who is there and hides.
#[test]
fn whoever_is_unknown_costs_as_much_as_whoever_hides_t05() {
    let (mut conference, ada) = crowd(0);
    assert!(conference.store_mut().inner.put_person(&account("hidden"), None).unwrap());
    let work = ["hidden", "nobody"].map(|id| {
        let id = id.parse().unwrap();
        conference.store().asked.borrow_mut().clear();
        assert!(conference.delegate(&ada, &id, NOW).is_err() && conference.card(&ada, &id, NOW).is_err());
        assert!(conference.block(&ada, &id, NOW).is_err());
        conference.store().asked.take()
    });
    assert!(times(&work[0], "gifts_to") == 3, "{:?}", work[0]);
    assert_eq!(work[0], work[1]);
}

#[test]
fn whoever_was_erased_leaves_no_gap_and_no_name() {
    let mut conference =
        Conference::new(Memory::with([account("ada"), listed("bo", "Bo", &[]), listed("cy", "Cy", &[])]), Counting::default(), unlimited());
    let (ada, bo) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bo", NOW));
    let first = conference.directory(&ada, &DirectoryQuery::default(), 1, NOW).unwrap();
    conference.erase(&bo, "bo@example.org", NOW).unwrap();
    let query = DirectoryQuery { cursor: first.next, ..Default::default() };
    let rest = conference.directory(&ada, &query, 9, NOW).unwrap();
    assert_eq!(rest.delegates.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Cy"]);
}
