//! What the web servers do when something is wrong behind them: what they say, what they log, and whether half an answer is seen to be one.
//! Not: what they do all day, which is in `tests/recipes.rs`.

use super::support::{Answer, Folder, Request, program};
use super::{free_port, release, serve, told};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

const FIXED: [&str; 6] = [
    "content-security-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
];
const SECRET: &str = "/api/calendar/Tm90IGEgcmVhbCBzZWNyZXQ.ics";

fn nowhere() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], free_port()))
}

/// A backend that answers everything with this, and hangs up. HTTP/1.0 knows no chunks: there the answer is what came before the end.
fn upstream(answer: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                if !matches!(stream.read(&mut byte), Ok(1)) {
                    break;
                }
                head.push(byte[0]);
            }
            let is_old = String::from_utf8_lossy(&head).contains(" HTTP/1.0\r\n");
            let answer = if is_old && answer.contains("chunked") { UNMEASURED } else { answer };
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

/// Everything that comes back, as it comes.
fn raw(to: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(to).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    // A reset is one way of saying that it broke off.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// Whether a client takes an answer for a whole one (RFC 9112 section 8).
fn is_whole(answer: &str) -> bool {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let head = head.to_lowercase();
    if head.contains("transfer-encoding: chunked") {
        return body.ends_with("0\r\n\r\n");
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse() == Ok(body.len()))
}

fn taken_for_whole(host: &str, answer: &'static str) -> bool {
    let folder = Folder::new();
    release(&folder);
    let web = serve(host, "/", &folder, upstream(answer));
    let got = raw(web.address, &format!("GET /api/me/export HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", web.address));
    assert!(got.starts_with("HTTP/1.1 200 ") && got.contains("half"), "{got}");
    is_whole(&got)
}

const CHUNKED: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";
const CHUNKED_WHOLE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n\r\n";
const UNMEASURED: &str = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhalf";
const MEASURED: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nhalf";
const MEASURED_WHOLE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nhalf";

#[test]
fn half_an_answer_through_nginx_is_seen_to_be_one() {
    assert!(!taken_for_whole("nginx", CHUNKED) && taken_for_whole("nginx", CHUNKED_WHOLE));
    assert!(!taken_for_whole("nginx", MEASURED) && taken_for_whole("nginx", MEASURED_WHOLE));
}

/// Of one whose length was not said the recipe itself says that Caddy hides it.
#[test]
fn half_an_answer_of_known_length_through_caddy_is_seen_to_be_one() {
    assert!(!taken_for_whole("caddy", MEASURED) && taken_for_whole("caddy", MEASURED_WHOLE));
}

fn has_the_fixed_headers(answer: &Answer, path: &str) {
    for name in FIXED {
        assert_eq!(answer.headers.iter().filter(|(found, _)| found == name).count(), 1, "{name} {path}");
    }
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    assert!(!answer.header("server").unwrap_or_default().contains(['/', 'C']), "{path}: no version, and no Caddy");
}

fn errors_are_dressed(host: &str) {
    let folder = Folder::new();
    release(&folder);
    let web = serve(host, "/", &folder, nowhere());
    let get = |path: &str| Request::new("GET", path).send(web.address).unwrap();
    for path in ["/missing.js", "/plenary-fedcba9876543210.js", "/icons/none.svg"] {
        let answer = get(path);
        assert_eq!(answer.status, 404, "{path}");
        has_the_fixed_headers(&answer, path);
    }
    for path in ["/api", "/api/me", SECRET, "/config.json"] {
        let answer = get(path);
        has_the_fixed_headers(&answer, path);
        assert_eq!(answer.problem(), (502, "unavailable".to_owned()), "{path}");
    }
    assert_eq!(get("/talks/x").status, 200, "the app is there without the backend");
}

#[test]
fn errors_of_nginx_are_dressed() {
    errors_are_dressed("nginx");
}

#[test]
fn errors_of_caddy_are_dressed() {
    errors_are_dressed("caddy");
}

#[test]
fn nginx_refuses_what_is_too_large_as_the_backend_would() {
    let folder = Folder::new();
    release(&folder);
    let web = serve("nginx", "/", &folder, nowhere());
    let ask = |length: u32| {
        raw(web.address, &format!("PUT /api/me/photo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"))
    };
    let got = ask(25 * 1024 * 1024 + 1);
    assert!(got.starts_with("HTTP/1.1 413 "), "{got}");
    assert!(got.contains("\"/problems/too-large\"") && got.contains("\"status\":413") && got.contains("nosniff"), "{got}");
}

/// Nothing in a log says who asked the backend, or for what.
fn logs_nothing_of_a_request(host: &str) -> String {
    let folder = Folder::new();
    release(&folder);
    let web = serve(host, "/", &folder, nowhere());
    let request = Request::new("GET", SECRET).with("Cookie", "plenary=Cookie-of-a-session").with("User-Agent", "Agent-of-a-person");
    assert_eq!(request.send(web.address).unwrap().status, 502);
    // What is told is told by then, or in a moment.
    let patience = Instant::now();
    while patience.elapsed() < Duration::from_secs(2) && !told(&folder).contains("refused") {
        std::thread::sleep(Duration::from_millis(50));
    }
    let log = told(&folder);
    for word in ["Tm90IGE", "calendar", "Cookie-of", "Agent-of", "remote_ip", "client: "] {
        assert!(!log.contains(word), "{word}");
    }
    log
}

#[test]
fn nginx_logs_nothing_of_a_request() {
    logs_nothing_of_a_request("nginx");
}

#[test]
fn caddy_logs_nothing_of_a_request_but_says_what_failed() {
    assert!(logs_nothing_of_a_request("caddy").contains("connection refused"));
}

#[test]
fn a_recipe_warns_whoever_writes_it_straight_into_a_file() {
    for (host, flags, warned) in [("nginx", &[][..], true), ("caddy", &["--forwarded"][..], false), ("headers", &[][..], false)] {
        let answer = program().args(["recipe", "--for", host, "--public-url", "https://app.example.org"]).args(flags).output().unwrap();
        assert!(answer.status.success());
        assert_eq!(String::from_utf8_lossy(&answer.stderr).contains("'forwarded'"), warned, "{host}");
    }
}
