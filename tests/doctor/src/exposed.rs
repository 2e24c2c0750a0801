//! Files that lie beside a deployment by mistake and must not be handed out. Not: a search of the site; only names that our own files have, or that every scanner tries.

use crate::deployment::Deployment;
use crate::report::Report;

const ABOUT: &str = "exposed";
/// A path below the app, and how such a file begins.
const FILES: [(&str, &[&str]); 6] = [
    ("plenary.sqlite", &["SQLite format 3"]),
    ("conference.sqlite", &["SQLite format 3"]),
    ("../plenary.sqlite", &["SQLite format 3"]),
    ("plenary.toml", &["listen", "public_url", "#", "name"]),
    (".env", &["PLENARY", "#", "SMTP"]),
    (".git/HEAD", &["ref:"]),
];

pub(crate) fn look(deployment: &Deployment, report: &mut Report) {
    let before = report.findings.len();
    for (path, beginnings) in FILES {
        let Ok(answer) = deployment.get(path) else { continue };
        let body = String::from_utf8_lossy(&answer.body);
        if answer.status == 200 && beginnings.iter().any(|beginning| body.trim_start().starts_with(beginning)) {
            report.wrong(
                ABOUT,
                format!("{path} is handed out to anybody."),
                "It holds the data of everybody, or what opens it. Take it as read by others.",
                "Keep it outside the folder that the web server sends, and change every password and key that was in it.",
            );
        }
    }
    if report.findings.len() == before {
        report.good(ABOUT, "No database, settings or sources lie open beside the app.");
    }
}
