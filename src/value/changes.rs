//! Whether any map changed that was there before: what a template printed is printed again as long as nothing that it could
//! see has changed.
//!
//! A thread has a clock of its own, which [`start`] moves on. A map remembers when it was made, and a change of a map is
//! a [`Change`]: when it happened, and how old the map was. A change of a map that was made after some moment cannot be
//! seen through anything that was there at that moment. So what was computed from then on still holds unless a map that
//! is older has changed since ([`held`]).

use std::cell::{Cell, RefCell};

/// A moment on the clock of this thread.
pub type Moment = u64;

/// Changes that are kept apart; beyond that they count as one change of the oldest map among them.
const MAX_CHANGES: usize = 256;

/// That a map changed.
#[derive(Clone, Copy, Debug)]
struct Change {
    at: Moment,
    /// When the map was made.
    made: Moment,
}

thread_local! {
    static CLOCK: Cell<Moment> = const { Cell::new(0) };
    /// The changes that matter: with a later time goes a younger map, for a change of an older one stands for all before it.
    static CHANGES: RefCell<Vec<Change>> = const { RefCell::new(Vec::new()) };
    static LOCAL_READS: Cell<u64> = const { Cell::new(0) };
}

/// Now, for a map that is being made.
pub(super) fn now() -> Moment {
    CLOCK.get()
}

/// A new moment: every map that there is was made before it.
pub fn start() -> Moment {
    let moment = CLOCK.get() + 1;
    CLOCK.set(moment);
    moment
}

/// Notes that a map changed which was made then.
pub(super) fn changed(made: Moment) {
    let change = Change { at: now(), made };
    CHANGES.with_borrow_mut(|changes| {
        while changes.last().is_some_and(|last| last.made >= made) {
            changes.pop();
        }
        if let (true, Some(oldest)) = (changes.len() >= MAX_CHANGES, changes.first().map(|first| first.made))
        {
            changes.clear();
            changes.push(Change { made: oldest, ..change });
        }
        changes.push(change);
    });
}

/// Whether none of the maps that there were at that moment has changed since.
pub fn held(since: Moment) -> bool {
    CHANGES.with_borrow(|changes| {
        let later = changes.partition_point(|change| change.at < since);
        // The first of them is the one of the oldest map.
        changes.get(later).is_none_or(|change| change.made >= since)
    })
}

/// Notes that someone looked into a map that is another one in each file.
pub fn read_local() {
    LOCAL_READS.set(LOCAL_READS.get() + 1);
}

/// How often this thread looked into a map that is another one in each file.
pub fn local_reads() -> u64 {
    LOCAL_READS.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Dict, Value};

    #[test]
    fn a_change_of_an_older_map_is_noticed() {
        let old = Dict::default();
        let then = start();
        let young = Dict::default();
        young.insert("a", Value::Int(1));
        assert!(held(then));
        let later = start();
        young.insert("a", Value::Int(2));
        assert!(held(then) && !held(later));
        old.insert("a", Value::Int(1));
        assert!(!held(then));
        assert!(held(start()));
    }

    #[test]
    fn what_leaves_a_map_as_it_was_is_no_change() {
        let map = Dict::default();
        map.insert("a", Value::from("text"));
        map.insert_local("here", Dict::default());
        let then = start();
        map.insert("a", Value::from("text"));
        map.insert_local("here", Dict::default());
        assert!(map.remove("b").is_none() && held(then));
        map.insert("a", Value::Int(1));
        assert!(!held(then));
        let then = start();
        map.insert("here", Value::Nil);
        assert!(!held(then));
        let then = start();
        map.insert_local("here", Dict::default());
        assert!(!held(then));
        let then = start();
        assert!(map.remove("a").is_some() && !held(then));
        let then = start();
        map.replace(crate::value::Entries::default());
        assert!(!held(then));
    }

    #[test]
    fn a_change_through_another_type_is_one_of_the_map() {
        let map = std::sync::Arc::new(Dict::new(crate::value::MapType::Values, Default::default()));
        let then = start();
        Dict::as_plain(&map).insert("a", Value::Nil);
        assert!(!held(then));
    }

    #[test]
    fn who_looks_into_a_local_map_is_noticed() {
        let map = Dict::default();
        map.insert_local("here", Dict::default());
        let before = local_reads();
        let here = map.get("here").unwrap();
        assert_eq!(local_reads(), before);
        assert!(here.get("name").is_none());
        assert_ne!(local_reads(), before);
    }

    #[test]
    fn changes_beyond_those_that_are_kept_count_as_one() {
        for count in [MAX_CHANGES, MAX_CHANGES + 1] {
            CHANGES.take();
            let maps: Vec<(Dict, Moment)> = (0..count).map(|_| (Dict::default(), start())).collect();
            for (map, _) in &maps {
                start();
                map.insert("a", Value::Nil);
            }
            assert!(CHANGES.with_borrow(Vec::len) <= MAX_CHANGES);
            assert!(maps.iter().all(|(_, after)| !held(*after)));
            assert!(held(start()));
        }
    }
}
