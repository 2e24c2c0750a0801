//! A server that runs beside us and ends when we do. What it writes is in its log, not on the screen.

use crate::failure::Failure;
use crate::interrupt;
use crate::port;
use crate::shell::{self, Shell};
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// A running server. Dropping it ends the process.
#[derive(Debug)]
pub(crate) struct Running {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts it.
    pub(crate) fn start(shell: &Shell, name: &'static str, command: &mut Command) -> Result<Self, Failure> {
        let log = shell.log(name)?;
        let child = shell::spawn_logged(command, &log)?;
        Ok(Self { name, child, log })
    }

    /// Waits until `path` answers on `port`; fails as soon as the server has ended, or after a minute.
    pub(crate) fn wait_until_ready(&mut self, port: u16, path: &str) -> Result<(), Failure> {
        let patience = Instant::now();
        loop {
            self.check()?;
            if port::answers(port, path) {
                return Ok(());
            }
            if patience.elapsed() > Duration::from_secs(60) {
                return Err(self.failed("did not get ready within a minute"));
            }
            interrupt::pause()?;
        }
    }

    /// Fails if the server has ended.
    pub(crate) fn check(&mut self) -> Result<(), Failure> {
        match self.child.try_wait().map_err(Failure::system("look after a server"))? {
            None => Ok(()),
            Some(status) => Err(self.failed(&format!("ended with {status}"))),
        }
    }

    fn failed(&self, how: &str) -> Failure {
        Failure::Program {
            doing: format!("the {} {how}", self.name),
            tail: shell::tail(&fs::read_to_string(&self.log).unwrap_or_default(), 40),
            log: self.log.clone(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        shell::end(&mut self.child);
    }
}
