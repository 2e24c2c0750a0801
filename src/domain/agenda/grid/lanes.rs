//! Talks of one room that overlap, side by side: who stands in which lane. Not: how wide a lane is.

/// Where a talk stands among those it overlaps with, directly or through others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lane {
    /// Counted from the room's first.
    pub(super) lane: usize,
    /// How many lanes the talks that hang together need; as few as can be.
    pub(super) of: usize,
}

/// One lane for each span of `[start, end)`; the spans come by start. No two that overlap share a lane.
pub(super) fn lanes(spans: &[(i64, i64)]) -> Vec<Lane> {
    let mut placed: Vec<Lane> = Vec::with_capacity(spans.len());
    // When each lane of the group is free again, and where the group begins.
    let mut free: Vec<i64> = Vec::new();
    let mut group = 0;
    for (position, (start, end)) in spans.iter().enumerate() {
        if free.iter().all(|free| free <= start) {
            settle(placed.get_mut(group..).unwrap_or_default(), free.len());
            free.clear();
            group = position;
        }
        let lane = free.iter().position(|free| free <= start).unwrap_or(free.len());
        match free.get_mut(lane) {
            Some(free) => *free = *end,
            None => free.push(*end),
        }
        placed.push(Lane { lane, of: 0 });
    }
    settle(placed.get_mut(group..).unwrap_or_default(), free.len());
    placed
}

fn settle(group: &mut [Lane], of: usize) {
    for lane in group {
        lane.of = of;
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::Dice;
    use super::*;

    fn overlap(a: (i64, i64), b: (i64, i64)) -> bool {
        a.0 < b.1 && b.0 < a.1
    }

    #[test]
    fn talks_in_turn_need_one_lane_and_talks_at_once_one_each() {
        let placed = |spans: &[(i64, i64)]| lanes(spans).into_iter().map(|l| (l.lane, l.of)).collect::<Vec<_>>();
        assert_eq!(placed(&[]), []);
        assert_eq!(placed(&[(0, 10), (10, 20)]), [(0, 1), (0, 1)]);
        assert_eq!(placed(&[(0, 10), (0, 10), (5, 30), (10, 20), (30, 40)]), [(0, 3), (1, 3), (2, 3), (0, 3), (0, 1)]);
    }

    #[test]
    fn no_two_that_overlap_share_a_lane_and_no_lane_is_spare() {
        let mut dice = Dice::new(4);
        for _ in 0..400 {
            let mut spans: Vec<(i64, i64)> = (0..dice.below(40))
                .map(|_| {
                    let start = dice.below(120) as i64;
                    (start, start + 1 + dice.below(30) as i64)
                })
                .collect();
            spans.sort_by_key(|span| span.0);
            let placed = lanes(&spans);
            assert_eq!(placed.len(), spans.len());
            for (a, lane) in placed.iter().enumerate() {
                assert!(lane.lane < lane.of);
                for (b, other) in placed.iter().enumerate().skip(a + 1) {
                    if overlap(spans[a], spans[b]) {
                        assert_ne!(lane.lane, other.lane, "{spans:?}");
                        assert_eq!(lane.of, other.of, "{spans:?}");
                    }
                }
            }
            // As many lanes as talks are on at once somewhere in the group: at the start of one of them.
            let most = |group: &[usize]| {
                group.iter().map(|a| group.iter().filter(|b| spans[**b].0 <= spans[*a].0 && spans[*a].0 < spans[**b].1).count()).max()
            };
            let mut rest: Vec<usize> = (0..spans.len()).collect();
            while let Some(first) = rest.first().copied() {
                let mut group = vec![first];
                while let Some(next) = rest.iter().find(|r| !group.contains(r) && group.iter().any(|g| overlap(spans[*g], spans[**r]))) {
                    group.push(*next);
                }
                assert_eq!(Some(placed[first].of), most(&group), "{spans:?}");
                rest.retain(|r| !group.contains(r));
            }
        }
    }
}
