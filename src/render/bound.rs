//! The functions as minijinja calls them: those of [`funcs`](crate::funcs), and the few that need the engine.

use super::bridge::{Cell, from_jinja, to_jinja};
use super::errors::{Failure, GoError, warn};
use super::field::{self, Held, follow, type_name};
use super::session::Session;
use crate::compile::Signature;
use crate::funcs::{self, Env, Func, Since, Type, func};
use crate::golang::named::Named;
use crate::helm::Helm;
use crate::value::{ElemType, MapType, Value};
use minijinja::{Environment, Error, State, Value as Jinja};
use std::sync::Arc;

/// The functions that need the engine. Their bodies stand in [`register`]; here they have names and types.
const BOUND: &[Func] = &[
    func("include", &[Type::Str, Type::Any], elsewhere),
    func("tpl", &[Type::Str, Type::Any], elsewhere),
    func("required", &[Type::Str, Type::Any], required),
    func("fail", &[Type::Str], fail),
    func("lookup", &[Type::Str, Type::Str, Type::Str, Type::Str], lookup),
];

/// Functions that the compiler writes as operators; a call of one never reaches minijinja.
const OPERATORS: &[&str] = &["and", "or", "not"];

fn elsewhere(_: &Env, _: &[Value]) -> Result<Value, String> {
    Err("called without an engine".to_owned())
}

/// Source: Helm, engine.go, `required`.
fn required(_: &Env, args: &[Value]) -> Result<Value, String> {
    match args {
        [Value::Str(message), Value::Nil] => Err(warn(message)),
        [Value::Str(message), Value::Str(text)] if text.is_empty() => Err(warn(message)),
        [_, value] => Ok(value.clone()),
        _ => Err("required wants a message and a value".to_owned()),
    }
}

/// Source: Helm, engine.go, `fail`.
fn fail(_: &Env, args: &[Value]) -> Result<Value, String> {
    Err(warn(args.first().and_then(Value::as_str).unwrap_or_default()))
}

/// There is no cluster to look into: an empty map, as Helm answers without one.
fn lookup(_: &Env, _: &[Value]) -> Result<Value, String> {
    Ok(Value::from([]))
}

fn available(func: &Func, helm: Helm) -> bool {
    func.since == Since::Both || helm == Helm::V4
}

fn find(name: &str, helm: Helm) -> Option<&'static Func> {
    BOUND.iter().find(|f| f.name == name).or_else(|| funcs::find(name)).filter(|f| available(f, helm))
}

/// Whether a template may name this function.
pub fn knows(name: &str, helm: Helm) -> bool {
    OPERATORS.contains(&name) || find(name, helm).is_some()
}

/// Functions that Helm adds to sprig's; those of Helm 4 alone are Helm's as well. Source: Helm, engine/funcs.go.
const HELMS_OWN: [&str; 11] = [
    "fromJsonArray",
    "fromToml",
    "fromYaml",
    "fromYamlArray",
    "include",
    "lookup",
    "required",
    "toToml",
    "toYaml",
    "toYamlPretty",
    "tpl",
];

/// Whether sprig lacks this function.
pub(super) fn is_helms_own(name: &str) -> bool {
    HELMS_OWN.contains(&name) || find(name, Helm::V4).is_some_and(|func| !available(func, Helm::V3))
}

/// The parameters of a function, for the compiler.
pub fn signature(name: &str, helm: Helm) -> Option<Signature> {
    if OPERATORS.contains(&name) {
        // `not` takes one, `and` and `or` one or more; the compiler writes them out itself if the count is right.
        let rest = (name != "not").then_some(Type::Reflect);
        return Some(Signature { params: &[Type::Reflect], rest });
    }
    find(name, helm).map(|f| Signature { params: f.params, rest: f.rest })
}

/// Puts every function into the environment: as a function for where it stands first, as a filter for where it
/// is piped into. In Go the piped value is the last argument.
pub(super) fn register(engine: &mut Environment<'static>, session: &Arc<Session>) {
    for func in funcs::all().chain(BOUND).filter(|f| available(f, session.env.helm)) {
        if matches!(func.name, "include" | "tpl") {
            continue;
        }
        let here = Arc::clone(session);
        engine.add_function(func.name, move |args: &[Jinja]| call(&here, func, args.iter()));
        let here = Arc::clone(session);
        engine.add_filter(func.name, move |args: &[Jinja]| call(&here, func, piped(args)));
    }
    register_engine_bound(engine, session);
    register_own(engine, session.env.helm);
}

/// The arguments of a filter in Go's order.
fn piped(args: &[Jinja]) -> impl ExactSizeIterator<Item = &Jinja> {
    let last = args.len().saturating_sub(1);
    (0..args.len()).map(move |i| &args[if i == last { 0 } else { i + 1 }])
}

fn call<'a>(
    session: &Session,
    func: &'static Func,
    args: impl ExactSizeIterator<Item = &'a Jinja>,
) -> Result<Jinja, Error> {
    // Nearly every call has three arguments at most: those need no allocation.
    let mut few: [Value; 3] = Default::default();
    let mut many = Vec::new();
    let count = args.len();
    for (i, arg) in args.enumerate() {
        let mut value = from_jinja(arg);
        let typ = func.params.get(i).copied().or(func.rest).unwrap_or(Type::Any);
        check(&value, typ, i, session.env.helm)?;
        if let Value::Invalid = value {
            value = Value::Nil;
        }
        match few.get_mut(i) {
            Some(slot) if count <= 3 => *slot = value,
            _ => many.push(value),
        }
    }
    let args = if count <= few.len() { &few[..count] } else { &many[..] };
    match (func.run)(&session.env, args) {
        Ok(value) => {
            session.passed(args, &value);
            Ok(to_jinja(value))
        }
        Err(message) => Err(Failure::Calling(func.name.to_owned(), GoError::plain(message)).into()),
    }
}

/// Go's check of an argument against its parameter. Source: Go, text/template/exec.go, `validateType`.
fn check(value: &Value, typ: Type, index: usize, helm: Helm) -> Result<(), Failure> {
    let fits = match (typ, value) {
        (Type::Any | Type::Reflect, _)
        | (Type::Str, Value::Str(_))
        | (Type::Bool, Value::Bool(_))
        | (Type::Int, Value::Int(_))
        | (Type::Int64, Value::Int64(_) | Value::Int(_))
        | (Type::Float, Value::Float(_)) => true,
        (Type::Map, Value::Map(map)) => map.typ != MapType::Strings,
        // No value at all becomes Go's nil map; see `nilmap`.
        (Type::Map, Value::Invalid) => true,
        (Type::List, Value::List(list)) => list.elem == ElemType::Any,
        (Type::Strings, Value::List(list)) => list.elem == ElemType::Str,
        (Type::Time | Type::Named(_), Value::Object(object)) => object.type_name() == typ.name(),
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let got = (!value.is_nil()).then(|| type_name(value, helm).into_owned());
    Err(Failure::Argument(index, typ.name().to_owned(), got))
}

fn register_engine_bound(engine: &mut Environment<'static>, session: &Arc<Session>) {
    // include NAME DATA; DATA | include NAME
    let here = Arc::clone(session);
    let include = move |state: &mut State<'_, '_>, name: &Jinja, data: &Jinja| -> Result<Jinja, Error> {
        let Some(name) = name.as_str() else {
            return Err(wrong_first(name, here.env.helm).into());
        };
        match here.include(state.env(), name, concrete(data)) {
            Ok(text) => Ok(Jinja::from(text)),
            Err(error) => Err(Failure::Calling("include".to_owned(), error).into()),
        }
    };
    let filter = include.clone();
    engine.add_filter("include", move |state: &mut State<'_, '_>, data: &Jinja, name: &Jinja| {
        filter(state, name, data)
    });
    engine.add_function("include", include);

    // tpl TEXT DATA; DATA | tpl TEXT
    let here = Arc::clone(session);
    let tpl = move |state: &mut State<'_, '_>, text: &Jinja, data: &Jinja| -> Result<Jinja, Error> {
        let Some(text) = text.to_str() else {
            return Err(wrong_first(text, here.env.helm).into());
        };
        match here.tpl(state.env(), &text, concrete(data)) {
            Ok(text) => Ok(Jinja::from(text)),
            Err(error) => Err(Failure::Calling("tpl".to_owned(), error).into()),
        }
    };
    let filter = tpl.clone();
    engine.add_filter("tpl", move |state: &mut State<'_, '_>, data: &Jinja, text: &Jinja| {
        filter(state, text, data)
    });
    engine.add_function("tpl", tpl);

    // {{ template "name" data }}
    let here = Arc::clone(session);
    engine.add_function("template", move |state: &mut State<'_, '_>, name: &str, data: &[Jinja]| {
        let data = data.first().map_or(Jinja::UNDEFINED, concrete);
        here.template(state.env(), name, data).map(Jinja::from).map_err(Error::from)
    });
}

fn wrong_first(value: &Jinja, helm: Helm) -> Failure {
    let value = from_jinja(value);
    check(&value, Type::Str, 0, helm).err().unwrap_or_else(|| Failure::Here("expected string".to_owned()))
}

/// Data of a template: nil is no value at all there.
fn concrete(data: &Jinja) -> Jinja {
    if data.is_none() { Jinja::UNDEFINED } else { data.clone() }
}

/// The names that only the compiler writes.
fn register_own(engine: &mut Environment<'static>, helm: Helm) {
    let fields = move |receiver: &Jinja, names: &[Jinja], held: Held| -> Result<Jinja, Error> {
        let names = names.iter().filter_map(Jinja::as_str);
        match follow(from_jinja(receiver), names, held, helm) {
            Ok(value) => Ok(to_jinja(value)),
            Err(failure) => Err(failure.into()),
        }
    };
    engine.add_filter("at", move |receiver: &Jinja, names: &[Jinja]| fields(receiver, names, Held::Concrete));
    engine
        .add_filter("ati", move |receiver: &Jinja, names: &[Jinja]| fields(receiver, names, Held::Interface));
    engine.add_filter("method", move |receiver: &Jinja, name: &str, args: &[Jinja]| {
        let args: Vec<Value> = args.iter().map(from_jinja).collect();
        match field::method(&from_jinja(receiver), name, &args, Held::Concrete, helm) {
            Ok(value) => Ok(to_jinja(value)),
            Err(failure) => Err(Error::from(failure)),
        }
    });
    engine
        .add_function("raise", |message: &str| Err::<Jinja, Error>(Failure::Here(message.to_owned()).into()));
    engine.add_filter("raise", |_: &Jinja, message: &str| {
        Err::<Jinja, Error>(Failure::Here(message.to_owned()).into())
    });
    engine.add_filter("typed", move |value: &Jinja, name: &str| {
        let typ = [
            Type::Str,
            Type::Bool,
            Type::Int,
            Type::Int64,
            Type::Float,
            Type::Map,
            Type::List,
            Type::Strings,
        ]
        .into_iter()
        .find(|typ| typ.name() == name);
        match typ {
            Some(typ) => check(&from_jinja(value), typ, 0, helm).map(|()| value.clone()).map_err(Error::from),
            None => Ok(value.clone()),
        }
    });
    engine.add_filter(
        "nilmap",
        |value: &Jinja| {
            if value.is_none() { Jinja::UNDEFINED } else { value.clone() }
        },
    );
    engine.add_filter("nillist", |value: &Jinja| {
        if value.is_none() || value.is_undefined() {
            to_jinja(Value::from(Vec::new()))
        } else {
            value.clone()
        }
    });
    engine
        .add_filter("uint32", |value: &Jinja| to_jinja(Named::value("uint32", "uint32", from_jinja(value))));
    // Go's `or` and `and` with a value piped in, which is their last operand.
    engine.add_filter(
        "orlast",
        |last: &Jinja, found: &Jinja| {
            if found.is_true() { found.clone() } else { last.clone() }
        },
    );
    engine.add_filter(
        "andlast",
        |last: &Jinja, found: &Jinja| {
            if found.is_true() { last.clone() } else { found.clone() }
        },
    );
    engine.add_filter("complex", |text: &str| {
        to_jinja(Named::with_string("complex128", "complex128", Value::Float(1.0), text.to_owned()))
    });
    engine.add_filter("cell", |value: &Jinja| Jinja::from_object(Cell::new(value.clone())));
    engine.add_filter("each", move |value: &Jinja| each(&from_jinja(value)).map_err(Error::from));
    engine.add_filter("items", move |value: &Jinja| items(&from_jinja(value)).map_err(Error::from));
}

/// What `range` with at most one variable walks over, as it is now: a change made by the body is not seen.
/// Source: Go, exec.go, `walkRange`.
fn each(value: &Value) -> Result<Jinja, Failure> {
    match value {
        Value::Nil | Value::Invalid => Ok(Jinja::from(Vec::<Jinja>::new())),
        // A list that is false: minijinja takes every iterator for true.
        Value::Int(n) | Value::Int64(n) if *n <= 0 => Ok(Jinja::from(Vec::<Jinja>::new())),
        Value::Int(n) | Value::Int64(n) => {
            let (n, boxed) = (*n, matches!(value, Value::Int64(_)));
            Ok(Jinja::make_iterable(move || {
                (0..n.max(0)).map(move |i| to_jinja(if boxed { Value::Int64(i) } else { Value::Int(i) }))
            }))
        }
        Value::List(list) => Ok(Jinja::from(list.items.iter().cloned().map(to_jinja).collect::<Vec<_>>())),
        Value::Map(map) => {
            Ok(Jinja::from(map.snapshot().values().cloned().map(to_jinja).collect::<Vec<_>>()))
        }
        Value::Object(object) => match object.underlying() {
            Some(inner @ (Value::List(_) | Value::Map(_) | Value::Int(_) | Value::Int64(_))) => each(&inner),
            _ => Err(cannot_range(value)),
        },
        _ => Err(cannot_range(value)),
    }
}

/// What `range` with two variables walks over: pairs.
fn items(value: &Value) -> Result<Jinja, Failure> {
    let pair = |key: Value, value: &Value| Jinja::from(vec![to_jinja(key), to_jinja(value.clone())]);
    match value {
        Value::Nil | Value::Invalid => Ok(Jinja::from(Vec::<Jinja>::new())),
        Value::List(list) => {
            let indexes = (0..).map(Value::Int);
            Ok(Jinja::from(indexes.zip(&list.items).map(|(i, item)| pair(i, item)).collect::<Vec<_>>()))
        }
        Value::Map(map) => {
            let entries = map.snapshot();
            Ok(Jinja::from(entries.iter().map(|(k, v)| pair(Value::Str(k.clone()), v)).collect::<Vec<_>>()))
        }
        Value::Int(n) | Value::Int64(n) => {
            Err(Failure::Here(format!("can't use {n} to iterate over more than one variable")))
        }
        Value::Object(object) => match object.underlying() {
            Some(inner @ (Value::List(_) | Value::Map(_))) => items(&inner),
            _ => Err(cannot_range(value)),
        },
        _ => Err(cannot_range(value)),
    }
}

fn cannot_range(value: &Value) -> Failure {
    Failure::Here(format!("range can't iterate over {}", crate::golang::fmt::display(value)))
}
