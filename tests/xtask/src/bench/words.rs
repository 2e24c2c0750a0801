//! What titles, abstracts and names of an invented programme are made of. Not: how they are put together.

use std::sync::LazyLock;

/// Words of one kind.
pub(super) type Words = LazyLock<Vec<&'static str>>;

pub(super) static ADJECTIVES: Words = LazyLock::new(|| {
    split(
        "accessible, ancient, anonymous, asynchronous, boring, brittle, careful, civic, collective, cryptographic, curious, \
     decentralised, delayed, deterministic, distributed, durable, embedded, everyday, experimental, fair, forgotten, formal, fragile, \
     gentle, handmade, hidden, honest, hostile, human, incremental, independent, invisible, lazy, legal, libre, linguistic, local, \
     low-cost, measurable, modular, nocturnal, offline, open, optical, orbital, parallel, patient, peaceful, portable, public, \
     quantum, quiet, radical, reproducible, resilient, retro, rural, shared, sovereign, stubborn, sustainable, synthetic, tactile, \
     transparent, trusted, unfinished, unreliable, urban, verifiable, wireless",
    )
});

pub(super) static NOUNS: Words = LazyLock::new(|| {
    split(
        "antennas, archives, assemblers, audits, batteries, beacons, benches, bicycles, borders, bootloaders, bridges, bugs, cameras, \
     canals, ciphers, clocks, compilers, committees, cooperatives, consensus, consoles, copyright, databases, deadlines, \
     dependencies, dictionaries, drones, elections, emulators, engines, fabrics, factories, failures, fibres, firmware, forests, \
     fonts, gardens, gateways, glaciers, glitches, grids, habits, harbours, hospitals, identities, inks, instruments, interfaces, \
     kernels, keyboards, labels, ledgers, legislation, libraries, lighthouses, locks, looms, maps, markets, meters, microphones, \
     migrations, mirrors, modems, neighbourhoods, networks, notebooks, oceans, offices, parliaments, parsers, passports, patents, \
     payments, permissions, pixels, platforms, printers, protocols, prototypes, queues, radios, railways, receipts, recipes, \
     regulators, repairs, robots, satellites, schools, sensors, servers, shadows, signals, spreadsheets, standards, synthesizers, \
     telephones, telescopes, textiles, threads, timetables, tools, translations, turbines, typewriters, unions, vaccines, \
     ventilators, voices, warehouses, weather, workshops",
    )
});

pub(super) static VERBS: Words = LazyLock::new(|| {
    split(
        "archive, assemble, audit, balance, borrow, broadcast, build, calibrate, catalogue, compose, compress, count, debug, decode, \
     defend, deploy, design, discover, document, dismantle, emulate, explain, finance, fold, forge, forget, govern, grow, harvest, \
     hide, illustrate, imagine, improve, index, inherit, inspect, invent, knit, launch, listen to, maintain, map, measure, mend, \
     migrate, model, negotiate, observe, organise, paint, parse, predict, preserve, print, question, recover, recycle, refuse, \
     replace, rescue, reverse, rewrite, scale, share, simulate, solder, steer, survive, teach, test, trace, translate, trust, \
     understand, verify, visit, weave",
    )
});

pub(super) static TOPICS: Words = LazyLock::new(|| {
    split(
        "agriculture, amateur radio, astronomy, biology, broadcasting, cartography, chess, choirs, citizen science, climate, cooking, \
     digital rights, disarmament, education, embroidery, energy, film, forensics, free software, game design, genealogy, geology, \
     healthcare, housing, journalism, labour, language, law, libraries, logistics, mathematics, medicine, mental health, mountain \
     rescue, museums, music, navigation, number theory, oceanography, orbital mechanics, photography, poetry, policing, public \
     transport, retail, robotics, sailing, sanctions, search engines, seismology, social work, space law, speech, supply chains, \
     surveillance, taxation, theatre, toys, typography, urban planning, water",
    )
});

pub(super) static SYLLABLES: Words = LazyLock::new(|| {
    split(
        "ar, bel, cor, dan, el, far, gri, hal, is, jo, kal, lum, mar, nor, ol, pra, qui, ras, sol, tav, ul, ver, wen, xan, yor, zel, bri, \
     cha, dro, fen, glo, hex, ino, kry, lo, mi, nu, opa, pix, rho",
    )
});

pub(super) static GIVEN: Words = LazyLock::new(|| {
    split(
        "Abena, Adrián, Aiko, Alva, Amadou, Ana, Andrzej, Anselm, Arjun, Astrid, Ayşe, Beatriz, Benedikt, Bogdan, Carla, Chidi, Chloé, \
     Dagny, Danuta, Dario, Divya, Edda, Emre, Esther, Farid, Fatou, Felix, Fiona, Gábor, Gesine, Giulia, Hana, Henrike, Hugo, Ingrid, \
     Ioana, Ismael, Jakub, Jarmila, Jonas, Judit, Kaja, Kenji, Kofi, Lale, Leif, Leonie, Lucía, Magnus, Marit, Mbali, Mehdi, Mina, \
     Nadia, Nils, Noor, Oksana, Olivier, Paloma, Pekka, Priya, Quentin, Rania, Renzo, Rosa, Salma, Samir, Saoirse, Sigrid, Sven, \
     Tadeusz, Tamar, Tendai, Thiago, Ulrike, Valentina, Viktor, Wanjiru, Xenia, Yara, Yusuf, Zofia, Zoltán",
    )
});

pub(super) static FAMILY: Words = LazyLock::new(|| {
    split(
        "Abebe, Ackermann, Almeida, Andersen, Aoki, Bakker, Baptiste, Becker, Bianchi, Bielski, Brandt, Castellanos, Chaudhary, Cissé, \
     Dahl, Demir, Diallo, Dvořák, Eriksson, Farkas, Fernandes, Fischer, Fujimoto, García, Grabowski, Haddad, Hansen, Hoffmann, \
     Horvat, Ibrahim, Ilić, Jansen, Johansson, Kamara, Kaplan, Keller, Kimani, Klein, Kowalczyk, Kruse, Laurent, Lehtonen, Lindqvist, \
     Lombardi, Lund, Mahlangu, Marchetti, Mensah, Meyer, Molnár, Moreau, Nakamura, Nasser, Nguyen, Novák, Nowak, Obi, Okafor, Olsen, \
     Ortega, Papadakis, Pereira, Petrov, Popescu, Rahman, Richter, Rossi, Sánchez, Sato, Schäfer, Schulte, Sharma, Silva, Sokolova, \
     Sørensen, Suzuki, Takahashi, Tesfaye, Thomsen, Toivonen, Torres, Vargas, Vermeulen, Vidal, Vogel, Wagner, Weiss, Yamamoto, \
     Yıldız, Zimmermann",
    )
});

pub(super) static ROOMS: Words = LazyLock::new(|| {
    split(
        "Assembly, Atrium, Attic, Balcony, Bridge, Cellar, Chapel, Dome, Foundry, Gallery, Garden, Greenhouse, Harbour, Kiosk, Kitchen, \
     Laboratory, Library, Lounge, Market, Observatory, Orchard, Pavilion, Quarry, Signal Box, Studio, Terrace, Tower, Tunnel, Vault, \
     Workshop",
    )
});

/// Name and colour.
pub(super) const TRACKS: [(&str, &str); 10] = [
    ("Art & Play", "#b5651d"),
    ("Community", "#00695c"),
    ("Ethics & Society", "#7b1fa2"),
    ("Hardware", "#c62828"),
    ("Law & Policy", "#37474f"),
    ("Resilience", "#2e7d32"),
    ("Science", "#1565c0"),
    ("Security", "#ad1457"),
    ("Self-organised", "#5d4037"),
    ("Software", "#00838f"),
];

fn split(words: &'static str) -> Vec<&'static str> {
    words.split(", ").collect()
}
