//! Flaws that can be switched on, so that the conformance suite can be seen to find each: one for every check, named by its id. They exist only
//! with the feature `flaws`, which no build but that of the suite's own proof has; without it every question here is answered `false` while
//! compiling, and nothing of a flaw is left in the program.

/// Whether the flaw that this check must find is switched on.
#[cfg(not(feature = "flaws"))]
#[inline(always)]
pub const fn on(_check: &str) -> bool {
    false
}

#[cfg(feature = "flaws")]
pub(super) mod made;

#[cfg(feature = "flaws")]
pub use made::knows;
#[cfg(feature = "flaws")]
pub use switched::{NAME, on};

use super::secret::Secret;

/// What is not counted, with the flaw of a quota.
pub(super) fn is_uncounted(kind: &str) -> bool {
    match kind {
        "start address source" | "start address" | "start device" => on("RATE-01"),
        "start source" => on("RATE-06"),
        "redeem source" => on("RATE-02"),
        "directory" | "directory day" | "delegate" | "delegate day" => on("RATE-03"),
        "step-up" => on("RATE-05"),
        "try sign-in" => on("AUTHN-12"),
        _ => false,
    }
}

/// A refusal, unless this flaw is on.
pub(super) fn refuse<E>(check: &str, why: E) -> Result<(), E> {
    if on(check) { Ok(()) } else { Err(why) }
}

/// A secret that looks long and holds little chance, with this flaw.
pub(super) fn weakened(check: &str, secret: Secret) -> Secret {
    if on(check) { Secret::new(format!("{:0<64}", secret.expose().get(..12).unwrap_or_default())) } else { secret }
}

#[cfg(feature = "flaws")]
mod switched;
