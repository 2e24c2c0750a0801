//! The suite's own victim and walk (`plenary_conformance::planted`, `…::walk`), for an account that is invited for one test. Not: what is planted or asked.

use super::Backend;
use plenary_conformance::persona::Persona;
use plenary_conformance::planted::{self, Planted, Texts};
use plenary_conformance::random_letters;
use plenary_conformance::walk::{Heard, walk};
use std::sync::Arc;

/// Somebody new, with everything filled in and nothing shared, as every account begins.
pub fn somebody(backend: &Backend) -> Planted {
    let texts = Texts::draw(&format!("{}@{}.{}", random_letters(12), random_letters(8), random_letters(8)));
    backend.invite(&format!("{};{}\n", texts.email, texts.of("name")));
    let persona = Arc::new(backend.sign_in(&texts.email));
    Planted::of(&backend.subject(), persona, texts).unwrap()
}

/// Every byte that this persona can get about them.
pub fn heard(backend: &Backend, who: &Persona, about: &Planted) -> Vec<Heard> {
    walk(&backend.subject(), who, about.about()).unwrap()
}

/// Uploads, and returns the new id.
pub fn set_photo(persona: &Persona, jpeg: &[u8]) -> String {
    planted::set_photo(persona, jpeg).unwrap()
}
