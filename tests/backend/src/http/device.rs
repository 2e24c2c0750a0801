//! What a device is called in its owner's list, from `User-Agent` by a short closed list. The header itself is kept nowhere and shown to nobody:
//! it is what any client wrote. Not: a way to tell two devices apart.

use super::Failure;
use super::cookies::Cookie;
use crate::desk::Desk;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use plenary::conference::{Browser, Device, DeviceLabel, System};

/// The browser that asks, for whatever opens a session.
#[derive(Debug)]
pub struct ThisDevice(pub Device);

impl FromRequestParts<Desk> for ThisDevice {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Failure> {
        let cookie = desk.jar().read(&parts.headers, Cookie::Device);
        Ok(Self(Device::new(label(&parts.headers), cookie.as_deref())))
    }
}

/// Longer than any that a browser sends; what follows would not change the label.
const LOOKED_AT: usize = 512;

pub(crate) fn label(headers: &HeaderMap) -> DeviceLabel {
    let agent = headers.get(header::USER_AGENT).map_or(&[][..], |value| value.as_bytes());
    let agent = String::from_utf8_lossy(agent.get(..LOOKED_AT).unwrap_or(agent));
    DeviceLabel { browser: browser(&agent), system: system(&agent) }
}

// Every browser also names those before it, so the order decides: whoever says "Edg/" says "Chrome/" and "Safari/" too.
fn browser(agent: &str) -> Option<Browser> {
    let marks = [
        (Browser::Edge, &["Edg/", "EdgA/", "EdgiOS/"][..]),
        (Browser::Opera, &["OPR/", "OPT/"]),
        (Browser::Samsung, &["SamsungBrowser/"]),
        (Browser::Firefox, &["Firefox/", "FxiOS/"]),
        (Browser::Chrome, &["Chrome/", "CriOS/"]),
        (Browser::Safari, &["Safari/"]),
    ];
    marks.into_iter().find(|(_, marks)| marks.iter().any(|mark| agent.contains(mark))).map(|(browser, _)| browser)
}

fn system(agent: &str) -> Option<System> {
    let marks = [
        (System::Android, "Android"),
        (System::IPhone, "iPhone"),
        (System::IPad, "iPad"),
        (System::Mac, "Macintosh"),
        (System::Windows, "Windows NT"),
        (System::Chromebook, "CrOS"),
        (System::Linux, "Linux"),
    ];
    marks.into_iter().find(|(_, mark)| agent.contains(mark)).map(|(system, _)| system)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn called(agent: &str) -> String {
        label(&HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_bytes(agent.as_bytes()).unwrap())])).to_string()
    }

    #[test]
    fn browsers_that_people_have_are_called_by_their_names() {
        let apple = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let blink = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
        let phone = format!("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) {apple}");
        let android = format!("Mozilla/5.0 (Linux; Android 10; K) {blink}");
        let windows = format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {blink}");
        for (agent, name) in [
            ("Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0", "Firefox on Android"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Linux"),
            (&format!("{phone} Version/26.0 Mobile/15E148 Safari/604.1"), "Safari on iPhone"),
            (&format!("{phone} CriOS/140.0 Mobile/15E148 Safari/604.1"), "Chrome on iPhone"),
            (&format!("Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) {apple} FxiOS/143.0 Safari/605.1.15"), "Firefox on iPad"),
            (&format!("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {apple} Version/26.0 Safari/605.1.15"), "Safari on Mac"),
            (&format!("{windows} Safari/537.36 Edg/140.0"), "Edge on Windows"),
            (&format!("{android} Mobile Safari/537.36 EdgA/140.0"), "Edge on Android"),
            (&format!("{android} Mobile Safari/537.36"), "Chrome on Android"),
            (&format!("{android} SamsungBrowser/28.0 Mobile Safari/537.36"), "Samsung Internet on Android"),
            (&format!("{windows} Safari/537.36 OPR/122.0"), "Opera on Windows"),
            (&format!("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {blink} Safari/537.36"), "Chrome on Chromebook"),
        ] {
            assert_eq!(called(agent), name, "{agent}");
        }
    }

    #[test]
    fn nothing_that_a_client_writes_gets_into_the_label_v1_2() {
        for agent in ["", "curl/8.5", "<b>Ada's phone</b>", "ada@example.org", "é\u{202e}", &"x".repeat(100_000)] {
            assert_eq!(called(agent), "A browser", "{}", agent.get(..20).unwrap_or_default());
        }
        assert_eq!(called(&format!("{} Firefox/1", "x".repeat(600))), "A browser", "only the beginning is read");
        assert_eq!(label(&HeaderMap::new()), DeviceLabel::default());
    }
}
