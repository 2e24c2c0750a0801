//! Sentences about the sign-in of an organisation. Not: those for an app that signs people in by itself (`oidc`).

use crate::routes::SignInProblem;

/// Why nobody is signed in (or nothing is joined), in a headline and a sentence: what happened, what was kept, what to do.
pub fn sign_in_problem(problem: SignInProblem) -> (&'static str, &'static str) {
    match problem {
        SignInProblem::Provider => (
            t!("Your organisation’s sign-in did not answer"),
            t!("You are not signed in, and nothing was changed. Try again in a moment, or use a mailed code meanwhile."),
        ),
        SignInProblem::Declined => (
            t!("You were not signed in"),
            t!("The sign-in was cancelled at your organisation. Nothing was changed. You can try again, or use a mailed code."),
        ),
        SignInProblem::Refused => (
            t!("Your organisation’s answer could not be trusted"),
            t!(
                "To be safe we did not sign you in, and nothing was changed. Try again. If it happens twice, use a mailed code and tell the \
             conference’s help desk."
            ),
        ),
        SignInProblem::Expired => (
            t!("This sign-in is over"),
            t!(
                "It took longer than ten minutes, was used already, or was begun in another browser. You are not signed in by it. Start again here."
            ),
        ),
        SignInProblem::NotKnown => (
            t!("No account here is yours yet"),
            t!(
                "Your organisation knows you, but the address it gave us is not registered for this conference. If you registered with another \
             address, use a mailed code to it; otherwise ask the organisers."
            ),
        ),
        SignInProblem::NoAddress => (
            t!("Your organisation did not confirm an address for you"),
            t!(
                "So we cannot tell which account is yours. Sign in once with a mailed code; then you can add your organisation under “Devices and \
             sign-in”."
            ),
        ),
        SignInProblem::Taken => (
            t!("That sign-in opens another account"),
            t!(
                "The account at your organisation that you just used is joined to somebody else’s account here. Nothing was changed. Sign out at your \
             organisation and choose your own account there."
            ),
        ),
        SignInProblem::Busy => (
            t!("Too many sign-ins from your network"),
            t!(
                "You are not signed in, and nothing was changed. Wait a few minutes and try again; everybody on this network counts together."
            ),
        ),
    }
}
