//! Sets of characters. Source: Go, regexp/syntax/parse.go, from `cleanClass` on, and perl_groups.go.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// A code point; Go also lets the halves of surrogate pairs stand in a pattern, which match nothing.
pub(super) type Rune = u32;

/// The last code point.
pub(super) const MAX_RUNE: Rune = 0x10_FFFF;

/// A set of code points, ready to be asked.
#[derive(Debug)]
pub(super) struct Class {
    /// One bit for each character of ASCII.
    ascii: u128,
    /// All ranges, sorted, not touching.
    ranges: Vec<(Rune, Rune)>,
}

impl Class {
    /// Whether the set holds `rune`.
    pub(super) fn contains(&self, rune: Rune) -> bool {
        if rune < 128 {
            return self.ascii >> rune & 1 != 0;
        }
        let after = self.ranges.partition_point(|(first, _)| *first <= rune);
        after > 0 && rune <= self.ranges[after - 1].1
    }

    /// Whether the set holds anything beyond ASCII.
    pub(super) fn reaches_beyond_ascii(&self) -> bool {
        self.ranges.last().is_some_and(|(_, last)| *last >= 128)
    }

    /// The number of bounds, by which Go limits the size of a pattern.
    pub(super) fn bounds(&self) -> usize {
        self.ranges.len() * 2
    }
}

/// A set of code points that is being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranges(Vec<(Rune, Rune)>);

impl Ranges {
    /// The set of the listed ranges.
    pub(super) fn of(ranges: &[(Rune, Rune)]) -> Ranges {
        Ranges(ranges.to_vec())
    }

    pub(super) fn push(&mut self, first: Rune, last: Rune) {
        self.0.push((first, last));
    }

    pub(super) fn append(&mut self, other: &Ranges) {
        self.0.extend_from_slice(&other.0);
    }

    /// Sorts, and joins what overlaps or touches.
    fn clean(&mut self) {
        self.0.sort_unstable();
        self.0.dedup_by(|next, kept| {
            let joins = next.0 <= kept.1.saturating_add(1);
            if joins {
                kept.1 = kept.1.max(next.1);
            }
            joins
        });
    }

    /// Everything that the set does not hold.
    pub(super) fn negated(mut self) -> Ranges {
        self.clean();
        let mut out = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for (first, last) in self.0 {
            if next < first {
                out.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= MAX_RUNE {
            out.push((next, MAX_RUNE));
        }
        Ranges(out)
    }

    /// The set with every character that differs from one of its own by case only.
    pub(super) fn folded(mut self) -> Ranges {
        self.clean();
        if self.0.last().is_some_and(|(_, last)| *last >= 128) {
            let pairs = self.0.iter().filter_map(|(first, last)| char_range(*first, *last));
            let mut class = ClassUnicode::new(pairs);
            // The tables are compiled in, so this cannot fail.
            let _ = class.try_case_fold_simple();
            self.0.extend(class.ranges().iter().map(|range| (range.start().into(), range.end().into())));
            return self;
        }
        for (first, last) in self.0.clone() {
            // The part of the range that are small letters, and the part that are capitals.
            for (low, high, other) in [(b'a', b'z', b'A'), (b'A', b'Z', b'a')] {
                let (from, to) = (first.max(low.into()), last.min(high.into()));
                if from <= to {
                    let shift = |rune: Rune| rune - Rune::from(low) + Rune::from(other);
                    self.push(shift(from), shift(to));
                }
            }
            // Two letters of ASCII have a third form: the Kelvin sign and the long s.
            for (letter, third) in [('k', 0x212A), ('K', 0x212A), ('s', 0x17F), ('S', 0x17F)] {
                if (first..=last).contains(&letter.into()) {
                    self.push(third, third);
                }
            }
        }
        self
    }

    /// The set, ready to be asked.
    pub(super) fn into_class(mut self) -> Class {
        self.clean();
        let mut ascii = 0;
        for &(first, last) in self.0.iter().take_while(|(first, _)| *first < 128) {
            ascii |= (u128::MAX >> (127 - last.min(127))) & (u128::MAX << first);
        }
        Class { ascii, ranges: self.0 }
    }
}

impl From<&ClassUnicode> for Ranges {
    fn from(class: &ClassUnicode) -> Ranges {
        Ranges(class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect())
    }
}

/// The range without the surrogates at its ends; `None` where nothing is left.
fn char_range(first: Rune, last: Rune) -> Option<ClassUnicodeRange> {
    let first = if (0xD800..0xE000).contains(&first) { 0xE000 } else { first };
    let last = if (0xD800..0xE000).contains(&last) { 0xD7FF } else { last };
    let range = (char::from_u32(first)?, char::from_u32(last)?);
    (range.0 <= range.1).then(|| ClassUnicodeRange::new(range.0, range.1))
}

/// What the letter of `\d`, `\s` or `\w` stands for; the capitals are their opposites.
pub(super) fn perl_group(letter: char) -> Option<&'static [(Rune, Rune)]> {
    Some(match letter {
        'd' | 'D' => &[(0x30, 0x39)],
        // The vertical tab is none of these blanks, but one of `[:space:]`.
        's' | 'S' => &[(0x09, 0x0A), (0x0C, 0x0D), (0x20, 0x20)],
        'w' | 'W' => WORD,
        _ => return None,
    })
}

const WORD: &[(Rune, Rune)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];

/// What the name in `[:name:]` stands for.
pub(super) fn posix_group(name: &str) -> Option<&'static [(Rune, Rune)]> {
    Some(match name {
        "alnum" => &[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)],
        "alpha" => &[(0x41, 0x5A), (0x61, 0x7A)],
        "ascii" => &[(0x00, 0x7F)],
        "blank" => &[(0x09, 0x09), (0x20, 0x20)],
        "cntrl" => &[(0x00, 0x1F), (0x7F, 0x7F)],
        "digit" => &[(0x30, 0x39)],
        "graph" => &[(0x21, 0x7E)],
        "lower" => &[(0x61, 0x7A)],
        "print" => &[(0x20, 0x7E)],
        "punct" => &[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)],
        "space" => &[(0x09, 0x0D), (0x20, 0x20)],
        "upper" => &[(0x41, 0x5A)],
        "word" => WORD,
        "xdigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
        _ => return None,
    })
}
