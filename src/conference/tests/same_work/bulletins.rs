//! What is watched passes questions about notices on; none of them is part of a sign-in. Not: any of the rules.

use super::{Answer, Watched};
use crate::conference::bulletins::{Bulletins, Mailing};
use crate::domain::bulletin::{Bulletin, ReadMark};
use crate::domain::id::{BulletinId, DelegateId};

#[rustfmt::skip]
impl Bulletins for Watched {
    fn bulletins(&self, most: usize) -> Answer<Vec<Bulletin>> { self.note("bulletins"); self.inner.bulletins(most) }
    fn bulletin(&self, id: &BulletinId) -> Answer<Option<Bulletin>> { self.note("bulletin"); self.inner.bulletin(id) }
    fn put_bulletin(&mut self, bulletin: &Bulletin, mailing: &Mailing) -> Answer<()> { self.note("put_bulletin"); self.inner.put_bulletin(bulletin, mailing) }
    fn read_marks(&self, delegate: &DelegateId) -> Answer<Vec<ReadMark>> { self.note("read_marks"); self.inner.read_marks(delegate) }
    fn mark_read(&mut self, delegate: &DelegateId, mark: &ReadMark, now: i64) -> Answer<()> { self.note("mark_read"); self.inner.mark_read(delegate, mark, now) }
}
