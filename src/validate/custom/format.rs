//! The formats of strings that a schema can name.
//!
//! Sources: k8s.io/apiextensions-apiserver, pkg/apiserver/validation/formats.go (`supportedVersionedFormats`);
//! k8s.io/kube-openapi, pkg/validation/strfmt; github.com/asaskevich/govalidator.

use super::super::formats;
use super::super::ip;
use crate::golang::mail::is_address;
use crate::golang::regexp::Regexp;
use crate::golang::time::parse_duration;
use crate::golang::url::parse_request_uri;

/// How a format is told.
enum Test {
    Pattern(&'static str),
    Holds(fn(&str) -> bool),
}

use Test::{Holds, Pattern};

/// The formats by their names without dashes, which the server leaves out, and the minor that brought them.
const FORMATS: &[(&str, u32, Test)] = &[
    ("bsonobjectid", 0, Pattern("^[0-9a-fA-F]{24}$")),
    ("byte", 0, Pattern("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")),
    ("cidr", 0, Holds(|v| ip::parse_cidr(v).is_some())),
    ("creditcard", 0, Holds(is_credit_card)),
    ("date", 0, Holds(is_date)),
    ("datetime", 0, Holds(is_date_time)),
    ("duration", 0, Holds(is_duration)),
    ("email", 0, Holds(is_address)),
    ("hexcolor", 0, Pattern("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
    ("hostname", 0, Holds(is_hostname)),
    ("ipv4", 0, Holds(|v| ip::parse(v).is_some() && v.contains('.'))),
    ("ipv6", 0, Holds(|v| ip::parse(v).is_some() && v.contains(':'))),
    ("isbn", 0, Holds(|v| is_isbn10(v) || is_isbn13(v))),
    ("isbn10", 0, Holds(is_isbn10)),
    ("isbn13", 0, Holds(is_isbn13)),
    ("k8slongname", 34, Holds(formats::is_dns1123_subdomain)),
    ("k8sshortname", 34, Holds(formats::is_dns1123_label)),
    ("mac", 0, Holds(is_mac)),
    ("password", 0, Holds(|_| true)),
    ("rgbcolor", 0, Pattern(RGB)),
    // The server's pattern takes what has no separators, but not its length.
    ("ssn", 0, Pattern("^[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}$")),
    ("uri", 0, Holds(|v| parse_request_uri(v).is_ok())),
    ("uuid", 0, Pattern("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$")),
    ("uuid3", 0, Pattern("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$")),
    ("uuid4", 0, Pattern("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$")),
    ("uuid5", 0, Pattern("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$")),
];

const RGB: &str = concat!(
    r"^rgb\(\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*,\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*,",
    r"\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*\)$"
);

const HOSTNAME: &str = concat!(
    r"^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}]",
    r"(([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$"
);

const CREDIT_CARD: &str = concat!(
    r"^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}",
    r"|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$"
);

/// A format that some server knows; others are passed over.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The minor that brought it.
    pub(super) since: u32,
    test: &'static Test,
}

/// The format of that name.
pub(super) fn known(name: &str) -> Option<Known> {
    let name = name.replace('-', "");
    FORMATS.iter().find(|(n, _, _)| *n == name).map(|(_, since, test)| Known { since: *since, test })
}

impl Known {
    /// Whether a string has the format.
    pub(super) fn holds(self, text: &str) -> bool {
        match self.test {
            Pattern(pattern) => matches(pattern, text),
            Holds(holds) => holds(text),
        }
    }
}

/// Whether a string has a format; one that is not known every string has.
pub(crate) fn has_format(name: &str, text: &str) -> bool {
    known(name).is_none_or(|format| format.holds(text))
}

/// Whether a server of a minor knows a format.
pub(crate) fn is_known_format(name: &str, minor: u32) -> bool {
    known(name).is_some_and(|format| format.since <= minor)
}

fn matches(pattern: &str, text: &str) -> bool {
    Regexp::new(pattern).is_ok_and(|r| r.is_match(text).unwrap_or(true))
}

/// Source: `IsHostname`
fn is_hostname(text: &str) -> bool {
    text.len() <= 255 && text.split('.').all(|part| part.len() <= 63) && matches(HOSTNAME, text)
}

/// Source: `time.Parse` with the layout of a date.
fn is_date(text: &str) -> bool {
    text.len() == 10 && formats::is_rfc3339(&format!("{text}T00:00:00Z"))
}

/// Source: `IsDateTime`
fn is_date_time(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut parts = text.split('t');
    let (Some(date), Some(time)) = (parts.next(), parts.next()) else { return false };
    let below = |from: usize, most: &str| time.get(from..from + 2).is_some_and(|v| v <= most);
    is_date(date)
        && matches("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$", time)
        && below(0, "23")
        && below(3, "59")
        && below(6, "59")
}

/// Sources: `ParseDuration` of strfmt, `time.ParseDuration`
fn is_duration(text: &str) -> bool {
    is_go_duration(text) || is_worded_duration(text)
}

/// Source: `time.ParseDuration`
fn is_go_duration(text: &str) -> bool {
    parse_duration(text).is_ok()
}

/// `2 days`: some number before some unit will do.
fn is_worded_duration(text: &str) -> bool {
    const LETTERS: &[&str] = &["ns", "us", "µs", "ms", "s", "m", "h", "hr", "d", "w", "wk"];
    const WORDS: &[&str] = &["nano", "micro", "milli", "sec", "min", "hour", "day", "week"];
    let (mut rest, mut found) = (text, false);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let number = rest.get(start..).unwrap_or_default();
        let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
        // What Go's `\s` matches.
        let unit = after.trim_start_matches(['\t', '\n', '\u{c}', '\r', ' ']);
        let end = unit.find(|c: char| !c.is_ascii_alphabetic() && c != 'µ').unwrap_or(unit.len());
        let name = unit.get(..end).unwrap_or_default().to_lowercase();
        let digits = number.get(..number.len() - after.len()).unwrap_or_default();
        if !name.is_empty() && digits.parse::<i64>().is_err() {
            return false;
        }
        found |= LETTERS.contains(&name.as_str()) || WORDS.iter().any(|word| name.starts_with(word));
        rest = after;
    }
    found
}

/// Source: `net.ParseMAC`: 6, 8 or 20 bytes.
fn is_mac(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (separator, width) = match (bytes.get(2), bytes.get(4)) {
        (Some(b':'), _) => (':', 2),
        (Some(b'-'), _) => ('-', 2),
        (_, Some(b'.')) => ('.', 4),
        _ => return matches!(text.len(), 12 | 16 | 40) && bytes.iter().all(u8::is_ascii_hexdigit),
    };
    let parts: Vec<&str> = text.split(separator).collect();
    matches!(parts.len() * width, 12 | 16 | 40)
        && parts.iter().all(|p| p.len() == width && p.bytes().all(|c| c.is_ascii_hexdigit()))
}

fn is_isbn10(text: &str) -> bool {
    let text = text.replace(['-', ' ', '\t', '\n', '\u{c}', '\r'], "");
    let digits: Vec<u32> =
        text.chars().filter_map(|c| if c == 'X' { Some(10) } else { c.to_digit(10) }).collect();
    matches("^(?:[0-9]{9}X|[0-9]{10})$", &text)
        && (1..).zip(&digits).map(|(n, d)| n * d).sum::<u32>() % 11 == 0
}

fn is_isbn13(text: &str) -> bool {
    let text = text.replace(['-', ' ', '\t', '\n', '\u{c}', '\r'], "");
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits.iter().enumerate().map(|(i, d)| if i % 2 == 0 { *d } else { 3 * d }).sum();
    matches("^(?:[0-9]{13})$", &text) && sum.is_multiple_of(10)
}

fn is_credit_card(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(i, d)| if i % 2 == 1 { d * 2 / 10 + d * 2 % 10 } else { d })
        .sum();
    matches(CREDIT_CARD, &digits) && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::known;
    use crate::value::Value;

    /// What a kube-apiserver said of strings; tests/oracle/record_verdicts.py writes it.
    #[test]
    fn strings_have_the_formats_that_the_server_sees() {
        let record = include_str!("../../../tests/verdicts/formats.tsv");
        let mut wrong = Vec::new();
        for line in record.lines() {
            let [format, verdict, text] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else {
                panic!("three columns: {line}")
            };
            let Ok(Value::Str(text)) = crate::json::decode(text) else { panic!("a string: {line}") };
            if super::has_format(format, &text) != (verdict == "yes") {
                wrong.push(line);
            }
        }
        assert!(record.lines().count() > 800);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn formats_hold() {
        let cases = [
            ("date-time", "2024-01-01T00:00:00Z", true),
            ("date-time", "2024-01-01T00:00:00", false),
            ("date-time", "2024-01-01 00:00:00Z", false),
            ("date-time", "2024-13-01T00:00:00Z", false),
            ("date-time", "", false),
            ("date", "2024-02-30", false),
            ("duration", "1h30m", true),
            ("duration", "2 days", true),
            ("duration", "abc", false),
            ("duration", "", false),
            ("email", "a@b", true),
            ("email", "a b@c", false),
            ("uri", "https://example.com/x", true),
            ("uri", "example.com", false),
            ("uri", "mailto:x", true),
            ("uri", "localhost:8080", true),
            ("uri", "*", true),
            ("uri", "/a b", true),
            ("uri", "/%zz", false),
            ("uri", "http://a b", false),
            ("creditcard", "4111-1111-1111-1111", true),
            ("creditcard", "2223003122003222", false),
            ("ssn", "111-11-1111", true),
            ("ssn", "111111111", false),
            ("duration", "9223372036854775808ns", false),
            ("duration", "1\u{a0}d", false),
            ("mac", "00005e005301", true),
            ("cidr", "10.0.0.0/8", true),
            ("cidr", "123", false),
            ("mac", "00:00:5e:00:53:01", true),
            ("mac", "0000.5e00.5301", true),
            ("hostname", "a.example.com", true),
            ("hostname", "a..b", false),
            ("uuid", "123E4567-e89b-12d3-a456-426614174000", true),
            ("isbn", "978-0321751041", true),
            ("byte", "", false),
            ("byte", "YQ==", true),
        ];
        for (format, text, holds) in cases {
            assert_eq!(known(format).map(|f| f.holds(text)), Some(holds), "{format} {text}");
        }
        assert!(known("int32").is_none() && !super::is_known_format("k8s-short-name", 33));
    }
}
