//! A route that panics is answered like any other failure, without a word of what it was about. Not: any real route; none panics.
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
use support::{Folder, Request};

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_a_500_without_a_trace() {
    let folder = Folder::new();
    let settings = Settings { insecure_loopback: true, ..Settings::default() };
    let agenda = plenary::conference::seed::agenda("2026-11-24".parse().unwrap(), 0, "Europe/London".parse().unwrap());
    let (post, _postman) = Post::open(Office::of(&settings, "Test", "http://127.0.0.1:1").unwrap());
    let store = Sqlite::open(&folder.0.join("conference.sqlite")).unwrap();
    let (_teller, board) = tokio::sync::watch::channel(std::sync::Arc::new(Signer::of(&store).unwrap().sign(Vec::new(), 0)));
    let rules = Rules::new(store, SystemEntropy, settings.limits.clone());
    let (_publisher, published) = tokio::sync::watch::channel(std::sync::Arc::new(Programme::pack(agenda).unwrap()));
    let desk = Desk::new(rules, post, published, board, None, settings, "http://127.0.0.1:1");
    async fn fall() -> &'static str {
        panic!("canary at the venue")
    }
    let layer = from_fn_with_state(desk, envelope::wrap);
    let router = Router::new().route("/api/fall", get(fall)).route("/api/stand", get(async || "up")).layer(layer);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let ask = |path: &'static str| tokio::task::spawn_blocking(move || Request::new("GET", path).send(address).unwrap());

    let fallen = ask("/api/fall").await.unwrap();
    assert_eq!(fallen.problem(), (500, "server".into()));
    assert!(!fallen.text().contains("canary") && !fallen.text().contains(".rs"));
    assert_eq!(fallen.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(ask("/api/stand").await.unwrap().status, 200, "others are served on");
}
