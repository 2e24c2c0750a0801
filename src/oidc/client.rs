//! What an organiser says about the issuer in `config.json`. Not: what the issuer says about itself (`provider`).

/// This app, as an issuer knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The issuer's identifier, exactly as it stands in its own description and in its tokens; protected by TLS or on this machine.
    pub issuer: String,
    /// Under which the app is registered there. No secret belongs to it.
    pub client_id: String,
    /// What is asked for; holds `openid`.
    pub scope: String,
    /// The backend as a resource (RFC 8707), where the issuer wants to be told for whom a token is.
    pub audience: Option<String>,
    /// What people call whoever runs the issuer.
    pub organisation: Option<String>,
}

impl Client {
    /// Where the issuer describes itself (OpenID Connect Discovery 1.0, 4).
    pub fn description(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'))
    }

    /// What people read on the button: the organisation's name, or the issuer's host.
    pub fn shown_name(&self) -> &str {
        let host = self.issuer.split("://").nth(1).and_then(|rest| rest.split(['/', '?']).next());
        self.organisation.as_deref().unwrap_or(host.unwrap_or(&self.issuer))
    }
}

#[cfg(test)]
pub(super) fn example() -> Client {
    Client {
        issuer: "https://id.example.org/realms/rails".into(),
        client_id: "plenary".into(),
        scope: "openid".into(),
        audience: Some("https://api.example.org".into()),
        organisation: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_issuer_is_described_below_its_own_address() {
        let mut client = example();
        assert_eq!(client.description(), "https://id.example.org/realms/rails/.well-known/openid-configuration");
        assert_eq!(client.shown_name(), "id.example.org");
        client.issuer = "https://id.example.org/".into();
        client.organisation = Some("Ministry of Rails".into());
        assert_eq!(client.description(), "https://id.example.org/.well-known/openid-configuration");
        assert_eq!(client.shown_name(), "Ministry of Rails");
    }
}
