//! What an organiser configures: one name for each setting, in a file, in the environment (`PLENARY_…`) and as a flag; the later wins.
//! Not: the conference's contents.

mod apply;
mod bearer;
mod fault;
mod file;
mod flags;
mod limits;
mod oidc;

pub use fault::{Misconfigured, Place};
pub use flags::{Command, HELP, read};
pub use oidc::Oidc;

use plenary::conference::Limits;
use plenary::domain::text::Email;
use plenary::domain::time::ZoneName;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// Everything that can be set.
#[derive(Clone)]
pub struct Settings {
    /// Address and port to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The origin where people reach the app, without a slash at the end; `None`: the address listened on.
    pub public_url: Option<String>,
    /// The folder of that origin in which the app is, as in `/2027/app`; empty: its root.
    pub base: String,
    /// The SQLite file.
    pub database: PathBuf,
    /// Folder of the built app.
    pub dist: Option<PathBuf>,
    /// The conference's name; `None`: the programme's.
    pub name: Option<String>,
    /// The venue's zone; `None`: the programme's.
    pub zone: Option<ZoneName>,
    /// `#rrggbb`.
    pub accent: Option<String>,
    /// `#rrggbb`.
    pub surface: Option<String>,
    /// Names of fonts, as in CSS.
    pub font: Option<String>,
    /// A length such as `8px`.
    pub radius: Option<String>,
    /// A path of the app's own site.
    pub logo: Option<String>,
    /// Where people get help: `mailto:` or `https:`.
    pub support: Option<String>,
    /// The organisers' address for mail: reports and complaints of delegates go there.
    pub organisers: Option<Email>,
    /// Who is responsible for people's data, as the policy names them.
    pub controller: Option<String>,
    /// File with the organisers' own privacy policy; `None`: the built-in one.
    pub policy_file: Option<PathBuf>,
    /// What its present text is called.
    pub policy_version: Option<String>,
    /// Minutes between rooms, as `walking` of the app's `config.json`.
    pub walking: Option<serde_json::Value>,
    /// Other names of the contract's routes, as `routes` of the app's `config.json`: what is behind the web server in front beside this backend.
    pub routes: Option<serde_json::Value>,
    /// Where a directory of another shape keeps what is known of people, as `directory` of the app's `config.json`.
    pub directory: Option<serde_json::Value>,
    /// Sentences of the app in the organisers' own words, as `words` of the app's `config.json`.
    pub words: Option<serde_json::Value>,
    /// Address of a programme elsewhere that the app reads instead of `/agenda`.
    pub programme: Option<String>,
    /// File with the programme, in any of `plenary::formats`.
    pub programme_file: Option<PathBuf>,
    /// How often that file is looked at, to publish it anew when it has changed.
    pub programme_poll: Duration,
    /// Mail server, as host and port.
    pub smtp: (String, u16),
    /// How the connection to it is protected; `None`: not at all on loopback, by STARTTLS elsewhere.
    pub smtp_security: Option<SmtpSecurity>,
    /// Sender of mails; `None`: `no-reply@` the public host.
    pub smtp_from: Option<String>,
    /// Account at the mail server.
    pub smtp_user: Option<String>,
    /// Its password. From the environment only, where no list of processes shows it.
    pub smtp_password: Option<String>,
    /// OpenID provider of an organisation whose people sign in there, as its metadata spells it.
    pub oidc_issuer: Option<String>,
    /// Who we are at that provider.
    pub oidc_client_id: Option<String>,
    /// How we prove it there. From the environment only.
    pub oidc_client_secret: Option<String>,
    /// What people call the organisation.
    pub oidc_name: Option<String>,
    /// Its own directory issues the addresses that it vouches for, so that they need no mailed code to be joined to an account.
    pub oidc_trust_verified_email: bool,
    /// Issuer whose access tokens are taken instead of a cookie, as it stands in them: for an app on a static host.
    pub bearer_issuer: Option<String>,
    /// What such a token must be made for: this backend's name at that issuer.
    pub bearer_audience: Option<String>,
    /// Origins of the apps that ask with such tokens from a browser.
    pub bearer_origins: Vec<String>,
    /// Plain HTTP on loopback for development: cookies without `Secure`.
    pub insecure_loopback: bool,
    /// A proxy of our own is in front and adds the client's address to `X-Forwarded-For`.
    pub forwarded: bool,
    /// Origins whose pages may frame the app.
    pub frame_ancestors: Vec<String>,
    /// Fill an empty database with the demo conference.
    pub demo: bool,
    /// How long, how often, how many.
    pub limits: Limits,
}

/// Protection of the connection to the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain text.
    None,
    /// Begins plain and must switch.
    StartTls,
    /// From the first byte.
    Tls,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            base: String::new(),
            database: "plenary.sqlite".into(),
            dist: None,
            name: None,
            zone: None,
            accent: None,
            surface: None,
            font: None,
            radius: None,
            logo: None,
            support: None,
            organisers: None,
            controller: None,
            policy_file: None,
            policy_version: None,
            walking: None,
            routes: None,
            directory: None,
            words: None,
            programme: None,
            programme_file: None,
            programme_poll: Duration::from_secs(5),
            smtp: (Ipv4Addr::LOCALHOST.to_string(), 25),
            smtp_security: None,
            smtp_from: None,
            smtp_user: None,
            smtp_password: None,
            oidc_issuer: None,
            oidc_client_id: None,
            oidc_client_secret: None,
            oidc_name: None,
            oidc_trust_verified_email: false,
            bearer_issuer: None,
            bearer_audience: None,
            bearer_origins: Vec::new(),
            insecure_loopback: false,
            forwarded: false,
            frame_ancestors: Vec::new(),
            demo: false,
            limits: Limits::default(),
        }
    }
}

impl Settings {
    /// Refuses combinations that would be unsafe. Not: secrets that are missing, without which everything but serving is done ([`Self::awaited`]).
    pub fn check(self) -> Result<Self, Misconfigured> {
        let unfit = |why| Err(Misconfigured::Combination(why));
        if self.insecure_loopback {
            if !self.listen.ip().is_loopback() {
                return unfit(
                    "insecure_loopback is for development on this machine: 'listen' must be a loopback address such as 127.0.0.1:8080",
                );
            }
        } else if !self.public_url.as_ref().is_some_and(|url| url.starts_with("https://")) {
            return unfit(
                "'public_url' must say where people reach the app, beginning with https:// (for plain HTTP on this machine: insecure_loopback)",
            );
        }
        if self.smtp_user.is_none() && self.smtp_password.is_some() {
            return unfit("the environment's PLENARY_SMTP_PASSWORD belongs to an account at the mail server: set 'smtp_user' too");
        }
        if self.smtp_user.is_some() && self.smtp_security() == SmtpSecurity::None && !self.is_smtp_here() {
            return unfit("a password would travel to the mail server in plain text: set 'smtp_security' to starttls or tls");
        }
        if self.policy_file.is_some() != self.policy_version.is_some() {
            return unfit(
                "'policy_file' and 'policy_version' belong together: people agree to a text, and another text is another version",
            );
        }
        self.check_oidc()?;
        self.check_bearer()?;
        Ok(self)
    }

    /// The variables of the environment that serving needs beside these settings and that are not there: the service alone may read them, so commands
    /// beside it do without.
    pub fn awaited(&self) -> Vec<&'static str> {
        let smtp = (self.smtp_user.is_some() && self.smtp_password.is_none()).then_some("PLENARY_SMTP_PASSWORD");
        let oidc = (self.oidc_issuer.is_some() && self.oidc_client_secret.is_none()).then_some("PLENARY_OIDC_CLIENT_SECRET");
        smtp.into_iter().chain(oidc).collect()
    }

    /// The folder of the database, where it is not there: the program makes the file, not what it stands in.
    pub fn missing_folder(&self) -> Option<PathBuf> {
        let folder = self.database.parent().filter(|folder| !folder.as_os_str().is_empty())?;
        (!folder.is_dir()).then(|| folder.to_owned())
    }

    /// Where people reach the app, given the address really listened on; without a slash at the end.
    pub fn reached_at(&self, listening: SocketAddr) -> String {
        let origin = self.public_url.clone().unwrap_or_else(|| format!("http://{listening}"));
        format!("{origin}{}", self.base)
    }

    /// The protection in force.
    pub fn smtp_security(&self) -> SmtpSecurity {
        self.smtp_security.unwrap_or(if self.is_smtp_here() { SmtpSecurity::None } else { SmtpSecurity::StartTls })
    }

    fn is_smtp_here(&self) -> bool {
        let host = self.smtp.0.as_str();
        host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
    }
}
