//! A wrong configuration is one sentence that says where, and exit code 2. Not: what the settings do.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::process::Output;
use support::{Folder, Server, program};

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    program().args(arguments).envs(environment.iter().copied()).output().unwrap()
}

fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

#[test]
fn a_wrong_file_is_named_with_its_line() {
    let folder = Folder::new();
    for (contents, expected) in [
        ("name = \"A\"\nlisten = \"nowhere\"\n", "line 2: 'listen' must be an address and port"),
        ("name = \"A\"\n\nlissten = \"127.0.0.1:1\"\n", "line 3: there is no setting 'lissten'"),
        ("name = \"A\nlisten = 1", "line 1: "),
        ("name = 1\nname = 2", "line 2: "),
        ("[limits]\nstarts_per_address = 5\n", "line 2: 'starts_per_address' must be how many in how many seconds"),
        ("[limits]\nspeed = 5\n", "line 2: there is no setting 'speed'"),
        (
            "[limits]\nframe_ancestors = []\n",
            "line 2: 'frame_ancestors' stands under [limits], where only limits are; move it above that line",
        ),
        ("[limits]\n\nforwarded = true\n", "line 3: 'forwarded' stands under [limits]"),
        ("zone = \"Europe/Atlantis\"", "line 1: 'zone' must be the name of a time zone"),
        ("smtp_password = \"hunter2\"", "line 1: 'smtp_password' must be given as PLENARY_SMTP_PASSWORD"),
        ("public_url = \"https://example.org/app\"", "line 1: 'public_url' must be an origin"),
        ("frame_ancestors = [\"*\"]", "line 1: 'frame_ancestors' must be origins"),
        ("walking = '{\"default\": \"far\"}'", "line 1: 'walking' must be minutes between rooms"),
        ("routes = '{\"/delegats\": \"/people/\"}'", "line 1: 'routes' must be paths for the contract's"),
        ("routes = '{\"/me\": \"https://elsewhere.example/me\"}'", "line 1: 'routes' must be paths for the contract's"),
        ("words = '{\"en\": {\"Help\": 7}}'", "line 1: 'words' must be sentences by language"),
        ("directory = '{\"people\": \"results\"}'", "line 1: 'directory' must be a map"),
        ("listen = 1.5", "line 1: 'listen' must be a text"),
    ] {
        let file = folder.write("plenary.toml", contents);
        let text = refusal(&run(&["--config", file.to_str().unwrap(), "--insecure-loopback"], &[]));
        assert!(text.contains("plenary.toml, ") && text.contains(expected), "{text}");
        assert!(!text.contains("hunter2"));
    }
    assert!(refusal(&run(&["--config", "/no/such/file.toml"], &[])).contains("/no/such/file.toml: cannot be read"));
}

#[test]
fn wrong_flags_and_variables_are_named() {
    assert!(refusal(&run(&["--lissten", "x"], &[])).contains("--lissten: there is no setting"));
    assert!(refusal(&run(&["--listen"], &[])).contains("command line"));
    assert!(refusal(&run(&["here"], &[])).contains("--help"));
    assert!(refusal(&run(&["--insecure-loopback"], &[("PLENARY_LISTEN", "x")])).contains("environment, PLENARY_LISTEN: 'listen' must be"));
    assert!(
        refusal(&run(&["--insecure-loopback", "--limit", "step_up_age=soon"], &[])).contains("--limit: 'step_up_age' must be a number")
    );
}

#[test]
fn unsafe_combinations_do_not_start() {
    assert!(refusal(&run(&["--insecure-loopback", "--listen", "0.0.0.0:0"], &[])).contains("loopback"));
    assert!(refusal(&run(&["--listen", "127.0.0.1:0"], &[])).contains("https://"));
    assert!(refusal(&run(&["--public-url", "http://example.org"], &[])).contains("https://"));
    let remote = ["--insecure-loopback", "--smtp", "mail.example.org:25", "--smtp-security", "none", "--smtp-user", "u"];
    assert!(refusal(&run(&remote, &[("PLENARY_SMTP_PASSWORD", "hunter2")])).contains("plain text"));
    assert!(refusal(&run(&remote, &[])).contains("plain text"));
    let password = [("PLENARY_SMTP_PASSWORD", "hunter2")];
    assert!(refusal(&run(&["--insecure-loopback"], &password)).contains("set 'smtp_user' too"));
}

/// They are in a file that the service's manager alone can read.
#[test]
fn secrets_are_needed_to_serve_and_for_nothing_else() {
    let folder = Folder::new();
    let file = folder.write(
        "plenary.toml",
        "public_url = \"https://app.example.org\"\nsmtp = \"127.0.0.1:9\"\nsmtp_user = \"plenary\"\noidc_issuer = \"https://login.example.org\"\noidc_client_id = \"plenary\"\noidc_name = \"Open Rails\"\n",
    );
    let database = folder.0.join("conference.sqlite");
    let given = ["--config", file.to_str().unwrap(), "--database", database.to_str().unwrap(), "--listen", "127.0.0.1:0"];
    let does = |more: &[&str]| run(&[&given[..], more].concat(), &[]);
    let why = refusal(&does(&[]));
    assert!(why.contains("lacks PLENARY_SMTP_PASSWORD and PLENARY_OIDC_CLIENT_SECRET") && why.contains("EnvironmentFile"), "{why}");
    let checked = does(&["--check"]);
    assert!(checked.status.success() && String::from_utf8(checked.stdout).unwrap().contains("PLENARY_OIDC_CLIENT_SECRET"));
    let people = folder.write("people.txt", "ada@example.org;Ada\n");
    let invited = does(&["--invite", people.to_str().unwrap()]);
    assert_eq!(String::from_utf8_lossy(&invited.stdout), "1 account added.\n");
    for errand in [&["announce"][..], &["recipe", "--for", "redirects"], &["reports"]] {
        let done = does(errand);
        assert!(done.status.success(), "{errand:?}: {done:?}");
        assert!(done.stdout.ends_with(b"\n") && !done.stdout.ends_with(b"\n\n"), "{errand:?}: the prompt is not behind it");
    }
}

#[test]
fn a_check_looks_for_the_folder_of_the_database() {
    let checked = run(&["--check", "--insecure-loopback", "--database", "/no/such/folder/plenary.sqlite"], &[]);
    assert!(refusal(&checked).contains("there is no folder /no/such/folder"));
    assert!(run(&["--check", "--insecure-loopback", "--database", "plenary.sqlite"], &[]).status.success());
}

#[test]
fn a_wrong_programme_or_database_does_not_start() {
    let folder = Folder::new();
    let database = folder.0.join("conference.sqlite");
    let start = |programme: &str| {
        let flags =
            ["--insecure-loopback", "--listen", "127.0.0.1:0", "--programme-file", programme, "--database", database.to_str().unwrap()];
        run(&flags, &[])
    };
    let wrong = folder.write("a.json", r#"{"version":"1","event":{"name":"x"},"days":[],"rooms":[]}"#);
    assert!(refusal(&start(wrong.to_str().unwrap())).contains("a.json: The programme, read as Plenary /agenda, is not usable at “talks”"));
    assert!(refusal(&start("/no/such.json")).contains("cannot be read"));
    let text = folder.write("b.sqlite", "not a database, and that for long enough to have a header of its own: ".repeat(20));
    let output = run(&["--insecure-loopback", "--listen", "127.0.0.1:0", "--database", text.to_str().unwrap()], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("database: "));
}

#[test]
fn file_environment_and_flags_win_in_this_order() {
    let folder = Folder::new();
    let file = folder.write("plenary.toml", "name = \"of the file\"\nzone = \"Europe/Berlin\"\nsupport = \"mailto:file@example.org\"\nwalking = '{\"default\": 4}'\nroutes = '{\"/delegates\": \"/talks/people/\"}'\ndirectory = '{\"fields\": {\"id\": \"/pk\", \"name\": \"/name\"}}'\nwords = '{\"en\": {\"Help\": \"Help desk\"}}'\n[limits]\nstarts_per_address = \"9/60\"\n");
    let database = folder.0.join("conference.sqlite");
    let server = Server::start(&database, &["--config", file.to_str().unwrap(), "--zone", "Europe/Rome"]);
    let config = server.get("/config.json").json();
    assert_eq!((&config["name"], &config["zone"]), (&"of the file".into(), &"Europe/Rome".into()));
    assert_eq!(config["walking"]["default"], 4);
    assert_eq!((&config["routes"]["/delegates"], &config["directory"]["fields"]["id"]), (&"/talks/people/".into(), &"/pk".into()));
    assert_eq!(config["words"]["en"]["Help"], "Help desk");
    assert!(server.stop(), "SIGTERM is a graceful end");
    let checked =
        run(&["--check", "--insecure-loopback"], &[("PLENARY_CONFIG", file.to_str().unwrap()), ("PLENARY_NAME", "of the environment")]);
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn the_example_is_good() {
    let checked = run(&["--check", "--config", concat!(env!("CARGO_MANIFEST_DIR"), "/plenary.example.toml")], &[]);
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn it_explains_itself() {
    let help = String::from_utf8(run(&["--help"], &[]).stdout).unwrap();
    for flag in ["--config", "--listen", "--database", "--dist", "--smtp", "--demo", "--insecure-loopback", "--invite", "--limit"] {
        assert!(help.contains(flag), "{flag}");
    }
    let people = String::from_utf8(run(&["--demo-people"], &[]).stdout).unwrap();
    assert!(people.lines().count() >= 3 && people.lines().all(|line| line.split('\t').count() == 3 && line.contains('@')), "{people}");
}
