//! How a backend differs from the contract: its routes have other names, its people another shape. What it says about nothing is the contract's.
//! Not: how an organiser writes that down (`config`), nor asking (`api`).

mod pages;
mod people;
mod places;
mod pointer;
mod reading;

pub use pages::Paging;
pub use people::{Asked, PeopleMap};
pub use places::{NotAPlace, Places};
pub use pointer::{NotAPointer, Pointer};
pub use reading::{One, Rows};

/// What is different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dialect {
    /// Where its routes are.
    pub places: Places,
    /// Where what is known of people stands in its directory; absent: where the contract has it.
    pub people: Option<PeopleMap>,
}

impl Dialect {
    /// Whether this route can be asked about people of the directory. What belongs to people of another system is there only where that is said.
    pub fn has_for_people(&self, route: &str) -> bool {
        self.places.says(route).unwrap_or(self.people.is_none())
    }
}
