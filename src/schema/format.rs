//! The keyword `format`, which is an assertion in draft-07 and older and in the metaschemas.
//!
//! Source: jsonschema v6, format.go; the sentences of Go's net/netip and strconv where it calls those.

use super::pattern;
use super::url;
use crate::golang::strconv;
use crate::golang::time::Time;
use crate::golang::url::Url;
use crate::golang::zoneinfo::Location;

/// Checks a string against a format; one that nobody knows is no constraint.
///
/// # Errors
/// What is wrong with the string.
pub(super) fn check(format: &str, text: &str) -> Result<(), String> {
    FORMATS.iter().find(|(name, _)| *name == format).map_or(Ok(()), |(_, check)| check(text))
}

type Check = fn(&str) -> Result<(), String>;

const FORMATS: &[(&str, Check)] = &[
    ("date", date),
    ("date-time", date_time),
    ("duration", duration),
    ("email", email),
    ("hostname", hostname),
    ("ipv4", ipv4),
    ("ipv6", ipv6),
    ("iri", uri),
    ("iri-reference", uri_reference),
    ("json-pointer", json_pointer),
    ("period", period),
    ("regex", |text| pattern::check(text)),
    ("relative-json-pointer", relative_json_pointer),
    ("semver", semver),
    ("time", time),
    ("uri", uri),
    ("uri-reference", uri_reference),
    ("uri-template", uri_template),
    ("uuid", uuid),
];

fn fail<T>(text: impl Into<String>) -> Result<T, String> {
    Err(text.into())
}

fn invalid_character(c: char) -> String {
    format!("invalid character {}", strconv::quote_rune(c, strconv::Charset::Printable))
}

fn date(text: &str) -> Result<(), String> {
    Time::parse("2006-01-02", text, &Location::Utc).map(drop)
}

/// `hh:mm:ss`, perhaps a fraction, then `Z` or an offset.
fn time(text: &str) -> Result<(), String> {
    let bytes = text.as_bytes();
    if bytes.len() < 9 {
        return fail("less than 9 characters long");
    }
    if bytes[2] != b':' || bytes[5] != b':' {
        return fail("missing colon in correct place");
    }
    // Bytes are looked at one by one, since a character may reach over the places where the parts end.
    let two = |bytes: &[u8], field: &str| -> Result<i32, String> {
        match std::str::from_utf8(bytes).ok().and_then(|part| part.parse::<i32>().ok()) {
            None => fail(format!("invalid {field}")),
            Some(n) if n < 0 => fail(format!("non-positive {field}")),
            Some(n) => Ok(n),
        }
    };
    let field = "hour/min/sec";
    let (mut hour, mut minute) = (two(&bytes[0..2], field)?, two(&bytes[3..5], field)?);
    let second = two(&bytes[6..8], field)?;
    if hour > 23 || minute > 59 || second > 60 {
        return fail("hour/min/sec out of range");
    }
    let mut rest = &bytes[8..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return fail("no digits in second fraction");
        }
        rest = &fraction[digits..];
    }
    if rest != b"z" && rest != b"Z" {
        if rest.len() != 6 {
            return fail("offset must be 6 characters long");
        }
        let sign = match rest[0] {
            b'+' => -1,
            b'-' => 1,
            _ => return fail("offset must begin with plus/minus"),
        };
        if rest[3] != b':' {
            return fail("missing colon in offset in correct place");
        }
        let field = "hour/min in offset";
        let (hours, minutes) = (two(&rest[1..3], field)?, two(&rest[4..6], field)?);
        if hours > 23 || minutes > 59 {
            return fail("hour/min in offset out of range");
        }
        let mut total = hour * 60 + minute + sign * (hours * 60 + minutes);
        if total < 0 {
            total += 24 * 60;
        }
        (hour, minute) = (total / 60, total % 60);
    }
    if second >= 60 && (hour != 23 || minute != 59) {
        return fail("invalid leap second");
    }
    Ok(())
}

fn date_time(text: &str) -> Result<(), String> {
    let bytes = text.as_bytes();
    if bytes.len() < 20 {
        return fail("less than 20 characters long");
    }
    if !matches!(bytes[10], b't' | b'T') {
        return fail("11th character must be t or T");
    }
    // The eleventh byte is ASCII, so both cuts are between characters.
    date(text.get(..10).unwrap_or_default()).map_err(|fault| format!("invalid date element: {fault}"))?;
    time(text.get(11..).unwrap_or_default()).map_err(|fault| format!("invalid time element: {fault}"))
}

/// Source: RFC 3339, appendix A.
fn duration(text: &str) -> Result<(), String> {
    let Some(rest) = text.strip_prefix('P') else { return fail("must start with P") };
    if rest.is_empty() {
        return fail("nothing after P");
    }
    if let Some(weeks) = rest.strip_suffix('W') {
        return match weeks {
            "" => fail("no number in week"),
            weeks if !weeks.bytes().all(|b| b.is_ascii_digit()) => fail("invalid week"),
            _ => Ok(()),
        };
    }
    const UNITS: [&str; 2] = ["YMD", "HMS"];
    for (index, part) in rest.split('T').enumerate() {
        if index != 0 && part.is_empty() {
            return fail("no time elements");
        }
        let Some(all) = UNITS.get(index) else { return fail("more than one T") };
        let (mut units, mut part) = (*all, part);
        while !part.is_empty() {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return fail("missing number");
            }
            // A unit is one byte; one that is not ASCII is wrong whichever character it begins.
            let Some(unit) = part.as_bytes().get(digits).copied() else { return fail("missing unit") };
            let shown = strconv::quote_rune(char::from(unit), strconv::Charset::Printable);
            match units.bytes().position(|known| known == unit) {
                Some(at) => units = &units[at + 1..],
                None if all.bytes().any(|known| known == unit) => {
                    return fail(format!("unit {shown} out of order"));
                }
                None => return fail(format!("invalid unit {shown}")),
            }
            part = &part[digits + 1..];
        }
    }
    Ok(())
}

fn period(text: &str) -> Result<(), String> {
    let Some((start, end)) = text.split_once('/') else { return fail("missing slash") };
    let end_of_period = |end: &str| date_time(end).map_err(|fault| format!("invalid end date-time: {fault}"));
    if start.starts_with('P') {
        duration(start).map_err(|fault| format!("invalid start duration: {fault}"))?;
        return end_of_period(end);
    }
    date_time(start).map_err(|fault| format!("invalid start date-time: {fault}"))?;
    if end.starts_with('P') {
        return duration(end).map_err(|fault| format!("invalid end duration: {fault}"));
    }
    end_of_period(end)
}

fn ipv4(text: &str) -> Result<(), String> {
    let groups: Vec<&str> = text.split('.').collect();
    if groups.len() != 4 {
        return fail("expected four decimals");
    }
    for group in groups {
        if group.len() > 1 && group.starts_with('0') {
            return fail("leading zeros");
        }
        let number = strconv::atoi(group).map_err(|fault| fault.to_string())?;
        if !(0..=255).contains(&number) {
            return fail("decimal must be between 0 and 255");
        }
    }
    Ok(())
}

fn ipv6(text: &str) -> Result<(), String> {
    if !text.contains(':') {
        return fail("missing colon");
    }
    ipv6_address(text)?;
    if text.contains('%') {
        return fail("zone id is not a part of ipv6 address");
    }
    Ok(())
}

/// Source: net/netip, ParseAddr.
fn ipv6_address(text: &str) -> Result<(), String> {
    let fault = |message: &str, at: &str| -> Result<(), String> {
        let at = if at.is_empty() { String::new() } else { format!(" (at {})", strconv::quote(at)) };
        fail(format!("ParseAddr({}): {message}{at}", strconv::quote(text)))
    };
    match text.find(['.', ':', '%']).map(|at| text.as_bytes()[at]) {
        None => return fault("unable to parse IP", ""),
        Some(b'%') => return fault("missing IPv6 address", ""),
        Some(b'.') => return ipv4_fields(text).or_else(|(message, at)| fault(message, at)),
        Some(_) => {}
    }
    let mut rest = text;
    if let Some((address, zone)) = text.split_once('%') {
        if zone.is_empty() {
            return fault("zone must be a non-empty string", "");
        }
        rest = address;
    }
    let mut ellipsis = None;
    if let Some(after) = rest.strip_prefix("::") {
        ellipsis = Some(0);
        rest = after;
        if rest.is_empty() {
            return Ok(());
        }
    }
    let mut filled = 0;
    while filled < 16 {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        if digits > 4 {
            return fault("each group must have 4 or less digits", rest);
        }
        if digits == 0 {
            return fault("each colon-separated field must have at least one digit", rest);
        }
        if rest[digits..].starts_with('.') {
            if ellipsis.is_none() && filled != 12 {
                return fault("embedded IPv4 address must replace the final 2 fields of the address", rest);
            }
            if filled + 4 > 16 {
                return fault("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
            }
            if let Err((message, at)) = ipv4_fields(rest) {
                return fault(message, at);
            }
            rest = "";
            filled += 4;
            break;
        }
        filled += 2;
        rest = &rest[digits..];
        if rest.is_empty() {
            break;
        }
        match rest.strip_prefix(':') {
            None => return fault("unexpected character, want colon", rest),
            Some("") => return fault("colon must be followed by more characters", rest),
            Some(after) => rest = after,
        }
        if let Some(after) = rest.strip_prefix(':') {
            if ellipsis.is_some() {
                return fault("multiple :: in address", rest);
            }
            ellipsis = Some(filled);
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
    }
    if !rest.is_empty() {
        return fault("trailing garbage after address", rest);
    }
    match (filled < 16, ellipsis) {
        (true, None) => fault("address string too short", ""),
        (false, Some(_)) => fault("the :: must expand to at least one field of zeros", ""),
        _ => Ok(()),
    }
}

/// Source: net/netip, parseIPv4Fields.
fn ipv4_fields(text: &str) -> Result<(), (&'static str, &str)> {
    let bytes = text.as_bytes();
    let (mut value, mut digits, mut dots) = (0u32, 0, 0);
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                if digits == 1 && value == 0 {
                    return Err(("IPv4 field has octet with leading zero", ""));
                }
                value = value * 10 + u32::from(byte - b'0');
                digits += 1;
                if value > 255 {
                    return Err(("IPv4 field has value >255", ""));
                }
            }
            b'.' => {
                if index == 0 || index == bytes.len() - 1 || bytes[index - 1] == b'.' {
                    return Err(("IPv4 field must have at least one digit", &text[index..]));
                }
                if dots == 3 {
                    return Err(("IPv4 address too long", ""));
                }
                dots += 1;
                (value, digits) = (0, 0);
            }
            _ => return Err(("unexpected character", &text[index..])),
        }
    }
    if dots < 3 { Err(("IPv4 address too short", "")) } else { Ok(()) }
}

fn hostname(text: &str) -> Result<(), String> {
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.len() > 253 {
        return fail("more than 253 characters long");
    }
    for label in text.split('.') {
        if !(1..=63).contains(&label.len()) {
            return fail("label must be 1 to 63 characters long");
        }
        if label.starts_with('-') {
            return fail("label starts with hyphen");
        }
        if label.ends_with('-') {
            return fail("label ends with hyphen");
        }
        if let Some(c) = label.chars().find(|c| !(c.is_ascii_alphanumeric() || *c == '-')) {
            return fail(invalid_character(c));
        }
    }
    Ok(())
}

fn email(text: &str) -> Result<(), String> {
    if text.len() > 254 {
        return fail("more than 255 characters long");
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return fail("missing @") };
    if local.len() > 64 {
        return fail("local part more than 64 characters long");
    }
    if local.len() > 1 && local.starts_with('"') && local.ends_with('"') {
        if local[1..local.len() - 1].contains(['\\', '"']) {
            return fail("backslash and quote are not allowed within quoted local part");
        }
    } else if local.starts_with('.') {
        return fail("starts with dot");
    } else if local.ends_with('.') {
        return fail("ends with dot");
    } else if local.contains("..") {
        return fail("consecutive dots");
    } else {
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c);
        if let Some(c) = local.chars().find(|c| !allowed(*c)) {
            return fail(invalid_character(c));
        }
    }
    if let Some(address) = domain.strip_prefix('[').and_then(|domain| domain.strip_suffix(']')) {
        return match address.strip_prefix("IPv6:") {
            Some(address) => ipv6(address).map_err(|fault| format!("invalid ipv6 address: {fault}")),
            None => ipv4(address).map_err(|fault| format!("invalid ipv4 address: {fault}")),
        };
    }
    hostname(domain).map_err(|fault| format!("invalid domain: {fault}"))
}

/// An address that Go parses, with an IPv6 host in brackets.
fn parse_url(text: &str) -> Result<(), String> {
    let parsed = Url::parse(text)?;
    if parsed.hostname().contains(':') {
        if !parsed.host.contains('[') || !parsed.host.contains(']') {
            return fail("ipv6 address not enclosed in brackets");
        }
        ipv6(parsed.hostname()).map_err(|fault| format!("invalid ipv6 address: {fault}"))?;
    }
    Ok(())
}

fn uri(text: &str) -> Result<(), String> {
    parse_url(text)?;
    if url::scheme(text).0.is_none() {
        return fail("relative url");
    }
    Ok(())
}

fn uri_reference(text: &str) -> Result<(), String> {
    if text.contains('\\') {
        return fail("contains \\");
    }
    parse_url(text)
}

fn uri_template(text: &str) -> Result<(), String> {
    parse_url(text)?;
    let (address, _) = url::split(text);
    for token in url::path(address).split('/') {
        let token = url::unescape(token).map_err(|fault| format!("percent decode failed: {fault}"))?;
        let mut open = false;
        for brace in token.chars().filter(|c| matches!(c, '{' | '}')) {
            if (brace == '{') == open {
                return fail("nested curly braces");
            }
            open = !open;
        }
        if open {
            return fail("no matching closing brace");
        }
    }
    Ok(())
}

fn uuid(text: &str) -> Result<(), String> {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != GROUPS.len() {
        return fail("must have 5 elements");
    }
    for (index, (group, length)) in groups.iter().zip(GROUPS).enumerate() {
        if group.len() != length {
            return fail(format!("element {} must be {length} characters long", index + 1));
        }
        if let Some(c) = group.chars().find(|c| !c.is_ascii_hexdigit()) {
            return fail(format!(
                "non-hex character {}",
                strconv::quote_rune(c, strconv::Charset::Printable)
            ));
        }
    }
    Ok(())
}

fn json_pointer(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let Some(tokens) = text.strip_prefix('/') else { return fail("not starting with /") };
    for token in tokens.split('/') {
        if url::unescape_token(token).is_none() {
            return fail("~ must be followed by 0 or 1");
        }
    }
    Ok(())
}

fn relative_json_pointer(text: &str) -> Result<(), String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return fail("must start with non-negative integer");
    }
    if digits > 1 && text.starts_with('0') {
        return fail("starts with zero");
    }
    match &text[digits..] {
        "#" => Ok(()),
        pointer => json_pointer(pointer),
    }
}

fn semver(text: &str) -> Result<(), String> {
    let identifier_char = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    if let Some(build) = build {
        if build.is_empty() {
            return fail("build is empty");
        }
        for identifier in build.split('.') {
            if identifier.is_empty() {
                return fail("build identifier is empty");
            }
            if let Some(c) = identifier.chars().find(|c| !identifier_char(*c)) {
                return fail(format!("{} in build identifier", invalid_character(c)));
            }
        }
    }
    let (core, prerelease) = text.split_once('-').map_or((text, None), |(core, pre)| (core, Some(pre)));
    for identifier in prerelease.into_iter().flat_map(|identifiers| identifiers.split('.')) {
        if identifier.is_empty() {
            return fail("pre-release identifier is empty");
        }
        if let Some(c) = identifier.chars().find(|c| !identifier_char(*c)) {
            return fail(format!("{} in pre-release identifier", invalid_character(c)));
        }
        let numeric = identifier.bytes().all(|b| b.is_ascii_digit());
        if numeric && identifier.len() > 1 && identifier.starts_with('0') {
            return fail("pre-release numeric identifier starts with zero");
        }
    }
    let versions: Vec<&str> = core.split('.').collect();
    if versions.len() != 3 {
        return fail("versionCore must have 3 numbers separated by dot");
    }
    for (version, name) in versions.iter().zip(["major", "minor", "patch"]) {
        if version.is_empty() {
            return fail(format!("{name} is empty"));
        }
        if version.len() > 1 && version.starts_with('0') {
            return fail(format!("{name} starts with zero"));
        }
        if !version.bytes().all(|b| b.is_ascii_digit()) {
            return fail(format!("{name} contains non-digit"));
        }
    }
    Ok(())
}
