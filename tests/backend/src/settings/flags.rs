//! The command line and the environment. Not: what the settings mean.

use super::apply::{SECRETS, SWITCHES, VALUES};
use super::file::{self, fault};
use super::{Misconfigured, Place, Settings};
use crate::errands::Errand;
use lexopt::{Arg, Parser, ValueExt};
use std::path::PathBuf;

/// What the command line asks for.
pub enum Command {
    /// Serve until stopped.
    Serve(Box<Settings>),
    /// Add an account for every line of the file, and stop.
    Invite(Box<Settings>, PathBuf),
    /// Do something beside serving, and stop.
    Errand(Box<Settings>, Errand),
    /// Say that the configuration is good, and which variables of the environment serving needs besides, and stop.
    Check(Vec<&'static str>),
    /// Print the demo people, and stop.
    DemoPeople,
    /// Print [`HELP`], and stop.
    Help,
    /// Print the version, and stop.
    Version,
}

/// `--help`.
pub const HELP: &str = "\
The reference backend of Plenary: serves the app and its API.

Usage: plenary-backend [--config FILE] [settings] [errand]

Every setting can stand in the file (TOML: listen = \"…\"), in the environment (PLENARY_LISTEN) and here; the later wins.

  --config FILE            read settings from this file first (or PLENARY_CONFIG)
  --listen ADDRESS:PORT    where to listen; port 0 takes a free one (127.0.0.1:8080)
  --public-url ORIGIN      where people reach the app, e.g. https://app.example.org
  --base PATH              the folder of that site in which the app is, e.g. /2027/app/ (/)
  --database FILE          SQLite file, created if missing (plenary.sqlite)
  --dist DIR               the built app (the folder app beside this program)
  --name TEXT              the conference's name (the programme's)
  --zone NAME              the venue's time zone, e.g. Europe/London (the programme's)
  --accent #RRGGBB         the app's accent colour
  --surface #RRGGBB        the colour of its cards; text on it is made readable
  --font NAMES             fonts that devices have, e.g. Georgia, serif
  --radius LENGTH          of corners, e.g. 8px
  --logo PATH              a picture beside the conference's name: a file in the folder of the app, e.g. /logo.svg
  --support ADDRESS        where people get help: mailto:… or https://…
  --organisers ADDRESS     the organisers' address for mail: reports and complaints go there
  --controller TEXT        who is responsible for people's data, with an address
  --policy-file FILE       your own privacy policy, as plain text (a built-in one)
  --policy-version NAME    what its present text is called; another text needs another name
  --walking JSON           minutes between rooms, as `walking` of the app's config.json
  --routes JSON            other names of the contract's routes, as `routes` of the app's config.json
  --directory JSON         the map of a directory of another shape, as `directory` of the app's config.json
  --words JSON             sentences of the app, not of mails, in your own words, as `words` of the app's config.json
  --programme URL          a programme elsewhere that the app reads itself
  --programme-file FILE    a programme in any format that the app reads, served as /api/agenda
  --programme-poll SECONDS how often that file is looked at; when it has changed it is published anew (5)
  --smtp HOST:PORT         mail server (127.0.0.1:25)
  --smtp-from SENDER       sender of mails (no-reply@ the public host)
  --smtp-security KIND     none, starttls or tls (none on loopback, starttls elsewhere)
  --smtp-user NAME         account at the mail server; the password is PLENARY_SMTP_PASSWORD, in the environment only
  --oidc-issuer ADDRESS    OpenID provider of an organisation whose people sign in there
  --oidc-client-id NAME    who this server is there; the secret is PLENARY_OIDC_CLIENT_SECRET, in the environment only
  --oidc-name TEXT         what people call the organisation
  --oidc-trust-verified-email
                           its own directory issues the addresses: no mailed code before the first sign-in
  --bearer-issuer ADDRESS  issuer whose access tokens are taken, for an app on a static host
  --bearer-audience NAME   what such a token must be made for
  --bearer-origins LIST    origins of the apps that ask with such tokens
  --frame-ancestors LIST   origins whose pages may frame the app
  --forwarded              a proxy of yours is in front and adds X-Forwarded-For
  --limit NAME=VALUE       e.g. starts_per_address=5/3600, step_up_age=300; in the file a table [limits].
                           plenary.example.toml names them all: it stands beside this program in a release, and in tests/backend of the source
  --insecure-loopback      plain HTTP on this machine for development: cookies without Secure
  --demo                   fill an empty database with the demo conference

  --invite FILE            add an account for every line 'address', 'address;name' or 'address;name;subject at the issuer', and stop
  --demo-people            print the demo people's addresses, and stop
  --check                  check the configuration, and stop
  --version, --help

Errands work on the database that the settings name, while it is served or not:

  announce --kind incident|announcement --title TEXT --text TEXT|--text-file FILE --mail all|affected|nobody [--incident ID]
                           tell everybody: in the app within a minute, and by mail to whom --mail says
  announce --update ID|--withdraw ID [--title TEXT] --text TEXT|--text-file FILE --mail all|affected|nobody
                           change the words of what was told, or take it back and say why; both have to be read again
  announce                 list what was told, how many have read it, and how many mails wait
  complaints [--most N]    what delegates complained about, and under which reference
  extent --from T --to T [--viewer ID] [--session NAME]
                           how many people were shown to somebody else in that time, which fields, in which minutes;
                           with --viewer also the names of the sessions in which it was
  hold --id ID|--email ADDRESS
                           nobody else sees this delegate until you release them; their owner is told by mail
  release --id ID|--email ADDRESS
                           as they were before
  sign-out --id ID|--email ADDRESS
                           every sign-in of this delegate ends, and every code and link that was mailed; their owner is told by mail
  incident --from T --to T [--viewer ID] [--session NAME] --text TEXT
                           record that as an incident: everybody is told whether they were affected
  reports [--most N]       what delegates reported about each other, and who they are
  recipe --for nginx|caddy|headers|redirects|404 [--connect LIST]
                           how a web server in front, or a host of plain files, sends the app with these settings; LIST: more origins that the app asks
  over-shares              what apps reported that this backend sent beyond what people share

The guide for organisers stands beside the app, at guide/index.html; guide/incident.html is for when something went wrong: print it beforehand.
Stops gracefully on SIGTERM and SIGINT. Exit code 2: the configuration is wrong.
";

/// Reads file, environment and command line, in this order.
pub fn read(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Command, Misconfigured> {
    let mut settings = Settings::default();
    let (mut given, mut limits) = (Vec::new(), Vec::new());
    let (mut config, mut invite, mut is_check) = (environment("PLENARY_CONFIG").map(PathBuf::from), None, false);
    let mut errand: Option<Errand> = None;
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        let flag = match argument {
            Arg::Long(flag) => flag,
            Arg::Value(ref word) if errand.is_none() => {
                errand = word.to_str().and_then(Errand::named);
                if errand.is_none() {
                    return Err(argument.unexpected().into());
                }
                continue;
            }
            Arg::Short(_) | Arg::Value(_) => return Err(argument.unexpected().into()),
        };
        let (flag, key) = (flag.to_owned(), flag.replace('-', "_"));
        match key.as_str() {
            "help" => return Ok(Command::Help),
            "version" => return Ok(Command::Version),
            "demo_people" => return Ok(Command::DemoPeople),
            "check" => is_check = true,
            "config" => config = Some(parser.value()?.into()),
            "invite" => invite = Some(parser.value()?.into()),
            "limit" => limits.push(parser.value()?.string()?),
            key if errand.as_ref().is_some_and(|errand| errand.takes(key).is_some()) => {
                let value = parser.value()?.string()?;
                if let Some(errand) = &mut errand
                    && let Some(flag) = errand.takes(key)
                {
                    errand.give(flag, value);
                }
            }
            key if SWITCHES.contains(&key) => {
                let value = parser.optional_value().map_or(Ok("true".to_owned()), ValueExt::string)?;
                given.push((flag, key.to_owned(), value));
            }
            key if VALUES.contains(&key) => given.push((flag, key.to_owned(), parser.value()?.string()?)),
            _ => return Err(Misconfigured::Unknown(Place::Flag(flag.clone()), flag)),
        }
    }

    if let Some(path) = &config {
        file::apply(&mut settings, path)?;
    }
    for key in VALUES.into_iter().chain(SWITCHES).chain(SECRETS.map(|(name, _)| name)) {
        let variable = format!("PLENARY_{}", key.to_uppercase());
        if let Some(value) = environment(&variable) {
            settings.set(key, &value).map_err(|why| fault(why, Place::Environment(variable), key))?;
        }
    }
    for (flag, key, value) in given {
        settings.set(&key, &value).map_err(|why| fault(why, Place::Flag(flag), &key))?;
    }
    for limit in limits {
        let (name, value) = limit.split_once('=').unwrap_or((&limit, ""));
        settings.set_limit(name, value).map_err(|why| fault(why, Place::Flag("limit".into()), name))?;
    }
    settings.dist = settings.dist.take().or_else(app_beside_us);
    let settings = Box::new(settings.check()?);
    Ok(match (errand, invite) {
        (Some(errand), _) => Command::Errand(settings, errand),
        (None, Some(file)) => Command::Invite(settings, file),
        (None, None) if is_check => match settings.missing_folder() {
            Some(folder) => return Err(Misconfigured::NoFolder(folder)),
            None => Command::Check(settings.awaited()),
        },
        (None, None) => match settings.awaited() {
            awaited if awaited.is_empty() => Command::Serve(settings),
            awaited => return Err(Misconfigured::Awaited(awaited)),
        },
    })
}

/// As a release has it.
fn app_beside_us() -> Option<PathBuf> {
    let app = std::env::current_exe().ok()?.parent()?.join("app");
    app.join("index.html").is_file().then_some(app)
}
