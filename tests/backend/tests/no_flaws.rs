//! The program that is installed holds no flaw that could be switched on. Not: the program of the suite's own proof, which holds nothing else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[test]
fn the_program_that_is_installed_has_no_flaw_to_switch_on() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_plenary-backend")).unwrap();
    let holds = |mark: &[u8]| program.windows(mark.len()).any(|window| window == mark);
    assert!(holds(b"application/problem+json"), "what is surely in it is not found, so nothing is proven");
    assert!(!holds(b"PLENARY_FLAW"));
}
