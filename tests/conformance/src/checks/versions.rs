//! Two devices change the same account: nothing is overwritten unseen, nothing half applied, and hiding always wins. Not: what may be written.

use super::Subject;
use super::owner::standing;
use super::with::Owner;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};
use std::thread;

const NEEDED: &[Feature] = &[Feature::Profile];
const ONE: &[Role] = &[Role::Connection];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "CONC-01",
        Profile::Full,
        "of two devices that saw the same, the later one is told, and sees what is there now",
        "what a delegate corrected on their phone is silently undone by their laptop",
        the_later_one_is_told,
    )
    .from(&["RFC 9110 13.1.1", "V2.2.3"], &["T47", "T13"])
    .needs(NEEDED, ONE)
    .beside(&["CONC-05"]),
    Check::new(
        "CONC-02",
        Profile::Full,
        "a change has to name the one version that was seen",
        "an old copy of the app overwrites what was changed since",
        a_change_names_what_was_seen,
    )
    .from(&["RFC 6585 3", "RFC 9110 13.1.1"], &["T47"])
    .needs(NEEDED, ONE),
    Check::new(
        "CONC-03",
        Profile::Full,
        "all of a change is applied, or nothing of it",
        "a delegate is told that their change failed, and half of it is there for everybody to see",
        all_or_nothing,
    )
    .from(&["RFC 5789 2", "V2.2.3"], &["T47"])
    .needs(NEEDED, ONE),
    Check::new(
        "CONC-04",
        Profile::Full,
        "hiding wins against everything that is saved at the same moment",
        "a delegate hides their number, and another device of theirs shows it again",
        hiding_wins,
    )
    .from(&["GDPR Art. 7", "GDPR Art. 25"], &["T13"])
    .needs(&[Feature::Profile, Feature::Audiences], ONE),
    Check::new(
        "CONC-05",
        Profile::Full,
        "of many changes of the same version at once, exactly one is saved",
        "changes that meet get lost, and nobody is told",
        exactly_one_is_saved,
    )
    .from(&["RFC 9110 13.1.1"], &["T47"])
    .needs(NEEDED, ONE),
    Check::new(
        "IDEM-01",
        Profile::Full,
        "what is sent twice under one key is done once",
        "after a bad connection an app asks again, and the request stands there twice",
        sent_twice_is_done_once,
    )
    .from(&["draft-ietf-httpapi-idempotency-key-header"], &["T47"])
    .needs(&[Feature::Complaints, Feature::Idempotency], ONE),
];

fn over(persona: &Persona, tag: &str, change: &Value) -> Result<Answer, Fault> {
    Ok(persona.ask(&Request::new("PATCH", "/me").with("If-Match", tag).json(change))?)
}

fn tag(persona: &Persona) -> Result<String, Fault> {
    let answer = persona.get("/me")?;
    let tag = answer.header("etag").unwrap_or_default().to_owned();
    ensure!(tag.starts_with('"') && tag.len() > 2, "GET /me has no strong ETag");
    Ok(tag)
}

/// CONC-01.
pub fn the_later_one_is_told(subject: &Subject) -> Verdict {
    let phone = Owner::of(subject)?;
    let laptop = subject.anew(Role::Connection)?;
    let seen = tag(&phone.persona)?;
    ensure!(tag(&laptop)? == seen, "two devices that look at the same account see different versions");
    let (first, second) = (random_letters(10), random_letters(10));
    let saved = over(&phone.persona, &seen, &json!({"organisation": first}))?;
    ensure!(saved.status == 200, "the first change is answered with {}", saved.status);
    ensure!(saved.header("etag").is_some_and(|tag| tag != seen), "a change leaves the version as it was");
    let refused = over(&laptop, &seen, &json!({"organisation": second, "pronouns": second}))?;
    ensure!(refused.status == 412, "a change over an old version is answered with {}", refused.status);
    if subject.has(Feature::Shapes).is_ok() {
        let told = &refused.json()["current"]["fields"]["organisation"]["value"];
        ensure!(*told == first, "the later device is not told what is there now");
    }
    ensure!(
        phone.value("organisation")? == first && phone.value("pronouns")? != second,
        "the later change was applied although it was refused"
    );
    let kept = over(&laptop, &tag(&laptop)?, &json!({"organisation": null}))?;
    ensure!(kept.status == 200, "a change over the version that is there is answered with {}", kept.status);
    Ok(())
}

/// CONC-02.
pub fn a_change_names_what_was_seen(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let (seen, unseen) = (tag(&owner.persona)?, random_letters(10));
    let change = json!({"organisation": unseen});
    let missing = owner.persona.ask(&Request::new("PATCH", "/me").json(&change))?;
    ensure!(missing.status == 428, "a change that names no version is answered with {}", missing.status);
    let any = over(&owner.persona, "*", &change)?;
    ensure!(matches!(any.status, 412 | 428), "a change of whatever is there is answered with {}", any.status);
    let bare = seen.trim_matches('"');
    for never in [
        format!("W/{seen}"),
        bare.to_owned(),
        format!("\"0{bare}0\""),
        format!("{seen}, \"2\""),
        "\"\"".into(),
        "\"-1\"".into(),
        String::new(),
    ] {
        let answer = over(&owner.persona, &never, &change)?;
        ensure!(matches!(answer.status, 400 | 412 | 428), "a change over {never:?} is answered with {}", answer.status);
    }
    ensure!(tag(&owner.persona)? == seen && owner.value("organisation")? != unseen, "a refused change was applied");
    Ok(())
}

/// CONC-03.
pub fn all_or_nothing(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let before = standing(&owner.persona)?;
    let half = random_letters(10);
    for bad in [
        json!({"organisation": half, "nickname": "x"}),
        json!({"organisation": half, "phone": "1".repeat(5000)}),
        json!({"organisation": half, "pronouns": 7}),
        json!({"pronouns": half, "name": "A\u{202e}x"}),
    ] {
        let answer = over(&owner.persona, &tag(&owner.persona)?, &bad)?;
        ensure!((400..500).contains(&answer.status), "a change of which one part is wrong is answered with {}", answer.status);
        ensure!(standing(&owner.persona)? == before, "half of a refused change was applied");
    }
    if subject.has(Feature::Audiences).is_ok() {
        let answer = owner.persona.share(&json!({"fields": {"pronouns": "connections", "nickname": "delegates"}}))?;
        ensure!((400..500).contains(&answer.status), "a choice of which one part is wrong is answered with {}", answer.status);
        ensure!(standing(&owner.persona)? == before, "half of a refused choice was applied");
    }
    Ok(())
}

/// CONC-04.
pub fn hiding_wins(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    for _ in 0..3 {
        owner.show(&["pronouns", "organisation"])?;
        let hidden = thread::scope(|scope| {
            let editors: Vec<_> = (0..3)
                .map(|number| {
                    let persona = owner.persona.copied();
                    scope.spawn(move || {
                        for round in 0..4 {
                            // Refused as stale or saved: both are fine; a lost hiding is not.
                            persona.patch(&json!({"organisation": format!("{number}.{round}")})).ok();
                        }
                    })
                })
                .collect();
            let hidden = owner.hide();
            editors.into_iter().for_each(|editor| drop(editor.join()));
            hidden
        });
        hidden?;
        let me = owner.persona.get("/me")?.json();
        let open = me["fields"].as_object().into_iter().flatten().find(|(_, own)| own["audience"] != "only_me");
        ensure!(open.is_none() && me["listed"] == false, "what was hidden while another device saved something is shown again");
    }
    // An edit of before the hiding that arrives afterwards opens nothing either.
    owner.show(&["pronouns"])?;
    let seen = tag(&owner.persona)?;
    owner.hide()?;
    over(&owner.persona, &seen, &json!({"pronouns": "x"}))?;
    ensure!(owner.persona.get("/me")?.json()["listed"] == false, "an edit of before the hiding shows the account again");
    owner.write(&json!({"organisation": null}))
}

/// CONC-05.
pub fn exactly_one_is_saved(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    for _ in 0..3 {
        let seen = tag(&owner.persona)?;
        let statuses: Vec<u16> = thread::scope(|scope| {
            let editors: Vec<_> = (0..8)
                .map(|number| {
                    let (persona, seen) = (owner.persona.copied(), seen.clone());
                    scope.spawn(move || {
                        over(&persona, &seen, &json!({"organisation": format!("number {number}")})).map(|answer| answer.status)
                    })
                })
                .collect();
            editors.into_iter().filter_map(|editor| editor.join().ok()?.ok()).collect()
        });
        let saved = statuses.iter().filter(|status| **status == 200).count();
        let odd = statuses.iter().find(|status| !matches!(status, 200 | 412 | 409));
        ensure!(odd.is_none(), "of changes that meet one is answered with {}", odd.unwrap_or(&0));
        ensure!(saved == 1, "of {} changes of the same version {saved} were saved", statuses.len());
    }
    owner.write(&json!({"organisation": null}))
}

/// IDEM-01.
pub fn sent_twice_is_done_once(subject: &Subject) -> Verdict {
    let persona = subject.signed_in(Role::Connection)?;
    let key = random_letters(24);
    let send = |text: &str| persona.ask(&Request::new("POST", "/complaints").with("Idempotency-Key", &key).json(&json!({"text": text})));
    let (first, again) = (send("A complaint of the conformance suite.")?, send("A complaint of the conformance suite.")?);
    ensure!((200..300).contains(&first.status), "a complaint is answered with {}", first.status);
    ensure!(first.status == again.status && first.json() == again.json(), "the same complaint under the same key is another one");
    let other = send("Another complaint of the conformance suite.")?;
    ensure!(other.status == 422, "another complaint under the same key is answered with {}", other.status);
    Ok(())
}
