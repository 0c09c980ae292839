//! `'…%s…'.format([…])`. Source: cel-go, ext/formatting.go

use super::super::Fault;
use super::super::value::{Answer, Key, Value, unknown, wrong};
use super::standard::string;
use crate::golang::strconv::{format_float, quote};

/// What stands for a value in a text.
#[derive(Clone, Copy, PartialEq)]
pub(in super::super) enum Conversion {
    Text,
    Decimal,
    Fixed(usize),
    Scientific(usize),
    Binary,
    Hex { upper: bool },
    Octal,
}

/// Digits after the point where none are asked for.
const PRECISION: usize = 6;
/// The most digits that are written.
const MAX_PRECISION: usize = 1000;

/// A text as it stands, or a conversion.
pub(in super::super) type Piece<'t> = Result<&'t str, Conversion>;

/// The pieces of a text with conversions. Source: `parseFormatString`
///
/// # Errors
/// What is wrong with one of them.
pub(in super::super) fn conversions(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        pieces.push(Ok(before));
        if let Some(after) = after.strip_prefix('%') {
            pieces.push(Ok("%"));
            rest = after;
            continue;
        }
        let (precision, after) = match after.strip_prefix('.') {
            Some(digits) => {
                let end = digits.bytes().take_while(u8::is_ascii_digit).count();
                let (number, after) = digits.split_at(end);
                let number = number.parse().map_err(|_| "a precision is no number".to_owned())?;
                (Some(number), after)
            }
            None => (None, after),
        };
        let mut letters = after.chars();
        let precision = precision.unwrap_or(PRECISION);
        pieces.push(Err(match letters.next() {
            Some('s') => Conversion::Text,
            Some('d') => Conversion::Decimal,
            Some('f') => Conversion::Fixed(precision),
            Some('e') => Conversion::Scientific(precision),
            Some('b') => Conversion::Binary,
            Some('x') => Conversion::Hex { upper: false },
            Some('X') => Conversion::Hex { upper: true },
            Some('o') => Conversion::Octal,
            Some(other) => return Err(format!("there is no conversion %{other}")),
            None => return Err("it ends within a conversion".to_owned()),
        }));
        rest = letters.as_str();
    }
    pieces.push(Ok(rest));
    Ok(pieces)
}

pub(super) fn format(text: &str, args: &[Value]) -> Answer {
    let mut out = String::new();
    let mut next = 0;
    for piece in conversions(text).map_err(wrong)? {
        match piece {
            Ok(text) => out.push_str(text),
            Err(conversion) => {
                let arg = args.get(next).ok_or_else(|| wrong("format has too few values"))?;
                next += 1;
                out.push_str(&convert(conversion, arg)?);
            }
        }
    }
    Ok(Value::str(&out))
}

fn unfit(conversion: &str, arg: &Value) -> Fault {
    wrong(format!("%{conversion} does not take a value of the type {}", arg.type_name()))
}

fn convert(conversion: Conversion, arg: &Value) -> Result<String, Fault> {
    Ok(match (conversion, arg) {
        (Conversion::Text, arg) => plain(arg)?,
        (
            Conversion::Decimal | Conversion::Binary | Conversion::Octal | Conversion::Hex { .. },
            Value::Int(i),
        ) => {
            let digits = based(conversion, u128::from(i.unsigned_abs()));
            if *i < 0 { format!("-{digits}") } else { digits }
        }
        (
            Conversion::Decimal | Conversion::Binary | Conversion::Octal | Conversion::Hex { .. },
            Value::Uint(u),
        ) => based(conversion, u128::from(*u)),
        (Conversion::Binary, Value::Bool(b)) => if *b { "1" } else { "0" }.to_owned(),
        (Conversion::Hex { upper }, Value::Str(text)) => hex(text.as_bytes(), upper),
        (Conversion::Hex { upper }, Value::Bytes(bytes)) => hex(bytes, upper),
        (Conversion::Fixed(precision), arg) => fixed(float(arg, "f")?, precision)?,
        (Conversion::Scientific(precision), arg) => scientific(float(arg, "e")?, precision)?,
        (Conversion::Decimal, arg) => return Err(unfit("d", arg)),
        (Conversion::Binary, arg) => return Err(unfit("b", arg)),
        (Conversion::Octal, arg) => return Err(unfit("o", arg)),
        (Conversion::Hex { .. }, arg) => return Err(unfit("x", arg)),
    })
}

fn based(conversion: Conversion, number: u128) -> String {
    match conversion {
        Conversion::Binary => format!("{number:b}"),
        Conversion::Octal => format!("{number:o}"),
        Conversion::Hex { upper: false } => format!("{number:x}"),
        Conversion::Hex { upper: true } => format!("{number:X}"),
        _ => number.to_string(),
    }
}

fn hex(bytes: &[u8], upper: bool) -> String {
    bytes.iter().map(|b| if upper { format!("{b:02X}") } else { format!("{b:02x}") }).collect()
}

fn float(arg: &Value, conversion: &str) -> Result<f64, Fault> {
    match arg {
        Value::Double(f) => Ok(*f),
        Value::Str(text) => match &**text {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            _ => Err(unfit(conversion, arg)),
        },
        _ => Err(unfit(conversion, arg)),
    }
}

/// What is no number, as the server's locale writes it.
fn special(number: f64) -> Option<&'static str> {
    match number {
        n if n.is_nan() => Some("NaN"),
        f64::INFINITY => Some("∞"),
        f64::NEG_INFINITY => Some("-∞"),
        _ => None,
    }
}

fn limited(precision: usize) -> Result<usize, Fault> {
    if precision > MAX_PRECISION { Err(unknown("too many digits are asked for")) } else { Ok(precision) }
}

/// With commas between thousands. Source: golang.org/x/text/message, in the locale `en_US`
fn fixed(number: f64, precision: usize) -> Result<String, Fault> {
    if let Some(text) = special(number) {
        return Ok(text.to_owned());
    }
    let text = format_float(number.abs(), 'f', Some(limited(precision)?));
    let (whole, fraction) = text.split_once('.').map_or((&*text, None), |(w, f)| (w, Some(f)));
    let mut out = if number.is_sign_negative() { "-".to_owned() } else { String::new() };
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Ok(out)
}

/// As `1.500000×10⁰³`. What is asked for as the number of digits is taken for the width of the whole.
/// Source: golang.org/x/text/message, in the locale `en_US`, and `stringFormatter.Scientific`
fn scientific(number: f64, width: usize) -> Result<String, Fault> {
    let width = limited(width)?;
    let whole = match special(number) {
        Some(text) => text.to_owned(),
        None => {
            let text = format_float(number, 'e', Some(PRECISION));
            let (digits, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
            format!("{digits}×10{}", exponent.chars().filter_map(raised).collect::<String>())
        }
    };
    Ok(format!("{whole:>width$}"))
}

/// A digit or a sign of an exponent; `+` is left out.
fn raised(c: char) -> Option<char> {
    match c {
        '-' => Some('⁻'),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::try_from(c.to_digit(10)?).ok()?),
    }
}

/// Source: `FormatString`
fn plain(arg: &Value) -> Result<String, Fault> {
    match arg {
        Value::Null => Ok("null".to_owned()),
        Value::Type(name) => Ok(name.to_string()),
        Value::List(_) | Value::Map(_) => nested(arg),
        Value::Ip(_) | Value::Cidr(_) => Err(unfit("s", arg)),
        arg => match string(arg) {
            Some(Ok(Value::Str(text))) => Ok(text.to_string()),
            Some(Err(fault)) => Err(fault),
            _ => Err(unfit("s", arg)),
        },
    }
}

/// A value as an expression would write it. Sources: `clauseForType` and `quoteForCEL`
fn nested(arg: &Value) -> Result<String, Fault> {
    match arg {
        Value::Str(text) => Ok(quote(text)),
        Value::Bytes(_) => Ok(format!("b{}", quote(&plain(arg)?))),
        Value::Double(f) => {
            let text = match f {
                f if f.is_nan() => "NaN".to_owned(),
                f if f.is_infinite() => if *f > 0.0 { "+Inf" } else { "-Inf" }.to_owned(),
                f => return Ok(format_float(*f, 'f', Some(PRECISION))),
            };
            Ok(quote(&text))
        }
        Value::Timestamp(_) => Ok(format!("timestamp({})", quote(&plain(arg)?))),
        Value::Duration(_) => Ok(format!("duration({})", quote(&plain(arg)?))),
        Value::List(list) => {
            let items: Result<Vec<String>, Fault> = list.items.iter().map(nested).collect();
            Ok(format!("[{}]", items?.join(", ")))
        }
        Value::Map(map) => {
            let mut pairs = Vec::new();
            for (key, value) in &map.entries {
                let key = match key {
                    Key::Str(text) => quote(text),
                    other => plain(&Value::from(other))?,
                };
                pairs.push((key, nested(value)?));
            }
            pairs.sort();
            let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key}:{value}")).collect();
            Ok(format!("{{{}}}", pairs.join(", ")))
        }
        other => plain(other),
    }
}
