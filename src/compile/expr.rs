//! Expressions: pipelines, commands and words.

use super::sites::{self, Draft, Site, last_of, last_of_command};
use super::vars::{Flavour, Scope};
use super::write::Writer;
use super::{Emitter, MAX_OPERANDS, MAX_STAGES, Signature};
use crate::funcs::Type;
use crate::golang::strconv::quote;
use crate::gotmpl::{Command, Expr, NodeRef, Pipe, Span};
use crate::value::Value;

/// What an assignment writes to.
pub(super) enum Target {
    Plain(String),
    Cell(String),
    Missing,
}

/// How many operands of `and` and `or` are written side by side; more become a balanced tree, because
/// minijinja spends native stack on every operand of a chain.
const FLAT_OPERANDS: usize = 8;

impl<'a, W: Writer<'a>> Emitter<'a, W> {
    /// The value of a pipeline.
    pub(super) fn pipe(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        self.inside = Some(pipe);
        self.commands(&pipe.cmds)
    }

    /// `a | b | c`: a chain of filters, but for the stages that cannot be one.
    pub(super) fn commands(&mut self, commands: &'a [Command]) -> Result<(), String> {
        let Some((first, _)) = commands.split_first() else {
            return Ok(());
        };
        if commands.len() > MAX_STAGES {
            return Err(format!("a pipeline has more than {MAX_STAGES} commands"));
        }
        let special = (1..commands.len()).rev().find(|i| !self.is_filter(&commands[*i]));
        let rest = match special {
            Some(i) => {
                self.piped_special(&commands[..i], &commands[i])?;
                &commands[i + 1..]
            }
            None => {
                self.command(first)?;
                &commands[1..]
            }
        };
        rest.iter().try_for_each(|command| self.piped(command))
    }

    fn function_name(&self, command: &Command) -> Option<&'a str> {
        match command.args.first() {
            Some(Expr::Identifier(span)) => Some(&self.source[span.range()]),
            _ => None,
        }
    }

    fn is_filter(&self, command: &Command) -> bool {
        self.function_name(command).is_some_and(|name| !matches!(name, "and" | "or" | "not"))
    }

    /// A command at the head of a pipeline.
    fn command(&mut self, command: &'a Command) -> Result<(), String> {
        self.out.line_up(command.pos);
        let Some((head, args)) = command.args.split_first() else {
            return Ok(());
        };
        match head {
            Expr::Identifier(span) => self.call(*span, args, NodeRef::Command(command)),
            Expr::Field(..) | Expr::Variable(..) | Expr::Chain(..) if !args.is_empty() => {
                if let Expr::Variable(_, span) = head
                    && !self.source[span.range()].contains('.')
                {
                    return self.not_a_function(head);
                }
                self.method(head, args, None)
            }
            Expr::Nil(_) if args.is_empty() => {
                self.raise("nil is not a command", NodeRef::Expr(head));
                Ok(())
            }
            Expr::Field(..) | Expr::Variable(..) | Expr::Chain(..) => self.word(head),
            _ if args.is_empty() => self.word(head),
            _ => self.not_a_function(head),
        }
    }

    fn not_a_function(&mut self, head: &'a Expr) -> Result<(), String> {
        let text = NodeRef::Expr(head).text(self.source);
        // Go has not looked at a word in parentheses then, only at the pipeline.
        let node = match (head, self.inside) {
            (Expr::Pipe(_), Some(pipe)) => NodeRef::Pipe(pipe),
            _ => NodeRef::Expr(head),
        };
        self.raise(&format!("can't give argument to non-function {text}"), node);
        Ok(())
    }

    /// `f a b`
    fn call(&mut self, name: Span, args: &'a [Expr], node: NodeRef<'a>) -> Result<(), String> {
        let pos = name.start;
        let name: &'a str = &self.source[name.range()];
        match (name, args) {
            ("and" | "or", [_, ..]) => {
                let operands: Vec<&'a Expr> = args.iter().collect();
                return self.logic(name, &operands);
            }
            ("not", [operand]) => {
                self.out.start_not();
                self.arg(operand, Type::Reflect)?;
                self.out.end_not();
                return Ok(());
            }
            _ => {}
        }
        let Some(signature) = self.arity(name, args.len(), args.len(), node)? else {
            return Ok(());
        };
        self.out.start_call(name, pos);
        self.args(args, signature)?;
        self.out.end_call(args.len());
        let draft = self.draft(args, node, None);
        self.site(|| draft);
        Ok(())
    }

    /// `… | f a b`, where the part on the left is already written.
    fn piped(&mut self, command: &'a Command) -> Result<(), String> {
        let Some((Expr::Identifier(span), args)) = command.args.split_first() else {
            return Ok(());
        };
        let name: &'a str = &self.source[span.range()];
        let call = NodeRef::Command(command);
        let signature = (self.signatures)(name);
        if let Some(message) = signature.and_then(|s| wrong_arity(name, s, args.len() + 1, args.len())) {
            self.raise_filter(&message, command.args.first().map_or(call, NodeRef::Expr));
            return Ok(());
        }
        let Some(signature) = signature else {
            self.raise_filter(&undefined(name), call);
            return Ok(());
        };
        if let Some(filter) = typed_nil(signature.param(args.len())) {
            self.out.filter(filter, command.pos);
        }
        self.out.line_up(command.pos);
        if args.is_empty() {
            self.out.filter(name, command.pos);
        } else {
            self.out.start_filter(name, command.pos);
            self.args(args, signature)?;
            self.out.end_filter(args.len());
        }
        let draft = self.draft(args, call, Some(last_of_command(command)));
        self.site(|| draft);
        Ok(())
    }

    /// A stage of a pipeline that is no filter: `and`, `or`, `not`, a method, a mistake.
    fn piped_special(&mut self, before: &'a [Command], command: &'a Command) -> Result<(), String> {
        let Some((head, args)) = command.args.split_first() else {
            return Ok(());
        };
        match (head, self.function_name(command)) {
            (_, Some("not")) if args.is_empty() => {
                self.out.start_not();
                self.commands(before)?;
                self.out.end_not();
                Ok(())
            }
            (_, Some(name @ ("and" | "or"))) => {
                self.commands(before)?;
                let operands: Vec<&'a Expr> = args.iter().collect();
                if !operands.is_empty() {
                    // What is piped in is known before the other operands are looked at, and decides last.
                    let filter = if name == "or" { "orlast" } else { "andlast" };
                    self.out.start_filter(filter, command.pos);
                    self.logic(name, &operands)?;
                    self.out.end_filter(1);
                }
                Ok(())
            }
            (Expr::Variable(_, span), _) if !self.source[span.range()].contains('.') => {
                self.commands(before)?;
                let text = &self.source[span.range()];
                let message = format!("can't give argument to non-function {text}");
                self.raise_filter(&message, NodeRef::Expr(head));
                Ok(())
            }
            (Expr::Field(..) | Expr::Variable(..) | Expr::Chain(..), _) => {
                self.method(head, args, Some(before))
            }
            (_, Some(name)) => {
                self.commands(before)?;
                let signature = (self.signatures)(name);
                let message = signature.and_then(|s| wrong_arity(name, s, args.len() + 1, args.len()));
                self.raise_filter(&message.unwrap_or_else(|| undefined(name)), NodeRef::Expr(head));
                Ok(())
            }
            _ => {
                self.commands(before)?;
                let text = NodeRef::Expr(head).text(self.source);
                let last = before.last().map_or(NodeRef::Expr(head), last_of_command);
                self.raise_filter(&format!("can't give argument to non-function {text}"), last);
                Ok(())
            }
        }
    }

    pub(super) fn draft(&self, args: &'a [Expr], call: NodeRef<'a>, piped: Option<NodeRef<'a>>) -> Draft<'a> {
        let mut draft = Site::at(call);
        if self.sites.is_some() {
            let words = args.iter().map(|arg| (arg, self.flavour(arg) == Flavour::Concrete));
            draft.args.extend(words.map(|(arg, concrete)| sites::Operand::word(arg, concrete)));
            draft.args.extend(piped.map(sites::Operand::piped));
        }
        // `call` names what it cannot call by the word itself, and what is piped in by its value.
        if let NodeRef::Command(command) = call
            && self.function_name(command) == Some("call")
        {
            match (args.first(), draft.args.first_mut()) {
                (Some(word), Some(operand)) => operand.node = NodeRef::Expr(word),
                _ => draft.args.clear(),
            }
        }
        draft
    }

    /// The signature of `name`, or a call that raises Go's message where the count of arguments is wrong.
    fn arity(
        &mut self,
        name: &str,
        given: usize,
        shown: usize,
        node: NodeRef<'a>,
    ) -> Result<Option<Signature>, String> {
        let head = match node {
            NodeRef::Command(command) => command.args.first().map_or(node, NodeRef::Expr),
            other => other,
        };
        let Some(signature) = (self.signatures)(name) else {
            self.raise(&undefined(name), head);
            return Ok(None);
        };
        if given > MAX_OPERANDS {
            return Err(format!("{name} is called with more than {MAX_OPERANDS} arguments"));
        }
        if let Some(message) = wrong_arity(name, signature, given, shown) {
            self.raise(&message, head);
            return Ok(None);
        }
        Ok(Some(signature))
    }

    /// `(a and b)`. Jinja's operators short-circuit and return the operand as Go's functions do.
    fn logic(&mut self, name: &str, operands: &[&'a Expr]) -> Result<(), String> {
        if operands.len() > MAX_OPERANDS {
            return Err(format!("{name} is called with more than {MAX_OPERANDS} arguments"));
        }
        if let [operand] = operands {
            return self.arg(operand, Type::Reflect);
        }
        self.out.start_logic();
        let chunk = operands.len().div_ceil(FLAT_OPERANDS);
        for (i, part) in operands.chunks(chunk).enumerate() {
            if i > 0 {
                self.out.operator(name == "and");
            }
            self.logic(name, part)?;
        }
        self.out.end_logic();
        Ok(())
    }

    /// Writes what a chain of fields starts from; returns the fields, separated by dots.
    pub(super) fn receiver(&mut self, expr: &'a Expr) -> Result<(&'a str, Flavour), String> {
        let source = self.source;
        match expr {
            Expr::Field(_, span) => {
                let flavour = self.dot();
                Ok((&source[span.range()][1..], flavour))
            }
            Expr::Variable(_, span) => {
                let (name, fields) = source[span.range()].split_once('.').unwrap_or(("", ""));
                Ok((fields, self.variable(name)))
            }
            Expr::Chain(_, inner, fields) => {
                let flavour = match &**inner {
                    Expr::Nil(_) => {
                        let text = NodeRef::Expr(expr).text(source);
                        let message = format!("indirection through explicit nil in {text}");
                        self.raise(&message, NodeRef::Expr(expr));
                        Flavour::Concrete
                    }
                    inner => {
                        self.word(inner)?;
                        self.flavour(inner)
                    }
                };
                Ok((&source[fields.range()][1..], flavour))
            }
            _ => Ok(("", Flavour::Concrete)),
        }
    }

    /// `|at("a","b")` for `a.b`
    pub(super) fn fields(&mut self, path: &str, flavour: Flavour, node: &'a Expr) {
        self.out.fields(path, flavour == Flavour::Interface);
        self.site(|| Site::field(node));
    }

    /// Writes the dot.
    fn dot(&mut self) -> Flavour {
        let (name, flavour) = &self.scope.dot;
        self.dot_reads += usize::from(name == "dot");
        self.out.load(name);
        *flavour
    }

    /// Writes a variable's value.
    pub(super) fn variable(&mut self, name: &str) -> Flavour {
        if name == "$" && self.scope.find(name).is_none() {
            self.out.load("root");
            return Flavour::Concrete;
        }
        match self.scope.find(name) {
            Some(variable) => {
                self.out.load(&variable.jinja);
                if variable.cell {
                    self.out.held();
                }
                variable.flavour
            }
            None => {
                // Declared in a branch that was not taken: known to Go's parser, missing when it runs.
                self.out.start_call("raise", 0);
                self.out.str(&format!("undefined variable: {name}"));
                self.out.end_call(1);
                Flavour::Concrete
            }
        }
    }

    /// Whether nil is no value here or a nil interface.
    pub(super) fn flavour(&self, expr: &Expr) -> Flavour {
        match expr {
            Expr::Dot(_) => self.scope.dot.1,
            Expr::Variable(_, span) => {
                let name = &self.source[span.range()];
                match self.scope.find(name) {
                    Some(variable) => variable.flavour,
                    None if name == "$" => Flavour::Concrete,
                    None => Flavour::Interface,
                }
            }
            Expr::Field(..) | Expr::Chain(..) | Expr::Identifier(_) => Flavour::Interface,
            _ => Flavour::Concrete,
        }
    }

    /// The value of a word where any type will do.
    pub(super) fn word(&mut self, expr: &'a Expr) -> Result<(), String> {
        match expr {
            Expr::Dot(_) => {
                self.dot();
            }
            Expr::Nil(_) => self.out.none(),
            Expr::Bool(_, value) => self.out.bool(*value),
            Expr::Number(span, number) => {
                let text = &self.source[span.range()];
                let hex = text.len() > 2
                    && (text.starts_with("0x") || text.starts_with("0X"))
                    && !text.contains(['p', 'P']);
                let is_float = !hex && !text.starts_with('\'') && text.contains(['.', 'e', 'E', 'p', 'P']);
                match (number.imaginary, number.int, number.float) {
                    (Some((real, imaginary)), ..) => self.complex(real, imaginary, span.start),
                    (None, _, Some(float)) if is_float => self.out.float(float),
                    (None, Some(int), _) => self.out.int(int),
                    _ => self.raise(&format!("{text} overflows int"), NodeRef::Expr(expr)),
                }
            }
            Expr::Str(span) => self.out.literal(&self.source[span.range()]),
            Expr::Field(..) | Expr::Chain(..) => {
                let (fields, flavour) = self.receiver(expr)?;
                self.fields(fields, flavour, expr);
            }
            Expr::Variable(_, span) => {
                let text = &self.source[span.range()];
                // Names are short: to look at each byte is quicker than a search.
                let dot = text.bytes().position(|byte| byte == b'.');
                let name = &text[..dot.unwrap_or(text.len())];
                if name != "$" && self.scope.find(name).is_none() {
                    self.raise(&format!("undefined variable: {name}"), NodeRef::Expr(expr));
                    return Ok(());
                }
                let fields = dot.map_or("", |dot| &text[dot + 1..]);
                let flavour = self.variable(name);
                if !fields.is_empty() {
                    self.fields(fields, flavour, expr);
                }
            }
            Expr::Identifier(span) => self.call(*span, &[], NodeRef::Expr(expr))?,
            Expr::Pipe(pipe) => match pipe.decl.first() {
                // Declared by a statement before this one; see `hoist_pipe`.
                Some(variable) => {
                    self.variable(&self.source[variable.name.range()]);
                }
                None => self.pipe(pipe)?,
            },
        }
        Ok(())
    }

    fn args(&mut self, args: &'a [Expr], signature: Signature) -> Result<(), String> {
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                self.out.separate();
            }
            self.out.line_up(arg.pos());
            let typ = signature.param(i);
            self.arg(arg, typ)?;
            // Go checks each argument before it evaluates the next one.
            let literal = matches!(arg, Expr::Str(..) | Expr::Number(..) | Expr::Bool(..) | Expr::Nil(_));
            let rest = args.iter().enumerate().skip(i + 1);
            let fails =
                |(i, arg): (usize, &Expr)| may_fail(arg) || self.unfit(arg, signature.param(i)).is_some();
            if !literal && !matches!(typ, Type::Any | Type::Reflect) && rest.into_iter().any(fails) {
                self.out.start_filter("typed", arg.pos());
                self.out.str(typ.name());
                self.out.end_filter(1);
                let concrete = self.flavour(arg) == Flavour::Concrete;
                let args = vec![sites::Operand::word(arg, concrete)];
                self.site(|| Draft { call: last_of(arg), before: None, args });
            }
        }
        Ok(())
    }

    /// An argument for a parameter of type `typ`. A literal of another type is an error that Go raises when
    /// it comes to the argument; values are checked by the callee.
    fn arg(&mut self, expr: &'a Expr, typ: Type) -> Result<(), String> {
        if matches!(typ, Type::Any | Type::Reflect) {
            return self.word(expr);
        }
        match (expr, typ) {
            (Expr::Number(_, number), Type::Int | Type::Int64) if number.int.is_some() => {
                self.out.int(number.int.unwrap_or_default());
                return Ok(());
            }
            (Expr::Number(_, number), Type::Float) if number.float.is_some() => {
                self.out.float(number.float.unwrap_or_default());
                return Ok(());
            }
            (Expr::Number(_, number), Type::Named("uint32")) if number.uint.is_some() => {
                // Go cuts the literal to the size of the parameter.
                let cut = number.uint.unwrap_or_default() & u64::from(u32::MAX);
                self.out.int(i64::try_from(cut).unwrap_or_default());
                self.out.filter("uint32", expr.pos());
                return Ok(());
            }
            _ => {}
        }
        if let Some(message) = self.unfit(expr, typ) {
            self.raise(&message, NodeRef::Expr(expr));
            return Ok(());
        }
        self.word(expr)?;
        if matches!(expr, Expr::Nil(_)) || self.flavour(expr) == Flavour::Concrete {
            if let Some(filter) = typed_nil(typ) {
                self.out.filter(filter, expr.pos());
            }
        }
        Ok(())
    }

    /// What Go says of a literal that is no argument of the type. Source: Go, exec.go, `evalArg`.
    fn unfit(&self, expr: &Expr, typ: Type) -> Option<String> {
        let text = || NodeRef::Expr(expr).text(self.source);
        match (expr, typ) {
            (_, Type::Any | Type::Reflect) | (Expr::Str(..), Type::Str) | (Expr::Bool(..), Type::Bool) => {
                None
            }
            (Expr::Number(_, number), Type::Int | Type::Int64) if number.int.is_some() => None,
            (Expr::Number(_, number), Type::Float) if number.float.is_some() => None,
            (Expr::Number(_, number), Type::Named("uint32")) if number.uint.is_some() => None,
            (Expr::Nil(_), Type::Map | Type::List | Type::Strings) => None,
            (Expr::Nil(_), _) => Some(format!("cannot assign nil to {}", typ.name())),
            (Expr::Bool(..) | Expr::Number(..), Type::Str) => {
                Some(format!("expected string; found {}", text()))
            }
            (Expr::Str(..) | Expr::Number(..), Type::Bool) => {
                Some(format!("expected bool; found {}", text()))
            }
            (Expr::Str(..) | Expr::Bool(..) | Expr::Number(..), Type::Int | Type::Int64) => {
                Some(format!("expected integer; found {}", text()))
            }
            (Expr::Str(..) | Expr::Bool(..) | Expr::Number(..), Type::Named("uint32")) => {
                Some(format!("expected unsigned integer; found {}", text()))
            }
            (Expr::Str(..) | Expr::Bool(..) | Expr::Number(..), Type::Float) => {
                Some(format!("expected float; found {}", text()))
            }
            (Expr::Str(..) | Expr::Bool(..) | Expr::Number(..), _) => {
                Some(format!("can't handle {} for arg of type {}", text(), typ.name()))
            }
            _ => None,
        }
    }

    /// `raise("message")`, for what Go only finds out when it gets there.
    pub(super) fn raise(&mut self, message: &str, node: NodeRef<'a>) {
        self.out.start_call("raise", node.pos());
        self.out.str(message);
        self.out.end_call(1);
        self.site(|| Site::at(node));
    }

    /// `…|raise("message")`, after the part on the left was evaluated.
    pub(super) fn raise_filter(&mut self, message: &str, node: NodeRef<'a>) {
        self.out.start_filter("raise", node.pos());
        self.out.str(message);
        self.out.end_filter(1);
        self.site(|| Site::at(node));
    }

    /// A complex number, which can be printed and no more.
    fn complex(&mut self, real: f64, imaginary: f64, pos: u32) {
        let show = |part: f64| crate::golang::fmt::display(&Value::Float(part)).into_owned();
        let sign = if imaginary.is_sign_negative() { "" } else { "+" };
        self.out.str(&format!("({}{sign}{}i)", show(real), show(imaginary)));
        self.out.filter("complex", pos);
    }

    /// Writes the declarations inside the pipeline's parentheses as statements of their own: `(($x := 1))`.
    pub(super) fn hoist_pipe(&mut self, pipe: &'a Pipe) -> Result<(), String> {
        if !pipe.declares_inside {
            return Ok(());
        }
        pipe.cmds.iter().flat_map(|command| &command.args).try_for_each(|expr| self.hoist(expr))
    }

    fn hoist(&mut self, expr: &'a Expr) -> Result<(), String> {
        match expr {
            Expr::Pipe(pipe) => {
                pipe.cmds.iter().flat_map(|command| &command.args).try_for_each(|expr| self.hoist(expr))?;
                if !pipe.decl.is_empty() {
                    self.declare(pipe)?;
                }
                Ok(())
            }
            Expr::Chain(_, inner, _) => self.hoist(inner),
            _ => Ok(()),
        }
    }
}

impl Signature {
    /// The type of the argument at `index`.
    fn param(self, index: usize) -> Type {
        self.params.get(index).copied().or(self.rest).unwrap_or(Type::Any)
    }
}

/// Functions whose result is a list or a map of one type: what is in it is held as it is. So are the numbers that a
/// range over an integer counts, which say so themselves.
const PLAIN_ELEMENTS: &[&str] = &[
    "chunk",
    "keys",
    "mustChunk",
    "mustRegexFindAll",
    "mustRegexSplit",
    "regexFindAll",
    "regexSplit",
    "sortAlpha",
    "split",
    "splitList",
    "splitn",
    "toStrings",
    "until",
    "untilStep",
];

/// How Go holds what a range over the pipeline finds.
pub(super) fn element_flavour(pipe: &Pipe, source: &str, scope: &Scope<'_>) -> Flavour {
    let Some([head, args @ ..]) = pipe.cmds.last().map(|command| &*command.args) else {
        return Flavour::Interface;
    };
    let plain = match head {
        Expr::Identifier(span) => PLAIN_ELEMENTS.contains(&&source[span.range()]),
        Expr::Variable(_, span) if args.is_empty() => {
            scope.find(&source[span.range()]).is_some_and(|variable| variable.elements == Flavour::Concrete)
        }
        Expr::Pipe(inner) if args.is_empty() && pipe.cmds.len() == 1 => {
            return element_flavour(inner, source, scope);
        }
        _ => false,
    };
    if plain { Flavour::Concrete } else { Flavour::Interface }
}

/// Whether evaluating the pipeline can fail.
pub(super) fn pipe_may_fail(pipe: &Pipe, source: &str) -> bool {
    let [command] = &*pipe.cmds else { return true };
    match &*command.args {
        [Expr::Dot(_) | Expr::Bool(..) | Expr::Number(..) | Expr::Str(_)] => false,
        [Expr::Variable(_, span)] => source[span.range()].contains('.'),
        _ => true,
    }
}

/// Whether evaluating the word can fail; a single field of the dot hardly ever does.
pub(super) fn may_fail(expr: &Expr) -> bool {
    match expr {
        Expr::Identifier(_) | Expr::Pipe(_) | Expr::Chain(..) => true,
        Expr::Field(pos, span) => *pos != span.start,
        Expr::Variable(pos, span) => *pos != span.start,
        _ => false,
    }
}

/// A nil that a pipeline yielded becomes the nil map or slice where one is wanted. Source: Go, exec.go,
/// `validateType` (`canBeNil`).
fn typed_nil(typ: Type) -> Option<&'static str> {
    match typ {
        Type::Map => Some("nilmap"),
        Type::List | Type::Strings => Some("nillist"),
        _ => None,
    }
}

fn undefined(name: &str) -> String {
    format!("{} is not a defined function", quote(name))
}

fn wrong_arity(name: &str, signature: Signature, given: usize, shown: usize) -> Option<String> {
    let fixed = signature.params.len();
    if signature.rest.is_some() {
        (given < fixed).then(|| format!("wrong number of args for {name}: want at least {fixed} got {shown}"))
    } else {
        (given != fixed).then(|| format!("wrong number of args for {name}: want {fixed} got {given}"))
    }
}
