//! Program text in, minijinja's instructions out, in one pass.
//!
//! minijinja's own way from text to instructions goes through tokens, a tree and a dozen levels of precedence, and took
//! two fifths of a large render. The programs that [`compile`](crate::compile) writes use a small part of the
//! language: values come before what is done with them, and every operator stands in parentheses. So the
//! instructions can be written down while the text is read, with minijinja's own code generator, which keeps the
//! account of jumps. What this reader does not know is left to minijinja's parser: [`assemble`] answers `None`.
//!
//! The tests hold the instructions against those that minijinja makes of the same text.

use super::bound::{DREW, TEXT_DREW};
use crate::funcs::chance;
use minijinja::Value;
use minijinja::machinery::ast::{Break, Continue, Spanned, Stmt};
use minijinja::machinery::{CodeGenerator, Instruction, Instructions, Span};

/// How many filters of a program get a number by which minijinja remembers them while it runs. Source: minijinja,
/// compiler/instructions.rs, `MAX_LOCALS`.
const NUMBERED_FILTERS: usize = 50;

/// The number of a filter that has none.
const NO_NUMBER: u8 = u8::MAX;

/// The instructions of a program; `None` if it is beyond this reader.
pub(super) fn assemble<'s>(name: &'s str, text: &'s str) -> Option<Instructions<'s>> {
    assembled(name, text, true)
}

fn assembled<'s>(name: &'s str, text: &'s str, draws: bool) -> Option<Instructions<'s>> {
    let code = CodeGenerator::new(name, text);
    let mut reader =
        Reader { text, at: 0, code, filters: Vec::new(), open: Vec::new(), draws, counted: (0, 1) };
    reader.program()?;
    Some(reader.code.finish().0)
}

/// A tag that waits for its end.
enum Open {
    /// An `if` with so many `elif`s, each of which is an `if` inside the `else` of the one before.
    If(usize),
    /// A `for` whose `else` has not come.
    For,
    /// A `for` in its `else`.
    ForElse,
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    code: CodeGenerator<'s>,
    filters: Vec<&'s str>,
    open: Vec<Open>,
    /// Whether calls that may draw are followed by a filter that says where they stood. It is not in the text, which
    /// is for people, and line N of a program is line N of its template.
    draws: bool,
    /// The last place whose line was counted, and that line.
    counted: (usize, usize),
}

impl<'s> Reader<'s> {
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
        }
    }

    /// `{{ value }}`
    fn emit(&mut self) -> Option<()> {
        self.at += 2;
        self.value()?;
        self.add(Instruction::Emit);
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
                self.value()?;
                self.code.add(Instruction::StoreLocal(target));
            }
            "do" => self.value()?,
            "if" => {
                self.value()?;
                self.code.start_if();
                self.open.push(Open::If(0));
            }
            "elif" => {
                match self.open.last_mut() {
                    Some(Open::If(count)) => *count += 1,
                    _ => return None,
                }
                self.code.start_else();
                self.value()?;
                self.code.start_if();
            }
            "else" => match self.open.last_mut() {
                Some(Open::If(_)) => self.code.start_else(),
                Some(open @ Open::For) => {
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
                Some(Open::For) => self.code.end_for_loop(false),
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
        self.value()?;
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
        self.open.push(Open::For);
        Some(())
    }

    /// A value and what is done with it: `a`, `f(…)`, `a|f|g(…)`, `a.v`, `a.put(…)`.
    fn value(&mut self) -> Option<()> {
        self.blanks();
        match self.byte()? {
            b'"' | b'\'' => self.string()?,
            b'(' => self.group()?,
            b'0'..=b'9' => {
                let number = self.number(false)?;
                self.code.add(Instruction::LoadConst(number));
            }
            _ => {
                let name = self.word()?;
                match (name, self.byte()) {
                    ("true", _) => self.constant(Value::from(true)),
                    ("false", _) => self.constant(Value::from(false)),
                    ("none", _) => self.constant(Value::from(())),
                    (_, Some(b'(')) => {
                        let line = self.line_of_draw(name);
                        let count = self.args()?;
                        self.add(Instruction::CallFunction(name, Some(count)));
                        self.drew(name, line)?;
                    }
                    _ => {
                        self.code.add(Instruction::Lookup(name));
                    }
                }
            }
        }
        loop {
            // A filter may stand on a line of its own.
            let end = self.at;
            self.blanks();
            match self.byte() {
                Some(b'|') => self.filter()?,
                Some(b'.') => self.member()?,
                _ => {
                    self.at = end;
                    return Some(());
                }
            }
        }
    }

    fn filter(&mut self) -> Option<()> {
        self.at += 1;
        let name = self.word()?;
        let line = self.line_of_draw(name);
        let count = if self.byte() == Some(b'(') { self.args()? } else { 0 };
        let number = self.filter_number(name)?;
        self.add(Instruction::ApplyFilter(name, Some(count + 1), number));
        self.drew(name, line)
    }

    fn filter_number(&mut self, name: &'s str) -> Option<u8> {
        Some(match self.filters.iter().position(|known| *known == name) {
            Some(index) => u8::try_from(index).ok()?,
            None if self.filters.len() >= NUMBERED_FILTERS => NO_NUMBER,
            None => {
                self.filters.push(name);
                u8::try_from(self.filters.len() - 1).ok()?
            }
        })
    }

    /// The line on which we are, if the function may draw.
    fn line_of_draw(&mut self, name: &str) -> Option<usize> {
        if !self.draws || (name != "tpl" && !chance::FUNCTIONS.contains(&name)) {
            return None;
        }
        let (from, line) = self.counted;
        let between = self.text.as_bytes().get(from..self.at).unwrap_or_default();
        self.counted = (self.at, line + memchr::memchr_iter(b'\n', between).count());
        Some(self.counted.1)
    }

    /// Says where the call stood that has just been written.
    fn drew(&mut self, name: &str, line: Option<usize>) -> Option<()> {
        let Some(line) = line else { return Some(()) };
        let filter = if name == "tpl" { TEXT_DREW } else { DREW };
        let number = self.filter_number(filter)?;
        self.constant(Value::from(line));
        self.add(Instruction::ApplyFilter(filter, Some(2), number));
        Some(())
    }

    fn member(&mut self) -> Option<()> {
        self.at += 1;
        let name = self.word()?;
        if self.byte() == Some(b'(') {
            let count = self.args()?;
            self.add(Instruction::CallMethod(name, Some(count + 1)));
        } else {
            self.add(Instruction::GetAttr(name));
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
            self.code.add(Instruction::Not);
        } else {
            self.code.start_sc_bool();
            self.value()?;
            loop {
                self.blanks();
                if self.byte()? == b')' {
                    self.code.end_sc_bool();
                    break;
                }
                let and = match self.word()? {
                    "and" => true,
                    "or" => false,
                    _ => return None,
                };
                self.code.sc_bool(and);
                self.value()?;
                self.code.end_sc_bool();
                self.code.start_sc_bool();
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
            let mut chars = rest.char_indices();
            loop {
                match chars.next()? {
                    (at, c) if c == char::from(quote) => {
                        self.at += at + 1;
                        break;
                    }
                    (_, '\\') => text.push(match chars.next()?.1 {
                        c @ ('"' | '\\') => c,
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'x' => {
                            let (high, low) = (chars.next()?.1.to_digit(16)?, chars.next()?.1.to_digit(16)?);
                            char::from_u32(high * 16 + low)?
                        }
                        _ => return None,
                    }),
                    (_, c) => text.push(c),
                }
            }
            Value::from(text)
        };
        self.constant(value);
        Some(())
    }

    fn constant(&mut self, value: Value) {
        self.code.add(Instruction::LoadConst(value));
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

    /// Adds an instruction that may fail, with the place at which its text ends: by that place a failure finds its node
    /// of the template. Lines are never shown, and so not counted.
    fn add(&mut self, instruction: Instruction<'s>) {
        let span = self.span();
        self.code.add_with_span(instruction, span);
    }

    fn span(&self) -> Span {
        let offset = u32::try_from(self.at).unwrap_or(u32::MAX);
        Span { start_line: 1, end_line: 1, start_offset: offset, end_offset: offset, ..Span::default() }
    }
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
        let ours = assembled(NAME, text, false).unwrap_or_else(|| panic!("not assembled: {text}"));
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
            assert!(assemble(NAME, text).is_none(), "{text}");
        }
    }
}
