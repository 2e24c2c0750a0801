//! Backends that none of us wrote, running for one test: a pretalx with the conference that it invents, and a Kinto in memory. Not: what is asked.

use plenary_conformance::http::Target;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A running server, ended and its folder removed at the end.
pub(super) struct Served {
    pub(super) port: u16,
    child: Child,
    folder: PathBuf,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has children of its own, which end when it is asked, not when it is killed.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The descriptions that are published with the suite.
pub(super) fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// Where `cargo xtask test others` put something.
pub(super) fn tool(name: &str) -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache"))).unwrap_or_else(std::env::temp_dir);
    let folder = cache.join("plenary").join("tools").join(name);
    assert!(folder.exists(), "{} is not there; `cargo xtask test others` installs it", folder.display());
    folder
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("plenary-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Starts it and waits until this path is answered.
fn serve(mut command: Command, port: u16, folder: PathBuf, path: &str) -> Served {
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let child = command.current_dir(&folder).stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap();
    let mut served = Served { port, child, folder };
    let (target, begun) = (Target::parse(&format!("http://127.0.0.1:{port}")).unwrap(), Instant::now());
    while !target.get(path).is_ok_and(|answer| answer.status == 200) {
        let log = || std::fs::read_to_string(served.folder.join("log")).unwrap_or_default();
        assert!(begun.elapsed() < Duration::from_secs(60) && served.child.try_wait().unwrap().is_none(), "it does not answer: {}", log());
        sleep(Duration::from_millis(100));
    }
    served
}

/// On a copy of its database, with the people of the suite signed in, as its manual has it run: by gunicorn and not for debugging.
pub(super) fn pretalx() -> Served {
    let (tool, folder, port) = (tool("pretalx-2025.2.2"), scratch("pretalx"), free_port());
    for entry in std::fs::read_dir(tool.join("event")).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let python = |arguments: &[&str]| {
        let mut command = Command::new(tool.join("venv/bin/python"));
        command.arg("-m").args(arguments).env("PRETALX_CONFIG_FILE", "/dev/null").env("PRETALX_DATA_DIR", &folder);
        command.env("PRETALX_DB_NAME", folder.join("db.sqlite3")).env("PRETALX_SITE_URL", format!("http://127.0.0.1:{port}"));
        command.env("PRETALX_DEBUG", "False").env("PRETALX_FILESYSTEM_STATIC", tool.join("static"));
        command
    };
    let people = std::fs::read_to_string(examples().join("people-of-pretalx.py")).unwrap();
    let made = python(&["pretalx", "shell", "--unsafe-disable-scopes", "--command", &people]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let server = python(&["gunicorn", "pretalx.wsgi", "--bind", &format!("127.0.0.1:{port}"), "--workers", "2"]);
    serve(server, port, folder.clone(), "/api/events/democon/")
}

/// Without accounts.
pub(super) fn kinto() -> Served {
    let (folder, port) = (scratch("kinto"), free_port());
    let mut server = Command::new(tool("kinto-26.5.0").join("venv/bin/kinto"));
    server.arg("start").arg("--ini").arg(examples().join("kinto.ini")).args(["--port", &port.to_string()]);
    serve(server, port, folder, "/v1/")
}
