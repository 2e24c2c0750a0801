//! Full-text search over a programme: every word of the query begins a word of the talk, whatever its case and accents. Not: an engine
//! with stems and typing errors; on a phone a few letters and a look at the list are faster.
//!
//! Nothing is folded before somebody searches, and each name once however many talks carry it; a key press then reads a few flat texts.

mod fold;
mod marks;
mod names;
mod words;

pub use fold::{Fold, fold_plain};
pub use marks::Snippet;

use self::names::Names;
use self::words::{Needle, Words};
use super::{Agenda, Texts};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// Where in a talk a query was found, best first. Of several words the weakest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The title begins with what was typed.
    TitleStart,
    /// Title or subtitle.
    Title,
    /// Names of the people on stage.
    People,
    /// Room, track, kind or key word.
    Place,
    /// Summary or description.
    Text,
}

/// The folded words of a programme. It belongs to one agenda; every question brings that agenda along.
#[derive(Clone)]
pub struct Index {
    fold: Fold,
    names: OnceCell<Names>,
    texts: Option<Rc<Texts>>,
    /// By talk, as far as they are folded.
    folded_texts: RefCell<Words>,
}

/// The words that somebody looks for.
#[derive(Clone)]
pub struct Query {
    fold: Fold,
    needles: Vec<Needle>,
    /// What was typed, as a title would begin with it.
    whole: String,
}

impl Query {
    /// Whether it holds no word, so that it finds everything.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }
}

impl Index {
    /// `fold` puts equal what [`fold_plain`] does not know; nothing is folded yet.
    pub fn new(fold: Fold) -> Self {
        Self { fold, names: OnceCell::new(), texts: None, folded_texts: RefCell::default() }
    }

    /// The long texts, which may come later than the list. Those that came in the agenda itself are found without.
    #[must_use]
    pub fn with_texts(&self, texts: Rc<Texts>) -> Self {
        Self { texts: Some(texts), folded_texts: RefCell::default(), ..self.clone() }
    }

    /// Folds ahead of the first key: the names, and this many talks' long texts more. `false`: nothing is left to fold.
    pub fn prepare(&self, agenda: &Agenda, talks: usize) -> bool {
        self.names(agenda);
        let folded = self.folded_texts.borrow().len();
        self.fold_texts(agenda, folded + talks);
        let now = self.folded_texts.borrow().len();
        folded < now && now < agenda.talks.len()
    }

    /// Folds what somebody typed.
    pub fn query(&self, typed: &str) -> Query {
        let folded = words::spaced(typed, self.fold);
        let needles: Vec<Needle> = folded.split(' ').filter(|word| !word.is_empty()).map(Needle::new).collect();
        Query { fold: self.fold, needles, whole: folded }
    }

    /// By position in [`Agenda::talks`]: where each holds every word of the query; `None`: it lacks one.
    pub fn find(&self, agenda: &Agenda, query: &Query) -> Vec<Option<Rank>> {
        let names = self.names(agenda);
        self.fold_texts(agenda, agenda.talks.len());
        let texts = self.folded_texts.borrow();
        let mut found = vec![Some(Rank::TitleStart); agenda.talks.len()];
        for needle in &query.needles {
            let hits = names.hits(needle);
            for (position, (talk, rank)) in agenda.talks.iter().zip(&mut found).enumerate() {
                if let Some(before) = *rank {
                    let here = names.rank(position, talk, needle, &hits);
                    let here = here.or_else(|| needle.is_in(texts.get(position)).then_some(Rank::Text));
                    *rank = here.map(|here| here.max(before));
                }
            }
        }
        for (position, rank) in found.iter_mut().enumerate() {
            if *rank == Some(Rank::Title) && names.begins(position, &query.whole) {
                *rank = Some(Rank::TitleStart);
            }
        }
        found
    }

    fn names(&self, agenda: &Agenda) -> &Names {
        self.names.get_or_init(|| Names::of(agenda, self.fold))
    }

    fn fold_texts(&self, agenda: &Agenda, until: usize) {
        let Some(texts) = self.texts.as_deref().or_else(|| agenda.texts.here()) else { return };
        let mut folded = self.folded_texts.borrow_mut();
        for talk in agenda.talks.iter().take(until).skip(folded.len()) {
            let text = texts.talks.get(&talk.id);
            folded.push(text.into_iter().flat_map(|text| [text.summary.as_str(), text.description.as_str()]), self.fold);
        }
    }
}

#[cfg(test)]
mod tests;
