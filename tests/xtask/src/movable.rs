//! The page of a release names its files as they lie to it, so that the same folder works in any place of any site: `index.html` for addresses such as
//! `/2027/app/` and `/2027/app/grid`, `deeper.html` for those with one more part, such as `/2027/app/talks/x`. Not: which address gets which, which web
//! servers are told (`tests/backend/src/recipes`), nor what the page's script makes of it.

use crate::failure::Failure;
use std::fs;
use std::path::Path;

/// The page one part further down.
pub(crate) const DEEPER: &str = "deeper.html";

/// Rewrites the page that was built for the root of a site, and writes the other.
pub(crate) fn make(dist: &Path) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let built = fs::read_to_string(&page).map_err(Failure::system("read index.html"))?;
    for (name, folder) in [("index.html", "./"), (DEEPER, "../")] {
        fs::write(dist.join(name), seen_from(&built, folder)).map_err(Failure::system(format!("write {name}")))?;
    }
    Ok(())
}

/// With every address of this site's root taken from `folder`.
fn seen_from(page: &str, folder: &str) -> String {
    page.replace("=\"/", &format!("=\"{folder}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_root_become_relative_and_others_stay() {
        let page = "<link href=\"/a.css\"><script src=\"/boot-1.js\"></script><meta data-wasm=\"/w.wasm\"><a href=\"\">x</a>";
        let deeper = seen_from(page, "../");
        assert_eq!(
            deeper,
            "<link href=\"../a.css\"><script src=\"../boot-1.js\"></script><meta data-wasm=\"../w.wasm\"><a href=\"\">x</a>"
        );
    }

    #[test]
    fn the_page_of_the_clone_names_nothing_in_another_way() {
        let page = include_str!("../../../index.html");
        let named = [" href=", " src="].into_iter().flat_map(|member| page.split(member).skip(1));
        let addresses: Vec<&str> = named.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect();
        assert!(addresses.len() > 20, "{addresses:?}");
        for address in addresses.iter().filter(|address| !address.is_empty()) {
            // Trunk writes what it reads from `public` and `style` as addresses of the root.
            assert!(["/", "public", "style/"].iter().any(|start| address.starts_with(start)), "{address}");
        }
    }
}
