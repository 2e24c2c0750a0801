//! The command `plenary-conformance`. Not: a certificate; it says what it asked.

mod command;

use command::{Command, Described, HELP, Listed, Wish};
use plenary_conformance::check::{Check, Profile, Role, spelt_out};
use plenary_conformance::description::Description;
use plenary_conformance::http::Target;
use plenary_conformance::mailbox::Mailbox;
use plenary_conformance::report::{FORMS, terminal};
use plenary_conformance::subject::Subject;
use plenary_conformance::{Fault, checks, consent, run};
use std::io::Write;
use std::process::ExitCode;

/// A line to whoever reads. One who has read enough (`| head`) ends nothing: the files of a report are written all the same.
macro_rules! say {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> ExitCode {
    let done = match command::parse(std::env::args().skip(1)) {
        Ok(Command::Help) => {
            say!("{}", HELP.trim_end());
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::List(listed)) => {
            list(listed);
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Explain(id)) => explain(&id),
        Ok(Command::Run(wish)) => ask(&wish),
        Err(why) => Err(why),
    };
    done.unwrap_or_else(|why| {
        eprintln!("{why}\n\n`plenary-conformance help` says what can be typed. Nothing was asked.");
        ExitCode::from(2)
    })
}

fn ask(wish: &Wish) -> Result<ExitCode, Fault> {
    let subject = subject(&wish.target)?;
    let wanted = match wish.only.as_slice() {
        [] => checks::all(),
        ids => ids.iter().map(|id| known(id)).collect::<Result<_, _>>()?,
    };
    consent::ask(&subject, wish.is_loopback)?;
    // In the safe profile nobody is written to, and no mail is touched.
    let written_to =
        if wish.profile == Profile::Safe { &[][..] } else { &[Role::Victim, Role::Ordinary, Role::Connection, Role::Erasable] };
    for role in written_to.iter().filter(|role| subject.address(**role).is_ok()) {
        // Mails of before would be taken for the first answers.
        let _ = subject.empty(*role);
    }
    let report = run::run(&subject, wish.profile, &wanted, |line| say!("{}", terminal::line(line)));
    say!("{}", terminal::sum(&report));
    for (flag, file) in &wish.files {
        for (_, form) in FORMS.iter().filter(|(known, _)| known == flag) {
            std::fs::write(file, form(&report)).map_err(|why| Fault::Broken(format!("{file} could not be written: {why}")))?;
        }
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn subject(target: &Described) -> Result<Subject, Fault> {
    match target {
        Described::File(file) => {
            let text = std::fs::read_to_string(file).map_err(|why| Fault::Broken(format!("{file} cannot be read: {why}")))?;
            Subject::described(Description::parse(&text)?)
        }
        Described::Flags { target, email, inbox } => {
            let subject = Subject::at(Target::parse(target)?)?;
            let inbox = inbox.as_ref().map(|page| Mailbox::at(page.trim_end_matches('/'), None)).transpose()?;
            Ok(match (email, inbox) {
                (Some(email), Some(inbox)) => subject.with_mail(email, inbox),
                (Some(email), None) => subject.with_person(Role::Ordinary, email),
                (None, _) => subject,
            })
        }
    }
}

fn known(id: &str) -> Result<&'static Check, Fault> {
    checks::named(id).ok_or_else(|| Fault::Broken(format!("there is no check {id}; `plenary-conformance list` names them")))
}

fn list(listed: Listed) {
    let all = checks::all();
    match listed {
        Listed::Short => all.iter().for_each(|check| say!("{:<13} {:<11} {}", check.id, check.profile, check.claim)),
        Listed::Checks => {
            say!("| Check | What holds where it passes | Demanded by | Threats | Profile |\n|---|---|---|---|---|");
            for check in all {
                let (sources, threats) = (check.demanded_by(), check.threats.join(", "));
                say!("| {} | {} | {sources} | {threats} | {} |", check.id, check.claim, check.profile);
            }
        }
        Listed::Sources => {
            say!("| Demanded by | Checks |\n|---|---|");
            for (source, checks) in checks::by_source() {
                say!("| {} | {} |", spelt_out(source), checks.join(", "));
            }
        }
    }
}

fn explain(id: &str) -> Result<ExitCode, Fault> {
    let check = known(id)?;
    let names = |all: Vec<String>| if all.is_empty() { "nothing".into() } else { all.join(", ") };
    say!("{}: {}\n", check.id, check.claim);
    say!("Where it fails:  {}.", check.harm);
    say!("Demanded by:     {}", check.demanded_by());
    say!("Threats:         {}", names(check.threats.iter().map(|threat| (*threat).to_owned()).collect()));
    say!("Runs in:         the {} profile and wider ones", check.profile);
    say!(
        "Needs:           {}",
        names(check.features.iter().map(ToString::to_string).chain(check.roles.iter().map(|role| format!("the persona {role}"))).collect())
    );
    say!("See also:        {}", names(check.neighbours.iter().map(|id| (*id).to_owned()).collect()));
    Ok(ExitCode::SUCCESS)
}
