//! The command `plenary-backend` with flaws that can be switched on (`PLENARY_FLAW`). Not: anything that is ever installed.

#[path = "../main.rs"]
mod program;

fn main() -> std::process::ExitCode {
    program::main()
}
