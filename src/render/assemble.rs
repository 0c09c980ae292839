//! Program text in, minijinja's instructions out, in one pass.
//!
//! minijinja's own way from text to instructions goes through tokens, a tree and a dozen levels of precedence, and took
//! two fifths of a large render. The programs that [`compile`](crate::compile) writes use a small part of the
//! language: values come before what is done with them, and every operator stands in parentheses. So the
//! instructions can be written down while the text is read, with minijinja's own code generator, which keeps the
//! account of jumps. What this reader does not know is left to minijinja's parser: [`assemble`] answers `None`.
//!
//! The tests hold the instructions against those that minijinja makes of the same text.

use super::bound::weigh;
use minijinja::Value;
use minijinja::machinery::ast::{Break, Continue, Spanned, Stmt};
use minijinja::machinery::{CodeGenerator, Instruction, Instructions, Span};

/// How many filters of a program get a number by which minijinja remembers them while it runs. Source: minijinja,
/// compiler/instructions.rs, `MAX_LOCALS`.
const NUMBERED_FILTERS: usize = 50;

/// The number of a filter that has none.
const NO_NUMBER: u8 = u8::MAX;

/// What a name means, in front of its arguments or (`true`) behind a pipe, on a line that is counted if it is asked for:
/// a function as a constant, or nothing where minijinja is to look it up. Line N of a program is line N of its template.
type Link<'l> = &'l dyn Fn(&str, bool, &mut dyn FnMut() -> usize) -> Option<Value>;

/// The instructions of a program; `None` if it is beyond this reader.
pub(super) fn assemble<'s>(name: &'s str, text: &'s str, link: Link<'_>) -> Option<Instructions<'s>> {
    let mut reader = Reader {
        text,
        at: 0,
        link,
        code: CodeGenerator::new(name, text),
        value: Vec::new(),
        filters: Vec::new(),
        open: Vec::new(),
        walker: None,
        counted: (0, 1),
    };
    reader.program()?;
    Some(reader.code.finish().0)
}

/// A step of a value that is being read. It is written down once the value ends, because a function that is piped
/// into goes before all that is piped.
enum Step<'s> {
    Plain(Instruction<'s>),
    /// One that may fail, with the place at which its text ends: by that place a failure finds its node of the
    /// template.
    Failing(Instruction<'s>, u32),
    StartBool,
    /// `and`, or else `or`.
    Bool(bool),
    EndBool,
}

/// A tag that waits for its end.
enum Open {
    /// An `if` with so many `elif`s, each of which is an `if` inside the `else` of the one before.
    If(usize),
    /// A `for` whose `else` has not come, and the function that makes what it walks over.
    For(Option<Value>),
    /// A `for` in its `else`.
    ForElse,
}

struct Reader<'s, 'l> {
    text: &'s str,
    at: usize,
    link: Link<'l>,
    code: CodeGenerator<'s>,
    value: Vec<Step<'s>>,
    filters: Vec<&'s str>,
    open: Vec<Open>,
    /// The function of the last loop that was begun.
    walker: Option<Value>,
    /// The last place whose line was counted, and that line.
    counted: (usize, usize),
}

impl<'s> Reader<'s, '_> {
    fn program(&mut self) -> Option<()> {
        while self.at < self.text.len() {
            self.raw();
            match self.text.get(self.at..self.at + 2) {
                None => {}
                Some("{#") => self.at += self.text.get(self.at..)?.find("#}")? + 2,
                Some("{{") => self.emit()?,
                Some(_) => self.tag()?,
            }
        }
        self.open.is_empty().then_some(())
    }

    /// The text up to the next tag.
    fn raw(&mut self) {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let opens = |at: &usize| matches!(rest.get(at + 1), Some(b'{' | b'%' | b'#'));
        self.at = memchr::memchr_iter(b'{', rest).find(opens).map_or(self.text.len(), |at| start + at);
        if let Some(raw) = self.text.get(start..self.at)
            && !raw.is_empty()
        {
            let span = self.span();
            self.code.add_with_span(Instruction::EmitRaw(raw), span);
            let inner = self.open.iter().rev().find_map(|open| match open {
                Open::For(walker) => Some(walker),
                Open::If(_) | Open::ForElse => None,
            });
            if let Some(Some(walker)) = inner {
                weigh(walker, raw.len());
            }
        }
    }

    /// `{{ value }}`
    fn emit(&mut self) -> Option<()> {
        self.at += 2;
        self.whole()?;
        let span = self.span();
        self.code.add_with_span(Instruction::Emit, span);
        self.end(b"}}")
    }

    /// `{% … %}`
    fn tag(&mut self) -> Option<()> {
        self.at += 2;
        self.blanks();
        match self.word()? {
            "set" => {
                let target = self.name()?;
                self.blanks();
                self.expect(b'=')?;
                self.whole()?;
                self.code.add(Instruction::StoreLocal(target));
            }
            "do" => self.whole()?,
            "if" => {
                self.whole()?;
                self.code.start_if();
                self.open.push(Open::If(0));
            }
            "elif" => {
                match self.open.last_mut() {
                    Some(Open::If(count)) => *count += 1,
                    _ => return None,
                }
                self.code.start_else();
                self.whole()?;
                self.code.start_if();
            }
            "else" => match self.open.last_mut() {
                Some(Open::If(_)) => self.code.start_else(),
                Some(open @ Open::For(_)) => {
                    *open = Open::ForElse;
                    self.code.end_for_loop(true);
                    self.code.start_if();
                }
                _ => return None,
            },
            "endif" => match self.open.pop() {
                Some(Open::If(count)) => (0..=count).for_each(|_| self.code.end_if()),
                _ => return None,
            },
            "for" => self.head_of_loop()?,
            "endfor" => match self.open.pop() {
                Some(Open::For(_)) => self.code.end_for_loop(false),
                Some(Open::ForElse) => self.code.end_if(),
                _ => return None,
            },
            "break" => self.code.compile_stmt(&Stmt::Break(Spanned::new(Break, Span::default()))),
            "continue" => self.code.compile_stmt(&Stmt::Continue(Spanned::new(Continue, Span::default()))),
            _ => return None,
        }
        self.end(b"%}")
    }

    /// `item in values`, `key, value in values`
    fn head_of_loop(&mut self) -> Option<()> {
        let first = self.name()?;
        self.blanks();
        let second = if self.byte() == Some(b',') {
            self.at += 1;
            Some(self.name()?)
        } else {
            None
        };
        if self.name()? != "in" {
            return None;
        }
        self.whole()?;
        let span = self.span();
        self.code.push_span(span);
        self.code.start_for_loop(true, false);
        self.code.pop_span();
        match second {
            None => {
                self.code.add(Instruction::StoreLocal(first));
            }
            Some(second) => {
                self.code.add(Instruction::UnpackList(2));
                self.code.add(Instruction::StoreLocal(first));
                self.code.add(Instruction::StoreLocal(second));
            }
        }
        self.open.push(Open::For(self.walker.take()));
        Some(())
    }

    /// A value that nothing else is waiting for.
    fn whole(&mut self) -> Option<()> {
        self.value()?;
        for step in self.value.drain(..) {
            match step {
                Step::Plain(instruction) => {
                    self.code.add(instruction);
                }
                Step::Failing(instruction, end) => {
                    self.code.add_with_span(instruction, span(end));
                }
                Step::StartBool => self.code.start_sc_bool(),
                Step::Bool(and) => self.code.sc_bool(and),
                Step::EndBool => self.code.end_sc_bool(),
            }
        }
        Some(())
    }

    /// A value and what is done with it: `a`, `f(…)`, `a|f|g(…)`, `a.v`, `a.put(…)`.
    fn value(&mut self) -> Option<()> {
        self.blanks();
        let start = self.value.len();
        match self.byte()? {
            b'"' | b'\'' => self.string()?,
            b'(' => self.group()?,
            b'0'..=b'9' => {
                let number = self.number(false)?;
                self.constant(number);
            }
            _ => {
                let name = self.word()?;
                match (name, self.byte()) {
                    ("true", _) => self.constant(Value::from(true)),
                    ("false", _) => self.constant(Value::from(false)),
                    ("none", _) => self.constant(Value::from(())),
                    (_, Some(b'(')) => self.function(name)?,
                    _ => self.add(Instruction::Lookup(name)),
                }
            }
        }
        loop {
            // A filter may stand on a line of its own.
            let end = self.at;
            self.blanks();
            match self.byte() {
                Some(b'|') => self.filter(start)?,
                Some(b'.') => self.member()?,
                _ => {
                    self.at = end;
                    return Some(());
                }
            }
        }
    }

    fn function(&mut self, name: &'s str) -> Option<()> {
        if let Some(function) = self.linked(name, false) {
            self.constant(function);
            let count = self.args()?;
            self.failing(Instruction::CallObject(Some(count.checked_add(1)?)));
        } else {
            let count = self.args()?;
            self.failing(Instruction::CallFunction(name, Some(count)));
        }
        Some(())
    }

    fn linked(&mut self, name: &str, piped: bool) -> Option<Value> {
        let (text, at, counted) = (self.text, self.at, &mut self.counted);
        let function = (self.link)(name, piped, &mut || {
            let (from, line) = *counted;
            let between = text.as_bytes().get(from..at).unwrap_or_default();
            *counted = (at, line + memchr::memchr_iter(b'\n', between).count());
            counted.1
        });
        if piped && matches!(name, "each" | "items") {
            self.walker.clone_from(&function);
        }
        function
    }

    /// A filter of the value whose steps begin at `start`.
    fn filter(&mut self, start: usize) -> Option<()> {
        self.at += 1;
        let name = self.word()?;
        let function = self.linked(name, true);
        let linked = function.is_some();
        if let Some(function) = function {
            self.value.insert(start, Step::Plain(Instruction::LoadConst(function)));
        }
        let count = if self.byte() == Some(b'(') { self.args()? } else { 0 };
        if linked {
            self.failing(Instruction::CallObject(Some(count.checked_add(2)?)));
            return Some(());
        }
        let number = match self.filters.iter().position(|known| *known == name) {
            Some(index) => u8::try_from(index).ok()?,
            None if self.filters.len() >= NUMBERED_FILTERS => NO_NUMBER,
            None => {
                self.filters.push(name);
                u8::try_from(self.filters.len() - 1).ok()?
            }
        };
        self.failing(Instruction::ApplyFilter(name, Some(count + 1), number));
        Some(())
    }

    fn member(&mut self) -> Option<()> {
        self.at += 1;
        let name = self.word()?;
        if self.byte() == Some(b'(') {
            let count = self.args()?;
            self.failing(Instruction::CallMethod(name, Some(count + 1)));
        } else {
            self.failing(Instruction::GetAttr(name));
        }
        Some(())
    }

    /// `(a,b)`; how many there are.
    fn args(&mut self) -> Option<u16> {
        self.at += 1;
        let mut count = 0u16;
        loop {
            self.blanks();
            if self.byte()? == b')' {
                self.at += 1;
                return Some(count);
            }
            self.value()?;
            count = count.checked_add(1)?;
            self.blanks();
            if self.byte()? == b',' {
                self.at += 1;
            }
        }
    }

    /// `(not a)`, `(a and b)`, `(a or b or c)`, `(-5)`
    fn group(&mut self) -> Option<()> {
        self.at += 1;
        self.blanks();
        if self.byte()? == b'-' {
            self.at += 1;
            let number = self.number(true)?;
            self.constant(number);
        } else if self.text.get(self.at..)?.starts_with("not ") {
            self.at += 4;
            self.value()?;
            self.add(Instruction::Not);
        } else {
            self.value.push(Step::StartBool);
            self.value()?;
            loop {
                self.blanks();
                if self.byte()? == b')' {
                    self.value.push(Step::EndBool);
                    break;
                }
                let and = match self.word()? {
                    "and" => true,
                    "or" => false,
                    _ => return None,
                };
                self.value.push(Step::Bool(and));
                self.value()?;
                self.value.extend([Step::EndBool, Step::StartBool]);
            }
        }
        self.blanks();
        self.expect(b')')
    }

    fn number(&mut self, negative: bool) -> Option<Value> {
        let rest = self.text.get(self.at..)?;
        let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | '+' | '-');
        let text = rest.split_once(|c| !part(c)).map_or(rest, |(number, _)| number);
        self.at += text.len();
        if text.contains(['.', 'e']) {
            let float: f64 = text.parse().ok()?;
            return Some(Value::from(if negative { -float } else { float }));
        }
        if negative {
            let int: i64 = format!("-{text}").parse().ok()?;
            return Some(Value::from(int));
        }
        Some(Value::from(text.parse::<u64>().ok()?))
    }

    fn string(&mut self) -> Option<()> {
        let quote = self.byte()?;
        self.at += 1;
        let rest = self.text.get(self.at..)?;
        let end = memchr::memchr2(quote, b'\\', rest.as_bytes())?;
        let value = if rest.as_bytes().get(end) == Some(&quote) {
            self.at += end + 1;
            Value::from(rest.get(..end)?)
        } else {
            let mut text = String::new();
            let mut rest = rest;
            loop {
                let end = memchr::memchr2(quote, b'\\', rest.as_bytes())?;
                text.push_str(rest.get(..end)?);
                let mut escape = rest.get(end..)?.chars();
                if escape.next()? == char::from(quote) {
                    self.at = self.text.len() - escape.as_str().len();
                    break;
                }
                text.push(match escape.next()? {
                    c @ ('"' | '\\') => c,
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'x' => {
                        let (high, low) = (escape.next()?.to_digit(16)?, escape.next()?.to_digit(16)?);
                        char::from_u32(high * 16 + low)?
                    }
                    _ => return None,
                });
                rest = escape.as_str();
            }
            Value::from(text)
        };
        self.constant(value);
        Some(())
    }

    fn constant(&mut self, value: Value) {
        self.add(Instruction::LoadConst(value));
    }

    /// A word after blanks.
    fn name(&mut self) -> Option<&'s str> {
        self.blanks();
        self.word()
    }

    fn word(&mut self) -> Option<&'s str> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
        let length = rest.iter().position(|b| !part(b)).unwrap_or(rest.len());
        let word = self.text.get(self.at..self.at + length)?;
        self.at += length;
        (length > 0).then_some(word)
    }

    fn blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\n')) {
            self.at += 1;
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.byte() == Some(byte)).then(|| self.at += 1)
    }

    fn end(&mut self, tag: &[u8; 2]) -> Option<()> {
        self.blanks();
        self.expect(tag[0])?;
        self.expect(tag[1])
    }

    fn add(&mut self, instruction: Instruction<'s>) {
        self.value.push(Step::Plain(instruction));
    }

    fn failing(&mut self, instruction: Instruction<'s>) {
        self.value.push(Step::Failing(instruction, self.offset()));
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    fn span(&self) -> Span {
        span(self.offset())
    }
}

/// A place. Lines are never shown, and so not counted.
fn span(offset: u32) -> Span {
    Span { start_line: 1, end_line: 1, start_offset: offset, end_offset: offset, ..Span::default() }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "reads the programs that it checks")]
mod tests {
    use super::*;
    use minijinja::AutoEscape;
    use minijinja::machinery::{CompiledTemplate, TemplateConfig};
    use minijinja::syntax::SyntaxConfig;
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    /// What minijinja makes of the text.
    fn theirs(text: &str) -> CompiledTemplate<'_> {
        let syntax_config = SyntaxConfig::builder().keep_trailing_newline(true).build().unwrap();
        let config = TemplateConfig { syntax_config, default_auto_escape: Arc::new(|_| AutoEscape::None) };
        CompiledTemplate::new(NAME, text, &config).unwrap()
    }

    const NAME: &str = "test";

    fn assert_same(text: &str) {
        let ours = assemble(NAME, text, &|_, _, _| None).unwrap_or_else(|| panic!("not assembled: {text}"));
        let theirs = theirs(text).instructions;
        for i in 0.. {
            let (our, their) = (ours.get(i), theirs.get(i));
            assert_eq!(format!("{our:?}"), format!("{their:?}"), "instruction {i} of {text}");
            let Some(instruction) = our else { break };
            let fails = matches!(
                instruction,
                Instruction::ApplyFilter(..) | Instruction::CallFunction(..) | Instruction::CallMethod(..)
            );
            if fails && let Some(span) = theirs.get_span(i) {
                let end = ours.get_span(i).map(|span| span.end_offset);
                assert_eq!(end, Some(span.end_offset), "end of {instruction:?} in {text}");
            }
        }
    }

    #[test]
    fn instructions_are_those_of_minijinja() {
        for text in [
            "plain { text } {a} 100%",
            "{{ dot|at(\"Values\",\"image\") }}\n",
            "a{#\n\n#}b{{ '{' }}c",
            "{{\n\n f(1,\"a\\\"b\\\\\\n\\x1f\",true,false,none,x) }}",
            "{{ (-5)|f((-2.5e-7),1e300,18446744073709551615) }}",
            "{{ (not dot) }}{{ (a and b) }}{{ (a or b or c) }}{{ ((a and b) or (c and f(d))) }}",
            "{% set x_1 = dot|cell %}{{ x_1.v }}{% do x_1.put(append(x_1.v,2)) %}",
            "{% if a %}1{% elif b|f %}2{% elif c %}3{% else %}4{% endif %}",
            "{% if\n\n a %}1{% endif %}{% if a %}{% if b %}2{% endif %}{% endif %}",
            "{% for a in b|each %}{{ a }}{% break %}{% continue %}{% endfor %}",
            "{% for k_1, v_2 in b|items %}{{ k_1 }}{% if v_2 %}{% break %}{% endif %}{% else %}none{% endfor %}",
            "{{ x|f\n|g(1)\n|h }}",
            "{{ \"ä\n\t€\" }} ü { ",
        ] {
            assert_same(text);
        }
    }

    #[test]
    fn a_linked_function_stands_before_what_it_is_given() {
        let link = |name: &str, piped: bool, _: &mut dyn FnMut() -> usize| {
            (name != "other").then(|| Value::from(format!("{name} {piped}")))
        };
        let code = assemble(NAME, "{{ f(x|g(1)|h,(a and b|g))|other }}", &link).unwrap();
        let shown: Vec<String> = (0..).map_while(|i| code.get(i)).map(|i| format!("{i:?}")).collect();
        insta::assert_snapshot!(shown.join("\n"));
    }

    #[test]
    fn more_filters_than_have_numbers() {
        for count in [NUMBERED_FILTERS, NUMBERED_FILTERS + 1] {
            let filters: String = (0..count).map(|i| format!("|f{i}")).collect();
            assert_same(&format!("{{{{ dot{filters}|f0 }}}}"));
        }
    }

    #[test]
    fn the_built_in_chart_is_assembled() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/openclaw");
        for entry in fs::read_dir(folder).unwrap() {
            let text: &str = fs::read_to_string(entry.unwrap().path()).unwrap().leak();
            let (own, defines) = super::super::program::split(text);
            std::iter::once(own).chain(defines.into_iter().map(|(_, program)| program)).for_each(assert_same);
        }
    }

    // What the compiler never writes is left to minijinja.
    #[test]
    fn the_rest_of_the_language_is_not_read() {
        for text in [
            "{{ a + b }}",
            "{{ [1, 2] }}",
            "{{ a if b }}",
            "{% macro f() %}{% endmacro %}",
            "{{ a",
            "{% if a %}",
            "{% endif %}",
            "{% for a in b %}{% elif c %}{% endfor %}",
            "{{ \"a",
            "{# a",
            "{{ a[0] }}",
            "{{ 99999999999999999999 }}",
        ] {
            assert!(assemble(NAME, text, &|_, _, _| None).is_none(), "{text}");
        }
    }
}
