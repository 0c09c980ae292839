//! Evaluation of the rules of definitions.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};

use cel::common::types::{CelBool, CelInt, CelString, LIST_TYPE, STRING_TYPE};
use cel::common::value::CowVal;
use cel::objects::{Key, Map};
use cel::{Context, DeclarationError, Env, ExecutionError, Value};

use super::{Fault, Program};
use crate::golang::regexp::Regexp;
use crate::golang::time::{Time, parse_duration};
use crate::golang::zoneinfo::Location;

/// The functions of the server that are known here.
static LIBRARY: LazyLock<Result<Arc<Env>, DeclarationError>> = LazyLock::new(|| {
    let mut env = Env::stdlib();
    env.add_extension(cel::extensions::strings)?;
    env.add_extension(cel::extensions::lists)?;
    env.add_member_overload("matches", "string_matches", STRING_TYPE, vec![STRING_TYPE], matches)?;
    env.add_overload("matches", "matches", vec![STRING_TYPE, STRING_TYPE], matches)?;
    env.add_member_overload("find", "string_find", STRING_TYPE, vec![STRING_TYPE], find)?;
    env.add_overload("isURL", "is_url", vec![STRING_TYPE], |args| {
        // Source: pkg/cel/library/urls.go, `ParseRequestURI`: a path from the root, or a scheme.
        told(args, |v| {
            let absolute =
                v.starts_with('/') || v.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
            absolute && crate::golang::url::Url::parse(v).is_ok()
        })
    })?;
    env.add_overload("isIP", "is_ip", vec![STRING_TYPE], |args| told(args, |v| strict_ip(v).is_some()))?;
    env.add_overload("isCIDR", "is_cidr", vec![STRING_TYPE], |args| {
        told(args, |v| {
            let strict = v.split_once('/').is_some_and(|(address, _)| strict_ip(address).is_some());
            strict && super::super::ip::parse_cidr(v).is_some()
        })
    })?;
    env.add_overload("isQuantity", "is_quantity", vec![STRING_TYPE], |args| {
        told(args, |v| super::super::quantity::parse(v).is_some())
    })?;
    env.add_overload("duration", "string_to_duration", vec![STRING_TYPE], duration)?;
    env.add_overload("timestamp", "string_to_timestamp", vec![STRING_TYPE], timestamp)?;
    env.add_member_overload("isSorted", "list_is_sorted", LIST_TYPE, vec![], is_sorted)?;
    Ok(Arc::new(env))
});

/// An address as `netip.ParseAddr` reads it, without leading zeros, and none of IPv4 in the clothes of IPv6.
/// Source: pkg/cel/library/ip.go, `parseIPAddr`.
fn strict_ip(text: &str) -> Option<IpAddr> {
    let mapped = |ip: &IpAddr| matches!(ip, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some());
    text.parse().ok().filter(|ip| !mapped(ip))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.'))
}

fn text<'b>(value: &'b CowVal<'_, '_>) -> Result<&'b str, ExecutionError> {
    let text = value.downcast_ref::<CelString>().map(CelString::inner);
    text.ok_or_else(ExecutionError::missing_argument_or_target)
}

fn told<'b, 'v>(
    args: Vec<CowVal<'b, 'v>>,
    holds: fn(&str) -> bool,
) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let value = args.first().ok_or_else(ExecutionError::missing_argument_or_target)?;
    Ok(CowVal::owned(CelBool::from(holds(text(value)?))))
}

/// A text and a regular expression of Go's.
fn pattern<'b>(function: &str, args: &'b [CowVal<'_, '_>]) -> Result<(&'b str, Regexp), ExecutionError> {
    let [value, pattern] = args else { return Err(ExecutionError::invalid_argument_count(2, args.len())) };
    let regexp = Regexp::new(text(pattern)?).map_err(|e| ExecutionError::function_error(function, e))?;
    Ok((text(value)?, regexp))
}

fn matches<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let (value, regexp) = pattern("matches", &args)?;
    let found =
        regexp.is_match(value).map_err(|_| ExecutionError::function_error("matches", "too much work"))?;
    Ok(CowVal::owned(CelBool::from(found)))
}

fn find<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let (value, regexp) = pattern("find", &args)?;
    let mut matcher = regexp.on(value);
    let found = matcher.find().map_err(|_| ExecutionError::function_error("find", "too much work"))?;
    Ok(CowVal::owned(CelString::from(found.into_owned())))
}

fn is_sorted<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let list = args.into_iter().next().ok_or_else(ExecutionError::missing_argument_or_target)?;
    let Value::List(items) = Value::try_from(list.as_ref())? else {
        return Err(ExecutionError::missing_argument_or_target());
    };
    Ok(CowVal::owned(CelBool::from(items.is_sorted())))
}

/// Durations and moments are integers here, of nanoseconds: they compare and add up as they should, and what
/// would tell them from integers is not evaluated at all; see [`Program::run`].
fn duration<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let value = args.first().ok_or_else(ExecutionError::missing_argument_or_target)?;
    let nanos = nanoseconds("duration", text(value)?);
    nanos.map(|n| CowVal::owned(CelInt::from(n))).map_err(|e| ExecutionError::function_error("duration", e))
}

fn timestamp<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let value = args.first().ok_or_else(ExecutionError::missing_argument_or_target)?;
    let nanos = nanoseconds("date-time", text(value)?);
    nanos.map(|n| CowVal::owned(CelInt::from(n))).map_err(|e| ExecutionError::function_error("timestamp", e))
}

/// The nanoseconds of a duration, or those since 1970 of a moment.
pub(crate) fn nanoseconds(format: &str, text: &str) -> Result<i64, String> {
    if format == "duration" {
        return parse_duration(text).map(|d| d.0);
    }
    let layout = if format == "date" { "2006-01-02" } else { "2006-01-02T15:04:05Z07:00" };
    let time = Time::parse(layout, text, &Location::Utc)?;
    let seconds = time.unix_seconds().checked_mul(1_000_000_000).ok_or("the time is too far away")?;
    seconds.checked_add(time.nanosecond()).ok_or_else(|| "the time is too far away".to_owned())
}

/// What an evaluation that gave up means: the values are at fault, or something is not known here.
fn gave_up(fault: &ExecutionError) -> Fault {
    let sentence = match fault {
        ExecutionError::NoSuchKey(key) => format!("there is no key {key}"),
        ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_) => {
            "it divides by 0".to_owned()
        }
        ExecutionError::Overflow(..) => "a number becomes too large".to_owned(),
        ExecutionError::IndexOutOfBounds(index) => format!("a list has no item {index:?}"),
        ExecutionError::FunctionError { function, message } if CONVERSIONS.contains(&function.as_str()) => {
            format!("{function} does not take the value: {message}")
        }
        other => return Fault::Unchecked(other.to_string()),
    };
    Fault::Wrong(sentence)
}

/// The functions of which the server too does not take every value.
const CONVERSIONS: &[&str] = &["double", "duration", "int", "timestamp", "uint"];

/// A value for an expression.
pub(crate) enum Input {
    Null,
    Bool(bool),
    Int(i64),
    Double(f64),
    Str(String),
    Bytes(Vec<u8>),
    List(Vec<Input>),
    Map(Vec<(String, Input)>),
}

impl From<Input> for Value {
    fn from(input: Input) -> Value {
        match input {
            Input::Null => Value::Null,
            Input::Bool(b) => Value::Bool(b),
            Input::Int(i) => Value::Int(i),
            Input::Double(f) => Value::Float(f),
            Input::Str(s) => Value::String(Arc::new(s)),
            Input::Bytes(b) => Value::Bytes(Arc::new(b)),
            Input::List(items) => Value::List(Arc::new(items.into_iter().map(Value::from).collect())),
            Input::Map(entries) => {
                let map: HashMap<Key, Value> =
                    entries.into_iter().map(|(k, v)| (Key::String(Arc::new(k)), Value::from(v))).collect();
                Value::Map(Map { map: Arc::new(map) })
            }
        }
    }
}

/// What an expression gives.
pub(crate) enum Output {
    Bool(bool),
    Str(String),
    Other,
}

impl Program {
    /// Evaluates the expression for a value. `times` says that there are moments or durations in it.
    ///
    /// # Errors
    /// Why that does not work: the server gives up for the same reason, or it knows a function that is unknown
    /// here.
    pub(crate) fn run(&self, this: &Value, times: bool) -> Result<Output, Fault> {
        let times = times || self.calls(&["duration", "timestamp"]);
        if times && self.calls(&["string", "int", "type", "format", "double"]) {
            return Err(Fault::Unchecked("conversions of times are not known here".to_owned()));
        }
        let env = LIBRARY.as_ref().map_err(|e| Fault::Unchecked(e.to_string()))?;
        let mut context = Context::with_env(Arc::clone(env));
        context.add_variable_from_value("self", this.clone());
        match Value::resolve(&self.root, &context) {
            Ok(Value::Bool(b)) => Ok(Output::Bool(b)),
            Ok(Value::String(s)) => Ok(Output::Str(s.to_string())),
            Ok(_) => Ok(Output::Other),
            Err(fault) => Err(gave_up(&fault)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(expression: &str) -> String {
        let program = Program::new(expression).expect("it parses");
        let this = Value::from(Input::Map(vec![("a".to_owned(), Input::Int(1))]));
        match program.run(&this, false) {
            Ok(Output::Bool(holds)) => holds.to_string(),
            Ok(_) => "something".to_owned(),
            Err(Fault::Wrong(why)) => format!("wrong: {why}"),
            Err(Fault::Unchecked(why)) => format!("unchecked: {why}"),
        }
    }

    /// What the server says is the same for each, but for the words.
    #[test]
    fn faults_of_the_values_are_told_from_what_is_not_known() {
        for (expression, want) in [
            ("self.b > 1", "wrong: there is no key b"),
            ("1 / (self.a - 1) > 0", "wrong: it divides by 0"),
            ("duration('x') > duration('1s')", "wrong: duration does not take the value: "),
            ("self.a.masked()", "unchecked: "),
            ("isURL('x') || isURL('')", "false"),
            ("isURL('/x') && isURL('https://a/b')", "true"),
            ("isIP('01.2.3.4') || isIP('::ffff:1.2.3.4')", "false"),
            ("isIP('::1') && isCIDR('10.0.0.0/8')", "true"),
        ] {
            assert!(said(expression).starts_with(want), "{expression}: {}", said(expression));
        }
    }

    /// A fault on one side does not count where the other side decides. Source: CEL, language definition, logical
    /// operators.
    #[test]
    fn the_other_side_decides() {
        for (expression, want) in [
            ("self.b > 1 || self.a == 1", "true"),
            ("self.a == 1 || self.b > 1", "true"),
            ("self.b > 1 && self.a == 2", "false"),
            ("self.a == 2 && self.b > 1", "false"),
            ("[1, 0].exists(x, 1 / x > 0)", "true"),
            ("[0, 1].exists(x, 1 / x > 0)", "true"),
            ("[0, 1].all(x, 1 / x > 1)", "false"),
            ("has(self.b) ? self.b > 1 : true", "true"),
        ] {
            assert_eq!(said(expression), want, "{expression}");
        }
    }
}
