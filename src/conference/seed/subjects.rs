//! What the demo's talks are about: tracks with their subjects, and the angles from which a subject can be seen. Not: real talks.

/// A theme with things to speak about, each a plural in the middle of a sentence.
pub(super) struct Theme {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) colour: &'static str,
    pub(super) subjects: [&'static str; 13],
}

#[rustfmt::skip]
pub(super) const THEMES: [Theme; 8] = [
    Theme { id: "streets", name: "Cities and Streets", colour: "#0b6e8f", subjects: [
        "night buses", "kerbs and ramps", "market squares", "public benches", "school streets", "empty shops", "cycle lanes", "street lamps", "allotments",
        "station forecourts", "playgrounds", "housing waiting lists", "back lanes"] },
    Theme { id: "health", name: "Health and Care", colour: "#a8324a", subjects: [
        "district nurses", "waiting rooms", "carers' breaks", "hospital discharges", "village pharmacies", "sleep clinics", "air quality alerts", "hearing loops",
        "vaccination vans", "kitchen prescriptions", "dementia-friendly shops", "ambulance handovers", "walking groups"] },
    Theme { id: "evidence", name: "Science and Evidence", colour: "#5b3fa0", subjects: [
        "citizen observatories", "census questions", "field stations", "policy trials", "tide gauges", "reading lists for ministers", "negative results", "soil samples",
        "error bars", "weather balloons", "replication studies", "open laboratories", "expert panels"] },
    Theme { id: "media", name: "Media and Debate", colour: "#b25a00", subjects: [
        "local newsrooms", "corrections columns", "community radio stations", "public interest podcasts", "letters pages", "council live streams", "fact-checking desks",
        "picture archives", "comment sections", "press offices", "election night maps", "neighbourhood newsletters", "subtitles"] },
    Theme { id: "water", name: "Coast and Climate", colour: "#1f6fb2", subjects: [
        "flood maps", "salt marshes", "sea walls", "rain gardens", "heat shelters", "harbour dredging plans", "seagrass meadows", "storm drains", "coastal paths",
        "heat pumps in terraces", "drought plans", "shore power cables", "river wardens"] },
    Theme { id: "learning", name: "Learning and Youth", colour: "#2f7d32", subjects: [
        "school kitchens", "homework clubs", "library evenings", "apprenticeships", "youth councils", "night classes", "forest schools", "careers fairs", "study rooms",
        "bilingual classrooms", "museum visits", "exchange years", "reading mentors"] },
    Theme { id: "taking-part", name: "Taking Part", colour: "#8a2f8f", subjects: [
        "citizens' assemblies", "petitions", "village halls", "volunteer rotas", "public consultations", "participatory budgets", "polling stations", "minutes of meetings",
        "community land trusts", "translation desks", "residents' associations", "freedom of information requests", "town charters"] },
    Theme { id: "digital", name: "Public Services Online", colour: "#5a6470", subjects: [
        "online forms", "benefit calculators", "address registers", "plain-language letters", "shared logins", "open timetables", "service counters", "chat assistants",
        "legacy databases", "accessibility audits", "payment reminders", "digital signposts", "status pages"] },
];

/// A title about a subject: `{S}` begins a sentence, `{s}` stands within one.
#[rustfmt::skip]
pub(super) const ANGLES: [&str; 24] = [
    "{S}: what the first year showed", "Who pays for {s}?", "The quiet case for {s}", "{S} without the paperwork", "Seven mistakes we made with {s}",
    "{S} on a small budget", "How {p} rethought its {s}", "Measuring {s} honestly", "A field guide to {s}", "The long maintenance of {s}",
    "{S}, ten years on", "Asking people about {s}, and listening", "Why we stopped counting {s}", "{S} for those who never come", "When {s} fail",
    "{S} across a border", "Designing {s} with everyone", "The people behind {s}", "What {s} have to do with trust", "{S}: small changes, large effects",
    "Bringing back {s}", "The numbers behind {s}", "{S} in a hurry: lessons from a hard winter", "Learning from the {s} of {p}",
];

/// Workshops.
pub(super) const EXERCISES: [&str; 6] = [
    "Hands-on: mapping {s}",
    "Clinic: your questions about {s}",
    "Exercise: planning {s} in ninety minutes",
    "Role play: a public meeting about {s}",
    "Sketching better {s}",
    "Peer review: {s} from five places",
];

pub(super) const PLACES: [&str; 12] = [
    "Easthaven",
    "Port Ellery",
    "Brackwater",
    "Old Ferry",
    "Westerhafen",
    "Vallonne",
    "Aberlin",
    "Oakmere",
    "Stonebridge",
    "Nether Quay",
    "Portmorfa",
    "Santa Brava",
];
