//! The copy as a page that anybody can read in any browser, without a network: no script, nothing fetched, and no text in it is ever markup.
//! Not: a page of the app.

use super::base64;
use super::export::moment;
use super::store::{Cell, LeftOut, Record};
use serde_json::Value;

/// Tells the page from whatever else a network may answer with.
const NAME: &str = "plenary-export";

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b2226;background:#fff}\
h1{font-size:1.75rem}h2{font-size:1.25rem;margin-block-start:2.5rem;border-block-end:1px solid #c8d0d4}\
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;padding:.75rem 0;margin:0;border-block-end:1px solid #e3e8ea}\
dt{color:#4b5a61}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}dd dl{border:0;padding:0}img{max-width:16rem;height:auto}\
@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-block-end:.5rem}}\
@media(prefers-color-scheme:dark){body{color:#e8eef0;background:#12181b}dt{color:#a9b8be}h2,dl{border-color:#39464c}}";

pub(super) fn head(event: &str, at: &str) -> String {
    let event = escaped(event);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"{NAME}\" content=\"1\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n\
         <title>My data at {event}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>My data at <bdi>{event}</bdi></h1>\n\
         <p>Everything that is kept about you, as it was at {}. Times are in UTC. It holds what only you may see: keep it as you keep your letters.</p>\n",
        escaped(at)
    )
}

pub(super) fn chapter(title: &str, is_empty: bool) -> String {
    let nothing = if is_empty { "<p>Nothing is kept.</p>\n" } else { "" };
    format!("<section>\n<h2>{}</h2>\n{nothing}", escaped(title))
}

pub(super) fn chapter_end() -> String {
    "</section>\n".to_owned()
}

pub(super) fn record(record: &Record) -> String {
    let mut lines = String::from("<dl>\n");
    for entry in &record.0 {
        lines.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(entry.label), cell(&entry.cell)));
    }
    lines.push_str("</dl>\n");
    lines
}

pub(super) fn foot(left_out: &[LeftOut]) -> String {
    let mut lines = String::from("<section>\n<h2>What is not in this copy</h2>\n<dl>\n");
    for LeftOut { what, why } in left_out {
        lines.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(what), escaped(why)));
    }
    lines.push_str("</dl>\n</section>\n</main>\n</body>\n</html>\n");
    lines
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Nothing | Cell::Other(_) => "–".to_owned(),
        Cell::Text(text) => format!("<bdi>{}</bdi>", escaped(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Cell::At(at) => escaped(&moment(*at)),
        Cell::Parts(value) => parts(value),
        Cell::Picture(bytes) => format!("<img alt=\"Your photo\" src=\"data:image/jpeg;base64,{}\">", base64::encode(bytes)),
    }
}

fn parts(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("<bdi>{}</bdi>", escaped(text)),
        Value::Array(values) => values.iter().map(parts).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            let lines: String = members
                .iter()
                .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", escaped(&name.replace('_', " ")), parts(value)))
                .collect();
            format!("<dl>{lines}</dl>")
        }
    }
}

/// Text that is text wherever it stands in a page.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // A null or another control has no place in a page; line ends have.
            c if c.is_control() && c != '\n' => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_text_is_markup_t43() {
        let hostile = "</dd><script>alert('1')</script> \" & \u{0}";
        let page = format!("{}{}", head(hostile, hostile), cell(&Cell::Parts(serde_json::json!({hostile: [hostile, {"b": hostile}]}))));
        assert!(!page.contains("<script") && !page.contains("'1'") && !page.contains('\u{0}'));
        assert_eq!(escaped("a\nb"), "a\nb");
        assert!(page.contains("name=\"plenary-export\""));
    }
}
