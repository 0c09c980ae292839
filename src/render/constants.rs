//! The functions of programs as minijinja's values, each made once: they last as long as the process, as programs do.

use super::bound::PLACES;
use minijinja::Value as Jinja;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

/// Room for each of them in front of its arguments and behind a pipe.
const ROOM: usize = 2 * PLACES;

/// Those that were asked for, in that order: a chart uses few, and side by side they touch few pages.
static CONSTANTS: [OnceLock<Jinja>; ROOM] = [const { OnceLock::new() }; ROOM];

/// Where each of them stands, counted from 1.
static ORDER: [AtomicU16; ROOM] = [const { AtomicU16::new(0) }; ROOM];

/// How many there are. Who comes second to a place may leave a gap.
static ASKED: AtomicU16 = AtomicU16::new(0);

/// The constant of the function with that number, below [`PLACES`].
pub(super) fn shared(number: usize, piped: bool, make: impl FnOnce() -> Option<Jinja>) -> Option<Jinja> {
    let order = ORDER.get(number + if piped { PLACES } else { 0 })?;
    let found = match order.load(Ordering::Relaxed) {
        0 => {
            let next = ASKED.fetch_add(1, Ordering::Relaxed).saturating_add(1);
            order
                .compare_exchange(0, next, Ordering::Relaxed, Ordering::Relaxed)
                .map_or_else(|found| found, |_| next)
        }
        found => found,
    };
    match CONSTANTS.get(usize::from(found) - 1) {
        Some(constant) => match constant.get() {
            Some(made) => Some(made.clone()),
            None => make().map(|made| constant.get_or_init(|| made).clone()),
        },
        None => make(),
    }
}
