//! The rules, tried from outside: each test is named after what must hold and the threats (T01, …) that it answers.
//! Not: tests of single functions, which are beside them.

mod directory;
mod privacy;
mod profile;
mod same_work;
mod session;
mod sign_in;
mod step_up;
