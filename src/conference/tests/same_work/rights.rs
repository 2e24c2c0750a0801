//! What is watched passes questions about rights on; none of them is part of a sign-in. Not: any of the rules.

use super::{Answer, Watched};
use crate::conference::rights::{Chapter, Complaint, Consent, Erasure, LeftOut, Mark, Rights, Stretch};
use crate::domain::id::DelegateId;
use crate::domain::text::{Email, Text};

#[rustfmt::skip]
impl Rights for Watched {
    fn chapters(&self) -> Vec<Chapter> { self.note("chapters"); self.inner.chapters() }
    fn left_out(&self) -> Vec<LeftOut> { self.note("left_out"); self.inner.left_out() }
    fn records(&self, delegate: &DelegateId, chapter: usize, behind: Option<&Mark>, most: usize) -> Answer<Stretch> { self.note("records"); self.inner.records(delegate, chapter, behind, most) }
    fn erase(&mut self, erasure: Erasure<'_>) -> Answer<bool> { self.note("erase"); self.inner.erase(erasure) }
    fn forget_counts(&mut self, counters: &[String]) -> Answer<()> { self.note("forget_counts"); self.inner.forget_counts(counters) }
    fn waiting_addresses(&self, delegate: &DelegateId) -> Answer<Vec<Email>> { self.note("waiting_addresses"); self.inner.waiting_addresses(delegate) }
    fn consents(&self, delegate: &DelegateId) -> Answer<Vec<Consent>> { self.note("consents"); Rights::consents(&self.inner, delegate) }
    fn add_consent(&mut self, consent: &Consent, keep: usize) -> Answer<()> { self.note("add_consent"); self.inner.add_consent(consent, keep) }
    fn complaint(&self, reference: &str) -> Answer<Option<(DelegateId, i64, Text)>> { self.note("complaint"); self.inner.complaint(reference) }
    fn add_complaint(&mut self, complaint: &Complaint) -> Answer<()> { self.note("add_complaint"); self.inner.add_complaint(complaint) }
}
