//! The calendars of whole programmes, judged by a parser that others wrote (`judge.py`, PyPI `icalendar`): the samples of every format, the
//! demo, and the real programmes of `../shared/data` where they are. Not: the grammar's corners, which are tested with the writer.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary::calendar::{Calendar, Event};
use plenary::conference::seed;
use plenary::domain::agenda::{Agenda, Talk, TalkStanding};
use plenary::formats;
use plenary_backend::zones::TzDatabase;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::Folder;

const SITE: &str = "https://app.example";
const STAMP: i64 = 1_577_440_800;

/// Every programme there is, by the name of its file.
fn programmes() -> Vec<(String, Agenda)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = vec![
        ("demo".into(), seed::agenda("2026-03-28".parse().unwrap(), 0, "Europe/London".parse().unwrap())),
        ("demo-far".into(), seed::agenda("2026-11-24".parse().unwrap(), 345, "Asia/Kathmandu".parse().unwrap())),
    ];
    let zone = "Europe/Berlin".parse().ok();
    for folder in ["src/formats/samples", "../shared/data"] {
        let Ok(files) = std::fs::read_dir(root.join(folder)) else {
            eprintln!("SKIPPED: {folder} is not here, so the calendars of its programmes were not judged");
            continue;
        };
        let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            // Schemas and read-me files are no programmes.
            if let Ok(agenda) = formats::read(&std::fs::read_to_string(&file).unwrap(), zone.as_ref(), &TzDatabase) {
                found.push((format!("{folder}-{name}").replace(['/', '.'], "-"), agenda));
            }
        }
    }
    found
}

/// What the file must say of a talk, put together by another road than the writer's.
fn expected(agenda: &Agenda, talk: &Talk) -> Value {
    let as_written = |text: &str| -> String {
        let lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'], "\n");
        lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
    };
    let url = format!("{SITE}/talks/{}", talk.id);
    let speakers: Vec<&str> = talk.speakers.iter().map(|position| agenda.speakers[*position].name.as_str()).collect();
    let mut paragraphs = vec![[talk.subtitle.trim(), speakers.join(", ").trim()].join("\n").trim().to_owned()];
    if let Some(text) = agenda.texts.here().and_then(|texts| texts.talks.get(&talk.id)) {
        paragraphs.extend([&text.summary, &text.description].map(|text| text.trim().to_owned()));
        if text.summary.trim() == text.description.trim() {
            paragraphs.pop();
        }
        let named = text.links.iter().map(|link| match link.title() {
            title if title == link.href() => title.to_owned(),
            title => format!("{title}: {}", link.href()),
        });
        paragraphs.push(named.collect::<Vec<_>>().join("\n"));
    }
    paragraphs.push(url.clone());
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let mut categories: Vec<String> = Vec::new();
    let track = talk.track.map(|position| agenda.tracks[position].name.clone());
    for category in track.into_iter().chain([talk.kind.clone()]).chain(talk.tags.clone()).map(|category| as_written(&category)) {
        if !category.is_empty() && !categories.contains(&category) {
            categories.push(category);
        }
    }
    json!({
        "start": talk.start.unix(),
        "end": talk.end.unix(),
        "summary": as_written(&talk.title),
        "location": talk.room.map_or(String::new(), |position| as_written(&agenda.rooms[position].name)),
        "status": if talk.standing == TalkStanding::Cancelled { "CANCELLED" } else { "CONFIRMED" },
        "sequence": talk.revision,
        "description": as_written(&paragraphs.join("\n\n")),
        "url": url,
        "categories": categories,
    })
}

/// Its own Python, as `cargo xtask test` installs it.
fn python() -> PathBuf {
    let cache =
        || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cache")));
    let named = std::env::var_os("PLENARY_ICALENDAR").map(PathBuf::from);
    let folder = named.or_else(|| Some(cache()?.join("plenary/tools/icalendar"))).unwrap();
    let python = folder.join("venv/bin/python");
    assert!(python.exists(), "run this as `cargo xtask test contract`, which installs the parser that judges");
    python
}

#[test]
fn an_independent_parser_finds_every_talk_as_the_programme_has_it() {
    let folder = Folder::new();
    let (mut talks, mut calendars) = (0, 0);
    for (name, agenda) in programmes() {
        let text = |talk: &Talk| agenda.texts.here().and_then(|texts| texts.talks.get(&talk.id));
        let calendar = Calendar {
            name: agenda.name.clone(),
            conference: "Judged".into(),
            zone: agenda.zone.clone(),
            site: Some(SITE.into()),
            refresh: Some(30),
            events: agenda.talks.iter().map(|talk| Event::of(&agenda, talk, text(talk), STAMP)).collect(),
        };
        folder.write(&format!("{name}.ics"), calendar.write(&TzDatabase));
        let wanted: Map<String, Value> =
            agenda.talks.iter().map(|talk| (format!("{}@judged.plenary", talk.id), expected(&agenda, talk))).collect();
        assert_eq!(wanted.len(), agenda.talks.len(), "{name}: every talk has an id of its own");
        folder.write(&format!("{name}.json"), Value::Object(wanted).to_string());
        (talks, calendars) = (talks + agenda.talks.len(), calendars + 1);
    }
    assert!(calendars >= 8 && talks > 500, "{talks} talks in {calendars} programmes are too few to judge by");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge.py");
    let judged = Command::new(python()).arg(script).arg(&folder.0).output().unwrap();
    let said = String::from_utf8_lossy(&judged.stdout);
    assert!(judged.status.success(), "{said}{}", String::from_utf8_lossy(&judged.stderr));
    assert_eq!(said.trim(), format!("{talks} events in {calendars} calendars, 0 faults"));
}
