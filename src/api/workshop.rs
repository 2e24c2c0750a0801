//! The door to the workshop, the part of the app for what is heavy and rare. Not: what it does, which is in `crate::workshop`.

use super::{ApiError, ProgrammeError};
use crate::browser;
use crate::domain::agenda::{Agenda, LongTexts, Remark, Talk, Texts};
use crate::domain::prose::Prose;
use crate::domain::time::ZoneName;
use crate::wire::agenda::Programme;
use crate::wire::translation::Translation;

/// A programme of another system, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// What it says. Its notices stand in `remarks`.
    pub agenda: Agenda,
    /// What was unclear in it.
    pub remarks: Vec<Remark>,
}

/// Reads a programme in whatever format it is. `zone`: the venue's, for files that do not name it.
pub async fn translate(file: &str, zone: Option<&ZoneName>) -> Result<Translated, ProgrammeError> {
    let answer = ask("translate", &[file, zone.map_or("", ZoneName::as_str), &browser::page_language()]).await?;
    let translation = Translation::from_text(&answer).map_err(|fault| broken(fault.0))?;
    let Some(programme) = translation.programme else { return Err(ProgrammeError::Unreadable(translation.refusal)) };
    let agenda = Agenda::try_from(programme).map_err(|fault| broken(fault.0))?;
    Ok(Translated { agenda, remarks: translation.remarks.into_iter().map(Remark::from).collect() })
}

/// A QR code, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCode {
    /// Modules on a side, without the quiet zone.
    pub size: u32,
    /// The `d` of an SVG path of its dark modules; one unit is one module.
    pub path: String,
}

/// The QR code of a text. [`ApiError::Malformed`] where the text is too long for one that a phone can read.
pub async fn qr(text: &str) -> Result<QrCode, ApiError> {
    let answer = ask("qr", &[text]).await?;
    let read = answer.split_once(' ').and_then(|(size, path)| Some(QrCode { size: size.parse().ok()?, path: path.to_owned() }));
    read.ok_or_else(|| broken("qr"))
}

/// The texts of the QR codes in a picture, those of a single line.
#[cfg(feature = "personal")]
pub async fn read_qr(frame: &browser::Frame) -> Result<Vec<String>, ApiError> {
    let answer = ask("read_qr", &[&frame.width.to_string(), &frame.luma]).await?;
    Ok(answer.lines().map(str::to_owned).collect())
}

/// The talks at these positions of the agenda as an iCalendar file. `texts`: what they say at length, where that is here; `site`: where the app
/// is, without a slash at the end; `now`: Unix seconds.
pub async fn calendar(agenda: &Agenda, talks: &[usize], texts: Option<&Texts>, site: &str, now: i64) -> Result<String, ApiError> {
    let talks: Vec<Talk> = talks.iter().filter_map(|position| agenda.talks.get(*position)).cloned().collect();
    let mut told = Texts::default();
    for talk in &talks {
        told.tell(&talk.id, texts.and_then(|texts| texts.talks.get(&talk.id)).cloned().unwrap_or_default());
    }
    let name = match talks.as_slice() {
        [only] => only.title.clone(),
        _ => agenda.name.clone(),
    };
    let wanted = Agenda { talks, texts: LongTexts::Here(told), notices: Vec::new(), ..agenda.clone() };
    let programme = serde_json::to_string(&Programme::from(&wanted)).map_err(|_| broken("calendar"))?;
    ask("calendar", &[&programme, &name, site, &now.to_string()]).await
}

/// A text of the programme, read as Markdown with the HTML that people put into it.
pub async fn prose(text: &str) -> Result<Prose, ApiError> {
    let answer = ask("prose", &[text]).await?;
    crate::wire::prose::from_json(&answer).map_err(|fault| broken(fault.0))
}

impl From<ApiError> for ProgrammeError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

/// The workshop answered, but not what it should.
fn broken(member: &str) -> ApiError {
    ApiError::Malformed { member: member.to_owned() }
}

#[cfg(feature = "workshop")]
async fn ask(function: &str, texts: &[&str]) -> Result<String, ApiError> {
    crate::workshop::answer(function, texts, &browser::BrowserZones::new()).ok_or_else(|| broken(function))
}

/// The part is fetched when it is first wanted; after a failure, it is fetched again when it is wanted again.
#[cfg(not(feature = "workshop"))]
async fn ask(function: &str, texts: &[&str]) -> Result<String, ApiError> {
    use browser::PartFault;
    browser::ask_part("workshop", function, texts).await.map_err(|fault| match fault {
        PartFault::Unreachable => ApiError::Unreachable,
        PartFault::Refused => ApiError::Intercepted,
        PartFault::Outdated => ApiError::Outdated,
        PartFault::Broken => broken(function),
    })
}
