//! The command `plenary-conformance`: asks a backend and prints one line for each check. Not: a certificate; it says what it asked.

use plenary_conformance::Fault;
use plenary_conformance::checks::{ALL, Subject};
use plenary_conformance::http::Target;
use plenary_conformance::mailbox::Mailbox;
use std::process::ExitCode;

const HELP: &str = "\
Asks a backend whether it keeps the contract; prints PASS, FAIL or SKIP for each check. Exit code 1: something failed; 2: nothing was asked.

Usage: plenary-conformance --target URL [--email ADDRESS] [--inbox URL]

  --target URL      where the API begins, e.g. http://127.0.0.1:8080/api (plain HTTP: ask behind the TLS proxy)
  --email ADDRESS   somebody who may sign in; about a dozen mails are sent to them
  --inbox URL       page of the mail server (maildev) at which their mails arrive

Nothing of theirs is changed. A backend with narrow quotas needs wider ones for the time of the run; what could not be asked is SKIP.
";

fn main() -> ExitCode {
    match subject() {
        Ok(Some(subject)) => report(&subject),
        Ok(None) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn subject() -> Result<Option<Subject>, Fault> {
    let (mut target, mut email, mut inbox) = (None, None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| Fault::Broken(format!("{flag} needs a value")));
        match flag.as_str() {
            "--help" => return Ok(None),
            "--target" => target = Some(value()?),
            "--email" => email = Some(value()?),
            "--inbox" => inbox = Some(value()?),
            _ => return Err(Fault::Broken(format!("{flag} is not known"))),
        }
    }
    let target = Target::parse(&target.ok_or_else(|| Fault::Broken("--target is missing".into()))?)?;
    let mailbox = inbox.map(|page| Mailbox::at(page.trim_end_matches('/'), None)).transpose()?;
    Ok(Some(Subject { email, mailbox, ..Subject::at(target)? }))
}

fn report(subject: &Subject) -> ExitCode {
    // Mails from before would be taken for the first answers.
    if let (Some(mailbox), Some(email)) = (&subject.mailbox, &subject.email) {
        while mailbox.to(email).is_ok_and(|mails| mails.iter().any(|mail| mail.code().is_ok())) && mailbox.next(email).is_ok() {}
    }
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for check in ALL {
        match (check.run)(subject) {
            Ok(()) => {
                passed += 1;
                println!("PASS {:<12} {}", check.id, check.claim);
            }
            Err(why @ Fault::Missing(_)) => {
                skipped += 1;
                println!("SKIP {:<12} {}: {why}", check.id, check.claim);
            }
            Err(why @ Fault::Broken(_)) => {
                failed += 1;
                println!("FAIL {:<12} {}: {why}", check.id, check.claim);
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
