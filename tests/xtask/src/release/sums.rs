//! The lists by which anybody sees whether a release is what it was: `SHA256SUMS` and `SHA384SUMS`, as `sha256sum --check` reads them; the second is
//! what the page's `integrity` says too. Not: a signature.

use super::{APP, CONFIG, listing};
use crate::failure::Failure;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Of the release's own files.
pub(crate) const OWN: &str = "SHA256SUMS";
/// Of those that it keeps of the release before.
pub(super) const KEPT: &str = "SHA256SUMS.kept";
pub(crate) const LONGER: &str = "SHA384SUMS";

/// Whether a folder is a release that was made here.
pub(super) fn is_release(folder: &Path) -> bool {
    folder.join(OWN).is_file()
}

/// Writes the lists of everything that is there now.
pub(super) fn write(release: &Path) -> Result<(), Failure> {
    let config = format!("{APP}/{CONFIG}");
    let names: Vec<String> = listing::files(release)?.into_iter().filter(|name| *name != config && !is_list(name)).collect();
    let (mut short, mut long) = (String::new(), String::new());
    for name in names {
        let bytes = fs::read(release.join(&name)).map_err(Failure::system(format!("read {name}")))?;
        short += &line(&Sha256::digest(&bytes), &name);
        long += &line(&Sha384::digest(&bytes), &name);
    }
    for (list, text) in [(OWN, short), (LONGER, long)] {
        fs::write(release.join(list), text).map_err(Failure::system(format!("write {list}")))?;
    }
    Ok(())
}

/// What a list says: names and what their contents must be. Nothing where there is no list.
pub(super) fn read(release: &Path, list: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(release.join(list)).unwrap_or_default();
    text.lines().filter_map(|line| line.split_once("  ")).map(|(sum, name)| (name.to_owned(), sum.to_owned())).collect()
}

/// The other way round.
pub(super) fn text(list: &BTreeMap<String, String>) -> String {
    list.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
}

fn line(sum: &[u8], name: &str) -> String {
    let digits: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}  {name}\n")
}

fn is_list(name: &str) -> bool {
    [OWN, KEPT, LONGER].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn the_lists_are_those_of_the_usual_programs_and_see_a_change() {
        let folder = std::env::temp_dir().join(format!("plenary-xtask-sums-{}", std::process::id()));
        fs::create_dir_all(folder.join("app")).unwrap();
        for name in ["app/a.js", "app/config.json", "plenary-backend"] {
            fs::write(folder.join(name), name).unwrap();
        }
        write(&folder).unwrap();
        write(&folder).unwrap();
        let names: Vec<String> = read(&folder, OWN).into_keys().collect();
        assert_eq!(names, ["app/a.js", "plenary-backend"], "no list of itself, nor of what the organiser writes");
        assert_eq!(text(&read(&folder, OWN)), fs::read_to_string(folder.join(OWN)).unwrap());
        let holds = |program: &str, list: &str| {
            Command::new(program).args(["--check", "--strict", "--quiet", list]).current_dir(&folder).output().unwrap().status.success()
        };
        assert!(holds("sha256sum", OWN) && holds("sha384sum", LONGER));
        fs::write(folder.join("app/a.js"), "other").unwrap();
        assert!(!holds("sha256sum", OWN) && !holds("sha384sum", LONGER));
        fs::remove_dir_all(&folder).unwrap();
    }
}
