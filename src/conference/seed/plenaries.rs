//! What happens in the Great Hall and on the Quayside, written out day by day. Not: the parallel sessions.

/// An item that is written out.
pub(super) struct Written {
    /// Conference day, from 0.
    pub(super) day: usize,
    /// Minutes after midnight of that day; may be above 1440 for a night that goes on.
    pub(super) start: i32,
    pub(super) minutes: i64,
    /// Position in the list of rooms.
    pub(super) room: usize,
    pub(super) kind: &'static str,
    pub(super) title: &'static str,
    pub(super) subtitle: &'static str,
    pub(super) text: &'static str,
    /// Positions in the list of speakers.
    pub(super) speakers: &'static [usize],
}

const HALL: usize = 0;
const QUAY: usize = 1;
const BOATHOUSE: usize = 2;

#[rustfmt::skip]
const fn item((day, start, minutes): (usize, i32, i64), room: usize, kind: &'static str, title: &'static str, subtitle: &'static str, text: &'static str, speakers: &'static [usize]) -> Written {
    Written { day, start, minutes, room, kind, title, subtitle, text, speakers }
}

#[rustfmt::skip]
pub(super) const WRITTEN: [Written; 37] = [
    item((0, 480, 55), QUAY, "break", "Registration and first coffee", "", "Badges, maps and a warm drink by the water.", &[]),
    item((0, 540, 50), HALL, "keynote", "Opening: the harbour as a promise", "Welcome to Harbourside 2026", "Every harbour is a promise that somebody will be there when the boat comes in. What would it mean to run public life like that?\n\nA welcome, a story about a lock gate, and three questions for three days.", &[13, 1]),
    item((0, 600, 55), HALL, "panel", "What we owe to people we will never meet", "", "Planners, a nurse and an archivist on decisions that outlast those who take them.", &[6, 8, 21]),
    item((0, 660, 30), QUAY, "break", "Morning coffee, first day", "", "Coffee, tea and fruit.", &[]),
    item((0, 690, 75), HALL, "panel", "Who is missing from the room?", "", "A conversation about those who are always consulted and those who never are, with no slides.", &[25, 11, 39]),
    item((0, 780, 60), QUAY, "break", "Lunch by the water, first day", "", "Hot and cold dishes; everything is labelled.", &[]),
    item((0, 840, 75), HALL, "panel", "Trust is slow: rebuilding after a mistake", "", "Three organisations that got something badly wrong in public tell what came after the apology.", &[30, 36, 26]),
    item((0, 930, 30), QUAY, "break", "Afternoon tea, first day", "", "Tea, cake and quiet corners.", &[]),
    item((0, 960, 75), HALL, "panel", "Small towns, large questions", "", "Mayors' offices from four countries compare what they can decide and what they only announce.", &[31, 20, 4]),
    item((0, 1065, 40), HALL, "plenary", "First evening plenary: notes from the corridors", "", "What was said over coffee, collected by our reporters and read aloud.", &[17]),
    item((0, 1140, 90), QUAY, "social", "Harbour walk with the lock keepers", "Bring a coat", "Along the old docks to the outer lock and back; step-free all the way.", &[1]),
    item((1, 480, 55), QUAY, "break", "Early coffee and newspapers", "", "The day's papers, some of them written overnight.", &[]),
    item((1, 540, 50), HALL, "keynote", "The measure of a street", "", "What can be counted on a street, what cannot, and why the second list decides whether people stay.", &[4]),
    item((1, 600, 55), HALL, "panel", "Evidence in a hurry", "", "How to advise when the decision is due on Friday and the data arrive in spring.", &[7, 29, 2]),
    item((1, 660, 30), QUAY, "break", "Morning coffee, second day", "", "Coffee, tea and fruit.", &[]),
    item((1, 690, 75), HALL, "panel", "Care is infrastructure", "", "If care were planned like roads: who would draw the maps, and who would repair the holes at night?", &[8, 28, 35]),
    item((1, 780, 60), QUAY, "break", "Lunch by the water, second day", "", "Hot and cold dishes; everything is labelled.", &[]),
    item((1, 840, 75), HALL, "panel", "Newsrooms after the printing press", "", "Four editors and one very loyal reader.", &[3, 30, 17]),
    item((1, 930, 30), QUAY, "break", "Afternoon tea, second day", "", "Tea, cake and quiet corners.", &[]),
    item((1, 960, 75), HALL, "panel", "Living with water", "", "From sea walls to rain barrels: choices that neighbours have to make together.", &[2, 23, 24]),
    item((1, 1065, 40), HALL, "plenary", "Second evening plenary: a hall full of questions", "", "Ninety-second questions, ninety-second answers, one bell.", &[39, 7]),
    item((1, 1200, 360), QUAY, "social", "The Long Night on the Quay", "Music, food and dancing until two", "Three bands, a silent floor for those who would rather talk, and soup at midnight. The last ferry leaves at ten past two.", &[]),
    item((1, 1410, 75), BOATHOUSE, "social", "Midnight storytelling in the Boathouse", "", "True stories of public service, told in the dark. No recording.", &[1, 27]),
    item((2, 480, 55), QUAY, "break", "Late breakfast", "", "For those who stayed up and for those who did not.", &[]),
    item((2, 540, 50), HALL, "keynote", "Forms, and what they do to us", "", "A form is a conversation in which one side cannot speak. A designer's plea, with examples that you will recognise.", &[5]),
    item((2, 600, 55), HALL, "panel", "Young people with real budgets", "", "Four youth councils report what they bought, what they refused and what they learned about procurement.", &[25, 10]),
    item((2, 660, 30), QUAY, "break", "Morning coffee, third day", "", "Coffee, tea and fruit.", &[]),
    item((2, 690, 75), HALL, "panel", "Repair as public policy", "", "Benches, bridges, databases: why mending is harder to fund than building, and how it is done anyway.", &[19, 14, 36]),
    item((2, 780, 60), QUAY, "break", "Lunch by the water, third day", "", "Hot and cold dishes; everything is labelled.", &[]),
    item((2, 840, 75), HALL, "panel", "Nine languages, one meeting", "", "Interpreters, clerks and residents on meetings in which everybody understands everybody.", &[11, 33, 9]),
    item((2, 930, 30), QUAY, "break", "Farewell tea", "", "The last cake. Please take some with you.", &[]),
    item((2, 960, 60), HALL, "panel", "What we will do on Monday", "", "Participants announce one small thing each. Next year we ask how it went.", &[39, 18]),
    item((2, 1065, 45), HALL, "plenary", "Closing: the tide goes out", "Until next year", "Thanks, corrections, lost property, and the name of the next harbour.", &[13]),
    item((0, 1065, 45), QUAY, "break", "Newcomers' table", "", "First time here? People who know their way sit at the long table.", &[]),
    item((1, 1065, 45), QUAY, "break", "Quiet hour by the water", "", "No announcements, no music, soft light.", &[]),
    item((2, 1125, 60), QUAY, "social", "Last boat: a farewell on the water", "", "One hour around the harbour. Places by lot at the registration desk.", &[]),
    item((0, 1290, 90), BOATHOUSE, "social", "Films from the archive, with live piano", "", "Silent films of ports and markets, 1905 to 1931.", &[21]),
];
