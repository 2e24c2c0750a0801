//! The release, tested as a stranger would: two builds of one commit, in two places, are the same to the byte; the lists in them hold; the program runs
//! where there is nothing. What a part of it does is tested beside it, and the recipes in `tests/backend`.

use super::parts::{Counted, Suite};
use super::tally::Tally;
use crate::failure::Failure;
use crate::release::{listing, sums};
use crate::setup;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Names of different lengths: what holds its own place differs between them.
const PLACES: [&str; 2] = ["one", "another-place-with-a-longer-name"];

impl Suite {
    pub(super) fn release(&mut self) -> Result<(), Failure> {
        setup::servers(&self.shell)?;
        let started = Instant::now();
        let folder = self.shell.repository.scratch().join("twice");
        let _ = fs::remove_dir_all(&folder);
        let archive = self.archive(&folder)?;
        let [one, other] = [self.built_in(&folder, PLACES[0], &archive)?, self.built_in(&folder, PLACES[1], &archive)?];
        let differences = differences(&one, &other)?;
        let remarks: String = differences.iter().map(|name| format!("  differs: {name}\n")).collect();
        print!("{remarks}");
        self.report.add("release: built twice", Tally::once(differences.is_empty()), started.elapsed().as_secs(), remarks);
        for (program, list) in [("sha256sum", sums::OWN), ("sha384sum", sums::LONGER)] {
            let mut check = self.shell.command(program);
            check.args(["--check", "--strict", "--quiet", list]).current_dir(&one);
            self.step(&format!("release: {list}"), Counted::Once, &mut check)?;
        }
        let mut alone = self.shell.command(one.join("plenary-backend"));
        alone.env_clear().arg("--version");
        self.step("release: the program by itself", Counted::Once, &mut alone)?;
        let recipes = ["--package", "plenary-backend", "--test", "recipes"];
        self.native_tests("release: nginx and Caddy", &recipes, None)
    }

    /// The last commit, taken once: while the first release is built there may be another.
    fn archive(&self, folder: &Path) -> Result<PathBuf, Failure> {
        let archive = folder.join("commit.tar");
        fs::create_dir_all(folder).map_err(Failure::system("make a folder for two releases"))?;
        let mut git = self.shell.command("git");
        self.shell.run("taking the last commit", git.args(["archive", "--format", "tar", "--output"]).arg(&archive).arg("HEAD"))?;
        Ok(archive)
    }

    /// Makes a release of the commit in a place of its own, with nothing built before.
    fn built_in(&self, folder: &Path, place: &str, archive: &Path) -> Result<PathBuf, Failure> {
        let clone = folder.join(place);
        fs::create_dir_all(&clone).map_err(Failure::system("make a folder for a release"))?;
        let mut tar = self.shell.command("tar");
        self.shell.run("laying it out", tar.arg("--extract").arg("--file").arg(archive).arg("--directory").arg(&clone))?;
        let release = clone.join("dist");
        let mut cargo = self.shell.command("cargo");
        cargo.args(["xtask", "release", "--to"]).arg(&release).current_dir(&clone).env("CARGO_TARGET_DIR", clone.join("target"));
        self.shell.run(&format!("building a release in {place}, about 15 minutes"), &mut cargo)?;
        Ok(release)
    }
}

/// Names of files that are in one folder alone, or not the same in both.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>, Failure> {
    let names: BTreeSet<String> = listing::files(one)?.into_iter().chain(listing::files(other)?).collect();
    let contents = |folder: &Path, name: &str| fs::read(folder.join(name)).ok();
    Ok(names.into_iter().filter(|name| contents(one, name).is_none() || contents(one, name) != contents(other, name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_same_in_both_is_named() {
        let root = std::env::temp_dir().join(format!("plenary-xtask-twice-{}", std::process::id()));
        for (name, text) in [("a/same", "1"), ("b/same", "1"), ("a/x/other", "1"), ("b/x/other", "2"), ("a/here", ""), ("b/there", "")] {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        assert_eq!(differences(&root.join("a"), &root.join("b")).unwrap(), ["here", "there", "x/other"]);
        fs::remove_dir_all(&root).unwrap();
    }
}
