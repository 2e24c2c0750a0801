//! Plans of the example, and properties of the plans of made-up days. Not: how a plan is drawn.

use super::super::example::agenda;
use super::*;
use crate::domain::agenda::Room;

/// The same numbers at every run (a linear congruential generator, Knuth's constants).
struct Turns(u64);

impl Turns {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn ids(list: &[&str]) -> BTreeSet<TalkId> {
    list.iter().map(|id| id.parse().unwrap()).collect()
}

/// A day of talks: id, start and end in minutes after ten, room.
fn day(talks: &[(&str, i64, i64, usize)]) -> Agenda {
    let base = agenda();
    let ten = base.talks[0].start;
    let talks = talks.iter().map(|(id, start, end, room)| Talk {
        id: id.parse().unwrap(),
        start: ten.plus_minutes(*start),
        end: ten.plus_minutes(*end),
        room: Some(*room),
        ..base.talks[0].clone()
    });
    let mut talks: Vec<Talk> = talks.collect();
    talks.sort_by_key(|talk| (talk.start, talk.room));
    let rooms = (0..4).map(|n| Room { id: format!("r{n}").parse().unwrap(), name: format!("Room {n}") }).collect();
    Agenda { talks, rooms, ..base }
}

fn all(agenda: &Agenda) -> BTreeSet<TalkId> {
    agenda.talks.iter().map(|talk| talk.id.clone()).collect()
}

#[test]
fn a_day_reads_from_morning_to_night() {
    let agenda = day(&[("a", 0, 60, 0), ("b", 45, 90, 1), ("c", 85, 100, 2), ("d", 160, 190, 2), ("e", 190, 200, 3)]);
    let walking = Walking::new(Some(3), vec![("Room 3".into(), "Room 2".into(), 7)]);
    let plan = Plan::new(&agenda, &all(&agenda), &walking);
    assert_eq!(plan.days.len(), 1);
    let clash = |first, second, minutes| Clash { first, second, minutes };
    assert_eq!(
        plan.days[0].steps,
        [
            // a and c do not overlap, but b overlaps both.
            Step::Attend(Group { talks: vec![0, 1, 2], clashes: vec![clash(0, 1, 15), clash(1, 2, 5)] }),
            Step::Change(Change { from: 2, to: 3, free: 60, walk: Some(0) }),
            Step::Attend(Group { talks: vec![3], clashes: vec![] }),
            Step::Change(Change { from: 3, to: 4, free: 0, walk: Some(7) }),
            Step::Attend(Group { talks: vec![4], clashes: vec![] }),
        ]
    );
    let changes: Vec<Change> = plan.days[0].steps.iter().filter_map(|s| if let Step::Change(c) = s { Some(*c) } else { None }).collect();
    assert_eq!(changes.iter().map(|c| (c.is_tight(), c.gap())).collect::<Vec<_>>(), [(false, Some(60)), (true, None)]);
}

#[test]
fn a_night_belongs_to_the_day_it_began_and_what_is_gone_is_kept() {
    let agenda = agenda();
    let plan = Plan::new(&agenda, &ids(&["zh", "party", "close", "withdrawn"]), &Walking::default());
    assert_eq!(
        plan.days.iter().map(|day| (day.day, day.talks().collect())).collect::<Vec<(usize, Vec<usize>)>>(),
        [(0, vec![2, 3]), (1, vec![4])]
    );
    assert_eq!(plan.gone, ids(&["withdrawn"]).into_iter().collect::<Vec<_>>());
    // `zh` has no room, so nobody knows how far it is.
    assert_eq!(plan.days[0].steps[1], Step::Change(Change { from: 2, to: 3, free: 60, walk: None }));
    assert!(Plan::new(&agenda, &ids(&[]), &Walking::default()).is_empty());
}

#[test]
fn a_cancelled_talk_stands_at_its_time_and_takes_none() {
    let mut agenda = day(&[("a", 0, 60, 0), ("off", 30, 90, 1), ("b", 60, 90, 0), ("late", 200, 210, 1)]);
    agenda.talks[1].standing = TalkStanding::Cancelled;
    agenda.talks[3].standing = TalkStanding::Cancelled;
    let plan = Plan::new(&agenda, &all(&agenda), &Walking::default());
    assert_eq!(plan.days[0].talks().collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(plan.days[0].clashes().count(), 0);
    assert!(plan.days[0].steps.contains(&Step::CalledOff(1)));
}

#[test]
fn a_talk_without_an_end_takes_the_moment_it_begins() {
    let agenda = day(&[("a", 0, 60, 0), ("b", 30, 30, 1), ("c", 60, 60, 2), ("d", 60, 90, 3)]);
    let clashes: Vec<Clash> = Plan::new(&agenda, &all(&agenda), &Walking::default()).days[0].clashes().copied().collect();
    assert_eq!(clashes, [Clash { first: 0, second: 1, minutes: 0 }, Clash { first: 2, second: 3, minutes: 0 }]);
}

#[test]
fn the_furthest_of_several_that_begin_together_decides_whether_a_change_is_tight() {
    let agenda = day(&[("a", 0, 60, 0), ("b", 64, 90, 1), ("c", 64, 90, 2)]);
    let walking = Walking::new(Some(2), vec![("Room 0".into(), "Room 2".into(), 7)]);
    let plan = Plan::new(&agenda, &all(&agenda), &walking);
    assert_eq!(plan.days[0].steps[1], Step::Change(Change { from: 0, to: 2, free: 4, walk: Some(7) }));
}

#[test]
fn what_fits_between_is_seen_as_a_whole_with_the_walk_there_and_on() {
    let talks = [
        ("a", 0, 60, 0),
        ("b", 120, 150, 1),
        ("just", 64, 116, 2),
        ("early", 63, 100, 2),
        ("late", 80, 117, 2),
        ("same", 60, 116, 0),
        ("off", 70, 80, 2),
    ];
    let mut agenda = day(&talks);
    for talk in &mut agenda.talks {
        talk.speakers = vec![0];
        talk.standing = if talk.id.as_str() == "off" { TalkStanding::Cancelled } else { TalkStanding::Planned };
    }
    let walking = Walking::new(Some(4), Vec::new());
    let starred = ids(&["a", "b"]);
    let plan = Plan::new(&agenda, &starred, &walking);
    let Step::Change(change) = plan.days[0].steps[1] else { panic!("{:?}", plan.days[0].steps) };
    let fitting = |starred: &BTreeSet<TalkId>, walking: &Walking, agenda: &Agenda| -> Vec<String> {
        change.fitting(agenda, starred, walking).into_iter().map(|talk| agenda.talks[talk].id.to_string()).collect()
    };
    assert_eq!(fitting(&starred, &walking, &agenda), ["same", "just"]);
    assert_eq!(fitting(&ids(&["a", "b", "same"]), &walking, &agenda), ["just"]);
    assert_eq!(fitting(&starred, &Walking::default(), &agenda), ["same", "early", "just", "late"], "where nobody said how far it is");
    agenda.talks.iter_mut().for_each(|talk| talk.speakers = Vec::new());
    assert_eq!(fitting(&starred, &walking, &agenda), [""; 0], "a break is nothing to see");
}

/// Whatever is starred: nothing is lost or doubled, every clash is a real one and every real one is said, and free time is free.
#[test]
fn plans_of_made_up_days_hold_everything_once() {
    let mut turns = Turns(7);
    for _ in 0..400 {
        let names: Vec<String> = (0..1 + turns.below(14)).map(|n| format!("t{n}")).collect();
        let made: Vec<(&str, i64, i64, usize)> = names
            .iter()
            .map(|name| {
                let start = turns.below(600) as i64;
                (name.as_str(), start, start + turns.below(90) as i64, turns.below(4) as usize)
            })
            .collect();
        let mut agenda = day(&made);
        for talk in &mut agenda.talks {
            talk.standing = if turns.below(6) == 0 { TalkStanding::Cancelled } else { TalkStanding::Planned };
        }
        let starred: BTreeSet<TalkId> = all(&agenda).into_iter().filter(|_| turns.below(4) > 0).chain(ids(&["gone"])).collect();
        let plan = Plan::new(&agenda, &starred, &Walking::new(Some(turns.below(9) as i64), Vec::new()));
        let listed: Vec<usize> = plan.days.iter().flat_map(PlanDay::talks).collect();
        let mut named: Vec<TalkId> = listed.iter().map(|t| agenda.talks[*t].id.clone()).chain(plan.gone.clone()).collect();
        named.sort();
        assert_eq!(named, starred.iter().cloned().collect::<Vec<_>>());

        let takes_place = |t: &&usize| agenda.talks[**t].standing == TalkStanding::Planned;
        let planned: Vec<usize> = listed.iter().filter(takes_place).copied().collect();
        let mut expected = Vec::new();
        for (i, one) in planned.iter().enumerate() {
            for other in &planned[i + 1..] {
                expected
                    .extend(overlap(&agenda.talks[*one], &agenda.talks[*other]).map(|minutes| (*one.min(other), *one.max(other), minutes)));
            }
        }
        let mut said: Vec<_> = plan.days.iter().flat_map(PlanDay::clashes).map(|c| (c.first, c.second, c.minutes)).collect();
        said.sort_unstable();
        expected.sort_unstable();
        assert_eq!(said, expected);

        for change in plan.days.iter().flat_map(|d| &d.steps).filter_map(|s| if let Step::Change(c) = s { Some(c) } else { None }) {
            let (left, next) = (&agenda.talks[change.from], &agenda.talks[change.to]);
            assert!(change.free >= 0 && left.end.minutes_until(next.start) == change.free);
            let busy = planned.iter().map(|t| &agenda.talks[*t]).any(|talk| talk.start < next.start && talk.end > left.end);
            assert!(!busy, "somebody is in a talk during free time");
        }
    }
}

fn made_up_picks(turns: &mut Turns) -> BTreeSet<TalkId> {
    let letters = b"abcXYZ019-_.";
    let many = 1 + turns.below(40);
    (0..many)
        .map(|_| {
            let length = turns.below(64);
            let rest: String = (0..length).map(|_| char::from(letters[turns.below(letters.len() as u64) as usize])).collect();
            format!("h{rest}").parse().unwrap()
        })
        .collect()
}

#[test]
fn picks_read_back_whatever_they_are() {
    let mut turns = Turns(11);
    for _ in 0..300 {
        let talks = made_up_picks(&mut turns);
        let picks = Picks::new(talks.clone()).unwrap();
        let fragment = picks.to_fragment();
        assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~')), "{fragment}");
        assert_eq!(Picks::from_fragment(&fragment), Ok(picks));
    }
    let most: BTreeSet<TalkId> = (0..MOST_PICKS).map(|n| format!("{n:064}").parse().unwrap()).collect();
    assert!(Picks::from_fragment(&Picks::new(most.clone()).unwrap().to_fragment()).is_ok_and(|picks| *picks.talks() == most));
    let more = most.into_iter().chain(ids(&["one-more"])).collect();
    assert_eq!(Picks::new(more), Err(PicksFault::TooMany));
}

#[test]
fn picks_of_one_programme_are_short() {
    let talks = ["h26-1-boathouse-600", "h26-1-boathouse-620", "h26-1-chart-room-690", "h26-2-library-600"];
    let fragment = Picks::new(ids(&talks)).unwrap().to_fragment();
    assert!(fragment.len() < talks.iter().map(|id| id.len()).sum(), "{fragment}");
}

#[test]
fn what_was_cut_changed_or_never_ours_is_told_apart() {
    let whole = Picks::new(ids(&["MJA8QY", "MJB8QZ", "11223"])).unwrap().to_fragment();
    for cut in 1..whole.len() {
        assert_eq!(Picks::from_fragment(&whole[..cut]), Err(PicksFault::Damaged), "{cut}");
    }
    assert_eq!(Picks::from_fragment(""), Err(PicksFault::Empty));
    assert_eq!(Picks::from_fragment(&whole.replacen('1', "2", 1)), Err(PicksFault::Newer));
    for foreign in ["token=secret", "1", "1AA", "1AAA", "1éé", "é", "%31", "1AA~~~", &"1".repeat(100_000), "top"] {
        assert_eq!(Picks::from_fragment(foreign), Err(PicksFault::Damaged), "{}", &foreign[..foreign.len().min(9)]);
    }
    // Ids that are none, with a check sum that is right.
    for listed in ["B", "A..", "A", "Aa~Zb", "Aa~", "Aa/b"] {
        let fragment = format!("1{}{listed}", picks::check(listed));
        assert_eq!(Picks::from_fragment(&fragment), Err(PicksFault::Damaged), "{listed}");
    }
}

#[test]
fn a_friends_picks_beside_mine() {
    let agenda = agenda();
    let theirs = Picks::new(ids(&["open", "zh", "old"])).unwrap();
    let compared = theirs.compare(&agenda, &ids(&["esp", "zh", "elsewhere"]));
    assert_eq!(
        compared,
        Comparison { both: vec![2], theirs: vec![0], mine: vec![1], clashes: vec![(0, 1, 60)], missing: vec!["old".parse().unwrap()] }
    );
}
