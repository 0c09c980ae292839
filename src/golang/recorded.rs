//! Compares thousands of answers that Go wrote, in `tests/golang/`, with ours. Every line is a function, its
//! arguments and the answer, with tabs between them.

use super::escape;
use super::fmt::{sprint, sprintf, sprintln};
use super::named::{self, Named};
use super::strconv::{self, NumError};
use super::time::{Duration, Time, parse_duration};
use super::zoneinfo::Location;
use crate::value::{ElemType, Entries, MapType, Object, Slice, Str, Value, string_bytes, string_from_bytes};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

#[test]
fn printing() {
    check(include_str!("../../tests/golang/printf.txt"), |fields| {
        let args = values(fields[1]);
        quoted(&match fields[0] {
            "print" => sprint(&args),
            "println" => sprintln(&args),
            format => sprintf(&unquoted(format), &args),
        })
    });
}

#[test]
fn text_and_numbers() {
    check(include_str!("../../tests/golang/strconv.txt"), |fields| {
        let text = || unquoted(fields[1]);
        let base = || fields[2].parse().unwrap();
        match fields[0] {
            "Quote" => quoted(&strconv::quote(&text())),
            "QuoteToASCII" => quoted(&strconv::quote_to_ascii(&text())),
            "HTMLEscapeString" => quoted(&escape::html(&text())),
            "JSEscapeString" => quoted(&escape::js(&text())),
            "URLQueryEscaper" => quoted(&escape::url_query(&text())),
            "Unquote" => strconv::unquote(&text()).map_or("!".into(), |text| quoted(&text)),
            "ParseFloat" => result(strconv::parse_float(&text()), |f| {
                if f.is_nan() { "NaN".to_owned() } else { format!("{:x}", f.to_bits()) }
            }),
            "ParseInt" => result(strconv::parse_int(&text(), base()), |n| n.to_string()),
            "ParseUint" => result(strconv::parse_uint(&text(), base()), |n| n.to_string()),
            "Atoi" => result(strconv::atoi(&text()), |n| n.to_string()),
            "FormatFloat" => {
                let float = f64::from_bits(u64::from_str_radix(fields[1], 16).unwrap());
                strconv::format_float(float, fields[2].chars().next().unwrap(), fields[3].parse().ok())
            }
            other => panic!("{other}"),
        }
    });
}

fn result<T: Copy>(result: Result<T, NumError<T>>, show: fn(T) -> String) -> String {
    match result {
        Ok(value) => show(value),
        Err(error) => format!("!{} {error}", show(error.value)),
    }
}

#[test]
fn times() {
    check(include_str!("../../tests/golang/time.txt"), |fields| {
        let int = |i: usize| fields[i].parse::<i64>().unwrap();
        let time = || time(int(1), int(2), fields[3]);
        let duration = |i: usize| Value::from(Duration(int(i)));
        let call = |name: &str, args: &[Value]| time().method(name, args).unwrap().unwrap();
        match fields[0] {
            "Format" => quoted(&time().format(&unquoted(fields[4]))),
            "String" | "GoString" => quoted(call(fields[0], &[]).as_str().unwrap()),
            "fields" => {
                const NAMES: [&str; 11] = [
                    "Year",
                    "Month",
                    "Day",
                    "YearDay",
                    "Weekday",
                    "Hour",
                    "Minute",
                    "Second",
                    "IsDST",
                    "UnixMilli",
                    "UnixNano",
                ];
                let shown = NAMES.map(|name| match call(name, &[]) {
                    value @ Value::Object(_) => sprintf("%d", &[value]),
                    value => sprint(&[value]),
                });
                shown.join(" ")
            }
            "AddDate" => moment(&call("AddDate", &[4, 5, 6].map(|i| Value::Int(int(i))))),
            name @ ("Add" | "Round" | "Truncate") => moment(&call(name, &[duration(4)])),
            "Sub" => {
                let other = self::time(int(4), int(5), "UTC");
                sprintf("%d", &[call("Sub", &[other.into()])])
            }
            "Parse" => {
                let zone = Location::load(fields[3], &NoWorld).unwrap();
                match Time::parse(&unquoted(fields[1]), &unquoted(fields[2]), &zone) {
                    Ok(time) => moment(&time.into()),
                    Err(error) => format!("!{}", quoted(&error)),
                }
            }
            "ParseDuration" => match parse_duration(&unquoted(fields[1])) {
                Ok(duration) => duration.0.to_string(),
                Err(error) => format!("!{}", quoted(&error)),
            },
            "Duration" => {
                let d = Duration(int(1));
                let [hours, minutes, seconds] =
                    [d.hours(), d.minutes(), d.seconds()].map(|f| format!("{:x}", f.to_bits()));
                format!("{d}\t{hours}\t{minutes}\t{seconds}")
            }
            "DurationRound" => {
                let (d, step) = (Duration(int(1)), Duration(int(2)));
                format!("{}\t{}", d.round(step).0, d.truncate(step).0)
            }
            other => panic!("{other}"),
        }
    });
}

fn time(unix: i64, nanos: i64, zone: &str) -> Time {
    Time::unix(unix, Location::load(zone, &NoWorld).unwrap()).add(Duration(nanos))
}

fn moment(value: &Value) -> String {
    let time: &Time = value.as_object().unwrap();
    let rule = time.location().lookup(time.unix_seconds());
    format!("{} {} {} {}", time.unix_seconds(), time.nanosecond(), quoted(rule.name), rule.offset)
}

/// Runs every line of a record and says of how many and which first ones we differ.
pub(crate) fn check(record: &str, run: impl Fn(&[&str]) -> String) {
    let mut faults = Vec::new();
    let mut count = 0;
    for line in record.lines().filter(|line| !line.starts_with('#')) {
        count += 1;
        let fields: Vec<&str> = line.split('\t').collect();
        let got = run(&fields);
        if !line.strip_suffix(got.as_str()).is_some_and(|rest| rest.ends_with('\t')) {
            faults.push(format!("{line}\n    got {got}"));
        }
    }
    let shown = faults.len().min(12);
    assert!(faults.is_empty(), "{} of {count} lines differ:\n{}", faults.len(), faults[..shown].join("\n"));
    assert!(count > 0);
}

pub(crate) fn quoted(text: &str) -> String {
    strconv::quote(text)
}

pub(crate) fn unquoted(literal: &str) -> String {
    strconv::unquote(literal).unwrap_or_else(|_| panic!("{literal}")).into_owned()
}

/// The values of a list in the notation of the records: a letter for the type, then the value.
pub(crate) fn values(text: &str) -> Vec<Value> {
    let mut rest = text;
    let values = read_list(&mut rest);
    assert!(rest.is_empty(), "{text}");
    values
}

fn read_list(rest: &mut &str) -> Vec<Value> {
    let mut values = Vec::new();
    while !rest.is_empty() && !rest.starts_with(']') {
        values.push(read(rest));
        *rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    values
}

fn read(rest: &mut &str) -> Value {
    let letter = rest.chars().next().unwrap();
    *rest = &rest[1..];
    let slice = |elem, rest: &mut &str| {
        if letter != '[' {
            *rest = &rest[1..];
        }
        let items = read_list(rest);
        *rest = &rest[1..];
        Slice { elem, items, nil: false }
    };
    let nil = |elem| Value::List(Arc::new(Slice { elem, items: Vec::new(), nil: true }));
    match letter {
        'n' => Value::Nil,
        'z' => Value::Invalid,
        't' => Value::Bool(true),
        'f' => Value::Bool(false),
        's' => Value::from(read_text(rest)),
        'i' => Value::Int(read_word(rest).parse().unwrap()),
        'l' => Value::Int64(read_word(rest).parse().unwrap()),
        'd' => Value::Float(f64::from_bits(u64::from_str_radix(read_word(rest), 16).unwrap())),
        'b' => named::uint8(read_word(rest).parse().unwrap()),
        'u' => named::uint64(read_word(rest).parse().unwrap()),
        'D' => Duration(read_word(rest).parse().unwrap()).into(),
        'L' => {
            let level = read_word(rest).parse().unwrap();
            Named::with_string("main.Level", "int", Value::Int(level), format!("level-{level}"))
        }
        'B' => {
            let bytes = string_bytes(&read_text(rest)).iter().map(|byte| named::uint8(*byte)).collect();
            let list = Slice { elem: ElemType::Any, items: bytes, nil: false };
            Named::value("[]uint8", "slice", Value::List(Arc::new(list)))
        }
        'N' => nil(ElemType::Any),
        'R' => nil(ElemType::Str),
        '[' => Value::List(Arc::new(slice(ElemType::Any, rest))),
        'S' => Value::List(Arc::new(slice(ElemType::Str, rest))),
        'I' => Value::List(Arc::new(slice(ElemType::Int, rest))),
        'M' => Value::List(Arc::new(slice(ElemType::Map, rest))),
        'G' => Value::List(Arc::new(slice(ElemType::List, rest))),
        'P' | 'Q' => Value::Object(Arc::new(Point {
            pointer: letter == 'Q',
            fields: slice(ElemType::Any, rest).items,
        })),
        'T' => match &slice(ElemType::Any, rest).items[..] {
            [Value::Int64(unix), Value::Int(nanos), Value::Str(zone)] => time(*unix, *nanos, zone).into(),
            other => panic!("{other:?}"),
        },
        '{' => read_map(MapType::Any, rest),
        'H' => {
            *rest = &rest[1..];
            read_map(MapType::Strings, rest)
        }
        other => panic!("{other}{rest}"),
    }
}

fn read_map(typ: MapType, rest: &mut &str) -> Value {
    let mut entries = Entries::new();
    while !rest.starts_with('}') {
        let key = read_text(rest);
        *rest = &rest[1..];
        entries.insert(Str::from(key), read(rest));
        *rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    *rest = &rest[1..];
    Value::Map(Arc::new(crate::value::Dict::new(typ, entries)))
}

fn read_word<'a>(rest: &mut &'a str) -> &'a str {
    let (word, tail) = rest.split_at(rest.find([',', ']', '}']).unwrap_or(rest.len()));
    *rest = tail;
    word
}

fn read_text(rest: &mut &str) -> String {
    let mut end = 1;
    while rest.as_bytes()[end] != b'"' {
        end += 1 + usize::from(rest.as_bytes()[end] == b'\\');
    }
    let (literal, tail) = rest.split_at(end + 1);
    *rest = tail;
    string_from_bytes(&string_bytes(&unquoted(literal))).into_owned()
}

/// The struct of the program that wrote the records.
#[derive(Debug)]
struct Point {
    pointer: bool,
    fields: Vec<Value>,
}

impl Object for Point {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(if self.pointer { "*main.Point" } else { "main.Point" })
    }

    fn kind(&self) -> &'static str {
        if self.pointer { "ptr" } else { "struct" }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        ["X", "Y", "Z"].into_iter().zip(self.fields.iter().cloned()).collect()
    }
}

/// A world that has nothing.
#[derive(Debug)]
pub(crate) struct NoWorld;

impl crate::world::World for NoWorld {
    fn read(&self, _: &std::path::Path, _: u64) -> std::io::Result<Vec<u8>> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn list(&self, _: &std::path::Path) -> std::io::Result<Vec<crate::world::Entry>> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn stat(&self, _: &std::path::Path) -> std::io::Result<crate::world::Kind> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn canonical(&self, _: &std::path::Path) -> std::io::Result<std::path::PathBuf> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn stdin(&self, _limit: u64) -> std::io::Result<Vec<u8>> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn var(&self, _: &str) -> Option<String> {
        None
    }

    fn now(&self) -> std::time::Duration {
        std::time::Duration::new(1_700_000_000, 123_456_789)
    }

    fn random(&self, buffer: &mut [u8]) {
        buffer.fill(0);
    }
}
