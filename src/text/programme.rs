//! Words for programme files: why one cannot be drawn, and what in one was unclear. Not: the reading.

use super::{in_a_row, offset_name, quoted};
use crate::domain::agenda::{Notice, Remark};
use crate::formats::Unreadable;
use crate::words::number;

/// Why there is no programme to see, for delegates and for the organiser who must mend it.
pub fn unreadable(fault: &Unreadable) -> String {
    match fault {
        Unreadable::Empty => t!("The programme file is empty. Nothing can be shown until the organisers publish it.").into(),
        Unreadable::Html => {
            t!("A web page came instead of the programme. Either this Wi-Fi wants you to sign in to it first, or the programme’s address in config.json is not the address of the file.").into()
        }
        Unreadable::NotJson { line, column } => {
            t!("The programme file breaks off or is damaged at line {line}, column {column}. Nothing is shown, so that no time is wrong.", line, column)
        }
        Unreadable::UnknownShape { members } if members.is_empty() => t!("The file at the programme’s address is no programme.").into(),
        Unreadable::UnknownShape { members } => {
            t!("The file at the programme’s address is no programme: it holds {members}.", members = quoted(members))
        }
        Unreadable::Malformed { format, member } => {
            t!("The programme, read as {format}, is not usable at “{member}”. Nothing is shown, so that no time is wrong.", format = format.name(), member)
        }
        Unreadable::Damaged { format, line, column } => t!(
            "The programme, read as {format}, breaks off or is damaged at line {line}, column {column}. Nothing is shown, so that no time is wrong.",
            format = format.name(),
            line,
            column
        ),
        Unreadable::ZoneNeeded { format } => t!(
            "The programme, read as {format}, gives its times without a time zone. Nothing is shown, so that no time is wrong. The organisers must set “zone” in config.json to the zone of the venue, for example “Europe/London”.",
            format = format.name()
        ),
        Unreadable::NoDays { format } => t!("The programme, read as {format}, has no list of days.", format = format.name()),
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
            t!("The programme does not say in which time zone the venue is. Times are shown as the programme gives them; the organisers can set “zone” in config.json.").into()
        }
        Notice::ZoneDisagrees { zone, offset } => t!(
            "The programme names the time zone {zone}, but its times are written for {offset}. They are shown as they are written.",
            zone = zone.as_str(),
            offset = offset_name(*offset)
        ),
        Notice::ZoneUnknown { zone } => t!("This browser does not know the time zone {zone}. It was not used.", zone = zone.as_str()),
        Notice::TimeAmbiguous { talk } => {
            t!("“{title}” starts in the hour that clocks show twice that night; the first is meant here.", title = talk.title)
        }
        Notice::TalkLeftOut { talk, member } if is_standing(member) => {
            t!("“{title}” is not shown: the programme says that it was withdrawn or not accepted.", title = talk.title)
        }
        Notice::TalkLeftOut { talk, member } => {
            t!("“{title}” is not shown: its “{member}” cannot be read, and a guessed time would be worse than none.", title = talk.title, member)
        }
        Notice::MemberDropped { talk, member } if is_end(member) => t!("It is not known how long “{title}” lasts.", title = talk.title),
        Notice::MemberDropped { talk, member } if is_repetition(member) => {
            t!("“{title}” takes place several times; only the first is shown, because its “{member}” cannot be read.", title = talk.title, member)
        }
        Notice::MemberDropped { talk, member } => t!("“{title}” is shown without its “{member}”, which cannot be read.", title = talk.title, member),
        Notice::RoomsShareId { rooms } => t!("The rooms {rooms} share one identifier. They were told apart by name.", rooms = in_a_row(rooms.clone())),
        Notice::DayCount { said, held } => {
            tn!(
                *said,
                "The programme announces {n} day, but holds {held}.",
                "The programme announces {n} days, but holds {held}.",
                held = number(*held)
            )
        }
        Notice::Irregular { place } => t!("The programme departs from its format at “{place}”. No time is affected.", place),
        Notice::IdentifierLeak { member, count } => tn!(
            *count,
            "The programme carried {n} identifier that are or come from people’s e-mail addresses (“{member}”). They were dropped; the organisers should remove them.",
            "The programme carried {n} identifiers that are or come from people’s e-mail addresses (“{member}”). They were dropped; the organisers should remove them.",
            member
        ),
        Notice::Empty => t!("The programme holds no talks yet.").into(),
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
