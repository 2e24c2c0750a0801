//! The path of its site at which the app begins: `/`, or a folder such as `/2027/app/`. A page learns it from where its own script lies, so that one build
//! works anywhere. Not: the origin, nor what is below (`routes`).

use std::sync::OnceLock;

static BASE: OnceLock<String> = OnceLock::new();

/// The app of this page begins at `folder`. To be called before anything reads an address; what is said first counts.
pub fn begin_at(folder: &str) {
    // Refused only where it is known already, and a page does not move.
    let _ = BASE.set(folder.trim_end_matches('/').to_owned());
}

/// What stands before every path of the app: nothing, or `/2027/app`.
pub fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// A path of the site as a path of the app that begins at `base`; `None`: it is not the app's.
pub fn below<'p>(base: &str, path: &'p str) -> Option<&'p str> {
    match path.strip_prefix(base)? {
        "" if !base.is_empty() => Some("/"),
        rest => rest.starts_with('/').then_some(rest),
    }
}

/// [`below`] where this page's app begins.
pub fn within(path: &str) -> Option<&str> {
    below(base(), path)
}

/// A name among those that several apps of one site share, such as that of a value in the browser's memory: every folder has its own.
pub fn own_name(name: &str) -> String {
    format!("{name}{}", base())
}

/// Whether such a name is of this app, and begins so.
pub fn is_own_name(name: &str, beginning: &str) -> bool {
    // No name of ours has a slash in it, so what follows one is the folder.
    name.strip_suffix(base()).is_some_and(|own| own.starts_with(beginning) && !own.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_path_is_below_a_folder_and_not_below_another_that_begins_alike() {
        assert_eq!(below("", "/talks/x"), Some("/talks/x"));
        assert_eq!(below("", "talks"), None);
        assert_eq!(below("/2027/app", "/2027/app/talks/x"), Some("/talks/x"));
        assert_eq!(below("/2027/app", "/2027/app/"), Some("/"));
        assert_eq!(below("/2027/app", "/2027/app"), Some("/"));
        for other in ["/", "/2027/apple", "/2027/app2/talks/x", "/2026/app/", "//2027/app/", ""] {
            assert_eq!(below("/2027/app", other), None, "{other}");
        }
    }

    #[test]
    fn a_page_at_the_root_has_nothing_before_its_paths() {
        assert_eq!((base(), within("/profile"), own_name("plenary.theme").as_str()), ("", Some("/profile"), "plenary.theme"));
        assert!(
            is_own_name("plenary.theme", "plenary.") && !is_own_name("plenary.theme/2026", "plenary.") && !is_own_name("other", "plenary.")
        );
    }
}
