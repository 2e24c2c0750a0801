//! How many minutes it is from one room to another, as the organisers say. Not: a map.

/// Minutes between rooms, by the names on their signposts. Empty: nobody said, and nothing is claimed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walking {
    /// Between any two rooms that are not named below.
    usual: Option<i64>,
    /// Both names and the minutes.
    pairs: Vec<(String, String, i64)>,
}

impl Walking {
    /// More than anybody walks between two talks, in minutes.
    pub const LONGEST: i64 = 240;

    /// `usual`: minutes between any two rooms; `pairs`: exceptions, good for both directions, the first that fits counts.
    pub fn new(usual: Option<i64>, pairs: Vec<(String, String, i64)>) -> Self {
        Self { usual, pairs }
    }

    /// Minutes from one room to another; 0 within a room, `None` where nobody said or a room is not known.
    pub fn between(&self, from: &str, to: &str) -> Option<i64> {
        if from.is_empty() || to.is_empty() {
            return None;
        }
        if from == to {
            return Some(0);
        }
        let named = |(one, other, _): &&(String, String, i64)| (one == from && other == to) || (one == to && other == from);
        self.pairs.iter().find(named).map(|(_, _, minutes)| *minutes).or(self.usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_counts_in_both_directions_before_what_is_usual() {
        let walking = Walking::new(Some(4), vec![("Ada".into(), "Gray".into(), 9)]);
        assert_eq!(walking.between("Ada", "Gray"), Some(9));
        assert_eq!(walking.between("Gray", "Ada"), Some(9));
        assert_eq!(walking.between("Ada", "Library"), Some(4));
        assert_eq!(walking.between("Ada", "Ada"), Some(0));
    }

    #[test]
    fn what_nobody_said_is_not_claimed() {
        assert_eq!(Walking::default().between("Ada", "Gray"), None);
        assert_eq!(Walking::default().between("Ada", "Ada"), Some(0));
        assert_eq!(Walking::new(Some(4), Vec::new()).between("", "Ada"), None, "a talk without a room");
    }
}
