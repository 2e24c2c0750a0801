//! Every number in the rules, with the contract's values as the default. Not: the rules themselves.

/// At most so many in a window of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// How many are let through.
    pub most: u32,
    /// Length of the window in seconds. Windows begin at multiples of it, so that `Retry-After` is exact and asking again while
    /// refused never makes the wait longer.
    pub seconds: u32,
}

/// How long, how often, how many. [`Default`] is what the contract says; tests and load runs may set others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Seconds until a challenge is dead (OWASP ASVS 5.0 V6.5.5: at most ten minutes).
    pub challenge_ttl: u32,
    /// Codes that may be tried on one challenge.
    pub tries_per_challenge: u32,
    /// Codes that may be tried on one address, over all its challenges.
    pub tries_per_address: Quota,
    /// Sign-ins started for one address, known or not.
    pub starts_per_address: Quota,
    /// Sign-ins started from one source. A venue behind one public address needs more.
    pub starts_per_source: Quota,
    /// Proofs offered from one source.
    pub redeems_per_source: Quota,
    /// Fresh proofs that one delegate may ask for.
    pub step_ups_per_delegate: Quota,
    /// Seconds until a ceremony with a passkey is dead.
    pub ceremony_ttl: u32,
    /// Passkeys that one delegate may have.
    pub passkeys_per_delegate: usize,
    /// Sign-ins by passkey started from one source. The sign-in screen starts one by itself, so that a device can offer its passkey.
    pub passkey_starts_per_source: Quota,
    /// Changes of what people are recognised or reached by, and widenings, that one delegate makes: each is told by a mail.
    pub changes_per_delegate: Quota,
    /// New addresses that one delegate has a code mailed to.
    pub addresses_per_delegate: Quota,
    /// Seconds without a request after which a session is over.
    pub session_idle: u32,
    /// Seconds after which a session is over whatever happens.
    pub session_absolute: u32,
    /// Seconds between two notes that a session is in use; more often would write on every request.
    pub seen_every: u32,
    /// Seconds for which a proof is fresh enough for widening and for changes of what people are recognised by.
    pub step_up_age: u32,
    /// Copies of everything that one delegate makes.
    pub exports_per_delegate: Quota,
    /// Complaints of one delegate: each is mailed to people.
    pub complaints_per_delegate: Quota,
    /// Steps of consent that one delegate makes by themselves. Hiding is never counted.
    pub consents_per_delegate: Quota,
    /// Most people in a page of the directory, whatever is asked for.
    pub directory_page: usize,
    /// Pages of the directory for one viewer.
    pub directory_per_viewer: Quota,
    /// The same for a whole day, so that nobody copies a large directory page by page.
    pub directory_per_day: Quota,
    /// Single delegates opened by one viewer.
    pub delegates_per_viewer: Quota,
    /// The same for a whole day.
    pub delegates_per_day: Quota,
    /// Portraits of others that one viewer is shown in a day: a list shows many, so more than pages.
    pub photos_per_day: Quota,
    /// Seconds until a shown code is dead.
    pub shown_code_ttl: u32,
    /// Codes that one delegate shows: a new one every two minutes, and room for haste.
    pub codes_per_delegate: Quota,
    /// Codes that one delegate types or scans.
    pub asks_per_delegate: Quota,
    /// Seconds for which a question for contact details can be answered.
    pub question_ttl: u32,
    /// Gifts that one delegate makes, changes or takes back.
    pub gifts_per_delegate: Quota,
    /// Looks at the own connections by one delegate.
    pub connections_per_viewer: Quota,
    /// Blocks that one delegate makes or lifts.
    pub blocks_per_delegate: Quota,
    /// Reports that one delegate sends.
    pub reports_per_delegate: Quota,
    /// Starred talks that one delegate may have.
    pub favourites: usize,
    /// Bytes of a stored photo.
    pub photo_bytes: usize,
    /// Calendar addresses that one delegate makes.
    pub calendars_per_delegate: Quota,
    /// Fetches of one calendar. A program that is closed and opened all day asks less.
    pub fetches_per_calendar: Quota,
    /// Addresses of no calendar that are tried from one source. A calendar service fetches for thousands of people from few networks, so what
    /// it fetches rightly is counted per calendar.
    pub calendar_guesses_per_source: Quota,
    /// Looks of one delegate at their own record of who saw what.
    pub records_per_delegate: Quota,
    /// Days after which what was noted of a look at somebody is forgotten.
    pub access_kept_days: u32,
    /// Reports of over-sharing that one delegate's apps send.
    pub over_shares_per_delegate: Quota,
    /// States of the programme of which it is known what changed since.
    pub versions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            challenge_ttl: 600,
            tries_per_challenge: 5,
            tries_per_address: Quota { most: 5, seconds: 600 },
            starts_per_address: Quota { most: 5, seconds: 3600 },
            starts_per_source: Quota { most: 60, seconds: 3600 },
            redeems_per_source: Quota { most: 60, seconds: 600 },
            step_ups_per_delegate: Quota { most: 20, seconds: 3600 },
            ceremony_ttl: 300,
            passkeys_per_delegate: 10,
            passkey_starts_per_source: Quota { most: 600, seconds: 600 },
            changes_per_delegate: Quota { most: 30, seconds: 3600 },
            addresses_per_delegate: Quota { most: 5, seconds: 3600 },
            session_idle: 12 * 3600,
            session_absolute: 7 * 24 * 3600,
            seen_every: 60,
            step_up_age: 300,
            exports_per_delegate: Quota { most: 12, seconds: 3600 },
            complaints_per_delegate: Quota { most: 10, seconds: 86_400 },
            consents_per_delegate: Quota { most: 60, seconds: 3600 },
            directory_page: 100,
            directory_per_viewer: Quota { most: 60, seconds: 60 },
            directory_per_day: Quota { most: 1200, seconds: 86_400 },
            delegates_per_viewer: Quota { most: 240, seconds: 60 },
            delegates_per_day: Quota { most: 3000, seconds: 86_400 },
            photos_per_day: Quota { most: 20_000, seconds: 86_400 },
            shown_code_ttl: 120,
            codes_per_delegate: Quota { most: 120, seconds: 3600 },
            asks_per_delegate: Quota { most: 30, seconds: 600 },
            question_ttl: 3 * 86_400,
            gifts_per_delegate: Quota { most: 120, seconds: 3600 },
            connections_per_viewer: Quota { most: 120, seconds: 60 },
            blocks_per_delegate: Quota { most: 120, seconds: 3600 },
            reports_per_delegate: Quota { most: 10, seconds: 3600 },
            favourites: 5000,
            photo_bytes: 2 * 1024 * 1024,
            calendars_per_delegate: Quota { most: 20, seconds: 3600 },
            fetches_per_calendar: Quota { most: 120, seconds: 3600 },
            calendar_guesses_per_source: Quota { most: 60, seconds: 600 },
            records_per_delegate: Quota { most: 120, seconds: 60 },
            access_kept_days: 120,
            over_shares_per_delegate: Quota { most: 20, seconds: 3600 },
            versions: 50,
        }
    }
}
