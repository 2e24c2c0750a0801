//! Filters in the address, on the small programme, and against a count made the long way. Not: words, which `search` finds.

use super::super::example::{Dice, agenda};
use super::super::search::fold_plain;
use super::*;

fn from(query: &str) -> Filter {
    Filter::from_query(query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))))
}

fn ids(filter: &Filter) -> Vec<String> {
    let agenda = agenda();
    let talks = filter.talks(&agenda, &Index::new(fold_plain), &|id| id.as_str() == "zh");
    talks.into_iter().map(|talk| agenda.talks[talk].id.to_string()).collect()
}

/// Any filter that this programme and some that others could have.
fn thrown(dice: &mut Dice) -> Filter {
    let mut filter = Filter::default();
    let agenda = agenda();
    let choices = Choices::of(&agenda);
    for facet in Facet::ALL {
        for _ in 0..dice.below(3) {
            let list = choices.of_facet(facet);
            let value = if dice.below(9) == 0 || list.is_empty() { "gone".to_owned() } else { list[dice.below(list.len())].value.clone() };
            filter.toggle(facet, &value);
        }
    }
    filter.day = [None, Some("2026-03-27"), Some("2026-03-28"), Some("2026-04-01")][dice.below(4)].map(|day| day.parse().unwrap());
    if dice.below(3) == 0 {
        filter.toggle_hidden(["ada", "gray", "gone"][dice.below(3)]);
    }
    filter.text = ["", "", "", "opening", "a", "Espéranto & co", "50% + 1 = ?"][dice.below(7)].to_owned();
    filter.starred_only = dice.below(4) == 0;
    filter
}

#[test]
fn a_filter_survives_the_address_bar() {
    for query in [
        "",
        "day=2026-03-27",
        "day=2026-03-28&track=art&track=rest&room=ada&lang=zh&kind=Workshop&tag=a b&time=night&time=evening&hide=gray&q=opening talk&starred=1",
    ] {
        let printed: Vec<_> = from(query).to_query().iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(printed.join("&"), query);
    }
    let mut dice = Dice::new(1);
    for _ in 0..2_000 {
        let filter = thrown(&mut dice);
        let pairs = filter.to_query();
        assert_eq!(Filter::from_query(pairs.iter().map(|(name, value)| (*name, value.as_str()))), filter);
    }
}

#[test]
fn what_an_agenda_does_not_have_is_ignored_and_named() {
    let messy = from("day=yesterday&track=a/b&track=art&track=art&room=&q=%20 &starred=yes&utm=x&track=gone&time=teatime&kind= &hide=far");
    assert_eq!(messy.to_query(), [("track", "art"), ("track", "gone"), ("hide", "far"), ("q", "%20")].map(|(n, v)| (n, v.to_owned())));
    assert_eq!(messy.known_to(&agenda()).tracks.len(), 1);
    assert_eq!(messy.unknown_to(&agenda()), ["gone", "far"]);
    assert_eq!(from("day=2026-03-29&kind=Lecture&tag=beginners&lang=zh").unknown_to(&agenda()), ["2026-03-29", "Lecture"]);
}

#[test]
fn each_part_narrows() {
    for (query, expected) in [
        ("", &["open", "esp", "zh", "party", "close"][..]),
        ("day=2026-03-27", &["open", "esp", "zh", "party"]),
        ("day=2026-03-29", &["open", "esp", "zh", "party", "close"]),
        ("track=art", &["esp", "zh"]),
        ("track=art&track=rest&room=gray", &["esp", "party"]),
        ("track=gone", &["open", "esp", "zh", "party", "close"]),
        ("q=opening", &["open", "party"]),
        ("starred=1", &["zh"]),
        ("starred=1&room=ada", &[]),
        ("lang=zh", &["zh"]),
        ("kind=Workshop", &["zh"]),
        ("tag=beginners", &["open", "party"]),
        ("time=morning", &["open", "esp", "close"]),
        ("time=night", &["zh", "party"]),
        ("time=night&time=morning&tag=beginners", &["open", "party"]),
        ("hide=gray", &["open", "zh", "close"]),
        ("hide=gray&room=gray", &["esp", "party"]),
    ] {
        assert_eq!(ids(&from(query)), expected, "{query}");
    }
    assert!(!from("day=2026-03-27&hide=ada").narrows() && from("room=ada").narrows() && from("time=night").narrows());
}

#[test]
fn the_best_come_first_and_equals_by_time() {
    let agenda = agenda();
    let found = |query: &str| from(query).sift(&agenda, &Index::new(fold_plain), &|_| false).best_first();
    assert_eq!(found("q=opening"), [0, 3]);
    assert_eq!(found("q=a"), [1, 0, 2, 4, 3], "the speaker's name, then rooms and tracks, then a text");
    assert_eq!(found("q=a&track=rest"), [3]);
}

#[test]
fn every_count_is_what_the_choice_would_show() {
    let (agenda, index, mut dice) = (agenda(), Index::new(fold_plain), Dice::new(2));
    let choices = Choices::of(&agenda);
    let starred = |id: &TalkId| matches!(id.as_str(), "zh" | "open");
    let shown = |filter: &Filter| filter.talks(&agenda, &index, &starred).len();
    for _ in 0..1_000 {
        let filter = thrown(&mut dice);
        let sift = filter.sift(&agenda, &index, &starred);
        for facet in Facet::ALL {
            let expected = |choice: &Choice| {
                let mut only = filter.without(Part::Facet(facet));
                only.toggle(facet, &choice.value);
                shown(&only)
            };
            let expected: Vec<usize> = choices.of_facet(facet).iter().map(expected).collect();
            assert_eq!(sift.by_choice(&choices, facet, false), expected, "{facet:?} of {filter:?}");
        }
        for part in Part::all() {
            assert_eq!(sift.without(&[part]), shown(&filter.without(part)), "without {part:?} of {filter:?}");
        }
        let days: Vec<usize> = agenda.days.iter().map(|day| shown(&Filter { day: Some(day.date), ..filter.clone() })).collect();
        assert_eq!(sift.by_day(&agenda), days, "{filter:?}");
    }
    let all_days = from("day=2026-03-28").sift(&agenda, &index, &starred);
    assert_eq!(all_days.by_choice(&choices, Facet::Track, true), [2, 1]);
}
