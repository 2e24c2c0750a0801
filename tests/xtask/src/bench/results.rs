//! What `tests/bench/run.mjs` measured. Not: what it means.

use serde_json::Value;

/// The measurements.
#[derive(Debug)]
pub(crate) struct Results(Value);

impl Results {
    /// `None` when this is no JSON object.
    pub(crate) fn read(text: &str) -> Option<Self> {
        serde_json::from_str::<Value>(text).ok().filter(Value::is_object).map(Self)
    }

    /// Milliseconds from navigation until all that is visible was painted, by round.
    pub(crate) fn opening(&self, programme: &str, slower: u8, contestant: &str) -> Vec<f64> {
        numbers(self.at(&["open", programme, &slower.to_string(), contestant]))
    }

    /// Milliseconds from a click on a star to paint, click by click.
    pub(crate) fn star(&self, slower: u8, contestant: &str) -> Vec<f64> {
        clicks(self.at(&["star", &slower.to_string(), contestant]))
    }

    /// Milliseconds from a click on a day to paint, click by click.
    pub(crate) fn day(&self, slower: u8, contestant: &str) -> Vec<f64> {
        clicks(self.at(&["day", &slower.to_string(), contestant]))
    }

    /// Milliseconds from a key to paint, of all keys.
    pub(crate) fn search(&self, slower: u8, contestant: &str) -> Vec<f64> {
        clicks(self.at(&["search", &slower.to_string(), contestant]))
    }

    /// Megabytes of the renderers over those that show a blank page in the same round.
    pub(crate) fn memory(&self, contestant: &str) -> Vec<f64> {
        let (own, blank) = (numbers(self.at(&["memory", contestant])), numbers(self.at(&["memory", "blank"])));
        own.iter().zip(blank).map(|(own, blank)| own - blank).collect()
    }

    /// Elements in the page at rest.
    pub(crate) fn elements(&self, programme: &str, contestant: &str) -> Option<u64> {
        self.at(&["learned", programme, contestant, "elements"]).as_u64()
    }

    /// Titles in view at rest.
    pub(crate) fn shown(&self, programme: &str, contestant: &str) -> Option<u64> {
        self.at(&["learned", programme, contestant, "shown"]).as_u64()
    }

    /// Bytes over the wire until the list stands, and until the page is at rest.
    pub(crate) fn bytes(&self, programme: &str, contestant: &str) -> Option<(u64, u64)> {
        let found = self.at(&["bytes", programme, contestant]);
        Some((found.get("list")?.as_u64()?, found.get("all")?.as_u64()?))
    }

    fn at(&self, path: &[&str]) -> &Value {
        path.iter().try_fold(&self.0, |value, member| value.get(member)).unwrap_or(&Value::Null)
    }
}

/// What could not be measured is not a number, and keeps its place among the rounds.
fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().map(|value| value.as_f64().unwrap_or(f64::NAN)).collect()
}

/// Of all rounds, one after the other.
fn clicks(rounds: &Value) -> Vec<f64> {
    rounds.as_array().into_iter().flatten().flat_map(numbers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measurements_are_found_and_missing_ones_are_none() {
        let text = r#"{"open": {"1000": {"4": {"V": [1, 2.5]}}}, "star": {"1": {"V": [[1, 9, 3], [null], [null, 4]]}}, "search": {"1": {"product": [[5, 6], [7]]}},
            "memory": {"V": [50, 60], "blank": [10, 12]}, "bytes": {"1000": {"V": {"list": 5, "all": 7}}}, "learned": {"1000": {"V": {"elements": 3, "shown": 2}}}}"#;
        let results = Results::read(text).unwrap();
        assert_eq!(results.opening("1000", 4, "V"), [1.0, 2.5]);
        assert!(results.opening("1000", 1, "V").is_empty());
        let star = results.star(1, "V");
        assert!(star[..3] == [1.0, 9.0, 3.0] && star[3].is_nan() && star[4].is_nan() && star[5] == 4.0, "{star:?}");
        assert_eq!(results.search(1, "product"), [5.0, 6.0, 7.0]);
        assert_eq!(results.memory("V"), [40.0, 48.0]);
        assert_eq!(results.bytes("1000", "V"), Some((5, 7)));
        assert_eq!((results.elements("1000", "V"), results.shown("1000", "V"), results.elements("9", "V")), (Some(3), Some(2), None));
        assert!(Results::read("nothing").is_none());
    }
}
