//! Upper, lower and other cases. Source: sprig, functions.go, with `strings` of Go, `huandu/xstrings` and
//! `Masterminds/goutils`.

use super::Type::Str as Text;
use super::cost::{LETTERS, SYNTAX};
use super::{Env, Func, args, func};
use crate::golang::letter::{
    is_digit, is_letter, is_lower, is_punct, is_title, is_upper, to_lower, to_title, to_upper,
};
use crate::golang::strconv::decode_rune;
use crate::value::{Value, string_bytes};
use std::borrow::Cow;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("camelcase", &[Text], |_, args| Ok(pascal_case(&runes(args)).into())).at(LETTERS),
    func("kebabcase", &[Text], |_, args| Ok(lower_words(args::text(args, 0), '-').into())).at(SYNTAX),
    func("lower", &[Text], lower).at(LETTERS),
    func("snakecase", &[Text], |_, args| Ok(lower_words(args::text(args, 0), '_').into())).at(SYNTAX),
    func("swapcase", &[Text], |_, args| Ok(swap_case(&runes(args)).into())).at(LETTERS),
    func("title", &[Text], |_, args| Ok(title(&runes(args)).into())).at(LETTERS),
    func("untitle", &[Text], |_, args| Ok(uncapitalize(&runes(args)).into())).at(LETTERS),
    func("upper", &[Text], upper).at(LETTERS),
];

/// The argument with every byte that is not part of a character replaced by U+FFFD, as Go reads it.
fn runes(args: &[Value]) -> Cow<'_, str> {
    let text = args::text(args, 0);
    match string_bytes(text) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(bytes) => {
            let mut out = String::with_capacity(bytes.len());
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                let (c, width) = decode_rune(rest);
                out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &rest[width..];
            }
            Cow::Owned(out)
        }
    }
}

fn upper(_: &Env, args: &[Value]) -> Result<Value, String> {
    let text = runes(args);
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Ok(args::any(args, 0));
    }
    Ok(text.chars().map(to_upper).collect::<String>().into())
}

fn lower(_: &Env, args: &[Value]) -> Result<Value, String> {
    let text = runes(args);
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Ok(args::any(args, 0));
    }
    Ok(text.chars().map(to_lower).collect::<String>().into())
}

/// The first letter of every word in title case. Source: Go, strings.go, `Title`.
fn title(text: &str) -> String {
    // In ASCII everything but letters, digits and the underscore parts words; beyond it only blanks do.
    let separates = |c: char| match c {
        _ if c.is_ascii() => !c.is_ascii_alphanumeric() && c != '_',
        _ => !is_letter(c) && !is_digit(c) && c.is_whitespace(),
    };
    let mut last = ' ';
    let titled = |c| if separates(std::mem::replace(&mut last, c)) { to_title(c) } else { c };
    text.chars().map(titled).collect()
}

/// The first letter of every word in lower case. Source: goutils, wordutils.go, `Uncapitalize`.
fn uncapitalize(text: &str) -> String {
    let mut starts = true;
    let mapped = text.chars().map(|c| {
        let starts_word = std::mem::replace(&mut starts, c.is_whitespace());
        if starts_word && !c.is_whitespace() { to_lower(c) } else { c }
    });
    mapped.collect()
}

/// Swaps the cases, with a word that began small in title case. Source: goutils, wordutils.go, `SwapCase`.
fn swap_case(text: &str) -> String {
    let mut after_blank = true;
    let mapped = text.chars().map(|c| {
        let starts_word = after_blank;
        after_blank = false;
        if is_upper(c) || is_title(c) {
            to_lower(c)
        } else if is_lower(c) {
            if starts_word { to_title(c) } else { to_upper(c) }
        } else {
            after_blank = c.is_whitespace();
            c
        }
    });
    mapped.collect()
}

/// A letter of a script with words; the ideographs of Chinese, Japanese and Korean are none.
/// Source: xstrings, count.go, `isAlphabet`.
fn is_alphabet(c: char) -> bool {
    is_letter(c)
        && !matches!(c, '\u{4E00}'..='\u{9FCC}' | '\u{3400}'..='\u{4D85}' | '\u{20000}'..='\u{2B81D}')
}

/// Source: xstrings, convert.go, `isConnector`.
fn is_connector(c: char) -> bool {
    c == '-' || c == '_' || c.is_whitespace()
}

/// `http_server` as `HttpServer`: connectors go, but for those at the start, and all but one where several
/// stand together. Source: xstrings, convert.go, `ToPascalCase`.
fn pascal_case(text: &str) -> String {
    let head = text.len() - text.trim_start_matches(is_connector).len();
    let (connectors, rest) = text.split_at(head);
    let mut rest = rest.chars();
    let Some(first) = rest.next() else {
        // Of connectors alone the last comes out twice.
        return text.chars().chain(text.chars().next_back()).collect();
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(connectors);
    let mut upper_run = is_upper(first);
    // A character is written once the next one is known.
    let mut pending = to_upper(first);
    for c in rest {
        let mut next = c;
        if is_connector(pending) {
            if is_connector(c) {
                out.push(pending);
            } else {
                upper_run = is_upper(c);
                next = to_upper(c);
            }
        } else {
            upper_run = upper_run && is_upper(c);
            if upper_run {
                next = to_lower(c);
            }
            out.push(pending);
        }
        pending = next;
    }
    out.push(pending);
    out
}

/// What a run of characters is. Source: xstrings, convert.go, `wordType`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No text is left, or it begins with a character that is none.
    Invalid,
    Number,
    UpperCase,
    Alphabet,
    Connector,
    Punct,
    Other,
}

/// `HTTPServer` as `http_server`. Source: xstrings, convert.go, `camelCaseToLowerCase`.
fn lower_words(text: &str, connector: char) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut words = Words { rest: text };
    let (mut kind, mut word) = words.next_word();
    while !words.rest.is_empty() {
        if kind != Kind::Connector {
            push_word(&mut out, kind, word, connector);
        }
        let (before, last) = (kind, word);
        (kind, word) = words.next_word();
        match before {
            Kind::Number => {
                (kind, word) = words.push_letters(&mut out, kind, word, connector);
                if !matches!(kind, Kind::Invalid | Kind::Punct | Kind::Connector) {
                    out.push(connector);
                }
            }
            Kind::Connector => push_word(&mut out, before, last, connector),
            Kind::Punct => {}
            _ if kind != Kind::Number => {
                if !matches!(kind, Kind::Connector | Kind::Punct) {
                    out.push(connector);
                }
            }
            _ if words.rest.is_empty() => {}
            _ => {
                let number = word;
                (kind, word) = words.next_word();
                if kind != Kind::Alphabet {
                    // The number is a part of the word before it, as in "Bld4Floor".
                    push_word(&mut out, Kind::Number, number, connector);
                    if !matches!(kind, Kind::Connector | Kind::Punct) {
                        out.push(connector);
                    }
                } else {
                    // Small letters follow the number, as in "HTTP2xx".
                    out.push(connector);
                    push_word(&mut out, Kind::Number, number, connector);
                    (kind, word) = words.push_letters(&mut out, kind, word, connector);
                    if !matches!(kind, Kind::Invalid | Kind::Connector | Kind::Punct) {
                        out.push(connector);
                    }
                }
            }
        }
    }
    push_word(&mut out, kind, word, connector);
    out
}

/// Appends a word; only capitals and connectors are changed, and bytes that are no character among them.
fn push_word(out: &mut String, kind: Kind, word: &str, connector: char) {
    if !matches!(kind, Kind::UpperCase | Kind::Connector) {
        out.push_str(word);
        return;
    }
    out.extend(word.chars().map(|c| match c {
        _ if is_connector(c) => connector,
        _ if is_upper(c) => to_lower(c),
        _ if is_error(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    }));
}

/// The words of a text. Source: xstrings, convert.go, `nextWord`.
struct Words<'t> {
    rest: &'t str,
}

impl<'t> Words<'t> {
    /// Appends words of letters and digits; gives the first word of another kind.
    fn push_letters(
        &mut self,
        out: &mut String,
        mut kind: Kind,
        mut word: &'t str,
        connector: char,
    ) -> (Kind, &'t str) {
        while matches!(kind, Kind::Alphabet | Kind::Number) {
            push_word(out, kind, word, connector);
            (kind, word) = self.next_word();
        }
        (kind, word)
    }

    fn next_word(&mut self) -> (Kind, &'t str) {
        let text = self.rest;
        let Some((at, first)) = text.char_indices().find(|(_, c)| !is_error(*c)) else {
            self.rest = "";
            return (Kind::Invalid, text);
        };
        let start = at + first.len_utf8();
        let is_number = |c: char| c.is_numeric();
        let is_other = |c| !is_connector(c) && !is_alphabet(c) && !is_number(c) && !is_punct(c);
        let (kind, end) = if is_connector(first) {
            (Kind::Connector, run_end(text, start, is_connector))
        } else if is_punct(first) {
            (Kind::Punct, run_end(text, start, is_punct))
        } else if is_upper(first) {
            (Kind::UpperCase, upper_case_end(text, start))
        } else if is_alphabet(first) {
            (Kind::Alphabet, run_end(text, start, is_small))
        } else if is_number(first) {
            (Kind::Number, run_end(text, start, is_number))
        } else {
            (Kind::Other, run_end(text, start, is_other))
        };
        let (word, rest) = text.split_at(end);
        self.rest = rest;
        (kind, word)
    }
}

/// What Go reads as its replacement character: that character itself, and bytes that are part of none (which
/// are characters of a private range here, and no letters). Such a character belongs to the word before it if
/// that goes on behind it. Source: xstrings, convert.go, `nextValidRune`.
fn is_error(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || matches!(string_bytes(c.encode_utf8(&mut [0; 4])), Cow::Owned(_))
}

fn is_small(c: char) -> bool {
    is_alphabet(c) && !is_upper(c)
}

/// Where the run of characters that `holds` is true of ends that begins at `from`.
fn run_end(text: &str, from: usize, holds: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    for (at, c) in text[from..].char_indices() {
        if is_error(c) {
            continue;
        }
        if !holds(c) {
            return end;
        }
        end = from + at + c.len_utf8();
    }
    text.len()
}

/// Where a word ends that begins with a capital of `start` bytes: after the small letters that follow it, or
/// before the last of several capitals if a small letter follows that one ("HTTPStatus").
fn upper_case_end(text: &str, start: usize) -> usize {
    let capitals = run_end(text, start, is_upper);
    if capitals == start {
        return run_end(text, start, is_small);
    }
    // What is no character belongs to the one behind it.
    let last = text[..capitals].char_indices().next_back().map_or(0, |(at, _)| at);
    let before = text[..last].trim_end_matches(is_error).len();
    let next = text[capitals..].chars().find(|c| !is_error(*c));
    if next.is_some_and(is_small) { before } else { capitals }
}

#[cfg(test)]
mod tests {
    use crate::funcs::args::testing::{shown, text};

    // Expectations: Helm 4.3.1.
    #[test]
    fn words_are_found_in_names() {
        let cases = [
            ("FirstName", "first_name", "FirstName"),
            ("HTTPServer", "http_server", "Httpserver"),
            ("GO PATH", "go_path", "GoPath"),
            ("http2xx", "http_2xx", "Http2xx"),
            ("HTTP20xOK", "http_20x_ok", "Http20xOK"),
            ("Bld4Floor3rd", "bld4_floor_3rd", "Bld4Floor3rd"),
            ("--a--b--", "__a__b__", "--A-B--"),
            ("_", "_", "__"),
            ("日本語Case", "日本語_case", "日本語Case"),
            ("", "", ""),
        ];
        for (name, snake, camel) in cases {
            assert_eq!(shown("snakecase", &[text(name)]), snake);
            assert_eq!(shown("kebabcase", &[text(name)]), snake.replace('_', "-"));
            assert_eq!(shown("camelcase", &[text(name)]), camel);
        }
    }

    #[test]
    fn cases_are_changed_letter_by_letter() {
        assert_eq!(shown("title", &[text("it's foo_bar x-y żółw")]), "It'S Foo_bar X-Y Żółw");
        assert_eq!(shown("untitle", &[text("First TRY Ünder")]), "first tRY ünder");
        assert_eq!(shown("swapcase", &[text("This is A test")]), "tHIS IS a TEST");
        assert_eq!(shown("upper", &[text("straße ǆ")]), "STRAßE Ǆ");
        assert_eq!(shown("lower", &[text("İSTANBUL")]), "istanbul");
    }

    #[test]
    fn bytes_that_are_no_characters_are_replaced_or_kept() {
        let half = crate::value::string_from_bytes(b"a\xff").into_owned();
        assert_eq!(shown("upper", &[text(&half)]), "A\u{FFFD}");
        let kept = crate::funcs::args::testing::call("snakecase", &[text(&half)]).unwrap();
        assert_eq!(kept.as_str(), Some(&*half));
    }
}
