//! The content policy of the page: whether it keeps out what it must, and lets the app do what its settings say. Not: the other headers.

use crate::configuration::Settings;
use crate::deployment::Deployment;
use crate::page::Page;
use crate::report::{Report, quoted};
use std::collections::BTreeMap;

const ABOUT: &str = "policy";
const MEND: &str = "Make the recipe for your web server anew (`plenary-backend recipe`): it has the policy in it. For a host of plain files name the further origins with --connect.";

/// Directive to its sources.
pub(crate) type Policy = BTreeMap<String, Vec<String>>;

/// As browsers read it: the first of two directives of one name counts.
pub(crate) fn read(text: &str) -> Policy {
    let mut policy = Policy::new();
    for part in text.split(';') {
        let mut words = part.split_whitespace().map(str::to_owned);
        if let Some(name) = words.next() {
            policy.entry(name.to_ascii_lowercase()).or_insert_with(|| words.collect());
        }
    }
    policy
}

/// A directive, what the app needs in it, and what it loses without.
const NEEDED: [(&str, &[&str], &str); 6] = [
    ("script-src", &["'self'", "'wasm-unsafe-eval'"], "The app does not start."),
    ("style-src", &["'self'"], "The app has no colours and no layout."),
    ("img-src", &["'self'", "blob:"], "Photographs and icons stay empty, and nobody can choose a picture of themselves."),
    ("connect-src", &["'self'"], "The app can ask for nothing, not even for its settings."),
    ("manifest-src", &["'self'"], "The app cannot be put on a home screen."),
    ("form-action", &["'self'"], "A form could send what people type to another site."),
];

/// Sources that let in what the policy is there to keep out.
const OPEN: [&str; 7] = ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:", "'unsafe-hashes'"];

pub(crate) fn look(deployment: &Deployment, page: &Page, settings: Option<&Settings>, report: &mut Report) {
    let sent: Vec<&str> = page.answer.all("content-security-policy").collect();
    let Some(first) = sent.first() else {
        let is_reported = page.answer.header("content-security-policy-report-only").is_some();
        report.wrong(
            ABOUT,
            if is_reported { "The content policy only reports, and keeps nothing out." } else { "No content policy." },
            "A script that gets into the page, by whatever hole, reads everything that the person signed in may read.",
            MEND,
        );
        return;
    };
    if sent.len() > 1 {
        report.better(
            ABOUT,
            format!("{} content policies are sent.", sent.len()),
            "All of them are obeyed at once, so the app may do only what each of them allows.",
            "Let either the backend or the web server in front send it, not both.",
        );
    }
    let policy = read(first);
    let before = report.findings.len();
    keeps_out(&policy, report);
    lets_in(&policy, report);
    reaches(&policy, settings, report);
    framing(deployment, &policy, settings, report);
    if report.findings.len() == before {
        report.good(ABOUT, "The content policy keeps out what it must and lets the app do what its settings say.");
    }
}

/// The sources that count for a directive.
fn sources<'p>(policy: &'p Policy, name: &str) -> Option<&'p Vec<String>> {
    let falls_back = !matches!(name, "base-uri" | "form-action" | "frame-ancestors");
    policy.get(name).or_else(|| policy.get("default-src").filter(|_| falls_back))
}

fn keeps_out(policy: &Policy, report: &mut Report) {
    for name in ["script-src", "style-src", "connect-src", "default-src"] {
        let open: Vec<&str> =
            sources(policy, name).into_iter().flatten().map(String::as_str).filter(|source| OPEN.contains(source)).collect();
        if !open.is_empty() {
            let why = match name {
                "script-src" => "Whatever text gets into the page can run as a script.",
                "connect-src" => "A script that gets into the page can send what it reads anywhere.",
                _ => "What gets into the page can be more than text.",
            };
            report.wrong(ABOUT, format!("{name} has {}.", quoted(&open.join(" "))), why, format!("Take it out. {MEND}"));
        }
    }
    if policy.get("base-uri").is_none_or(|sources| sources.iter().any(|source| source != "'none'" && source != "'self'")) {
        report.wrong(
            ABOUT,
            "base-uri is not 'none'.",
            "A piece of markup could send every relative address of the page to another site.",
            MEND,
        );
    }
    if !policy.get("require-trusted-types-for").is_some_and(|sources| sources.iter().any(|source| source == "'script'")) {
        report.wrong(
            ABOUT,
            "require-trusted-types-for 'script' is missing.",
            "The last net under the page is gone: text of other people that becomes markup by mistake would run.",
            MEND,
        );
    }
}

fn lets_in(policy: &Policy, report: &mut Report) {
    for (name, needed, why) in NEEDED {
        let Some(found) = sources(policy, name) else {
            // Without a directive everything is allowed; for a form that is a hole.
            if name == "form-action" {
                report.wrong(ABOUT, "form-action is missing.", why, MEND);
            }
            continue;
        };
        let missing: Vec<&str> = needed.iter().copied().filter(|source| !found.iter().any(|known| known == source)).collect();
        if name != "form-action" && !missing.is_empty() {
            report.wrong(ABOUT, format!("{name} lacks {}.", missing.join(" ")), why, MEND);
        }
    }
}

/// Every other origin that the settings send the app to.
fn reaches(policy: &Policy, settings: Option<&Settings>, report: &mut Report) {
    let (Some(settings), Some(found)) = (settings, sources(policy, "connect-src")) else { return };
    for (origin, what) in &settings.origins {
        if !found.iter().any(|source| source.trim_end_matches('/') == origin) {
            report.wrong(
                ABOUT,
                format!("connect-src does not name {}.", quoted(origin)),
                format!("It is where {what} is, and the browser refuses to ask there."),
                MEND,
            );
        }
    }
    let needless: Vec<&str> = found
        .iter()
        .map(String::as_str)
        .filter(|source| source.contains("://") && !settings.origins.iter().any(|(origin, _)| origin == source.trim_end_matches('/')))
        .collect();
    if !needless.is_empty() {
        report.better(
            ABOUT,
            format!("connect-src names {}, which the settings do not.", quoted(&needless.join(" "))),
            "What the app never asks need not be reachable from its page.",
            "Leave it out.",
        );
    }
}

/// Who may show the page inside another one; a personal screen, nobody.
fn framing(deployment: &Deployment, policy: &Policy, settings: Option<&Settings>, report: &mut Report) {
    let Some(ancestors) = policy.get("frame-ancestors") else {
        report.wrong(
            ABOUT,
            "frame-ancestors is missing.",
            "Any site can lay the app under a page of its own and have people press what they do not see.",
            MEND,
        );
        return;
    };
    if ancestors.iter().any(|source| OPEN.contains(&source.as_str())) {
        report.wrong(
            ABOUT,
            format!("frame-ancestors is {}.", quoted(&ancestors.join(" "))),
            "Any site may show the app inside its own pages.",
            "Name the origins of your own site in `frame_ancestors`, and make the recipe anew.",
        );
    }
    if page_frames_nobody(ancestors) {
        if let Some(settings) = settings.filter(|settings| settings.is_shown_elsewhere) {
            report.wrong(
                ABOUT,
                "frame-ancestors is 'none', and config.json names hosts.",
                format!("The programme stays empty inside the pages of {}.", quoted(&settings.hosts.join(" "))),
                "Set `frame_ancestors` to the same origins, and make the recipe anew.",
            );
        }
        return;
    }
    let personal = deployment.get("profile").ok().and_then(|answer| answer.header("content-security-policy").map(read));
    let refuses = personal.as_ref().and_then(|policy| policy.get("frame-ancestors")).is_some_and(|ancestors| page_frames_nobody(ancestors));
    if !refuses {
        report.wrong(
            ABOUT,
            "A personal screen (profile) may be shown inside other pages.",
            "Whoever runs one of those pages can lay something over it and have a delegate press a button that they do not see.",
            "Send `frame-ancestors 'none'` with everything that is not the programme: the recipes do.",
        );
    }
}

fn page_frames_nobody(ancestors: &[String]) -> bool {
    ancestors == ["'none'"]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_as_browsers_read_it() {
        let policy = read("default-src 'none';; SCRIPT-SRC 'self'; script-src *");
        assert_eq!(policy["script-src"], ["'self'"]);
        assert_eq!(sources(&policy, "img-src").unwrap(), &["'none'"]);
        assert_eq!(sources(&policy, "base-uri"), None, "that does not fall back");
    }

    fn said(text: &str) -> String {
        let mut report = Report::of("");
        let policy = read(text);
        keeps_out(&policy, &mut report);
        lets_in(&policy, &mut report);
        report.findings.iter().map(|finding| format!("{}\n", finding.what)).collect()
    }

    const GOOD: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
                        manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

    #[test]
    fn each_hole_and_each_lack_is_said() {
        assert_eq!(said(GOOD), "");
        for (from, to, word) in [
            ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "script-src has 'unsafe-inline'."),
            (" 'wasm-unsafe-eval'", "", "script-src lacks 'wasm-unsafe-eval'."),
            (" blob:", "", "img-src lacks blob:."),
            ("base-uri 'none'; ", "", "base-uri is not 'none'."),
            ("form-action 'self'; ", "", "form-action is missing."),
            ("; require-trusted-types-for 'script'", "", "require-trusted-types-for 'script' is missing."),
            ("connect-src 'self'", "connect-src *", "connect-src has *."),
            ("manifest-src 'self'; ", "", "manifest-src lacks 'self'."),
        ] {
            let found = said(&GOOD.replace(from, to));
            assert!(found.contains(word), "{to}: {found}");
        }
    }
}
