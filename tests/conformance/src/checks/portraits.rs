//! Portraits: who gets them and for how long, and that nothing but the picture is kept of what was sent. Not: what may be sent (`uploads`).

use super::Subject;
use super::with::{Owner, bob};
use crate::canary::Canaries;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::picture::Tiles;
use crate::planted::set_photo;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::json;

const NEEDED: &[Feature] = &[Feature::Photos, Feature::Directory, Feature::Audiences];
const TWO: &[Role] = &[Role::Connection, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "PHOTO-03",
        Profile::Full,
        "place, camera and comments are gone from a portrait",
        "a portrait that was taken at home tells everybody where that is",
        metadata_is_gone,
    )
    .from(&["V14.2.8", "V5.2.2", "GDPR Art. 25"], &["T39"])
    .needs(NEEDED, TWO),
    Check::new(
        "PHOTO-04",
        Profile::Full,
        "a portrait is encoded afresh, and a browser treats it as a picture and nothing else",
        "a file that looks like a picture runs as a program in the browsers of everybody who looks at it",
        it_is_a_picture_and_nothing_else,
    )
    .from(&["V3.2.1", "V5.4.1", "V5.2.2"], &["T40"])
    .needs(NEEDED, &[Role::Connection]),
    Check::new(
        "PHOTO-07",
        Profile::Full,
        "a portrait is given to those to whom it is shown, at no other address and to nobody else",
        "a picture that a delegate hid is still open to whoever kept its address, or to the whole internet",
        only_to_those_to_whom_it_is_shown,
    )
    .from(&["V8.2.2", "V8.2.3"], &["T07", "T08"])
    .needs(NEEDED, TWO),
    Check::new(
        "PHOTO-08",
        Profile::Full,
        "the address of a portrait that was replaced or removed is dead at once",
        "a picture that a delegate took down goes on being shown",
        old_addresses_are_dead,
    )
    .from(&["V8.2.2", "GDPR Art. 17"], &["T50"])
    .needs(NEEDED, TWO),
];

fn address(owner: &Owner, photo: &str) -> String {
    format!("/delegates/{}/photo/{photo}", owner.id)
}

/// A portrait with things hidden in it, as it was sent, and as this person gets it.
fn sent_and_got(owner: &Owner, who: &Persona, mark: &str) -> Result<(Vec<u8>, crate::http::Answer), Fault> {
    let sent = Tiles::random().jpeg(mark);
    let photo = set_photo(&owner.persona, &sent)?;
    let got = who.get(&address(owner, &photo))?;
    ensure!(got.status == 200, "the portrait is answered with {}", got.status);
    Ok((sent, got))
}

/// PHOTO-03.
pub fn metadata_is_gone(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    owner.show(&["photo"])?;
    let mark = random_letters(24);
    let (sent, got) = sent_and_got(&owner, &bob, &mark)?;
    let mut canaries = Canaries::default();
    canaries.text("portrait's metadata", &mark);
    let search = canaries.search()?;
    ensure!(search.find(&sent).is_some(), "nothing was hidden in the picture that was sent");
    let hit = search.find(&got.bytes());
    ensure!(hit.is_none(), "the portrait holds what was hidden in it ({})", hit.map_or("", |hit| hit.form));
    for marker in [&b"Exif"[..], b"http://ns.adobe.com", b"Photoshop", b"eXIf", b"tEXt", b"iTXt", b"GPS"] {
        let is_there = got.body.windows(marker.len()).any(|window| window == marker);
        ensure!(!is_there, "the portrait has a part {}", String::from_utf8_lossy(marker));
    }
    owner.hide()
}

/// PHOTO-04.
pub fn it_is_a_picture_and_nothing_else(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let mark = random_letters(24);
    let (sent, got) = sent_and_got(&owner, &owner.persona, &mark)?;
    ensure!(got.body != sent, "the bytes are the ones that were sent");
    let tail = format!("trailer {}", mark);
    ensure!(!got.body.windows(tail.len()).any(|window| window == tail.as_bytes()), "what stood behind the picture is still there");
    let media = got.media_type().to_owned();
    let begins: &[u8] = match media.as_str() {
        "image/jpeg" => b"\xff\xd8\xff",
        "image/png" => b"\x89PNG",
        "image/webp" => b"RIFF",
        other => return Err(Fault::Broken(format!("the portrait is said to be {other:?}"))),
    };
    ensure!(got.body.starts_with(begins), "the portrait is no {media}");
    ensure!(media != "image/jpeg" || got.body.ends_with(&[0xff, 0xd9]), "something stands behind the picture");
    ensure!(got.header("x-content-type-options") == Some("nosniff"), "a browser may guess that the portrait is something else");
    let policy = got.header("content-security-policy").unwrap_or_default().to_owned();
    let is_attachment = got.header("content-disposition").is_some_and(|how| how.trim_start().starts_with("attachment"));
    ensure!(
        policy.contains("sandbox") || policy.contains("default-src 'none'") || is_attachment,
        "opened by itself the portrait is not shut in"
    );
    Ok(())
}

/// PHOTO-07.
pub fn only_to_those_to_whom_it_is_shown(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    let photo = set_photo(&owner.persona, &Tiles::random().jpeg("x"))?;
    let url = address(&owner, &photo);
    let status = |who: &Persona| who.get(&url).map(|answer| answer.status);
    let shown = |audience: &str| -> Verdict {
        let answer = owner.persona.share(&json!({"fields": {"photo": audience}}))?;
        ensure!(answer.status == 200, "showing the portrait to {audience} is answered with {}", answer.status);
        Ok(())
    };
    owner.show(&["photo"])?;
    ensure!(status(&bob)? == 200, "a portrait that is shown to every delegate is answered to one with {}", status(&bob)?);
    ensure!(matches!(status(&subject.stranger())?, 401 | 403 | 404), "a stranger gets the portrait");
    // Another person's address, and an address without a person, lead to no portrait.
    let other = bob.id()?;
    for path in
        [format!("/delegates/{other}/photo/{photo}"), format!("/photos/{photo}"), format!("/photo/{photo}"), format!("/media/{photo}.jpg")]
    {
        for request in [Request::letters("GET", &path), Request::page("GET", &path)] {
            let answer = subject.stranger().ask(&request)?;
            ensure!(answer.status >= 400 || !answer.media_type().starts_with("image/"), "{path} gives a portrait to a stranger");
        }
    }
    for narrower in ["connections", "only_me"] {
        shown(narrower)?;
        ensure!(status(&bob)? == 404, "a portrait for {narrower} is answered to another delegate with {}", status(&bob)?);
        ensure!(status(&owner.persona)? == 200, "the owner does not get their own portrait");
    }
    for header in [("If-None-Match", format!("\"{photo}\"")), ("If-None-Match", "*".into()), ("Range", "bytes=0-99".into())] {
        let answer = bob.ask(&Request::new("GET", &url).with(header.0, &header.1))?;
        ensure!(answer.status == 404, "with {}: {} a hidden portrait is answered with {}", header.0, header.1, answer.status);
    }
    owner.hide()
}

/// PHOTO-08.
pub fn old_addresses_are_dead(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    owner.show(&["photo"])?;
    let status = |who: &Persona, photo: &str| who.get(&address(&owner, photo)).map(|answer| answer.status);
    let mut old = Vec::new();
    for _ in 0..2 {
        let photo = set_photo(&owner.persona, &Tiles::random().jpeg(&random_letters(8)))?;
        ensure!(status(&bob, &photo)? == 200, "the portrait that is shown now is answered with {}", status(&bob, &photo)?);
        old.push(photo);
    }
    ensure!(old[0] != old[1], "a new portrait has the address of the one before, which others may have kept");
    ensure!(status(&bob, &old[0])? == 404, "a portrait that was replaced is answered with {}", status(&bob, &old[0])?);
    ensure!(status(&owner.persona, &old[0])? == 404, "a portrait that was replaced is kept for its owner");
    let removed = owner.persona.ask(&Request::new("DELETE", "/me/photo"))?;
    ensure!((200..300).contains(&removed.status), "removing the portrait is answered with {}", removed.status);
    for who in [&*bob, &owner.persona] {
        ensure!(status(who, &old[1])? == 404, "a portrait that was removed is answered with {}", status(who, &old[1])?);
    }
    owner.hide()
}
