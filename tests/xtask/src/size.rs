//! `cargo xtask size`: what a visitor downloads before the agenda is on the screen: the app, which has a budget, and a programme of 1,000 talks,
//! which is invented. Not a real programme, which is the organiser's.

use crate::failure::Failure;
use crate::repository::Repository;
use crate::shell::Shell;
use crate::{app, bench, setup};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// In units of 1,000 bytes. What was reached, so that nothing is added without being seen: lower it when the app is smaller.
const BUDGET: usize = 422;

/// Builds the release, prints the table, fails over the budget.
pub(crate) fn size() -> Result<ExitCode, Failure> {
    let mut shell = Shell::new(Repository::locate()?);
    setup::to_build(&mut shell)?;
    app::build_release(&shell)?;
    let (mut plain, mut small_in_all) = (0, 0);
    println!("\n{:>9} {:>9}  file", "bytes", "brotli");
    for name in needed(&shell.repository.dist())? {
        let bytes = fs::read(shell.repository.dist().join(&name)).map_err(Failure::system(format!("read {name}")))?;
        let small = packed(&bytes)?.len();
        println!("{:>9} {small:>9}  {name}", bytes.len());
        plain += bytes.len();
        small_in_all += small;
    }
    println!("{plain:>9} {small_in_all:>9}  in all, without a programme");
    let [list, texts] = bench::contract_documents();
    let (packed_list, packed_texts) = (packed(list.as_bytes())?.len(), packed(texts.as_bytes())?.len());
    println!("{:>9} {packed_list:>9}  the list of 1,000 talks", list.len());
    println!("{:>9} {:>9}  in all, to see their agenda", plain + list.len(), small_in_all + packed_list);
    println!("{:>9} {packed_texts:>9}  their descriptions, which come after", texts.len());
    let kilobytes = |bytes: usize| format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100);
    let verdict = if small_in_all <= BUDGET * 1000 { "within" } else { "OVER" };
    println!("\n{} after brotli 11, without programme data: {verdict} the budget of {BUDGET} KB", kilobytes(small_in_all));
    Ok(if small_in_all <= BUDGET * 1000 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The page, what it refers to, what its style sheets refer to, and what the app reads at start.
fn needed(dist: &Path) -> Result<BTreeSet<String>, Failure> {
    let read = |name: &str| fs::read_to_string(dist.join(name)).map_err(Failure::system(format!("read {name} of the release")));
    let page = read("index.html")?;
    let exists = |name: &String| dist.join(name).is_file();
    let loaded = loaded(&page);
    let mut names: BTreeSet<String> = referred(&loaded, &["href=\"", "src=\"", "data-script=\"", "data-wasm=\""]).filter(exists).collect();
    for style in names.clone().iter().filter(|name| name.ends_with(".css")) {
        names.extend(referred(&read(style)?, &["url(\"", "url('", "url("]).filter(exists));
    }
    names.extend(["index.html", "config.json"].map(str::to_owned).into_iter().filter(exists));
    for (what, ending) in [("the program", ".wasm"), ("the glue", ".js"), ("a style sheet", ".css")] {
        if !names.iter().any(|name| name.ends_with(ending)) {
            return Err(Failure::Unexpected(format!(
                "index.html of the release does not refer to {what} (*{ending}), so the sum would be too small"
            )));
        }
    }
    Ok(names)
}

/// The tags of the page whose files a browser fetches for showing the programme: not the other parts of the app, not those
/// for the home screen, and one icon, the first.
fn loaded(page: &str) -> String {
    let mut is_icon_known = false;
    let fetched = |tag: &&str| {
        let is_icon = tag.contains("rel=\"icon\"");
        let is_other = tag.contains("rel=\"apple-touch-icon\"")
            || tag.contains("rel=\"manifest\"")
            || tag.contains("content=\"whole\"")
            || tag.contains("content=\"workshop\"")
            || (is_icon && is_icon_known);
        is_icon_known |= is_icon;
        !is_other
    };
    page.split('<').filter(fetched).collect::<Vec<_>>().join("<")
}

/// Local paths after any of these openings.
fn referred<'a>(text: &'a str, openings: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    openings.iter().flat_map(|opening| text.split(opening).skip(1)).filter_map(|rest| {
        let path = rest.split(['"', '\'', ')', '?', '#']).next().unwrap_or_default();
        let path = path.trim_start_matches("./").trim_start_matches('/');
        (!path.is_empty() && !path.contains(':')).then(|| path.to_owned())
    })
}

/// Brotli at its strongest, as a release carries it.
pub(crate) fn packed(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    packer.write_all(bytes).and_then(|()| packer.flush()).map_err(Failure::system("compress"))?;
    Ok(packer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_refers_to_is_found() {
        let page =
            r#"<link rel="icon" href="/icons/a.svg"><script src="./boot-1.js"></script><a href="https://example.org/x"></a><a href="">"#;
        let found: Vec<String> = referred(page, &["href=\"", "src=\""]).collect();
        assert_eq!(found, ["icons/a.svg", "boot-1.js"]);
        assert_eq!(referred("src: url(/fonts/a.woff2)", &["url("]).collect::<Vec<_>>(), ["fonts/a.woff2"]);
    }

    #[test]
    fn icons_that_no_visit_fetches_are_not_counted() {
        let page = r#"<link rel="icon" href="a.svg"><link rel="icon" href="b.png"><link rel="apple-touch-icon" href="c.png"><link rel="stylesheet" href="d.css"><meta name="plenary-part" content="whole" data-wasm="/e.wasm"><meta name="plenary-part" content="workshop" data-wasm="/f.wasm">"#;
        assert_eq!(referred(&loaded(page), &["href=\"", "data-wasm=\""]).collect::<Vec<_>>(), ["a.svg", "d.css"]);
    }

    #[test]
    fn compression_is_measured() {
        let small = packed(&[b'a'; 10_000]).unwrap().len();
        assert!(small > 0 && small < 100, "{small}");
    }

    #[test]
    fn a_page_without_its_program_has_no_size() {
        let dist = std::env::temp_dir().join(format!("plenary-xtask-size-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), "<script src=\"/boot.js\"></script><link href=\"/a.css\"><link href=\"/a.wasm\">").unwrap();
        fs::write(dist.join("boot.js"), "").unwrap();
        fs::write(dist.join("a.css"), "").unwrap();
        assert!(matches!(needed(&dist), Err(Failure::Unexpected(_))));
        fs::write(dist.join("a.wasm"), "").unwrap();
        assert_eq!(needed(&dist).unwrap().len(), 4);
        fs::remove_dir_all(&dist).unwrap();
    }
}
