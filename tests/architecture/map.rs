//! The map itself: which layer sees which, and where the crates of the web may be named. The rules that use it are in `architecture.rs`.

/// A folder (or file) directly below `src/`.
#[derive(Debug)]
pub(crate) struct Layer {
    /// Its name.
    pub(crate) name: &'static str,
    /// The layers it may import besides itself.
    pub(crate) sees: &'static [&'static str],
}

/// `domain <- conference, formats, wire <- workshop <- api <- state <- screens <- app`, with what stands beside that line.
///
/// Nothing above `api` sees `wire` or `conference`: the contract's JSON ends at the door, and a backend's rules are no part of a release.
const MAP: [Layer; 19] = [
    // The language of the page, beneath everything that speaks.
    Layer { name: "words", sees: &["components"] },
    Layer { name: "domain", sees: &[] },
    // Contact cards are written in the same content lines as calendars.
    Layer { name: "conference", sees: &["domain", "calendar"] },
    // One of the formats is the contract's own agenda, which `wire` spells out.
    Layer { name: "formats", sees: &["domain", "wire"] },
    Layer { name: "wire", sees: &["domain"] },
    Layer { name: "routes", sees: &["domain"] },
    Layer { name: "browser", sees: &["domain"] },
    // What a public client asks of an issuer and believes of its answers, pure.
    Layer { name: "oidc", sees: &[] },
    // Calendar files, which the workshop writes, and a backend.
    Layer { name: "calendar", sees: &["domain"] },
    // Markdown, which only the workshop reads.
    Layer { name: "prose", sees: &["domain"] },
    // What is heavy and rare, as functions of texts; and the program that it becomes, which adds nothing to it.
    Layer { name: "workshop", sees: &["words", "calendar", "domain", "formats", "prose", "wire", "text"] },
    Layer { name: "bin", sees: &["words", "browser", "workshop"] },
    Layer { name: "api", sees: &["domain", "conference", "wire", "browser", "oidc", "workshop"] },
    Layer { name: "config", sees: &["domain", "wire", "browser", "oidc", "api"] },
    Layer { name: "text", sees: &["words", "domain", "formats", "routes", "browser", "oidc", "api", "config"] },
    Layer { name: "state", sees: &["words", "domain", "routes", "browser", "api", "config", "text"] },
    Layer { name: "components", sees: &["words", "domain", "routes", "text", "browser"] },
    Layer { name: "screens", sees: &["words", "domain", "routes", "browser", "oidc", "api", "config", "text", "state", "components"] },
    Layer {
        name: "app",
        sees: &["words", "domain", "routes", "browser", "oidc", "api", "config", "text", "state", "components", "screens"],
    },
];

impl Layer {
    /// The layer of this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        MAP.iter().find(|layer| layer.name == name)
    }
}

/// Where a foreign crate may be named; `None` for crates that may be named anywhere.
pub(crate) fn restricted(krate: &str) -> Option<&'static [&'static str]> {
    match krate {
        "gloo_net" => Some(&["api/http"]),
        "web_sys" | "js_sys" | "wasm_bindgen_futures" => Some(&["browser", "api/http"]),
        "wasm_bindgen" => Some(&["browser", "api/http", "bin"]),
        "leptos" | "leptos_router" => Some(&["state", "components", "screens", "app"]),
        _ => None,
    }
}

/// Whether the file `parts` is one of these places or lies below one.
pub(crate) fn lies_in(parts: &[&str], places: &[&str]) -> bool {
    places.iter().any(|place| place.split('/').eq(parts.iter().take(place.split('/').count()).copied()))
}
