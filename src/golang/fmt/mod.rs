//! Go's `fmt`: `Sprintf`, `Sprint`, `Sprintln` over [`Value`]s, byte for byte.
//!
//! Go prints bytes, so the text is put together as bytes and becomes a string at the end. Values that hold
//! themselves kill a Go program; here they end in an error, see [`Printer`].

mod directive;
mod format;
mod print;

pub use self::print::is_unsigned;
use super::strconv;
use crate::helm::Helm;
use crate::value::{MapType, Value, may_hold_escapes, string_bytes, string_from_bytes};
use std::borrow::Cow;

/// `fmt.Sprintf` under Helm 4's type names; see [`Printer::sprintf`].
pub fn sprintf(format: &str, args: &[Value]) -> String {
    let mut printer = Printer::new(Helm::V4);
    printer.printf(&string_bytes(format), args);
    finish(printer.out)
}

/// `fmt.Sprint` under Helm 4's type names; see [`Printer::sprint`].
pub fn sprint(args: &[Value]) -> String {
    let mut printer = Printer::new(Helm::V4);
    printer.print(args);
    finish(printer.out)
}

/// `fmt.Sprintln` under Helm 4's type names; see [`Printer::sprintln`].
pub fn sprintln(args: &[Value]) -> String {
    let mut printer = Printer::new(Helm::V4);
    printer.println(args);
    finish(printer.out)
}

/// What `{{ value }}` prints: `<no value>` for nil (Helm removes that text from its output later), otherwise
/// what `fmt.Fprint` prints. Source: text/template/exec.go, `printValue`.
pub fn display(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Invalid | Value::Nil => Cow::Borrowed("<no value>"),
        Value::Str(text) => Cow::Borrowed(text),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::Int(n) | Value::Int64(n) => Cow::Owned(n.to_string()),
        Value::Float(f) => Cow::Owned(strconv::format_float(*f, 'g', None)),
        Value::List(_) | Value::Map(_) | Value::Object(_) => {
            let mut printer = Printer::new(Helm::V4).indirect();
            printer.print(std::slice::from_ref(value));
            Cow::Owned(finish(printer.out))
        }
    }
}

/// As [`display`], but a value that cannot be printed in full is an error.
///
/// # Errors
/// See [`Printer`].
pub fn try_display(value: &Value) -> Result<Cow<'_, str>, String> {
    match value {
        Value::List(_) | Value::Map(_) | Value::Object(_) => {
            Printer::new(Helm::V4).indirect().sprint(std::slice::from_ref(value)).map(Cow::Owned)
        }
        _ => Ok(display(value)),
    }
}

/// The Go type as `%T` prints it under the given Helm.
pub fn type_name(value: &Value, helm: Helm) -> Cow<'_, str> {
    match value {
        Value::Map(map) if map.typ == MapType::Values => Cow::Borrowed(helm.values_type()),
        _ => value.type_name(),
    }
}

/// Levels of lists, maps and structs inside each other that are printed.
pub const MAX_DEPTH: usize = 1000;

/// Bytes that one call prints.
pub const MAX_OUTPUT: usize = 64 << 20;

/// One call of a `fmt` function. Its methods fail where a value is nested deeper than [`MAX_DEPTH`] (or holds
/// itself, which a Go program does not survive) or prints more than [`MAX_OUTPUT`]; the free functions of this
/// module cut such a value there.
#[derive(Debug)]
pub struct Printer {
    out: Vec<u8>,
    helm: Helm,
    flags: Flags,
    width: Option<usize>,
    precision: Option<usize>,
    /// Set while the value of a bad verb is printed, which ignores methods.
    erroring: bool,
    /// Whether pointers are printed as what they point to.
    indirect: bool,
    overflow: Option<&'static str>,
}

/// The flags of one directive.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    minus: bool,
    plus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    /// `%+v`, which is a format of its own.
    plus_v: bool,
    /// `%#v`, likewise.
    sharp_v: bool,
}

impl Printer {
    /// A printer that names types as the given Helm does.
    pub fn new(helm: Helm) -> Printer {
        Printer {
            out: Vec::new(),
            helm,
            flags: Flags::default(),
            width: None,
            precision: None,
            erroring: false,
            indirect: false,
            overflow: None,
        }
    }

    /// Shows pointers among the arguments as what they point to, as templates do.
    /// Source: text/template/exec.go, `printableValue`.
    #[must_use]
    pub fn indirect(self) -> Printer {
        Printer { indirect: true, ..self }
    }

    /// The arguments in the given format. Source: fmt/print.go, `Sprintf`.
    ///
    /// # Errors
    /// See [`Printer`]. Faults of the format are no errors: Go prints them, as in `%!d(string=x)`.
    pub fn sprintf(mut self, format: &str, args: &[Value]) -> Result<String, String> {
        self.printf(&string_bytes(format), args);
        self.result()
    }

    /// The arguments in their default formats, with spaces between two that are both no strings.
    /// Source: fmt/print.go, `Sprint`.
    ///
    /// # Errors
    /// See [`Printer`].
    pub fn sprint(mut self, args: &[Value]) -> Result<String, String> {
        self.print(args);
        self.result()
    }

    /// The arguments in their default formats, with spaces between all and a line break at the end.
    /// Source: fmt/print.go, `Sprintln`.
    ///
    /// # Errors
    /// See [`Printer`].
    pub fn sprintln(mut self, args: &[Value]) -> Result<String, String> {
        self.println(args);
        self.result()
    }

    fn result(self) -> Result<String, String> {
        match self.overflow {
            Some(fault) => Err(fault.to_owned()),
            None => Ok(finish(self.out)),
        }
    }

    fn print(&mut self, args: &[Value]) {
        let mut after_string = true;
        for arg in args {
            let is_string = arg.kind() == "string";
            if !is_string && !after_string {
                self.out.push(b' ');
            }
            self.arg(arg, 'v');
            after_string = is_string;
        }
    }

    fn println(&mut self, args: &[Value]) {
        for (i, arg) in args.iter().enumerate() {
            if i > 0 {
                self.out.push(b' ');
            }
            self.arg(arg, 'v');
        }
        self.out.push(b'\n');
    }
}

/// The string that stands for what was printed.
fn finish(out: Vec<u8>) -> String {
    match String::from_utf8(out) {
        // Without this byte, with which the characters begin that stand for bytes, there is nothing to do.
        Ok(text) if !may_hold_escapes(&text) => text,
        Ok(text) => string_from_bytes(text.as_bytes()).into_owned(),
        Err(error) => string_from_bytes(error.as_bytes()).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // What Go 1.26 prints; `golang::recorded` compares thousands more.
    #[test]
    fn numbers_of_a_values_file_print_as_floats() {
        for (number, text) in
            [(8080.0, "8080"), (999_999.0, "999999"), (1e6, "1e+06"), (1_234_567.0, "1.234567e+06")]
        {
            assert_eq!(display(&Value::Float(number)), text);
            assert_eq!(sprintf("%v|%d", &[Value::Float(number), Value::Int(1)]), format!("{text}|1"));
        }
        assert_eq!(sprintf("%d", &[Value::Float(8080.0)]), "%!d(float64=8080)");
        assert_eq!(sprintf("%s", &[Value::Nil]), "%!s(<nil>)");
    }

    #[test]
    fn halves_of_a_character_join() {
        let (head, tail) = (string_from_bytes(b"\xe2\x82"), string_from_bytes(b"\xac"));
        assert_eq!(sprintf("%s%s", &[Value::from(&*head), Value::from(&*tail)]), "€");
        assert_eq!(
            sprintf("%.1s|%3s", &[Value::from(&*head), Value::from(&*tail)]),
            string_from_bytes(b"\xe2|  \xac")
        );
    }

    #[test]
    fn types_have_the_names_of_their_helm() {
        let values =
            Value::Map(std::sync::Arc::new(crate::value::Dict::new(MapType::Values, Default::default())));
        let typed = |helm| Printer::new(helm).sprintf("%T %#v", &[values.clone(), values.clone()]);
        assert_eq!(typed(Helm::V3).unwrap(), "chartutil.Values chartutil.Values{}");
        assert_eq!(typed(Helm::V4).unwrap(), "common.Values common.Values{}");
    }

    /// Go 1.26: the first is written, the others are faults.
    #[test]
    fn widths_and_precisions_end_at_a_million() {
        // A width in digits is looked at before its last one.
        assert_eq!(sprintf("%10000009d", &[Value::Int(1)]).len(), 10_000_009);
        assert_eq!(sprintf("%*d", &[Value::Int(1_000_000), Value::Int(1)]).len(), 1_000_000);
        assert_eq!(sprintf("%10000010d", &[Value::Int(1)]), "%!(NOVERB)%!(EXTRA int=1)");
        assert_eq!(sprintf("%*d", &[Value::Int(1_000_001), Value::Int(1)]), "%!(BADWIDTH)1");
        assert_eq!(sprintf("%.*d", &[Value::Int(1_000_001), Value::Int(1)]), "%!(BADPREC)1");
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let nested = |levels| (0..levels).fold(Value::Nil, |inner, _| Value::from(vec![inner]));
        assert!(try_display(&nested(MAX_DEPTH)).is_ok());
        assert!(try_display(&nested(MAX_DEPTH + 1)).is_err());
        let map = Value::from([("a", Value::Int(1))]);
        map.as_map().unwrap().insert("self", map.clone());
        assert!(Printer::new(Helm::V4).sprintf("%v", std::slice::from_ref(&map)).is_err());
        assert!(sprintf("%v", std::slice::from_ref(&map)).starts_with("map[a:1 self:map[a:1 self:"));
        map.as_map().unwrap().remove("self");
        // A million bytes for each of so many directives.
        let fill = |directives: usize| {
            Printer::new(Helm::V4).sprintf(&"%1000000[1]d".repeat(directives), &[Value::Int(1)])
        };
        assert!(fill(MAX_OUTPUT / 1_000_000).is_ok());
        assert!(fill(MAX_OUTPUT / 1_000_000 + 1).is_err());
    }
}
