//! Who saw what, the extent of an incident and the over-share report, over HTTP and by the organisers' commands, also after a kill (LOG-01, INC-01, INC-02, EXP-02,
//! T08, T43, T51, T52). Not: the rules one by one, which have tests beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use support::{ADA, BELA, Backend, CHIOMA, PATIENT};

/// Listed, with this field shared; their id.
fn shows(persona: &Persona, patch: &Value, fields: &Value) -> String {
    assert_eq!(persona.patch(patch).unwrap().status, 200);
    assert_eq!(persona.share(&json!({"fields": fields, "listed": true})).unwrap().status, 200);
    persona.id().unwrap()
}

/// Nothing is shared, not even that they are there.
fn hides(persona: &Persona) -> String {
    assert_eq!(persona.share(&json!({"listed": false})).unwrap().status, 200);
    persona.id().unwrap()
}

fn log(persona: &Persona, query: &str) -> Value {
    let answer = persona.get(&format!("/me/access-log{query}")).unwrap();
    assert_eq!(answer.status, 200);
    answer.json()
}

/// What stands in the record of `owner`, without what was there before the test.
fn of_viewer<'a>(lines: &'a Value, name: &str) -> Vec<&'a Value> {
    lines.as_array().unwrap().iter().filter(|line| line["who"]["name"] == name).collect()
}

#[test]
fn log_01_whoever_is_shown_something_stands_in_the_record_t52() {
    let backend = Backend::start(&PATIENT);
    let (ada, bela, chioma) = (backend.sign_in(ADA), backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let id = shows(&ada, &json!({"phone": "+44 20 7946 0101"}), &json!({"name": "delegates", "phone": "delegates"}));
    shows(&bela, &json!({"name": "Bela Looks"}), &json!({"name": "delegates"}));
    let hidden = hides(&chioma);

    assert_eq!(bela.get(&format!("/delegates/{id}")).unwrap().json()["phone"], "+44 20 7946 0101");
    assert_eq!(chioma.get(&format!("/delegates/{id}")).unwrap().status, 200);
    bela.get("/delegates?limit=100").unwrap();
    let seen = log(&ada, "");
    let line = of_viewer(&seen["people"], "Bela Looks")[0].clone();
    assert!(line["fields"].as_array().unwrap().iter().any(|field| field == "phone"), "{line}");
    assert_eq!(seen["fields"]["phone"]["people"], 2);
    let times = log(&ada, "?by=time");
    let ways: Vec<_> = of_viewer(&times["times"], "Bela Looks").iter().map(|line| line["way"].as_str().unwrap().to_owned()).collect();
    assert!(ways.contains(&"page".to_owned()), "{ways:?}");
    // Whoever is not listed does not exist, here as elsewhere; but that somebody looked is told.
    assert!(seen["people"].as_array().unwrap().iter().any(|line| line["who"]["unnamed"].is_u64()), "{seen}");
    assert!(!seen.to_string().contains(&hidden) && !times.to_string().contains(&hidden));
    for bad in ["?by=nobody", "?field=role", "?as=xml"] {
        assert_eq!(ada.get(&format!("/me/access-log{bad}")).unwrap().status, 422, "{bad}");
    }
    assert_eq!(ada.get("/me/access-log?cursor=x").unwrap().status, 404);
    // Looking at one's own record, at oneself and at a preview is nobody's look at oneself.
    let before = log(&ada, "")["fields"].clone();
    ada.get(&format!("/delegates/{id}")).unwrap();
    ada.get("/me/preview?as=delegate").unwrap();
    ada.get("/me").unwrap();
    assert_eq!(log(&ada, "")["fields"], before);
}

#[test]
fn log_01_what_was_answered_is_noted_though_the_program_is_killed_at_once_t52() {
    let mut backend = Backend::start(&PATIENT);
    let (mut ada, mut bela) = (backend.sign_in(ADA), backend.sign_in(BELA));
    let id = shows(&ada, &json!({"phone": "+44 20 7946 0102"}), &json!({"name": "delegates", "phone": "delegates"}));
    shows(&bela, &json!({"name": "Bela Killed"}), &json!({"name": "delegates"}));
    for (path, way) in [(format!("/delegates/{id}"), "page"), ("/delegates?q=%2B44%2020%207946%200102".to_owned(), "list")] {
        let answer = bela.get(&path).unwrap();
        backend.kill();
        assert!(answer.status == 200 && String::from_utf8_lossy(&answer.body).contains("7946 0102"), "{path}");
        backend.restart();
        for persona in [&mut ada, &mut bela] {
            persona.target = backend.target.clone();
        }
        let times = log(&ada, "?by=time&field=phone");
        assert!(of_viewer(&times["times"], "Bela Killed").iter().any(|line| line["way"] == way), "{way}: {times}");
    }
}

#[test]
fn exp_02_the_table_needs_a_fresh_proof_and_runs_nothing_in_a_spreadsheet_t43() {
    let backend = Backend::start(&[&PATIENT[..], &["--limit", "step_up_age=2", "--limit", "records_per_delegate=100000/60"]].concat());
    let bela = backend.sign_in(BELA);
    let name = "=HYPERLINK(\"http://x.example\",\"y\")";
    shows(&bela, &json!({"name": name}), &json!({"name": "delegates"}));
    let ada = backend.sign_in(ADA);
    let id = shows(&ada, &json!({"pronouns": "they"}), &json!({"name": "delegates"}));
    assert_eq!(bela.get(&format!("/delegates/{id}")).unwrap().status, 200);
    let begun = std::time::Instant::now();
    while ada.get("/me/access-log?as=csv").unwrap().status == 200 {
        assert!(begun.elapsed().as_secs() < 10, "a proof grows old");
    }
    assert_eq!(ada.get("/me/access-log?as=csv").unwrap().problem(), "step-up-required");
    assert_eq!(ada.step_up(&backend.mailbox).unwrap().status, 204);
    let table = ada.get("/me/access-log?as=csv").unwrap();
    assert_eq!((table.status, table.media_type()), (200, "text/csv"));
    assert!(table.header("content-disposition").unwrap().starts_with("attachment"));
    assert!(table.header("cache-control").unwrap().contains("no-store"));
    let text = String::from_utf8(table.body).unwrap();
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://x.example\"\",\"\"y\"\")\",\""), "{text}");
}

#[test]
fn inc_01_02_the_organiser_names_the_extent_and_everybody_is_told_their_part_t51_t52() {
    let backend = Backend::start(&PATIENT);
    let (ada, bela, chioma) = (backend.sign_in(ADA), backend.sign_in(BELA), backend.sign_in(CHIOMA));
    let id = shows(&ada, &json!({"phone": "+44 20 7946 0103"}), &json!({"name": "delegates", "phone": "delegates"}));
    hides(&chioma);
    let thief = bela.id().unwrap();
    assert_eq!(bela.get(&format!("/delegates/{id}")).unwrap().status, 200);
    assert_eq!(ada.get("/me/incidents").unwrap().json(), json!({"incidents": []}));

    let span = ["--from", "2020-01-01T00:00:00Z", "--to", "2099-01-01T00:00:00+01:00"];
    let told = backend.errand(&[&["extent"], &span[..], &["--viewer", &thief]].concat()).unwrap();
    assert!(told.starts_with("1 person; ") && told.contains("phone (1)") && told.contains(&id), "{told}");
    for mistake in [
        vec!["extent"],
        vec!["extent", "--from", "yesterday", "--to", "2099-01-01T00:00:00Z"],
        vec!["extent", "--from", "2099-01-01T00:00:00Z", "--to", "2020-01-01T00:00:00Z"],
        [&["incident"], &span[..]].concat(),
        vec!["extend"],
        [&["extent"], &span[..], &["--session", "nonsense"]].concat(),
        [&["extent"], &span[..], &["--viewer", "nobody"]].concat(),
        [&["incident"], &span[..], &["--viewer", "nobody", "--text", "X"]].concat(),
        [&["incident"], &span[..], &["--session", "nonsense", "--text", "X"]].concat(),
    ] {
        assert!(backend.errand(&mistake).is_err(), "{mistake:?}");
    }
    let nobody = backend.errand(&[&["extent"], &span[..], &["--viewer", &id]].concat()).unwrap();
    assert!(nobody.starts_with("Nobody's data was shown to anybody else.\nOf what was shown before "), "{nobody}");
    assert!(nobody.contains("the record of this database begins there"), "{nobody}");

    let session = told.split("in the session ").nth(1).unwrap().split(',').next().unwrap();
    let narrowed = backend.errand(&[&["extent"], &span[..], &["--session", session]].concat()).unwrap();
    assert!(narrowed.starts_with("1 person; ") && narrowed.contains(&id), "{narrowed}");
    assert!(backend.errand(&[&["extent"], &span[..], &["--session", session, "--viewer", &id]].concat()).is_err(), "another's session");

    let text = ["--text", "A laptop was stolen in the foyer."];
    let done = backend.errand(&[&["incident"], &span[..], &["--viewer", &thief], &text].concat()).unwrap();
    let incident = done.split_whitespace().nth(1).unwrap();
    let own = |persona: &Persona| persona.get("/me/incidents").unwrap().json()["incidents"][0].clone();
    let (affected, spared) = (own(&ada), own(&chioma));
    assert_eq!((&affected["id"], &affected["text"]), (&json!(incident), &json!("A laptop was stolen in the foyer.")));
    assert!(affected["shown"]["fields"].as_array().unwrap().contains(&json!("phone")), "{affected}");
    assert_eq!((spared["id"].clone(), spared.get("shown")), (json!(incident), None));
}

#[test]
fn an_errand_makes_no_database_where_there_is_none() {
    let backend = Backend::start(&PATIENT);
    let mistyped = backend.database().with_file_name("conferense.sqlite");
    for errand in [&["over-shares"][..], &["extent", "--from", "2020-01-01T00:00:00Z", "--to", "2020-01-01T00:00:01Z"]] {
        let why = backend.errand(&[errand, &["--database", mistyped.to_str().unwrap()]].concat()).unwrap_err();
        assert!(why.contains("there is no database"), "{why}");
        assert!(!mistyped.exists());
    }
}

#[test]
fn over_shares_are_counted_for_the_organisers_without_a_value_t08() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let report = |body: Value| ada.ask(&Request::new("POST", "/reports/over-share").json(&body)).unwrap().status;
    assert_eq!(backend.errand(&["over-shares"]).unwrap(), "No app has reported anything.\n");
    assert_eq!(report(json!({"place": "directory", "members": {"password_hash": 3, "+447700900123": 1, "x".repeat(99): 1}})), 204);
    assert_eq!(report(json!({"place": "preview", "members": {"phone": 1}})), 204);
    for bad in [
        json!({"place": "elsewhere", "members": {"a": 1}}),
        json!({"place": "directory", "members": {}}),
        json!({"place": "directory", "members": {"a": "+44 7700 900123"}}),
        json!({"place": "directory", "members": {"a": 1}, "of": "somebody"}),
        json!([]),
    ] {
        assert_eq!(report(bad.clone()), 422, "{bad}");
    }
    let told = backend.errand(&["over-shares"]).unwrap();
    assert!(
        told.contains("\tdirectory\tpassword_hash\t3 times in 1 reports\n") && told.contains("\tpreview\tphone\t1 times in 1 reports\n"),
        "{told}"
    );
    assert!(told.contains("\tdirectory\tother\t2 times in 1 reports\n"), "{told}");
    let id = ada.id().unwrap();
    for trace in ["447700900123", &id] {
        assert!(!told.contains(trace), "{told}");
    }
    assert!(String::from_utf8_lossy(&backend.log()).contains("over_share_reported"));
    assert!((0..99).any(|_| report(json!({"place": "directory", "members": {"a": 1}})) == 429), "reports have a quota");
    assert_eq!(
        backend.ask(&Request::new("POST", "/reports/over-share").json(&json!({"place": "directory", "members": {"a": 1}}))).status,
        401
    );
}
