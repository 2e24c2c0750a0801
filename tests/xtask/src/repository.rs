//! Where things are: the clone, cargo's target directory, the cache of tools, the versions pinned in `Cargo.lock`. It builds nothing.

use crate::failure::Failure;
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The places of one clone.
#[derive(Debug, Clone)]
pub(crate) struct Repository {
    /// The root of the clone.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, wherever `CARGO_TARGET_DIR` or a configuration put it.
    pub(crate) target: PathBuf,
}

impl Repository {
    /// Asks cargo.
    pub(crate) fn locate() -> Result<Self, Failure> {
        let answer = Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .current_dir(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".into()))
            .output()
            .map_err(Failure::system("run `cargo metadata`"))?;
        let metadata: Value = serde_json::from_slice(&answer.stdout)
            .map_err(|_| Failure::Unexpected(format!("cargo metadata: {}", String::from_utf8_lossy(&answer.stderr))))?;
        let path = |name: &str| metadata.get(name).and_then(Value::as_str).map(PathBuf::from);
        match (path("workspace_root"), path("target_directory")) {
            (Some(root), Some(target)) => Ok(Self { root, target }),
            _ => Err(Failure::Unexpected("cargo metadata names no workspace".into())),
        }
    }

    /// Where xtask keeps what it builds and what the servers write.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("plenary")
    }

    /// The release app.
    pub(crate) fn dist(&self) -> PathBuf {
        self.scratch().join("dist")
    }

    /// One of the two builds that the release is made of.
    pub(crate) fn dist_part(&self, name: &str) -> PathBuf {
        self.scratch().join(format!("dist-{name}"))
    }

    /// The app with its demo conference in memory.
    pub(crate) fn dist_demo(&self) -> PathBuf {
        self.scratch().join("dist-demo")
    }

    /// The reference backend's program.
    pub(crate) fn backend(&self) -> PathBuf {
        self.target.join("debug").join(format!("plenary-backend{}", env::consts::EXE_SUFFIX))
    }

    /// The folder of the Node packages.
    pub(crate) fn node(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// The version of a crate that `Cargo.lock` pins.
    pub(crate) fn locked_version(&self, name: &str) -> Result<String, Failure> {
        let text = fs::read_to_string(self.root.join("Cargo.lock")).map_err(Failure::system("read Cargo.lock"))?;
        locked_version(&text, name).ok_or_else(|| Failure::Unexpected(format!("Cargo.lock does not name {name}")))
    }
}

/// A folder for tools that outlives the clone. They never overwrite what a developer installed for themselves.
pub(crate) fn tool_cache() -> PathBuf {
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let cache = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from).or_else(home);
    cache.unwrap_or_else(env::temp_dir).join("plenary").join("tools")
}

fn locked_version(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted);
    lines.next()?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str =
        "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn reads_the_version_of_the_very_crate() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-shared").as_deref(), Some("9.9.9"));
    }

    #[test]
    fn an_unknown_crate_has_no_version() {
        assert_eq!(locked_version(LOCK, "bindgen"), None);
    }

    #[test]
    fn the_clone_is_found_from_here() {
        let repository = Repository::locate().unwrap();
        assert!(repository.root.join("tests/xtask/Cargo.toml").is_file());
        assert!(repository.locked_version("leptos").is_ok());
    }
}
