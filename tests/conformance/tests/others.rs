//! The suite on backends that none of us wrote, with the verdicts that are written down beside their descriptions; and the reference backend under
//! schemathesis, which reads the contract and tries what it allows and what it does not. `cargo xtask test others` installs all of it. Not: a
//! judgement of those programs, which promise other things.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/foreign.rs"]
mod foreign;
mod support;

use foreign::{Served, examples, tool};
use plenary_conformance::check::Profile;
use plenary_conformance::checks;
use plenary_conformance::contract::OPENAPI;
use plenary_conformance::description::Description;
use plenary_conformance::http::Request;
use plenary_conformance::run::{self, Counts, Outcome};
use plenary_conformance::subject::Subject;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;
use support::reference::WIDE;
use support::{ADA, Backend};

/// The verdicts that are written down: of a check its word. What is not named is not applicable.
fn written(name: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(examples().join(format!("{name}.verdicts"))).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', ' ']));
    lines.map(|line| line.split_once(' ').map(|(id, word)| (id.to_owned(), word.trim().to_owned())).unwrap()).collect()
}

/// Asks everything, and holds it to what is written down.
fn is_judged_as_written(name: &str, served: &Served) {
    let text = std::fs::read_to_string(examples().join(format!("{name}.toml"))).unwrap();
    let mut description = Description::parse(&text).unwrap();
    let (_, rest) = description.base.split_once("127.0.0.1:").unwrap();
    let path = rest.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    description.base = format!("http://127.0.0.1:{}{path}", served.port);
    let subject = Subject::described(description).unwrap();
    let report = run::run(&subject, Profile::Destructive, &checks::all(), |_| {});
    let Counts { passed, failed, not_applicable, inconclusive } = report.counts();
    println!(
        "{} is judged: {passed} PASS, {failed} FAIL, {inconclusive} INCONCLUSIVE, {not_applicable} N/A ({} requests)",
        report.title, report.requests
    );
    let mut written = written(name);
    let mut other = Vec::new();
    for line in &report.lines {
        let expected = written.remove(line.check.id).unwrap_or_else(|| "N/A".into());
        if expected != line.outcome.word() {
            other.push(format!("{} is {} ({}), and written down as {expected}", line.check.id, line.outcome.word(), line.outcome.why()));
        }
        if let Outcome::Fail { reproduction, .. } = &line.outcome {
            assert!(!reproduction.is_empty(), "{} shows no request", line.check.id);
        }
    }
    other.extend(written.keys().map(|id| format!("{id} is written down, and no check")));
    assert!(other.is_empty(), "examples/{name}.verdicts says something else:\n  {}", other.join("\n  "));
}

#[test]
fn a_real_pretalx_is_judged_as_it_is_written_down() {
    is_judged_as_written("pretalx", &foreign::pretalx());
}

#[test]
fn a_real_kinto_is_judged_as_it_is_written_down() {
    let served = foreign::kinto();
    let kinto = plenary_conformance::http::Target::parse(&format!("http://127.0.0.1:{}/v1", served.port)).unwrap();
    for name in ["ordinary", "connection"] {
        let account = Request::new("PUT", &format!("/accounts/{name}")).json(&json!({"data": {"password": "only-on-this-machine"}}));
        assert_eq!(kinto.ask(&account).unwrap().status, 201);
    }
    is_judged_as_written("kinto", &served);
}

/// The contract without what is carried by a cookie: the program would take its cookie off and wonder that it is still there.
fn contract_for_somebody_signed_in() -> Value {
    let mut contract: Value = serde_yaml_ng::from_str(OPENAPI).unwrap();
    let whole = contract.as_object_mut().unwrap();
    whole.remove("security");
    whole["components"].as_object_mut().unwrap().remove("securitySchemes");
    for operation in whole["paths"].as_object_mut().unwrap().values_mut().flat_map(|item| item.as_object_mut().unwrap().values_mut()) {
        if let Some(operation) = operation.as_object_mut() {
            operation.remove("security");
        }
    }
    contract
}

#[test]
fn the_reference_backend_keeps_its_contract_under_schemathesis() {
    let limits: Vec<&str> = WIDE.iter().flat_map(|limit| ["--limit", limit]).collect();
    let backend = Backend::start(&limits);
    let base = format!("{}{}", backend.target.origin(), backend.target.api);
    let file = std::env::temp_dir().join(format!("plenary-contract-{}.json", std::process::id()));
    std::fs::write(&file, contract_for_somebody_signed_in().to_string()).unwrap();
    for who in ["a stranger", "somebody signed in"] {
        let persona = (who != "a stranger").then(|| backend.sign_in(ADA));
        let mut command = Command::new(tool("schemathesis-4.32.5").join("venv/bin/schemathesis"));
        command.current_dir(std::env::temp_dir()).arg("run").arg(&file).args(["--url", &base, "--header", "X-Plenary: 1"]);
        command.args([
            "--phases",
            "examples,coverage,fuzzing",
            "--max-examples",
            "3",
            "--seed",
            "2018",
            "--no-shrink",
            "--continue-on-failure",
        ]);
        command.args(["--max-redirects", "0", "--warnings", "off", "--no-color"]);
        command.args(["--checks", CHECKED]);
        if persona.is_none() {
            // Of all else a stranger gets one answer, which is checked elsewhere.
            command.args(["--include-path-regex", "^/(config|policy|agenda|incidents|calendar|auth)"]);
        }
        if let Some(persona) = &persona {
            command.args(["--header", &format!("Cookie: {}", persona.cookie())]);
            // What ends the session ends the questions.
            for ending in ["/auth/logout", "/auth/logout-all", "/auth/redeem", "/me/sessions"] {
                command.args(["--exclude-path", ending]);
            }
        }
        let asked = command.output().unwrap();
        let said = String::from_utf8_lossy(&asked.stdout).into_owned();
        assert!(asked.status.success(), "{said}\n{}", String::from_utf8_lossy(&asked.stderr));
        let figures = said.lines().find(|line| line.contains(" generated, ")).unwrap_or_default().trim().to_owned();
        println!("the contract, asked by {who} through schemathesis, is judged: {figures}");
        if let Some(persona) = persona {
            assert_eq!(persona.get("/me").unwrap().status, 200, "the session ended on the way, and the rest was asked by nobody");
        }
    }
    std::fs::remove_file(file).unwrap();
}

const CHECKED: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                       response_schema_conformance,negative_data_rejection,unsupported_method,allow_header_conformance,missing_required_header";
