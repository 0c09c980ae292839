//! pflag's grammar: the arguments as Helm would take them apart, written so that clap cannot read them otherwise.
//!
//! Every flag becomes `--name=value` (or `--name` where its value was left out), every word stands behind `--`.
//! Source: pflag, flag.go, `parseArgs`, `parseLongArg`, `parseSingleShortArg`.

use crate::golang::strconv::{self, Charset};
use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// A command line, taken apart up to its end or its first fault.
#[derive(Debug, Default)]
pub(super) struct Normal {
    /// What clap shall read.
    pub(super) args: Vec<OsString>,
    /// What is wrong behind that, in pflag's words.
    pub(super) fault: Option<String>,
}

/// Takes the arguments of `command` apart.
pub(super) fn normal(command: &Command, args: &[OsString]) -> Normal {
    let mut reader = Reader { command, rest: args, flags: Vec::new(), words: Vec::new() };
    let fault = match reader.read() {
        Ok(()) => None,
        Err(Stop::Fault(fault)) => Some(fault),
        Err(Stop::Clap) => None,
    };
    let Reader { mut flags, words, .. } = reader;
    if !words.is_empty() {
        flags.push("--".into());
        flags.extend(words);
    }
    Normal { args: flags, fault }
}

/// Why the rest of the line does not matter.
enum Stop {
    /// pflag's sentence.
    Fault(String),
    /// clap has the last word: it was asked for help, or knows which flag was meant.
    Clap,
}

struct Reader<'a> {
    command: &'a Command,
    rest: &'a [OsString],
    flags: Vec<OsString>,
    words: Vec<OsString>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Result<(), Stop> {
        while let [arg, rest @ ..] = self.rest {
            self.rest = rest;
            match arg.to_str() {
                Some("--") => {
                    self.words.extend_from_slice(rest);
                    return Ok(());
                }
                Some(text) if text.starts_with("--") => self.long(text)?,
                Some(text) if text.starts_with('-') && text.len() > 1 => self.shorthands(&text[1..])?,
                _ => self.words.push(arg.clone()),
            }
        }
        Ok(())
    }

    fn long(&mut self, typed: &str) -> Result<(), Stop> {
        let body = &typed[2..];
        if body.starts_with(['-', '=']) {
            return Err(Stop::Fault(format!("bad flag syntax: {typed}")));
        }
        let (name, value) = body.split_once('=').map_or((body, None), |(name, value)| (name, Some(value)));
        let Some(arg) = self.command.get_arguments().find(|arg| arg.get_long() == Some(name)) else {
            self.flags.push(typed.into());
            return Err(Stop::Clap);
        };
        let value = match value {
            Some(value) => Some(value.into()),
            None if is_optional(arg) => None,
            None => Some(self.next().ok_or_else(|| fault(format!("flag needs an argument: --{name}")))?),
        };
        self.set(arg, value)
    }

    /// A group of letters behind one dash; the last may have a value.
    fn shorthands(&mut self, group: &str) -> Result<(), Stop> {
        let mut rest = group;
        while let Some(letter) = rest.chars().next() {
            let specified = rest;
            rest = &rest[letter.len_utf8()..];
            let Some(arg) = self.command.get_arguments().find(|arg| arg.get_short() == Some(letter)) else {
                if letter == 'h' || letter == 'V' && self.command.get_version().is_some() {
                    self.flags.push(format!("-{letter}").into());
                    return Err(Stop::Clap);
                }
                let shown = first_byte(specified);
                return Err(fault(format!("unknown shorthand flag: {shown} in -{specified}")));
            };
            let value =
                match rest.strip_prefix('=') {
                    Some(value) if !value.is_empty() => {
                        rest = "";
                        Some(value.into())
                    }
                    _ if is_optional(arg) => None,
                    _ if !rest.is_empty() => Some(std::mem::take(&mut rest).into()),
                    _ => {
                        let shown = first_byte(specified);
                        Some(self.next().ok_or_else(|| {
                            fault(format!("flag needs an argument: {shown} in -{specified}"))
                        })?)
                    }
                };
            self.set(arg, value)?;
        }
        Ok(())
    }

    fn next(&mut self) -> Option<OsString> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first.clone())
    }

    fn set(&mut self, arg: &Arg, value: Option<OsString>) -> Result<(), Stop> {
        let Some(long) = arg.get_long() else {
            return Ok(());
        };
        let mut flag = OsString::from(format!("--{long}"));
        match (value, arg.get_action()) {
            // clap's own switch takes no value.
            (Some(value), ArgAction::SetTrue) => {
                let text = value.to_string_lossy();
                match strconv::parse_bool(&text) {
                    Ok(true) => {}
                    Ok(false) => return Ok(()),
                    Err(error) => return Err(fault(invalid(arg, &text, &error.to_string()))),
                }
            }
            (Some(value), _) => {
                flag.push("=");
                flag.push(value);
            }
            (None, _) => {}
        }
        self.flags.push(flag);
        Ok(())
    }
}

fn fault(message: String) -> Stop {
    Stop::Fault(message)
}

/// Whether the flag stands for something without a value: pflag's `NoOptDefVal`.
fn is_optional(arg: &Arg) -> bool {
    arg.is_require_equals_set() || !matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

/// pflag takes a group apart by bytes and shows the first as a character.
fn first_byte(group: &str) -> String {
    let first = group.bytes().next().map_or('-', char::from);
    strconv::quote_rune(first, Charset::Printable)
}

/// pflag's sentence for a value that the flag cannot have. Source: pflag, errors.go, `InvalidValueError`.
pub(super) fn invalid(arg: &Arg, value: &str, cause: &str) -> String {
    let long = arg.get_long().unwrap_or_default();
    let name = match arg.get_short() {
        Some(short) => format!("-{short}, --{long}"),
        None => format!("--{long}"),
    };
    format!("invalid argument {} for {} flag: {cause}", strconv::quote(value), strconv::quote(&name))
}
