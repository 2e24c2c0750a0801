//! A page that was opened before a new release asks for parts by the names they had: those files are kept for one release more. And what the
//! organiser wrote, the app's `config.json`, stays theirs.

use super::{APP, CONFIG, sums};
use crate::failure::Failure;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Puts into `fresh` what stays of the release in `over`; how many files that is.
pub(super) fn from(over: &Path, fresh: &Path) -> Result<usize, Failure> {
    let config = Path::new(APP).join(CONFIG);
    if over.join(&config).is_file() && sums::is_release(over) {
        fs::copy(over.join(&config), fresh.join(&config)).map_err(Failure::system("keep config.json"))?;
    }
    let (old, new) = (sums::read(over, sums::OWN), sums::read(fresh, sums::OWN));
    let kept = kept(&old, &sums::read(over, sums::KEPT), &new);
    for name in kept.keys() {
        let to = fresh.join(name);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(Failure::system("make a folder of the release before"))?;
        }
        fs::copy(over.join(name), to).map_err(Failure::system(format!("keep {name} of the release before")))?;
    }
    if !kept.is_empty() {
        fs::write(fresh.join(sums::KEPT), sums::text(&kept)).map_err(Failure::system("list what is kept"))?;
    }
    Ok(kept.len())
}

type List = BTreeMap<String, String>;

/// Of the release before, the files with a hash in their names that the new one does not have. Where the two are the same release, made again,
/// what the old one kept is kept still.
fn kept(old: &List, old_kept: &List, new: &List) -> List {
    let hashed =
        |list: &List| -> List { list.iter().filter(|(name, _)| is_hashed(name)).map(|(name, sum)| (name.clone(), sum.clone())).collect() };
    let source = if hashed(old) == hashed(new) { old_kept } else { old };
    hashed(source).into_iter().filter(|(name, _)| !new.contains_key(name)).collect()
}

/// Whether a file of the app has the hash of contents in its name, as the backend tells it too.
fn is_hashed(name: &str) -> bool {
    let is_hash = |part: &str| part.len() == 16 && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("app/") && last.split(['-', '.', '_']).skip(1).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "app/a-00000000000000aa.js";
    const B: &str = "app/b-00000000000000bb.css.br";
    const C: &str = "app/c-00000000000000cc_bg.wasm";

    fn list(names: &[&str]) -> List {
        names.iter().map(|name| ((*name).to_owned(), "sum".to_owned())).collect()
    }

    #[test]
    fn what_is_gone_is_kept_for_one_release_and_what_never_changes_alone() {
        let first = list(&[A, B, "app/index.html", "plenary-backend"]);
        let second = list(&[B, C, "app/index.html"]);
        let of_first = kept(&first, &List::new(), &second);
        assert_eq!(of_first, list(&[A]));
        let third = list(&["app/d-00000000000000dd.js"]);
        assert_eq!(kept(&second, &of_first, &third), list(&[B, C]), "once, not for ever");
    }

    #[test]
    fn the_same_release_made_again_forgets_nothing() {
        let release = list(&[A, "app/index.html"]);
        assert_eq!(kept(&release, &list(&[C]), &release), list(&[C]));
        assert_eq!(kept(&List::new(), &List::new(), &release), List::new());
    }

    #[test]
    fn the_folders_are_as_the_lists_say() {
        let root = std::env::temp_dir().join(format!("plenary-xtask-keep-{}", std::process::id()));
        let (over, fresh) = (root.join("over"), root.join("fresh"));
        for (folder, files) in [(&over, [A, "app/config.json"]), (&fresh, [C, "app/config.json"])] {
            fs::create_dir_all(folder.join("app")).unwrap();
            for file in files {
                fs::write(folder.join(file), folder.display().to_string()).unwrap();
            }
            sums::write(folder).unwrap();
        }
        assert_eq!(from(&over, &fresh).unwrap(), 1);
        let of_over = over.display().to_string();
        assert_eq!(fs::read_to_string(fresh.join(A)).unwrap(), of_over);
        assert_eq!(fs::read_to_string(fresh.join("app/config.json")).unwrap(), of_over, "what the organiser wrote");
        assert_eq!(sums::read(&fresh, sums::KEPT).into_keys().collect::<Vec<_>>(), [A]);
        fs::remove_dir_all(&root).unwrap();
    }
}
