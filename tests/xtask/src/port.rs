//! Ports on loopback: which are free, and whether somebody answers. Not an HTTP client.

use crate::failure::Failure;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

/// The wanted port, or the next free one.
pub(crate) fn free_from(wanted: u16) -> Result<u16, Failure> {
    (wanted..=u16::MAX)
        .take(200)
        .find(|port| is_free(*port))
        .ok_or_else(|| Failure::Unexpected(format!("no port is free from {wanted} on")))
}

/// Whether a server could listen on this port of loopback.
pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Whether a server on this port answers `GET path` with 200.
pub(crate) fn answers(port: u16, path: &str) -> bool {
    let patience = Duration::from_secs(2);
    let ask = || -> std::io::Result<[u8; 12]> {
        let mut stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), patience)?;
        stream.set_read_timeout(Some(patience))?;
        // At once: a server that answers the first piece of a question resets the connection when it closes it on the others.
        let question = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html, */*\r\nConnection: close\r\n\r\n");
        stream.write_all(question.as_bytes())?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start)
    };
    ask().is_ok_and(|start| start.starts_with(b"HTTP/1.") && start.ends_with(b" 200"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn server(answer: &'static str) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        });
        port
    }

    #[test]
    fn only_a_good_answer_is_an_answer() {
        assert!(answers(server("HTTP/1.1 200 OK\r\n\r\n"), "/"));
        assert!(!answers(server("HTTP/1.1 404 Not Found\r\n\r\n"), "/"));
        assert!(!answers(server("220 mail ready\r\n"), "/"));
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(!is_free(port));
        assert!(!answers(port, "/"), "listening without answering is not ready");
        assert_ne!(free_from(port).unwrap(), port);
    }
}
