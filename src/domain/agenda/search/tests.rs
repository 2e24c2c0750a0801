//! What is found, and in what order, on the small programme. Not: folding and marks, which are tested where they are.

use super::super::example::agenda;
use super::*;

fn ranks(agenda: &Agenda, typed: &str) -> Vec<Option<Rank>> {
    let index = Index::new(fold_plain);
    index.find(agenda, &index.query(typed))
}

#[test]
fn every_word_begins_a_word_somewhere_in_the_talk() {
    let agenda = agenda();
    let found = |typed: &str| (0..4).filter(|talk| ranks(&agenda, typed)[*talk].is_some()).collect::<Vec<_>>();
    assert_eq!(found("ESPER"), [1], "accents in the title");
    assert_eq!(found("peranto"), Vec::<usize>::new(), "not in the middle of a word");
    assert_eq!(found("ada espér"), [1], "speaker and title together");
    assert_eq!(found("ada rust"), Vec::<usize>::new());
    assert_eq!(found("  "), [0, 1, 2, 3]);
    assert_eq!(found("gray"), [1, 3], "room");
    assert_eq!(found("art"), [1, 2], "track");
    assert_eq!(found("議"), [2], "no word beginnings in Chinese");
    assert_eq!(found("workshop"), [2], "kind");
    assert_eq!(found("begin"), [0, 3], "key word");
}

#[test]
fn the_better_the_place_the_better_the_rank() {
    let agenda = agenda();
    assert_eq!(ranks(&agenda, "opening")[..4], [Some(Rank::TitleStart), None, None, Some(Rank::Text)]);
    assert_eq!(ranks(&agenda, "esp")[1], Some(Rank::Title));
    assert_eq!(ranks(&agenda, "l esp")[1], Some(Rank::TitleStart));
    assert_eq!(ranks(&agenda, "ada")[..2], [Some(Rank::Place), Some(Rank::People)]);
    assert_eq!(ranks(&agenda, "esp ada gray")[1], Some(Rank::Place), "of several words the weakest counts");
    assert_eq!(ranks(&agenda, "party gray")[3], Some(Rank::Place));
}

#[test]
fn long_texts_are_found_once_they_are_here() {
    let mut agenda = agenda();
    let texts = std::mem::replace(&mut agenda.texts, crate::domain::agenda::LongTexts::At("texts".into()));
    assert_eq!(ranks(&agenda, "after")[3], None);
    let index = Index::new(fold_plain).with_texts(Rc::new(texts.here().unwrap().clone()));
    let mut steps = 1;
    while index.prepare(&agenda, 2) {
        steps += 1;
    }
    assert_eq!(steps, 3, "five talks, two at a time");
    assert_eq!(index.find(&agenda, &index.query("after"))[3], Some(Rank::Text));
}
