//! Whose copy keeps whom from theirs, at the handler itself, so that a reader can stop where they like. Not: what stands in a copy.

use super::*;
use crate::board::Signer;
use crate::desk::{Rules, SystemEntropy};
use crate::mail::{Office, Post};
use crate::programme::Programme;
use crate::settings::Settings;
use crate::store::Sqlite;
use http_body_util::BodyExt;
use plenary::conference::{Device, DeviceLabel, Proof, Viewer};
use plenary::domain::text::Email;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A backend in which Ada has an account.
fn desk(name: &str) -> (Folder, Desk) {
    let folder = Folder(std::env::temp_dir().join(format!("plenary-{name}-{}", std::process::id())));
    std::fs::create_dir_all(&folder.0).unwrap();
    let (database, list) = (folder.0.join("conference.sqlite"), folder.0.join("people.txt"));
    std::fs::write(&list, "ada@example.org;Ada\n").unwrap();
    crate::invitations::add(&database, &list, None).unwrap();
    let store = Sqlite::open(&database).unwrap();
    let settings = Settings { insecure_loopback: true, ..Settings::default() };
    let url = "http://127.0.0.1:1";
    let (post, _) = Post::open(Office::of(&settings, "Test", url).unwrap());
    let board = watch::channel(Arc::new(Signer::of(&store).unwrap().sign(Vec::new(), 0))).1;
    let agenda = plenary::conference::seed::agenda("2026-11-24".parse().unwrap(), 0, "Europe/London".parse().unwrap());
    let published = watch::channel(Arc::new(Programme::pack(agenda).unwrap())).1;
    let rules = Rules::new(store, SystemEntropy, settings.limits.clone());
    (folder, Desk::new(rules, post, published, board, None, settings, url))
}

async fn signed_in(desk: &Desk, ago: i64) -> Viewer {
    let asked = desk.ask(move |rules| {
        let (at, device) = (now() - ago, || Device::new(DeviceLabel::default(), None));
        let started = rules.start_sign_in(&Email::parse("ada@example.org").unwrap(), &device(), "test", at)?;
        let code = started.letter.unwrap().code;
        rules.redeem(Proof::Code { challenge: started.challenge, code: code.expose() }, None, device(), "test", at)
    });
    asked.await.unwrap().viewer
}

async fn asks(desk: &Desk, viewer: Viewer) -> Result<Body, Failure> {
    Ok(export(State(desk.clone()), Signed(viewer), Query(In { form: None })).await?.into_body())
}

#[tokio::test]
async fn whoever_may_have_no_copy_takes_nobodys_turn() {
    let (_folder, desk) = desk("stale-copies");
    let (owner, stale) = (signed_in(&desk, 0).await, signed_in(&desk, 400).await);
    let _under_way = asks(&desk, owner).await.unwrap();
    assert!(matches!(asks(&desk, stale).await, Err(Failure::StepUpRequired)), "they did not come as far as the turn");
    let second = signed_in(&desk, 0).await;
    assert!(matches!(asks(&desk, second).await, Err(Failure::TooMany { .. })), "a copy at a time");
}

#[tokio::test]
async fn a_copy_breaks_off_with_its_session_and_gives_its_turn_to_the_owner() {
    let (_folder, desk) = desk("ended-copies");
    let (thief, owner) = (signed_in(&desk, 0).await, signed_in(&desk, 0).await);
    let mut taken = asks(&desk, thief).await.unwrap();
    assert!(taken.frame().await.unwrap().is_ok(), "it is under way");
    let owner = desk.ask(move |rules| rules.end_others(&owner).map(|_| owner)).await.unwrap();
    let mut broken = false;
    while let Some(frame) = taken.frame().await {
        broken |= frame.is_err();
    }
    assert!(broken, "nobody takes half a copy for a whole one");
    // The reader still holds what they have.
    assert!(asks(&desk, owner).await.is_ok());
    drop(taken);
}

#[tokio::test]
async fn a_copy_of_a_session_that_lives_is_whole() {
    let (_folder, desk) = desk("whole-copies");
    let owner = signed_in(&desk, 0).await;
    let whole = asks(&desk, owner).await.unwrap().collect().await.unwrap().to_bytes();
    assert!(serde_json::from_slice::<serde_json::Value>(&whole).is_ok_and(|copy| copy["account"].is_string()));
}
