//! Prints values by their type. Source: fmt/print.go.

use super::{MAX_DEPTH, MAX_OUTPUT, Printer, type_name};
use crate::golang::named;
use crate::value::{Object, Value, string_bytes};

impl Printer {
    /// One argument. Source: fmt/print.go, `printArg`.
    pub(super) fn arg(&mut self, arg: &Value, verb: char) {
        match (arg, verb) {
            (Value::Invalid | Value::Nil, 'T' | 'v') => self.pad(b"<nil>"),
            (Value::Invalid | Value::Nil, _) => self.bad_verb(verb, arg),
            (_, 'T') => {
                let name = type_name(arg, self.helm);
                self.string(name.as_bytes(), 's', arg);
            }
            (_, 'p') => self.pointer(arg, verb),
            _ => self.value(arg, verb, 0),
        }
    }

    /// A value at a depth inside an argument. Source: fmt/print.go, `printValue`.
    pub(super) fn value(&mut self, value: &Value, verb: char, depth: usize) {
        if self.overflow.is_some() {
            return;
        }
        if depth > MAX_DEPTH {
            self.overflow
                .get_or_insert("a value that is nested too deep, or holds itself, cannot be printed");
            return;
        }
        if self.out.len() > MAX_OUTPUT {
            self.overflow_output();
            return;
        }
        match value {
            Value::Invalid | Value::Nil if self.flags.sharp_v => {
                self.out.extend_from_slice(b"interface {}(nil)")
            }
            Value::Invalid | Value::Nil => self.out.extend_from_slice(b"<nil>"),
            Value::Bool(b) => match verb {
                't' | 'v' => self.pad(if *b { b"true" } else { b"false" }),
                _ => self.bad_verb(verb, value),
            },
            Value::Int(n) | Value::Int64(n) => self.integer(*n, true, verb, value),
            Value::Float(f) => self.float(*f, verb, value),
            Value::Str(text) => self.string(&string_bytes(text), verb, value),
            // What is no plain kind and has no error to wrap is a bad verb as a whole.
            _ if verb == 'w' && !self.erroring && !is_bytes(value) => self.bad_verb(verb, value),
            Value::List(list) if list.nil && self.flags.sharp_v => {
                self.push_type(value);
                self.out.extend_from_slice(b"(nil)");
            }
            Value::List(list) => self.list(value, &list.items, verb, depth),
            Value::Map(map) if map.nil && self.flags.sharp_v => {
                self.push_type(value);
                self.out.extend_from_slice(b"(nil)");
            }
            Value::Map(map) => {
                let entries = map.snapshot();
                self.entries(value, entries.iter().map(|(key, item)| (key.as_ref(), item)), verb, depth);
            }
            Value::Object(object) => self.object(value, object.as_ref(), verb, depth),
        }
    }

    fn list(&mut self, list: &Value, items: &[Value], verb: char, depth: usize) {
        self.open(list, "[");
        for (i, item) in items.iter().enumerate() {
            self.separate(i);
            self.value(item, verb, depth + 1);
        }
        self.close("]");
    }

    /// A value with methods, or of a type that is not a plain one.
    fn object(&mut self, value: &Value, object: &dyn Object, verb: char, depth: usize) {
        if self.methods(value, object, verb) {
            return;
        }
        let underlying = object.underlying();
        match (object.kind(), underlying) {
            ("ptr", Some(Value::Nil)) => self.pointer(value, verb),
            ("slice", Some(Value::List(list))) if list.nil && self.flags.sharp_v => {
                self.push_type(value);
                self.out.extend_from_slice(b"(nil)");
            }
            ("slice" | "array", Some(Value::List(list))) => {
                if is_bytes(value) && (depth == 0 || matches!(verb, 's' | 'q' | 'x' | 'X')) {
                    let bytes: Vec<u8> = list.items.iter().map(named::byte_of).collect();
                    self.bytes(&bytes, verb, value, depth);
                } else {
                    self.list(value, &list.items, verb, depth);
                }
            }
            ("map", Some(Value::Map(map))) => {
                let entries = map.snapshot();
                self.entries(value, entries.iter().map(|(key, item)| (key.as_ref(), item)), verb, depth);
            }
            ("map", _) => {
                let fields = object.fields();
                self.entries(value, fields.iter().map(|(key, item)| (*key, item)), verb, depth);
            }
            (_, Some(Value::Bool(b))) => match verb {
                't' | 'v' => self.pad(if b { b"true" } else { b"false" }),
                _ => self.bad_verb(verb, value),
            },
            (kind, Some(Value::Int(n) | Value::Int64(n))) => self.integer(n, !is_unsigned(kind), verb, value),
            (_, Some(Value::Float(f))) => self.float(f, verb, value),
            (_, Some(Value::Str(text))) => self.string(&string_bytes(&text), verb, value),
            ("struct", _) => self.fields(value, object, verb, depth),
            ("ptr", _) if depth == 0 => {
                if !self.indirect {
                    self.out.push(b'&');
                }
                self.fields(value, object, verb, 1);
            }
            (kind, _) if has_address(kind) => self.pointer(value, verb),
            _ => {
                self.out.push(b'?');
                self.push_type(value);
                self.out.push(b'?');
            }
        }
    }

    /// Lets the type's own methods print the value. Source: fmt/print.go, `handleMethods`.
    fn methods(&mut self, value: &Value, object: &dyn Object, verb: char) -> bool {
        if self.erroring {
            return false;
        }
        if self.flags.sharp_v {
            let Some(Ok(Value::Str(text))) = object.method("GoString", &[]) else { return false };
            self.string(&string_bytes(&text), 's', value);
            return true;
        }
        if !matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') {
            return false;
        }
        let Some(text) = object.stringer() else { return false };
        self.string(&string_bytes(&text), verb, value);
        true
    }

    fn entries<'a>(
        &mut self,
        map: &Value,
        entries: impl Iterator<Item = (&'a str, &'a Value)>,
        verb: char,
        depth: usize,
    ) {
        self.open(map, "map[");
        for (i, (key, item)) in entries.enumerate() {
            self.separate(i);
            self.string(&string_bytes(key), verb, &Value::Nil);
            self.out.push(b':');
            self.value(item, verb, depth + 1);
        }
        self.close("]");
    }

    fn fields(&mut self, value: &Value, object: &dyn Object, verb: char, depth: usize) {
        if self.flags.sharp_v {
            let name = type_name(value, self.helm);
            self.out.extend_from_slice(name.trim_start_matches('*').as_bytes());
        }
        self.out.push(b'{');
        for (i, (name, field)) in object.fields().iter().enumerate() {
            self.separate(i);
            if self.flags.plus_v || self.flags.sharp_v {
                self.out.extend_from_slice(name.as_bytes());
                self.out.push(b':');
            }
            self.value(field, verb, depth + 1);
        }
        self.out.push(b'}');
    }

    fn open(&mut self, value: &Value, plain: &str) {
        if self.flags.sharp_v {
            self.push_type(value);
            self.out.push(b'{');
        } else {
            self.out.extend_from_slice(plain.as_bytes());
        }
    }

    fn close(&mut self, plain: &str) {
        self.out.extend_from_slice(if self.flags.sharp_v { b"}" } else { plain.as_bytes() });
    }

    fn separate(&mut self, i: usize) {
        if i > 0 {
            self.out.extend_from_slice(if self.flags.sharp_v { b", " } else { b" " });
        }
    }

    pub(super) fn push_type(&mut self, value: &Value) {
        self.out.extend_from_slice(type_name(value, self.helm).as_bytes());
    }

    pub(super) fn push_fault(&mut self, verb: char, fault: &[u8]) {
        self.out.extend_from_slice(b"%!");
        self.push_char(verb);
        self.out.extend_from_slice(fault);
    }

    fn push_char(&mut self, c: char) {
        self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// `%!verb(type=value)`. Source: fmt/print.go, `badVerb`.
    pub(super) fn bad_verb(&mut self, verb: char, value: &Value) {
        self.push_fault(verb, b"(");
        if value.is_nil() {
            self.out.extend_from_slice(b"<nil>");
        } else {
            let outer = std::mem::replace(&mut self.erroring, true);
            self.push_type(value);
            self.out.push(b'=');
            self.value(value, 'v', 0);
            self.erroring = outer;
        }
        self.out.push(b')');
    }

    /// A `[]byte`. Source: fmt/print.go, `fmtBytes`.
    fn bytes(&mut self, bytes: &[u8], verb: char, value: &Value, depth: usize) {
        match verb {
            'v' | 'd' if self.flags.sharp_v => {
                self.out.extend_from_slice(b"[]byte{");
                for (i, byte) in bytes.iter().enumerate() {
                    self.separate(i);
                    self.hex_literal(u64::from(*byte));
                }
                self.out.push(b'}');
            }
            'v' | 'd' => {
                self.out.push(b'[');
                for (i, byte) in bytes.iter().enumerate() {
                    self.separate(i);
                    self.number(u64::from(*byte), false, 10, verb);
                }
                self.out.push(b']');
            }
            's' | 'q' | 'x' | 'X' => self.string(bytes, verb, value),
            _ => {
                let items: Vec<Value> = bytes.iter().map(|byte| named::uint8(*byte)).collect();
                self.list(value, &items, verb, depth);
            }
        }
    }

    /// The address of a map, a slice or a pointer, which is never the same twice in Go: here it always is.
    /// Source: fmt/print.go, `fmtPointer`.
    fn pointer(&mut self, value: &Value, verb: char) {
        const ADDRESS: u64 = 0xc0_0001_0000;
        if !has_address(value.kind()) {
            return self.bad_verb(verb, value);
        }
        let nil = matches!(value, Value::Object(object) if matches!(object.underlying(), Some(Value::Nil)));
        let address = if nil { 0 } else { ADDRESS };
        match verb {
            'v' if self.flags.sharp_v => {
                self.out.push(b'(');
                self.push_type(value);
                self.out.extend_from_slice(b")(");
                if nil {
                    self.out.extend_from_slice(b"nil");
                } else {
                    self.hex_literal(address);
                }
                self.out.push(b')');
            }
            'v' if nil => self.pad(b"<nil>"),
            'v' | 'p' => {
                self.flags.sharp = !self.flags.sharp;
                self.number(address, false, 16, 'v');
                self.flags.sharp = !self.flags.sharp;
            }
            'b' | 'o' | 'd' | 'x' | 'X' => self.integer(address as i64, false, verb, value),
            _ => self.bad_verb(verb, value),
        }
    }
}

/// Whether a kind is one of the unsigned integers, whose underlying [`Value::Int`] has the same bits.
pub fn is_unsigned(kind: &str) -> bool {
    kind.starts_with("uint")
}

/// Whether `%p` takes values of this kind.
fn has_address(kind: &str) -> bool {
    matches!(kind, "map" | "slice" | "ptr" | "func" | "chan")
}

fn is_bytes(value: &Value) -> bool {
    matches!(value, Value::Object(object) if object.type_name() == "[]uint8")
}
