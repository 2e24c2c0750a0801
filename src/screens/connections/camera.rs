//! Somebody’s code from the camera, or from a picture of it. Not: what is done with the code (`taken`).

use crate::api::ApiError;
use crate::api::workshop::read_qr;
use crate::browser::{Guard, Reader, ScanFault, after, chosen_file, focus_element, origin, read_picture, scan};
use crate::components::icon::{Glyph, Icon};
use crate::text;
use leptos::{html, prelude::*};

const VIDEO: &str = "scan-video";
const SCAN: &str = "scan-begin";
const STOP: &str = "scan-stop";
/// Until somebody who still holds a code in front of the camera hears what might help.
const PATIENCE_MS: u32 = 12_000;

/// Whether the camera is on, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Scanning {
    is_on: RwSignal<bool>,
    trouble: RwSignal<Option<&'static str>>,
    camera: RwSignal<Option<Guard>, LocalStorage>,
    /// The person is to find themselves where they began.
    is_back: StoredValue<bool>,
}

impl Scanning {
    pub(super) fn new() -> Self {
        Self {
            is_on: RwSignal::new(false),
            trouble: RwSignal::new(None),
            camera: RwSignal::new_local(None),
            is_back: StoredValue::new(false),
        }
    }

    pub(super) fn is_on(self) -> bool {
        self.is_on.get()
    }

    /// What was said of the camera or a picture is over once somebody goes on.
    pub(super) fn forget_trouble(self) {
        self.trouble.try_set(None);
    }

    fn stop(self) {
        // Dropping it turns the camera off.
        self.camera.try_set(None);
        self.is_on.try_set(false);
    }

    fn go_back(self) {
        self.is_back.try_set_value(true);
        self.stop();
    }
}

/// Another kind of code in sight is nothing: one goes on looking.
fn code_in(read: &str) -> Option<String> {
    text::connections::code_in(read, &origin())
}

/// One frame that the reader cannot read is no reason to stop; a reader that is not there is.
fn reader() -> Reader {
    Reader::new(|frame| async move {
        match read_qr(&frame).await {
            Ok(texts) => Some(texts),
            Err(ApiError::Malformed { .. }) => Some(Vec::new()),
            Err(_) => None,
        }
    })
}

/// What the camera sees, until it has seen a code.
#[component]
pub(super) fn CameraView(scanning: Scanning, found: Callback<String>) -> impl IntoView {
    let is_late = RwSignal::new(false);
    // Outside the reactive system: the camera, once its picture has a place in the page.
    Effect::new(move |_| {
        focus_element(STOP);
        let read = move |read: String| {
            if let Some(code) = code_in(&read)
                && scanning.is_on.get_untracked()
            {
                scanning.stop();
                found.run(code);
            }
        };
        let failed = move |fault: ScanFault| {
            scanning.go_back();
            scanning.trouble.try_set(Some(text::connections::scan_fault(fault)));
        };
        scanning.camera.set(Some(scan(VIDEO, reader(), read, failed)));
    });
    let patience = StoredValue::new_local(after(PATIENCE_MS, move || {
        is_late.try_set(true);
    }));
    on_cleanup(move || {
        scanning.stop();
        patience.dispose();
    });
    let stop = move |_| scanning.go_back();
    view! {
        <video class="scan" id=VIDEO muted playsinline aria-label=t!("What the camera sees")></video>
        <p class="hint" role="status">
            {move || if is_late.get() { text::connections::still_looking() } else { t!("Hold their code in front of the camera.") }}
        </p>
        <div class="actions"><button class="button" id=STOP type="button" on:click=stop>{t!("Stop the camera")}</button></div>
    }
}

/// The ways to a code without typing, and what became of the last one.
#[component]
pub(super) fn ScanButtons(scanning: Scanning, found: Callback<String>) -> impl IntoView {
    let is_reading = RwSignal::new(false);
    // Outside the reactive system: the focus, once the button is there again.
    Effect::new(move |_| {
        if scanning.is_back.try_update_value(std::mem::take) == Some(true) {
            focus_element(SCAN);
        }
    });
    let input = NodeRef::<html::Input>::new();
    let begin = move |_| {
        scanning.forget_trouble();
        scanning.is_on.set(true);
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = chosen_file(&input);
        // The same picture may be chosen again.
        input.set_value("");
        let Some(file) = file.filter(|_| !is_reading.get_untracked()) else { return };
        scanning.forget_trouble();
        is_reading.set(true);
        leptos::task::spawn_local(async move {
            let outcome = read_picture(&file, reader(), code_in).await;
            // Gone elsewhere meanwhile: nobody is asked from there.
            if is_reading.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(Some(code)) => found.run(code),
                Ok(None) => scanning.trouble.set(Some(text::connections::no_code_in_picture())),
                Err(fault) => scanning.trouble.set(Some(text::connections::picture_fault(fault))),
            }
        });
    };
    view! {
        <div class="actions">
            <button class="button" id=SCAN type="button" on:click=begin>{t!("Scan it")}</button>
            <label class="button file" aria-busy=move || is_reading.get().to_string()>
                {t!("Choose a picture")}
                <input node_ref=input type="file" accept="image/jpeg,image/png,image/webp,image/gif" on:change=chosen/>
            </label>
        </div>
        <div role="alert">
            {move || scanning.trouble.get().map(|sentence| view! { <p class="problem"><Glyph icon=Icon::Alert/><span>{sentence}</span></p> })}
        </div>
    }
}
