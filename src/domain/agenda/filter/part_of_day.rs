//! Parts of a day by the venue's clock, as people speak of them. Not: a conference day.

use crate::domain::time::Moment;

/// When a talk begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfDay {
    /// From 5:00 until before 12:00.
    Morning,
    /// From 12:00 until before 17:00.
    Afternoon,
    /// From 17:00 until before 22:00.
    Evening,
    /// From 22:00 until before 5:00.
    Night,
}

impl PartOfDay {
    /// In the order of a day.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night];

    /// As it stands in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// Reads [`PartOfDay::name`] back.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The part in which a moment lies, by its own clock.
    pub fn of(moment: Moment) -> Self {
        match moment.minute_of_day() / 60 {
            5..12 => Self::Morning,
            12..17 => Self::Afternoon,
            17..22 => Self::Evening,
            _ => Self::Night,
        }
    }
}
