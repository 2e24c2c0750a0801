//! Words for somebody's own plan and for picks that people share. Not: the plan.

use super::{count, duration};
use crate::domain::agenda::Agenda;
use crate::domain::agenda::plan::{Change, Group, MOST_PICKS, PicksFault, PlanDay};

/// What stands over talks of which not all can be seen in full.
pub fn clash(group: &Group) -> String {
    match (group.talks.len(), group.clashes.first()) {
        (2, Some(clash)) if clash.minutes > 0 => format!("These 2 overlap by {}.", minutes(clash.minutes)),
        (2, _) => "These 2 are at the same time.".into(),
        (many, _) => match overlap_of_any_two(group) {
            Some(length) => format!("Any 2 of these {many} overlap by {}.", minutes(length)),
            None => format!("These {many} overlap."),
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
        let by = if clash.minutes > 0 { minutes(clash.minutes) } else { "at the same time".into() };
        format!("“{}” and “{}”: {by}", title(clash.first), title(clash.second))
    };
    group.clashes.iter().map(pair).collect()
}

/// `4 min to walk 7`, and what that means, where there is too little time.
pub fn tight(change: &Change, from: &str, to: &str) -> String {
    let walk = change.walk.unwrap_or(0);
    format!("{} min to walk {walk}, from {from} to {to}: leave early or arrive late.", change.free)
}

/// `7 min to walk to Library`; empty in the same room and where nobody said.
pub fn walk(change: &Change, to: &str) -> String {
    change.walk.filter(|walk| *walk > 0).map_or(String::new(), |walk| format!("{walk} min to walk to {to}"))
}

/// `45 min free`.
pub fn free(minutes: i64) -> String {
    format!("{} free", duration(minutes))
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
    let mut parts = vec![count(day.talks().count() - called_off, "talk", "talks")];
    let mut also = |n: usize, one: &str, many: &str| parts.extend((n > 0).then(|| count(n, one, many)));
    also(day.clashes().count(), "overlap", "overlaps");
    also(tight, "change too short", "changes too short");
    also(called_off, "cancelled", "cancelled");
    parts.join(" · ")
}

/// Why a link shows no picks: a heading, and what to do.
pub fn picks_fault(fault: PicksFault) -> (&'static str, String) {
    match fault {
        PicksFault::Empty => (
            "No picks in this address",
            "Somebody’s picks are in a link that they give you. Open that link, or scan their code; there is nothing to see without it.".into(),
        ),
        PicksFault::Newer => (
            "These picks need a newer version of this page",
            "The link was made by a later version of the app. Load the page again to get it. Nothing was kept.".into(),
        ),
        PicksFault::Damaged => (
            "This link is not whole",
            "A part of it is missing or was changed on its way, as happens when a link is broken over two lines. Ask for it again, or scan the \
             code. Nothing was kept."
                .into(),
        ),
        PicksFault::TooMany => (
            "Too many picks",
            format!("A link holds up to {MOST_PICKS} talks, and this has more. Share one day at a time. Nothing was kept."),
        ),
    }
}

fn minutes(n: i64) -> String {
    if n < 60 { count(usize::try_from(n).unwrap_or(0), "minute", "minutes") } else { duration(n) }
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
