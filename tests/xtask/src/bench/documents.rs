//! One programme as the documents that the contestants read: the contract's `/agenda` with its long texts apart, pretalx' widget JSON, plain rows,
//! columns. Not: how they are served.

use super::programme::{Programme, Talk, ZONE, date};
use serde_json::{Map, Value, json};

/// The contract's `GET /agenda`, with the long texts in a document of their own.
pub(crate) fn agenda(programme: &Programme) -> Value {
    let talks: Vec<Value> = programme.talks.iter().map(|talk| agenda_talk(programme, talk)).collect();
    json!({
        "version": "1",
        "event": {"name": programme.name, "zone": ZONE},
        "days": programme.days().into_iter().map(|day| json!({"date": date(day)})).collect::<Vec<_>>(),
        "rooms": programme.rooms.iter().enumerate().map(|(n, name)| json!({"id": room_id(n), "name": name})).collect::<Vec<_>>(),
        "tracks": programme.tracks.iter().enumerate()
            .map(|(n, track)| json!({"id": track_id(n), "name": track.name, "colour": track.colour})).collect::<Vec<_>>(),
        "speakers": programme.speakers.iter().map(|speaker| json!({"id": speaker.id, "name": speaker.name})).collect::<Vec<_>>(),
        "talks": talks,
        "texts": "agenda/texts",
    })
}

fn agenda_talk(programme: &Programme, talk: &Talk) -> Value {
    let mut entry = json!({
        "id": talk.id,
        "title": talk.title,
        "start": talk.start.rfc3339(),
        "end": Programme::end(talk).rfc3339(),
        "day": date(talk.day),
        "room": room_id(talk.room),
        "track": track_id(talk.track),
        "language": talk.language,
    });
    put(&mut entry, "subtitle", &talk.subtitle);
    let speakers: Vec<&str> = programme.who(talk).map(|speaker| speaker.id.as_str()).collect();
    if !speakers.is_empty() {
        entry["speakers"] = json!(speakers);
    }
    entry
}

/// The contract's `GET /agenda/texts`.
pub(crate) fn texts(programme: &Programme) -> Value {
    let text = |talk: &Talk| {
        let mut entry = json!({});
        put(&mut entry, "summary", &talk.summary);
        put(&mut entry, "description", &talk.description);
        (talk.id.clone(), entry)
    };
    let told = programme.speakers.iter().filter(|speaker| !speaker.biography.is_empty());
    json!({
        "talks": programme.talks.iter().map(text).collect::<Map<_, _>>(),
        "speakers": told.map(|speaker| (speaker.id.clone(), json!(speaker.biography))).collect::<Map<_, _>>(),
    })
}

/// What pretalx' widget fetches. It carries the abstracts of all talks, the long descriptions not.
pub(crate) fn widget(programme: &Programme) -> Value {
    let talk = |(position, talk): (usize, &Talk)| {
        json!({
            "code": talk.id,
            "id": position + 1,
            "title": talk.title,
            "abstract": talk.summary,
            "speakers": programme.who(talk).map(|speaker| speaker.id.as_str()).collect::<Vec<_>>(),
            "track": talk.track + 1,
            "start": talk.start.rfc3339(),
            "end": Programme::end(talk).rfc3339(),
            "room": talk.room + 1,
            "duration": talk.minutes,
            "updated": "2027-11-24T22:42:03.473029+00:00",
            "state": null,
            "content_locale": talk.language,
            "do_not_record": false,
        })
    };
    let speaker = |id: &str, name: &str| json!({"code": id, "name": name, "avatar": null, "avatar_thumbnail_default": null, "avatar_thumbnail_tiny": null});
    let days = programme.days();
    json!({
        "talks": programme.talks.iter().enumerate().map(talk).collect::<Vec<_>>(),
        "version": "1",
        "schedule_id": 1,
        "timezone": ZONE,
        "event_start": days.first().map(|day| date(*day)),
        "event_end": days.last().map(|day| date(*day)),
        "tracks": programme.tracks.iter().enumerate()
            .map(|(n, track)| json!({"id": n + 1, "name": track.name, "description": "", "color": track.colour})).collect::<Vec<_>>(),
        "rooms": programme.rooms.iter().enumerate().map(|(n, name)| json!({"id": n + 1, "name": name, "description": null})).collect::<Vec<_>>(),
        "speakers": programme.speakers.iter().map(|s| speaker(&s.id, &s.name)).collect::<Vec<_>>(),
    })
}

/// Rows as somebody would publish them who writes a page by hand: everything that a card shows, spelt out.
pub(crate) fn rows(programme: &Programme) -> Value {
    let row = |talk: &Talk| {
        json!({
            "id": talk.id,
            "title": talk.title,
            "language": talk.language,
            "speakers": programme.who(talk).map(|speaker| speaker.name.as_str()).collect::<Vec<_>>(),
            "day": date(talk.day),
            "start": talk.start.clock(),
            "end": Programme::end(talk).clock(),
            "minutes": talk.minutes,
            "room": programme.rooms.get(talk.room),
            "track": programme.tracks.get(talk.track).map(|track| track.name.as_str()),
            "colour": programme.tracks.get(talk.track).map(|track| track.colour.as_str()),
        })
    };
    json!({"name": programme.name, "talks": programme.talks.iter().map(row).collect::<Vec<_>>()})
}

/// The same as columns, numbers and positions, for the page of somebody who knows how.
pub(crate) fn columns(programme: &Programme) -> Value {
    let column = |value: fn(&Talk) -> Value| programme.talks.iter().map(value).collect::<Vec<_>>();
    let mut before = 0;
    let starts = programme.talks.iter().map(|talk| {
        let step = talk.start.0 - before;
        before = talk.start.0;
        step
    });
    json!({
        "name": programme.name,
        "first": date(0),
        "rooms": programme.rooms,
        "tracks": programme.tracks.iter().map(|track| json!([track.name, track.colour])).collect::<Vec<_>>(),
        "people": programme.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>(),
        "id": programme.talks.iter().map(|talk| talk.id.as_str()).collect::<String>(),
        "title": column(|talk| json!(talk.title)),
        "language": column(|talk| json!(talk.language)),
        // Since the talk before.
        "start": starts.collect::<Vec<_>>(),
        "minutes": column(|talk| json!(talk.minutes)),
        "day": column(|talk| json!(talk.day)),
        "room": column(|talk| json!(talk.room)),
        "track": column(|talk| json!(talk.track)),
        "who": column(|talk| json!(talk.speakers)),
    })
}

fn room_id(position: usize) -> String {
    format!("r{position}")
}

fn track_id(position: usize) -> String {
    format!("t{position}")
}

/// Members that are empty are absent.
fn put(entry: &mut Value, member: &str, text: &str) {
    if !text.is_empty() {
        entry[member] = json!(text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::generate::{Size, programme};
    use super::*;

    fn list<'v>(value: &'v Value, member: &str) -> &'v Vec<Value> {
        value[member].as_array().unwrap()
    }

    #[test]
    fn every_document_holds_every_talk_at_the_same_time() {
        let programme = programme(Size { talks: 250, rooms: 8, days: 4 });
        let (agenda, widget, rows, columns) = (agenda(&programme), widget(&programme), rows(&programme), columns(&programme));
        let mut start = 0;
        for (position, talk) in programme.talks.iter().enumerate() {
            let (a, w, r) = (&list(&agenda, "talks")[position], &list(&widget, "talks")[position], &list(&rows, "talks")[position]);
            assert_eq!(
                (&a["title"], &w["title"], &r["title"]),
                (&json!(talk.title), &json!(talk.title), &list(&columns, "title")[position])
            );
            assert_eq!(a["start"], w["start"]);
            assert_eq!(a["start"].as_str().unwrap()[11..16], *r["start"].as_str().unwrap());
            start += list(&columns, "start")[position].as_i64().unwrap();
            assert_eq!(start, talk.start.0);
            let room = a["room"].as_str().unwrap();
            assert_eq!(list(&agenda, "rooms").iter().find(|r| r["id"] == room).unwrap()["name"], r["room"]);
            assert_eq!(list(&widget, "rooms").iter().find(|r| r["id"] == w["room"]).unwrap()["name"], r["room"]);
        }
        assert_eq!(list(&agenda, "talks").len(), 250);
    }

    #[test]
    fn long_texts_are_apart() {
        let programme = programme(Size { talks: 250, rooms: 8, days: 4 });
        let told = programme.talks.iter().find(|talk| !talk.summary.is_empty()).unwrap();
        assert_eq!(texts(&programme)["talks"][&told.id]["summary"], told.summary);
        assert!(!agenda(&programme).to_string().contains(&told.summary));
        assert!(widget(&programme).to_string().contains(&told.summary), "pretalx sends abstracts with the list");
    }
}
