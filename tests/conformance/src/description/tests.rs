//! That files of a description are read and misspelt ones refused, and that the example says everything. Not: what each part means.

use super::*;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

const EXAMPLE: &str = include_str!("../../examples/everything.toml");

#[test]
fn a_whole_file_is_read_and_a_misspelt_one_is_not() {
    let whole = r#"
        name = "Spring conference"
        base = "https://conference.example/api"
        consent = "k7w"
        [auth]
        mode = "bearer"
        [mailbox]
        command = ["./mails", "--json"]
        [personas.victim]
        email = "victim@conference.example"
        [personas.ordinary]
        token_env = "ORDINARY"
        refresh = { command = ["./mint", "ordinary"] }
        [routes]
        "/delegates/{id}" = "/people/{id}/"
        [absent]
        photos = "nobody has a portrait here"
        [hurried]
        base = "https://hurried.conference.example/api"
        session_idle = 3
        [refresh]
        token_endpoint = "https://id.example/token"
        client_id = "app"
    "#;
    let description = Description::parse(whole).unwrap();
    assert_eq!(description.personas.len(), 2);
    assert_eq!(description.absent.keys().next(), Some(&Feature::Photos));
    assert_eq!((description.title(), description.requests), ("Spring conference", REQUESTS));
    assert_eq!(description.personas[&Role::Ordinary].refresh, Some(Minted::Command(vec!["./mint".into(), "ordinary".into()])));
    assert_eq!(description.refresh.map(|refresh| refresh.grace), Some(0));
    for wrong in [
        "base = 1",
        "base = \"x\"\nbse = \"x\"",
        "base = \"x\"\n[personas.somebody]\nemail = \"a@b.cd\"",
        "base = \"x\"\n[personas.victim]\n",
        "base = \"x\"\n[personas.victim]\ntoken = \"a\"\ntoken_env = \"A\"",
        "base = \"x\"\n[personas.victim]\nemail = \"a@b.cd\"\nrefresh = { token = \"a\", env = \"A\" }",
        "base = \"x\"\n[refresh]\ntoken_endpoint = \"/token\"\nclient_id = \"a\"",
        "base = \"x\"\n[refresh]\ntoken_endpoint = \"http://b/token\"\nclient_id = \"\"",
        "base = \"x\"\n[refresh]\ntoken_endpoint = \"http://b/token\"\nclient_id = \"a\"\ngrace = 600",
        "base = \"x\"\n[absent]\nphotos = \"no\"",
        "base = \"x\"\n[auth]\ncarried = \"Authorization: token\"",
        "base = \"x\"\n[routes]\n\"/delegates/{id}\" = \"/b\"",
        "base = \"x\"\n[routes]\n\"/nope\" = \"/x\"",
    ] {
        assert!(matches!(Description::parse(wrong), Err(Fault::Broken(_))), "{wrong}");
    }
}

/// The example without the marks of the lines that are for other backends.
fn unmarked() -> String {
    EXAMPLE.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line).to_owned() + "\n").collect()
}

/// The example, unmarked, once for each line that is another way to say the one above it, said so.
fn otherwise() -> Vec<Description> {
    let whole = unmarked();
    let lines: Vec<&str> = whole.lines().collect();
    let mut read = vec![Description::parse(&whole).unwrap()];
    for (at, other) in lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.strip_prefix("#| ")?))) {
        let said = (0..at).rev().find(|above| !lines[*above].starts_with('#')).unwrap();
        let mut changed = lines.clone();
        changed[said] = other;
        read.push(Description::parse(&changed.join("\n")).unwrap_or_else(|why| panic!("{other}: {why}")));
    }
    read
}

/// All names of an enumeration, as the refusal of another one lists them.
fn names<'de, T: Deserialize<'de> + std::fmt::Debug>() -> Vec<String> {
    let other: StrDeserializer<'de, Error> = "?".into_deserializer();
    let refusal = T::deserialize(other).unwrap_err().to_string();
    refusal.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_example_fits_the_backend_that_it_names() {
    let example = Description::parse(EXAMPLE).unwrap();
    assert!(example.routes.is_empty() && example.absent.is_empty() && example.refresh.is_none(), "whoever copies it asks everything");
    assert!(example.personas.values().all(|person| person.minted().is_none() && person.refresh.is_none()), "they sign in by mail");
    assert_eq!(example.auth.mode, Mode::Cookie);
}

#[test]
fn the_example_says_everything_that_can_be_said() {
    let example = Description::parse(&unmarked()).unwrap();
    // In full, so that what is added has to be shown there as well.
    let Description {
        name: _,
        base: _,
        consent,
        requests,
        auth,
        mailbox,
        personas,
        routes,
        absent,
        hurried,
        narrow,
        elsewhere,
        organisers,
        refresh,
        searched,
    } = example;
    assert!(consent.is_some() && mailbox.is_some() && narrow.is_some() && elsewhere.is_some());
    assert!(requests > 0 && !routes.is_empty() && !searched.is_empty());
    assert_eq!(names::<Role>(), ["victim", "ordinary", "connection", "organiser", "erasable", "disabled", "elsewhere", "fresh"]);
    assert_eq!(personas.keys().map(Role::to_string).collect::<Vec<_>>(), names::<Role>());
    assert_eq!(absent.keys().map(Feature::to_string).collect::<Vec<_>>(), names::<Feature>(), "in the order in which they are declared");
    let Auth { mode: _, sign: _, carried: _, issuer, client_id, redirect_uri } = auth;
    assert!(issuer.is_some() && client_id.is_some() && redirect_uri.is_some());
    for said in ["name", "base", "requests", "mode", "sign", "carried", "grace"] {
        assert!(unmarked().lines().any(|line| line.starts_with(&format!("{said} = "))), "{said} has a default and is not shown");
    }
    let Instance { base: _, session_idle, session_absolute, proof_expires, step_up_age } = hurried.unwrap();
    assert!([session_idle, session_absolute, proof_expires, step_up_age].iter().all(Option::is_some));
    let Organisers { hold, release, incident } = organisers.unwrap();
    assert!([hold, release, incident].iter().all(|program| !program.is_empty()));
    let Refresh { token_endpoint: _, client_id: _, grace } = refresh.unwrap();
    assert!(grace > 0);
}

#[test]
fn the_example_says_every_way_of_saying_it() {
    let all = otherwise();
    let kinds = |of: &dyn Fn(&Description) -> Option<&'static str>| {
        let mut kinds: Vec<_> = all.iter().filter_map(of).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len()
    };
    let minted = |made: &Minted| match made {
        Minted::Token(_) => "token",
        Minted::Env(_) => "env",
        Minted::Command(_) => "command",
    };
    let mode = |of: &Description| match of.auth.mode {
        Mode::Cookie => Some("cookie"),
        Mode::Bearer => Some("bearer"),
    };
    let inbox = |of: &Description| match of.mailbox.as_ref()? {
        Inbox::Maildev(_) => Some("maildev"),
        Inbox::Command(_) => Some("command"),
    };
    assert_eq!((kinds(&mode), kinds(&inbox)), (2, 2));
    assert_eq!(kinds(&|of| of.personas[&Role::Victim].minted().as_ref().map(minted)), 3);
    assert_eq!(kinds(&|of| of.personas[&Role::Ordinary].refresh.as_ref().map(minted)), 3);
}

#[test]
fn the_files_of_other_backends_are_good() {
    for file in [include_str!("../../examples/kinto.toml"), include_str!("../../examples/pretalx.toml")] {
        assert!(!Description::parse(file).unwrap().routes.is_empty());
    }
}
