//! The types of `k8s-openapi` behind one table: a document is decoded into its type and encoded again.
//!
//! Decoding follows Go's rules for JSON, which the crate's own decoder does not: `null` is the zero value
//! everywhere, `3.0` is an integer, a number is a quantity. Only this file and `kinds.rs` name the crate, and all
//! types go through the same two non-generic ends, so that each type is compiled once.

use std::fmt;

use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
use serde::ser::{self, Serialize};

use super::kinds::TYPED;
use super::node::{Data, Entry, Node, json_number};
use crate::value::{Entries, Str, Value};

/// A type by apiVersion and kind.
pub(crate) struct Typed {
    api_version: &'static str,
    kind: &'static str,
    reencode: fn(&Node<'_>) -> Result<Value, Unfit>,
}

/// A line of the table.
pub(crate) const fn typed<T>(api_version: &'static str, kind: &'static str) -> Typed
where
    T: for<'de> serde::Deserialize<'de> + Serialize,
{
    Typed { api_version, kind, reencode: reencode::<T> }
}

/// A value that does not fit its type. Validation has said so before in its own words; these are for tests.
#[derive(Debug)]
pub(crate) struct Unfit(String);

/// Decodes a document into its type and encodes it again: keys in the order of the type, values in the form that
/// the type gives them. `None` for a kind that the crate does not have.
pub(crate) fn reencode_node(node: &Node<'_>) -> Option<Result<Value, Unfit>> {
    let text = |key| node.get(key).and_then(Node::as_str).unwrap_or_default();
    let (version, kind) = (text("apiVersion"), text("kind"));
    let index = TYPED.binary_search_by(|t| (t.api_version, t.kind).cmp(&(version, kind))).ok()?;
    TYPED.get(index).map(|typed| (typed.reencode)(node))
}

fn reencode<T>(node: &Node<'_>) -> Result<Value, Unfit>
where
    T: for<'de> serde::Deserialize<'de> + Serialize,
{
    T::deserialize(Input(node))?.serialize(Output)
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Unfit {
        Unfit(message.to_string())
    }
}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Unfit {
        Unfit(message.to_string())
    }
}

/// A node as serde reads it.
#[derive(Clone, Copy)]
struct Input<'n>(&'n Node<'n>);

impl Input<'_> {
    fn unfit<T>(self, expected: &str) -> Result<T, Unfit> {
        Err(Unfit(format!("expected {expected}, but found {}", self.0.describe())))
    }
}

/// Integers of all widths.
macro_rules! integers {
    ($($method:ident $visit:ident $typ:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match &self.0.data {
                Data::Null => visitor.$visit(0),
                _ => match self.0.as_int().and_then(|i| <$typ>::try_from(i).ok()) {
                    Some(integer) => visitor.$visit(integer),
                    None => self.unfit("an integer"),
                },
            }
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Input<'_> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_unit(),
            Data::Bool(b) => visitor.visit_bool(*b),
            Data::Int(i) => visitor.visit_i64(*i),
            Data::Float(f) => match self.0.as_int() {
                Some(integer) => visitor.visit_i64(integer),
                None => visitor.visit_f64(*f),
            },
            Data::Str(s) => visitor.visit_str(s),
            Data::List(items) => visitor.visit_seq(Items(items.iter())),
            Data::Map(entries) => visitor.visit_map(Fields { entries: entries.iter(), value: None }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_bool(false),
            Data::Bool(b) => visitor.visit_bool(*b),
            _ => self.unfit("a boolean"),
        }
    }

    integers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_f64(0.0),
            #[allow(clippy::cast_precision_loss, reason = "Go decodes it into a double as well")]
            Data::Int(i) => visitor.visit_f64(*i as f64),
            Data::Float(f) => visitor.visit_f64(*f),
            _ => self.unfit("a number"),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_str(""),
            Data::Str(s) => visitor.visit_str(s),
            _ => self.unfit("a string"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let number = match &self.0.data {
            Data::Int(i) if name == "Quantity" => i.to_string(),
            Data::Float(f) if name == "Quantity" => json_number(*f),
            Data::Null if name == "Quantity" => "0".to_owned(),
            _ => return visitor.visit_newtype_struct(self),
        };
        visitor.visit_newtype_struct(IntoDeserializer::<Unfit>::into_deserializer(number))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_seq(Items([].iter())),
            Data::List(items) => visitor.visit_seq(Items(items.iter())),
            _ => self.unfit("a list"),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.data {
            Data::Null => visitor.visit_map(Fields { entries: [].iter(), value: None }),
            Data::Map(entries) => visitor.visit_map(Fields { entries: entries.iter(), value: None }),
            _ => self.unfit("a mapping"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unfit> {
        self.unfit("no enumeration: the API has none")
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
}

struct Items<'n>(std::slice::Iter<'n, Node<'n>>);

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.0.next().map(|node| seed.deserialize(Input(node))).transpose()
    }
}

struct Fields<'n> {
    entries: std::slice::Iter<'n, Entry<'n>>,
    value: Option<&'n Node<'n>>,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.value = Some(&entry.value);
        seed.deserialize(entry.key.as_ref().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        match self.value.take() {
            Some(node) => seed.deserialize(Input(node)),
            None => Err(Unfit("a value without a key".to_owned())),
        }
    }
}

/// What serde writes: a plain value.
struct Output;

/// A sequence or a mapping that is being written.
#[derive(Default)]
struct Writing {
    items: Vec<Value>,
    entries: Entries,
    key: Option<Str>,
}

impl ser::Serializer for Output {
    type Ok = Value;
    type Error = Unfit;
    type SerializeSeq = Writing;
    type SerializeTuple = Writing;
    type SerializeTupleStruct = Writing;
    type SerializeTupleVariant = Writing;
    type SerializeMap = Writing;
    type SerializeStruct = Writing;
    type SerializeStructVariant = Writing;

    fn serialize_bool(self, v: bool) -> Result<Value, Unfit> {
        Ok(Value::Bool(v))
    }
    fn serialize_i8(self, v: i8) -> Result<Value, Unfit> {
        Ok(Value::Int64(v.into()))
    }
    fn serialize_i16(self, v: i16) -> Result<Value, Unfit> {
        Ok(Value::Int64(v.into()))
    }
    fn serialize_i32(self, v: i32) -> Result<Value, Unfit> {
        Ok(Value::Int64(v.into()))
    }
    fn serialize_i64(self, v: i64) -> Result<Value, Unfit> {
        Ok(Value::Int64(v))
    }
    fn serialize_u8(self, v: u8) -> Result<Value, Unfit> {
        Ok(Value::Int64(v.into()))
    }
    fn serialize_u16(self, v: u16) -> Result<Value, Unfit> {
        Ok(Value::Int64(v.into()))
    }
    fn serialize_u32(self, v: u32) -> Result<Value, Unfit> {
        Ok(Value::Int64(v.into()))
    }
    fn serialize_u64(self, v: u64) -> Result<Value, Unfit> {
        i64::try_from(v).map(Value::Int64).map_err(|_| Unfit("an integer of more than 63 bits".to_owned()))
    }
    fn serialize_f32(self, v: f32) -> Result<Value, Unfit> {
        Ok(Value::Float(v.into()))
    }
    fn serialize_f64(self, v: f64) -> Result<Value, Unfit> {
        Ok(Value::Float(v))
    }
    fn serialize_char(self, v: char) -> Result<Value, Unfit> {
        Ok(Value::Str(v.to_string().into()))
    }
    fn serialize_str(self, v: &str) -> Result<Value, Unfit> {
        Ok(Value::Str(v.into()))
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<Value, Unfit> {
        Err(Unfit("bytes are written in base64".to_owned()))
    }
    fn serialize_none(self) -> Result<Value, Unfit> {
        Ok(Value::Nil)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Unfit> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Value, Unfit> {
        Ok(Value::Nil)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Unfit> {
        Ok(Value::Nil)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Unfit> {
        Ok(Value::Str(variant.into()))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Unfit> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Unfit> {
        value.serialize(self)
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Writing, Unfit> {
        Ok(Writing { items: Vec::with_capacity(length.unwrap_or_default()), ..Writing::default() })
    }
    fn serialize_tuple(self, length: usize) -> Result<Writing, Unfit> {
        self.serialize_seq(Some(length))
    }
    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Writing, Unfit> {
        self.serialize_seq(Some(length))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        length: usize,
    ) -> Result<Writing, Unfit> {
        self.serialize_seq(Some(length))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Writing, Unfit> {
        Ok(Writing::default())
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Writing, Unfit> {
        Ok(Writing::default())
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Writing, Unfit> {
        Ok(Writing::default())
    }
}

impl Writing {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.items.push(value.serialize(Output)?);
        Ok(())
    }

    fn insert<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Unfit> {
        self.entries.insert(key.into(), value.serialize(Output)?);
        Ok(())
    }
}

/// The traits of sequences.
macro_rules! sequences {
    ($($name:ident $method:ident,)*) => {$(
        impl ser::$name for Writing {
            type Ok = Value;
            type Error = Unfit;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
                self.push(value)
            }
            fn end(self) -> Result<Value, Unfit> {
                Ok(Value::from(self.items))
            }
        }
    )*};
}

sequences! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

/// The traits of structs.
macro_rules! structs {
    ($($name:ident,)*) => {$(
        impl ser::$name for Writing {
            type Ok = Value;
            type Error = Unfit;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unfit> {
                self.insert(key, value)
            }
            fn end(self) -> Result<Value, Unfit> {
                Ok(Value::from(self.entries))
            }
        }
    )*};
}

structs! { SerializeStruct, SerializeStructVariant, }

impl ser::SerializeMap for Writing {
    type Ok = Value;
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        match key.serialize(Output)? {
            Value::Str(text) => self.key = Some(text),
            _ => return Err(Unfit("a key that is no string".to_owned())),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        let key = self.key.take().ok_or_else(|| Unfit("a value without a key".to_owned()))?;
        self.insert(&key, value)
    }

    fn end(self) -> Result<Value, Unfit> {
        Ok(Value::from(self.entries))
    }
}
