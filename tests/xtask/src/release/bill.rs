//! What the two programs are made of, as CycloneDX, for whoever has to know whether a hole in some crate is theirs. Written by a tool that is kept
//! by others; here it loses what would tell of this machine or of the hour, so that the same sources have the same bill.

use crate::failure::Failure;
use crate::setup;
use crate::shell::Shell;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The tool writes beside each manifest of the workspace.
const NAME: &str = "plenary-bill";

/// A program, the folder of its manifest, and what it is built for and with.
const APP: (&str, &str, [&str; 4]) =
    ("sbom-app.cdx.json", "", ["--target", "wasm32-unknown-unknown", "--features", "personal,workshop-part"]);
const BACKEND: (&str, &str) = ("sbom-backend.cdx.json", "tests/backend");

/// The tool, ready.
#[derive(Debug)]
pub(super) struct Bill(());

/// Installs it.
pub(super) fn ensure(shell: &mut Shell) -> Result<Bill, Failure> {
    setup::cyclonedx(shell).map(|()| Bill(()))
}

impl Bill {
    /// Writes both into the release.
    pub(super) fn write(&self, shell: &Shell, target: &str, release: &Path) -> Result<(), Failure> {
        one(shell, APP.1, &APP.2, &release.join(APP.0))?;
        one(shell, BACKEND.1, &["--target", target], &release.join(BACKEND.0))
    }
}

fn one(shell: &Shell, folder: &str, built: &[&str], to: &Path) -> Result<(), Failure> {
    let root = &shell.repository.root;
    let written = root.join(folder).join(format!("{NAME}.json"));
    let mut cargo = shell.command("cargo");
    cargo.args(["cyclonedx", "--format", "json", "--spec-version", "1.5", "--override-filename", NAME, "--manifest-path"]);
    cargo.arg(root.join(folder).join("Cargo.toml")).args(built);
    let ran = shell.run("writing what it is made of", &mut cargo);
    let text = fs::read_to_string(&written);
    for member in ["", "tests/backend", "tests/conformance", "tests/xtask"] {
        let _ = fs::remove_file(root.join(member).join(format!("{NAME}.json")));
    }
    ran?;
    let text = text.map_err(Failure::system(format!("read {}", written.display())))?;
    fs::write(to, told(&text, root)?).map_err(Failure::system(format!("write {}", to.display())))
}

/// The bill without its serial number, its hour and the place of the clone.
fn told(text: &str, root: &Path) -> Result<String, Failure> {
    let text = text.replace(&format!("file://{}", root.display()), "file://");
    let mut bill: Value = serde_json::from_str(&text).map_err(|_| Failure::Unexpected("cargo-cyclonedx wrote no JSON".into()))?;
    if let Some(members) = bill.as_object_mut() {
        members.remove("serialNumber");
    }
    if let Some(about) = bill.get_mut("metadata").and_then(Value::as_object_mut) {
        about.remove("timestamp");
    }
    let has_parts = bill.get("components").and_then(Value::as_array).is_some_and(|parts| !parts.is_empty());
    if bill.get("bomFormat").and_then(Value::as_str) != Some("CycloneDX") || !has_parts {
        return Err(Failure::Unexpected("cargo-cyclonedx wrote a bill without parts".into()));
    }
    Ok(format!("{bill:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sources_have_the_same_bill_anywhere_and_at_any_hour() {
        let written = |root: &str, hour: u8| {
            format!(
                r#"{{"bomFormat": "CycloneDX", "serialNumber": "urn:uuid:{hour}", "metadata": {{"timestamp": "{hour}", "tools": []}},
                "components": [{{"bom-ref": "path+file://{root}/tests/backend#a@1"}}]}}"#
            )
        };
        let here = told(&written("/home/a/plenary", 1), Path::new("/home/a/plenary")).unwrap();
        assert_eq!(here, told(&written("/b", 2), Path::new("/b")).unwrap());
        assert!(here.contains("path+file:///tests/backend#a@1") && !here.contains("serial"), "{here}");
    }

    #[test]
    fn a_bill_without_parts_is_none() {
        assert!(told(r#"{"bomFormat": "CycloneDX", "components": []}"#, Path::new("/a")).is_err());
        assert!(told("{}", Path::new("/a")).is_err() && told("no JSON", Path::new("/a")).is_err());
    }
}
