//! What a programme's source left unclear. Not: a reason to draw nothing; that is `formats::Unreadable`.

use crate::domain::time::ZoneName;
use std::borrow::Cow;

/// A notice in words, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Whether it could mislead somebody about a time or a talk.
    pub matters: bool,
    /// The whole sentence.
    pub sentence: String,
}

/// The item a notice speaks of, as the source calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The item's title, or its id where it has none.
    pub title: String,
}

/// Something in a programme that was not as it should be, and what was done instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The source names no time zone and neither does the configuration: times are shown as the source gives them.
    ZoneMissing,
    /// The source's zone does not have the offset that its times carry: the times were believed.
    ZoneDisagrees {
        /// The zone the source names.
        zone: ZoneName,
        /// Minutes east of UTC in the source's times.
        offset: i16,
    },
    /// The platform knows no zone of this name, so it was not used.
    ZoneUnknown {
        /// As the source or the configuration writes it.
        zone: ZoneName,
    },
    /// The talk's time carries no offset and its clock shows it twice, because clocks go back that night: the first was taken (RFC 5545).
    TimeAmbiguous {
        /// Which.
        talk: Subject,
    },
    /// The talk could not be drawn without guessing and was left out; the member that could not be read. `state`, `status`: the source says
    /// that it has no place in the programme.
    TalkLeftOut {
        /// Which.
        talk: Subject,
        /// Which member, e.g. `date`.
        member: Cow<'static, str>,
    },
    /// The talk is drawn, but one member could not be read and was left empty. `duration` or `end`: the talk ends when it starts.
    /// `day`: it was listed under another date and stands on its own. `RRULE`, `RDATE`: it is repeated, and drawn once.
    MemberDropped {
        /// Which.
        talk: Subject,
        /// Which member.
        member: Cow<'static, str>,
    },
    /// Two rooms carry one identifier: they were told apart by name.
    RoomsShareId {
        /// Names of the rooms.
        rooms: Vec<String>,
    },
    /// The source says it has `said` days but holds `held`.
    DayCount {
        /// As announced.
        said: usize,
        /// As found.
        held: usize,
    },
    /// The source departs from its own format at a place that does not change a time, e.g. an id of the wrong type.
    Irregular {
        /// Where, e.g. `schedule.rooms`.
        place: String,
    },
    /// The source carries identifiers made from people's e-mail addresses; they were dropped.
    IdentifierLeak {
        /// Which member, e.g. `emailHash`.
        member: Cow<'static, str>,
        /// How many were dropped.
        count: usize,
    },
    /// The programme holds no talks.
    Empty,
}
