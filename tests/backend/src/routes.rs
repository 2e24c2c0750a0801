//! The route table: the contract's paths, each with its methods. Not: what the routes do.

mod answer;
mod delegates;
mod me;
mod photos;
mod programme;
mod sign_in;

use crate::desk::Desk;
use crate::http::{Failure, envelope};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post, put};

/// Everything that this server answers.
pub fn router(desk: Desk) -> Router {
    let api = Router::new()
        .route("/config", get(programme::config))
        .route("/agenda", get(programme::agenda).options(programme::preflight))
        .route("/auth/start", post(sign_in::start))
        .route("/auth/redeem", post(sign_in::redeem))
        .route("/auth/step-up/start", post(sign_in::step_up_start))
        .route("/auth/step-up/finish", post(sign_in::step_up_finish))
        .route("/auth/logout", post(sign_in::logout))
        .route("/auth/logout-all", post(sign_in::logout_all))
        .route("/me", get(me::read).patch(me::change))
        .route("/me/audiences", put(me::audiences))
        .route("/me/preview", get(me::preview))
        .route("/me/photo", put(photos::replace).delete(photos::remove))
        .route("/me/agenda", get(me::favourites))
        .route("/me/agenda/{talk}", put(me::star).delete(me::unstar))
        .route("/delegates", get(delegates::directory))
        .route("/delegates/{id}", get(delegates::delegate))
        .route("/delegates/{id}/photo/{photo}", get(photos::show))
        .fallback(async || Failure::NotFound);
    Router::new().nest("/api", api).fallback(crate::pages::serve).layer(from_fn_with_state(desk.clone(), envelope::wrap)).with_state(desk)
}

/// Whether a path belongs to the API and never to a page.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}
