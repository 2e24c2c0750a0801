//! Why a sign-in through an issuer did not happen, told apart by what the person should do. Not: the words for it, which are in `text`.

/// There is no session after any of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInFault {
    /// The browser lacks WebCrypto, or the page came without TLS.
    NoCrypto,
    /// The browser keeps nothing for this page, so an answer could not be matched with its question.
    NoStorage,
    /// The issuer's description of itself is not usable: a member is missing, an address is unprotected, or S256 is not spoken.
    Description,
    /// An answer, a description or a token names another issuer (mix-up, RFC 9700 4.4, RFC 9207).
    OtherIssuer,
    /// An answer that nobody here asked for, a second time the same, or one that came after ten minutes.
    Unasked,
    /// The issuer says that the person must sign in there first; the answer to a question that may show nothing.
    LoginRequired,
    /// The person, or a rule of their organisation, said no.
    Declined,
    /// The issuer answered with another error.
    Issuer,
    /// The issuer did not take the code: used already, too old, or meant for somebody else.
    CodeRefused,
    /// The token's answer or the ID token is not one.
    Malformed,
    /// The ID token belongs to another sign-in (`nonce`).
    OtherSignIn,
    /// The ID token is for another app (`aud`, `azp`).
    OtherApp,
    /// The ID token is over, or from the future.
    Expired,
    /// The ID token is about somebody else than before.
    OtherPerson,
    /// A fresh proof was asked for, and the sign-in at the issuer is older (`auth_time`).
    NotFresh,
    /// The conference's server does not take the issuer's token: its settings, or a sign-in that has ended there.
    NotAccepted,
}
