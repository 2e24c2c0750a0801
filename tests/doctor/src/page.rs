//! The app's page, and the files that it names with what they must be. Not: whether they are that.

use crate::deployment::{Deployment, usual};
use crate::report::{Report, quoted};
use plenary_conformance::http::Answer;

const ABOUT: &str = "page";

/// The page as it came.
pub(crate) struct Page {
    pub(crate) answer: Answer,
    pub(crate) text: String,
    /// The folder from which its addresses are taken.
    pub(crate) path: String,
}

/// A file that the page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its path on the site.
    pub(crate) path: String,
    /// What the page says its bytes are.
    pub(crate) integrity: Option<String>,
    pub(crate) kind: Kind,
}

/// What a file is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Script,
    Style,
    Program,
    Manifest,
    Icon,
}

/// The page at the app's address; `None`, and said, where none of ours is there.
pub(crate) fn find(deployment: &mut Deployment, report: &mut Report) -> Option<Page> {
    let answer = match deployment.get("") {
        Ok(answer) => answer,
        Err(why) => {
            let (what, mend) = unreached(deployment, &why);
            report.wrong("reach", what, "Nobody can open the app.", mend);
            return None;
        }
    };
    if (300..400).contains(&answer.status) {
        let to = answer.header("location").map(quoted).unwrap_or_default();
        let why = "What else is asked here would be asked of the wrong place.";
        report.wrong(ABOUT, format!("{} leads on to {to}.", deployment.address()), why, "Examine that address, and hand out that one.");
        return None;
    }
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    if answer.status != 200 || !text.contains("id=\"boot\"") || !text.contains("boot-") {
        report.wrong(
            ABOUT,
            format!("{} answers {} and is no page of Plenary.", deployment.address(), answer.status),
            "The app is not at this address, or another page is sent in its place.",
            "Name the address at which the app begins, with its folder if it is in one. In the recipe for your web server the folder is that of 'base', and 'root' the folder 'app' of the release.",
        );
        return None;
    }
    report.good(ABOUT, format!("The app is at {}.", deployment.address()));
    Some(Page { path: deployment.base.clone(), answer, text })
}

fn unreached(deployment: &Deployment, why: &str) -> (String, &'static str) {
    let what = format!("{} gave no answer: {why}.", deployment.address());
    let mend = if why.contains("ertificate") || why.contains("UnknownIssuer") {
        "The certificate is not good for this name, or has ended, or its chain is not sent whole. Renew it; `fullchain.pem`, not `cert.pem`, is what a web server sends."
    } else {
        "See whether the web server runs, listens at that port, and is let through by the firewall, and whether the name leads to its machine."
    };
    (what, mend)
}

impl Page {
    /// Of another address of the app.
    pub(crate) fn of(answer: Answer, path: &str) -> Self {
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        Self { answer, text, path: path.to_owned() }
    }

    /// Every file that it names.
    pub(crate) fn files(&self, site: &str) -> Vec<Named> {
        let mut all = Vec::new();
        let mut add = |tag: &str, (member, promise): (&str, &str), kind| {
            if let Some(path) = attribute(tag, member).and_then(|address| resolved(&address, &self.path, site)) {
                all.push(Named { path, integrity: attribute(tag, promise), kind });
            }
        };
        for tag in tags(&self.text) {
            let rel = attribute(tag, "rel").unwrap_or_default();
            match name(tag) {
                "script" => add(tag, ("src", "integrity"), Kind::Script),
                "link" if rel == "stylesheet" => add(tag, ("href", "integrity"), Kind::Style),
                "link" if rel == "modulepreload" => add(tag, ("href", "integrity"), Kind::Script),
                "link" if rel == "preload" && tag.contains("application/wasm") => add(tag, ("href", "integrity"), Kind::Program),
                "link" if rel == "manifest" => add(tag, ("href", "integrity"), Kind::Manifest),
                "link" if rel == "icon" => add(tag, ("href", "integrity"), Kind::Icon),
                "meta" if attribute(tag, "name").as_deref() == Some("plenary-part") => {
                    add(tag, ("data-script", "data-script-integrity"), Kind::Script);
                    add(tag, ("data-wasm", "data-wasm-integrity"), Kind::Program);
                }
                _ => {}
            }
        }
        all.dedup();
        all
    }
}

fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('<').filter_map(|(at, _)| text[at + 1..].split('>').next())
}

fn name(tag: &str) -> &str {
    tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default()
}

/// As the app's page writes them: in double quotes.
fn attribute(tag: &str, name: &str) -> Option<String> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next().map(str::to_owned)
}

/// The path on the site of what a page at `page` names; `None`: of another origin, or no address.
pub(crate) fn resolved(address: &str, page: &str, site: &str) -> Option<String> {
    if let Some((scheme, rest)) = address.split_once("://") {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        return (usual(&format!("{scheme}://{host}")) == site).then(|| format!("/{path}"));
    }
    if address.is_empty() || address.starts_with("//") || address.contains(':') {
        return None;
    }
    if address.starts_with('/') {
        return Some(address.to_owned());
    }
    let mut parts: Vec<&str> = page.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_from_where_the_page_is() {
        let site = "https://a.example";
        let of = |address: &str| resolved(address, "/2027/app/talks/x", site);
        for (address, path) in [
            ("/boot.js", "/boot.js"),
            ("../boot.js", "/2027/app/boot.js"),
            ("./boot.js", "/2027/app/talks/boot.js"),
            ("icons/a.svg", "/2027/app/talks/icons/a.svg"),
            ("https://a.example/x.js", "/x.js"),
        ] {
            assert_eq!(of(address).as_deref(), Some(path), "{address}");
        }
        for elsewhere in ["https://b.example/x.js", "//b.example/x.js", "data:text/css,x", ""] {
            assert_eq!(of(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn a_page_names_its_files_with_what_they_must_be() {
        let text = "<link rel=\"stylesheet\" href=\"./a.css\" integrity=\"sha384-A\"><script src=\"./boot-1.js\" integrity=\"sha384-B\"></script>\
                    <meta name=\"plenary-part\" content=\"whole\" data-script=\"./c.js\" data-script-integrity=\"sha384-C\" data-wasm=\"./c.wasm\" data-wasm-integrity=\"sha384-D\">\
                    <link rel=\"manifest\" href=\"./manifest.webmanifest\"><a href=\"/x\">x</a>";
        let page = Page { answer: Answer::default(), text: text.into(), path: "/app/".into() };
        let found: Vec<_> = page.files("https://a.example").into_iter().map(|file| (file.path, file.integrity, file.kind)).collect();
        let promised = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                ("/app/a.css".to_owned(), promised("sha384-A"), Kind::Style),
                ("/app/boot-1.js".to_owned(), promised("sha384-B"), Kind::Script),
                ("/app/c.js".to_owned(), promised("sha384-C"), Kind::Script),
                ("/app/c.wasm".to_owned(), promised("sha384-D"), Kind::Program),
                ("/app/manifest.webmanifest".to_owned(), None, Kind::Manifest),
            ]
        );
    }
}
