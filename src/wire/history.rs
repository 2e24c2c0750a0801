//! Changes of what people recognise or reach the viewer by, as JSON. Not: the profile.

use super::Malformed;
use crate::domain::history::{Change as DomainChange, ChangeState};
use crate::domain::privacy::Field;
use crate::domain::text::Text;
use crate::domain::time::Moment;
use serde::{Deserialize, Serialize};

/// `GET /me/changes`: the newest first.
#[derive(Clone, Serialize, Deserialize)]
pub struct Changes {
    /// The latest.
    pub changes: Vec<Change>,
}

/// One of [`Changes`].
#[derive(Clone, Serialize, Deserialize)]
pub struct Change {
    /// Opaque; for `POST /me/changes/{id}/undo`.
    pub id: String,
    /// [`Field::key`].
    pub field: String,
    /// Unix seconds.
    pub at: i64,
    /// On which device.
    pub device: String,
    /// Of a text, while it is kept; absent: it was not filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Of a text, while it is kept; absent: it was emptied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// It was undone.
    #[serde(default)]
    pub undone: bool,
    /// Seconds for which it can be undone; absent: it cannot, or no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_for: Option<u32>,
}

impl TryFrom<Change> for DomainChange {
    type Error = Malformed;

    fn try_from(sent: Change) -> Result<Self, Malformed> {
        let field = Field::from_key(&sent.field).ok_or(Malformed("field"))?;
        let text = |name, sent: Option<String>| match sent {
            Some(text) => field.parse(&text).map_err(|_| Malformed(name)),
            None => Ok(None),
        };
        let state = match (sent.undone, sent.undo_for) {
            (true, _) => ChangeState::Undone,
            (false, Some(_)) => ChangeState::Open { before: text("before", sent.before)?, after: text("after", sent.after)? },
            (false, None) => ChangeState::Past,
        };
        let device = Text::parse(&sent.device, 80, false).ok().flatten().ok_or(Malformed("device"))?;
        Ok(Self { id: sent.id.parse().map_err(|_| Malformed("id"))?, field, at: Moment::new(sent.at, 0), device, state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_read_with_its_values_only_while_it_can_be_undone() {
        let golden = r#"{"changes":[{"id":"c1","field":"job_title","at":1790000000,"device":"Firefox on Android","after":"Minister","undone":false,"undo_for":86400}]}"#;
        let sent: Changes = serde_json::from_str(golden).unwrap();
        assert_eq!(serde_json::to_string(&sent).unwrap(), golden);
        let read = |change: &Change| DomainChange::try_from(change.clone());
        let open = read(&sent.changes[0]).unwrap();
        let after = Text::parse("Minister", 120, false).unwrap();
        assert_eq!((open.field, open.state), (Field::JobTitle, ChangeState::Open { before: None, after }));
        let past = Change { undo_for: None, ..sent.changes[0].clone() };
        assert_eq!(read(&past).unwrap().state, ChangeState::Past);
        let undone = Change { undone: true, ..past.clone() };
        assert_eq!(read(&undone).unwrap().state, ChangeState::Undone);
        assert!(read(&Change { field: "password".into(), ..past }).is_err());
    }
}
