//! Checks that need no knowledge of a backend: its address, the address of somebody who may sign in, and where their mail arrives. The ids
//! are those of the list of conformance checks. Not: a proof that a backend is good; only what stands here was asked.

pub mod door;
pub mod envelope;
pub mod origin;
pub mod sessions;

use crate::contract::{Contract, OPENAPI};
use crate::http::Target;
use crate::mailbox::Mailbox;
use crate::persona::Persona;
use crate::{Fault, Verdict};

/// What is checked.
pub struct Subject {
    /// Where it is.
    pub target: Target,
    /// Somebody who may sign in.
    pub email: Option<String>,
    /// Where their mail arrives.
    pub mailbox: Option<Mailbox>,
    /// What it should keep.
    pub contract: Contract,
}

/// One line of the report.
pub struct Check {
    /// Stable.
    pub id: &'static str,
    /// What holds where it passes.
    pub claim: &'static str,
    /// Asks.
    pub run: fn(&Subject) -> Verdict,
}

/// Every check, in the order in which they are run.
pub const ALL: [Check; 16] = [
    Check { id: "CONTRACT-01", claim: "public routes and refusals have the declared shapes", run: envelope::public_shapes },
    Check { id: "HDR-01", claim: "every answer has the security headers", run: envelope::headers },
    Check { id: "CT-01", claim: "every refusal is problem+json with a request id", run: envelope::problems },
    Check { id: "CACHE-02", claim: "a path that looks like a file gets no private answer", run: envelope::deception },
    Check { id: "CORS-01..03", claim: "no hostile origin is let in", run: origin::hostile_origins },
    Check { id: "AUTHN-01", claim: "an address alone opens nothing", run: door::an_address_opens_nothing },
    Check { id: "AUTHN-02", claim: "an address in a parameter or header opens nothing", run: door::a_claimed_address_opens_nothing },
    Check { id: "AUTHN-08", claim: "without a session only public routes answer", run: door::nothing_is_read_without_a_session },
    Check { id: "AUTHN-09", claim: "made-up credentials open nothing", run: door::made_up_credentials_open_nothing },
    Check { id: "ENUM-01..03", claim: "known and unknown addresses get one answer", run: door::known_and_unknown_look_alike },
    Check { id: "AUTHN-04", claim: "a mail scanner gets no session and spends no link", run: sessions::a_scanner_spends_nothing },
    Check { id: "SESS-07", claim: "cookies have every protecting attribute", run: sessions::cookie_attributes },
    Check { id: "CACHE-01", claim: "private answers are not stored", run: sessions::private_answers_are_not_stored },
    Check { id: "CSRF-01..04", claim: "another site cannot change anything", run: origin::another_site_changes_nothing },
    Check { id: "LOGOUT-01", claim: "sign-out clears the cookie and the site's storage", run: sessions::sign_out_clears },
    Check { id: "LOGOUT-02", claim: "an old cookie is worth nothing", run: sessions::sign_out_revokes },
];

impl Subject {
    /// A backend of which nothing but the address is known.
    pub fn at(target: Target) -> Result<Self, Fault> {
        Ok(Self { target, email: None, mailbox: None, contract: Contract::parse(OPENAPI)? })
    }

    /// The address of somebody who may sign in; the fault says what to tell the suite.
    pub fn email(&self) -> Result<&str, Fault> {
        self.email.as_deref().ok_or_else(|| Fault::Missing("--email".into()))
    }

    /// Signs somebody in.
    pub fn persona(&self) -> Result<Persona, Fault> {
        let mailbox = self.mailbox.as_ref().ok_or_else(|| Fault::Missing("--inbox".into()))?;
        Persona::sign_in(&self.target, mailbox, self.email()?)
    }

    /// Takes the mails that a check made arrive out of the inbox, so that the next check does not read them.
    pub fn put_away(&self, mails: usize) -> Verdict {
        for _ in 0..mails {
            if let Some(mailbox) = &self.mailbox {
                mailbox.next(self.email()?)?;
            }
        }
        Ok(())
    }
}

/// The contract's path with something in the place of each parameter.
pub fn filled(path: &str) -> String {
    path.replace("{talk}", "t1").replace("{id}", "d1").replace("{photo}", "p1").replace("{file}", "x.ics")
}
