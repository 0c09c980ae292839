//! Addresses of the web. Source: k8s.io/apiserver, pkg/cel/library/urls.go

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::Fault;
use super::super::value::{Answer, Key, Value, unknown, wrong};
use super::{Found, texts};
use crate::golang::url::{self, Url};

/// An address, in its parts and as it was written.
pub(crate) struct Link {
    parts: Url,
    text: String,
}

impl Link {
    /// Whether two addresses are written alike once they are put together again. Source: pkg/cel/url.go, `Equal`
    pub(crate) fn is(&self, other: &Link) -> Result<bool, Fault> {
        if self.text == other.text {
            return Ok(true);
        }
        if self.parts != other.parts {
            return Ok(false);
        }
        // What was escaped without need stays so; a lone question mark and an empty fragment do not show in the parts.
        if [self, other]
            .iter()
            .any(|link| link.text.contains('%') || link.text.contains("?#") || link.text.ends_with('?'))
        {
            return Err(unknown("how the addresses are put together is not known here"));
        }
        Ok(self.parts.to_string() == other.parts.to_string())
    }
}

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    Some(match (name, args) {
        ("isURL", [Value::Str(text)]) => Ok(Value::Bool(url::parse_request_uri(text).is_ok())),
        ("url", [Value::Str(text)]) => url::parse_request_uri(text)
            .and_then(|()| Url::parse_loosely(text))
            .map(|parts| Value::Url(Rc::new(Link { parts, text: text.to_string() })))
            .map_err(|_| wrong(format!("url does not take {text:?}"))),
        ("getScheme", [Value::Url(link)]) => Ok(Value::str(&link.parts.scheme)),
        ("getHost", [Value::Url(link)]) => Ok(Value::str(&link.parts.host)),
        ("getHostname", [Value::Url(link)]) => Ok(Value::str(link.parts.hostname())),
        ("getPort", [Value::Url(link)]) => Ok(Value::str(port(&link.parts.host))),
        ("getEscapedPath", [Value::Url(link)]) => Ok(Value::str(&link.parts.escaped_path(&link.text))),
        ("getQuery", [Value::Url(link)]) => query(&link.parts.query),
        _ => return None,
    })
}

/// Source: Go's `URL.Port`
fn port(host: &str) -> &str {
    let port = host.rsplit_once(':').map(|(_, port)| port);
    port.filter(|port| !port.contains(']')).unwrap_or_default()
}

/// Source: Go's `url.ParseQuery`: what cannot be read is left out.
fn query(text: &str) -> Answer {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in text.split('&').filter(|part| !part.is_empty() && !part.contains(';')) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let (Some(key), Some(value)) = (unescape(key), unescape(value)) else { continue };
        let text = |bytes| String::from_utf8(bytes).map_err(|_| unknown("a query is not UTF-8"));
        values.entry(text(key)?).or_default().push(text(value)?);
    }
    let entries = values.into_iter().map(|(key, list)| (Key::Str(key.into()), texts(list)));
    Ok(Value::map(entries.collect()))
}

/// Source: Go's `url.QueryUnescape`
fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    Some(out)
}
