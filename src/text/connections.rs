//! Sentences about exchanging contact details, blocks and reports. Not: what is given, which the rules decide.

use super::people::field_list;
use crate::api::ApiError;
use crate::browser::{DateStyle, ImageFault, PictureFault, ScanFault, format_date, format_time, now_unix, viewer_offset_at};
use crate::domain::base::within;
use crate::domain::connection::{GiftTerm, ReportReason};
use crate::domain::fields::Fields;
use crate::domain::privacy::Field;
use crate::domain::time::Moment;

/// For how long, as a choice.
pub fn term(term: GiftTerm) -> &'static str {
    match term {
        GiftTerm::Hour => t!("For one hour"),
        GiftTerm::Conference => t!("Until a day after the conference"),
        GiftTerm::Open => t!("Until I take it back"),
    }
}

/// For how long, within a sentence.
pub fn term_offered(term: GiftTerm) -> &'static str {
    match term {
        GiftTerm::Hour => t!("for one hour"),
        GiftTerm::Conference => t!("until a day after the conference"),
        GiftTerm::Open => t!("until they take it back"),
    }
}

/// Fields in a sentence: "name, e-mail and phone".
pub fn fields(fields: Fields) -> String {
    let all: Vec<Field> = fields.iter().collect();
    field_list(&all)
}

/// An end, as people write it; today's without the date.
pub fn at(unix: i64) -> String {
    let here = |unix| Moment::new(unix, viewer_offset_at(unix));
    let (at, now) = (here(unix), here(now_unix()));
    if at.date() == now.date() {
        format_time(at)
    } else {
        t!("{date}, {time}", date = format_date(at.date(), DateStyle::Day), time = format_time(at))
    }
}

/// What is wrong with what was typed; `None`: it may be a code.
pub fn unlike_a_shown_code(typed: &str) -> Option<&'static str> {
    super::unlike_a_code(typed).map(|_| t!("The code has eight letters and digits. Read the whole of it from their screen."))
}

/// The sentence for what was refused, where one input is all there is.
pub fn refused(error: &ApiError) -> String {
    let problem = if let ApiError::Invalid(problems) = error { problems.first() } else { None };
    problem.map_or_else(|| super::api_error(error), super::field_problem)
}

/// Why the camera reads nothing, or reads no more, and what to do instead.
pub fn scan_fault(fault: ScanFault) -> &'static str {
    match fault {
        ScanFault::NotAllowed => {
            t!(
                "The camera was not allowed. Allow it for this page in the browser’s settings, choose a picture of the code, or type the code."
            )
        }
        ScanFault::NoCamera => t!("There is no camera here. Choose a picture of the code, or type the code."),
        ScanFault::InUse => {
            t!("The camera did not start; another app or page may be using it. Close that and try again, or type the code.")
        }
        ScanFault::Insecure => {
            t!("Browsers give the camera only to pages whose address begins with https. Choose a picture of the code, or type it.")
        }
        ScanFault::Unseen => t!("The camera was turned off while this page was out of sight."),
        ScanFault::Stopped => t!("The camera stopped. Try again, choose a picture of the code, or type the code."),
        ScanFault::NoReader => no_reader(),
    }
}

fn no_reader() -> &'static str {
    t!("The part of the app that reads codes did not load. Check the connection and try again, or type the code.")
}

/// Why a chosen picture gives no code.
pub fn picture_fault(fault: PictureFault) -> &'static str {
    match fault {
        PictureFault::Image(ImageFault::TooManyBytes | ImageFault::TooManyPixels) => {
            t!("That picture is too large. Choose a smaller one, or type the code.")
        }
        PictureFault::Image(ImageFault::NotAnImage | ImageFault::Moving | ImageFault::Undecodable) => {
            t!("That file cannot be looked at. Choose a JPEG, PNG or WebP picture of the code, or type the code.")
        }
        PictureFault::NoReader => no_reader(),
    }
}

/// A picture in which there is nothing for this app.
pub fn no_code_in_picture() -> &'static str {
    t!("No code of this app was found in that picture. Choose one that shows the whole code, straight and sharp, or type the code.")
}

/// When the camera has seen nothing for a while.
pub fn still_looking() -> &'static str {
    t!("Nothing read yet. Hold it closer and still, make their screen brighter, or stop and type the code.")
}

/// Why somebody is reported, as a choice.
pub fn reason(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Harassment => t!("Harasses me or somebody else"),
        ReportReason::Impersonation => t!("Pretends to be somebody else"),
        ReportReason::Content => t!("Shows something that has no place here"),
        ReportReason::Other => t!("Something else"),
    }
}

/// The code as people read it aloud: in two halves.
pub fn code(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, second)) if !second.is_empty() => format!("{first} {second}"),
        Some(_) | None => code.to_owned(),
    }
}

/// Seconds as a clock.
pub fn left(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The code in what a camera read: behind the `#` of an address of this app, or alone. `None`: it is something else, such as a visiting card.
pub fn code_in(read: &str, origin: &str) -> Option<String> {
    let code = match read.strip_prefix(origin) {
        Some(path) => within(path)?.strip_prefix("/connections#")?,
        None => read,
    };
    let is_code = code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code.then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn only_a_code_of_this_app_is_taken_from_a_picture() {
        let origin = "https://app.example";
        for (read, code) in [
            ("https://app.example/connections#ABCD2345", Some("ABCD2345")),
            ("ABCD2345", Some("ABCD2345")),
            ("https://evil.example/connections#ABCD2345", None),
            ("https://app.example.evil.example/connections#ABCD2345", None),
            ("https://app.example/sign-in/link#ABCD2345", None),
            ("BEGIN:VCARD", None),
            ("", None),
        ] {
            assert_eq!(code_in(read, origin).as_deref(), code, "{read}");
        }
    }

    #[test]
    fn a_code_and_a_clock_are_read_as_people_read_them() {
        assert_eq!((code("ABCD2345").as_str(), code("AB").as_str()), ("ABCD 2345", "AB"));
        assert_eq!((left(119).as_str(), left(5).as_str()), ("1:59", "0:05"));
    }
}
