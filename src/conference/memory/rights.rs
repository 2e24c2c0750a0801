//! Everything of one person in memory, told in chapters and taken away. Not: the tables of a database, which have their own list of what becomes of each.

use super::Memory;
use crate::conference::access::Accesses;
use crate::conference::connections::store::{Connections, Stage};
use crate::conference::history::History;
use crate::conference::incidents::Incidents;
use crate::conference::passkeys::PasskeyStore;
use crate::conference::rights::{Cell, Chapter, Complaint, Consent, Entry, Erasure, Key, LeftOut, Mark, Record, Rights, Stretch};
use crate::conference::store::{Purpose, Store};
use crate::domain::fields::Fields;
use crate::domain::id::DelegateId;
use crate::domain::rights::ConsentStep;
use crate::domain::text::{Email, Text};
use serde_json::json;
use std::convert::Infallible;

/// What people asked for or agreed to.
#[derive(Clone, Default)]
pub(super) struct Papers {
    consents: Vec<Consent>,
    complaints: Vec<Complaint>,
}

/// The records of one kind.
type Tell = fn(&Memory, &DelegateId) -> Vec<Record>;

const CHAPTERS: [(Chapter, Tell); 11] = [
    (Chapter { key: "account", title: "Your account, and who may see what" }, account),
    (Chapter { key: "photo", title: "Your photo" }, photo),
    (Chapter { key: "changes", title: "Changes of what people recognise or reach you by" }, changes),
    (Chapter { key: "starred", title: "Talks that you starred" }, starred),
    (Chapter { key: "sign_ins", title: "Where you are signed in" }, sign_ins),
    (Chapter { key: "passkeys", title: "Your passkeys" }, passkeys),
    (Chapter { key: "connections", title: "Your connections" }, connections),
    (Chapter { key: "blocks", title: "People you blocked" }, blocks),
    (Chapter { key: "looked_at", title: "Who looked at what you share" }, looked_at),
    (Chapter { key: "consents", title: "What you agreed to" }, consents),
    (Chapter { key: "complaints", title: "Your complaints" }, complaints),
];

fn text(key: &'static str, label: &'static str, text: impl ToString) -> Entry {
    Entry { key, label, cell: Cell::Text(text.to_string()) }
}

fn at(key: &'static str, label: &'static str, at: i64) -> Entry {
    Entry { key, label, cell: Cell::At(at) }
}

fn fields(key: &'static str, label: &'static str, fields: Fields) -> Entry {
    Entry { key, label, cell: Cell::Parts(fields.iter().map(|field| json!(field.key())).collect()) }
}

fn account(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let Some(person) = memory.people.get(id) else { return Vec::new() };
    let own = person.profile.fields.iter().map(|(field, own)| {
        let value = own.value.as_ref().map(|text| text.as_str());
        (field.key().to_owned(), json!({"value": value, "audience": own.audience.key()}))
    });
    vec![Record(vec![
        text("email", "Address", person.email.as_str()),
        Entry { key: "listed", label: "In the directory", cell: Cell::Yes(person.profile.listed) },
        Entry { key: "fields", label: "What you wrote, and for whom", cell: Cell::Parts(own.collect::<serde_json::Map<_, _>>().into()) },
    ])]
}

fn photo(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let picture = |photo: &crate::conference::Photo| Entry { key: "bytes", label: "Picture", cell: Cell::Picture(photo.bytes.clone()) };
    memory.photos.get(id).map(|photo| Record(vec![picture(photo)])).into_iter().collect()
}

fn changes(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let Ok(all) = memory.changes(id);
    let told = |change: crate::conference::history::Change| {
        Record(vec![at("at", "When", change.at), text("field", "What", change.what.field().key()), text("label", "On", change.label)])
    };
    all.into_iter().map(told).collect()
}

fn starred(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    memory.favourites.get(id).into_iter().flatten().map(|talk| Record(vec![text("talk", "Talk", talk)])).collect()
}

fn sign_ins(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let mine = memory.sessions.values().filter(|session| session.delegate == *id);
    mine.map(|session| Record(vec![text("label", "On", session.label), at("created", "Since", session.created)])).collect()
}

fn passkeys(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    memory
        .passkeys
        .of(id)
        .iter()
        .map(|key| Record(vec![text("label", "Called", key.label.as_str()), at("created", "Since", key.created)]))
        .collect()
}

fn connections(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let Ok(all) = memory.connections(id);
    let told = |connection: crate::conference::connections::store::Connection| {
        let gave = connection.gift_of(id).map_or(Fields::none(), |gift| gift.fields);
        let since = match connection.stage {
            Stage::Living(since) => since,
            Stage::Asked | Stage::Declined => connection.at,
        };
        let other = connection.other(id).cloned().map_or(Cell::Nothing, Cell::Other);
        Record(vec![Entry { key: "with", label: "With", cell: other }, at("since", "Since", since), fields("gave", "You gave", gave)])
    };
    all.into_iter().map(told).collect()
}

fn blocks(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let Ok(all) = memory.blocks(id);
    all.into_iter()
        .map(|block| Record(vec![Entry { key: "who", label: "Who", cell: Cell::Other(block.blocked) }, at("at", "When", block.at)]))
        .collect()
}

fn looked_at(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let mut all = Vec::new();
    let Ok(()) = memory.accesses_of(id, &mut |access| {
        let who = access.viewer.map_or(Cell::Nothing, |(viewer, _)| Cell::Other(viewer));
        all.push(Record(vec![
            at("at", "When", access.at),
            fields("fields", "What", access.fields),
            Entry { key: "who", label: "Who", cell: who },
        ]));
    });
    all
}

fn consents(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let Ok(all) = Rights::consents(memory, id);
    let told = |consent: Consent| {
        let given = consent.step == ConsentStep::Given;
        Record(vec![
            at("at", "When", consent.at),
            Entry { key: "given", label: "Agreed", cell: Cell::Yes(given) },
            text("version", "Policy", consent.policy.version),
            text("hash", "Fingerprint of its text", consent.policy.hash),
        ])
    };
    all.into_iter().map(told).collect()
}

fn complaints(memory: &Memory, id: &DelegateId) -> Vec<Record> {
    let mine = memory.papers.complaints.iter().filter(|complaint| complaint.delegate == *id);
    let told = |one: &Complaint| {
        Record(vec![
            text("reference", "Reference", &one.reference),
            at("at", "When", one.at),
            text("words", "What you wrote", one.words.as_str()),
        ])
    };
    mine.map(told).collect()
}

impl Rights for Memory {
    fn chapters(&self) -> Vec<Chapter> {
        CHAPTERS.iter().map(|(chapter, _)| *chapter).collect()
    }

    fn left_out(&self) -> Vec<LeftOut> {
        vec![LeftOut {
            what: "Digests of secrets: of sign-ins, codes, passkeys and calendar addresses.",
            why: "They say nothing about you, and would help whoever finds this copy.",
        }]
    }

    // Nobody changes anything while a copy of what is in memory is told.
    fn records(&self, delegate: &DelegateId, chapter: usize, behind: Option<&Mark>, most: usize) -> Result<Stretch, Infallible> {
        let mut records = CHAPTERS.get(chapter).map(|(_, tell)| tell(self, delegate)).unwrap_or_default();
        let told = match behind.map(|Mark(keys)| keys.as_slice()) {
            Some([Key::Number(told)]) => usize::try_from(*told).unwrap_or(usize::MAX),
            Some(_) | None => 0,
        };
        records.drain(..told.min(records.len()));
        let rest = (records.len() > most).then(|| Mark(vec![Key::Number(i64::try_from(told + most).unwrap_or(i64::MAX))]));
        records.truncate(most);
        Ok(Stretch { records, rest })
    }

    fn erase(&mut self, erasure: Erasure<'_>) -> Result<bool, Infallible> {
        let id = erasure.delegate;
        let Some(person) = self.people.remove(id) else { return Ok(false) };
        self.by_email.remove(&person.email.key());
        self.end_challenges(id)?;
        self.end_sessions(id)?;
        self.devices.remove(id);
        self.changes.retain(|change| change.delegate != *id);
        self.favourites.remove(id);
        self.photos.remove(id);
        self.subscriptions.remove(id);
        for passkey in self.passkeys.of(id) {
            self.remove_passkey(id, &passkey.id)?;
        }
        for identity in self.identities.of(id) {
            self.end_identity(id, &identity.id)?;
        }
        self.ties.forget(id);
        self.board.forget(id);
        self.erase_accesses(id)?;
        self.erase_touched(id)?;
        self.papers.consents.retain(|consent| consent.delegate != *id);
        self.papers.complaints.retain(|complaint| complaint.delegate != *id);
        self.forget_counts(erasure.counters)?;
        Ok(true)
    }

    fn forget_counts(&mut self, counters: &[String]) -> Result<(), Infallible> {
        counters.iter().for_each(|key| drop(self.events.remove(key)));
        Ok(())
    }

    fn waiting_addresses(&self, delegate: &DelegateId) -> Result<Vec<Email>, Infallible> {
        let waiting = self.challenges.values().filter_map(|challenge| match &challenge.purpose {
            Purpose::Address(whose, address) if whose == delegate => Some(address.clone()),
            Purpose::Address(..) | Purpose::SignIn(_) | Purpose::StepUp(..) | Purpose::Join(..) | Purpose::Nobody => None,
        });
        Ok(waiting.collect())
    }

    fn consents(&self, delegate: &DelegateId) -> Result<Vec<Consent>, Infallible> {
        Ok(self.papers.consents.iter().rev().filter(|consent| consent.delegate == *delegate).cloned().collect())
    }

    fn add_consent(&mut self, consent: &Consent, keep: usize) -> Result<(), Infallible> {
        self.papers.consents.push(consent.clone());
        let mut surplus = Rights::consents(self, &consent.delegate)?.len().saturating_sub(keep);
        self.papers.consents.retain(|kept| {
            let goes = surplus > 0 && kept.delegate == consent.delegate;
            surplus -= usize::from(goes);
            !goes
        });
        Ok(())
    }

    fn complaint(&self, reference: &str) -> Result<Option<(DelegateId, i64, Text)>, Infallible> {
        let kept = self.papers.complaints.iter().find(|kept| kept.reference == reference);
        Ok(kept.map(|kept| (kept.delegate.clone(), kept.at, kept.words.clone())))
    }

    fn add_complaint(&mut self, complaint: &Complaint) -> Result<(), Infallible> {
        self.papers.complaints.push(complaint.clone());
        Ok(())
    }
}
