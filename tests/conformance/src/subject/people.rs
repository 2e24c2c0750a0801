//! The personas of a run: signed in once and shared, or anew where a check needs a session of its own. Not: what they plant.

use super::{Instance, Subject};
use crate::check::{Feature, Role};
use crate::description::{Minted, Person};
use crate::http::Target;
use crate::mailbox::{Mail, Mailbox};
use crate::persona::Persona;
use crate::planted::Planted;
use crate::{Fault, Verdict, ensure};
use serde_json::json;
use std::sync::{Arc, PoisonError};

/// A browser that asked for a mail, with everything that came of it.
pub struct Asked {
    /// The browser.
    pub browser: Persona,
    /// Names the challenge.
    pub challenge: String,
    /// What was mailed.
    pub mail: Mail,
}

impl Asked {
    /// The proof by the mailed code.
    pub fn proof(&self) -> Result<serde_json::Value, Fault> {
        Ok(json!({"challenge_id": self.challenge, "code": self.mail.code()?}))
    }
}

impl Subject {
    /// Where mails arrive; the fault says what to tell the suite.
    pub fn inbox(&self) -> Result<&Mailbox, Fault> {
        self.inbox.as_ref().ok_or_else(|| Fault::Missing("where mails arrive ([mailbox], or --inbox)".into()))
    }

    /// A persona's description.
    pub fn person(&self, role: Role) -> Result<&Person, Fault> {
        self.description.personas.get(&role).ok_or_else(|| Fault::Missing(format!("the persona {role}")))
    }

    /// The address of a persona.
    pub fn address(&self, role: Role) -> Result<&str, Fault> {
        let email = self.person(role)?.email.as_str();
        if email.is_empty() { Err(Fault::Missing(format!("the address of the persona {role}"))) } else { Ok(email) }
    }

    /// A browser without a session.
    pub fn stranger(&self) -> Persona {
        Persona::stranger(&self.target)
    }

    /// A session of this persona that checks share: none may end it, and what is changed with it is put back.
    pub fn signed_in(&self, role: Role) -> Result<Arc<Persona>, Fault> {
        let known = self.shared.lock().unwrap_or_else(PoisonError::into_inner).get(&role).cloned();
        if let Some(persona) = known {
            // A flaw that ends sessions is found by the check that asks for it, not by every later one.
            if persona.get("/me")?.status == 200 {
                return Ok(persona);
            }
        }
        let persona = Arc::new(self.anew(role)?);
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).insert(role, persona.clone());
        Ok(persona)
    }

    /// A session of this persona that belongs to one check.
    pub fn anew(&self, role: Role) -> Result<Persona, Fault> {
        self.anew_at(&self.target, role)
    }

    fn anew_at(&self, target: &Target, role: Role) -> Result<Persona, Fault> {
        let person = self.person(role)?;
        let persona = match person.minted().as_ref().map(Minted::make).transpose()? {
            Some(token) => {
                self.recorder.keep_secret(&token, "$TOKEN");
                Persona::with_token(target, &person.email, &token)?
            }
            None if self.is_quiet() => {
                return Err(Fault::Absent(format!(
                    "the safe profile sends no mail, and the persona {role} signs in by one: it is asked with a token made for the run, and in the full profile"
                )));
            }
            None => Persona::sign_in(target, self.inbox()?, self.address(role)?)?,
        };
        for secret in persona.secrets() {
            self.recorder.keep_secret(&secret, "$SESSION");
        }
        Ok(persona)
    }

    /// A browser that asked for a mail to this persona, and the mail.
    pub fn asked(&self, role: Role) -> Result<Asked, Fault> {
        self.asked_at(&self.target, role)
    }

    fn asked_at(&self, target: &Target, role: Role) -> Result<Asked, Fault> {
        let browser = Persona::asking(target, self.address(role)?);
        let (challenge, mail) = browser.start(self.inbox()?)?;
        if let Ok(code) = mail.code() {
            self.recorder.keep_secret(&code, "$CODE");
        }
        if let Ok(token) = mail.link_token() {
            self.recorder.keep_secret(&token, "$LINK");
        }
        Ok(Asked { browser, challenge, mail })
    }

    /// Takes the mails with codes that a check made arrive out of an inbox, so that the next check does not read them.
    pub fn put_away(&self, role: Role, mails: usize) -> Verdict {
        if let Some(inbox) = &self.inbox {
            for _ in 0..mails {
                inbox.next(self.address(role)?)?;
            }
        }
        Ok(())
    }

    /// Takes every mail out of a persona's inbox that is there now: those of before would be taken for the first answers.
    pub fn empty(&self, role: Role) -> Verdict {
        let (inbox, address) = (self.inbox()?, self.address(role)?);
        for mail in inbox.to(address)? {
            match mail.code() {
                Ok(_) => inbox.next(address)?,
                Err(_) => inbox.notice(address)?,
            };
        }
        Ok(())
    }

    /// A shared session whose proof is fresh enough for everything.
    pub fn proved(&self, role: Role) -> Result<Arc<Persona>, Fault> {
        let persona = self.signed_in(role)?;
        self.prove(&persona)?;
        Ok(persona)
    }

    /// Makes a session's proof fresh, where it is not known to be.
    pub fn prove(&self, persona: &Persona) -> Verdict {
        if self.inbox.is_some() && self.has(Feature::StepUp).is_ok() && !persona.is_fresh() {
            let answer = persona.step_up(self.inbox()?)?;
            ensure!((200..300).contains(&answer.status), "the fresh proof is answered with {}", answer.status);
        }
        Ok(())
    }

    /// The victim with something unique in every field, and all of it hidden again.
    pub fn victim(&self) -> Result<&Planted, Fault> {
        let planted = self.planted.get_or_init(|| Planted::by(self)).as_ref().map_err(Clone::clone)?;
        self.prove(&planted.persona)?;
        planted.hide()?;
        Ok(planted)
    }
}

impl Instance<'_> {
    /// A session of this persona there.
    pub fn anew(&self, role: Role) -> Result<Persona, Fault> {
        self.subject.anew_at(&self.target, role)
    }

    /// A browser that asked for a mail there.
    pub fn asked(&self, role: Role) -> Result<Asked, Fault> {
        self.subject.asked_at(&self.target, role)
    }
}
