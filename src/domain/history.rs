//! Changes of what people recognise or reach the viewer by, as their owner sees them. Not: other people's, which nobody sees.

use super::id::ChangeId;
use super::privacy::Field;
use super::text::Text;
use super::time::Moment;

/// A change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Names it, to undo it.
    pub id: ChangeId,
    /// Which field.
    pub field: Field,
    /// When; in UTC.
    pub at: Moment,
    /// On which device: "Firefox on Android".
    pub device: Text,
    /// Whether it can be undone.
    pub state: ChangeState,
}

/// Where a change stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeState {
    /// It can be undone. Of a photo neither is there.
    Open {
        /// `None`: not filled in.
        before: Option<Text>,
        /// `None`: emptied.
        after: Option<Text>,
    },
    /// It was undone.
    Undone,
    /// Too long ago.
    Past,
}
