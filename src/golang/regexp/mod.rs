//! Go's `regexp`: the same syntax, the same error texts, the same matches, in linear time.
//!
//! # Steps
//! - **Parse:** [`parse`] reads the pattern and says what is wrong with it, in Go's words.
//! - **Compile:** [`prog`] turns the tree into a program of a few kinds of instruction.
//! - **Run:** [`exec`] finds the leftmost match, the one that trial and error would find first.
//!
//! Most patterns of a chart are short and run once over a short text, so what counts is that compiling one
//! costs next to nothing; there are no tables and no automata to be built.

mod class;
mod exec;
mod parse;
mod prog;

use crate::golang::letter::{is_digit, is_letter};
use crate::golang::strconv::decode_rune;
use crate::value::{string_bytes, string_from_bytes};
use exec::UNSET;
use prog::Program;
use std::borrow::Cow;
use std::fmt;

/// A compiled pattern.
#[derive(Debug)]
pub struct Regexp {
    pattern: String,
    program: Program,
    /// The names of the groups; the first stands for the whole match.
    names: Vec<String>,
}

/// The most steps that all searches of one [`Matcher`] may take. The largest text that a chart may hold is
/// searched for any ordinary pattern in a fraction of it.
pub const MAX_STEPS: u64 = 1 << 30;

/// Steps that a search takes beside those of its program, for what is made ready for it.
const SEARCH: u64 = 32;

/// Bytes to which a text may grow when its matches are replaced.
const MAX_REPLACED: usize = 128 << 20;

/// A pattern that is none. It prints as Go's `error parsing regexp: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    fault: &'static str,
    part: String,
}

/// A search that took more than [`MAX_STEPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuchWork;

/// A pattern on its way over a text.
#[derive(Debug)]
pub struct Matcher<'t> {
    regexp: &'t Regexp,
    text: Cow<'t, [u8]>,
    fuel: u64,
}

impl Regexp {
    /// Compiles a pattern. Source: regexp.go, `Compile`.
    ///
    /// # Errors
    /// With Go's words for what is wrong with the pattern.
    pub fn new(pattern: &str) -> Result<Regexp, Error> {
        let (tree, names) = parse::parse(pattern)?;
        Ok(Regexp { pattern: pattern.to_owned(), program: Program::new(&tree), names })
    }

    /// Bytes that the program takes, about.
    pub fn size(&self) -> usize {
        self.pattern.len() + self.program.insts.len() * size_of::<prog::Inst>()
    }

    /// The pattern with a text to search.
    pub fn on<'t>(&'t self, text: &'t str) -> Matcher<'t> {
        Matcher { regexp: self, text: string_bytes(text), fuel: MAX_STEPS }
    }

    /// Whether the text holds a match. Source: regexp.go, `MatchString`.
    ///
    /// # Errors
    /// When the search takes too long.
    pub fn is_match(&self, text: &str) -> Result<bool, TooMuchWork> {
        self.on(text).is_match()
    }
}

impl Matcher<'_> {
    /// The steps that were taken so far.
    pub fn steps(&self) -> u64 {
        MAX_STEPS - self.fuel
    }

    /// Whether there is a match. Source: regexp.go, `MatchString`.
    ///
    /// # Errors
    /// When the search takes too long, as with every method here.
    pub fn is_match(&mut self) -> Result<bool, TooMuchWork> {
        self.search(0, &mut [])
    }

    /// The first match; the empty string where there is none. Source: regexp.go, `FindString`.
    ///
    /// # Errors
    /// See [`Matcher::is_match`].
    pub fn find(&mut self) -> Result<Cow<'_, str>, TooMuchWork> {
        let mut slots = [UNSET; 2];
        let found = self.search(0, &mut slots)?;
        Ok(if found { string_from_bytes(&self.text[slots[0]..slots[1]]) } else { Cow::Borrowed("") })
    }

    /// The first `limit` matches, all of them without a limit. Source: regexp.go, `FindAllString`.
    ///
    /// # Errors
    /// See [`Matcher::is_match`].
    pub fn find_all(&mut self, limit: Option<usize>) -> Result<Vec<Cow<'_, str>>, TooMuchWork> {
        let places = self.places(limit)?;
        Ok(places.into_iter().map(|(from, to)| string_from_bytes(&self.text[from..to])).collect())
    }

    /// The text between the matches, in at most `limit` parts. `None` is Go's nil slice, for a limit of zero.
    /// Source: regexp.go, `Split`.
    ///
    /// # Errors
    /// See [`Matcher::is_match`].
    pub fn split(&mut self, limit: Option<usize>) -> Result<Option<Vec<Cow<'_, str>>>, TooMuchWork> {
        if limit == Some(0) {
            return Ok(None);
        }
        if !self.regexp.pattern.is_empty() && self.text.is_empty() {
            return Ok(Some(vec![Cow::Borrowed("")]));
        }
        let places = self.places(limit)?;
        let mut parts = Vec::with_capacity(places.len());
        let (mut begin, mut end) = (0, 0);
        for (from, to) in places {
            if limit.is_some_and(|limit| parts.len() + 1 == limit) {
                break;
            }
            end = from;
            // An empty match at the very start splits nothing off.
            if to != 0 {
                parts.push(string_from_bytes(&self.text[begin..from]));
            }
            begin = to;
        }
        if end != self.text.len() {
            parts.push(string_from_bytes(&self.text[begin..]));
        }
        Ok(Some(parts))
    }

    /// The text with every match replaced by the template, in which `$1` and `${name}` stand for groups.
    /// Source: regexp.go, `ReplaceAllString`.
    ///
    /// # Errors
    /// See [`Matcher::is_match`].
    pub fn replace_all(&mut self, template: &str) -> Result<String, TooMuchWork> {
        let template = string_bytes(template);
        let groups = if template.contains(&b'$') { self.regexp.names.len() } else { 1 };
        self.replace(groups * 2, template.len(), |regexp, text, slots, out| {
            regexp.expand(&template, text, slots, out)
        })
    }

    /// The text with every match replaced. Source: regexp.go, `ReplaceAllLiteralString`.
    ///
    /// # Errors
    /// See [`Matcher::is_match`].
    pub fn replace_all_literal(&mut self, replacement: &str) -> Result<String, TooMuchWork> {
        let replacement = string_bytes(replacement);
        self.replace(2, 0, |_, _, _, out| out.extend_from_slice(&replacement))
    }

    fn search(&mut self, from: usize, slots: &mut [usize]) -> Result<bool, TooMuchWork> {
        self.fuel = self.fuel.checked_sub(SEARCH).ok_or(TooMuchWork)?;
        exec::search(&self.regexp.program, &self.text, from, slots, &mut self.fuel)
    }

    /// Begin and end of the matches, none of which is empty right behind another.
    /// Source: regexp.go, `allMatches`.
    fn places(&mut self, limit: Option<usize>) -> Result<Vec<(usize, usize)>, TooMuchWork> {
        let mut places = Vec::new();
        let mut at = 0;
        let mut last_end = None;
        while at <= self.text.len() && limit.is_none_or(|limit| places.len() < limit) {
            let mut slots = [UNSET; 2];
            if !self.search(at, &mut slots)? {
                break;
            }
            let [from, to] = slots;
            let mut accepted = true;
            if to == at {
                accepted = Some(from) != last_end;
                at += width_at(&self.text, at);
            } else {
                at = to;
            }
            last_end = Some(to);
            if accepted {
                places.push((from, to));
            }
        }
        Ok(places)
    }

    /// Source: regexp.go, `replaceAll`.
    fn replace(
        &mut self,
        slots: usize,
        cost: usize,
        mut write: impl FnMut(&Regexp, &[u8], &[usize], &mut Vec<u8>),
    ) -> Result<String, TooMuchWork> {
        let mut slots = vec![UNSET; slots];
        let mut out = Vec::with_capacity(self.text.len());
        let (mut at, mut last_end) = (0, 0);
        while at <= self.text.len() && self.search(at, &mut slots)? {
            let (from, to) = (slots[0], slots[1]);
            out.extend_from_slice(&self.text[last_end..from]);
            // An empty match right behind another is not replaced.
            if to > last_end || from == 0 {
                let written = out.len();
                write(self.regexp, &self.text, &slots, &mut out);
                // What is read and written is paid for like steps, so that a short text cannot become a huge one.
                let paid = (cost + out.len() - written) as u64;
                self.fuel = self.fuel.checked_sub(paid).ok_or(TooMuchWork)?;
                if out.len() > MAX_REPLACED {
                    return Err(TooMuchWork);
                }
            }
            last_end = to;
            at = (at + width_at(&self.text, at)).max(to);
        }
        out.extend_from_slice(&self.text[last_end..]);
        Ok(string_from_bytes(&out).into_owned())
    }
}

impl Regexp {
    /// Appends the template with the groups put in. Source: regexp.go, `expand`.
    fn expand(&self, template: &[u8], text: &[u8], slots: &[usize], out: &mut Vec<u8>) {
        let mut rest = template;
        while let Some(dollar) = rest.iter().position(|byte| *byte == b'$') {
            if out.len() > MAX_REPLACED {
                return;
            }
            out.extend_from_slice(&rest[..dollar]);
            rest = &rest[dollar + 1..];
            if let Some(after) = rest.strip_prefix(b"$") {
                out.push(b'$');
                rest = after;
                continue;
            }
            let Some((name, after)) = reference(rest) else {
                // Not a name; the dollar stands for itself.
                out.push(b'$');
                continue;
            };
            rest = after;
            let group = |number: usize| match slots.get(number.checked_mul(2)?..)? {
                [from, to, ..] if *from != UNSET => text.get(*from..*to),
                _ => None,
            };
            let value = match group_number(name) {
                Some(number) => group(number),
                None => {
                    let named = self.names.iter().enumerate().filter(|(_, known)| known.as_bytes() == name);
                    named.filter_map(|(number, _)| group(number)).next()
                }
            };
            out.extend_from_slice(value.unwrap_or_default());
        }
        out.extend_from_slice(rest);
    }
}

/// The name in `name` or `{name}` at the start of the text, and what follows it.
/// Source: regexp.go, `extract`.
fn reference(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let braced = text.strip_prefix(b"{");
    let text = braced.unwrap_or(text);
    let mut end = 0;
    while end < text.len() {
        let (c, width) = decode_rune(&text[end..]);
        if !c.is_some_and(|c| c == '_' || is_letter(c) || is_digit(c)) {
            break;
        }
        end += width;
    }
    let (name, after) = text.split_at(end);
    let after = if braced.is_some() { after.strip_prefix(b"}")? } else { after };
    (!name.is_empty()).then_some((name, after))
}

/// The number that a name is: digits without a leading zero. Source: regexp.go, `extract`.
fn group_number(name: &[u8]) -> Option<usize> {
    let is_number = name.iter().all(u8::is_ascii_digit) && (name.len() == 1 || name[0] != b'0');
    // Go gives up on numbers of more than nine digits; no group has such a number or name.
    is_number.then(|| std::str::from_utf8(name).ok()?.parse().ok()).flatten()
}

/// The width of the character at `at`, at least one at the end of the text.
fn width_at(text: &[u8], at: usize) -> usize {
    match text.get(at..) {
        Some(rest) if rest.first().is_some_and(|byte| !byte.is_ascii()) => decode_rune(rest).1,
        _ => 1,
    }
}

/// The text with everything escaped that means something in a pattern. Source: regexp.go, `QuoteMeta`.
pub fn quote_meta(text: &str) -> Cow<'_, str> {
    const SPECIAL: &str = r"\.+*?()|[]{}^$";
    if !text.contains(|c| SPECIAL.contains(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if SPECIAL.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    Cow::Owned(out)
}

impl Error {
    fn new(fault: &'static str, part: &str) -> Error {
        Error { fault, part: part.to_owned() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error parsing regexp: {}: `{}`", self.fault, self.part)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for TooMuchWork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the search for a regular expression takes more than {MAX_STEPS} steps")
    }
}

impl std::error::Error for TooMuchWork {}

#[cfg(test)]
mod tests {
    use super::parse::{MAX_HEIGHT, MAX_SIZE};
    use super::*;

    fn error(pattern: &str) -> String {
        Regexp::new(pattern).map(|_| String::new()).unwrap_or_else(|error| error.to_string())
    }

    // Expectations: regexp of go1.26.
    #[test]
    fn faults_are_named_and_quoted_as_in_go() {
        let cases = [
            ("(", "missing closing ): `(`"),
            ("a)", "unexpected ): `a)`"),
            ("[a", "missing closing ]: `[a`"),
            ("[z-a]", "invalid character class range: `z-a`"),
            ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
            (r"\p{Foo}", r"invalid character class range: `\p{Foo}`"),
            ("x*", ""),
            ("*", "missing argument to repetition operator: `*`"),
            ("a**", "invalid nested repetition operator: `**`"),
            ("a{2}{3}", "invalid nested repetition operator: `{2}{3}`"),
            ("a{1001}", "invalid repeat count: `{1001}`"),
            ("a{2,1}", "invalid repeat count: `{2,1}`"),
            ("a{,2}", ""),
            (r"\8", r"invalid escape sequence: `\8`"),
            (r"\C", r"invalid escape sequence: `\C`"),
            (r"\x{110000}", r"invalid escape sequence: `\x{110000`"),
            ("a\\", "trailing backslash at end of expression: ``"),
            ("(?z)", "invalid or unsupported Perl syntax: `(?z`"),
            ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
            ("(?P<a-b>c)", "invalid named capture: `(?P<a-b>`"),
            ("(?P<n", "invalid named capture: `(?P<n`"),
        ];
        for (pattern, fault) in cases {
            let expected =
                if fault.is_empty() { String::new() } else { format!("error parsing regexp: {fault}") };
            assert_eq!(error(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn limits_are_those_of_go() {
        let nested = |levels: u32| format!("{}a{}", "(".repeat(levels as usize), ")".repeat(levels as usize));
        assert_eq!(error(&nested(MAX_HEIGHT - 1)), "");
        assert!(error(&nested(MAX_HEIGHT)).starts_with("error parsing regexp: expression nests too deeply"));
        assert_eq!(error("((a{10}){10}){10}"), "");
        assert!(error("((a{10}){10}){11}").starts_with("error parsing regexp: invalid repeat count: `{11}`"));
        let long = |size: u64| format!("(?:{}){{1000}}", "a".repeat(usize::try_from(size / 1000).unwrap()));
        assert!(error(&long(MAX_SIZE + 1000)).starts_with("error parsing regexp: expression too large"));
        assert_eq!(error(&long(MAX_SIZE / 100)), "");
    }

    #[test]
    fn classes_are_those_of_ascii_and_unicode() {
        let all = |pattern: &str, text: &str| {
            Regexp::new(pattern).unwrap().on(text).find_all(None).unwrap().concat()
        };
        let text = "aŻ9٣_ \t\u{b}\u{a0}kK\u{212A}sſΩω";
        assert_eq!(all(r"\w", text), "a9_kKs");
        assert_eq!(all(r"\s", text), " \t");
        assert_eq!(all("[[:space:]]", text), " \t\u{b}");
        assert_eq!(all(r"\d", text), "9");
        assert_eq!(all(r"\pN", text), "9٣");
        assert_eq!(all(r"\p{Greek}", text), "Ωω");
        assert_eq!(all("(?i)k", text), "kK\u{212A}");
        assert_eq!(all("(?i)[r-t]", text), "sſ");
        assert_eq!(all("(?i)ω", text), "Ωω");
        assert_eq!(all(r"[^\W_]", text), "a9kKs");
    }

    #[test]
    fn matches_are_those_of_trial_and_error() {
        let find =
            |pattern: &str, text: &str| Regexp::new(pattern).unwrap().on(text).find().unwrap().into_owned();
        assert_eq!(find("a|ab", "ab"), "a");
        assert_eq!(find("(?U)a+", "aaa"), "a");
        assert_eq!(find("(|a)+", "aaa"), "");
        assert_eq!(find("(a|b)*?c", "abc"), "abc");
        assert_eq!(find(r"\bb", "ab b"), "b");
        let replaced = |pattern: &str, text: &str, template: &str| {
            Regexp::new(pattern).unwrap().on(text).replace_all(template).unwrap()
        };
        assert_eq!(replaced("(a*)*", "b", "<$1>"), "<>b<>");
        assert_eq!(replaced("(a|b)+", "ab", "<$1>"), "<b>");
        assert_eq!(replaced("(?P<n>a)(b)?", "ac", "${n}-$2-$n-$x-$$-$1x"), "a--a--$-c");
        assert_eq!(replaced("", "ab", "-"), "-a-b-");
    }

    #[test]
    fn empty_matches_are_counted_as_in_go() {
        let all = |pattern: &str, text: &str| {
            Regexp::new(pattern).unwrap().on(text).find_all(None).unwrap().join(",")
        };
        assert_eq!(all("a*", "baac"), ",aa,");
        assert_eq!(all("", "żab"), ",,,");
        let split = |pattern: &str, text: &str, limit| {
            Regexp::new(pattern).unwrap().on(text).split(limit).unwrap().map(|parts| parts.join("|"))
        };
        assert_eq!(split(",", "a,b,,c", Some(2)).as_deref(), Some("a|b,,c"));
        assert_eq!(split("", "abc", None).as_deref(), Some("a|b|c"));
        assert_eq!(split("a*", "baac", None).as_deref(), Some("b|c"));
        assert_eq!(split(",", "", None).as_deref(), Some(""));
        assert_eq!(split(",", "a", Some(0)), None);
    }

    #[test]
    fn long_texts_are_searched_by_the_other_machine_with_the_same_result() {
        const LINES: usize = 2000;
        for pattern in ["(a|ab)(c|bcd)*", r"(?m)(a*)(b?)$", r"(?m)^(\w+)\b", "(x+)?y", "[^c]c|(d)"] {
            let regexp = Regexp::new(pattern).unwrap();
            let replaced = |text: &str| regexp.on(text).replace_all("<$0:$1>").unwrap();
            let line = "abcd aab\nxxy cdd";
            let expected = vec![replaced(line); LINES].join("\n");
            assert_eq!(replaced(&vec![line; LINES].join("\n")), expected, "{pattern}");
        }
    }

    #[test]
    fn a_search_takes_only_so_many_steps() {
        let regexp = Regexp::new("(x+x+)+y").unwrap();
        let text = "x".repeat(2000);
        let mut matcher = regexp.on(&text);
        assert_eq!(matcher.is_match(), Ok(false));
        let steps = matcher.steps();
        assert!(steps < 200_000, "{steps}");
        let mut matcher = Matcher { fuel: steps, ..regexp.on(&text) };
        assert_eq!(matcher.is_match(), Ok(false));
        let mut matcher = Matcher { fuel: steps - 1, ..regexp.on(&text) };
        assert_eq!(matcher.is_match(), Err(TooMuchWork));
    }

    // A template that says nothing may still be read very often.
    #[test]
    fn what_a_replacement_reads_and_writes_is_paid_for() {
        let regexp = Regexp::new("").unwrap();
        let replaced = |fuel: u64| Matcher { fuel, ..regexp.on("aa") }.replace_all("${0}b");
        let paid = 3 * ("${0}b".len() + "b".len()) as u64;
        let searches = {
            let mut matcher = regexp.on("aa");
            matcher.replace_all("").map(|_| matcher.steps()).unwrap()
        };
        assert_eq!(replaced(searches + paid).as_deref(), Ok("babab"));
        assert_eq!(replaced(searches + paid - 1), Err(TooMuchWork));
    }

    #[test]
    fn bytes_that_are_no_characters_match_as_one() {
        let text = string_from_bytes(b"a\xffb").into_owned();
        let regexp = Regexp::new("a(.)b").unwrap();
        assert_eq!(regexp.on(&text).replace_all("$1").unwrap(), string_from_bytes(b"\xff"));
        assert!(Regexp::new("\u{FFFD}").unwrap().is_match(&text).unwrap());
        assert!(error(&text).starts_with("error parsing regexp: invalid UTF-8: `"));
    }
}
