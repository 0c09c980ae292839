//! Strings. Source: sprig, strings.go and functions.go, with the parts of Go's `strings` and of
//! `Masterminds/goutils` that they stand on.
//!
//! Go counts and cuts bytes, so `trunc`, `substr`, `wrap` and `abbrev` may cut a character in two; a [`Str`]
//! keeps the halves as escaped bytes. What only looks for text works on the escaped form directly, unless one
//! side holds such bytes.

use super::Type::{Any, Int, Str as Text};
use super::cast::{strval, strval_shared};
use super::cost::{LETTERS, SYNTAX};
use super::list::elements;
use super::{Env, Func, args, func, variadic};
use crate::golang::{base32, base64, fmt, strconv};
use crate::value::{Dict, ElemType, Entries, MapType, Slice, Str, Value, string_bytes, string_from_bytes};
use std::borrow::Cow;
use std::sync::Arc;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("abbrev", &[Int, Text], abbrev),
    func("abbrevboth", &[Int, Int, Text], abbrevboth),
    func("b32dec", &[Text], |_, args| Ok(decoded(base32::decode(&string_bytes(args::text(args, 0))))))
        .at(LETTERS),
    func("b32enc", &[Text], |_, args| Ok(base32::encode(&string_bytes(args::text(args, 0))).into()))
        .at(LETTERS),
    func("b64dec", &[Text], |_, args| Ok(decoded(base64::decode(&string_bytes(args::text(args, 0))))))
        .at(LETTERS),
    func("b64enc", &[Text], |_, args| Ok(base64::encode(&string_bytes(args::text(args, 0))).into()))
        .at(LETTERS),
    variadic("cat", &[], Any, cat),
    func("contains", &[Text, Text], |_, args| Ok(contains(args::text(args, 1), args::text(args, 0)).into())),
    func("hasPrefix", &[Text, Text], has_prefix),
    func("hasSuffix", &[Text, Text], has_suffix),
    func("hello", &[], |_, _| Ok("Hello!".into())),
    func("indent", &[Int, Text], |env, args| Ok(indent(env, args, "")?.into())),
    func("initials", &[Text], initials).at(LETTERS),
    func("join", &[Text, Any], join).at(LETTERS),
    func("nindent", &[Int, Text], |env, args| Ok(indent(env, args, "\n")?.into())),
    func("nospace", &[Text], nospace).at(LETTERS),
    func("plural", &[Text, Text, Int], |_, args| Ok(args::any(args, usize::from(args::int(args, 2) != 1)))),
    variadic("quote", &[], Any, quote).at(LETTERS),
    func("repeat", &[Int, Text], repeat),
    func("replace", &[Text, Text, Text], replace),
    func("sortAlpha", &[Any], sort_alpha).at(LETTERS),
    func("split", &[Text, Text], split).at(LETTERS),
    func("splitList", &[Text, Text], split_list).at(LETTERS),
    func("splitn", &[Text, Int, Text], splitn).at(LETTERS),
    variadic("squote", &[], Any, squote).at(LETTERS),
    func("substr", &[Int, Int, Text], substr).at(LETTERS),
    func("toString", &[Any], |_, args| Ok(strval_shared(&args::any(args, 0)).into())).at(LETTERS),
    func("toStrings", &[Any], to_strings).at(LETTERS),
    func("trim", &[Text], |_, args| Ok(part(args, 0, str::trim))),
    func("trimAll", &[Text, Text], trim_all).at(LETTERS),
    func("trimPrefix", &[Text, Text], trim_prefix),
    func("trimSuffix", &[Text, Text], trim_suffix),
    func("trimall", &[Text, Text], trim_all).at(LETTERS),
    func("trunc", &[Int, Text], trunc).at(LETTERS),
    func("wrap", &[Int, Text], |env, args| wrap(env, args::int(args, 0), "", args::text(args, 1), false))
        .at(SYNTAX),
    func("wrapWith", &[Int, Text, Text], wrap_with).at(SYNTAX),
];

/// Puts blanks before every line, empty ones too, and `lead` before it all.
fn indent(env: &Env, args: &[Value], lead: &str) -> Result<String, String> {
    let text = args::text(args, 1);
    let width = usize::try_from(args::int(args, 0)).map_err(|_| NEGATIVE_REPEAT)?;
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let length = width.checked_mul(lines).and_then(|pads| pads.checked_add(text.len() + lead.len()));
    let length = length.ok_or(REPEAT_OVERFLOW)?;
    env.charge(length)?;
    let mut out = String::with_capacity(length);
    out.push_str(lead);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n(' ', width));
        out.push_str(line);
    }
    Ok(out)
}

const NEGATIVE_REPEAT: &str = "strings: negative Repeat count";
const REPEAT_OVERFLOW: &str = "strings: Repeat output length overflow";

fn repeat(env: &Env, args: &[Value]) -> Result<Value, String> {
    let text = args::text(args, 1);
    let count = usize::try_from(args::int(args, 0)).map_err(|_| NEGATIVE_REPEAT)?;
    // Go's lengths are signed.
    let length =
        string_bytes(text).len().checked_mul(count).filter(|length| isize::try_from(*length).is_ok());
    env.charge(length.ok_or(REPEAT_OVERFLOW)?)?;
    Ok(joined(text.repeat(count)))
}

/// Each argument that is not nil as a Go string literal.
fn quote(_: &Env, args: &[Value]) -> Result<Value, String> {
    let mut out = String::new();
    for value in args.iter().filter(|value| !value.is_nil()) {
        separate(&mut out);
        out.push_str(&strconv::quote(&strval(value)));
    }
    Ok(out.into())
}

/// Each argument that is not nil between single quotes, with nothing escaped.
fn squote(_: &Env, args: &[Value]) -> Result<Value, String> {
    let mut out = String::new();
    for value in args.iter().filter(|value| !value.is_nil()) {
        separate(&mut out);
        out.push('\'');
        push_printed(&mut out, value);
        out.push('\'');
    }
    Ok(out.into())
}

/// The arguments that are not nil with blanks between them.
fn cat(_: &Env, args: &[Value]) -> Result<Value, String> {
    let mut out = String::new();
    for (number, value) in args.iter().filter(|value| !value.is_nil()).enumerate() {
        if number > 0 {
            out.push(' ');
        }
        push_printed(&mut out, value);
    }
    Ok(joined(out))
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
}

/// What `%v` prints.
fn push_printed(out: &mut String, value: &Value) {
    match value {
        Value::Str(text) => out.push_str(text),
        _ => out.push_str(&fmt::sprint(std::slice::from_ref(value))),
    }
}

/// The elements as strings, without nils; anything but a list is a list of one. Source: sprig, `strslice`.
fn strslice<'v>(env: &Env, value: &'v Value) -> Result<Cow<'v, [Value]>, String> {
    if let Value::List(list) = value
        && list.elem == ElemType::Str
    {
        return Ok(Cow::Borrowed(&list.items));
    }
    Ok(match elements(value) {
        Some(items) => {
            env.charge_parts(items.len())?;
            env.step(items.len() as u64)?;
            let strings = items.iter().filter(|item| !item.is_nil());
            // One value may stand in many places, and is printed in each.
            let printed = strings.map(|item| {
                let text = strval_shared(item);
                env.charge(text.len()).map(|()| text.into())
            });
            Cow::Owned(printed.collect::<Result<_, String>>()?)
        }
        None if value.is_nil() => Cow::Borrowed(&[]),
        None => Cow::Owned(vec![strval_shared(value).into()]),
    })
}

fn to_strings(env: &Env, args: &[Value]) -> Result<Value, String> {
    let value = args::any(args, 0);
    match &value {
        Value::List(list) if list.elem == ElemType::Str => Ok(value),
        _ => Ok(Slice::new(ElemType::Str, strslice(env, &value)?.into_owned()).into()),
    }
}

fn join(env: &Env, args: &[Value]) -> Result<Value, String> {
    let separator = args::text(args, 0);
    let value = args::any(args, 1);
    let strings = strslice(env, &value)?;
    env.step(strings.len() as u64)?;
    let texts = || strings.iter().filter_map(Value::as_str);
    let length = texts().map(str::len).fold(0, usize::saturating_add);
    let length = length.saturating_add(separator.len().saturating_mul(strings.len()));
    env.charge(length)?;
    let mut out = String::with_capacity(length);
    for (number, text) in texts().enumerate() {
        if number > 0 {
            out.push_str(separator);
        }
        out.push_str(text);
    }
    Ok(joined(out))
}

/// The elements of a list as strings in the order of their bytes; anything else is a list of one.
fn sort_alpha(env: &Env, args: &[Value]) -> Result<Value, String> {
    let value = args::any(args, 0);
    if elements(&value).is_none() {
        return Ok(Value::strings([strval_shared(&value)]));
    }
    let mut strings = strslice(env, &value)?.into_owned();
    strings.sort_by(|a, b| text_bytes(a).cmp(&text_bytes(b)));
    Ok(Slice::new(ElemType::Str, strings).into())
}

fn text_bytes(value: &Value) -> Cow<'_, [u8]> {
    value.as_str().map(string_bytes).unwrap_or_default()
}

fn split_list(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(Value::strings(split_text(env, args::text(args, 1), args::text(args, 0), None)?))
}

fn split(env: &Env, args: &[Value]) -> Result<Value, String> {
    numbered(env, split_text(env, args::text(args, 1), args::text(args, 0), None)?)
}

fn splitn(env: &Env, args: &[Value]) -> Result<Value, String> {
    // A negative limit is none.
    let limit = usize::try_from(args::int(args, 1)).ok();
    numbered(env, split_text(env, args::text(args, 2), args::text(args, 0), limit)?)
}

/// The parts under the keys `_0`, `_1`, … of a `map[string]string`.
fn numbered(env: &Env, parts: Vec<Str>) -> Result<Value, String> {
    env.charge_map(parts.len())?;
    let entries = parts.into_iter().enumerate().map(|(n, part)| (Str::from(format!("_{n}")), part.into()));
    Ok(Value::Map(Arc::new(Dict::new(MapType::Strings, entries.collect::<Entries>()))))
}

/// Splits at every separator, or into characters at the empty one; the last of `limit` parts keeps the rest.
/// Source: Go, strings.go, `SplitN`.
fn split_text(env: &Env, text: &str, separator: &str, limit: Option<usize>) -> Result<Vec<Str>, String> {
    let limit = limit.unwrap_or(usize::MAX);
    if limit == 0 {
        return Ok(Vec::new());
    }
    env.charge_parts(match separator {
        "" => text.chars().take(limit).count(),
        _ => text.matches(separator).take(limit - 1).count() + 1,
    })?;
    if separator.is_empty() {
        let (singles, rest) =
            text.split_at(text.char_indices().nth(limit - 1).map_or(text.len(), |(at, _)| at));
        let single = |c: char| Str::from(c.encode_utf8(&mut [0; 4]) as &str);
        return Ok(singles.chars().map(single).chain((!rest.is_empty()).then(|| rest.into())).collect());
    }
    if is_plain(separator) {
        return Ok(text.splitn(limit, separator).map(Str::from).collect());
    }
    let (text, separator) = (string_bytes(text), string_bytes(separator));
    let mut parts = Vec::new();
    let mut rest = &text[..];
    while parts.len() + 1 < limit {
        let Some(at) = find_bytes(rest, &separator) else { break };
        parts.push(string_from_bytes(&rest[..at]).into());
        rest = &rest[at + separator.len()..];
    }
    parts.push(string_from_bytes(rest).into());
    Ok(parts)
}

/// Replaces every occurrence, or puts the new text between all characters in the place of the empty one.
fn replace(env: &Env, args: &[Value]) -> Result<Value, String> {
    let (old, new, text) = (args::text(args, 0), args::text(args, 1), args::text(args, 2));
    if !old.is_empty() && !contains(text, old) {
        return Ok(args::any(args, 2));
    }
    if new.len() > old.len() {
        // The empty string stands before every character and at the end.
        let count = if is_plain(old) { text.matches(old).count() } else { text.len() };
        env.charge(text.len().saturating_add(count.saturating_mul(new.len())))?;
    }
    if is_plain(old) {
        return Ok(joined(text.replace(old, new)));
    }
    let (text, old, new) = (string_bytes(text), string_bytes(old), string_bytes(new));
    let mut out = Vec::with_capacity(text.len());
    let mut rest = &text[..];
    while let Some(at) = find_bytes(rest, &old) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(&new);
        rest = &rest[at + old.len()..];
    }
    out.extend_from_slice(rest);
    Ok(from_bytes(&out))
}

fn contains(text: &str, wanted: &str) -> bool {
    if is_plain(wanted) {
        return text.contains(wanted);
    }
    find_bytes(&string_bytes(text), &string_bytes(wanted)).is_some()
}

fn has_prefix(_: &Env, args: &[Value]) -> Result<Value, String> {
    let (prefix, text) = (args::text(args, 0), args::text(args, 1));
    let found = text.starts_with(prefix);
    Ok((found || !is_plain(prefix) && string_bytes(text).starts_with(&string_bytes(prefix))).into())
}

fn has_suffix(_: &Env, args: &[Value]) -> Result<Value, String> {
    let (suffix, text) = (args::text(args, 0), args::text(args, 1));
    let found = text.ends_with(suffix);
    Ok((found || !is_plain(suffix) && string_bytes(text).ends_with(&string_bytes(suffix))).into())
}

fn trim_prefix(_: &Env, args: &[Value]) -> Result<Value, String> {
    let prefix = args::text(args, 0);
    if is_plain(prefix) {
        return Ok(part(args, 1, |text| text.strip_prefix(prefix).unwrap_or(text)));
    }
    let (text, prefix) = (string_bytes(args::text(args, 1)), string_bytes(prefix));
    Ok(from_bytes(text.strip_prefix(&*prefix).unwrap_or(&text)))
}

fn trim_suffix(_: &Env, args: &[Value]) -> Result<Value, String> {
    let suffix = args::text(args, 0);
    if is_plain(suffix) {
        return Ok(part(args, 1, |text| text.strip_suffix(suffix).unwrap_or(text)));
    }
    let (text, suffix) = (string_bytes(args::text(args, 1)), string_bytes(suffix));
    Ok(from_bytes(text.strip_suffix(&*suffix).unwrap_or(&text)))
}

/// Drops the characters of a set from both ends.
fn trim_all(_: &Env, args: &[Value]) -> Result<Value, String> {
    let set = args::text(args, 0);
    Ok(part(args, 1, |text| text.trim_matches(|c| set.contains(c))))
}

/// The first bytes, or with a negative count the last ones.
fn trunc(_: &Env, args: &[Value]) -> Result<Value, String> {
    let text = args::text(args, 1);
    let bytes = string_bytes(text);
    let count = args::int(args, 0);
    let size = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    if size >= bytes.len() {
        return Ok(args::any(args, 1));
    }
    let (from, to) = if count < 0 { (bytes.len() - size, bytes.len()) } else { (0, size) };
    Ok(from_bytes(&bytes[from..to]))
}

/// `substr START END TEXT`. Source: sprig, `substring`.
fn substr(_: &Env, args: &[Value]) -> Result<Value, String> {
    let (start, end) = (args::int(args, 0), args::int(args, 1));
    let text = string_bytes(args::text(args, 2));
    let length = text.len() as i64;
    let (from, to) = match (start, end) {
        (..0, _) => (0, end),
        _ if end < 0 || end > length => (start, length),
        _ => (start, end),
    };
    let bytes = usize::try_from(from).ok().zip(usize::try_from(to).ok());
    match bytes.and_then(|(from, to)| text.get(from..to)) {
        Some(part) => Ok(from_bytes(part)),
        None => Err(match (from, to) {
            (_, ..0) => format!("runtime error: slice bounds out of range [:{to}]"),
            _ if to > length => {
                format!("runtime error: slice bounds out of range [:{to}] with length {length}")
            }
            _ => format!("runtime error: slice bounds out of range [{from}:{to}]"),
        }),
    }
}

/// Drops blanks, byte by byte: a character outside of ASCII is taken apart as soon as there is a blank (and
/// the bytes 0x85 and 0xA0 are blanks). Source: goutils, stringutils.go, `DeleteWhiteSpace`.
fn nospace(_: &Env, args: &[Value]) -> Result<Value, String> {
    let bytes = string_bytes(args::text(args, 0));
    let is_space = |byte: &u8| char::from(*byte).is_whitespace();
    if !bytes.iter().any(is_space) {
        return Ok(args::any(args, 0));
    }
    let kept = bytes.iter().filter(|byte| !is_space(byte)).map(|byte| char::from(*byte));
    Ok(kept.collect::<String>().into())
}

/// The first byte of every word, as a character. Source: goutils, wordutils.go, `Initials`.
fn initials(_: &Env, args: &[Value]) -> Result<Value, String> {
    let bytes = string_bytes(args::text(args, 0));
    let words = bytes.split(|byte| char::from(*byte).is_whitespace());
    Ok(words.filter_map(|word| word.first()).map(|byte| char::from(*byte)).collect::<String>().into())
}

fn abbrev(_: &Env, args: &[Value]) -> Result<Value, String> {
    match usize::try_from(args::int(args, 0)) {
        Ok(width @ 4..) => Ok(from_bytes(&abbreviate(&string_bytes(args::text(args, 1)), 0, width))),
        _ => Ok(args::any(args, 1)),
    }
}

fn abbrevboth(_: &Env, args: &[Value]) -> Result<Value, String> {
    let offset = usize::try_from(args::int(args, 0)).unwrap_or(0);
    match (offset, usize::try_from(args::int(args, 1))) {
        (0, Ok(width @ 4..)) | (_, Ok(width @ 7..)) => {
            Ok(from_bytes(&abbreviate(&string_bytes(args::text(args, 2)), offset, width)))
        }
        _ => Ok(args::any(args, 2)),
    }
}

/// At most `width` bytes with dots where something was left out: at the end, and before `offset` where that
/// is far enough from the start. Source: goutils, stringutils.go, `AbbreviateFull`.
fn abbreviate(text: &[u8], offset: usize, width: usize) -> Vec<u8> {
    const DOTS: &[u8] = b"...";
    let room = width.saturating_sub(DOTS.len());
    if text.len() <= width {
        return text.to_vec();
    }
    let offset = offset.min(text.len() - room);
    if offset <= 4 {
        return [&text[..room], DOTS].concat();
    }
    if offset + room < text.len() {
        // The rest is too long as well, so it is cut again.
        let cut = offset + room.saturating_sub(DOTS.len());
        return [DOTS, &text[offset..cut], DOTS].concat();
    }
    [DOTS, &text[text.len() - room..]].concat()
}

fn wrap_with(env: &Env, args: &[Value]) -> Result<Value, String> {
    wrap(env, args::int(args, 0), args::text(args, 1), args::text(args, 2), true)
}

/// Breaks a line at blanks so that its parts have at most `width` bytes; blanks at the start of a part are
/// dropped. Longer words stand out unless `cut_words`. Source: goutils, wordutils.go, `WrapCustom`.
fn wrap(env: &Env, width: i64, line_end: &str, text: &str, cut_words: bool) -> Result<Value, String> {
    let width = usize::try_from(width).unwrap_or(0).max(1);
    let line_end = string_bytes(if line_end.is_empty() { "\n" } else { line_end });
    let text = string_bytes(text);
    let breaks = text.len() / width + text.iter().filter(|byte| **byte == b' ').count();
    env.charge(text.len().saturating_add(line_end.len().saturating_mul(breaks)))?;
    let mut out = Vec::with_capacity(text.len());
    let mut rest = &text[..];
    while rest.len() > width {
        if rest[0] == b' ' {
            rest = &rest[1..];
            continue;
        }
        let blank = rest[..=width].iter().rposition(|byte| *byte == b' ');
        let (line, next) = match blank {
            Some(at) => (at, at + 1),
            None if cut_words => (width, width),
            None => match rest[width..].iter().position(|byte| *byte == b' ') {
                Some(at) => (width + at, width + at + 1),
                None => break,
            },
        };
        out.extend_from_slice(&rest[..line]);
        out.extend_from_slice(&line_end);
        rest = &rest[next..];
    }
    out.extend_from_slice(rest);
    Ok(from_bytes(&out))
}

/// The bytes that were decoded, or the text of the error, as sprig puts it in their place.
fn decoded(bytes: Result<Vec<u8>, String>) -> Value {
    bytes.map_or_else(Value::from, |bytes| from_bytes(&bytes))
}

fn from_bytes(bytes: &[u8]) -> Value {
    Value::Str(string_from_bytes(bytes).into())
}

/// A part of the argument at `index`; the argument itself where nothing was cut off.
fn part(args: &[Value], index: usize, cut: impl for<'t> Fn(&'t str) -> &'t str) -> Value {
    let text = args::text(args, index);
    let part = cut(text);
    if part.len() == text.len() { args::any(args, index) } else { part.into() }
}

/// Text that was put together from pieces: halves of a character may have met.
fn joined(text: String) -> Value {
    match string_bytes(&text) {
        Cow::Borrowed(_) => text.into(),
        Cow::Owned(bytes) => from_bytes(&bytes),
    }
}

/// Whether the text holds no escaped bytes. Plain text is found in any text as it stands, because the
/// characters of UTF-8 never begin inside one another.
fn is_plain(text: &str) -> bool {
    matches!(string_bytes(text), Cow::Borrowed(_))
}

fn find_bytes(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len().max(1)).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{call, env, int, list, shown, text};

    // Expectations: Helm 4.3.1.
    #[test]
    fn bytes_are_cut_and_come_together_again() {
        let half = |count| call("trunc", &[int(count), text("ż")]).unwrap();
        assert_eq!(shown("quote", &[half(1)]), "\"\\xc5\"");
        assert_eq!(shown("cat", &[text("x"), half(1), half(-1)]), "x \u{FFFD} \u{FFFD}");
        let whole = call("join", &[text(""), list([half(1), half(-1)])]).unwrap();
        assert_eq!(whole.as_str(), Some("ż"));
        // Half a character is found inside a whole one.
        assert_eq!(shown("contains", &[half(-1), text("aż")]), "true");
        assert_eq!(shown("trimSuffix", &[half(-1), text("aż")]), "a\u{FFFD}");
        assert_eq!(shown("splitList", &[half(-1), text("aża")]), "[a\u{FFFD} a]");
        assert_eq!(shown("replace", &[half(-1), text("-"), text("aż")]), "a\u{FFFD}-");
    }

    #[test]
    fn trunc_counts_from_either_end() {
        for (count, answer) in
            [(0, ""), (3, "hel"), (5, "hello"), (9, "hello"), (-2, "lo"), (-5, "hello"), (-9, "hello")]
        {
            assert_eq!(shown("trunc", &[int(count), text("hello")]), answer);
        }
    }

    #[test]
    fn substr_fails_as_a_slice_expression_does() {
        let substr = |start, end| shown("substr", &[int(start), int(end), text("abc")]);
        assert_eq!((substr(1, 2), substr(1, -1), substr(-1, 2)), ("b".into(), "bc".into(), "ab".into()));
        let error = "error: runtime error: slice bounds out of range ";
        assert_eq!(substr(2, 1), format!("{error}[2:1]"));
        assert_eq!(substr(5, 9), format!("{error}[5:3]"));
        assert_eq!(substr(-1, 5), format!("{error}[:5] with length 3"));
        assert_eq!(substr(-1, -5), format!("{error}[:-5]"));
    }

    #[test]
    fn indent_pads_every_line() {
        assert_eq!(shown("indent", &[int(2), text("a\n\nb\n")]), "  a\n  \n  b\n  ");
        assert_eq!(shown("nindent", &[int(1), text("")]), "\n ");
        assert_eq!(shown("indent", &[int(-1), text("a")]), "error: strings: negative Repeat count");
    }

    #[test]
    fn what_multiplies_is_paid_for() {
        let too_much = call("indent", &[int(1), text("")]).is_ok()
            && call("repeat", &[int(3 << 30), text("a")]).is_err();
        assert!(too_much);
        assert!(call("indent", &[int(i64::MAX), text("a\nb")]).is_err());
        assert_eq!(
            shown("repeat", &[int(i64::MAX), text("ab")]),
            "error: strings: Repeat output length overflow"
        );
        let env = env();
        assert!(wrap(&env, 1, &"x".repeat(1 << 20), &"a ".repeat(1 << 12), true).is_err());
        let many = call("replace", &[text(""), text(&"x".repeat(1 << 20)), text(&"a".repeat(1 << 12))]);
        assert!(many.is_err());
    }

    #[test]
    fn splitting_stops_at_the_limit() {
        let parts = |n| shown("splitn", &[text(","), int(n), text("a,b,,c")]);
        assert_eq!(parts(2), "map[_0:a _1:b,,c]");
        assert_eq!(parts(-1), "map[_0:a _1:b _2: _3:c]");
        assert_eq!(parts(0), "map[]");
        assert_eq!(shown("splitn", &[text(""), int(2), text("żółw")]), "map[_0:ż _1:ółw]");
        assert_eq!(shown("splitList", &[text(""), text("")]), "[]");
        assert_eq!(shown("splitList", &[text(","), text("")]), "[]");
        assert_eq!(call("splitList", &[text(","), text("")]).unwrap().as_list().unwrap().len(), 1);
    }

    #[test]
    fn nil_is_left_out() {
        let args = [text("a"), Value::Nil, int(1)];
        assert_eq!(shown("quote", &args), r#""a" "1""#);
        assert_eq!(shown("squote", &args), "'a' '1'");
        assert_eq!(shown("cat", &args), "a 1");
        assert_eq!(shown("join", &[text("-"), list(args)]), "a-1");
        assert_eq!(shown("toString", &[Value::Nil]), "<nil>");
        assert_eq!(shown("sortAlpha", &[Value::Nil]), "[<nil>]");
        assert_eq!(shown("toStrings", &[Value::Nil]), "[]");
    }

    #[test]
    fn strings_are_sorted_by_their_bytes() {
        assert_eq!(
            shown("sortAlpha", &[list([text("ż"), text("b"), int(10), text("B"), int(9)])]),
            "[10 9 B b ż]"
        );
    }

    #[test]
    fn blanks_go_byte_by_byte() {
        assert_eq!(shown("nospace", &[text("żółw")]), "żółw");
        assert_eq!(shown("nospace", &[text("à b")]), "Ãb");
        assert_eq!(shown("initials", &[text("first Żółw")]), "fÅ");
    }

    #[test]
    fn lines_are_broken_at_blanks() {
        assert_eq!(shown("wrap", &[int(5), text("Hello World superlong x")]), "Hello\nWorld\nsuperlong\nx");
        assert_eq!(shown("wrapWith", &[int(5), text("|"), text("superlong x")]), "super|long|x");
        assert_eq!(shown("wrap", &[int(0), text("ab c")]), "ab\nc");
        assert_eq!(shown("abbrev", &[int(5), text("hello world")]), "he...");
        assert_eq!(shown("abbrevboth", &[int(5), int(10), text("1234 5678 9123")]), "...5678...");
    }
}
