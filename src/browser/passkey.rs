//! Passkeys, as the browser and the device offer them (WebAuthn Level 3). Not: what a signature opens; only the backend judges one.

use super::Guard;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// What an authenticator made or signed, as JSON. Only an authenticator can: there is no other constructor.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyResponse(String);

impl PasskeyResponse {
    /// For the backend, and for nobody else.
    pub fn as_json(&self) -> &str {
        &self.0
    }
}

/// Why there is no response. Which passkeys a device has is nobody's business, so a browser does not tell "none here" from "no".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyFault {
    /// The person closed the device's question, let it time out, or the device has no fitting passkey.
    NotGiven,
    /// The page itself took the question back.
    TakenBack,
    /// The device holds one for this account already.
    AlreadyThere,
    /// The device or the browser cannot do what is needed.
    Unsupported,
    /// The browser refuses this page, or failed.
    Failed,
}

/// How the browser shows that it asks for a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// By a question over the page, because somebody pressed a button.
    Openly,
    /// In the suggestions of an input whose `autocomplete` names `webauthn`, whenever somebody looks there.
    InSuggestions,
}

/// Takes a question to the device back: when it is dropped, or when another takes its place.
#[derive(Clone, Default)]
pub struct PasskeyQuestion(Rc<RefCell<Option<Guard>>>);

impl PasskeyQuestion {
    /// Takes back whatever is asked now.
    pub fn take_back(&self) {
        drop(self.0.borrow_mut().take());
    }

    fn replace(&self) -> Option<AbortController> {
        self.take_back();
        let controller = AbortController::new().ok()?;
        let abort = controller.clone();
        self.0.borrow_mut().replace(Guard::new(move || abort.abort()));
        Some(controller)
    }
}

/// Whether the browser knows passkeys at all. It does not on pages that came without TLS.
pub fn knows_passkeys() -> bool {
    interface().is_some() && container("get").is_some()
}

/// Whether passkeys can stand among an input's suggestions.
pub async fn suggests_passkeys() -> bool {
    let Some(asked) = interface().and_then(|interface| method(&interface, "isConditionalMediationAvailable")?.call0(&interface).ok())
    else {
        return false;
    };
    JsFuture::from(Promise::resolve(&asked)).await.is_ok_and(|answer| answer.is_truthy())
}

/// Has the device make a passkey. `options`: `PublicKeyCredentialCreationOptionsJSON`.
pub async fn make_passkey(options: &str, question: &PasskeyQuestion) -> Result<PasskeyResponse, PasskeyFault> {
    put("create", "parseCreationOptionsFromJSON", options, Asked::Openly, question).await
}

/// Has the device sign with one. `options`: `PublicKeyCredentialRequestOptionsJSON`.
pub async fn sign_with_passkey(options: &str, asked: Asked, question: &PasskeyQuestion) -> Result<PasskeyResponse, PasskeyFault> {
    put("get", "parseRequestOptionsFromJSON", options, asked, question).await
}

async fn put(verb: &str, parser: &str, options: &str, asked: Asked, question: &PasskeyQuestion) -> Result<PasskeyResponse, PasskeyFault> {
    let interface = interface().ok_or(PasskeyFault::Unsupported)?;
    let (container, ask) = container(verb).ok_or(PasskeyFault::Unsupported)?;
    let json = js_sys::JSON::parse(options).map_err(|_| PasskeyFault::Failed)?;
    let public_key = match method(&interface, parser) {
        Some(parse) => parse.call1(&interface, &json).map_err(|fault| named(&fault))?,
        None => with_bytes(json).ok_or(PasskeyFault::Failed)?,
    };
    let request = Object::new();
    set(&request, "publicKey", &public_key);
    if asked == Asked::InSuggestions {
        set(&request, "mediation", &"conditional".into());
    }
    if let Some(controller) = question.replace() {
        set(&request, "signal", &controller.signal());
    }
    let promise = ask.call1(&container, &request).map_err(|fault| named(&fault))?;
    let credential = JsFuture::from(Promise::resolve(&promise)).await.map_err(|fault| named(&fault))?;
    let plain = method(&credential, "toJSON").and_then(|to_json| to_json.call0(&credential).ok());
    let plain = plain.or_else(|| without_bytes(&credential)).ok_or(PasskeyFault::Failed)?;
    let text = js_sys::JSON::stringify(&plain).ok().and_then(|text| text.as_string()).ok_or(PasskeyFault::Failed)?;
    Ok(PasskeyResponse(text))
}

/// WebAuthn Level 3 §5.1.3 and §5.1.4: what the errors stand for.
fn named(fault: &JsValue) -> PasskeyFault {
    match member(fault, "name").and_then(|name| name.as_string()).as_deref() {
        Some("NotAllowedError" | "TimeoutError") => PasskeyFault::NotGiven,
        Some("AbortError") => PasskeyFault::TakenBack,
        Some("InvalidStateError") => PasskeyFault::AlreadyThere,
        Some("NotSupportedError" | "ConstraintError") => PasskeyFault::Unsupported,
        _ => PasskeyFault::Failed,
    }
}

fn interface() -> Option<JsValue> {
    member(&super::window()?.into(), "PublicKeyCredential")
}

fn container(verb: &str) -> Option<(JsValue, Function)> {
    let container = member(&super::window()?.navigator().into(), "credentials")?;
    let ask = method(&container, verb)?;
    Some((container, ask))
}

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    member(of, name)?.dyn_into().ok()
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // A plain object takes every member.
    let _ = Reflect::set(object, &name.into(), value);
}

// For browsers that have passkeys, but not their JSON yet: the members that are bytes, made so.
fn with_bytes(options: JsValue) -> Option<JsValue> {
    let decode = |object: &JsValue, name: &str| {
        let bytes = bytes_of(&member(object, name)?.as_string()?)?;
        set(object, name, &bytes);
        Some(())
    };
    decode(&options, "challenge")?;
    if let Some(user) = member(&options, "user") {
        decode(&user, "id")?;
    }
    for list in ["excludeCredentials", "allowCredentials"] {
        for credential in member(&options, list).map(|list| Array::from(&list)).unwrap_or_default() {
            decode(&credential, "id")?;
        }
    }
    Some(options)
}

// And their answers, the other way round.
fn without_bytes(credential: &JsValue) -> Option<JsValue> {
    let response = member(credential, "response")?;
    let [plain, inner] = [(); 2].map(|()| JsValue::from(Object::new()));
    for name in ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] {
        if let Some(bytes) = member(&response, name) {
            set(&inner, name, &text_of(&Uint8Array::new(&bytes))?.into());
        }
    }
    set(&plain, "rawId", &text_of(&Uint8Array::new(&member(credential, "rawId")?))?.into());
    for name in ["id", "type"] {
        set(&plain, name, &member(credential, name)?);
    }
    set(&plain, "response", &inner);
    let extensions = method(credential, "getClientExtensionResults").and_then(|results| results.call0(credential).ok());
    set(&plain, "clientExtensionResults", &extensions.unwrap_or_else(|| Object::new().into()));
    Some(plain)
}

/// RFC 4648 §5 without padding, by way of the browser's own base 64.
fn bytes_of(text: &str) -> Option<Uint8Array> {
    let latin = super::window()?.atob(&text.replace('-', "+").replace('_', "/")).ok()?;
    let bytes: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    Some(Uint8Array::from(bytes.as_slice()))
}

fn text_of(bytes: &Uint8Array) -> Option<String> {
    let latin: String = bytes.to_vec().into_iter().map(char::from).collect();
    let text = super::window()?.btoa(&latin).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}
