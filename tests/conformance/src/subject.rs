//! What is checked, while it is checked: the target, its contract, its personas with their sessions, and what was said last. Not: any check.

mod people;

pub use people::Asked;

use crate::check::{Feature, Profile, Role};
use crate::contract::Contract;
use crate::description::{self, Description, Inbox, Mode, Person, Routes};
use crate::erased::Erased;
use crate::harvest::Harvest;
use crate::http::{Budget, Target};
use crate::mailbox::Mailbox;
use crate::persona::Persona;
use crate::planted::Planted;
use crate::recorder::Recorder;
use crate::{Fault, Verdict};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// What is checked.
pub struct Subject {
    /// Where it is.
    pub target: Target,
    /// What it should keep.
    pub contract: Arc<Contract>,
    /// What its file says.
    pub description: Description,
    /// Where the personas' mails arrive.
    inbox: Option<Mailbox>,
    /// Sessions that checks share, so that a run asks for few mails.
    shared: Mutex<BTreeMap<Role, Arc<Persona>>>,
    /// Nobody may be sent a mail.
    is_quiet: AtomicBool,
    planted: OnceLock<Result<Planted, Fault>>,
    harvest: OnceLock<Result<Harvest, Fault>>,
    erased: OnceLock<Result<Erased, Fault>>,
    /// What was said last.
    pub recorder: Arc<Recorder>,
}

impl Subject {
    /// A backend of which nothing but the address is known.
    pub fn at(target: Target) -> Result<Self, Fault> {
        let description = Description::at(&format!("{}{}", target.origin(), target.api));
        Self::of(target, description, None)
    }

    /// A backend as its file describes it.
    pub fn described(description: Description) -> Result<Self, Fault> {
        let target = Target::parse(&description.base)?;
        let inbox = match &description.mailbox {
            None => None,
            Some(Inbox::Maildev(page)) => Some(Mailbox::at(page.trim_end_matches('/'), None)?),
            Some(Inbox::Command(command)) => Some(Mailbox::of_program(command.clone())),
        };
        Self::of(target, description, inbox)
    }

    fn of(mut target: Target, description: Description, inbox: Option<Mailbox>) -> Result<Self, Fault> {
        let recorder = Arc::new(Recorder::default());
        target.routes = Arc::new(Routes::of(&description.routes)?);
        target.budget = Budget::of(description.requests);
        if let Some((name, value)) = description.auth.sign.split_once(':') {
            target.sign = (name.trim().to_owned(), value.trim().to_owned());
        }
        if let Some((name, value)) = description.auth.carried.split_once(':') {
            target.carried = (name.trim().to_owned(), value.trim().to_owned());
        }
        target.witnesses.push(recorder.clone());
        for (role, person) in &description.personas {
            recorder.keep_secret(&person.email, &format!("<address of {role}>"));
        }
        let contract = Contract::ours()?;
        Ok(Self {
            target,
            contract,
            description,
            inbox,
            shared: Mutex::default(),
            is_quiet: AtomicBool::new(false),
            planted: OnceLock::new(),
            harvest: OnceLock::new(),
            erased: OnceLock::new(),
            recorder,
        })
    }

    /// With an ordinary delegate who signs in by the mails of this inbox.
    pub fn with_mail(self, email: &str, inbox: Mailbox) -> Self {
        self.with_person(Role::Ordinary, email).with_inbox(inbox)
    }

    /// With somebody who has this address.
    pub fn with_person(mut self, role: Role, email: &str) -> Self {
        self.recorder.keep_secret(email, &format!("<address of {role}>"));
        self.description.personas.insert(role, Person { email: email.into(), ..Person::default() });
        self
    }

    /// With another inbox than its file says.
    pub fn with_inbox(mut self, inbox: Mailbox) -> Self {
        self.inbox = Some(inbox);
        self
    }

    /// From now on it is asked no more than this profile allows.
    pub fn keep_to(&self, profile: Profile) {
        self.is_quiet.store(profile == Profile::Safe, Ordering::Relaxed);
    }

    fn is_quiet(&self) -> bool {
        self.is_quiet.load(Ordering::Relaxed)
    }

    /// Whether the backend is said to have it; the fault holds the reason why not.
    pub fn has(&self, feature: Feature) -> Verdict {
        match self.description.absent.get(&feature) {
            Some(why) => Err(Fault::Absent(format!("{feature}: {why}"))),
            None if feature == Feature::Refresh && self.description.refresh.is_none() => {
                Err(Fault::Absent("refresh: the description names no place where an app refreshes tokens of its own ([refresh])".into()))
            }
            None => Ok(()),
        }
    }

    /// Whether sessions are cookies.
    pub fn is_by_cookie(&self) -> bool {
        self.description.auth.mode == Mode::Cookie
    }

    /// The instance with short limits, and which they are; the fault says what to tell the suite.
    pub fn hurried(&self) -> Result<(Instance<'_>, &description::Instance), Fault> {
        let missing = || Fault::Missing("an instance with short limits ([hurried] in the description)".into());
        let described = self.description.hurried.as_ref().ok_or_else(missing)?;
        Ok((self.beside(&described.base)?, described))
    }

    /// The instance whose quotas may be used up: the one that is described for it, or this one.
    pub fn narrow(&self) -> Result<Instance<'_>, Fault> {
        match &self.description.narrow {
            Some(described) => self.beside(&described.base),
            None => Ok(Instance { target: self.target.clone(), subject: self }),
        }
    }

    /// Somebody of another conference, with the session that they have there, who asks here.
    pub fn elsewhere(&self) -> Result<Persona, Fault> {
        let there = match &self.description.elsewhere {
            Some(described) => self.beside(&described.base)?.anew(Role::Elsewhere)?,
            None => self.anew(Role::Elsewhere)?,
        };
        let mut here = there.copied();
        here.target = self.target.clone();
        Ok(here)
    }

    /// Secrets of many sign-ins.
    pub fn harvest(&self) -> Result<&Harvest, Fault> {
        self.harvest.get_or_init(|| Harvest::of(self)).as_ref().map_err(Clone::clone)
    }

    /// Somebody who was erased by this run.
    pub fn erased(&self) -> Result<&Erased, Fault> {
        self.erased.get_or_init(|| Erased::by(self)).as_ref().map_err(Clone::clone)
    }

    fn beside(&self, base: &str) -> Result<Instance<'_>, Fault> {
        Ok(Instance { target: self.target.moved_to(base)?, subject: self })
    }
}

/// Another instance of the same program, with the same personas and the same mail server.
pub struct Instance<'s> {
    /// Where it is.
    pub target: Target,
    subject: &'s Subject,
}
