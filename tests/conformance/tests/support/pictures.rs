//! Pictures with things hidden in them: those of the suite. Not: what becomes of them.

pub use plenary_conformance::picture::Tiles;
