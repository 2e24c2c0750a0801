//! Which addresses may carry a code or a token. Not: whether anything answers there.

/// `https:`, or `http:` on this machine, where nobody is in between. Nothing in it may end the host early or hide another one.
pub fn is_protected(address: &str) -> bool {
    let plain = !address.contains(['\\', '"', '<', '>', '@', '#']) && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    if let Some(rest) = address.strip_prefix("https://") {
        return plain && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    }
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or("");
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    plain && matches!(name, Some("localhost" | "127.0.0.1" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn tokens_travel_under_tls_or_stay_on_this_machine() {
        for good in [
            "https://id.example.org",
            "https://id.example.org/realms/x",
            "http://127.0.0.1:8080/a",
            "http://localhost",
            "http://[::1]:3000/x",
        ] {
            assert!(is_protected(good), "{good}");
        }
        for bad in [
            "http://id.example.org",
            "http://127.0.0.1.example.org",
            "http://localhost.example.org/",
            "http://localhost@example.org",
            "https://",
            "https:///x",
            "HTTPS//x",
            "javascript:alert(1)",
            "https://a b",
            "https://id.example.org/#x",
            "//id.example.org",
        ] {
            assert!(!is_protected(bad), "{bad}");
        }
    }
}
