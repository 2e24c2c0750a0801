//! From the organisers' file to what readers get: the programme is read, its changes are noted by the rules, it is packed; and all of it again
//! whenever the file changes. Not: the routes that send it.

use crate::desk::{Desk, Rules, now};
use crate::log;
use crate::programme::Programme;
use crate::serve::NotServing;
use crate::settings::{Misconfigured, Settings};
use crate::store::{Sqlite, StoreFault};
use crate::zones::TzDatabase;
use plenary::conference::seed;
use plenary::domain::agenda::Agenda;
use plenary::domain::time::{Date, ZoneName};
use plenary::formats;
use plenary::text::{remark, unreadable};
use plenary::wire::agenda::{Event, Programme as Wire};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

/// So many sentences about a file are written out; a badly broken one has hundreds of a kind.
const REMARKS: usize = 20;
/// Under this name the database keeps the programme.
const AGENDA: &str = "agenda";

/// Where the programme came from, and what the file looked like then.
#[derive(Debug)]
pub struct Source {
    file: Option<(PathBuf, Option<Stamp>)>,
    zone: Option<ZoneName>,
}

/// By these a file is known to be another: its place on the disk, its length, and when it was written, to the nanosecond.
type Stamp = (u64, u64, i64, i64);

fn stamp(path: &Path) -> Option<Stamp> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.ino(), found.len(), found.mtime(), found.mtime_nsec()))
}

impl Source {
    /// From the file that was named, or else the database, or else an empty programme.
    pub fn read(store: &Sqlite, settings: &Settings) -> Result<(Agenda, Self), NotServing> {
        if let Some(path) = &settings.programme_file {
            // Looked at before it is read: what is written meanwhile is noticed.
            let stamp = stamp(path);
            let zone = settings.zone.clone();
            return Ok((from_file(path, zone.as_ref())?, Self { file: Some((path.clone(), stamp)), zone }));
        }
        let kept = store.document(AGENDA)?;
        let agenda = kept.map_or_else(|| empty(settings), |text| decoded(&text, &settings.database).map_err(NotServing::Misconfigured))?;
        Ok((agenda, Self { file: None, zone: None }))
    }

    /// Publishes the file anew whenever it has changed. What cannot be read or understood is reported once and changes nothing.
    pub async fn follow(self, desk: Desk, publisher: watch::Sender<Arc<Programme>>, every: Duration) {
        let Some((path, mut known)) = self.file else { return };
        let mut turns = tokio::time::interval(every);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            turns.tick().await;
            let (asked, file, zone) = (known, path.clone(), self.zone.clone());
            let read = tokio::task::spawn_blocking(move || {
                let found = stamp(&file);
                (found != asked).then(|| (found, from_file(&file, zone.as_ref())))
            });
            let Ok(Some((found, read))) = read.await else { continue };
            known = found;
            let agenda = match read {
                Ok(agenda) => agenda,
                Err(why) => {
                    log::line("programme_kept", &[("because", &why)]);
                    continue;
                }
            };
            // A refusal has been reported with its reason.
            let Ok(published) = desk.ask(|rules| Ok(publish(rules, agenda))).await else { continue };
            match published {
                Ok(programme) => {
                    log::line("programme_published", &[("version", &programme.agenda.version), ("talks", &programme.agenda.talks.len())]);
                    publisher.send_replace(Arc::new(programme));
                }
                Err(why) => log::line("programme_kept", &[("because", &why)]),
            }
        }
    }
}

/// Has the changes noted and the programme packed.
pub fn publish(rules: &mut Rules, mut agenda: Agenda) -> Result<Programme, NotServing> {
    rules.publish(&mut agenda, now())?;
    Ok(Programme::pack(agenda)?)
}

/// The demo conference begins on the day on which its database is made, and stays there.
pub fn fill(store: &mut Sqlite, zone: Option<&ZoneName>) -> Result<(), NotServing> {
    let unknown = || NotServing::Misconfigured(Misconfigured::Combination("'zone' must be the name of a time zone"));
    let name = zone.map_or("Europe/London", ZoneName::as_str);
    let today = jiff::Timestamp::now().in_tz(name).map_err(|_| unknown())?;
    let first: Date = today.date().to_string().parse().map_err(|_| unknown())?;
    // Noon, because a day on which clocks change begins with the other offset.
    let noon = today.with().hour(12).build().map_err(|_| unknown())?;
    let offset = (noon.offset().seconds() / 60) as i16;
    let agenda = seed::agenda(first, offset, name.parse().map_err(|_| unknown())?);
    let json = serde_json::to_string(&Wire::from(&agenda)).map_err(std::io::Error::other)?;
    store.put_document(AGENDA, &json)?;
    let people = store.add_people(&seed::people())?;
    log::line("demo_conference_made", &[("people", &people), ("talks", &agenda.talks.len())]);
    Ok(())
}

fn empty(settings: &Settings) -> Result<Agenda, NotServing> {
    let name = settings.name.clone().unwrap_or_else(|| "Conference".into());
    let zone = settings.zone.as_ref().map(|zone| zone.as_str().to_owned());
    let empty = Wire {
        version: "0".into(),
        event: Event { name, zone },
        days: Vec::new(),
        rooms: Vec::new(),
        tracks: Vec::new(),
        speakers: Vec::new(),
        talks: Vec::new(),
        texts: None,
    };
    Agenda::try_from(empty).map_err(|_| NotServing::Store(StoreFault::Damaged("document")))
}

/// Reads a file in whatever format it is. `zone`: the venue's, for files that do not name it.
fn from_file(path: &Path, zone: Option<&ZoneName>) -> Result<Agenda, Misconfigured> {
    let text = std::fs::read_to_string(path).map_err(|why| Misconfigured::Unreadable(path.into(), why))?;
    let read = formats::read(&text, zone, &TzDatabase);
    let agenda = read.map_err(|why| Misconfigured::Programme(path.into(), unreadable(&why)))?;
    for remark in agenda.notices.iter().map(remark).take(REMARKS) {
        eprintln!("{}: {}", path.display(), remark.sentence);
    }
    if agenda.notices.len() > REMARKS {
        eprintln!("{}: … and {} more", path.display(), agenda.notices.len() - REMARKS);
    }
    Ok(agenda)
}

fn decoded(text: &str, path: &Path) -> Result<Agenda, Misconfigured> {
    let wrong = |why: String| Misconfigured::Programme(path.into(), why);
    let wire: Wire = serde_json::from_str(text).map_err(|why| wrong(why.to_string()))?;
    Agenda::try_from(wire).map_err(|why| wrong(format!("member '{}'", why.0)))
}
