//! From settings to a running server, and down again. Not: signals or exit codes, which are the command's.

use crate::desk::Desk;
use crate::log;
use crate::mail::{NoPost, Post};
use crate::programme::Programme;
use crate::routes::router;
use crate::settings::{Misconfigured, Settings};
use crate::store::{Sqlite, StoreFault};
use plenary::conference::seed;
use plenary::domain::agenda::Agenda;
use plenary::domain::time::{Date, ZoneName};
use plenary::wire::agenda::{Event, Programme as Wire};
use std::fmt;
use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Under this name the database keeps the programme.
const AGENDA: &str = "agenda";
/// How long answers under way and letters may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Why there is no server.
#[derive(Debug)]
pub enum NotServing {
    /// The settings, or a file they name.
    Misconfigured(Misconfigured),
    /// The database.
    Store(StoreFault),
    /// The mail.
    Post(NoPost),
    /// The network.
    Io(std::io::Error),
}

impl NotServing {
    /// Whether the organiser can put it right in the configuration.
    pub fn is_misconfigured(&self) -> bool {
        match self {
            Self::Misconfigured(_) | Self::Post(_) => true,
            Self::Store(_) | Self::Io(_) => false,
        }
    }
}

impl fmt::Display for NotServing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misconfigured(why) => write!(f, "{why}"),
            Self::Store(why) => write!(f, "database: {why}"),
            Self::Post(why) => write!(f, "{why}"),
            Self::Io(why) => write!(f, "network: {why}"),
        }
    }
}

impl std::error::Error for NotServing {}

impl From<StoreFault> for NotServing {
    fn from(why: StoreFault) -> Self {
        Self::Store(why)
    }
}

impl From<std::io::Error> for NotServing {
    fn from(why: std::io::Error) -> Self {
        Self::Io(why)
    }
}

/// Serves until `stopped` is ready, then finishes what is under way.
pub async fn serve(mut settings: Settings, listener: TcpListener, stopped: impl Future<Output = ()>) -> Result<(), NotServing> {
    let address = listener.local_addr()?;
    let url = settings.reached_at(address);
    let mut store = Sqlite::open(&settings.database)?;
    if settings.demo && store.is_empty()? {
        fill(&mut store, settings.zone.as_ref())?;
    }
    let agenda = agenda(&store, &settings)?;
    settings.name.get_or_insert_with(|| agenda.name.clone());
    if settings.programme.is_none() {
        // The zone of a programme elsewhere is not ours to guess: a wrong one would draw wrong times.
        settings.zone = settings.zone.or_else(|| agenda.zone.clone());
    }
    let event = settings.name.clone().unwrap_or_default();
    let (post, postman) = Post::open(&settings, &event, &url).map_err(NotServing::Post)?;

    if settings.insecure_loopback {
        log::line("insecure_loopback", &[("cookies", &"without_Secure"), ("only_for", &"development")]);
    }
    log::line("listening", &[("at", &address), ("talks", &agenda.talks.len())]);
    println!("{event} is served at {url} (listening on {address})");

    let desk = Desk::new(store, post, Programme::pack(&agenda)?, settings);
    let service = router(desk).into_make_service_with_connect_info::<SocketAddr>();
    let (told, mut hears) = watch::channel(false);
    let mut waits = told.subscribe();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // An error means that nobody is left to tell, which is a stop too.
        let _ = waits.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    stopped.await;
    log::line("stopping", &[]);
    let _ = told.send(true);
    let _ = hears.changed().await;
    let finished = tokio::time::timeout(GRACE, async {
        let _ = server.await;
        let _ = postman.await;
    });
    log::line("stopped", &[("in_time", &finished.await.is_ok())]);
    Ok(())
}

/// The demo conference begins on the day on which its database is made, and stays there.
fn fill(store: &mut Sqlite, zone: Option<&ZoneName>) -> Result<(), NotServing> {
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

/// From the file that was named, or else the database, or else an empty programme.
fn agenda(store: &Sqlite, settings: &Settings) -> Result<Agenda, NotServing> {
    if let Some(path) = &settings.programme_file {
        let text = std::fs::read_to_string(path).map_err(|why| NotServing::Misconfigured(Misconfigured::Unreadable(path.clone(), why)))?;
        return decoded(&text, path);
    }
    if let Some(text) = store.document(AGENDA)? {
        return decoded(&text, &settings.database);
    }
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
    };
    Agenda::try_from(empty).map_err(|_| NotServing::Store(StoreFault::Damaged("document")))
}

fn decoded(text: &str, path: &Path) -> Result<Agenda, NotServing> {
    let wrong = |why: String| NotServing::Misconfigured(Misconfigured::Programme(path.into(), why));
    let wire: Wire = serde_json::from_str(text).map_err(|why| wrong(why.to_string()))?;
    Agenda::try_from(wire).map_err(|why| wrong(format!("member '{}'", why.0)))
}
