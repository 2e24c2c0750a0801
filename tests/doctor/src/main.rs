//! The command `plenary-doctor`. Not: what is looked at.

use plenary_doctor::examine;
use std::process::ExitCode;

const HELP: &str = "\
plenary-doctor ADDRESS
    Asks the app at this address (https://app.example.org/, with its folder if it is in one), its backend and whatever else it names, and says what is wrong,
    why it matters and how to mend it. It reads only: nobody is signed in, no mail is sent, nothing is changed.

Exit code: 0 nothing is wrong; 1 something is; 2 nothing could be asked.
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [address] = words.as_slice() else {
        print!("{HELP}");
        return ExitCode::from(2);
    };
    if address == "--help" || address == "help" {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match examine(address) {
        Ok(report) => {
            print!("{report}");
            if report.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(why) => {
            eprintln!("{why}. Nothing was asked.");
            ExitCode::from(2)
        }
    }
}
