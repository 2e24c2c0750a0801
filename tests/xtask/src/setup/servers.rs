//! The web servers that recipes are tested with, nginx and Caddy, from Debian's packages, unpacked into a cache and not installed: nothing is
//! started, nothing of the system is changed. The tests know the place.

use super::packages;
use crate::failure::Failure;
use crate::shell::Shell;

pub(crate) fn ensure(shell: &Shell) -> Result<(), Failure> {
    if !packages::are_here(shell) {
        let advice = "The recipes are tested with the programs that Debian packages: run this there.".to_owned();
        return Err(Failure::Missing { what: "nginx and Caddy".to_owned(), advice });
    }
    let wanted = ["nginx", "libnginx-mod-http-brotli-static", "caddy"];
    packages::unpack(shell, "fetching nginx and Caddy, once", "servers", &wanted).map(|_| ())
}
