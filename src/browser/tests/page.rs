//! The page as a whole: focus, fragment, events and messages, and that a dropped guard hears nothing more.

use crate::browser::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{BroadcastChannel, Document, Event, HtmlElement};

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// What was heard, in order.
fn notebook<T: 'static>() -> (Rc<RefCell<Vec<T>>>, impl Fn(T) + Clone + 'static) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let note = Rc::clone(&heard);
    (heard, move |word| note.borrow_mut().push(word))
}

/// Waits until `holds`, for as long as the runner allows.
async fn until(holds: impl Fn() -> bool) {
    while !holds() {
        sleep(5).await;
    }
}

#[wasm_bindgen_test]
fn the_heading_takes_the_focus_without_a_stop_for_the_tab_key() {
    let main = document().create_element("main").unwrap();
    let heading = document().create_element("h1").unwrap();
    heading.set_id("a-heading");
    main.append_child(&heading).unwrap();
    document().body().unwrap().append_child(&main).unwrap();
    assert!(focus_heading());
    assert_eq!(document().active_element().unwrap().id(), "a-heading");
    assert_eq!(heading.get_attribute("tabindex").as_deref(), Some("-1"));
    assert!(!focus_element("nobody"));
    main.remove();
    set_title("Programme – Plenary");
    assert_eq!(document().title(), "Programme – Plenary");
}

#[wasm_bindgen_test]
fn a_secret_leaves_the_address_bar_and_the_query_stays() {
    let history = web_sys::window().unwrap().history().unwrap();
    let before = web_sys::window().unwrap().location().href().unwrap();
    history.replace_state_with_url(&"state".into(), "", Some("?day=2#token=abc")).unwrap();
    assert_eq!(fragment().as_deref(), Some("token=abc"));
    remove_fragment();
    assert_eq!(fragment(), None);
    let location = web_sys::window().unwrap().location();
    assert!(location.href().unwrap().ends_with("?day=2"));
    assert_eq!(history.state().unwrap().as_string().as_deref(), Some("state"), "the router's state stays");
    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&before)).unwrap();
}

#[wasm_bindgen_test]
fn a_dropped_guard_hears_nothing_more() {
    let window = web_sys::window().unwrap();
    let (heard, note) = notebook();
    let guard = on_connection(note);
    window.dispatch_event(&Event::new("offline").unwrap()).unwrap();
    window.dispatch_event(&Event::new("online").unwrap()).unwrap();
    drop(guard);
    window.dispatch_event(&Event::new("offline").unwrap()).unwrap();
    assert_eq!(*heard.borrow(), [false, true]);
}

#[wasm_bindgen_test]
fn only_a_page_from_the_cache_counts_as_restored() {
    let window = web_sys::window().unwrap();
    let (heard, note) = notebook();
    let _guard = on_restored_from_cache(move || note(()));
    let show = js_sys::Function::new_with_args("persisted", "dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))");
    show.call1(&window, &false.into()).unwrap();
    assert!(heard.borrow().is_empty());
    show.call1(&window, &true.into()).unwrap();
    assert_eq!(heard.borrow().len(), 1);
    let (seen, note) = notebook();
    let _visibility = on_visibility(note);
    document().dispatch_event(&Event::new("visibilitychange").unwrap()).unwrap();
    assert_eq!(*seen.borrow(), [is_visible()]);
}

#[wasm_bindgen_test]
async fn tabs_tell_each_other_and_do_not_hear_themselves() {
    let other = BroadcastChannel::new("plenary").unwrap();
    let (heard, note) = notebook();
    let guard = listen(note);
    send(Message::SignedIn);
    for word in ["hello from a later version", "signed-out", "profile-changed"] {
        other.post_message(&word.into()).unwrap();
    }
    until(|| heard.borrow().len() == 2).await;
    assert_eq!(*heard.borrow(), [Message::SignedOut, Message::ProfileChanged]);
    drop(guard);
    let (later, note) = notebook();
    let _later = listen(note);
    other.post_message(&"signed-out".into()).unwrap();
    until(|| later.borrow().len() == 1).await;
    assert_eq!(heard.borrow().len(), 2);
    other.close();
}

#[wasm_bindgen_test]
async fn what_scrolls_into_view_is_told() {
    let tall: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    tall.style().set_property("height", "9000px").unwrap();
    let below: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    below.style().set_property("height", "40px").unwrap();
    let body = document().body().unwrap();
    body.append_child(&tall).unwrap();
    body.append_child(&below).unwrap();
    assert_eq!(height_of(&below).round(), 40.0);
    let (heard, note) = notebook();
    let _guard = observe_visible(&below, 200, note);
    until(|| heard.borrow().last() == Some(&false)).await;
    below.scroll_into_view();
    until(|| heard.borrow().last() == Some(&true)).await;
    tall.remove();
    below.remove();
}

#[wasm_bindgen_test]
async fn a_timer_that_was_dropped_never_rings() {
    let (heard, note) = notebook();
    let early = note.clone();
    drop(after(0, move || early("dropped")));
    let late = after(1, move || note("kept"));
    let started = monotonic_ms();
    sleep(20).await;
    assert!(monotonic_ms() - started >= 19.0);
    assert_eq!(*heard.borrow(), ["kept"]);
    drop(late);
}
