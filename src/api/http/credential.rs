//! What shows a backend who asks. Not: where a token comes from, which is `api::bearer`.

use crate::api::ApiError;
#[cfg(feature = "personal")]
use crate::api::bearer::Door;
#[cfg(feature = "personal")]
use std::rc::Rc;
use web_sys::RequestCredentials;

/// One of the ways.
#[derive(Debug, Clone)]
pub(crate) enum Credential {
    /// A cookie of the backend's own, which the browser adds and no script sees.
    Cookie,
    /// An access token in this page's memory; no cookie goes with it.
    #[cfg(feature = "personal")]
    Token(Rc<Door>),
    /// An access token that this page has forgotten already, for one last question.
    #[cfg(feature = "personal")]
    Last(Rc<Shown>),
    /// None, on purpose: what does somebody get who is not signed in?
    #[cfg(feature = "personal")]
    Nobody,
    /// None: the tokens are in the other part of the app.
    #[cfg(not(feature = "personal"))]
    Elsewhere,
}

/// A token on its way into one request. It cannot be printed or copied.
pub(crate) struct Shown {
    header: String,
    /// Which of the tokens of this page it is.
    number: u64,
}

impl Shown {
    #[cfg(feature = "personal")]
    pub(in crate::api) fn new(header: String, number: u64) -> Self {
        Self { header, number }
    }

    pub(super) fn header(&self) -> &str {
        &self.header
    }
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown(…)")
    }
}

impl Credential {
    /// Whether the browser may add cookies.
    pub(super) fn cookies(&self) -> RequestCredentials {
        match self {
            Self::Cookie => RequestCredentials::SameOrigin,
            #[cfg(feature = "personal")]
            Self::Token(_) | Self::Last(_) | Self::Nobody => RequestCredentials::Omit,
            #[cfg(not(feature = "personal"))]
            Self::Elsewhere => RequestCredentials::Omit,
        }
    }

    /// The token for a request, where there is one; a new one where it is about to end.
    pub(super) async fn show(&self) -> Result<Option<Shown>, ApiError> {
        match self {
            Self::Cookie => Ok(None),
            #[cfg(feature = "personal")]
            Self::Nobody => Ok(None),
            #[cfg(feature = "personal")]
            Self::Token(door) => door.show().await,
            #[cfg(feature = "personal")]
            Self::Last(shown) => Ok(Some(Shown { header: shown.header.clone(), number: shown.number })),
            #[cfg(not(feature = "personal"))]
            Self::Elsewhere => Ok(None),
        }
    }

    /// The token after one that the backend took no longer; `None`: there is none.
    #[cfg_attr(not(feature = "personal"), expect(clippy::unused_async, reason = "only a token has a next one"))]
    pub(super) async fn show_next(&self, refused: Option<Shown>) -> Result<Option<Shown>, ApiError> {
        match (self, refused) {
            #[cfg(feature = "personal")]
            (Self::Token(door), Some(refused)) => door.show_next(refused.number).await,
            #[cfg(feature = "personal")]
            (Self::Token(_), None) | (Self::Last(_) | Self::Nobody, _) => Ok(None),
            (Self::Cookie, _) => Ok(None),
            #[cfg(not(feature = "personal"))]
            (Self::Elsewhere, _) => Ok(None),
        }
    }
}
