//! Go's values: what a template, a function and a values file pass to each other.
//!
//! Helm hands `map[string]interface{}` trees to Go's `text/template`, and what a template prints hangs on
//! the Go type of each value: a number that came from YAML is a `float64`, one from `--set` an `int64`, one
//! from a template literal an `int`. [`Value`] keeps those apart. Maps are shared and mutable, as in Go:
//! sprig's `set` changes the map that every other holder sees.
//!
//! A Go string is a sequence of bytes. Ours is a [`Str`], which is UTF-8, so bytes that are not valid UTF-8
//! are kept as characters of a private range; [`string_from_bytes`] and [`string_bytes`] are the two doors.

pub mod changes;
mod text;

use self::changes::Moment;
pub use self::text::FileText;
use crate::sync::lock;
use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

/// A Go string; see [`string_bytes`] for the bytes that it stands for.
pub type Str = Arc<str>;

/// A Go value as an `interface{}` holds it.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Go's zero `reflect.Value`: what a pipeline that yields a nil interface leaves behind. Only the
    /// engine makes it and sees it; a function gets [`Value::Nil`] in its place.
    Invalid,
    /// The nil interface: YAML's `null`, and a key that is missing from a map.
    #[default]
    Nil,
    /// `bool`
    Bool(bool),
    /// `int`: literals of a template, `len`, `int`, `atoi`.
    Int(i64),
    /// `int64`: numbers typed after `--set`, and what sprig's integer arithmetic returns.
    Int64(i64),
    /// `float64`: every number that was read from YAML or JSON.
    Float(f64),
    /// `string`
    Str(Str),
    /// A slice.
    List(List),
    /// A map with string keys.
    Map(Map),
    /// Everything else: structs with methods, times, durations, byte slices, other integer types.
    Object(Arc<dyn Object>),
}

/// A map, shared by all who hold it.
pub type Map = Arc<Dict>;

/// A slice, shared and never changed (no Helm function writes into one).
pub type List = Arc<Slice>;

/// The Go type of a map, which decides how it is named and what a missing key yields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapType {
    /// `map[string]interface {}`
    #[default]
    Any,
    /// Helm's named map type, `chartutil.Values` in Helm 3 and `common.Values` in Helm 4.
    Values,
    /// `map[string]string`, as sprig's `split` returns; a missing key is the empty string.
    Strings,
}

/// The Go type of a slice's elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ElemType {
    /// `[]interface {}`
    #[default]
    Any,
    /// `[]string`
    Str,
    /// `[]int`
    Int,
    /// `[]map[string]interface {}`
    Map,
    /// `[][]interface {}`, as sprig's `chunk` returns.
    List,
    /// Pointers to structs; the name of the slice's type.
    Pointers(&'static str),
}

/// A slice and the type of its elements.
#[derive(Debug, Default)]
pub struct Slice {
    /// The type of the elements.
    pub elem: ElemType,
    /// The elements, each of a kind that `elem` allows.
    pub items: Vec<Value>,
    /// Whether this is Go's nil slice, which is empty like any other but `null` in JSON: what `concat` makes
    /// of two empty lists, `rest` of an empty one and `regexFindAll` of no match.
    pub nil: bool,
}

/// A map from string to value, in key order, behind a lock.
///
/// Readers take a [`snapshot`](Dict::snapshot) (one reference count) and walk it without the lock, so a map
/// that is changed while it is being walked, even through itself, neither blocks nor changes under the
/// walker; a writer copies the entries only if a snapshot is still alive.
#[derive(Debug)]
pub struct Dict {
    /// The type of the map.
    pub typ: MapType,
    entries: Mutex<Arc<Entries>>,
    /// The map whose entries count in place of these; see [`Dict::with_type`].
    original: Option<Map>,
    /// Whether it is Go's nil map, which JSON writes as `null`.
    pub nil: bool,
    /// Whether another one stands in its place in each file; see [`Dict::insert_local`].
    local: bool,
    made: Moment,
}

/// The entries of a [`Dict`] in the order of their keys' bytes, the order in which Go prints and ranges.
pub type Entries = BTreeMap<Str, Value>;

/// A Go value that is neither of the plain kinds: it carries its own type name, fields and methods.
pub trait Object: fmt::Debug + Send + Sync + 'static {
    /// The Go type as `%T` prints it, for example `*chart.Metadata` or `time.Duration`.
    fn type_name(&self) -> Cow<'_, str>;

    /// The Go kind as sprig's `kindOf` prints it, for example `struct`, `ptr`, `int64`, `slice`.
    fn kind(&self) -> &'static str;

    /// For downcasts.
    fn as_any(&self) -> &dyn Any;

    /// Truth as `text/template` sees it: a struct is always true, a number when not zero.
    fn is_true(&self) -> bool {
        true
    }

    /// The fields in order of declaration, with their Go names. Those with a small first letter are not exported:
    /// only `fmt` looks at them.
    fn fields(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// The fields that are exported, or all entries of a named map type.
    fn exported(&self) -> Vec<(&'static str, Value)> {
        let mut fields = self.fields();
        fields.retain(|(name, _)| self.kind() == "map" || name.starts_with(|c: char| c.is_ascii_uppercase()));
        fields
    }

    /// As [`Object::exported`], with the fields of an embedded struct in its place.
    fn flattened(&self) -> Vec<(&'static str, Value)> {
        self.exported()
    }

    /// One exported field, or the entry of a named map type.
    fn field(&self, name: &str) -> Option<Value> {
        self.exported().into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// What a deep copy makes of it where that is not the same: fields that are not exported are not copied.
    /// Source: mitchellh/copystructure.
    fn copied(&self) -> Option<Value> {
        None
    }

    /// What a parameter of type `interface {}` holds of it where that is not the same: the copy has no address, and so
    /// lacks the methods that only the pointer has.
    fn boxed(&self) -> Option<Value> {
        None
    }

    /// What the type's `MarshalText` returns, where it has one.
    fn text(&self) -> Option<String> {
        None
    }

    /// Calls a method. `None` where the type has no such method.
    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        let _ = (name, args);
        None
    }

    /// How many bytes a method looks at, for whoever bounds the time that templates take. What it returns is counted
    /// besides.
    fn work(&self, name: &str, args: &[Value]) -> usize {
        let _ = (name, args);
        0
    }

    /// The types of a method's parameters, as Go spells them, where the engine has to check them. `None` where the
    /// type has no such method, or checks its arguments itself.
    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        let _ = name;
        None
    }

    /// Why a method without parameters cannot be called although the type has it: its results are not one value, or
    /// one value and an error. Source: text/template/funcs.go, `goodFunc`.
    fn barred(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// The plain value that `encoding/json` (and so `toJson` and `toYaml`) sees.
    fn to_json(&self) -> Value {
        let entries = self.exported().into_iter().map(|(key, value)| (Str::from(key), value));
        Value::from(entries.collect::<Entries>())
    }

    /// The members that `encoding/json` writes of a struct, in the order of its declaration; `None` where
    /// [`Object::to_json`] says it all. `toJson` keeps that order, `toYaml` sorts.
    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        None
    }

    /// What the type's `String()` or `Error()` method returns, where it has one; `fmt` prefers it for `%v`.
    fn stringer(&self) -> Option<String> {
        None
    }

    /// What `{{ }}` prints where Go can take the address of the value (a field of a struct behind a pointer)
    /// and so finds a `String` method that only the pointer has; an argument of a function has no address.
    fn printed(&self) -> Option<String> {
        self.stringer()
    }

    /// How many items [`Object::underlying`] has, where that can be told before it is made.
    fn length(&self) -> Option<usize> {
        None
    }

    /// The plain value under a named type, for arithmetic, iteration and printing: the integer of a
    /// `time.Duration`, the bytes of a `[]byte` as a list of integers.
    fn underlying(&self) -> Option<Value> {
        None
    }
}

impl Value {
    /// Whether it is the same thing: an equal scalar, or the very same map, list or object.
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Invalid, Value::Invalid) | (Value::Nil, Value::Nil) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) | (Value::Int64(a), Value::Int64(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Str(a), Value::Str(b)) => a == b,
            (Value::List(a), Value::List(b)) => Arc::ptr_eq(a, b),
            (Value::Map(a), Value::Map(b)) => Arc::ptr_eq(a, b),
            (Value::Object(a), Value::Object(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// The value at `key` where this is a map that has it.
    pub fn get(&self, key: &str) -> Option<Value> {
        match self {
            Value::Map(map) => map.get(key),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The map, where this is one.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The elements, where this is a slice.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(list) => Some(&list.items),
            _ => None,
        }
    }

    /// The object, where this is one of type `T`.
    pub fn as_object<T: Object>(&self) -> Option<&T> {
        match self {
            Value::Object(object) => object.as_any().downcast_ref(),
            _ => None,
        }
    }

    /// Whether this is nil (or no value at all).
    pub fn is_nil(&self) -> bool {
        matches!(self, Value::Nil | Value::Invalid)
    }

    /// Truth as `text/template` sees it. Source: Go, text/template/exec.go, `isTrue`.
    pub fn is_true(&self) -> bool {
        match self {
            Value::Invalid | Value::Nil => false,
            Value::Bool(b) => *b,
            Value::Int(n) | Value::Int64(n) => *n != 0,
            Value::Float(f) => *f != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::List(list) => !list.items.is_empty(),
            Value::Map(map) => !map.is_empty(),
            Value::Object(object) => object.is_true(),
        }
    }

    /// The Go type as `%T` prints it under Helm 4 (`common.Values`); see [`MapType::Values`] for Helm 3.
    pub fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Value::Invalid | Value::Nil => "<nil>",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Int64(_) => "int64",
            Value::Float(_) => "float64",
            Value::Str(_) => "string",
            Value::List(list) => match list.elem {
                ElemType::Any => "[]interface {}",
                ElemType::Str => "[]string",
                ElemType::Int => "[]int",
                ElemType::Map => "[]map[string]interface {}",
                ElemType::List => "[][]interface {}",
                ElemType::Pointers(name) => name,
            },
            Value::Map(map) => match map.typ {
                MapType::Any => "map[string]interface {}",
                MapType::Values => "common.Values",
                MapType::Strings => "map[string]string",
            },
            Value::Object(object) => return object.type_name(),
        })
    }

    /// The Go kind as sprig's `kindOf` prints it (`invalid` for nil).
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Invalid | Value::Nil => "invalid",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Int64(_) => "int64",
            Value::Float(_) => "float64",
            Value::Str(_) => "string",
            Value::List(_) => "slice",
            Value::Map(_) => "map",
            Value::Object(object) => object.kind(),
        }
    }

    /// A `[]string`.
    pub fn strings<S: Into<Str>>(items: impl IntoIterator<Item = S>) -> Value {
        let items = items.into_iter().map(|item| Value::Str(item.into())).collect();
        Value::from(Slice::new(ElemType::Str, items))
    }

    /// A `[]int`.
    pub fn ints(items: impl IntoIterator<Item = i64>) -> Value {
        let items = items.into_iter().map(Value::Int).collect();
        Value::from(Slice::new(ElemType::Int, items))
    }
}

impl Slice {
    /// A slice that is not nil, empty or not.
    pub fn new(elem: ElemType, items: Vec<Value>) -> Slice {
        Slice { elem, items, nil: false }
    }

    /// The nil slice of a type.
    pub fn nil(elem: ElemType) -> Slice {
        Slice { elem, items: Vec::new(), nil: true }
    }
}

impl Default for Dict {
    fn default() -> Dict {
        Dict {
            typ: MapType::default(),
            entries: Mutex::default(),
            original: None,
            nil: false,
            local: false,
            made: changes::now(),
        }
    }
}

impl Dict {
    /// A map of the given type that holds `entries`.
    pub fn new(typ: MapType, entries: Entries) -> Dict {
        Dict { typ, entries: Mutex::new(Arc::new(entries)), ..Dict::default() }
    }

    /// The nil map of that type.
    pub fn nil(typ: MapType) -> Dict {
        Dict { typ, nil: true, ..Dict::default() }
    }

    /// The same map under the type `map[string]interface {}`, to which Go converts a map of a named type: a
    /// change of one is a change of the other.
    pub fn as_plain(map: &Map) -> Map {
        Dict::with_type(map, MapType::Any)
    }

    /// The same map under another type: a change of one is a change of the other.
    pub fn with_type(map: &Map, typ: MapType) -> Map {
        let original = map.original.as_ref().unwrap_or(map);
        if original.typ == typ {
            return original.clone();
        }
        Arc::new(Dict { typ, original: Some(original.clone()), ..Dict::default() })
    }

    fn lock(&self) -> MutexGuard<'_, Arc<Entries>> {
        let own = self.owner();
        if own.local {
            changes::read_local();
        }
        // A panic leaves no half-made change: every change below is a single map operation.
        lock(&own.entries)
    }

    /// The map whose entries count.
    fn owner(&self) -> &Dict {
        self.original.as_deref().unwrap_or(self)
    }

    /// When it was made.
    pub fn made(&self) -> Moment {
        self.owner().made
    }

    /// The entries as they are now.
    pub fn snapshot(&self) -> Arc<Entries> {
        self.lock().clone()
    }

    /// Another map with the same entries; they are only copied once one of the two changes.
    pub fn shallow_copy(&self) -> Dict {
        Dict { typ: self.typ, entries: Mutex::new(self.snapshot()), nil: self.nil, ..Dict::default() }
    }

    /// The value at `key`.
    pub fn get(&self, key: &str) -> Option<Value> {
        self.lock().get(key).cloned()
    }

    /// Whether `key` is present, with whatever value.
    pub fn contains_key(&self, key: &str) -> bool {
        self.lock().contains_key(key)
    }

    /// Sets `key`; every holder of the map sees it.
    pub fn insert(&self, key: impl Into<Str>, value: Value) {
        let key = key.into();
        let new = value.clone();
        // The old value is dropped after the lock is released: it may be the last holder of other maps.
        let old = Arc::make_mut(&mut *self.lock()).insert(key, value);
        if !old.is_some_and(|old| old.is(&new)) {
            changes::changed(self.made());
        }
    }

    /// Sets `key` to a map in whose place each file has another one. That is no [change](changes), unless something else
    /// stood there: who looks into such a map is [noticed](changes::local_reads).
    pub fn insert_local(&self, key: impl Into<Str>, mut map: Dict) {
        map.local = true;
        let old = Arc::make_mut(&mut *self.lock()).insert(key.into(), Value::Map(Arc::new(map)));
        if !matches!(old, Some(Value::Map(old)) if old.local) {
            changes::changed(self.made());
        }
    }

    /// Removes `key`; every holder of the map sees it.
    pub fn remove(&self, key: &str) -> Option<Value> {
        let old = Arc::make_mut(&mut *self.lock()).remove(key);
        if old.is_some() {
            changes::changed(self.made());
        }
        old
    }

    /// Puts other entries in the place of all there are.
    pub fn replace(&self, entries: Entries) {
        changes::changed(self.made());
        let _old = std::mem::replace(&mut *self.lock(), Arc::new(entries));
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::Bool(b)
    }
}

impl From<f64> for Value {
    fn from(f: f64) -> Value {
        Value::Float(f)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Str(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Str(text.into())
    }
}

impl From<Str> for Value {
    fn from(text: Str) -> Value {
        Value::Str(text)
    }
}

/// An `[]interface{}`.
impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Value {
        Value::from(Slice::new(ElemType::Any, items))
    }
}

impl From<Slice> for Value {
    fn from(slice: Slice) -> Value {
        Value::List(Arc::new(slice))
    }
}

/// A `map[string]interface{}`.
impl From<Entries> for Value {
    fn from(entries: Entries) -> Value {
        Value::Map(Arc::new(Dict::new(MapType::Any, entries)))
    }
}

/// A `map[string]interface{}`.
impl<const N: usize> From<[(&str, Value); N]> for Value {
    fn from(entries: [(&str, Value); N]) -> Value {
        Value::from(entries.into_iter().map(|(key, value)| (Str::from(key), value)).collect::<Entries>())
    }
}

/// First character of the range that stands for bytes that are not UTF-8: byte `b` is `BYTE_BASE + b`.
const BYTE_BASE: u32 = 0x10_FE00;

/// The byte for which `c` stands, where it stands for one.
fn escaped_byte(c: char) -> Option<u8> {
    match u32::from(c).checked_sub(BYTE_BASE) {
        Some(byte @ 0x80..=0xFF) => u8::try_from(byte).ok(),
        _ => None,
    }
}

/// Whether no character of the text stands for a byte of a Go string that is no UTF-8.
pub(crate) fn stands_for_itself(text: &str) -> bool {
    !(may_hold_escapes(text) && text.chars().any(|c| escaped_byte(c).is_some()))
}

/// The string that stands for `bytes`: the same text if they are UTF-8, otherwise one private character for
/// each byte that is not part of a valid one. [`string_bytes`] gives back exactly `bytes`.
pub fn string_from_bytes(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| stands_for_itself(text)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    let escape = |out: &mut String, bytes: &[u8]| {
        out.extend(bytes.iter().filter_map(|b| char::from_u32(BYTE_BASE + u32::from(*b))));
    };
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match escaped_byte(c) {
                // A character of the private range itself: escape its four bytes, so that nothing is lost.
                Some(_) => escape(&mut out, c.encode_utf8(&mut [0; 4]).as_bytes()),
                None => out.push(c),
            }
        }
        escape(&mut out, chunk.invalid());
    }
    Cow::Owned(out)
}

/// The bytes of the Go string for which `text` stands; its own bytes unless it holds escaped ones.
pub fn string_bytes(text: &str) -> Cow<'_, [u8]> {
    if !may_hold_escapes(text) {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        match escaped_byte(c) {
            Some(byte) => out.push(byte),
            None => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    Cow::Owned(out)
}

/// Whether `text` has the first byte of the characters that stand for bytes; a plain scan, so that ordinary text is
/// cheap.
pub(crate) fn may_hold_escapes(text: &str) -> bool {
    memchr::memchr(0xF4, text.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_the_round_trip() {
        let cases: [&[u8]; 6] = [
            b"",
            b"plain",
            "żółw".as_bytes(),
            b"\xff\xfe",
            b"a\xe2\x82b",
            "\u{10FEFF}x\u{10FE80}".as_bytes(),
        ];
        for bytes in cases {
            assert_eq!(&*string_bytes(&string_from_bytes(bytes)), bytes);
        }
        assert!(matches!(string_from_bytes(b"plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_holder_of_a_map_sees_a_change_and_a_walker_does_not() {
        let value = Value::from([("a", Value::Int(1))]);
        let map = value.as_map().unwrap();
        let walk = map.snapshot();
        map.insert("b", value.clone());
        assert_eq!((walk.len(), map.len()), (1, 2));
        assert!(value.get("b").is_some_and(|inner| inner.get("b").is_some()));
        map.remove("b");
    }
}
