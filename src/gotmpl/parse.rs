//! The parser: tokens to trees, with Go's error messages.
//!
//! Source of every rule: Go, text/template/parse/parse.go. It reads tokens through the same three-token
//! push-back buffer as Go's does, because the line of an error is that of the buffer's first slot.

use super::lex::{Kind, Lexer, Token};
use super::node::{Branch, Call, Command, Expr, Node, Number, Pipe, Source, Span, Tree, Variable};
use crate::golang::strconv;
use crate::value::Str;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// How deep control actions and parentheses may nest in one template, together. Go's own bound is 10,000
/// for parentheses and none for actions; the deepest template of 800 public charts nests 14 levels.
pub const MAX_DEPTH: usize = 250;

/// Most actions in one template. A file of Helm 3, which has at most 5 MiB, holds no more.
pub const MAX_ACTIONS: usize = 1 << 20;

/// What Go says of a template that does not parse: `template: NAME:LINE: MESSAGE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The template's file.
    pub file: Str,
    /// The line, from 1.
    pub line: u32,
    /// The message.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "template: {}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

/// Parses a template file into its own tree (the last one) and those of its `define`s and `block`s.
///
/// # Errors
/// Go's message for the first fault; also more than [`MAX_DEPTH`] levels of nesting or [`MAX_ACTIONS`] actions.
pub fn parse(source: &Arc<Source>, known: &dyn Fn(&str) -> bool) -> Result<Vec<Tree>, ParseError> {
    let mut parser = Parser {
        text: &source.text,
        source,
        known,
        lexer: Lexer::new(&source.text),
        state: State::default(),
        depth: 0,
        actions: 0,
        trees: Vec::new(),
        names: HashMap::new(),
        nodes: Vec::new(),
        commands: Vec::new(),
        operands: Vec::new(),
    };
    let pos = parser.peek().span.start;
    let root = parser.top_level()?;
    parser.add(source.name.clone(), pos, root)?;
    Ok(parser.trees)
}

/// Whether a body prints nothing but blanks, so that a fuller definition of the same name is kept.
/// Source: Go, parse.go, `IsEmptyTree`.
pub fn is_empty_list(text: &str, nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(span) => text[span.range()].trim().is_empty(),
        _ => false,
    })
}

struct Parser<'s> {
    text: &'s str,
    source: &'s Arc<Source>,
    known: &'s dyn Fn(&str) -> bool,
    lexer: Lexer<'s>,
    state: State<'s>,
    depth: usize,
    actions: usize,
    trees: Vec<Tree>,
    /// Where in `trees` each name is.
    names: HashMap<Str, usize>,
    // The parts of what is not complete yet, outermost first: a tree then holds lists of just their lengths.
    nodes: Vec<Node>,
    commands: Vec<Command>,
    operands: Vec<Expr>,
}

/// What Go keeps per tree; a `define` starts a new one in the middle of its file.
struct State<'s> {
    buffer: [Token; 3],
    peeked: usize,
    vars: Vec<&'s str>,
    /// The delimiter of the action that is being read.
    action: Option<Token>,
    range_depth: usize,
}

impl Default for State<'_> {
    fn default() -> Self {
        let nothing = Token { kind: Kind::Error, span: Span::new(0, 0) };
        State { buffer: [nothing; 3], peeked: 0, vars: vec!["$"], action: None, range_depth: 0 }
    }
}

/// What ends a list of nodes.
enum End {
    End,
    Else,
}

type Parsed<T> = Result<T, ParseError>;

impl<'s> Parser<'s> {
    fn next(&mut self) -> Token {
        if self.state.peeked > 0 {
            self.state.peeked -= 1;
        } else {
            self.state.buffer[0] = self.lexer.next_token();
        }
        self.state.buffer[self.state.peeked]
    }

    fn backup(&mut self) {
        self.state.peeked += 1;
    }

    fn backup2(&mut self, token: Token) {
        self.state.buffer[1] = token;
        self.state.peeked = 2;
    }

    fn backup3(&mut self, token2: Token, token1: Token) {
        self.state.buffer[1] = token1;
        self.state.buffer[2] = token2;
        self.state.peeked = 3;
    }

    fn peek(&mut self) -> Token {
        if self.state.peeked == 0 {
            self.state.peeked = 1;
            self.state.buffer[0] = self.lexer.next_token();
        }
        self.state.buffer[self.state.peeked - 1]
    }

    fn next_non_space(&mut self) -> Token {
        if self.state.peeked == 0 {
            self.lexer.pass_space();
        }
        loop {
            let token = self.next();
            if token.kind != Kind::Space {
                return token;
            }
        }
    }

    fn peek_non_space(&mut self) -> Token {
        let token = self.next_non_space();
        self.backup();
        token
    }

    fn text(&self, token: Token) -> &'s str {
        &self.text[token.span.range()]
    }

    fn error<T>(&self, message: impl Into<String>) -> Parsed<T> {
        let line = self.lexer.line(self.state.buffer[0]);
        Err(ParseError { file: self.source.name.clone(), line, message: message.into() })
    }

    fn unexpected<T>(&self, token: Token, context: &str) -> Parsed<T> {
        let shown = self.lexer.describe(token);
        if token.kind != Kind::Error {
            return self.error(format!("unexpected {shown} in {context}"));
        }
        let started = self.state.action.map(|delim| self.lexer.line(delim));
        let Some(started) = started.filter(|line| *line != self.lexer.line(token)) else {
            return self.error(shown);
        };
        // Go avoids "action in action started at".
        let action = if shown.ends_with(" action") { "" } else { " in action" };
        self.error(format!("{shown}{action} started at {}:{started}", self.source.name))
    }

    fn expect(&mut self, kind: Kind, context: &str) -> Parsed<Token> {
        let token = self.next_non_space();
        if token.kind == kind { Ok(token) } else { self.unexpected(token, context) }
    }

    fn deeper(&mut self) -> Parsed<()> {
        if self.depth >= MAX_DEPTH {
            return self.error(format!("actions and parentheses nest deeper than {MAX_DEPTH} levels"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Installs a tree. A name may be defined twice in one file only if one of the two is empty.
    fn add(&mut self, name: Str, pos: u32, root: Vec<Node>) -> Parsed<()> {
        let tree = Tree { name, source: self.source.clone(), pos, root: Arc::new(root) };
        match self.names.get(&tree.name).copied() {
            None => {
                self.names.insert(tree.name.clone(), self.trees.len());
                self.trees.push(tree);
            }
            Some(i) if is_empty_list(self.text, &self.trees[i].root) => self.trees[i] = tree,
            Some(_) if is_empty_list(self.text, &tree.root) => {}
            Some(_) => {
                let quoted = strconv::quote(&tree.name);
                return self.error(format!("template: multiple definition of template {quoted}"));
            }
        }
        Ok(())
    }

    fn top_level(&mut self) -> Parsed<Vec<Node>> {
        while self.peek().kind != Kind::Eof {
            if self.peek().kind == Kind::LeftDelim {
                let delim = self.next();
                if self.next_non_space().kind == Kind::Define {
                    self.definition()?;
                    continue;
                }
                self.backup2(delim);
            }
            match self.text_or_action()? {
                Item::Node(node) => self.nodes.push(node),
                Item::End(end) => return self.error(format!("unexpected {}", end.describe())),
            }
        }
        Ok(self.nodes.split_off(0))
    }

    fn definition(&mut self) -> Parsed<()> {
        const CONTEXT: &str = "define clause";
        let outer = std::mem::take(&mut self.state);
        let token = self.next_non_space();
        if !matches!(token.kind, Kind::String | Kind::RawString) {
            return self.unexpected(token, CONTEXT);
        }
        let name = self.unquote(token)?;
        self.expect(Kind::RightDelim, CONTEXT)?;
        self.definition_body(name, CONTEXT, None)?;
        self.state = outer;
        Ok(())
    }

    fn definition_body(&mut self, name: Str, context: &str, outer: Option<[Token; 3]>) -> Parsed<()> {
        let pos = self.peek_non_space().span.start;
        let (root, end) = self.item_list()?;
        if let End::Else = end {
            // Of a block that is said by the tree around it, which stands at the end of the block's tag.
            self.state.buffer = outer.unwrap_or(self.state.buffer);
            return self.error(format!("unexpected {} in {context}", end.describe()));
        }
        self.add(name, pos, root.into_vec())
    }

    fn unquote(&self, token: Token) -> Parsed<Str> {
        match strconv::unquote(self.text(token)) {
            Ok(text) => Ok(text.as_ref().into()),
            Err(error) => self.error(error.to_string()),
        }
    }

    fn item_list(&mut self) -> Parsed<(Box<[Node]>, End)> {
        self.deeper()?;
        let start = self.nodes.len();
        while self.peek_non_space().kind != Kind::Eof {
            match self.text_or_action()? {
                Item::Node(node) => self.nodes.push(node),
                Item::End(end) => {
                    self.depth -= 1;
                    return Ok((self.nodes.split_off(start).into_boxed_slice(), end));
                }
            }
        }
        self.error("unexpected EOF")
    }

    fn text_or_action(&mut self) -> Parsed<Item> {
        let token = self.next_non_space();
        match token.kind {
            Kind::Text => Ok(Item::Node(Node::Text(token.span))),
            Kind::LeftDelim => {
                self.actions += 1;
                if self.actions > MAX_ACTIONS {
                    return self.error(format!("a template has more than {MAX_ACTIONS} actions"));
                }
                self.state.action = Some(token);
                let item = self.action()?;
                self.state.action = None;
                Ok(item)
            }
            _ => self.unexpected(token, "input"),
        }
    }

    fn action(&mut self) -> Parsed<Item> {
        let token = self.next_non_space();
        let node = match token.kind {
            Kind::Block => self.block()?,
            Kind::Break => {
                self.loop_control("{{break}}")?;
                Node::Break
            }
            Kind::Continue => {
                self.loop_control("{{continue}}")?;
                Node::Continue
            }
            Kind::Else => {
                // `else if` and `else with` leave their second word to whoever reads on.
                if !matches!(self.peek_non_space().kind, Kind::If | Kind::With) {
                    self.expect(Kind::RightDelim, "else")?;
                }
                return Ok(Item::End(End::Else));
            }
            Kind::End => {
                self.expect(Kind::RightDelim, "end")?;
                return Ok(Item::End(End::End));
            }
            Kind::If => self.conditional("if", Kind::If)?,
            Kind::With => self.conditional("with", Kind::With)?,
            Kind::Range => self.range()?,
            Kind::Template => self.template()?,
            _ => {
                self.backup();
                Node::Action(self.pipeline("command", Kind::RightDelim)?)
            }
        };
        Ok(Item::Node(node))
    }

    fn loop_control(&mut self, shown: &str) -> Parsed<()> {
        let token = self.next_non_space();
        if token.kind != Kind::RightDelim {
            return self.unexpected(token, shown);
        }
        if self.state.range_depth == 0 {
            return self.error(format!("{shown} outside {{{{range}}}}"));
        }
        Ok(())
    }

    /// `if` and `with`. Go parses `else if` as an `if` inside the `else`; a loop does the same without
    /// spending stack on a long chain.
    fn conditional(&mut self, context: &str, keyword: Kind) -> Parsed<Node> {
        let vars = self.state.vars.len();
        // Most have one.
        let mut branches = Vec::with_capacity(1);
        let mut otherwise = None;
        loop {
            let pipe = self.pipeline(context, Kind::RightDelim)?;
            let (list, end) = self.item_list()?;
            branches.push(Branch { pipe, list });
            if let End::End = end {
                break;
            }
            if self.peek().kind == keyword {
                self.next();
                continue;
            }
            otherwise = Some(self.else_list()?);
            break;
        }
        self.state.vars.truncate(vars);
        let branches = branches.into_boxed_slice();
        Ok(if keyword == Kind::If { Node::If(branches, otherwise) } else { Node::With(branches, otherwise) })
    }

    fn else_list(&mut self) -> Parsed<Box<[Node]>> {
        let (list, end) = self.item_list()?;
        match end {
            End::End => Ok(list),
            End::Else => self.error(format!("expected end; found {}", end.describe())),
        }
    }

    fn range(&mut self) -> Parsed<Node> {
        let vars = self.state.vars.len();
        let pipe = self.pipeline("range", Kind::RightDelim)?;
        self.state.range_depth += 1;
        let (list, end) = self.item_list()?;
        self.state.range_depth -= 1;
        let otherwise = match end {
            End::End => None,
            End::Else => Some(self.else_list()?),
        };
        self.state.vars.truncate(vars);
        Ok(Node::Range(Box::new(Branch { pipe, list }), otherwise))
    }

    fn block(&mut self) -> Parsed<Node> {
        const CONTEXT: &str = "block clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        let pipe = self.pipeline(CONTEXT, Kind::RightDelim)?;
        let outer = std::mem::take(&mut self.state);
        self.definition_body(name.clone(), CONTEXT, Some(outer.buffer))?;
        self.state = outer;
        Ok(Node::Template(Box::new(Call { pos: token.span.start, name, pipe: Some(pipe) })))
    }

    fn template(&mut self) -> Parsed<Node> {
        const CONTEXT: &str = "template clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        let mut pipe = None;
        if self.next_non_space().kind != Kind::RightDelim {
            self.backup();
            pipe = Some(self.pipeline(CONTEXT, Kind::RightDelim)?);
        }
        Ok(Node::Template(Box::new(Call { pos: token.span.start, name, pipe })))
    }

    fn template_name(&self, token: Token, context: &str) -> Parsed<Str> {
        match token.kind {
            Kind::String | Kind::RawString => self.unquote(token),
            _ => self.unexpected(token, context),
        }
    }

    fn pipeline(&mut self, context: &str, end: Kind) -> Parsed<Pipe> {
        let pos = self.peek_non_space().span.start;
        let (decl, is_assign) = self.declarations(context)?;
        let start = self.commands.len();
        loop {
            let token = self.next_non_space();
            match token.kind {
                kind if kind == end => {
                    let cmds = self.commands.split_off(start).into_boxed_slice();
                    let declares_inside = cmds.iter().flat_map(|command| &command.args).any(Expr::declares);
                    let pipe = Pipe { pos, decl: decl.into(), is_assign, declares_inside, cmds };
                    return self.checked(pipe, context);
                }
                Kind::Bool
                | Kind::CharConstant
                | Kind::Complex
                | Kind::Dot
                | Kind::Field
                | Kind::Identifier
                | Kind::Number
                | Kind::Nil
                | Kind::RawString
                | Kind::String
                | Kind::Variable
                | Kind::LeftParen => {
                    self.backup();
                    let command = self.command()?;
                    self.commands.push(command);
                }
                _ => return self.unexpected(token, context),
            }
        }
    }

    /// `$x :=`, `$x =`, and `$k, $v :=` in a range; anything else that starts with a variable is put back.
    /// Returns the variables, and whether they are assigned to rather than declared.
    fn declarations(&mut self, context: &str) -> Parsed<(Vec<Variable>, bool)> {
        let mut decl = Vec::new();
        loop {
            let variable = self.peek_non_space();
            if variable.kind != Kind::Variable {
                return Ok((decl, false));
            }
            self.next();
            let after = self.peek();
            let next = self.peek_non_space();
            match next.kind {
                Kind::Assign | Kind::Declare => {
                    self.next_non_space();
                    self.declare(&mut decl, variable);
                    return Ok((decl, next.kind == Kind::Assign));
                }
                Kind::Char if self.text(next) == "," => {
                    self.next_non_space();
                    self.declare(&mut decl, variable);
                    if context == "range" && decl.len() < 2 {
                        match self.peek_non_space().kind {
                            Kind::Variable | Kind::RightDelim | Kind::RightParen => continue,
                            _ => return self.error("range can only initialize variables"),
                        }
                    }
                    return self.error(format!("too many declarations in {context}"));
                }
                _ if after.kind == Kind::Space => {
                    self.backup3(variable, after);
                    return Ok((decl, false));
                }
                _ => {
                    self.backup2(variable);
                    return Ok((decl, false));
                }
            }
        }
    }

    fn declare(&mut self, decl: &mut Vec<Variable>, token: Token) {
        decl.push(Variable { name: token.span });
        self.state.vars.push(self.text(token));
    }

    fn checked(&self, pipe: Pipe, context: &str) -> Parsed<Pipe> {
        if pipe.cmds.is_empty() {
            return self.error(format!("missing value for {context}"));
        }
        for (i, command) in pipe.cmds.iter().enumerate().skip(1) {
            if let Some(Expr::Bool(..) | Expr::Dot(_) | Expr::Nil(_) | Expr::Number(..) | Expr::Str(..)) =
                command.args.first()
            {
                return self.error(format!("non executable command in pipeline stage {}", i + 1));
            }
        }
        Ok(pipe)
    }

    fn command(&mut self) -> Parsed<Command> {
        let pos = self.peek_non_space().span.start;
        let start = self.operands.len();
        loop {
            self.peek_non_space();
            if let Some(operand) = self.operand()? {
                self.operands.push(operand);
            }
            let token = self.next();
            match token.kind {
                Kind::Space => continue,
                Kind::RightDelim | Kind::RightParen => self.backup(),
                Kind::Pipe => {}
                _ => return self.unexpected(token, "operand"),
            }
            break;
        }
        let args = self.operands.split_off(start).into_boxed_slice();
        if args.is_empty() {
            return self.error("empty command");
        }
        Ok(Command { pos, args })
    }

    fn operand(&mut self) -> Parsed<Option<Expr>> {
        let Some(node) = self.term()? else {
            return Ok(None);
        };
        let first = self.peek();
        if first.kind != Kind::Field {
            return Ok(Some(node));
        }
        self.next();
        // Nothing is read ahead now, so the lexer stands behind that field.
        let fields = self.lexer.pass_fields(first.span);
        let pos = first.span.start;
        // The tokens of a chain touch each other, so one span covers `.a` and the fields that follow it.
        Ok(Some(match node {
            Expr::Field(_, span) => Expr::Field(pos, Span { start: span.start, end: fields.end }),
            Expr::Variable(_, span) => Expr::Variable(pos, Span { start: span.start, end: fields.end }),
            Expr::Bool(..) | Expr::Str(..) | Expr::Number(..) | Expr::Nil(_) | Expr::Dot(_) => {
                let text = super::NodeRef::Expr(&node).text(self.text);
                return self.error(format!("unexpected . after term {}", strconv::quote(&text)));
            }
            _ => Expr::Chain(pos, Box::new(node), fields),
        }))
    }

    fn term(&mut self) -> Parsed<Option<Expr>> {
        let token = self.next_non_space();
        let pos = token.span.start;
        Ok(Some(match token.kind {
            Kind::Identifier => {
                let name = self.text(token);
                if !(self.known)(name) {
                    return self.error(format!("function {} not defined", strconv::quote(name)));
                }
                Expr::Identifier(token.span)
            }
            Kind::Dot => Expr::Dot(pos),
            Kind::Nil => Expr::Nil(pos),
            Kind::Variable => {
                let name = self.text(token);
                if !self.state.vars.contains(&name) {
                    return self.error(format!("undefined variable {}", strconv::quote(name)));
                }
                Expr::Variable(pos, token.span)
            }
            Kind::Field => Expr::Field(pos, token.span),
            Kind::Bool => Expr::Bool(pos, self.text(token) == "true"),
            Kind::CharConstant | Kind::Complex | Kind::Number => match number(self.text(token), token.kind) {
                Ok(number) => Expr::Number(token.span, Box::new(number)),
                Err(message) => return self.error(message),
            },
            Kind::LeftParen => {
                self.deeper()?;
                let pipe = self.pipeline("parenthesized pipeline", Kind::RightParen)?;
                self.depth -= 1;
                Expr::Pipe(Box::new(pipe))
            }
            Kind::String | Kind::RawString => match strconv::unquote(self.text(token)) {
                Ok(_) => Expr::Str(token.span),
                Err(error) => return self.error(error.to_string()),
            },
            _ => {
                self.backup();
                return Ok(None);
            }
        }))
    }
}

enum Item {
    Node(Node),
    End(End),
}

impl End {
    fn describe(&self) -> &'static str {
        match self {
            End::End => "{{end}}",
            End::Else => "{{else}}",
        }
    }
}

/// The value of a numeric literal, under every Go type that can hold it.
/// Source: Go, parse/node.go, `newNumber`.
fn number(text: &str, kind: Kind) -> Result<Number, String> {
    let none = Number { int: None, uint: None, float: None, imaginary: None };
    if kind == Kind::CharConstant {
        let Some(c) = strconv::unquote_char_literal(text)? else {
            return Err(format!("malformed character constant: {text}"));
        };
        let code = i64::from(u32::from(c));
        return Ok(Number {
            int: Some(code),
            uint: u64::try_from(code).ok(),
            float: Some(f64::from(u32::from(c))),
            ..none
        });
    }
    let float = |text: &str| strconv::parse_float(text).ok();
    if let Some(body) = text.strip_suffix('i') {
        // A complex literal: the real part ends where the last sign stands that does not belong to an exponent.
        let split = body
            .char_indices()
            .rev()
            .find(|(i, c)| *i > 0 && matches!(c, '+' | '-') && !body[..*i].ends_with(['e', 'E', 'p', 'P']))
            .map_or(0, |(i, _)| i);
        let (real, imaginary) = body.split_at(split);
        let real = if real.is_empty() { Some(0.0) } else { float(real) };
        if let (Some(real), Some(imaginary)) = (real, float(imaginary)) {
            let float = (imaginary == 0.0).then_some(real);
            return Ok(Number {
                float,
                int: float.and_then(integral),
                uint: float.and_then(unsigned),
                imaginary: Some((real, imaginary)),
            });
        }
        return Err(format!("illegal number syntax: {}", strconv::quote(text)));
    }
    let mut uint = strconv::parse_uint(text, 0).ok();
    let int = strconv::parse_int(text, 0).ok();
    if int == Some(0) {
        uint = Some(0); // -0
    }
    #[allow(clippy::cast_precision_loss, reason = "Go rounds the same way")]
    if let Some(float) = int.map(|n| n as f64).or(uint.map(|n| n as f64)) {
        return Ok(Number { int, uint, float: Some(float), ..none });
    }
    let Some(float) = float(text) else {
        return Err(format!("illegal number syntax: {}", strconv::quote(text)));
    };
    if !text.contains(['.', 'e', 'E', 'p', 'P']) {
        return Err(format!("integer overflow: {}", strconv::quote(text)));
    }
    Ok(Number { float: Some(float), int: integral(float), uint: unsigned(float), ..none })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "the round trip is the test")]
fn integral(float: f64) -> Option<i64> {
    let int = float as i64;
    (int as f64 == float && int != i64::MAX).then_some(int)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "likewise"
)]
fn unsigned(float: f64) -> Option<u64> {
    let uint = float as u64;
    (uint as f64 == float && uint != u64::MAX).then_some(uint)
}
