//! The demo's forty people on stage. Not: delegates; none of them is a real person.

use crate::domain::agenda::Speaker;
use crate::domain::id::SpeakerId;
use std::collections::BTreeMap;

#[rustfmt::skip]
const SPEAKERS: [(&str, &str); 40] = [
    ("Marguerite Osei", "Runs the night bus network of Port Ellery and has missed the last one only twice."),
    ("Tomos Penhallow", "Lock keeper, poet laureate of the ferry queue and chair of the Coastal Rivers Partnership."),
    ("Dr Anneliese Brandt", "Hydrologist at Brackwater University. Measures tides, patience and the distance between a report and a decision."),
    ("Kwabena Asante-Reid", "Editor of The Evening Lantern, a newspaper with eleven staff and four thousand correspondents."),
    ("Leïla Ferhati", "Plans public squares in Vallonne, preferably together with those who sit on them."),
    ("Oluwaseun Adeyinka", "Head of service design for a city council. Believes that the best form is the one that nobody has to fill in."),
    ("Prof. Zofia Wieczorek", "Studies how small towns decide. Author of a history of minutes, which is more exciting than it sounds."),
    ("Harish Ramanathan", "Statistician. Explains error bars to committees and committees to statisticians."),
    ("Sinéad Mac Cormaic", "District nurse for twenty years, now teaches those who plan hospitals."),
    ("Mei-Ling Tsang", "Accessibility specialist. Tests everything with the sound off, the lights off and one hand full."),
    ("Rhodri Garn", "Head teacher of a school whose kitchen feeds the whole street."),
    ("Fatima al-Hashimi", "Interpreter at public meetings and founder of a translation desk with nine languages and one table."),
    ("Jonas Steinfeldt", "Timetables for Westerhafen's trams, trains and one very slow ferry."),
    ("Dame Philippa Thornley", "Chaired more public inquiries than she can count and reads every footnote."),
    ("Emre Karaca", "Software engineer in the public service; retires more systems than he builds."),
    ("Bronwen Ellis-Rowe", "Librarian. Keeps the doors open until ten and the kettle on until half past nine."),
    ("Dr Chukwuemeka Ibe", "Public health registrar who swapped a clinic for a van."),
    ("Camille Verdier", "Radio producer. Records what people say after the meeting."),
    ("Ingrid Solheim", "Harbour master (retired) and campaigner for shore power."),
    ("Arjun Malhotra", "Economist of ordinary things: benches, bins, bus shelters."),
    ("Nokuthula Dlamini", "Leads a community land trust of two hundred homes and one orchard."),
    ("Piotr Zaremba", "Archivist of a town that moved twice."),
    ("Elena Marchetti", "Designs letters from authorities so that they are read to the end."),
    ("Gethin Prosser", "River warden and beekeeper. Walks forty miles a week along drains."),
    ("Sunniva Aas", "Climate adaptation lead for a chain of islands, half of them under four metres."),
    ("Malik Thibodeaux", "Youth worker who handed his budget to a council of fourteen-year-olds."),
    ("Dr Ruth Abelson", "Psychologist of queues and waiting rooms."),
    ("Xiadani Reyes", "Photographer of markets at five in the morning."),
    ("Hamza Qureshi", "General practitioner; prescribes cooking."),
    ("Freya Lindgren", "Runs policy trials, publishes the failures first."),
    ("Cornelius Achterberg", "Fact-checks for a living and apologises in public when he is wrong."),
    ("Siobhan Tierney", "Carer, campaigner and the reason that three councils changed their rotas."),
    ("Wanjiru Kamau", "Builds address registers for places without street names."),
    ("Laszlo Feher", "Teaches night classes in law for people who never meant to need it."),
    ("Ana Luísa Prado", "Museum curator. Her collection is what people carry in their pockets."),
    ("Dilys Maddock", "Volunteer coordinator, two hundred drivers, no missed hospital visits this year."),
    ("Bartholomew Quist", "Procurement lead who reads the contract aloud before signing it."),
    ("Noor van Dalen", "Measures heat in cities by bicycle."),
    ("Takumi Arakawa", "Maintains open timetable data for four hundred operators."),
    ("Josephine Mbeki-Hart", "Moderator, mostly of people who agree more than they think."),
];

pub(super) fn speakers() -> Vec<Speaker> {
    SPEAKERS.iter().enumerate().filter_map(|(number, (name, _))| Some(Speaker { id: id(number)?, name: (*name).to_owned() })).collect()
}

pub(super) fn biographies() -> BTreeMap<SpeakerId, String> {
    SPEAKERS.iter().enumerate().filter_map(|(number, (_, biography))| Some((id(number)?, (*biography).to_owned()))).collect()
}

fn id(number: usize) -> Option<SpeakerId> {
    format!("speaker-{:02}", number + 1).parse().ok()
}
