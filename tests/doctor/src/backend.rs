//! The backend, as somebody sees it who is not signed in: what it tells everybody, and what it must not. Not: what it tells people who are, nor how they get in,
//! which the conformance suite asks with accounts of its own.

use crate::configuration::Settings;
use crate::deployment::{Deployment, STRANGER};
use crate::report::{Report, quoted};
use plenary::config::Auth;
use plenary_conformance::http::Answer;
use serde_json::Value;

const ABOUT: &str = "backend";
/// Routes that nobody may be answered who is not signed in.
const CLOSED: [(&str, &str); 5] = [
    ("/delegates", "the directory"),
    ("/me", "somebody's profile"),
    ("/me/access-log", "who saw what"),
    ("/connections", "somebody's connections"),
    ("/delegates/1", "a delegate"),
];

pub(crate) fn look(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    if !is_there(deployment, settings, report) {
        return;
    }
    let before = report.findings.len();
    let is_closed = CLOSED.map(|route| closed(deployment, settings, route, report));
    if is_closed.contains(&true) && report.findings.len() == before {
        report.good(ABOUT, "What is somebody's own, and the directory, are shut to who is not signed in.");
    }
    refusals(deployment, settings, report);
    strangers(deployment, settings, report);
    tokens(deployment, settings, report);
    notices(deployment, settings, report);
}

/// The address of a route of the contract; `None`: this backend has none.
fn route(settings: &Settings, path: &str) -> Option<String> {
    settings.config.dialect.places.place(path).map(|path| format!("{}{path}", settings.backend))
}

fn is_there(deployment: &Deployment, settings: &Settings, report: &mut Report) -> bool {
    let Some(address) = route(settings, "/config") else { return true };
    let mend = "Pass what is below `backend` of config.json on to the backend; the recipes do. A backend that names its routes otherwise says so in config.json.";
    let what = match deployment.anywhere(&address, &[]) {
        Ok(answer) if answer.status == 200 && answer.json().is_object() => {
            cookies(&answer, report);
            report.good(ABOUT, format!("The backend answers at {}.", quoted(&settings.backend)));
            return true;
        }
        Ok(answer) if answer.media_type().starts_with("text/html") => format!("{} is a page instead of the backend.", quoted(&address)),
        Ok(answer) => format!("{} answers {} and no settings.", quoted(&address), answer.status),
        Err(why) => format!("{} gave no answer: {why}.", quoted(&address)),
    };
    report.wrong(ABOUT, what, "Nobody can sign in; whatever is not the programme says that it did not load.", mend);
    false
}

/// Whether it is refused. What is not found is refused as well.
fn closed(deployment: &Deployment, settings: &Settings, (path, what): (&str, &str), report: &mut Report) -> bool {
    let Some(address) = route(settings, path) else { return true };
    let Ok(answer) = deployment.anywhere(&address, &[]) else { return false };
    cookies(&answer, report);
    let is_page = answer.media_type().starts_with("text/html");
    if answer.status == 200 && !is_page {
        let many = people(&answer.json()).map_or_else(String::new, |many| format!(" ({many} people in one answer)"));
        report.wrong(
            ABOUT,
            format!("{} answers {what} to anybody{many}.", quoted(&address)),
            "Everybody on the internet reads it, without a trace. If it holds personal data, this is an incident that has happened, not one that may.",
            "Shut it now. Answer 401 without a session. See the README, “On the day”, for what to do next.",
        );
        return false;
    }
    if answer.status < 400 && !is_page {
        return true;
    }
    if is_page && answer.status == 200 {
        report.wrong(
            ABOUT,
            format!("{} is a page instead of a refusal.", quoted(&address)),
            "The app takes it for a hotel's sign-in page and says so to everybody whose session has ended.",
            "Answer 401 with application/problem+json.",
        );
        return false;
    }
    true
}

/// How many things with a name, a list or a page of one has.
fn people(answer: &Value) -> Option<usize> {
    let list = answer.as_array().or_else(|| answer.as_object()?.values().find_map(Value::as_array))?;
    (!list.is_empty()).then_some(list.len())
}

/// A refusal is one that the app can put into words, and that nothing keeps.
fn refusals(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    let Some(Ok(answer)) = route(settings, "/me").map(|address| deployment.anywhere(&address, &[])) else { return };
    if answer.status == 401 || answer.status == 403 {
        let is_said = matches!(answer.media_type(), "application/problem+json" | "application/json");
        if is_said {
            report.good(ABOUT, "Refusals say why, in a form that the app reads.");
        } else {
            report.better(
                ABOUT,
                format!("A refusal comes as {}.", quoted(answer.media_type())),
                "The app can only say that something was refused, not what.",
                "Answer with application/problem+json (RFC 9457), or at least with JSON.",
            );
        }
        if answer.header("cache-control").is_none_or(|told| !told.contains("no-store")) {
            report.wrong(
                ABOUT,
                "Answers about people may be kept by caches on the way.",
                "The next one who asks, perhaps somebody else, is handed what was meant for the one before.",
                "Send every answer that depends on who asks with `Cache-Control: no-store`, and turn off caching of the backend in the web server or the network in front.",
            );
        }
    } else if answer.status >= 500 {
        report.wrong(
            ABOUT,
            format!("Asked who is signed in, the backend answers {}.", answer.status),
            "The app cannot tell whether somebody is signed in.",
            "Answer 401 without a session. The backend's log says what failed.",
        );
    }
}

/// Another origin, with the visitor's cookie.
fn strangers(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    let mut is_open = false;
    for path in ["/me", "/delegates", "/config"] {
        let Some(address) = route(settings, path) else { continue };
        let Ok(answer) = deployment.anywhere(&address, &[("Origin", STRANGER)]) else { continue };
        let allowed = answer.header("access-control-allow-origin").unwrap_or_default();
        let with_cookies = answer.header("access-control-allow-credentials") == Some("true");
        if allowed == STRANGER && with_cookies {
            is_open = true;
            report.wrong(
                ABOUT,
                format!("{} lets every other site ask with the visitor's cookie.", quoted(&address)),
                "Any page that a delegate opens reads what they may read here.",
                "Never answer with the Origin that was sent. The app and its backend are one origin and need no Access-Control-Allow-Credentials at all.",
            );
        } else if path != "/config" && (allowed == STRANGER || allowed == "*") {
            is_open = true;
            report.better(
                ABOUT,
                format!("{} may be read by every other site.", quoted(&address)),
                "Not with the visitor's cookie; but there is no reason for it, and the next setting may add that.",
                "Name the app's own origin, where it is another one than the backend's, and leave the header out elsewhere.",
            );
        }
    }
    if !is_open {
        report.good(ABOUT, "Other sites may not read what is somebody's own.");
    }
}

/// An app that shows tokens to a backend of another origin has to be let in by its browser.
fn tokens(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    let Some(address) = route(settings, "/me").filter(|address| address.contains("://")) else { return };
    let is_elsewhere = settings.origins.iter().any(|(origin, what)| *what == "the backend" && address.starts_with(origin.as_str()));
    if !is_elsewhere {
        return;
    }
    if settings.config.auth == Auth::Cookie {
        report.wrong(
            ABOUT,
            format!("The backend is at another origin ({}), and people are signed in by a cookie.", quoted(&settings.backend)),
            "A browser does not send it there, so nobody stays signed in.",
            "Serve the app and the backend from one origin (the recipes do), or let the app sign people in by an issuer (`auth` in config.json).",
        );
        return;
    }
    let origin = deployment.origin();
    let let_in = deployment.preflight(&address, &origin).is_ok_and(|answer| {
        let told = |name: &str| answer.header(name).unwrap_or_default().to_ascii_lowercase();
        let names = |list: String, word: &str| list.split(',').any(|part| part.trim() == word);
        told("access-control-allow-origin") == origin
            && names(told("access-control-allow-headers"), "authorization")
            && names(told("access-control-allow-headers"), "x-plenary")
            && names(told("access-control-allow-methods"), "patch")
    });
    if let_in {
        report.good(ABOUT, "The backend lets the app's origin ask with tokens.");
    } else {
        report.wrong(
            ABOUT,
            format!("The backend does not let {} ask with tokens.", quoted(&origin)),
            "The browser refuses each question that carries one.",
            "Answer OPTIONS with Access-Control-Allow-Origin for that origin, with Authorization and X-Plenary among the allowed headers and PATCH, PUT and DELETE among the methods (`bearer_origins` of the reference backend).",
        );
    }
}

/// Where an answer to nobody sets a cookie, it must be one that scripts and other sites do not get.
fn cookies(answer: &Answer, report: &mut Report) {
    for line in answer.all("set-cookie") {
        let name = line.split('=').next().unwrap_or_default();
        let told: Vec<String> = line.split(';').skip(1).map(|part| part.trim().to_ascii_lowercase()).collect();
        let missing: Vec<&str> = [("httponly", "HttpOnly"), ("secure", "Secure"), ("samesite", "SameSite")]
            .into_iter()
            .filter(|(word, _)| !told.iter().any(|part| part.starts_with(word) && part != "samesite=none"))
            .map(|(_, word)| word)
            .collect();
        if !missing.is_empty() {
            report.wrong(
                "cookies",
                format!("The cookie {} lacks {}.", quoted(name), missing.join(", ")),
                "Scripts, plain HTTP or other sites get to use it.",
                "Set it with `Path=/; Secure; HttpOnly; SameSite=Strict` and a name that begins with __Host-, or not at all: nobody is signed in here.",
            );
        }
    }
}

fn notices(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    let own = route(settings, "/incidents");
    let copy = settings.config.notices.url.clone();
    for (address, is_copy) in own.into_iter().map(|own| (own, false)).chain(copy.map(|copy| (copy, true))) {
        let what = match deployment.anywhere(&address, &[("Origin", &deployment.origin())]) {
            Ok(answer) if answer.status == 200 && answer.json().is_object() => {
                let is_elsewhere = address.contains("://") && !address.starts_with(&deployment.origin());
                let allowed = answer.header("access-control-allow-origin").unwrap_or_default();
                if !is_elsewhere || allowed == "*" || allowed == deployment.origin() {
                    continue;
                }
                format!("{} may not be read by the app's page (CORS).", quoted(&address))
            }
            Ok(answer) if answer.status == 404 && !is_copy => {
                report.better(
                    ABOUT,
                    format!("{} has no notices.", quoted(&address)),
                    "In an incident you cannot tell everybody through the app.",
                    "Serve the contract's /incidents, or say in config.json that there is none.",
                );
                continue;
            }
            Ok(answer) => format!("{} answers {} and no notices.", quoted(&address), answer.status),
            Err(why) => format!("{} gave no answer: {why}.", quoted(&address)),
        };
        report.wrong(
            ABOUT,
            what,
            "In an incident people are not told, and after an hour the app says that it could not find out.",
            "Serve there what the backend has at /incidents, as JSON, with `Access-Control-Allow-Origin: *` where it is another origin.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn people_are_counted_in_whatever_shape_they_come() {
        assert_eq!(people(&json!([{"name": "Ada"}, {"name": "Bela"}])), Some(2));
        assert_eq!(people(&json!({"next": null, "results": [{"name": "Ada"}]})), Some(1));
        assert_eq!(people(&json!({"detail": "no"})), None);
    }

    #[test]
    fn a_cookie_is_judged_by_its_attributes() {
        let said = |line: &str| {
            let mut report = Report::of("");
            let answer = Answer { headers: vec![("set-cookie".into(), line.into())], ..Answer::default() };
            cookies(&answer, &mut report);
            report.findings.iter().map(|finding| finding.what.clone()).collect::<String>()
        };
        assert_eq!(said("__Host-x=1; Path=/; Secure; HttpOnly; SameSite=Lax"), "");
        assert_eq!(said("x=1; Path=/; Secure; SameSite=None"), "The cookie x lacks HttpOnly, SameSite.");
    }
}
