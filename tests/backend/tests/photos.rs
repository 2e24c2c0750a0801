//! What becomes of an uploaded image: nothing but the picture is left, upright and small, and what is no picture is refused. Over HTTP
//! too. Not: who may see a photo, which the rules' own tests hold.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod support;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use plenary_backend::photo::{NotAPhoto, SIDE, develop};
use std::io::Cursor;
use support::{Folder, Request, Server, invite, sign_in};

const CANARY: &str = "canary51.5007N0.1246W";

/// Left half red, right half blue.
fn picture(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }).into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A TIFF block with an orientation, a description and a position, as cameras write it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let length = CANARY.len() as u8;
    block.extend([0x0e, 0x01, 2, 0, length, 0, 0, 0, 50, 0, 0, 0]);
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    block.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 50, 0, 0, 0]);
    block.extend([0; 4]);
    assert_eq!(block.len(), 50);
    block.extend(CANARY.as_bytes());
    block
}

fn segment(marker: u8, label: &[u8], contents: &[u8]) -> Vec<u8> {
    let length = (label.len() + contents.len() + 2) as u16;
    [&[0xff, marker], &length.to_be_bytes()[..], label, contents].concat()
}

/// A JPEG with a canary everywhere where one can hide.
fn tainted_jpeg(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let clean = encoded(picture, ImageFormat::Jpeg);
    let mut jpeg = clean[..2].to_vec();
    jpeg.extend(segment(0xe1, b"Exif\0\0", &exif(orientation)));
    jpeg.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0", CANARY.as_bytes()));
    jpeg.extend(segment(0xed, b"Photoshop 3.0\0", CANARY.as_bytes()));
    jpeg.extend(segment(0xfe, b"", CANARY.as_bytes()));
    jpeg.extend(&clean[2..]);
    jpeg.extend(CANARY.as_bytes());
    jpeg
}

fn chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(contents);
    [&(contents.len() as u32).to_be_bytes()[..], kind, contents, &sum.sum().to_be_bytes()].concat()
}

fn tainted_png(picture: &DynamicImage) -> Vec<u8> {
    let clean = encoded(picture, ImageFormat::Png);
    // The signature and the header take 33 bytes.
    let text = chunk(b"tEXt", format!("Comment\0{CANARY}").as_bytes());
    [&clean[..33], &text, &chunk(b"eXIf", &exif(1)), &clean[33..], CANARY.as_bytes()].concat()
}

fn holds_canary(bytes: &[u8]) -> bool {
    bytes.windows(8).any(|window| window == &CANARY.as_bytes()[..8] || window == &CANARY.as_bytes()[CANARY.len() - 8..])
}

fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let [r, _, b, _] = picture.get_pixel(x, y).0;
    r > 150 && b < 100
}

#[test]
fn nothing_but_the_picture_is_left_t39() {
    let small = picture(64, 48);
    for upload in [tainted_jpeg(&small, 1), tainted_png(&small), encoded(&small, ImageFormat::WebP)] {
        let kept = develop(&upload).unwrap();
        assert_eq!(image::guess_format(&kept).unwrap(), ImageFormat::Jpeg);
        assert!(!holds_canary(&kept));
        assert!(!kept.windows(4).any(|window| window == b"Exif"));
        assert_eq!(&kept[kept.len() - 2..], [0xff, 0xd9], "nothing behind the end");
        let again = image::load_from_memory(&kept).unwrap();
        assert_eq!(again.dimensions(), (64, 48));
        assert!(is_red(&again, 8, 24) && !is_red(&again, 56, 24));
    }
    assert!(holds_canary(&tainted_jpeg(&small, 1)) && holds_canary(&tainted_png(&small)), "the test itself");
}

#[test]
fn the_picture_stands_upright() {
    let turned = |orientation| image::load_from_memory(&develop(&tainted_jpeg(&picture(64, 32), orientation)).unwrap()).unwrap();
    let upright = turned(1);
    assert!(upright.dimensions() == (64, 32) && is_red(&upright, 8, 16));
    let mirrored = turned(2);
    assert!(mirrored.dimensions() == (64, 32) && !is_red(&mirrored, 8, 16));
    let half = turned(3);
    assert!(half.dimensions() == (64, 32) && !is_red(&half, 8, 16));
    // The left edge comes to the top by a quarter turn clockwise (6), to the bottom by the other (8).
    let clockwise = turned(6);
    assert!(clockwise.dimensions() == (32, 64) && is_red(&clockwise, 16, 8));
    let other = turned(8);
    assert!(other.dimensions() == (32, 64) && !is_red(&other, 16, 8));
}

#[test]
fn a_large_picture_becomes_small_and_a_transparent_one_gets_white_paper() {
    let large = image::load_from_memory(&develop(&encoded(&picture(3000, 1500), ImageFormat::Jpeg)).unwrap()).unwrap();
    assert_eq!(large.dimensions(), (SIDE, SIDE / 2));
    let clear: DynamicImage = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0])).into();
    let paper = image::load_from_memory(&develop(&encoded(&clear, ImageFormat::Png)).unwrap()).unwrap();
    assert!(paper.get_pixel(4, 4).0[..3].iter().all(|channel| *channel > 250));
}

#[test]
fn what_is_no_picture_is_refused_t40() {
    let jpeg = encoded(&picture(64, 48), ImageFormat::Jpeg);
    // A header that claims 30,000 pixels a side, with hardly anything behind it.
    let claim = [30_000_u32.to_be_bytes(), 30_000_u32.to_be_bytes()].concat();
    let bomb = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[&claim[..], &[8, 2, 0, 0, 0]].concat()), chunk(b"IEND", b"")].concat();
    let started = std::time::Instant::now();
    for (name, bad) in [
        ("empty", Vec::new()),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
        ("html", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("pdf", b"%PDF-1.7\n%".to_vec()),
        ("gif", b"GIF89a/*\x01\0\x01\0\0\0\0;".to_vec()),
        ("exe", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("huge header", bomb),
        ("cut jpeg header", jpeg[..20].to_vec()),
        ("jpeg start, then html", [&jpeg[..3], b"<html><script>alert(1)</script>"].concat()),
    ] {
        assert_eq!(develop(&bad), Err(NotAPhoto), "{name}");
    }
    assert!(started.elapsed().as_secs() < 5, "refused before decoding");
}

#[test]
fn a_photo_over_http_is_shown_as_a_picture_or_not_at_all_and_an_old_address_is_dead() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\nbob@example.org;Bob\n");
    let (ada, bob) = (sign_in(&database, "ada@example.org"), sign_in(&database, "bob@example.org"));
    let server = Server::start(&database, &[]);
    let ask = |method: &str, path: &str, cookie: &str| Request::new(method, path).with("Cookie", cookie);

    let put = |bytes: &[u8]| server.ask(&ask("PUT", "/api/me/photo", &ada).with("Content-Type", "text/html").body(bytes));
    let first = put(&tainted_jpeg(&picture(64, 48), 6));
    assert_eq!(first.status, 200, "the header's type does not matter");
    let address = |answer: &support::Answer| {
        let me = answer.json();
        let [id, photo] = [&me["id"], &me["fields"]["photo"]["value"]].map(|value| value.as_str().unwrap().to_owned());
        format!("/api/delegates/{id}/photo/{photo}")
    };
    let shown = server.ask(&ask("GET", &address(&first), &ada));
    assert_eq!(shown.status, 200);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("content-disposition", "inline; filename=\"photo.jpg\""),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ] {
        assert_eq!(shown.header(name), Some(value));
    }
    assert!(!holds_canary(&shown.body));
    assert_eq!(server.ask(&ask("GET", &address(&first), &bob)).status, 404, "not shared");
    assert_eq!(server.get(&address(&first)).status, 401);

    let second = put(&encoded(&picture(32, 32), ImageFormat::Png));
    assert_eq!(server.ask(&ask("GET", &address(&first), &ada)).status, 404);
    assert_eq!(server.ask(&ask("GET", &address(&second), &ada)).status, 200);
    assert_eq!(server.ask(&ask("DELETE", "/api/me/photo", &ada)).status, 200);
    assert_eq!(server.ask(&ask("GET", &address(&second), &ada)).status, 404);

    let refused = put(b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert_eq!(refused.problem(), (422, "invalid".into()));
    assert_eq!(refused.json()["errors"][0]["code"], "not_a_photo");
    assert_eq!(put(&vec![0xff; 9 << 20]).problem(), (413, "too-large".into()));
}

/// What a program that others wrote finds in an image, by group and name; what it says of the file itself left out.
fn found_by_exiftool(bytes: &[u8], name: &str) -> Vec<String> {
    let folder = Folder::new();
    let file = folder.0.join(name);
    std::fs::write(&file, bytes).unwrap();
    let asked =
        std::process::Command::new("exiftool").args(["-json", "-G1", "-a", "-u", "-ee", "-api", "RequestAll=3"]).arg(&file).output();
    let asked = asked.expect("run this as `cargo xtask test contract`, which installs exiftool (Debian: libimage-exiftool-perl)");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let all: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    let about_the_file = |tag: &&String| {
        !["SourceFile"].contains(&tag.as_str())
            && !["System:", "ExifTool:", "File:", "Composite:", "JFIF:"].iter().any(|group| tag.starts_with(group))
    };
    let mut found: Vec<String> = all[0].as_object().unwrap().keys().filter(about_the_file).cloned().collect();
    // A warning, for example about bytes behind the end, is a finding too.
    found.extend(all[0].as_object().unwrap().keys().filter(|tag| tag.contains("Warning") || tag.contains("Comment")).cloned());
    found
}

#[test]
fn exiftool_finds_nothing_in_what_is_kept_t39() {
    let small = picture(64, 48);
    for (name, upload) in
        [("x.jpg", tainted_jpeg(&small, 6)), ("x.png", tainted_png(&small)), ("x.webp", encoded(&small, ImageFormat::WebP))]
    {
        if name != "x.webp" {
            assert!(!found_by_exiftool(&upload, name).is_empty(), "{name}: the judge finds what was planted");
        }
        assert_eq!(found_by_exiftool(&develop(&upload).unwrap(), "kept.jpg"), Vec::<String>::new(), "{name}");
    }
}
