//! Addresses inside the app, as mails and other people's links have them: whether each opens the app, with the same files. Not: what the app shows there.

use crate::deployment::Deployment;
use crate::page::Page;
use crate::report::{Report, quoted};

const ABOUT: &str = "links";
/// Of one part and of two; the second is what a mail leads to.
const SCREENS: [&str; 4] = ["grid", "sign-in/link", "talks/any-talk", "delegates"];

pub(crate) fn look(deployment: &Deployment, page: &Page, report: &mut Report) {
    let files = page.files(&deployment.origin());
    let before = report.findings.len();
    for screen in SCREENS {
        let (what, why) = match deployment.get(screen) {
            Err(why) => (format!("/{screen} gave no answer: {why}."), "Links that people send each other and links in mails open nothing."),
            Ok(answer) if answer.status != 200 || !answer.media_type().starts_with("text/html") => (
                format!("/{screen} answers {} ({}).", answer.status, quoted(answer.media_type())),
                "Links that people send each other and links in mails open nothing.",
            ),
            Ok(answer) => {
                let there = Page::of(answer, &format!("{}{screen}", deployment.base));
                if there.files(&deployment.origin()) == files {
                    continue;
                }
                (
                    format!("The page at /{screen} looks for its files elsewhere."),
                    "The page opens empty: its scripts are asked for in a folder in which they are not.",
                )
            }
        };
        report.wrong(
            ABOUT,
            what,
            why,
            "Answer every address that is no file with the app's page: index.html for those of one part, deeper.html for those of two, as the recipes do.",
        );
    }
    if report.findings.len() == before {
        report.good(ABOUT, "Addresses inside the app open it.");
    }
}
