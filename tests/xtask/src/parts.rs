//! The parts of the app in one folder: the whole, what a visitor needs for the programme, and the workshop. The page names all three;
//! `public/boot.js` starts one of the first two and loads the third when it is wanted. Not: how any is built.

use crate::failure::Failure;
use crate::workshop::{self, Built};
use std::fs;
use std::path::Path;

/// Makes `dist` of the builds, anew.
pub(crate) fn merge(whole: &Path, programme: &Path, workshop: &Path, dist: &Path) -> Result<(), Failure> {
    replace(programme, dist)?;
    copy(whole, dist)?;
    copy(workshop, dist)?;
    let read = |from: &Path| fs::read_to_string(from.join("index.html")).map_err(Failure::system("read a built index.html"));
    let page = page(&read(whole)?, &read(programme)?, &workshop::built(workshop)?)
        .ok_or_else(|| Failure::Unexpected("a built index.html has no links with integrity".into()))?;
    fs::write(dist.join("index.html"), page).map_err(Failure::system("write index.html"))
}

/// Makes `to` a copy of `from` and of nothing else.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<(), Failure> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(Failure::system("remove the last release"))?;
    }
    copy(from, to)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = Failure::system;
    fs::create_dir_all(to).map_err(failed("make the release's folder"))?;
    for entry in fs::read_dir(from).map_err(failed("read a build"))?.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).map_err(failed("copy a build"))?;
        }
    }
    Ok(())
}

/// The whole's page with the parts named, and without the links that would have the browser load one before it is known which is wanted.
fn page(whole: &str, programme: &str, workshop: &Built) -> Option<String> {
    let metas = [meta("whole", &linked(whole)?), meta("programme", &linked(programme)?), meta("workshop", workshop)].concat();
    let (script, wasm) = (link(whole, "rel=\"modulepreload\"")?, link(whole, "type=\"application/wasm\"")?);
    Some(whole.replace(script, "").replace(wasm, "").replacen("</head>", &format!("{metas}</head>"), 1))
}

/// The files that Trunk's links name.
fn linked(page: &str) -> Option<Built> {
    let (script, wasm) = (link(page, "rel=\"modulepreload\"")?, link(page, "type=\"application/wasm\"")?);
    let name = |link| Some(attribute(link, "href")?.trim_start_matches('/').to_owned());
    Some(Built {
        script: name(script)?,
        script_integrity: attribute(script, "integrity")?.to_owned(),
        wasm: name(wasm)?,
        wasm_integrity: attribute(wasm, "integrity")?.to_owned(),
    })
}

fn meta(name: &str, Built { script, script_integrity, wasm, wasm_integrity }: &Built) -> String {
    format!(
        "<meta name=\"plenary-part\" content=\"{name}\" data-script=\"/{script}\" data-script-integrity=\"{script_integrity}\" \
         data-wasm=\"/{wasm}\" data-wasm-integrity=\"{wasm_integrity}\">"
    )
}

/// The `<link …>` that holds `mark`.
fn link<'p>(page: &'p str, mark: &str) -> Option<&'p str> {
    page.match_indices("<link ").filter_map(|(at, _)| page[at..].split_inclusive('>').next()).find(|link| link.contains(mark))
}

fn attribute<'l>(link: &'l str, name: &str) -> Option<&'l str> {
    link.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(name: &str) -> String {
        format!(
            "<head><link rel=\"icon\" href=\"/i.svg\"><link rel=\"modulepreload\" href=\"/{name}.js\" integrity=\"sha384-{name}J\">\
             <link rel=\"preload\" href=\"/{name}.wasm\" integrity=\"sha384-{name}W\" as=\"fetch\" type=\"application/wasm\"></head>"
        )
    }

    fn workshop() -> Built {
        let [script, script_integrity, wasm, wasm_integrity] = ["c.js", "sha384-cJ", "c.wasm", "sha384-cW"].map(str::to_owned);
        Built { script, script_integrity, wasm, wasm_integrity }
    }

    #[test]
    fn the_page_names_its_parts_with_their_integrity_and_preloads_none() {
        let page = page(&built("a"), &built("b"), &workshop()).unwrap();
        assert!(!page.contains("preload"), "{page}");
        assert!(page.contains("href=\"/i.svg\""));
        for (part, name) in [("whole", "a"), ("programme", "b"), ("workshop", "c")] {
            let meta = format!(
                "content=\"{part}\" data-script=\"/{name}.js\" data-script-integrity=\"sha384-{name}J\" data-wasm=\"/{name}.wasm\" data-wasm-integrity=\"sha384-{name}W\""
            );
            assert!(page.contains(&meta), "{page}");
        }
    }

    #[test]
    fn a_build_without_integrity_is_no_release() {
        assert_eq!(page(&built("a").replace("integrity", "hash"), &built("b"), &workshop()), None);
    }
}
