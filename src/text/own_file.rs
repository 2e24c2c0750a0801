//! Words about a programme from a file of this device. Not: what is wrong inside one (`programme`).

use crate::browser::FileFault;
use crate::domain::agenda::Remark;
use crate::domain::time::ZoneName;

/// Why a file was not even read.
pub fn file_fault(fault: FileFault) -> &'static str {
    match fault {
        FileFault::TooLarge => t!("It is larger than 20 MB; no programme is."),
        FileFault::NotText => t!("It is not a text in UTF-8, which all programme files are."),
        FileFault::Unreadable => t!("This browser could not read it. It may be a folder, or it was moved meanwhile."),
    }
}

/// That a file is not shown, why, and that nothing else has changed.
pub fn file_refused(name: &str, why: &str) -> String {
    t!("“{name}” is not shown, and what you were looking at is still here. {why}", name, why)
}

/// That a file without a zone was read in that of this conference.
pub fn zone_lent(zone: &ZoneName) -> Remark {
    let sentence = t!(
        "This file does not say in which time zone its times are. They are shown as times in {zone}, where this conference takes place.",
        zone = zone.as_str()
    );
    Remark { matters: true, sentence }
}

/// That a list came without its descriptions, which are another file.
pub fn texts_apart() -> Remark {
    Remark { matters: false, sentence: t!("The descriptions are not in this file, so they are not shown.").into() }
}
