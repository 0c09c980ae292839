//! Go's `net/url`: taking an address apart and putting one together.

use super::strconv::quote;
use crate::value::{string_bytes, string_from_bytes};
use std::borrow::Cow;
use std::net::Ipv6Addr;

/// An address in its parts, with the escapes of path, fragment, host and user resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Url {
    /// The scheme in lower case.
    pub scheme: String,
    /// What follows the scheme, where that does not begin with a slash.
    pub opaque: String,
    /// User and password.
    pub user: Option<Userinfo>,
    /// Host and port.
    pub host: String,
    /// The path.
    pub path: String,
    /// The query as it stands, without the question mark.
    pub query: String,
    /// The fragment, without the number sign.
    pub fragment: String,
}

/// The user, and the password if there is a colon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Userinfo {
    name: String,
    password: Option<String>,
}

impl Url {
    /// Takes an address apart. Source: net/url, `Parse`.
    ///
    /// # Errors
    /// Go's `parse "…": …`.
    pub fn parse(address: &str) -> Result<Url, String> {
        Url::parse_by(address, true)
    }

    /// Takes an address apart, where a host may have more than one colon as before Go 1.26.
    ///
    /// # Errors
    /// See [`Url::parse`].
    pub fn parse_loosely(address: &str) -> Result<Url, String> {
        Url::parse_by(address, false)
    }

    fn parse_by(address: &str, strict: bool) -> Result<Url, String> {
        let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
        let mut url = parse(rest, strict).map_err(|fault| format!("parse {}: {fault}", quote(rest)))?;
        url.fragment = unescape(fragment, Part::Fragment)
            .map_err(|fault| format!("parse {}: {fault}", quote(address)))?;
        Ok(url)
    }

    /// The path as it was written in `address`, which this is, or escaped where Go would not leave it so.
    /// Source: net/url, `EscapedPath`.
    pub fn escaped_path<'u>(&'u self, address: &'u str) -> Cow<'u, str> {
        let raw = raw_path(address);
        // Source: net/url, `validEncoded`.
        let valid = |byte: u8| b"!$&'()*+,;=:@[]%".contains(&byte) || !must_escape(byte, Part::Path);
        if raw.bytes().all(valid) || self.path == "*" {
            Cow::Borrowed(raw)
        } else {
            escape(&self.path, Part::Path)
        }
    }

    /// The host without its port, and without the brackets of an IPv6 address.
    /// Source: net/url, `Hostname`.
    pub fn hostname(&self) -> &str {
        let host = match self.host.rfind(':') {
            Some(colon) if is_optional_port(&self.host[colon..]) => &self.host[..colon],
            _ => &self.host,
        };
        host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
    }
}

/// Checks an address that stands in the first line of a request: it has a scheme or is a path from the root, and what
/// looks like a fragment is part of it; a host may have more than one colon as before Go 1.26.
/// Source: net/url, `ParseRequestURI`.
///
/// # Errors
/// Go's `parse "…": …`.
pub fn parse_request_uri(address: &str) -> Result<(), String> {
    let fault = |fault: &str| format!("parse {}: {fault}", quote(address));
    if address.is_empty() {
        return Err(fault("empty url"));
    }
    let (scheme, rest) = split_scheme(address).map_err(|why| fault(&why))?;
    if !scheme.is_empty() || address == "*" {
        return parse(address, false).map(|_| ()).map_err(|why| fault(&why));
    }
    if address.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(fault("net/url: invalid control character in URL"));
    }
    if !rest.starts_with('/') {
        return Err(fault("invalid URI for request"));
    }
    // Without a scheme nothing is a host.
    unescape(rest.split('?').next().unwrap_or_default(), Part::Path).map(|_| ()).map_err(|why| fault(&why))
}

/// The path of an address as it stands there.
fn raw_path(address: &str) -> &str {
    let rest = address.split('#').next().unwrap_or_default();
    let (scheme, rest) = split_scheme(rest).unwrap_or(("", rest));
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.strip_prefix("//") {
        Some(authority) if !scheme.is_empty() || !authority.starts_with('/') => {
            authority.get(authority.find('/').unwrap_or(authority.len())..).unwrap_or_default()
        }
        _ if !scheme.is_empty() && !rest.starts_with('/') => "",
        _ => rest,
    }
}

/// The address as text. Source: net/url, `URL.String`.
impl std::fmt::Display for Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = String::new();
        if !self.scheme.is_empty() {
            out.push_str(&self.scheme);
            out.push(':');
        }
        if self.opaque.is_empty() {
            let has_host = !self.host.is_empty() || self.user.is_some();
            if has_host || !self.scheme.is_empty() && !self.path.is_empty() {
                out.push_str("//");
            }
            if let Some(user) = &self.user {
                out.push_str(&user.to_string());
                out.push('@');
            }
            out.push_str(&escape(&self.host, Part::Host));
            // A lone star is the one path that is never escaped.
            let path = if self.path == "*" { Cow::Borrowed("*") } else { escape(&self.path, Part::Path) };
            if !path.is_empty() && !path.starts_with('/') && !self.host.is_empty() {
                out.push('/');
            }
            // A first segment with a colon would read as a scheme.
            if out.is_empty() && path.split('/').next().is_some_and(|segment| segment.contains(':')) {
                out.push_str("./");
            }
            out.push_str(&path);
        } else {
            out.push_str(&self.opaque);
        }
        if !self.query.is_empty() {
            out.push('?');
            out.push_str(&self.query);
        }
        if !self.fragment.is_empty() {
            out.push('#');
            out.push_str(&escape(&self.fragment, Part::Fragment));
        }
        f.write_str(&out)
    }
}

/// User and password as they stand in an address. Source: net/url, `Userinfo.String`.
impl std::fmt::Display for Userinfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&escape(&self.name, Part::User))?;
        match &self.password {
            Some(password) => write!(f, ":{}", escape(password, Part::User)),
            None => Ok(()),
        }
    }
}

/// A part of an address; each has its own rules for what is escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    User,
    Host,
    Zone,
    Path,
    Fragment,
}

/// Takes an address without a fragment apart. `strict` allows a host one colon only.
fn parse(address: &str, strict: bool) -> Result<Url, String> {
    if address.bytes().any(|byte| byte.is_ascii_control()) {
        return Err("net/url: invalid control character in URL".into());
    }
    let mut url = Url::default();
    if address == "*" {
        url.path = address.into();
        return Ok(url);
    }
    let (scheme, rest) = split_scheme(address)?;
    url.scheme = scheme.to_ascii_lowercase();
    let (mut rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    url.query = query.into();
    if !rest.starts_with('/') {
        if !url.scheme.is_empty() {
            url.opaque = rest.into();
            return Ok(url);
        }
        if rest.split('/').next().is_some_and(|segment| segment.contains(':')) {
            return Err("first path segment in URL cannot contain colon".into());
        }
    }
    if let Some(authority) = rest.strip_prefix("//")
        && (!url.scheme.is_empty() || !authority.starts_with('/'))
    {
        let (authority, path) = authority.split_at(authority.find('/').unwrap_or(authority.len()));
        (url.user, url.host) = parse_authority(if strict { &url.scheme } else { "" }, authority)?;
        rest = path;
    }
    url.path = unescape(rest, Part::Path)?;
    Ok(url)
}

/// Source: net/url, `getScheme`.
fn split_scheme(address: &str) -> Result<(&str, &str), String> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    match address.split_once(|c| !is_letter(c)) {
        Some(("", _)) if address.starts_with(':') => Err("missing protocol scheme".into()),
        Some((scheme, rest))
            if address[scheme.len()..].starts_with(':')
                && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) =>
        {
            Ok((scheme, rest))
        }
        _ => Ok(("", address)),
    }
}

/// Source: net/url, `parseAuthority`.
fn parse_authority(scheme: &str, authority: &str) -> Result<(Option<Userinfo>, String), String> {
    let Some((userinfo, host)) = authority.rsplit_once('@') else {
        return Ok((None, parse_host(scheme, authority)?));
    };
    let host = parse_host(scheme, host)?;
    let is_valid = |c: char| c.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(c);
    if !userinfo.chars().all(is_valid) {
        return Err("net/url: invalid userinfo".into());
    }
    let (name, password) = match userinfo.split_once(':') {
        Some((name, password)) => (unescape(name, Part::User)?, Some(unescape(password, Part::User)?)),
        None => (unescape(userinfo, Part::User)?, None),
    };
    Ok((Some(Userinfo { name, password }), host))
}

/// Source: net/url, `parseHost`.
fn parse_host(scheme: &str, host: &str) -> Result<String, String> {
    let bad_port = |port: &str| format!("invalid port {} after host", quote(port));
    match host.rfind('[') {
        Some(0) => {
            let Some((literal, port)) = host[1..].rsplit_once(']') else {
                return Err("missing ']' in host".into());
            };
            if !is_optional_port(port) {
                return Err(bad_port(port));
            }
            let (address, zone) = literal.split_at(literal.find("%25").unwrap_or(literal.len()));
            let address = unescape(address, Part::Host)?;
            let zone = unescape(zone, Part::Zone)?;
            check_ip_literal(&address, &zone)?;
            return Ok(format!("[{address}{zone}]{port}"));
        }
        Some(_) => return Err("invalid IP-literal".into()),
        None => {}
    }
    // Other schemes than these may list hosts with ports; what follows the last colon is then the port.
    let colon = if matches!(scheme, "http" | "https") { host.find(':') } else { host.rfind(':') };
    if let Some(port) = colon.map(|colon| &host[colon..])
        && !is_optional_port(port)
    {
        return Err(bad_port(port));
    }
    unescape(host, Part::Host)
}

/// Only an IPv6 address may stand in brackets. Source: net/netip, `ParseAddr`, of whose many words for what
/// is wrong we know but these.
fn check_ip_literal(address: &str, zone: &str) -> Result<(), String> {
    let whole = format!("{address}{zone}");
    let invalid = |fault: &str| Err(format!("invalid host: ParseAddr({}): {fault}", quote(&whole)));
    if address.parse::<std::net::Ipv4Addr>().is_ok() && zone.is_empty() {
        return Err("invalid IP-literal".into());
    }
    if address.parse::<Ipv6Addr>().is_err() {
        return invalid("unable to parse IP");
    }
    if zone == "%" { invalid("zone must be a non-empty string") } else { Ok(()) }
}

fn is_optional_port(text: &str) -> bool {
    text.is_empty()
        || text.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Resolves escapes. Source: net/url, `unescape`.
fn unescape(text: &str, part: Part) -> Result<String, String> {
    let in_host = matches!(part, Part::Host | Part::Zone);
    if !in_host && !text.contains('%') {
        return Ok(text.to_owned());
    }
    let bytes = string_bytes(text);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'%' {
            if in_host && byte.is_ascii() && must_escape(byte, part) {
                let name = char::from(byte).to_string();
                return Err(format!("invalid character {} in host name", quote(&name)));
            }
            out.push(byte);
            at += 1;
            continue;
        }
        let escape = &bytes[at..bytes.len().min(at + 3)];
        let digit = |index: usize| escape.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        let value = digit(1).zip(digit(2)).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        // A host may escape only what is not ASCII, and a zone only what it might as well hold bare.
        let allowed = |value: u8| match part {
            Part::Host => value >= 0x80 || escape == b"%25",
            Part::Zone => escape == b"%25" || value == b' ' || !must_escape(value, Part::Host),
            _ => true,
        };
        match value.filter(|value| allowed(*value)) {
            Some(value) => out.push(value),
            None => return Err(format!("invalid URL escape {}", quote(&string_from_bytes(escape)))),
        }
        at += 3;
    }
    Ok(string_from_bytes(&out).into_owned())
}

/// Escapes what may not stand in the part of an address. Source: net/url, `escape`.
fn escape(text: &str, part: Part) -> Cow<'_, str> {
    let bytes = string_bytes(text);
    if !bytes.iter().any(|byte| must_escape(*byte, part)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    for &byte in bytes.iter() {
        if must_escape(byte, part) {
            out.push_str(&format!("%{byte:02X}"));
        } else {
            out.push(char::from(byte));
        }
    }
    Cow::Owned(out)
}

/// Source: net/url, gen_encoding_table.go, `shouldEscape`.
fn must_escape(byte: u8, part: Part) -> bool {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => false,
        b'!' | b'(' | b')' | b'*' => !matches!(part, Part::Host | Part::Zone | Part::Fragment),
        b'\'' | b'[' | b']' | b'<' | b'>' | b'"' => !matches!(part, Part::Host | Part::Zone),
        b'$' | b'&' | b'+' | b',' | b';' | b'=' => false,
        b':' => part == Part::User,
        b'/' | b'@' => matches!(part, Part::User | Part::Host | Part::Zone),
        b'?' => part != Part::Fragment,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expectations: net/url of go1.26.
    #[test]
    fn addresses_that_are_none() {
        let cases = [
            (":foo", "missing protocol scheme"),
            ("1a:b", "first path segment in URL cannot contain colon"),
            ("http://a b.com/", "invalid character \" \" in host name"),
            ("http://a.com/%z", "invalid URL escape \"%z\""),
            ("http://h%41/", "invalid URL escape \"%41\""),
            ("http://us er@h/", "net/url: invalid userinfo"),
            ("http://[::1", "missing ']' in host"),
            ("http://a[b]/", "invalid IP-literal"),
            ("http://[1.2.3.4]/", "invalid IP-literal"),
            ("http://h:port/", "invalid port \":port\" after host"),
            ("http://a:1:2/", "invalid port \":1:2\" after host"),
            ("http://h/\u{7f}", "net/url: invalid control character in URL"),
        ];
        for (address, fault) in cases {
            assert_eq!(Url::parse(address), Err(format!("parse {}: {fault}", quote(address))));
        }
    }

    #[test]
    fn parts_are_unescaped_and_escaped_by_their_own_rules() {
        let url = Url::parse("http://[fe80::1%25en0]:80/a%2Fb;c?q=%20#f%20g").unwrap();
        assert_eq!(
            (url.hostname(), &*url.path, &*url.query, &*url.fragment),
            ("fe80::1%en0", "/a/b;c", "q=%20", "f g")
        );
        let joined = |url: Url| url.to_string();
        assert_eq!(joined(Url { path: "a:b/ c?".into(), ..Url::default() }), "./a:b/%20c%3F");
        assert_eq!(joined(Url { host: "h".into(), path: "p".into(), ..Url::default() }), "//h/p");
        assert_eq!(joined(Url { scheme: "http".into(), path: "/p".into(), ..Url::default() }), "http:///p");
        assert_eq!(
            joined(Url { scheme: "mailto".into(), opaque: "a@b".into(), ..Url::default() }),
            "mailto:a@b"
        );
        assert!(Url::parse("tcp://a:1,b:2/x").is_ok_and(|url| url.host == "a:1,b:2"));
    }
}
