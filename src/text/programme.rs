//! Words for programme files: why one cannot be drawn, and what in one was unclear. Not: the reading.

use super::{api_error, count};
use crate::api::programme::ProgrammeError;
use crate::domain::agenda::Notice;
use crate::formats::Unreadable;

/// Why there is no programme to see, for delegates and for the organiser who must mend it.
pub fn programme_error(error: &ProgrammeError) -> String {
    match error {
        ProgrammeError::Api(error) => api_error(error),
        ProgrammeError::Unreadable(fault) => unreadable(fault),
    }
}

fn unreadable(fault: &Unreadable) -> String {
    match fault {
        Unreadable::Empty => "The programme file is empty. Nothing can be shown until the organisers publish it.".into(),
        Unreadable::Html => {
            "A web page came instead of the programme. Either this Wi-Fi wants you to sign in to it first, or the programme’s address in \
             config.json is not the address of the file."
                .into()
        }
        Unreadable::NotJson { line, column } => {
            format!(
                "The programme file breaks off or is damaged at line {line}, column {column}. Nothing is shown, so that no time is wrong."
            )
        }
        Unreadable::NotSupported(format) => {
            format!(
                "This programme is written as {}, which this version cannot read yet. It reads frab JSON and pretalx’ schedule.json.",
                format.name()
            )
        }
        Unreadable::UnknownShape { members } if members.is_empty() => "The file at the programme’s address is no programme.".into(),
        Unreadable::UnknownShape { members } => {
            format!("The file at the programme’s address is no programme: it holds “{}”.", members.join("”, “"))
        }
        Unreadable::Malformed { format, member } => {
            format!("The programme, read as {}, is not usable at “{member}”. Nothing is shown, so that no time is wrong.", format.name())
        }
        Unreadable::NoDays { format } => format!("The programme, read as {}, has no list of days.", format.name()),
    }
}

/// What was unclear and what was done instead.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::ZoneMissing => {
            "The programme does not say in which time zone the venue is. Times are shown as the programme gives them; the organisers can set \
             “zone” in config.json."
                .into()
        }
        Notice::ZoneDisagrees { zone, offset } => format!(
            "The programme names the time zone {}, but its times are written for UTC{}{:02}:{:02}. They are shown as they are written.",
            zone.as_str(),
            if *offset < 0 { '−' } else { '+' },
            offset.unsigned_abs() / 60,
            offset.unsigned_abs() % 60
        ),
        Notice::ZoneUnknown { zone } => format!("This browser does not know the time zone {}. It was not used.", zone.as_str()),
        Notice::TimeAmbiguous { talk } => {
            format!("“{}” starts in the hour that clocks show twice that night; the first is meant here.", talk.title)
        }
        Notice::TalkLeftOut { talk, member } => {
            format!("“{}” is not shown: its “{member}” cannot be read, and a guessed time would be worse than none.", talk.title)
        }
        Notice::MemberDropped { talk, member: "duration" | "end" } => {
            format!("It is not known how long “{}” lasts.", talk.title)
        }
        Notice::MemberDropped { talk, member } => format!("“{}” is shown without its “{member}”, which cannot be read.", talk.title),
        Notice::RoomsShareId { rooms } => format!("The rooms {} share one identifier. They were told apart by name.", rooms.join(", ")),
        Notice::DayCount { said, held } => {
            format!("The programme announces {}, but holds {}.", count(*said, "day", "days"), held)
        }
        Notice::Irregular { place } => format!("The programme departs from its format at “{place}”. No time is affected."),
        Notice::IdentifierLeak { member, count: n } => format!(
            "The programme carried {} made from people’s e-mail addresses (“{member}”). They were dropped; the organisers should remove them.",
            count(*n, "identifier", "identifiers")
        ),
        Notice::Empty => "The programme holds no talks yet.".into(),
    }
}
