//! A set of fields, as bits. Not: their values, nor who may see them.

use super::privacy::{Field, PerField};

/// Some of the fields. Its bits are written down by backends, so a field keeps its bit for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Fields(u16);

impl Fields {
    /// The bit of a field. A new field takes the next free one; none is ever moved or used again.
    pub fn bit(field: Field) -> u16 {
        match field {
            Field::Name => 1,
            Field::Photo => 1 << 1,
            Field::JobTitle => 1 << 2,
            Field::Organisation => 1 << 3,
            Field::Pronouns => 1 << 4,
            Field::Biography => 1 << 5,
            Field::Email => 1 << 6,
            Field::Phone => 1 << 7,
            Field::Links => 1 << 8,
            Field::Languages => 1 << 9,
        }
    }

    /// No field.
    pub fn none() -> Self {
        Self(0)
    }

    /// These fields.
    pub fn of(fields: impl IntoIterator<Item = Field>) -> Self {
        Self(fields.into_iter().fold(0, |bits, field| bits | Self::bit(field)))
    }

    /// Whether the field is among them.
    pub fn contains(self, field: Field) -> bool {
        self.0 & Self::bit(field) != 0
    }

    /// With one more.
    pub fn insert(&mut self, field: Field) {
        self.0 |= Self::bit(field);
    }

    /// Without it.
    pub fn remove(&mut self, field: Field) {
        self.0 &= !Self::bit(field);
    }

    /// These and those.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of [`Field::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.contains(*field))
    }

    /// As it is written down.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// As it was written down; bits that are no field's are dropped.
    pub fn from_bits(bits: u16) -> Self {
        Self(bits & Self::of(Field::ALL).0)
    }

    /// One answer for every field.
    pub fn each(self) -> PerField<bool> {
        PerField::from_fn(|field| self.contains(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_bit_of_its_own_and_keeps_it() {
        assert_eq!(Fields::of(Field::ALL).bits().count_ones() as usize, Field::ALL.len());
        // Written down by backends of earlier releases.
        use Field::*;
        let known = [Name, Photo, JobTitle, Organisation, Pronouns, Biography, Email, Phone, Links, Languages];
        for (place, field) in known.into_iter().enumerate() {
            assert_eq!(Fields::bit(field), 1 << place);
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let mut some = Fields::of([Field::Name]);
        some.insert(Field::Phone);
        assert_eq!(some.iter().collect::<Vec<_>>(), [Field::Name, Field::Phone]);
        assert_eq!(Fields::from_bits(some.bits() | 1 << 15), some);
        some.remove(Field::Name);
        assert!(!some.contains(Field::Name) && some.contains(Field::Phone) && !some.is_empty());
        assert!(*some.each().of(Field::Phone));
    }
}
