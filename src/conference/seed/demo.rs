//! The people whom the demo introduces by name, each an example of a choice about privacy. Not: anybody with special rights.

use super::super::store::Person;
use super::people::Sketch;
use crate::domain::privacy::{Audience, Field};
use crate::domain::standing::Standing;

/// Somebody whom the demo introduces by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoPerson {
    /// Sign in with this.
    pub email: &'static str,
    /// As filled in.
    pub name: &'static str,
    /// What they are an example of.
    pub note: &'static str,
}

const PEOPLE: [DemoPerson; 6] = [
    DemoPerson { email: "ada@example.org", name: "Ada Lindqvist", note: "in the directory, shares much" },
    DemoPerson {
        email: "minister@example.org",
        name: "Imogen Farrow",
        note: "a minister: everything filled in, nothing shared, not in the directory",
    },
    DemoPerson {
        email: "chioma@example.org",
        name: "Chioma Eze",
        note: "in the directory with name and organisation; has a telephone number and hides it",
    },
    DemoPerson { email: "bela@example.org", name: "Béla Novák", note: "a fresh account: a name, and nothing shared" },
    DemoPerson {
        email: "yusuf@example.org",
        name: "يوسف الحداد",
        note: "in the directory, writes Arabic, shares an address with connections only",
    },
    DemoPerson { email: "disabled@example.org", name: "Dorian Vale", note: "removed by the organisers: cannot sign in, exists for nobody" },
];

/// The demo people; they are also the first of [`super::people`], in this order.
pub fn demo_people() -> &'static [DemoPerson] {
    &PEOPLE
}

/// A field, its text (empty: none beyond name and address) and who sees it.
type Choice = (Field, &'static str, Audience);

/// What the demo people chose. The order of [`PEOPLE`].
pub(super) fn accounts() -> Vec<Person> {
    use Audience::{Connections, Delegates, OnlyMe};
    let choices: [(bool, &[Choice]); 6] = [
        (
            true,
            &[
                (Field::Name, "", Delegates),
                (Field::JobTitle, "Harbour Engineer", Delegates),
                (Field::Organisation, "Port Ellery Harbour Board", Delegates),
                (Field::Pronouns, "she/her", Delegates),
                (
                    Field::Biography,
                    "Keeps a hundred-year-old lock working and writes about it.\nAsk me about tides, timber and tenders.",
                    Delegates,
                ),
                (Field::Languages, "English, Svenska", Delegates),
                (Field::Links, "https://harbour.example/locks\nhttps://social.example/@ada", Delegates),
                (Field::Email, "", Delegates),
                (Field::Phone, "+44 20 7946 0101", Connections),
            ],
        ),
        (
            false,
            &[
                (Field::Name, "", OnlyMe),
                (Field::JobTitle, "Minister for Ports and Coasts", OnlyMe),
                (Field::Organisation, "Department for Ports and Coasts", OnlyMe),
                (Field::Pronouns, "she/her", OnlyMe),
                (Field::Biography, "Looks after harbours, lighthouses and ferries.", OnlyMe),
                (Field::Phone, "+44 7700 900123", OnlyMe),
            ],
        ),
        (
            true,
            &[
                (Field::Name, "", Delegates),
                (Field::Organisation, "Lagos Lagoon Institute", Delegates),
                (Field::JobTitle, "Research Fellow", OnlyMe),
                (Field::Phone, "+44 7700 900456", OnlyMe),
            ],
        ),
        (false, &[(Field::Name, "", OnlyMe)]),
        (
            true,
            &[
                (Field::Name, "", Delegates),
                (Field::JobTitle, "مترجم فوري", Delegates),
                (Field::Organisation, "Institute for Plain Language", Delegates),
                (Field::Biography, "أعمل مترجمًا فوريًا في الاجتماعات العامة.", Delegates),
                (Field::Email, "", Connections),
                (Field::Phone, "+44 20 7946 0202", OnlyMe),
            ],
        ),
        (
            true,
            &[
                (Field::Name, "", Delegates),
                (Field::JobTitle, "Correspondent", Delegates),
                (Field::Organisation, "The Evening Lantern", Delegates),
                (Field::Phone, "+44 20 7946 0303", Delegates),
            ],
        ),
    ];
    PEOPLE
        .iter()
        .zip(choices)
        .enumerate()
        .filter_map(|(number, (demo, (listed, fields)))| {
            let mut sketch = Sketch::new(number, demo.email, demo.name);
            if demo.email.starts_with("disabled@") {
                sketch.standing = Standing::Removed;
            }
            sketch.listed = listed;
            for (field, text, audience) in fields {
                if !text.is_empty() {
                    sketch.write(*field, text);
                }
                sketch.show(*field, *audience);
            }
            sketch.finish()
        })
        .collect()
}
