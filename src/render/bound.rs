//! The functions as minijinja calls them: those of [`funcs`](crate::funcs), and the few that need the engine.

use super::bridge::{Cell, Concrete, FILE, from_jinja, to_jinja};
use super::constants;
use super::errors::{Failure, GoError, Got, warn};
use super::field::{self, Held, follow, type_name};
use super::session::Session;
use crate::compile::Signature;
use crate::funcs::{self, Env, Func, Since, Type, chance, cost, func, size};
use crate::golang::named::{self, Named};
use crate::helm::Helm;
use crate::value::{ElemType, MapType, Value};
use minijinja::value::{Object, ObjectRepr};
use minijinja::{Environment, Error, State, Value as Jinja};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// The functions that need the engine or have no table. Where the engine is needed, the body stands in
/// [`OWN_FUNCTIONS`]; here are names and types.
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

/// The function of that name, of whichever Helm.
fn any(name: &str) -> Option<&'static Func> {
    funcs::find(name).or_else(|| BOUND.iter().find(|func| func.name == name))
}

fn find(name: &str, helm: Helm) -> Option<&'static Func> {
    any(name).filter(|func| available(func, helm))
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

/// A function as a program holds it: a constant, so that a call looks up no name.
#[derive(Clone, Copy)]
struct Callable {
    body: Body,
    /// Where it may draw random values or ask for the time: the line of this call.
    line: Option<usize>,
}

#[derive(Clone, Copy)]
enum Body {
    /// One of the tables.
    Func(&'static Func),
    /// One of the tables with a value piped in, which comes first here and last in Go.
    Piped(&'static Func),
    /// One that needs the engine, or that only the compiler writes.
    Own(Own),
}

type Own = fn(&Session, &Environment<'_>, &[Jinja]) -> Result<Jinja, Error>;

impl fmt::Debug for Callable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.body {
            Body::Func(func) | Body::Piped(func) => func.name,
            Body::Own(_) => "own",
        })
    }
}

impl Object for Callable {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, state: &mut State<'_, '_>, args: &[Jinja]) -> Result<Jinja, Error> {
        self.run(state, args)
    }
}

/// What a loop of a program asks for its items: each item is charged for what stands in the loop, for the engine writes
/// that down and runs it without a question.
#[derive(Debug)]
struct Walker {
    run: Own,
    /// Bytes of text in the body, outside of loops in it.
    raw: AtomicUsize,
    /// Steps that the body takes, outside of loops in it.
    steps: AtomicU64,
}

impl Object for Walker {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, state: &mut State<'_, '_>, args: &[Jinja]) -> Result<Jinja, Error> {
        let session = Session::current()?;
        let items = length(&from_jinja(only(args)?));
        let steps = items.saturating_mul(self.steps.load(Ordering::Relaxed));
        let paid = session.env.charge_raw(items, self.raw.load(Ordering::Relaxed));
        paid.and_then(|()| session.env.step(steps)).map_err(Failure::Here)?;
        (self.run)(&session, state.env(), args)
    }
}

/// A path of fields as a program holds it.
#[derive(Debug)]
struct Path {
    /// The names with dots between them.
    names: Cow<'static, str>,
    held: Held,
}

impl Object for Path {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, args: &[Jinja]) -> Result<Jinja, Error> {
        let helm = Session::current()?.env.helm;
        let receiver = only(args)?;
        match follow(from_jinja(receiver), words(&self.names), as_held(receiver, self.held), helm) {
            Ok(value) => Ok(to_jinja(value)),
            Err(failure) => Err(failure.into()),
        }
    }
}

/// The words between dots. They are short: to look at each byte is faster than a search.
pub(super) fn words(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let (word, after) = match path.bytes().position(|byte| byte == b'.') {
            Some(dot) => (path.get(..dot)?, path.get(dot + 1..)),
            None => (path, None),
        };
        rest = after;
        Some(word)
    })
}

/// The constant that follows a path of fields.
pub(super) fn path(names: Cow<'static, str>, interface: bool) -> Jinja {
    let held = if interface { Held::Interface } else { Held::Concrete };
    Jinja::from_object(Path { names, held })
}

/// Says how many bytes of text and how many steps the body of a loop has.
pub(super) fn weigh(walker: &Jinja, bytes: usize, steps: u64) {
    if let Some(walker) = walker.downcast_object_ref::<Walker>() {
        walker.raw.store(bytes, Ordering::Relaxed);
        walker.steps.store(steps, Ordering::Relaxed);
    }
}

impl Callable {
    /// What a program means by a name, in front of its arguments or behind a pipe.
    fn named(name: &str, piped: bool) -> Option<Callable> {
        let own = if piped { OWN_FILTERS } else { OWN_FUNCTIONS };
        let body = match own.iter().find(|(own, _)| *own == name) {
            Some((_, run)) => Body::Own(*run),
            None => {
                let func = any(name)?;
                if piped { Body::Piped(func) } else { Body::Func(func) }
            }
        };
        Some(Callable { body, line: None })
    }

    fn run(self, state: &State<'_, '_>, args: &[Jinja]) -> Result<Jinja, Error> {
        let session = Session::current()?;
        let result = match self.body {
            Body::Func(func) => call(&session, func, args.iter()),
            Body::Piped(func) => call(&session, func, piped(args)),
            Body::Own(run) => run(&session, state.env(), args),
        }?;
        if let Some(line) = self.line {
            // Of those that need the engine only `tpl` has a line, and answers for its text.
            let texts = matches!(self.body, Body::Own(_));
            session.env.drew(texts, || Some((state.lookup(FILE)?.to_str()?, line)));
        }
        Ok(result)
    }
}

/// Places for the names of this file.
const HERE: usize = 32;
const _: () = assert!(OWN_FUNCTIONS.len() + BOUND.len() <= HERE && OWN_FILTERS.len() + BOUND.len() <= HERE);

/// Places for all names; see [`constants`].
pub(super) const PLACES: usize = HERE + funcs::SLOTS;

/// The constant that stands for a name in a program. It lasts as long as the process, as programs do. `line` tells the
/// line of the template, for what has to know where it stands.
pub(super) fn constant(name: &str, piped: bool, line: &mut dyn FnMut() -> usize) -> Option<Jinja> {
    let own = if piped { OWN_FILTERS } else { OWN_FUNCTIONS };
    let mut here = own.iter().map(|(name, _)| *name).chain(BOUND.iter().map(|func| func.name));
    let number = match funcs::slot(name) {
        Some(number) => HERE + number,
        None => here.position(|own| own == name)?,
    };
    if let ("each" | "items", true, Some((_, run))) = (name, piped, own.get(number)) {
        return Some(Jinja::from_object(Walker {
            run: *run,
            raw: AtomicUsize::new(0),
            steps: AtomicU64::new(0),
        }));
    }
    let callable = |line| Some(Jinja::from_object(Callable { line, ..Callable::named(name, piped)? }));
    let stands_alone = || name == "tpl" || chance::FUNCTIONS.contains(&name);
    let shared = constants::shared(number, piped, || if stands_alone() { None } else { callable(None) });
    shared.or_else(|| callable(Some(line())))
}

/// Puts every function into an environment that reads programs itself: as a function for where it stands first, as a
/// filter for where it is piped into. In Go the piped value is the last argument.
pub(super) fn register(engine: &mut Environment<'static>) {
    let names = || funcs::all().chain(BOUND).map(|func| func.name);
    let own = |table: &'static [(&str, Own)]| table.iter().map(|(name, _)| *name);
    for name in names().chain(own(OWN_FUNCTIONS)) {
        if let Some(callable) = Callable::named(name, false) {
            engine.add_function(name, move |state: &mut State<'_, '_>, args: &[Jinja]| {
                callable.run(state, args)
            });
        }
    }
    for name in names().chain(own(OWN_FILTERS)) {
        if let Some(callable) = Callable::named(name, true) {
            engine
                .add_filter(name, move |state: &mut State<'_, '_>, args: &[Jinja]| callable.run(state, args));
        }
    }
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
        match &value {
            // A parameter of type `reflect.Value` tells no value from nil.
            Value::Invalid if typ != Type::Reflect => value = Value::Nil,
            Value::Object(object) if typ == Type::Any => value = object.boxed().unwrap_or(value),
            _ => {}
        }
        match few.get_mut(i) {
            Some(slot) if count <= 3 => *slot = value,
            _ => many.push(value),
        }
    }
    let args = if count <= few.len() { &few[..count] } else { &many[..] };
    let result = paid(&session.env, func, args).and_then(|()| (func.run)(&session.env, args));
    match result.and_then(|value| built(&session.env, func, &value).map(|()| value)) {
        Ok(value) => {
            session.passed(args, &value);
            Ok(to_jinja(value))
        }
        Err(message) => Err(Failure::Calling(func.name.to_owned(), GoError::plain(message)).into()),
    }
}

/// Pays for a call, and beforehand for what many arguments may be put together to.
fn paid(env: &Env, func: &Func, args: &[Value]) -> Result<(), String> {
    let texts = args.iter().filter_map(Value::as_str).map(str::len).fold(0, usize::saturating_add);
    env.step(cost::CALL + reading(func, texts))?;
    match args.len() {
        0..=3 => Ok(()),
        _ => env.charge(texts),
    }
}

/// Steps for so many bytes that a function reads or writes.
fn reading(func: &Func, bytes: usize) -> u64 {
    (bytes as u64).saturating_mul(func.pace) / 16
}

/// Pays for what a call has made.
fn built(env: &Env, func: &Func, value: &Value) -> Result<(), String> {
    match value {
        Value::Str(text) => {
            env.step(reading(func, text.len()))?;
            env.charge(text.len())?;
            env.charge(size::TEXT)
        }
        Value::List(list) => {
            env.charge_items(list.items.len())?;
            env.charge(size::LIST)
        }
        _ => Ok(()),
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
    let got = Got::of(value, || type_name(value, helm).into_owned());
    Err(Failure::Argument(index, typ.name().to_owned(), got))
}

/// What stands in front of its arguments.
const OWN_FUNCTIONS: &[(&str, Own)] = &[
    ("include", |session, engine, args| match args {
        [name, data] => include(session, engine, name, data),
        _ => Err(miscounted()),
    }),
    ("template", |session, engine, args| match args {
        [name, data @ ..] => {
            let data = data.first().map_or(Jinja::UNDEFINED, concrete);
            let name = name.as_str().unwrap_or_default();
            handed_over(session, session.template(engine, name, data)?)
        }
        [] => Err(miscounted()),
    }),
    ("tpl", |session, engine, args| match args {
        [text, data] => tpl(session, engine, text, data),
        _ => Err(miscounted()),
    }),
    // The name in a `{{ template }}` whose data can fail: Go looks for the template before it looks at those.
    ("defined", |session, _, args| {
        let name = only(args)?;
        session.defines(name.as_str().unwrap_or_default()).map(|()| name.clone()).map_err(Error::from)
    }),
    ("raise", |_, _, args| raise(args.first())),
];

/// What a value is piped into.
const OWN_FILTERS: &[(&str, Own)] = &[
    ("at", |session, _, args| fields(session, args, Held::Concrete)),
    ("include", |session, engine, args| match args {
        [data, name] => include(session, engine, name, data),
        _ => Err(miscounted()),
    }),
    ("ati", |session, _, args| fields(session, args, Held::Interface)),
    ("each", |session, _, args| walk(session, args, each)),
    ("items", |session, _, args| walk(session, args, items)),
    ("cell", |_, _, args| Ok(Jinja::from_object(Cell::new(only(args)?.clone())))),
    ("nilmap", |_, _, args| Ok(concrete(only(args)?))),
    // What is assigned to the variable of a range.
    ("assigned", |_, _, args| Ok(Concrete::of(from_jinja(only(args)?)))),
    ("nillist", |_, _, args| {
        let value = only(args)?;
        let nil = from_jinja(value).is_nil();
        Ok(if nil { to_jinja(Value::from(Vec::new())) } else { value.clone() })
    }),
    ("tpl", |session, engine, args| match args {
        [data, text] => tpl(session, engine, text, data),
        _ => Err(miscounted()),
    }),
    ("method", |session, _, args| method(session, args, Held::Concrete)),
    ("methodi", |session, _, args| method(session, args, Held::Interface)),
    ("methodlast", |session, _, args| method_last(session, args, Held::Concrete)),
    ("methodlasti", |session, _, args| method_last(session, args, Held::Interface)),
    ("callable", |session, _, args| callable(session, args, Held::Concrete)),
    ("callablei", |session, _, args| callable(session, args, Held::Interface)),
    ("constant", |_, _, args| match from_jinja(only(args)?) {
        Value::Int(number) => Ok(to_jinja(named::constant(number))),
        _ => Err(miscounted()),
    }),
    ("typed", typed),
    // Go's `or` and `and` with a value piped in, which is their last operand.
    ("orlast", |_, _, args| match args {
        [last, found] => Ok(if found.is_true() { found.clone() } else { last.clone() }),
        _ => Err(miscounted()),
    }),
    ("andlast", |_, _, args| match args {
        [last, found] => Ok(if found.is_true() { last.clone() } else { found.clone() }),
        _ => Err(miscounted()),
    }),
    ("raise", |_, _, args| raise(args.get(1))),
    ("uint32", |_, _, args| Ok(to_jinja(Named::value("uint32", "uint32", from_jinja(only(args)?))))),
    ("complex", |_, _, args| {
        let text = only(args)?.as_str().unwrap_or_default().to_owned();
        Ok(to_jinja(Named::with_string("complex128", "complex128", Value::Float(1.0), text)))
    }),
];

/// The compiler counts arguments; this is a fault of its own.
fn miscounted() -> Error {
    Failure::Here("internal error: wrong number of arguments".to_owned()).into()
}

fn only(args: &[Jinja]) -> Result<&Jinja, Error> {
    match args {
        [value] => Ok(value),
        _ => Err(miscounted()),
    }
}

fn include(session: &Session, engine: &Environment<'_>, name: &Jinja, data: &Jinja) -> Result<Jinja, Error> {
    let Some(name) = name.as_str() else {
        return Err(wrong_first(name, session.env.helm).into());
    };
    match session.include(engine, name, boxed(data)) {
        Ok(text) => handed_over(session, text),
        Err(error) => Err(Failure::Calling("include".to_owned(), error).into()),
    }
}

fn tpl(session: &Session, engine: &Environment<'_>, text: &Jinja, data: &Jinja) -> Result<Jinja, Error> {
    let Some(text) = text.to_str() else {
        return Err(wrong_first(text, session.env.helm).into());
    };
    match session.tpl(engine, &text, boxed(data)) {
        Ok(text) => handed_over(session, text),
        Err(error) => Err(Failure::Calling("tpl".to_owned(), error).into()),
    }
}

/// The output of one template as a value of another one, which may keep it.
fn handed_over(session: &Session, text: Jinja) -> Result<Jinja, Error> {
    let length = text.as_str().map_or(0, str::len);
    let paid = session.env.charge(length).and_then(|()| session.env.charge(size::TEXT));
    paid.map(|()| text).map_err(|message| Failure::Here(message).into())
}

fn raise(message: Option<&Jinja>) -> Result<Jinja, Error> {
    let message = message.and_then(Jinja::as_str).unwrap_or_default();
    Err(Failure::Here(message.to_owned()).into())
}

/// How Go holds a value, where the place says how it mostly does.
fn as_held(value: &Jinja, mostly: Held) -> Held {
    if value.downcast_object_ref::<Concrete>().is_some() { Held::Concrete } else { mostly }
}

/// `.a.b` of a value.
fn fields(session: &Session, args: &[Jinja], held: Held) -> Result<Jinja, Error> {
    let [receiver, names @ ..] = args else {
        return Err(miscounted());
    };
    let names = names.iter().filter_map(Jinja::as_str);
    match follow(from_jinja(receiver), names, as_held(receiver, held), session.env.helm) {
        Ok(value) => Ok(to_jinja(value)),
        Err(failure) => Err(failure.into()),
    }
}

fn method(session: &Session, args: &[Jinja], held: Held) -> Result<Jinja, Error> {
    let [receiver, path, args @ ..] = args else {
        return Err(miscounted());
    };
    let args: Vec<Value> = args.iter().map(from_jinja).collect();
    let path = path.as_str().unwrap_or_default();
    let held = as_held(receiver, held);
    match field::method(&from_jinja(receiver), path, &args, held, session.env.helm) {
        Ok(value) => Ok(to_jinja(value)),
        Err(failure) => Err(Error::from(failure)),
    }
}

/// What is piped into a method is its last argument, and known before the method's owner.
fn method_last(session: &Session, args: &[Jinja], held: Held) -> Result<Jinja, Error> {
    match args {
        [last, before @ ..] => method(session, &[before, std::slice::from_ref(last)].concat(), held),
        [] => Err(miscounted()),
    }
}

fn callable(session: &Session, args: &[Jinja], held: Held) -> Result<Jinja, Error> {
    let [receiver, path, count] = args else {
        return Err(miscounted());
    };
    let (path, count) = (path.as_str().unwrap_or_default(), usize::try_from(count.clone())?);
    field::callable(&from_jinja(receiver), path, count, as_held(receiver, held), session.env.helm)?;
    Ok(receiver.clone())
}

/// A value that was checked against the type of a parameter.
fn typed(session: &Session, _: &Environment<'_>, args: &[Jinja]) -> Result<Jinja, Error> {
    const TYPES: [Type; 8] =
        [Type::Str, Type::Bool, Type::Int, Type::Int64, Type::Float, Type::Map, Type::List, Type::Strings];
    let [value, name] = args else {
        return Err(miscounted());
    };
    let name = name.as_str().unwrap_or_default();
    // The others are few, and looked for among the functions that ask for them.
    let rare = || funcs::all().flat_map(|func| func.params).copied().find(|typ| typ.name() == name);
    match TYPES.into_iter().find(|typ| typ.name() == name).or_else(rare) {
        Some(typ) => {
            check(&from_jinja(value), typ, 0, session.env.helm).map(|()| value.clone()).map_err(Error::from)
        }
        None => Ok(value.clone()),
    }
}

fn wrong_first(value: &Jinja, helm: Helm) -> Failure {
    let value = from_jinja(value);
    check(&value, Type::Str, 0, helm).err().unwrap_or_else(|| Failure::Here("expected string".to_owned()))
}

/// Data of a template: nil is no value at all there.
fn concrete(data: &Jinja) -> Jinja {
    if from_jinja(data).is_nil() { Jinja::UNDEFINED } else { data.clone() }
}

/// Data of a template that a function was given, whose parameter is an interface.
fn boxed(data: &Jinja) -> Jinja {
    match from_jinja(data) {
        Value::Object(object) => object.boxed().map_or_else(|| data.clone(), to_jinja),
        _ => concrete(data),
    }
}

/// What a `range` walks over. Every item is a step, and is paid for before the first.
fn walk(
    session: &Session,
    args: &[Jinja],
    steps: fn(&Value) -> Result<Jinja, Failure>,
) -> Result<Jinja, Error> {
    let value = from_jinja(only(args)?);
    // Of an object the items are made first.
    let each = if matches!(value, Value::Object(_)) { cost::MERGED } else { cost::ITEM };
    let count = length(&value);
    session.env.step(count.saturating_mul(each)).map_err(Failure::Here)?;
    if let Value::Object(_) = value {
        session.env.charge_items(usize::try_from(count).unwrap_or(usize::MAX)).map_err(Failure::Here)?;
    }
    steps(&value).map_err(Error::from)
}

/// How many items a `range` over the value has.
fn length(value: &Value) -> u64 {
    match value {
        Value::Int(n) | Value::Int64(n) => u64::try_from(*n).unwrap_or(0),
        Value::List(list) => list.items.len() as u64,
        Value::Map(map) => map.len() as u64,
        Value::Object(object) => match object.length() {
            Some(length) => length as u64,
            None => object.underlying().as_ref().map_or(0, length),
        },
        _ => 0,
    }
}

/// What `range` with at most one variable walks over, as it is now: a change made by the body is not seen.
/// Source: Go, exec.go, `walkRange`.
fn each(value: &Value) -> Result<Jinja, Failure> {
    match value {
        Value::Nil | Value::Invalid => Ok(Jinja::from(Vec::<Jinja>::new())),
        // A list that is false: minijinja takes every iterator for true.
        Value::Int(n) | Value::Int64(n) if *n <= 0 => Ok(Jinja::from(Vec::<Jinja>::new())),
        Value::Int(n) | Value::Int64(n) => {
            let (n, long) = (*n, matches!(value, Value::Int64(_)));
            Ok(Jinja::make_iterable(move || {
                (0..n.max(0)).map(move |i| Concrete::of(if long { Value::Int64(i) } else { Value::Int(i) }))
            }))
        }
        Value::List(list) => {
            let own = if let ElemType::Pointers(_) = list.elem { Concrete::of } else { to_jinja };
            Ok(Jinja::from(list.items.iter().cloned().map(own).collect::<Vec<_>>()))
        }
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
