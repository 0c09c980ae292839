//! Formats of strings by their names. Source: k8s.io/apiserver, pkg/cel/library/format.go
//!
//! The words in which the server finds fault with a string are not known here, only whether it does.

use super::super::super::{custom, formats};
use super::super::value::Value;
use super::Found;
use crate::golang::url;

/// A format.
pub(crate) struct Format {
    name: &'static str,
    holds: fn(&str) -> bool,
}

/// Source: `ConstantFormats`
static FORMATS: &[Format] = &[
    Format { name: "byte", holds: |text| custom::has_format("byte", text) },
    Format { name: "date", holds: |text| custom::has_format("date", text) },
    Format { name: "datetime", holds: |text| custom::has_format("datetime", text) },
    Format { name: "dns1035Label", holds: formats::is_dns1035_label },
    Format { name: "dns1035LabelPrefix", holds: |text| formats::is_dns1035_label(&masked(text)) },
    Format { name: "dns1123Label", holds: formats::is_dns1123_label },
    Format { name: "dns1123LabelPrefix", holds: |text| formats::is_dns1123_label(&masked(text)) },
    Format { name: "dns1123Subdomain", holds: formats::is_dns1123_subdomain },
    Format { name: "dns1123SubdomainPrefix", holds: |text| formats::is_dns1123_subdomain(&masked(text)) },
    Format { name: "labelValue", holds: formats::is_label_value },
    Format { name: "qualifiedName", holds: formats::is_qualified_name },
    Format { name: "uri", holds: |text| url::parse_request_uri(text).is_ok() },
    Format { name: "uuid", holds: |text| custom::has_format("uuid", text) },
];

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    let named = |name: &str| FORMATS.iter().find(|format| format.name == name).map(Value::Format);
    Some(Ok(match (name, args) {
        ("format.named", [Value::Str(name)]) => named(name).map_or(Value::Optional(None), Value::some),
        ("validate", [Value::Format(format), Value::Str(text)]) => match (format.holds)(text) {
            true => Value::Optional(None),
            false => Value::some(Value::Unsaid),
        },
        (_, []) => named(name.strip_prefix("format.")?)?,
        _ => return None,
    }))
}

/// The start of a name, which may end with a dash. Source: `maskTrailingDash`
fn masked(text: &str) -> String {
    match text.strip_suffix('-') {
        Some(head) if text.len() > 1 => {
            let mut head = head.to_owned();
            head.pop();
            head + "a"
        }
        _ => text.to_owned(),
    }
}
