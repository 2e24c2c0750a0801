//! What a browser need not read is taken out of a release: comments, spaces, long names; its style sheets become one. Files keep the promise
//! of their names, and the page names their integrity anew. Not: what the WebAssembly does, which wasm-opt makes small.

mod names;

use crate::failure::Failure;
use crate::shell::Shell;
use crate::workshop::{hash, integrity};
use std::fs;
use std::path::Path;

/// Rewrites the module of a part that was built into `dist`, and the page that names it.
pub(crate) fn polish(shell: &Shell, dist: &Path) -> Result<(), Failure> {
    let file = dist.join("index.html");
    let page = fs::read_to_string(&file).map_err(Failure::system("read the release's index.html"))?;
    let page = one_style_sheet(shell, dist, &without_comments(&page))?;
    let page = scripts(&page).into_iter().try_fold(page.clone(), |page, name| replace_script(shell, dist, &page, &name))?;
    let page = programs(&page).into_iter().try_fold(page.clone(), |page, [script, wasm]| replace_program(dist, &page, &script, &wasm))?;
    fs::write(&file, page).map_err(Failure::system("write the release's index.html"))
}

/// Joins the style sheets in the order in which the page links them.
fn one_style_sheet(shell: &Shell, dist: &Path, page: &str) -> Result<String, Failure> {
    let links: Vec<&str> = tags(page, "<link ").filter(|link| link.contains("rel=\"stylesheet\"")).collect();
    let Some(first) = links.first() else { return Err(Failure::Unexpected("the release's page has no style sheet".into())) };
    let mut all = String::new();
    for name in links.iter().filter_map(|link| attribute(link, "href")).map(|path| path.trim_start_matches('/')) {
        all += &fs::read_to_string(dist.join(name)).map_err(Failure::system(format!("read {name}")))?;
        fs::remove_file(dist.join(name)).map_err(Failure::system(format!("remove {name}")))?;
    }
    let small = minified(shell, dist, "css", &all)?;
    let name = format!("plenary-{}.css", hash(small.as_bytes()));
    fs::write(dist.join(&name), &small).map_err(Failure::system(format!("write {name}")))?;
    let one = format!("<link rel=\"stylesheet\" href=\"/{name}\" integrity=\"{}\"/>", integrity(small.as_bytes()));
    let rest = links.iter().skip(1).fold(page.to_owned(), |page, link| page.replacen(link, "", 1));
    Ok(rest.replacen(first, &one, 1))
}

/// Replaces a script by a shorter one that does the same.
fn replace_script(shell: &Shell, dist: &Path, page: &str, name: &str) -> Result<String, Failure> {
    let text = fs::read_to_string(dist.join(name)).map_err(Failure::system(format!("read {name}")))?;
    let small = minified(shell, dist, "js", &text)?;
    replace(dist, page, name, text.as_bytes(), small.as_bytes(), "")
}

/// Replaces a program and its module by two that know each other by shorter names.
fn replace_program(dist: &Path, page: &str, script: &str, wasm: &str) -> Result<String, Failure> {
    let text = fs::read_to_string(dist.join(script)).map_err(Failure::system(format!("read {script}")))?;
    let program = fs::read(dist.join(wasm)).map_err(Failure::system(format!("read {wasm}")))?;
    let (small, module) = names::shorten(&program, &text)?;
    let page = replace(dist, page, wasm, &program, &small, "_bg")?;
    replace(dist, &page, script, text.as_bytes(), module.as_bytes(), "")
}

/// Writes other bytes for a file, under a name of their own, and has the page say so.
fn replace(dist: &Path, page: &str, name: &str, old: &[u8], bytes: &[u8], mark: &str) -> Result<String, Failure> {
    let new = renamed(name, &format!("{}{mark}", hash(bytes)));
    fs::write(dist.join(&new), bytes).map_err(Failure::system(format!("write {new}")))?;
    if new != name {
        fs::remove_file(dist.join(name)).map_err(Failure::system(format!("remove {name}")))?;
    }
    Ok(page.replace(&format!("/{name}\""), &format!("/{new}\"")).replace(&integrity(old), &integrity(bytes)))
}

/// esbuild goes from file to file.
fn minified(shell: &Shell, dist: &Path, kind: &str, text: &str) -> Result<String, Failure> {
    let (from, to) = (dist.with_extension(format!("long.{kind}")), dist.with_extension(format!("short.{kind}")));
    fs::write(&from, text).map_err(Failure::system("write what is to be shortened"))?;
    let mut esbuild = shell.command("esbuild");
    esbuild.arg(&from).arg("--minify").arg("--log-level=error").arg(format!("--outfile={}", to.display()));
    shell.run(&format!("shortening the release ({kind})"), &mut esbuild)?;
    fs::read_to_string(&to).map_err(Failure::system("read what was shortened"))
}

/// Without comments, and without what indents the lines.
fn without_comments(page: &str) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept += before;
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept += rest;
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The scripts that the page names with their integrity.
fn scripts(page: &str) -> Vec<String> {
    let named = tags(page, "<script ").filter_map(|tag| attribute(tag, "src"));
    let parts = tags(page, "<meta ").filter_map(|tag| attribute(tag, "data-script"));
    named.chain(parts).map(|path| path.trim_start_matches('/').to_owned()).collect()
}

/// The module and the WebAssembly of each part.
fn programs(page: &str) -> Vec<[String; 2]> {
    let file = |tag, name| attribute(tag, name).map(|path| path.trim_start_matches('/').to_owned());
    tags(page, "<meta ").filter_map(|tag| Some([file(tag, "data-script")?, file(tag, "data-wasm")?])).collect()
}

/// `boot-1a2b.js` with another hash.
fn renamed(name: &str, hash: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "js"));
    let stem = stem.rsplit_once('-').map_or(stem, |(stem, _)| stem);
    format!("{stem}-{hash}.{ending}")
}

fn tags<'p>(page: &'p str, opening: &'p str) -> impl Iterator<Item = &'p str> {
    page.match_indices(opening).filter_map(|(at, _)| page[at..].split_inclusive('>').next())
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n  <!-- <script src=\"/no.js\"></script> -->\n  <script src=\"/boot-1.js\" integrity=\"sha384-x\"></script>\n\n  \
                        <meta name=\"plenary-part\" data-script=\"/plenary-2.js\" data-wasm=\"/w.wasm\">\n</head>";

    #[test]
    fn every_script_of_the_page_is_found_and_no_comment_is() {
        let page = without_comments(PAGE);
        assert_eq!(scripts(&page), ["boot-1.js", "plenary-2.js"]);
        assert_eq!(programs(&page), [["plenary-2.js", "w.wasm"].map(str::to_owned)]);
        assert!(page.starts_with("<head>\n<script") && !page.contains("no.js"), "{page}");
        assert_eq!(without_comments("a<!-- never closed"), "a");
    }

    #[test]
    fn another_content_has_another_name() {
        assert_eq!(renamed("boot-431cd0.js", "aa"), "boot-aa.js");
        assert_eq!(renamed("plenary-workshop-12.js", "bb"), "plenary-workshop-bb.js");
        assert_eq!(renamed("plenary-12_bg.wasm", "cc_bg"), "plenary-cc_bg.wasm");
    }
}
