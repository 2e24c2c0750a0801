//! JSON-LD in the page as it is served, for readers that run no script: the conference at `/`, a talk at its address. Not: what a person sees.

use crate::desk::Desk;
use plenary::domain::agenda::Agenda;
use plenary::routes::Route;

/// What belongs into the page at this path; `None` where it says nothing about the programme, or the programme is elsewhere.
pub(crate) fn of(desk: &Desk, path: &str) -> Option<String> {
    if desk.settings.programme.is_some() {
        return None;
    }
    block(&desk.programme().agenda, &desk.url, path)
}

fn block(agenda: &Agenda, site: &str, path: &str) -> Option<String> {
    let home = format!("{site}/");
    let json = match Route::parse(path, "")? {
        Route::Agenda(_) => agenda.conference_as_event(&home),
        Route::Talk(id) => {
            let summary = agenda.texts.here().and_then(|texts| texts.talks.get(&id)).map_or("", |text| text.summary.as_str());
            agenda.talk_as_event(agenda.talk(&id)?, summary, &home, &format!("{site}{}", Route::Talk(id.clone())))
        }
        Route::Grid(_)
        | Route::Mine
        | Route::Picks
        | Route::Changes
        | Route::Notices
        | Route::Speakers { .. }
        | Route::Speaker(_)
        | Route::SignIn(_)
        | Route::SignInLink
        | Route::SignInProblem { .. }
        | Route::SignInJoin(_)
        | Route::SignInDone(_)
        | Route::SignInReturn
        | Route::Delegates { .. }
        | Route::Delegate(_)
        | Route::Connections
        | Route::Profile
        | Route::MyData
        | Route::Policy
        | Route::Devices
        | Route::WhoSaw => return None,
    };
    // The JSON holds no `<`, so that nothing in it can end the element.
    Some(format!("<script type=\"application/ld+json\">{json}</script>"))
}

/// The page with a block at the end of its head; `None`: it has none.
pub(crate) fn inserted(page: &str, block: &str) -> Option<String> {
    let (head, rest) = page.split_once("</head>")?;
    Some(format!("{head}{block}</head>{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::conference::seed;

    #[test]
    fn only_pages_about_the_programme_say_anything() {
        let agenda = seed::agenda("2026-10-14".parse().unwrap(), 60, "Europe/London".parse().unwrap());
        let talk = &agenda.talks[3];
        let of = |path: &str| block(&agenda, "https://example.org", path);
        assert!(of("/").unwrap().contains("\"url\":\"https://example.org/\""));
        let said = of(&format!("/talks/{}", talk.id)).unwrap();
        assert!(said.contains(&format!("\"url\":\"https://example.org/talks/{}\"", talk.id)) && said.contains("\"superEvent\""));
        assert_eq!(said.matches('<').count(), 2);
        for silent in ["/talks/none", "/delegates", "/profile", "/nowhere", "/sign-in"] {
            assert_eq!(of(silent), None, "{silent}");
        }
    }

    #[test]
    fn the_block_stands_in_the_head_once() {
        let page = inserted("<head><title>x</title></head><body></head></body>", "<b>").unwrap();
        assert_eq!(page, "<head><title>x</title><b></head><body></head></body>");
        assert_eq!(inserted("no head", "<b>"), None);
    }
}
