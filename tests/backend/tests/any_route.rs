//! What holds for any route: one that panics is answered like any other failure, without a word of what it was about; one whose asker hangs up comes to its
//! end all the same. Not: any real route.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use plenary_backend::board::Signer;
use plenary_backend::desk::{Desk, Rules, SystemEntropy};
use plenary_backend::http::envelope;
use plenary_backend::mail::{Office, Post};
use plenary_backend::programme::Programme;
use plenary_backend::settings::Settings;
use plenary_backend::store::Sqlite;
use std::net::SocketAddr;
use std::sync::Arc;
use support::{Folder, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A backend with these routes and no others.
async fn serve(folder: &Folder, routes: Router) -> SocketAddr {
    let settings = Settings { insecure_loopback: true, ..Settings::default() };
    let agenda = plenary::conference::seed::agenda("2026-11-24".parse().unwrap(), 0, "Europe/London".parse().unwrap());
    let (post, _postman) = Post::open(Office::of(&settings, "Test", "http://127.0.0.1:1").unwrap());
    let store = Sqlite::open(&folder.0.join("conference.sqlite")).unwrap();
    let (_teller, board) = tokio::sync::watch::channel(Arc::new(Signer::of(&store).unwrap().sign(Vec::new(), 0)));
    let rules = Rules::new(store, SystemEntropy, settings.limits.clone());
    let (_publisher, published) = tokio::sync::watch::channel(Arc::new(Programme::pack(agenda).unwrap()));
    let desk = Desk::new(rules, post, published, board, None, settings, "http://127.0.0.1:1");
    let router = routes.layer(from_fn_with_state(desk, envelope::wrap));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_a_500_without_a_trace() {
    let folder = Folder::new();
    async fn fall() -> &'static str {
        panic!("canary at the venue")
    }
    let address = serve(&folder, Router::new().route("/api/fall", get(fall)).route("/api/stand", get(async || "up"))).await;
    let ask = |path: &'static str| tokio::task::spawn_blocking(move || Request::new("GET", path).send(address).unwrap());

    let fallen = ask("/api/fall").await.unwrap();
    assert_eq!(fallen.problem(), (500, "server".into()));
    assert!(!fallen.text().contains("canary") && !fallen.text().contains(".rs"));
    assert_eq!(fallen.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(ask("/api/stand").await.unwrap().status, 200, "others are served on");
}

/// A change is kept, and its asker goes before the mail about it was written: nobody gets a change past its owner that way.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_stops_nothing_that_was_begun() {
    let folder = Folder::new();
    let (came, mut has_come) = tokio::sync::mpsc::channel(1);
    let (ended, mut has_ended) = tokio::sync::mpsc::channel(1);
    let (leave, may_end) = tokio::sync::watch::channel(false);
    let slow = async move || {
        came.send(()).await.unwrap();
        may_end.clone().wait_for(|may| *may).await.unwrap();
        ended.send(()).await.unwrap();
        "late"
    };
    let address = serve(&folder, Router::new().route("/api/slow", get(slow))).await;
    let mut asker = tokio::net::TcpStream::connect(address).await.unwrap();
    asker.write_all(b"GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    has_come.recv().await.unwrap();
    asker.shutdown().await.unwrap();
    assert_eq!(asker.read(&mut [0; 1]).await.unwrap(), 0, "the server has seen that nobody is there any more");
    leave.send(true).unwrap();
    has_ended.recv().await.expect("it came to its end");
}
