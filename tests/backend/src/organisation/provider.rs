//! The provider itself: its metadata and keys, the way to it, and the check of what it hands back (OpenID Connect Core 1.0 §3.1.3.7).
//! Not: what becomes of the person.

use super::answer::{Answer, Outcome};
use super::fault::Fault;
use super::reach::{Reach, Unreached, is_protected};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGenderClaim,
    CoreGrantType, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalProviderMetadata, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError,
    EmptyAdditionalClaims, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, JsonWebKeySet, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError, Scope, TokenResponse, UserInfoError,
};
use plenary::conference::flaws;
use plenary::conference::identity::{Subject, Vouched};
use plenary::domain::text::Email;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// Metadata and keys are asked for again after this.
const FRESH: Duration = Duration::from_secs(3600);
/// A provider that could not be reached is left alone for so long: those who press the button meanwhile need not wait for its silence.
const PAUSE: Duration = Duration::from_secs(2);
/// A token that names an unknown key has the keys fetched at most this often; anybody could send such tokens.
const KEYS_PAUSE: Duration = Duration::from_secs(60);
/// Seconds by which two honest clocks may differ.
const LENIENCE: i64 = 60;
/// Seconds after which a token was issued too long ago for a person who comes straight from the provider.
const OLDEST: i64 = 600;

/// Only asymmetric signatures, whatever the metadata lists (OWASP ASVS 5.0 V9.1.2): never `none`, and never the client's secret as a key.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Of the metadata, beside what the library knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Promises {
    /// RFC 9207: every answer says who gives it.
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Promises {}

type Metadata = ProviderMetadata<
    Promises,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

#[derive(Default)]
struct Known {
    metadata: Option<(Instant, Arc<Metadata>)>,
    failed: Option<Instant>,
    keys_asked: Option<Instant>,
}

/// What must be remembered until the browser is back.
pub struct Errand {
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// The provider, and who we are there.
pub struct Provider {
    issuer: IssuerUrl,
    id: ClientId,
    secret: ClientSecret,
    redirect: RedirectUrl,
    reach: Reach,
    known: Mutex<Known>,
}

// With a flaw: what should say who began says nothing.
fn same_for_all() -> (PkceCodeChallenge, PkceCodeVerifier) {
    let verifier = PkceCodeVerifier::new("s".repeat(43));
    (PkceCodeChallenge::from_code_verifier_sha256(&verifier), verifier)
}

impl Provider {
    pub(super) fn new(issuer: IssuerUrl, id: ClientId, secret: ClientSecret, redirect: RedirectUrl, reach: Reach) -> Self {
        Self { issuer, id, secret, redirect, reach, known: Mutex::default() }
    }

    /// Where the browser is sent: code, PKCE with S256 (RFC 7636), state and nonce.
    pub async fn begin(&self, state: String) -> Result<(Url, Errand), Fault> {
        let metadata = self.metadata().await?;
        let (challenge, verifier) = match flaws::on("OIDC-11") {
            true => same_for_all(),
            false => PkceCodeChallenge::new_random_sha256(),
        };
        let nonce = || if flaws::on("OIDC-03") || flaws::on("OIDC-11") { Nonce::new("same".into()) } else { Nonce::new_random() };
        let client = self.client(&metadata);
        let request = client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), nonce);
        let request = request.add_scope(Scope::new("email".into())).set_pkce_challenge(challenge);
        let (address, _, nonce) = request.url();
        Ok((address, Errand { nonce, verifier }))
    }

    /// What the provider says about the person who brought this answer back.
    pub async fn finish(&self, answer: Answer, errand: Errand) -> Result<Vouched, Fault> {
        let metadata = self.metadata().await?;
        // Before the code goes anywhere: an answer of another provider must not make us show it to ours, nor the other way round (mix-up).
        match &answer.issuer {
            Some(issuer) if issuer != self.issuer.as_str() => return Err(Fault::Untrusted("iss_parameter")),
            None if metadata.additional_metadata().authorization_response_iss_parameter_supported => {
                return Err(Fault::Untrusted("iss_parameter_missing"));
            }
            Some(_) | None => {}
        }
        let code = match answer.outcome {
            Outcome::Code(code) => AuthorizationCode::new(code),
            Outcome::Error(error) => return Err(Fault::of_answer(&error)),
        };
        let client = self.client(&metadata);
        let request = client.exchange_code(code).map_err(|_| Fault::Untrusted("no_token_endpoint"))?;
        let tokens = request.set_pkce_verifier(errand.verifier).request_async(&self.reach).await.map_err(|fault| match fault {
            RequestTokenError::Request(unreached) => Fault::of_reach(unreached),
            RequestTokenError::ServerResponse(_) => Fault::Untrusted("code_refused"),
            RequestTokenError::Parse(..) => Fault::Untrusted("tokens_unreadable"),
            RequestTokenError::Other(_) => Fault::Untrusted("tokens"),
        })?;
        let id_token = tokens.id_token().ok_or(Fault::Untrusted("no_id_token"))?;
        let claims = match self.judge(&metadata, id_token, tokens.access_token(), &errand.nonce) {
            Err(Fault::UnknownKey) => {
                let metadata = self.with_new_keys(metadata).await?;
                self.judge(&metadata, id_token, tokens.access_token(), &errand.nonce)?
            }
            judged => judged?,
        };
        let address = match claims.email() {
            Some(email) => verified(email.as_str(), claims.email_verified()),
            None => self.asked_address(&client, tokens.access_token(), &claims).await?,
        };
        let subject = Subject { issuer: self.issuer.as_str().to_owned(), subject: claims.subject().as_str().to_owned() };
        Ok(Vouched { subject, address, authenticated: claims.auth_time().map(|at| at.timestamp()) })
    }

    fn judge(&self, metadata: &Metadata, token: &CoreIdToken, access: &AccessToken, nonce: &Nonce) -> Result<CoreIdTokenClaims, Fault> {
        let now = crate::desk::now();
        let client = self.client(metadata);
        let verifier: CoreIdTokenVerifier<'_> = client.id_token_verifier().set_allowed_algs(ALGORITHMS);
        let verifier = verifier.set_issue_time_verifier_fn(move |issued| {
            let age = now - issued.timestamp();
            if (-LENIENCE..=OLDEST).contains(&age) { Ok(()) } else { Err(String::new()) }
        });
        let claims = token.claims(&verifier, nonce).map_err(|fault| Fault::of_claims(&fault))?;
        // The library leaves `azp` to its users: a token that was made for somebody else is not ours (Core §3.1.3.7, 4 and 5).
        if claims.authorized_party().is_some_and(|party| *party != self.id) {
            return Err(Fault::Untrusted("azp"));
        }
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|_| Fault::Untrusted("at_hash"))?;
            let key = token.signing_key(&verifier).map_err(|_| Fault::Untrusted("at_hash"))?;
            let found = AccessTokenHash::from_token(access, algorithm, key).map_err(|_| Fault::Untrusted("at_hash"))?;
            if found != *expected {
                return Err(Fault::Untrusted("at_hash"));
            }
        }
        Ok(claims.clone())
    }

    /// Providers that keep the ID token small tell the address only when asked (Core §5.4); the answer must be about the same person (§5.3.2).
    async fn asked_address(&self, client: &Client, access: &AccessToken, claims: &CoreIdTokenClaims) -> Result<Option<Email>, Fault> {
        let Ok(request) = client.user_info(access.clone(), Some(claims.subject().clone())) else { return Ok(None) };
        let told = request.request_async::<EmptyAdditionalClaims, _, CoreGenderClaim>(&self.reach).await.map_err(|fault| match fault {
            UserInfoError::Request(unreached) => Fault::of_reach(unreached),
            _ => Fault::Untrusted("userinfo"),
        })?;
        Ok(told.email().and_then(|email| verified(email.as_str(), told.email_verified())))
    }

    fn client(&self, metadata: &Metadata) -> Client {
        CoreClient::from_provider_metadata(metadata.clone(), self.id.clone(), Some(self.secret.clone()))
            .set_redirect_uri(self.redirect.clone())
    }

    async fn metadata(&self) -> Result<Arc<Metadata>, Fault> {
        let mut known = self.known.lock().await;
        if let Some((since, metadata)) = &known.metadata
            && since.elapsed() < FRESH
        {
            return Ok(metadata.clone());
        }
        if known.failed.is_some_and(|at| at.elapsed() < PAUSE) {
            return Err(Fault::Unreached(Unreached::Network));
        }
        match self.discovered().await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *known = Known { metadata: Some((Instant::now(), metadata.clone())), ..Known::default() };
                Ok(metadata)
            }
            Err(fault) => {
                known.failed = Some(Instant::now());
                Err(fault)
            }
        }
    }

    async fn discovered(&self) -> Result<Metadata, Fault> {
        let metadata = Metadata::discover_async(self.issuer.clone(), &self.reach).await.map_err(|fault| match fault {
            DiscoveryError::Request(unreached) => Fault::of_reach(unreached),
            // Among them the issuer of somebody else (OpenID Connect Discovery 1.0 §4.3).
            _ => Fault::Untrusted("discovery"),
        })?;
        let is_protected = is_protected(metadata.authorization_endpoint().as_str());
        if is_protected { Ok(metadata) } else { Err(Fault::Untrusted("discovery")) }
    }

    async fn with_new_keys(&self, metadata: Arc<Metadata>) -> Result<Arc<Metadata>, Fault> {
        let mut known = self.known.lock().await;
        if known.keys_asked.is_some_and(|at| at.elapsed() < KEYS_PAUSE) {
            return known.metadata.as_ref().map(|(_, metadata)| metadata.clone()).ok_or(Fault::UnknownKey);
        }
        known.keys_asked = Some(Instant::now());
        let keys = JsonWebKeySet::fetch_async(metadata.jwks_uri(), &self.reach).await.map_err(|fault| match fault {
            DiscoveryError::Request(unreached) => Fault::of_reach(unreached),
            _ => Fault::Untrusted("keys"),
        })?;
        let metadata = Arc::new(metadata.as_ref().clone().set_jwks(keys));
        known.metadata = known.metadata.take().map(|(since, _)| (since, metadata.clone()));
        Ok(metadata)
    }
}

fn verified(address: &str, is_verified: Option<bool>) -> Option<Email> {
    is_verified.filter(|yes| *yes).and_then(|_| Email::parse(address).ok())
}
