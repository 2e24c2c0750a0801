//! Words for fields, audiences and relations. Not: the policy, which is `domain::privacy`.

use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::domain::reach::Reach;

/// The field's label.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "Name",
        Field::Photo => "Photo",
        Field::JobTitle => "Job title",
        Field::Organisation => "Organisation",
        Field::Pronouns => "Pronouns",
        Field::Languages => "Languages",
        Field::Biography => "About me",
        Field::Links => "Links",
        Field::Email => "E-mail",
        Field::Phone => "Phone",
    }
}

/// What helps to fill it in; empty where the label says it all.
pub fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Name => "As you would like to be addressed.",
        Field::Photo => "Location and camera details are removed before it leaves this device.",
        Field::Languages => "What people can talk with you in, for example English and some Welsh.",
        Field::Biography => "A few sentences, at most 1,000 characters.",
        Field::Links => "Pages about you or your work, one address a line; each begins with https://.",
        Field::Email => "",
        Field::Phone => "With the country code, for example +44 20 7946 0123.",
        Field::JobTitle | Field::Organisation | Field::Pronouns => "",
    }
}

/// `name, organisation and phone`, in running text.
pub fn field_list(fields: &[Field]) -> String {
    let names: Vec<String> = fields
        .iter()
        .map(|f| match f {
            Field::Biography => "what you wrote about yourself".to_owned(),
            Field::Name
            | Field::Photo
            | Field::JobTitle
            | Field::Organisation
            | Field::Pronouns
            | Field::Languages
            | Field::Links
            | Field::Email
            | Field::Phone => field(*f).to_lowercase(),
        })
        .collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// What a change of audiences opens, in words that follow "to".
pub fn widening(update: &AudienceUpdate, stored: &Profile) -> String {
    let wider = |(field, audience): &&(Field, Audience)| *audience > stored.fields.of(*field).audience;
    let fields: Vec<Field> = update.audiences.iter().filter(wider).map(|(field, _)| *field).collect();
    match (fields.as_slice(), update.listed) {
        ([], _) => "be listed in the directory".to_owned(),
        (fields, Some(true)) if !stored.listed => format!("share your {} and be listed in the directory", field_list(fields)),
        (fields, _) => format!("share your {}", field_list(fields)),
    }
}

/// How many people a list shows; with `more` behind them, nobody counts those.
pub fn people_found(found: usize, more: bool, searched: bool) -> String {
    match (more, searched) {
        (true, true) => format!("More than {found} people found"),
        (true, false) => format!("More than {found} people chose to be listed"),
        (false, true) => super::count(found, "person found", "people found"),
        (false, false) => super::count(found, "person chose to be listed", "people chose to be listed"),
    }
}

/// The choice as it stands on the switch.
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => "Only me",
        Audience::Connections => "My connections",
        Audience::Delegates => "All delegates",
    }
}

/// What the choice means, in a sentence.
pub fn audience_explained(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => "Nobody else sees it.",
        Audience::Connections => "People to whom you gave something of yourself will see it, as long as you let them.",
        Audience::Delegates => "Every delegate who is signed in to this conference can see it.",
    }
}

/// How many people an audience is.
pub fn reach(audience: Audience, reach: Reach) -> String {
    let connections = super::count(reach.connections, "person", "people");
    match audience {
        Audience::OnlyMe => "Nobody.".into(),
        Audience::Connections if reach.connections == 0 => "Today that is nobody.".into(),
        Audience::Connections => format!("Today that is {connections}."),
        Audience::Delegates => tn!(reach.delegates_at_most, "That is up to {n} person.", "That is up to {n} people."),
    }
}

/// "Hide everything now" was done.
pub const HIDDEN: &str = "Everything is hidden: you are not in the directory, and nobody sees anything about you.";

/// What a wide audience means for somebody who is not in the directory.
pub fn audience_when_listed(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => "Nobody sees it.",
        Audience::Connections => "Your connections see it at once.",
        Audience::Delegates => "Your connections see it at once. All other delegates see it once you are in the directory.",
    }
}

/// As whom the preview looks.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Myself => "Me",
        Relation::Connection => "A connection",
        Relation::Delegate => "Another delegate",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn lists_of_fields_read_as_a_sentence() {
        assert_eq!(field_list(&[]), "");
        assert_eq!(field_list(&[Field::Name]), "name");
        assert_eq!(field_list(&[Field::Name, Field::Photo, Field::Phone]), "name, photo and phone");
    }
}
