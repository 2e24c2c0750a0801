//! A conference backend's rules, pure, over a [`Store`]: challenges, sessions, disclosure, audiences, favourites. They exist once: the
//! reference backend adds SQLite, HTTP and mail, the demo adds memory. Not: any transport or storage, and no part of a release app.

pub mod store;

pub use store::Store;
