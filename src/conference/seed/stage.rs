//! Which of the demo's speakers are free. Not: what they speak about.

use crate::domain::time::Moment;

/// Who is on which stage when: nobody is on two.
pub(super) struct Stage {
    busy: Vec<Vec<(Moment, Moment)>>,
    next: usize,
}

impl Stage {
    pub(super) fn for_speakers(count: usize) -> Self {
        Self { busy: vec![Vec::new(); count], next: 0 }
    }

    fn is_free(&self, speaker: usize, start: Moment, end: Moment) -> bool {
        self.busy[speaker].iter().all(|(from, to)| end <= *from || *to <= start)
    }

    /// Notes that these are on a stage.
    pub(super) fn book(&mut self, speakers: &[usize], start: Moment, end: Moment) {
        for speaker in speakers {
            if let Some(busy) = self.busy.get_mut(*speaker) {
                busy.push((start, end));
            }
        }
    }

    /// The next so many who are free, in turn.
    pub(super) fn cast(&mut self, count: usize, start: Moment, end: Moment) -> Vec<usize> {
        let all = self.busy.len();
        let in_turn = (self.next..self.next + all).map(|turn| turn % all.max(1));
        let cast: Vec<usize> = in_turn.filter(|speaker| self.is_free(*speaker, start, end)).take(count).collect();
        self.book(&cast, start, end);
        self.next = cast.last().map_or(self.next, |last| last + 1);
        cast
    }
}
