//! TOML as `toToml` writes and `fromToml` reads it: BurntSushi's library, byte for byte and error for error.

mod decode;
mod encode;

pub use decode::decode;
pub use encode::encode;

/// Deepest nesting of arrays and tables that is read or written.
pub const MAX_DEPTH: usize = 500;

/// What stands for itself in a key.
fn is_bare_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// A part of a key, in quotes where it needs them. Source: meta.go, `Key.maybeQuoted`.
fn quoted_key(part: &str) -> String {
    if !part.is_empty() && part.chars().all(is_bare_key_char) { part.to_owned() } else { quote(part) }
}

/// A key of several parts. Source: meta.go, `Key.String`.
fn dotted_key<S: AsRef<str>>(parts: &[S]) -> String {
    parts.iter().map(|part| quoted_key(part.as_ref())).collect::<Vec<_>>().join(".")
}

/// A string in double quotes. Source: encode.go, `dblQuotedReplacer`.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\x08' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\x0C' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\x1F' | '\x7F' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
