//! Walks a format: flags, width, precision, argument numbers and verbs.

use super::print::is_unsigned;
use super::{Flags, Printer};
use crate::golang::strconv::decode_rune;
use crate::value::Value;

impl Printer {
    /// Source: fmt/print.go, `doPrintf`.
    pub(super) fn printf(&mut self, format: &[u8], args: &[Value]) {
        self.out.reserve(format.len() + 16 * args.len());
        let mut scan =
            Directives { format, at: 0, arg: 0, args: args.len(), reordered: false, good_index: true };
        loop {
            let rest = &format[scan.at..];
            let plain = rest.iter().position(|byte| *byte == b'%').unwrap_or(rest.len());
            self.out.extend_from_slice(&rest[..plain]);
            scan.at += plain + 1;
            if scan.at > format.len() {
                break;
            }
            if !self.directive(&mut scan, args) {
                self.out.extend_from_slice(b"%!(NOVERB)");
                break;
            }
        }
        // Arguments that were asked for by number are not counted.
        if !scan.reordered && scan.arg < args.len() {
            self.clear_flags();
            self.out.extend_from_slice(b"%!(EXTRA ");
            for (i, arg) in args[scan.arg..].iter().enumerate() {
                if i > 0 {
                    self.out.extend_from_slice(b", ");
                }
                if arg.is_nil() {
                    self.out.extend_from_slice(b"<nil>");
                } else {
                    self.push_type(arg);
                    self.out.push(b'=');
                    self.arg(arg, 'v');
                }
            }
            self.out.push(b')');
        }
    }

    /// One directive, from behind its `%`. False where the format ends before a verb.
    fn directive(&mut self, scan: &mut Directives<'_>, args: &[Value]) -> bool {
        self.clear_flags();
        while let Some(byte) = scan.peek() {
            match byte {
                b'#' => self.flags.sharp = true,
                b'0' => self.flags.zero = true,
                b'+' => self.flags.plus = true,
                b'-' => self.flags.minus = true,
                b' ' => self.flags.space = true,
                _ => break,
            }
            scan.at += 1;
        }
        scan.good_index = true;
        let mut after_index = scan.index();
        if scan.take(b'*') {
            let width = scan.int_arg(args);
            if width.is_none() {
                self.out.extend_from_slice(b"%!(BADWIDTH)");
            }
            self.width = width.map(i64::unsigned_abs).map(|width| width as usize);
            if width.is_some_and(|width| width < 0) {
                self.flags.minus = true;
                self.flags.zero = false;
            }
            after_index = false;
        } else {
            self.width = scan.number();
            if after_index && self.width.is_some() {
                scan.good_index = false; // %[3]2d
            }
        }
        // A point at the very end of the format is no precision but a verb.
        if scan.at + 1 < scan.format.len() && scan.take(b'.') {
            if after_index {
                scan.good_index = false; // %[3].2d
            }
            after_index = scan.index();
            if scan.take(b'*') {
                let precision = scan.int_arg(args).and_then(|precision| usize::try_from(precision).ok());
                if precision.is_none() {
                    self.out.extend_from_slice(b"%!(BADPREC)");
                }
                self.precision = precision;
                after_index = false;
            } else {
                self.precision = Some(scan.number().unwrap_or(0));
            }
        }
        if !after_index {
            scan.index();
        }
        if scan.at >= scan.format.len() {
            return false;
        }
        let (verb, size) = decode_rune(&scan.format[scan.at..]);
        let verb = verb.unwrap_or(char::REPLACEMENT_CHARACTER);
        scan.at += size;
        match args.get(scan.arg) {
            _ if verb == '%' => self.out.push(b'%'),
            _ if !scan.good_index => self.push_fault(verb, b"(BADINDEX)"),
            None => self.push_fault(verb, b"(MISSING)"),
            Some(arg) => {
                if matches!(verb, 'v' | 'w') {
                    self.flags.sharp_v = std::mem::take(&mut self.flags.sharp);
                    self.flags.plus_v = std::mem::take(&mut self.flags.plus);
                }
                self.arg(arg, verb);
                scan.arg += 1;
            }
        }
        true
    }

    fn clear_flags(&mut self) {
        self.flags = Flags::default();
        self.width = None;
        self.precision = None;
    }
}

/// The state of a walk over a format.
struct Directives<'a> {
    format: &'a [u8],
    at: usize,
    /// The argument that is next.
    arg: usize,
    /// How many there are.
    args: usize,
    reordered: bool,
    good_index: bool,
}

impl Directives<'_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// A width or precision that is written out. One beyond [`TOO_LARGE`] is none, and ends the format.
    /// Source: fmt/print.go, `parsenum`.
    fn number(&mut self) -> Option<usize> {
        let (number, at) = parse_number(self.format, self.at, self.format.len());
        self.at = at;
        number
    }

    /// `[n]`. Source: fmt/print.go, `argNumber`.
    fn index(&mut self) -> bool {
        if self.peek() != Some(b'[') {
            return false;
        }
        self.reordered = true;
        let rest = &self.format[self.at..];
        let Some(end) = rest.iter().position(|byte| *byte == b']').filter(|_| rest.len() >= 3) else {
            self.good_index = false;
            self.at += 1;
            return false;
        };
        let number = match parse_number(rest, 1, end) {
            (Some(number), at) if at == end => Some(number),
            _ => None,
        };
        self.at += end + 1;
        match number.and_then(|number| number.checked_sub(1)) {
            Some(index) if index < self.args => {
                self.arg = index;
                true
            }
            _ => {
                self.good_index = false;
                number.is_some()
            }
        }
    }

    /// The argument that a `*` takes. Source: fmt/print.go, `intFromArg`.
    fn int_arg(&mut self, args: &[Value]) -> Option<i64> {
        let arg = args.get(self.arg)?;
        self.arg += 1;
        let number = match arg {
            Value::Int(n) | Value::Int64(n) => Some(*n),
            Value::Object(object) => match object.underlying() {
                Some(Value::Int(n) | Value::Int64(n)) => {
                    Some(n).filter(|n| *n >= 0 || !is_unsigned(object.kind()))
                }
                _ => None,
            },
            _ => None,
        };
        number.filter(|number| number.unsigned_abs() <= TOO_LARGE as u64)
    }
}

/// The largest width or precision; a larger one is a fault of the format.
const TOO_LARGE: usize = 1_000_000;

fn parse_number(format: &[u8], start: usize, end: usize) -> (Option<usize>, usize) {
    let mut number = None;
    let mut at = start;
    while let Some(digit @ b'0'..=b'9') = format[..end].get(at) {
        let so_far = number.unwrap_or(0);
        if so_far > TOO_LARGE {
            return (None, end);
        }
        number = Some(so_far * 10 + usize::from(digit - b'0'));
        at += 1;
    }
    (number, at)
}
