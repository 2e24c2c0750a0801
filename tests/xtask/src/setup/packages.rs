//! Debian's packages, for the few things that come from there. On other systems people are told what to install.

use crate::failure::Failure;
use crate::repository;
use crate::shell::Shell;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Whether this is Debian or something made from it.
pub(super) fn are_here(shell: &Shell) -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    shell.find("apt-get").is_some() && is_debian(&system)
}

/// Installs packages, as root or through sudo.
pub(super) fn install(shell: &Shell, doing: &str, packages: &[&str]) -> Result<(), Failure> {
    update(shell)?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(packages);
    shell.run(doing, &mut as_root(shell, &arguments)).map(|_| ())
}

/// Fetches packages and unpacks them into a folder of the cache, without being root; returns that folder.
pub(super) fn unpack(shell: &Shell, doing: &str, name: &str, packages: &[&str]) -> Result<PathBuf, Failure> {
    let folder = repository::tool_cache().join(name);
    let (stamp, wanted) = (folder.join("unpacked"), packages.join(" "));
    if fs::read_to_string(&stamp).is_ok_and(|unpacked| unpacked == wanted) {
        return Ok(folder);
    }
    let _ = fs::remove_dir_all(&folder);
    let fetched = folder.join("fetched");
    fs::create_dir_all(&fetched).map_err(Failure::system(format!("make {}", fetched.display())))?;
    let download = || {
        let mut apt = shell.command("apt-get");
        apt.args(["download", "-q"]).args(packages).current_dir(&fetched);
        apt
    };
    println!("{doing}");
    // Where nobody has asked for the lists of packages yet, nothing is known of any.
    if !shell.attempt(doing, &mut download())?.success {
        update(shell)?;
        shell.run(doing, &mut download())?;
    }
    for package in fs::read_dir(&fetched).map_err(Failure::system("read what was fetched"))?.flatten() {
        let mut dpkg = shell.command("dpkg");
        dpkg.arg("--extract").arg(package.path()).arg(&folder);
        shell.run(&format!("unpacking {}", package.file_name().to_string_lossy()), &mut dpkg)?;
    }
    let _ = fs::remove_dir_all(&fetched);
    fs::write(stamp, wanted).map_err(Failure::system("note what was unpacked"))?;
    Ok(folder)
}

/// An old list of packages still knows most of them, so a failed update alone is not the end.
fn update(shell: &Shell) -> Result<(), Failure> {
    let updated = shell.attempt("apt-get update", &mut as_root(shell, &["update", "-q"]))?;
    if !updated.success {
        println!("  apt-get update failed; trying with the lists that are there");
    }
    Ok(())
}

fn as_root(shell: &Shell, arguments: &[&str]) -> Command {
    let root = shell.ask("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut command = shell.command(if root { "apt-get" } else { "sudo" });
    if !root {
        command.arg("apt-get");
    }
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
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
