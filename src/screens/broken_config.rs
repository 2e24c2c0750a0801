//! The page for an organiser whose `config.json` cannot be used: which line, which member, what to write. Not: an error of a delegate.

use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::config::ConfigFault;
use crate::domain::base::base;
use crate::text;
use leptos::prelude::*;

/// Stands in for the whole app.
#[component]
pub fn BrokenConfig(fault: ConfigFault) -> impl IntoView {
    crate::browser::set_title(t!("Not set up yet"));
    // Beside the app in every release.
    let guide = format!("{}/guide/host.html#plain", base());
    let excerpt = match &fault {
        ConfigFault::NotJson { excerpt, .. } if !excerpt.is_empty() => Some(excerpt.clone()),
        ConfigFault::NotJson { .. }
        | ConfigFault::NotFound
        | ConfigFault::Unreachable
        | ConfigFault::Member { .. }
        | ConfigFault::Unknown { .. }
        | ConfigFault::DemoNotBuilt => None,
    };
    view! {
        <main class="page reading">
            <h1>{t!("This conference is not set up yet")}</h1>
            <Standing icon=Icon::Alert title=t!("config.json cannot be used") failed=true>
                <p>{text::config_fault(&fault)}</p>
                {excerpt.map(|line| view! { <pre class="verbatim" tabindex="0" aria-label=t!("The line")>{line}</pre> })}
                <p>{t!("Nothing of yours is affected. If you are a delegate, please tell the organisers what this page says.")}</p>
                <p><a href=guide rel="external">{t!("For organisers: how config.json is written")}</a></p>
            </Standing>
        </main>
    }
}
