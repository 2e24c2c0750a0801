//! Examines a deployment from outside: the page, its files, its settings, its backend and whatever else the app will ask. It reads, and nothing else: nobody is
//! signed in, no mail is sent, nothing is changed. Not: what only an account shows, which is the conformance suite's.

mod backend;
mod configuration;
mod deployment;
mod exposed;
mod files;
mod headers;
mod links;
mod page;
mod policy;
mod programme;
pub mod report;
mod transport;
mod wellknown;

use crate::deployment::Deployment;
use crate::report::Report;
use plenary_conformance::Fault;

/// Asks everything of the app at this address, as in `https://www.example.org/2027/app/`. An error where nothing can be asked there at all.
pub fn examine(url: &str) -> Result<Report, Fault> {
    let mut deployment = Deployment::at(url)?;
    let mut report = Report::of(&deployment.address());
    let Some(page) = page::find(&mut deployment, &mut report) else { return Ok(report) };
    transport::look(&deployment, &page, &mut report);
    headers::look(&page, &mut report);
    let settings = configuration::look(&deployment, &mut report);
    policy::look(&deployment, &page, settings.as_ref(), &mut report);
    files::look(&deployment, &page, &mut report);
    links::look(&deployment, &page, &mut report);
    if let Some(settings) = &settings {
        backend::look(&deployment, settings, &mut report);
        programme::look(&deployment, settings, &mut report);
        wellknown::issuer(&deployment, settings, &mut report);
    }
    exposed::look(&deployment, &mut report);
    wellknown::look(&deployment, &mut report);
    Ok(report)
}
