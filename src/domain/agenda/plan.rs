//! Starred talks as a plan of the days: what overlaps, what is free between, how far it is to walk. Not: who starred what, nor a choice
//! between two talks, which only the delegate can make.

mod fits;
mod picks;
#[cfg(test)]
mod tests;
mod walking;

pub use picks::{Comparison, MOST_PICKS, Picks, PicksFault};
pub use walking::Walking;

use super::{Agenda, Talk, TalkStanding};
use crate::domain::id::TalkId;
use crate::domain::time::Moment;
use std::collections::BTreeSet;

/// From how many minutes on time between two talks is worth filling.
pub const WORTH_FILLING: i64 = 20;

/// Every starred talk, once: in a day, or among those that the programme no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Days with at least one starred talk, by date.
    pub days: Vec<PlanDay>,
    /// Starred talks that are not in the programme: kept, because the next version may have them again.
    pub gone: Vec<TalkId>,
}

/// The plan of one conference day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDay {
    /// Position in [`Agenda::days`].
    pub day: usize,
    /// From morning to night.
    pub steps: Vec<Step>,
}

/// One step of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Talks to go to: one, or several of which not all can be seen in full.
    Attend(Group),
    /// The way from one to the next.
    Change(Change),
    /// A starred talk that does not take place; position in [`Agenda::talks`].
    CalledOff(usize),
}

/// Talks that are connected by overlaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Positions in [`Agenda::talks`], by start.
    pub talks: Vec<usize>,
    /// Every pair that overlaps; empty for a single talk.
    pub clashes: Vec<Clash>,
}

/// Two talks that overlap. Positions in [`Agenda::talks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The one that begins first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// Whole minutes that both run; 0 where the programme does not say when one of them ends.
    pub minutes: i64,
}

/// What lies between two talks that follow each other. Positions in [`Agenda::talks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The one that ends last before.
    pub from: usize,
    /// The one that begins next; of several at one time, the one that is furthest to walk to.
    pub to: usize,
    /// Minutes between them.
    pub free: i64,
    /// Minutes to walk; 0 in the same room, `None` where nobody said.
    pub walk: Option<i64>,
}

impl Change {
    /// Whether the walk takes longer than there is time.
    pub fn is_tight(&self) -> bool {
        self.walk.is_some_and(|walk| walk > self.free)
    }

    /// Minutes left for something else, once the walk is taken off; `None` where it is not worth it.
    pub fn gap(&self) -> Option<i64> {
        let left = self.free - self.walk.unwrap_or(0);
        (left >= WORTH_FILLING).then_some(self.free)
    }
}

impl Plan {
    /// Puts starred talks in order.
    pub fn new(agenda: &Agenda, starred: &BTreeSet<TalkId>, walking: &Walking) -> Self {
        let mut by_day: Vec<Vec<usize>> = vec![Vec::new(); agenda.days.len()];
        let mut there: BTreeSet<&TalkId> = BTreeSet::new();
        for (position, talk) in agenda.talks.iter().enumerate().filter(|(_, talk)| starred.contains(&talk.id)) {
            if let Some(day) = by_day.get_mut(talk.day) {
                day.push(position);
                there.insert(&talk.id);
            }
        }
        let days = by_day.into_iter().enumerate().filter(|(_, talks)| !talks.is_empty());
        Self {
            days: days.map(|(day, talks)| PlanDay { day, steps: steps(agenda, &talks, walking) }).collect(),
            gone: starred.iter().filter(|id| !there.contains(id)).cloned().collect(),
        }
    }

    /// Nothing is starred.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.gone.is_empty()
    }
}

impl PlanDay {
    /// Positions in [`Agenda::talks`] of all its talks, in the order of the steps.
    pub fn talks(&self) -> impl Iterator<Item = usize> {
        self.steps
            .iter()
            .flat_map(|step| match step {
                Step::Attend(group) => group.talks.as_slice(),
                Step::CalledOff(talk) => std::slice::from_ref(talk),
                Step::Change(_) => &[],
            })
            .copied()
    }

    /// Every pair of the day that overlaps.
    pub fn clashes(&self) -> impl Iterator<Item = &Clash> {
        self.steps.iter().flat_map(|step| match step {
            Step::Attend(group) => group.clashes.as_slice(),
            Step::CalledOff(_) | Step::Change(_) => &[],
        })
    }
}

/// Until when a talk keeps somebody: a talk whose end is not known still takes the moment at which it begins.
fn reach(talk: &Talk) -> Moment {
    let at_least = Moment::new(talk.start.unix() + 1, talk.start.offset());
    talk.end.max(at_least)
}

/// The minutes that two talks both run; `None` where one can see both. Either order gives the same.
pub fn overlap(one: &Talk, other: &Talk) -> Option<i64> {
    let (from, until) = (one.start.max(other.start), reach(one).min(reach(other)));
    (from < until).then(|| from.minutes_until(until).max(0))
}

/// `talks` are positions of one day, by start.
fn steps(agenda: &Agenda, talks: &[usize], walking: &Walking) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    // The group that is being filled, and the moment until which it lasts.
    let mut open: Option<(Group, Moment)> = None;
    let mut before: Option<Group> = None;
    let mut called_off: Vec<usize> = Vec::new();
    let mut close = |steps: &mut Vec<Step>, group: Group, called_off: &mut Vec<usize>| {
        if let Some(change) = before.as_ref().and_then(|before| change(agenda, before, &group, walking)) {
            steps.push(Step::Change(change));
        }
        let begins = group.talks.first().copied().unwrap_or(0);
        let (earlier, later): (Vec<usize>, Vec<usize>) = called_off.drain(..).partition(|talk| *talk < begins);
        steps.extend(earlier.into_iter().map(Step::CalledOff));
        before = Some(group.clone());
        steps.push(Step::Attend(group));
        steps.extend(later.into_iter().map(Step::CalledOff));
    };
    for (position, talk) in talks.iter().filter_map(|position| Some((*position, agenda.talks.get(*position)?))) {
        match talk.standing {
            TalkStanding::Cancelled => {
                called_off.push(position);
                continue;
            }
            TalkStanding::Planned => {}
        }
        open = Some(match open.take() {
            Some((mut group, until)) if talk.start < until => {
                group.clashes.extend(group.talks.iter().filter_map(|first| {
                    let minutes = overlap(agenda.talks.get(*first)?, talk)?;
                    Some(Clash { first: *first, second: position, minutes })
                }));
                group.talks.push(position);
                (group, until.max(reach(talk)))
            }
            full => {
                if let Some((group, _)) = full {
                    close(&mut steps, group, &mut called_off);
                }
                (Group { talks: vec![position], clashes: Vec::new() }, reach(talk))
            }
        });
    }
    if let Some((group, _)) = open {
        close(&mut steps, group, &mut called_off);
    }
    steps.extend(called_off.into_iter().map(Step::CalledOff));
    steps
}

fn change(agenda: &Agenda, before: &Group, after: &Group, walking: &Walking) -> Option<Change> {
    let talk = |position: &usize| agenda.talks.get(*position);
    let from = before.talks.iter().copied().max_by_key(|position| talk(position).map(|talk| talk.end))?;
    let (left, first) = (talk(&from)?, talk(after.talks.first()?)?);
    let minutes_to = |position: &usize| talk(position).and_then(|to| walking.between(agenda.room_name(left), agenda.room_name(to)));
    let together = after.talks.iter().filter(|position| talk(position).is_some_and(|to| to.start == first.start));
    // The first of the furthest, so that the order of the programme decides between equals.
    let to = *together.rev().max_by_key(|position| minutes_to(position))?;
    Some(Change { from, to, free: left.end.minutes_until(first.start), walk: minutes_to(&to) })
}
