//! The numbers in the rules, by their names among the settings. Not: what they are for, which `plenary::conference::Limits` says.

use super::Settings;
use super::apply::{Unfit, parsed};
use plenary::conference::{Limits, Quota};

impl Settings {
    /// One of the numbers in [`Limits`]: seconds or a count, or for a quota `most/seconds`.
    pub(super) fn set_limit(&mut self, key: &str, value: &str) -> Result<(), Unfit> {
        let Limits {
            challenge_ttl,
            tries_per_challenge,
            tries_per_address,
            starts_per_address,
            starts_per_source,
            redeems_per_source,
            step_ups_per_delegate,
            ceremony_ttl,
            passkeys_per_delegate,
            passkey_starts_per_source,
            changes_per_delegate,
            session_idle,
            session_absolute,
            seen_every,
            step_up_age,
            exports_per_delegate,
            complaints_per_delegate,
            consents_per_delegate,
            directory_page,
            directory_per_viewer,
            delegates_per_viewer,
            favourites,
            photo_bytes,
            calendars_per_delegate,
            fetches_per_calendar,
            calendar_guesses_per_source,
            records_per_delegate,
            access_kept_days,
            over_shares_per_delegate,
            codes_per_delegate,
            asks_per_delegate,
            gifts_per_delegate,
            connections_per_viewer,
            blocks_per_delegate,
            reports_per_delegate,
            addresses_per_delegate,
            directory_per_day,
            delegates_per_day,
            photos_per_day,
            shown_code_ttl,
            question_ttl,
            versions,
        } = &mut self.limits;
        let number = || parsed(value, "a number");
        let size = || parsed(value, "a number");
        match key {
            "challenge_ttl" => *challenge_ttl = number()?,
            "tries_per_challenge" => *tries_per_challenge = number()?,
            "tries_per_address" => *tries_per_address = quota(value)?,
            "starts_per_address" => *starts_per_address = quota(value)?,
            "starts_per_source" => *starts_per_source = quota(value)?,
            "redeems_per_source" => *redeems_per_source = quota(value)?,
            "step_ups_per_delegate" => *step_ups_per_delegate = quota(value)?,
            "ceremony_ttl" => *ceremony_ttl = number()?,
            "passkeys_per_delegate" => *passkeys_per_delegate = size()?,
            "passkey_starts_per_source" => *passkey_starts_per_source = quota(value)?,
            "changes_per_delegate" => *changes_per_delegate = quota(value)?,
            "session_idle" => *session_idle = number()?,
            "session_absolute" => *session_absolute = number()?,
            "seen_every" => *seen_every = number()?,
            "step_up_age" => *step_up_age = number()?,
            "exports_per_delegate" => *exports_per_delegate = quota(value)?,
            "complaints_per_delegate" => *complaints_per_delegate = quota(value)?,
            "consents_per_delegate" => *consents_per_delegate = quota(value)?,
            "directory_page" => *directory_page = size()?,
            "directory_per_viewer" => *directory_per_viewer = quota(value)?,
            "delegates_per_viewer" => *delegates_per_viewer = quota(value)?,
            "favourites" => *favourites = size()?,
            "photo_bytes" => *photo_bytes = size()?,
            "calendars_per_delegate" => *calendars_per_delegate = quota(value)?,
            "fetches_per_calendar" => *fetches_per_calendar = quota(value)?,
            "calendar_guesses_per_source" => *calendar_guesses_per_source = quota(value)?,
            "records_per_delegate" => *records_per_delegate = quota(value)?,
            "access_kept_days" => *access_kept_days = number()?,
            "over_shares_per_delegate" => *over_shares_per_delegate = quota(value)?,
            "codes_per_delegate" => *codes_per_delegate = quota(value)?,
            "asks_per_delegate" => *asks_per_delegate = quota(value)?,
            "gifts_per_delegate" => *gifts_per_delegate = quota(value)?,
            "connections_per_viewer" => *connections_per_viewer = quota(value)?,
            "blocks_per_delegate" => *blocks_per_delegate = quota(value)?,
            "reports_per_delegate" => *reports_per_delegate = quota(value)?,
            "addresses_per_delegate" => *addresses_per_delegate = quota(value)?,
            "directory_per_day" => *directory_per_day = quota(value)?,
            "delegates_per_day" => *delegates_per_day = quota(value)?,
            "photos_per_day" => *photos_per_day = quota(value)?,
            "shown_code_ttl" => *shown_code_ttl = number()?,
            "question_ttl" => *question_ttl = number()?,
            "versions" => *versions = size()?,
            _ => return Err(Unfit::Unknown),
        }
        Ok(())
    }
}

fn quota(value: &str) -> Result<Quota, Unfit> {
    const EXPECTED: &str = "how many in how many seconds, such as 60/3600";
    let (most, seconds) = value.split_once('/').ok_or(Unfit::Expected(EXPECTED))?;
    let quota = Quota { most: parsed(most.trim(), EXPECTED)?, seconds: parsed(seconds.trim(), EXPECTED)? };
    if quota.seconds == 0 { Err(Unfit::Expected(EXPECTED)) } else { Ok(quota) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever looks for a limit finds its name in that file alone.
    #[test]
    fn the_example_names_every_limit_with_its_default() {
        let example = include_str!("../../plenary.example.toml");
        let (_, listed) = example.split_once("# All limits, as they are if not said.").unwrap();
        let mut listed: Vec<(&str, &str)> = listed.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(" = ")).collect();
        listed.sort_unstable();
        // As the compiler lists the fields; those of a quota stand further in.
        let fields = format!("{:#?}", Limits::default());
        let mut names: Vec<&str> = fields
            .lines()
            .filter_map(|line| line.strip_prefix("    ")?.split_once(": "))
            .map(|(name, _)| name)
            .filter(|name| !name.starts_with(' '))
            .collect();
        names.sort_unstable();
        assert_eq!(listed.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
        for (name, said) in listed {
            let (value, meaning) = said.split_once(" # ").unwrap();
            let value = value.trim();
            let mut settings = Settings::default();
            settings.set_limit(name, value.trim_matches('"')).unwrap();
            assert_eq!(settings.limits, Limits::default(), "{name}");
            assert!(!meaning.is_empty() && value.starts_with('"') == value.contains('/'), "{name}");
        }
    }
}
