//! Copies, agreements and complaints: what the law lets people ask for. Not: being erased (`erasure`), nor the record of who looked (`record`).

use super::Subject;
use super::with::{Owner, fields, page, until_stale};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "EXP-01",
        Profile::Full,
        "a copy of one's data holds everything that one wrote, to be read by programs and by people",
        "a delegate cannot find out what is kept of them",
        a_copy_is_complete,
    )
    .from(&["GDPR Art. 15", "GDPR Art. 20"], &["T50"])
    .needs(&[Feature::Export], &[Role::Victim]),
    Check::new(
        "EXP-05",
        Profile::Full,
        "a copy of one's data holds nothing of others, and no key",
        "by asking for their own data somebody carries away that of everybody they looked at",
        a_copy_holds_nothing_of_others,
    )
    .from(&["GDPR Art. 15(4)", "V8.2.3"], &["T08"])
    .needs(&[Feature::Export, Feature::Directory, Feature::Audiences], &[Role::Victim, Role::Ordinary]),
    Check::new(
        "EXP-06",
        Profile::Full,
        "a copy is given for a fresh proof, never for a link that somebody is led to follow",
        "whoever finds an open session takes everything away at once",
        a_copy_needs_a_proof,
    )
    .from(&["V7.5.3", "V3.5.3"], &["T24", "T34"])
    .needs(&[Feature::Export, Feature::StepUp, Feature::MailedProof], &[Role::Ordinary]),
    Check::new(
        "CONS-01",
        Profile::Full,
        "what somebody agreed to is noted with the policy that was in force, its digest and the time",
        "nobody can prove what a delegate agreed to, least of all the delegate",
        agreements_are_noted,
    )
    .from(&["GDPR Art. 7(1)", "GDPR Art. 12"], &["T12"])
    .needs(&[Feature::Consents, Feature::Audiences], &[Role::Connection]),
    Check::new(
        "CONS-02",
        Profile::Full,
        "taking an agreement back is one request, needs no proof, and hides everything",
        "a delegate who changed their mind is still shown",
        agreements_are_taken_back,
    )
    .from(&["GDPR Art. 7(3)"], &["T12"])
    .needs(&[Feature::Consents, Feature::Audiences, Feature::Directory], &[Role::Connection, Role::Ordinary]),
    Check::new(
        "COMP-01",
        Profile::Full,
        "a complaint is acknowledged with a reference, and heard by nobody else",
        "a complaint vanishes, or reaches whom it is about",
        complaints_are_acknowledged,
    )
    .from(&["GDPR Art. 77", "GDPR Art. 12"], &["T51"])
    .needs(&[Feature::Complaints], &[Role::Connection, Role::Ordinary]),
];

/// As the app asks for it: with its sign, so that it is no link.
fn copy(persona: &Persona, form: &str) -> Result<Answer, Fault> {
    let answer = persona.ask(&Request::new("GET", &format!("/me/export?as={form}")).with("X-Plenary", "1"))?;
    match answer.status {
        200 => Ok(answer),
        429 => Err(Fault::Missing("wider quotas for copies during the run".into())),
        status => Err(Fault::Broken(format!("GET /me/export is answered with {status}"))),
    }
}

/// EXP-01.
pub fn a_copy_is_complete(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let (machine, page) = (copy(&planted.persona, "json")?, copy(&planted.persona, "html")?);
    ensure!(machine.json().is_object(), "the copy for programs is no JSON");
    let (whole, read) = (machine.json().to_string(), unescaped(&String::from_utf8_lossy(&page.body)));
    for key in fields(planted)?.into_iter().chain(["name"]).filter(|key| *key != "photo") {
        let text = super::with::text(planted, key);
        let quoted = Value::from(text).to_string();
        ensure!(whole.contains(quoted.trim_matches('"')), "the copy for programs lacks {key}");
        ensure!(text.lines().all(|line| read.contains(line)), "the copy for people lacks {key}");
    }
    ensure!(subject.has(Feature::Favourites).is_err() || whole.contains(&planted.texts.star), "the copy lacks the starred talk");
    let portrait = base64(planted.portrait.get(..300).unwrap_or_default());
    ensure!(planted.photo.is_empty() || whole.contains(&portrait) || whole.contains(&planted.photo), "the copy lacks the portrait");
    for (answer, what) in [(&machine, "programs"), (&page, "people")] {
        let how = answer.header("content-disposition").unwrap_or_default();
        ensure!(how.starts_with("attachment"), "the copy for {what} is opened in the browser instead of being kept");
        ensure!(answer.header("cache-control").is_some_and(|cache| cache.contains("no-store")), "a cache may keep the copy for {what}");
    }
    ensure!(!read.contains("<script"), "the copy for people runs a program");
    Ok(())
}

fn unescaped(html: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
        .iter()
        .fold(html.to_owned(), |text, (coded, plain)| text.replace(coded, plain))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |bits: u32, at: u32| char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize]);
    let bits = |group: &[u8]| group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
    bytes.chunks_exact(3).flat_map(|group| (0..4).map(move |at| sign(bits(group), at))).collect()
}

/// EXP-05.
pub fn a_copy_holds_nothing_of_others(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let bob = subject.proved(Role::Ordinary)?;
    let shown: Vec<&str> = fields(planted)?.into_iter().chain(["name"]).collect();
    planted.show(&shown)?;
    // Whoever looked is the one who might carry it away.
    ensure!(page(&bob, &planted.id)?.status == 200, "what is shown to every delegate is not shown to one");
    let mut canaries = planted.texts.canaries(&[]);
    canaries.bytes("portrait", planted.middle());
    let search = canaries.search()?;
    ensure!(search.find(&copy(&planted.persona, "json")?.body).is_some(), "the owner's copy does not hold what is looked for");
    for form in ["json", "html"] {
        let answer = copy(&bob, form)?;
        let hit = search.find(&answer.bytes());
        ensure!(hit.is_none(), "somebody else's copy ({form}) holds {}", hit.map_or(String::new(), |hit| hit.name));
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        ensure!(
            !bob.secrets().iter().any(|secret| secret.len() > 8 && text.contains(secret.as_str())),
            "the copy ({form}) holds the session's key"
        );
    }
    planted.hide()
}

/// EXP-06.
pub fn a_copy_needs_a_proof(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let Some(age) = limits.step_up_age else { return Err(Fault::Missing("step_up_age of the hurried instance".into())) };
    let persona = hurried.anew(Role::Ordinary)?;
    ensure!(copy(&persona, "json")?.status == 200, "with a fresh proof the copy is refused");
    let ask = || Request::new("GET", "/me/export");
    if subject.is_by_cookie() {
        for forged in [ask().with("X-Plenary", "1").with("Sec-Fetch-Site", "cross-site"), ask().with("Sec-Fetch-Site", "cross-site")] {
            let status = persona.ask(&forged)?.status;
            ensure!((400..500).contains(&status), "a copy by a link from elsewhere is answered with {status}");
        }
    }
    until_stale(&persona, age)?;
    for path in ["/me/export?as=json", "/me/export?as=html", "/me/access-log?as=csv"] {
        if path.contains("access-log") && subject.has(Feature::AccessLog).is_err() {
            continue;
        }
        let stale = persona.ask(&Request::new("GET", path).with("X-Plenary", "1"))?;
        ensure!(
            matches!(stale.status, 401 | 403) && stale.problem() == "step-up-required",
            "with an old proof the copy is answered with {}",
            stale.status
        );
    }
    ensure!(subject.stranger().ask(&ask().with("X-Plenary", "1"))?.status == 401, "a stranger gets a copy");
    Ok(())
}

fn agreements(persona: &Persona) -> Result<Value, Fault> {
    let answer = persona.get("/me/consents")?;
    ensure!(answer.status == 200, "GET /me/consents is answered with {}", answer.status);
    Ok(answer.json())
}

fn agree(persona: &Persona, body: &Value) -> Result<u16, Fault> {
    let status = persona.ask(&Request::new("POST", "/me/consents").json(body))?.status;
    if status == 429 { Err(Fault::Missing("wider quotas for agreements during the run".into())) } else { Ok(status) }
}

/// CONS-01.
pub fn agreements_are_noted(subject: &Subject) -> Verdict {
    let owner = Owner::of(subject)?;
    let policy = subject.target.get("/policy")?;
    ensure!(policy.status == 200, "GET /policy is answered to a stranger with {}", policy.status);
    let policy = policy.json();
    let digest: String = Sha256::digest(policy["text"].as_str().unwrap_or_default()).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(policy["hash"] == digest.as_str(), "the policy's digest is not that of its text");
    ensure!(agree(&owner.persona, &json!({"given": false}))? == 200, "taking an agreement back is refused");
    let status = agree(&owner.persona, &json!({"given": true, "version": "never-was"}))?;
    ensure!((400..500).contains(&status), "agreeing to a policy that never was is answered with {status}");
    let at = jiff::Timestamp::now().as_second();
    ensure!(agree(&owner.persona, &json!({"given": true, "version": policy["version"]}))? == 200, "agreeing to the policy is refused");
    let noted = agreements(&owner.persona)?;
    ensure!(
        noted["policy"]["version"] == policy["version"] && noted["policy"]["hash"] == policy["hash"],
        "another policy is named than the public one"
    );
    let latest = &noted["consents"][0];
    ensure!(
        latest["given"] == true && latest["hash"] == policy["hash"] && latest["version"] == policy["version"],
        "the agreement is not the latest that is noted"
    );
    let noted_at = latest["at"].as_i64().unwrap_or_default();
    ensure!((at - 120..at + 120).contains(&noted_at), "the agreement is noted with another time");
    Ok(())
}

/// CONS-02.
pub fn agreements_are_taken_back(subject: &Subject) -> Verdict {
    let (owner, bob) = (Owner::of(subject)?, super::with::bob(subject)?);
    owner.show(&["name"])?;
    ensure!(page(&bob, &owner.id)?.status == 200, "what is shown is not there");
    let given = agreements(&owner.persona)?;
    ensure!(given["consents"][0]["given"] == true, "showing something is not noted as an agreement");
    let status = agree(&owner.persona, &json!({"given": false}))?;
    ensure!(status == 200, "taking an agreement back is answered with {status}");
    let me = owner.persona.get("/me")?.json();
    let open = me["fields"].as_object().into_iter().flatten().find(|(_, own)| own["audience"] != "only_me");
    ensure!(open.is_none() && me["listed"] == false, "after the agreement was taken back something is still shown");
    ensure!(page(&bob, &owner.id)?.status == 404, "after the agreement was taken back the page is still there");
    ensure!(agreements(&owner.persona)?["consents"][0]["given"] == false, "that it was taken back is not noted");
    let (hurried, limits) = subject.hurried()?;
    let Some(age) = limits.step_up_age else { return Err(Fault::Missing("step_up_age of the hurried instance".into())) };
    let persona = hurried.anew(Role::Connection)?;
    until_stale(&persona, age)?;
    let status = agree(&persona, &json!({"given": false}))?;
    ensure!(status == 200, "with an old proof taking an agreement back is answered with {status}");
    Ok(())
}

/// COMP-01.
pub fn complaints_are_acknowledged(subject: &Subject) -> Verdict {
    let (owner, bob) = (subject.signed_in(Role::Connection)?, super::with::bob(subject)?);
    let words = format!("A complaint of the conformance suite: {}.", random_letters(16));
    let file = |who: &Persona, text: &str| who.ask(&Request::new("POST", "/complaints").json(&json!({"text": text})));
    let filed = file(&owner, &words)?;
    if filed.status == 429 {
        return Err(Fault::Missing("wider quotas for complaints during the run".into()));
    }
    ensure!(matches!(filed.status, 200..=202), "a complaint is answered with {}", filed.status);
    ensure!(filed.json()["reference"].as_str().is_some_and(|reference| reference.len() >= 6), "a complaint gets no reference");
    for empty in ["", " ", "\n"] {
        let status = file(&owner, empty)?.status;
        ensure!((400..500).contains(&status), "a complaint without words is answered with {status}");
    }
    ensure!(file(&subject.stranger(), "x")?.status == 401, "a stranger complains in nobody's name");
    for path in ["/complaints", "/reports", "/me/notices", "/incidents"] {
        let heard = String::from_utf8_lossy(&bob.get(path)?.body).contains(&words);
        ensure!(!heard, "{path} tells somebody else of a complaint");
    }
    Ok(())
}
