//! Program text in, steps out, in one pass.
//!
//! The programs that the compiler writes use a small part of minijinja's language: values come before what is done with
//! them, and every operator stands in parentheses. So the steps can be written down while the text is read. What this
//! reader does not know of the language is `None`.
//!
//! It reads the programs of the built-in chart, when this program is built.

use super::code::{Code, Part, Step};

/// The steps of a program; `None` if it is beyond this reader. The marks of calls are the places where their text ends.
pub(crate) fn read(text: &str) -> Option<Code> {
    let mut reader = Reader { text, at: 0, code: Code::default(), open: Vec::new() };
    reader.program()?;
    Some(reader.code)
}

/// A tag that waits for its end.
#[derive(Clone, Copy)]
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
    code: Code,
    open: Vec<Open>,
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
        let opens = |pair: &[u8]| matches!(pair, [b'{', b'{' | b'%' | b'#']);
        self.at = rest.windows(2).position(opens).map_or(self.text.len(), |at| start + at);
        if self.at > start {
            let part = self.part(start);
            self.step(Step::Raw(part));
        }
    }

    /// `{{ value }}`
    fn emit(&mut self) -> Option<()> {
        self.at += 2;
        self.value()?;
        let mark = match self.code.steps.last() {
            Some(Step::Call { mark, .. }) => *mark,
            _ => 0,
        };
        self.step(Step::Print(mark));
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
                self.step(Step::Store(target));
            }
            "do" => self.value()?,
            "if" => {
                self.value()?;
                self.step(Step::If);
                self.open.push(Open::If(0));
            }
            "elif" => {
                match self.open.last_mut() {
                    Some(Open::If(count)) => *count += 1,
                    _ => return None,
                }
                self.step(Step::Else);
                self.value()?;
                self.step(Step::If);
            }
            "else" => match self.open.last_mut() {
                Some(Open::If(_)) => self.step(Step::Else),
                Some(open @ Open::For) => {
                    *open = Open::ForElse;
                    self.step(Step::ForElse);
                }
                _ => return None,
            },
            "endif" => match self.open.pop() {
                Some(Open::If(count)) => (0..=count).for_each(|_| self.step(Step::EndIf)),
                _ => return None,
            },
            "for" => self.head_of_loop()?,
            "endfor" => match self.open.pop() {
                Some(Open::For) => self.step(Step::EndFor),
                Some(Open::ForElse) => self.step(Step::EndIf),
                _ => return None,
            },
            "break" => self.step(Step::Break),
            "continue" => self.step(Step::Continue),
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
        let word = self.name()?;
        if self.text_of(word) != "in" {
            return None;
        }
        self.value()?;
        self.step(if second.is_some() { Step::ForPairs } else { Step::For });
        self.step(Step::Store(first));
        if let Some(second) = second {
            self.step(Step::Store(second));
        }
        self.open.push(Open::For);
        Some(())
    }

    /// A value and what is done with it: `a`, `f(…)`, `a|f|g(…)`, `a.v`, `a.put(…)`.
    fn value(&mut self) -> Option<()> {
        self.blanks();
        let start = self.code.steps.len();
        match self.byte()? {
            b'"' | b'\'' => self.string()?,
            b'(' => self.group()?,
            b'0'..=b'9' => {
                let number = self.number()?;
                self.step(number);
            }
            _ => {
                let at = self.at;
                let name = self.word()?;
                match (name, self.byte()) {
                    ("true", _) => self.step(Step::Bool(true)),
                    ("false", _) => self.step(Step::Bool(false)),
                    ("none", _) => self.step(Step::None),
                    (_, Some(b'(')) => {
                        let name = self.part(at);
                        self.step(Step::Function { name, piped: false, at: name.from });
                        let args = self.args()?;
                        self.call(args);
                    }
                    _ => {
                        let name = self.part(at);
                        self.step(Step::Load(name));
                    }
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

    /// A filter of the value whose steps begin at `start`.
    fn filter(&mut self, start: usize) -> Option<()> {
        self.at += 1;
        let at = self.at;
        let word = self.word()?;
        if matches!(word, "at" | "ati") {
            let path = self.path()?;
            self.code.steps.insert(start, Step::Path { path, interface: word == "ati" });
            self.call(1);
            return Some(());
        }
        let name = self.part(at);
        self.code.steps.insert(start, Step::Function { name, piped: true, at: name.from });
        let args = if self.byte() == Some(b'(') { self.args()? } else { 0 };
        self.call(args.checked_add(1)?);
        Some(())
    }

    /// `("a","b")`, the names of fields.
    fn path(&mut self) -> Option<Part> {
        let from = self.code.own.len();
        self.expect(b'(')?;
        loop {
            self.expect(b'"')?;
            let name = self.word()?;
            self.code.own.push_str(name);
            self.expect(b'"')?;
            match self.byte()? {
                b',' => self.code.own.push('.'),
                b')' => break,
                _ => return None,
            }
            self.at += 1;
        }
        self.at += 1;
        self.own(from)
    }

    /// The program's own text from `from` on.
    fn own(&self, from: usize) -> Option<Part> {
        let len = u32::try_from(self.code.own.len() - from).ok()?;
        Some(Part { from: Part::OWN | u32::try_from(from).ok()?, len })
    }

    /// What is done with a cell.
    fn member(&mut self) -> Option<()> {
        self.at += 1;
        match self.word()? {
            "v" => self.step(Step::Held),
            "put" if self.byte() == Some(b'(') && self.args()? == 1 => self.step(Step::Put),
            _ => return None,
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
            let number = self.number()?;
            self.step(match number {
                Step::Int(int) => Step::Int(-int),
                Step::Float(float) => Step::Float(-float),
                other => other,
            });
        } else if self.text.get(self.at..)?.starts_with("not ") {
            self.at += 4;
            self.value()?;
            self.step(Step::Not);
        } else {
            self.step(Step::StartLogic);
            self.value()?;
            for count in 0.. {
                self.blanks();
                if self.byte()? == b')' {
                    self.step(Step::EndLogic);
                    break;
                }
                if count > 0 {
                    self.step(Step::EndLogic);
                    self.step(Step::StartLogic);
                }
                let operator = match self.word()? {
                    "and" => Step::And,
                    "or" => Step::Or,
                    _ => return None,
                };
                self.step(operator);
                self.value()?;
            }
        }
        self.blanks();
        self.expect(b')')
    }

    fn number(&mut self) -> Option<Step> {
        let rest = self.text.get(self.at..)?;
        let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | '+' | '-');
        let text = rest.split_once(|c| !part(c)).map_or(rest, |(number, _)| number);
        self.at += text.len();
        if text.contains(['.', 'e']) {
            return Some(Step::Float(text.parse().ok()?));
        }
        Some(Step::Int(text.parse().ok()?))
    }

    fn string(&mut self) -> Option<()> {
        let quote = self.byte()?;
        self.at += 1;
        let rest = self.text.get(self.at..)?;
        let end = rest.bytes().position(|byte| byte == quote || byte == b'\\')?;
        let start = self.at;
        if rest.as_bytes().get(end) == Some(&quote) {
            self.at += end;
            let part = self.part(start);
            self.at += 1;
            self.step(Step::Str(part));
            return Some(());
        }
        let from = self.code.own.len();
        let mut rest = rest;
        loop {
            let end = rest.bytes().position(|byte| byte == quote || byte == b'\\')?;
            self.code.own.push_str(rest.get(..end)?);
            let mut escape = rest.get(end..)?.chars();
            if escape.next()? == char::from(quote) {
                self.at = self.text.len() - escape.as_str().len();
                break;
            }
            self.code.own.push(match escape.next()? {
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
        let part = self.own(from)?;
        self.step(Step::Str(part));
        Some(())
    }

    /// What was read since `start`.
    fn part(&self, start: usize) -> Part {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Part { from: cut(start), len: cut(self.at - start) }
    }

    fn text_of(&self, part: Part) -> &'s str {
        let from = part.from as usize;
        self.text.get(from..from + part.len as usize).unwrap_or_default()
    }

    fn step(&mut self, step: Step) {
        self.code.steps.push(step);
    }

    fn call(&mut self, args: u16) {
        let mark = u32::try_from(self.at).unwrap_or(u32::MAX);
        self.step(Step::Call { args, mark });
    }

    /// A word after blanks.
    fn name(&mut self) -> Option<Part> {
        self.blanks();
        let start = self.at;
        self.word()?;
        Some(self.part(start))
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
}
