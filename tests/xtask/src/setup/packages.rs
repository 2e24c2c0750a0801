//! Debian's packages, for the few things that come from there. On other systems people are told what to install.

use crate::failure::Failure;
use crate::shell::Shell;
use std::fs;

/// Whether this is Debian or something made from it.
pub(super) fn are_here(shell: &Shell) -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    shell.find("apt-get").is_some() && is_debian(&system)
}

/// Installs packages, as root or through sudo.
pub(super) fn install(shell: &Shell, doing: &str, packages: &[&str]) -> Result<(), Failure> {
    let root = shell.ask("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let apt = |arguments: &[&str]| {
        let mut command = shell.command(if root { "apt-get" } else { "sudo" });
        if !root {
            command.arg("apt-get");
        }
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // An old list of packages still knows most of them, so a failed update alone is not the end.
    let updated = shell.attempt("apt-get update", &mut apt(&["update", "-q"]))?;
    if !updated.success {
        println!("  apt-get update failed; trying with the lists that are there");
    }
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(packages);
    shell.run(doing, &mut apt(&arguments)).map(|_| ())
}

fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|value| value.trim_matches('"').split_whitespace().any(|name| name == "debian"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_children_are_known() {
        assert!(is_debian("NAME=x\nID=debian\n"));
        assert!(is_debian("ID=ubuntu\nID_LIKE=\"debian\"\n"));
        assert!(!is_debian("ID=fedora\nHOME_URL=debian\nVERSION_ID=debian"));
    }
}
