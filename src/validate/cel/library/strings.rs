//! Functions of strings, and regular expressions that find something.
//!
//! Sources: cel-go, ext/strings.go in its version 2, and k8s.io/apiserver, pkg/cel/library/regex.go

use super::super::value::{Answer, Value, wrong};
use super::standard::{regexp, too_much};
use super::{Found, format_text, texts};

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    let [Value::Str(text), rest @ ..] = args else { return join(name, args) };
    Some(match (name, rest) {
        ("charAt", [Value::Int(at)]) => char_at(text, *at),
        ("indexOf", [Value::Str(part)]) => index_of(text, part, 0),
        ("indexOf", [Value::Str(part), Value::Int(from)]) => index_of(text, part, *from),
        ("lastIndexOf", [Value::Str(part)]) => last_index_of(text, part, None),
        ("lastIndexOf", [Value::Str(part), Value::Int(from)]) => last_index_of(text, part, Some(*from)),
        ("lowerAscii", []) => Ok(Value::str(&text.to_ascii_lowercase())),
        ("upperAscii", []) => Ok(Value::str(&text.to_ascii_uppercase())),
        ("replace", [Value::Str(old), Value::Str(new)]) => Ok(Value::str(&replace(text, old, new, -1))),
        ("replace", [Value::Str(old), Value::Str(new), Value::Int(most)]) => {
            Ok(Value::str(&replace(text, old, new, *most)))
        }
        ("split", [Value::Str(separator)]) => Ok(texts(split(text, separator, -1))),
        ("split", [Value::Str(separator), Value::Int(most)]) => Ok(texts(split(text, separator, *most))),
        ("substring", [Value::Int(from)]) => substring(text, *from, None),
        ("substring", [Value::Int(from), Value::Int(to)]) => substring(text, *from, Some(*to)),
        ("trim", []) => Ok(Value::str(text.trim_matches(is_space))),
        ("strings.quote", []) => Ok(Value::str(&quote(text))),
        ("format", [Value::List(list)]) => format_text::format(text, &list.items),
        ("find", [Value::Str(pattern)]) => {
            regexp(pattern).and_then(|r| Ok(Value::str(&r.on(text).find().map_err(|_| too_much())?)))
        }
        ("findAll", [Value::Str(pattern)]) => find_all(text, pattern, -1),
        ("findAll", [Value::Str(pattern), Value::Int(most)]) => find_all(text, pattern, *most),
        _ => return None,
    })
}

/// Source: `joinValSeparator`
fn join(name: &str, args: &[Value]) -> Found {
    let (list, separator) = match (name, args) {
        ("join", [Value::List(list)]) => (list, ""),
        ("join", [Value::List(list), Value::Str(separator)]) => (list, &**separator),
        _ => return None,
    };
    let mut out = String::new();
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        match item {
            Value::Str(text) => out.push_str(text),
            _ => return Some(Err(wrong("join takes strings only"))),
        }
    }
    Some(Ok(Value::str(&out)))
}

fn out_of_range(at: i64) -> Answer {
    Err(wrong(format!("there is no character {at}")))
}

/// Source: `charAt`
fn char_at(text: &str, at: i64) -> Answer {
    let size = text.chars().count();
    match usize::try_from(at) {
        Ok(at) if at <= size => Ok(Value::str(&text.chars().nth(at).map(String::from).unwrap_or_default())),
        _ => out_of_range(at),
    }
}

fn place(at: Option<usize>) -> Answer {
    Ok(Value::Int(at.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)))
}

/// Source: `indexOfOffset`
fn index_of(text: &str, part: &str, from: i64) -> Answer {
    if part.is_empty() {
        return Ok(Value::Int(from));
    }
    let Ok(from) = usize::try_from(from) else { return out_of_range(from) };
    let Some((start, _)) = text.char_indices().nth(from) else { return place(None) };
    let rest = text.get(start..).unwrap_or_default();
    place(rest.find(part).and_then(|at| rest.get(..at)).map(|before| from + before.chars().count()))
}

/// Source: `lastIndexOfOffset`
fn last_index_of(text: &str, part: &str, from: Option<i64>) -> Answer {
    let (text, part): (Vec<char>, Vec<char>) = (text.chars().collect(), part.chars().collect());
    let from = match from {
        None if part.is_empty() => return place(Some(text.len())),
        Some(from) if part.is_empty() => return Ok(Value::Int(from)),
        // Nothing is found in an empty string, whose last character is before the first one.
        None if text.is_empty() => return place(None),
        None => text.len() - 1,
        Some(from) => match usize::try_from(from) {
            Ok(from) => from,
            Err(_) => return out_of_range(from),
        },
    };
    if from >= text.len() || part.len() > text.len() {
        return place(None);
    }
    let last = from.min(text.len() - part.len());
    place((0..=last).rev().find(|at| text.get(*at..at + part.len()) == Some(&part[..])))
}

/// Source: Go's `strings.Replace`
fn replace(text: &str, old: &str, new: &str, most: i64) -> String {
    match usize::try_from(most) {
        Ok(most) => text.replacen(old, new, most),
        Err(_) => text.replace(old, new),
    }
}

/// Source: Go's `strings.SplitN`
fn split(text: &str, separator: &str, most: i64) -> Vec<String> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if most == 0 {
        return Vec::new();
    }
    if !separator.is_empty() {
        return text.splitn(most, separator).map(str::to_owned).collect();
    }
    let mut parts: Vec<String> = Vec::new();
    for (start, c) in text.char_indices() {
        if parts.len() + 1 == most {
            parts.push(text.get(start..).unwrap_or_default().to_owned());
            break;
        }
        parts.push(c.to_string());
    }
    parts
}

/// Sources: `substr` and `substrRange`
fn substring(text: &str, from: i64, to: Option<i64>) -> Answer {
    let size = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let end = to.unwrap_or(size);
    if to.is_some() && from > end {
        return Err(wrong(format!("substring cannot go from {from} to {end}")));
    }
    for at in [from, end] {
        if !(0..=size).contains(&at) {
            return out_of_range(at);
        }
    }
    let (from, end) = (usize::try_from(from).unwrap_or(0), usize::try_from(end).unwrap_or(0));
    Ok(Value::str(&text.chars().skip(from).take(end.saturating_sub(from)).collect::<String>()))
}

/// Source: Go's `unicode.IsSpace`
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Source: `quote`
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Source: pkg/cel/library/regex.go, `findAll`
fn find_all(text: &str, pattern: &str, most: i64) -> Answer {
    let regexp = regexp(pattern)?;
    let mut matcher = regexp.on(text);
    let found = matcher.find_all(usize::try_from(most).ok()).map_err(|_| too_much())?;
    Ok(texts(found.into_iter().map(std::borrow::Cow::into_owned)))
}
