//! `over-shares`: what apps have said that this backend sent them of people beyond the contract: names of members and how often, never values.
//! Not: who was asked about, which no app says.

use super::{Errand, Kind, NotDone, open};
use crate::settings::Settings;
use plenary::conference::over_share::OverShares;

pub(super) const KIND: Kind = Kind { name: "over-shares", flags: &[], run };

fn run(settings: &Settings, _: &Errand) -> Result<String, NotDone> {
    let all = open(settings)?.over_shares()?;
    if all.is_empty() {
        return Ok("No app has reported anything.\n".to_owned());
    }
    let lines = all.iter().map(|noted| {
        let day = jiff::Timestamp::from_second(noted.day * 86_400)
            .map_or_else(|_| noted.day.to_string(), |day| day.strftime("%Y-%m-%d").to_string());
        format!("{day}\t{}\t{}\t{} times in {} reports\n", noted.place.key(), noted.member, noted.times, noted.reports)
    });
    Ok(lines.collect())
}
