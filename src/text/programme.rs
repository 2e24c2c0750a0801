//! Words for programme files: why one cannot be drawn, and what in one was unclear. Not: the reading.

use super::count;
use crate::domain::agenda::{Notice, Remark};
use crate::formats::Unreadable;

/// Why there is no programme to see, for delegates and for the organiser who must mend it.
pub fn unreadable(fault: &Unreadable) -> String {
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
        Unreadable::UnknownShape { members } if members.is_empty() => "The file at the programme’s address is no programme.".into(),
        Unreadable::UnknownShape { members } => {
            format!("The file at the programme’s address is no programme: it holds “{}”.", members.join("”, “"))
        }
        Unreadable::Malformed { format, member } => {
            format!("The programme, read as {}, is not usable at “{member}”. Nothing is shown, so that no time is wrong.", format.name())
        }
        Unreadable::Damaged { format, line, column } => format!(
            "The programme, read as {}, breaks off or is damaged at line {line}, column {column}. Nothing is shown, so that no time is wrong.",
            format.name()
        ),
        Unreadable::ZoneNeeded { format } => format!(
            "The programme, read as {}, gives its times without a time zone. Nothing is shown, so that no time is wrong. The organisers must set \
             “zone” in config.json to the zone of the venue, for example “Europe/London”.",
            format.name()
        ),
        Unreadable::NoDays { format } => format!("The programme, read as {}, has no list of days.", format.name()),
    }
}

/// What was unclear and what was done instead.
pub fn remark(notice: &Notice) -> Remark {
    Remark { matters: matters(notice), sentence: sentence(notice) }
}

fn matters(notice: &Notice) -> bool {
    match notice {
        Notice::ZoneMissing
        | Notice::ZoneDisagrees { .. }
        | Notice::ZoneUnknown { .. }
        | Notice::TimeAmbiguous { .. }
        | Notice::TalkLeftOut { .. } => true,
        Notice::MemberDropped { .. }
        | Notice::RoomsShareId { .. }
        | Notice::DayCount { .. }
        | Notice::Irregular { .. }
        | Notice::IdentifierLeak { .. }
        | Notice::Empty => false,
    }
}

fn sentence(notice: &Notice) -> String {
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
        Notice::TalkLeftOut { talk, member } if is_standing(member) => {
            format!("“{}” is not shown: the programme says that it was withdrawn or not accepted.", talk.title)
        }
        Notice::TalkLeftOut { talk, member } => {
            format!("“{}” is not shown: its “{member}” cannot be read, and a guessed time would be worse than none.", talk.title)
        }
        Notice::MemberDropped { talk, member } if is_end(member) => format!("It is not known how long “{}” lasts.", talk.title),
        Notice::MemberDropped { talk, member } if is_repetition(member) => {
            format!("“{}” takes place several times; only the first is shown, because its “{member}” cannot be read.", talk.title)
        }
        Notice::MemberDropped { talk, member } => format!("“{}” is shown without its “{member}”, which cannot be read.", talk.title),
        Notice::RoomsShareId { rooms } => format!("The rooms {} share one identifier. They were told apart by name.", rooms.join(", ")),
        Notice::DayCount { said, held } => {
            format!("The programme announces {}, but holds {}.", count(*said, "day", "days"), held)
        }
        Notice::Irregular { place } => format!("The programme departs from its format at “{place}”. No time is affected."),
        Notice::IdentifierLeak { member, count: n } => format!(
            "The programme carried {} that are or come from people’s e-mail addresses (“{member}”). They were dropped; the organisers should \
             remove them.",
            count(*n, "identifier", "identifiers")
        ),
        Notice::Empty => "The programme holds no talks yet.".into(),
    }
}

fn is_standing(member: &str) -> bool {
    matches!(member, "state" | "status")
}

fn is_end(member: &str) -> bool {
    matches!(member, "duration" | "end" | "endsAt" | "endDate" | "DTEND" | "DURATION")
}

fn is_repetition(member: &str) -> bool {
    matches!(member, "RRULE" | "RDATE")
}
