//! On the way to the issuer: with this page, or in a window beside it so that what is typed here stays. Not: the answer (`arrival`).

use super::door::{Door, device_ms};
use super::known::{Known, known};
use crate::api::ApiError;
use crate::browser::{Leaving, TabStored, is_framed, leave_for, on_handed_over, open_apart, random, sha256};
use crate::oidc::{Answered, Intent, SignInFault, Transaction, may_try};
use std::cell::RefCell;
use std::future::{Future, pending, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

/// The question that the page has left with; taken before anything else when it is back.
pub(super) const ASKED: TabStored<Transaction> = TabStored::at("plenary.issuer.asked");
/// When this tab last went by itself, in milliseconds; gone once that led to a session.
pub(super) const TRIED: TabStored<f64> = TabStored::at("plenary.issuer.tried");

/// A question that is ready to be asked, so that the press of a button has nothing left to wait for: browsers open a window only at once.
pub struct Departure {
    door: Rc<Door>,
    transaction: Transaction,
    address: String,
}

impl Door {
    /// Draws the secrets of a sign-in and writes the address at the issuer. `return_to` is given back by [`Door::returned`]. After a sign-out
    /// in this browser [`Intent::Enter`] becomes [`Intent::Afresh`].
    pub async fn prepare(self: &Rc<Self>, intent: Intent, return_to: String) -> Result<Departure, ApiError> {
        let intent = match (intent, known()) {
            (Intent::Enter, Some(Known::Left)) => Intent::Afresh,
            (intent, Some(Known::Left | Known::Entered) | None) => intent,
        };
        let provider = self.provider().await?;
        let random = random::<{ Transaction::RANDOM }>().ok_or(SignInFault::NoCrypto)?;
        let transaction = Transaction::new(&random, intent, return_to, device_ms());
        let digest = sha256(transaction.verifier()).await.ok_or(SignInFault::NoCrypto)?;
        let address = transaction.address(&self.client, &provider, &self.redirect()?, &digest);
        Ok(Departure { door: Rc::clone(self), transaction, address })
    }

    /// Finds out without a word whether the organisation knows somebody here: the page leaves and comes back, at most once a minute while that
    /// leads nowhere, and only where somebody signed in before; inside another page never. `Ok`: nobody, and the page stays.
    pub(crate) async fn knock(self: &Rc<Self>) -> Result<(), ApiError> {
        if self.numbers.get() > 0 {
            // Somebody was signed in in this page, and what they typed may still stand in it.
            return Err(ApiError::SessionExpired);
        }
        match known() {
            Some(Known::Entered) => {}
            Some(Known::Left) | None => return Ok(()),
        }
        // The programme is there without anybody being asked; whether somebody is signed in stays open until a screen needs it. None inside another page does.
        let Some(here) = (self.here)().filter(|_| !is_framed()) else { return Err(ApiError::SessionExpired) };
        let now = device_ms();
        if !may_try(TRIED.read(), now) {
            return Ok(());
        }
        let departure = self.prepare(Intent::Quiet, here).await?;
        if !TRIED.write(&now) {
            return Ok(());
        }
        departure.leave_by(Leaving::Replaced)?;
        // The page is on its way out.
        pending().await
    }
}

impl Departure {
    /// Leaves with this page.
    pub fn leave(self) -> Result<(), ApiError> {
        self.leave_by(Leaving::Returnable)
    }

    fn leave_by(self, leaving: Leaving) -> Result<(), ApiError> {
        if !ASKED.write(&self.transaction) {
            return Err(SignInFault::NoStorage.into());
        }
        leave_for(&self.address, leaving);
        Ok(())
    }

    /// Asks in a window beside this page and waits for the answer, for ten minutes at most; then this page has the tokens. The window is open
    /// when this returns, before the future is first polled. What comes back through it is the code alone: its verifier never leaves this page.
    pub fn ask_beside(self) -> impl Future<Output = Result<(), ApiError>> {
        let Self { door, transaction, address } = self;
        let transaction = Rc::new(transaction);
        let arrived: Rc<RefCell<(Option<String>, Option<Waker>)>> = Rc::default();
        let (slot, meant) = (Rc::clone(&arrived), Rc::clone(&transaction));
        let is_mine = move |words: &str| Answered::read(words).is_some_and(|answered| meant.is_named(answered.state()));
        let listening = on_handed_over(is_mine, move |words| {
            let mut slot = slot.borrow_mut();
            slot.0 = Some(words);
            if let Some(waker) = slot.1.take() {
                waker.wake();
            }
        });
        open_apart(&address);
        async move {
            let words = poll_fn(|context| {
                let mut slot = arrived.borrow_mut();
                match slot.0.take() {
                    Some(words) => Poll::Ready(words),
                    None => {
                        slot.1 = Some(context.waker().clone());
                        Poll::Pending
                    }
                }
            })
            .await;
            drop(listening);
            let answered = Answered::read(&words).ok_or(SignInFault::Unasked)?;
            door.redeem(&transaction, answered).await
        }
    }
}
