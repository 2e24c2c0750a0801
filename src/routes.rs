//! Every address of the app as a value: the only way to write a link, and the only thing a sign-in returns to.
//! Not: what is drawn there.

mod problem;
mod query;
#[cfg(test)]
mod tests;

pub use problem::SignInProblem;

use crate::domain::agenda::filter::Filter;
use crate::domain::base;
use crate::domain::delegate::{DirectoryQuery, Initial};
use crate::domain::id::{DelegateId, SpeakerId, TalkId};
use query::{pairs, write_query};
use std::fmt;

/// A place in the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// `/`: the programme as a list, with what is looked for.
    Agenda(Filter),
    /// `/grid`: the programme as rooms × time, with what is looked for.
    Grid(Filter),
    /// `/mine`: the starred talks as a plan of the days.
    Mine,
    /// `/picks`: talks that somebody shares; which ones is in the fragment, so that no server learns of it.
    Picks,
    /// `/changes`: what is different since the programme was last looked at.
    Changes,
    /// `/speakers`: everybody on stage, with what is looked for.
    Speakers {
        /// Words to find.
        text: String,
    },
    /// `/speakers/{id}`.
    Speaker(SpeakerId),
    /// `/talks/{id}`.
    Talk(TalkId),
    /// `/notices`: what the organisers tell everybody.
    Notices,
    /// `/sign-in`, and where to go afterwards.
    SignIn(Option<Box<Route>>),
    /// `/sign-in/link`: where a mailed link lands; its token is in the fragment.
    SignInLink,
    /// `/sign-in?problem=…`: why a sign-in at an organisation opened nothing, and where to go afterwards.
    SignInProblem {
        /// What happened.
        problem: SignInProblem,
        /// As in [`Route::SignIn`].
        to: Option<Box<Route>>,
    },
    /// `/sign-in/join`: somebody is back from their organisation and types the mailed code.
    SignInJoin(Option<Box<Route>>),
    /// `/sign-in/done`: the backend has signed somebody in by itself; where to go on, or nowhere where another tab waits for it.
    SignInDone(Option<Box<Route>>),
    /// `/sign-in/return`: back from an issuer, where the app signs people in by itself; the answer is in the fragment.
    SignInReturn,
    /// `/delegates`: the directory, with what is looked for.
    Delegates {
        /// What is looked for, and where the list begins.
        query: DirectoryQuery,
        /// The row of that list which stands at the top of the window.
        row: usize,
    },
    /// `/delegates/{id}`.
    Delegate(DelegateId),
    /// `/connections`: contact details exchanged with people one meets; a code may stand in the fragment.
    Connections,
    /// `/profile`: the viewer's own data and who sees it.
    Profile,
    /// `/my-data`: a copy of everything, what was agreed to, a complaint, and the end of it.
    MyData,
    /// `/policy`: the privacy policy, for everybody.
    Policy,
    /// `/devices`: where the viewer is signed in, and how they sign in.
    Devices,
    /// `/who-saw-what`: who was shown which of the viewer's fields, and what incidents did to them.
    WhoSaw,
}

impl Route {
    /// The start of the app.
    pub fn home() -> Self {
        Self::Agenda(Filter::default())
    }

    /// Whether it shows the same to everybody, so that it may be shown inside another page.
    pub fn is_public(&self) -> bool {
        match self {
            Self::Agenda(_)
            | Self::Grid(_)
            | Self::Mine
            | Self::Picks
            | Self::Changes
            | Self::Speakers { .. }
            | Self::Speaker(_)
            | Self::Talk(_)
            | Self::Notices
            | Self::Policy => true,
            Self::SignIn(_)
            | Self::SignInLink
            | Self::SignInProblem { .. }
            | Self::SignInJoin(_)
            | Self::SignInDone(_)
            | Self::SignInReturn
            | Self::Delegates { .. }
            | Self::Delegate(_)
            | Self::Connections
            | Self::Profile
            | Self::MyData
            | Self::Devices
            | Self::WhoSaw => false,
        }
    }

    /// Where a sign-in leads that came from nowhere in particular: to the choices that only the delegate can make.
    pub fn after_sign_in() -> Self {
        Self::Profile
    }

    /// The whole directory.
    pub fn directory() -> Self {
        Self::directory_of(DirectoryQuery::default())
    }

    /// A part of the directory, from its beginning.
    pub fn directory_of(query: DirectoryQuery) -> Self {
        Self::Delegates { query, row: 0 }
    }

    /// Reads a path of the site (`/talks/x`, below where the app begins) and a query (`day=…`, without `?`); `None`: no such place.
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        Self::parse_within(base::within(path)?, query)
    }

    /// [`Route::parse`] of a path that begins where the app does.
    fn parse_within(path: &str, query: &str) -> Option<Self> {
        let pairs = pairs(query);
        let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let segments: Vec<&str> = path.strip_prefix('/')?.trim_end_matches('/').split('/').collect();
        Some(match segments.as_slice() {
            [""] => Self::Agenda(Filter::from_query(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())))),
            ["grid"] => Self::Grid(Filter::from_query(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())))),
            ["mine"] => Self::Mine,
            ["picks"] => Self::Picks,
            ["changes"] => Self::Changes,
            ["notices"] => Self::Notices,
            ["speakers"] => Self::Speakers { text: value("q").unwrap_or("").to_owned() },
            ["speakers", id] => Self::Speaker(id.parse().ok()?),
            ["talks", id] => Self::Talk(id.parse().ok()?),
            ["sign-in"] => {
                let to = value("to").and_then(Self::parse_return).map(Box::new);
                match value("problem").and_then(SignInProblem::from_key) {
                    Some(problem) => Self::SignInProblem { problem, to },
                    None => Self::SignIn(to),
                }
            }
            ["sign-in", "join"] => Self::SignInJoin(value("to").and_then(Self::parse_return).map(Box::new)),
            ["sign-in", "done"] => Self::SignInDone(value("to").and_then(Self::parse_return).map(Box::new)),
            ["sign-in", "link"] => Self::SignInLink,
            ["sign-in", "return"] => Self::SignInReturn,
            ["delegates"] => Self::Delegates {
                query: DirectoryQuery {
                    text: value("q").unwrap_or("").to_owned(),
                    initial: value("letter").and_then(|l| l.chars().next()).and_then(Initial::read),
                    organisation: value("organisation").filter(|name| !name.is_empty()).map(str::to_owned),
                    cursor: value("from").filter(|cursor| !cursor.is_empty()).map(str::to_owned),
                },
                row: value("row").and_then(|row| row.parse().ok()).unwrap_or(0),
            },
            ["delegates", id] => Self::Delegate(id.parse().ok()?),
            ["connections"] => Self::Connections,
            ["profile"] => Self::Profile,
            ["my-data"] => Self::MyData,
            ["policy"] => Self::Policy,
            ["devices"] => Self::Devices,
            ["who-saw-what"] => Self::WhoSaw,
            _ => return None,
        })
    }

    /// Where a sign-in may return to: a place in this app that is not itself a sign-in. Everything else (other origins, `//x`, `\x`,
    /// `javascript:` …) is no `Route` and so cannot be returned to. With what stands before the app's paths, or without.
    pub fn parse_return(to: &str) -> Option<Self> {
        let (path, query) = to.split_once('?').unwrap_or((to, ""));
        match Self::parse(path, query).or_else(|| Self::parse_within(path, query))? {
            Self::SignIn(_)
            | Self::SignInLink
            | Self::SignInProblem { .. }
            | Self::SignInJoin(_)
            | Self::SignInDone(_)
            | Self::SignInReturn => None,
            route @ (Self::Agenda(_)
            | Self::Grid(_)
            | Self::Mine
            | Self::Picks
            | Self::Changes
            | Self::Notices
            | Self::Speakers { .. }
            | Self::Speaker(_)
            | Self::Talk(_)
            | Self::Delegates { .. }
            | Self::Delegate(_)
            | Self::Connections
            | Self::Profile
            | Self::MyData
            | Self::Policy
            | Self::Devices
            | Self::WhoSaw) => Some(route),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(base::base())?;
        fmt::Display::fmt(&Within(self), f)
    }
}

/// A place as it is written where the app begins: so that one in another's query means the same wherever the app is.
struct Within<'r>(&'r Route);

impl fmt::Display for Within<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Route::Agenda(filter) => write_query(f, "/", filter.to_query()),
            Route::Grid(filter) => write_query(f, "/grid", filter.to_query()),
            Route::Mine => f.write_str("/mine"),
            Route::Picks => f.write_str("/picks"),
            Route::Changes => f.write_str("/changes"),
            Route::Notices => f.write_str("/notices"),
            Route::Speakers { text } => write_query(f, "/speakers", (!text.is_empty()).then(|| ("q", text.clone()))),
            Route::Speaker(id) => write!(f, "/speakers/{id}"),
            Route::Talk(id) => write!(f, "/talks/{id}"),
            Route::SignIn(to) => write_query(f, "/sign-in", to.iter().map(|route| ("to", Within(route).to_string()))),
            Route::SignInLink => f.write_str("/sign-in/link"),
            Route::SignInReturn => f.write_str("/sign-in/return"),
            Route::SignInProblem { problem, to } => {
                let to = to.iter().map(|route| ("to", Within(route).to_string()));
                write_query(f, "/sign-in", [("problem", problem.key().to_owned())].into_iter().chain(to))
            }
            Route::SignInJoin(to) => write_query(f, "/sign-in/join", to.iter().map(|route| ("to", Within(route).to_string()))),
            Route::SignInDone(to) => write_query(f, "/sign-in/done", to.iter().map(|route| ("to", Within(route).to_string()))),
            Route::Delegates { query, row } => {
                let given = [
                    ("q", (!query.text.is_empty()).then(|| query.text.clone())),
                    ("letter", query.initial.map(|initial| initial.as_char().to_string())),
                    ("organisation", query.organisation.clone()),
                    ("from", query.cursor.clone()),
                    ("row", (*row > 0).then(|| row.to_string())),
                ];
                write_query(f, "/delegates", given.into_iter().filter_map(|(key, value)| Some((key, value?))))
            }
            Route::Delegate(id) => write!(f, "/delegates/{id}"),
            Route::Connections => f.write_str("/connections"),
            Route::Profile => f.write_str("/profile"),
            Route::MyData => f.write_str("/my-data"),
            Route::Policy => f.write_str("/policy"),
            Route::Devices => f.write_str("/devices"),
            Route::WhoSaw => f.write_str("/who-saw-what"),
        }
    }
}
