//! The browser that somebody signs in with, as far as the rules need to know it: a label for its owner to recognise and a secret by which it
//! is known again. Not: a fingerprint; nothing here is guessed from what a browser cannot help but tell.

use super::Secret;
use super::secret::device_digest;
use super::store::{Digest, Familiarity, Store};
use super::{Conference, Entropy, Ruling};
use crate::domain::id::DelegateId;
use crate::domain::privacy::PerField;
use crate::domain::text::Email;
use std::fmt;

/// A kind of browser that people know by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Google's.
    Chrome,
    /// Microsoft's.
    Edge,
    /// Mozilla's.
    Firefox,
    /// Opera's.
    Opera,
    /// Apple's.
    Safari,
    /// The one that Samsung's phones come with.
    Samsung,
}

impl Browser {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Chrome, Self::Edge, Self::Firefox, Self::Opera, Self::Safari, Self::Samsung];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chrome => "Chrome",
            Self::Edge => "Edge",
            Self::Firefox => "Firefox",
            Self::Opera => "Opera",
            Self::Safari => "Safari",
            Self::Samsung => "Samsung Internet",
        }
    }
}

/// A kind of machine that people know by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// A phone or tablet.
    Android,
    /// Apple's phone.
    IPhone,
    /// Apple's tablet, where it does not call itself a Mac.
    IPad,
    /// Apple's computer.
    Mac,
    /// A computer with Windows.
    Windows,
    /// A computer with ChromeOS.
    Chromebook,
    /// A computer with Linux.
    Linux,
}

impl System {
    /// Every kind.
    pub const ALL: [Self; 7] = [Self::Android, Self::IPhone, Self::IPad, Self::Mac, Self::Windows, Self::Chromebook, Self::Linux];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Android => "Android",
            Self::IPhone => "iPhone",
            Self::IPad => "iPad",
            Self::Mac => "Mac",
            Self::Windows => "Windows",
            Self::Chromebook => "Chromebook",
            Self::Linux => "Linux",
        }
    }
}

/// What a device is called in its owner's list: "Firefox on Android", "A browser". There are few of them, none holds a version, and so none
/// tells one person's device from another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DeviceLabel {
    /// `None`: one that is not on the list.
    pub browser: Option<Browser>,
    /// `None`: one that is not on the list.
    pub system: Option<System>,
}

impl DeviceLabel {
    /// The label that is written so; any other text is "A browser".
    pub fn read(text: &str) -> Self {
        let browsers = Browser::ALL.into_iter().map(Some).chain([None]);
        let mut all =
            browsers.flat_map(|browser| System::ALL.into_iter().map(Some).chain([None]).map(move |system| Self { browser, system }));
        all.find(|label| label.to_string() == text).unwrap_or_default()
    }
}

impl fmt::Display for DeviceLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.browser.map_or("A browser", Browser::name))?;
        self.system.map_or(Ok(()), |system| write!(f, " on {}", system.name()))
    }
}

/// The browser that asks.
#[derive(Debug)]
pub struct Device {
    /// For its owner to recognise.
    pub label: DeviceLabel,
    secret: Option<Secret>,
}

impl Device {
    /// `cookie` is the secret that the browser holds since an earlier sign-in, whoever signed in then. What no backend of ours can have given
    /// it is as good as none.
    pub fn new(label: DeviceLabel, cookie: Option<&str>) -> Self {
        let is_ours = |value: &&str| value.len() == 64 && value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        Self { label, secret: cookie.filter(is_ours).map(|value| Secret::new(value.to_owned())) }
    }
}

/// A mail about something that was done with an account. It holds no secret and no link that does anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The address in the account.
    pub to: Email,
    /// Unix seconds.
    pub at: i64,
    /// What happened.
    pub what: Happened,
}

/// What a [`Notice`] tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// Somebody signed in to this account for the first time.
    FirstSignIn(DeviceLabel),
    /// Somebody signed in on a device that this account was never used on.
    NewDevice(DeviceLabel),
    /// The sign-in of an organisation was joined to this account, on this device.
    OrganisationAdded(DeviceLabel),
    /// It was taken away, on this device.
    OrganisationRemoved(DeviceLabel),
    /// A passkey that opens this account was added, on this device.
    PasskeyAdded(DeviceLabel),
    /// A passkey of this account was removed, on this device.
    PasskeyRemoved(DeviceLabel),
    /// A passkey was refused, because it looks like a copy.
    PasskeyCopied,
    /// What people recognise or reach the owner by was changed: these fields, on this device.
    ProfileChanged(DeviceLabel, PerField<bool>),
    /// A copy of everything that is kept was made, on this device.
    Exported(DeviceLabel),
    /// The organisers hold the account.
    Held,
    /// They hold it no more.
    Released,
    /// They ended every sign-in of it.
    SignedOut,
    /// More people see these fields, or (none) the owner is in the directory now.
    Widened(DeviceLabel, PerField<bool>),
    /// Somebody gets these fields by a gift, and did not see all of them before.
    Given(DeviceLabel, PerField<bool>),
    /// The owner and somebody else have each other's contact details from now on.
    Connected(ConnectedBy),
}

/// Whose yes connected two people: both are told, and only one of them is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectedBy {
    /// Of the one who is told.
    Reader,
    /// Of the other one.
    Another,
}

/// Seconds for which a device is known after its latest sign-in; also the age of its cookie.
pub const DEVICE_SECONDS: u32 = 365 * 86_400;

impl Device {
    /// Digest of the secret that the browser brought along.
    pub(super) fn digest(&self) -> Option<Digest> {
        self.secret.as_ref().map(|secret| device_digest(secret.expose()))
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The device's secret (a new one where it has none), the digest of it, and whether this delegate has used it before. From now on they have.
    pub(super) fn recognise(&mut self, delegate: &DelegateId, device: Device, now: i64) -> Ruling<(Secret, Digest, Familiarity), S> {
        let secret = device.secret.unwrap_or_else(|| super::entropy::token(&mut self.entropy));
        let digest = device_digest(secret.expose());
        let familiarity = self.store.recognise_device(delegate, &digest, now, now - i64::from(DEVICE_SECONDS))?;
        Ok((secret, digest, familiarity))
    }
}

/// What there is to tell the owner of an account that was just entered.
pub(super) fn told(familiarity: Familiarity, label: DeviceLabel) -> Option<Happened> {
    match familiarity {
        Familiarity::First => Some(Happened::FirstSignIn(label)),
        Familiarity::New => Some(Happened::NewDevice(label)),
        Familiarity::Known => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::secret::hex;
    use super::*;

    #[test]
    fn a_label_is_read_as_it_is_written_and_anything_else_is_a_browser() {
        for browser in Browser::ALL.map(Some).into_iter().chain([None]) {
            for system in System::ALL.map(Some).into_iter().chain([None]) {
                let label = DeviceLabel { browser, system };
                assert_eq!(DeviceLabel::read(&label.to_string()), label);
            }
        }
        assert_eq!(DeviceLabel { browser: Some(Browser::Safari), system: Some(System::IPhone) }.to_string(), "Safari on iPhone");
        assert_eq!(DeviceLabel::read("<script>").to_string(), "A browser");
    }

    #[test]
    fn only_a_secret_of_ours_is_taken_from_a_cookie_t21() {
        let ours = hex(&[7; 32]);
        assert_eq!(Device::new(DeviceLabel::default(), Some(&ours)).secret.unwrap().expose(), ours);
        for other in ["", "x", &ours[1..], &ours.to_uppercase().replace('0', "A"), &format!("{}é", &ours[2..])] {
            assert!(Device::new(DeviceLabel::default(), Some(other)).secret.is_none(), "{other}");
        }
    }
}
