//! Helm 4's duration helpers. Source: helm, pkg/engine/funcs.go.

use super::{Env, Func, Run, Since, Type, func};
use crate::golang::fmt::{is_unsigned, type_name};
use crate::golang::strconv;
use crate::golang::time::{Duration, parse_duration};
use crate::helm::Helm;
use crate::value::Value;

/// The helpers; Helm 3 has none of them.
pub const TABLE: &[Func] = &[
    helper("durationDays", &[Type::Any], |env, args| Ok(float(env, args, |d| d.hours() / 24.0))),
    helper("durationHours", &[Type::Any], |env, args| Ok(float(env, args, Duration::hours))),
    helper("durationMicroseconds", &[Type::Any], |env, args| Ok(int(env, args, 1_000))),
    helper("durationMilliseconds", &[Type::Any], |env, args| Ok(int(env, args, 1_000_000))),
    helper("durationMinutes", &[Type::Any], |env, args| Ok(float(env, args, Duration::minutes))),
    helper("durationNanoseconds", &[Type::Any], |env, args| Ok(int(env, args, 1))),
    helper("durationRoundTo", &[Type::Any, Type::Any], |env, args| Ok(stepped(env, args, Duration::round))),
    helper("durationSeconds", &[Type::Any], |env, args| Ok(float(env, args, Duration::seconds))),
    helper("durationTruncateTo", &[Type::Any, Type::Any], |env, args| {
        Ok(stepped(env, args, Duration::truncate))
    }),
    helper("durationWeeks", &[Type::Any], |env, args| Ok(float(env, args, |d| d.hours() / 24.0 / 7.0))),
    helper("mustToDuration", &[Type::Any], |env, args| as_duration(&args[0], env.helm).map(Value::from)),
];

const fn helper(name: &'static str, params: &'static [Type], run: Run) -> Func {
    Func { since: Since::Helm4, ..func(name, params, run) }
}

/// What is no duration counts as zero.
fn float(env: &Env, args: &[Value], unit: fn(Duration) -> f64) -> Value {
    Value::Float(as_duration(&args[0], env.helm).map_or(0.0, unit))
}

fn int(env: &Env, args: &[Value], nanos: i64) -> Value {
    Value::Int64(as_duration(&args[0], env.helm).map_or(0, |duration| duration.0 / nanos))
}

/// A step that is no duration leaves the duration as it is.
fn stepped(env: &Env, args: &[Value], step: fn(Duration, Duration) -> Duration) -> Value {
    let Ok(duration) = as_duration(&args[0], env.helm) else { return Duration(0).into() };
    as_duration(&args[1], env.helm).map_or(duration, |by| step(duration, by)).into()
}

/// A duration, a string that is one, or a number of seconds. Source: `asDuration`.
fn as_duration(value: &Value, helm: Helm) -> Result<Duration, String> {
    match value {
        Value::Nil | Value::Invalid => Err("invalid duration".to_owned()),
        Value::Str(text) => {
            let trimmed = trim_space(text);
            if trimmed.is_empty() {
                return Err("empty duration".to_owned());
            }
            if let Ok(duration) = parse_duration(trimmed) {
                return Ok(duration);
            }
            match strconv::parse_float(trimmed) {
                Ok(seconds) => from_float_seconds(seconds),
                Err(_) => Err(format!("could not parse duration {}", strconv::quote(text))),
            }
        }
        Value::Int(seconds) | Value::Int64(seconds) => from_seconds(*seconds),
        Value::Float(seconds) => from_float_seconds(*seconds),
        Value::Object(object) => {
            if let Some(duration) = value.as_object::<Duration>() {
                return Ok(*duration);
            }
            match (object.kind(), object.underlying()) {
                (kind, Some(Value::Int(seconds) | Value::Int64(seconds))) if is_unsigned(kind) => {
                    let seconds = seconds as u64;
                    i64::try_from(seconds)
                        .map_err(|_| format!("duration seconds overflow: {seconds}"))
                        .and_then(from_seconds)
                }
                (_, Some(Value::Int(seconds) | Value::Int64(seconds))) => from_seconds(seconds),
                (_, Some(Value::Float(seconds))) => from_float_seconds(seconds),
                _ => Err(format!("unsupported duration type {}", type_name(value, helm))),
            }
        }
        Value::Bool(_) | Value::List(_) | Value::Map(_) => {
            Err(format!("unsupported duration type {}", type_name(value, helm)))
        }
    }
}

/// Go's `strings.TrimSpace`, whose white space is Unicode's, as Rust's is.
fn trim_space(text: &str) -> &str {
    text.trim()
}

const SECOND: i64 = 1_000_000_000;

/// Source: `durationFromSecondsInt`, `durationFromSecondsUint`.
fn from_seconds(seconds: i64) -> Result<Duration, String> {
    seconds.checked_mul(SECOND).map(Duration).ok_or_else(|| format!("duration seconds overflow: {seconds}"))
}

/// Source: `durationFromSecondsFloat`.
fn from_float_seconds(seconds: f64) -> Result<Duration, String> {
    let shown = |number: f64| strconv::format_float(number, 'g', None);
    if !seconds.is_finite() {
        return Err(format!("invalid duration seconds: {}", shown(seconds)));
    }
    let (max, min) = (i64::MAX as f64, i64::MIN as f64);
    if seconds > max / SECOND as f64 || seconds < min / SECOND as f64 {
        return Err(format!("duration seconds overflow: {}", shown(seconds)));
    }
    let nanos = seconds * SECOND as f64;
    if nanos > max || nanos < min {
        return Err(format!("duration nanoseconds overflow: {}", shown(nanos)));
    }
    // The one value beyond the range that passes, 2^63, wraps around on the machines that Helm is built for.
    Ok(Duration(if nanos == max { i64::MIN } else { nanos as i64 }))
}
