//! `config.json`: what an organiser says about their conference, typed, or a failure that names the line or the member to correct.
//! Not: preferences of the viewer.

mod auth;
mod check;
mod dialect;
// What the part of the app for the programme does not ask for.
#[cfg(any(feature = "personal", not(feature = "app")))]
mod directory;
#[cfg(not(any(feature = "personal", not(feature = "app"))))]
#[path = "config/no_directory.rs"]
mod directory;
mod hosts;
#[cfg(feature = "app")]
mod load;
mod notices;
mod walking;
#[cfg(feature = "app")]
mod wishes;
mod words;

pub use auth::Auth;
pub use dialect::routes;
pub use directory::directory;
pub use hosts::Hosts;
#[cfg(feature = "app")]
pub use load::load;
pub use notices::Notices;
pub use walking::walking;
#[cfg(feature = "app")]
pub use wishes::Wishes;
pub use words::{OwnWords, words};

pub use crate::wire::dialect::Dialect;

use crate::domain::agenda::plan::Walking;
use crate::domain::base::base;
use crate::domain::look::Look;
use crate::domain::time::ZoneName;
use serde_json::{Map, Value};

/// What the app must know before it draws anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The conference's name.
    pub name: String,
    /// Who answers.
    pub backend: BackendChoice,
    /// How that differs from the contract.
    pub dialect: Dialect,
    /// How people are signed in.
    pub auth: Auth,
    /// Where the programme is read from, where it is not the backend's `/agenda`.
    pub programme: Option<String>,
    /// The venue's zone, for programmes that do not name it.
    pub zone: Option<ZoneName>,
    /// Colours, a font and corners: the members `accent`, `surface`, `font`, `radius`.
    pub look: Look,
    /// A picture in place of the app's mark: a path of this site.
    pub logo: Option<String>,
    /// Where people find help: an `https:`, `http:`, `mailto:` or `tel:` address or a path.
    pub support: Option<String>,
    /// Minutes between rooms; nobody said, where it is not there.
    pub walking: Walking,
    /// What everybody is told: by whom it is signed, and where it is.
    pub notices: Notices,
    /// Whose pages may show the programme inside them.
    pub hosts: Hosts,
    /// Sentences in the organiser's own words.
    pub words: OwnWords,
    /// Members that mean nothing to this version; a misspelling hides here.
    pub unknown: Vec<String>,
}

/// Who answers the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackendChoice {
    /// A conference in the browser's memory.
    Demo,
    /// The contract's endpoints under this address, without a slash at its end.
    Rest(String),
}

/// Why there is no configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigFault {
    /// There is no `/config.json`.
    NotFound,
    /// It could not be asked for.
    Unreachable,
    /// Not JSON; where it stops to be.
    NotJson {
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
        /// The line around that place.
        excerpt: String,
    },
    /// JSON, but one member cannot be used.
    Member {
        /// Which; empty for the file as a whole.
        name: &'static str,
        /// Why.
        reason: MemberFault,
    },
    /// Something in a member that is read strictly means nothing to this version.
    Unknown {
        /// In which member.
        within: &'static str,
        /// As it is written.
        name: String,
    },
    /// The file asks for the demo, which is not part of this build.
    DemoNotBuilt,
}

/// Why a member cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberFault {
    /// Not there, and nothing stands in for it.
    Missing,
    /// Of the wrong kind: the file must be an object, its members strings.
    WrongKind,
    /// An empty string.
    Empty,
    /// Neither an `https:` or `http:` address nor a path that begins with `/`.
    NotAnAddress,
    /// Not `https:`, nor `http:` on this machine: somebody in between could take a token.
    NotProtected,
    /// `auth` is no object.
    NotAuth,
    /// Neither `cookie` nor `oidc`.
    NotAMode,
    /// `routes` is no object.
    NotRoutes,
    /// Not a path below the backend's address with the same `{…}` as the route, nor `false`.
    NotAPlace,
    /// `directory` is no object.
    NotADirectory,
    /// Not there, or no object of pointers by field.
    NotFields,
    /// Not a JSON pointer (RFC 6901).
    NotAPointer,
    /// Not a list of them.
    NotPointers,
    /// Not the name of a parameter.
    NotAParameter,
    /// A scope without `openid`.
    NotOpenid,
    /// A demo has nobody to go to.
    NotInTheDemo,
    /// Not an IANA zone name such as `Europe/Berlin`.
    NotAZone,
    /// Not `#rrggbb`.
    NotAColour,
    /// Not names of fonts.
    NotAFont,
    /// Not `8px` or `0.5rem`, up to 32 pixels.
    NotARadius,
    /// Not a path of this site.
    NotOwn,
    /// Not a list of origins.
    NotHosts,
    /// Not an object that gives sentences by language.
    NotWords,
    /// Not an object with `default` and `rooms`.
    NotWalking,
    /// `notices` is no object.
    NotNotices,
    /// Not 64 hexadecimal digits.
    NotAKey,
    /// Not whole minutes up to [`Walking::LONGEST`].
    NotMinutes,
    /// One of `rooms`, counted from 1, is not two names and their minutes.
    NotAWalk(usize),
}

const MEMBERS: [&str; 17] = [
    "name",
    "backend",
    "routes",
    "directory",
    "auth",
    "programme",
    "zone",
    "accent",
    "surface",
    "font",
    "radius",
    "logo",
    "support",
    "walking",
    "notices",
    "hosts",
    "words",
];

/// Reads the text of a `config.json`.
pub fn parse(text: &str) -> Result<Config, ConfigFault> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|fault| not_json(text, &fault))?;
    let Value::Object(members) = value else {
        return Err(ConfigFault::Member { name: "", reason: MemberFault::WrongKind });
    };
    let name = member(&members, "name", check::filled)?.ok_or(ConfigFault::Member { name: "name", reason: MemberFault::Missing })?;
    let backend = match member(&members, "backend", check::filled)?.as_deref() {
        Some("demo") if cfg!(feature = "demo") => BackendChoice::Demo,
        Some("demo") => return Err(ConfigFault::DemoNotBuilt),
        Some(_) => BackendChoice::Rest(member(&members, "backend", check::base)?.unwrap_or_default()),
        None => BackendChoice::Rest(format!("{}/api", base())),
    };
    Ok(Config {
        name,
        dialect: Dialect { places: routes(members.get("routes"))?, people: directory(members.get("directory"))? },
        auth: auth::auth(members.get("auth"), &backend)?,
        backend,
        programme: member(&members, "programme", check::address)?,
        zone: member(&members, "zone", check::zone)?,
        look: Look {
            accent: member(&members, "accent", check::colour)?,
            surface: member(&members, "surface", check::colour)?,
            font: member(&members, "font", |text| text.parse().map_err(|_| MemberFault::NotAFont))?,
            radius: member(&members, "radius", |text| text.parse().map_err(|_| MemberFault::NotARadius))?,
        },
        logo: member(&members, "logo", check::own)?,
        support: member(&members, "support", check::contact)?,
        walking: match members.get("walking") {
            None | Some(Value::Null) => Walking::default(),
            Some(value) => walking(value).map_err(|reason| ConfigFault::Member { name: "walking", reason })?,
        },
        notices: notices::notices(members.get("notices"))?,
        hosts: hosts::hosts(members.get("hosts"))?,
        words: words(members.get("words"))?,
        unknown: members
            .keys()
            .filter(|key| !MEMBERS.contains(&key.as_str()))
            .cloned()
            .chain(auth::unknown(members.get("auth")))
            .chain(notices::unknown(members.get("notices")))
            .collect(),
    })
}

/// The checked value of one member; `null` is the same as absent.
fn member<T>(
    members: &Map<String, Value>,
    name: &'static str,
    check: impl FnOnce(&str) -> Result<T, MemberFault>,
) -> Result<Option<T>, ConfigFault> {
    let checked = match members.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => check(text.trim()),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => Err(MemberFault::WrongKind),
    };
    checked.map(Some).map_err(|reason| ConfigFault::Member { name, reason })
}

fn not_json(text: &str, fault: &serde_json::Error) -> ConfigFault {
    /// Bytes of the line that are shown on either side.
    const AROUND: usize = 30;
    let (line, column) = (fault.line(), fault.column());
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or("");
    let from = shown.floor_char_boundary(column.saturating_sub(AROUND));
    let to = shown.ceil_char_boundary((column + AROUND).min(shown.len()));
    ConfigFault::NotJson { line, column, excerpt: shown.get(from..to).unwrap_or(shown).to_owned() }
}

#[cfg(test)]
mod tests;
