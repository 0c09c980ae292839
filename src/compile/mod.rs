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

mod expr;
mod literal;
mod method;
mod sites;
mod vars;

pub use sites::{Place, Site};

use crate::funcs::Type;
use crate::gotmpl::{Branch, Node, NodeRef, Pipe, Span, Tree};
use expr::Target;
use std::fmt::Write as _;
use vars::{Flavour, Info, Scope};

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

/// Compiles a template's body.
///
/// # Errors
/// A message when the body is beyond what minijinja's own parser takes (see [`MAX_BRANCHES`],
/// [`MAX_OPERANDS`]); the template is a valid Go template then, only too large a one.
pub fn compile(tree: &Tree, signatures: Signatures<'_>, detail: Detail) -> Result<Program, String> {
    let mut info = Info::default();
    loop {
        let mut emitter = Emitter::new(tree, signatures, &info, detail);
        emitter.list(&tree.root)?;
        let found = std::mem::take(&mut emitter.found);
        // Most templates assign no variable, and the first pass is the last. Otherwise what the first pass
        // learned of assignments (which come after the declaration) decides how variables are kept.
        if found == info {
            return Ok(emitter.finish());
        }
        info = found;
    }
}

/// Most `else if`s in one `if`.
pub const MAX_BRANCHES: usize = 1000;

/// Most arguments of one call; minijinja takes 2,000.
pub const MAX_OPERANDS: usize = 1000;

/// How many times a program must read its dot before it pays to copy it into a local variable.
const DOT_READS: usize = 4;

struct Emitter<'a> {
    tree: &'a Tree,
    source: &'a str,
    signatures: Signatures<'a>,
    info: &'a Info,
    found: Info,
    scope: Scope<'a>,
    out: String,
    out_line: usize,
    /// The last position whose line was counted, and that line.
    counted: (usize, usize),
    dot_reads: usize,
    /// The pipeline that is being written.
    inside: Option<&'a Pipe>,
    sites: Option<Vec<Site>>,
}

impl<'a> Emitter<'a> {
    fn new(tree: &'a Tree, signatures: Signatures<'a>, info: &'a Info, detail: Detail) -> Emitter<'a> {
        let source: &str = &tree.source.text;
        Emitter {
            tree,
            source,
            signatures,
            info,
            found: Info::default(),
            scope: Scope::new(),
            out: String::with_capacity(256),
            out_line: 1,
            counted: (0, 1),
            dot_reads: 0,
            inside: None,
            sites: (detail == Detail::Sites).then(Vec::new),
        }
    }

    fn finish(self) -> Program {
        let mut program = Program { text: self.out, sites: self.sites.unwrap_or_default() };
        if self.dot_reads >= DOT_READS {
            const COPY: &str = "{% set dot = dot %}";
            program.text.insert_str(0, COPY);
            for site in &mut program.sites {
                site.end += COPY.len();
            }
        }
        program
    }

    /// Brings the program to the line of `pos`; only where a blank may stand.
    fn line_up(&mut self, pos: u32) {
        let (at, line) = self.counted;
        let pos = pos as usize;
        if pos > at {
            let between = &self.source.as_bytes()[at..pos.min(self.source.len())];
            self.counted = (pos, line + line_breaks(between));
        }
        while self.out_line < self.counted.1 {
            self.out.push('\n');
            self.out_line += 1;
        }
    }

    fn list(&mut self, nodes: &'a [Node]) -> Result<(), String> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &'a Node) -> Result<(), String> {
        match node {
            Node::Text(span) => self.text(*span),
            Node::Action(pipe) => return self.action(pipe),
            Node::If(branches, otherwise) => return self.if_chain(branches, otherwise.as_deref()),
            Node::With(branches, otherwise) => return self.with_chain(branches, otherwise.as_deref()),
            Node::Range(branch, otherwise) => return self.range(branch, otherwise.as_deref()),
            Node::Template { pos, name, pipe } => return self.template(node, *pos, name, pipe.as_ref()),
            Node::Break => self.out.push_str("{% break %}"),
            Node::Continue => self.out.push_str("{% continue %}"),
        }
        Ok(())
    }

    /// Text that minijinja prints as it stands.
    fn text(&mut self, span: Span) {
        let text = &self.source[span.range()];
        if self.counted.0 < span.start as usize && self.line_of(span.start) > self.out_line {
            // Line breaks that a trim marker removed from the output stay in the program, in a comment.
            self.out.push_str("{#");
            self.line_up(span.start);
            self.out.push_str("#}");
        }
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'{', rest.as_bytes()) {
            let (before, brace) = rest.split_at(at);
            self.out.push_str(before);
            // A brace that would open a tag, or meet our own next tag, is printed by a tag.
            if matches!(brace.as_bytes().get(1), None | Some(b'{' | b'%' | b'#')) {
                self.out.push_str("{{ '{' }}");
            } else {
                self.out.push('{');
            }
            rest = &brace[1..];
        }
        self.out.push_str(rest);
        self.out_line += line_breaks(text.as_bytes());
    }

    fn line_of(&self, pos: u32) -> usize {
        let (at, line) = self.counted;
        let between = self.source.as_bytes().get(at..pos as usize).unwrap_or_default();
        line + line_breaks(between)
    }

    fn action(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        if !pipe.decl.is_empty() {
            return self.declare(pipe);
        }
        self.hoist_pipe(pipe)?;
        self.out.push_str("{{");
        self.line_up(pipe.pos);
        self.out.push(' ');
        self.pipe(pipe)?;
        self.out.push_str(" }}");
        Ok(())
    }

    /// `{{ $x := … }}` and `{{ $x = … }}`
    fn declare(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        self.hoist_pipe(pipe)?;
        for variable in &pipe.decl {
            let name = &self.source[variable.name.range()];
            self.line_up_tag(pipe.pos);
            if pipe.is_assign {
                match self.assign(name) {
                    Target::Plain(target) => self.set(&target, pipe)?,
                    Target::Cell(target) => self.put(&target, pipe)?,
                    Target::Missing => {
                        self.out.push_str("{{ ");
                        self.pipe(pipe)?;
                        self.raise_filter(&format!("undefined variable: {name}"), sites::last_of_pipe(pipe));
                        self.out.push_str(" }}");
                    }
                }
                continue;
            }
            let (target, cell) = self.scope.name(name, self.info);
            self.out.push_str("{% set ");
            self.out.push_str(&target);
            self.out.push_str(" = ");
            self.pipe(pipe)?;
            if cell {
                self.out.push_str("|cell");
            }
            self.out.push_str(" %}");
            let elements = expr::element_flavour(pipe, self.source, &self.scope);
            let kept = !self.info.assigned.contains(&self.scope.next_id());
            self.scope.declare(name, target, cell, Flavour::Concrete);
            self.scope.hold_elements(if kept { elements } else { Flavour::Interface });
        }
        Ok(())
    }

    fn line_up_tag(&mut self, pos: u32) {
        if self.line_of(pos) > self.out_line {
            self.out.push_str("{#");
            self.line_up(pos);
            self.out.push_str("#}");
        }
    }

    fn set(&mut self, target: &str, pipe: &'a Pipe) -> Result<(), String> {
        let _ = write!(self.out, "{{% set {target} = ");
        self.pipe(pipe)?;
        self.out.push_str(" %}");
        Ok(())
    }

    fn put(&mut self, target: &str, pipe: &'a Pipe) -> Result<(), String> {
        let _ = write!(self.out, "{{% do {target}.put(");
        self.pipe(pipe)?;
        self.out.push_str(") %}");
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
            let plain = branch.pipe.decl.is_empty() && !self.needs_hoist(&branch.pipe);
            if i > 0 && plain {
                self.out.push_str("{% elif");
            } else {
                if i > 0 {
                    self.out.push_str("{% else %}");
                }
                open += 1;
                if !branch.pipe.decl.is_empty() {
                    self.declare(&branch.pipe)?;
                }
                self.hoist_pipe(&branch.pipe)?;
                self.out.push_str("{% if");
            }
            self.line_up(branch.pipe.pos);
            self.out.push(' ');
            self.value(&branch.pipe)?;
            self.out.push_str(" %}");
            let inner = self.scope.mark();
            self.list(&branch.list)?;
            self.scope.pop(inner);
        }
        self.otherwise(otherwise)?;
        for _ in 0..open {
            self.out.push_str("{% endif %}");
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
            self.out.push_str("{% else %}");
            self.list(list)?;
        }
        Ok(())
    }

    fn with_chain(&mut self, branches: &'a [Branch], otherwise: Option<&'a [Node]>) -> Result<(), String> {
        if branches.len() > MAX_BRANCHES {
            return Err(format!("a with has more than {MAX_BRANCHES} branches"));
        }
        let mark = self.scope.mark();
        for (i, branch) in branches.iter().enumerate() {
            if i > 0 {
                self.out.push_str("{% else %}");
            }
            if !branch.pipe.decl.is_empty() {
                self.declare(&branch.pipe)?;
            }
            self.hoist_pipe(&branch.pipe)?;
            let dot = self.scope.fresh_dot();
            self.out.push_str("{% set");
            self.line_up(branch.pipe.pos);
            let _ = write!(self.out, " {dot} = ");
            self.value(&branch.pipe)?;
            let _ = write!(self.out, " %}}{{% if {dot} %}}");
            let inner = self.scope.mark();
            let outer = self.scope.enter_dot(dot, Flavour::Concrete);
            self.list(&branch.list)?;
            self.scope.leave_dot(outer);
            self.scope.pop(inner);
        }
        self.otherwise(otherwise)?;
        for _ in branches {
            self.out.push_str("{% endif %}");
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
            self.out.push_str("{% set ");
            self.out.push_str(&over);
            self.out.push_str(" = ");
            self.pipe(pipe)?;
            self.out.push_str(" %}");
            Some(over)
        } else {
            None
        };
        let elements = expr::element_flavour(pipe, self.source, &self.scope);
        let names: Vec<&'a str> = pipe.decl.iter().map(|v| &self.source[v.name.range()]).collect();
        self.scope.ranges += 1;
        let inner = self.scope.mark();
        let mut heads = Vec::new();
        // Statements at the start of the body: a loop variable that must be a cell, or is assigned.
        let mut starts = String::new();
        let mut missing = None;
        if pipe.is_assign {
            let outer_ranges = self.scope.ranges;
            for (i, name) in names.iter().enumerate() {
                let head = self.scope.fresh_dot();
                match self.assign(name) {
                    Target::Plain(target) => {
                        let _ = write!(starts, "{{% set {target} = {head} %}}");
                    }
                    Target::Cell(target) => {
                        let _ = write!(starts, "{{% do {target}.put({head}) %}}");
                    }
                    Target::Missing => missing = missing.or(Some(*name)),
                }
                debug_assert_eq!(outer_ranges, self.scope.ranges);
                heads.push((head, i));
            }
        } else {
            for (i, name) in names.iter().enumerate() {
                let (target, cell) = self.scope.name(name, self.info);
                // The key of a map is a string or an int; an element may be a nil interface.
                let is_key = i == 0 && names.len() == 2;
                let flavour = if is_key { Flavour::Concrete } else { elements };
                let own = cell || (!is_key && self.info.assigned.contains(&self.scope.next_id()));
                if own {
                    let head = self.scope.fresh_dot();
                    let wrap = if cell { "|cell" } else { "" };
                    let _ = write!(starts, "{{% set {target} = {head}{wrap} %}}");
                    heads.push((head, i));
                } else {
                    heads.push((target.clone(), i));
                }
                self.scope.declare(name, target, cell, flavour);
            }
        }
        let element = match heads.last() {
            Some((head, _)) => head.clone(),
            None => self.scope.fresh_dot(),
        };
        let names_of_items = match heads.as_slice() {
            [(key, _), (value, _)] => format!("{key}, {value}"),
            _ => element.clone(),
        };
        // minijinja takes a loop that a `break` ends in its first round for one that had none, and runs the `else`.
        let guarded = (otherwise.is_some() && breaks(&branch.list)).then(|| self.scope.fresh_dot());
        self.out.push_str(if guarded.is_some() { "{% set" } else { "{% for" });
        self.line_up(pipe.pos);
        let _ = match &guarded {
            Some(items) => write!(self.out, " {items} = "),
            None => write!(self.out, " {names_of_items} in "),
        };
        match &over {
            Some(over) => self.out.push_str(over),
            None => {
                // The pipeline is evaluated outside of the loop.
                self.scope.ranges -= 1;
                let declared = self.scope.hide(inner);
                self.pipe(pipe)?;
                self.scope.unhide(declared);
                self.scope.ranges += 1;
            }
        }
        self.out.push_str(if heads.len() == 2 { "|items" } else { "|each" });
        self.site(|| Site::at(sites::last_of_pipe(pipe)));
        self.out.push_str(" %}");
        if let Some(items) = &guarded {
            let _ = write!(self.out, "{{% if {items} %}}{{% for {names_of_items} in {items} %}}");
        }
        self.out.push_str(&starts);
        if let Some(name) = missing {
            self.out.push_str("{{ ");
            self.raise(&format!("undefined variable: {name}"), sites::last_of_pipe(pipe));
            self.out.push_str(" }}");
        }
        let outer = self.scope.enter_dot(element, elements);
        self.list(&branch.list)?;
        self.scope.leave_dot(outer);
        self.scope.pop(inner);
        self.scope.ranges -= 1;
        if let Some(list) = otherwise {
            if let Some(over) = over {
                for name in names {
                    self.scope.declare(name, over.clone(), false, Flavour::Concrete);
                }
            }
            self.out.push_str(if guarded.is_some() { "{% endfor %}{% else %}" } else { "{% else %}" });
            self.list(list)?;
        }
        self.out.push_str(if guarded.is_some() { "{% endif %}" } else { "{% endfor %}" });
        self.scope.pop(mark);
        Ok(())
    }

    fn template(
        &mut self,
        node: &'a Node,
        pos: u32,
        name: &str,
        pipe: Option<&'a Pipe>,
    ) -> Result<(), String> {
        if let Some(pipe) = pipe {
            if pipe.decl.is_empty() {
                self.hoist_pipe(pipe)?;
            } else {
                self.declare(pipe)?;
            }
        }
        self.out.push_str("{{");
        self.line_up(pos);
        self.out.push_str(" template(");
        // Go looks for the template before it looks at its data.
        let checked = pipe.is_some_and(|pipe| expr::pipe_may_fail(pipe, self.source));
        if checked {
            self.out.push_str("defined(");
        }
        self.string(name);
        if checked {
            self.out.push(')');
            self.site(|| Site::at(NodeRef::Node(node)));
        }
        if let Some(pipe) = pipe {
            self.out.push_str(", ");
            self.value(pipe)?;
        }
        self.out.push(')');
        self.site(|| Site::at(NodeRef::Node(node)));
        self.out.push_str(" }}");
        Ok(())
    }

    /// Notes which node the call that was just written stands for.
    fn site(&mut self, make: impl FnOnce() -> sites::Draft<'a>) {
        if self.sites.is_none() {
            return;
        }
        let site = make().locate(self.out.len(), &self.tree.source);
        if let Some(sites) = &mut self.sites {
            sites.push(site);
        }
    }
}

/// Whether a `break` of this list ends the loop around it.
fn breaks(list: &[Node]) -> bool {
    let any = |branches: &[Branch], otherwise: &Option<Vec<Node>>| {
        branches.iter().any(|branch| breaks(&branch.list)) || otherwise.as_deref().is_some_and(breaks)
    };
    list.iter().any(|node| match node {
        Node::Break => true,
        Node::If(branches, otherwise) | Node::With(branches, otherwise) => any(branches, otherwise),
        Node::Range(_, otherwise) => otherwise.as_deref().is_some_and(breaks),
        _ => false,
    })
}

/// How many lines end in a text. Most are short, and then a vector search is more trouble than it saves.
fn line_breaks(text: &[u8]) -> usize {
    const SHORT: usize = 64;
    if text.len() < SHORT {
        text.iter().filter(|byte| **byte == b'\n').count()
    } else {
        memchr::memchr_iter(b'\n', text).count()
    }
}
