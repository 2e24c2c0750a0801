//! Plenary.

fn main() {}
