//! Words for fields, audiences and relations. Not: the policy, which is `domain::privacy`.

use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::domain::reach::Reach;
use crate::words::list_of;

/// The field's label.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Name => t!("Name"),
        Field::Photo => t!("Photo"),
        Field::JobTitle => t!("Job title"),
        Field::Organisation => t!("Organisation"),
        Field::Pronouns => t!("Pronouns"),
        Field::Languages => t!("Languages"),
        Field::Biography => t!("About me"),
        Field::Links => t!("Links"),
        Field::Email => t!("E-mail"),
        Field::Phone => t!("Phone"),
    }
}

/// What helps to fill it in; empty where the label says it all.
pub fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Name => t!("As you would like to be addressed."),
        Field::Photo => t!("Location and camera details are removed before it leaves this device."),
        Field::Languages => t!("What people can talk with you in, for example English and some Welsh."),
        Field::Biography => t!("A few sentences, at most 1,000 characters."),
        Field::Links => t!("Pages about you or your work, one address a line; each begins with https://."),
        Field::Email => "",
        Field::Phone => t!("With the country code, for example +44 20 7946 0123."),
        Field::JobTitle | Field::Organisation | Field::Pronouns => "",
    }
}

/// `name, organisation and phone`, in running text.
pub fn field_list(fields: &[Field]) -> String {
    list_of(fields.iter().map(|field| in_running_text(*field).to_owned()).collect())
}

/// Not the label in small letters: another language writes a noun otherwise than with a small letter.
fn in_running_text(field: Field) -> &'static str {
    match field {
        Field::Name => t!("name"),
        Field::Photo => t!("photo"),
        Field::JobTitle => t!("job title"),
        Field::Organisation => t!("organisation"),
        Field::Pronouns => t!("pronouns"),
        Field::Languages => t!("languages"),
        Field::Biography => t!("what you wrote about yourself"),
        Field::Links => t!("links"),
        Field::Email => t!("e-mail"),
        Field::Phone => t!("phone"),
    }
}

/// What a change of audiences opens, in words that follow "to".
pub fn widening(update: &AudienceUpdate, stored: &Profile) -> String {
    let wider = |(field, audience): &&(Field, Audience)| *audience > stored.fields.of(*field).audience;
    let fields: Vec<Field> = update.audiences.iter().filter(wider).map(|(field, _)| *field).collect();
    match (fields.as_slice(), update.listed) {
        ([], _) => t!("be listed in the directory").to_owned(),
        (fields, Some(true)) if !stored.listed => t!("share your {fields} and be listed in the directory", fields = field_list(fields)),
        (fields, _) => t!("share your {fields}", fields = field_list(fields)),
    }
}

/// How many people a list shows; with `more` behind them, nobody counts those.
pub fn people_found(found: usize, more: bool, searched: bool) -> String {
    match (more, searched) {
        (true, true) => tn!(found, "More than {n} person found", "More than {n} people found"),
        (true, false) => tn!(found, "More than {n} person chose to be listed", "More than {n} people chose to be listed"),
        (false, true) => tn!(found, "{n} person found", "{n} people found"),
        (false, false) => tn!(found, "{n} person chose to be listed", "{n} people chose to be listed"),
    }
}

/// The choice as it stands on the switch.
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => t!("Only me"),
        Audience::Connections => t!("My connections"),
        Audience::Delegates => t!("All delegates"),
    }
}

/// What the choice means, in a sentence.
pub fn audience_explained(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => t!("Nobody else sees it."),
        Audience::Connections => t!("People to whom you gave something of yourself will see it, as long as you let them."),
        Audience::Delegates => t!("Every delegate who is signed in to this conference can see it."),
    }
}

/// How many people an audience is.
pub fn reach(audience: Audience, reach: Reach) -> String {
    match audience {
        Audience::OnlyMe => t!("Nobody.").into(),
        Audience::Connections if reach.connections == 0 => t!("Today that is nobody.").into(),
        Audience::Connections => tn!(reach.connections, "Today that is {n} person.", "Today that is {n} people."),
        Audience::Delegates => tn!(reach.delegates_at_most, "That is up to {n} person.", "That is up to {n} people."),
    }
}

/// "Hide everything now" was done.
pub fn hidden() -> &'static str {
    t!("Everything is hidden: you are not in the directory, and nobody sees anything about you.")
}

/// What a wide audience means for somebody who is not in the directory.
pub fn audience_when_listed(audience: Audience) -> &'static str {
    match audience {
        Audience::OnlyMe => t!("Nobody sees it."),
        Audience::Connections => t!("Your connections see it at once."),
        Audience::Delegates => t!("Your connections see it at once. All other delegates see it once you are in the directory."),
    }
}

/// As whom the preview looks.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Myself => t!("Me"),
        Relation::Connection => t!("A connection"),
        Relation::Delegate => t!("Another delegate"),
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
