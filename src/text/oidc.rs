//! Words for a sign-in through an issuer that came to nothing. Not: the protocol's own words, which would help nobody.

use crate::oidc::SignInFault;

/// What happened, what was kept, what to do. Nobody is signed in by any of these.
pub(super) fn sign_in_fault(fault: SignInFault) -> &'static str {
    match fault {
        SignInFault::NoCrypto => {
            t!(
                "This browser does not offer what a safe sign-in needs, or the page came without encryption. Nobody was signed in. Use a current \
             browser, and an address that begins with https://."
            )
        }
        SignInFault::NoStorage => {
            t!(
                "This browser keeps nothing for this page, so an answer of your organisation could not be told from somebody else’s. Nobody was \
             signed in. Allow this site to keep data, then try again."
            )
        }
        SignInFault::Description => {
            t!(
                "Your organisation’s sign-in cannot be used: what it says about itself is incomplete or not safe. Nobody was signed in. Please \
             tell the organisers."
            )
        }
        SignInFault::OtherIssuer => {
            t!(
                "The answer came from another sign-in service than the one that was asked. It was not believed, and nobody was signed in. Start \
             again; if it happens again, tell the organisers."
            )
        }
        SignInFault::Unasked => {
            t!(
                "This answer does not belong to a sign-in that was begun here within the last ten minutes, so nobody was signed in. Start again \
             from this page."
            )
        }
        SignInFault::LoginRequired => t!("You are not signed in at your organisation. Sign in to go on."),
        SignInFault::Declined => {
            t!(
                "The sign-in was cancelled or not allowed at your organisation. Nothing was changed. You can try again; if you should have access, \
             ask your organisation."
            )
        }
        SignInFault::Issuer => {
            t!(
                "Your organisation’s sign-in answered that it could not sign you in. Nothing was changed. Try again in a moment; if it stays, ask \
             your organisation."
            )
        }
        SignInFault::CodeRefused => {
            t!("Your organisation’s answer was used already, or is too old. Nobody was signed in by it. Sign in once more.")
        }
        SignInFault::Malformed => {
            t!(
                "Your organisation’s sign-in sent an answer that this app does not understand. Nobody was signed in. Please tell the organisers."
            )
        }
        SignInFault::OtherSignIn => {
            t!(
                "The answer belongs to another sign-in than the one that was begun here. It was not believed, and nobody was signed in. Start again."
            )
        }
        SignInFault::OtherApp => {
            t!("The answer was made for another app. It was not believed, and nobody was signed in. Please tell the organisers.")
        }
        SignInFault::Expired => {
            t!(
                "The answer was over when it came, or is dated in the future. Nobody was signed in. Sign in once more; if it stays, tell the \
             organisers that a clock at your organisation’s sign-in is wrong."
            )
        }
        SignInFault::OtherPerson => {
            t!(
                "Somebody else signed in at your organisation than the person who is signed in here. Nothing was changed. Sign in as the same \
             person, or sign out here first."
            )
        }
        SignInFault::NotFresh => {
            t!(
                "Your organisation did not ask for a fresh proof that it is you, and this needs one. Nothing was changed. Sign out there, then try \
             again."
            )
        }
        SignInFault::NotAccepted => {
            t!(
                "The conference’s server did not take your organisation’s word: that sign-in was ended here before, or the two are not set up for \
             each other. Sign in once more; if it stays, tell the organisers."
            )
        }
    }
}
