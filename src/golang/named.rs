//! Values of Go types that are neither one of [`Value`]'s own nor structs: other integer types, and named
//! types with a `String` method.

use super::base64;
use crate::value::{Object, Value};
use std::any::Any;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// A value of such a type.
#[derive(Clone, Debug)]
pub struct Named {
    typ: &'static str,
    kind: &'static str,
    value: Value,
    text: Option<String>,
}

/// A `uint8`, as `index` takes it out of a string. There is one value for each: a file may have millions of bytes.
pub fn uint8(byte: u8) -> Value {
    static ALL: [OnceLock<Value>; 256] = [const { OnceLock::new() }; 256];
    let new = || Named::value("uint8", "uint8", Value::Int(i64::from(byte)));
    ALL[usize::from(byte)].get_or_init(new).clone()
}

/// A `[]byte` of such bytes.
pub fn bytes(bytes: Vec<Value>) -> Value {
    Named::value(BYTES, "slice", bytes.into())
}

const BYTES: &str = "[]uint8";

/// An integer as it is written in a template, before it is known which type is asked for.
pub fn constant(number: i64) -> Value {
    Named::value(CONSTANT, "int", Value::Int(number))
}

/// Not the name of any Go type.
const CONSTANT: &str = "constant";

/// A `uint64`; its underlying integer is the one with the same bits.
pub fn uint64(number: u64) -> Value {
    Named::value("uint64", "uint64", Value::Int(number as i64))
}

/// A nil pointer of the type.
pub fn nil_pointer(typ: &'static str) -> Value {
    Named::value(typ, "ptr", Value::Nil)
}

impl Named {
    /// A value of the type `typ` (as `%T` prints it), whose kind is `kind` and whose plain value is `value`.
    pub fn value(typ: &'static str, kind: &'static str, value: Value) -> Value {
        Value::Object(Arc::new(Named { typ, kind, value, text: None }))
    }

    /// Another value of the same type, which has no `String` method.
    #[must_use]
    pub fn with(&self, value: Value) -> Value {
        Named::value(self.typ, self.kind, value)
    }

    /// Whether this is what [`constant`] makes.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.typ == CONSTANT
    }

    /// As [`Named::value`], for a type with a `String` method that returns `text`.
    pub fn with_string(typ: &'static str, kind: &'static str, value: Value, text: String) -> Value {
        Value::Object(Arc::new(Named { typ, kind, value, text: Some(text) }))
    }
}

/// The byte that an element of a `[]byte` holds.
pub fn byte_of(item: &Value) -> u8 {
    match item {
        Value::Int(n) | Value::Int64(n) => *n as u8,
        Value::Object(object) => object.underlying().as_ref().map_or(0, byte_of),
        _ => 0,
    }
}

impl Object for Named {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.typ)
    }

    fn kind(&self) -> &'static str {
        self.kind
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_true(&self) -> bool {
        self.value.is_true()
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        (name == "String" && self.text.is_some()).then_some(&[])
    }

    fn method(&self, name: &str, _: &[Value]) -> Option<Result<Value, String>> {
        let text = self.text.as_ref().filter(|_| name == "String")?;
        Some(Ok(Value::from(text.as_str())))
    }

    fn to_json(&self) -> Value {
        match self.value.as_list() {
            Some(items) if self.typ == BYTES => {
                Value::from(base64::encode(&items.iter().map(byte_of).collect::<Vec<_>>()))
            }
            _ => self.value.clone(),
        }
    }

    fn stringer(&self) -> Option<String> {
        self.text.clone()
    }

    fn underlying(&self) -> Option<Value> {
        Some(self.value.clone())
    }
}
