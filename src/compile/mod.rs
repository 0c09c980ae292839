//! Go template tree in, minijinja source text out.
//!
//! The program says the same as the template, line for line (line N of one is line N of the other):
//!
//! | Go | minijinja |
//! |---|---|
//! | `.Values.image.tag` | `dot\|at("Values","image","tag")` |
//! | `printf "%s" .a` | `printf("%s", dot\|at("a"))` |
//! | `.a \| default "x"` | `dot\|at("a")\|default("x")` |
//! | `$x := 1` | `{% set x_1 = 1 %}` |
//! | `with .a` | `{% set dot1 = dot\|at("a") %}{% if dot1 %}` |
//! | `range $k, $v := .a` | `{% for k_1, v_2 in dot\|at("a")\|items %}` |
//! | `and .a .b` | `(dot\|at("a") and dot\|get("b"))` |
//!
//! So a Go function is a minijinja function where it stands first and a filter where it is piped into. What
//! minijinja has of its own (attributes, comparison, arithmetic) is never used, because its rules are not Go's.
//!
//! Every call ends at a place of its own in the program. [`sites`](Program::sites) tells, for that place, the
//! node of the template to which Go's error message would point. It is only built when asked for
//! ([`Detail::Sites`]): a render that does not fail never pays for it.

mod builtin;
mod code;
mod coder;
mod expr;
mod method;
#[cfg(test)]
pub(crate) mod read;
mod sites;
mod text;
mod vars;
mod write;

pub use builtin::{Compiled, compiled};
pub use code::{Code, Part, Step, Texts};
pub use sites::{Place, Site};

use crate::funcs::Type;
use crate::gotmpl::{Branch, Call, Node, NodeRef, Pipe, Tree};
use coder::Coder;
use expr::Target;
use text::Text;
use vars::{Flavour, Info, Scope};
use write::Writer;

/// A compiled template.
#[derive(Debug)]
pub struct Program {
    /// The text that minijinja runs.
    pub text: String,
    /// Where the calls stand, in order of their ends; empty unless asked for.
    pub sites: Vec<Site>,
}

/// The parameters of a function, as the compiler needs them.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The types of the fixed parameters.
    pub params: &'static [Type],
    /// The type of further parameters, for a variadic function.
    pub rest: Option<Type>,
}

/// Looks up the parameters of a function by its name.
pub type Signatures<'a> = &'a dyn Fn(&str) -> Option<Signature>;

/// Whether a program comes with its sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The text alone.
    Text,
    /// The text and the table of [`Site`]s.
    Sites,
}

/// Compiles a template's body to minijinja's language.
///
/// # Errors
/// A message when the body is beyond what a program may be (see [`MAX_BRANCHES`], [`MAX_OPERANDS`], [`MAX_STAGES`]); the
/// template is a valid Go template then, only too large a one.
pub fn compile(tree: &Tree, signatures: Signatures<'_>, detail: Detail) -> Result<Program, String> {
    let emitter = emitter::<Text<'_>>(tree, signatures, detail)?;
    let copy = emitter.copies_dot();
    let mut program = Program { text: emitter.out.out, sites: emitter.sites.unwrap_or_default() };
    if copy {
        const COPY: &str = "{% set dot = dot %}";
        program.text.insert_str(0, COPY);
        for site in &mut program.sites {
            site.end += COPY.len();
        }
    }
    Ok(program)
}

/// Compiles a template's body to steps.
///
/// # Errors
/// As [`compile`].
pub fn code(tree: &Tree, signatures: Signatures<'_>) -> Result<Code, String> {
    if tree.source.text.len() >= Part::OWN as usize {
        return Err(format!("a template has more than {} bytes", Part::OWN));
    }
    let emitter = emitter::<Coder<'_>>(tree, signatures, Detail::Text)?;
    let copy = emitter.copies_dot();
    Ok(emitter.out.finish(copy))
}

/// An emitter that has written the whole body.
fn emitter<'a, W: Writer<'a>>(
    tree: &'a Tree,
    signatures: Signatures<'a>,
    detail: Detail,
) -> Result<Emitter<'a, W>, String> {
    let mut info = Info::default();
    loop {
        let mut emitter = Emitter::new(tree, signatures, info, detail);
        emitter.list(&tree.root)?;
        // Most templates assign no variable, and the first pass is the last. Otherwise what the first pass
        // learned of assignments (which come after the declaration) decides how variables are kept.
        if emitter.found == emitter.info {
            return Ok(emitter);
        }
        info = emitter.found;
    }
}

/// Most `else if`s in one `if`.
pub const MAX_BRANCHES: usize = 1000;

/// Most arguments of one call; minijinja takes 2,000.
pub const MAX_OPERANDS: usize = 1000;

/// Most commands of one pipeline.
pub const MAX_STAGES: usize = 1000;

/// How many times a program must read its dot before it pays to copy it into a local variable.
const DOT_READS: usize = 4;

struct Emitter<'a, W> {
    tree: &'a Tree,
    source: &'a str,
    signatures: Signatures<'a>,
    info: Info,
    found: Info,
    scope: Scope<'a>,
    out: W,
    dot_reads: usize,
    /// The pipeline that is being written.
    inside: Option<&'a Pipe>,
    /// How many calls have a place in the template.
    marks: u32,
    sites: Option<Vec<Site>>,
}

impl<'a, W: Writer<'a>> Emitter<'a, W> {
    fn new(tree: &'a Tree, signatures: Signatures<'a>, info: Info, detail: Detail) -> Emitter<'a, W> {
        let source: &str = &tree.source.text;
        Emitter {
            tree,
            source,
            signatures,
            info,
            found: Info::default(),
            scope: Scope::new(),
            out: W::new(source),
            dot_reads: 0,
            inside: None,
            marks: 0,
            sites: (detail == Detail::Sites).then(Vec::new),
        }
    }

    /// Whether the dot is read so often that it pays to copy it first.
    fn copies_dot(&self) -> bool {
        self.dot_reads >= DOT_READS
    }

    fn list(&mut self, nodes: &'a [Node]) -> Result<(), String> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &'a Node) -> Result<(), String> {
        match node {
            Node::Text(span) => self.out.raw(*span),
            Node::Action(pipe) => return self.action(pipe),
            Node::If(branches, otherwise) => return self.if_chain(branches, otherwise.as_deref()),
            Node::With(branches, otherwise) => return self.with_chain(branches, otherwise.as_deref()),
            Node::Range(branch, otherwise) => return self.range(branch, otherwise.as_deref()),
            Node::Template(call) => return self.template(node, call),
            Node::Break => self.out.break_loop(),
            Node::Continue => self.out.continue_loop(),
        }
        Ok(())
    }

    fn action(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        if !pipe.decl.is_empty() {
            return self.declare(pipe);
        }
        self.hoist_pipe(pipe)?;
        self.out.start_print(Some(pipe.pos));
        self.pipe(pipe)?;
        self.out.end_print();
        Ok(())
    }

    /// `{{ $x := … }}` and `{{ $x = … }}`
    fn declare(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        self.hoist_pipe(pipe)?;
        for variable in &pipe.decl {
            let name = &self.source[variable.name.range()];
            self.out.line_up_tags(pipe.pos);
            if pipe.is_assign {
                let flavour = self.scope.find(name).map_or(Flavour::Concrete, |variable| variable.flavour);
                match self.assign(name) {
                    Target::Plain(target) => {
                        self.out.start_set(&target, None);
                        self.assigned(pipe, flavour)?;
                        self.out.end_set(&target);
                    }
                    Target::Cell(target) => {
                        self.out.start_put(&target);
                        self.assigned(pipe, flavour)?;
                        self.out.end_put();
                    }
                    Target::Missing => {
                        self.out.start_print(None);
                        self.pipe(pipe)?;
                        self.raise_filter(&format!("undefined variable: {name}"), sites::last_of_pipe(pipe));
                        self.out.end_print();
                    }
                }
                continue;
            }
            let (target, cell) = self.scope.name(name, &self.info);
            self.out.start_set(&target, None);
            self.pipe(pipe)?;
            if cell {
                self.out.filter("cell", pipe.pos);
            }
            self.out.end_set(&target);
            let elements = expr::element_flavour(pipe, self.source, &self.scope);
            let kept = !self.info.assigned.contains(&self.scope.next_id());
            self.scope.declare(name, target, cell, Flavour::Concrete);
            self.scope.hold_elements(if kept { elements } else { Flavour::Interface });
        }
        Ok(())
    }

    /// What is assigned to a variable. That of a range holds an element of an `interface{}` until then.
    fn assigned(&mut self, pipe: &'a Pipe, flavour: Flavour) -> Result<(), String> {
        self.pipe(pipe)?;
        if flavour == Flavour::Interface {
            self.out.filter("assigned", pipe.pos);
        }
        Ok(())
    }

    /// What an assignment to `name` writes to, and notes that it was made.
    fn assign(&mut self, name: &str) -> Target {
        let Some(variable) = self.scope.find(name) else {
            // `$` is there from the start; a range would hide what it is set to.
            let is_root = name == "$" && self.scope.ranges == 0;
            return if is_root { Target::Plain("root".to_owned()) } else { Target::Missing };
        };
        let (id, jinja, cell) = (variable.id, variable.jinja.clone(), variable.cell);
        self.found.assigned.insert(id);
        if self.scope.ranges > variable.ranges {
            self.found.cells.insert(id);
        }
        if cell { Target::Cell(jinja) } else { Target::Plain(jinja) }
    }

    fn if_chain(&mut self, branches: &'a [Branch], otherwise: Option<&'a [Node]>) -> Result<(), String> {
        if branches.len() > MAX_BRANCHES {
            return Err(format!("an if has more than {MAX_BRANCHES} branches"));
        }
        let mark = self.scope.mark();
        let mut open = 0;
        for (i, branch) in branches.iter().enumerate() {
            // A condition that declares a variable, or needs a statement before it, cannot be an `elif`.
            let plain = branch.pipe.decl.is_empty() && !branch.pipe.declares_inside;
            let elif = i > 0 && plain;
            if !elif {
                if i > 0 {
                    self.out.otherwise();
                }
                open += 1;
                if !branch.pipe.decl.is_empty() {
                    self.declare(&branch.pipe)?;
                }
                self.hoist_pipe(&branch.pipe)?;
            }
            self.out.start_if(Some(branch.pipe.pos), elif);
            self.value(&branch.pipe)?;
            self.out.end_condition(elif);
            let inner = self.scope.mark();
            self.list(&branch.list)?;
            self.scope.pop(inner);
        }
        self.otherwise(otherwise)?;
        for _ in 0..open {
            self.out.end_if();
        }
        self.scope.pop(mark);
        Ok(())
    }

    /// The value of a pipeline whose declarations, if any, have been written out before.
    fn value(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        match pipe.decl.first() {
            None => self.pipe(pipe),
            Some(variable) => {
                let name = &self.source[variable.name.range()];
                self.variable(name);
                Ok(())
            }
        }
    }

    fn otherwise(&mut self, list: Option<&'a [Node]>) -> Result<(), String> {
        if let Some(list) = list {
            self.out.otherwise();
            self.list(list)?;
        }
        Ok(())
    }

    /// `{% if name %}`
    fn test(&mut self, name: &str) {
        self.out.start_if(None, false);
        self.out.load(name);
        self.out.end_condition(false);
    }

    fn with_chain(&mut self, branches: &'a [Branch], otherwise: Option<&'a [Node]>) -> Result<(), String> {
        if branches.len() > MAX_BRANCHES {
            return Err(format!("a with has more than {MAX_BRANCHES} branches"));
        }
        let mark = self.scope.mark();
        for (i, branch) in branches.iter().enumerate() {
            if i > 0 {
                self.out.otherwise();
            }
            if !branch.pipe.decl.is_empty() {
                self.declare(&branch.pipe)?;
            }
            self.hoist_pipe(&branch.pipe)?;
            let dot = self.scope.fresh_dot();
            self.out.start_set(&dot, Some(branch.pipe.pos));
            self.value(&branch.pipe)?;
            self.out.end_set(&dot);
            self.test(&dot);
            let inner = self.scope.mark();
            let outer = self.scope.enter_dot(dot, Flavour::Concrete);
            self.list(&branch.list)?;
            self.scope.leave_dot(outer);
            self.scope.pop(inner);
        }
        self.otherwise(otherwise)?;
        for _ in branches {
            self.out.end_if();
        }
        self.scope.pop(mark);
        Ok(())
    }

    fn range(&mut self, branch: &'a Branch, otherwise: Option<&'a [Node]>) -> Result<(), String> {
        let mark = self.scope.mark();
        let pipe = &branch.pipe;
        self.hoist_pipe(pipe)?;
        // In the `else`, and nowhere else, the variables of a range hold what was ranged over.
        let over = if otherwise.is_some() && !pipe.decl.is_empty() && !pipe.is_assign {
            let over = self.scope.fresh_dot();
            self.out.start_set(&over, None);
            self.pipe(pipe)?;
            self.out.end_set(&over);
            Some(over)
        } else {
            None
        };
        let elements = expr::element_flavour(pipe, self.source, &self.scope);
        let names: Vec<&'a str> = pipe.decl.iter().map(|v| &self.source[v.name.range()]).collect();
        self.scope.ranges += 1;
        let inner = self.scope.mark();
        let Heads { heads, starts, missing } = self.heads(pipe, &names, elements);
        let element = match heads.last() {
            Some(head) => head.clone(),
            None => self.scope.fresh_dot(),
        };
        let items = match heads.as_slice() {
            [key, value] => (key.as_str(), Some(value.as_str())),
            _ => (element.as_str(), None),
        };
        // minijinja takes a loop that a `break` ends in its first round for one that had none, and runs the `else`.
        let guarded = (otherwise.is_some() && breaks(&branch.list)).then(|| self.scope.fresh_dot());
        match &guarded {
            Some(guard) => self.out.start_set(guard, Some(pipe.pos)),
            None => self.out.start_for(items, Some(pipe.pos)),
        }
        match &over {
            Some(over) => self.out.load(over),
            None => {
                // The pipeline is evaluated outside of the loop.
                self.scope.ranges -= 1;
                let declared = self.scope.hide(inner);
                self.pipe(pipe)?;
                self.scope.unhide(declared);
                self.scope.ranges += 1;
            }
        }
        self.out.filter(if heads.len() == 2 { "items" } else { "each" }, pipe.pos);
        self.site(|| Site::at(sites::last_of_pipe(pipe)));
        if let Some(guard) = &guarded {
            self.out.end_set(guard);
            self.test(guard);
            self.out.start_for(items, None);
            self.out.load(guard);
        }
        self.out.end_head(items);
        starts.iter().for_each(|start| start.write(&mut self.out, pipe.pos));
        if let Some(name) = missing {
            self.out.start_print(None);
            self.raise(&format!("undefined variable: {name}"), sites::last_of_pipe(pipe));
            self.out.end_print();
        }
        let outer = self.scope.enter_dot(element, elements);
        self.list(&branch.list)?;
        self.scope.leave_dot(outer);
        self.scope.pop(inner);
        self.scope.ranges -= 1;
        let Some(list) = otherwise else {
            self.out.end_for(false);
            self.scope.pop(mark);
            return Ok(());
        };
        if let Some(over) = over {
            for name in names {
                self.scope.declare(name, over.clone(), false, Flavour::Concrete);
            }
        }
        if guarded.is_some() {
            self.out.end_for(false);
            self.out.otherwise();
            self.list(list)?;
            self.out.end_if();
        } else {
            self.out.for_else();
            self.list(list)?;
            self.out.end_for(true);
        }
        self.scope.pop(mark);
        Ok(())
    }

    /// The variables of a loop.
    fn heads(&mut self, pipe: &'a Pipe, names: &[&'a str], elements: Flavour) -> Heads<'a> {
        let mut found = Heads::default();
        for (i, name) in names.iter().enumerate() {
            if pipe.is_assign {
                let head = self.scope.fresh_dot();
                match self.assign(name) {
                    Target::Plain(target) => found.starts.push(Start::Set(target, head.clone())),
                    Target::Cell(target) => found.starts.push(Start::Put(target, head.clone())),
                    Target::Missing => found.missing = found.missing.or(Some(*name)),
                }
                found.heads.push(head);
                continue;
            }
            let (target, cell) = self.scope.name(name, &self.info);
            // The key of a map is a string or an int; an element may be a nil interface.
            let is_key = i == 0 && names.len() == 2;
            let flavour = if is_key { Flavour::Concrete } else { elements };
            let own = cell || (!is_key && self.info.assigned.contains(&self.scope.next_id()));
            if own {
                let head = self.scope.fresh_dot();
                let make = if cell { Start::Cell } else { Start::Set };
                found.starts.push(make(target.clone(), head.clone()));
                found.heads.push(head);
            } else {
                found.heads.push(target.clone());
            }
            self.scope.declare(name, target, cell, flavour);
        }
        found
    }

    fn template(&mut self, node: &'a Node, call: &'a Call) -> Result<(), String> {
        let (pos, pipe) = (call.pos, call.pipe.as_ref());
        if let Some(pipe) = pipe {
            if pipe.decl.is_empty() {
                self.hoist_pipe(pipe)?;
            } else {
                self.declare(pipe)?;
            }
        }
        self.out.start_print(Some(pos));
        self.out.start_call("template", pos);
        // Go looks for the template before it looks at its data.
        let checked = pipe.is_some_and(|pipe| expr::pipe_may_fail(pipe, self.source));
        if checked {
            self.out.start_call("defined", pos);
        }
        self.out.str(&call.name);
        if checked {
            self.out.end_call(1);
            self.site(|| Site::at(NodeRef::Node(node)));
        }
        if let Some(pipe) = pipe {
            self.out.separate();
            self.value(pipe)?;
        }
        self.out.end_call(1 + usize::from(pipe.is_some()));
        self.site(|| Site::at(NodeRef::Node(node)));
        self.out.end_print();
        Ok(())
    }

    /// Notes which node the call that was just written stands for.
    fn site(&mut self, make: impl FnOnce() -> sites::Draft<'a>) {
        self.marks = self.marks.saturating_add(1);
        let end = self.out.mark(self.marks);
        if let Some(sites) = &mut self.sites {
            sites.push(make().locate(end, &self.tree.source));
        }
    }
}

/// What stands at the head of a loop.
#[derive(Default)]
struct Heads<'a> {
    /// The names that minijinja gives to the items.
    heads: Vec<String>,
    /// The first statements of the body.
    starts: Vec<Start>,
    /// A variable that was never declared.
    missing: Option<&'a str>,
}

/// A statement at the start of a body: a loop variable that is kept in a cell, or assigned. The first name is the
/// variable's, the second the item's.
enum Start {
    Set(String, String),
    Put(String, String),
    Cell(String, String),
}

impl Start {
    fn write<'a>(&self, out: &mut impl Writer<'a>, pos: u32) {
        match self {
            Start::Set(target, item) => {
                out.start_set(target, None);
                out.load(item);
                out.end_set(target);
            }
            Start::Put(target, item) => {
                out.start_put(target);
                out.load(item);
                out.end_put();
            }
            Start::Cell(target, item) => {
                out.start_set(target, None);
                out.load(item);
                out.filter("cell", pos);
                out.end_set(target);
            }
        }
    }
}

/// Whether a `break` of this list ends the loop around it.
fn breaks(list: &[Node]) -> bool {
    let any = |branches: &[Branch], otherwise: &Option<Box<[Node]>>| {
        branches.iter().any(|branch| breaks(&branch.list)) || otherwise.as_deref().is_some_and(breaks)
    };
    list.iter().any(|node| match node {
        Node::Break => true,
        Node::If(branches, otherwise) | Node::With(branches, otherwise) => any(branches, otherwise),
        Node::Range(_, otherwise) => otherwise.as_deref().is_some_and(breaks),
        _ => false,
    })
}
