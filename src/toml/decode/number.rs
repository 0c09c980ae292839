//! Numbers and times.

use super::{END, LOCAL_DATE, LOCAL_DATETIME, LOCAL_TIME, Parsed, Parser, quoted};
use crate::golang::strconv::{Cause, parse_float, parse_int, quote};
use crate::golang::time::Time;
use crate::golang::zoneinfo::Location;
use crate::value::Value;

impl Parser<'_> {
    pub(super) fn number_or_date(&mut self) -> Parsed<Value> {
        if self.next()? == '0' {
            let c = self.next()?;
            let (name, digit): (&str, fn(char) -> bool) = match c {
                '0'..='9' => return self.number(),
                '_' => return self.decimal(),
                '.' | 'e' | 'E' => return self.float_rest(),
                'b' => ("a binary", |c| matches!(c, '0' | '1')),
                'o' => ("an octal", |c| matches!(c, '0'..='7')),
                'x' => ("a hexadecimal", |c| c.is_ascii_hexdigit()),
                _ => {
                    self.backup();
                    return self.integer();
                }
            };
            let first = self.peek()?;
            if !digit(first) {
                let found = self.current_text();
                return self.fail_here(format!("not {name} number: '{found}{first}'"));
            }
            loop {
                let c = self.next()?;
                if !digit(c) && c != '_' {
                    self.backup();
                    return self.integer();
                }
            }
        }
        self.number()
    }

    /// After the first digits of an integer, a float or a time.
    pub(super) fn number(&mut self) -> Parsed<Value> {
        loop {
            match self.next()? {
                '0'..='9' => {}
                '-' | ':' => return self.datetime(),
                '_' => return self.decimal(),
                '.' | 'e' | 'E' => return self.float_rest(),
                _ => {
                    self.backup();
                    return self.integer();
                }
            }
        }
    }

    pub(super) fn decimal(&mut self) -> Parsed<Value> {
        loop {
            match self.next()? {
                '0'..='9' | '_' => {}
                '.' | 'e' | 'E' => return self.float_rest(),
                _ => {
                    self.backup();
                    return self.integer();
                }
            }
        }
    }

    /// After the sign of a number.
    pub(super) fn signed_number(&mut self) -> Parsed<Value> {
        let c = self.next()?;
        match c {
            'i' | 'n' => {
                let (second, third) = if c == 'i' { ('n', 'f') } else { ('a', 'n') };
                if !self.accept(second)? || !self.accept(third)? {
                    let found = self.current_text();
                    return self.fail_here(format!("invalid float: '{found}'"));
                }
                return self.float();
            }
            '0' => {
                let base = self.peek()?;
                if matches!(base, 'b' | 'o' | 'x') {
                    let found = self.current_text();
                    return self
                        .fail_here(format!("cannot use sign with non-decimal numbers: '{found}{base}'"));
                }
            }
            '.' => return self.fail_here("floats must start with a digit, not '.'"),
            _ => {}
        }
        if c.is_ascii_digit() {
            return self.decimal();
        }
        self.fail_here(format!("expected a digit but got {}", quoted(c)))
    }

    pub(super) fn float_rest(&mut self) -> Parsed<Value> {
        while matches!(self.next()?, '0'..='9' | '_' | '.' | '-' | '+' | 'e' | 'E') {}
        self.backup();
        self.float()
    }

    /// Takes the text of the current item.
    pub(super) fn take_text(&mut self) -> String {
        let text = self.current_text();
        self.ignore();
        text
    }

    pub(super) fn integer(&mut self) -> Parsed<Value> {
        let text = self.take_text();
        let shown = quote(&text);
        if !underscores_ok(&text) {
            return self.fail(format!("Invalid integer {shown}: underscores must be surrounded by digits"));
        }
        if has_leading_zero(&text) {
            return self.fail(format!("Invalid integer {shown}: cannot have leading zeroes"));
        }
        match parse_int(&text, 0) {
            Ok(n) => Ok(Value::Int64(n)),
            Err(_) => self.fail(format!("{text} is out of range for int64")),
        }
    }

    pub(super) fn float(&mut self) -> Parsed<Value> {
        let text = self.take_text();
        let shown = quote(&text);
        let parts = || text.split(['.', 'e', 'E']).filter(|part| !part.is_empty());
        if !parts().all(underscores_ok) {
            return self.fail(format!("Invalid float {shown}: underscores must be surrounded by digits"));
        }
        if parts().next().is_some_and(has_leading_zero) {
            return self.fail(format!("Invalid float {shown}: cannot have leading zeroes"));
        }
        let mut after_period = false;
        for c in text.chars().chain([END]) {
            if after_period && !c.is_ascii_digit() {
                return self
                    .fail(format!("Invalid float {shown}: '.' must be followed by one or more digits"));
            }
            after_period = c == '.';
        }
        match text.replace('_', "").as_str() {
            "+nan" | "nan" => Ok(Value::Float(f64::NAN)),
            "-nan" => Ok(Value::Float(-f64::NAN)),
            plain => match parse_float(plain) {
                Ok(f) => Ok(Value::Float(f)),
                Err(error) if error.cause == Cause::Range => {
                    self.fail(format!("{text} is out of range for float64"))
                }
                Err(_) => self.fail(format!("Invalid float value: {shown}")),
            },
        }
    }

    pub(super) fn datetime(&mut self) -> Parsed<Value> {
        while matches!(self.next()?, '0'..='9' | '-' | ':' | 'T' | 't' | ' ' | '.' | 'Z' | 'z' | '+') {}
        self.backup();
        let text = self.take_text();
        let text = text.trim().replace('z', "Z").replace(['t', ' '], "T");
        let local = Location::local(self.world);
        let now = i64::try_from(self.world.now().as_secs()).unwrap_or(i64::MAX);
        let offset = local.lookup(now).offset;
        for (layout, zone) in LAYOUTS {
            let location = match zone {
                Some(name) => Location::Fixed((*name).into(), offset),
                None => local.clone(),
            };
            if let Ok(time) = Time::parse(layout, &text, &location) {
                if misses_leading_zero(&text, layout) {
                    break;
                }
                return Ok(Value::from(time));
            }
        }
        self.fail(format!("invalid datetime: {}", quote(&text)))
    }
}

/// The forms of times, and the zones of those that have none. Source: parse.go, `dtTypes`.
const LAYOUTS: &[(&str, Option<&str>)] = &[
    ("2006-01-02T15:04:05.999999999Z07:00", None),
    ("2006-01-02T15:04:05.999999999", Some(LOCAL_DATETIME)),
    ("2006-01-02", Some(LOCAL_DATE)),
    ("15:04:05.999999999", Some(LOCAL_TIME)),
    ("2006-01-02T15:04Z07:00", None),
    ("2006-01-02T15:04", Some(LOCAL_DATETIME)),
    ("15:04", Some(LOCAL_TIME)),
];

/// Whether a number of a time has less digits than its layout, which Go lets pass.
fn misses_leading_zero(text: &str, layout: &str) -> bool {
    for (wanted, found) in layout.bytes().zip(text.bytes()) {
        if matches!(wanted, b'.' | b'Z') {
            return false;
        }
        if !wanted.is_ascii_digit() && found != wanted {
            return true;
        }
    }
    false
}

fn has_leading_zero(text: &str) -> bool {
    match text.as_bytes() {
        [b'0', second, ..] => !matches!(second, b'b' | b'o' | b'x'),
        [b'-' | b'+', b'0', _, ..] => true,
        _ => false,
    }
}

/// Whether every underscore stands between digits.
fn underscores_ok(text: &str) -> bool {
    if matches!(text, "nan" | "+nan" | "-nan" | "inf" | "-inf" | "+inf") {
        return true;
    }
    let mut accept = false;
    for c in text.chars() {
        if c == '_' && !accept {
            return false;
        }
        accept = c.is_ascii_hexdigit();
    }
    accept
}
