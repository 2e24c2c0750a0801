//! The route table: the contract's paths, each with its methods, in whatever folder of the site they are. Not: what the routes do.

mod access;
mod address;
mod answer;
mod calendar;
mod connections;
mod delegates;
mod entrance;
mod folder;
mod history;
mod identities;
mod me;
mod notices;
mod organisation;
mod passkeys;
mod people;
mod photos;
mod programme;
mod rights;
mod sessions;
mod sign_in;

use crate::desk::Desk;
use crate::http::{Failure, envelope};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, patch, post, put};

/// Everything that this server answers.
pub fn router(desk: Desk) -> Router {
    let api = Router::new()
        .route("/config", get(programme::config))
        .route("/agenda", get(programme::agenda).options(programme::preflight))
        .route("/agenda/texts", get(programme::texts).options(programme::preflight))
        .route("/agenda/changes", get(programme::changes).options(programme::preflight))
        .route("/incidents", get(notices::feed).options(programme::preflight))
        .route("/me/notices", get(notices::read))
        .route("/me/notices/{id}", put(notices::mark))
        .route("/calendar/{file}", get(calendar::file))
        .route("/auth/start", post(sign_in::start))
        .route("/auth/redeem", post(sign_in::redeem))
        .route("/auth/step-up/start", post(sign_in::step_up_start))
        .route("/auth/step-up/finish", post(sign_in::step_up_finish))
        .route("/auth/step-up/passkey/start", post(passkeys::step_up_start))
        .route("/auth/step-up/passkey/finish", post(passkeys::step_up_finish))
        .route("/auth/passkey/login/start", post(passkeys::login_start))
        .route("/auth/passkey/login/finish", post(passkeys::login_finish))
        .route("/auth/passkey/register/start", post(passkeys::register_start))
        .route("/auth/passkey/register/finish", post(passkeys::register_finish))
        .route("/auth/oidc/start", get(organisation::start))
        .route("/auth/oidc/callback", get(organisation::callback))
        .route("/auth/oidc/join", get(organisation::waiting).post(organisation::join))
        .route("/auth/logout", post(sign_in::logout))
        .route("/auth/logout-all", post(sign_in::logout_all))
        .route("/me", get(me::read).patch(me::change).delete(rights::erase))
        .route("/me/export", get(rights::export))
        .route("/me/consents", get(rights::list_consents).post(rights::consent))
        .route("/me/session", get(sessions::watch))
        .route("/me/sessions", get(sessions::list).delete(sessions::end_others))
        .route("/me/sessions/{id}", delete(sessions::end))
        .route("/me/sessions/{id}/disown", post(sessions::disown))
        .route("/me/passkeys", get(passkeys::list))
        .route("/me/passkeys/{id}", patch(passkeys::rename).delete(passkeys::remove))
        .route("/me/identities", get(identities::list).post(identities::begin))
        .route("/me/identities/{id}", delete(identities::end))
        .route("/me/audiences", get(me::reach).put(me::audiences))
        .route("/me/email", post(address::start))
        .route("/me/email/confirm", post(address::finish))
        .route("/me/phone", post(me::phone))
        .route("/me/preview", get(me::preview))
        .route("/me/access-log", get(access::log))
        .route("/me/incidents", get(access::incidents))
        .route("/reports/over-share", post(access::over_share))
        .route("/me/changes", get(history::list))
        .route("/me/changes/{id}/undo", post(history::undo))
        .route("/me/photo", put(photos::replace).delete(photos::remove))
        .route("/me/agenda", get(me::favourites))
        .route("/me/agenda/{talk}", put(me::star).delete(me::unstar))
        .route("/me/calendar", get(calendar::standing).post(calendar::make).delete(calendar::revoke))
        .route("/policy", get(rights::policy))
        .route("/complaints", post(rights::complain))
        .route("/delegates", get(delegates::directory))
        .route("/delegates/{id}", get(delegates::delegate))
        .route("/delegates/{id}/photo/{photo}", get(photos::show))
        .route("/delegates/{id}/card", get(people::card))
        .route("/connections", get(connections::list).post(connections::ask))
        .route("/connections/code", post(connections::show))
        .route("/connections/{id}", delete(connections::end))
        .route("/connections/{id}/gift", put(connections::give).delete(connections::take_back))
        .route("/blocks", get(people::blocks))
        .route("/blocks/{id}", post(people::block).delete(people::unblock))
        .route("/reports", post(people::report))
        .fallback(async || Failure::NotFound);
    let all = Router::new().nest("/api", api).fallback(crate::pages::serve);
    #[cfg(feature = "flaws")]
    let all = all.layer(from_fn_with_state(desk.clone(), crate::flawed::wrap));
    let base = desk.settings.base.clone();
    let all = all.layer(from_fn_with_state(desk.clone(), crate::bearer::wrap)).layer(from_fn_with_state(desk.clone(), envelope::wrap));
    folder::in_folder(base, all.with_state(desk))
}

/// Whether a path belongs to the API and never to a page.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}
