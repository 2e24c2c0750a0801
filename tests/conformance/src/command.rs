//! What was typed, as a value. Not: doing it.

use plenary_conformance::Fault;
use plenary_conformance::check::Profile;
use plenary_conformance::report::FORMS;

pub(crate) const HELP: &str = "\
Asks a conference backend, from outside and as an attacker would, whether it keeps people's data to themselves.

Usage: plenary-conformance run target.toml [options]
       plenary-conformance run --target URL [--email ADDRESS] [--inbox URL] [options]
       plenary-conformance list [--markdown|--sources]
       plenary-conformance explain ID

  --profile safe|full|destructive   how much is done to it (default: full)
                                    safe: only reads and sends no mail; destructive: erases a persona and uses up quotas
  --only ID[,ID…]                   these checks
  --json, --junit, --sarif, --html FILE
                                    writes the report in this form as well
  --loopback                        it runs on this machine and may be asked (otherwise it has to say so itself:
                                    the text of `consent` in the description, at /.well-known/plenary-conformance)

  --target URL      where the API begins, instead of a description
  --email ADDRESS   somebody who may sign in there
  --inbox URL       page of the mail server (maildev) at which their mails arrive

Exit code: 0 everything that was asked holds; 1 something does not, or could not be asked; 2 nothing was asked.
";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    List(Listed),
    Explain(String),
    Run(Wish),
}

/// What a list of the checks shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    /// One line each.
    Short,
    /// A table, by check.
    Checks,
    /// A table, by what is demanded.
    Sources,
}

/// What is to be asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) target: Described,
    pub(crate) profile: Profile,
    pub(crate) only: Vec<String>,
    /// Flag of the form, and the file.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) is_loopback: bool,
}

/// How the backend is described.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Described {
    File(String),
    Flags { target: String, email: Option<String>, inbox: Option<String> },
}

pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, Fault> {
    let mut arguments = arguments.into_iter();
    match arguments.next().as_deref() {
        None | Some("--help" | "-h" | "help") => Ok(Command::Help),
        Some("list") => match arguments.next().as_deref() {
            None => Ok(Command::List(Listed::Short)),
            Some("--markdown") => Ok(Command::List(Listed::Checks)),
            Some("--sources") => Ok(Command::List(Listed::Sources)),
            Some(other) => Err(unknown(other)),
        },
        Some("explain") => arguments.next().map(Command::Explain).ok_or_else(|| Fault::Broken("explain needs the id of a check".into())),
        Some("run") => wish(arguments).map(Command::Run),
        Some(other) => Err(unknown(other)),
    }
}

fn wish(mut arguments: impl Iterator<Item = String>) -> Result<Wish, Fault> {
    let (mut file, mut target, mut email, mut inbox) = (None, None, None, None);
    let (mut profile, mut only, mut files, mut is_loopback) = (Profile::Full, Vec::new(), Vec::new(), false);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| Fault::Broken(format!("{argument} needs a value")));
        match argument.as_str() {
            "--loopback" => is_loopback = true,
            "--target" => target = Some(value()?),
            "--email" => email = Some(value()?),
            "--inbox" => inbox = Some(value()?),
            "--profile" => profile = profile_of(&value()?)?,
            "--only" => only.extend(value()?.split(',').map(|id| id.trim().to_owned())),
            form if FORMS.iter().any(|(flag, _)| *flag == form) => files.push((form.to_owned(), value()?)),
            flag if flag.starts_with('-') => return Err(unknown(flag)),
            _ if file.is_none() => file = Some(argument),
            _ => return Err(unknown(&argument)),
        }
    }
    let target = match (file, target) {
        (Some(file), None) if email.is_none() && inbox.is_none() => Described::File(file),
        (None, Some(target)) => Described::Flags { target, email, inbox },
        (Some(_), _) => return Err(Fault::Broken("a description says all of it: no --target, --email or --inbox beside it".into())),
        (None, None) => return Err(Fault::Broken("which backend? Name a description, or --target URL".into())),
    };
    Ok(Wish { target, profile, only, files, is_loopback })
}

fn profile_of(name: &str) -> Result<Profile, Fault> {
    let all = [Profile::Safe, Profile::Full, Profile::Destructive];
    all.into_iter().find(|profile| profile.to_string() == name).ok_or_else(|| Fault::Broken(format!("{name} is no profile")))
}

fn unknown(argument: &str) -> Fault {
    Fault::Broken(format!("{argument} is not known"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Result<Command, Fault> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_run_is_typed_whole() {
        let Ok(Command::Run(wish)) = typed("run target.toml --profile safe --only HDR-01,CT-01 --html r.html --loopback") else { panic!() };
        assert_eq!((wish.target, wish.profile, wish.is_loopback), (Described::File("target.toml".into()), Profile::Safe, true));
        assert_eq!((wish.only.len(), wish.files), (2, vec![("--html".into(), "r.html".into())]));
        let Ok(Command::Run(wish)) = typed("run --target http://localhost:1/api --email a@b.cd") else { panic!() };
        assert!(matches!(wish.target, Described::Flags { email: Some(_), inbox: None, .. }) && wish.profile == Profile::Full);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "run",
            "run a b",
            "run a --target b",
            "run a --email b",
            "run --profile x a",
            "run a --only",
            "runn",
            "list x",
            "explain",
            "run a --x",
        ] {
            assert!(typed(line).is_err(), "{line}");
        }
        assert_eq!(typed(""), Ok(Command::Help));
    }
}
