//! JSON as Go's `encoding/json` writes and reads it, byte for byte and error for error.
//!
//! Writing: map keys in byte order, `<`, `>` and `&` escaped unless asked otherwise, floats in the shortest
//! form with an exponent only below 1e-6 and from 1e21. Reading: every number is a `float64`.

mod decode;
mod encode;
pub(crate) mod tree;

use crate::value::{Entries, Str, Value};

pub use decode::{
    decode, decode_list, decode_map, decode_number, decode_prefix, replace_invalid, wrong_type,
};
pub use encode::{append_float, append_string, encode, encode_indent, encode_raw};

impl tree::Json<'_> {
    /// The same as a value that can itself be validated.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            tree::Json::Null => Value::Nil,
            tree::Json::Bool(b) => Value::Bool(*b),
            tree::Json::Number(text) => Value::Float(text.parse().unwrap_or(f64::NAN)),
            tree::Json::Str(text) => Value::Str(Str::from(&**text)),
            tree::Json::Array(items) => {
                Value::from(items.iter().map(tree::Json::to_value).collect::<Vec<_>>())
            }
            tree::Json::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| (Str::from(&**key), value.to_value()));
                Value::from(entries.collect::<Entries>())
            }
        }
    }
}

/// Deepest nesting of values that is read or written. Go reads 10,000 levels and starts to look for cycles
/// after 1,000; both answers are given here at one bound that fits every thread's stack.
pub const MAX_DEPTH: usize = 1000;

/// Bytes of text to which a value is written, as JSON, YAML or TOML: a value may stand in many places, and is written
/// in each.
pub const MAX_OUTPUT: usize = 128 << 20;

/// What is said of a value beyond it.
pub const TOO_LARGE: &str = "a value is longer than 128 MiB as text";

/// Type name of the map that Helm decodes into, as Go's errors spell it.
pub const ANY_MAP: &str = "map[string]interface {}";

/// Type name of the slice that Helm decodes into.
pub const ANY_LIST: &str = "[]interface {}";
