//! The Node packages of `tests/e2e`: Playwright, axe, the development mail server and wasm-opt. `package-lock.json` pins them.

use crate::failure::Failure;
use crate::shell::Shell;
use std::fs;

const OLDEST_NODE: u32 = 20;

pub(super) fn ensure(shell: &mut Shell) -> Result<(), Failure> {
    let folder = shell.repository.node();
    let modules = folder.join("node_modules");
    shell.prefer(modules.join(".bin"));
    let version = shell.ask("node", &["--version"]).and_then(|answer| major(&answer));
    if version.is_none_or(|version| version < OLDEST_NODE) || shell.find("npm").is_none() {
        let advice = format!("Install Node {OLDEST_NODE} or newer with npm (https://nodejs.org), then run this again.");
        return Err(Failure::Missing { what: format!("Node {OLDEST_NODE}"), advice });
    }
    let lock = fs::read(folder.join("package-lock.json")).map_err(Failure::system("read package-lock.json"))?;
    // npm removes node_modules before it installs, and the stamp with it: what was interrupted has no stamp.
    let stamp = modules.join(".plenary-installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = shell.command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").current_dir(&folder);
    shell.run("installing the Node packages (npm ci), about half a minute, once", &mut npm)?;
    fs::write(&stamp, lock).map_err(Failure::system("note what npm installed"))
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_answer_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("not a version"), None);
    }
}
