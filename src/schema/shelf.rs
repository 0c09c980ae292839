//! The documents that a schema brings together, in the order in which they were found to be needed.

use super::json::Json;
use std::cell::OnceCell;

/// A document and its address.
#[derive(Debug)]
pub(super) struct Document<'s> {
    /// The address, without fragment.
    pub(super) url: String,
    /// What stands there.
    pub(super) json: Json<'s>,
}

/// Reads a document that is not there yet, or says why there is none.
pub(super) type Load<'s> = dyn Fn(&str) -> Result<Document<'s>, String> + 's;

/// A list of bounded length that things can be added to while others of it are in use.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    places: Vec<OnceCell<T>>,
}

impl<T> Shelf<T> {
    /// One with so many places.
    pub(super) fn new(places: usize) -> Shelf<T> {
        Shelf { places: (0..places).map(|_| OnceCell::new()).collect() }
    }

    /// Puts a thing on the first free place; `None` where there is none left.
    pub(super) fn put(&self, thing: T) -> Option<&T> {
        let free = self.places.iter().find(|place| place.get().is_none())?;
        Some(free.get_or_init(|| thing))
    }

    /// What stands on it.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().map_while(OnceCell::get)
    }

    /// Whether every place is taken.
    pub(super) fn is_full(&self) -> bool {
        self.places.iter().all(|place| place.get().is_some())
    }
}
