//! The demo's delegates: the demo people first, then the crowd. Not: how somebody is created in a real conference.

use super::super::store::Person;
use super::demo;
use super::dice::Dice;
use super::names::{CULTURES, INTERESTS, JOB_TITLES, OFFERS, ORGANISATIONS, PRONOUNS};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::Profile;
use crate::domain::standing::Standing;
use crate::domain::text::Email;

/// How many there are.
const CROWD: usize = 2000;

/// 2,000 delegates, the same at every start: about three in five are listed and share their name, with all kinds of choices beyond
/// that; the others filled in just as much and share nothing.
pub fn people() -> Vec<Person> {
    let mut people = demo::accounts();
    let mut dice = Dice::new(2026);
    people.extend((people.len()..CROWD).filter_map(|number| somebody(&mut dice, number)));
    people
}

fn somebody(dice: &mut Dice, number: usize) -> Option<Person> {
    // Most in Latin letters, as at an English-speaking conference; every list appears.
    let culture = &CULTURES[dice.below(CULTURES.len())];
    let (given, family) = (dice.pick(&culture.given), dice.pick(&culture.family));
    let name = if culture.is_joined { format!("{family}{given}") } else { format!("{given} {family}") };
    let mut sketch = Sketch::new(number, &address(&name, number), &name);
    sketch.write(Field::JobTitle, dice.pick(&JOB_TITLES));
    sketch.write(Field::Organisation, dice.pick(&ORGANISATIONS));
    sketch.write(Field::Phone, &phone(dice));
    if dice.percent(45) {
        sketch.write(Field::Pronouns, dice.pick(&PRONOUNS));
    }
    if dice.percent(50) {
        let (one, other) = (dice.pick(&INTERESTS), dice.pick(&INTERESTS));
        let interests = if one == other { one.to_owned() } else { format!("{one} and {other}") };
        sketch.write(Field::Biography, &format!("Interested in {interests}. {}", dice.pick(&OFFERS)));
    }
    if dice.percent(60) {
        sketch.listed = true;
        sketch.show(Field::Name, Audience::Delegates);
        for (field, delegates, connections) in [
            (Field::JobTitle, 70, 10),
            (Field::Organisation, 75, 10),
            (Field::Pronouns, 80, 5),
            (Field::Biography, 80, 5),
            (Field::Email, 15, 40),
            (Field::Phone, 4, 35),
        ] {
            let throw = dice.below(100);
            if throw < delegates {
                sketch.show(field, Audience::Delegates);
            } else if throw < delegates + connections {
                sketch.show(field, Audience::Connections);
            }
        }
    }
    sketch.finish()
}

// Ofcom keeps these numbers free for drama: nobody's telephone ever rings.
fn phone(dice: &mut Dice) -> String {
    let last = dice.below(1000);
    if dice.percent(50) { format!("+44 20 7946 0{last:03}") } else { format!("+44 7700 900{last:03}") }
}

fn address(name: &str, number: usize) -> String {
    let mut local: String = name.to_lowercase().chars().filter_map(plain).collect();
    if !local.starts_with(|c: char| c.is_ascii_lowercase()) {
        local = "delegate".into();
    }
    format!("{local}.{number}@example.org")
}

fn plain(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c,
        ' ' | '-' => '.',
        'á' | 'à' | 'ä' | 'ą' | 'ã' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ọ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ư' | 'ơ' => 'u',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ç' | 'ć' | 'č' => 'c',
        'ś' | 'ş' | 'š' | 'ß' => 's',
        'ż' | 'ź' | 'ž' => 'z',
        _ => return None,
    })
}

/// An account that is being filled in.
pub(super) struct Sketch {
    number: usize,
    email: String,
    pub(super) standing: Standing,
    pub(super) listed: bool,
    texts: Vec<(Field, String)>,
    audiences: Vec<(Field, Audience)>,
}

impl Sketch {
    pub(super) fn new(number: usize, email: &str, name: &str) -> Self {
        let texts = vec![(Field::Name, name.to_owned()), (Field::Email, email.to_owned())];
        Self { number, email: email.to_owned(), standing: Standing::Active, listed: false, texts, audiences: Vec::new() }
    }

    pub(super) fn write(&mut self, field: Field, text: &str) {
        self.texts.push((field, text.to_owned()));
    }

    pub(super) fn show(&mut self, field: Field, audience: Audience) {
        self.audiences.push((field, audience));
    }

    /// `None` where a text of ours is none that a person could have typed; a test counts that there is no such.
    pub(super) fn finish(self) -> Option<Person> {
        let email = Email::parse(&self.email).ok()?;
        // Drawn by position, not from the address: an id says nothing about its person even in the demo.
        let mut dice = Dice::new(0x6861_7262_6f75_7200 + self.number as u64);
        let mut profile = Profile::new(format!("{:016x}{:016x}", dice.throw(), dice.throw()).parse().ok()?);
        for (field, text) in &self.texts {
            profile.fields.of_mut(*field).value = Some(field.parse(text).ok()??);
        }
        for (field, audience) in self.audiences {
            profile.fields.of_mut(field).audience = audience;
        }
        profile.listed = self.listed;
        profile.standing = self.standing;
        Some(Person { email, profile })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::Relation;
    use crate::domain::text::Text;
    use std::collections::HashSet;
    use std::time::{Duration, Instant};

    #[test]
    fn two_thousand_people_of_whom_three_in_five_are_listed() {
        let people = people();
        assert_eq!(people.len(), 2000);
        assert_eq!(people.iter().map(|p| &p.profile.id).collect::<HashSet<_>>().len(), 2000);
        assert_eq!(people.iter().map(|p| p.email.key()).collect::<HashSet<_>>().len(), 2000);
        let listed = people.iter().filter(|p| p.profile.is_listed_for(Relation::Delegate)).count();
        assert!((1100..=1300).contains(&listed), "{listed}");
    }

    #[test]
    fn who_is_not_listed_shares_nothing_and_who_is_shares_a_name() {
        for person in people() {
            let profile = &person.profile;
            if profile.listed {
                assert!(profile.is_listed_for(Relation::Delegate));
            } else {
                assert!(profile.fields.iter().all(|(_, own)| own.audience == Audience::OnlyMe), "{:?}", profile.id);
            }
        }
    }

    #[test]
    fn nobody_real_can_be_reached() {
        for person in people() {
            assert!(person.email.as_str().ends_with("@example.org"));
            assert_eq!(person.profile.fields.of(Field::Email).value.as_ref().map(Text::as_str), Some(person.email.as_str()));
            let phone = person.profile.fields.of(Field::Phone).value.as_ref().map_or("", Text::as_str);
            assert!(phone.is_empty() || phone.starts_with("+44 20 7946 0") || phone.starts_with("+44 7700 900"), "{phone}");
        }
    }

    #[test]
    fn the_demo_people_come_first_and_are_as_announced() {
        let people = people();
        for (demo, person) in demo::demo_people().iter().zip(&people) {
            assert_eq!((person.email.as_str(), person.profile.name()), (demo.email, Some(demo.name)));
        }
        let by = |email: &str| people.iter().find(|p| p.email.as_str() == email).unwrap();
        let minister = &by("minister@example.org").profile;
        assert!(!minister.listed && minister.fields.of(Field::Phone).value.is_some());
        assert_eq!(by("disabled@example.org").profile.standing, Standing::Removed);
        let bela = &by("bela@example.org").profile;
        assert!(bela.fields.iter().all(|(field, own)| own.value.is_some() == matches!(field, Field::Name | Field::Email)));
        let chioma = &by("chioma@example.org").profile;
        let shared = chioma.fields.iter().filter(|(_, own)| own.audience != Audience::OnlyMe).map(|(field, _)| field);
        assert_eq!(shared.collect::<Vec<_>>(), [Field::Name, Field::Organisation]);
        assert!(chioma.fields.of(Field::Phone).value.is_some());
    }

    #[test]
    fn the_crowd_is_the_same_at_every_start_and_soon_there() {
        let begun = Instant::now();
        let people = people();
        // 50 ms in an optimised build; this build is not, and the machine is shared.
        assert!(begun.elapsed() < Duration::from_secs(2));
        assert!(people == super::people());
    }
}
