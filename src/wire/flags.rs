//! Flags by which a backend says of something beside them that it is hidden, by the words that backends use. Where it is not sure what a flag is about, it
//! is about more: a value too few is a nuisance, one too many is somebody's number. Not: reading what they stand beside (`person`, `dialect`).

use crate::domain::privacy::Field;

/// Ends of names by which a backend may flag something, and whether the flag says "hidden" when it is `true`.
const ENDS: [(&str, bool); 6] =
    [("visible", false), ("shared", false), ("public", false), ("hidden", true), ("private", true), ("withheld", true)];
/// The same, as beginnings of names.
const OPENINGS: [(&str, bool); 4] = [("show_", false), ("share_", false), ("publish_", false), ("hide_", true)];
/// What a flag calls the whole person.
const WHOLE: [&str; 9] = ["is", "profile", "person", "user", "delegate", "account", "directory", "in_directory", "from_directory"];
/// What a flag calls the ways to reach somebody, together.
const CONTACT: [&str; 4] = ["contact", "contacts", "contact_details", "contact_info"];

/// Of what a member of this name with this value says that it is hidden; empty: the object that it stands in.
pub(super) fn hidden_by(name: &str, flag: bool) -> Option<String> {
    let name = snake(name);
    let at_end = ENDS.iter().find_map(|(end, means_hidden)| {
        let stem = name.strip_suffix(end).filter(|stem| stem.is_empty() || stem.ends_with('_'))?;
        let stem = stem.trim_end_matches('_').trim_start_matches("is_");
        (flag == *means_hidden).then(|| stem.strip_suffix("_is").unwrap_or(stem))
    });
    let at_start = || OPENINGS.iter().find_map(|(start, means_hidden)| name.strip_prefix(start).filter(|_| flag == *means_hidden));
    at_end.or_else(at_start).map(|stem| if WHOLE.contains(&stem) { String::new() } else { stem.to_owned() })
}

/// What a word or a number says as a flag: some databases know no other truth than 0 and 1.
pub(super) fn truth(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "0" | "false" | "no" => Some(false),
        "1" | "true" | "yes" => Some(true),
        _ => None,
    }
}

/// Whether what is hidden by this name could be this field, which stands at the end of `way` from the flag.
pub(super) fn is_about(stem: &str, field: Field, way: &[String]) -> bool {
    // Words begin where they begin, and may go on: `bio` is `biography`, and `age` no part of `languages`.
    let is_within = |part: &str, whole: &str| format!("_{whole}").contains(&format!("_{part}"));
    let begins = |start: &str| !start.is_empty() && stem.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    let key = field.key();
    let names: Vec<String> = way.iter().map(|name| snake(name)).collect();
    let is_named = is_within(stem, &names.join("_")) || is_within(stem, key) || names.last().is_some_and(|name| begins(name));
    let is_meant = match field {
        // `organisation_name` is nobody's own, and without a name nobody is listed.
        Field::Name => begins(key) || matches!(stem, "full_name" | "real_name" | "last_name"),
        Field::Email => stem.contains("mail") || CONTACT.contains(&stem),
        Field::Phone => is_within(key, stem) || CONTACT.contains(&stem),
        Field::Photo | Field::JobTitle | Field::Organisation | Field::Pronouns | Field::Languages | Field::Biography | Field::Links => {
            is_within(key, stem)
        }
    };
    !stem.is_empty() && (is_named || is_meant)
}

/// `phoneVisible`, `phone-visible` and `PHONE_VISIBLE` as `phone_visible`.
fn snake(name: &str) -> String {
    let mut whole = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && was_small {
            whole.push('_');
        }
        was_small = c.is_ascii_lowercase() || c.is_ascii_digit();
        whole.push(if matches!(c, '-' | ' ' | '.') { '_' } else { c.to_ascii_lowercase() });
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn t08_a_flag_names_what_it_hides_in_any_of_the_usual_ways() {
        for (name, flag, hidden) in [
            ("phone_visible", false, "phone"),
            ("phoneVisible", false, "phone"),
            ("phone-visible", false, "phone"),
            ("PHONE_VISIBLE", false, "phone"),
            ("Phone visible", false, "phone"),
            ("emailIsPublic", false, "email"),
            ("email_is_visible", false, "email"),
            ("phoneIsHidden", true, "phone"),
            ("isPhoneShared", false, "phone"),
            ("showPhoneNumber", false, "phone_number"),
            ("hide_phone", true, "phone"),
            ("isPublic", false, ""),
            ("visible", false, ""),
            ("profile_visible", false, ""),
            ("show_in_directory", false, ""),
        ] {
            assert_eq!(hidden_by(name, flag).as_deref(), Some(hidden), "{name}");
            assert_eq!(hidden_by(name, !flag), None, "{name} says the opposite");
        }
        assert_eq!([hidden_by("invisible", false), hidden_by("active", false), hidden_by("phone", false)], [None, None, None]);
    }

    fn hides(stem: &str, field: Field, way: &[&str]) -> bool {
        let way: Vec<String> = way.iter().map(|&name| name.to_owned()).collect();
        is_about(stem, field, &way)
    }

    #[test]
    fn t08_what_a_flag_could_be_about_is_hidden_and_nothing_else() {
        for (stem, field, way) in [
            ("phone", Field::Phone, "phoneNumber"),
            ("email", Field::Email, "mail"),
            ("mail", Field::Email, "email"),
            ("phone_number", Field::Phone, "phone"),
            ("phone_number", Field::Phone, "tel"),
            ("mobile", Field::Phone, "workMobile"),
            ("work_phone", Field::Phone, "tel"),
            ("contact", Field::Phone, "mobile"),
            ("bio", Field::Biography, "biography"),
            ("job", Field::JobTitle, "job_title"),
            ("name", Field::Name, "displayName"),
            ("last_name", Field::Name, "name"),
            ("profile_photo", Field::Photo, "avatar"),
        ] {
            assert!(hides(stem, field, &[way]), "{stem}");
        }
        for (stem, field, way) in [
            ("email", Field::Phone, "phone"),
            ("phone", Field::Name, "name"),
            ("organisation_name", Field::Name, "name"),
            ("age", Field::Languages, "languages"),
            ("", Field::Phone, "phone"),
            ("contact_mobile", Field::Email, "address"),
        ] {
            assert!(!hides(stem, field, &[way]), "{stem}");
        }
        assert!(hides("contact_mobile", Field::Phone, &["contact", "mobile"]));
        assert!(hides("mobile_number", Field::Phone, &["contact", "mobile"]));
        assert!(!hides("contact_email", Field::Phone, &["contact", "mobile"]));
    }

    #[test]
    fn a_flag_may_be_a_word_or_a_number() {
        assert_eq!(["0", "false", "False", "no"].map(truth), [Some(false); 4]);
        assert_eq!(["1", "TRUE", "yes"].map(truth), [Some(true); 3]);
        assert_eq!(["", "2", "0.0", "+44 1"].map(truth), [None; 4]);
    }
}
