//! The command `plenary-backend`. Not: anything but starting, stopping and saying why it does not start.

use plenary_backend::settings::{Command, HELP, Settings, read};
use plenary_backend::{invitations, log, serve};
use std::future::Future;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// The configuration is wrong.
const MISCONFIGURED: u8 = 2;

pub(crate) fn main() -> ExitCode {
    log::report_panics();
    let arguments = std::env::args_os().skip(1);
    let command = match read(arguments, |name| std::env::var(name).ok()) {
        Ok(command) => command,
        Err(why) => return stop(MISCONFIGURED, &why),
    };
    match command {
        Command::Help => print!("{HELP}"),
        Command::Version => println!("plenary-backend {}", env!("CARGO_PKG_VERSION")),
        Command::Check(awaited) if awaited.is_empty() => println!("The configuration is good."),
        Command::Check(awaited) => {
            println!("The configuration is good. To serve, the environment must also have {}.", awaited.join(" and "));
        }
        Command::DemoPeople => {
            for person in plenary::conference::seed::demo_people() {
                println!("{}\t{}\t{}", person.email, person.name, person.note);
            }
        }
        Command::Invite(settings, file) => {
            match invitations::add(&settings.database, &file, settings.bearer_issuer.as_deref().or(settings.oidc_issuer.as_deref())) {
                Ok(1) => println!("1 account added."),
                Ok(added) => println!("{added} accounts added."),
                Err(why) => return stop(1, &why),
            }
        }
        Command::Errand(settings, errand) => match errand.run(&settings) {
            // A file, such as a recipe, has its last newline already.
            Ok(told) => print!("{told}{}", if told.is_empty() || told.ends_with('\n') { "" } else { "\n" }),
            Err(why) => return stop(1, &why),
        },
        Command::Serve(settings) => return run(*settings),
    }
    ExitCode::SUCCESS
}

fn stop(code: u8, why: &dyn std::fmt::Display) -> ExitCode {
    eprintln!("plenary-backend: {why}");
    ExitCode::from(code)
}

fn run(settings: Settings) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(why) => return stop(1, &why),
    };
    runtime.block_on(async {
        let listener = match TcpListener::bind(settings.listen).await {
            Ok(listener) => listener,
            Err(why) => return stop(1, &format_args!("cannot listen on {}: {why}", settings.listen)),
        };
        let stopped = match stop_signal() {
            Ok(stopped) => stopped,
            Err(why) => return stop(1, &why),
        };
        match serve(settings, listener, stopped).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) if why.is_misconfigured() => stop(MISCONFIGURED, &why),
            Err(why) => stop(1, &why),
        }
    })
}

fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
