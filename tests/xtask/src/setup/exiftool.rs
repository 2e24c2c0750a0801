//! The program that judges what is left in a photo, from Debian's packages. Not: a part of the product.

use super::packages;
use crate::failure::Failure;
use crate::shell::Shell;

pub(crate) fn ensure(shell: &Shell) -> Result<(), Failure> {
    if shell.find("exiftool").is_none() && packages::are_here(shell) {
        packages::install(shell, "installing exiftool, once", &["libimage-exiftool-perl"])?;
    }
    match shell.find("exiftool") {
        Some(_) => Ok(()),
        None => Err(Failure::Missing { what: "exiftool".to_owned(), advice: "Install it so that it is on PATH.".to_owned() }),
    }
}
