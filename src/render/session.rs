//! What lasts for one render: the templates by name, the programs made of them, the counters and bounds.

use super::bridge::{Context, from_jinja, to_jinja};
use super::errors::{self, Failure, GoError};
use super::memo::{Key, Printed};
use super::parse::{self, Ahead};
use super::program::Program;
use super::trace::{Trace, Traces};
use super::unit::{Origin, Unit, Units, install, install_compiled};
use super::{NO_VALUE, bound, guard, without_no_value};
use crate::compile::{self, Code, Detail};
use crate::diag::Diagnostic;
use crate::funcs::{Env, cost};
use crate::golang::strconv::quote;
use crate::gotmpl::{self, Tree};
use crate::helm::Helm;
use crate::helpers;
use crate::scope::TemplateSource;
use crate::stack;
use crate::sync::lock;
use crate::value::changes::{self, Moment};
use crate::value::{FileText, Str, Value};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, Value as Jinja};
use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error as _;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// How deep templates may call each other, through `include`, `tpl` and `template` together. Helm bounds only
/// `include`, and that by name ([`MAX_INCLUDES`]); a `tpl` that calls itself ends Helm with a crash.
pub const MAX_NESTING: usize = 4000;

/// Bytes of a text that `tpl` parses. A tree and a program take some fifty times as much as an action's text.
pub(super) const MAX_TPL: usize = 16 << 20;

/// How often `include` may stand open for one name. Source: Helm, engine.go, `recursionMaxNums`.
pub(super) const MAX_INCLUDES: usize = 1000;

/// The name that Helm gives to the root of all templates, and so to a `tpl` text.
const ROOT: &str = "gotpl";

/// Bytes of `tpl` texts of which programs are kept, each text and definition counted as [`TEXT_OVERHEAD`] bytes more.
const MAX_CACHED: usize = 16 << 20;

/// What is made of the shortest text takes some 2 KiB.
const TEXT_OVERHEAD: usize = 128;

/// A parsed `tpl` text: its own body, and what it defines.
#[derive(Debug)]
struct Text {
    body: Arc<Unit>,
    defines: Arc<Units>,
}

/// The session of a thread. Every call asks for it, and a count that other threads do not see is cheaper.
#[allow(clippy::redundant_allocation, reason = "the inner count is one that other threads see")]
type Here = Rc<Arc<Session>>;

thread_local! {
    /// The constants of programs outlast a render, and so find its session here.
    static CURRENT: RefCell<Option<Here>> = const { RefCell::new(None) };
}

/// Gives the thread back to the session that it interrupted.
struct Running(Option<Here>);

impl Drop for Running {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// What the programs of one session run in.
pub(super) struct Engine {
    environment: Environment<'static>,
    _running: Running,
}

impl Deref for Engine {
    type Target = Environment<'static>;

    fn deref(&self) -> &Environment<'static> {
        &self.environment
    }
}

/// An environment with nothing in it but the way in which values are printed.
fn environment(session: &Arc<Session>) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let session = Arc::clone(session);
    environment.set_formatter(move |out, _, value| print(&session.env, out, value));
    environment
}

/// An environment that reads programs itself.
fn reading(session: &Arc<Session>) -> Environment<'static> {
    let mut environment = environment(session);
    // The defaults with one change: a last line break is part of the output.
    if let Ok(syntax) = SyntaxConfig::builder().keep_trailing_newline(true).build() {
        environment.set_syntax(syntax);
    }
    bound::register(&mut environment);
    let session = Arc::clone(session);
    environment.set_loader(move |key| session.load(key));
    environment
}

pub(super) struct Session {
    pub(super) env: Env,
    files: Units,
    /// Units that came up while rendering, by key, for minijinja's loader.
    late: Mutex<HashMap<Str, Arc<Unit>>>,
    /// Parsed `tpl` texts, and the bytes of them all.
    texts: Mutex<(HashMap<Str, Arc<Text>>, usize)>,
    /// The definitions of the `tpl` texts that are running, innermost last.
    overlays: Mutex<Vec<Arc<Units>>>,
    open_includes: Mutex<HashMap<Str, usize>>,
    nesting: AtomicUsize,
    /// The deepest that templates called each other since someone asked.
    deepest: AtomicUsize,
    serial: AtomicUsize,
    /// Files that were begun.
    file: AtomicUsize,
    /// When it began: maps that are older are the chart's.
    start: Moment,
    /// Whether the process ends with this render, so that no program of a file is run in another one.
    is_last: bool,
    /// Which template wrote what, for a render that is to be explained.
    trace: Option<Mutex<Trace>>,
}

impl Session {
    /// Parses every template in the given order, but for those that were parsed `ahead`, and so reports the first that
    /// does not parse.
    pub(super) fn new(templates: &[&TemplateSource], env: Env, ahead: Ahead) -> Result<Session, Diagnostic> {
        let mut files = Units::with_capacity(templates.len() * 4);
        for (template, trees) in templates.iter().zip(parse::parse_all(templates, env.helm, ahead)?) {
            if let Some(programs) = parse::compiled(template) {
                install_compiled(&mut files, &parse::source(&template.name, &template.text), programs);
            }
            for tree in trees {
                let key = tree.name.clone();
                install(&mut files, key, tree, Origin::File);
            }
        }
        let session = Session {
            env,
            files,
            late: Mutex::default(),
            texts: Mutex::default(),
            overlays: Mutex::default(),
            open_includes: Mutex::default(),
            nesting: AtomicUsize::new(0),
            deepest: AtomicUsize::new(0),
            serial: AtomicUsize::new(0),
            file: AtomicUsize::new(0),
            start: changes::start(),
            is_last: stack::is_last(),
            trace: None,
        };
        Ok(session)
    }

    /// Does `run`, which will ask for the programs of the files in `order`. Those of a large chart are made meanwhile, the
    /// last one first: so `run`, which makes what it finds unmade, and who helps meet where all have had their share of
    /// the work, and seldom want the same program.
    pub(super) fn with_programs<R>(&self, order: &[&TemplateSource], run: impl FnOnce() -> R) -> R {
        // A traced program is read by minijinja itself.
        if !parse::is_large(order) || self.trace.is_some() {
            return run();
        }
        let units: Vec<(&Arc<Unit>, Value)> = order
            .iter()
            .rev()
            .filter(|template| !super::is_partial(&template.name))
            .filter_map(|template| {
                Some((self.files.get(&template.name)?, Value::Map(template.scope.clone())))
            })
            .filter(|(unit, _)| unit.plain.is_none())
            .collect();
        // A template that runs before may still change what a condition says: then the program is made when it runs.
        let make = |(unit, root): &(&Arc<Unit>, Value)| {
            if self.shut(unit, root).is_none() {
                self.make(unit);
            }
        };
        helpers::beside(&units, make, run)
    }

    /// Makes the program of a unit, and those of what it includes. What goes wrong is said when it runs.
    fn make(&self, unit: &Arc<Unit>) {
        let mut open = vec![unit];
        while let Some(unit) = open.pop() {
            if unit.plain.is_none() && unit.program.get().is_none() && self.program(unit).is_ok() {
                let included = unit.includes.get().into_iter().flatten();
                open.extend(included.filter_map(|name| self.files.get(name)));
            }
        }
    }

    /// A session that notes which line of a template wrote which line of the output.
    pub(super) fn traced(mut self) -> Session {
        self.trace = Some(Mutex::default());
        self
    }

    /// What was noted of the files.
    pub(super) fn traces(&self) -> Traces {
        self.trace.as_ref().map(|trace| lock(trace).files.clone()).unwrap_or_default()
    }

    /// Notes what a function made of its arguments.
    pub(super) fn passed(&self, args: &[Value], result: &Value) {
        if let Some(trace) = &self.trace {
            lock(trace).passed(args, result);
        }
    }

    /// Runs a program in the way that tells which part of it wrote what.
    fn run_traced(
        &self,
        engine: &Environment<'_>,
        unit: &Unit,
        root: Jinja,
        trace: &Mutex<Trace>,
    ) -> Result<String, Error> {
        let (output, spans) = engine.get_template(&unit.key)?.render_with_spans(root)?;
        // The text of a `tpl` is nobody's file: its lines are those of the call.
        if !matches!(unit.origin, Origin::Text) {
            let mut trace = lock(trace);
            let lines = trace.wrote(&output, &spans, &unit.source.name);
            if unit.name == unit.source.name {
                trace.files.insert(unit.name.clone(), lines);
            }
        }
        Ok(output)
    }

    /// The minijinja environment, for as long as this session runs. Programs bring their functions with them.
    pub(super) fn engine(self: &Arc<Session>) -> Engine {
        let running = Running(CURRENT.replace(Some(Rc::new(self.clone()))));
        let environment = if self.trace.is_some() { reading(self) } else { environment(self) };
        Engine { environment, _running: running }
    }

    /// The session whose program runs on this thread.
    pub(super) fn current() -> Result<Here, Failure> {
        let none = || Failure::Here("internal error: called outside of a render".to_owned());
        CURRENT.with_borrow(|session| session.clone().ok_or_else(none))
    }

    /// The program text of a unit, made when minijinja asks for it the first time.
    fn load(&self, key: &str) -> Result<Option<String>, Error> {
        let Some(unit) = self.by_key(key) else {
            return Ok(None);
        };
        self.text_of(&unit).map(Some).map_err(|message| Failure::Here(message).into())
    }

    /// The text of a unit's program.
    fn text_of(&self, unit: &Unit) -> Result<String, String> {
        let signatures = |name: &str| bound::signature(name, self.env.helm);
        Ok(compile::compile(self.whole_tree(unit)?, &signatures, Detail::Text)?.text)
    }

    /// The steps of a unit's program.
    fn code_of(&self, unit: &Unit) -> Result<Code, String> {
        let signatures = |name: &str| bound::signature(name, self.env.helm);
        let code = compile::code(self.whole_tree(unit)?, &signatures)?;
        unit.includes.get_or_init(|| code.includes(&unit.source.text).map(Str::from).collect());
        Ok(code)
    }

    fn whole_tree<'u>(&self, unit: &'u Unit) -> Result<&'u Tree, String> {
        let none = || format!("internal error: {} is not in {}", unit.name, unit.source.name);
        self.tree(unit).ok_or_else(none)
    }

    fn tree<'u>(&self, unit: &'u Unit) -> Option<&'u Tree> {
        let find = || {
            parse::parse(&unit.source, self.env.helm).ok()?.into_iter().find(|tree| tree.name == unit.name)
        };
        unit.tree.get_or_init(find).as_ref()
    }

    fn program<'u>(&self, unit: &'u Unit) -> Result<&'u Program, Failure> {
        let make = || match unit.origin {
            Origin::Compiled(program) if self.is_last && unit.name == unit.source.name => {
                Ok(Program::compiled_once(program))
            }
            Origin::Compiled(program) => Ok(Program::compiled(program)),
            Origin::File if self.is_last && unit.name == unit.source.name => {
                Program::once(&unit.source, || self.code_of(unit))
            }
            Origin::File => self.kept(unit),
            Origin::Text => Ok(Program::Steps(self.code_of(unit)?, unit.source.clone())),
        };
        unit.program.get_or_init(make).as_ref().map_err(|message| Failure::Here(message.clone()))
    }

    fn kept(&self, unit: &Unit) -> Result<Program, String> {
        Program::kept(&unit.source, &unit.name, self.env.helm, || self.code_of(unit))
    }

    /// Runs a unit's program. The file that is included after it ran is compiled again.
    fn run_program(&self, engine: &Environment<'_>, unit: &Unit, root: &Jinja) -> Result<String, Error> {
        if let Some(result) = self.program(unit)?.run(engine, root) {
            return result;
        }
        let program = unit.again.get_or_init(|| self.kept(unit)).as_ref();
        let program = program.map_err(|message| Failure::Here(message.clone()))?;
        let over = || Failure::Here("internal error: a program is gone".to_owned());
        program.run(engine, root).unwrap_or_else(|| Err(over().into()))
    }

    fn by_key(&self, key: &str) -> Option<Arc<Unit>> {
        self.files.get(key).cloned().or_else(|| lock(&self.late).get(key).cloned())
    }

    /// The template that `name` means here: a definition of the innermost running `tpl` text that has one, or
    /// else a file's.
    fn resolve(&self, name: &str) -> Option<Arc<Unit>> {
        let overlay = lock(&self.overlays).iter().rev().find_map(|units| units.get(name).cloned());
        overlay.or_else(|| self.files.get(name).cloned())
    }

    /// Runs a template file.
    pub(super) fn run_file(
        &self,
        engine: &Environment<'_>,
        name: &str,
        data: Value,
    ) -> Result<FileText, GoError> {
        // With a seed, the draws of a file hang on its name, not on the files that ran before it.
        self.env.set_site(crate::funcs::chance::site(name));
        self.file.fetch_add(1, Ordering::Relaxed);
        match self.files.get(name) {
            Some(unit) if let (Some(text), None) = (&unit.plain, &self.trace) => Ok(text.clone()),
            Some(unit) if let Some(text) = self.shut(unit, &data) => {
                self.env.step(cost::TEMPLATE).map_err(GoError::bound)?;
                Ok(text.into())
            }
            Some(unit) => self.run(engine, unit, to_jinja(data)).map(FileText::from),
            None => Err(no_template(name)),
        }
    }

    /// What a file prints of which all that does something is behind conditions that are false, as far as that is seen
    /// without a program.
    fn shut(&self, unit: &Unit, root: &Value) -> Option<String> {
        // Who asks which line wrote what has to see it written.
        let tree = unit.tree.get().filter(|_| self.trace.is_none())?;
        guard::output(tree.as_ref()?, root, self.env.helm)
    }

    fn run(&self, engine: &Environment<'_>, unit: &Unit, data: Jinja) -> Result<String, GoError> {
        if let (Some(text), None) = (&unit.plain, &self.trace) {
            return Ok((**text).to_owned());
        }
        // The first run costs no more than it took to read the template.
        let again = unit.program.get().and_then(|program| program.as_ref().ok()).map_or(0, Program::cost);
        self.env.step(cost::TEMPLATE + again).map_err(GoError::bound)?;
        let depth = self.nesting.fetch_add(1, Ordering::Relaxed);
        self.deepest.fetch_max(depth + 1, Ordering::Relaxed);
        let result = if depth >= MAX_NESTING {
            Err(GoError::bound(format!("templates call each other deeper than {MAX_NESTING} levels")))
        } else {
            let file = (!matches!(unit.origin, Origin::Text)).then(|| Arc::clone(&unit.source));
            let root = Jinja::from_object(Context(data, file));
            let result = match &self.trace {
                Some(trace) => self.run_traced(engine, unit, root, trace),
                None => self.run_program(engine, unit, &root),
            };
            result.map_err(|error| self.go_error(&error, unit))
        };
        self.nesting.fetch_sub(1, Ordering::Relaxed);
        result
    }

    /// As [`Session::run`], or what the template printed the last time that it was called with this data.
    fn print(&self, engine: &Environment<'_>, unit: &Unit, data: Jinja) -> Result<Jinja, GoError> {
        // A text of `tpl` may define what others call; and who asks which line wrote what has to see it written.
        let alone = unit.plain.is_none() && self.trace.is_none() && lock(&self.overlays).is_empty();
        let Some(key) = alone.then(|| Key::of(&from_jinja(&data), self.start)).flatten() else {
            return self.run(engine, unit, data).map(Jinja::from);
        };
        let (file, depth) = (self.file.load(Ordering::Relaxed), self.nesting.load(Ordering::Relaxed));
        if let Some(known) = unit.memo.find(&key, file)
            && depth + known.levels < MAX_INCLUDES
        {
            self.env.step(cost::TEMPLATE).map_err(GoError::bound)?;
            self.deepest.fetch_max(depth + known.levels, Ordering::Relaxed);
            if known.local {
                changes::read_local();
            }
            return Ok(known.text);
        }
        let (since, draws, reads) = (changes::start(), self.env.draws(), changes::local_reads());
        let deepest = self.deepest.swap(depth, Ordering::Relaxed);
        let result = self.run(engine, unit, data).map(Jinja::from);
        let levels = self.deepest.fetch_max(deepest, Ordering::Relaxed) - depth;
        let text = result?;
        if changes::held(since) && self.env.draws() == draws {
            let local = changes::local_reads() != reads;
            unit.memo.keep(key, since, file, &Printed { text: text.clone(), levels, local });
        }
        Ok(text)
    }

    /// The error that Go would have raised where minijinja's was.
    fn go_error(&self, error: &Error, unit: &Unit) -> GoError {
        let failure = error.source().and_then(|source| source.downcast_ref::<Failure>()).cloned();
        let Some(failure) = failure else {
            // Not ours: minijinja refuses a program that we wrote. Say so with all there is to know.
            let detail = format!("internal error: the compiled program failed: {error}");
            return GoError::plain(format!("template: {}: {detail}", unit.source.name));
        };
        let Some(tree) = self.tree(unit) else {
            return errors::locate(failure, None, &unit.source, &unit.name);
        };
        // The table of places is only made now: a render that does not fail never pays for it.
        let signatures = |name: &str| bound::signature(name, self.env.helm);
        let program = compile::compile(tree, &signatures, Detail::Sites).ok();
        let place = error.range().map(|range| range.end);
        // A program that was read as text knows where a call ends in it, any other the number of the call.
        let is_text = self.trace.is_some() || matches!(unit.origin, Origin::Compiled(_));
        let site = program.as_ref().zip(place).and_then(|(program, place)| match is_text {
            true => program.sites.iter().find(|site| site.end == place),
            false => program.sites.get(place.checked_sub(1)?),
        });
        errors::locate(failure, site, &unit.source, &unit.name)
    }

    /// `include`. Source: Helm, engine.go, `includeFun`.
    pub(super) fn include(
        &self,
        engine: &Environment<'_>,
        name: &str,
        data: Jinja,
    ) -> Result<Jinja, GoError> {
        let Some(unit) = self.resolve(name) else {
            return Err(no_template(name));
        };
        if unit.plain.is_some() {
            return self.run(engine, &unit, data).map(Jinja::from);
        }
        {
            let mut open = lock(&self.open_includes);
            let count = open.entry(unit.name.clone()).or_insert(0);
            if *count > MAX_INCLUDES {
                let message = format!("rendering template has a nested reference name: {name}");
                return Err(GoError::plain("unable to execute template").wrap(&message));
            }
            *count += 1;
        }
        let result = self.print(engine, &unit, data);
        if let Some(count) = lock(&self.open_includes).get_mut(&unit.name) {
            *count -= 1;
        }
        result
    }

    /// `{{ template }}`. Source: Go, text/template/exec.go, `walkTemplate`.
    pub(super) fn template(
        &self,
        engine: &Environment<'_>,
        name: &str,
        data: Jinja,
    ) -> Result<Jinja, Failure> {
        match self.resolve(name) {
            Some(unit) => self.print(engine, &unit, data).map_err(Failure::Through),
            None => Err(undefined(name)),
        }
    }

    /// Fails where a `{{ template }}` action names what is not there.
    pub(super) fn defines(&self, name: &str) -> Result<(), Failure> {
        self.resolve(name).map(|_| ()).ok_or_else(|| undefined(name))
    }

    /// `tpl`. Source: Helm, engine.go, `tplFun`.
    pub(super) fn tpl(&self, engine: &Environment<'_>, text: &Str, data: Jinja) -> Result<Jinja, GoError> {
        self.env.step(cost::CALL + text.len() as u64 * cost::QUICK / 16).map_err(GoError::bound)?;
        if !text.contains("{{") {
            return Ok(without_no_value(text).map_or_else(|| Jinja::from(text.clone()), Jinja::from));
        }
        let parsed = self.text(text)?;
        let overlay = !parsed.defines.is_empty();
        if overlay {
            lock(&self.overlays).push(parsed.defines.clone());
        }
        let result = self.print(engine, &parsed.body, data);
        if overlay {
            lock(&self.overlays).pop();
        }
        self.forget(text, &parsed);
        match result {
            Ok(output) => Ok(output.as_str().and_then(without_no_value).map_or(output, Jinja::from)),
            Err(error) => {
                Err(error.wrap(&format!("error during tpl function execution for {}", quote(text))))
            }
        }
    }

    /// Lets go of the programs of a text that is not kept.
    fn forget(&self, text: &Str, parsed: &Text) {
        if lock(&self.texts).0.contains_key(text) {
            return;
        }
        let mut late = lock(&self.late);
        for unit in parsed.defines.values().chain([&parsed.body]) {
            late.remove(&unit.key);
        }
    }

    fn text(&self, text: &Str) -> Result<Arc<Text>, GoError> {
        if let Some(known) = lock(&self.texts).0.get(text) {
            return Ok(known.clone());
        }
        if text.len() > MAX_TPL {
            return Err(GoError::bound(format!("a tpl text of more than {} MiB", MAX_TPL >> 20)));
        }
        self.env.step(cost::TEXT + text.len() as u64 * cost::PROGRAM / 16).map_err(GoError::bound)?;
        let source = parse::source(&ROOT.into(), &text.clone().into());
        let trees = parse::parse(&source, self.env.helm).map_err(|error| {
            GoError::plain(error.to_string()).wrap(&format!("cannot parse template {}", quote(text)))
        })?;
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let mut defines = Units::new();
        for tree in trees {
            // A control character keeps these keys apart from the names of files and definitions.
            let key = format!("\u{1}{serial}:{}", tree.name);
            install(&mut defines, key.into(), tree, Origin::Text);
        }
        let Some(body) = defines.remove(ROOT) else {
            return Err(GoError::plain("a tpl text without a body"));
        };
        let mut late = lock(&self.late);
        for unit in defines.values().chain([&body]) {
            late.insert(unit.key.clone(), unit.clone());
        }
        drop(late);
        let parsed = Arc::new(Text { body, defines: Arc::new(defines) });
        let mut texts = lock(&self.texts);
        let size = text.len() + TEXT_OVERHEAD * (1 + parsed.defines.len());
        if texts.1 + size <= MAX_CACHED {
            texts.1 += size;
            texts.0.insert(text.clone(), parsed.clone());
        }
        Ok(parsed)
    }
}

/// The programs of one file. The first one is the file's own body; the others say what they define.
pub(super) fn program_text(source: &TemplateSource, helm: Helm) -> Result<String, Diagnostic> {
    let file = parse::source(&source.name, &source.text);
    let trees = parse::parse(&file, helm).map_err(|error| errors::parse_error(&error, &source.text))?;
    let signatures = |name: &str| bound::signature(name, helm);
    let mut text = String::new();
    let (own, defines): (Vec<&Tree>, Vec<&Tree>) = trees.iter().partition(|tree| tree.name == source.name);
    for tree in own.iter().chain(&defines) {
        let program = compile::compile(tree, &signatures, Detail::Text).map_err(Diagnostic::new)?;
        if tree.name == source.name {
            if !program.text.trim().is_empty() {
                text.push_str(&program.text);
            }
        } else {
            text.push_str(&format!("{{# define {} #}}{}\n", quote(&tree.name), program.text));
        }
    }
    Ok(text)
}

fn undefined(name: &str) -> Failure {
    Failure::Here(format!("template {} not defined", quote(name)))
}

fn no_template(name: &str) -> GoError {
    GoError::plain(format!("template: no template {} associated with template {}", quote(name), quote(ROOT)))
}

/// Whether Go's own parser takes the template where no function is Helm's.
pub(super) fn parses_alone(source: &TemplateSource, helm: Helm) -> Result<(), Diagnostic> {
    let file = parse::source(&source.name, &source.text);
    let known = |name: &str| bound::knows(name, helm) && !bound::is_helms_own(name);
    gotmpl::parse(&file, &known).map(|_| ()).map_err(|error| Diagnostic::new(error.to_string()))
}

/// Prints a value as `text/template` does. Source: Go, exec.go, `printValue`.
fn print(env: &Env, out: &mut minijinja::Output<'_>, value: &Jinja) -> Result<(), Error> {
    use minijinja::value::ValueKind;
    let written = match value.kind() {
        ValueKind::String => {
            let text = value.as_str().unwrap_or_default();
            env.charge(text.len()).map_err(Failure::Here)?;
            out.write_str(text)
        }
        ValueKind::Undefined | ValueKind::None => out.write_str(NO_VALUE),
        _ => {
            let value = super::bridge::from_jinja(value);
            if let Value::Object(object) = &value
                && let Some(text) = object.printed()
            {
                return out.write_str(&text).map_err(unwritten);
            }
            let text = crate::golang::fmt::try_display(&value).map_err(Failure::Here)?;
            env.charge(text.len()).map_err(Failure::Here)?;
            out.write_str(&text)
        }
    };
    written.map_err(unwritten)
}

fn unwritten(_: std::fmt::Error) -> Error {
    Error::new(ErrorKind::WriteFailure, "cannot write the output")
}
