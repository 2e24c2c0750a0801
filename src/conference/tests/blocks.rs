//! Blocks and reports: what either tells the other one, which is nothing. Not: connections (`connections`).

use crate::conference::connections::store::Connections;
use crate::conference::fixture::{NOW, Small, conference, listed, named, viewer};
use crate::conference::{Refusal, Viewer};
use crate::domain::access::{By, Lines, RecordQuery, Way};
use crate::domain::connection::{Contacts, GiftTerm, Offer, ReportReason};
use crate::domain::delegate::DirectoryQuery;
use crate::domain::fields::Fields;
use crate::domain::id::DelegateId;
use crate::domain::privacy::{Audience, Field};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Text;

const OPEN: GiftTerm = GiftTerm::Open;

fn two() -> (Small, [Viewer; 2]) {
    let ada = listed("ada", "Ada", &[(Field::Phone, "+44 1", Audience::Delegates)]);
    let mut conference = conference([ada, listed("bela", "Bela", &[]), named("hidden", "Hidden", &[])]);
    let viewers = ["ada", "bela"].map(|id| viewer(&mut conference, id, NOW));
    (conference, viewers)
}

fn name_only() -> Offer {
    Offer { fields: Fields::none(), term: OPEN }
}

fn rows(conference: &mut Small, viewer: &Viewer) -> Vec<String> {
    let page = conference.directory(viewer, &DirectoryQuery::default(), 50, NOW).unwrap();
    page.delegates.into_iter().map(|delegate| delegate.name.as_str().to_owned()).collect()
}

fn connect(conference: &mut Small, asker: &Viewer, asked: &Viewer) {
    let code = conference.show_code(asked, NOW).unwrap().0;
    let id = conference.ask(asker, code.expose(), NOW).unwrap();
    conference.give(asker, &id, name_only(), NOW).unwrap();
    conference.give(asked, &id, name_only(), NOW).unwrap();
}

#[test]
fn a_block_makes_both_vanish_for_each_other_and_is_told_to_nobody() {
    let (mut conference, [ada, bela]) = two();
    connect(&mut conference, &bela, &ada);
    conference.block(&ada, &bela.id, NOW).unwrap();
    conference.block(&ada, &bela.id, NOW).unwrap();
    for (who, other) in [(&ada, &bela), (&bela, &ada)] {
        assert_eq!(conference.delegate(who, &other.id, NOW), Err(Refusal::NotFound));
        assert_eq!(conference.card(who, &other.id, NOW), Err(Refusal::NotFound));
        assert_eq!(rows(&mut conference, who).len(), 1, "only themselves");
        assert_eq!(conference.contacts(who, NOW).unwrap(), Contacts::default(), "what they exchanged is over");
    }
    assert_eq!(conference.blocks(&bela, NOW).unwrap(), []);
    let own = conference.blocks(&ada, NOW).unwrap();
    assert_eq!((own.len(), own[0].delegate.as_ref().map(|bela| bela.name.as_str())), (1, Some("Bela")));

    conference.unblock(&ada, &bela.id, NOW).unwrap();
    assert!(conference.delegate(&bela, &ada.id, NOW).is_ok());
    assert_eq!(conference.contacts(&ada, NOW).unwrap(), Contacts::default(), "and does not come back");
}

#[test]
fn whoever_is_blocked_cannot_ask_and_gets_the_answer_of_a_used_up_code() {
    let (mut conference, [ada, bela]) = two();
    conference.block(&ada, &bela.id, NOW).unwrap();
    let shown = conference.show_code(&ada, NOW).unwrap().0;
    let refused = conference.ask(&bela, shown.expose(), NOW);
    assert_eq!(refused, conference.ask(&bela, "AAAAAAAA", NOW));
    assert!(refused.is_err());
    // Nor can the blocker ask them: it would tell.
    let shown = conference.show_code(&bela, NOW).unwrap().0;
    assert_eq!(conference.ask(&ada, shown.expose(), NOW), refused);
}

#[test]
fn a_question_from_before_a_block_looks_unanswered() {
    let (mut conference, [ada, bela]) = two();
    let code = conference.show_code(&ada, NOW).unwrap().0;
    let id = conference.ask(&bela, code.expose(), NOW).unwrap();
    conference.give(&bela, &id, name_only(), NOW).unwrap();
    assert_eq!(conference.contacts(&ada, NOW).unwrap().requests.len(), 1);
    conference.block(&ada, &bela.id, NOW).unwrap();
    assert_eq!(conference.contacts(&ada, NOW).unwrap(), Contacts::default());
    let asked = conference.contacts(&bela, NOW).unwrap().asked;
    assert_eq!(asked.len(), 1, "as after a silent no");
    assert!(conference.give(&bela, &id, name_only(), NOW).is_ok() && conference.end_connection(&bela, &id, NOW).is_ok());
}

#[test]
fn nobody_is_found_by_blocking_or_reporting_t06() {
    let (mut conference, [ada, bela]) = two();
    let nobody: DelegateId = "nobody".parse().unwrap();
    let hidden: DelegateId = "hidden".parse().unwrap();
    for id in [&nobody, &hidden, &ada.id] {
        assert_eq!(conference.block(&ada, id, NOW), Err(Refusal::NotFound));
        assert_eq!(conference.report(&ada, id, ReportReason::Content, None, NOW), Err(Refusal::NotFound));
        assert_eq!(conference.unblock(&ada, id, NOW), Ok(()));
    }
    conference.block(&bela, &ada.id, NOW).unwrap();
    assert_eq!(conference.block(&ada, &bela.id, NOW), Err(Refusal::NotFound), "who blocked me does not exist for me");
    assert_eq!(conference.blocks(&ada, NOW).unwrap(), []);
}

/// The answer tells that somebody is there, so it is noted, and no otherwise than a look at their page: else the note would tell of the block.
#[test]
fn whoever_is_blocked_or_reported_was_looked_at_t52() {
    let (mut conference, [ada, bela]) = two();
    let noted = |conference: &mut Small| {
        let Lines::Times(times) = conference.record(&ada, &RecordQuery { by: By::Time, ..Default::default() }, NOW).unwrap().lines else {
            panic!("people")
        };
        times.into_iter().map(|glance| (glance.fields, glance.way)).collect::<Vec<_>>()
    };
    let page = (Fields::of([Field::Name, Field::Phone]), Way::Page);
    assert_eq!(noted(&mut conference), []);
    conference.report(&bela, &ada.id, ReportReason::Content, None, NOW).unwrap();
    assert_eq!(noted(&mut conference), [page]);
    conference.block(&bela, &ada.id, NOW + 61).unwrap();
    conference.unblock(&bela, &ada.id, NOW + 61).unwrap();
    assert_eq!(noted(&mut conference), [page, page]);
    conference.delegate(&bela, &ada.id, NOW + 62).unwrap();
    assert_eq!(noted(&mut conference), [page, page], "the same look");
}

#[test]
fn after_a_no_whoever_asked_can_still_be_blocked_and_reported_until_the_question_lapses() {
    let (mut conference, [ada, _]) = two();
    let hidden = viewer(&mut conference, "hidden", NOW);
    let code = conference.show_code(&ada, NOW).unwrap().0;
    let id = conference.ask(&hidden, code.expose(), NOW).unwrap();
    assert_eq!(conference.block(&ada, &hidden.id, NOW), Err(Refusal::NotFound), "nothing was offered yet");
    conference.give(&hidden, &id, name_only(), NOW).unwrap();
    conference.end_connection(&ada, &id, NOW).unwrap();
    assert!(conference.report(&ada, &hidden.id, ReportReason::Harassment, None, NOW).is_ok());
    let lapsed = NOW + i64::from(conference.limits().question_ttl);
    let later = viewer(&mut conference, "ada", lapsed);
    assert_eq!(conference.report(&later, &hidden.id, ReportReason::Harassment, None, lapsed), Err(Refusal::NotFound));
    conference.block(&ada, &hidden.id, NOW).unwrap();
    let again = conference.show_code(&ada, NOW).unwrap().0;
    assert!(conference.ask(&hidden, again.expose(), NOW).is_err());
}

#[test]
fn a_name_in_the_list_of_blocks_is_never_a_copy() {
    let (mut conference, [ada, bela]) = two();
    conference.block(&ada, &bela.id, NOW).unwrap();
    let update = crate::domain::profile::AudienceUpdate { audiences: Vec::new(), listed: Some(false) };
    conference.set_audiences(&bela, &update, NOW).unwrap();
    assert_eq!(conference.blocks(&ada, NOW).unwrap()[0].delegate, None);
}

#[test]
fn a_report_is_kept_with_a_reference_and_tells_the_reported_nothing_t41() {
    let (mut conference, [ada, bela]) = two();
    let words = Text::parse("They shout.", 2000, true).unwrap();
    let before = (conference.contacts(&bela, NOW).unwrap(), conference.blocks(&bela, NOW).unwrap());
    let filed = conference.report(&ada, &bela.id, ReportReason::Harassment, words.clone(), NOW).unwrap();
    let kept = conference.store().reports(10).unwrap();
    assert_eq!((kept.len(), &kept[0].reference, &kept[0].words), (1, &filed.reference, &words));
    assert_eq!(filed.letter.report, kept[0]);
    assert_eq!((conference.contacts(&bela, NOW).unwrap(), conference.blocks(&bela, NOW).unwrap()), before);
    let empty = Refusal::Invalid(vec![FieldProblem { input: Input::Report, fault: Fault::Empty }]);
    assert_eq!(conference.report(&ada, &bela.id, ReportReason::Other, None, NOW), Err(empty));
    conference.block(&ada, &bela.id, NOW).unwrap();
    assert!(conference.report(&ada, &bela.id, ReportReason::Content, None, NOW).is_ok(), "also after a block");
    for _ in 0..8 {
        let _ = conference.report(&ada, &bela.id, ReportReason::Content, None, NOW);
    }
    assert!(matches!(conference.report(&ada, &bela.id, ReportReason::Content, None, NOW), Err(Refusal::TooMany { .. })));
}
