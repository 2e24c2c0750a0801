//! The app as a public client of OpenID Connect, for a static host: what is asked of an issuer, and what is believed of its answers. Pure.
//! Not: the requests, the storage and the live tokens, which are `api::bearer`.
//!
//! Sources: OAuth 2.0 for Browser-Based Applications, RFC 9700 (security), RFC 7636 (PKCE), RFC 9207 (`iss`), RFC 8707 (resource),
//! OpenID Connect Core 1.0 and Discovery 1.0. Only the code grant with S256 is spoken; there is no implicit and no password grant to choose.
//!
//! The ID token comes from the token endpoint over TLS, from the issuer whose description was fetched from its own address. OpenID Connect
//! Core 3.1.3.7, number 6, lets TLS stand for the signature there, so the claims are checked and the signature is not: the app needs no
//! cryptography of its own, and whoever could forge the answer could as well forge the keys.

mod address;
mod answer;
mod base64url;
mod claims;
mod client;
mod fault;
mod form;
mod pace;
mod provider;
mod tokens;
mod transaction;

pub use address::is_protected;
pub use answer::{Answered, Code};
pub use claims::{Expected, Identity};
pub use client::Client;
pub use fault::SignInFault;
pub use form::form;
pub use pace::may_try;
pub use provider::Provider;
pub use tokens::{AccessToken, RefreshToken, Tokens, refused};
pub use transaction::{Intent, Transaction};
