//! Rooms of the demo and when something begins in them. Not: what it is about.

/// Identifier and signpost, in the order of the programme.
pub(super) const ROOMS: [(&str, &str); 12] = [
    ("great-hall", "Great Hall"),
    ("quayside", "Quayside"),
    ("boathouse", "Boathouse"),
    ("chart-room", "Chart Room"),
    ("lantern-room", "Lantern Room"),
    ("rope-walk", "Rope Walk"),
    ("customs-house", "Customs House"),
    ("salt-store", "Salt Store"),
    ("signal-room", "Signal Room"),
    ("library", "Library"),
    ("dry-dock", "Dry Dock Studio"),
    ("lighthouse", "Lighthouse Lab"),
];

/// The first room with parallel sessions; those before it are in `plenaries`.
pub(super) const FIRST_PARALLEL: usize = 2;

/// A slot: minutes after midnight, length in minutes.
pub(super) type Slot = (i32, i64);

/// Many talks of half an hour, with short ones first.
const TALKS: [Slot; 12] =
    [(600, 20), (620, 20), (640, 20), (690, 30), (720, 30), (750, 30), (840, 30), (870, 30), (900, 30), (960, 30), (990, 30), (1020, 30)];

/// Fewer, longer ones.
const LECTURES: [Slot; 9] = [(600, 30), (630, 30), (690, 45), (735, 45), (840, 25), (865, 25), (890, 40), (960, 45), (1005, 40)];

/// Ninety minutes each.
const WORKSHOPS: [Slot; 4] = [(600, 60), (690, 90), (840, 90), (960, 90)];

/// What runs in a room with parallel sessions, and whether these are workshops.
pub(super) fn slots(room: usize) -> (&'static [Slot], bool) {
    match room {
        10.. => (&WORKSHOPS, true),
        _ if room.is_multiple_of(3) => (&LECTURES, false),
        _ => (&TALKS, false),
    }
}
