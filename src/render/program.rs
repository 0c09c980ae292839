//! The programs of a render: compiled once, linked once, and kept.

use super::bound::constant;
use super::link::{Texts, link};
use crate::compile::{Code, read};
use crate::gotmpl::Source;
use crate::helm::Helm;
use crate::value::Str;
use minijinja::machinery::{self, Instructions};
use minijinja::{AutoEscape, Environment, Error, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of templates of which the process keeps the programs, for charts that are rendered again; what comes later is
/// linked for each run.
const MAX_KEPT: usize = 64 << 20;

/// A program and how it runs.
#[derive(Debug)]
pub(super) enum Program {
    /// Its instructions, which last as long as the process.
    Kept(&'static Instructions<'static>),
    /// Its steps, linked for each run: a `tpl` text seldom runs twice.
    Steps(Code, Arc<Source>),
}

impl Program {
    /// A program that is worth keeping, of the template of that name.
    ///
    /// # Errors
    /// What `compile` says.
    pub(super) fn kept(
        source: &Arc<Source>,
        name: &Str,
        helm: Helm,
        compile: impl FnOnce() -> Result<Code, String>,
    ) -> Result<Program, String> {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let twins = kept.1.get(&source.text.len());
        let mut twins = twins.into_iter().flatten();
        if let Some(twin) = twins.find(|kept| kept.is_of(source, name, helm)) {
            return Ok(Program::Kept(twin.instructions));
        }
        let has_room = kept.0 + source.text.len() <= MAX_KEPT;
        kept.0 += if has_room { source.text.len() } else { 0 };
        // Threads compile side by side, and at worst one program is kept twice.
        drop(kept);
        let code = compile()?;
        if !has_room {
            return Ok(Program::Steps(code, source.clone()));
        }
        let (code, held): (&Code, &Arc<Source>) =
            (Box::leak(Box::new(code)), Box::leak(Box::new(source.clone())));
        let instructions = link(NAME, &code.steps, Texts::of(code, &held.text), &constant);
        let instructions = Box::leak(Box::new(instructions));
        let new = Kept { source: held, name: name.clone(), helm, instructions };
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.entry(source.text.len()).or_default().push(new);
        Ok(Program::Kept(instructions))
    }

    /// A program whose text is part of this program.
    ///
    /// # Errors
    /// When the text is not the compiler's.
    pub(super) fn embedded(text: &'static str) -> Result<Program, String> {
        let code: &Code = match read(text) {
            Some(code) => Box::leak(Box::new(code)),
            None => return Err("internal error: a program of the built-in chart cannot be read".to_owned()),
        };
        let instructions = link(NAME, &code.steps, Texts::of(code, text), &constant);
        Ok(Program::Kept(Box::leak(Box::new(instructions))))
    }

    /// Runs it.
    pub(super) fn run(&self, engine: &Environment<'_>, root: Value) -> Result<String, Error> {
        match self {
            Program::Kept(instructions) => eval(engine, instructions, root),
            Program::Steps(code, source) => {
                let texts = Texts::of(code, &source.text);
                eval(engine, &link(NAME, &code.steps, texts, &constant), root)
            }
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

/// A program that is kept, and what it was made of.
struct Kept {
    source: &'static Source,
    name: Str,
    helm: Helm,
    instructions: &'static Instructions<'static>,
}

impl Kept {
    fn is_of(&self, source: &Source, name: &str, helm: Helm) -> bool {
        *self.name == *name && self.helm == helm && self.source.text == source.text
    }
}

/// The programs that are kept by the length of their templates, and the sum of those lengths. Equal lengths are rare, and
/// a hash would read every text.
static KEPT: Mutex<(usize, BTreeMap<usize, Vec<Kept>>)> = Mutex::new((0, BTreeMap::new()));

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
