//! Regular expressions of schemas, which are Go's.

use crate::golang::regexp::{Regexp, TooMuchWork};
use std::collections::HashMap;

/// Refuses what Go's `regexp.Compile` refuses.
///
/// # Errors
/// Go's text, which begins with `error parsing regexp: `.
pub(super) fn check(regex: &str) -> Result<(), String> {
    // Most expressions of schemas are literal names, or a handful of characters; nothing of that needs a look.
    if regex.bytes().all(|b| b.is_ascii_alphanumeric() || b"^$.-_/ ".contains(&b)) {
        return Ok(());
    }
    Regexp::new(regex).map(drop).map_err(|fault| fault.to_string())
}

/// The expressions that were met so far, compiled when they are first needed.
#[derive(Default)]
pub(super) struct Patterns<'s> {
    compiled: HashMap<&'s str, Option<Regexp>>,
}

impl<'s> Patterns<'s> {
    /// Whether any part of `text` matches, or that the search takes too long; and the steps that it took. An expression
    /// that is none matches nothing.
    pub(super) fn matches(&mut self, regex: &'s str, text: &str) -> (Result<bool, TooMuchWork>, u64) {
        let compiled = self.compiled.entry(regex).or_insert_with(|| Regexp::new(regex).ok());
        let Some(compiled) = compiled else { return (Ok(false), 0) };
        let mut search = compiled.on(text);
        (search.is_match(), search.steps())
    }
}
