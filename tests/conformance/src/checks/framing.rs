//! Which sites may show the app inside their own pages, and what the pages of the app may load. Not: the answers of the API, which
//! `envelope` has.

use super::Subject;
use super::foreign::end;
use crate::check::{Check, Feature, Profile};
use crate::http::{Answer, Request};
use crate::{Fault, Verdict, ensure};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "EMBED-01",
        Profile::Safe,
        "only sites that are named one by one may show the app inside their pages",
        "a page that lies invisibly over the app makes delegates press what they do not see",
        named_sites_only,
    )
    .from(&["V3.4.6"], &["T31", "T32"])
    .needs(&[Feature::Pages], &[]),
    Check::new(
        "EMBED-02",
        Profile::Safe,
        "answers of the API are shown inside nobody's page",
        "another site draws a delegate's data into its own page and has them press something there",
        answers_are_not_framed,
    )
    .from(&["V3.4.6", "V3.2.1"], &["T31", "T32"]),
    Check::new(
        "HDR-06",
        Profile::Safe,
        "the pages run only scripts of their own",
        "a text that somebody wrote into their profile becomes a program in everybody's browser",
        own_scripts_only,
    )
    .from(&["V3.4.3"], &["T26", "T30"])
    .needs(&[Feature::Pages], &[]),
];

const SCREENS: [&str; 6] = ["/", "/sign-in", "/delegates", "/delegates/x", "/profile", "/no/such/screen"];

/// The words of a directive of a policy.
fn directive(answer: &Answer, name: &str) -> Option<Vec<String>> {
    let mut policies = answer.all("content-security-policy").flat_map(|policy| policy.split([';', ',']));
    policies.find_map(|part| {
        let mut words = part.split_whitespace().map(str::to_lowercase);
        (words.next()? == name).then(|| words.collect())
    })
}

fn pages(subject: &Subject) -> Result<Vec<(&'static str, Answer)>, Fault> {
    let mut pages = Vec::new();
    for screen in SCREENS {
        let answer = end(&subject.target, &Request::page("GET", screen), |request| subject.target.ask(request))?;
        if answer.media_type() == "text/html" {
            pages.push((screen, answer));
        }
    }
    if pages.is_empty() {
        return Err(Fault::Missing("the app's pages at this origin, or `pages` among what is absent".into()));
    }
    Ok(pages)
}

/// EMBED-01.
pub fn named_sites_only(subject: &Subject) -> Verdict {
    let mut policies = Vec::new();
    for (screen, page) in pages(subject)? {
        // Every browser still keeps the older header that says the same.
        let by_old_name = page.header("x-frame-options").is_some_and(|value| value.eq_ignore_ascii_case("deny"));
        let named = directive(&page, "frame-ancestors").or_else(|| by_old_name.then(|| vec!["'none'".to_owned()]));
        let Some(ancestors) = named else { return Err(Fault::Broken(format!("{screen}: the policy has no frame-ancestors"))) };
        ensure!(!ancestors.is_empty(), "{screen}: frame-ancestors names nobody, not even 'none'");
        for site in &ancestors {
            let is_origin =
                site.split_once("://").is_some_and(|(scheme, host)| scheme == "https" && !host.is_empty() && !host.contains('*'));
            ensure!(is_origin || site == "'none'" || site == "'self'", "{screen}: {site} may show it inside its page");
        }
        policies.push(ancestors);
    }
    ensure!(policies.iter().all(|policy| Some(policy) == policies.first()), "which sites may show the app differs from screen to screen");
    Ok(())
}

/// EMBED-02.
pub fn answers_are_not_framed(subject: &Subject) -> Verdict {
    let mut requests: Vec<Request> = subject
        .contract
        .operations()
        .iter()
        .filter(|op| op.method == "GET" && subject.offers(&op.path))
        .map(|op| Request::new("GET", &super::filled(&op.path)))
        .collect();
    requests.push(Request::new("GET", "/nothing/of/the/kind"));
    for request in requests {
        let answer = subject.target.ask(&request)?;
        if (300..400).contains(&answer.status) {
            continue;
        }
        let ancestors = directive(&answer, "frame-ancestors").unwrap_or_default();
        let by_old_name = answer.header("x-frame-options").is_some_and(|value| value.eq_ignore_ascii_case("deny"));
        ensure!(ancestors == ["'none'"] || (ancestors.is_empty() && by_old_name), "GET {} may be shown inside a page", request.path);
    }
    Ok(())
}

/// HDR-06.
pub fn own_scripts_only(subject: &Subject) -> Verdict {
    for (screen, page) in pages(subject)? {
        let scripts = directive(&page, "script-src").or_else(|| directive(&page, "default-src"));
        let Some(scripts) = scripts else { return Err(Fault::Broken(format!("{screen}: the policy says nothing about scripts"))) };
        for open in ["'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:", "blob:"] {
            let is_held = open == "'unsafe-inline'" && scripts.iter().any(|word| word.starts_with("'nonce-") || word.starts_with("'sha"));
            ensure!(is_held || !scripts.iter().any(|word| word == open), "{screen}: scripts may come from {open}");
        }
        for (name, wanted) in [("base-uri", ["'none'", "'self'"]), ("object-src", ["'none'", "'none'"])] {
            let words = directive(&page, name).or_else(|| if name == "object-src" { directive(&page, "default-src") } else { None });
            let is_closed = words.is_some_and(|words| words.iter().all(|word| wanted.contains(&word.as_str())));
            ensure!(is_closed, "{screen}: {name} is open");
        }
        ensure!(page.header("set-cookie").is_none(), "{screen}: a page sets a cookie");
    }
    Ok(())
}
