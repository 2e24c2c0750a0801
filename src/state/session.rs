//! Who is signed in in this browser, and the only code that changes it. Not: the credential, which no script ever sees.

use super::unheard;
use crate::api::{Account, ApiError, Backend, SignedIn};
#[cfg(feature = "personal")]
use crate::api::{Challenge, Joining, Proof};
use crate::browser::{Guard, Message, after, forget_stored, is_framed, leave_to_start, listen, outliving, send};
use crate::domain::id::DelegateId;
use crate::domain::profile::Profile;
#[cfg(feature = "personal")]
use crate::domain::text::Email;
use leptos::prelude::*;
use std::rc::Rc;

/// Somebody's sign-in state. There is no way from an address to `SignedIn`: only [`Sessions::redeem`] gets there, with a proof.
#[derive(Clone)]
pub enum Session {
    /// The backend is being asked.
    Restoring,
    /// The backend could not be asked. That is not "signed out".
    Unconfirmed(ApiError),
    /// Certainly nobody.
    SignedOut(Farewell),
    /// The viewer.
    SignedIn(Viewer),
    /// The backend ended the session under the viewer's hands: the screen stays, with what was typed, until they prove again who they are.
    Lapsed(Viewer),
}

/// How the last session in this browser ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// There was none.
    None,
    /// Another tab signed out.
    Elsewhere,
}

/// The delegate who is looking, and the handle to what they may do.
#[derive(Clone)]
pub struct Viewer {
    /// Everything that needs a session.
    pub account: Rc<dyn Account>,
    /// The profile in the backend's latest words.
    pub profile: ArcRwSignal<Profile>,
}

impl Viewer {
    /// Who it is.
    pub fn id(&self) -> DelegateId {
        self.profile.with_untracked(|profile| profile.id.clone())
    }
}

impl From<SignedIn> for Viewer {
    fn from(signed_in: SignedIn) -> Self {
        Self { account: signed_in.account, profile: ArcRwSignal::new(signed_in.profile) }
    }
}

/// The session as a signal.
#[derive(Clone, Copy)]
pub struct Sessions {
    backend: StoredValue<Rc<dyn Backend>, LocalStorage>,
    session: RwSignal<Session, LocalStorage>,
}

impl Sessions {
    /// Nothing known yet.
    pub fn new(backend: Rc<dyn Backend>) -> Self {
        Self { backend: StoredValue::new_local(backend), session: RwSignal::new_local(Session::Restoring) }
    }

    /// The backend's public side.
    pub fn backend(&self) -> Rc<dyn Backend> {
        self.backend.get_value()
    }

    /// The state now; tracked.
    pub fn read(&self) -> Session {
        self.session.get()
    }

    /// The state now; untracked.
    pub fn read_untracked(&self) -> Session {
        self.session.get_untracked()
    }

    /// Who is signed in (or whose session lapsed and waits for a proof); tracked, and only notifies when the person changes.
    pub fn viewer(&self) -> Memo<Option<DelegateId>> {
        let session = self.session;
        Memo::new(move |_| {
            session.with(|s| match s {
                Session::SignedIn(viewer) | Session::Lapsed(viewer) => Some(viewer.id()),
                Session::Restoring | Session::Unconfirmed(_) | Session::SignedOut(_) => None,
            })
        })
    }

    /// The viewer now, untracked.
    pub fn viewer_now(&self) -> Option<Viewer> {
        self.session.with_untracked(|s| match s {
            Session::SignedIn(viewer) | Session::Lapsed(viewer) => Some(viewer.clone()),
            Session::Restoring | Session::Unconfirmed(_) | Session::SignedOut(_) => None,
        })
    }

    /// Asks the backend who is signed in.
    pub async fn restore(self) {
        self.session.set(Session::Restoring);
        let restored = self.backend().restore().await;
        #[cfg(feature = "personal")]
        let restored = match restored {
            // A wish to be hidden comes before anything else is asked.
            Ok(Some(signed_in)) => Ok(Some(super::hiding::first(signed_in).await)),
            restored => restored,
        };
        #[cfg(feature = "personal")]
        if let Ok(Some(signed_in)) = &restored
            && signed_in.account.is_of_this_page()
        {
            unheard::came_in(signed_in);
        }
        if let Ok(Some(signed_in)) = &restored
            && !signed_in.account.is_of_this_page()
            && let Some(everywhere) = unheard::of(&signed_in.profile.id)
        {
            // Signed out while offline: that wish outlives the page and comes before anything is shown.
            let put_back = across_sign_out();
            self.session.set(match signed_in.account.sign_out(everywhere).await {
                Ok(()) => {
                    put_back();
                    Session::SignedOut(Farewell::None)
                }
                Err(error) => return self.session.set(Session::Unconfirmed(error)),
            });
            unheard::heard(&signed_in.profile.id);
            return;
        }
        if restored.is_ok() {
            unheard::is_over_here();
        }
        self.session.set(match restored {
            Ok(Some(signed_in)) => Session::SignedIn(signed_in.into()),
            Ok(None) => Session::SignedOut(Farewell::None),
            Err(error) => Session::Unconfirmed(error),
        });
    }

    /// Has a proof mailed. Changes nothing here.
    #[cfg(feature = "personal")]
    pub async fn begin(self, email: Email) -> Result<Challenge, ApiError> {
        self.backend().begin_sign_in(email).await
    }

    /// The only way in. Where a lapsed session is renewed by somebody else, everything of the former viewer is dropped with the page.
    #[cfg(feature = "personal")]
    pub async fn redeem(self, proof: Proof) -> Result<(), ApiError> {
        let signed_in = super::hiding::first(self.backend().redeem(proof).await?).await;
        self.entered(signed_in);
        Ok(())
    }

    /// The mailed code after a way to an organisation: joins its sign-in to the account, and is a way in.
    #[cfg(feature = "personal")]
    pub async fn join(self, joining: Joining, code: String) -> Result<(), ApiError> {
        let signed_in = super::hiding::first(self.backend().join(joining, code).await?).await;
        self.entered(signed_in);
        Ok(())
    }

    /// This page has come by an issuer's tokens, in a window beside it: whose they are.
    #[cfg(feature = "personal")]
    pub async fn enter_again(self) -> Result<(), ApiError> {
        let signed_in = super::hiding::first(self.backend().restore().await?.ok_or(ApiError::SessionExpired)?).await;
        self.entered(signed_in);
        Ok(())
    }

    /// The backend has let somebody in.
    #[cfg(feature = "personal")]
    fn entered(self, signed_in: SignedIn) {
        unheard::came_in(&signed_in);
        super::code_step::forget();
        let former = self.viewer_now().map(|viewer| viewer.id());
        match former {
            Some(id) if id != signed_in.profile.id => {
                self.drop_everything();
            }
            Some(_) => {
                // The same person again: screens keep their handles, the cookie behind them is new.
                if let Some(viewer) = self.viewer_now() {
                    viewer.profile.set(signed_in.profile);
                    self.session.set(Session::SignedIn(viewer));
                }
            }
            None => self.session.set(Session::SignedIn(signed_in.into())),
        }
        send(Message::SignedIn);
    }

    /// The backend said that the session is over. Where nothing can be typed, nothing waits for a proof, nor inside another page: nobody is signed in any more.
    pub fn lapse(&self) {
        let Session::SignedIn(viewer) = self.session.get_untracked() else { return };
        let waits = cfg!(feature = "personal") && !is_framed();
        self.session.set(if waits { Session::Lapsed(viewer) } else { Session::SignedOut(Farewell::Elsewhere) });
    }

    /// Signs out: screen, memory, storage, other tabs, then the network, then a fresh page. The wish is written down before anything else, so
    /// that it outlives a closed tab and a dead network: whichever page is opened next fulfils it before it shows anything.
    pub async fn sign_out(self, everywhere: bool) {
        let Some(viewer) = self.viewer_now() else { return };
        unheard::note(&viewer.id(), everywhere);
        self.session.set(Session::SignedOut(Farewell::None));
        super::favourites::forget();
        super::read_marks::forget();
        #[cfg(feature = "personal")]
        super::code_step::forget();
        send(Message::SignedOut);
        let put_back = across_sign_out();
        if viewer.account.sign_out(everywhere).await.is_ok() {
            put_back();
            unheard::heard(&viewer.id());
        }
        leave_to_start();
    }

    /// The account is gone: nobody is signed in any more, in no tab. The page stays, because it shows the receipt.
    #[cfg(feature = "personal")]
    pub fn erased(self) {
        self.session.set(Session::SignedOut(Farewell::None));
        super::favourites::forget();
        super::read_marks::forget();
        super::code_step::forget();
        send(Message::SignedOut);
    }

    /// Another tab signed out or in: this one follows at once and never shows or acts for somebody who is not signed in any more.
    pub fn follow_other_tabs(self) -> Guard {
        listen(move |message| match message {
            Message::SignedOut if self.viewer_now().is_some() => {
                self.drop_everything();
            }
            Message::SignedIn => leptos::task::spawn_local(self.check()),
            Message::SignedOut | Message::ProfileChanged | Message::FavouritesChanged => {}
        })
    }

    /// Drops what is shown, then the page; the screen goes first, so that unsaved text on it no longer holds the page back.
    fn drop_everything(self) {
        self.session.set(Session::SignedOut(Farewell::Elsewhere));
        super::favourites::forget();
        super::read_marks::forget();
        #[cfg(feature = "personal")]
        super::code_step::forget();
        after(0, leave_to_start).keep_forever();
    }

    /// Asks whose this browser is now; a page that shows somebody else is left.
    pub async fn check(self) {
        let shown = self.viewer_now().map(|viewer| viewer.id());
        let Ok(now) = self.backend().restore().await else { return };
        if self.viewer_now().map(|viewer| viewer.id()) != shown {
            return;
        }
        let lapsed = match self.session.get_untracked() {
            Session::Lapsed(viewer) => Some(viewer),
            Session::Restoring | Session::Unconfirmed(_) | Session::SignedOut(_) | Session::SignedIn(_) => None,
        };
        match (now, lapsed) {
            // Signed in again in another tab: what waits here goes on, with what was typed.
            (Some(signed_in), Some(viewer)) if Some(&signed_in.profile.id) == shown.as_ref() => {
                viewer.profile.set(signed_in.profile);
                self.session.set(Session::SignedIn(viewer));
            }
            // Still nobody: that is what this page says and waits for.
            (None, Some(_)) => {}
            (now, _) if now.as_ref().map(|signed_in| &signed_in.profile.id) == shown.as_ref() => {}
            _ if shown.is_some() => self.drop_everything(),
            _ => self.restore().await,
        }
    }

    /// The backend has let somebody in while this page was away: other tabs look.
    #[cfg(feature = "personal")]
    pub fn tell_other_tabs(self) {
        send(Message::SignedIn);
    }
}

/// What belongs to the device, to nobody, or to somebody who will be back: the returned function puts it back, once a sign-out has cleared the storage.
fn across_sign_out() -> impl FnOnce() {
    let (outliving, bulletins) = (outliving(), super::bulletins::across_sign_out());
    move || {
        forget_stored(); // in a folder of a site the answer does not, since the storage is others' too
        outliving();
        bulletins();
    }
}
