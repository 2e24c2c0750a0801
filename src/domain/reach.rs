//! How many people an audience is, as far as that may be told. Not: who they are, nor how many of them are in the directory.

/// How many people see what is shared with whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// People to whom the viewer gave something that still stands.
    pub connections: usize,
    /// No more people than this may sign in. Rounded up, so that nobody's coming or going can be read from it.
    pub delegates_at_most: usize,
}

/// The next of 10, 20, 50, 100, 200, 500 … that is not below.
pub fn rounded_up(people: usize) -> usize {
    let mut step: usize = 10;
    loop {
        for factor in [1, 2, 5] {
            let round = step.saturating_mul(factor);
            if round >= people {
                return round;
            }
        }
        step = step.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::rounded_up;

    #[test]
    fn a_crowd_is_told_in_round_numbers_and_never_too_few() {
        for (people, told) in
            [(0, 10), (9, 10), (11, 20), (20, 20), (21, 50), (1999, 2000), (2001, 5000), (100_000, 100_000), (100_001, 200_000)]
        {
            assert_eq!(rounded_up(people), told);
        }
        assert_eq!(rounded_up(usize::MAX), usize::MAX);
    }
}
