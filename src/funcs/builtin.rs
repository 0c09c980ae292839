//! The functions that Go's `text/template` itself brings.
//!
//! `and` and `or` are compiled by the engine, which stops at the operand that decides; the ones here have all
//! their operands already.

use super::{Env, Func, Type, cost, func, variadic};
use crate::golang::equal::same_struct;
use crate::golang::escape;
use crate::golang::fmt::{Printer, is_unsigned, type_name};
use crate::golang::named::{self, Named};
use crate::helm::Helm;
use crate::value::{Entries, MapType, Slice, Value, string_bytes, string_from_bytes};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

/// Go's own functions. Source: text/template/funcs.go, `builtins`.
pub const TABLE: &[Func] = &[
    variadic("and", &[Type::Reflect], Type::Reflect, and),
    variadic("call", &[Type::Reflect], Type::Reflect, call),
    variadic("eq", &[Type::Reflect], Type::Reflect, eq),
    func("ge", &[Type::Reflect, Type::Reflect], ge),
    func("gt", &[Type::Reflect, Type::Reflect], gt),
    variadic("html", &[], Type::Any, html).at(cost::LETTERS),
    variadic("index", &[Type::Reflect], Type::Reflect, index),
    variadic("js", &[], Type::Any, js).at(cost::LETTERS),
    func("le", &[Type::Reflect, Type::Reflect], le),
    func("len", &[Type::Reflect], len),
    func("lt", &[Type::Reflect, Type::Reflect], lt),
    func("ne", &[Type::Reflect, Type::Reflect], ne),
    func("not", &[Type::Reflect], not),
    variadic("or", &[Type::Reflect], Type::Reflect, or),
    variadic("print", &[], Type::Any, print),
    variadic("printf", &[Type::Str], Type::Any, printf).at(cost::LETTERS),
    variadic("println", &[], Type::Any, println),
    variadic("slice", &[Type::Reflect], Type::Reflect, slice),
    variadic("urlquery", &[], Type::Any, urlquery).at(cost::LETTERS),
];

/// The first operand that is false, or the last. Source: text/template/exec.go, `evalCall`.
fn and(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(args.iter().find(|arg| !arg.is_true()).or(args.last()).cloned().unwrap_or_default())
}

/// The first operand that is true, or the last. Source: text/template/exec.go, `evalCall`.
fn or(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(args.iter().find(|arg| arg.is_true()).or(args.last()).cloned().unwrap_or_default())
}

/// Source: text/template/funcs.go, `not`.
fn not(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(Value::Bool(!args[0].is_true()))
}

/// Always an error: no value that a chart can reach is a function. Go names the operand by its text in the
/// template, which only the engine knows; see [`told`]. Source: text/template/funcs.go, `call`.
fn call(env: &Env, args: &[Value]) -> Result<Value, String> {
    let typ = match &args[0] {
        Value::Nil | Value::Invalid => return Err("call of nil".to_owned()),
        value => type_name(value, env.helm),
    };
    let piped = args[0].as_str().map_or_else(|| format!("<{typ} Value>"), str::to_owned);
    Err(format!("non-function {OPERAND}{piped}{OPERAND} of type {typ}"))
}

/// Stands around the name that `call` has for an operand that was piped in.
const OPERAND: char = '\0';

/// What `len` says of a nil interface, and of no value at all, which is Go's own crash, caught.
const LEN_OF_NIL: &str = "len of nil pointer";
const LEN_OF_NOTHING: &str = "reflect: call of reflect.Value.Type on zero Value";

/// The error of a function of this file in full, where it hangs on the node of the first operand: its text, and
/// whether nil is no value there. `None` where it does not. An operand without a node was piped in.
pub fn told(name: &str, error: &str, operand: Option<(&str, bool)>) -> Option<String> {
    match name {
        "call" => {
            let (before, rest) = error.split_once(OPERAND)?;
            let (piped, after) = rest.rsplit_once(OPERAND)?;
            Some(format!("{before}{}{after}", operand.map_or(piped, |(node, _)| node)))
        }
        "len" if error == LEN_OF_NIL && operand.is_some_and(|(_, concrete)| concrete) => {
            Some(LEN_OF_NOTHING.to_owned())
        }
        _ => None,
    }
}

/// Source: fmt/print.go, `Sprint`.
fn print(env: &Env, args: &[Value]) -> Result<Value, String> {
    built(env, Printer::new(env.helm).sprint(args)?)
}

/// Source: fmt/print.go, `Sprintf`.
fn printf(env: &Env, args: &[Value]) -> Result<Value, String> {
    let format = args[0].as_str().unwrap_or_default();
    built(env, Printer::new(env.helm).sprintf(format, &args[1..])?)
}

/// Source: fmt/print.go, `Sprintln`.
fn println(env: &Env, args: &[Value]) -> Result<Value, String> {
    built(env, Printer::new(env.helm).sprintln(args)?)
}

fn built(env: &Env, text: String) -> Result<Value, String> {
    env.charge(text.len())?;
    Ok(Value::from(text))
}

/// Source: text/template/funcs.go, `HTMLEscaper`.
fn html(env: &Env, args: &[Value]) -> Result<Value, String> {
    escaped(env, args, escape::html)
}

/// Source: text/template/funcs.go, `JSEscaper`.
fn js(env: &Env, args: &[Value]) -> Result<Value, String> {
    escaped(env, args, escape::js)
}

/// Source: text/template/funcs.go, `URLQueryEscaper`.
fn urlquery(env: &Env, args: &[Value]) -> Result<Value, String> {
    escaped(env, args, escape::url_query)
}

/// Escapes the operands as `print` shows them, except that nil reads as `<no value>`.
/// Source: text/template/funcs.go, `evalArgs`.
fn escaped(env: &Env, args: &[Value], escape: fn(&str) -> Cow<'_, str>) -> Result<Value, String> {
    if let [Value::Str(text)] = args {
        return match escape(text) {
            Cow::Borrowed(_) => Ok(args[0].clone()),
            Cow::Owned(text) => built(env, text),
        };
    }
    let shown: Vec<Value> =
        args.iter().map(|arg| if arg.is_nil() { Value::from("<no value>") } else { arg.clone() }).collect();
    let text = Printer::new(env.helm).indirect().sprint(&shown)?;
    built(env, escape(&text).into_owned())
}

/// The number of entries, elements or bytes. Source: text/template/funcs.go, `length`.
fn len(env: &Env, args: &[Value]) -> Result<Value, String> {
    if let Value::Object(object) = &args[0]
        && let Some(len) = object.length()
    {
        return Ok(Value::Int(i64::try_from(len).unwrap_or(i64::MAX)));
    }
    let len = match Shape::of(&args[0]) {
        Shape::Nil => return Err(LEN_OF_NIL.to_owned()),
        Shape::Invalid => return Err(LEN_OF_NOTHING.to_owned()),
        Shape::Str(text) => string_bytes(&text).len(),
        Shape::List(list) => list.items.len(),
        Shape::Map(_, entries) => entries.len(),
        Shape::Other(value) => return Err(format!("len of type {}", pointee_type(value, env.helm))),
    };
    Ok(Value::Int(i64::try_from(len).unwrap_or(i64::MAX)))
}

/// What `len`, `index` and `slice` see in a value.
enum Shape<'a> {
    /// The nil interface.
    Nil,
    /// No value at all.
    Invalid,
    Str(Cow<'a, str>),
    List(Arc<Slice>),
    Map(MapType, Arc<Entries>),
    Other(&'a Value),
}

impl Shape<'_> {
    fn of(value: &Value) -> Shape<'_> {
        match value {
            Value::Nil => Shape::Nil,
            Value::Invalid => Shape::Invalid,
            Value::Str(text) => Shape::Str(Cow::Borrowed(text)),
            Value::List(list) => Shape::List(list.clone()),
            Value::Map(map) => Shape::Map(map.typ, map.snapshot()),
            Value::Object(object) => match (object.kind(), object.underlying()) {
                ("slice" | "array", Some(Value::List(list))) => Shape::List(list),
                ("string", Some(Value::Str(text))) => Shape::Str(Cow::Owned(text.to_string())),
                ("map", Some(Value::Map(map))) => Shape::Map(map.typ, map.snapshot()),
                ("map", _) => {
                    let entries = object.fields().into_iter().map(|(key, value)| (key.into(), value));
                    Shape::Map(MapType::Any, Arc::new(entries.collect()))
                }
                _ => Shape::Other(value),
            },
            _ => Shape::Other(value),
        }
    }
}

/// `index x 1 2` is `x[1][2]`. Source: text/template/funcs.go, `index`.
fn index(env: &Env, args: &[Value]) -> Result<Value, String> {
    let mut item = args[0].clone();
    if item.is_nil() {
        return Err("index of untyped nil".to_owned());
    }
    for index in &args[1..] {
        // The commonest case without a copy of the map.
        if let (Value::Map(map), Value::Str(key)) = (&item, index) {
            item = map.get(key).unwrap_or_else(|| zero_entry(map.typ));
            continue;
        }
        item = match Shape::of(&item) {
            Shape::Nil | Shape::Invalid => return Err("index of nil pointer".to_owned()),
            Shape::Str(text) => {
                let bytes = string_bytes(&text);
                let at = index_arg(index, bytes.len(), env.helm)?;
                let byte = bytes.get(at).ok_or("reflect: string index out of range")?;
                named::uint8(*byte)
            }
            Shape::List(list) => {
                let at = index_arg(index, list.items.len(), env.helm)?;
                list.items.get(at).cloned().ok_or("reflect: slice index out of range")?
            }
            Shape::Map(typ, entries) => {
                let key = key_arg(index, env.helm)?;
                entries.get(&*key).cloned().unwrap_or_else(|| zero_entry(typ))
            }
            Shape::Other(value) => {
                return Err(format!("can't index item of type {}", pointee_type(value, env.helm)));
            }
        };
    }
    Ok(item)
}

/// The type of a value, or of what it points to. Source: text/template/exec.go, `indirect`.
fn pointee_type(value: &Value, helm: Helm) -> Cow<'_, str> {
    let name = type_name(value, helm);
    match name.strip_prefix('*') {
        Some(name) => Cow::Owned(name.to_owned()),
        None => name,
    }
}

/// What a map yields for a key that it does not have.
fn zero_entry(typ: MapType) -> Value {
    match typ {
        MapType::Any | MapType::Values => Value::Nil,
        MapType::Strings => Value::from(""),
    }
}

/// Source: text/template/funcs.go, `prepareArg` for a key of type string.
fn key_arg(index: &Value, helm: Helm) -> Result<Cow<'_, str>, String> {
    match index {
        Value::Str(key) => Ok(Cow::Borrowed(key)),
        Value::Nil | Value::Invalid => Err("value is nil; should be of type string".to_owned()),
        _ => Err(format!("value has type {}; should be string", type_name(index, helm))),
    }
}

/// An index up to and including `cap`, as Go lets it pass. Source: text/template/funcs.go, `indexArg`.
fn index_arg(index: &Value, cap: usize, helm: Helm) -> Result<usize, String> {
    let number = match (Basic::of(index), index) {
        (Some(Basic::Int(number)), _) => number,
        // As in Go, a large unsigned number becomes a negative one.
        (Some(Basic::Uint(number)), _) => number as i64,
        (_, Value::Nil | Value::Invalid) => return Err("cannot index slice/array with nil".to_owned()),
        _ => return Err(format!("cannot index slice/array with type {}", type_name(index, helm))),
    };
    match usize::try_from(number) {
        Ok(at) if at <= cap => Ok(at),
        _ => Err(format!("index out of range: {number}")),
    }
}

/// `slice x 1 2` is `x[1:2]`. Source: text/template/funcs.go, `slice`.
fn slice(env: &Env, args: &[Value]) -> Result<Value, String> {
    let (item, indexes) = (&args[0], &args[1..]);
    let shape = Shape::of(item);
    if matches!(shape, Shape::Nil | Shape::Invalid) {
        return Err("slice of untyped nil".to_owned());
    }
    if indexes.len() > 3 {
        return Err(format!("too many slice indexes: {}", indexes.len()));
    }
    let len = match &shape {
        Shape::Str(_) if indexes.len() == 3 => return Err("cannot 3-index slice a string".to_owned()),
        Shape::Str(text) => string_bytes(text).len(),
        // Go looks at the capacity, which can be larger where a list has grown; ours never has room to spare.
        Shape::List(list) => list.items.len(),
        _ => return Err(format!("can't slice item of type {}", pointee_type(item, env.helm))),
    };
    let mut bounds = [0, len, len];
    for (bound, index) in bounds.iter_mut().zip(indexes) {
        if let Value::Nil = index {
            // Unlike `index`, Go does not look into the interface here.
            return Err("cannot index slice/array with type interface {}".to_owned());
        }
        *bound = index_arg(index, len, env.helm)?;
    }
    let [start, end, cap] = bounds;
    for (low, high) in [(start, end), (end, cap)] {
        if low > high {
            return Err(format!("invalid slice index: {low} > {high}"));
        }
    }
    Ok(match shape {
        Shape::Str(text) => Value::from(&*string_from_bytes(&string_bytes(&text)[start..end])),
        Shape::List(list) => {
            let items = list.items[start..end].to_vec();
            let list = Value::List(Arc::new(Slice { elem: list.elem, items, nil: list.nil }));
            item.as_object::<Named>().map_or(list.clone(), |named| named.with(list))
        }
        _ => Value::Nil,
    })
}

/// A value of a kind that can be ordered or at least compared. Source: text/template/funcs.go, `basicKind`.
#[derive(Clone, Debug)]
enum Basic<'a> {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Str(Cow<'a, str>),
}

impl Basic<'_> {
    fn of(value: &Value) -> Option<Basic<'_>> {
        Some(match value {
            Value::Bool(b) => Basic::Bool(*b),
            Value::Int(n) | Value::Int64(n) => Basic::Int(*n),
            Value::Float(f) => Basic::Float(*f),
            Value::Str(text) => Basic::Str(Cow::Borrowed(text)),
            Value::Object(object) => match (object.kind(), object.underlying()?) {
                (kind, Value::Int(n) | Value::Int64(n)) if is_unsigned(kind) => Basic::Uint(n as u64),
                (_, Value::Int(n) | Value::Int64(n)) => Basic::Int(n),
                (_, Value::Bool(b)) => Basic::Bool(b),
                (_, Value::Float(f)) => Basic::Float(f),
                (_, Value::Str(text)) => Basic::Str(Cow::Owned(text.to_string())),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// How the two compare; `None` for kinds that do not. A NaN is neither less, equal nor greater.
    fn compare(&self, other: &Basic<'_>) -> Option<Option<Ordering>> {
        Some(match (self, other) {
            (Basic::Bool(a), Basic::Bool(b)) => Some(a.cmp(b)),
            (Basic::Int(a), Basic::Int(b)) => Some(a.cmp(b)),
            (Basic::Uint(a), Basic::Uint(b)) => Some(a.cmp(b)),
            (Basic::Int(a), Basic::Uint(b)) => Some(i128::from(*a).cmp(&i128::from(*b))),
            (Basic::Uint(a), Basic::Int(b)) => Some(i128::from(*a).cmp(&i128::from(*b))),
            (Basic::Float(a), Basic::Float(b)) => a.partial_cmp(b),
            (Basic::Str(a), Basic::Str(b)) => Some(string_bytes(a).cmp(&string_bytes(b))),
            _ => return None,
        })
    }
}

/// Whether the first operand equals any other. Source: text/template/funcs.go, `eq`.
fn eq(env: &Env, args: &[Value]) -> Result<Value, String> {
    let (first, others) = (&args[0], &args[1..]);
    if others.is_empty() {
        return Err("missing argument for comparison".to_owned());
    }
    for other in others {
        if equals(first, other, env.helm)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// Source: text/template/funcs.go, `ne`.
fn ne(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(Value::Bool(!equals(&args[0], &args[1], env.helm)?))
}

fn equals(a: &Value, b: &Value, helm: Helm) -> Result<bool, String> {
    // Two strings are what nearly every chart compares.
    if let (Value::Str(a), Value::Str(b)) = (a, b) {
        return Ok(a == b);
    }
    if a.is_nil() || b.is_nil() {
        return Ok(is_go_nil(a) && is_go_nil(b));
    }
    match (Basic::of(a), Basic::of(b)) {
        (Some(x), Some(y)) => {
            x.compare(&y).map(|order| order == Some(Ordering::Equal)).ok_or_else(|| incompatible(a, b, helm))
        }
        (None, None) => composite_equals(a, b, helm),
        _ => Err(incompatible(a, b, helm)),
    }
}

/// Whether the value is nil, or nil of its type. Source: text/template/funcs.go, `isNil`.
fn is_go_nil(value: &Value) -> bool {
    match value {
        Value::List(list) => list.nil,
        Value::Map(map) => map.nil,
        _ => value.is_nil(),
    }
}

/// Compares what is no basic kind: lists and maps not at all, structs field by field, pointers by what they
/// point to being the same.
fn composite_equals(a: &Value, b: &Value, helm: Helm) -> Result<bool, String> {
    let shown = |verb: &str, value: &Value| Printer::new(helm).sprintf(verb, std::slice::from_ref(value));
    if a.kind() != b.kind() {
        let (first, second) = (shown("%s", a)?, shown("%v", b)?);
        let (first_type, second_type) = (type_name(a, helm), type_name(b, helm));
        return Err(format!("non-comparable types {first}: {first_type}, {second_type}: {second}"));
    }
    match (a, b) {
        _ if is_go_nil(a) || is_go_nil(b) => Ok(is_go_nil(a) && is_go_nil(b)),
        (Value::Object(x), Value::Object(y)) if a.kind() == "ptr" => Ok(Arc::ptr_eq(x, y)),
        (Value::Object(x), Value::Object(y)) if a.kind() == "struct" => {
            Ok(same_struct(x.as_ref(), y.as_ref()))
        }
        _ => Err(format!("non-comparable type {}: {}", shown("%s", b)?, type_name(b, helm))),
    }
}

fn incompatible(a: &Value, b: &Value, helm: Helm) -> String {
    format!("incompatible types for comparison: {} and {}", type_name(a, helm), type_name(b, helm))
}

/// Source: text/template/funcs.go, `lt`.
fn lt(env: &Env, args: &[Value]) -> Result<Value, String> {
    less(args, env.helm).map(Value::Bool)
}

/// Source: text/template/funcs.go, `le`.
fn le(env: &Env, args: &[Value]) -> Result<Value, String> {
    less_or_equal(args, env.helm).map(Value::Bool)
}

/// The inverse of `le`, so true where a NaN is compared. Source: text/template/funcs.go, `gt`.
fn gt(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(Value::Bool(!less_or_equal(args, env.helm)?))
}

/// The inverse of `lt`, so true where a NaN is compared. Source: text/template/funcs.go, `ge`.
fn ge(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(Value::Bool(!less(args, env.helm)?))
}

fn less(args: &[Value], helm: Helm) -> Result<bool, String> {
    Ok(order(args, helm)? == Some(Ordering::Less))
}

fn less_or_equal(args: &[Value], helm: Helm) -> Result<bool, String> {
    Ok(matches!(order(args, helm)?, Some(Ordering::Less | Ordering::Equal)))
}

fn order(args: &[Value], helm: Helm) -> Result<Option<Ordering>, String> {
    let invalid = || "invalid type for comparison".to_owned();
    let a = Basic::of(&args[0]).ok_or_else(invalid)?;
    let b = Basic::of(&args[1]).ok_or_else(invalid)?;
    if matches!((&a, &b), (Basic::Bool(_), Basic::Bool(_))) {
        return Err(invalid());
    }
    a.compare(&b).ok_or_else(|| incompatible(&args[0], &args[1], helm))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::recorded::{NoWorld, check, quoted, values};

    #[test]
    fn answers_are_those_of_text_template() {
        let env = Env::new(Helm::V4, Arc::new(NoWorld));
        check(include_str!("../../tests/golang/template.txt"), |fields| {
            let func = TABLE.iter().find(|func| func.name == fields[0]).unwrap();
            match (func.run)(&env, &values(fields[1])) {
                Ok(value) => {
                    quoted(&Printer::new(Helm::V4).sprintf("%T %v", &[value.clone(), value]).unwrap())
                }
                Err(error) => format!("!{}", quoted(&error)),
            }
        });
    }
}
