//! The order of the keys of a mapping. Source: go.yaml.in/yaml/v2, sorter.go.

use crate::golang::letter::{is_digit, is_letter};
use crate::value::{Entries, Str, Value};
use std::cmp::Ordering;

/// The entries in go-yaml's order of keys, in which numbers inside of strings count as numbers.
pub(super) fn in_natural_order(entries: &Entries, pretty: bool) -> Vec<(&Str, &Value)> {
    let mut list: Vec<(&Str, &Value)> = entries.iter().collect();
    // Keys are in the order of their bytes already, which mostly is the natural one as well.
    if list.windows(2).any(|pair| natural_order(pair[0].0, pair[1].0, pretty) == Ordering::Greater) {
        list = merge_sort(list, pretty);
    }
    list
}

/// Sorts without asking that the order makes sense: that of keys with digits of many scripts does not, and
/// the sort of the standard library may panic then.
fn merge_sort<'a>(mut list: Vec<(&'a Str, &'a Value)>, pretty: bool) -> Vec<(&'a Str, &'a Value)> {
    let mut width = 1;
    while width < list.len() {
        let mut sorted = Vec::with_capacity(list.len());
        for pair in list.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
                let from_left = natural_order(a.0, b.0, pretty) != Ordering::Greater;
                sorted.extend(if from_left { left.next() } else { right.next() });
            }
            sorted.extend(left);
            sorted.extend(right);
        }
        list = sorted;
        width *= 2;
    }
    list
}

/// Source: sorter.go, `keyList.Less`; in v3, a number that goes on is greater than a letter behind it.
fn natural_order(a: &str, b: &str, pretty: bool) -> Ordering {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // Back to the start of a character that only its end tells apart.
    let mut at = same;
    while !a.is_char_boundary(at) || !b.is_char_boundary(at) {
        at -= 1;
    }
    let (Some(ac), Some(bc)) = (a[at..].chars().next(), b[at..].chars().next()) else {
        return a.len().cmp(&b.len());
    };
    let in_number = pretty && a[..at].chars().next_back().is_some_and(digit);
    match (letter(ac), letter(bc)) {
        (true, true) => return ac.cmp(&bc),
        (a_is_letter, b_is_letter) if a_is_letter || b_is_letter => {
            return if a_is_letter == in_number { Ordering::Less } else { Ordering::Greater };
        }
        _ => {}
    }
    let mut lead = 0;
    if ac == '0' || bc == '0' {
        // A zero inside of a number is not a leading one.
        let before = a[..at].chars().rev().take_while(|c| digit(*c));
        lead = i64::from(before.into_iter().any(|c| c != '0'));
    }
    let number = |text: &str| {
        text.chars().take_while(|c| digit(*c)).fold((lead, 0), |(n, count), c| {
            let digit = i64::from(u32::from(c)) - i64::from(b'0');
            (n.wrapping_mul(10).wrapping_add(digit), count + 1)
        })
    };
    let (an, ai) = number(&a[at..]);
    let (bn, bi) = number(&b[at..]);
    an.cmp(&bn).then(ai.cmp(&bi)).then(ac.cmp(&bc))
}

fn letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { is_letter(c) }
}

fn digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { is_digit(c) }
}
