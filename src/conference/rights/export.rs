//! A copy of everything that is kept of the viewer, told piece by piece, so that no copy is ever whole in a backend's memory. Not: how a piece travels.

use super::base64;
use super::page;
use super::store::{Cell, Entry, Mark, Record, Stretch};
use crate::conference::sight::Sights;
use crate::conference::{Conference, Entropy, Happened, Notice, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::id::DelegateId;
use crate::domain::rights::Form;
use crate::domain::time::Moment;
use serde_json::{Map, Value, json};

/// Records in a piece: few at first and wherever there are pictures among them, more and more where there are none, because each piece asks anew who may
/// be seen.
const PIECE: usize = 20;
const LARGEST: usize = 1280;

/// How far a copy has come. Made for a viewer who proved a moment ago who they are; it goes on without asking again.
#[derive(Debug)]
pub struct Export {
    delegate: DelegateId,
    form: Form,
    event: String,
    at: i64,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    Head,
    /// `told`: records of it so far; `behind`: the last of them.
    Chapter {
        number: usize,
        told: usize,
        behind: Option<Mark>,
        most: usize,
    },
    End,
}

impl Place {
    fn begin(number: usize) -> Self {
        Self::Chapter { number, told: 0, behind: None, most: PIECE }
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Begins a copy, and says what there is to tell the owner: a copy is made by whoever is signed in as them. `event`: the conference's name.
    pub fn begin_export(&mut self, viewer: &Viewer, form: Form, event: &str, now: i64) -> Ruling<(Export, Notice), S> {
        self.demand_session(viewer)?;
        let person = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?;
        self.demand_fresh(viewer, now).or_else(|why| flaws::refuse("EXP-06", why))?;
        self.admit(self.limits.exports_per_delegate, "export", viewer.id.as_str(), now)?;
        let label = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?.label;
        let notice = Notice { to: person.email, at: now, what: Happened::Exported(label) };
        Ok((Export { delegate: viewer.id.clone(), form, event: event.to_owned(), at: now, place: Place::Head }, notice))
    }

    /// The next piece of the copy; `None`: it is whole. Where the person is gone meanwhile, there is no more of it.
    pub fn next_piece(&self, export: &mut Export) -> Ruling<Option<String>, S> {
        if self.store.person(&export.delegate)?.is_none() {
            return Err(Refusal::NotFound);
        }
        let chapters = self.store.chapters();
        let (piece, next) = match export.place.clone() {
            Place::Head => (export.head(), Place::begin(0)),
            Place::Chapter { number, told, behind, most } => match chapters.get(number) {
                None => return self.foot(export),
                Some(chapter) => {
                    let Stretch { records, rest } = self.store.records(&export.delegate, number, behind.as_ref(), most)?;
                    let larger = if records.iter().any(holds_picture) { PIECE } else { LARGEST.min(most * 4) };
                    let sights = self.sights(&export.delegate, export.at)?;
                    let mut piece = String::new();
                    if told == 0 {
                        piece.push_str(&export.chapter_begin(chapter.key, chapter.title, number, records.is_empty()));
                    }
                    let sum = told + records.len();
                    for (place, record) in records.into_iter().enumerate() {
                        let record = self.seen(record, &sights)?;
                        piece.push_str(&export.record(&record, told + place));
                    }
                    let next = match rest {
                        Some(behind) => Place::Chapter { number, told: sum, behind: Some(behind), most: larger },
                        None => {
                            piece.push_str(&export.chapter_end());
                            Place::begin(number + 1)
                        }
                    };
                    (piece, next)
                }
            },
            Place::End => return Ok(None),
        };
        export.place = next;
        Ok(Some(piece))
    }

    fn foot(&self, export: &mut Export) -> Ruling<Option<String>, S> {
        export.place = Place::End;
        let left_out = self.store.left_out();
        Ok(Some(match export.form {
            Form::Json => {
                let left_out: Vec<Value> = left_out.iter().map(|one| json!({"what": one.what, "why": one.why})).collect();
                format!("\n}},\n\"left_out\": {}\n}}\n", Value::Array(left_out))
            }
            Form::Page => page::foot(&left_out),
        }))
    }

    /// Of other people only the ids of those who may be seen stay: somebody hidden must not be found in anybody's copy.
    fn seen(&self, record: Record, sights: &Sights) -> Ruling<Record, S> {
        let mut entries = Vec::with_capacity(record.0.len());
        for Entry { key, label, cell } in record.0 {
            let cell = match cell {
                Cell::Other(id) => match self.store.person(&id)?.as_ref().and_then(|person| sights.of(person)) {
                    Some(_) => Cell::Text(id.to_string()),
                    None => Cell::Nothing,
                },
                cell @ (Cell::Nothing
                | Cell::Text(_)
                | Cell::Number(_)
                | Cell::Yes(_)
                | Cell::At(_)
                | Cell::Parts(_)
                | Cell::Picture(_)) => cell,
            };
            entries.push(Entry { key, label, cell });
        }
        Ok(Record(entries))
    }
}

impl Export {
    fn head(&self) -> String {
        match self.form {
            Form::Json => {
                let (event, id, at) = (json!(self.event), json!(self.delegate.as_str()), json!(moment(self.at)));
                format!(
                    "{{\n\"format\": \"plenary-export-1\",\n\"conference\": {event},\n\"account\": {id},\n\"made_at\": {at},\n\"records\": {{"
                )
            }
            Form::Page => page::head(&self.event, &moment(self.at)),
        }
    }

    fn chapter_begin(&self, key: &str, title: &str, number: usize, is_empty: bool) -> String {
        match self.form {
            Form::Json => format!("{}\n{}: [", if number == 0 { "" } else { "," }, json!(key)),
            Form::Page => page::chapter(title, is_empty),
        }
    }

    fn chapter_end(&self) -> String {
        match self.form {
            Form::Json => "]".to_owned(),
            Form::Page => page::chapter_end(),
        }
    }

    fn record(&self, record: &Record, place: usize) -> String {
        match self.form {
            Form::Json => {
                let members: Map<String, Value> = record.0.iter().map(|entry| (entry.key.to_owned(), value(&entry.cell))).collect();
                format!("{}\n{}", if place == 0 { "" } else { "," }, Value::Object(members))
            }
            Form::Page => page::record(record),
        }
    }
}

fn holds_picture(record: &Record) -> bool {
    record.0.iter().any(|entry| matches!(entry.cell, Cell::Picture(_)))
}

/// For programs.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Nothing | Cell::Other(_) => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Number(number) => json!(number),
        Cell::Yes(yes) => json!(yes),
        Cell::At(at) => json!(moment(*at)),
        Cell::Parts(parts) => parts.clone(),
        Cell::Picture(bytes) => json!({"media_type": "image/jpeg", "base64": base64::encode(bytes)}),
    }
}

/// RFC 3339, in UTC.
pub(super) fn moment(unix: i64) -> String {
    Moment::new(unix, 0).to_string()
}
