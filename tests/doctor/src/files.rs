//! The files that the page names: whether each is there, is what the page promises, is sent as what it is, packed, and kept as long as its name lasts.

use crate::deployment::Deployment;
use crate::page::{Kind, Named, Page};
use crate::report::{Report, quoted};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plenary_conformance::http::Answer;
use sha2::{Digest, Sha384};

const ABOUT: &str = "files";
/// Smaller files travel as fast unpacked.
const WORTH: usize = 4_000;

pub(crate) fn look(deployment: &Deployment, page: &Page, report: &mut Report) {
    let files = page.files(&deployment.origin());
    let before = report.findings.len();
    let mut travel = Travel::default();
    for file in &files {
        let Some(answer) = there(deployment, file, report) else { continue };
        typed(file, &answer, report);
        promised(file, &answer, report);
        packed(deployment, file, &answer, &mut travel, report);
        kept(file, &answer, &mut travel, report);
    }
    travel.tell(report);
    missing(deployment, report);
    let programs = files.iter().filter(|file| file.kind == Kind::Program).count();
    if programs == 0 {
        report.wrong(
            ABOUT,
            "The page names no program.",
            "The app does not start: something has rewritten its page.",
            "Turn off whatever minifies or “optimises” pages on the way, and send index.html as the release has it.",
        );
    } else if report.findings.len() == before {
        report.good(
            ABOUT,
            format!("{} files are there, are what the page promises, travel packed and are sent as what they are.", files.len()),
        );
    }
}

/// What is the same mistake in several files, and is told once.
#[derive(Default)]
struct Travel {
    unpacked: Vec<String>,
    gzipped: Vec<String>,
    forgotten: Vec<String>,
}

/// `a`, `a and b`, `a, b and 5 more`.
fn named(files: &[String]) -> String {
    match files {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, other, more @ ..] => format!("{one}, {other} and {} more", more.len()),
    }
}

impl Travel {
    fn tell(&self, report: &mut Report) {
        if !self.unpacked.is_empty() {
            report.wrong(
                ABOUT,
                format!("Not packed on their way: {}.", named(&self.unpacked)),
                "They take three times as long as they need, on a Wi-Fi that everybody shares.",
                "Have the web server send the packed files that lie beside them (`gzip_static` and `brotli_static` of nginx, `precompressed` of Caddy).",
            );
        }
        if !self.gzipped.is_empty() {
            report.better(
                ABOUT,
                format!("Packed with gzip: {}.", named(&self.gzipped)),
                "With Brotli they are a fifth smaller.",
                "nginx: install libnginx-mod-http-brotli-static and take the line in the recipe for it. The release has the packed files.",
            );
        }
        if !self.forgotten.is_empty() {
            report.better(
                ABOUT,
                format!("Not kept by browsers, though their names change with their contents: {}.", named(&self.forgotten)),
                "They are asked for at each visit, on a Wi-Fi that everybody shares.",
                "Send files with a hash in their names with `Cache-Control: public, max-age=31536000, immutable`; the recipes do.",
            );
        }
    }
}

fn there(deployment: &Deployment, file: &Named, report: &mut Report) -> Option<Answer> {
    let what = match deployment.ask(&file.path, &[]) {
        Ok(answer) if answer.status == 200 && !answer.media_type().starts_with("text/html") => return Some(answer),
        Ok(answer) if answer.status == 200 => format!("{} is a page instead of a file.", file.path),
        Ok(answer) => format!("{} answers {}.", file.path, answer.status),
        Err(why) => format!("{} gave no answer: {why}.", file.path),
    };
    let why = match file.kind {
        Kind::Script | Kind::Style | Kind::Program => "The app does not start.",
        Kind::Manifest | Kind::Icon => "The app has no icon, or cannot be put on a home screen.",
    };
    report.wrong(
        ABOUT,
        quoted(&what),
        why,
        "Copy the whole folder `app` of one release; `sha256sum --check SHA256SUMS` says what is missing.",
    );
    None
}

fn typed(file: &Named, answer: &Answer, report: &mut Report) {
    let (wanted, why): (&[&str], _) = match file.kind {
        Kind::Program => (&["application/wasm"], "Browsers compile it only after all of it has arrived, or refuse it."),
        Kind::Script => (&["text/javascript", "application/javascript"], "Browsers refuse to run it."),
        Kind::Style => (&["text/css"], "Browsers refuse to use it."),
        Kind::Manifest => (&["application/manifest+json", "application/json"], "Some browsers do not take it."),
        Kind::Icon => (&["image/svg+xml", "image/png"], "Some browsers show no icon."),
    };
    if !wanted.contains(&answer.media_type()) {
        let what = format!("{} is sent as {}.", quoted(&file.path), quoted(answer.media_type()));
        report.wrong(ABOUT, what, why, format!("Send it as {}; the recipes list the types.", wanted[0]));
    }
}

fn promised(file: &Named, answer: &Answer, report: &mut Report) {
    let Some(integrity) = &file.integrity else { return };
    let found = format!("sha384-{}", STANDARD.encode(Sha384::digest(&answer.body)));
    if answer.header("content-encoding").is_some() {
        report.better(
            ABOUT,
            format!("{} is sent packed to who did not ask for it.", quoted(&file.path)),
            "What cannot unpack it gets nothing that it can read.",
            "Have the web server look at Accept-Encoding.",
        );
    } else if !integrity.split_whitespace().any(|known| known == found) {
        report.wrong(
            ABOUT,
            format!("{} is not what the page promises.", quoted(&file.path)),
            "Browsers refuse it, and the app says that it was changed on its way.",
            "Turn off whatever rewrites scripts on the way (minifiers, Rocket Loader and the like), and copy the files of one release together.",
        );
    }
}

/// Whether a name has the hash of the contents in it.
fn is_hashed(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| {
        name.split(['-', '.', '_']).skip(1).any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

fn kept(file: &Named, answer: &Answer, travel: &mut Travel, report: &mut Report) {
    let told = answer.header("cache-control").unwrap_or_default();
    let is_for_good = told.contains("immutable") || told.contains("max-age=31536000");
    if is_hashed(&file.path) && !is_for_good {
        travel.forgotten.push(quoted(&file.path));
    } else if !is_hashed(&file.path) && is_for_good {
        report.wrong(
            ABOUT,
            format!("{} is kept for good, and its name stays when it changes.", quoted(&file.path)),
            "People go on with the old one for a year.",
            "Send it with `Cache-Control: no-cache`.",
        );
    }
}

fn packed(deployment: &Deployment, file: &Named, plain: &Answer, travel: &mut Travel, report: &mut Report) {
    if plain.body.len() < WORTH || file.kind == Kind::Icon {
        return;
    }
    let Ok(answer) = deployment.ask(&file.path, &[("Accept-Encoding", "br, gzip")]) else { return };
    match answer.header("content-encoding") {
        Some("br") => {}
        Some("gzip") => travel.gzipped.push(quoted(&file.path)),
        Some(_) | None => travel.unpacked.push(format!("{} ({} KB)", quoted(&file.path), plain.body.len() / 1000)),
    }
    let varies = answer.all("vary").any(|told| told.to_ascii_lowercase().contains("accept-encoding") || told.contains('*'));
    if answer.header("content-encoding").is_some() && !varies {
        report.wrong(
            ABOUT,
            format!("{} does not say that it depends on Accept-Encoding.", quoted(&file.path)),
            "A cache on the way hands the packed form to somebody who cannot unpack it.",
            "Send `Vary: Accept-Encoding` (`gzip_vary on` in nginx).",
        );
    }
}

/// What is not there must not be there: the app learns from that that a newer release has come.
fn missing(deployment: &Deployment, report: &mut Report) {
    let Ok(answer) = deployment.get("plenary-0000000000000000.js") else { return };
    if answer.status == 200 {
        report.wrong(
            ABOUT,
            "A file that is not there is answered with a page.",
            "After an update an open page takes that page for its program and says that it was tampered with, instead of loading the new one.",
            "Answer what looks like a file, and is none, with 404; only other addresses get the app's page.",
        );
    } else if answer.header("cache-control").is_some_and(|told| told.contains("immutable")) {
        report.wrong(
            ABOUT,
            "That a file is not there is kept for good.",
            "A part of the next release that was asked for a moment too early stays missing for a year.",
            "Send errors without a lifetime.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_mistake_in_many_files_is_one_finding() {
        let files = |count: usize| (0..count).map(|number| format!("f{number}")).collect::<Vec<_>>();
        assert_eq!([1, 2, 5].map(|count| named(&files(count))), ["f0", "f0 and f1", "f0, f1 and 3 more"]);
    }

    #[test]
    fn a_hash_in_a_name_is_told() {
        assert!(is_hashed("/app/plenary-0123456789abcdef_bg.wasm") && is_hashed("/boot-0123456789abcdef.js"));
        assert!(!is_hashed("/boot.js") && !is_hashed("/0123456789abcdef.css") && !is_hashed("/plenary-0123456789abcdef/a.js"));
    }
}
