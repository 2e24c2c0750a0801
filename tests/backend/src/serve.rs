//! From settings to a running server, and down again. Not: signals or exit codes, which are the command's.

use crate::apart::Apart;
use crate::bearer::Issuer;
use crate::board::{self, Signer};
use crate::desk::{Desk, Rules, SystemEntropy, now};
use crate::log;
use crate::mail::{NoPost, Office, Post, rounds};
use crate::organisation::{NoReach, Organisation};
use crate::policy::{self, NoPolicy};
use crate::publishing::{self, Source};
use crate::routes::router;
use crate::settings::{Misconfigured, Settings};
use crate::store::{Sqlite, StoreFault};
use plenary::conference::bulletins::Bulletins;
use plenary::domain::bulletin::MOST;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

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
    /// The sign-in of an organisation.
    Organisation(NoReach),
    /// The network.
    Io(std::io::Error),
}

impl NotServing {
    /// Whether the organiser can put it right in the configuration.
    pub fn is_misconfigured(&self) -> bool {
        match self {
            Self::Misconfigured(_) | Self::Post(_) | Self::Organisation(_) => true,
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
            Self::Organisation(why) => write!(f, "{why}"),
            Self::Io(why) => write!(f, "network: {why}"),
        }
    }
}

impl std::error::Error for NotServing {}

impl From<Misconfigured> for NotServing {
    fn from(why: Misconfigured) -> Self {
        Self::Misconfigured(why)
    }
}

impl From<NoPolicy> for NotServing {
    fn from(why: NoPolicy) -> Self {
        match why {
            NoPolicy::Misconfigured(why) => Self::Misconfigured(why),
            NoPolicy::Store(why) => Self::Store(why),
        }
    }
}

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
        publishing::fill(&mut store, settings.zone.as_ref())?;
    }
    let (agenda, source) = Source::read(&store, &settings)?;
    settings.name.get_or_insert_with(|| agenda.name.clone());
    if settings.programme.is_none() {
        // The zone of a programme elsewhere is not ours to guess: a wrong one would draw wrong times.
        settings.zone = settings.zone.or_else(|| agenda.zone.clone());
    }
    let event = settings.name.clone().unwrap_or_default();
    let office = Office::of(&settings, &event, &url).map_err(NotServing::Post)?;
    let (post, postman) = Post::open(office.clone());
    let organisation = Organisation::of(&settings, &url).map_err(NotServing::Organisation)?;
    let issuer = Issuer::of(&settings).map_err(NotServing::Organisation)?.map(Arc::new);

    if settings.insecure_loopback {
        log::line("insecure_loopback", &[("cookies", &"without_Secure"), ("only_for", &"development")]);
    }
    log::line("listening", &[("at", &address), ("talks", &agenda.talks.len())]);
    println!("{event} is served at {url} (listening on {address})");

    let signer = Signer::of(&store)?;
    let (teller, board) = watch::channel(Arc::new(signer.sign(store.bulletins(MOST)?, now())));
    let mark = policy::put_in_force(&settings, &mut store)?;
    let mut rules = Rules::new(store, SystemEntropy, settings.limits.clone());
    rules.set_policy(mark);
    let (publisher, published) = watch::channel(Arc::new(publishing::publish(&mut rules, agenda)?));
    let every = settings.programme_poll;
    let database = settings.database.clone();
    let mut desk = Desk::new(rules, post, published, board, organisation, settings, &url);
    desk.issuer = issuer;
    if desk.authenticators.is_none() {
        log::line("passkeys_not_offered", &[("public_url", &url), ("needs", &"a_domain_with_https_or_localhost")]);
    }
    let forgetter = tokio::spawn(crate::forgetting::forget(desk.clone()));
    let follower = tokio::spawn(source.follow(desk.clone(), publisher, every));
    let others = [
        tokio::spawn(board::follow(Apart::open(&database)?, signer, teller)),
        tokio::spawn(rounds::send_all(Apart::open(&database)?, office)),
    ];
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
    follower.abort();
    forgetter.abort();
    others.iter().for_each(JoinHandle::abort);
    let _ = told.send(true);
    let _ = hears.changed().await;
    let finished = tokio::time::timeout(GRACE, async {
        let _ = server.await;
        let _ = postman.await;
    });
    log::line("stopped", &[("in_time", &finished.await.is_ok())]);
    Ok(())
}
