//! Mails go out in the background: the asker's answer never waits for, or depends on, a mail server. Not: what stands in them (`letter`).

mod bulletin;
mod letter;
mod notice;
mod passkeys;
mod report;
pub(crate) use report::reason;
pub mod plain;
pub mod rounds;
mod voice;

use crate::log;
use crate::settings::{Settings, SmtpSecurity};
use crate::tongue::Tongue;
use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use plain::Plain;
use plenary::conference::connections::ReportLetter;
use plenary::conference::{Letter, Notice};
use plenary::domain::text::Email;
use plenary::domain::time::ZoneName;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

/// Letters that wait at once. Beyond it somebody is flooding, and quotas have failed.
const QUEUE: usize = 1000;
/// Connections to the mail server at once.
const CONNECTIONS: usize = 4;
/// Seconds before each further attempt: in all well within the ten minutes that a code lives.
const PAUSES: [u64; 5] = [1, 4, 15, 60, 120];
/// Longer than any mail waits.
const LONGEST: Duration = Duration::from_secs(1800);

/// The slot in which letters are put.
#[derive(Clone)]
pub struct Post {
    queue: mpsc::Sender<(Instant, Mail)>,
    gone: Gone,
}

/// Who is gone, and since when: what was on its way to them by then is not sent any more. Only as digests, and only for as long as a mail may wait.
#[derive(Clone, Default)]
struct Gone(Arc<Mutex<Vec<Left>>>);

/// The digest of an address, and since when.
type Left = ([u8; 32], Instant);

impl Gone {
    fn add(&self, address: &Email) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(_, since)| since.elapsed() < LONGEST);
        all.push((Sha256::digest(address.key()).into(), Instant::now()));
    }

    fn holds_back(&self, address: &Email, put: Instant) -> bool {
        let digest: [u8; 32] = Sha256::digest(address.key()).into();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|(known, since)| *known == digest && put < *since)
    }
}

/// What there is to send.
pub(crate) enum Mail {
    /// Holds a secret to prove something with.
    Letter(Letter, Tongue),
    /// Tells what happened, and holds none.
    Notice(Notice, Tongue),
    /// For the organisers at this address.
    Report(Email, ReportLetter),
    /// As it was written where it arose.
    Plain(Plain),
}

impl Mail {
    fn to(&self) -> &Email {
        match self {
            Self::Letter(letter, _) => &letter.to,
            Self::Notice(notice, _) => &notice.to,
            Self::Report(to, _) => to,
            Self::Plain(plain) => &plain.to,
        }
    }
}

/// Everything that a letter needs beside itself.
pub struct Office {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// The sender.
    from: Mailbox,
    /// The conference's name.
    event: String,
    /// Where people reach the app.
    url: String,
    /// The venue's, by whose clock a time is told beside UTC.
    zone: Option<ZoneName>,
}

/// The mail server's name, account or sender cannot be used.
#[derive(Debug)]
pub struct NoPost(String);

impl std::fmt::Display for NoPost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "mail cannot be set up: {}", self.0)
    }
}

impl std::error::Error for NoPost {}

impl Office {
    /// Whom mails are from, and how they go out.
    pub fn of(settings: &Settings, event: &str, url: &str) -> Result<Arc<Self>, NoPost> {
        let host = url.split("://").nth(1).unwrap_or(url).split([':', '/']).next().unwrap_or_default();
        let host = if host.parse::<std::net::IpAddr>().is_ok() || host.is_empty() || host.starts_with('[') { "localhost" } else { host };
        let from = match &settings.smtp_from {
            Some(from) => from.parse().map_err(|why| NoPost(format!("sender: {why}")))?,
            None => {
                let address = format!("no-reply@{host}").parse().map_err(|why| NoPost(format!("sender: {why}")))?;
                Mailbox::new(Some(event.to_owned()), address)
            }
        };
        let zone = settings.zone.clone();
        Ok(Arc::new(Self { transport: transport(settings)?, from, event: event.into(), url: url.into(), zone }))
    }

    /// Sends a notice at once and says whether the mail server took it: for a program that ends then. In English: nobody's request causes it.
    pub async fn deliver(&self, told: &Notice) -> bool {
        match notice::compose(told, Tongue::English, self) {
            Ok(mail) => self.transport.send(mail).await.is_ok(),
            Err(_) => false,
        }
    }
}

impl Post {
    /// Starts the postman; they stop once every slot is gone and the queue is empty.
    pub fn open(office: Arc<Office>) -> (Self, JoinHandle<()>) {
        let (queue, letters) = mpsc::channel(QUEUE);
        let gone = Gone::default();
        (Self { queue, gone: gone.clone() }, tokio::spawn(deliver_all(office, gone, letters)))
    }

    /// Puts a letter in, in the language of the request; never waits.
    pub fn send(&self, letter: Letter) {
        self.put(Mail::Letter(letter, Tongue::of_this_request()));
    }

    /// Puts a notice in, in the language of the request; never waits.
    pub fn tell(&self, notice: Notice) {
        self.put(Mail::Notice(notice, Tongue::of_this_request()));
    }

    /// Puts a mail in that is written already; never waits.
    pub fn write(&self, plain: Plain) {
        self.put(Mail::Plain(plain));
    }

    /// Nothing that was put in before is sent to this address any more.
    pub fn forget(&self, address: &Email) {
        self.gone.add(address);
    }

    /// Puts a report to the organisers in; never waits.
    pub fn report(&self, to: Email, report: ReportLetter) {
        self.put(Mail::Report(to, report));
    }

    fn put(&self, mail: Mail) {
        if self.queue.try_send((Instant::now(), mail)).is_err() {
            log::line("mail_dropped", &[("reason", &"queue_full")]);
        }
    }
}

fn transport(settings: &Settings) -> Result<AsyncSmtpTransport<Tokio1Executor>, NoPost> {
    let (host, port) = &settings.smtp;
    let certified = || TlsParameters::new(host.clone()).map_err(|why| NoPost(format!("TLS: {why}")));
    let tls = match settings.smtp_security() {
        SmtpSecurity::None => Tls::None,
        SmtpSecurity::StartTls => Tls::Required(certified()?),
        SmtpSecurity::Tls => Tls::Wrapper(certified()?),
    };
    let mut builder: AsyncSmtpTransportBuilder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.clone());
    builder = builder.port(*port).tls(tls).timeout(Some(Duration::from_secs(20)));
    if let (Some(user), Some(password)) = (&settings.smtp_user, &settings.smtp_password) {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

async fn deliver_all(office: Arc<Office>, gone: Gone, mut letters: mpsc::Receiver<(Instant, Mail)>) {
    // Somebody waits for a code; nobody waits for a notice, however many there are.
    let (for_letters, for_notices) = (Arc::new(Semaphore::new(CONNECTIONS)), Arc::new(Semaphore::new(1)));
    while let Some((put, letter)) = letters.recv().await {
        let places = match letter {
            Mail::Letter(..) => for_letters.clone(),
            Mail::Notice(..) | Mail::Plain(_) | Mail::Report(..) => for_notices.clone(),
        };
        let (office, gone) = (office.clone(), gone.clone());
        tokio::spawn(async move { deliver(&office, &places, &letter, || gone.holds_back(letter.to(), put)).await });
    }
    // Every place is free again once the last letter is out.
    let _ = for_letters.acquire_many(CONNECTIONS as u32).await;
    let _ = for_notices.acquire().await;
}

fn jitter() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::hash::RandomState::new().build_hasher().finish()
}

async fn deliver(office: &Office, places: &Semaphore, letter: &Mail, is_held_back: impl Fn() -> bool) {
    let composed = match letter {
        Mail::Letter(letter, tongue) => letter::compose(letter, *tongue, office),
        Mail::Notice(told, tongue) => notice::compose(told, *tongue, office),
        Mail::Report(to, sent) => report::compose(to, sent, office),
        Mail::Plain(plain) => plain::compose(plain, office),
    };
    let Ok(mail) = composed else {
        log::line("mail_failed", &[("reason", &"address_unusable")]);
        return;
    };
    // How busy this server is right after a request must not tell whether there was anybody to write to.
    tokio::time::sleep(Duration::from_millis(100 + jitter() % 800)).await;
    for (attempt, pause) in std::iter::once(0).chain(PAUSES).enumerate() {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        // The place is given back while waiting for the next attempt, so that one mailbox does not hold up the others.
        let Ok(_place) = places.acquire().await else { return };
        if is_held_back() {
            return;
        }
        let Err(fault) = office.transport.send(mail.clone()).await else { return };
        // The server's words may quote the address, so only their number is logged.
        let status = fault.status().map_or_else(|| "none".to_owned(), |code| code.to_string());
        log::line("mail_failed", &[("attempt", &(attempt + 1)), ("smtp_status", &status), ("final", &fault.is_permanent())]);
        if fault.is_permanent() {
            return;
        }
    }
    log::line("mail_dropped", &[("reason", &"too_many_attempts")]);
}

#[cfg(test)]
mod tests;
