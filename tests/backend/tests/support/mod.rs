//! The real program on a free loopback port with a real SQLite file, and a plain HTTP client. Not: any test.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test program includes it whole, uses a part, and may fail")]

use plenary::conference::{Conference, Device, DeviceLabel, Limits, Proof};
use plenary::domain::text::Email;
use plenary_backend::desk::{SystemEntropy, now};
use plenary_backend::store::Sqlite;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// An own folder, removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("backend-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, contents).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary-backend"));
    command.env_clear();
    command
}

/// The running program; killed, not stopped, at the end.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// On this database, with further flags.
    pub fn start(database: &Path, flags: &[&str]) -> Self {
        Self::launch(&["--insecure-loopback", "--listen", "127.0.0.1:0", "--database", database.to_str().unwrap()], flags)
    }

    /// With exactly these flags.
    pub fn launch(first: &[&str], flags: &[&str]) -> Self {
        Self::launch_with(first, flags, &[])
    }

    /// The same, with secrets in its environment.
    pub fn launch_with(first: &[&str], flags: &[&str], secrets: &[(&str, &str)]) -> Self {
        let mut child =
            program().args(first).args(flags).envs(secrets.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.rsplit_once("listening on ").unwrap_or_else(|| panic!("did not start: {line}")).1;
        Self { child, address: address.trim_end().trim_end_matches(')').parse().unwrap() }
    }

    /// SIGKILL: no chance to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM; whether it ended well.
    pub fn stop(mut self) -> bool {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        told.success() && self.child.wait().unwrap().success()
    }

    pub fn ask(&self, request: &Request) -> Answer {
        request.send(self.address).unwrap()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&Request::new("GET", path))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request of the app, unless headers are taken off.
#[derive(Clone)]
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub fn new(method: &str, path: &str) -> Self {
        let headers = vec![("X-Plenary".into(), "1".into())];
        Self { method: method.into(), path: path.into(), headers, body: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(found, _)| !found.eq_ignore_ascii_case(name));
        self
    }

    pub fn json(self, body: &str) -> Self {
        self.with("Content-Type", "application/json").body(body)
    }

    pub fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().into();
        self
    }

    pub fn send(&self, to: SocketAddr) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(to)?;
        let mut head = format!("{} {} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}Content-Length: {}\r\n\r\n", self.body.len()).as_bytes())?;
        stream.write_all(&self.body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Answer::parse(&bytes).ok_or_else(|| std::io::Error::other("the answer was cut off"))
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let (first, rest) = head.split_once("\r\n")?;
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let headers = rest.split("\r\n").filter_map(|line| line.split_once(": ")).map(|(n, v)| (n.to_lowercase(), v.to_owned()));
        let answer = Self { status, headers: headers.collect(), body: bytes[end + 4..].into() };
        // Complete, or no answer: HEAD and 304 announce a length without a body.
        let announced: usize = answer.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        (answer.body.len() == announced || answer.body.is_empty()).then_some(answer)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.status);
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert!(!problem["request_id"].as_str().unwrap().is_empty());
        (self.status, problem["type"].as_str().unwrap().trim_start_matches("/problems/").to_owned())
    }
}

/// A session by the rules themselves, on the file that the server uses: the code comes from where the mail would have been written.
/// Returns the cookie.
pub fn sign_in(database: &Path, address: &str) -> String {
    let limits = Limits { starts_per_address: plenary::conference::Quota { most: 1000, seconds: 60 }, ..Limits::default() };
    let mut rules = Conference::new(Sqlite::open(database).unwrap(), SystemEntropy, limits);
    let started = rules.start_sign_in(&Email::parse(address).unwrap(), &Device::new(DeviceLabel::default(), None), "test", now()).unwrap();
    let letter = started.letter.unwrap();
    let proof = Proof::Code { challenge: started.challenge, code: letter.code.expose() };
    let granted = rules.redeem(proof, None, Device::new(DeviceLabel::default(), None), "test", now()).unwrap();
    format!("plenary={}", granted.session.expose())
}

/// A database with these people, who have a name and share nothing.
pub fn invite(folder: &Folder, lines: &str) -> PathBuf {
    let (list, database) = (folder.write("people.txt", lines), folder.0.join("conference.sqlite"));
    plenary_backend::invitations::add(&database, &list, None).unwrap();
    database
}
