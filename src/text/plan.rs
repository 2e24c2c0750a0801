//! Words for somebody's own plan and for picks that people share. Not: the plan.

use super::{duration, written};
use crate::domain::agenda::Agenda;
use crate::domain::agenda::plan::{Change, Group, MOST_PICKS, PicksFault, PlanDay};

/// What stands over talks of which not all can be seen in full.
pub fn clash(group: &Group) -> String {
    match (group.talks.len(), group.clashes.first()) {
        (2, Some(clash)) if clash.minutes > 0 => t!("These 2 overlap by {length}.", length = minutes(clash.minutes)),
        (2, _) => t!("These 2 are at the same time.").into(),
        (many, _) => match overlap_of_any_two(group) {
            Some(length) => {
                tn!(many, "Any 2 of these {n} overlap by {length}.", "Any 2 of these {n} overlap by {length}.", length = minutes(length))
            }
            None => tn!(many, "These {n} overlap.", "These {n} overlap."),
        },
    }
}

/// Minutes, where every two talks of the group overlap by as many.
fn overlap_of_any_two(group: &Group) -> Option<i64> {
    let (talks, first) = (group.talks.len(), group.clashes.first()?);
    let alike = first.minutes > 0 && group.clashes.iter().all(|clash| clash.minutes == first.minutes);
    (alike && group.clashes.len() == talks * (talks - 1) / 2).then_some(first.minutes)
}

/// One line for each pair, where there is more than one and they differ.
pub fn clash_pairs(agenda: &Agenda, group: &Group) -> Vec<String> {
    if group.talks.len() < 3 || overlap_of_any_two(group).is_some() {
        return Vec::new();
    }
    let title = |position: usize| agenda.talks.get(position).map_or("", |talk| talk.title.as_str());
    let pair = |clash: &crate::domain::agenda::plan::Clash| {
        let (first, second) = (title(clash.first), title(clash.second));
        match clash.minutes {
            1.. => t!("“{first}” and “{second}”: {length}", first, second, length = minutes(clash.minutes)),
            ..=0 => t!("“{first}” and “{second}”: at the same time", first, second),
        }
    };
    group.clashes.iter().map(pair).collect()
}

/// `4 min to walk 7`, and what that means, where there is too little time.
pub fn tight(change: &Change, from: &str, to: &str) -> String {
    let (free, walk) = (written(change.free), written(change.walk.unwrap_or(0)));
    t!("{free} min to walk {walk}, from {from} to {to}: leave early or arrive late.", free, walk, from, to)
}

/// `7 min to walk to Library`; empty in the same room and where nobody said.
pub fn walk(change: &Change, to: &str) -> String {
    change.walk.filter(|walk| *walk > 0).map_or(String::new(), |walk| t!("{walk} min to walk to {to}", walk = written(walk), to))
}

/// `45 min free`.
pub fn free(minutes: i64) -> String {
    t!("{length} free", length = duration(minutes))
}

/// `6 talks · 2 overlaps · 1 change too short`.
pub fn day_summary(day: &PlanDay) -> String {
    use crate::domain::agenda::plan::Step;
    let (mut called_off, mut tight) = (0, 0);
    for step in &day.steps {
        match step {
            Step::Attend(_) => {}
            Step::CalledOff(_) => called_off += 1,
            Step::Change(change) => tight += usize::from(change.is_tight()),
        }
    }
    let overlaps = day.clashes().count();
    let mut parts = vec![tn!(day.talks().count() - called_off, "{n} talk", "{n} talks")];
    parts.extend((overlaps > 0).then(|| tn!(overlaps, "{n} overlap", "{n} overlaps")));
    parts.extend((tight > 0).then(|| tn!(tight, "{n} change too short", "{n} changes too short")));
    parts.extend((called_off > 0).then(|| tn!(called_off, "{n} cancelled", "{n} cancelled")));
    parts.join(" · ")
}

/// Why a link shows no picks: a heading, and what to do.
pub fn picks_fault(fault: PicksFault) -> (&'static str, String) {
    match fault {
        PicksFault::Empty => (
            t!("No picks in this address"),
            t!("Somebody’s picks are in a link that they give you. Open that link, or scan their code; there is nothing to see without it.").into(),
        ),
        PicksFault::Newer => (
            t!("These picks need a newer version of this page"),
            t!("The link was made by a later version of the app. Load the page again to get it. Nothing was kept.").into(),
        ),
        PicksFault::Damaged => (
            t!("This link is not whole"),
            t!("A part of it is missing or was changed on its way, as happens when a link is broken over two lines. Ask for it again, or scan the code. Nothing was kept.").into(),
        ),
        PicksFault::TooMany => (
            t!("Too many picks"),
            tn!(
                MOST_PICKS,
                "A link holds up to {n} talk, and this has more. Share one day at a time. Nothing was kept.",
                "A link holds up to {n} talks, and this has more. Share one day at a time. Nothing was kept."
            ),
        ),
    }
}

fn minutes(n: i64) -> String {
    if n < 60 { tn!(usize::try_from(n).unwrap_or(0), "{n} minute", "{n} minutes") } else { duration(n) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::plan::Clash;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_overlap_is_said_in_minutes() {
        let group = |minutes: &[i64]| Group {
            talks: (0..=minutes.len()).collect(),
            clashes: minutes.iter().enumerate().map(|(n, minutes)| Clash { first: n, second: n + 1, minutes: *minutes }).collect(),
        };
        assert_eq!(clash(&group(&[20])), "These 2 overlap by 20 minutes.");
        assert_eq!(clash(&group(&[1])), "These 2 overlap by 1 minute.");
        assert_eq!(clash(&group(&[90])), "These 2 overlap by 1 h 30 min.");
        assert_eq!(clash(&group(&[0])), "These 2 are at the same time.");
        assert_eq!(clash(&group(&[20, 5])), "These 3 overlap.");
        assert_eq!(clash(&group(&[20, 20])), "These 3 overlap.", "the first and the last do not");
        let mut alike = group(&[20, 20]);
        alike.clashes.push(Clash { first: 0, second: 2, minutes: 20 });
        assert_eq!(clash(&alike), "Any 2 of these 3 overlap by 20 minutes.");
    }

    #[test]
    fn a_walk_is_said_where_there_is_one() {
        let change = |free, walk| Change { from: 0, to: 1, free, walk };
        assert_eq!(tight(&change(4, Some(7)), "Ada", "Gray"), "4 min to walk 7, from Ada to Gray: leave early or arrive late.");
        assert_eq!(walk(&change(20, Some(7)), "Gray"), "7 min to walk to Gray");
        assert_eq!([walk(&change(20, Some(0)), "Gray"), walk(&change(20, None), "Gray")], ["", ""]);
    }
}
