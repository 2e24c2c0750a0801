//! What stands in a mail about what everybody is told. Not: a link that does anything by itself, nor a word about the one who gets it.

use super::Office;
use super::letter::numbered;
use super::voice::times;
use crate::tongue::Tongue;
use lettre::Message;
use plenary::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding};
use plenary::domain::text::Email;

/// The mail; an error where its address cannot be written by the rules of SMTP. `number` is the same for the same words to the same person, so that
/// a mailbox that gets one twice can see that it is one.
pub(super) fn compose(told: &Bulletin, to: &Email, number: &str, office: &Office) -> Result<Message, lettre::error::Error> {
    let Office { event, url, zone, from, .. } = office;
    let at = times(Tongue::English, told.changed.unix(), zone.as_ref());
    numbered(to, from, subject(told, event), text(told, event, url, &at), number)
}

fn subject(told: &Bulletin, event: &str) -> String {
    let title = &told.title;
    match (told.standing, told.kind) {
        (BulletinStanding::Withdrawn, _) => format!("Taken back: {title} ({event})"),
        (BulletinStanding::Open, BulletinKind::Incident) => format!("Incident at {event}: {title}"),
        (BulletinStanding::Open, BulletinKind::Announcement) => format!("{event}: {title}"),
    }
}

fn text(told: &Bulletin, event: &str, url: &str, at: &str) -> String {
    let first = match told.standing {
        BulletinStanding::Open if told.revision > 1 => format!("the organisers of {event} have changed what they told everybody:"),
        BulletinStanding::Open => format!("the organisers of {event} tell everybody:"),
        BulletinStanding::Withdrawn => format!("the organisers of {event} take back what they told everybody:"),
    };
    let affected = match (&told.incident, told.standing) {
        (Some(_), BulletinStanding::Open) => "To see whether your own data was touched, sign in and open \"Who saw what\".\n\n",
        (Some(_) | None, _) => "",
    };
    let (title, words) = (&told.title, &told.text);
    format!(
        "Hello,\n\n{first}\n\n{title}\n\n{words}\n\n{at}\n\n{affected}\
         It stands under \"Notices\" in the app: open {url} as you always do. Nobody at the conference will ever ask you for a code.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::domain::time::Moment;

    #[test]
    fn it_says_what_it_is_and_holds_no_link_but_to_the_start_page() {
        let at = Moment::new(0, 0);
        let mut told = Bulletin {
            id: "b1".parse().unwrap(),
            kind: BulletinKind::Incident,
            standing: BulletinStanding::Open,
            title: "A list was lost".into(),
            text: "Two\nlines.".into(),
            at,
            changed: at,
            revision: 1,
            incident: Some("i1".parse().unwrap()),
        };
        assert_eq!(subject(&told, "Event"), "Incident at Event: A list was lost");
        let mail = text(&told, "Event", "https://c.example", "now");
        assert!(mail.contains("Two\nlines.") && mail.contains("Who saw what"), "{mail}");
        assert_eq!(mail.matches("https://").count(), 1, "{mail}");
        told.standing = BulletinStanding::Withdrawn;
        assert_eq!(subject(&told, "Event"), "Taken back: A list was lost (Event)");
        assert!(!text(&told, "Event", "https://c.example", "now").contains("Who saw what"));
    }
}
