//! The conformance suite on backends that none of us wrote, and the reference backend under a program that reads its contract. Not: what comes out.

use super::parts::{Counted, Suite};
use crate::failure::Failure;
use crate::{app, services, setup};

impl Suite {
    /// pretalx and Kinto are asked, with the verdicts that are written down; schemathesis asks the reference backend.
    pub(super) fn others(&mut self) -> Result<(), Failure> {
        setup::to_build(&mut self.shell)?;
        setup::others(&self.shell)?;
        app::build_backend(&self.shell)?;
        let inbox = services::inbox(&self.shell)?;
        let mut cargo = self.shell.command("cargo");
        cargo.args(["test", "--package", "plenary-conformance", "--no-fail-fast", "--test", "others", "--", "--nocapture"]);
        self.surround(&mut cargo, Some(&inbox));
        self.step("others: the suite on backends of others", Counted::Libtest, &mut cargo)
    }
}
