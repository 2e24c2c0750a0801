//! Wanting nothing to do with somebody, telling the organisers about them, and their card for an address book. Not: how a connection is made.

use super::Subject;
use super::tie::{Tie, code, done};
use super::with::{Owner, bob, comparable, is_silent, page};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::walk::Part;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::json;

const BLOCKS: &[Feature] = &[Feature::Blocks, Feature::Directory, Feature::Audiences, Feature::Profile];
const THREE: &[Role] = &[Role::Victim, Role::Connection, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "BLOCK-01",
        Profile::Full,
        "whoever was blocked sees the other one no longer, and gets the answers that everybody gets about nobody",
        "a delegate who is pursued cannot get away, or is pursued the more because the block shows",
        blocked_means_gone,
    )
    .from(&["V8.2.3", "GDPR Art. 25"], &["T08"])
    .needs(BLOCKS, THREE),
    Check::new(
        "BLOCK-02",
        Profile::Full,
        "whoever was blocked cannot ask, and cannot tell it from a code that was used",
        "a blocked person goes on asking, or learns that they are blocked",
        blocked_cannot_ask,
    )
    .from(&["V8.2.2", "GDPR Art. 25"], &["T05"])
    .needs(&[Feature::Blocks, Feature::Connections, Feature::Directory, Feature::Audiences, Feature::Profile], THREE),
    Check::new(
        "REPORT-01",
        Profile::Full,
        "a report gets a reference, and whoever is reported learns nothing of it",
        "nobody dares to report harassment, because the other one is told",
        reports_are_silent,
    )
    .from(&["GDPR Art. 25", "V8.2.2"], &["T41"])
    .needs(&[Feature::Reports, Feature::Directory, Feature::Audiences], &[Role::Connection, Role::Ordinary]),
    Check::new(
        "EXP-03",
        Profile::Full,
        "a card for the address book holds what is shared, and nothing that its owner smuggled in",
        "a name brings another telephone number into the address books of everybody who keeps the card",
        cards_are_well_formed,
    )
    .from(&["V1.2.1", "RFC 6350"], &["T43"])
    .needs(&[Feature::Connections, Feature::Directory, Feature::Audiences, Feature::Profile], &[Role::Connection, Role::Ordinary]),
];

/// BLOCK-01.
pub fn blocked_means_gone(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let bela = subject.proved(Role::Connection)?;
    planted.show(&["name", "phone"])?;
    ensure!(page(&bela, &planted.id)?.status == 200, "what is shown is not there");
    let tie = match subject.has(Feature::Connections) {
        Ok(()) => {
            let tie = Tie::ask(&planted.persona, &bela, &[])?;
            tie.give(&planted.persona, &["organisation"], "open")?;
            Some(tie)
        }
        Err(_) => None,
    };
    let other = bela.id()?;
    // Only somebody who exists for the blocker can be blocked.
    Owner::of(subject)?.show(&[])?;
    let block = |method: &str| planted.persona.ask(&Request::new(method, &format!("/blocks/{other}")));
    done(&block("POST")?, "a block")?;
    let judged = (|| {
        let nobody = random_letters(planted.id.chars().count().max(1));
        let (real, made_up) = (page(&bela, &planted.id)?, page(&bela, &nobody)?);
        ensure!(
            real.status == 404 && comparable(&real) == comparable(&made_up),
            "the page is answered to whoever was blocked with {}",
            real.status
        );
        is_silent(subject, planted, &bela, &[], &[Part::Person, Part::Directory])?;
        let own = bela.get("/connections")?;
        let is_told = tie.as_ref().is_some_and(|tie| own.json()["connections"].to_string().contains(&tie.id));
        ensure!(!is_told, "a connection outlives the block");
        let search = planted.search(&[])?;
        for path in ["/connections", "/blocks", "/me", "/me/changes", "/me/notices"] {
            ensure!(search.find(&bela.get(path)?.bytes()).is_none(), "{path} tells whoever was blocked of the other one");
        }
        ensure!(page(&bob, &planted.id)?.status == 200, "a block hides somebody from everybody");
        // It works both ways: whoever blocks does not see the other one either.
        ensure!(page(&planted.persona, &other)?.status == 404, "whoever blocked still sees the other one");
        Ok(())
    })();
    done(&block("DELETE")?, "lifting a block")?;
    crate::planted::hide(&bela)?;
    judged?;
    ensure!(page(&bela, &planted.id)?.status == 200, "after the block was lifted the page is still gone");
    planted.hide()
}

/// BLOCK-02.
pub fn blocked_cannot_ask(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let owner = Owner::of(subject)?;
    let bela = &owner.persona;
    owner.show(&[])?;
    let block = |method: &str| planted.persona.ask(&Request::new(method, &format!("/blocks/{}", owner.id)));
    done(&block("POST")?, "a block")?;
    let judged = (|| {
        let ask = |token: &str| bela.ask(&Request::new("POST", "/connections").json(&json!({"token": token})));
        let (shown, _) = code(&planted.persona)?;
        let (blocked, never) = (ask(&shown)?, ask(&random_letters(shown.len()).to_uppercase())?);
        ensure!((400..500).contains(&blocked.status), "whoever was blocked may ask: {}", blocked.status);
        ensure!(comparable(&blocked) == comparable(&never), "whoever was blocked can tell it from a code that never was");
        let asks = planted.persona.get("/connections")?.json()["requests"].to_string();
        ensure!(!asks.contains(&owner.id), "whoever was blocked is still among those who ask");
        // Blocking is nobody else's to lift, nor to see.
        let lifted = bela.ask(&Request::new("DELETE", &format!("/blocks/{}", planted.id)))?;
        ensure!(lifted.status < 500, "lifting a block of others is answered with {}", lifted.status);
        ensure!(planted.persona.get("/blocks")?.json().to_string().contains(&owner.id), "whoever was blocked lifted the block");
        Ok(())
    })();
    done(&block("DELETE")?, "lifting a block")?;
    owner.hide()?;
    judged
}

/// REPORT-01.
pub fn reports_are_silent(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    owner.show(&[])?;
    let words = format!("A report of the conformance suite: {}.", random_letters(16));
    if subject.inbox().is_ok() {
        subject.empty(Role::Connection)?;
    }
    let report = |body: &serde_json::Value| bob.ask(&Request::new("POST", "/reports").json(body));
    let filed = report(&json!({"delegate": owner.id, "reason": "content", "words": words}))?;
    done(&filed, "a report")?;
    let reference = filed.json()["reference"].as_str().unwrap_or_default().to_owned();
    ensure!(reference.len() >= 6, "a report gets no reference");
    for body in
        [json!({"delegate": owner.id, "reason": "made-up"}), json!({"delegate": random_letters(32), "reason": "content"}), json!({})]
    {
        let status = report(&body)?.status;
        ensure!((400..500).contains(&status), "{body} is answered with {status}");
    }
    let stranger = subject.stranger().ask(&Request::new("POST", "/reports").json(&json!({"delegate": owner.id, "reason": "content"})))?;
    ensure!(stranger.status == 401, "a stranger's report is answered with {}", stranger.status);
    for path in ["/me", "/me/changes", "/connections", "/blocks", "/me/access-log", "/me/notices", "/reports", "/me/sessions"] {
        let told = String::from_utf8_lossy(&owner.persona.get(path)?.body).into_owned();
        ensure!(!told.contains(&words) && !told.contains(&reference), "{path} tells whoever was reported");
    }
    if let Ok(inbox) = subject.inbox() {
        std::thread::sleep(std::time::Duration::from_secs(1));
        let told = inbox
            .to(subject.address(Role::Connection)?)?
            .into_iter()
            .any(|mail| mail.text.contains(&words) || mail.text.contains(&reference));
        ensure!(!told, "a mail tells whoever was reported");
    }
    owner.hide()
}

/// EXP-03.
pub fn cards_are_well_formed(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    owner.write(&json!({"phone": "+44 20 7946 0000", "job_title": "Tester"}))?;
    let payload = "Ada;CHARSET=x:y, TEL:+1 \\n\\, END:VCARD é";
    let long = format!("{} {}", "ü".repeat(50), random_letters(30));
    owner.write(&json!({"organisation": payload, "biography": format!("one\nTEL:+999999\nEND:VCARD\n{long}")}))?;
    owner.show(&["organisation", "biography"])?;
    let answer = bob.get(&format!("/delegates/{}/card", owner.id))?;
    owner.write(&json!({"organisation": null, "biography": null, "phone": null, "job_title": null}))?;
    owner.hide()?;
    if answer.status == 404 && answer.problem() == "not-found" {
        return Err(Fault::Absent("cards are made by the app, not by the backend".into()));
    }
    ensure!(
        answer.status == 200 && answer.media_type() == "text/vcard",
        "the card is answered with {} {:?}",
        answer.status,
        answer.media_type()
    );
    let text = String::from_utf8(answer.body).map_err(|_| Fault::Broken("the card is no UTF-8".into()))?;
    ensure!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line of the card ends in another way than the others");
    ensure!(text.split("\r\n").all(|line| line.len() <= 75), "a line of the card is longer than 75 bytes");
    let lines: Vec<String> =
        text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n").filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let named = |name: &str| lines.iter().filter(|line| line.to_uppercase().starts_with(name)).count();
    ensure!(named("BEGIN:VCARD") == 1 && named("END:VCARD") == 1, "a text ended the card, or began another one");
    ensure!(lines.first().is_some_and(|line| line.eq_ignore_ascii_case("BEGIN:VCARD")), "the card does not begin with its beginning");
    ensure!(
        named("TEL") == 0 && named("TITLE") == 0 && named("EMAIL") == 0,
        "the card holds what is not shared, or what a text smuggled in"
    );
    let org = lines.iter().find(|line| line.to_uppercase().starts_with("ORG")).and_then(|line| line.split_once(':'));
    let Some((_, org)) = org else { return Err(Fault::Broken("the card lacks the organisation, which is shared".into())) };
    let plain = org.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\");
    ensure!(plain == payload, "the organisation comes back as {plain:?}");
    let note = lines.iter().find(|line| line.to_uppercase().starts_with("NOTE"));
    ensure!(note.is_none_or(|note| note.contains(&long)), "a long text is cut or folded in the middle of a sign");
    Ok(())
}
