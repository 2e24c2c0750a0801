//! Words of dates, folding for search, and what is kept between visits.

use crate::browser::{
    DateStyle, StorageFault, Stored, Theme, fold, forget_stored, format_date, format_time, outliving, plural_category, set_theme, theme,
    written_list, written_number,
};
use crate::domain::time::Moment;
use wasm_bindgen_test::wasm_bindgen_test;

fn speak(language: &str) {
    let root = web_sys::window().unwrap().document().unwrap().document_element().unwrap();
    root.set_attribute("lang", language).unwrap();
}

#[wasm_bindgen_test]
fn dates_are_in_the_language_of_the_page() {
    let moment: Moment = "2019-12-27T23:30:00-10:00".parse().unwrap();
    speak("en-GB");
    assert_eq!(format_time(moment), "23:30");
    let words = format_date(moment.date(), DateStyle::Full);
    assert!(["Friday", "27", "December", "2019"].iter().all(|word| words.contains(word)), "{words}");
    assert!(!format_date(moment.date(), DateStyle::Day).contains("2019"));
    assert_eq!(format_date(moment.date(), DateStyle::Weekday), "Friday");
    speak("de");
    assert_eq!(format_date(moment.date(), DateStyle::Day), "Freitag, 27. Dezember");
    speak("en-US");
    assert!(format_time(moment).starts_with("11:30"));
    for unknown in ["tlh", "not a language"] {
        speak(unknown);
        assert_eq!(format_time(moment), "23:30", "never as the device is set: {unknown}");
        assert_eq!(format_date(moment.date(), DateStyle::Weekday), "Friday", "{unknown}");
    }
    speak("en-GB");
}

#[wasm_bindgen_test]
fn lists_and_numbers_are_in_the_language_of_the_page() {
    let list = |names: &[&str]| written_list(names.iter().map(|name| (*name).to_owned()).collect());
    speak("en-GB");
    assert_eq!([list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])], ["", "a", "a and b", "a, b and c"]);
    assert_eq!(written_number(2000), "2,000");
    speak("de");
    assert_eq!((list(&["a", "b", "c"]), written_number(2000)), ("a, b und c".to_owned(), "2.000".to_owned()));
    speak("not a language");
    assert_eq!(list(&["a", "b"]), "a, b");
    speak("en-GB");
}

#[wasm_bindgen_test]
fn welsh_counts_whether_or_not_the_browser_knows_it() {
    speak("cy");
    let forms: Vec<String> = [0, 1, 2, 3, 4, 6, 7, 100].into_iter().map(plural_category).collect();
    assert_eq!(forms, ["zero", "one", "two", "few", "other", "many", "other", "other"]);
    speak("en-GB");
}

#[wasm_bindgen_test]
fn accents_case_and_ligatures_are_put_aside() {
    for (text, folded) in [
        ("Ångström", "angstrom"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("Nguyễn", "nguyen"),
        ("Łódź", "lodz"),
        ("Ærøskøbing", "aeroskobing"),
        ("İSTANBUL", "istanbul"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("Plain ASCII", "plain ascii"),
        ("ＦＵＬＬ", "full"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
    assert_ne!(fold("नि"), fold("न"), "a vowel is no accent");
    assert_eq!(fold("Zoe\u{301}"), fold("Zo\u{e9}"));
}

#[wasm_bindgen_test]
fn values_outlive_and_faults_are_told() {
    let list: Stored<Vec<String>> = Stored::at("plenary.test.list");
    assert_eq!(list.read(), Ok(None));
    list.write(&vec!["a".into(), "ü".into()]).unwrap();
    assert_eq!(list.read(), Ok(Some(vec!["a".into(), "ü".into()])));
    let number: Stored<u32> = Stored::at("plenary.test.list");
    assert_eq!(number.read(), Err(StorageFault::Unreadable));
    assert_eq!(list.write(&vec!["x".repeat(6_000_000)]), Err(StorageFault::Full));
    assert_eq!(list.read(), Ok(Some(vec!["a".into(), "ü".into()])), "a refused value does not replace the old one");
    list.remove().unwrap();
    assert_eq!(list.read(), Ok(None));
}

#[wasm_bindgen_test]
fn a_theme_is_shown_and_remembered() {
    let root = web_sys::window().unwrap().document().unwrap().document_element().unwrap();
    for (choice, attribute) in [(Theme::Dark, Some("dark")), (Theme::Light, Some("light")), (Theme::System, None)] {
        set_theme(choice).unwrap();
        assert_eq!(root.get_attribute("data-theme").as_deref(), attribute);
        assert_eq!(theme(), choice);
    }
    Stored::<Theme>::at("plenary.theme").remove().unwrap();
    assert_eq!(theme(), Theme::System);
}

#[wasm_bindgen_test]
fn what_a_person_left_is_forgotten_and_how_the_device_is_set_is_not() {
    set_theme(Theme::Dark).unwrap();
    let left: Stored<String> = Stored::at("plenary.issuer");
    let starred: Stored<Vec<String>> = Stored::at("plenary.starred");
    left.write(&"Left".to_owned()).unwrap();
    starred.write(&vec!["a-talk".to_owned()]).unwrap();
    let put_back = outliving();
    forget_stored();
    assert_eq!((starred.read().unwrap(), left.read().unwrap().as_deref(), theme()), (None, Some("Left"), Theme::Dark));

    // As an answer with Clear-Site-Data does it.
    web_sys::window().unwrap().local_storage().unwrap().unwrap().clear().unwrap();
    put_back();
    assert_eq!((theme(), left.read().unwrap()), (Theme::Dark, None));

    // As another tab chooses meanwhile.
    let put_back = outliving();
    web_sys::window().unwrap().local_storage().unwrap().unwrap().set_item("plenary.theme", "\"light\"").unwrap();
    put_back();
    assert_eq!(theme(), Theme::Light);
    set_theme(Theme::System).unwrap();
    Stored::<Theme>::at("plenary.theme").remove().unwrap();
}
