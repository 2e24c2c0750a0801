//! What organisers write, and what they write wrong.

use super::*;

fn reason(text: &str) -> (&'static str, MemberFault) {
    match parse(text) {
        Err(ConfigFault::Member { name, reason }) => (name, reason),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn reads_what_organisers_write() {
    let config = parse(
        r##"{"name":"Open Rails 2026","backend":"https://api.example/conf/","programme":"/programme.json",
            "zone":"Europe/Berlin","accent":"#00875a","support":"mailto:help@example.org","programm":"typo"}"##,
    )
    .unwrap();
    assert_eq!(config.name, "Open Rails 2026");
    assert_eq!(config.backend, BackendChoice::Rest("https://api.example/conf".into()));
    assert_eq!(config.programme.as_deref(), Some("/programme.json"));
    assert_eq!(config.zone, "Europe/Berlin".parse().ok());
    assert_eq!(config.support.as_deref(), Some("mailto:help@example.org"));
    assert_eq!(config.unknown, ["programm"], "a misspelling is told");
}

#[test]
fn the_name_is_all_it_needs() {
    let config = parse("\u{feff}{\"name\":\" X \",\"zone\":null}").unwrap();
    assert_eq!((config.name.as_str(), config.backend), ("X", BackendChoice::Rest("/api".into())));
    assert_eq!((config.zone, config.programme, config.look, config.support), (None, None, Look::default(), None));
    assert_eq!(config.walking, Walking::default());
}

#[test]
fn broken_json_names_line_column_and_place() {
    let text = "{\n  \"name\": \"Größe\",\n  \"zone\": Europe/Berlin\n}";
    assert_eq!(parse(text), Err(ConfigFault::NotJson { line: 3, column: 11, excerpt: "  \"zone\": Europe/Berlin".into() }));
    let long = format!("{{\"name\":\"{}\" oops {}", "ü".repeat(200), "x".repeat(200));
    match parse(&long) {
        Err(ConfigFault::NotJson { line: 1, excerpt, .. }) => assert!(excerpt.len() < 80 && excerpt.contains("oops"), "{excerpt}"),
        other => panic!("{other:?}"),
    }
    assert!(matches!(parse(""), Err(ConfigFault::NotJson { .. })));
}

#[test]
fn members_that_cannot_be_used_are_named() {
    assert_eq!(reason("[]"), ("", MemberFault::WrongKind));
    assert_eq!(reason("{}"), ("name", MemberFault::Missing));
    assert_eq!(reason(r#"{"name":""}"#), ("name", MemberFault::Empty));
    assert_eq!(reason(r#"{"name":7}"#), ("name", MemberFault::WrongKind));
    assert_eq!(reason(r#"{"name":"x","backend":{"rest":"/api"}}"#), ("backend", MemberFault::WrongKind));
    assert_eq!(reason(r#"{"name":"x","zone":"Berlin time"}"#), ("zone", MemberFault::NotAZone));
    assert_eq!(reason(r#"{"name":"x","accent":"teal"}"#), ("accent", MemberFault::NotAColour));
    assert_eq!(reason(r#"{"name":"x","accent":"é0875a"}"#), ("accent", MemberFault::NotAColour));
    assert_eq!(reason(r#"{"name":"x","surface":"white"}"#), ("surface", MemberFault::NotAColour));
    assert_eq!(reason(r#"{"name":"x","font":"url(x)"}"#), ("font", MemberFault::NotAFont));
    assert_eq!(reason(r#"{"name":"x","radius":"1em"}"#), ("radius", MemberFault::NotARadius));
    assert_eq!(reason(r#"{"name":"x","logo":"https://cdn.example/logo.svg"}"#), ("logo", MemberFault::NotOwn));
    assert_eq!(reason(r#"{"name":"x","logo":"//cdn.example/logo.svg"}"#), ("logo", MemberFault::NotAnAddress));
    assert_eq!(reason(r#"{"name":"x","walking":"4 min"}"#), ("walking", MemberFault::NotWalking));
    assert_eq!(reason(r#"{"name":"x","walking":{"rooms":[["A","B"]]}}"#), ("walking", MemberFault::NotAWalk(1)));
}

#[test]
fn addresses_cannot_run_anything_nor_leave_by_a_trick() {
    for bad in
        ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x", "https://", "https:///x", "api", "/\\x", "https://a b"]
    {
        for member in ["programme", "backend", "support"] {
            let text = serde_json::json!({ "name": "x", member: bad }).to_string();
            assert_eq!(reason(&text), (member, MemberFault::NotAnAddress), "{bad}");
        }
    }
    assert_eq!(reason(r#"{"name":"x","backend":"/api?x=1"}"#), ("backend", MemberFault::NotAnAddress));
    assert!(parse(r#"{"name":"x","programme":"HTTPS://example.org/schedule.json?v=1","backend":"http://[::1]:8080"}"#).is_ok());
}

#[test]
fn the_demo_is_there_only_where_it_was_built() {
    match (parse(r#"{"name":"x","backend":"demo"}"#), cfg!(feature = "demo")) {
        (Ok(config), true) => assert_eq!(config.backend, BackendChoice::Demo),
        (Err(fault), false) => assert_eq!(fault, ConfigFault::DemoNotBuilt),
        other => panic!("{other:?}"),
    }
}
