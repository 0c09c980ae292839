//! The programs of a render: compiled once, linked once, and kept.

use super::bound::{constant, path};
use super::link::link;
use crate::compile::{Code, Compiled, Texts};
use crate::funcs::cost;
use crate::gotmpl::Source;
use crate::helm::Helm;
use crate::sync::lock;
use crate::value::Str;
use minijinja::machinery::{self, Instruction, Instructions};
use minijinja::{AutoEscape, Environment, Error, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Bytes of instructions that the process keeps, for charts that are rendered again; what comes later is linked for each
/// run.
const MAX_KEPT: usize = 256 << 20;

/// A program and how it runs.
#[derive(Debug)]
pub(super) enum Program {
    /// Its instructions, which last as long as the process, and what a run of them costs.
    Kept(&'static Instructions<'static>, u64),
    /// Its steps, linked for each run: a `tpl` text seldom runs twice.
    Steps(Code, Arc<Source>),
    /// Its instructions, for one run, and what another one would cost.
    Once(Mutex<Option<Box<Instructions<'static>>>>, u64),
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
        Program::kept_within(source, name, helm, MAX_KEPT, compile)
    }

    /// A program that is kept if all that are kept have no more than `room` bytes of instructions.
    fn kept_within(
        source: &Arc<Source>,
        name: &Str,
        helm: Helm,
        room: usize,
        compile: impl FnOnce() -> Result<Code, String>,
    ) -> Result<Program, String> {
        let twin = {
            let kept = lock(&KEPT);
            let mut twins = kept.1.get(&source.text.len()).into_iter().flatten();
            twins.find(|kept| kept.is_of(source, name, helm)).map(|kept| (kept.instructions, kept.cost))
        };
        if let Some((instructions, cost)) = twin {
            return Ok(Program::Kept(instructions, cost));
        }
        // Outside of the lock: threads compile side by side, and at worst one program is kept twice.
        let code = compile()?;
        let size = code.steps.len() * size_of::<Instruction<'_>>();
        {
            let mut kept = lock(&KEPT);
            if kept.0 + size > room {
                return Ok(Program::Steps(code, source.clone()));
            }
            kept.0 += size;
        }
        let (source, instructions, cost) = for_ever(code, source);
        let instructions = Box::leak(instructions);
        let new = Kept { source, name: name.clone(), helm, instructions, cost };
        let mut kept = lock(&KEPT);
        kept.1.entry(source.text.len()).or_default().push(new);
        Ok(Program::Kept(instructions, cost))
    }

    /// A program that is going to run once: its instructions are let go then, and make room for those of the next.
    ///
    /// # Errors
    /// What `compile` says.
    pub(super) fn once(
        source: &Arc<Source>,
        compile: impl FnOnce() -> Result<Code, String>,
    ) -> Result<Program, String> {
        let (_, instructions, cost) = for_ever(compile()?, source);
        Ok(Program::Once(Mutex::new(Some(instructions)), cost))
    }

    /// A program that was compiled before.
    pub(super) fn compiled(program: &'static Compiled) -> Program {
        let (instructions, cost) = linked(program);
        Program::Kept(Box::leak(Box::new(instructions)), cost)
    }

    /// The same for one that is going to run once.
    pub(super) fn compiled_once(program: &'static Compiled) -> Program {
        let (instructions, cost) = linked(program);
        Program::Once(Mutex::new(Some(Box::new(instructions))), cost)
    }

    /// Steps that a run of it costs, besides the turns of its loops.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Program::Kept(_, cost) | Program::Once(_, cost) => *cost,
            Program::Steps(code, _) => code.steps.len() as u64 * cost::LINKED,
        }
    }

    /// Runs it; `None` if it was for one run and that is over.
    pub(super) fn run(&self, engine: &Environment<'_>, root: &Value) -> Option<Result<String, Error>> {
        let root = root.clone();
        Some(match self {
            Program::Kept(instructions, _) => eval(engine, instructions, root),
            Program::Steps(code, source) => {
                let texts = code.texts(&source.text);
                let own = |names: &str, interface| path(Cow::Owned(names.to_owned()), interface);
                eval(engine, &link(NAME, &code.steps, texts, &constant, &own).0, root)
            }
            Program::Once(instructions, _) => {
                let instructions = lock(instructions).take()?;
                eval(engine, &instructions, root)
            }
        })
    }
}

/// The instructions of a program that was compiled before.
fn linked(program: &'static Compiled) -> (Instructions<'static>, u64) {
    let texts = Texts { source: program.text, own: program.own };
    link(NAME, program.steps, texts, &constant, &lasting)
}

/// The instructions of a program, and the template, of which they hold parts: that lasts as long as the process.
fn for_ever(code: Code, source: &Arc<Source>) -> (&'static Source, Box<Instructions<'static>>, u64) {
    let source: &'static Arc<Source> = Box::leak(Box::new(source.clone()));
    let texts = Texts { source: &source.text, own: code.own.leak() };
    let (instructions, cost) = link(NAME, &code.steps, texts, &constant, &lasting);
    (source, Box::new(instructions), cost)
}

/// What follows a path in a program that lasts.
fn lasting(names: &'static str, interface: bool) -> Value {
    path(Cow::Borrowed(names), interface)
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
    cost: u64,
}

impl Kept {
    fn is_of(&self, source: &Source, name: &str, helm: Helm) -> bool {
        *self.name == *name && self.helm == helm && self.source.text == source.text
    }
}

/// The programs that are kept by the length of their templates, and the bytes of their instructions. Equal lengths are
/// rare, and a hash would read every text.
static KEPT: Mutex<(usize, BTreeMap<usize, Vec<Kept>>)> = Mutex::new((0, BTreeMap::new()));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::read::read;

    #[test]
    fn a_program_that_is_not_kept_says_the_same() {
        const TEXT: &str = "{% set x = \"kept or not\" %}{{ x }}";
        let source = Arc::new(Source { name: "test".into(), text: TEXT.into() });
        let made = |room: usize| {
            let compile = || read(TEXT).ok_or_else(String::new);
            Program::kept_within(&source, &source.name, Helm::V4, room, compile).unwrap()
        };
        let engine = Environment::empty();
        let run = |program: &Program| program.run(&engine, &Value::from(())).map(Result::unwrap);
        let (not, kept) = (made(0), made(MAX_KEPT));
        assert!(matches!((&not, &kept), (Program::Steps(..), Program::Kept(..))));
        let once = Program::once(&source, || read(TEXT).ok_or_else(String::new)).unwrap();
        for program in [&not, &not, &kept, &kept, &once] {
            assert_eq!(run(program).as_deref(), Some("kept or not"));
        }
        assert_eq!(run(&once), None);
    }
}
