//! Everything of a page's sign-in through an issuer, behind one handle. Not: the steps, which are the modules beside it.

use super::arrival::Returned;
use super::grant::Grant;
use crate::api::ApiError;
use crate::api::http::description;
use crate::browser::{Guard, Message, listen, now_unix, random};
use crate::domain::base::base;
use crate::oidc::{Client, Provider, SignInFault};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

/// The path to which an issuer sends people back.
pub(super) fn way_back() -> String {
    format!("{}/sign-in/return", base())
}

/// The way in through an issuer. One for each page.
pub struct Door {
    pub(super) client: Client,
    /// Where a sign-in that shows nothing may begin by itself, in words that lead back there; `None`: not on this screen.
    pub(super) here: fn() -> Option<String>,
    pub(super) grant: RefCell<Option<Grant>>,
    /// How many grants and renewals there were, so that each has a number.
    pub(super) numbers: Cell<u64>,
    pub(super) returned: RefCell<Option<Returned>>,
    /// The name of the lock under which this tab renews.
    pub(super) lock: String,
    provider: RefCell<Option<Rc<Provider>>>,
    others: RefCell<Option<Guard>>,
}

// It holds tokens.
impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Door(…)")
    }
}

impl Door {
    /// For this page. `here` says where a sign-in that shows nothing may begin by itself, and how to come back there.
    pub fn new(client: Client, here: fn() -> Option<String>) -> Rc<Self> {
        let tab = random::<8>().map_or(0, u64::from_be_bytes);
        let door = Rc::new(Self {
            client,
            here,
            grant: RefCell::default(),
            numbers: Cell::default(),
            returned: RefCell::default(),
            lock: format!("plenary.issuer.{tab:x}"),
            provider: RefCell::default(),
            others: RefCell::default(),
        });
        let own = Rc::downgrade(&door);
        // Whoever signs out in one tab has signed out in all: this one's tokens are given back too.
        let others = listen(move |message| match message {
            Message::SignedOut => {
                if let Some(door) = own.upgrade() {
                    door.forget();
                }
            }
            Message::SignedIn | Message::ProfileChanged | Message::FavouritesChanged => {}
        });
        door.others.replace(Some(others));
        door
    }

    /// What people call whoever runs the issuer.
    pub fn organisation(&self) -> &str {
        self.client.shown_name()
    }

    /// How the latest errand ended, where this page began with one.
    pub fn returned(&self) -> Option<Returned> {
        self.returned.borrow().clone()
    }

    /// The issuer's own description, asked for once.
    pub(super) async fn provider(&self) -> Result<Rc<Provider>, ApiError> {
        if let Some(known) = &*self.provider.borrow() {
            return Ok(Rc::clone(known));
        }
        let text = description(&self.client.description()).await?;
        let provider = Rc::new(Provider::read(&text, &self.client.issuer)?);
        self.provider.replace(Some(Rc::clone(&provider)));
        Ok(provider)
    }

    /// The description, if it was asked for.
    pub(super) fn known_provider(&self) -> Option<Rc<Provider>> {
        self.provider.borrow().clone()
    }

    /// Where the issuer sends people back to.
    pub(super) fn redirect(&self) -> Result<String, ApiError> {
        let origin = crate::browser::origin();
        if origin.is_empty() { Err(SignInFault::NoCrypto.into()) } else { Ok(format!("{origin}{}", way_back())) }
    }
}

/// Milliseconds of the device's clock, for ages and nothing else.
pub(super) fn device_ms() -> f64 {
    now_unix() as f64 * 1000.0
}
