//! What a device is called: a backend says it in English, a person reads it in their own language. Not: names that people give, as of passkeys.

/// The label as a backend sends it, in the language of the page; one of another form stays as it came.
pub fn device_label(label: &str) -> String {
    match label.split_once(" on ") {
        _ if label == "A browser" => t!("A browser").to_owned(),
        Some((_, system)) if system.contains(" on ") => label.to_owned(),
        Some(("A browser", system)) => t!("A browser on {system}", system),
        Some((browser, system)) => t!("{browser} on {system}", browser, system),
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::learn;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_device_has_the_name_that_mails_give_it() {
        let as_they_came = ["A browser", "A browser on Linux", "Samsung Internet on Android", "Firefox"];
        assert_eq!(as_they_came.map(device_label), as_they_came, "English");
        // No more than this: in a browser all tests share one page.
        let german = r#"{"A browser": "Ein Browser", "A browser on {system}": "Ein Browser auf {system}", "{browser} on {system}": "{browser} auf {system}"}"#;
        learn(german).unwrap();
        for (label, said) in [
            ("Chrome on Linux", "Chrome auf Linux"),
            ("Samsung Internet on Android", "Samsung Internet auf Android"),
            ("A browser", "Ein Browser"),
            ("A browser on iPad", "Ein Browser auf iPad"),
            ("Firefox", "Firefox"),
            ("Lynx on a tty on Mars", "Lynx on a tty on Mars"),
            ("A browser on a train on time", "A browser on a train on time"),
            ("", ""),
        ] {
            assert_eq!(device_label(label), said);
        }
    }
}
