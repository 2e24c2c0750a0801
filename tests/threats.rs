//! Each threat that the sign-in answers has a test that names it (`…_t05`, or a title that ends in `t05`), so that none is lost when tests are moved. Not: the
//! tests themselves.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

/// T01 to T25: from an address that opens an account to tabs that sign each other out.
const LAST: u32 = 25;
/// Of those after them, what the directory and privacy answer: a vandal among the delegates, a name that imitates, an export that runs in a spreadsheet, somebody erased who is still seen, an incident nobody is told of, an extent nobody knows.
const BEYOND: [u32; 6] = [41, 42, 43, 50, 51, 52];

/// Threats that no promise answers, and why; SECURITY.md says it under "What it does not promise".
const UNANSWERED: [(&str, &str); 1] = [("T45", "the app is one program for the browser: whatever stops it stops all that it draws")];

/// Every name of a test below `path`: functions of Rust with `_t` in them, titles of Playwright.
fn names(path: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().into_string().unwrap();
        if path.is_dir() && !["node_modules", "target", "test-results"].contains(&name.as_str()) {
            names(&path, found);
        }
        let text = if name.ends_with(".rs") || name.ends_with(".spec.ts") { fs::read_to_string(&path).unwrap() } else { continue };
        let rust = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.split('(').next());
        let titles = text.lines().filter_map(|line| line.trim_start().strip_prefix("test(")?.split(['"', '`']).nth(1));
        found.extend(rust.chain(titles).map(str::to_owned));
    }
}

fn threats(name: &str) -> impl Iterator<Item = u32> {
    let words = name.split([' ', '_']);
    words.filter_map(|word| word.strip_prefix('t').filter(|digits| digits.len() == 2)?.parse().ok())
}

#[test]
fn every_threat_to_the_sign_in_and_to_privacy_has_a_test_that_names_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    names(&root.join("src"), &mut found);
    names(&root.join("tests"), &mut found);
    let answered: Vec<u32> = found.iter().flat_map(|name| threats(name)).collect();
    let missing: Vec<String> =
        (1..=LAST).chain(BEYOND).filter(|threat| !answered.contains(threat)).map(|threat| format!("T{threat:02}")).collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
}

/// Whether a row names promises that there are, or none where that is known.
fn leads_on(row: &[&str], promised: usize) -> bool {
    let is_unanswered = UNANSWERED.iter().any(|(name, _)| *name == row[0]);
    let is_promised = |number: &str| number.parse().is_ok_and(|number: usize| (1..=promised).contains(&number));
    !row[1].is_empty() && if is_unanswered { row[2] == "none" } else { row[2].split(", ").all(is_promised) }
}

#[test]
fn none_is_an_answer_only_where_that_is_known() {
    let at = |name, promise| leads_on(&[name, "Something happens", promise], 38);
    assert!(at("T45", "none") && at("T44", "20, 38"));
    for (name, promise) in [("T44", "none"), ("T45", "17"), ("T44", "39"), ("T44", "0"), ("T44", ""), ("T44", "20, none")] {
        assert!(!at(name, promise), "{name} {promise}");
    }
}

#[test]
fn every_threat_is_explained_and_leads_to_a_promise() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("SECURITY.md")).unwrap();
    let promises = text.lines().skip_while(|line| *line != "## What Plenary promises").skip(1).take_while(|line| !line.starts_with("## "));
    let promised = promises.filter(|line| line.split('.').next().is_some_and(|number| number.parse::<u32>().is_ok())).count();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| T"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let names: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(names, (1..=names.len()).map(|number| format!("T{number:02}")).collect::<Vec<_>>());
    assert!(BEYOND.iter().all(|threat| (*threat as usize) <= names.len()));
    for row in &rows {
        assert!(leads_on(row, promised), "{row:?}");
    }
    assert!(UNANSWERED.iter().all(|(name, why)| !why.is_empty() && rows.iter().any(|row| row[0] == *name)), "{UNANSWERED:?}");
}

#[test]
fn a_threat_is_read_from_either_kind_of_name() {
    assert_eq!(threats("a_link_opens_nothing_t01_t03").collect::<Vec<_>>(), [1, 3]);
    assert_eq!(threats("every other tab follows at once t16").collect::<Vec<_>>(), [16]);
    assert_eq!(threats("to_the_minute_t5_two").count(), 0);
}
