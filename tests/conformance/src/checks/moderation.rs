//! What organisers can do about a profile: nobody sees it at once, its owner is told, and it comes back as it was. Not: reports (`blocks`).

use super::Subject;
use super::with::{Owner, bob, comparable, organisers, page, row, settled};
use crate::check::{Check, Feature, Profile, Role};
use crate::picture::Tiles;
use crate::planted::set_photo;
use crate::{Verdict, ensure, random_letters};
use serde_json::json;
use std::thread::sleep;
use std::time::{Duration, Instant};

const NEEDED: &[Feature] = &[Feature::Moderation, Feature::Directory, Feature::Audiences, Feature::Profile];
const TWO: &[Role] = &[Role::Connection, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "MOD-01",
        Profile::Full,
        "a profile that the organisers hold is seen by nobody within five seconds, as if it were not there",
        "a hateful picture or a false minister stays on everybody's list for hours",
        a_held_profile_is_gone,
    )
    .from(&["GDPR Art. 32", "V8.2.3"], &["T41"])
    .needs(NEEDED, TWO),
    Check::new(
        "MOD-02",
        Profile::Full,
        "whose profile is held is told, can still read their own data, changes nothing, and gets everything back as it was",
        "a delegate vanishes from the conference and is never told, or goes on changing what others look at",
        its_owner_is_told,
    )
    .from(&["GDPR Art. 12", "GDPR Art. 15"], &["T41"])
    .needs(NEEDED, TWO),
];

/// Does it while the profile is held, and releases it whatever came of it.
fn while_held(subject: &Subject, owner: &Owner, does: impl FnOnce() -> Verdict) -> Verdict {
    organisers(subject, |programs| &programs.hold, &owner.id)?;
    let judged = does();
    organisers(subject, |programs| &programs.release, &owner.id)?;
    judged
}

/// MOD-01.
pub fn a_held_profile_is_gone(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, bob(subject)?);
    let name = format!("Held {}", random_letters(10));
    owner.write(&json!({"name": name}))?;
    let photo = match subject.has(Feature::Photos) {
        Ok(()) => set_photo(&owner.persona, &Tiles::random().jpeg("x"))?,
        Err(_) => String::new(),
    };
    owner.show(&["photo"])?;
    let portrait = format!("/delegates/{}/photo/{photo}", owner.id);
    ensure!(row(&bob, &name, &owner.id)?.is_some() && page(&bob, &owner.id)?.status == 200, "what is shown is not there");
    ensure!(photo.is_empty() || bob.get(&portrait)?.status == 200, "the portrait that is shown is not there");
    while_held(subject, &owner, || {
        let begun = Instant::now();
        while page(&bob, &owner.id)?.status != 404 || row(&bob, &name, &owner.id)?.is_some() || bob.get(&portrait)?.status != 404 {
            ensure!(begun.elapsed() < Duration::from_secs(5), "five seconds after the organisers held a profile it is still seen");
            sleep(Duration::from_millis(200));
        }
        let nobody = random_letters(owner.id.chars().count().max(1));
        let (real, made_up) = (page(&bob, &owner.id)?, page(&bob, &nobody)?);
        ensure!(comparable(&real) == comparable(&made_up), "the page of a held profile is told from that of nobody");
        Ok(())
    })?;
    ensure!(page(&bob, &owner.id)?.json()["name"] == name.as_str(), "a profile that was released does not come back");
    owner.hide()
}

/// MOD-02.
pub fn its_owner_is_told(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    owner.write(&json!({"job_title": "Tester"}))?;
    owner.show(&["job_title"])?;
    let before = owner.persona.get("/me")?.json()["fields"].clone();
    if subject.inbox().is_ok() {
        settled(subject, Role::Connection)?;
    }
    while_held(subject, &owner, || {
        let me = owner.persona.get("/me")?;
        ensure!(me.status == 200 && me.json()["fields"] == before, "whose profile is held gets {} at GET /me, or other data", me.status);
        let changed = owner.persona.patch(&json!({"job_title": "Minister"}))?;
        ensure!((400..500).contains(&changed.status), "a held profile is changed: {}", changed.status);
        ensure!(owner.value("job_title")? == "Tester", "a refused change of a held profile was applied");
        // Hiding is nobody's to refuse.
        let hidden = owner.persona.share(&json!({"fields": {"job_title": "only_me"}}))?;
        ensure!(hidden.status == 200, "whose profile is held cannot hide anything: {}", hidden.status);
        let shown = owner.persona.share(&json!({"fields": {"job_title": "delegates"}}))?;
        ensure!((400..500).contains(&shown.status), "whose profile is held shows something: {}", shown.status);
        if let Ok(inbox) = subject.inbox() {
            inbox.notice(subject.address(Role::Connection)?)?;
        }
        Ok(())
    })?;
    owner.write(&json!({"job_title": "Changed again"}))?;
    owner.hide()
}
