//! Whose clock a time is shown by. Not: what it shows, which the platform's zones know.

/// A choice of clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The one on the wall of the venue.
    #[default]
    Venue,
    /// The one of the device that the programme is read on.
    Viewer,
    /// The one of a zone that the page around this one names; its place among those that it has named.
    Named(usize),
}

impl Clock {
    /// The one that is shown beside this.
    pub fn other(self) -> Self {
        match self {
            Self::Venue => Self::Viewer,
            Self::Viewer | Self::Named(_) => Self::Venue,
        }
    }
}
