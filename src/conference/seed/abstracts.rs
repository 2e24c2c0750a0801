//! Titles and abstracts of the demo's talks, put together from sentences of ours. Not: the plenaries, which are written out.

use super::dice::Dice;

const OPENINGS: [&str; 14] = [
    "{S} rarely make the front page, yet thousands of people meet them every week.",
    "When {p} set out to change how it deals with {s}, nobody expected the forms to be the hardest part.",
    "Everybody has an opinion about {s}; few have counted anything.",
    "For {n} months a small team in {p} followed {s} from the first idea to daily use.",
    "This session starts with a map, a spreadsheet and a disagreement about {s}.",
    "Ten years ago, {s} were somebody else's problem.",
    "Good intentions do not keep {s} going; budgets, rotas and spare parts do.",
    "{p} is not an obvious place to look for lessons about {s}.",
    "What would {s} look like if the people who depend on them had been asked first?",
    "The handbook on {s} was last updated when most of its readers were at school.",
    "There are {n} ways to get {s} wrong, and we have tried most of them.",
    "We spent a winter talking to {n} people about {s}. Most of them had never been asked before.",
    "{S} look simple until the second phone call.",
    "A story in three acts about {s}, one of them embarrassing.",
];

const MIDDLES: [&str; 14] = [
    "We compare {n} places that took different routes and show where each of them turned back.",
    "We share the figures, including those that surprised us and the two that we would rather have kept.",
    "You will hear from the people who answer the telephone as well as from those who sign the contracts.",
    "The answer turned out to be less about money than about who is in the room when the timetable is made.",
    "Along the way we learned to write less and visit more.",
    "What we cover:\n\n- how the first {n} conversations changed the plan\n- what it cost, including the hours that nobody billed\n- three things that we would do again",
    "The method is simple enough to copy: ask, publish, repair, repeat.",
    "Half of what we tried did not work; we explain how we noticed and what it took to stop.",
    "A neighbouring council copied the idea from a single page of notes, and improved it.",
    "Two questions run through the talk:\n\n1. Who notices first when something breaks?\n2. Who is allowed to mend it?",
    "The legal side is covered briefly, with the two paragraphs that matter and the many that do not.",
    "Photographs from {p} show the state before, during and after, and what the weather did to our plans.",
    "We look at the evidence of {n} small trials, none of them conclusive alone, all of them pointing the same way.",
    "It needed neither new software nor a new department, but somebody who stayed for longer than one budget year.",
];

const ENDINGS: [&str; 10] = [
    "No previous knowledge is needed; bring a question.",
    "Half of the time is kept for discussion.",
    "The slides and the figures are free to use.",
    "At the end there is a one-page checklist to take home.",
    "Suitable for newcomers and for those who have tried before.",
    "We finish with an open list of what we still do not know.",
    "Please bring an example from where you live.",
    "The second half belongs to the audience.",
    "If you disagree, this is the right room.",
    "A longer written version is on the conference's pages.",
];

const SUMMARIES: [&str; 8] = [
    "A practical look at {s}, with figures from {p}.",
    "What {p} learned about {s} in {n} months.",
    "Notes from the field on {s}, for those who plan and those who use them.",
    "{S}, seen from the counter rather than from the office.",
    "A short history of {s}, and a proposal.",
    "Experiences with {s} that can be copied elsewhere.",
    "{n} places, one question: what makes {s} work?",
    "An honest account of a project about {s}.",
];

/// `{S}`, `{s}`: the subject; `{p}`: a place; `{n}`: a number.
pub(super) fn filled(template: &str, subject: &str, place: &str, number: usize) -> String {
    let mut capital = subject.chars();
    let capital: String = capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
    template.replace("{S}", &capital).replace("{s}", subject).replace("{p}", place).replace("{n}", &number.to_string())
}

/// One sentence for lists.
pub(super) fn summary(dice: &mut Dice, subject: &str, place: &str) -> String {
    let (template, number) = (dice.pick(&SUMMARIES), 6 + dice.below(30));
    filled(template, subject, place, number)
}

/// A few sentences, some with a little Markdown.
pub(super) fn description(dice: &mut Dice, subject: &str, place: &str) -> String {
    let number = 6 + dice.below(30);
    let first = dice.below(MIDDLES.len());
    let second = (first + 1 + dice.below(MIDDLES.len() - 1)) % MIDDLES.len();
    let mut paragraphs = vec![format!("{} {}", dice.pick(&OPENINGS), MIDDLES[first])];
    if dice.percent(60) {
        paragraphs.push(MIDDLES[second].to_owned());
    }
    paragraphs.push(dice.pick(&ENDINGS).to_owned());
    filled(&paragraphs.join("\n\n"), subject, place, number)
}
