//! What is taken as a portrait: pictures by their content, small enough to be decoded, named by nobody and fetched from nowhere. Not: who gets it.

use super::Subject;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::picture::Tiles;
use crate::planted::set_photo;
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

const NEEDED: &[Feature] = &[Feature::Photos];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "PHOTO-01",
        Profile::Full,
        "only pictures are taken as portraits, told by their content",
        "a program that calls itself a picture is handed to everybody who looks at the list of delegates",
        only_pictures,
    )
    .from(&["V5.2.2"], &["T40"])
    .needs(NEEDED, &[Role::Ordinary]),
    Check::new(
        "PHOTO-02",
        Profile::Full,
        "files that are too long, and pictures that would be too large once decoded, are refused quickly",
        "one small file stops the conference's server for everybody",
        bombs_are_refused,
    )
    .from(&["V5.2.1"], &["T40"])
    .needs(NEEDED, &[Role::Ordinary]),
    Check::new(
        "PHOTO-05",
        Profile::Full,
        "a file's name is nobody's business: it leads nowhere and comes back in nothing",
        "a name such as ../../settings overwrites files of the server, or tells what a delegate's folders are called",
        names_are_ignored,
    )
    .from(&["V5.3.2", "V5.3.1"], &["T40"])
    .needs(NEEDED, &[Role::Ordinary]),
    Check::new(
        "PHOTO-06",
        Profile::Full,
        "no address from which a portrait could be fetched is asked for",
        "the server is made to read what only it can reach: the organisers' own network",
        nothing_is_fetched,
    )
    .from(&["V1.3.6", "V5.2.2"], &["T40"])
    .needs(NEEDED, &[Role::Ordinary]),
];

fn upload(persona: &Persona, media: &str, bytes: &[u8]) -> Result<u16, Fault> {
    Ok(persona.ask(&Request::new("PUT", "/me/photo").with("Content-Type", media).body(bytes))?.status)
}

/// A session with a portrait of its own that must outlast everything that is refused; and its id.
fn with_portrait(subject: &Subject) -> Result<(Arc<Persona>, String), Fault> {
    let bob = subject.proved(Role::Ordinary)?;
    // Where a proper picture is refused, a refusal says nothing.
    let photo = set_photo(&bob, &Tiles::random().jpeg("x"))?;
    Ok((bob, photo))
}

fn is_as_before(bob: &Persona, photo: &str) -> Verdict {
    let now = bob.get("/me")?.json()["fields"]["photo"]["value"].clone();
    ensure!(now == photo, "something that was refused took the place of the portrait");
    Ok(())
}

fn refused(bob: &Persona, what: &str, media: &str, bytes: &[u8]) -> Verdict {
    let status = upload(bob, media, bytes)?;
    ensure!((400..500).contains(&status), "{what}, said to be {media}, is answered with {status}");
    Ok(())
}

/// PHOTO-01.
pub fn only_pictures(subject: &Subject) -> Verdict {
    let (bob, photo) = with_portrait(subject)?;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>";
    let files: [(&str, Vec<u8>); 10] = [
        ("an SVG", svg.into()),
        ("a page", b"<!DOCTYPE html><html><script>alert(1)</script></html>".into()),
        ("a PDF", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF".into()),
        ("a program", [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".as_slice(), &[0; 200]].concat()),
        ("an ELF", [b"\x7fELF\x02\x01\x01\0".as_slice(), &[0; 200]].concat()),
        ("a script behind the mark of a GIF", b"GIF89a/*\x01\0\x01\0*/=1;alert(1)//".into()),
        (
            "a page behind the mark of a JPEG",
            [b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(), b"<html><script>alert(1)</script></html>"].concat(),
        ),
        ("a ZIP", b"PK\x03\x04\x14\0\0\0\x08\0".into()),
        ("JSON", b"{\"url\":\"https://example.org/a.jpg\"}".into()),
        ("nothing", Vec::new()),
    ];
    for (what, bytes) in &files {
        for media in ["image/jpeg", "image/png", "image/svg+xml", "text/html", "application/octet-stream"] {
            refused(&bob, what, media, bytes)?;
        }
        is_as_before(&bob, &photo)?;
    }
    Ok(())
}

/// PHOTO-02.
pub fn bombs_are_refused(subject: &Subject) -> Verdict {
    let (bob, photo) = with_portrait(subject)?;
    let begun = Instant::now();
    for (width, height) in [(30_000, 30_000), (65_500, 65_500), (1, 100_000_000)] {
        refused(&bob, &format!("a PNG that says it is {width} × {height}"), "image/png", &png(width, height))?;
    }
    refused(&bob, "a JPEG that says it is 65500 × 65500", "image/jpeg", &large_jpeg())?;
    let mut long = Tiles::random().jpeg("x");
    long.resize(64 << 20, 0);
    let status = upload(&bob, "image/jpeg", &long);
    // Some servers close the connection before the end of a body that is too long, which is an answer as well.
    ensure!(!matches!(status, Ok(200..=399 | 500..)), "a file of 64 MB is answered with {}", status.unwrap_or_default());
    ensure!(begun.elapsed() < Duration::from_secs(30), "refusing five files took {} seconds", begun.elapsed().as_secs());
    let status = bob.get("/me")?.status;
    ensure!(status == 200, "afterwards GET /me is answered with {status}");
    is_as_before(&bob, &photo)
}

/// A PNG's beginning with a size, and data that is far too little for it.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut whole = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    for (kind, data) in [(b"IHDR", header.as_slice()), (b"IDAT", b"\x78\x9c\x63\0\x01\0\0\x05\0\x01"), (b"IEND", b"")] {
        let named = [&kind[..], data].concat();
        whole.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        whole.extend(&named);
        whole.extend(crc(&named).to_be_bytes());
    }
    whole
}

/// A picture whose size was written over.
fn large_jpeg() -> Vec<u8> {
    let mut jpeg = Tiles::random().jpeg("x");
    if let Some(at) = jpeg.windows(2).position(|window| window == [0xff, 0xc0]) {
        for byte in jpeg.iter_mut().skip(at + 5).take(4) {
            *byte = 0xff;
        }
    }
    jpeg
}

/// CRC-32 as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// PHOTO-05.
pub fn names_are_ignored(subject: &Subject) -> Verdict {
    let (bob, _) = with_portrait(subject)?;
    let id = bob.id()?;
    for name in ["../../../../tmp/plenary-was-here.jpg", "a.jpg%00.html", "x.html", "CON", "a%0d%0aSet-Cookie: a=b.jpg", &"n".repeat(4000)]
    {
        let request = Request::new("PUT", "/me/photo")
            .with("Content-Type", "image/jpeg")
            .with("Content-Disposition", &format!("attachment; filename=\"{name}\""))
            .with("Slug", name)
            .body(Tiles::random().jpeg("x"));
        let answer = bob.ask(&request)?;
        ensure!(answer.status < 500, "with a file's name the upload is answered with {}", answer.status);
        if answer.status >= 400 {
            continue;
        }
        let photo = answer.json()["fields"]["photo"]["value"].as_str().unwrap_or_default().to_owned();
        let got = bob.get(&format!("/delegates/{id}/photo/{photo}"))?;
        ensure!(got.status == 200, "the portrait is answered with {}", got.status);
        let told = [answer.bytes(), got.bytes()].concat();
        let part = &name.as_bytes()[..name.len().min(20)];
        let is_told = name.len() > 8 && told.windows(part.len()).any(|window| window == part);
        ensure!(!is_told && !photo.contains(['/', '.', '\\']), "the file's name comes back");
        ensure!(got.header("set-cookie").is_none(), "the file's name sets a cookie");
    }
    Ok(())
}

/// PHOTO-06.
pub fn nothing_is_fetched(subject: &Subject) -> Verdict {
    let (bob, photo) = with_portrait(subject)?;
    // A server that fetched anything would knock here, where the target is on this machine.
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let here = format!("http://{}/portrait.jpg", listener.local_addr()?);
    for address in
        [here.as_str(), "http://169.254.169.254/latest/meta-data/", "http://[::1]:22/", "file:///etc/passwd", "gopher://127.0.0.1/"]
    {
        let body = |key: &str| -> Value { json!({key: address}) };
        for key in ["url", "photo", "photo_url", "src"] {
            for request in [
                Request::new("PUT", "/me/photo").json(&body(key)),
                Request::new("POST", "/me/photo").json(&body(key)),
                Request::new("PUT", &format!("/me/photo?{key}={address}")).with("Content-Type", "text/uri-list").body(address),
            ] {
                let status = bob.ask(&request)?.status;
                ensure!((400..500).contains(&status), "a portrait by address is answered with {status}");
            }
        }
        let tag = bob.get("/me")?.header("etag").unwrap_or_default().to_owned();
        let status = bob.ask(&Request::new("PATCH", "/me").with("If-Match", &tag).json(&json!({"photo": address})))?.status;
        ensure!((400..500).contains(&status), "a portrait by address in PATCH /me is answered with {status}");
    }
    std::thread::sleep(Duration::from_millis(300));
    ensure!(listener.accept().is_err(), "the server fetched an address that a delegate gave it");
    is_as_before(&bob, &photo)
}
