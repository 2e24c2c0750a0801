//! Building what is served: the app by trunk, the backend by cargo. It starts nothing.

use crate::failure::Failure;
use crate::own_std::Std;
use crate::shell::Shell;
use crate::{movable, parts, polish, workshop};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What the app's build reads. Anything newer than the last build means: build again.
const INPUTS: [&str; 8] = ["src", "style", "public", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", ".cargo"];

/// The release: the whole app, the part of it that only shows the programme, and the workshop, in one folder. `--features app` replaces the list in
/// `Trunk.toml`, which has the demo conference in it.
pub(crate) fn build_release(shell: &Shell) -> Result<(), Failure> {
    let [whole, programme, workshop] = ["whole", "programme", "workshop"].map(|name| shell.repository.dist_part(name));
    let std = Std::of(shell);
    build(shell, "the app (release)", &["--release", "--features", "app"], std, &whole)?;
    let alone = ["--release", "--no-default-features", "true", "--features", "app"];
    build(shell, "the app's first part (release)", &alone, std, &programme)?;
    unless_built(shell, "the workshop (release)", &["workshop", std.name()], &workshop, || workshop::build(shell, std, &workshop))?;
    parts::merge(&whole, &programme, &workshop, &shell.repository.dist())?;
    polish::polish(shell, &shell.repository.dist())?;
    movable::make(&shell.repository.dist())
}

/// The app as `trunk serve` builds it: with the demo conference in the browser's memory.
pub(crate) fn build_demo(shell: &Shell) -> Result<(), Failure> {
    build(shell, "the app (demo)", &[], Std::AsItComes, &shell.repository.dist_demo())
}

/// The reference backend.
pub(crate) fn build_backend(shell: &Shell) -> Result<(), Failure> {
    let mut cargo = shell.command("cargo");
    shell.run("building the backend, about 2 minutes the first time", cargo.args(["build", "--package", "plenary-backend"])).map(|_| ())
}

/// The reference backend with flaws that can be switched on, beside the other.
pub(crate) fn build_flawed(shell: &Shell) -> Result<(), Failure> {
    let mut cargo = shell.command("cargo");
    cargo.args(["build", "--package", "plenary-backend", "--features", "flaws", "--bin", "plenary-backend-flawed"]);
    shell.run("building the backend with flaws, about 2 minutes the first time", &mut cargo).map(|_| ())
}

fn build(shell: &Shell, name: &str, arguments: &[&str], std: Std, dist: &Path) -> Result<(), Failure> {
    unless_built(shell, name, &[arguments, &[std.name()]].concat(), dist, || {
        let mut trunk = shell.command("trunk");
        std.apply(&mut trunk).arg("build").args(arguments).arg("--dist").arg(dist);
        shell.run(&format!("building {name}, about 3 minutes the first time"), &mut trunk)?;
        match dist.join("index.html") {
            page if page.is_file() => Ok(()),
            page => Err(Failure::Unexpected(format!("trunk built no {}", page.display()))),
        }
    })
}

/// Builds, unless nothing has changed since `folder` was built in the same way.
fn unless_built(
    shell: &Shell,
    name: &str,
    arguments: &[&str],
    folder: &Path,
    build: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stamp = folder.with_extension("stamp");
    let version = [&[env!("CARGO_PKG_VERSION"), shell.toolchain.as_deref().unwrap_or("default")], arguments].concat().join(" ");
    if fs::read_to_string(&stamp).is_ok_and(|built| built == version) && !newer(&shell.repository.root, &stamp) && folder.is_dir() {
        println!("{name} is up to date");
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    let started = SystemTime::now();
    build()?;
    fs::write(&stamp, version).map_err(Failure::system("note the build"))?;
    // A file that was changed while the build was at work is newer than the build, though older than its end.
    let at = fs::File::options().append(true).open(&stamp).and_then(|file| file.set_modified(started));
    at.map_err(Failure::system("note the build"))
}

fn newer(root: &Path, stamp: &Path) -> bool {
    let Ok(built) = fs::metadata(stamp).and_then(|stamp| stamp.modified()) else { return true };
    INPUTS.iter().any(|input| newest(&root.join(input)).is_some_and(|changed| changed > built))
}

/// The latest change at or below a path. A folder's own time tells of files that were removed.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|entry| entry.modified()).ok();
    let below = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path())).max();
    own.max(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_change_deep_below_is_seen_and_an_old_tree_is_not() {
        let root = std::env::temp_dir().join(format!("plenary-xtask-{}", std::process::id()));
        fs::create_dir_all(root.join("src/deep")).unwrap();
        let (stamp, file) = (root.join("stamp"), root.join("src/deep/a.rs"));
        fs::write(&stamp, "").unwrap();
        fs::write(&file, "").unwrap();
        let ahead = SystemTime::now() + Duration::from_secs(60);
        fs::File::options().append(true).open(&stamp).unwrap().set_modified(ahead).unwrap();
        assert!(!newer(&root, &stamp));
        fs::File::options().append(true).open(&file).unwrap().set_modified(ahead + Duration::from_secs(1)).unwrap();
        assert!(newer(&root, &stamp));
        fs::remove_dir_all(&root).unwrap();
    }
}
