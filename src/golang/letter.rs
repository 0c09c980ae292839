//! Go's `unicode`: classes of characters, and the mapping of one character to one.
//!
//! Rust's mappings may give several characters (`ß` to `SS`) where Go's give the character itself.
//! The classes are those of Unicode's general categories, which Rust's own tests cut differently.
//! Characters that are newer than Unicode 15 are known here and not to Go 1.26.

use regex_syntax::hir::{ClassUnicode, HirKind};
use std::sync::LazyLock;

/// The character in upper case. Source: unicode/letter.go, `ToUpper`.
pub fn to_upper(c: char) -> char {
    match c {
        // Greek letters with iota subscript: their single upper-case form is what Unicode calls title case.
        '\u{1F80}'..='\u{1F87}' | '\u{1F90}'..='\u{1F97}' | '\u{1FA0}'..='\u{1FA7}' => shifted(c, 8),
        '\u{1FB3}' | '\u{1FC3}' | '\u{1FF3}' => shifted(c, 9),
        // These have had capitals since Unicode 16 only; Go 1.26 knows 15.
        'ƛ' | 'ɤ' | '\u{A7D3}' | '\u{A7D5}' => c,
        _ => only(c.to_uppercase(), c),
    }
}

/// The character in lower case. Source: unicode/letter.go, `ToLower`.
pub fn to_lower(c: char) -> char {
    // The dotted capital I is the one letter whose lower case is several characters in Rust.
    if c == 'İ' { 'i' } else { only(c.to_lowercase(), c) }
}

/// The character in title case, which is its upper case but for a few letters that are two in one.
/// Source: unicode/letter.go, `ToTitle`.
pub fn to_title(c: char) -> char {
    match c {
        'Ǆ'..='ǆ' => 'ǅ',
        'Ǉ'..='ǉ' => 'ǈ',
        'Ǌ'..='ǌ' => 'ǋ',
        'Ǳ'..='ǳ' => 'ǲ',
        // Georgian letters have capitals, but no title case.
        '\u{10D0}'..='\u{10FA}' | '\u{10FD}'..='\u{10FF}' => c,
        _ => to_upper(c),
    }
}

/// Whether the character is an upper-case letter, category Lu. Source: unicode/letter.go, `IsUpper`.
pub fn is_upper(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { contains(&UPPER, c) }
}

/// Whether the character is a lower-case letter, category Ll. Source: unicode/letter.go, `IsLower`.
pub fn is_lower(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_lowercase() } else { contains(&LOWER, c) }
}

/// Whether the character is a title-case letter, category Lt. Source: unicode/letter.go, `IsTitle`.
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && contains(&TITLE, c)
}

/// Whether the character is a letter, category L. Source: unicode/graphic.go, `IsLetter`.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { contains(&LETTER, c) }
}

/// Whether the character is a decimal digit, category Nd. Source: unicode/digit.go, `IsDigit`.
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { contains(&DIGIT, c) }
}

/// Whether the character is punctuation, category P. Source: unicode/graphic.go, `IsPunct`.
pub fn is_punct(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() && !"$+<=>^`|~".contains(c) } else { contains(&PUNCT, c) }
}

/// The characters of a general category or a script, by a name as it may stand in `\p{…}`.
/// Source: regexp/syntax/parse.go, `unicodeTable`.
pub fn table(name: &str) -> Option<ClassUnicode> {
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b' '));
    if !is_name || name.is_empty() {
        return None;
    }
    let hir = regex_syntax::parse(&format!(r"\p{{{name}}}")).ok()?;
    match hir.into_kind() {
        HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => Some(class),
        _ => None,
    }
}

static UPPER: LazyLock<ClassUnicode> = LazyLock::new(|| named("Lu"));
static LOWER: LazyLock<ClassUnicode> = LazyLock::new(|| named("Ll"));
static TITLE: LazyLock<ClassUnicode> = LazyLock::new(|| named("Lt"));
static LETTER: LazyLock<ClassUnicode> = LazyLock::new(|| named("L"));
static DIGIT: LazyLock<ClassUnicode> = LazyLock::new(|| named("Nd"));
static PUNCT: LazyLock<ClassUnicode> = LazyLock::new(|| named("P"));

fn named(name: &str) -> ClassUnicode {
    table(name).unwrap_or_else(ClassUnicode::empty)
}

fn contains(class: &ClassUnicode, c: char) -> bool {
    let order = |range: &regex_syntax::hir::ClassUnicodeRange| {
        if range.end() < c {
            std::cmp::Ordering::Less
        } else if range.start() > c {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Equal
        }
    };
    class.ranges().binary_search_by(order).is_ok()
}

fn only(mut mapped: impl Iterator<Item = char>, c: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn shifted(c: char, by: u32) -> char {
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: package unicode of go1.26.
    #[test]
    fn one_character_is_mapped_to_one() {
        let cases = [
            ('a', 'A', 'a', 'A'),
            ('ß', 'ß', 'ß', 'ß'),
            ('İ', 'İ', 'i', 'İ'),
            ('ı', 'I', 'ı', 'I'),
            ('ﬁ', 'ﬁ', 'ﬁ', 'ﬁ'),
            ('ſ', 'S', 'ſ', 'S'),
            ('ǆ', 'Ǆ', 'ǆ', 'ǅ'),
            ('ǅ', 'Ǆ', 'ǆ', 'ǅ'),
            ('ᾳ', 'ᾼ', 'ᾳ', 'ᾼ'),
            ('ᾇ', 'ᾏ', 'ᾇ', 'ᾏ'),
            ('ა', 'Ა', 'ა', 'ა'),
            ('ɤ', 'ɤ', 'ɤ', 'ɤ'),
            ('日', '日', '日', '日'),
        ];
        for (c, upper, lower, title) in cases {
            assert_eq!((to_upper(c), to_lower(c), to_title(c)), (upper, lower, title), "{c}");
        }
    }

    #[test]
    fn classes_are_general_categories() {
        // Circled and Roman letters have case, but are symbols and numbers.
        assert!(!is_upper('Ⓐ') && !is_upper('Ⅳ') && !is_letter('Ⅳ') && is_upper('Ż'));
        assert!(is_title('ǅ') && !is_upper('ǅ') && !is_lower('ǅ'));
        assert!(is_lower('ż') && !is_lower('ª') && is_letter('ª'));
        assert!(is_digit('٣') && !is_digit('½'));
        assert!(is_punct('«') && is_punct('_') && !is_punct('+') && !is_punct('$'));
    }

    #[test]
    fn tables_have_names() {
        for name in ["L", "Lu", "lu", "Greek", "Any", "ASCII", "Letter"] {
            assert!(table(name).is_some(), "{name}");
        }
        for name in ["", "Foo", "gc=Lu", "L}a", "^L"] {
            assert!(table(name).is_none(), "{name}");
        }
    }
}
