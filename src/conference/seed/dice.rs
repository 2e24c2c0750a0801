//! Repeatable choices for the demo's texts and people. Not: randomness for anything that must be secret.

/// Sebastiano Vigna's SplitMix64: the same throws after the same start.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(start: u64) -> Self {
        Self(start)
    }

    pub(super) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is above 0. (The tiny bias does not matter here.)
    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.throw() % bound.max(1) as u64) as usize
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, list: &[T; N]) -> T {
        const { assert!(N > 0) };
        list[self.below(N)]
    }
}
