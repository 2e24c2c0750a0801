//! What was acknowledged is there after the power went: the program is killed in the middle of writing, again and again. Not: the store's
//! single methods.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use support::{Folder, Request, Server, invite, sign_in};

const ROUNDS: usize = 5;
const WRITERS: usize = 4;
/// Acknowledgements in a round before the kill; others are under way at that moment.
const ENOUGH: usize = 40;

#[test]
fn a_kill_in_the_middle_of_writing_loses_nothing_that_was_acknowledged() {
    let folder = Folder::new();
    let names: String = (0..WRITERS).map(|writer| format!("w{writer}@example.org;Writer {writer}\n")).collect();
    let database = invite(&folder, &names);
    let cookies: Vec<String> = (0..WRITERS).map(|writer| sign_in(&database, &format!("w{writer}@example.org"))).collect();
    let mut starred: Vec<Vec<String>> = vec![Vec::new(); WRITERS];
    let mut saved: Vec<u64> = vec![1; WRITERS];

    for round in 0..ROUNDS {
        let server = Server::start(&database, &[]);
        let (address, acknowledged) = (server.address, AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for (writer, (cookie, (starred, saved))) in cookies.iter().zip(starred.iter_mut().zip(saved.iter_mut())).enumerate() {
                let acknowledged = &acknowledged;
                // Until the server is gone; an answer that was cut off acknowledges nothing.
                scope.spawn(move || {
                    for count in 0.. {
                        let talk = format!("r{round}w{writer}n{count}");
                        let star = Request::new("PUT", &format!("/api/me/agenda/{talk}")).with("Cookie", cookie);
                        let Ok(answer) = star.send(address) else { return };
                        assert_eq!(answer.status, 204);
                        starred.push(talk);
                        let body = format!(r#"{{"biography":"round {round}, change {count}"}}"#);
                        // After a kill the version may be one further than what was acknowledged: that change was stored, not answered.
                        for tag in [*saved, *saved + 1] {
                            let patch = Request::new("PATCH", "/api/me").with("Cookie", cookie).with("If-Match", &format!("\"{tag}\""));
                            let Ok(answer) = patch.json(&body).send(address) else { return };
                            if answer.status == 200 {
                                *saved = tag + 1;
                                break;
                            }
                            assert_eq!((answer.status, count), (412, 0), "only right after a kill");
                        }
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            while acknowledged.load(Ordering::Relaxed) < ENOUGH {
                std::thread::yield_now();
            }
            server.kill();
        });
    }

    let server = Server::start(&database, &[]);
    for (cookie, (starred, saved)) in cookies.iter().zip(starred.iter().zip(&saved)) {
        let get = |path: &str| server.ask(&Request::new("GET", path).with("Cookie", cookie)).json();
        let kept = get("/api/me/agenda");
        let kept: Vec<&str> = kept["talks"].as_array().unwrap().iter().map(|talk| talk.as_str().unwrap()).collect();
        let lost: Vec<&String> = starred.iter().filter(|talk| !kept.contains(&talk.as_str())).collect();
        assert!(lost.is_empty(), "{lost:?}");
        // One star may be stored without an answer in each round.
        assert!(kept.len() <= starred.len() + ROUNDS);
        let version = get("/api/me")["version"].as_u64().unwrap();
        assert!((*saved..=*saved + 1).contains(&version), "{saved} was acknowledged, {version} is stored");
    }
}
