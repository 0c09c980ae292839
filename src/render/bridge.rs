//! The border between Go's values and minijinja's.
//!
//! Plain values cross as what they are; maps and slices cross as the shared objects that they already are, so
//! a map that a template changes is the one that every other holder sees; the rest crosses in a box.

use crate::gotmpl::Source;
use crate::sync::lock;
use crate::value::{Dict, Slice, Value};
use minijinja::Value as Jinja;
use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};
use std::sync::{Arc, Mutex};

/// A value for minijinja.
pub(super) fn to_jinja(value: Value) -> Jinja {
    match value {
        Value::Invalid => Jinja::UNDEFINED,
        Value::Nil => Jinja::from(()),
        Value::Bool(b) => Jinja::from(b),
        Value::Int(n) => Jinja::from(n),
        Value::Float(f) => Jinja::from(f),
        Value::Str(text) => Jinja::from(text),
        Value::Map(map) => Jinja::from_dyn_object(map),
        Value::List(list) => Jinja::from_dyn_object(list),
        boxed @ (Value::Int64(_) | Value::Object(_)) => Jinja::from_object(Boxed(boxed)),
    }
}

/// The value that minijinja holds.
pub(super) fn from_jinja(value: &Jinja) -> Value {
    match value.kind() {
        ValueKind::Undefined => Value::Invalid,
        ValueKind::None => Value::Nil,
        ValueKind::Bool => Value::Bool(value.is_true()),
        ValueKind::Number if value.is_integer() => value.as_i64().map_or(Value::Nil, Value::Int),
        ValueKind::Number => f64::try_from(value.clone()).map_or(Value::Nil, Value::Float),
        ValueKind::String => value.to_str().map_or(Value::Nil, Value::Str),
        _ => {
            if let Some(map) = value.downcast_object::<Dict>() {
                Value::Map(map)
            } else if let Some(list) = value.downcast_object::<Slice>() {
                Value::List(list)
            } else if let Some(boxed) = value.downcast_object_ref::<Boxed>() {
                boxed.0.clone()
            } else if let Some(concrete) = value.downcast_object_ref::<Concrete>() {
                concrete.0.clone()
            } else {
                Value::Nil
            }
        }
    }
}

impl Object for Dict {
    fn is_true(self: &Arc<Self>) -> bool {
        !self.is_empty()
    }
}

impl Object for Slice {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.items.is_empty()
    }
}

/// A value of which minijinja has no equal: an `int64`, a struct.
#[derive(Debug)]
struct Boxed(Value);

impl Object for Boxed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.0.is_true()
    }
}

/// A value that Go holds as it is, though where it is found it may be in an `interface{}`: a number that a range over an
/// integer counts, and what was assigned to the variable of a range.
#[derive(Debug)]
pub(super) struct Concrete(Value);

impl Concrete {
    /// Nil is no value then.
    pub(super) fn of(value: Value) -> Jinja {
        Jinja::from_object(Concrete(if value.is_nil() { Value::Invalid } else { value }))
    }
}

impl Object for Concrete {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.0.is_true()
    }
}

/// A Go variable that is assigned inside a loop which does not contain its declaration.
#[derive(Debug)]
pub(super) struct Cell(Mutex<Jinja>);

impl Cell {
    pub(super) fn new(value: Jinja) -> Cell {
        Cell(Mutex::new(value))
    }
}

impl Object for Cell {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Jinja> {
        (key == "v").then(|| lock(&self.0).clone())
    }

    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        self.get_value_by_str(key.as_str()?)
    }

    fn call_method(
        self: &Arc<Self>,
        _: &mut minijinja::State<'_, '_>,
        method: &str,
        args: &[Jinja],
    ) -> Result<Jinja, minijinja::Error> {
        match (method, args) {
            ("put", [value]) => {
                let _old = std::mem::replace(&mut *lock(&self.0), value.clone());
                Ok(Jinja::UNDEFINED)
            }
            _ => Err(minijinja::Error::from(minijinja::ErrorKind::UnknownMethod)),
        }
    }
}

/// The two names that a program finds: its dot, and the dot with which it was called (`$`). A third one is for us:
/// the file in which its text stands, unless it is a `tpl` text.
#[derive(Debug)]
pub(super) struct Context(pub(super) Jinja, pub(super) Option<Arc<Source>>);

/// The name of the file.
pub(super) const FILE: &str = "file";

impl Object for Context {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Jinja> {
        match key {
            "dot" | "root" => Some(self.0.clone()),
            FILE => self.1.as_ref().map(|source| Jinja::from(source.name.clone())),
            _ => None,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["dot", "root"])
    }
}
