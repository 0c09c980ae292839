//! Addresses of schemas: joining a reference to a base, and the fragments behind `#`.
//!
//! Source: RFC 3986, section 5.2, as Go's net/url resolves references; jsonschema v6, util.go.

use crate::golang::strconv;
use crate::golang::url::Url;
use std::borrow::Cow;

/// An address without its fragment, and the fragment with its escapes resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The document or the resource.
    pub(super) url: String,
    /// What in it: a JSON pointer where it is empty or starts with `/`, otherwise an anchor.
    pub(super) fragment: String,
}

/// The address that `reference` means where `base` is the address of the schema around it.
///
/// # Errors
/// For escapes that are none and for control characters, in Go's words.
pub(super) fn join(base: &str, reference: &str) -> Result<Reference, String> {
    let (address, fragment) = split(reference);
    let fragment = unescape(fragment)
        .map_err(|fault| format!("error in parsing {}: {fault}", strconv::quote(reference)))?;
    check(address).map_err(|fault| format!("error in parsing {}: {fault}", strconv::quote(address)))?;
    Ok(Reference { url: escape(&resolve(base, address)), fragment })
}

/// An address as Go writes it: characters that may not stand in one are escaped, but in one without slashes behind its
/// scheme. Source: net/url, String.
pub(super) fn escape(address: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~!*'()$&+,/:;=@?[]%".contains(&b);
    let is_opaque = matches!(scheme(address), (Some(_), rest) if !rest.starts_with('/'));
    if is_opaque || address.bytes().all(plain) {
        return address.to_owned();
    }
    let escaped = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    address.bytes().map(escaped).collect()
}

/// Cuts an address at its `#`.
pub(super) fn split(address: &str) -> (&str, &str) {
    address.split_once('#').unwrap_or((address, ""))
}

/// The text with its escapes resolved.
///
/// # Errors
/// For a `%` without two hexadecimal digits. Source: net/url, PathUnescape.
pub(super) fn unescape(text: &str) -> Result<String, String> {
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = tail;
            continue;
        }
        let digit = |at: usize| tail.get(at).and_then(|b| char::from(*b).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else {
            let shown = String::from_utf8_lossy(&rest[..rest.len().min(3)]).into_owned();
            return Err(format!("invalid URL escape {}", strconv::quote(&shown)));
        };
        bytes.extend(u8::try_from(high * 16 + low));
        rest = &tail[2..];
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Refuses what Go's `url.Parse` refuses.
///
/// # Errors
/// Go's `parse "…": …`.
pub(super) fn check(address: &str) -> Result<(), String> {
    Url::parse(address).map(drop)
}

/// The scheme of an address, where it has one, and what follows its colon.
pub(super) fn scheme(address: &str) -> (Option<&str>, &str) {
    let end = address.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')));
    match end {
        Some(at)
            if at > 0 && address[at..].starts_with(':') && address.as_bytes()[0].is_ascii_alphabetic() =>
        {
            (Some(&address[..at]), &address[at + 1..])
        }
        _ => (None, address),
    }
}

/// The path of an address.
pub(super) fn path(address: &str) -> &str {
    parts(address).path
}

struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

fn parts(address: &str) -> Parts<'_> {
    let (scheme, rest) = scheme(address);
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, rest),
    };
    Parts { scheme, authority, path, query }
}

fn resolve(base: &str, reference: &str) -> String {
    let from = parts(base);
    let to = parts(reference);
    // An address without slashes behind its scheme, as `urn:a:b`, is one opaque word: it has no folders.
    let opaque = from.authority.is_none() && !from.path.starts_with('/') && from.scheme.is_some();
    if to.scheme.is_none() && opaque {
        return base.to_owned();
    }
    let path = |path: &str| without_dots(path);
    let target = match (to.scheme, to.authority, to.path) {
        (Some(_), None, rest) if !rest.starts_with('/') => return reference.to_owned(),
        (Some(scheme), authority, rest) => (Some(scheme), authority, path(rest), to.query),
        (None, Some(authority), rest) => (from.scheme, Some(authority), path(rest), to.query),
        (None, None, "") => (from.scheme, from.authority, from.path.to_owned(), to.query.or(from.query)),
        (None, None, rest) if rest.starts_with('/') => (from.scheme, from.authority, path(rest), to.query),
        (None, None, rest) => {
            let folder = from.path.rfind('/').map_or("/", |at| &from.path[..=at]);
            (from.scheme, from.authority, path(&format!("{folder}{rest}")), to.query)
        }
    };
    let (scheme, authority, path, query) = target;
    let mut out = String::new();
    if let Some(scheme) = scheme {
        out.push_str(&scheme.to_ascii_lowercase());
        out.push(':');
    }
    if let Some(authority) = authority {
        out.push_str("//");
        out.push_str(authority);
    }
    out.push_str(&path);
    if let Some(query) = query {
        out.push('?');
        out.push_str(query);
    }
    out
}

/// Source: RFC 3986, section 5.2.4.
fn without_dots(path: &str) -> String {
    if !path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." && kept.len() > 1 {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    kept.join("/")
}

/// A pointer as it stands behind `#` in a message: escaped, but for its slashes. Source: util.go, encode.
pub(super) fn escape_pointer(pointer: &str) -> String {
    let mut out = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'~' | b'$' | b'&' | b'+' | b'=' | b':' | b'@' | b'/' => {
                out.push(char::from(byte))
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// A key as a token of a JSON pointer.
pub(super) fn escape_token(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// The key that a token of a JSON pointer stands for; `None` for a `~` that escapes nothing.
pub(super) fn unescape_token(token: &str) -> Option<Cow<'_, str>> {
    if !token.contains('~') {
        return Some(Cow::Borrowed(token));
    }
    let mut out = String::with_capacity(token.len());
    let mut chars = token.chars();
    while let Some(c) = chars.next() {
        match c {
            '~' => match chars.next() {
                Some('0') => out.push('~'),
                Some('1') => out.push('/'),
                _ => return None,
            },
            c => out.push(c),
        }
    }
    Some(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations from Go 1.26, `url.Parse(base).ResolveReference(ref).String()`.
    #[test]
    fn references_are_joined_as_in_go() {
        let base = "https://example.com/a/b.json";
        let cases = [
            (base, "#/x", "https://example.com/a/b.json"),
            (base, "c.json", "https://example.com/a/c.json"),
            (base, "./c.json", "https://example.com/a/c.json"),
            (base, "../c.json#x", "https://example.com/c.json"),
            (base, "../../../c.json", "https://example.com/c.json"),
            (base, "/c", "https://example.com/c"),
            (base, "//other/c", "https://other/c"),
            (base, "?q", "https://example.com/a/b.json?q"),
            (base, "urn:a:b", "urn:a:b"),
            (base, "file:///x/../y", "file:///y"),
            ("https://example.com", "c", "https://example.com/c"),
            ("file:///values.schema.json", "defs.json", "file:///defs.json"),
            ("file:///values.schema.json", "sub/defs.json", "file:///sub/defs.json"),
            ("urn:a:b", "#x", "urn:a:b"),
            (base, "data:,{}", "data:,{}"),
            (base, "/{}", "https://example.com/%7B%7D"),
        ];
        for (base, reference, expected) in cases {
            assert_eq!(join(base, reference).unwrap().url, expected, "{base} {reference}");
        }
        assert_eq!(join(base, "#/a%20b~1").unwrap().fragment, "/a b~1");
        assert!(join(base, "#%zz").is_err() && join(base, "a b:c").is_err());
    }

    #[test]
    fn pointers_are_escaped() {
        assert_eq!(escape_pointer("/a b/c~1d/é"), "/a%20b/c~1d/%C3%A9");
        assert_eq!(escape_token("a/b~c"), "a~1b~0c");
        assert_eq!(unescape_token("a~1b~0c").as_deref(), Some("a/b~c"));
        assert_eq!(unescape_token("a~2"), None);
    }
}
