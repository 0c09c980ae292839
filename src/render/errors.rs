//! What Helm says when a template fails.
//!
//! A failure travels through minijinja as a [`Failure`] inside its error; at each border between two programs
//! it becomes a [`GoError`], the chain of errors that Go would have built, and at the top Helm's own sentence.
//! Source: Go, text/template/exec.go, `errorf`; Helm, pkg/engine/engine.go, `cleanupExecError` (3) and
//! `reformatExecErrorMsg` (4).

use crate::compile::{Place, Site};
use crate::diag::{self, Diagnostic};
use crate::funcs::builtin;
use crate::golang::strconv::quote;
use crate::gotmpl::Source;
use crate::helm::Helm;
use crate::value::Value;
use std::fmt;
use std::sync::Arc;

/// Why a call failed, before it is known where it stands.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// The function itself failed: `error calling NAME: …`.
    Calling(String, GoError),
    /// The node failed: a missing field, a wrong count of arguments.
    Here(String),
    /// The argument at this index cannot be passed: what was expected, and what was got.
    Argument(usize, String, Got),
    /// A `{{ template }}` action failed inside the template: the error is passed on as it is.
    Through(GoError),
}

/// What was passed in place of an argument.
#[derive(Clone, Debug)]
pub(super) enum Got {
    /// A value of this type.
    Type(String),
    /// Nil, which is a nil interface or no value, as the place has it.
    Nil,
    /// No value, whatever the place: a field of nothing.
    Nothing,
}

impl Got {
    pub(super) fn of(value: &Value, name: impl FnOnce() -> String) -> Got {
        match value {
            Value::Invalid => Got::Nothing,
            Value::Nil => Got::Nil,
            _ => Got::Type(name()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Calling(name, error) => write!(f, "error calling {name}: {}", error.text),
            Failure::Here(message) => f.write_str(message),
            Failure::Argument(index, expected, _) => write!(f, "argument {index}: expected {expected}"),
            Failure::Through(error) => f.write_str(&error.text),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for minijinja::Error {
    fn from(failure: Failure) -> minijinja::Error {
        minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "").with_source(failure)
    }
}

/// A Go error: its text, and the errors that it wraps, outermost first.
#[derive(Clone, Debug)]
pub(super) struct GoError {
    pub(super) text: String,
    /// The texts of the errors that `errors.Unwrap` would yield one after the other. They are shared: each holds those
    /// after it, and every caller copies the list.
    wrapped: Vec<Arc<str>>,
    /// Whether this is Go's `template.ExecError`.
    exec: bool,
    /// Where it happened and who called, innermost first.
    places: Vec<diag::Place>,
    /// Whether it is a bound of our own on all templates together. Thousands of callers would each quote the one before.
    bound: bool,
}

impl GoError {
    /// An error of a function.
    pub(super) fn plain(text: impl Into<String>) -> GoError {
        GoError { text: text.into(), wrapped: Vec::new(), exec: false, places: Vec::new(), bound: false }
    }

    /// Templates call each other deeper or more often than is allowed.
    pub(super) fn bound(text: impl Into<String>) -> GoError {
        GoError { bound: true, ..GoError::plain(text) }
    }

    /// `context: error`
    pub(super) fn wrap(self, context: &str) -> GoError {
        if self.bound {
            return self;
        }
        let mut wrapped = vec![Arc::from(self.text.as_str())];
        wrapped.extend(self.wrapped);
        GoError {
            text: format!("{context}: {}", self.text),
            wrapped,
            exec: false,
            places: self.places,
            bound: false,
        }
    }
}

/// The error that Go's interpreter raises for `failure` at `site` of the template `name`.
pub(super) fn locate(failure: Failure, site: Option<&Site>, source: &Source, name: &str) -> GoError {
    let (message, place, inner) = match failure {
        Failure::Through(error) => return error,
        // The innermost call tells enough.
        Failure::Calling(_, error) if error.bound && error.exec => return error,
        Failure::Here(message) => (message, site.map(|s| s.before.as_ref().unwrap_or(&s.call)), None),
        Failure::Calling(name, mut error) => {
            let operand = site.and_then(|s| s.args.first());
            if let Some(text) = builtin::told(&name, &error.text, operand.map(|p| (&*p.node, p.concrete))) {
                error.text = text;
            }
            (format!("error calling {name}: {}", error.text), site.map(|s| &s.call), Some(error))
        }
        Failure::Argument(index, expected, got) => {
            let place = site.and_then(|s| s.args.get(index).or(Some(&s.call)));
            let message = match got {
                _ if place.is_some_and(|p| p.literal) => {
                    unfit(place.map_or("", |p| p.node.as_str()), &expected)
                }
                Got::Nothing => format!("invalid value; expected {expected}"),
                Got::Nil if place.is_some_and(|p| p.concrete) => {
                    format!("invalid value; expected {expected}")
                }
                Got::Nil => format!("wrong type for value; expected {expected}; got interface {{}}"),
                Got::Type(got) => format!("wrong type for value; expected {expected}; got {got}"),
            };
            (message, place, None)
        }
    };
    let file = &source.name;
    let text = match place {
        Some(Place { line, column, node, .. }) => {
            let name = quote(name);
            format!("template: {file}:{line}:{column}: executing {name} at <{node}>: {message}")
        }
        None => format!("template: {file}: {message}"),
    };
    let bound = inner.as_ref().is_some_and(|error| error.bound);
    let mut places = inner.as_ref().map(|e| e.places.clone()).unwrap_or_default();
    places.extend(place.map(|p| diag::Place::in_source(file.clone(), &source.text, p.line, p.column + 1)));
    // Go wraps twice: the ExecError and the error that `fmt.Errorf` made carry the same text.
    let mut wrapped = vec![Arc::from(text.as_str())];
    if let Some(inner) = inner {
        wrapped.push(inner.text.into());
        wrapped.extend(inner.wrapped);
    }
    GoError { text, wrapped, exec: true, places, bound }
}

/// What Go says of a literal that is no argument of that type. Source: Go, exec.go, `evalArg`.
fn unfit(literal: &str, expected: &str) -> String {
    match expected {
        _ if literal == "nil" => format!("cannot assign nil to {expected}"),
        "string" | "bool" => format!("expected {expected}; found {literal}"),
        "int" | "int64" | "time.Duration" => format!("expected integer; found {literal}"),
        "float64" => format!("expected float; found {literal}"),
        _ => format!("can't handle {literal} for arg of type {expected}"),
    }
}

/// What `fail` and `required` put around their message, so that Helm finds it in the chain.
const WARN_START: &str = "HELM_ERR_START";
const WARN_END: &str = "HELM_ERR_END";

/// The message of `fail` and `required`, marked.
pub(super) fn warn(message: &str) -> String {
    format!("{WARN_START}{message}{WARN_END}")
}

/// A text without the marks, for a template that Helm runs outside of its engine.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(WARN_START, "").replace(WARN_END, "")
}

/// Helm's sentence for the error with which rendering `file` ended.
pub(super) fn finish(error: GoError, file: &str, helm: Helm) -> Diagnostic {
    let message = sentence(&error, file, helm);
    let mut places = error.places.into_iter();
    let mut diagnostic = Diagnostic::new(message);
    if let Some(place) = places.next() {
        diagnostic = diagnostic.at(place);
    }
    for caller in places {
        diagnostic = diagnostic.via(caller);
    }
    diagnostic
}

fn sentence(error: &GoError, file: &str, helm: Helm) -> String {
    if !error.exec {
        return error.text.clone();
    }
    let mut tokens = error.text.splitn(3, ": ");
    let (_, Some(location), Some(rest)) = (tokens.next(), tokens.next(), tokens.next()) else {
        return format!("execution error in ({file}): {}", error.text);
    };
    if let Some(start) = rest.find(WARN_START)
        && let Some(end) = rest.rfind(WARN_END)
        && let Some(message) = rest.get(start + WARN_START.len()..end)
    {
        return format!("execution error at ({location}): {message}");
    }
    if helm == Helm::V3 {
        return error.text.clone();
    }
    let mut frames: Vec<Frame> = Vec::new();
    for text in std::iter::once(error.text.as_str()).chain(error.wrapped.iter().map(AsRef::as_ref)) {
        match Frame::parse(text) {
            Some(frame) if frames.last() == Some(&frame) => {}
            Some(frame) => frames.push(frame),
            None => return error.text.clone(),
        }
    }
    frames.iter().map(Frame::to_string).collect::<String>().trim().to_owned()
}

/// One entry of the trace that Helm 4 prints, cut out of an error's text as Helm cuts it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Frame {
    location: String,
    function: String,
    message: String,
}

impl Frame {
    fn parse(text: &str) -> Option<Frame> {
        let rest = text.strip_prefix("template: ")?;
        let cut = |message: &str| message.split(" template:").next().unwrap_or(message).to_owned();
        if rest.starts_with("no template ") {
            return Some(Frame { message: text.to_owned(), ..Frame::default() });
        }
        if let Some(frame) = Frame::parse_executing(rest, cut) {
            return Some(frame);
        }
        let (location, message) = rest.rsplit_once(": ")?;
        Some(Frame { location: location.to_owned(), message: cut(message), ..Frame::default() })
    }

    fn parse_executing(rest: &str, cut: impl Fn(&str) -> String) -> Option<Frame> {
        let (location, after) = rest.split_once(": executing ")?;
        let (name, after) = after.strip_prefix('"')?.split_once('"')?;
        let (node, message) = after.strip_prefix(" at <")?.split_once(">: ")?;
        let function = format!("executing \"{name}\" at <{node}>:");
        Some(Frame { location: location.to_owned(), function, message: cut(message) })
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Frame { location, function, message } = self;
        if !location.is_empty() {
            write!(f, "{location}\n  ")?;
        }
        if !function.is_empty() {
            write!(f, "{function}\n    ")?;
        }
        if !message.is_empty() {
            writeln!(f, "{message}")?;
        }
        Ok(())
    }
}

/// Helm's sentence for a template that does not parse. Source: Helm, engine.go, `cleanupParseError`.
pub(super) fn parse_error(error: &crate::gotmpl::ParseError, text: &str) -> Diagnostic {
    let full = error.to_string();
    let mut tokens = full.split(": ");
    let (location, last) = (tokens.nth(1).unwrap_or_default(), full.rsplit(": ").next().unwrap_or_default());
    let place = diag::Place::in_source(error.file.clone(), text, error.line as usize, 0);
    Diagnostic::new(format!("parse error at ({location}): {last}")).at(place)
}
