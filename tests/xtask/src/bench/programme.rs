//! A conference as every contestant is given it, before it is written in the format that each of them reads. Not: the app's own types; what
//! is compared must not lean on one of the compared.

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Programme {
    /// The conference's name.
    pub(crate) name: String,
    /// Rooms, in the order in which they are listed.
    pub(crate) rooms: Vec<String>,
    /// Tracks.
    pub(crate) tracks: Vec<Track>,
    /// Everybody on stage.
    pub(crate) speakers: Vec<Speaker>,
    /// By start, then room.
    pub(crate) talks: Vec<Talk>,
}

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Track {
    /// Its name.
    pub(crate) name: String,
    /// `#rrggbb`.
    pub(crate) colour: String,
}

/// Somebody on stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// Unique.
    pub(crate) id: String,
    /// As announced.
    pub(crate) name: String,
    /// May be empty.
    pub(crate) biography: String,
}

/// A talk. Rooms, tracks and speakers are positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Talk {
    /// Unique.
    pub(crate) id: String,
    /// Never empty.
    pub(crate) title: String,
    /// May be empty.
    pub(crate) subtitle: String,
    /// A paragraph; may be empty.
    pub(crate) summary: String,
    /// Several; may be empty.
    pub(crate) description: String,
    /// When it starts.
    pub(crate) start: Minute,
    /// How long it is.
    pub(crate) minutes: i64,
    /// The conference day it belongs to, from 0.
    pub(crate) day: i64,
    /// Where.
    pub(crate) room: usize,
    /// Which track.
    pub(crate) track: usize,
    /// Who.
    pub(crate) speakers: Vec<usize>,
    /// BCP 47 tag.
    pub(crate) language: String,
}

/// Minutes since the first conference day began, at midnight of 27 December 2027 in Berlin. In the future, so that nobody's "now" plays a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Minute(pub(crate) i64);

/// IANA zone of the venue.
pub(crate) const ZONE: &str = "Europe/Berlin";

impl Minute {
    /// RFC 3339 with the venue's offset.
    pub(crate) fn rfc3339(self) -> String {
        format!("{}T{}:00+01:00", date(self.0.div_euclid(24 * 60)), self.clock())
    }

    /// `HH:MM`.
    pub(crate) fn clock(self) -> String {
        let minute = self.0.rem_euclid(24 * 60);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }
}

/// `YYYY-MM-DD` of a day, the first being 0. Good for a fortnight.
pub(crate) fn date(day: i64) -> String {
    let december = 27 + day;
    if december <= 31 { format!("2027-12-{december:02}") } else { format!("2028-01-{:02}", december - 31) }
}

impl Programme {
    /// The days on which something happens, in order.
    pub(crate) fn days(&self) -> Vec<i64> {
        let mut days: Vec<i64> = self.talks.iter().map(|talk| talk.day).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// When a talk is over.
    pub(crate) fn end(talk: &Talk) -> Minute {
        Minute(talk.start.0 + talk.minutes)
    }

    /// The names of a talk's speakers.
    pub(crate) fn who<'p>(&'p self, talk: &'p Talk) -> impl Iterator<Item = &'p Speaker> {
        talk.speakers.iter().filter_map(|speaker| self.speakers.get(*speaker))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_become_times_past_midnight_and_past_new_year() {
        assert_eq!(Minute(10 * 60 + 5).rfc3339(), "2027-12-27T10:05:00+01:00");
        assert_eq!(Minute(25 * 60).rfc3339(), "2027-12-28T01:00:00+01:00");
        assert_eq!(Minute(5 * 24 * 60).rfc3339(), "2028-01-01T00:00:00+01:00");
        assert_eq!(Minute(-30).rfc3339(), "2027-12-26T23:30:00+01:00");
    }
}
