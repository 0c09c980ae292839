//! The values that expressions are made of: what is equal, what is smaller, and what a failure means.
//!
//! Sources: cel-go, common/types, and k8s.io/apiserver, pkg/cel/common/valuesunstructured.go

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;

use super::Fault;
use super::library::{Amount, Cidr, Format, Link};
use crate::golang::time::Time;
use crate::semver::Version;

/// A value.
#[derive(Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Double(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    List(Rc<List>),
    Map(Rc<Map>),
    /// In nanoseconds.
    Duration(i64),
    Timestamp(Rc<Time>),
    /// The name of a type.
    Type(Rc<str>),
    Optional(Option<Rc<Value>>),
    Ip(IpAddr),
    Cidr(Cidr),
    Url(Rc<Link>),
    Quantity(Rc<Amount>),
    Semver(Rc<Version>),
    Format(&'static Format),
    /// The sum of no numbers, whose type only a check tells.
    Nothing,
    /// Words of the server that are not known here.
    Unsaid,
}

/// A list.
#[derive(Clone, Default)]
pub(crate) struct List {
    pub(crate) items: Vec<Value>,
    pub(crate) kind: ListKind,
}

/// How a list of an object compares and grows.
#[derive(Clone, Default, PartialEq)]
pub(crate) enum ListKind {
    /// One that an expression made.
    #[default]
    Plain,
    /// One of an object, in its order.
    Atomic,
    /// One of an object, whose order does not count.
    Set,
    /// One of an object whose items are told apart by these keys.
    Map(Rc<[String]>),
}

/// A map.
#[derive(Clone, Default)]
pub(crate) struct Map {
    pub(crate) entries: BTreeMap<Key, Value>,
    /// Whether an object has it.
    pub(crate) object: bool,
}

/// A key of a map.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Str(Rc<str>),
}

/// An evaluated expression.
pub(super) type Answer = Result<Value, Fault>;

/// A failure of the server too.
pub(super) fn wrong(why: impl Into<String>) -> Fault {
    Fault::Wrong(why.into())
}

/// What the server would know and we do not.
pub(super) fn unknown(why: impl Into<String>) -> Fault {
    Fault::Unchecked(why.into())
}

/// What the server calls `no such overload`.
pub(super) fn unfit(what: &str, args: &[&Value]) -> Fault {
    let types: Vec<String> = args.iter().map(|v| v.type_name().to_string()).collect();
    wrong(format!("{what} does not work for {}", types.join(" and ")))
}

impl Value {
    pub(super) fn str(text: &str) -> Value {
        Value::Str(text.into())
    }

    pub(super) fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(List { items, kind: ListKind::Plain }))
    }

    pub(super) fn map(entries: BTreeMap<Key, Value>) -> Value {
        Value::Map(Rc::new(Map { entries, object: false }))
    }

    pub(super) fn some(value: Value) -> Value {
        Value::Optional(Some(Rc::new(value)))
    }

    /// The name of its type, as `type(x)` tells it.
    pub(super) fn type_name(&self) -> Rc<str> {
        match self {
            Value::Null => "null_type",
            Value::Bool(_) => "bool",
            Value::Int(_) => "int",
            Value::Uint(_) => "uint",
            Value::Double(_) => "double",
            Value::Str(_) => "string",
            Value::Bytes(_) => "bytes",
            Value::List(_) => "list",
            Value::Map(_) => "map",
            Value::Duration(_) => "google.protobuf.Duration",
            Value::Timestamp(_) => "google.protobuf.Timestamp",
            Value::Type(_) => "type",
            Value::Optional(_) => super::types::OPTIONAL,
            Value::Ip(_) => "net.IP",
            Value::Cidr(_) => "net.CIDR",
            Value::Url(_) => "kubernetes.URL",
            Value::Quantity(_) => "kubernetes.Quantity",
            Value::Semver(_) => "kubernetes.Semver",
            Value::Format(_) => "kubernetes.NamedFormat",
            Value::Nothing | Value::Unsaid => "unknown",
        }
        .into()
    }

    /// The key that a value is; doubles that are whole numbers are the keys of those.
    pub(super) fn key(&self) -> Option<Key> {
        Some(match self {
            Value::Bool(b) => Key::Bool(*b),
            Value::Int(i) => Key::Int(*i),
            Value::Uint(u) => Key::Uint(*u),
            Value::Double(f) => Key::Int(super::super::node::integral(*f)?),
            Value::Str(s) => Key::Str(s.clone()),
            _ => return None,
        })
    }

    /// What `optional.ofNonZeroValue` takes for nothing. Source: `traits.Zeroer`
    pub(super) fn is_zero(&self) -> bool {
        match self {
            Value::Null | Value::Optional(None) => true,
            Value::Bool(b) => !b,
            Value::Int(i) | Value::Duration(i) => *i == 0,
            Value::Uint(u) => *u == 0,
            Value::Double(f) => *f == 0.0,
            Value::Str(s) => s.is_empty(),
            Value::Bytes(b) => b.is_empty(),
            Value::List(list) => list.kind == ListKind::Plain && list.items.is_empty(),
            Value::Map(map) => !map.object && map.entries.is_empty(),
            Value::Timestamp(time) => time.is_identical(&Time::zero()),
            Value::Optional(Some(_)) | Value::Type(_) => false,
            Value::Ip(_)
            | Value::Cidr(_)
            | Value::Url(_)
            | Value::Quantity(_)
            | Value::Semver(_)
            | Value::Format(_)
            | Value::Nothing
            | Value::Unsaid => false,
        }
    }

    /// Whether two values are equal. Source: `types.Equal`
    ///
    /// # Errors
    /// Where the server compares only values of one type.
    pub(super) fn equals(&self, other: &Value) -> Result<bool, Fault> {
        let unlike = || Err(unfit("==", &[self, other]));
        Ok(match (self, other) {
            (Value::Unsaid, _) | (_, Value::Unsaid) => return Err(unknown("the words are not known here")),
            (Value::Null, Value::Null) => true,
            (Value::Null, _) | (_, Value::Null) => false,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Str(a), Value::Str(b)) | (Value::Type(a), Value::Type(b)) => a == b,
            (Value::Bytes(a), Value::Bytes(b)) => a == b,
            (Value::Duration(a), Value::Duration(b)) => a == b,
            (Value::Timestamp(a), Value::Timestamp(b)) => moment(a) == moment(b),
            (Value::Int(_) | Value::Uint(_) | Value::Double(_), _) => {
                numbers(self, other) == Some(Ordering::Equal)
            }
            (Value::Optional(a), Value::Optional(b)) => match (a, b) {
                (Some(a), Some(b)) => a.equals(b)?,
                (a, b) => a.is_none() && b.is_none(),
            },
            (Value::Ip(a), Value::Ip(b)) => a == b,
            (Value::Cidr(a), Value::Cidr(b)) => a == b,
            (Value::Url(a), Value::Url(b)) => a.is(b)?,
            (Value::Quantity(a), Value::Quantity(b)) => a.order(b) == Ordering::Equal,
            (Value::Semver(a), Value::Semver(b)) => a.compare(b) == Ordering::Equal,
            (Value::Format(a), Value::Format(b)) => std::ptr::eq(*a, *b),
            (Value::List(a), Value::List(b)) => return lists(a, b),
            (Value::Map(a), Value::Map(b)) => return maps(a, b),
            (Value::List(a), _) if a.kind != ListKind::Plain => return unlike(),
            (Value::Map(a), _) if a.object => return unlike(),
            (Value::Ip(_) | Value::Cidr(_) | Value::Url(_), _)
            | (Value::Quantity(_) | Value::Semver(_) | Value::Format(_), _) => return unlike(),
            _ => false,
        })
    }

    /// The order of two values. Source: `traits.Comparer`
    pub(super) fn order(&self, other: &Value) -> Result<Ordering, Fault> {
        Ok(match (self, other) {
            (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
            (Value::Str(a), Value::Str(b)) => a.as_bytes().cmp(b.as_bytes()),
            (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
            (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
            (Value::Timestamp(a), Value::Timestamp(b)) => moment(a).cmp(&moment(b)),
            (Value::Int(_) | Value::Uint(_) | Value::Double(_), _) => match numbers(self, other) {
                Some(order) => order,
                None if matches!(other, Value::Int(_) | Value::Uint(_) | Value::Double(_)) => {
                    return Err(wrong("what is no number has no order"));
                }
                None => return Err(unfit("an order", &[self, other])),
            },
            _ => return Err(unfit("an order", &[self, other])),
        })
    }
}

fn moment(time: &Time) -> (i64, i64) {
    (time.unix_seconds(), time.nanosecond())
}

/// The order of two numbers, each of any type. Source: cel-go, common/types/compare.go
fn numbers(a: &Value, b: &Value) -> Option<Ordering> {
    Some(match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Uint(a), Value::Uint(b)) => a.cmp(b),
        (Value::Double(a), Value::Double(b)) => return a.partial_cmp(b),
        (Value::Int(a), Value::Uint(b)) => i128::from(*a).cmp(&i128::from(*b)),
        (Value::Uint(a), Value::Int(b)) => i128::from(*a).cmp(&i128::from(*b)),
        (Value::Double(a), Value::Int(b)) => return double_and_int(*a, *b),
        (Value::Int(a), Value::Double(b)) => return double_and_int(*b, *a).map(Ordering::reverse),
        (Value::Double(a), Value::Uint(b)) => return double_and_uint(*a, *b),
        (Value::Uint(a), Value::Double(b)) => return double_and_uint(*b, *a).map(Ordering::reverse),
        _ => return None,
    })
}

#[allow(clippy::cast_precision_loss, reason = "the server compares them as doubles")]
fn double_and_int(a: f64, b: i64) -> Option<Ordering> {
    if a < i64::MIN as f64 {
        return Some(Ordering::Less);
    }
    if a > i64::MAX as f64 {
        return Some(Ordering::Greater);
    }
    a.partial_cmp(&(b as f64))
}

#[allow(clippy::cast_precision_loss, reason = "the server compares them as doubles")]
fn double_and_uint(a: f64, b: u64) -> Option<Ordering> {
    if a < 0.0 {
        return Some(Ordering::Less);
    }
    if a > u64::MAX as f64 {
        return Some(Ordering::Greater);
    }
    a.partial_cmp(&(b as f64))
}

fn lists(a: &List, b: &List) -> Result<bool, Fault> {
    if a.items.len() != b.items.len() {
        return Ok(false);
    }
    match &a.kind {
        ListKind::Set => {
            for item in &b.items {
                if !holds(&a.items, item) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        ListKind::Map(keys) => {
            for item in &b.items {
                let Some(same) = a.items.iter().find(|i| same_key(i, item, keys)) else { return Ok(false) };
                if !same.equals(item)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        ListKind::Atomic => {
            for (a, b) in a.items.iter().zip(&b.items) {
                if !a.equals(b)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        // A list of an expression passes over items that cannot be compared.
        ListKind::Plain => {
            for (a, b) in a.items.iter().zip(&b.items) {
                match a.equals(b) {
                    Ok(false) => return Ok(false),
                    Err(fault @ Fault::Unchecked(_)) => return Err(fault),
                    Ok(true) | Err(_) => {}
                }
            }
            Ok(true)
        }
    }
}

/// Whether a list has an item.
pub(super) fn holds(items: &[Value], item: &Value) -> bool {
    items.iter().any(|i| i.equals(item).unwrap_or(false))
}

/// Whether two items of a list have the same keys.
pub(super) fn same_key(a: &Value, b: &Value, keys: &[String]) -> bool {
    let (Value::Map(a), Value::Map(b)) = (a, b) else { return false };
    keys.iter().all(|key| {
        let key = Key::Str(key.as_str().into());
        match (a.entries.get(&key), b.entries.get(&key)) {
            (Some(a), Some(b)) => a.equals(b).unwrap_or(false),
            (a, b) => a.is_none() && b.is_none(),
        }
    })
}

fn maps(a: &Map, b: &Map) -> Result<bool, Fault> {
    if a.entries.len() != b.entries.len() {
        return Ok(false);
    }
    for (key, value) in &a.entries {
        let Some(other) = b.get(key) else { return Ok(false) };
        match value.equals(other) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(fault) if a.object || matches!(fault, Fault::Unchecked(_)) => return Err(fault),
            Err(_) => {}
        }
    }
    Ok(true)
}

impl Map {
    /// The value of a key; integers and unsigned ones are the same keys. Source: `baseMap.Find`
    pub(super) fn get(&self, key: &Key) -> Option<&Value> {
        self.entries.get(key).or_else(|| match key {
            Key::Int(i) => self.entries.get(&Key::Uint(u64::try_from(*i).ok()?)),
            Key::Uint(u) => self.entries.get(&Key::Int(i64::try_from(*u).ok()?)),
            _ => None,
        })
    }
}

impl From<&Key> for Value {
    fn from(key: &Key) -> Value {
        match key {
            Key::Bool(b) => Value::Bool(*b),
            Key::Int(i) => Value::Int(*i),
            Key::Uint(u) => Value::Uint(*u),
            Key::Str(s) => Value::Str(s.clone()),
        }
    }
}
