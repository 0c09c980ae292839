//! What a template printed, for the next time that it is called with the same data.
//!
//! Charts name things through definitions (`include "app.fullname" .`), in every file and often many times; each of them
//! prints the same text every time. Which of them do is not read off their source but seen: a call is remembered unless
//! something was drawn at random or a map that was there before was changed, and what is remembered holds until such a map
//! changes ([`changes`]). Data is the same if it is the same object, or a small map or list of the same objects, as
//! `(dict "value" .Values.x "context" $)` makes anew for each call.

use crate::sync::lock;
use crate::value::Value;
use crate::value::changes::{self, Moment};
use minijinja::Value as Jinja;
use std::ptr;
use std::sync::{Arc, Mutex};

/// Calls of one template that are remembered.
const MAX_CALLS: usize = 32;

/// Entries of maps and lists that are compared one by one.
const MAX_ENTRIES: usize = 32;

/// Levels of maps and lists that are compared by what they hold.
const MAX_INSIDE: usize = 3;

/// Bytes of an output that is remembered.
const MAX_OUTPUT: usize = 64 << 10;

/// So many calls in vain for each that was remembered, and no more are remembered.
const MAX_VAIN: usize = 64;

/// What is remembered of a template.
#[derive(Debug, Default)]
pub(super) struct Memo(Mutex<Calls>);

#[derive(Debug, Default)]
struct Calls {
    calls: Vec<Call>,
    /// Where the next one goes when there is no room.
    next: usize,
    found: usize,
    vain: usize,
}

/// One call.
#[derive(Debug)]
struct Call {
    key: u64,
    data: Value,
    since: Moment,
    /// The file, where it looked at what is another one in each.
    file: Option<usize>,
    printed: Printed,
}

/// What a call printed.
#[derive(Clone, Debug)]
pub(super) struct Printed {
    /// The output, a string.
    pub(super) text: Jinja,
    /// How many levels of templates it took.
    pub(super) levels: usize,
    /// Whether it is only true of the file in which it was called.
    pub(super) local: bool,
}

/// What a call is remembered by.
pub(super) struct Key(u64, Value);

impl Key {
    /// The key of data that can be told apart quickly. Maps from before that moment are told apart by what they are, later
    /// ones by what they hold.
    pub(super) fn of(data: &Value, start: Moment) -> Option<Key> {
        if !matches!(data, Value::Map(_) | Value::List(_)) {
            return None;
        }
        let mut hash = Hash { sum: 0, start, room: MAX_ENTRIES };
        hash.value(data, MAX_INSIDE)?;
        Some(Key(hash.sum, data.clone()))
    }
}

/// A hash of data, as far as there is room: made for few and short keys, since [`same`] compares what it lets through.
struct Hash {
    sum: u64,
    start: Moment,
    room: usize,
}

impl Hash {
    fn value(&mut self, value: &Value, levels: usize) -> Option<()> {
        match value {
            Value::Map(map) if map.made() < self.start => self.mix(ptr::from_ref(&**map).addr()),
            Value::Map(map) => {
                let entries = map.snapshot();
                self.enter(entries.len(), levels)?;
                for (key, value) in entries.iter() {
                    self.text(key);
                    self.value(value, levels - 1)?;
                }
            }
            Value::List(list) => {
                self.enter(list.items.len(), levels)?;
                for item in &list.items {
                    self.value(item, levels - 1)?;
                }
            }
            Value::Str(text) => self.text(text),
            Value::Int(number) | Value::Int64(number) => self.mix(*number as usize),
            _ => self.mix(usize::from(value.is_true())),
        }
        Some(())
    }

    /// The length and the ends of a text.
    fn text(&mut self, text: &str) {
        self.mix(text.len());
        for end in [text.as_bytes().first_chunk(), text.as_bytes().last_chunk()] {
            self.mix(end.map_or(0, |bytes| usize::from_le_bytes(*bytes)));
        }
    }

    /// Source: the multiplication of Knuth, The Art of Computer Programming, volume 3, 6.4.
    fn mix(&mut self, word: usize) {
        self.sum = (self.sum ^ word as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }

    fn enter(&mut self, entries: usize, levels: usize) -> Option<()> {
        self.mix(entries);
        self.room = self.room.checked_sub(entries)?;
        (levels > 0).then_some(())
    }
}

/// Whether two values with the same hash are the same to whoever sees them.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Map(a), Value::Map(b)) => {
            Arc::ptr_eq(a, b) || {
                let (own, others) = (a.snapshot(), b.snapshot());
                (a.typ, a.nil, own.len()) == (b.typ, b.nil, others.len())
                    && own.iter().zip(others.iter()).all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
            }
        }
        (Value::List(a), Value::List(b)) => {
            Arc::ptr_eq(a, b)
                || (a.elem, a.nil, a.items.len()) == (b.elem, b.nil, b.items.len())
                    && a.items.iter().zip(&b.items).all(|(a, b)| same(a, b))
        }
        _ => a.is(b),
    }
}

impl Memo {
    /// What was printed the last time.
    pub(super) fn find(&self, key: &Key, file: usize) -> Option<Printed> {
        let mut calls = lock(&self.0);
        let here = |call: &&Call| {
            call.key == key.0
                && call.file.is_none_or(|made| made == file)
                && changes::held(call.since)
                && same(&call.data, &key.1)
        };
        let printed = calls.calls.iter().find(here).map(|call| call.printed.clone());
        match printed {
            Some(_) => calls.found += 1,
            None => calls.vain += 1,
        }
        printed
    }

    /// Remembers a call that began at that moment.
    pub(super) fn keep(&self, key: Key, since: Moment, file: usize, printed: &Printed) {
        if printed.text.as_str().is_none_or(|text| text.len() > MAX_OUTPUT) {
            return;
        }
        let mut calls = lock(&self.0);
        if calls.vain > MAX_VAIN * (calls.found + 1) {
            calls.calls = Vec::new();
            return;
        }
        let Key(key, data) = key;
        let call = Call { key, data, since, file: printed.local.then_some(file), printed: printed.clone() };
        if let Some(old) = calls.calls.iter_mut().find(|old| old.key == key || !changes::held(old.since)) {
            *old = call;
        } else if calls.calls.len() < MAX_CALLS {
            calls.calls.push(call);
        } else {
            let next = calls.next;
            calls.next = (next + 1) % MAX_CALLS;
            if let Some(old) = calls.calls.get_mut(next) {
                *old = call;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Printed {
        Printed { text: text.into(), levels: 1, local: false }
    }

    fn key(data: &Value) -> Option<Key> {
        Key::of(data, 1)
    }

    fn keep(memo: &Memo, data: &Value, text: &str) {
        memo.keep(key(data).unwrap(), changes::start(), 1, &printed(text));
    }

    fn found(memo: &Memo, data: &Value) -> Option<String> {
        memo.find(&key(data)?, 1).map(|printed| printed.text.to_string())
    }

    fn number(n: usize) -> Value {
        Value::from([("n", Value::Int(n as i64))])
    }

    #[test]
    fn data_is_the_same_by_what_it_holds() {
        changes::start();
        let inner = number(1);
        let data =
            || Value::from([("a", Value::from("x")), ("list", Value::from(vec![inner.clone(), Value::Nil]))]);
        let memo = Memo::default();
        keep(&memo, &data(), "text");
        assert_eq!(found(&memo, &data()).as_deref(), Some("text"));
        assert_eq!(found(&memo, &number(1)), None);
        inner.as_map().unwrap().insert("n", Value::Int(2));
        assert_eq!(found(&memo, &data()), None);
        let texts = |text: &str| Value::from([("a", Value::from(format!("0123456{text}6543210")))]);
        keep(&memo, &texts("long"), "text");
        assert_eq!(
            (found(&memo, &texts("less")), found(&memo, &texts("long"))),
            (None, Some("text".to_owned()))
        );
    }

    #[test]
    fn maps_of_the_chart_are_the_same_by_what_they_are() {
        let (one, other) = (number(1), number(1));
        changes::start();
        let memo = Memo::default();
        keep(&memo, &one, "text");
        assert_eq!((found(&memo, &one), found(&memo, &other)), (Some("text".to_owned()), None));
    }

    #[test]
    fn what_is_true_of_a_file_is_forgotten_in_the_next() {
        let (memo, data) = (Memo::default(), number(1));
        memo.keep(key(&data).unwrap(), changes::start(), 1, &Printed { local: true, ..printed("text") });
        assert!(memo.find(&key(&data).unwrap(), 1).is_some() && memo.find(&key(&data).unwrap(), 2).is_none());
    }

    #[test]
    fn data_that_is_large_or_deep_is_not_looked_through() {
        changes::start();
        let list = |count| Value::from(vec![Value::Nil; count]);
        let deep = |levels| (1..levels).fold(list(1), |value, _| Value::from(vec![value]));
        assert!(key(&list(MAX_ENTRIES)).is_some() && key(&list(MAX_ENTRIES + 1)).is_none());
        assert!(key(&deep(MAX_INSIDE)).is_some() && key(&deep(MAX_INSIDE + 1)).is_none());
        assert!(key(&Value::from("text")).is_none());
    }

    #[test]
    fn long_outputs_are_not_remembered() {
        for (length, kept) in [(MAX_OUTPUT, true), (MAX_OUTPUT + 1, false)] {
            let (memo, data) = (Memo::default(), number(1));
            keep(&memo, &data, &"x".repeat(length));
            assert_eq!(found(&memo, &data).is_some(), kept);
        }
    }

    #[test]
    fn the_oldest_call_makes_room() {
        changes::start();
        let memo = Memo::default();
        for n in 0..=MAX_CALLS {
            keep(&memo, &number(n), "text");
        }
        let known = (0..=MAX_CALLS).filter(|n| found(&memo, &number(*n)).is_some()).collect::<Vec<_>>();
        assert_eq!(known, (1..=MAX_CALLS).collect::<Vec<_>>());
    }

    #[test]
    fn who_is_never_called_twice_is_not_remembered() {
        changes::start();
        let memo = Memo::default();
        for n in 0..=MAX_VAIN {
            assert_eq!(found(&memo, &number(n)), None);
            keep(&memo, &number(n), "text");
        }
        assert_eq!(found(&memo, &number(MAX_VAIN)), None);
    }
}
