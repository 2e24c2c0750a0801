//! What is asked at addresses that are the same everywhere: the issuer's own description, how to report a hole, and the file that puts the programme into other
//! pages. Not: a sign-in.

use crate::configuration::Settings;
use crate::deployment::{Deployment, STRANGER};
use crate::report::{Report, quoted};

/// The issuer, where the app signs people in by itself: its page asks for the description, so its browser has to be allowed to.
pub(crate) fn issuer(deployment: &Deployment, settings: &Settings, report: &mut Report) {
    const ABOUT: &str = "issuer";
    let Some(client) = &settings.issuer else { return };
    let address = client.description();
    let why = "Nobody can sign in.";
    let answer = match deployment.anywhere(&address, &[("Origin", &deployment.origin())]) {
        Ok(answer) if answer.status == 200 && answer.json().is_object() => answer,
        Ok(answer) => {
            let what = format!("{} answers {} and no description.", quoted(&address), answer.status);
            return report.wrong(ABOUT, what, why, "Correct `auth.issuer`: it is the address before /.well-known/.");
        }
        Err(fault) => {
            return report.wrong(
                ABOUT,
                format!("{} gave no answer: {fault}.", quoted(&address)),
                why,
                "Correct `auth.issuer`, or see why it is silent.",
            );
        }
    };
    let named = answer.json()["issuer"].as_str().unwrap_or_default().to_owned();
    if named != client.issuer {
        report.wrong(
            ABOUT,
            format!("The issuer calls itself {}, and config.json {}.", quoted(&named), quoted(&client.issuer)),
            "The app believes no token of it: to the letter, the two must be the same.",
            "Write `auth.issuer` exactly as it stands in that description.",
        );
    }
    let allowed = answer.header("access-control-allow-origin").unwrap_or_default();
    if allowed != "*" && allowed != deployment.origin() {
        report.wrong(
            ABOUT,
            "The issuer's description may not be read by the app's page (CORS).",
            why,
            "Register the app's origin at the issuer as a web origin of a public client.",
        );
    }
    report.good(ABOUT, format!("The issuer describes itself at {}.", quoted(&address)));
}

pub(crate) fn look(deployment: &Deployment, report: &mut Report) {
    embed(deployment, report);
    contact(deployment, report);
}

fn embed(deployment: &Deployment, report: &mut Report) {
    const ABOUT: &str = "embed";
    let Ok(answer) = deployment.ask(&format!("{}embed.js", deployment.base), &[("Origin", STRANGER)]) else { return };
    let mend =
        "Send embed.js alone with `Cross-Origin-Resource-Policy: cross-origin` and `Access-Control-Allow-Origin: *`; the recipes do.";
    if answer.status != 200 || !answer.media_type().ends_with("javascript") {
        let what = format!("embed.js answers {} ({}).", answer.status, quoted(answer.media_type()));
        report.better(ABOUT, what, "The programme cannot be put into other pages.", "Copy the whole folder `app` of the release.");
    } else if answer.header("cross-origin-resource-policy") != Some("cross-origin") {
        report.better(ABOUT, "embed.js may not be loaded by other sites.", "The programme cannot be put into pages of another site.", mend);
    } else {
        report.good(ABOUT, "embed.js may be loaded by other sites.");
    }
}

/// RFC 9116.
fn contact(deployment: &Deployment, report: &mut Report) {
    const ABOUT: &str = "contact";
    let mend =
        "Put a file at /.well-known/security.txt of the site with a Contact and an Expires line (https://securitytxt.org makes one).";
    let Ok(answer) = deployment.ask("/.well-known/security.txt", &[]) else { return };
    let body = String::from_utf8_lossy(&answer.body);
    let line = |name: &str| {
        body.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    if answer.status != 200 || answer.media_type().starts_with("text/html") || line("contact").is_none() {
        let why = "Whoever finds a hole does not know whom to tell, and tells everybody or nobody.";
        return report.better(ABOUT, "There is no /.well-known/security.txt.", why, mend);
    }
    let expires = line("expires").and_then(|told| told.parse::<jiff::Timestamp>().ok());
    match expires {
        Some(at) if at > jiff::Timestamp::now() => report.good(ABOUT, "security.txt says whom to tell of a hole."),
        Some(_) | None => {
            report.better(ABOUT, "security.txt has ended, or does not say when it does.", "People take it for abandoned.", mend)
        }
    }
}
