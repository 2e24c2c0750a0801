//! The over-share alarm: what apps report is counted for the organisers, bounded, and holds nothing of anybody (T08).

use crate::conference::Refusal;
use crate::conference::fixture::*;
use crate::conference::over_share::{MEMBERS_PER_DAY, Noted, OverShares};
use crate::domain::over_share::{OverShare, Place};

#[test]
fn reports_are_counted_by_day_place_and_member() {
    let mut conference = conference([account("ada"), account("bo")]);
    let (ada, bo) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bo", NOW));
    let mut report = OverShare::new(Place::Directory);
    report.count("password_hash", 3);
    conference.report_over_share(&ada, &report, NOW).unwrap();
    report.count("password_hash", u32::MAX);
    conference.report_over_share(&bo, &report, NOW + 1).unwrap();
    conference.report_over_share(&bo, &OverShare::new(Place::Delegate), NOW + 1).unwrap();
    let noted = conference.store().over_shares().unwrap();
    let day = NOW.div_euclid(86_400);
    assert_eq!(noted, [Noted { day, place: Place::Directory, member: "password_hash".into(), times: 10_003, reports: 2 }]);
}

#[test]
fn nobody_can_fill_the_disk_with_reports() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let name = |n: u32| format!("x{}{}", char::from_u32(97 + n / 26).unwrap(), char::from_u32(97 + n % 26).unwrap());
    let most = conference.limits().over_shares_per_delegate.most;
    for n in 0..=most {
        let mut report = OverShare::new(Place::Delegate);
        report.count(&name(n), 1);
        let told = conference.report_over_share(&ada, &report, NOW + i64::from(n));
        assert_eq!(matches!(told, Err(Refusal::TooMany { .. })), n == most, "{told:?}");
    }
    // A day has many people.
    for n in 0..300 {
        conference.store_mut().add_over_shares(7, Place::Directory, &[(name(n), 1)], 0).unwrap();
    }
    let noted = conference.store().over_shares().unwrap();
    let of_day = noted.iter().filter(|noted| noted.day == 7);
    assert_eq!(of_day.clone().count(), MEMBERS_PER_DAY + 1);
    assert_eq!(of_day.map(|noted| noted.times).sum::<u64>(), 300);
    assert!(noted.iter().any(|noted| noted.member == "other"));
}
