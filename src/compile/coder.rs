//! Programs as steps.

use super::code::{Code, Part, Step};
use super::write::Writer;
use crate::golang::strconv::unquote;
use crate::gotmpl::Span;

/// The steps of a program.
pub(super) struct Coder<'a> {
    source: &'a str,
    code: Code,
    /// Where the value began that is being written, at every level of calls: what it is piped into goes there.
    starts: Vec<usize>,
    /// Whether the operators that are being written have had their second operand.
    logic: Vec<bool>,
    /// How many `elif`s each open `if` had: every one of them is an `if` inside the `else` before it.
    elifs: Vec<usize>,
}

impl Coder<'_> {
    /// The program; it may begin with a copy of its dot to a variable, which is found sooner.
    pub(super) fn finish(mut self, copy_dot: bool) -> Code {
        if copy_dot {
            let dot = self.part("dot");
            self.code.steps.splice(0..0, [Step::Load(dot), Step::Store(dot)]);
        }
        self.code.steps.shrink_to_fit();
        self.code
    }

    /// A part of the template if the text is one, or else one of the program's own.
    fn part(&mut self, text: &str) -> Part {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let len = cut(text.len());
        let from = text.as_ptr().addr().wrapping_sub(self.source.as_ptr().addr());
        let is_inside = from.checked_add(text.len()).is_some_and(|end| end <= self.source.len());
        if is_inside && from < Part::OWN as usize {
            return Part { from: cut(from), len };
        }
        let from = Part::OWN | cut(self.code.own.len());
        self.code.own.push_str(text);
        Part { from, len }
    }

    fn step(&mut self, step: Step) {
        self.code.steps.push(step);
    }

    /// A value begins.
    fn begin(&mut self) {
        let at = self.code.steps.len();
        if let Some(start) = self.starts.last_mut() {
            *start = at;
        }
    }

    fn value(&mut self, step: Step) {
        self.begin();
        self.step(step);
    }

    /// Values begin that belong to another one.
    fn enter(&mut self) {
        self.starts.push(self.code.steps.len());
    }

    fn leave(&mut self) {
        self.starts.pop();
    }

    fn call(&mut self, args: usize) {
        // More than `MAX_OPERANDS` are refused before.
        self.step(Step::Call { args: u16::try_from(args).unwrap_or(u16::MAX), mark: 0 });
    }
}

impl<'a> Writer<'a> for Coder<'a> {
    fn new(source: &'a str) -> Self {
        Coder { source, code: Code::default(), starts: vec![0], logic: Vec::new(), elifs: Vec::new() }
    }

    fn line_up(&mut self, _: u32) {}

    fn line_up_tags(&mut self, _: u32) {}

    fn raw(&mut self, span: Span) {
        self.step(Step::Raw(Part { from: span.start, len: span.end.saturating_sub(span.start) }));
    }

    fn start_print(&mut self, _: Option<u32>) {}

    fn end_print(&mut self) {
        let mark = match self.code.steps.last() {
            Some(Step::Call { mark, .. }) => *mark,
            _ => 0,
        };
        self.step(Step::Print(mark));
    }

    fn start_set(&mut self, _: &str, _: Option<u32>) {}

    fn end_set(&mut self, target: &str) {
        let target = self.part(target);
        self.step(Step::Store(target));
    }

    fn start_put(&mut self, target: &str) {
        self.load(target);
        self.enter();
    }

    fn end_put(&mut self) {
        self.leave();
        self.step(Step::Put);
    }

    fn start_if(&mut self, _: Option<u32>, elif: bool) {
        if elif {
            self.step(Step::Else);
        }
    }

    fn end_condition(&mut self, elif: bool) {
        self.step(Step::If);
        match self.elifs.last_mut() {
            Some(count) if elif => *count += 1,
            _ => self.elifs.push(0),
        }
    }

    fn otherwise(&mut self) {
        self.step(Step::Else);
    }

    fn end_if(&mut self) {
        let elifs = self.elifs.pop().unwrap_or(0);
        (0..=elifs).for_each(|_| self.step(Step::EndIf));
    }

    fn start_for(&mut self, _: (&str, Option<&str>), _: Option<u32>) {}

    fn end_head(&mut self, (first, second): (&str, Option<&str>)) {
        self.step(if second.is_some() { Step::ForPairs } else { Step::For });
        for name in [Some(first), second].into_iter().flatten() {
            let name = self.part(name);
            self.step(Step::Store(name));
        }
    }

    fn for_else(&mut self) {
        self.step(Step::ForElse);
    }

    fn end_for(&mut self, had_else: bool) {
        self.step(if had_else { Step::EndIf } else { Step::EndFor });
    }

    fn break_loop(&mut self) {
        self.step(Step::Break);
    }

    fn continue_loop(&mut self) {
        self.step(Step::Continue);
    }

    fn load(&mut self, name: &str) {
        let name = self.part(name);
        self.value(Step::Load(name));
    }

    fn held(&mut self) {
        self.step(Step::Held);
    }

    fn none(&mut self) {
        self.value(Step::None);
    }

    fn bool(&mut self, value: bool) {
        self.value(Step::Bool(value));
    }

    fn int(&mut self, value: i64) {
        self.value(Step::Int(value));
    }

    fn float(&mut self, value: f64) {
        self.value(Step::Float(value));
    }

    fn str(&mut self, text: &str) {
        let text = self.part(text);
        self.value(Step::Str(text));
    }

    fn literal(&mut self, literal: &'a str) {
        // The parser has read it before, so it can be read.
        self.str(&unquote(literal).unwrap_or_default());
    }

    fn start_call(&mut self, name: &str, pos: u32) {
        let name = self.part(name);
        self.value(Step::Function { name, piped: false, at: pos });
        self.enter();
    }

    fn separate(&mut self) {}

    fn end_call(&mut self, args: usize) {
        self.leave();
        self.call(args);
    }

    fn start_filter(&mut self, name: &str, pos: u32) {
        let name = self.part(name);
        let start = self.starts.last().copied().unwrap_or(0);
        self.code.steps.insert(start, Step::Function { name, piped: true, at: pos });
        self.enter();
    }

    fn end_filter(&mut self, args: usize) {
        self.leave();
        self.call(args.saturating_add(1));
    }

    fn filter(&mut self, name: &str, pos: u32) {
        self.start_filter(name, pos);
        self.end_filter(0);
    }

    fn fields(&mut self, path: &str, interface: bool) {
        let path = self.part(path);
        let start = self.starts.last().copied().unwrap_or(0);
        self.code.steps.insert(start, Step::Path { path, interface });
        self.call(1);
    }

    fn start_not(&mut self) {
        self.begin();
        self.enter();
    }

    fn end_not(&mut self) {
        self.leave();
        self.step(Step::Not);
    }

    fn start_logic(&mut self) {
        self.value(Step::StartLogic);
        self.enter();
        self.logic.push(false);
    }

    fn operator(&mut self, and: bool) {
        let had_one = self.logic.last_mut().is_some_and(|had| std::mem::replace(had, true));
        if had_one {
            self.step(Step::EndLogic);
            self.step(Step::StartLogic);
        }
        self.step(if and { Step::And } else { Step::Or });
    }

    fn end_logic(&mut self) {
        self.logic.pop();
        self.leave();
        self.step(Step::EndLogic);
    }

    fn mark(&mut self, number: u32) -> usize {
        if let Some(Step::Call { mark, .. }) = self.code.steps.last_mut() {
            *mark = number;
        }
        0
    }
}
