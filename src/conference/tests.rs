//! The rules, tried from outside: each test is named after what must hold and the threats (T01, …) that it answers.
//! Not: tests of single functions, which are beside them.

mod access;
mod address;
mod bearer;
mod blocks;
mod bulletins;
mod chronicle;
mod complaints;
mod connections;
mod connections_kept_in_sight;
mod devices;
mod directory;
mod ended;
mod history;
mod history_way_back;
mod holding;
mod identity;
mod listing;
mod over_share;
mod passkey_entry;
mod passkeys;
mod privacy;
mod profile;
mod recovery;
mod rights;
mod same_work;
mod session;
mod sign_in;
mod step_up;
mod subscription;
