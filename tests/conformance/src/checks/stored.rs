//! Texts that people write about themselves: markup stays text, links are links, and nobody writes themselves a disguise. Not: who reads them.

use super::Subject;
use super::with::{Owner, bob, page};
use crate::check::{Check, Feature, Profile, Role};
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};

const PAGES: &[Feature] = &[Feature::Directory, Feature::Profile, Feature::Audiences];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "XSS-01",
        Profile::Full,
        "markup in a text comes back as the text it is, in an answer that no browser runs",
        "somebody writes a program into their biography, and it acts in the name of everybody who reads it",
        markup_stays_text,
    )
    .from(&["V1.2.2", "V1.3.1", "V3.2.1"], &["T26"])
    .needs(PAGES, &[Role::Connection, Role::Ordinary]),
    Check::new(
        "XSS-02",
        Profile::Full,
        "a link on a profile leads to the web and nowhere else",
        "a link on a profile runs a program in the name of whoever touches it",
        links_are_links,
    )
    .from(&["V1.2.2"], &["T27"])
    .needs(&[Feature::Profile], &[Role::Connection]),
    Check::new(
        "NAME-01",
        Profile::Full,
        "a name with hidden, turned or piled-up signs is refused",
        "somebody looks like a minister in the list of delegates",
        no_disguise_is_taken,
    )
    .from(&["V2.2.1"], &["T42"])
    .needs(&[Feature::Profile], &[Role::Connection])
    .beside(&["CONC-03"]),
    Check::new(
        "NAME-02",
        Profile::Full,
        "names of every script are taken as they are",
        "people whose name is not written in English letters cannot take part under it",
        real_names_are_taken,
    )
    .from(&["V2.2.1", "GDPR Art. 5"], &["T42"])
    .needs(&[Feature::Profile], &[Role::Connection]),
    Check::new(
        "NAME-03",
        Profile::Full,
        "a name that looks like a speaker's, in letters of another alphabet, is refused",
        "somebody writes to delegates as the speaker whom they admire",
        no_speaker_is_imitated,
    )
    .from(&["V2.2.1", "Unicode TS 39"], &["T42"])
    .needs(&[Feature::Profile, Feature::Agenda], &[Role::Connection]),
];

const MARKUP: [&str; 20] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<%= 7*7 %>",
    "#{7*7}",
    "</title><!--",
    "</script><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "![x](https://canary.example/x.png)",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE person; --",
    "%0d%0aSet-Cookie: a=b",
    "x\u{2028}alert(1)\u{2029}y",
];

/// XSS-01.
pub fn markup_stays_text(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    owner.show(&["organisation", "biography"])?;
    let mut kept = 0;
    for payload in MARKUP {
        let saved = owner.persona.patch(&json!({"organisation": payload, "biography": payload}))?;
        if (400..500).contains(&saved.status) {
            // Refused is safe as well.
            continue;
        }
        ensure!(saved.status == 200, "{payload} is answered with {}", saved.status);
        let answer = page(&bob, &owner.id)?;
        for key in ["organisation", "biography"] {
            ensure!(answer.json()[key] == payload, "{payload} in {key} comes back as {}", answer.json()[key]);
        }
        ensure!(answer.media_type() == "application/json", "the page is {:?}", answer.media_type());
        ensure!(answer.header("x-content-type-options") == Some("nosniff"), "a browser may guess that the page is something else");
        ensure!(answer.header("set-cookie").is_none(), "a text sets a cookie");
        kept += 1;
    }
    owner.write(&json!({"organisation": null, "biography": null}))?;
    ensure!(kept > MARKUP.len() / 2, "most texts with a sign of markup are refused, so that nobody can write <3 or a formula");
    owner.hide()
}

/// XSS-02.
pub fn links_are_links(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    if owner.persona.get("/me")?.json()["fields"].get("links").is_none() {
        return Err(Fault::Absent("profiles hold no links".into()));
    }
    for wrong in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "//evil.example/",
        "/relative",
        "https://example.org\njavascript:alert(1)",
        "https://example.org\\@evil.example/",
        "https://user:password@example.org/",
        "view-source:https://example.org",
        "not a link",
    ] {
        let answer = owner.persona.patch(&json!({"links": wrong}))?;
        let stored = answer.json()["fields"]["links"]["value"].as_str().unwrap_or_default().to_lowercase();
        // Whoever takes it and makes a web address of it has also answered.
        let is_web = stored.lines().all(|line| line.starts_with("https://")) && !stored.contains(['\\', '@']);
        ensure!(
            (400..500).contains(&answer.status) || (answer.status == 200 && is_web),
            "{wrong:?} as a link is answered with {}",
            answer.status
        );
    }
    for right in ["https://example.org/a?b=c&d=%20#e", "https://xn--bcher-kva.example/"] {
        let answer = owner.persona.patch(&json!({"links": right}))?;
        ensure!(answer.status == 200, "{right} as a link is answered with {}", answer.status);
    }
    owner.write(&json!({"links": null}))
}

/// NAME-01.
pub fn no_disguise_is_taken(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let disguises = [
        "Ada\u{202e}tsiL",
        "Ada\u{202d}x",
        "Ada\u{2066}",
        "A\u{200b}da",
        "A\u{feff}da",
        "A\u{ad}da",
        "A\u{2060}da",
        "A\u{e0041}da",
        "A\u{7}da",
        "Ada\u{1b}[2J",
        "Ada\nLindqvist",
        "Ada\u{2028}Lindqvist",
        "\u{3164}",
        "\u{200d}\u{200d}",
    ];
    let piled = ["Z".to_owned() + &"\u{301}".repeat(512) + "algo", "Z".to_owned() + &"\u{301}".repeat(30), "x".repeat(5000)];
    for disguise in disguises.into_iter().map(str::to_owned).chain(piled) {
        for key in ["name", "job_title", "organisation"] {
            let before = owner.persona.get("/me")?.json()["fields"][key]["value"].clone();
            let answer = owner.persona.patch(&json!({key: disguise}))?;
            let shown: String = disguise.chars().take(12).collect();
            ensure!(answer.status < 500, "{shown:?} as {key} is answered with {}", answer.status);
            let now = owner.persona.get("/me")?.json()["fields"][key]["value"].clone();
            let is_kept = now.as_str().is_some_and(|now| now == disguise);
            let is_cleaned = answer.status == 200 && !is_kept && !has_disguise(&now);
            ensure!((400..500).contains(&answer.status) && now == before || is_cleaned, "{shown:?} is taken as {key}");
            if now != before {
                owner.persona.patch(&json!({key: before}))?;
            }
        }
    }
    Ok(())
}

fn has_disguise(value: &Value) -> bool {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{3164}')
    };
    let text = value.as_str().unwrap_or_default();
    text.chars().any(hidden) || text.matches('\u{301}').count() > 8 || text.chars().count() > 1000
}

/// NAME-03.
pub fn no_speaker_is_imitated(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    // Of other alphabets, digits, and letters that run together.
    let alike = [("a", "\u{430}"), ("e", "\u{435}"), ("o", "\u{43e}"), ("o", "0"), ("l", "1"), ("l", "I"), ("m", "rn"), ("w", "vv")];
    let agenda = subject.target.get("/agenda")?.json();
    let names = agenda["speakers"].as_array().into_iter().flatten().filter_map(|speaker| speaker["name"].as_str());
    let mut tried = 0;
    for name in names.filter(|name| name.is_ascii() && name.contains(' ')).take(3) {
        for (latin, other) in alike.into_iter().filter(|(latin, _)| name.contains(latin)) {
            let disguise = name.replacen(latin, other, 1);
            let answer = owner.persona.patch(&json!({"name": disguise}))?;
            ensure!((400..500).contains(&answer.status), "a name that looks like that of a speaker is answered with {}", answer.status);
            ensure!(owner.value("name")? != disguise, "a name that looks like that of a speaker is taken");
            tried += 1;
        }
    }
    if tried == 0 {
        return Err(Fault::Missing("speakers in the programme whose names are written in Latin letters".into()));
    }
    owner.write(&json!({"name": "Somebody Of The Suite"}))
}

/// NAME-02.
pub fn real_names_are_taken(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let mut refused = Vec::new();
    for name in [
        "Zoë Brontë",
        "محمد بن سلمان",
        "नरेन्द्र मोदी",
        "Nguyễn Thị Minh Khai",
        "李小龍",
        "O’Brien-Müller, Jr.",
        "Ólafur Ragnar Grímsson",
        "ชาติชาย",
        "X Æ A-12",
        "Ng",
    ] {
        let answer = owner.persona.patch(&json!({"name": name}))?;
        if answer.status != 200 || answer.json()["fields"]["name"]["value"] != name {
            refused.push(name);
        }
    }
    owner.write(&json!({"name": "Somebody Of The Suite"}))?;
    ensure!(refused.is_empty(), "these names are not taken as they are: {}", refused.join(" · "));
    Ok(())
}
