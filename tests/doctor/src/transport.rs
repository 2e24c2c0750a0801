//! How the app is reached: over TLS, and only so. Not: what is sent over it.

use crate::deployment::Deployment;
use crate::page::Page;
use crate::report::Report;

const ABOUT: &str = "transport";
/// Half a year, in seconds: what the makers of browsers ask for at least.
const LONG: u64 = 15_768_000;

pub(crate) fn look(deployment: &Deployment, page: &Page, report: &mut Report) {
    if !deployment.is_secured() {
        if deployment.is_loopback() {
            report.good(ABOUT, "Plain HTTP, on this machine alone.");
        } else {
            report.wrong(
                ABOUT,
                "The app comes over plain HTTP.",
                "Whoever is in between, such as anybody on the venue's Wi-Fi, reads and changes all of it. Passkeys, the camera and most of what keeps a session safe are off.",
                "Put TLS in front: the recipe for Caddy gets its certificate by itself, that for nginx takes certbot's.",
            );
        }
        return;
    }
    report.good(ABOUT, "TLS, with a certificate that this machine trusts.");
    match page.answer.header("strict-transport-security") {
        None => report.wrong(
            ABOUT,
            "No Strict-Transport-Security.",
            "The first request of a visit may go out in plain text, and somebody in between can keep the visit there.",
            "Send `Strict-Transport-Security: max-age=63072000; includeSubDomains` with everything; the recipes do.",
        ),
        Some(told) => match max_age(told) {
            Some(age) if age >= LONG => report.good(ABOUT, "Browsers stay with TLS (Strict-Transport-Security)."),
            Some(_) | None => report.better(
                ABOUT,
                format!("Strict-Transport-Security is `{}`.", crate::report::quoted(told)),
                "Browsers forget it between two conferences.",
                "Use a max-age of at least half a year: `max-age=63072000; includeSubDomains`.",
            ),
        },
    }
    match deployment.plain().map(|plain| plain.get("")) {
        Some(Ok(answer)) if answer.status == 200 => report.wrong(
            ABOUT,
            "The app answers over plain HTTP as well.",
            "A link without the `s` leads to a copy that anybody in between can change.",
            "Answer everything at port 80 with a redirect to https://.",
        ),
        Some(Ok(answer)) if answer.header("location").is_some_and(|to| !to.starts_with("https://")) => report.better(
            ABOUT,
            "Plain HTTP leads on, and not to https:// at once.",
            "Each further step over plain HTTP is one more that can be changed on the way.",
            "Redirect to the same address with https:// in one step.",
        ),
        Some(Ok(_)) => report.good(ABOUT, "Plain HTTP leads to TLS."),
        // Nothing at port 80, or a port of its own: nothing that could be changed.
        Some(Err(_)) | None => {}
    }
}

fn max_age(told: &str) -> Option<u64> {
    let seconds = told.split(';').find_map(|part| part.trim().to_ascii_lowercase().strip_prefix("max-age=").map(str::to_owned))?;
    seconds.trim_matches('"').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Grade;
    use plenary_conformance::http::Answer;

    fn said(url: &str, told: Option<&str>) -> Vec<(Grade, String)> {
        let headers = told.map(|told| ("strict-transport-security".to_owned(), told.to_owned())).into_iter().collect();
        let page = Page { answer: Answer { headers, ..Answer::default() }, text: String::new(), path: "/".into() };
        let mut report = Report::of(url);
        look(&Deployment::at(url).unwrap(), &page, &mut report);
        report.findings.into_iter().filter(|finding| finding.grade != Grade::Good).map(|finding| (finding.grade, finding.what)).collect()
    }

    #[test]
    fn plain_http_and_a_browser_that_may_fall_back_to_it_are_wrong() {
        // At a port of its own, nothing is asked over plain HTTP.
        let secured = "https://127.0.0.1:44444/";
        assert_eq!(said(secured, Some("max-age=63072000; includeSubDomains")), []);
        assert_eq!(said(secured, None), [(Grade::Wrong, "No Strict-Transport-Security.".to_owned())]);
        assert_eq!(said(secured, Some("max-age=60"))[0].0, Grade::Better);
        assert_eq!(said("http://127.0.0.1:44444/", None), []);
        assert_eq!(said("http://app.example.org/", None), [(Grade::Wrong, "The app comes over plain HTTP.".to_owned())]);
    }

    #[test]
    fn the_age_is_found_in_whatever_order() {
        assert_eq!(max_age("includeSubDomains; max-age=63072000"), Some(63_072_000));
        assert_eq!(max_age("Max-Age=\"5\""), Some(5));
        assert_eq!(max_age("includeSubDomains"), None);
    }
}
