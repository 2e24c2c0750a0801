//! The programme: whether the app can fetch it and what the app's own reader makes of it. Not: whether it is right.

use crate::configuration::Settings;
use crate::deployment::Deployment;
use crate::report::{Report, quoted};
use plenary::domain::time::{ZoneName, Zones};
use plenary::{formats, text};

const ABOUT: &str = "programme";

/// Time zones by the library's own database.
struct TzDatabase;

impl Zones for TzDatabase {
    fn offset_at(&self, zone: &ZoneName, unix: i64) -> Option<i16> {
        let zone = jiff::tz::TimeZone::get(zone.as_str()).ok()?;
        let offset = zone.to_offset(jiff::Timestamp::from_second(unix).ok()?);
        i16::try_from(offset.seconds() / 60).ok()
    }
}

fn things(count: usize) -> String {
    if count == 1 { "one thing".to_owned() } else { format!("{count} things") }
}

pub(crate) fn look(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    let own = || settings.config.dialect.places.place("/agenda").map(|path| format!("{}{path}", settings.backend));
    let Some(address) = settings.config.programme.clone().or_else(own) else {
        report.wrong(
            ABOUT,
            "config.json names no programme, and the backend has none.",
            "The first screen of the app is empty.",
            "Set `programme`.",
        );
        return;
    };
    let origin = deployment.origin();
    let answer = match deployment.anywhere(&address, &[("Origin", &origin)]) {
        Ok(answer) if answer.status == 200 => answer,
        Ok(answer) => {
            let what = format!("{} answers {}.", quoted(&address), answer.status);
            let to = answer.header("location").map(|to| format!(" It leads on to {}: name that address.", quoted(to))).unwrap_or_default();
            report.wrong(
                ABOUT,
                what,
                "The app's first screen says that the programme did not load.",
                format!("Correct `programme` in the settings.{to}"),
            );
            return;
        }
        Err(why) => {
            let what = format!("{} gave no answer: {why}.", quoted(&address));
            report.wrong(
                ABOUT,
                what,
                "The app's first screen says that the programme did not load.",
                "Correct `programme`, or see why that server is silent.",
            );
            return;
        }
    };
    let is_elsewhere = address.contains("://") && !address.starts_with(&origin);
    let allowed = answer.header("access-control-allow-origin").unwrap_or_default();
    if is_elsewhere && allowed != "*" && allowed != origin {
        report.wrong(
            ABOUT,
            format!("{} may not be read by the app's page (CORS).", quoted(&address)),
            "The app reads the programme in the delegate's browser, which refuses.",
            "Have that server send `Access-Control-Allow-Origin: *`, or fetch the file yourself and serve it beside the app (`programme_file`).",
        );
    }
    match formats::read(&String::from_utf8_lossy(&answer.body), settings.config.zone.as_ref(), &TzDatabase) {
        Err(fault) => report.wrong(
            ABOUT,
            format!("The app cannot read {}. {}", quoted(&address), text::unreadable(&fault)),
            "The first screen of the app says so instead of showing the programme.",
            "The README lists the formats and where each comes from.",
        ),
        Ok(agenda) if agenda.talks.is_empty() => report.better(
            ABOUT,
            format!("{} is read, and has no talks.", quoted(&address)),
            "The first screen of the app is empty.",
            "That is right before the programme is out, and only then.",
        ),
        Ok(agenda) => {
            report.good(ABOUT, format!("The app reads {} talks from {}.", agenda.talks.len(), quoted(&address)));
            if !agenda.notices.is_empty() {
                report.better(
                    ABOUT,
                    format!("The app has {} to say about what it could not read as it should be.", things(agenda.notices.len())),
                    "The app lists them below the programme, for everybody to see.",
                    "Open the app and look at what it says below the programme; correct that where the programme is made.",
                );
            }
        }
    }
}
