//! The rules, tried from outside: each test is named after what must hold and the threats (T01, …) that it answers.
//! Not: tests of single functions, which are beside them.

mod bearer;
mod chronicle;
mod devices;
mod directory;
mod history;
mod identity;
mod passkey_entry;
mod passkeys;
mod privacy;
mod profile;
mod recovery;
mod same_work;
mod session;
mod sign_in;
mod step_up;
mod subscription;
