//! The programs of a render: compiled once, assembled once, and kept.

use super::assemble::assemble;
use super::bound::constant;
use minijinja::machinery::{self, Instructions};
use minijinja::{AutoEscape, Environment, Error, Value};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Bytes of program text that the process keeps, for charts that are rendered again; what comes later is assembled
/// for each run.
const MAX_KEPT: usize = 64 << 20;

/// A program and how it runs.
#[derive(Debug)]
pub(super) enum Program {
    /// Its instructions, which last as long as the process.
    Kept(&'static Instructions<'static>),
    /// Its text, assembled for each run: a `tpl` text seldom runs twice.
    Text(String),
    /// minijinja reads the text itself.
    Foreign,
}

impl Program {
    /// A program that is worth keeping.
    pub(super) fn kept(text: String) -> Program {
        Program::kept_within(text, MAX_KEPT)
    }

    /// A program that is kept if all that is kept is no more than `room`.
    fn kept_within(text: String, room: usize) -> Program {
        match keep(text, room) {
            Ok(Some(instructions)) => Program::Kept(instructions),
            Ok(None) => Program::Foreign,
            Err(text) => Program::Text(text),
        }
    }

    /// A program whose text is part of this program.
    pub(super) fn embedded(text: &'static str) -> Program {
        match assemble(NAME, text, &constant) {
            Some(instructions) => Program::Kept(Box::leak(Box::new(instructions))),
            None => Program::Foreign,
        }
    }

    /// Runs it; `None` if minijinja must read it.
    pub(super) fn run(&self, engine: &Environment<'_>, root: Value) -> Option<Result<String, Error>> {
        match self {
            Program::Kept(instructions) => Some(eval(engine, instructions, root)),
            Program::Text(text) => Some(eval(engine, &assemble(NAME, text, &constant)?, root)),
            Program::Foreign => None,
        }
    }
}

/// The name of every program for minijinja, which never shows it.
const NAME: &str = "program";

fn eval<'p>(
    engine: &'p Environment<'p>,
    instructions: &Instructions<'p>,
    root: Value,
) -> Result<String, Error> {
    let no_blocks = BTreeMap::new();
    let mut text = String::new();
    let mut out = machinery::make_string_output(&mut text);
    machinery::eval(engine, instructions, root, &no_blocks, &mut out, AutoEscape::None)?;
    drop(out);
    Ok(text)
}

/// The instructions of a text, `None` if they cannot be assembled here; the text itself if there is no room for more.
fn keep(text: String, room: usize) -> Result<Option<&'static Instructions<'static>>, String> {
    // By length first: equal lengths are rare, and a hash would read every text twice.
    type Kept = BTreeMap<usize, Vec<(&'static str, Option<&'static Instructions<'static>>)>>;
    static KEPT: Mutex<(usize, Kept)> = Mutex::new((0, BTreeMap::new()));
    let find = |kept: &Kept| {
        let twins = kept.get(&text.len())?;
        twins.iter().find(|(known, _)| *known == text).map(|(_, instructions)| *instructions)
    };
    {
        let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = find(&kept.1) {
            return Ok(known);
        }
        if kept.0 + text.len() > room {
            return Err(text);
        }
    }
    // Outside of the lock: threads assemble side by side, and at worst one text is kept twice.
    let text: &'static str = Box::leak(text.into_boxed_str());
    let instructions =
        assemble(NAME, text, &constant).map(|instructions| &*Box::leak(Box::new(instructions)));
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.0 += text.len();
    kept.1.entry(text.len()).or_default().push((text, instructions));
    Ok(instructions)
}

/// The programs of one file as `openclaw-render compile` writes them: the file's own, and those of its definitions
/// with their names.
pub(super) fn split(text: &'static str) -> (&'static str, Vec<(String, &'static str)>) {
    const DEFINE: &str = "{# define ";
    let starts: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), DEFINE).collect();
    let own = text.get(..starts.first().copied().unwrap_or(text.len())).unwrap_or_default();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let defines = starts.iter().zip(ends).filter_map(|(start, end)| {
        let part = text.get(start + DEFINE.len()..end)?;
        let (name, program) = part.split_once(" #}")?;
        let name = crate::golang::strconv::unquote(name).ok()?;
        Some((name.into_owned(), program.strip_suffix('\n').unwrap_or(program)))
    });
    (own, defines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_kept_says_the_same() {
        let engine = Environment::empty();
        let text = "{% set x = \"kept or not\" %}{{ x }}";
        let run = |program: &Program| program.run(&engine, Value::from(())).unwrap().unwrap();
        let not = Program::kept_within(text.to_owned(), 0);
        assert!(matches!(not, Program::Text(_)));
        let kept = Program::kept(text.to_owned());
        assert!(matches!(kept, Program::Kept(_)));
        assert_eq!(run(&not), "kept or not");
        assert_eq!(run(&kept), "kept or not");
    }
}
