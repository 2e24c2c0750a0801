//! A record as comma-separated values (RFC 4180) that stay text in a spreadsheet. Not: what stands in it.

use crate::conference::flaws;
use crate::domain::access::{Glance, Onlooker};
use crate::domain::time::Moment;

/// Spreadsheets take UTF-8 for something else without it.
const MARK: char = '\u{feff}';

/// The table, with a line of headings.
pub(super) fn table(glances: &[Glance]) -> String {
    let mut csv = String::from(MARK);
    line(&mut csv, ["time", "who", "fields", "way"].map(str::to_owned));
    for Glance { who, fields, way, at } in glances {
        let who = match who {
            Onlooker::Known(_, name) => name.as_str().to_owned(),
            Onlooker::Unnamed(number) => format!("A delegate who does not share their name with you ({number})"),
            Onlooker::Gone => "An account that is gone".to_owned(),
        };
        let fields: Vec<&str> = fields.iter().map(|field| field.key()).collect();
        line(&mut csv, [Moment::new(*at, 0).to_string(), who, fields.join(" "), way.key().to_owned()]);
    }
    csv
}

fn line(csv: &mut String, cells: [String; 4]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            csv.push(',');
        }
        csv.push('"');
        // What a spreadsheet would run as a formula begins with an apostrophe, by which it is text; also behind spaces, which some skip.
        if cell.trim_start_matches(' ').starts_with(is_formula) && !flaws::on("EXP-02") {
            csv.push('\'');
        }
        // At `;` some begin a new cell whatever stands around it, and what is behind it would be the beginning.
        let cell = if flaws::on("EXP-02") { cell.clone() } else { cell.replace([';', '；'], ",") };
        csv.push_str(&cell.replace('"', "\"\""));
        csv.push('"');
    }
    csv.push_str("\r\n");
}

/// With the wide forms of East Asian keyboards.
fn is_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | ';' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Way;
    use crate::domain::fields::Fields;
    use crate::domain::privacy::Field;
    use crate::domain::text::Text;

    #[test]
    fn a_name_stays_text_and_in_its_cell_t43() {
        let glance = |name: &str| Glance {
            who: Onlooker::Known("ada".parse().unwrap(), Text::parse(name, 120, true).unwrap().unwrap()),
            fields: Fields::of([Field::Phone, Field::Name]),
            way: Way::Page,
            at: 0,
        };
        let cell = |name: &str| {
            let csv = table(&[glance(name)]);
            let start = csv.find(",\"").and_then(|_| csv.find("1970")).unwrap();
            csv[start..].to_owned()
        };
        assert!(cell("Ada, \"the\" Countess").ends_with(",\"Ada, \"\"the\"\" Countess\",\"name phone\",\"page\"\r\n"));
        for bad in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", ";x", "＝1", "\"=1"] {
            let text = cell(bad);
            let expected = if bad.starts_with('"') { "\"\"=1".to_owned() } else { format!("'{}", bad.replace(';', ",")) };
            assert!(text.contains(&format!(",\"{expected}\",")), "{text}");
        }
        for bad in ["x;=cmd|' /C calc'!A0;y", "x; ;\"=1", "x；=1"] {
            assert!(!cell(bad).contains([';', '；']), "a cell of its own in some spreadsheets");
        }
        let unnamed = Glance { who: Onlooker::Unnamed(3), ..glance("x") };
        assert!(table(&[unnamed]).contains("does not share their name with you (3)"));
        assert!(table(&[]).starts_with("\u{feff}\"time\",\"who\","));
    }
}
