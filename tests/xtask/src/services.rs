//! The servers of a development machine: the mail inbox and the reference backend, on loopback.

use crate::failure::Failure;
use crate::port;
use crate::running::Running;
use crate::shell::Shell;
use std::path::Path;

/// A mail server that keeps what it is sent and shows it on a page.
#[derive(Debug)]
pub(crate) struct Inbox {
    /// The process.
    pub(crate) running: Running,
    /// Where it takes mail, as `host:port`.
    pub(crate) smtp: String,
    /// Its page; its interface for programs is `/api/email` below.
    pub(crate) page: String,
}

/// Starts the mail inbox on 1025 and 1080 or the next free ports.
pub(crate) fn inbox(shell: &Shell) -> Result<Inbox, Failure> {
    let (smtp, web) = (port::free_from(1025)?, port::free_from(1080)?);
    let mut maildev = shell.command(shell.repository.node().join("node_modules").join(".bin").join("maildev"));
    maildev.args(["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", &smtp.to_string(), "--web", &web.to_string()]);
    // Only the newest are of interest, and a long session must not fill the memory.
    maildev.args(["--max-emails", "500"]);
    let mut running = Running::start(shell, "mail inbox", &mut maildev)?;
    running.wait_until_ready(web, "/api/healthz")?;
    Ok(Inbox { running, smtp: format!("127.0.0.1:{smtp}"), page: format!("http://127.0.0.1:{web}") })
}

/// Starts the reference backend with the demo conference, over plain HTTP on loopback.
pub(crate) fn backend(shell: &Shell, port: u16, database: &Path, inbox: &Inbox) -> Result<Running, Failure> {
    let mut program = shell.command(shell.repository.backend());
    program.args(["--demo", "--insecure-loopback", "--listen", &format!("127.0.0.1:{port}")]);
    // A name, because browsers have no passkeys at an IP address.
    program.args(["--public-url", &format!("http://localhost:{port}"), "--smtp", &inbox.smtp]);
    program.arg("--database").arg(database).arg("--dist").arg(shell.repository.dist());
    let mut running = Running::start(shell, "backend", &mut program)?;
    running.wait_until_ready(port, "/")?;
    Ok(running)
}

/// The people of the demo conference, as the backend lists them: `address<TAB>name<TAB>remark`.
pub(crate) fn demo_people(shell: &Shell) -> String {
    shell.ask(&shell.repository.backend().to_string_lossy(), &["--demo-people"]).unwrap_or_default()
}
