//! Which programmes there are, who draws them, and how often each is measured. Not: the measuring, which is in `tests/bench`.

use super::generate::{self, Size};
use super::programme::Programme;
use super::{documents, frab};
use crate::failure::Failure;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Everybody who is measured, by the names of `tests/bench/files.mjs`.
pub(crate) const CONTESTANTS: [&str; 7] = ["product", "P grid", "P list", "V", "V again", "V+", "blank"];

/// What is typed into the search, key by key: beginnings of three words, so that nearly every key changes what is found.
pub(crate) const WORD: &str = "re co ma";

/// The programme that the goals are about: 1,000 talks, 30 rooms, 4 days.
pub(crate) const GOALS: &str = "1000";
/// A small and a large one, for how the time grows.
pub(crate) const SMALL: &str = "250";
/// See [`SMALL`].
pub(crate) const LARGE: &str = "1500";

const INVENTED: [(&str, Size); 4] = [
    (GOALS, Size { talks: 1_000, rooms: 30, days: 4 }),
    ("39c3", Size { talks: 900, rooms: 58, days: 4 }),
    (SMALL, Size { talks: 250, rooms: 8, days: 4 }),
    (LARGE, Size { talks: 1_500, rooms: 45, days: 4 }),
];
const REAL: &str = "36c3";

/// The programmes on disk.
#[derive(Debug)]
pub(crate) struct Programmes {
    /// Name, size, titles.
    written: Vec<(&'static str, Vec<String>, usize)>,
    /// Whether the real programme was there.
    pub(crate) is_real: bool,
}

/// `/agenda` and its long texts for the programme that the goals are about.
pub(crate) fn contract_documents() -> [String; 2] {
    let size = INVENTED.iter().find(|(name, _)| *name == GOALS).map_or(Size { talks: 1_000, rooms: 30, days: 4 }, |(_, size)| *size);
    let programme = generate::programme(size);
    [documents::agenda(&programme).to_string(), documents::texts(&programme).to_string()]
}

impl Programmes {
    /// Writes each as every contestant reads it.
    pub(crate) fn write(root: &Path, folder: &Path) -> Result<Self, Failure> {
        let real = fs::read_to_string(root.join("../shared/data/36c3.json")).ok().and_then(|file| frab::read(&file));
        let is_real = real.is_some();
        let stand_in = Size { talks: 1_351, rooms: 92, days: 4 };
        let mut programmes: Vec<(&str, Programme)> = INVENTED.iter().map(|(name, size)| (*name, generate::programme(*size))).collect();
        programmes.push((REAL, real.unwrap_or_else(|| generate::programme(stand_in))));
        let mut written = Vec::new();
        for (name, programme) in programmes {
            let folder = folder.join(name);
            fs::create_dir_all(&folder).map_err(Failure::system("make a folder for a programme"))?;
            for (file, document) in [
                ("agenda.json", documents::agenda(&programme)),
                ("texts.json", documents::texts(&programme)),
                ("widget.json", documents::widget(&programme)),
                ("rows.json", documents::rows(&programme)),
                ("columns.json", documents::columns(&programme)),
            ] {
                fs::write(folder.join(file), document.to_string()).map_err(Failure::system("write a programme"))?;
            }
            let rooms = programme.rooms.len();
            written.push((name, programme.talks.into_iter().map(|talk| talk.title).collect(), rooms));
        }
        Ok(Self { written, is_real })
    }

    /// `1,351 talks in 92 rooms`, for people.
    pub(crate) fn describe(&self, name: &str) -> String {
        let known = self.written.iter().find(|(known, _, _)| *known == name);
        let (talks, rooms) = known.map_or((0, 0), |(_, titles, rooms)| (titles.len(), *rooms));
        let origin = match (name == REAL, self.is_real) {
            (true, true) => ", the real 36C3",
            (true, false) => ", invented: the real 36C3 is not on this machine",
            (false, _) => ", invented",
        };
        format!("{talks} talks in {rooms} rooms{origin}")
    }
}

/// What is measured of each programme. `runs` rounds of what decides most goals; fewer of what is slow or steady.
pub(crate) fn plan(programmes: &Programmes, runs: usize) -> Vec<Value> {
    let (third, few) = (runs.div_ceil(3), runs.div_ceil(8));
    let none = || json!({});
    let entry = |(name, titles, _): &(&'static str, Vec<String>, usize)| {
        let (contestants, opening) = match *name {
            GOALS => (&CONTESTANTS[..], json!({"1": runs, "4": runs})),
            SMALL | LARGE => (&["product", "V", "V+"][..], json!({"1": runs})),
            _ => (&["product", "P grid", "P list", "V", "V+"][..], json!({"1": third})),
        };
        json!({
            "name": name,
            "titles": titles,
            "contestants": contestants,
            "weighed": (*name == GOALS || *name == REAL),
            "opening": opening,
            "interactions": if *name == GOALS { json!({"1": few, "4": few}) } else { none() },
            "searching": if *name == LARGE { json!({"1": few, "4": few}) } else { none() },
            "memory": if *name == GOALS { third } else { 0 },
        })
    };
    programmes.written.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_programme_is_written_for_everybody_and_measured() {
        let folder = std::env::temp_dir().join(format!("plenary-xtask-bench-{}", std::process::id()));
        let programmes = Programmes::write(&folder, &folder).unwrap();
        assert!(!programmes.is_real, "there is no real programme beside a temporary folder");
        assert_eq!(programmes.describe("36c3"), "1351 talks in 92 rooms, invented: the real 36C3 is not on this machine");
        assert!(folder.join("39c3").join("columns.json").is_file());
        let plan = plan(&programmes, 6);
        let measured: Vec<_> =
            plan.iter().map(|entry| (entry["name"].as_str().unwrap(), entry["opening"]["1"].as_u64().unwrap())).collect();
        assert_eq!(measured, [("1000", 6), ("39c3", 2), ("250", 6), ("1500", 6), ("36c3", 2)]);
        assert_eq!(plan[0]["titles"].as_array().unwrap().len(), 1_000);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_typed_finds_something_to_the_last_key() {
        let made = generate::programme(Size { talks: 1_500, rooms: 45, days: 4 });
        let found = made.talks.iter().filter(|talk| {
            let text = format!("{} {} {}", talk.title, talk.summary, talk.description).to_lowercase();
            WORD.split(' ').all(|begin| text.split_whitespace().any(|word| word.starts_with(begin)))
        });
        assert!(found.count() >= 50);
    }
}
