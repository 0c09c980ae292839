//! Regular expressions. Source: sprig, regex.go.
//!
//! The functions without `must` panic on a bad pattern, and Go's panic names the pattern twice; only
//! `regexMatch` takes it for one that does not match.

use super::Type::{Int, Str as Text};
use super::{Env, Func, MAX_PARTS, args, cost, func};
use crate::golang::regexp::{Error, Matcher, Regexp, TooMuchWork, quote_meta};
use crate::golang::strconv;
use crate::sync::lock;
use crate::value::{ElemType, Slice, Str, Value, string_bytes};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("mustRegexFind", &[Text, Text], |env, args| find(env, args, plain)),
    func("mustRegexFindAll", &[Text, Text, Int], |env, args| find_all(env, args, plain)),
    func("mustRegexMatch", &[Text, Text], |env, args| run(env, args, plain, is_match)),
    func("mustRegexReplaceAll", &[Text, Text, Text], |env, args| replace_all(env, args, plain)),
    func("mustRegexReplaceAllLiteral", &[Text, Text, Text], |env, args| {
        replace_all_literal(env, args, plain)
    }),
    func("mustRegexSplit", &[Text, Text, Int], |env, args| split(env, args, plain)),
    func("regexFind", &[Text, Text], |env, args| find(env, args, panicked)),
    func("regexFindAll", &[Text, Text, Int], |env, args| find_all(env, args, panicked)),
    func("regexMatch", &[Text, Text], regex_match),
    func("regexQuoteMeta", &[Text], |_, args| Ok(quote_meta(args::text(args, 0)).into_owned().into()))
        .at(cost::LETTERS),
    func("regexReplaceAll", &[Text, Text, Text], |env, args| replace_all(env, args, panicked)),
    func("regexReplaceAllLiteral", &[Text, Text, Text], |env, args| replace_all_literal(env, args, panicked)),
    func("regexSplit", &[Text, Text, Int], |env, args| split(env, args, panicked)),
];

/// Patterns that were compiled. A chart uses the same few over and over.
#[derive(Debug, Default)]
pub struct RegexCache(Mutex<BTreeMap<Str, Arc<Regexp>>>);

/// Patterns that are kept. No public chart known to us uses half as many; one that makes up patterns as it
/// goes loses no more than the time to compile them again.
pub const MAX_CACHED: usize = 256;

impl RegexCache {
    fn known(&self, pattern: &str) -> Option<Arc<Regexp>> {
        lock(&self.0).get(pattern).cloned()
    }

    /// The compiled pattern.
    ///
    /// # Errors
    /// When it is none; see [`Regexp::new`].
    pub fn get(&self, pattern: &str) -> Result<Arc<Regexp>, Error> {
        if let Some(regexp) = self.known(pattern) {
            return Ok(regexp);
        }
        let regexp = Arc::new(Regexp::new(pattern)?);
        let mut patterns = lock(&self.0);
        if patterns.len() >= MAX_CACHED {
            patterns.clear();
        }
        patterns.insert(pattern.into(), regexp.clone());
        Ok(regexp)
    }
}

/// How a function reports a bad pattern.
type Report = fn(&str, &Error) -> String;

fn plain(_: &str, error: &Error) -> String {
    error.to_string()
}

/// Source: Go, regexp.go, `MustCompile`.
fn panicked(pattern: &str, error: &Error) -> String {
    let can_backquote = strconv::can_backquote(&string_bytes(pattern));
    let quoted = if can_backquote { format!("`{pattern}`") } else { strconv::quote(pattern) };
    format!("regexp: Compile({quoted}): {error}")
}

/// Runs `work` with the pattern of the first argument on the text of the second, and pays for the steps.
fn run(
    env: &Env,
    args: &[Value],
    report: Report,
    work: impl FnOnce(&mut Matcher<'_>) -> Result<Value, TooMuchWork>,
) -> Result<Value, String> {
    let pattern = args::text(args, 0);
    let regexp = match env.regexes.known(pattern) {
        Some(regexp) => regexp,
        None => {
            env.step(cost::PATTERN + pattern.len() as u64 * cost::SYNTAX / 16)?;
            let regexp = env.regexes.get(pattern).map_err(|error| report(pattern, &error))?;
            env.step(regexp.size() as u64 / 16)?;
            env.charge(regexp.size())?;
            regexp
        }
    };
    let mut matcher = regexp.on(args::text(args, 1));
    let value = work(&mut matcher).map_err(|error| error.to_string())?;
    env.step(matcher.steps())?;
    Ok(value)
}

fn regex_match(env: &Env, args: &[Value]) -> Result<Value, String> {
    match run(env, args, |_, _| NO_PATTERN.to_owned(), is_match) {
        Err(error) if error == NO_PATTERN => Ok(false.into()),
        result => result,
    }
}

/// What stands for every fault of a pattern where none is reported.
const NO_PATTERN: &str = "no pattern";

fn is_match(matcher: &mut Matcher<'_>) -> Result<Value, TooMuchWork> {
    matcher.is_match().map(Value::from)
}

fn find(env: &Env, args: &[Value], report: Report) -> Result<Value, String> {
    run(env, args, report, |matcher| Ok(matcher.find()?.into_owned().into()))
}

/// `regexFindAll PATTERN TEXT LIMIT`, without a limit if it is negative; the nil slice where nothing matches.
fn find_all(env: &Env, args: &[Value], report: Report) -> Result<Value, String> {
    let value = run(env, args, report, |matcher| {
        let matches = matcher.find_all(Some(most(args)))?;
        Ok(if matches.is_empty() { Slice::nil(ElemType::Str).into() } else { strings(matches) })
    })?;
    parts(env, value)
}

/// `regexSplit PATTERN TEXT LIMIT`.
fn split(env: &Env, args: &[Value], report: Report) -> Result<Value, String> {
    let value = run(env, args, report, |matcher| {
        Ok(matcher.split(Some(most(args)))?.map_or_else(|| Slice::nil(ElemType::Str).into(), strings))
    })?;
    parts(env, value)
}

fn replace_all(env: &Env, args: &[Value], report: Report) -> Result<Value, String> {
    run(env, args, report, |matcher| matcher.replace_all(args::text(args, 2)).map(Value::from))
}

fn replace_all_literal(env: &Env, args: &[Value], report: Report) -> Result<Value, String> {
    run(env, args, report, |matcher| matcher.replace_all_literal(args::text(args, 2)).map(Value::from))
}

/// How many texts are asked for; where there is no limit, one more than there may be.
fn most(args: &[Value]) -> usize {
    usize::try_from(args::int(args, 2)).unwrap_or(usize::MAX).min(MAX_PARTS + 1)
}

/// Pays for a list of texts.
fn parts(env: &Env, value: Value) -> Result<Value, String> {
    env.charge_parts(value.as_list().map_or(0, <[Value]>::len))?;
    Ok(value)
}

fn strings(items: Vec<Cow<'_, str>>) -> Value {
    Value::strings(items.iter().map(|item| Str::from(&**item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{call, int, shown, text};

    // Expectations: Helm 4.3.1.
    #[test]
    fn a_bad_pattern_is_reported_in_three_ways() {
        let args = [text("("), text("a")];
        assert_eq!(shown("regexMatch", &args), "false");
        assert_eq!(shown("mustRegexFind", &args), "error: error parsing regexp: missing closing ): `(`");
        let error = "error: regexp: Compile(`(`): error parsing regexp: missing closing ): `(`";
        assert_eq!(shown("regexFind", &args), error);
        let quoted = "error: regexp: Compile(\"(`\"): error parsing regexp: missing closing ): `(``";
        assert_eq!(shown("regexFind", &[text("(`"), text("a")]), quoted);
    }

    #[test]
    fn no_match_is_the_nil_slice() {
        let is_nil = |name, limit| {
            let value = call(name, &[text("x"), text("abc"), int(limit)]);
            matches!(value, Ok(Value::List(list)) if list.nil)
        };
        assert!(is_nil("regexFindAll", -1) && is_nil("regexFindAll", 0) && is_nil("regexSplit", 0));
        assert!(!is_nil("regexSplit", -1));
    }

    #[test]
    fn the_cache_is_emptied_when_it_is_full() {
        let cache = RegexCache::default();
        for number in 0..MAX_CACHED {
            cache.get(&format!("a{number}")).unwrap();
        }
        let size = || cache.0.lock().unwrap().len();
        assert_eq!(size(), MAX_CACHED);
        cache.get("a0").unwrap();
        assert_eq!(size(), MAX_CACHED);
        cache.get("b").unwrap();
        assert_eq!(size(), 1);
        assert!(cache.get("(").is_err());
    }
}
