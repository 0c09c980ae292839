//! The lexer: one token at a call, positions as byte offsets.
//!
//! Source of every rule: Go, text/template/parse/lex.go.

use super::node::Span;

/// What a token is. The order matters only where `is_keyword` says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Error,
    Bool,
    Char,
    CharConstant,
    Complex,
    Assign,
    Declare,
    Eof,
    Field,
    Identifier,
    LeftDelim,
    LeftParen,
    Number,
    Pipe,
    RawString,
    RightDelim,
    RightParen,
    Space,
    String,
    Text,
    Variable,
    Block,
    Break,
    Continue,
    Dot,
    Define,
    Else,
    End,
    If,
    Nil,
    Range,
    Template,
    With,
}

impl Kind {
    /// Whether an error message shows the token as `<if>`.
    fn is_keyword(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Block | Break | Continue | Dot | Define | Else | End | If | Nil | Range | Template | With
        )
    }
}

/// A token: what and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// Reads tokens off a template's text.
pub(super) struct Lexer<'s> {
    text: &'s str,
    pos: usize,
    start: usize,
    paren_depth: i32,
    inside_action: bool,
    /// The message of the last [`Kind::Error`].
    pub(super) error: String,
    failed: bool,
}

const LEFT_DELIM: &str = "{{";
const RIGHT_DELIM: &str = "}}";
const LEFT_COMMENT: &str = "/*";
const RIGHT_COMMENT: &str = "*/";
/// A blank and the minus sign: `{{- ` and ` -}}`.
const TRIM_MARKER_LEN: usize = 2;

impl<'s> Lexer<'s> {
    pub(super) fn new(text: &'s str) -> Lexer<'s> {
        Lexer {
            text,
            pos: 0,
            start: 0,
            paren_depth: 0,
            inside_action: false,
            error: String::new(),
            failed: false,
        }
    }

    /// The next token; [`Kind::Eof`] for ever once the text is used up.
    pub(super) fn next_token(&mut self) -> Token {
        if self.failed {
            return self.token(Kind::Eof);
        }
        if self.inside_action { self.lex_inside_action() } else { self.lex_text() }
    }

    /// Passes the blanks that stand here, which may be none, instead of making a token of them.
    pub(super) fn pass_space(&mut self) {
        let bytes = self.text.as_bytes();
        if !self.inside_action || self.failed {
            return;
        }
        // The last blank may belong to ` -}}`, and all of them to a token.
        while matches!(bytes.get(self.pos), Some(b' ' | b'\t' | b'\r' | b'\n'))
            && !bytes.get(self.pos + 1..).is_some_and(|rest| rest.starts_with(b"-}}"))
        {
            self.pos += 1;
        }
        self.ignore();
    }

    /// Passes the fields that follow the `first` one, `.b.c` after `.a`, instead of making a token of each. Returns the chain
    /// of those that are well formed.
    pub(super) fn pass_fields(&mut self, first: Span) -> Span {
        while self.bytes().first() == Some(&b'.')
            && self.bytes().get(1).is_some_and(|byte| !byte.is_ascii_digit())
        {
            self.pos += 1;
            let word = self.pos;
            self.skip_word();
            // A dot alone, or what ends in a character that no field ends in, is for the token to say.
            if self.pos == word || !self.at_terminator() {
                self.pos = self.start;
                break;
            }
            self.ignore();
        }
        Span::new(first.range().start, self.start)
    }

    /// How an error message shows the token. Source: lex.go, `item.String`.
    pub(super) fn describe(&self, token: Token) -> String {
        let text = &self.text[token.span.range()];
        match token.kind {
            Kind::Eof => "EOF".to_owned(),
            Kind::Error => self.error.clone(),
            kind if kind.is_keyword() => format!("<{text}>"),
            _ if text.len() > 10 => {
                let cut: String = text.chars().take(10).collect();
                format!("{}...", crate::golang::strconv::quote(&cut))
            }
            _ => crate::golang::strconv::quote(text),
        }
    }

    fn rest(&self) -> &'s str {
        &self.text[self.pos..]
    }

    fn bytes(&self) -> &'s [u8] {
        self.text.as_bytes().get(self.pos..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    fn token(&mut self, kind: Kind) -> Token {
        let span = Span::new(self.start, self.pos);
        self.start = self.pos;
        Token { kind, span }
    }

    fn fail(&mut self, message: impl Into<String>) -> Token {
        self.error = message.into();
        self.failed = true;
        self.pos = self.start;
        self.token(Kind::Error)
    }

    /// The line on which a token starts, from 1. Only an error asks for it.
    pub(super) fn line(&self, token: Token) -> u32 {
        let before = &self.text.as_bytes()[..token.span.range().start];
        u32::try_from(memchr::memchr_iter(b'\n', before).count()).map_or(u32::MAX, |breaks| breaks + 1)
    }

    fn lex_text(&mut self) -> Token {
        loop {
            let Some(at) = find_pair(self.rest(), b'{') else {
                self.pos = self.text.len();
                return self.token(if self.pos > self.start { Kind::Text } else { Kind::Eof });
            };
            if at > 0 {
                let end = self.pos + at;
                let text = &self.text[self.start..end];
                let kept = if has_left_trim_marker(&self.text[end + LEFT_DELIM.len()..]) {
                    trim_end(text).len()
                } else {
                    text.len()
                };
                self.pos = self.start + kept;
                let token = self.token(Kind::Text);
                self.pos = end;
                self.start = end;
                if kept > 0 {
                    return token;
                }
            }
            // At a left delimiter.
            self.pos += LEFT_DELIM.len();
            let trim = if has_left_trim_marker(self.rest()) { TRIM_MARKER_LEN } else { 0 };
            if self.text[self.pos + trim..].starts_with(LEFT_COMMENT) {
                self.pos += trim;
                self.ignore();
                match self.lex_comment() {
                    Ok(()) => continue,
                    Err(token) => return token,
                }
            }
            let token = self.token(Kind::LeftDelim);
            self.inside_action = true;
            self.pos += trim;
            self.ignore();
            self.paren_depth = 0;
            return token;
        }
    }

    fn ignore(&mut self) {
        self.start = self.pos;
    }

    fn lex_comment(&mut self) -> Result<(), Token> {
        self.pos += LEFT_COMMENT.len();
        let Some(at) = self.rest().find(RIGHT_COMMENT) else {
            return Err(self.fail("unclosed comment"));
        };
        self.pos += at + RIGHT_COMMENT.len();
        let (delim, trim) = self.at_right_delim();
        if !delim {
            return Err(self.fail("comment ends before closing delimiter"));
        }
        if trim {
            self.pos += TRIM_MARKER_LEN;
        }
        self.pos += RIGHT_DELIM.len();
        if trim {
            self.pos += self.rest().len() - trim_start(self.rest()).len();
        }
        self.ignore();
        Ok(())
    }

    fn at_right_delim(&self) -> (bool, bool) {
        match self.bytes() {
            [b'}', b'}', ..] => (true, false),
            [b' ' | b'\t' | b'\r' | b'\n', b'-', b'}', b'}', ..] => (true, true),
            _ => (false, false),
        }
    }

    fn lex_right_delim(&mut self) -> Token {
        let (_, trim) = self.at_right_delim();
        if trim {
            self.pos += TRIM_MARKER_LEN;
            self.ignore();
        }
        self.pos += RIGHT_DELIM.len();
        let token = self.token(Kind::RightDelim);
        if trim {
            self.pos += self.rest().len() - trim_start(self.rest()).len();
            self.ignore();
        }
        self.inside_action = false;
        token
    }

    fn lex_inside_action(&mut self) -> Token {
        let Some(byte) = self.text.as_bytes().get(self.pos).copied() else {
            return self.fail("unclosed action");
        };
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                return if self.at_right_delim().0 { self.lex_end() } else { self.lex_space() };
            }
            b'}' if self.at_right_delim().0 => return self.lex_end(),
            _ if !byte.is_ascii() => return self.lex_wide(),
            _ => {}
        }
        self.pos += 1;
        match byte {
            b'=' => self.token(Kind::Assign),
            b':' => {
                if self.next() != Some('=') {
                    return self.fail("expected :=");
                }
                self.token(Kind::Declare)
            }
            b'|' => self.token(Kind::Pipe),
            b'"' => self.lex_quoted('"', Kind::String, "unterminated quoted string"),
            b'\'' => self.lex_quoted('\'', Kind::CharConstant, "unterminated character constant"),
            b'`' => match memchr::memchr(b'`', self.bytes()) {
                Some(at) => {
                    self.pos += at + 1;
                    self.token(Kind::RawString)
                }
                None => self.fail("unterminated raw quoted string"),
            },
            b'$' => self.lex_field_or_variable(Kind::Variable),
            b'.' if !matches!(self.bytes().first(), Some(b'0'..=b'9') | None) => {
                self.lex_field_or_variable(Kind::Field)
            }
            b'.' | b'+' | b'-' | b'0'..=b'9' => {
                self.pos -= 1;
                self.lex_number()
            }
            _ if WORD[usize::from(byte)] => self.lex_identifier(),
            b'(' => {
                self.paren_depth += 1;
                self.token(Kind::LeftParen)
            }
            b')' => {
                self.paren_depth -= 1;
                if self.paren_depth < 0 {
                    return self.fail("unexpected right paren");
                }
                self.token(Kind::RightParen)
            }
            b' '..=b'~' => self.token(Kind::Char),
            _ => self.fail(format!("unrecognized character in action: {}", unicode(Some(char::from(byte))))),
        }
    }

    /// The end of an action.
    fn lex_end(&mut self) -> Token {
        if self.paren_depth == 0 { self.lex_right_delim() } else { self.fail("unclosed left paren") }
    }

    /// What begins with a character that is not ASCII.
    fn lex_wide(&mut self) -> Token {
        let c = self.next();
        if c.is_some_and(is_alphanumeric) {
            return self.lex_identifier();
        }
        self.fail(format!("unrecognized character in action: {}", unicode(c)))
    }

    /// A run of blanks. The last one may belong to ` -}}`.
    fn lex_space(&mut self) -> Token {
        let before = self.pos;
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.text.as_bytes().get(self.pos) {
            self.pos += 1;
        }
        if self.bytes().starts_with(b"-}}") {
            self.pos -= 1;
            if self.pos == before {
                return self.lex_right_delim();
            }
        }
        self.token(Kind::Space)
    }

    fn lex_identifier(&mut self) -> Token {
        self.skip_word();
        if !self.at_terminator() {
            let message = format!("bad character {}", unicode(self.peek()));
            return self.fail(message);
        }
        let kind = match &self.text[self.start..self.pos] {
            "block" => Kind::Block,
            "break" => Kind::Break,
            "continue" => Kind::Continue,
            "define" => Kind::Define,
            "else" => Kind::Else,
            "end" => Kind::End,
            "if" => Kind::If,
            "nil" => Kind::Nil,
            "range" => Kind::Range,
            "template" => Kind::Template,
            "with" => Kind::With,
            "true" | "false" => Kind::Bool,
            _ => Kind::Identifier,
        };
        self.token(kind)
    }

    fn lex_field_or_variable(&mut self, kind: Kind) -> Token {
        if self.at_terminator() {
            return self.token(if kind == Kind::Variable { Kind::Variable } else { Kind::Dot });
        }
        self.skip_word();
        if !self.at_terminator() {
            let message = format!("bad character {}", unicode(self.peek()));
            return self.fail(message);
        }
        self.token(kind)
    }

    /// Passes letters, digits and underscores.
    fn skip_word(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            while bytes.get(self.pos).is_some_and(|b| WORD[usize::from(*b)]) {
                self.pos += 1;
            }
            if bytes.get(self.pos).is_none_or(u8::is_ascii) {
                return;
            }
            match self.peek() {
                Some(c) if is_alphanumeric(c) => self.pos += c.len_utf8(),
                _ => return,
            }
        }
    }

    fn at_terminator(&self) -> bool {
        match self.bytes() {
            [] | [b' ' | b'\t' | b'\r' | b'\n' | b'.' | b',' | b'|' | b':' | b')' | b'(', ..] => true,
            rest => rest.starts_with(RIGHT_DELIM.as_bytes()),
        }
    }

    fn lex_quoted(&mut self, quote: char, kind: Kind, unterminated: &'static str) -> Token {
        let bytes = self.text.as_bytes();
        loop {
            // Bytes that mean nothing here; those of a longer character are among them.
            while bytes.get(self.pos).is_some_and(|b| !matches!(b, b'\\' | b'\n' | b'"' | b'\'')) {
                self.pos += 1;
            }
            match self.next() {
                Some('\\') => match self.next() {
                    Some(c) if c != '\n' => {}
                    _ => return self.fail(unterminated),
                },
                None | Some('\n') => return self.fail(unterminated),
                Some(c) if c == quote => return self.token(kind),
                Some(_) => {}
            }
        }
    }

    fn lex_number(&mut self) -> Token {
        let bad = |lexer: &mut Lexer<'s>| {
            let text = crate::golang::strconv::quote(&lexer.text[lexer.start..lexer.pos]);
            lexer.fail(format!("bad number syntax: {text}"))
        };
        if !self.scan_number() {
            return bad(self);
        }
        if matches!(self.peek(), Some('+' | '-')) {
            if !self.scan_number() || !self.text[..self.pos].ends_with('i') {
                return bad(self);
            }
            return self.token(Kind::Complex);
        }
        self.token(Kind::Number)
    }

    fn accept(&mut self, valid: &str) -> bool {
        let hit = self.peek().is_some_and(|c| valid.contains(c));
        self.pos += usize::from(hit);
        hit
    }

    fn accept_run(&mut self, valid: &str) {
        while self.accept(valid) {}
    }

    fn scan_number(&mut self) -> bool {
        const DECIMAL: &str = "0123456789_";
        const HEX: &str = "0123456789abcdefABCDEF_";
        self.accept("+-");
        let mut digits = DECIMAL;
        if self.accept("0") {
            if self.accept("xX") {
                digits = HEX;
            } else if self.accept("oO") {
                digits = "01234567_";
            } else if self.accept("bB") {
                digits = "01_";
            }
        }
        self.accept_run(digits);
        if self.accept(".") {
            self.accept_run(digits);
        }
        if digits == DECIMAL && self.accept("eE") {
            self.accept("+-");
            self.accept_run(DECIMAL);
        }
        if digits == HEX && self.accept("pP") {
            self.accept("+-");
            self.accept_run(DECIMAL);
        }
        self.accept("i");
        if self.peek().is_some_and(is_alphanumeric) {
            self.next();
            return false;
        }
        true
    }
}

/// The bytes of words, of those that are a character by themselves.
static WORD: [bool; 256] = {
    let mut word = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        word[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    word
};

/// Where a byte stands twice: most braces of a template stand in pairs, so looking at each pays.
fn find_pair(text: &str, byte: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(byte, bytes).find(|at| bytes.get(at + 1) == Some(&byte))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

fn is_alphanumeric(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

fn has_left_trim_marker(text: &str) -> bool {
    matches!(text.as_bytes(), [b'-', b' ' | b'\t' | b'\r' | b'\n', ..])
}

/// Go's `%#U`: the code point, and the character where it can be printed; end of input is U+FFFFFFFFFFFFFFFF.
fn unicode(c: Option<char>) -> String {
    match c {
        None => "U+FFFFFFFFFFFFFFFF".to_owned(),
        Some(c) if !crate::golang::unicode::is_print(c) => format!("U+{:04X}", u32::from(c)),
        Some(c) => format!("U+{:04X} '{c}'", u32::from(c)),
    }
}
