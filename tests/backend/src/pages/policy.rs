//! The content policy of the app's pages. Not: which page has which.

use crate::settings::Settings;
use axum::http::HeaderValue;

/// As a header.
pub(super) fn header_of(policy: &str) -> HeaderValue {
    HeaderValue::from_str(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// `also` are further origins that the pages may ask, `hosts` those whose pages may show them inside themselves.
pub(crate) fn policy(settings: &Settings, also: &str, hosts: &[String]) -> String {
    let programme = settings.programme.as_deref().and_then(origin);
    let connect: String = programme.into_iter().chain(also.split_whitespace()).map(|origin| format!(" {origin}")).collect();
    let ancestors = if hosts.is_empty() { "'none'".to_owned() } else { hosts.join(" ") };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
         connect-src 'self'{connect}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types default"
    )
}

/// `scheme://host[:port]` of an address.
fn origin(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |end| host + end);
    Some(&url[..end])
}

#[cfg(test)]
mod tests {
    use super::super::Pages;
    use super::*;

    #[test]
    fn it_names_the_programmes_origin_and_nothing_more() {
        assert_eq!(origin("https://example.org:8443/a/b.json?x#y"), Some("https://example.org:8443"));
        let mut settings = Settings::default();
        assert!(policy(&settings, "", &[]).contains("connect-src 'self'; "));
        settings.programme = Some("https://example.org/schedule.json".into());
        assert!(policy(&settings, "", &[]).contains("connect-src 'self' https://example.org; "));
        let both = "connect-src 'self' https://example.org https://login.example.org; ";
        assert!(policy(&settings, "https://login.example.org", &[]).contains(both));
        assert!(policy(&settings, "", &[]).contains("frame-ancestors 'none'; "));
    }

    #[test]
    fn only_pages_that_are_the_same_for_everybody_may_stand_inside_others() {
        let settings = Settings { frame_ancestors: vec!["https://www.example.org".into()], ..Settings::default() };
        let pages = Pages::new(&settings, "");
        for (path, may) in
            [("/", true), ("/talks/opening", true), ("/policy", true), ("/profile", false), ("/sign-in", false), ("/no-such", false)]
        {
            let expected = if may { "frame-ancestors https://www.example.org; " } else { "frame-ancestors 'none'; " };
            assert!(pages.policy_of(path).to_str().unwrap().contains(expected), "{path}");
        }
        assert!(pages.config.contains("\"hosts\":[\"https://www.example.org\"]"));
    }
}
