//! Learns where the app begins, and mounts it; nothing else.

fn main() {
    plenary::browser::learn_base();
    leptos::mount::mount_to_body(plenary::app::App);
}
