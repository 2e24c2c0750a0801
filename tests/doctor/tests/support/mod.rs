//! A small web server that answers what a test says, and a small deployment that is as it should be, to be broken in one place. Not: any test.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test program includes it whole, uses a part, and may fail")]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub const SCRIPT: &str = "boot-0123456789abcdef.js";
pub const WASM: &str = "plenary-0123456789abcdef_bg.wasm";
pub const STYLE: &str = "plenary-fedcba9876543210.css";
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types default";
const FIXED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=()"),
];
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether it is sent as if packed to who asks for that.
    pub packs: bool,
}

impl Reply {
    pub fn new(status: u16, media_type: &str, body: impl AsRef<[u8]>) -> Self {
        let headers = vec![("content-type".into(), media_type.into()), ("cache-control".into(), "no-cache".into())];
        let mut reply = Self { status, headers, body: body.as_ref().into(), packs: false };
        FIXED.iter().for_each(|(name, value)| reply.set(name, value));
        reply.set("content-security-policy", POLICY);
        reply.set("etag", "\"1\"");
        reply
    }

    pub fn problem(status: u16) -> Self {
        let mut reply = Self::new(status, "application/problem+json", "{\"type\":\"/problems/x\"}");
        reply.set("cache-control", "no-store");
        reply
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.drop(name);
        self.headers.push((name.into(), value.into()));
    }

    pub fn drop(&mut self, name: &str) {
        self.headers.retain(|(found, _)| found != name);
    }
}

/// A site: answers by path; and what every other path gets.
#[derive(Debug, Clone)]
pub struct Site {
    pub answers: BTreeMap<String, Reply>,
    pub others: Option<Reply>,
}

impl Site {
    pub fn at(&mut self, path: &str) -> &mut Reply {
        self.answers.get_mut(path).unwrap_or_else(|| panic!("nothing is at {path}"))
    }
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The page, with its files named from `folder`.
pub fn page(folder: &str) -> String {
    let (style, script, wasm) = (integrity(b"a{}"), integrity(&script()), integrity(&wasm()));
    format!(
        "<!doctype html><html><head><link rel=\"stylesheet\" href=\"{folder}{STYLE}\" integrity=\"{style}\">\
         <script src=\"{folder}{SCRIPT}\" integrity=\"{script}\"></script>\
         <meta name=\"plenary-part\" content=\"whole\" data-script=\"{folder}{SCRIPT}\" data-script-integrity=\"{script}\" \
         data-wasm=\"{folder}{WASM}\" data-wasm-integrity=\"{wasm}\"></head><body><main id=\"boot\"></main></body></html>"
    )
}

pub fn script() -> Vec<u8> {
    "start();".repeat(1000).into()
}

pub fn wasm() -> Vec<u8> {
    vec![7; 9000]
}

pub const AGENDA: &str = r#"{"event":{"name":"Example"},"zone":"Europe/London","version":"1","rooms":[{"id":"r","name":"Hall"}],"tracks":[],
    "days":[{"date":"2027-03-01"}],"speakers":[],"talks":[{"id":"t","title":"Opening","room":"r","day":"2027-03-01",
    "start":"2027-03-01T09:00:00+00:00","end":"2027-03-01T10:00:00+00:00","speakers":[]}]}"#;

/// A deployment in a folder of a site, as it should be.
pub fn good() -> Site {
    let mut answers = BTreeMap::new();
    let mut put = |path: &str, reply: Reply| answers.insert(path.to_owned(), reply);
    for (screen, folder) in
        [("", "./"), ("grid", "./"), ("delegates", "./"), ("profile", "./"), ("sign-in/link", "../"), ("talks/any-talk", "../")]
    {
        put(&format!("/app/{screen}"), Reply::new(200, "text/html; charset=utf-8", page(folder)));
    }
    for (name, media_type, body) in
        [(SCRIPT, "text/javascript", script()), (STYLE, "text/css", b"a{}".to_vec()), (WASM, "application/wasm", wasm())]
    {
        let mut reply = Reply::new(200, media_type, body);
        reply.set("cache-control", FOR_GOOD);
        reply.packs = true;
        put(&format!("/app/{name}"), reply);
    }
    put("/app/config.json", Reply::new(200, "application/json", "{\"name\":\"Example\",\"zone\":\"Europe/London\"}"));
    let mut embed = Reply::new(200, "text/javascript", "customElements");
    embed.set("cross-origin-resource-policy", "cross-origin");
    put("/app/embed.js", embed);
    put("/app/api/config", Reply::new(200, "application/json", "{\"event\":\"Example\",\"sign_in\":[\"email\"]}"));
    put("/app/api/agenda", Reply::new(200, "application/json", AGENDA));
    put("/app/api/incidents", Reply::new(200, "application/json", "{\"signed\":\"\"}"));
    for path in ["me", "me/access-log", "delegates", "delegates/1", "connections"] {
        put(&format!("/app/api/{path}"), Reply::problem(401));
    }
    put("/.well-known/security.txt", Reply::new(200, "text/plain", "Contact: mailto:a@example.org\nExpires: 2099-01-01T00:00:00Z\n"));
    Site { answers, others: None }
}

/// A running site, until the test ends.
pub struct Stage {
    pub address: SocketAddr,
    /// Every request: its method and path, and all of its head.
    pub asked: Arc<Mutex<Vec<(String, String)>>>,
}

impl Stage {
    pub fn open(site: Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
        let noted = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &site, &noted);
            }
        });
        Self { address, asked }
    }
}

fn answer(mut stream: TcpStream, site: &Site, noted: &Mutex<Vec<(String, String)>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let first = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let wants = head.to_lowercase().contains("accept-encoding: br");
    noted.lock().unwrap().push((first, head));
    let mut reply = site.answers.get(&path).or(site.others.as_ref()).cloned().unwrap_or_else(|| Reply::problem(404));
    if reply.packs && wants {
        reply.set("content-encoding", "br");
        reply.set("vary", "Accept-Encoding");
    }
    let lines: String = reply.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let told = format!("HTTP/1.1 {} X\r\n{lines}content-length: {}\r\nconnection: close\r\n\r\n", reply.status, reply.body.len());
    let _ = stream.write_all(told.as_bytes()).and_then(|()| stream.write_all(&reply.body));
}
